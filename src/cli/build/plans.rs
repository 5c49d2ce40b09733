//! Which plans a site is made of: their files, and their names below the folder that holds them all.

use crate::cli::out::shown;
use crate::site::{TAKEN, page_name};
use crate::words::Lang;
use crate::words::site::{self as words, site};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};

/// Plans by name.
pub(super) struct Plans {
    /// The folder that holds them all.
    root: PathBuf,
    plans: BTreeMap<String, PathBuf>,
}

impl Plans {
    /// The plans of these files, or everything that is wrong with their names.
    pub(super) fn gather(paths: &[PathBuf], lang: Lang) -> Result<Self, Vec<String>> {
        let told = |path: &Path, why: &str| format!("{}: {why}", shown(&path.to_string_lossy()));
        let mut troubles = Vec::new();
        let mut found = Vec::new();
        for path in paths {
            match real(path) {
                Ok(real) => found.push((path, real)),
                Err(error) => troubles.push(told(path, &crate::words::unreadable(lang, &error))),
            }
        }
        let root = common(found.iter().map(|(_, real)| real.as_path()));
        let mut plans: BTreeMap<String, PathBuf> = BTreeMap::new();
        let mut pages: BTreeMap<String, &Path> = BTreeMap::new();
        for (path, real) in &found {
            let Some(name) = name(&root, real) else {
                troubles.push(told(path, site(lang).unfit_name));
                continue;
            };
            let top = name.split('/').next().unwrap_or(&name).to_lowercase();
            let page = page_name(&name).to_lowercase();
            if TAKEN.contains(&top.as_str()) || TAKEN.contains(&page.as_str()) || page == name {
                troubles.push(told(path, site(lang).taken_name));
                continue;
            }
            // Many disks take names that differ in the size of letters for one.
            if let Some(other) = pages.insert(page, path.as_path()) {
                let other = shown(&other.to_string_lossy());
                troubles.push(told(path, &words::twins(lang, &other)));
            }
            plans.insert(name, real.clone());
        }
        if troubles.is_empty() { Ok(Self { root, plans }) } else { Err(troubles) }
    }

    /// Every plan with its file.
    pub(super) fn all(&self) -> &BTreeMap<String, PathBuf> {
        &self.plans
    }

    /// Their names.
    pub(super) fn names(&self) -> BTreeSet<String> {
        self.plans.keys().cloned().collect()
    }

    /// A file beside the plans, if it is one and lies in their folder.
    pub(super) fn beside(&self, name: &str) -> Option<PathBuf> {
        let top = name.split('/').next().unwrap_or(name).to_lowercase();
        if TAKEN.contains(&top.as_str()) {
            return None;
        }
        let file = self.root.join(name).canonicalize().ok()?;
        let plain = file.starts_with(&self.root) && file.is_file();
        (plain && !self.plans.contains_key(name)).then_some(file)
    }
}

/// A file's own place. Folders and pipes are no plans.
fn real(path: &Path) -> io::Result<PathBuf> {
    let real = path.canonicalize()?;
    if real.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A link's own name counts, and where its folder is.
    let Some(name) = path.file_name() else { return Ok(real) };
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(folder.canonicalize()?.join(name))
}

/// The deepest folder that holds all of these.
fn common<'a>(mut files: impl Iterator<Item = &'a Path>) -> PathBuf {
    let folder = |file: &'a Path| file.parent().unwrap_or(file);
    let Some(first) = files.next() else { return PathBuf::new() };
    files.fold(folder(first).to_path_buf(), |root, file| {
        root.ancestors()
            .find(|it| folder(file).starts_with(it))
            .map(Path::to_path_buf)
            .unwrap_or_default()
    })
}

/// The name of a file below a folder: plain words with `/` between them.
fn name(root: &Path, file: &Path) -> Option<String> {
    let mut parts = Vec::new();
    for part in file.strip_prefix(root).ok()?.components() {
        let Component::Normal(part) = part else { return None };
        let part = part.to_str()?;
        let unfit = |c: char| c == '\\' || c == ':' || c.is_control();
        if part.starts_with('.') || part.contains(unfit) {
            return None;
        }
        parts.push(part);
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{common, name};
    use std::path::Path;

    #[test]
    fn plans_keep_their_places_below_what_holds_them_all() {
        let files = ["/a/b/c.md", "/a/b/d/e.md", "/a/b/d/f.md"];
        let root = common(files.iter().map(Path::new));
        assert_eq!(root, Path::new("/a/b"));
        assert_eq!(name(&root, Path::new(files[1])).as_deref(), Some("d/e.md"));
        for unfit in ["/a/b/.c.md", "/a/b/..\\c.md", "/a/b/c\n.md", "/a/b", "/a/x.md"] {
            assert_eq!(name(&root, Path::new(unfit)), None, "{unfit}");
        }
    }
}
