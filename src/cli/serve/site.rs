//! From the path of an address to a file within the site, and never to one outside of it.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A folder of files that may be read by anyone who can connect.
pub struct Site {
    /// Canonical: no link, no `..`.
    root: PathBuf,
}

/// A file, open for reading.
pub struct SiteFile {
    /// Its contents.
    pub contents: File,
    /// Its length in bytes when it was opened.
    pub length: u64,
    /// The last part of its path, in lower case: `md` for `plan.MD`.
    pub extension: String,
    /// Where it is.
    pub place: PathBuf,
    /// What changes when it changes: its length and the moment of its last change.
    pub mark: String,
}

/// What stands at a path.
pub enum Found {
    /// A file, or the index of a folder.
    File(SiteFile),
    /// A folder with an index, asked for without the slash its relative links need.
    Folder,
    /// Nothing that is for anyone to see.
    Nothing,
}

impl Site {
    /// The site in this folder.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let root = folder.canonicalize()?;
        fs::read_dir(&root)?;
        Ok(Self { root })
    }

    /// What a path from an address means here.
    pub fn find(&self, path: &str) -> Found {
        let Some(within) = decode(path).and_then(|path| within(&path)) else {
            return Found::Nothing;
        };
        // Links are followed first and judged by where they lead.
        let Ok(place) = self.root.join(within).canonicalize() else {
            return Found::Nothing;
        };
        if !place.starts_with(&self.root) {
            return Found::Nothing;
        }
        let wants_folder = path.ends_with('/');
        match (place.is_dir(), wants_folder) {
            (false, false) => self.open_file(&place),
            (true, true) => self.open_file(&place.join("index.html")),
            (true, false) if place.join("index.html").is_file() => Found::Folder,
            (true | false, _) => Found::Nothing,
        }
    }

    /// Only plain files: opening a pipe would wait for ever.
    fn open_file(&self, place: &Path) -> Found {
        let Ok(place) = place.canonicalize() else {
            return Found::Nothing;
        };
        if !place.starts_with(&self.root) || !place.is_file() {
            return Found::Nothing;
        }
        let Ok(contents) = File::open(&place) else {
            return Found::Nothing;
        };
        let Ok(about) = contents.metadata() else {
            return Found::Nothing;
        };
        let length = about.len();
        let changed = about.modified().ok().and_then(|it| it.duration_since(UNIX_EPOCH).ok());
        let mark = format!("{length:x}-{:x}", changed.unwrap_or_default().as_nanos());
        let extension = place.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        Found::File(SiteFile { contents, length, extension, place, mark })
    }

    /// The same file as somebody has compressed it already: `app.js.br` beside `app.js`.
    pub fn beside(&self, file: &SiteFile, end: &str) -> Option<SiteFile> {
        let mut place = file.place.clone().into_os_string();
        place.push(end);
        match self.open_file(Path::new(&place)) {
            Found::File(beside) => Some(beside),
            Found::Folder | Found::Nothing => None,
        }
    }
}

/// Resolves `%41`; no text, no path.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The path below the site's root: plain names only. No `..`, no drive, no hidden file.
fn within(path: &str) -> Option<PathBuf> {
    let mut within = PathBuf::new();
    for name in path.split('/').filter(|name| !name.is_empty()) {
        let mut parts = Path::new(name).components();
        let is_plain = matches!(parts.next(), Some(Component::Normal(part)) if part == name);
        if !is_plain || name.starts_with('.') || name.contains(['\0', '\\']) {
            return None;
        }
        within.push(name);
    }
    Some(within)
}
