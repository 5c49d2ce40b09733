//! English: what a report says.

use crate::run::event::{Answer, Event, Mark, Mode, Until};
use crate::run::progress::{State, Stray};
use crate::words::Lang;
use crate::words::plural::{Thing, counted};
use crate::words::report::{Oddity, Outcome, Report};

pub(in crate::words) const REPORT: Report = Report {
    untitled: "A plan without a title",
    rehearsal: "REHEARSAL",
    rehearsal_note: "This reports a rehearsal. No real release took place, and nothing here says that one went well.",
    what: "Plan",
    version: "Version",
    environment: "Environment",
    window: "Window",
    outcome: "Outcome",
    decided: "Decided by",
    deviations: "Deviations",
    duration: "Duration",
    zone: "Time zone",
    as_of: "As of",
    unsaid: "not stated",
    undecided: "not decided yet",
    none: "none",
    planned: "Planned",
    actual: "Actual",
    by_plan: "planned",
    in_fact: "took",
    slip: "Slip",
    stages: "Stages",
    stage: "Stage",
    gate: "Gate",
    timeline: "Timeline",
    items: "Items by stage",
    item: "Item",
    state: "State",
    who: "Who",
    when: "When",
    value: "Value",
    source: "Source",
    reason: "Reason",
    note: "Note",
    evidence: "Evidence",
    go: "Criterion",
    watched: "Rollback criteria",
    rollback: "Rollback",
    cause: "Cause",
    by: "Decided by",
    during: "During stage",
    began: "Began",
    ended: "Ended",
    not_ended: "not ended",
    restored: "the old state is back",
    not_restored: "the old state is not back",
    not_begun: "Never begun, so nothing to take back",
    retry: "New attempt",
    step: "Step",
    allowed: "Planned",
    took: "Took",
    obligations: "Switched on for the release",
    still_on: "STILL ON",
    never_on: "nobody reported switching it on",
    off_again: "off again",
    artefacts: "Artefacts",
    signatures: "Sign-offs",
    unsigned: "Nobody has signed off this run.",
    name: "Name",
    role: "Role",
    statement: "Statement",
    seal: "Seal of the journal",
    key: "Key",
    attested: "a typed name, not tied to a key",
    enveloped: "carries a signature by a key; verification shows whether it is genuine",
    journal: "Journal",
    number: "No.",
    device: "Device",
    happened: "What happened",
    lead: "lead",
    missing: "Missing then",
    taken_back: "taken back by entry No.",
    fits_nothing: "not counted",
    now: "now",
    line: "Line",
    unknown_item: "not in the plan",
    from_plan: "taken from the plan, confirmed by nobody",
    by_person: "attested by a person",
    measured: "measured",
    seen_by_nobody: "nobody reported on it",
    came_true: "no longer true",
    left_out: "left out of the run",
    settled: "Settled by",
    overridden: "OVERRIDDEN",
    ahead: "not passed",
    refused: "no-go",
    attempt: "Attempt",
    integrity: "Seal",
    self_attested: "The report is tamper-evident, self-attested: changes can be detected, but no key has signed it. Names were typed by people, times come from the clocks of their devices.",
    signed: "A signature by a key is attached to the seal. The report cannot prove whose key it is; times come from the clocks of the devices.",
    how_to_verify: "To check that every line follows from the journal, run “holdpoint verify” on this file; with the release plan at hand the check is stricter.",
    short_note: "This is the short form, without the journal: it cannot be verified by itself. That takes the full report or the run file.",
    appendix: "Appendix for machines: the journal and the plan",
    covered: "Passwords, tokens and keys are covered by ••••.",
    plan_left_out: "The plan’s text is not in the appendix; verifying takes the plan file itself.",
};

pub(in crate::words) fn outcome(outcome: Outcome) -> String {
    match outcome {
        Outcome::NotStarted => "not started".to_owned(),
        Outcome::Running => "still running".to_owned(),
        Outcome::Held => "on hold".to_owned(),
        Outcome::GoingBack => "rolling back".to_owned(),
        Outcome::WentBack(true) => "rolled back, the old state is restored".to_owned(),
        Outcome::WentBack(false) => "rolled back, the old state is NOT restored".to_owned(),
        Outcome::Released(false) => "completed without deviations".to_owned(),
        Outcome::Released(true) => "completed with deviations".to_owned(),
        Outcome::Unfinished(n) => {
            format!("ended early, {} not passed", counted(Lang::En, n, Thing::Stage))
        }
        Outcome::GivenUp => "abandoned".to_owned(),
    }
}

pub(in crate::words) fn oddity(oddity: Oddity) -> [&'static str; 3] {
    let (one, many) = match oddity {
        Oddity::Rollback => ("rollback", "rollbacks"),
        Oddity::Overridden => ("gate overridden", "gates overridden"),
        Oddity::LeftOut => ("stage left out", "stages left out"),
        Oddity::Refused => ("no-go at a gate", "no-gos at gates"),
        Oddity::Contested => ("passage of a gate not counted", "passages of gates not counted"),
        Oddity::Tripped => ("rollback criterion tripped", "rollback criteria tripped"),
        Oddity::Dismissed => ("tripped criterion accepted", "tripped criteria accepted"),
        Oddity::Unmet => ("criterion not met", "criteria not met"),
        Oddity::Aside(Mark::Skipped) => ("item skipped", "items skipped"),
        Oddity::Aside(Mark::NotApplicable) => ("item not applicable", "items not applicable"),
        Oddity::Aside(Mark::Blocked) => ("item blocked", "items blocked"),
        Oddity::Aside(Mark::Failed) => ("item failed", "items failed"),
        Oddity::Unsettled => ("item never settled", "items never settled"),
        Oddity::Conflict => ("conflicting answer", "conflicting answers"),
        Oddity::StillOn => ("switch never turned off", "switches never turned off"),
        Oddity::Hold => ("hold", "holds"),
        Oddity::T0Moved => ("move of T0", "moves of T0"),
        Oddity::Amended => ("change of plan", "changes of plan"),
        Oddity::ClockJump => ("clock jump", "clock jumps"),
        Oddity::Gap => ("gap in measuring", "gaps in measuring"),
        Oddity::Undone => ("entry taken back", "entries taken back"),
        Oddity::Stray => ("entry not counted", "entries not counted"),
        Oddity::Flaw => ("flaw in the journal", "flaws in the journal"),
    };
    [one, many, many]
}

pub(in crate::words) fn state(state: State) -> &'static str {
    match state {
        State::Open => "no answer",
        State::Done => "done",
        State::Yes => "met",
        State::No => "NOT MET",
        State::Aside(Mark::Skipped) => "skipped",
        State::Aside(Mark::NotApplicable) => "not applicable",
        State::Aside(Mark::Blocked) => "blocked",
        State::Aside(Mark::Failed) => "FAILED",
        State::Tripped => "TRIPPED",
        State::Dismissed(Until::Worse) => "tripped, accepted until it worsens",
        State::Dismissed(Until::At(_)) => "tripped, accepted for a time",
    }
}

pub(in crate::words) fn deed(event: &Event) -> &'static str {
    match event {
        Event::Started(start) if start.mode == Mode::Rehearsal => "Rehearsal started",
        Event::Started(_) => "Run started",
        Event::Ticked { .. } => "Done",
        Event::Unticked { .. } => "Tick removed",
        Event::Marked { mark: Mark::Skipped, .. } => "Skipped",
        Event::Marked { mark: Mark::NotApplicable, .. } => "Not applicable",
        Event::Marked { mark: Mark::Blocked, .. } => "Blocked",
        Event::Marked { mark: Mark::Failed, .. } => "Failed",
        Event::Noted { .. } => "Note",
        Event::Evidenced { .. } => "Evidence",
        Event::Answered { answer: Answer::Yes, .. } => "Criterion met",
        Event::Answered { answer: Answer::No, .. } => "Criterion not met",
        Event::Answered { answer: Answer::NotApplicable, .. } => "Criterion not applicable",
        Event::GatePassed { .. } => "Gate passed",
        Event::GateOverridden { .. } => "Gate overridden",
        Event::GateRefused { .. } => "No-go at the gate",
        Event::GateAsked { .. } => "How many people the gate asks for",
        Event::StageLeftOut { .. } => "Stage left out",
        Event::Held { .. } => "Everything on hold",
        Event::Resumed => "Work resumed",
        Event::Tripped { .. } => "Rollback criterion tripped",
        Event::Dismissed { .. } => "Tripped criterion accepted",
        Event::Recovered { .. } => "Rollback criterion no longer tripped",
        Event::RollbackStarted { .. } => "Rollback started",
        Event::RollbackFinished { restored: true, .. } => "Rollback ended, the old state is back",
        Event::RollbackFinished { restored: false, .. } => {
            "Rollback ended, the old state is not back"
        }
        Event::Retried { .. } => "New attempt from stage",
        Event::T0Moved { .. } => "T0 moved",
        Event::HandedOver { .. } => "Lead handed over",
        Event::PlanAmended { .. } => "Plan changed",
        Event::Criticised { critical: true, .. } => "Called critical",
        Event::Criticised { critical: false, .. } => "No longer critical",
        Event::ObligationClosed { .. } => "Somebody answered for what is on",
        Event::Finished { .. } => "Run finished",
        Event::Abandoned { .. } => "Run abandoned",
        Event::SignedOff(_) => "Sign-off",
        Event::Undone { .. } => "Entry taken back",
        Event::ClockJumped { slept: true, .. } => "The device slept",
        Event::ClockJumped { slept: false, .. } => "The device’s clock was set",
        Event::MeasuringGap { .. } => "Nothing was measured",
        Event::Unknown { .. } => "An entry of a later version",
    }
}

pub(in crate::words) fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::NotApplicable => "not applicable",
    }
}

pub(in crate::words) fn stray(stray: Stray) -> &'static str {
    match stray {
        Stray::NoItem(_) => "the plan has no such item",
        Stray::NoStage(_) => "the plan has no such stage",
        Stray::WrongKind => "it does not apply to such an item",
        Stray::Again => "it had happened already",
        Stray::GateShut => "the gate was shut",
        Stray::NoWayBack => "no rollback was under way then",
        Stray::CannotUndo => "this cannot be taken back",
        Stray::AfterEnd => "it was written behind the end of the run",
        Stray::Unknown => "a later version wrote it",
    }
}
