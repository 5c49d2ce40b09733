//! A table of words by their stems, each found by its two first letters.
//!
//! Words are Latin or Cyrillic, in any case as they are looked up and in lower case as they are
//! listed, with ё as е. Most words of a plan are in no table, and their two first letters say so.

/// What words stand for, listed by stem and sorted; a star stands for any ending.
pub(super) struct Stems<T: 'static> {
    listed: &'static [(&'static str, T)],
    /// Where the words with each two first letters start.
    starts: [u16; KEYS + 1],
}

/// Words longer than this are in no table.
const LONGEST: usize = 48;

impl<T: Copy> Stems<T> {
    pub const fn of(listed: &'static [(&'static str, T)]) -> Self {
        let mut starts = [0; KEYS + 1];
        let (mut at, mut bucket) = (0, 0);
        while bucket <= KEYS {
            while at < listed.len() && key(listed[at].0.as_bytes()) < bucket {
                at += 1;
            }
            #[expect(clippy::cast_possible_truncation, reason = "the table is short")]
            {
                starts[bucket] = at as u16;
            }
            bucket += 1;
        }
        Self { listed, starts }
    }

    /// What a word stands for.
    #[inline]
    pub fn find(&self, word: &str) -> Option<T> {
        let key = key(word.as_bytes());
        let (from, to) = (usize::from(self.starts[key]), usize::from(self.starts[key + 1]));
        if from == to { None } else { among(&self.listed[from..to], word) }
    }

    /// The longest that a text starts with, letter for letter, where no star is listed.
    #[inline]
    pub fn starting(&self, text: &str) -> Option<(&'static str, T)> {
        let key = key(text.as_bytes());
        let listed = &self.listed[usize::from(self.starts[key])..usize::from(self.starts[key + 1])];
        listed.iter().rev().find(|(known, _)| text.starts_with(known)).copied()
    }
}

fn among<T: Copy>(listed: &[(&str, T)], word: &str) -> Option<T> {
    let fits = |stem: &str| stem.len() == word.len() || stem.ends_with('*');
    if !listed.iter().any(|(stem, _)| fits(stem)) {
        return None;
    }
    let mut buffer = [0; LONGEST];
    let word = lower_bytes(word, &mut buffer)?;
    let same = |stem: &str| match stem.as_bytes() {
        [stem @ .., b'*'] => word.starts_with(stem),
        stem => stem == word,
    };
    listed.iter().rev().find(|(stem, _)| same(stem)).map(|(_, stands_for)| *stands_for)
}

/// Lower case, ё as е; none for words too long to be in a table.
pub(super) fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    std::str::from_utf8(lower_bytes(word, buffer)?).ok()
}

fn lower_bytes<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b [u8]> {
    let word = word.as_bytes();
    let out = buffer.get_mut(..word.len())?;
    let mut at = 0;
    while let Some(&first) = word.get(at) {
        let second = word.get(at + 1).copied().unwrap_or(0);
        let (pair, len) = match (first, second) {
            (0xD0, 0x90..=0x9F) => ([0xD0, second + 0x20], 2),
            (0xD0, 0xA0..=0xAF) => ([0xD1, second - 0x20], 2),
            (0xD0, 0x81) | (0xD1, 0x91) => ([0xD0, 0xB5], 2),
            (0xD0 | 0xD1, _) => ([first, second], 2),
            _ => ([first.to_ascii_lowercase(), 0], 1),
        };
        out[at] = pair[0];
        if let (2, Some(behind)) = (len, out.get_mut(at + 1)) {
            *behind = pair[1];
        }
        at += len;
    }
    Some(out)
}

/// One more than the greatest [`key`].
pub(super) const KEYS: usize = 60 * 60;

/// The two first letters of a word, of either case, as a number that grows as words do.
#[inline]
pub(super) const fn key(word: &[u8]) -> usize {
    let (first, behind) = letter_of(word, 0);
    let (second, _) = letter_of(word, behind);
    first * 60 + second
}

/// The number of a letter, 0 for all but a–z and а–я, and where the next one stands.
#[inline]
const fn letter_of(word: &[u8], at: usize) -> (usize, usize) {
    if at >= word.len() {
        return (0, at);
    }
    let second = if at + 1 < word.len() { word[at + 1] as usize } else { 0 };
    match (word[at], second) {
        (letter @ (b'a'..=b'z' | b'A'..=b'Z'), _) => {
            (((letter | 0x20) - b'a') as usize + 1, at + 1)
        }
        (0xD0, 0x90..=0xAF) => (second - 0x90 + 27, at + 2),
        (0xD0, 0xB0..) => (second - 0xB0 + 27, at + 2),
        (0xD0, 0x81) | (0xD1, 0x91) => (0xB5 - 0xB0 + 27, at + 2),
        (0xD1, 0x80..=0x8F) => (second - 0x80 + 43, at + 2),
        _ => (0, at + 1),
    }
}
