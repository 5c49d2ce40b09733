//! Identity that outlives rewording: a hash of the section path and the item's own words.
//!
//! Letters of any script count, nothing else does; lines may move, boxes may be ticked, numbers of
//! other items may change. The hash takes eight letters in a step, is the same on every target and
//! is fixed for ever: identities are stored in journals.

use super::letter;
use std::fmt;

/// A stable identity within one plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    hash: u64,
    /// 0 for the first of its words, then 1, 2, … where two would be alike.
    pub ordinal: u32,
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Id {
    /// The identity of the plan itself: the start of every path.
    pub const ROOT: Self = Self { hash: BASIS, ordinal: 0 };

    /// One step down the path from `self`, by these words.
    #[must_use]
    pub fn child(self, words: &str) -> Self {
        let start = Hash { state: mixed(self.hash ^ u64::from(self.ordinal)), eight: 0 };
        let mut hash = start;
        if for_each_code(words, |code| hash.take(code)).is_err() {
            hash = start;
            for_each_rare_code(words, false, false, |code| hash.take(code));
        }
        Self { hash: mixed(hash.state ^ hash.eight), ordinal: 0 }
    }

    /// The identity of these two numbers, as it was told before.
    pub(super) fn of(hash: u64, ordinal: u32) -> Self {
        Self { hash, ordinal }
    }

    /// The part that does not tell alike ones apart.
    pub fn hash(self) -> u64 {
        self.hash
    }
}

/// Bytes, none of them zero, gather until there are eight of them.
#[derive(Clone, Copy)]
struct Hash {
    state: u64,
    eight: u64,
}

impl Hash {
    #[inline]
    fn take(&mut self, byte: u8) {
        self.eight = self.eight << 8 | u64::from(byte);
        if self.eight >> 56 != 0 {
            self.state = mixed(self.state ^ self.eight);
            self.eight = 0;
        }
    }
}

/// Every bit of the sum depends on every bit of what went in.
#[inline]
fn mixed(n: u64) -> u64 {
    let n = n.wrapping_mul(PRIME);
    (n ^ n >> 32).wrapping_mul(PRIME)
}

/// Thirteen letters and digits, and the ordinal only where there is one.
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; 13];
        for (letter, shift) in text.iter_mut().zip((0..13).rev()) {
            let five_bits = (self.hash >> (shift * 5)) & 31;
            *letter = ALPHABET[five_bits as usize];
        }
        f.write_str(str::from_utf8(&text).unwrap_or_default())?;
        if self.ordinal > 0 { write!(f, "-{}", u64::from(self.ordinal) + 1) } else { Ok(()) }
    }
}

/// What is no identity's spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

/// Reads what is displayed, and no other spelling.
impl std::str::FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (digits, ordinal) = text.split_at_checked(13).ok_or(NotAnId)?;
        let mut hash = 0_u64;
        for digit in digits.bytes() {
            let five_bits = ALPHABET.iter().position(|known| *known == digit).ok_or(NotAnId)?;
            let shifted = hash.checked_mul(32).ok_or(NotAnId)?;
            hash = shifted | u64::try_from(five_bits).map_err(|_| NotAnId)?;
        }
        let ordinal = match ordinal.strip_prefix('-') {
            Some(n) => n.parse::<u64>().ok().and_then(|n| u32::try_from(n.checked_sub(1)?).ok()),
            None => Some(0),
        };
        let id = Self { hash, ordinal: ordinal.ok_or(NotAnId)? };
        // Leading zeros, a plus sign, «-1»: there is one way to write it.
        if id.to_string() == text { Ok(id) } else { Err(NotAnId) }
    }
}

/// The words as identity sees them: lower-case letters and digits of any script, single spaces.
pub fn normalise(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for_each_letter(words, false, false, |c| out.push(c));
    out
}

/// Feeds what [`for_each_letter`] does, a byte a letter where that is one of Latin or Russian:
/// 0x80 to 0x9F stand for а to я, 0xA0 for ё, and 0xFF comes before the UTF-8 of any other. A mark
/// above a letter makes another letter of it: then what was fed is wrong.
#[inline]
fn for_each_code(words: &str, mut feed: impl FnMut(u8)) -> Result<(), Marked> {
    let bytes = words.as_bytes();
    let (mut at, mut gap, mut started) = (0, false, false);
    while let Some(&first) = bytes.get(at) {
        let (mut code, mut len) = (CODES[usize::from(first)], 1);
        if code == PAIR {
            let Some(second) = bytes.get(at + 1) else { break };
            (code, len) = (RUSSIAN[pair(first, *second)], 2);
        }
        if code <= LONGER {
            len = match (code, first, bytes.get(at + 1)) {
                (GAP, ..) => 1,
                // No-break space, «», dashes and quotes.
                (_, 0xC2, Some(0xA0 | 0xAB | 0xBB)) => 2,
                (_, 0xE2, Some(0x80)) => 3,
                _ => break,
            };
            at += len;
            gap = started;
            continue;
        }
        at += len;
        if gap {
            feed(b' ');
            gap = false;
        }
        started = true;
        feed(code);
    }
    let rest = words.get(at..).unwrap_or_default();
    if rest.starts_with(['\u{306}', '\u{308}']) && started && !gap {
        return Err(Marked);
    }
    if !rest.is_empty() {
        for_each_rare_code(rest, gap, started, feed);
    }
    Ok(())
}

/// The words hold a letter that was written as two characters.
struct Marked;

/// Feeds what is left from the first letter on that is neither Latin nor Russian.
fn for_each_rare_code(rest: &str, gap: bool, started: bool, mut feed: impl FnMut(u8)) {
    let mut buffer = [0; 4];
    for_each_letter(rest, gap, started, |c| match c {
        '\0'..='\u{7f}' => feed(u8::try_from(c).unwrap_or(b' ')),
        'а'..='я' => feed(0x80 + u8::try_from(u32::from(c) - 0x430).unwrap_or(0)),
        'ё' => feed(0xA0),
        _ => {
            feed(0xFF);
            c.encode_utf8(&mut buffer).bytes().for_each(&mut feed);
        }
    });
}

/// No letter, but what parts two words.
const GAP: u8 = 0;
/// The first byte of a Russian letter: [`RUSSIAN`] knows more.
const PAIR: u8 = 1;
/// The first byte of something else that is longer than a byte.
const LONGER: u8 = 2;

/// What an ASCII byte is fed as.
static CODES: [u8; 256] = {
    let mut codes = [LONGER; 256];
    let mut byte = 0;
    while byte < 0x80 {
        #[expect(clippy::cast_possible_truncation, reason = "these are ASCII")]
        let c = byte as u8;
        codes[byte] = if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { GAP };
        byte += 1;
    }
    codes[0xD0] = PAIR;
    codes[0xD1] = PAIR;
    codes
};

/// Where the letter of two bytes stands in [`RUSSIAN`].
const fn pair(first: u8, second: u8) -> usize {
    ((first & 1) as usize) << 6 | (second & 0x3F) as usize
}

/// What the letters from U+0400 to U+047F are fed as: those of Russian as one byte.
static RUSSIAN: [u8; 128] = {
    let mut codes = [LONGER; 128];
    let mut letter = 0;
    while letter < 32 {
        codes[0x10 + letter as usize] = 0x80 + letter;
        codes[0x30 + letter as usize] = 0x80 + letter;
        letter += 1;
    }
    codes[pair(0xD0, 0x81)] = 0xA0;
    codes[pair(0xD1, 0x91)] = 0xA0;
    codes
};

/// Feeds lower-case letters and digits, with one space between words. A decomposed й or ё, as some
/// file systems write them, is the letter itself.
fn for_each_letter(words: &str, mut gap: bool, mut started: bool, mut feed: impl FnMut(char)) {
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        if !letter::is_alphanumeric(c) {
            gap = started;
            continue;
        }
        if gap {
            feed(' ');
            gap = false;
        }
        started = true;
        let mark = chars.clone().next().filter(|mark| matches!(mark, '\u{306}' | '\u{308}'));
        let c = match (c, mark) {
            ('и' | 'И', Some('\u{306}')) => 'й',
            ('е' | 'Е', Some('\u{308}')) => 'ё',
            _ => c,
        };
        if mark.is_some() {
            chars.next();
        }
        match c {
            '\0'..='\u{7f}' => feed(c.to_ascii_lowercase()),
            'а'..='я' => feed(c),
            'А'..='Я' => feed(char::from_u32(u32::from(c) + 32).unwrap_or(c)),
            _ => c.to_lowercase().for_each(&mut feed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, NotAnId, for_each_code, for_each_rare_code, normalise};

    fn codes(words: &str) -> Vec<u8> {
        let mut codes = Vec::new();
        if for_each_code(words, |code| codes.push(code)).is_err() {
            return rare_codes(words);
        }
        codes
    }

    fn rare_codes(words: &str) -> Vec<u8> {
        let mut codes = Vec::new();
        for_each_rare_code(words, false, false, |code| codes.push(code));
        codes
    }

    /// Byte by byte and letter by letter.
    #[track_caller]
    fn check(words: &str) {
        assert_eq!(codes(words), rare_codes(words), "{words:?}");
        assert_eq!(codes(words), codes(&normalise(words)), "{words:?}");
    }

    #[test]
    fn bytes_and_letters_say_the_same() {
        for words in [
            "",
            " - ",
            "Проверить БЭКАП, 2 раза",
            "и\u{306}од Е\u{308}ж a\u{306}b",
            "ё Ё É straße ΣΑΣ 計画 🚀 end",
            "🚀 Start «now» — ok",
            "a — b… c",
            "Перевірити її ґанок, потім далі",
            "a \u{306} b \u{301}c, е\u{308}, e\u{301}",
            "абвгдежзийклмнопрстуфхцчшщъыьэюя АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ ёЁ",
        ] {
            check(words);
        }
        assert_eq!(Id::ROOT.child("Run  it!"), Id::ROOT.child("run — it"));
        assert_eq!(Id::ROOT.child("Прои\u{306}ти"), Id::ROOT.child("пройти"));
    }

    #[test]
    fn what_is_displayed_reads_back() {
        for (hash, ordinal) in [(0, 0), (u64::MAX, u32::MAX), (1 << 60, 1), (Id::ROOT.hash, 7)] {
            let id = Id { hash, ordinal };
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        let id = Id::ROOT.child("a").to_string();
        let upper = id.to_uppercase();
        let wrong = ["", "-", "é", &id[1..], &upper, "g000000000000", "zzzzzzzzzzzzz"];
        let tails = ["-", "-0", "-1", "-02", "-+2", "-4294967297", "2", "-2-2"];
        for wrong in wrong.into_iter().map(str::to_owned).chain(tails.map(|tail| id.clone() + tail))
        {
            assert_eq!(wrong.parse::<Id>(), Err(NotAnId), "{wrong}");
        }
    }
}
