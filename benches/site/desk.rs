//! Whole programs at work on a folder of plans: how long they take, and how much they hold at most.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A folder of plans, gone with its value.
pub struct Folder(PathBuf);

/// What a program took.
pub struct Took {
    pub time: Duration,
    /// The most memory that it held.
    pub most_kib: u64,
}

impl Folder {
    /// So many plans, each a file; a book's summary beside them.
    pub fn new(count: usize, plan: impl Fn(usize) -> String) -> Self {
        let folder = Self(std::env::temp_dir().join(format!("holdpoint-site-{count}")));
        let plans = folder.plans();
        fs::create_dir_all(&plans).expect("a folder for the plans");
        let put = |n| {
            let name = format!("{n:05}.md");
            fs::write(plans.join(&name), plan(n)).expect("room for a plan");
            ["- [Plan ", &name, "](", &name, ")\n"].concat()
        };
        let summary = format!("# Plans\n\n{}", (0..count).map(put).collect::<String>());
        fs::write(folder.0.join("book.toml"), "[book]\ntitle = \"Plans\"\nsrc = \"plans\"\n")
            .and_then(|()| fs::write(folder.0.join("SUMMARY.md"), summary))
            .expect("room for a book");
        folder
    }

    fn plans(&self) -> PathBuf {
        self.0.join("plans")
    }

    /// `holdpoint build` of them all.
    pub fn built(&self) -> Took {
        let mut build = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
        build.arg("build").args(files(&self.plans())).arg("-o").arg(self.0.join("site"));
        took(&mut build).expect("holdpoint builds them")
    }

    /// `mdbook build` of the same files; none where it is not installed.
    pub fn bound(&self) -> Option<Took> {
        let summary = self.plans().join("SUMMARY.md");
        fs::copy(self.0.join("SUMMARY.md"), &summary).ok()?;
        let took = took(Command::new("mdbook").arg("build").arg(&self.0));
        fs::remove_file(summary).ok()?;
        took
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind lies among the temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the plans");
    entries.map(|entry| entry.expect("a plan").path()).collect()
}

fn took(command: &mut Command) -> Option<Took> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most_kib = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait().ok()? {
            break ended;
        }
        // The system remembers the most, so looking now and then is enough.
        most_kib = held_kib(&status).unwrap_or(most_kib);
        std::thread::sleep(Duration::from_millis(2));
    };
    ended.success().then(|| Took { time: start.elapsed(), most_kib })
}

fn held_kib(status: &str) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
