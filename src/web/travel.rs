//! Runs that travel: from this browser's shelf into a file, and from a file onto the shelf. What a
//! file brings is added to what is here; nothing that is here is ever lost by it.

use super::keeper::Keeper;
use super::shelf::{self, KeptPlan};
use super::spool::Letter;
use super::store::{self, Kept};
use super::vault::{self, Deed};
use super::{clock, corrections, saving};
use crate::plan::normalise;
use crate::run::event::Event;
use crate::run::journal::{Digest, Journal, RunId};
use crate::run::kept::key;
use crate::run::wire::{PlanFile, RunFile};
use crate::view::trouble::Trouble;
use leptos::task::spawn_local;

/// Saves a run with all that it hangs on.
pub(super) fn save(keeper: Keeper, run: RunId) {
    spawn_local(async move {
        let journal = keeper.journal(run).await;
        let file = file_of(run, journal);
        saving::save(&name_of(run, &file), "application/json", &file.write());
    });
}

fn name_of(run: RunId, file: &RunFile) -> String {
    let title = file.plan().map(|plan| crate::plan::read(&plan.text).0.title);
    let title = title.flatten().map(|title| normalise(&title)).unwrap_or_default();
    let short: String = title.chars().take(48).map(|c| if c == ' ' { '-' } else { c }).collect();
    let name = format!("{}.{run}.holdpoint.json", short.trim_matches('-'));
    name.trim_start_matches('.').to_owned()
}

/// Saves a plan as it lies here.
pub(super) fn save_plan(plan: Digest) {
    if let Some(kept) = shelf::plan(plan) {
        saving::save(&kept.name, "text/markdown;charset=utf-8", &kept.text);
    }
}

fn file_of(run: RunId, journal: Journal) -> RunFile {
    let plan = |digest: Digest| {
        shelf::plan(digest).map(|kept| PlanFile::kept(kept.name, digest, kept.text))
    };
    let plans = shelf::plans_of(run).into_iter().filter_map(plan).collect();
    RunFile { plans, corrections: corrections::of_run(run), journal }
}

/// Puts a run from a file onto the shelf, beside what is known of it here.
pub(super) async fn take_in(keeper: Keeper, file: &RunFile) -> Result<RunId, Trouble> {
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
        shelf::keep_plan(plan.source, &KeptPlan { name, text, at_ms, altered: false });
    }
    let mut known = RunFile { corrections: corrections::of_run(run), ..RunFile::default() };
    known.merge(&RunFile { corrections: file.corrections.clone(), ..RunFile::default() });
    corrections::keep_of_run(run, &known.corrections);
    // A run that was removed here is wanted again.
    let gone = key::of_gone(run);
    store::forget(&gone);
    let mut keep = shelf::keep_plan_of(run, &plans);
    let mut letters: Vec<Letter> = keep.iter().cloned().map(Letter::ground).collect();
    for slip in file.journal.entries().iter().map(key::slip) {
        let is_local = store::keep(&slip.key, &slip.text) == Kept::Yes;
        letters.push(Letter::entry(slip.clone(), is_local));
        keep.push(slip);
    }
    let deed = Deed { keep, forget: vec![gone], ..Deed::default() };
    if vault::write(deed).await.is_err() {
        // Tried again for as long as the page is open, and told.
        keeper.spool.send(letters);
    }
    keeper.learn(run, &file.journal);
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
