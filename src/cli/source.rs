//! A plan as it was given: a file or standard input, its bytes, and the words in them.

use super::out;
use crate::text::{self, Charset, Refusal, Source};
use crate::words::plural::Thing;
use crate::words::{self, Lang};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// No plan that people wrote comes near it, and an endless device must end somewhere.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// What stands for standard input.
const STDIN: &str = "-";

/// A plan as it was given, read as text.
pub(super) struct Document {
    /// The path as it was named, as far as it is text; `stdin` for standard input.
    pub(super) file: String,
    /// What the plan is called when it does not say.
    pub(super) stem: String,
    /// Of the bytes as given, in hex.
    pub(super) sha256: String,
    /// The words.
    pub(super) source: Source,
}

impl Document {
    /// That the text had been decoded wrongly once, how far it could be mended, and a sample; and
    /// that characters were lost.
    pub(super) fn mended(&self, lang: Lang) -> Option<String> {
        let lost = super::counted(lang, &[(Thing::Lost, self.source.lost as usize)]).pop();
        let Some(mended) = &self.source.repaired else { return lost };
        let counts = [
            (Thing::Mended, mended.runs as usize),
            (Thing::Broken, mended.unrepaired_runs as usize),
        ];
        let counts = super::counted(lang, &counts).join(", ");
        let sample = mended.sample.as_ref().map(|(before, after)| {
            let (before, after) = (out::tame(before), out::tame(after));
            format!("{before} → {after}")
        });
        let charset = mended.charset.label();
        let told = format!("{} {charset} ({counts})", words::outline(lang).mended_from);
        Some([Some(told), sample, lost].into_iter().flatten().collect::<Vec<_>>().join("; "))
    }
}

/// Why there is no document.
pub(super) enum Unreadable {
    /// The bytes could not be had.
    File(io::Error),
    /// The bytes are no text.
    Text(Refusal),
}

impl Unreadable {
    /// A sentence about it.
    pub(super) fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::File(error) => words::unreadable(lang, error),
            Self::Text(refusal) => words::refusal(lang, *refusal),
        }
    }
}

/// True for the name that stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == STDIN
}

/// The path as people are told of it. A name need not be text; it is shown as well as it can be.
pub(super) fn name_of(path: &Path) -> String {
    if is_stdin(path) { "stdin".to_owned() } else { path.to_string_lossy().into_owned() }
}

/// Bytes as a document under this name, however they were come by.
pub(super) fn document(file: String, stem: String, bytes: &[u8]) -> Result<Document, Refusal> {
    let source = words_of(bytes)?;
    Ok(Document { file, stem, sha256: hex(&Sha256::digest(bytes)), source })
}

/// The words in some bytes.
pub(super) fn words_of(bytes: &[u8]) -> Result<Source, Refusal> {
    text::open(bytes, &decode)
}

/// Reads a plan from a file, or from standard input where the path is `-`.
pub(super) fn read(path: &Path) -> Result<Document, Unreadable> {
    let bytes = bytes_of(path).map_err(Unreadable::File)?;
    let stem = if is_stdin(path) { None } else { path.file_stem() };
    let stem = stem.map_or_else(|| name_of(path), |stem| stem.to_string_lossy().into_owned());
    document(name_of(path), stem, &bytes).map_err(Unreadable::Text)
}

/// The bytes of a file, or of standard input where the path is `-`.
pub(super) fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    if is_stdin(path) {
        return all_of(io::stdin().lock(), 0);
    }
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    all_of(file, about.len())
}

fn all_of(input: impl Read, expected: u64) -> io::Result<Vec<u8>> {
    let expected = usize::try_from(expected.min(MOST_BYTES)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(expected + 1);
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The same tables as the browser's `TextDecoder` has.
fn decode(charset: Charset, bytes: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_label(charset.label().as_bytes());
    let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
