//! The characters that the upper half of an encoding shows, and the byte behind each. The tables are
//! made by decoding all those bytes once: nobody typed them.

use super::Wrong;
use super::chain::Chain;
use crate::text::{Charset, Decode};

/// Below it, a character's byte is found by its number; the few above it are searched for.
const NEAR: usize = 0x2600;

/// One wrong encoding: which character stands for which byte.
pub(super) struct Alphabet {
    charset: Charset,
    near: Vec<u8>,
    far: Vec<(char, u8)>,
    /// The byte that has no character, if there is exactly one: a U+FFFD can only be it.
    hole: Option<u8>,
    /// True if a no-break space stands for a byte within a character. Copying often makes a plain
    /// space of it.
    space: bool,
}

/// A no-break space, and in all encodings but the Macintosh's also its byte.
const NBSP: u8 = 0xA0;

/// The alphabets of encodings that UTF-8 is mistaken for, as far as the decoder knows them.
pub(super) fn alphabets(decode: Decode) -> Vec<Alphabet> {
    let charsets = [Charset::MacRoman, Charset::Windows1252, Charset::Windows1251];
    charsets.into_iter().filter_map(|charset| Alphabet::of(charset, decode)).collect()
}

impl Alphabet {
    fn of(charset: Charset, decode: Decode) -> Option<Self> {
        let upper: Vec<u8> = (0x80..=0xFF).collect();
        let shown = decode(charset, &upper);
        if shown.chars().count() != upper.len() {
            return None;
        }
        let mut near = vec![0; NEAR];
        let mut far = Vec::new();
        if charset == Charset::Windows1252 {
            // Latin-1 shows control characters where Windows shows punctuation.
            for byte in 0x80..0xA0 {
                near[usize::from(byte)] = byte;
            }
        }
        let mut holes = Vec::new();
        for (c, byte) in shown.chars().zip(upper) {
            if !c.is_ascii() && c != '\u{FFFD}' {
                match near.get_mut(c as usize) {
                    Some(slot) => *slot = byte,
                    None => far.push((c, byte)),
                }
            }
            if matches!(c, '\u{80}'..='\u{9F}' | '\u{FFFD}') {
                holes.push(byte);
            }
        }
        let hole = if let [hole] = holes[..] { Some(hole) } else { None };
        let space = near[usize::from(NBSP)] == NBSP;
        Some(Self { charset, near, far, hole, space })
    }

    /// The byte that a character stands for.
    pub(super) fn byte(&self, c: char) -> Option<u8> {
        match self.near.get(c as usize) {
            Some(0) => None,
            Some(byte) => Some(*byte),
            None => self.far.iter().find(|(far, _)| *far == c).map(|(_, byte)| *byte),
        }
    }

    /// The byte within a character of several that `c` stands for, and whether `c` is but what
    /// copying made of it.
    pub(super) fn continuation(&self, c: char) -> Option<(u8, bool)> {
        match c {
            ' ' if self.space => Some((NBSP, true)),
            '\u{FFFD}' => self.hole.map(|byte| (byte, true)),
            _ => self.byte(c).filter(|byte| (0x80..0xC0).contains(byte)).map(|byte| (byte, false)),
        }
    }

    /// The encoding's name for the user: control characters in these chains, and no punctuation of
    /// Windows in their place, are Latin-1.
    pub(super) fn wrong(&self, text: &str, chains: &[Chain]) -> Wrong {
        match self.charset {
            Charset::MacRoman => Wrong::MacRoman,
            Charset::Windows1251 => Wrong::Windows1251,
            _ => {
                let shown = || chains.iter().flat_map(|chain| text[chain.from..chain.to].chars());
                // Windows has no character of its own for these five and shows the control too.
                let own = |c| !matches!(c, '\u{81}' | '\u{8D}' | '\u{8F}' | '\u{90}' | '\u{9D}');
                let latin1 = shown().any(|c| ('\u{80}'..'\u{A0}').contains(&c) && own(c))
                    && !shown().any(|c| c > '\u{FF}' && c != '\u{FFFD}');
                if latin1 { Wrong::Latin1 } else { Wrong::Windows1252 }
            }
        }
    }
}
