//! What a text holds at all, found in one walk over its bytes and words.
//!
//! Most rules look for something that most texts do not hold: a digit, a bracket, an address, a word
//! of time. They ask here first. What is said of a whole block may be said of its parts as well, for
//! it only ever says too much.

use super::stems::{FIRSTS, first_letters};
use super::{measure, slot, time};

/// What rules look for, as a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs(u32);

impl Signs {
    pub const DIGIT: Self = Self(1);
    pub const COLON: Self = Self(1 << 1);
    pub const SLASH: Self = Self(1 << 2);
    /// `@`
    pub const AT: Self = Self(1 << 3);
    /// `(`
    pub const ROUND: Self = Self(1 << 4);
    /// `[`
    pub const SQUARE: Self = Self(1 << 5);
    /// `<` or `>`
    pub const ANGLE: Self = Self(1 << 6);
    /// `{`
    pub const CURLY: Self = Self(1 << 7);
    pub const EQUAL: Self = Self(1 << 8);
    /// Beyond Cyrillic: dashes, ≥, boxes, emoji.
    pub const SYMBOL: Self = Self(1 << 9);
    /// `_`, or a word that may start a slot without brackets.
    pub const BLANK: Self = Self(1 << 10);
    /// ≤, ≥ or a word that may start a comparison.
    pub const COMPARED: Self = Self(1 << 11);
    /// A word that counts time, or a colon behind a digit.
    pub const TIMED: Self = Self(1 << 12);
    /// Four digits in a row.
    const YEAR: Self = Self(1 << 13);
    /// A dash or a dot behind a digit.
    const JOINED: Self = Self(1 << 14);
    /// Where a byte may stand, for the walk alone.
    const OPENS: Self = Self(1 << 15);
    const INSIDE: Self = Self(1 << 16);

    /// What a text holds.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut found, mut at) = (Self::default(), 0);
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            let sign = OF_BYTE[usize::from(byte)];
            found = found.with(sign);
            at += 1;
            if sign.any(Self::OPENS) {
                while bytes.get(at).is_some_and(|b| OF_BYTE[usize::from(*b)].any(Self::INSIDE)) {
                    at += 1;
                }
                found = found.with(Self::of_word(text, start, at));
            } else if sign.any(Self::DIGIT) {
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
                found = found.with(Self::of_number(at - start, bytes.get(at)));
            } else if sign.any(Self::SYMBOL) && matches!(bytes.get(at), Some(0x89 | 0xA9)) {
                // ≤ and ≥, ⩽ and ⩾.
                found = found.with(Self::COMPARED);
            }
        }
        found
    }

    fn of_word(text: &str, start: usize, end: usize) -> Self {
        let may_be = OF_WORD[first_letters(&text.as_bytes()[start..end]).hash()];
        let mistaken = may_be.any(Self::TIMED) && !time::tells_time(text, start);
        if mistaken { Self(may_be.0 & !Self::TIMED.0) } else { may_be }
    }

    fn of_number(digits: usize, behind: Option<&u8>) -> Self {
        let year = if digits >= 4 { Self::YEAR } else { Self(0) };
        year.with(match behind {
            Some(b':') => Self::TIMED,
            Some(b'-' | b'.' | 0xE2) => Self::JOINED,
            _ => Self(0),
        })
    }

    /// True when any of `wanted` is there.
    pub const fn any(self, wanted: Self) -> bool {
        self.0 & wanted.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a clock, a date, a length or an offset may be among the words.
    pub const fn may_tell_time(self) -> bool {
        self.any(Self::TIMED) || self.any(Self::YEAR) && self.any(Self::JOINED)
    }
}

static OF_BYTE: [Signs; 256] = {
    let mut signs = [Signs(0); 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "there are as many bytes")]
        let sign = match byte as u8 {
            b'0'..=b'9' => Signs::DIGIT,
            b':' => Signs::COLON,
            b'/' => Signs::SLASH,
            b'@' => Signs::AT,
            b'(' => Signs::ROUND,
            b'[' => Signs::SQUARE,
            b'<' | b'>' => Signs::ANGLE,
            b'{' => Signs::CURLY,
            b'=' => Signs::EQUAL,
            b'_' => Signs::BLANK,
            b'a'..=b'z' | b'A'..=b'Z' | 0xD0 | 0xD1 => Signs::OPENS.with(Signs::INSIDE),
            0x80..=0xBF => Signs::INSIDE,
            0xE0.. => Signs::SYMBOL,
            _ => Signs(0),
        };
        signs[byte] = sign;
        byte += 1;
    }
    signs
};

/// What words may be that start with some three letters.
static OF_WORD: [Signs; FIRSTS] = {
    let mut signs = [Signs(0); FIRSTS];
    let mut at = 0;
    while let Some(word) = time::telling_time(at) {
        add(&mut signs, Signs::TIMED, word);
        at += 1;
    }
    at = 0;
    while at < measure::COMPARISONS.len() {
        add(&mut signs, Signs::COMPARED, measure::COMPARISONS[at].0);
        at += 1;
    }
    at = 0;
    while at < slot::WORDS.len() {
        add(&mut signs, Signs::BLANK, slot::WORDS[at]);
        at += 1;
    }
    signs
};

const fn add(signs: &mut [Signs; FIRSTS], sign: Signs, word: &str) {
    let letters = first_letters(word.as_bytes()).hash();
    signs[letters] = signs[letters].with(sign);
}
