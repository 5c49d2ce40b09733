//! `holdpoint build`: a folder of plans becomes a site of checklists.

mod folder;
mod plans;
mod watch;

use super::out::shown;
use super::{Outcome, Tongue, say, source};
use crate::site::{App, Card, INDEX_FILE, Page, Site, WORKER_FILE};
use crate::words::Lang;
use crate::words::site::{self as words, site};
use folder::{Folder, Trouble};
use plans::Plans;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The files of the built app, as the binary carries them.
pub(super) type Files = &'static [(&'static str, &'static [u8])];

/// How often the line about progress changes.
const BEAT: Duration = Duration::from_millis(100);

/// Make a site of checklists from plans
#[derive(clap::Args)]
#[command(after_help = "\
Plans keep their places below the folder that holds them all; files beside them that they lead to come
along. The output is a new or empty folder, or one built before: what was not built is not touched.

Exit code: 0  built
           2  nothing was changed: a plan could not be read or is none, or the folder is not ours")]
pub(super) struct Arguments {
    /// Plans, each a file
    #[arg(required = true, num_args = 1.., value_name = "PLAN")]
    plans: Vec<PathBuf>,
    /// The folder to write
    #[arg(short, long, value_name = "SITE")]
    output: PathBuf,
    /// What the site calls itself
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Allow the pages to ask other hosts how a release is doing
    #[arg(long)]
    polls: bool,
    /// Build again whenever a plan changes
    #[arg(long)]
    watch: bool,
    /// Language of the pages and messages
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
}

/// Builds once, or until Ctrl-C.
pub(super) fn run(arguments: &Arguments, app: Files) -> Outcome {
    let lang = Lang::from(arguments.lang);
    if App::new(app).is_none() {
        say(&format!("holdpoint: {}", site(lang).no_app));
    }
    if arguments.watch {
        watch::watch(&arguments.plans, lang, |files| once(arguments, app, files));
    }
    once(arguments, app, &mut BTreeSet::new())
}

/// Builds and says how it went. `files` gets every file that was looked at.
fn once(arguments: &Arguments, app: Files, files: &mut BTreeSet<PathBuf>) -> Outcome {
    let lang = Lang::from(arguments.lang);
    match build(arguments, app, files) {
        Ok((plans, changed)) => {
            let output = arguments.output.to_string_lossy();
            say(&format!("{}: {}", shown(&output), words::built(lang, plans, changed)));
            Outcome::Clean
        }
        Err(troubles) => {
            for trouble in &troubles {
                say(&format!("holdpoint: {trouble}"));
            }
            Outcome::Failed
        }
    }
}

/// How many plans there are and how many files changed, or why nothing did.
fn build(
    arguments: &Arguments,
    app: Files,
    files: &mut BTreeSet<PathBuf>,
) -> Result<(usize, usize), Vec<String>> {
    let lang = Lang::from(arguments.lang);
    let plans = Plans::gather(&arguments.plans, lang)?;
    let output = arguments.output.to_string_lossy();
    let told = |trouble: Trouble| vec![trouble.told(lang, &output)];
    let site = Site {
        app: App::new(app),
        lang,
        title: arguments.title.clone().unwrap_or_else(|| site(lang).plans.to_owned()),
        plans: plans.names(),
        polls: arguments.polls,
    };
    let mut folder = Folder::open(&arguments.output).map_err(told)?;
    let (cards, beside) = pages(&site, &plans, &mut folder, files)?;
    // Everything is in the folder's waiting room before the first file moves to its place.
    let rest = || -> Result<(), Trouble> {
        for path in beside {
            if let Some(file) = plans.beside(&path) {
                folder.put(&path, &fs::read(&file).map_err(|it| Trouble::unwritten(&path, it))?)?;
                files.insert(file);
            }
        }
        for (path, bytes) in site.own_files() {
            folder.put(&path, &bytes)?;
        }
        folder.put(INDEX_FILE, site.index(&cards).as_bytes())?;
        if let Some(worker) = site.worker(folder.files()) {
            folder.put(WORKER_FILE, worker.as_bytes())?;
        }
        Ok(())
    };
    rest().map_err(told)?;
    let changed = folder.commit().map_err(told)?;
    Ok((cards.len(), changed))
}

/// Every plan's page, and the plan beside it. One plan at a time is in memory.
fn pages(
    site: &Site<'_>,
    plans: &Plans,
    folder: &mut Folder,
    files: &mut BTreeSet<PathBuf>,
) -> Result<(Vec<Card>, BTreeSet<String>), Vec<String>> {
    let (mut cards, mut beside, mut troubles) = (Vec::new(), BTreeSet::new(), Vec::new());
    let mut progress = Progress::new(site.lang, plans.all().len());
    for (name, path) in plans.all() {
        files.insert(path.clone());
        let page = match page(site, name, path) {
            Ok((page, bytes)) => {
                let put = folder.put(&page.path, page.html.as_bytes());
                put.and_then(|()| folder.put(name, &bytes))
                    .map(|()| page)
                    .map_err(|trouble| trouble.told(site.lang, &folder.name()))
            }
            Err(trouble) => Err(trouble),
        };
        match page {
            Ok(page) => {
                cards.push(page.card);
                beside.extend(page.files);
            }
            Err(trouble) => troubles.push(trouble),
        }
        progress.step();
    }
    progress.end();
    if troubles.is_empty() { Ok((cards, beside)) } else { Err(troubles) }
}

/// One page and the bytes of its plan, or what is wrong with it.
fn page(site: &Site<'_>, name: &str, path: &Path) -> Result<(Page, Vec<u8>), String> {
    let told = |why: &str| format!("{}: {why}", shown(&path.to_string_lossy()));
    let lang = site.lang;
    let bytes = source::bytes_of(path).map_err(|it| told(&crate::words::unreadable(lang, &it)))?;
    let source = source::words_of(&bytes);
    let source = source.map_err(|refusal| told(&crate::words::refusal(lang, refusal)))?;
    let page = site.page(name, source);
    Ok((page.ok_or_else(|| told(crate::words::site::site(lang).no_plan))?, bytes))
}

/// The line about progress, where somebody looks.
struct Progress {
    lang: Lang,
    done: usize,
    all: usize,
    said: Option<Instant>,
}

impl Progress {
    fn new(lang: Lang, all: usize) -> Self {
        let said = io::stderr().is_terminal().then(Instant::now);
        Self { lang, done: 0, all, said }
    }

    fn step(&mut self) {
        self.done += 1;
        if self.said.is_some_and(|it| it.elapsed() >= BEAT) {
            self.said = Some(Instant::now());
            let line = words::progress(self.lang, self.done, self.all);
            // That nobody can see it is no reason to stop.
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
        }
    }

    fn end(&self) {
        if self.said.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
