//! A table of words by their stems, each found by its three first letters.
//!
//! Words are Latin or Cyrillic, in any case as they are looked up and in lower case as they are
//! listed, with ё as е. Most words of a plan are in no table, and their first letters say so.
//! The others are compared as numbers, six bits a letter.

use crate::plan::letter;
use std::ops::Range;

/// What words stand for, listed by stem and sorted; a star stands for any ending.
pub(super) struct Stems<T: 'static, const N: usize> {
    listed: &'static [(&'static str, T)],
    /// Bucket by bucket, and within each as they are listed.
    stems: [Stem; N],
    /// Where the stems of each bucket start.
    starts: [u16; BUCKETS + 1],
}

/// Words longer than this, in bytes, are in no table.
const LONGEST: usize = 48;

impl<T: Copy, const N: usize> Stems<T, N> {
    #[expect(clippy::cast_possible_truncation, reason = "the table is short")]
    pub const fn of(listed: &'static [(&'static str, T)]) -> Self {
        assert!(listed.len() == N);
        let mut starts = [0; BUCKETS + 1];
        let mut at = 0;
        while at < N {
            starts[First::of(listed[at].0.as_bytes()).bucket() + 1] += 1;
            at += 1;
        }
        let mut bucket = 0;
        while bucket < BUCKETS {
            starts[bucket + 1] += starts[bucket];
            bucket += 1;
        }
        let mut stems = [Stem { code: [0; 2], asked: [0; 2], listed: 0 }; N];
        let mut next = starts;
        at = 0;
        while at < N {
            let bucket = First::of(listed[at].0.as_bytes()).bucket();
            stems[next[bucket] as usize] = Stem::of(listed[at].0.as_bytes(), at as u16);
            next[bucket] += 1;
            at += 1;
        }
        Self { listed, stems, starts }
    }

    /// The stems that may start like a text, none for most.
    #[inline]
    fn near(&self, first: First) -> Range<usize> {
        let bucket = first.bucket();
        usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1])
    }

    /// What a word stands for.
    #[inline]
    pub fn find(&self, word: &str) -> Option<T> {
        let near = self.near(First::of(word.as_bytes()));
        if near.is_empty() || word.len() > LONGEST {
            return None;
        }
        self.among(near, packed(word.as_bytes()))
    }

    /// What a word stands for whose letters are known.
    #[inline]
    pub fn find_spelled(&self, word: &Spelled) -> Option<T> {
        let near = self.near(word.first());
        if near.is_empty() || word.len > LONGEST {
            return None;
        }
        self.among(near, word.code)
    }

    fn among(&self, near: Range<usize>, code: Code) -> Option<T> {
        let found = self.stems[near].iter().rev().find(|stem| stem.fits(code))?;
        Some(self.listed[usize::from(found.listed)].1)
    }

    /// What a text stands for that starts with a listed turn of phrase, where its first word is
    /// known; all of them end in a star.
    #[inline]
    pub fn opening(&self, word: &Spelled, text: &str) -> Option<T> {
        let first = word.first();
        // What follows a short word counts among the first letters of a phrase.
        let first = if first.is_short() { First::of(text.as_bytes()) } else { first };
        let near = self.near(first);
        if near.is_empty() { None } else { self.among(near, packed(text.as_bytes())) }
    }

    /// The longest that a text starts with, letter for letter, where no star is listed.
    #[inline]
    pub fn starting(&self, text: &str) -> Option<(&'static str, T)> {
        self.stems[self.near(First::of(text.as_bytes()))]
            .iter()
            .rev()
            .map(|stem| self.listed[usize::from(stem.listed)])
            .find(|(known, _)| text.starts_with(known))
    }
}

/// A word whose letters have been told apart once, to be looked up in tables.
#[derive(Clone, Copy)]
pub(super) struct Spelled {
    code: Code,
    /// How many bytes it takes.
    pub len: usize,
}

impl Spelled {
    /// The word that starts at a place: Latin and Russian letters, and whatever `more` says is of
    /// it as well, which tells how many bytes to take.
    #[inline]
    pub fn at(text: &str, start: usize, more: impl Fn(u8, usize) -> usize) -> Self {
        let mut letters = Walk { bytes: text.as_bytes(), at: start, more };
        let mut code = [0; 2];
        if letters.gather(&mut code[0]) && letters.gather(&mut code[1]) {
            letters.skip();
        }
        Self { code, len: letters.at - start }
    }

    /// The letters from a place on, of any script.
    #[inline]
    pub fn letters(text: &str, start: usize) -> Self {
        Self::at(text, start, |_, at| letter::alphabetic_at(text, at))
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "three letters take eighteen bits")]
    const fn first(&self) -> First {
        First((self.code[0] >> (6 * (HALF - 3))) as u32)
    }
}

/// The letters of a word, one by one.
struct Walk<'t, M> {
    bytes: &'t [u8],
    at: usize,
    more: M,
}

impl<M: Fn(u8, usize) -> usize> Walk<'_, M> {
    /// Takes half of the letters that are told apart, and tells whether there were as many.
    #[inline]
    fn gather(&mut self, code: &mut u64) -> bool {
        let mut left = HALF;
        while left > 0 {
            let Some(&byte) = self.bytes.get(self.at) else { break };
            let mut letter = LETTERS[usize::from(byte)];
            if letter < HYPHEN {
                self.at += 1;
            } else if letter == PAIR {
                (letter, self.at) = letter_of(self.bytes, self.at);
            } else {
                match (self.more)(byte, self.at) {
                    0 => break,
                    len => self.at += len,
                }
            }
            *code = *code << 6 | u64::from(letter);
            left -= 1;
        }
        *code <<= 6 * left;
        left == 0
    }

    /// Leaves the rest of the word behind.
    fn skip(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += match LETTERS[usize::from(byte)] {
                PAIR => 2,
                HYPHEN..=OTHER => match (self.more)(byte, self.at) {
                    0 => return,
                    len => len,
                },
                _ => 1,
            };
        }
    }
}

/// The last letters of words that are told by them.
#[derive(Clone, Copy)]
pub(super) struct Ending {
    code: u64,
    asked: u64,
}

impl Ending {
    /// At most ten letters.
    pub const fn of(ending: &str) -> Self {
        let (mut code, mut at, mut asked) = (0, 0, 0);
        while at < ending.len() {
            let (letter, behind) = letter_of(ending.as_bytes(), at);
            code = code << 6 | letter as u64;
            asked = asked << 6 | 63;
            at = behind;
        }
        Self { code, asked }
    }

    /// Whether a word of these last letters ends so.
    pub const fn fits(self, last: Self) -> bool {
        (self.code ^ last.code) & self.asked == 0
    }
}

/// The first letters of a word, the very first one highest, in two halves.
type Code = [u64; 2];

/// So many letters of a word are told apart in each half of its code; no stem has as many in both.
const HALF: u32 = 10;

/// The letters of a stem and which bits of a word it asks about.
#[derive(Clone, Copy)]
struct Stem {
    code: Code,
    asked: Code,
    /// Where it is listed.
    listed: u16,
}

impl Stem {
    const fn of(stem: &[u8], listed: u16) -> Self {
        let Some((b'*', start)) = stem.split_last() else {
            return Self { code: packed(stem), asked: [u64::MAX; 2], listed };
        };
        let code = packed(start);
        assert!(code[1].trailing_zeros() >= 6, "too long a stem");
        assert!(!First::of(start).is_short(), "too short a stem");
        let asked = match code {
            [head, 0] => [Self::up_to_last(head), 0],
            [_, tail] => [u64::MAX, Self::up_to_last(tail)],
        };
        Self { code, asked, listed }
    }

    /// No letter is zero, so that its lowest bit stands in the last letter.
    const fn up_to_last(code: u64) -> u64 {
        u64::MAX << ((code.trailing_zeros() / 6) * 6)
    }

    #[inline]
    const fn fits(&self, word: Code) -> bool {
        (self.code[0] ^ word[0]) & self.asked[0] == 0
            && (self.code[1] ^ word[1]) & self.asked[1] == 0
    }
}

/// The first letters of a word.
const fn packed(word: &[u8]) -> Code {
    let (head, at) = half(word, 0);
    let (tail, _) = half(word, at);
    [head, tail]
}

/// Half of the letters that are told apart, from a place on, and where they end.
const fn half(word: &[u8], mut at: usize) -> (u64, usize) {
    let mut code: u64 = 0;
    let mut left = HALF;
    while left > 0 && at < word.len() {
        let (letter, behind) = letter_of(word, at);
        code = code << 6 | letter as u64;
        at = behind;
        left -= 1;
    }
    (code << (6 * left), at)
}

/// Lower case, ё as е; none for words too long to be in a table.
pub(super) fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b [u8]> {
    let word = word.as_bytes();
    let out = buffer.get_mut(..word.len())?;
    let mut at = 0;
    while let Some(&first) = word.get(at) {
        let second = word.get(at + 1).copied().unwrap_or(0);
        let (pair, len) = match (first, second) {
            (0xD0, 0x90..=0x9F) => ([0xD0, second + 0x20], 2),
            (0xD0, 0xA0..=0xAF) => ([0xD1, second - 0x20], 2),
            (0xD0, 0x81) | (0xD1, 0x91) => ([0xD0, 0xB5], 2),
            (0xD0 | 0xD1, _) => ([first, second], 2),
            _ => ([first.to_ascii_lowercase(), 0], 1),
        };
        out[at] = pair[0];
        if let (2, Some(behind)) = (len, out.get_mut(at + 1)) {
            *behind = pair[1];
        }
        at += len;
    }
    Some(out)
}

/// The first letters of a word, three at most.
#[derive(Clone, Copy)]
struct First(u32);

/// How many buckets a table has.
const BUCKETS: usize = 2048;

impl First {
    /// The first letters of a word, of either case.
    #[inline]
    const fn of(word: &[u8]) -> Self {
        let (mut code, mut left, mut at) = (0, 3, 0);
        while left > 0 && at < word.len() && word[at] != b'*' {
            let (letter, behind) = letter_of(word, at);
            code = code << 6 | letter as u32;
            at = behind;
            left -= 1;
        }
        Self(code << (6 * left))
    }

    /// True for less than three letters.
    #[inline]
    const fn is_short(self) -> bool {
        self.0.trailing_zeros() >= 6
    }

    /// A number that few others share.
    #[inline]
    const fn bucket(self) -> usize {
        (self.0.wrapping_mul(0x9E37_79B1) >> 21) as usize
    }
}

const HYPHEN: u8 = 59;
const SPACE: u8 = 60;
const COMMA: u8 = 61;
const OTHER: u8 = 62;
/// The first byte of a Russian letter.
const PAIR: u8 = 63;

/// The number of a letter and where the next one stands: a–z, then а–я, then all else.
#[inline]
const fn letter_of(word: &[u8], at: usize) -> (u8, usize) {
    let first = word[at];
    match LETTERS[first as usize] {
        PAIR if at + 1 < word.len() => {
            (PAIRS[(first & 1) as usize][(word[at + 1] & 0x3F) as usize], at + 2)
        }
        letter => (letter, at + 1),
    }
}

static LETTERS: [u8; 256] = {
    let mut letters = [OTHER; 256];
    let mut letter = 0;
    while letter < 26 {
        letters[(b'a' + letter) as usize] = letter + 1;
        letters[(b'A' + letter) as usize] = letter + 1;
        letter += 1;
    }
    letters[b'-' as usize] = HYPHEN;
    letters[b' ' as usize] = SPACE;
    letters[b',' as usize] = COMMA;
    letters[0xD0] = PAIR;
    letters[0xD1] = PAIR;
    letters
};

/// What stands behind 0xD0 and 0xD1, less its two highest bits.
static PAIRS: [[u8; 64]; 2] = {
    let mut pairs = [[OTHER; 64]; 2];
    let mut letter = 0;
    while letter < 32 {
        pairs[0][0x10 + letter as usize] = 27 + letter;
        let small = 0x30 + letter as usize;
        pairs[small >> 6][small & 0x3F] = 27 + letter;
        letter += 1;
    }
    pairs[0][0x01] = 27 + 5;
    pairs[1][0x11] = 27 + 5;
    pairs
};
