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
        let mut hash = Hash { state: mixed(self.hash ^ u64::from(self.ordinal)), eight: 0 };
        for_codes(words, |codes| hash.take(codes));
        Self { hash: mixed(hash.state ^ hash.eight), ordinal: 0 }
    }

    /// The part that does not tell alike ones apart.
    pub fn hash(self) -> u64 {
        self.hash
    }
}

/// Bytes, none of them zero, gather until there are eight of them.
struct Hash {
    state: u64,
    eight: u64,
}

impl Hash {
    fn take(&mut self, bytes: &[u8]) {
        let (eights, odd) = if self.eight == 0 { bytes.as_chunks::<8>() } else { (&[][..], bytes) };
        for eight in eights {
            self.state = mixed(self.state ^ u64::from_be_bytes(*eight));
        }
        for byte in odd {
            self.eight = self.eight << 8 | u64::from(*byte);
            if self.eight >> 56 != 0 {
                self.state = mixed(self.state ^ self.eight);
                self.eight = 0;
            }
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
/// 0x80 to 0x9F stand for а to я, 0xA0 for ё, and 0xFF comes before the UTF-8 of any other.
fn for_codes(words: &str, mut feed: impl FnMut(&[u8])) {
    let bytes = words.as_bytes();
    let (mut few, mut many) = ([0; 256], Vec::new());
    let codes = if bytes.len() < few.len() {
        &mut few[..]
    } else {
        many.resize(bytes.len() + 1, 0);
        &mut many
    };
    // A mark above a letter makes another letter of it.
    let marked = memchr::memchr(0xCC, bytes).is_some();
    let (taken, told) = if marked { (0, 0) } else { plain_codes(bytes, codes) };
    let gap = codes[..told].ends_with(b" ");
    let told = told - usize::from(gap);
    feed(&codes[..told]);
    let rest = words.get(taken..).unwrap_or_default();
    if rest.is_empty() {
        return;
    }
    let mut buffer = [0; 4];
    for_each_letter(rest, gap, told > 0, |c| match c {
        '\0'..='\u{7f}' => feed(&[u8::try_from(c).unwrap_or(b' ')]),
        'а'..='я' => feed(&[0x80 + u8::try_from(u32::from(c) - 0x430).unwrap_or(0)]),
        'ё' => feed(&[0xA0]),
        _ => {
            feed(&[0xFF]);
            feed(c.encode_utf8(&mut buffer).as_bytes());
        }
    });
}

/// Writes the codes of the first characters, as many as are plain: how many bytes they took and how
/// many codes they gave.
fn plain_codes(bytes: &[u8], codes: &mut [u8]) -> (usize, usize) {
    let (mut at, mut told) = (0, 0);
    loop {
        let mut run = 0;
        for (byte, place) in bytes[at..].iter().zip(&mut codes[told..]) {
            let code = CODES[usize::from(*byte)];
            if code < PLAIN {
                break;
            }
            *place = code;
            run += 1;
        }
        at += run;
        told += run;
        let mut run = 0;
        for (pair, place) in bytes[at..].as_chunks().0.iter().zip(&mut codes[told..]) {
            let [first @ (0xD0 | 0xD1), second] = *pair else { break };
            let code = PAIRS[usize::from(first & 1)][usize::from(second & 0x3F)];
            if code < PLAIN {
                return (at + 2 * run, told + run);
            }
            *place = code;
            run += 1;
        }
        at += 2 * run;
        told += run;
        let gap = match bytes[at..] {
            // No-break space, «», dashes and quotes.
            [0xC2, 0xA0 | 0xAB | 0xBB, ..] => 2,
            [0xE2, 0x80, ..] => 3,
            [byte, ..] if CODES[usize::from(byte)] == GAP => 1,
            [byte, ..] if CODES[usize::from(byte)] >= PLAIN || matches!(byte, 0xD0 | 0xD1) => 0,
            _ => return (at, told),
        };
        if gap > 0 && !matches!(codes[..told], [] | [.., b' ']) {
            codes[told] = b' ';
            told += 1;
        }
        at += gap;
    }
}

/// What an ASCII byte is fed as, nothing for all that parts words; any other byte starts something longer.
static CODES: [u8; 256] = {
    let mut codes = [LONGER; 256];
    let mut byte = 0;
    while byte < 0x80 {
        #[expect(clippy::cast_possible_truncation, reason = "these are ASCII")]
        let c = byte as u8;
        codes[byte] = if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { GAP };
        byte += 1;
    }
    codes
};

/// What a byte is fed as that stands behind 0xD0 or 0xD1, less its two highest bits.
static PAIRS: [[u8; 64]; 2] = {
    let mut pairs = [[LONGER; 64]; 2];
    let mut letter = 0;
    while letter < 32 {
        let small = 0x30 + letter as usize;
        pairs[0][0x10 + letter as usize] = 0x80 + letter;
        pairs[small >> 6][small & 0x3F] = 0x80 + letter;
        letter += 1;
    }
    pairs[0][0x01] = 0xA0;
    pairs[1][0x11] = 0xA0;
    pairs
};

/// No code: what parts words, and what is longer than a byte.
const GAP: u8 = 0;
const LONGER: u8 = 1;
/// The least code.
const PLAIN: u8 = b'0';

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
    use super::{Id, NotAnId, for_codes, normalise};

    /// The same words, walked letter by letter because of a mark at their end.
    #[track_caller]
    fn check(words: &str) {
        let codes = |words: &str| {
            let mut codes = Vec::new();
            for_codes(words, |fed| codes.extend_from_slice(fed));
            codes
        };
        assert_eq!(codes(words), codes(&format!("{words} \u{306}")), "{words:?}");
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
        ] {
            check(words);
        }
        assert_eq!(Id::ROOT.child("Run  it!"), Id::ROOT.child("run it"));
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
