//! English: what the desk says of runs.

use super::Runs;
use crate::run::journal::{Digest, RunId};
use crate::run::wire::NotOpened;

pub(super) const RUNS: Runs = Runs {
    no_plan: "This file holds a journal and no plan: name the plan that was run with --plan.",
    plan_altered: "The plan in this file was changed after it was saved: name the plan itself with --plan.",
    nothing: "There is no entry in these files.",
    no_plan_to_write: "None of the files holds the plan, so no run file can be written: \
                       name the output …jsonl.",
    standings: [
        "finished",
        "given up",
        "running",
        "waiting at a gate",
        "a rollback criterion came true",
        "on hold",
        "going back",
        "not started",
        "all gates are behind, not finished",
    ],
    stage: "Stage",
    of: "of",
    all_behind: "every gate is behind the release",
    missing: "Missing",
    none_missing: "nothing; the gate can be passed",
    people: "Names under this gate",
    slip: "Against the plan",
    left: "Window left",
    over: "over by",
    last_safe: "Last safe rollback",
    end: "Forecast of the end",
    unknown: "not known",
    obligation: "still switched on",
    way_back: "Steps of the way back that are open",
    is_back: "The way back is walked: try again from a stage, or give the run up.",
    rehearsal: "rehearsal",
    holds: "The report holds: every line follows from its journal.",
    no_appendix: "the appendix with the journal is missing or broken here",
    plan_missing: "the plan is not in this report: name it with --plan",
    plan_differs: "this is not the plan that was run",
    unsigned: "signed by no key: names are typed, and clocks are the devices’ own",
    not_utf8: "This is no text in UTF-8: it is not the report as it was saved.",
    no_plan_given: "Checked with the plan in its own appendix. Name the plan with --plan to know that it is the very one.",
};

pub(super) fn not_opened(why: NotOpened) -> String {
    match why {
        NotOpened::NotARunFile { line, column } => format!(
            "This is neither a run file nor a journal (line {line}, column {column}). Save the run \
             from Holdpoint once more, or name its journal."
        ),
        NotOpened::Newer { version } => format!(
            "A later Holdpoint wrote this file (format {version}). Bring this one up to date."
        ),
    }
}

pub(super) fn other_plan(named: Digest, found: &str) -> String {
    format!(
        "This is not the plan that was run. The journal names the plan with SHA-256 {named}; that \
         of this file is {found}. Name the file as it was."
    )
}

pub(super) fn other_run(first: RunId, other: RunId) -> String {
    format!(
        "This is run {other}, and the files before it are of run {first}. Only copies of one run \
         can be merged."
    )
}
