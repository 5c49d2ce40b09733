//! Bytes to words: which encoding a file is in, and whether it was decoded wrongly once. A file is
//! either words with LF between lines, or refused with a reason; nothing here fails otherwise.
//! Tables of encodings are not in here: a decoder is passed in, the browser's or the desk's.

pub mod binary;
mod decode;
pub mod repair;

use binary::Format;
use repair::Wrong;
use std::borrow::Cow;

/// An encoding that the decoder passed in must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Charset {
    /// Cyrillic of Windows.
    Windows1251,
    /// Cyrillic of Unix before UTF-8.
    Koi8R,
    /// Cyrillic of DOS.
    Ibm866,
    /// Western European of the Macintosh.
    MacRoman,
    /// Western European of Windows.
    Windows1252,
    /// Two bytes a character, the smaller first.
    Utf16Le,
    /// Two bytes a character, the greater first.
    Utf16Be,
}

impl Charset {
    /// The name by which a browser's `TextDecoder` and `encoding_rs` both know it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Windows1251 => "windows-1251",
            Self::Koi8R => "koi8-r",
            Self::Ibm866 => "ibm866",
            Self::MacRoman => "macintosh",
            Self::Windows1252 => "windows-1252",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }
}

/// What turns bytes of an encoding into characters, with U+FFFD where there is none, and without a
/// thought for byte order marks. It gives nothing when it does not know the encoding.
pub type Decode<'a> = &'a dyn Fn(Charset, &[u8]) -> String;

/// A file as words, and how they were come by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The words, mended where they had to be: LF between lines, no byte order mark.
    pub text: String,
    /// The encoding's name: `utf-8`, or the label of a [`Charset`].
    pub encoding: &'static str,
    /// How many bytes were given.
    pub bytes: usize,
    /// How many lines there are.
    pub lines: u32,
    /// How many places held bytes that are no character; each shows U+FFFD.
    pub lost: u32,
    /// What was mended, if the words had been decoded wrongly once.
    pub repaired: Option<Repaired>,
    /// The words before they were mended, if they were: a reader may want them back.
    pub original: Option<String>,
}

/// How words were mended that had been decoded wrongly once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The encoding that was taken for UTF-8's.
    pub charset: Wrong,
    /// How many stretches of the wrong alphabet were mended.
    pub runs: u32,
    /// How many stretches are broken and could not be mended.
    pub unrepaired_runs: u32,
    /// The first words that were mended, before and after.
    pub sample: Option<(String, String)>,
}

/// Why bytes are no words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing but white space.
    Empty,
    /// There is something that no text holds.
    Binary {
        /// Where the first such byte stands.
        offset: usize,
        /// What the file is, if its first bytes say so.
        format: Option<Format>,
    },
}

/// Reads bytes as words: finds the encoding, makes all line ends LF, mends what was decoded wrongly
/// once.
///
/// # Errors
/// When the bytes are a picture, an archive, a program or a document of another kind, or hold
/// nothing.
pub fn open(bytes: &[u8], decode: Decode) -> Result<Source, Refusal> {
    let decoded = decode::decode(bytes, decode)?;
    let text = match newlines(&decoded.text) {
        Cow::Borrowed(_) => decoded.text,
        Cow::Owned(text) => text,
    };
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(Refusal::Empty);
    }
    let (text, repaired, original) = match repair::repair(&text, decode) {
        Some((mended, repaired)) => (mended, Some(repaired), Some(text)),
        None => (text, None, None),
    };
    Ok(Source {
        lines: u32::try_from(lines(&text)).unwrap_or(u32::MAX),
        text,
        encoding: decoded.encoding,
        bytes: bytes.len(),
        lost: decoded.lost,
        repaired,
        original,
    })
}

/// How many lines a text has, as [`str::lines`] counts them.
pub fn lines(text: &str) -> usize {
    let ended = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    ended + usize::from(!text.is_empty() && !text.ends_with('\n'))
}

/// The same text with LF between lines, where CRLF or a lone CR stood.
pub fn newlines(text: &str) -> Cow<'_, str> {
    let next = |text: &str| memchr::memchr(b'\r', text.as_bytes());
    let Some(first) = next(text) else { return Cow::Borrowed(text) };
    let mut lines = String::with_capacity(text.len());
    let (whole, mut rest) = text.split_at(first);
    lines.push_str(whole);
    while let Some(at) = next(rest) {
        lines.push_str(&rest[..at]);
        lines.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    lines.push_str(rest);
    Cow::Owned(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expected: &str) {
        assert_eq!(newlines(input), expected);
        let source = open(input.as_bytes(), &|_, _| String::new()).expect("text");
        assert_eq!(source.text, expected);
        assert_eq!(source.lines as usize, expected.lines().count());
    }

    #[test]
    fn line_ends_of_all_systems_become_one() {
        check("a\nb\n", "a\nb\n");
        check("a\r\nb\r\n", "a\nb\n");
        check("a\rb\r", "a\nb\n");
        check("a\r\n\r\nb\r\rc\n\rd", "a\n\nb\n\nc\n\nd");
        check("План\r\nготов", "План\nготов");
    }

    #[test]
    fn text_that_is_as_it_should_be_is_not_copied() {
        assert!(matches!(newlines("План\nготов\n"), Cow::Borrowed(_)));
    }
}
