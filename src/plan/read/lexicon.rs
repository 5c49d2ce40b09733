//! Every word that some rule asks about, in one table: a word is looked up once, and what it means
//! to titles, to times, to verbs and at a glance is known together.
//!
//! The lists stand with the rules that they belong to.

use super::signs::Signs;
use super::stems::{BUCKETS, Stem, Word};
use super::time::{MEANINGS, Meaning, ZERO_POINTS, may_tell};
use super::verbs::{self, Verbal};
use super::vocabulary::{STEMS, Senses};
use super::{measure, slot, turns};

/// What a word means to each rule.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// What it gives away in a title.
    pub senses: Senses,
    /// What it says of time.
    pub time: Option<Meaning>,
    /// Whether it is a word of doing.
    pub verbal: Verbal,
    /// What a text may hold that it stands in.
    pub signs: Signs,
    /// Whether a turn of phrase starts with it.
    pub turns: bool,
}

impl Known {
    const NOTHING: Self = Self {
        senses: Senses::NONE,
        time: None,
        verbal: Verbal::NONE,
        signs: Signs::NONE,
        turns: false,
    };

    /// With what less special stems say where this one says nothing.
    const fn or(self, other: Self) -> Self {
        Self {
            senses: if self.senses.is_none() { other.senses } else { self.senses },
            time: if self.time.is_none() { other.time } else { self.time },
            verbal: self.verbal.with(other.verbal),
            signs: self.signs.with(other.signs),
            turns: self.turns || other.turns,
        }
    }
}

/// What stands at a place of the lexicon; at the first there is nothing.
pub(super) fn entry(at: u16) -> &'static Known {
    LEXICON.known.get(usize::from(at)).unwrap_or(&LEXICON.known[0])
}

/// Where the lexicon has a word that starts at a place, 0 for nowhere, and where the word ends.
#[inline]
pub(super) fn look_up(text: &str, start: usize, more: impl FnMut(u8, usize) -> usize) -> (u16, usize) {
    let word = Word::open(text.as_bytes(), start, more);
    let near = LEXICON.near(word.bucket());
    if near.is_empty() {
        return (0, word.end());
    }
    let (code, end) = word.spell();
    let fits = |n: &usize| LEXICON.stems[*n].fits(code);
    let found = near.rev().find(fits).filter(|_| end - start <= LONGEST);
    #[expect(clippy::cast_possible_truncation, reason = "the lexicon is short")]
    (found.map_or(0, |n| n as u16 + 1), end)
}

/// What a word means that has been cut out.
pub(super) fn known(word: &str) -> &'static Known {
    let whole = |_, at| word[at..].chars().next().map_or(0, char::len_utf8);
    entry(look_up(word, 0, whole).0)
}

/// Longer words mean nothing, in bytes.
const LONGEST: usize = 48;

/// Stems by the bucket of their first letters, the most special last in each.
struct Lexicon {
    stems: [Stem; ALL],
    known: [Known; ALL + 1],
    /// Where the stems of each bucket start.
    starts: [u16; BUCKETS + 1],
}

/// How many stems are listed.
const ALL: usize = STEMS.len()
    + MEANINGS.len()
    + ZERO_POINTS.len()
    + verbs::VERBS.len()
    + verbs::NOUNS.len()
    + verbs::OPENERS.len()
    + verbs::THEN.len()
    + measure::COMPARISONS.len()
    + slot::WORDS.len()
    + turns::LISTED.len();

static LEXICON: Lexicon = Lexicon::of(listed());

impl Lexicon {
    fn near(&self, bucket: usize) -> std::ops::Range<usize> {
        usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1])
    }

    #[expect(clippy::cast_possible_truncation, reason = "the lexicon is short")]
    const fn of(listed: [(Stem, Known); ALL]) -> Self {
        let mut made = Self {
            stems: [Stem::of(b""); ALL],
            known: [Known::NOTHING; ALL + 1],
            starts: [0; BUCKETS + 1],
        };
        let mut at = 0;
        while at < ALL {
            made.starts[listed[at].0.bucket() + 1] += 1;
            at += 1;
        }
        let mut bucket = 0;
        while bucket < BUCKETS {
            made.starts[bucket + 1] += made.starts[bucket];
            bucket += 1;
        }
        let mut ends = made.starts;
        at = 0;
        while at < ALL {
            let bucket = listed[at].0.bucket();
            made.insert(made.starts[bucket] as usize, ends[bucket] as usize, listed[at]);
            ends[bucket] += 1;
            at += 1;
        }
        bucket = 0;
        while bucket < BUCKETS {
            made.settle(made.starts[bucket] as usize, made.starts[bucket + 1] as usize);
            bucket += 1;
        }
        made
    }

    /// Puts one into its bucket behind all that are not more special.
    const fn insert(&mut self, start: usize, end: usize, new: (Stem, Known)) {
        let mut at = end;
        while at > start && self.stems[at - 1].is_more_special(&new.0) {
            self.stems[at] = self.stems[at - 1];
            self.known[at + 1] = self.known[at];
            at -= 1;
        }
        self.stems[at] = new.0;
        self.known[at + 1] = new.1;
    }

    /// Gives each of a bucket what the less special say that fit the same words.
    const fn settle(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let mut other = at;
            while other > start {
                other -= 1;
                if self.stems[other].covers(&self.stems[at]) {
                    self.known[at + 1] = self.known[at + 1].or(self.known[other + 1]);
                }
            }
            at += 1;
        }
    }
}

/// All lists, one behind the other.
const fn listed() -> [(Stem, Known); ALL] {
    let none = Known::NOTHING;
    let mut all = All { listed: [(Stem::of(b""), none); ALL], len: 0 };
    let mut at = 0;
    while at < STEMS.len() {
        all.add(STEMS[at].0.as_bytes(), Known { senses: STEMS[at].1, ..none });
        at += 1;
    }
    at = 0;
    while at < MEANINGS.len() {
        let (stem, meaning) = MEANINGS[at];
        let signs = if may_tell(meaning) { Signs::TIMED } else { Signs::NONE };
        all.add(stem.as_bytes(), Known { time: Some(meaning), signs, ..none });
        at += 1;
    }
    all.add_words(&ZERO_POINTS, Known { signs: Signs::TIMED, ..none });
    all.add_words(verbs::VERBS, Known { verbal: Verbal::VERB, ..none });
    all.add_words(&verbs::NOUNS, Known { verbal: Verbal::NOUN, ..none });
    all.add_words(&verbs::OPENERS, Known { verbal: Verbal::OPENER, ..none });
    all.add_words(&verbs::THEN, Known { verbal: Verbal::THEN, ..none });
    at = 0;
    while at < measure::COMPARISONS.len() {
        let first = first_word(measure::COMPARISONS[at].0);
        all.add(first, Known { signs: Signs::COMPARED, ..none });
        at += 1;
    }
    at = 0;
    while at < slot::WORDS.len() {
        all.add(first_word(slot::WORDS[at]), Known { signs: Signs::BLANK, ..none });
        at += 1;
    }
    at = 0;
    while at < turns::LISTED.len() {
        all.add(first_word(turns::LISTED[at].0), Known { turns: true, ..none });
        at += 1;
    }
    all.listed
}

struct All {
    listed: [(Stem, Known); ALL],
    len: usize,
}

impl All {
    const fn add(&mut self, stem: &[u8], known: Known) {
        self.listed[self.len] = (Stem::of(stem), known);
        self.len += 1;
    }

    const fn add_words(&mut self, words: &[&str], known: Known) {
        let mut at = 0;
        while at < words.len() {
            self.add(words[at].as_bytes(), known);
            at += 1;
        }
    }
}

/// What stands before the first sign or space; a star belongs to the only word.
const fn first_word(phrase: &str) -> &[u8] {
    let bytes = phrase.as_bytes();
    let mut end = 0;
    while end < bytes.len() && (bytes[end] >= 0x80 || bytes[end].is_ascii_alphabetic()) {
        end += 1;
    }
    if end + 1 == bytes.len() && bytes[end] == b'*' { bytes } else { bytes.split_at(end).0 }
}
