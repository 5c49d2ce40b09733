//! Runs that travel: from this browser's shelf into a file, and from a file onto the shelf. What a
//! file brings is added to what is here; nothing that is here is ever lost by it.

use super::shelf::{self, KeptPlan};
use super::{clock, corrections, saving};
use crate::plan::normalise;
use crate::run::event::Event;
use crate::run::journal::{Digest, Journal, RunId};
use crate::run::wire::{PlanFile, RunFile};
use crate::view::trouble::Trouble;

/// Saves a run with all that it hangs on.
pub(super) fn save(run: RunId) {
    let file = file_of(run);
    let title = file.plan().map(|plan| crate::plan::read(&plan.text).0.title);
    let title = title.flatten().map(|title| normalise(&title)).unwrap_or_default();
    let short: String = title.chars().take(48).map(|c| if c == ' ' { '-' } else { c }).collect();
    let name = format!("{}.{run}.holdpoint.json", short.trim_matches('-'));
    saving::save(name.trim_start_matches('.'), "application/json", &file.write());
}

/// Saves a plan as it lies here.
pub(super) fn save_plan(plan: Digest) {
    if let Some(kept) = shelf::plan(plan) {
        saving::save(&kept.name, "text/markdown;charset=utf-8", &kept.text);
    }
}

fn file_of(run: RunId) -> RunFile {
    let plan = |digest: Digest| {
        shelf::plan(digest).map(|kept| PlanFile::kept(kept.name, digest, kept.text))
    };
    let plans = shelf::plans_of(run).into_iter().filter_map(plan).collect();
    let (journal, _) = shelf::journal(run);
    RunFile { plans, corrections: corrections::of_run(run), journal }
}

/// Puts a run from a file onto the shelf, beside what is known of it here.
pub(super) fn take_in(file: &RunFile) -> Result<RunId, Trouble> {
    let run = file.journal.entries().first().ok_or(Trouble::EmptyRun)?.run;
    let whole = file.plans.iter().filter(|plan| !plan.is_altered());
    let brought: Vec<Digest> = whole.clone().map(|plan| plan.source).collect();
    let mut plans = shelf::plans_of(run);
    plans.retain(|known| !brought.contains(known));
    plans.extend(brought);
    if let Some(last) = last_plan(&file.journal) {
        let is_here = plans.contains(&last) || shelf::plan(last).is_some();
        plans.retain(|plan| *plan != last);
        plans.extend(is_here.then_some(last));
    }
    if plans.is_empty() {
        return Err(Trouble::NoPlan);
    }
    for plan in whole {
        let (name, text) = (plan.name.to_string(), plan.text.to_string());
        let at_ms = clock::now_ms();
        shelf::keep_plan(plan.source, &KeptPlan { name, text, at_ms });
    }
    shelf::keep_plan_of(run, &plans);
    let mut known = RunFile { corrections: corrections::of_run(run), ..RunFile::default() };
    known.merge(&RunFile { corrections: file.corrections.clone(), ..RunFile::default() });
    corrections::keep_of_run(run, &known.corrections);
    for entry in file.journal.entries() {
        shelf::keep_entry(entry);
    }
    Ok(run)
}

/// The plan that a journal names last.
fn last_plan(journal: &Journal) -> Option<Digest> {
    journal.entries().iter().rev().find_map(|entry| {
        if let Event::Started(start) = &entry.event {
            return Some(start.plan);
        }
        if let Event::PlanAmended { plan, .. } = &entry.event { Some(*plan) } else { None }
    })
}
