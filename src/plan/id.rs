//! Identity that outlives rewording: a hash of the section path and the item's own words.
//!
//! Letters of any script count, nothing else does; lines may move, boxes may be ticked, numbers of
//! other items may change. FNV-1a is used because it is four lines, the same on every target and
//! fixed for ever: identities are stored in journals.

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
const PRIME: u64 = 0x0000_0100_0000_01b3;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Id {
    /// The identity of the plan itself: the start of every path.
    pub const ROOT: Self = Self { hash: BASIS, ordinal: 0 };

    /// One step down the path from `self`, by these words.
    #[must_use]
    pub fn child(self, words: &str) -> Self {
        let path = self.ordinal.to_le_bytes().into_iter().chain([0x1f]);
        let mut hash = path.fold(self.hash, step);
        for_each_byte(words, |byte| hash = step(hash, byte));
        Self { hash, ordinal: 0 }
    }

    /// The part that does not tell alike ones apart.
    pub fn hash(self) -> u64 {
        self.hash
    }
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Thirteen letters and digits, and the ordinal only where there is one.
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for shift in (0..13).rev() {
            let five_bits = (self.hash >> (shift * 5)) & 31;
            write!(f, "{}", ALPHABET[five_bits as usize] as char)?;
        }
        if self.ordinal > 0 { write!(f, "-{}", self.ordinal + 1) } else { Ok(()) }
    }
}

impl std::str::FromStr for Id {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (digits, ordinal) = text.split_once('-').map_or((text, None), |(a, b)| (a, Some(b)));
        let mut hash = 0u128;
        if digits.len() != 13 {
            return Err(());
        }
        for digit in digits.bytes() {
            let five_bits = ALPHABET.iter().position(|it| *it == digit).ok_or(())?;
            hash = hash << 5 | u128::try_from(five_bits).map_err(|_| ())?;
        }
        let ordinal = match ordinal.map(str::parse::<u32>) {
            None => 0,
            Some(Ok(n)) if n > 1 => n - 1,
            Some(_) => return Err(()),
        };
        let id = Self { hash: u64::try_from(hash).map_err(|_| ())?, ordinal };
        // One way to write it, and no other.
        if id.to_string() == text { Ok(id) } else { Err(()) }
    }
}

/// The words as identity sees them: lower-case letters and digits of any script, single spaces.
pub fn normalise(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for_each_letter(words, false, false, |c| out.push(c));
    out
}

/// Feeds what [`for_each_letter`] does, in UTF-8. Latin and Cyrillic letters need no table.
fn for_each_byte(words: &str, mut feed: impl FnMut(u8)) {
    let bytes = words.as_bytes();
    let (mut at, mut gap, mut started) = (0, false, false);
    while let Some(&first) = bytes.get(at) {
        let second = bytes.get(at + 1).copied().unwrap_or(0);
        let marked = bytes.get(at + 2) == Some(&0xCC);
        let (letter, len) = match (first, second) {
            (b'a'..=b'z' | b'0'..=b'9', _) => ([first, 0], 1),
            (b'A'..=b'Z', _) => ([first | 0x20, 0], 1),
            (0..=0x7F, _) => ([0, 0], 1),
            // No-break space, «», dashes and quotes.
            (0xC2, 0xA0 | 0xAB | 0xBB) => ([0, 0], 2),
            (0xE2, 0x80) => ([0, 0], 3),
            (0xD0, 0x90..=0x9F) if !marked => ([0xD0, second + 0x20], 2),
            (0xD0, 0xA0..=0xAF) if !marked => ([0xD1, second - 0x20], 2),
            (0xD0, 0xB0..=0xBF) | (0xD1, 0x80..=0x8F) if !marked => ([first, second], 2),
            _ => break,
        };
        if len == 1 && second == 0xCC && letter[0] != 0 {
            break;
        }
        at += len;
        if letter[0] == 0 {
            gap = started;
            continue;
        }
        if gap {
            feed(b' ');
        }
        (gap, started) = (false, true);
        letter[..len].iter().for_each(|byte| feed(*byte));
    }
    if at == bytes.len() {
        return;
    }
    if let Some(rest) = words.get(at..) {
        let mut buffer = [0; 4];
        for_each_letter(rest, gap, started, |c| {
            c.encode_utf8(&mut buffer).bytes().for_each(&mut feed);
        });
    }
}

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
    use super::{Id, for_each_byte, normalise};

    #[track_caller]
    fn check(words: &str) {
        let mut bytes = Vec::new();
        for_each_byte(words, |byte| bytes.push(byte));
        assert_eq!(String::from_utf8_lossy(&bytes), normalise(words), "{words:?}");
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
}
