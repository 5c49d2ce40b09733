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
        let start = Hash::from(mixed(self.hash ^ u64::from(self.ordinal)));
        Self { hash: start.of(words), ordinal: 0 }
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
    /// How many bits of the eight bytes are still free.
    room: u32,
}

impl Hash {
    fn from(state: u64) -> Self {
        Self { state, eight: 0, room: 64 }
    }

    /// What comes of all these words.
    fn of(self, words: &str) -> u64 {
        let mut hash = self;
        if hash.take_words(words).is_err() {
            hash = self;
            hash.take_rare(words, false, false);
        }
        hash.end()
    }

    fn end(self) -> u64 {
        mixed(self.state ^ self.eight)
    }

    #[inline]
    fn take(&mut self, byte: u8) {
        self.take_all(u64::from(byte), 8);
    }

    /// Takes the lowest so many bits, whole bytes of them, the highest first.
    #[inline]
    fn take_all(&mut self, bytes: u64, bits: u32) {
        if bits < self.room {
            self.eight = self.eight << bits | bytes;
            self.room -= bits;
            return;
        }
        let left = bits - self.room;
        self.state = mixed(self.state ^ (self.eight << (self.room - 8) << 8 | bytes >> left));
        self.eight = bytes & ((1 << left) - 1);
        self.room = 64 - left;
    }

    /// Takes what [`for_each_letter`] feeds, a byte a letter where that is one of Latin or Russian:
    /// 0x80 to 0x9F stand for а to я, 0xA0 for ё, and 0xFF comes before the UTF-8 of any other. A
    /// mark above a letter makes another letter of it: then what was taken is wrong.
    fn take_words(&mut self, words: &str) -> Result<(), Marked> {
        let mut rest = words.as_bytes();
        let last = rest.last_chunk().map_or_else(|| eight_of(rest), |l| u64::from_be_bytes(*l));
        let (mut gap, mut started) = (false, false);
        while let Some(&first) = rest.first() {
            let kind = KINDS[usize::from(first)];
            if kind == Kind::Gap {
                gap = started;
                rest = &rest[1..];
                continue;
            }
            let eight = rest
                .first_chunk()
                .map_or_else(|| last << (64 - rest.len() * 8), |eight| u64::from_be_bytes(*eight));
            let (codes, bits, len) = match kind {
                Kind::Latin => latin(eight),
                Kind::Russian => russian(eight),
                Kind::Gap | Kind::Longer => (0, 0, 0),
            };
            if bits > 0 {
                if gap {
                    self.take(b' ');
                }
                (gap, started) = (false, true);
                self.take_all(codes, bits);
                rest = &rest[len..];
            } else if let Some(behind) = behind_gap(rest) {
                gap = started;
                rest = behind;
            } else {
                break;
            }
        }
        let rest = words.get(words.len() - rest.len()..).unwrap_or_default();
        if rest.starts_with(['\u{306}', '\u{308}']) && started && !gap {
            return Err(Marked);
        }
        if !rest.is_empty() {
            self.take_rare(rest, gap, started);
        }
        Ok(())
    }

    /// Takes what is left from the first letter on that is neither Latin nor Russian.
    fn take_rare(&mut self, rest: &str, gap: bool, started: bool) {
        let mut buffer = [0; 4];
        for_each_letter(rest, gap, started, |c| match c {
            '\0'..='\u{7f}' => self.take(u8::try_from(c).unwrap_or(b' ')),
            'а'..='я' => self.take(0x80 + u8::try_from(u32::from(c) - 0x430).unwrap_or(0)),
            'ё' => self.take(0xA0),
            _ => {
                self.take(0xFF);
                c.encode_utf8(&mut buffer).bytes().for_each(|byte| self.take(byte));
            }
        });
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

/// The words hold a letter that was written as two characters.
struct Marked;

/// What a byte starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or a digit of ASCII.
    Latin,
    /// Two bytes, mostly a Russian letter.
    Russian,
    /// Another character of ASCII.
    Gap,
    /// Some other character of several bytes.
    Longer,
}

static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Longer; 256];
    let mut byte = 0;
    while byte < 0x80 {
        #[expect(clippy::cast_possible_truncation, reason = "these are ASCII")]
        let is_word = (byte as u8).is_ascii_alphanumeric();
        kinds[byte] = if is_word { Kind::Latin } else { Kind::Gap };
        byte += 1;
    }
    kinds[0xD0] = Kind::Russian;
    kinds[0xD1] = Kind::Russian;
    kinds
};

/// What is left behind a first character of several bytes that surely parts two words.
fn behind_gap(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        // No-break space and «».
        [0xC2, 0xA0 | 0xAB | 0xBB, behind @ ..]
        // Dashes and quotes, arrows, operators, frames and signs, but not Ⅷ and ❶.
        | [0xE2, 0x80 | 0x87..=0x8B | 0x94..=0x9B, _, behind @ ..]
        | [0xE2, 0x86, 0x90..=0xBF, behind @ ..]
        // Pictures.
        | [0xF0, 0x9F, 0x8C..=0x9F, _, behind @ ..] => Some(behind),
        _ => None,
    }
}

/// Up to eight bytes, the last the lowest.
fn eight_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte))
}

/// In each byte.
const BYTES: u64 = 0x0101_0101_0101_0101;
/// In each pair of bytes.
const PAIRS: u64 = 0x0001_0001_0001_0001;

/// What the first of eight bytes are taken as while they are Latin letters and digits, or one
/// other character of ASCII between two of them: all at once, their bits, how many bytes they are.
#[inline]
fn latin(eight: u64) -> (u64, u32, usize) {
    const TOP: u64 = BYTES * 0x80;
    const SPACES: u64 = BYTES * 0x20;
    let (low, lower) = (eight & !TOP, eight & !TOP | SPACES);
    // The top bit of a byte tells that it is at least one number, and not at least another.
    let is_letter = (lower + BYTES * 0x1F) & !(lower + BYTES * 0x05);
    let is_digit = (low + BYTES * 0x50) & !(low + BYTES * 0x46);
    let is_word = (is_letter | is_digit) & !eight & TOP;
    let is_taken = is_word | is_word << 8 & !eight;
    let codes = (lower ^ SPACES) & (is_word >> 7) * 0xFF ^ SPACES;
    let bits = (is_taken ^ TOP).leading_zeros() & !7;
    (codes.checked_shr(64 - bits).unwrap_or(0), bits, bits as usize / 8)
}

/// What the first of eight bytes are taken as while they are letters from а to я, or a ё.
#[inline]
fn russian(eight: u64) -> (u64, u32, usize) {
    if matches!(eight >> 48, 0xD081 | 0xD191) {
        return (0xA0, 8, 2);
    }
    // How far each letter stands from U+0400, and 0x70: А to я are 0x80 to 0xBF.
    let place = (eight >> 2 & PAIRS * 0x40 | eight & PAIRS * 0x3F) + PAIRS * 0x70;
    let other = eight & PAIRS * 0xFE00 ^ PAIRS * 0xD000 | place & PAIRS * 0xC0 ^ PAIRS * 0x80;
    let codes = place & PAIRS * 0x1F | PAIRS * 0x80;
    let twos = (codes | codes >> 8) & 0xFFFF_0000_FFFF;
    let four = (twos | twos >> 16) & 0xFFFF_FFFF;
    let letters = other.leading_zeros() / 16;
    (four >> (32 - letters * 8), letters * 8, letters as usize * 2)
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
    use super::{Hash, Id, NotAnId, eight_of, latin, normalise, russian};

    /// Many at once and letter by letter.
    #[track_caller]
    fn check(words: &str) {
        let start = Hash::from(7);
        let mut letters = start;
        letters.take_rare(words, false, false);
        assert_eq!(start.of(words), letters.end(), "{words:?}");
        assert_eq!(start.of(&normalise(words)), letters.end(), "{words:?}");
    }

    #[test]
    fn many_at_once_are_as_one_by_one() {
        let russian: Vec<char> = ('\u{400}'..'\u{480}').collect();
        let latin: Vec<char> = ('\0'..'\u{ff}').collect();
        let signs = ('\u{2000}'..'\u{2800}').chain('\u{1f300}'..'\u{1f800}');
        for sign in signs {
            check(&format!("a{sign}b"));
        }
        for (n, some) in russian.windows(5).chain(latin.windows(5)).enumerate() {
            let text: String = some.iter().collect();
            check(&text);
            check(&format!("{}{text} {}a{text}", "x".repeat(n % 9), &some[0]));
        }
    }

    #[test]
    fn what_is_taken_at_once() {
        assert_eq!(latin(eight_of(b"Run 2 it")), (eight_of(b"run 2 it"), 64, 8));
        assert_eq!(latin(eight_of(b"A-2: Run")), (eight_of(b"a 2"), 24, 3));
        assert_eq!(latin(eight_of(b"a b\0\0\0\0\0")), (eight_of(b"a b"), 24, 3));
        assert_eq!(russian(eight_of("Яда! ".as_bytes())), (0x9F_84_80, 24, 6));
        assert_eq!(russian(eight_of("абвг".as_bytes())), (0x8081_8283, 32, 8));
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
