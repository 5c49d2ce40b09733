//! Bytes to words: which encoding a file is in, and whether it was decoded wrongly once.

pub mod binary;
pub mod decode;
pub mod repair;

/// An encoding that a decoder outside must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// Cyrillic of Windows.
    Windows1251,
}

impl Charset {
    /// Its WHATWG label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Windows1251 => "windows-1251",
        }
    }
}

/// A file as words.
#[derive(Debug, Clone)]
pub struct Source {
    /// The words.
    pub text: String,
    /// The label of the encoding they were in.
    pub encoding: &'static str,
    /// How many places held bytes that are no character; each shows U+FFFD.
    pub lost: u32,
    /// What was mended, if the words had been decoded wrongly once.
    pub repaired: Option<Repaired>,
    /// The words before they were mended, where they were.
    pub original: Option<String>,
}

/// How words were mended that had been decoded wrongly once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// How many stretches of the wrong alphabet were mended.
    pub runs: u32,
    /// How many stretches are broken and could not be mended.
    pub unrepaired_runs: u32,
    /// The first words that were mended, before and after.
    pub sample: Option<(String, String)>,
}

/// Why a file is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It holds bytes that no text holds.
    Binary {
        /// Where the first such byte stands.
        offset: usize,
        /// What the file is, if its first bytes say so.
        format: Option<binary::Format>,
    },
    /// It holds nothing.
    Empty,
}

/// Reads bytes as words.
///
/// # Errors
/// When they are no words.
pub fn open(bytes: &[u8], decode: &dyn Fn(Charset, &[u8]) -> String) -> Result<Source, Refusal> {
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Refusal::Binary { offset, format: binary::format(bytes) });
    }
    let (text, encoding) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), "utf-8"),
        Err(_) => (decode(Charset::Windows1251, bytes), "windows-1251"),
    };
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(Source { text, encoding, lost: 0, repaired: None, original: None })
}
