//! A table of words by their stems, each found by its two first letters.
//!
//! Words are Latin or Cyrillic, in any case as they are looked up and in lower case as they are
//! listed, with ё as е. Most words of a plan are in no table, and their two first letters say so.
//! The others are compared as numbers, six bits a letter.

use crate::plan::letter;
use std::ops::Range;

/// What words stand for, listed by stem and sorted; a star stands for any ending.
pub(super) struct Stems<T: 'static, const N: usize> {
    listed: &'static [(&'static str, T)],
    codes: [Letters; N],
    /// Where the words with each two first letters start.
    starts: [u16; KEYS + 1],
    /// Which three first letters there are.
    firsts: [bool; FIRSTS],
}

/// Words longer than this, in bytes, are in no table.
const LONGEST: usize = 48;

impl<T: Copy, const N: usize> Stems<T, N> {
    pub const fn of(listed: &'static [(&'static str, T)]) -> Self {
        assert!(listed.len() == N);
        let mut codes = [Letters { code: 0, asked: 0 }; N];
        let mut firsts = [false; FIRSTS];
        let mut starts = [0; KEYS + 1];
        let (mut at, mut bucket) = (0, 0);
        while bucket <= KEYS {
            while at < N && First::of(listed[at].0.as_bytes()).key() < bucket {
                codes[at] = Letters::of_stem(listed[at].0.as_bytes());
                firsts[First::of(listed[at].0.as_bytes()).hash()] = true;
                at += 1;
            }
            #[expect(clippy::cast_possible_truncation, reason = "the table is short")]
            {
                starts[bucket] = at as u16;
            }
            bucket += 1;
        }
        Self { listed, codes, starts, firsts }
    }

    /// The words that start like a text.
    #[inline]
    fn near(&self, first: First) -> Option<Range<usize>> {
        if !self.firsts[first.hash()] {
            return None;
        }
        Some(usize::from(self.starts[first.key()])..usize::from(self.starts[first.key() + 1]))
    }

    /// What a word stands for.
    #[inline]
    pub fn find(&self, word: &str) -> Option<T> {
        let near = self.near(First::of(word.as_bytes())).filter(|_| word.len() <= LONGEST)?;
        self.among(near, packed(word.as_bytes()))
    }

    /// What a word stands for whose letters are known.
    #[inline]
    pub fn find_spelled(&self, word: &Spelled) -> Option<T> {
        let near = self.near(word.first).filter(|_| word.len <= LONGEST)?;
        self.among(near, word.code)
    }

    /// Whether any listed word starts so.
    #[inline]
    pub fn any_starts(&self, first: First) -> bool {
        self.firsts[first.hash()]
    }

    fn among(&self, near: Range<usize>, code: u128) -> Option<T> {
        let found = self.codes[near.clone()].iter().rposition(|stem| stem.fits(code))?;
        Some(self.listed[near.start + found].1)
    }

    /// True when a text starts with a listed turn of phrase; all of them end in a star.
    #[inline]
    pub fn opens(&self, text: &str) -> bool {
        self.near(First::of(text.as_bytes())).is_some_and(|near| {
            let code = packed(text.as_bytes());
            self.codes[near].iter().any(|stem| stem.fits(code))
        })
    }

    /// The same for a text whose first word is known.
    #[inline]
    pub fn opens_with(&self, word: &Spelled, text: &str) -> bool {
        (word.first.is_short() || self.any_starts(word.first)) && self.opens(text)
    }

    /// The longest that a text starts with, letter for letter, where no star is listed.
    #[inline]
    pub fn starting(&self, text: &str) -> Option<(&'static str, T)> {
        self.listed[self.near(First::of(text.as_bytes()))?]
            .iter()
            .rev()
            .find(|(known, _)| text.starts_with(known))
            .copied()
    }
}

/// A word whose letters have been told apart once, to be looked up in tables.
#[derive(Clone, Copy)]
pub(super) struct Spelled {
    /// Nothing where no table asks for it.
    code: u128,
    first: First,
    /// How many bytes it takes.
    pub len: usize,
}

impl Spelled {
    /// The word that starts at a place: Latin and Russian letters, and whatever `more` says is of
    /// it as well, which tells how many bytes to take. What it starts with tells the `asked` whether
    /// they want to know more than where it ends.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "three letters take eighteen bits")]
    pub fn at(
        text: &str,
        start: usize,
        more: impl Fn(u8, usize) -> usize,
        asked: impl Fn(First) -> bool,
    ) -> Self {
        let mut letters = Walk { bytes: text.as_bytes(), at: start, more };
        let (mut high, left) = letters.gather(0, 3);
        let first = First((high << (6 * left)) as u32);
        let mut code = 0;
        if asked(first) {
            let mut left = left + MOST / 2 - 3;
            if left == MOST / 2 - 3 {
                (high, left) = letters.gather(high, left);
            }
            code = u128::from(high << (6 * left)) << (3 * MOST);
            if left == 0 {
                let (low, left) = letters.gather(0, MOST / 2);
                code |= u128::from(low << (6 * left));
            }
        }
        letters.skip();
        Self { code, first, len: letters.at - start }
    }

    /// The letters from a place on, of any script.
    #[inline]
    pub fn letters(text: &str, start: usize, asked: impl Fn(First) -> bool) -> Self {
        Self::at(text, start, |_, at| letter::alphabetic_at(text, at), asked)
    }
}

/// The letters of a word, one by one.
struct Walk<'t, M> {
    bytes: &'t [u8],
    at: usize,
    more: M,
}

impl<M: Fn(u8, usize) -> usize> Walk<'_, M> {
    /// Up to so many letters, and how many are missing.
    #[inline]
    fn gather(&mut self, mut code: u64, mut left: u32) -> (u64, u32) {
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
            code = code << 6 | u64::from(letter);
            left -= 1;
        }
        (code, left)
    }

    /// Leaves the rest of the word behind.
    #[inline]
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

/// The letters of a stem and which bits of a word it asks about.
#[derive(Clone, Copy)]
struct Letters {
    code: u128,
    asked: u128,
}

/// So many letters of a word are told apart; no stem has as many.
const MOST: u32 = 20;

impl Letters {
    const fn of_stem(stem: &[u8]) -> Self {
        let Some((b'*', start)) = stem.split_last() else {
            return Self { code: packed(stem), asked: u128::MAX };
        };
        let code = packed(start);
        assert!(code.trailing_zeros() >= 6, "too long a stem");
        // No letter is zero, so that its lowest bit stands in the last letter.
        let last = (code.trailing_zeros() / 6) * 6;
        Self { code, asked: u128::MAX << last }
    }

    const fn fits(self, word: u128) -> bool {
        (self.code ^ word) & self.asked == 0
    }
}

/// The first letters of a word, the very first one highest.
const fn packed(word: &[u8]) -> u128 {
    let (high, at) = half(word, 0, MOST / 2);
    let (low, _) = half(word, at, MOST / 2);
    (high as u128) << (3 * MOST) | low as u128
}

/// So many letters from a place on, and where they end.
const fn half(word: &[u8], mut at: usize, mut left: u32) -> (u64, usize) {
    let mut code: u64 = 0;
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
pub(super) struct First(u32);

/// One more than the greatest [`First::key`].
const KEYS: usize = 64 * 64;

/// One more than the greatest [`First::hash`].
pub(super) const FIRSTS: usize = 4096;

impl First {
    /// The first letters of a word, of either case.
    #[inline]
    pub const fn of(word: &[u8]) -> Self {
        let (mut code, mut left, mut at) = (0, 3, 0);
        while left > 0 && at < word.len() && word[at] != b'*' {
            let (letter, behind) = letter_of(word, at);
            code = code << 6 | letter as u32;
            at = behind;
            left -= 1;
        }
        Self(code << (6 * left))
    }

    /// True where what follows the word counts among the first letters of a phrase.
    #[inline]
    const fn is_short(self) -> bool {
        self.0.trailing_zeros() >= 6
    }

    /// The first two, as a number that grows as words do.
    #[inline]
    const fn key(self) -> usize {
        (self.0 >> 6) as usize
    }

    /// All three, as a number that few others share.
    #[inline]
    pub const fn hash(self) -> usize {
        (self.0.wrapping_mul(0x9E37_79B1) >> 20) as usize
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
