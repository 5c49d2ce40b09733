//! One walk over the bytes and words of a text, to tell which rules have anything to read in it.
//!
//! Words are told by their first three letters, and asked about further only where these are those of
//! a word that some rule looks for.

use super::signs::Signs;
use super::{measure, slot, time};

/// What a text holds.
pub(super) fn signs_of(text: &str) -> Signs {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Signs::NONE, 0);
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let sign = OF_BYTE[usize::from(byte)];
        at += 1;
        if sign == Signs::NONE {
            continue;
        }
        if sign.any(Signs::LETTER) {
            let (end, hash) = word_at(bytes, start);
            at = end;
            let may_be = OF_WORD[hash].without(found);
            if may_be != Signs::NONE {
                found = found.with(confirmed(may_be, text, start));
            }
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
            found = found.with(of_number(at - start, bytes.get(at)));
        } else if sign.any(Signs::SYMBOL) && matches!(bytes.get(at), Some(0x89 | 0xA9)) {
            // ≤ and ≥, ⩽ and ⩾.
            found = found.with(Signs::COMPARED);
        }
    }
    found
}

/// What a word that starts like one of the listed is indeed.
fn confirmed(may_be: Signs, text: &str, start: usize) -> Signs {
    let mut found = may_be;
    if may_be.any(Signs::TIMED) && !time::tells_time(text, start) {
        found = found.without(Signs::TIMED);
    }
    if may_be.any(Signs::COMPARED) && !measure::compares(&text[start..]) {
        found = found.without(Signs::COMPARED);
    }
    if may_be.any(Signs::BLANK) && !slot::may_start(&text.as_bytes()[start..]) {
        found = found.without(Signs::BLANK);
    }
    found
}

fn of_number(digits: usize, behind: Option<&u8>) -> Signs {
    let year = if digits >= 4 { Signs::YEAR } else { Signs::NONE };
    year.with(match behind {
        Some(b':') => Signs::TIMED,
        Some(b'-' | b'.' | 0xE2) => Signs::JOINED,
        _ => Signs::NONE,
    })
}

/// Where the word of Latin and Russian letters ends that starts at a place, and the number of its
/// three first ones.
///
/// Most words stand within eight bytes, which are looked at together.
#[inline]
fn word_at(bytes: &[u8], start: usize) -> (usize, usize) {
    let eight = eight_at(bytes, start);
    let end = end_of_word(bytes, start + letters_len(eight));
    (end, hash(eight, end - start))
}

/// Eight bytes from a place on, the first one lowest; behind the end there are zeros.
#[inline]
fn eight_at(bytes: &[u8], start: usize) -> u64 {
    let rest = &bytes[start..];
    match (rest.first_chunk(), bytes.last_chunk()) {
        (Some(eight), _) => u64::from_le_bytes(*eight),
        (None, Some(last)) if !rest.is_empty() => {
            u64::from_le_bytes(*last) >> (64 - 8 * rest.len())
        }
        (None, _) => rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte)),
    }
}

/// How many of eight bytes, the first one lowest, are letters of the alphabet that they start with.
const fn letters_len(bytes: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    if bytes & 0x80 == 0 {
        let small = (bytes | (EACH * 0x20)) & !HIGH;
        let from_a = small + EACH * (0x80 - b'a' as u64);
        let beyond_z = small + EACH * (0x7F - b'z' as u64);
        ((!from_a | beyond_z | bytes) & HIGH).trailing_zeros() as usize / 8
    } else {
        let other = (bytes & 0x00FE_00FE_00FE_00FE) ^ 0x00D0_00D0_00D0_00D0;
        other.trailing_zeros() as usize / 16 * 2
    }
}

/// Where the letters of Latin and Russian end that start at a place.
#[inline]
fn end_of_word(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match LETTER_LEN[usize::from(byte)] {
            0 => break,
            len => at += usize::from(len),
        }
    }
    at
}

/// How many bytes the letter of Latin or Russian takes that starts with a byte.
static LETTER_LEN: [u8; 256] = {
    let mut len = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if OF_BYTE[byte].any(Signs::LETTER) {
            len[byte] = if byte < 0x80 { 1 } else { 2 };
        }
        byte += 1;
    }
    len
};

/// The three first letters of a word, whatever their case, as a number that few others share. The
/// first byte of the word stands lowest, and what stands behind the word does not count.
///
/// A letter that no Russian word of the lists has looks like another here; see [`respelled`].
const fn hash(bytes: u64, len: usize) -> usize {
    let len = if len < 7 { len } else { 7 };
    let alike = ALIKE[(bytes & 0x80) as usize / 16 + len];
    ((bytes & alike).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize
}

/// What is alike in three letters of either case, for words of so many bytes, and no more than there
/// is of the word. The first byte of a letter of Russian only says of which half of the alphabet,
/// and of which case, it is.
static ALIKE: [u64; 16] = {
    let mut alike = [0; 16];
    let mut len = 0;
    while len < 8 {
        let kept = !(u64::MAX << (8 * len));
        alike[len] = 0xDF_DFDF & kept;
        alike[8 + len] = 0xDFDE_DFDE_DFDE & kept;
        len += 1;
    }
    alike
};

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
static OF_WORD: [Signs; 4096] = {
    let mut signs = [Signs::NONE; 4096];
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

const fn add(signs: &mut [Signs; 4096], sign: Signs, phrase: &str) {
    let phrase = phrase.as_bytes();
    let (mut bytes, mut len) = (0, 0);
    while len < phrase.len() && OF_BYTE[phrase[len] as usize].any(Signs::LETTER) {
        let letter = LETTER_LEN[phrase[len] as usize] as usize;
        let mut taken = 0;
        while taken < letter {
            if len < 8 {
                bytes |= (phrase[len] as u64) << (8 * len);
            }
            len += 1;
            taken += 1;
        }
    }
    if len == 0 {
        return;
    }
    let mut way = 0;
    while way < 27 {
        let hash = hash(respelled(bytes, way), len);
        signs[hash] = signs[hash].with(sign);
        way += 1;
    }
}

/// With other letters for each е among the first three: what ё looks like here, small and capital.
const fn respelled(bytes: u64, way: usize) -> u64 {
    let (mut respelled, mut ways, mut at) = (bytes, way, 0);
    while at < 48 {
        if bytes >> at & 0xFFFF == YE {
            respelled ^= (YE ^ [YE, 0x91D1, 0x81D0][ways % 3]) << at;
        }
        ways /= 3;
        at += 16;
    }
    respelled
}

/// е, its first byte lowest.
const YE: u64 = 0xB5D0;
