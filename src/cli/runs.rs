//! Runs as they lie in files: run files and journals, and the plan that belongs to them.

use super::out::shown;
use super::{say, source};
use crate::plan::{self, Correction, Plan};
use crate::run::Run;
use crate::run::journal::Journal;
use crate::run::wire::{Damage, RunFile};
use crate::words::Lang;
use crate::words::runs as words;
use std::path::Path;

/// A file that holds a run.
pub(super) struct RunDocument {
    /// The file as it was named.
    pub(super) name: String,
    /// What is whole in it.
    pub(super) file: RunFile,
    /// What is not.
    pub(super) damages: Vec<Damage>,
}

/// A run over its plan.
pub(super) struct Opened {
    /// The run.
    pub(super) run: Run,
    /// The plan's text.
    pub(super) text: String,
    /// What was put right in its reading.
    pub(super) corrections: Vec<Correction>,
    /// The name of the plan's file.
    pub(super) plan_name: String,
}

impl RunDocument {
    /// Reads a run file or a journal; standard input where the path is `-`.
    pub(super) fn read(path: &Path, lang: Lang) -> Result<Self, String> {
        let name = source::name_of(path);
        let told = |why: String| format!("{}: {why}", shown(&name));
        let bytes =
            source::bytes_of(path).map_err(|error| told(crate::words::unreadable(lang, &error)))?;
        let opened = RunFile::open(&bytes).map_err(|why| told(words::not_opened(lang, why)))?;
        Ok(Self { name, file: opened.file, damages: opened.damages })
    }

    /// Says what is damaged and what does not fit together; how many things that were.
    pub(super) fn warn(&self, lang: Lang) -> usize {
        warn(&self.name, &self.file.journal, &self.damages, lang)
    }

    /// The run over the plan that is named, or over its own.
    pub(super) fn open(self, plan: Option<&Path>, lang: Lang) -> Result<Opened, String> {
        let told = |why: String| format!("{}: {why}", shown(&self.name));
        let (text, plan_name) = match (plan, self.file.plan()) {
            (Some(path), _) => named(path, &self.file.journal, lang)?,
            (None, None) => return Err(told(words::runs(lang).no_plan.to_owned())),
            (None, Some(plan)) if plan.is_altered() => {
                return Err(told(words::runs(lang).plan_altered.to_owned()));
            }
            (None, Some(plan)) => (plan.text.to_string(), plan.name.to_string()),
        };
        let mut plan: Plan = plan::read(&text).0;
        let corrections = self.file.corrections;
        plan.corrected(&corrections);
        Ok(Opened { run: Run::new(plan, self.file.journal), text, corrections, plan_name })
    }
}

/// Says what is damaged and what does not fit together; how many things that were.
pub(super) fn warn(name: &str, journal: &Journal, damages: &[Damage], lang: Lang) -> usize {
    let flaws = journal.flaws();
    let damages = damages.iter().map(|damage| words::damage(lang, damage));
    let all: Vec<String> =
        damages.chain(flaws.into_iter().map(|flaw| words::flaw(lang, flaw))).collect();
    for what in &all {
        say(&format!("{}: {what}", shown(name)));
    }
    all.len()
}

/// The text of a plan that is the one the journal names last.
fn named(path: &Path, journal: &Journal, lang: Lang) -> Result<(String, String), String> {
    let name = source::name_of(path);
    let told = |why: String| format!("{}: {why}", shown(&name));
    let document = source::read(path).map_err(|why| told(why.sentence(lang)))?;
    let last = journal.entries().iter().rev().find_map(|entry| entry.event.plan());
    match last {
        Some(digest) if digest.to_string() != document.sha256 => {
            Err(told(words::other_plan(lang, digest, &document.sha256)))
        }
        Some(_) | None => Ok((document.source.text, name)),
    }
}
