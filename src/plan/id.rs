//! Identity that outlives rewording: a hash of the section path and the item's own words.
//!
//! Letters of any script count, nothing else does; lines may move, boxes may be ticked, numbers of
//! other items may change. The hash takes eight letters in a step, is the same on every target and
//! is fixed for ever: identities are stored in journals.

mod hash;

use std::fmt;

/// A stable identity within one plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    hash: u64,
    /// 0 for the first of its words, then 1, 2, … where two would be alike.
    pub ordinal: u32,
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Id {
    /// The identity of the plan itself: the start of every path.
    pub const ROOT: Self = Self { hash: BASIS, ordinal: 0 };

    /// One step down the path from `self`, by these words.
    #[must_use]
    pub fn child(self, words: &str) -> Self {
        Self { hash: hash::hashed(self.hash ^ u64::from(self.ordinal), words), ordinal: 0 }
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
    hash::for_each_letter(words, false, |c| out.push(c));
    out
}

#[cfg(test)]
mod tests {
    use super::{Id, NotAnId};

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
