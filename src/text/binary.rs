//! Files that are no text, known by their first bytes.

/// A kind of file that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture of lossless dots.
    Png,
    /// A program.
    Program,
}

impl Format {
    /// What people call it: the same in each language, but for a program, which is `None`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Png => Some("PNG"),
            Self::Program => None,
        }
    }
}

/// What the first bytes say.
pub fn format(bytes: &[u8]) -> Option<Format> {
    bytes.starts_with(b"\x89PNG").then_some(Format::Png)
}
