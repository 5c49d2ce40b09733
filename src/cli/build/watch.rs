//! Builds again whenever a file that the site is made of changes. It looks rather than being told:
//! that works on every disk, and a few hundred looks a second cost nothing one could feel.

use crate::cli::{Outcome, say};
use crate::words::Lang;
use crate::words::site::site;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

/// How often it looks.
const LOOK: Duration = Duration::from_millis(300);

/// What a file was like when it was looked at.
type Looks = Vec<Option<(SystemTime, u64)>>;

/// Builds, then waits for a change, until the process is ended.
pub(super) fn watch(
    plans: &[PathBuf],
    lang: Lang,
    mut build: impl FnMut(&mut BTreeSet<PathBuf>) -> Outcome,
) -> ! {
    loop {
        let mut files: BTreeSet<PathBuf> = plans.iter().cloned().collect();
        let before = looks(plans.iter());
        build(&mut files);
        say(site(lang).watching);
        // What changed while it was building is a change as well.
        let mut changed = before != looks(plans.iter());
        let after = looks(files.iter());
        while !changed {
            thread::sleep(LOOK);
            changed = after != looks(files.iter());
        }
    }
}

fn looks<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Looks {
    let look = |file: &PathBuf| {
        let about = fs::metadata(file).ok()?;
        Some((about.modified().ok()?, about.len()))
    };
    files.map(look).collect()
}
