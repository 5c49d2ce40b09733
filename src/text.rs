//! Bytes to words: which encoding a file is in, and whether it was decoded wrongly once.

pub mod decode;
pub mod repair;

/// An encoding that a decoder outside must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// Cyrillic of Windows.
    Windows1251,
    /// What a Macintosh took Cyrillic for.
    MacRoman,
}

impl Charset {
    /// Its WHATWG label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Windows1251 => "windows-1251",
            Self::MacRoman => "mac-roman",
        }
    }
}

/// A file as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The words, with LF between lines.
    pub text: String,
    /// The label of the encoding they were in.
    pub encoding: &'static str,
    /// How many bytes were given.
    pub bytes: usize,
    /// How many lines there are.
    pub lines: usize,
    /// What was mended.
    pub repaired: Option<Repaired>,
    /// The words before they were mended, where they were.
    pub original: Option<String>,
}

/// How a text was mended that had been decoded wrongly once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The encoding that was taken by mistake.
    pub charset: Charset,
    /// How many stretches were mended.
    pub runs: usize,
    /// How many could not be.
    pub unrepaired_runs: usize,
}

/// Why a file is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It holds bytes that no text holds.
    Binary,
}

/// Reads bytes as words.
///
/// # Errors
/// When they are no words.
pub fn open(bytes: &[u8], decode: &dyn Fn(Charset, &[u8]) -> String) -> Result<Source, Refusal> {
    if bytes.contains(&0) {
        return Err(Refusal::Binary);
    }
    let (text, encoding) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), "utf-8"),
        Err(_) => (decode(Charset::Windows1251, bytes), "windows-1251"),
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.lines().count();
    Ok(Source { text, encoding, bytes: bytes.len(), lines, repaired: None, original: None })
}
