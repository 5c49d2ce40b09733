//! Bytes to words: which encoding a file is in, and whether it was decoded wrongly once.

pub mod decode;
pub mod repair;

/// A text that could be read, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The words, with LF between lines.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// How many bytes were given.
    pub bytes: usize,
    /// How many lines there are.
    pub lines: usize,
    /// What was mended.
    pub repaired: Option<Repaired>,
}

/// How a text was mended that had been decoded wrongly once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The encoding that was taken by mistake.
    pub charset: &'static str,
    /// How many stretches were mended.
    pub runs: usize,
    /// How many could not be.
    pub unrepaired_runs: usize,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nul bytes: a picture, an archive, a program.
    Binary,
}

/// Reads bytes as text.
///
/// # Errors
/// When the bytes are no text.
pub fn open(bytes: &[u8]) -> Result<Source, Refusal> {
    if bytes.contains(&0) {
        return Err(Refusal::Binary);
    }
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let lines = text.lines().count();
    Ok(Source { text, encoding: "utf-8", bytes: bytes.len(), lines, repaired: None })
}
