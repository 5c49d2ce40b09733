//! Files made smaller for the way: as somebody has laid them beside, or pressed here and kept while
//! the file stays the same.

use super::request::Takes;
use super::site::{Site, SiteFile};
use crate::cli::pack::gzip;
use flate2::Compression;
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Smaller files would hardly become smaller, larger ones would take too long.
const LEAST_BYTES: u64 = 1024;
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// How much is kept at most, pressed.
const KEPT_BYTES: usize = 64 * 1024 * 1024;

/// A file as it goes out.
pub struct Pressed {
    /// Its bytes.
    pub contents: Contents,
    /// How many those are.
    pub length: u64,
    /// Of the file itself.
    pub extension: String,
    /// What changes when it changes, or is pressed otherwise.
    pub mark: String,
    /// How it is pressed.
    pub encoding: Option<&'static str>,
    /// Another client might get it pressed.
    pub varies: bool,
}

/// Where bytes come from.
pub enum Contents {
    /// From the disk, as they are sent.
    File(File),
    /// From memory.
    Memory(Shared),
}

/// Bytes that several replies share.
pub struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// What was pressed, by file, and the mark of the file then.
type Kept = HashMap<PathBuf, (String, Arc<Vec<u8>>)>;

/// Presses, and keeps what it has pressed by file and mark.
#[derive(Default)]
pub struct Press {
    kept: Mutex<Kept>,
}

impl Press {
    /// The file in the smallest form that the client takes.
    pub fn pressed(&self, site: &Site, file: SiteFile, takes: Takes) -> Pressed {
        let varies = is_text(&file.extension) && file.length >= LEAST_BYTES;
        for (end, encoding, taken) in [(".br", "br", takes.brotli), (".gz", "gzip", takes.gzip)] {
            if let Some(beside) = site.beside(&file, end).filter(|_| taken && varies) {
                let mark = format!("{}-{}", file.mark, beside.mark);
                let (contents, length) = (Contents::File(beside.contents), beside.length);
                let (extension, encoding) = (file.extension, Some(encoding));
                return Pressed { contents, length, extension, mark, encoding, varies };
            }
        }
        if takes.gzip && varies && file.length <= MOST_BYTES {
            return self.gzipped(file);
        }
        Pressed {
            contents: Contents::File(file.contents),
            length: file.length,
            extension: file.extension,
            mark: file.mark,
            encoding: None,
            varies,
        }
    }

    fn gzipped(&self, mut file: SiteFile) -> Pressed {
        let known = self.known(&file);
        let bytes = known.unwrap_or_else(|| {
            let mut plain = Vec::new();
            // A file that cannot be read to its end is short; its digest tells.
            let _ = file.contents.read_to_end(&mut plain);
            let pressed = Arc::new(gzip(&plain, Compression::default()));
            self.keep(&file, &pressed);
            pressed
        });
        Pressed {
            length: bytes.len() as u64,
            contents: Contents::Memory(Shared(bytes)),
            extension: file.extension,
            mark: format!("{}-gzip", file.mark),
            encoding: Some("gzip"),
            varies: true,
        }
    }

    fn known(&self, file: &SiteFile) -> Option<Arc<Vec<u8>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&file.place).filter(|(mark, _)| *mark == file.mark).map(|(_, it)| Arc::clone(it))
    }

    fn keep(&self, file: &SiteFile, bytes: &Arc<Vec<u8>>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = kept.values().map(|(_, bytes)| bytes.len()).sum();
        if all + bytes.len() > KEPT_BYTES {
            kept.clear();
        }
        kept.insert(file.place.clone(), (file.mark.clone(), Arc::clone(bytes)));
    }
}

/// What becomes smaller by being pressed; pictures and fonts are already.
fn is_text(extension: &str) -> bool {
    matches!(
        extension,
        "html"
            | "htm"
            | "js"
            | "mjs"
            | "css"
            | "md"
            | "markdown"
            | "txt"
            | "wasm"
            | "json"
            | "map"
            | "webmanifest"
            | "svg"
            | "jsonl"
    )
}
