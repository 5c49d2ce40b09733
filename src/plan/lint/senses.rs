//! The lexicon as it is looked up: the first three letters of a word lead to the few beginnings
//! that it may have, and for most words to none.

use super::lexicon::{LEXICON, Sense};
use std::sync::LazyLock;

/// A set of senses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Senses(u64);

impl Senses {
    pub(super) const fn of(sense: Sense) -> Self {
        Self(1 << sense as u64)
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, sense: Sense) -> bool {
        self.0 & Self::of(sense).0 != 0
    }
}

/// The first three letters of a word, by the five lowest bits of each: these tell the letters of an
/// alphabet apart and do not tell small ones from capitals. Where a word has ended they are clear.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// The first two, and which alphabet it is.
    slot: usize,
    /// The bit of the third.
    third: u32,
}

const SLOTS: usize = 1 << 11;
const LOW: u32 = 0x1F;

impl Head {
    /// Of a word in small letters.
    fn of(word: &str) -> Self {
        let mut letters = word.chars().map(u32::from);
        let mut next = || letters.next().unwrap_or(0);
        Self::new([next(), next(), next()])
    }

    /// Of a word of any case; none where its letters are neither Latin nor Cyrillic alone.
    #[inline]
    pub(super) fn at_once(word: &[u8]) -> Option<Self> {
        if word.first()?.is_ascii() {
            let letter = |n: usize| u32::from(word.get(n).copied().unwrap_or(0));
            let letters = [letter(0), letter(1), letter(2)];
            return (letters[1] < 0x80 && letters[2] < 0x80).then(|| Self::new(letters));
        }
        Some(Self::new([cyrillic(word, 0)?, cyrillic(word, 2)?, cyrillic(word, 4)?]))
    }

    #[inline]
    fn new([first, second, third]: [u32; 3]) -> Self {
        let [alphabet, first] = [u32::from(first >= 0x80), first & LOW];
        let slot = alphabet << 10 | first << 5 | second & LOW;
        Self { slot: slot as usize, third: 1 << (third & LOW) }
    }
}

/// The letter that these two bytes are, as far as its lowest bits; ё is е.
#[inline]
fn cyrillic(word: &[u8], at: usize) -> Option<u32> {
    match (word.get(at), word.get(at + 1)) {
        (None, _) => Some(0),
        (Some(0xD0), Some(0x81)) | (Some(0xD1), Some(0x91)) => Some(u32::from('е')),
        (Some(0xD0 | 0xD1), Some(low)) => Some(0x400 | u32::from(*low)),
        _ => None,
    }
}

/// Every word that means something.
pub(super) struct Meanings {
    slots: Vec<Slot>,
}

/// What begins with the same two letters.
#[derive(Clone, Default)]
struct Slot {
    stems: Vec<Stem>,
    /// Which letters come third, a bit each.
    thirds: u32,
}

/// How words begin, or a whole word.
#[derive(Clone, Copy)]
struct Stem {
    letters: &'static str,
    whole: bool,
    /// Which letters may come third, a bit each.
    thirds: u32,
    senses: Senses,
}

impl Meanings {
    /// Made once: a site reads thousands of plans.
    pub(super) fn all() -> &'static Self {
        static ALL: LazyLock<Meanings> = LazyLock::new(Meanings::new);
        &ALL
    }

    fn new() -> Self {
        let mut slots = vec![Slot::default(); SLOTS];
        for (sense, listed) in LEXICON {
            for word in listed.split_whitespace() {
                let whole = word.strip_suffix('=');
                let letters = whole.unwrap_or(word);
                let head = Head::of(letters);
                // A beginning of two letters goes on with any third.
                let short = whole.is_none() && letters.chars().nth(2).is_none();
                let thirds = if short { u32::MAX } else { head.third };
                let slot = &mut slots[head.slot];
                slot.thirds |= thirds;
                let (senses, whole) = (Senses::of(*sense), whole.is_some());
                slot.stems.push(Stem { letters, whole, thirds, senses });
            }
        }
        Self { slots }
    }

    /// False where no word that begins so means anything.
    #[inline]
    pub(super) fn may_mean(&self, head: Head) -> bool {
        self.slots[head.slot].thirds & head.third != 0
    }

    /// All that a word in small letters means.
    pub(super) fn of(&self, word: &str) -> Senses {
        let head = Head::of(word);
        let slot = &self.slots[head.slot];
        let near = slot.stems.iter().filter(|stem| stem.thirds & head.third != 0);
        near.fold(Senses::default(), |all, stem| {
            let length = if stem.whole { word.len() } else { stem.letters.len() };
            let meant = word.as_bytes().get(..length) == Some(stem.letters.as_bytes());
            if meant { all.and(stem.senses) } else { all }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, LEXICON, Meanings, Senses};

    #[test]
    fn every_word_of_the_lexicon_is_known() {
        let all = Meanings::all();
        for (sense, listed) in LEXICON {
            for word in listed.split_whitespace() {
                let (word, whole) =
                    word.strip_suffix('=').map_or((word, false), |word| (word, true));
                assert!(all.of(word).has(*sense), "{word}");
                let longer = [word, if word.is_ascii() { "q" } else { "ъ" }].concat();
                assert!(whole || all.of(&longer).has(*sense), "{longer}");
                for cased in [word.to_owned(), word.to_uppercase(), word.replace('е', "Ё")] {
                    let head = Head::at_once(cased.as_bytes()).expect("one alphabet");
                    assert!(all.may_mean(head), "{cased}");
                }
            }
        }
    }

    #[test]
    fn other_words_mean_nothing() {
        for word in ["", "x", "ъ", "бэка", "ω", "k8s", "тtl", "ttlx"] {
            assert_eq!(Meanings::all().of(word), Senses::default(), "{word}");
        }
        assert!(Head::at_once("k8é".as_bytes()).is_none());
        assert!(Head::at_once("тtl".as_bytes()).is_none());
    }
}
