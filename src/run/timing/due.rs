//! What falls due: for alarms, and for the line that says what comes next.

use super::{Laid, LegState, Planned, Timing};
use crate::plan::ItemIx;
use crate::run::Run;
use crate::run::course::LegIx;
use crate::run::event::Until;
use crate::run::progress::State;

/// Something that falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at_ms: i64,
    /// What.
    pub what: DueWhat,
}

/// What falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueWhat {
    /// A stage is to begin.
    LegBegins(LegIx),
    /// A step is to be done, or begun where it has an end too.
    Item(ItemIx),
    /// An item has soaked.
    Soaked(ItemIx),
    /// A step's time is over.
    ItemEnds(ItemIx),
    /// A stage's time is over.
    LegEnds(LegIx),
    /// The moment by which a rollback criterion tells to go back.
    Deadline(ItemIx),
    /// The patience with a rollback criterion ends.
    Dismissal(ItemIx),
    /// The last moment to begin the way back.
    LastSafe,
    /// The release window is over.
    WindowEnds,
}

/// The moments that the plan tells of the stages' items, in the order of time.
pub(super) fn of_items(items: &[Planned], run: &Run) -> Vec<(LegIx, Due)> {
    let mut dues = Vec::new();
    for (leg, it) in run.course.each_leg() {
        for item in &it.items {
            let planned = &items[item.index()];
            let begins = planned.from_ms.filter(|_| !planned.in_days);
            let begins = begins.map(|at_ms| Due { at_ms, what: DueWhat::Item(*item) });
            let ends = planned.to_ms.map(|at_ms| Due { at_ms, what: DueWhat::ItemEnds(*item) });
            dues.extend(begins.into_iter().chain(ends).map(|due| (leg, due)));
        }
    }
    dues.sort_by_key(|(_, due)| (due.at_ms, due.what));
    dues
}

/// What falls due and is not settled, in the order of time.
pub(super) fn dues(timing: &Timing, laid: &Laid, run: &Run) -> Vec<Due> {
    let is_open = |(leg, due): &&(LegIx, Due)| {
        let is_before_us = matches!(timing.leg(*leg).state, LegState::Ahead | LegState::InHand);
        let (DueWhat::Item(item) | DueWhat::ItemEnds(item)) = due.what else { return false };
        is_before_us && !run.is_settled(item)
    };
    let mut dues: Vec<Due> = laid.dues.iter().filter(is_open).map(|(_, due)| *due).collect();
    let mut push = |at_ms: Option<i64>, what: DueWhat| {
        dues.extend(at_ms.map(|at_ms| Due { at_ms, what }));
    };
    for (leg, _) in run.course.each_leg() {
        let time = timing.leg(leg);
        let begins = time.planned.from_ms.filter(|_| !time.planned.in_days);
        match time.state {
            LegState::Passed | LegState::LeftOut => continue,
            LegState::Ahead => push(begins, DueWhat::LegBegins(leg)),
            LegState::InHand => {}
        }
        push(time.planned.to_ms, DueWhat::LegEnds(leg));
    }
    let current = run.progress.current();
    for watched in &run.course.watched {
        let state = run.progress.row(watched.item).state;
        match state {
            State::Dismissed(Until::At(at_ms)) => {
                push(Some(at_ms), DueWhat::Dismissal(watched.item));
            }
            State::Open if watched.from.is_none_or(|leg| current == Some(leg)) => {
                let planned = timing.planned_item(watched.item);
                push(planned.from_ms, DueWhat::Deadline(watched.item));
            }
            State::Open
            | State::Done
            | State::Yes
            | State::No
            | State::Aside(_)
            | State::Tripped
            | State::Dismissed(Until::Worse) => {}
        }
    }
    timing.soaks.iter().for_each(|soak| push(Some(soak.until_ms), DueWhat::Soaked(soak.item)));
    push(timing.last_safe.at_ms, DueWhat::LastSafe);
    // An end that is only taken from the stages is told by the stage that ends there.
    let told = current.is_some() && !timing.window_derived;
    push(timing.window.to_ms.filter(|_| told), DueWhat::WindowEnds);
    dues.sort_by_key(|due| (due.at_ms, due.what));
    dues
}
