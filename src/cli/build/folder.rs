//! The folder that a site is written to. It holds a list of what was built, so that what somebody
//! else put there is neither overwritten nor removed.
//!
//! Every file is written to a waiting room first. Only when all of them are there do they move to
//! their places, one rename each; whatever goes wrong before leaves the folder as it was.

use crate::run::journal::Digest;
use crate::run::seal;
use crate::words::Lang;
use crate::words::site::{self as words, site};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The list of what was built.
const LIST: &str = ".holdpoint-site";

/// Where files wait.
const WAITING: &str = ".holdpoint-waiting";

/// How the list begins.
const FIRST_LINE: &str =
    "What holdpoint build put into this folder, by SHA-256. Other files are yours.";

/// Why a folder was left as it was.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It holds something, and no list of ours.
    NotOurs,
    /// A file in it is somebody's, or was changed.
    NotOurFile(String),
    /// Something could not be written.
    Unwritten { path: String, cause: io::Error },
}

impl Trouble {
    /// What could not be written, and why.
    pub(super) fn unwritten(path: &str, cause: io::Error) -> Self {
        Self::Unwritten { path: path.to_owned(), cause }
    }

    /// In a sentence.
    pub(super) fn told(&self, lang: Lang, folder: &str) -> String {
        let within = |path: &String| {
            if path.is_empty() { folder.to_owned() } else { format!("{folder}/{path}") }
        };
        match self {
            Self::NotOurs => format!("{folder}: {}", site(lang).not_ours),
            Self::NotOurFile(path) => format!("{}: {}", within(path), site(lang).not_our_file),
            Self::Unwritten { path, cause } => {
                format!("{}: {}", within(path), words::unwritten(lang, cause))
            }
        }
    }
}

/// A folder in the making.
pub(super) struct Folder {
    place: PathBuf,
    /// It was not there before.
    made: bool,
    /// What was built before; more than one digest where a build was cut short.
    before: BTreeMap<String, BTreeSet<Digest>>,
    now: BTreeMap<String, Digest>,
    /// What waits, by number.
    waiting: Vec<String>,
    committed: bool,
}

impl Folder {
    /// A new or empty folder, or one that was built before.
    pub(super) fn open(place: &Path) -> Result<Self, Trouble> {
        let failed = |cause| Trouble::unwritten("", cause);
        let made = !place.exists();
        fs::create_dir_all(place.join(WAITING)).map_err(failed)?;
        let mut folder = Self {
            place: place.to_path_buf(),
            made,
            before: BTreeMap::new(),
            now: BTreeMap::new(),
            waiting: Vec::new(),
            committed: false,
        };
        match fs::read_to_string(place.join(LIST)) {
            Ok(list) => folder.before = listed(&list),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let others = fs::read_dir(place).map_err(failed)?.filter_map(Result::ok);
                if others.into_iter().any(|it| it.file_name() != WAITING) {
                    return Err(Trouble::NotOurs);
                }
            }
            Err(error) => return Err(Trouble::unwritten(LIST, error)),
        }
        Ok(folder)
    }

    /// Its name.
    pub(super) fn name(&self) -> String {
        self.place.to_string_lossy().into_owned()
    }

    /// Puts a file into the waiting room, unless it stands in its place already.
    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let digest = seal::digest(bytes);
        let changed = self.stands(path)? != Some(digest);
        self.now.insert(path.to_owned(), digest);
        if changed {
            let place = self.place.join(WAITING).join(self.waiting.len().to_string());
            fs::write(place, bytes).map_err(|cause| Trouble::unwritten(path, cause))?;
            self.waiting.push(path.to_owned());
        }
        Ok(())
    }

    /// The digest of what stands there, which has to be ours.
    fn stands(&self, path: &str) -> Result<Option<Digest>, Trouble> {
        let mut above = self.place.clone();
        for part in path.split('/') {
            above.push(part);
            // A link would lead out of the folder.
            let is_link = |about: fs::Metadata| about.file_type().is_symlink();
            if fs::symlink_metadata(&above).is_ok_and(is_link) {
                return Err(Trouble::NotOurFile(path.to_owned()));
            }
        }
        let bytes = match fs::read(&above) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(_) => return Err(Trouble::NotOurFile(path.to_owned())),
        };
        let digest = seal::digest(&bytes);
        if self.before.get(path).is_some_and(|known| known.contains(&digest)) {
            return Ok(Some(digest));
        }
        Err(Trouble::NotOurFile(path.to_owned()))
    }

    /// Every file of the site with its digest.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, Digest)> {
        self.now.iter().map(|(path, digest)| (path.as_str(), *digest))
    }

    /// Moves everything to its place, and removes what was built before and is not any more. How
    /// many files changed.
    pub(super) fn commit(mut self) -> Result<usize, Trouble> {
        // Until all is in its place, a file may be either.
        let before = self
            .before
            .iter()
            .flat_map(|(path, digests)| digests.iter().map(move |digest| (path.as_str(), *digest)));
        let either: BTreeSet<_> = before.chain(self.files()).collect();
        self.list(either.into_iter())?;
        self.committed = true;
        for (number, path) in self.waiting.iter().enumerate() {
            let place = self.place.join(path);
            let moved = fs::create_dir_all(place.parent().unwrap_or(&self.place)).and_then(|()| {
                fs::rename(self.place.join(WAITING).join(number.to_string()), &place)
            });
            moved.map_err(|cause| Trouble::unwritten(path, cause))?;
        }
        let gone: Vec<&String> =
            self.before.keys().filter(|path| !self.now.contains_key(*path)).collect();
        let mut changed = self.waiting.len();
        for path in gone {
            // What was changed since, or stands behind a link, is not ours to remove.
            if matches!(self.stands(path), Ok(Some(_))) {
                changed += 1;
                self.remove(path);
            }
        }
        self.list(self.files())?;
        Ok(changed)
    }

    /// Removes a file, and folders that are empty without it.
    fn remove(&self, path: &str) {
        // What cannot be removed stays, and harms nobody.
        let _ = fs::remove_file(self.place.join(path));
        let above = Path::new(path).ancestors().skip(1).take_while(|it| !it.as_os_str().is_empty());
        for folder in above {
            if fs::remove_dir(self.place.join(folder)).is_err() {
                return;
            }
        }
    }

    /// Writes the list.
    fn list<'f>(&self, mut files: impl Iterator<Item = (&'f str, Digest)>) -> Result<(), Trouble> {
        let beside = self.place.join(WAITING).join("list");
        let done = fs::File::create(&beside).map(BufWriter::new).and_then(|mut list| {
            writeln!(list, "{FIRST_LINE}")?;
            files.try_for_each(|(path, digest)| writeln!(list, "{digest}  {path}"))?;
            list.flush()
        });
        let done = done.and_then(|()| fs::rename(&beside, self.place.join(LIST)));
        done.map_err(|cause| Trouble::unwritten(LIST, cause))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind is found and used by the next build.
        let _ = fs::remove_dir_all(self.place.join(WAITING));
        if self.made && !self.committed {
            // Only if it is empty: it was made a moment ago.
            let _ = fs::remove_dir(&self.place);
        }
    }
}

fn listed(list: &str) -> BTreeMap<String, BTreeSet<Digest>> {
    let mut files: BTreeMap<String, BTreeSet<Digest>> = BTreeMap::new();
    for (digest, path) in list.lines().skip(1).filter_map(|line| line.split_once("  ")) {
        if let Ok(digest) = digest.parse() {
            files.entry(path.to_owned()).or_default().insert(digest);
        }
    }
    files
}
