//! The lexicon as it is looked up: the first three letters of a word lead to the few beginnings that
//! it may have, and for most words to none.

use super::lexicon::{LEXICON, Sense};
use crate::plan::initials::{Glimpse, InitialsOf};
use crate::plan::letter;
use crate::plan::stems::{self, Stem};
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
        self.0 & Self::any(senses).0 != 0
    }

    const fn any(senses: &[Sense]) -> Self {
        let (mut any, mut at) = (Self(0), 0);
        while at < senses.len() {
            any = any.and(Self::of(senses[at]));
            at += 1;
        }
        any
    }

    /// Whether a check listens to what a word of these means.
    fn calls(self) -> bool {
        const CALLS: Senses = {
            let (mut calls, mut at) = (Senses(0), 0);
            while at < super::CALLS.len() {
                calls = calls.and(Senses::any(super::CALLS[at]));
                at += 1;
            }
            calls
        };
        self.0 & CALLS.0 != 0
    }
}

/// What begins like a word of the lexicon, or is one as a whole.
#[derive(Debug, Clone, Copy)]
struct Listed {
    spelled: &'static str,
    whole: bool,
    stem: Stem,
    senses: Senses,
}

impl Listed {
    /// A beginning, or a whole word that ends in `=`.
    fn of(listed: &'static str, sense: Sense) -> Self {
        let (spelled, whole) = listed.strip_suffix('=').map_or((listed, false), |it| (it, true));
        let stem = Stem::of(&[spelled, if whole { "" } else { "*" }].concat(), 0);
        Self { spelled, whole, stem, senses: Senses::of(sense) }
    }

    fn bucket(&self) -> usize {
        stems::bucket(Glimpse::opening(self.spelled).letters())
    }
}

/// The lexicon, its words by their first letters.
pub(super) struct Meanings {
    /// How they begin.
    known: InitialsOf,
    /// How those begin that make checks listen.
    calling: InitialsOf,
    /// Where those of each bucket begin.
    starts: Box<[u16; stems::BUCKETS + 1]>,
    listed: Vec<Listed>,
}

impl Meanings {
    /// Made once: a site reads thousands of plans.
    pub(super) fn all() -> &'static Self {
        static ALL: LazyLock<Meanings> = LazyLock::new(Meanings::new);
        &ALL
    }

    fn new() -> Self {
        let words = LEXICON
            .iter()
            .flat_map(|(sense, words)| words.split(' ').map(|listed| Listed::of(listed, *sense)));
        let mut listed: Vec<_> = words.collect();
        listed.sort_by_cached_key(|it| (it.bucket(), it.spelled, it.whole));
        listed.dedup_by(|next, it| {
            let same = (next.spelled, next.whole) == (it.spelled, it.whole);
            it.senses = if same { it.senses.and(next.senses) } else { it.senses };
            same
        });
        let (mut known, mut calling) = (InitialsOf::NONE, InitialsOf::NONE);
        let mut starts = Box::new([0; stems::BUCKETS + 1]);
        for it in &listed {
            starts[it.bucket() + 1] += 1;
            known.add(it.spelled);
            if it.senses.calls() {
                calling.add(it.spelled);
            }
        }
        for bucket in 1..starts.len() {
            starts[bucket] += starts[bucket - 1];
        }
        Self { known, calling, starts, listed }
    }

    /// All that the word means which starts at a place, and where it ends: at once, where none does.
    #[inline]
    pub(super) fn read(&self, text: &str, start: usize) -> (Senses, usize) {
        let bytes = text.as_bytes();
        let seen = Glimpse::of(bytes, start);
        let end = letter::end_of_word(text, start + seen.len);
        if end > start && bytes.get(end) == Some(&0xCC) && text[end..].starts_with(is_mark) {
            return self.read_marked(text, start);
        }
        if !self.known.has(seen.initials) {
            return (Senses::default(), end);
        }
        let (word, letters) = (&bytes[start..end], seen.letters());
        let bucket = stems::bucket(letters);
        let near = usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1]);
        let meant = self.listed[near].iter().filter(|it| it.stem.is(it.spelled, word, letters));
        (meant.fold(Senses::default(), |all, it| all.and(it.senses)), end)
    }

    /// Whether any word makes a check listen.
    pub(super) fn calls(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | 0xD0 | 0xD1 => {
                    let seen = Glimpse::of(bytes, at);
                    if self.calling.has(seen.initials) && self.read(text, at).0.calls() {
                        return true;
                    }
                    at = seen.next(bytes, at);
                }
                // A mark on a letter: what looks like two words may be one.
                0xCC => return true,
                _ => at += 1,
            }
        }
        false
    }

    /// The same where letters are followed by marks: the second half of a decomposed й or ё is no
    /// letter of its own.
    #[cold]
    fn read_marked(&self, text: &str, start: usize) -> (Senses, usize) {
        let mut end = letter::end_of_word(text, start);
        let mut word = text[start..end].to_owned();
        while text[end..].starts_with(is_mark) {
            let next = letter::next(text, end);
            end = letter::end_of_word(text, next);
            word.push_str(&text[next..end]);
        }
        (self.read(&word, 0).0, end)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{306}' | '\u{308}')
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
