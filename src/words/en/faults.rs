//! English: what is wrong with a plan, and what to do about it.
//!
//! Words of the plan stand in "straight quotes" and are cut where they run long. A secret has no
//! words here: its kind is all that a sentence may know.

use super::desk::minutes;
use crate::plan::FaultKind as F;
use crate::plan::{SecretKind, Switch};
use crate::words::shorten;

/// What is wrong.
pub(in crate::words) fn sentence(kind: &F) -> String {
    match kind {
        F::Conflict { ours, ours_lines, theirs, theirs_lines } => {
            let (ours, theirs) = (side(ours, *ours_lines), side(theirs, *theirs_lines));
            format!("A merge conflict is still open: {ours} against {theirs}.")
        }
        F::StrayConflictMarker => "A merge conflict marker stands here without its pair.".into(),
        F::UnfilledSlot { slot } => format!("The slot {} was never filled in.", quote(slot)),
        F::AmbiguousZone { zone } => format!("Several time zones are called {}.", quote(zone)),
        F::UnknownZone { zone } => format!("{} is not a time zone we know.", quote(zone)),
        F::NothingToDo => "This plan holds nothing to do and nothing to confirm.".into(),
        F::TickedTrigger { text } => {
            format!("The rollback trigger {} is ticked: it says that it has fired.", quote(text))
        }
        F::NoWayBack { stage } => format!("{} has steps, but no way back.", quote(stage)),
        F::CriteriaWithoutSteps { section } => {
            format!("{} says when to roll back, but nothing says how.", quote(section))
        }
        F::StepsWithoutCriteria { section } => {
            format!("{} says how to roll back, but nothing says when.", quote(section))
        }
        F::SlotsOverlap { first, first_line, second } => overlap(first, *first_line, second),
        F::SlotGap { first, first_line, second, minutes } => {
            gap(first, *first_line, second, *minutes)
        }
        F::SlotOutsideWindow { slot, window_line } => {
            format!("{} leaves the maintenance window (line {window_line}).", quote(slot))
        }
        F::TotalTime { stated, sum } => total_time(*stated, *sum),
        F::TotalCount { stated, found } => format!("The plan says {stated} here, but has {found}."),
        F::OffsetAgainstClock { offset, clock, expected } => clash(offset, clock, expected),
        F::BandHole { metric, go, abort, other_line } => hole(metric, go, abort, *other_line),
        F::BandClash { metric, first, second, other_line } => {
            contradiction(metric, first, second, *other_line)
        }
        F::TierLooser { metric, grave, light, other_line } => {
            swapped(metric, grave, light, *other_line)
        }
        F::NoSignal { metric } => {
            format!("Nothing in the plan says where to read {}.", quote(metric))
        }
        F::NeverSwitchedOff { what } => switched_on(*what).into(),
        F::BackupAfterMigration { migration_line } => {
            format!("The backup comes after the migration it protects (line {migration_line}).")
        }
        F::NoOwner { step } => format!("{} has no owner, though other steps do.", quote(step)),
        F::DuplicateSection { title, first_line } => {
            format!("Line {first_line} already opens a section named {}.", quote(title))
        }
        F::BrokenAnchor { target } => anchor(target),
        F::Secret { kind } => secret(*kind).into(),
    }
}

fn quote(words: &str) -> String {
    format!("\"{}\"", shorten(words).replace('"', "'"))
}

/// One side of a merge conflict, with its lines. It may have no name, and no lines.
fn side(name: &str, (from, to): (u32, u32)) -> String {
    let name = if name.trim().is_empty() { "one side".to_owned() } else { quote(name) };
    match (from, to) {
        (from, to) if from == 0 || to < from => format!("{name} (empty)"),
        (from, to) if from == to => format!("{name} (line {from})"),
        (from, to) => format!("{name} (lines {from}–{to})"),
    }
}

fn overlap(first: &str, first_line: u32, second: &str) -> String {
    format!("{} and {} (line {first_line}) overlap.", quote(second), quote(first))
}

fn gap(first: &str, first_line: u32, second: &str, length_min: u32) -> String {
    let (first, second, length) = (quote(first), quote(second), minutes(length_min));
    format!("{length} between {first} (line {first_line}) and {second} belong to no slot.")
}

fn total_time(stated: u32, sum: u32) -> String {
    format!("The plan says {} here, but the parts take {}.", minutes(stated), minutes(sum))
}

fn clash(offset: &str, clock: &str, expected: &str) -> String {
    let (offset, clock, expected) = (quote(offset), quote(clock), quote(expected));
    format!("{offset} stands beside {clock}, but by the rest of the plan it is {expected}.")
}

fn hole(metric: &str, go: &str, abort: &str, line: u32) -> String {
    let (metric, go, abort) = (shorten(metric), quote(go), quote(abort));
    format!("{metric}: {go} goes on, {abort} goes back, between them is no answer (line {line}).")
}

fn contradiction(metric: &str, first: &str, second: &str, line: u32) -> String {
    let (metric, first, second) = (shorten(metric), quote(first), quote(second));
    format!("{metric}: {first} and {second} contradict each other (line {line}).")
}

fn swapped(metric: &str, grave: &str, light: &str, line: u32) -> String {
    let (metric, grave, light) = (shorten(metric), quote(grave), quote(light));
    format!(
        "{metric}: the limits look swapped, {grave} for the graver tier and {light} for the \
         lighter one (line {line})."
    )
}

fn switched_on(what: Switch) -> &'static str {
    match what {
        Switch::Maintenance => "Maintenance mode is switched on and never off.",
        Switch::Freeze => "The freeze begins here and is never lifted.",
        Switch::Silence => "Alerts are silenced here and never switched back on.",
        Switch::Ttl => "The DNS TTL is lowered here and never raised again.",
    }
}

fn anchor(target: &str) -> String {
    format!("The link {} leads to no heading of this plan.", quote(&format!("#{target}")))
}

fn secret(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::Password => "A password stands here in plain text.",
        SecretKind::Token => "A token or an API key stands here in plain text.",
        SecretKind::PrivateKey => "A private key stands here in plain text.",
        SecretKind::Credential => "An address here carries a user name and a password.",
    }
}

/// What to do about it.
pub(in crate::words) fn advice(kind: &F) -> &'static str {
    match kind {
        F::Conflict { .. } => {
            "Keep one side or join the two, then delete the <<<<<<<, ======= and >>>>>>> lines."
        }
        F::StrayConflictMarker => "Delete it; if it is an example, put it into a code block.",
        F::UnfilledSlot { .. } => {
            "Write the value, or delete the line if this release does not need it."
        }
        F::AmbiguousZone { .. } => {
            "Say which one: an offset such as UTC+05:30, or a name such as Asia/Kolkata."
        }
        F::UnknownZone { .. } => {
            "Write an offset such as UTC+3, or an IANA name such as Europe/Moscow."
        }
        F::NothingToDo => "Write the steps as a list under a heading: - [ ] Deploy the release.",
        F::TickedTrigger { .. } => "If it has fired, roll back. If it has not, clear the box.",
        F::NoWayBack { .. } => {
            "Add the steps that undo it, or write what you do instead if it cannot be undone."
        }
        F::CriteriaWithoutSteps { .. } => "Add the rollback steps in the order they are done.",
        F::StepsWithoutCriteria { .. } => {
            "Name the signs that send you back, such as: error rate > 5% for 5 min."
        }
        F::SlotsOverlap { .. } => "Move one; if they run side by side, give them one slot.",
        F::SlotGap { .. } => "Close the gap, or name it, for example as a buffer.",
        F::SlotOutsideWindow { .. } => "Move the slot, or agree on a longer window.",
        F::TotalTime { .. } => "Correct the total, or the times of its parts.",
        F::TotalCount { .. } => "Correct the number, or look for what was lost or added.",
        F::OffsetAgainstClock { .. } => {
            "Correct one of the two: some people will follow the offset, some the clock."
        }
        F::BandHole { .. } => "Let the limits meet, or say what to do between them.",
        F::BandClash { .. } => "Move the limits so that no value is both good and bad.",
        F::TierLooser { .. } => "Give the graver tier the worse value.",
        F::NoSignal { .. } => "Add an address, a dashboard or a query that shows it.",
        F::NeverSwitchedOff { what } => switch_off(*what),
        F::BackupAfterMigration { .. } => {
            "Move the backup before the migration, and check that it can be restored."
        }
        F::NoOwner { .. } => "Write who does it.",
        F::DuplicateSection { .. } => "Rename one or join the two: links cannot tell them apart.",
        F::BrokenAnchor { .. } => "Correct the link, or the heading it should lead to.",
        F::Secret { kind } => hide(*kind),
    }
}

fn switch_off(what: Switch) -> &'static str {
    match what {
        Switch::Maintenance => "Add the step that switches it off, for the way back as well.",
        Switch::Freeze => "Add the step that lifts it, and say who announces that.",
        Switch::Silence => "Add the step that switches them back on, for the way back as well.",
        Switch::Ttl => "Add the step that restores it once the release is stable.",
    }
}

fn hide(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::Password => {
            "Keep it where secrets are kept, and change it: whoever read this file knows it."
        }
        SecretKind::Token => {
            "Keep it where secrets are kept, and revoke it: whoever read this file can use it."
        }
        SecretKind::PrivateKey => "Take it out and replace the key pair: it is private no more.",
        SecretKind::Credential => {
            "Take them out of the address and change the password: whoever read this file knows it."
        }
    }
}
