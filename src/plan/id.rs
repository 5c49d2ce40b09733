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

impl Id {
    /// The identity of the plan itself: the start of every path.
    pub const ROOT: Self = Self { hash: BASIS, ordinal: 0 };

    /// One step down the path from `self`, by these words.
    #[must_use]
    pub fn child(self, words: &str) -> Self {
        let path = self.ordinal.to_le_bytes().into_iter().chain([0x1f]);
        let mut hash = path.fold(self.hash, step);
        for_each_letter(words, |c| {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                hash = step(hash, byte);
            }
        });
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
        const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        for shift in (0..13).rev() {
            let five_bits = (self.hash >> (shift * 5)) & 31;
            write!(f, "{}", ALPHABET[five_bits as usize] as char)?;
        }
        if self.ordinal > 0 { write!(f, "-{}", self.ordinal + 1) } else { Ok(()) }
    }
}

/// The words as identity sees them: lower-case letters and digits of any script, single spaces.
pub fn normalise(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for_each_letter(words, |c| out.push(c));
    out
}

/// Feeds lower-case letters and digits, with one space between words. A decomposed й or ё, as some
/// file systems write them, is the letter itself.
fn for_each_letter(words: &str, mut feed: impl FnMut(char)) {
    let mut gap = false;
    let mut started = false;
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
