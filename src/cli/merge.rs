//! `holdpoint merge`: copies of one run, from several laptops, as one.

use super::out::shown;
use super::runs::{RunDocument, warn};
use super::{Outcome, Tongue, keep, say, source};
use crate::run::wire::{self, RunFile};
use crate::words::{self, Lang};
use std::io;
use std::path::{Path, PathBuf};

/// Put copies of one run together
#[derive(clap::Args)]
#[command(after_help = "\
Files may be run files and journals, in any order. The output is written beside its place and then
moved there, so it may be one of the inputs. A name that ends in .jsonl asks for the journal alone.

Exit code: 0  merged, and all of it fits together
           1  merged; entries fork, are missing, or lines were damaged: see what was said
           2  a file could not be read or is of another run, or wrong usage")]
pub(super) struct Arguments {
    /// Run files and journals; - reads standard input
    #[arg(required = true, num_args = 1.., value_name = "RUN")]
    runs: Vec<PathBuf>,
    /// Where to write; - writes to standard output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
}

/// Reads all, merges, says what each brought, writes.
pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let lang = Lang::from(arguments.lang);
    if arguments.runs.iter().filter(|path| source::is_stdin(path)).count() > 1 {
        say(&format!("holdpoint: {}", words::outline(lang).stdin_twice));
        return Ok(Outcome::Failed);
    }
    let mut whole = RunFile::default();
    let mut torn = 0;
    for path in &arguments.runs {
        match take(&mut whole, path, lang) {
            Ok(damages) => torn += damages,
            Err(why) => {
                say(&why);
                return Ok(Outcome::Failed);
            }
        }
    }
    if whole.journal.is_empty() {
        say(&format!("holdpoint: {}", words::runs::runs(lang).nothing));
        return Ok(Outcome::Failed);
    }
    let Some(text) = written(&whole, &arguments.output) else {
        say(&format!("holdpoint: {}", words::runs::runs(lang).no_plan_to_write));
        return Ok(Outcome::Failed);
    };
    keep(&arguments.output, text.as_bytes())?;
    let name = source::name_of(&arguments.output);
    let flaws = warn(&name, &whole.journal, &[], lang);
    let entries = words::report::entries(lang, whole.journal.len()).replace('\u{a0}', " ");
    say(&format!("{}: {entries}", shown(&name)));
    Ok(if flaws + torn == 0 { Outcome::Clean } else { Outcome::Faulty })
}

/// Takes one file in and says what it brought; how much of it was damaged.
fn take(whole: &mut RunFile, path: &Path, lang: Lang) -> Result<usize, String> {
    let document = RunDocument::read(path, lang)?;
    let (before, name) = (whole.journal.len(), shown(&document.name));
    if let (Some(first), Some(other)) = (whole.journal.run(), document.file.journal.run())
        && first != other
    {
        return Err(format!("{name}: {}", words::runs::other_run(lang, first, other)));
    }
    whole.merge(&document.file);
    let damages =
        warn(&document.name, &crate::run::journal::Journal::default(), &document.damages, lang);
    let entries = document.file.journal.len();
    let brought = words::runs::brought(lang, entries, whole.journal.len() - before);
    say(&format!("{name}: {}", brought.replace('\u{a0}', " ")));
    Ok(damages)
}

/// The output's text; none where it asks for a plan that nobody brought.
fn written(whole: &RunFile, output: &Path) -> Option<String> {
    let is_journal = output.extension().is_some_and(|end| end.eq_ignore_ascii_case("jsonl"));
    if is_journal || (source::is_stdin(output) && whole.plans.is_empty()) {
        return Some(wire::text(&whole.journal));
    }
    (!whole.plans.is_empty()).then(|| whole.write())
}
