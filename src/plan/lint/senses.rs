//! The lexicon as it is looked up: letters are numbers, case taken away, and a word is a row of
//! them. The first three lead to the few beginnings that it may have, and for most words to none.

use super::lexicon::{LEXICON, Sense};
use crate::plan::letter;
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

    #[inline]
    pub(super) fn has_any(self, senses: &[Sense]) -> bool {
        let any = senses.iter().fold(Self(0), |all, sense| all.and(Self::of(*sense)));
        self.0 & any.0 != 0
    }
}

/// The number of what is no letter of the lexicon, though it is one of a word.
const OTHER: u8 = 127;

/// Latin letters and digits; 0 ends a word.
static LATIN: [u8; 128] = {
    let mut codes = [0; 128];
    let mut n = 0;
    while n < 26 {
        codes[b'a' as usize + n as usize] = 1 + n;
        codes[b'A' as usize + n as usize] = 1 + n;
        if n < 10 {
            codes[b'0' as usize + n as usize] = 27 + n;
        }
        n += 1;
    }
    codes
};

/// Russian letters, from U+0400 on; ё is е.
static RUSSIAN: [u8; 128] = {
    let mut codes = [OTHER; 128];
    let mut n = 0;
    while n < 32 {
        codes[0x10 + n as usize] = 37 + n;
        codes[0x30 + n as usize] = 37 + n;
        n += 1;
    }
    codes[0x01] = codes[0x35];
    codes[0x51] = codes[0x35];
    codes
};

/// The letters of a word, one number after another; 0 where it ends, and from there on.
struct Codes<'t> {
    text: &'t str,
    start: usize,
    at: usize,
}

impl<'t> Codes<'t> {
    fn of(text: &'t str, start: usize) -> Self {
        Self { text, start, at: start }
    }

    #[inline]
    fn next(&mut self) -> u8 {
        let text = self.text.as_bytes();
        match text.get(self.at) {
            None => 0,
            Some(letter @ 0..0x80) => {
                let code = LATIN[usize::from(*letter)];
                self.at += usize::from(code > 0);
                code
            }
            Some(lead @ (0xD0 | 0xD1)) => {
                let low = text.get(self.at + 1).copied().unwrap_or_default();
                self.at += 2;
                RUSSIAN[usize::from(lead & 1) << 6 | usize::from(low & 0x3F)]
            }
            Some(_) => self.rare(),
        }
    }

    /// A character of another alphabet. The second half of a decomposed й or ё is no letter of its
    /// own.
    #[cold]
    fn rare(&mut self) -> u8 {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let bare = if self.at > self.start { rest.trim_start_matches(is_mark) } else { rest };
        if bare.len() < rest.len() {
            self.at += rest.len() - bare.len();
            return self.next();
        }
        let Some(c) = rest.chars().next() else { return 0 };
        if !letter::is_alphanumeric(c) {
            return 0;
        }
        self.at += c.len_utf8();
        // Some signs are written as letters of ours when they are small: that of kelvins is a k.
        let small = c.to_lowercase().next().filter(char::is_ascii);
        small.map_or(OTHER, |small| LATIN[small as usize])
    }

    /// Where the word ends, of which some letters were read.
    #[inline]
    fn end(&self) -> usize {
        let text = self.text;
        let mut at = letter::end_of_word(text, self.at);
        while text.as_bytes().get(at) == Some(&0xCC) && text[at..].starts_with(is_mark) {
            at = letter::end_of_word(text, letter::next(text, at));
        }
        at
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{306}' | '\u{308}')
}

/// The first eighteen letters of a word, the first in the highest bits; no beginning in the lexicon
/// is longer.
type Letters = u128;

const BITS: usize = 7;
const LONGEST: usize = 18;

/// All bits of the first letters.
fn mask(count: usize) -> Letters {
    ((1 << (BITS * LONGEST)) - 1) & !((1 << (BITS * (LONGEST - count))) - 1)
}

/// Every word that means something.
pub(super) struct Meanings {
    slots: Box<[Slot; SLOTS]>,
    stems: Vec<Stem>,
}

/// What begins with the same two letters.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Which letters come third, a bit each.
    thirds: u32,
    /// Where its stems begin and end.
    begin: u16,
    end: u16,
}

/// How words begin, or a whole word.
#[derive(Debug, Clone, Copy)]
struct Stem {
    letters: Letters,
    /// What of a word is compared.
    mask: Letters,
    senses: Senses,
    slot: usize,
    /// Which letters may come third, a bit each.
    thirds: u32,
}

const SLOTS: usize = 1 << 12;

fn slot(first: u8, second: u8) -> usize {
    (usize::from(first) << 6 ^ usize::from(second)) % SLOTS
}

fn third_bit(third: u8) -> u32 {
    1 << (third % 32)
}

impl Stem {
    /// A beginning, or a whole word that ends in `=`.
    fn of(listed: &str, sense: Sense) -> Self {
        let whole = listed.ends_with('=');
        let mut codes = Codes::of(listed, 0);
        let head = [codes.next(), codes.next(), codes.next()];
        let (letters, count) = whole_word(head, &mut codes);
        debug_assert!(count < LONGEST && (whole || count > 1), "{listed}");
        // A whole word has nothing after it, a beginning of two letters anything.
        let mask = mask(if whole { LONGEST } else { count });
        let thirds = if !whole && count < 3 { u32::MAX } else { third_bit(head[2]) };
        let slot = slot(head[0], head[1]);
        Self { letters, mask, senses: Senses::of(sense), slot, thirds }
    }
}

/// A word from its first three letters and those that are left, and how many it has, of eighteen.
#[inline]
fn whole_word(head: [u8; 3], rest: &mut Codes<'_>) -> (Letters, usize) {
    let mut letters = 0;
    let mut count = 0;
    let mut next = head[0];
    while next != 0 && count < LONGEST {
        letters = letters << BITS | Letters::from(next);
        count += 1;
        next = head.get(count).copied().unwrap_or_else(|| rest.next());
    }
    (letters << (BITS * (LONGEST - count)), count)
}

impl Meanings {
    /// Made once: a site reads thousands of plans.
    pub(super) fn all() -> &'static Self {
        static ALL: LazyLock<Meanings> = LazyLock::new(Meanings::new);
        &ALL
    }

    fn new() -> Self {
        let listed = LEXICON
            .iter()
            .flat_map(|(sense, listed)| listed.split(' ').map(|listed| Stem::of(listed, *sense)));
        let mut stems: Vec<_> = listed.collect();
        stems.sort_unstable_by_key(|stem| (stem.slot, stem.letters, stem.mask));
        stems.dedup_by(|next, stem| {
            let same = (next.letters, next.mask) == (stem.letters, stem.mask);
            stem.senses = if same { stem.senses.and(next.senses) } else { stem.senses };
            same
        });
        let slots: Result<Box<[Slot; SLOTS]>, _> = vec![Slot::default(); SLOTS].try_into();
        let mut slots = slots.expect("as many as were asked for");
        for (at, stem) in (0..).zip(&stems) {
            let slot = &mut slots[stem.slot];
            slot.begin = if slot.end == 0 { at } else { slot.begin };
            slot.end = at + 1;
            slot.thirds |= stem.thirds;
        }
        Self { slots, stems }
    }

    /// All that the word means which starts at a place, and where it ends: at once, where none does.
    #[inline]
    pub(super) fn read(&self, text: &str, start: usize) -> (Senses, usize) {
        let mut codes = Codes::of(text, start);
        let first = codes.next();
        if first == 0 {
            return (Senses::default(), start);
        }
        let head = [first, codes.next(), codes.next()];
        let slot = self.slots[slot(head[0], head[1])];
        if slot.thirds & third_bit(head[2]) == 0 {
            return (Senses::default(), codes.end());
        }
        let stems = &self.stems[usize::from(slot.begin)..usize::from(slot.end)];
        let (letters, _) = whole_word(head, &mut codes);
        let senses = stems.iter().fold(Senses::default(), |all, stem| {
            let meant = letters & stem.mask == stem.letters;
            if meant { all.and(stem.senses) } else { all }
        });
        (senses, codes.end())
    }
}

#[cfg(test)]
mod tests {
    use super::{LEXICON, Meanings, Senses};

    fn senses(word: &str) -> Senses {
        let (senses, end) = Meanings::all().read(word, 0);
        assert_eq!(end, word.len(), "{word}");
        senses
    }

    #[test]
    fn every_word_of_the_lexicon_is_known() {
        for (sense, listed) in LEXICON {
            for listed in listed.split_whitespace() {
                let whole = listed.strip_suffix('=');
                let word = whole.unwrap_or(listed);
                for word in [word.to_owned(), word.to_uppercase(), word.replace('е', "Ё")] {
                    assert!(senses(&word).has(*sense), "{word}");
                    let longer = [&word, "ъ"].concat();
                    assert!(whole.is_some() || senses(&longer).has(*sense), "{longer}");
                }
            }
        }
    }

    #[test]
    fn other_words_mean_nothing() {
        for word in
            ["", "x", "ъ", "бэка", "ω", "k8s", "тtl", "ttlx", "中", "ttl12345678901234567890"]
        {
            assert_eq!(senses(word), Senses::default(), "{word}");
        }
    }

    #[test]
    fn a_letter_may_be_written_in_two_halves() {
        assert_eq!(senses("за\u{306}глушка"), senses("заглушка"));
        assert_eq!(senses("заглушка\u{306}"), senses("заглушка"));
        assert_ne!(senses("заглушка"), Senses::default());
        let marks = "\u{306}".repeat(200_000);
        assert_eq!(senses(&["за", &marks, "глушка"].concat()), senses("заглушка"));
    }

    #[test]
    fn a_word_ends_where_its_letters_do() {
        let end = |text| Meanings::all().read(text, 0).1;
        assert_eq!(end("ttl, 60"), 3);
        assert_eq!(end("да — нет"), 4);
        assert_eq!(end("— нет"), 0);
        assert_eq!(end("\u{306}нет"), 0);
        assert_eq!(end("é!"), 2);
    }
}
