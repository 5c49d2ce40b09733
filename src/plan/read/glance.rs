//! One walk over the bytes and words of a text, to tell which rules have anything to read in it.
//!
//! Words are told by their first three letters, and asked about further only where these are those of
//! a word that some rule looks for.

use super::signs::Signs;
use super::{measure, slot, time};
use crate::plan::initials::{Glimpse, Initials};

/// What a text holds.
pub(super) fn signs_of(text: &str) -> Signs {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Signs::NONE, 0);
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let sign = OF_BYTE[usize::from(byte)];
        at += 1;
        if sign.any(Signs::LETTER) {
            let word = Glimpse::of(bytes, start);
            at = word.next(bytes, start);
            let may_be = OF_WORD[word.initials.number()].without(found);
            if may_be != Signs::NONE {
                found = found.with(confirmed(may_be, text, start));
            }
            continue;
        }
        if sign == Signs::NONE {
            continue;
        }
        // One `_` is part of a name, two are a blank; `a=b` sets, `a = b` compares.
        if sign.any(Signs::BLANK.with(Signs::EQUAL)) {
            let counts = match (byte, bytes.get(at)) {
                (b'_', next) => next == Some(&b'_'),
                (_, next) => next == Some(&b' ') && bytes[..start].ends_with(b" "),
            };
            if !counts {
                continue;
            }
        }
        found = found.with(sign);
        if sign.any(Signs::DIGIT) {
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            found = found.with(of_number(at - start, &bytes[at..]));
        } else if sign.any(Signs::SYMBOL) && matches!(bytes.get(at), Some(0x89 | 0xA9)) {
            // ≤ and ≥, ⩽ and ⩾.
            found = found.with(Signs::COMPARED);
        }
    }
    found
}

/// What a word that starts like one of the listed is indeed.
#[inline(never)]
fn confirmed(may_be: Signs, text: &str, start: usize) -> Signs {
    let mut found = may_be;
    if may_be.any(Signs::TIMED.with(Signs::LASTING)) {
        let of_time = Signs::TIMED.with(Signs::LASTING).with(Signs::RELATING);
        let sign = time::sign_of(text, start);
        // Where a time may be told, it does not matter what else may make one.
        found = found.without(of_time).with(if sign == Signs::TIMED { of_time } else { sign });
    }
    if may_be.any(Signs::COMPARED) && !measure::compares(&text[start..]) {
        found = found.without(Signs::COMPARED);
    }
    if may_be.any(Signs::BLANK) && !slot::may_start(&text.as_bytes()[start..]) {
        found = found.without(Signs::BLANK);
    }
    found
}

fn of_number(digits: usize, behind: &[u8]) -> Signs {
    let year = if digits >= 4 { Signs::YEAR } else { Signs::NONE };
    year.with(match behind {
        [b':', b'0'..=b'9', ..] => Signs::TIMED,
        [b'-' | b'.' | b'/' | 0xE2, ..] => Signs::JOINED,
        _ => Signs::NONE,
    })
}

static OF_BYTE: [Signs; 256] = {
    let mut signs = [Signs::NONE; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "there are as many bytes")]
        let sign = match byte as u8 {
            b'0'..=b'9' => Signs::DIGIT,
            b'\n' => Signs::BREAK,
            b':' => Signs::COLON,
            b'/' => Signs::SLASH,
            b'@' => Signs::AT,
            b'(' => Signs::ROUND,
            b'[' => Signs::SQUARE,
            b'<' | b'>' => Signs::ANGLE,
            b'{' => Signs::CURLY,
            b'=' => Signs::EQUAL,
            b'_' => Signs::BLANK,
            b';' | b'|' => Signs::PARTED,
            b'a'..=b'z' | b'A'..=b'Z' | 0xD0 | 0xD1 => Signs::LETTER,
            0xE0.. => Signs::SYMBOL,
            _ => Signs::NONE,
        };
        signs[byte] = sign;
        byte += 1;
    }
    signs
};

/// What words may be that start with some three letters.
static OF_WORD: [Signs; Initials::COUNT] = {
    let mut signs = [Signs::NONE; Initials::COUNT];
    let mut at = 0;
    while let Some((word, sign)) = time::word_of_time(at) {
        add(&mut signs, sign, word);
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

const fn add(signs: &mut [Signs; Initials::COUNT], sign: Signs, phrase: &str) {
    let mut way = 0;
    while let Some(initials) = Initials::of(phrase, way) {
        let known = &mut signs[initials.number()];
        *known = known.with(sign);
        way += 1;
    }
}
