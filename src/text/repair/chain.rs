//! Stretches of a text that are whole UTF-8 characters once each of their characters is a byte of the
//! wrong alphabet again. What does not fit ends a chain and spoils nothing else.

use super::alphabet::Alphabet;
use super::likely::{self, Scripts};

/// One character, and how it is shown wrongly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sequence {
    /// What it is.
    pub(super) character: char,
    /// As what it begins.
    pub(super) lead: char,
    /// As what it goes on; only the first `more` count.
    pub(super) tail: [char; 3],
    /// How many go on.
    pub(super) more: usize,
    /// How many bytes of the text it takes.
    pub(super) len: usize,
    /// True if a plain space or U+FFFD was taken for what copying lost.
    pub(super) patched: bool,
}

/// Characters shown wrongly, one after the other with nothing between.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    /// Where it begins in the text.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// How plainly it was decoded wrongly; nothing where it may as well be right.
    pub(super) points: u32,
    /// Scripts of the characters that it stands for.
    pub(super) scripts: Scripts,
    /// True if a letter above ASCII that is no part of it stands right beside it.
    pub(super) touched: bool,
    /// True if it stands for a small letter at first.
    pub(super) small: bool,
}

/// The character that a text begins with, if it is shown wrongly.
pub(super) fn sequence(text: &str, alphabet: &Alphabet) -> Option<Sequence> {
    let mut shown = text.chars();
    let lead = shown.next()?;
    let first = alphabet.byte(lead)?;
    let more = match first {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    let (mut bytes, mut tail) = ([first, 0, 0, 0], ['\0'; 3]);
    let (mut len, mut patched) = (lead.len_utf8(), false);
    for at in 0..more {
        let c = shown.next()?;
        let (byte, lost) = alphabet.continuation(c)?;
        bytes[at + 1] = byte;
        tail[at] = c;
        len += c.len_utf8();
        patched |= lost;
    }
    let character = std::str::from_utf8(&bytes[..=more]).ok()?.chars().next()?;
    let sequence = Sequence { character, lead, tail, more, len, patched };
    (!patched || sequence.surely(shown.next())).then_some(sequence)
}

impl Sequence {
    /// True if what copying lost can only have been the byte that was taken. A space before a word may
    /// be the word's own, unless the character is itself a space.
    fn surely(&self, next: Option<char>) -> bool {
        let spaced = self.tail[self.more - 1] == ' ';
        let apart = !next.is_some_and(|c| c.is_ascii_alphanumeric());
        likely::script(self.character).is_some() && (!spaced || apart || self.character == '\u{A0}')
    }
}

/// A letter of the Russian alphabet before another or before ASCII: no wrong alphabet has both, as
/// what a character begins and goes on. Only a space may stand for what copying lost.
fn is_plain(bytes: &[u8]) -> bool {
    let letter = |at: usize| {
        matches!(
            (bytes.get(at), bytes.get(at + 1)),
            (Some(0xD0), Some(0x90..=0xBF)) | (Some(0xD1), Some(0x80..=0x8F))
        )
    };
    letter(0) && (letter(2) || bytes.get(2).is_some_and(|next| next.is_ascii() && *next != b' '))
}

/// All chains of a text, in order.
pub(super) fn survey(text: &str, alphabet: &Alphabet) -> Vec<Chain> {
    let mut chains = Vec::new();
    let mut sequences = Vec::new();
    let mut at = 0;
    while let Some(next) = text.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()) {
        let from = at + next;
        at = from;
        if is_plain(&text.as_bytes()[at..]) {
            at += 2;
            continue;
        }
        sequences.clear();
        while let Some(sequence) = sequence(&text[at..], alphabet) {
            at += sequence.len;
            sequences.push(sequence);
        }
        if sequences.is_empty() {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let before = text[..from].chars().next_back();
        let after = text[at..].chars().next();
        let other = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphabetic());
        chains.push(Chain {
            from,
            to: at,
            points: likely::points(&sequences, before),
            scripts: sequences.iter().map(|sequence| likely::script(sequence.character)).collect(),
            small: sequences[0].character.is_lowercase(),
            touched: other(before) || other(after),
        });
    }
    chains
}
