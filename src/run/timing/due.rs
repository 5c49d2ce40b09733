//! What falls due: for alarms, and for the line that says what comes next.

use super::{LegState, Timing};
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

/// What falls due and is not settled, in the order of time.
pub(super) fn dues(timing: &Timing, run: &Run) -> Vec<Due> {
    let mut dues = Vec::new();
    let mut push = |at_ms: Option<i64>, what: DueWhat| {
        dues.extend(at_ms.map(|at_ms| Due { at_ms, what }));
    };
    for (leg, it) in run.course.each_leg() {
        let time = timing.leg(leg);
        let begins = time.planned.from_ms.filter(|_| !time.planned.in_days);
        match time.state {
            LegState::Passed | LegState::LeftOut => continue,
            LegState::Ahead => push(begins, DueWhat::LegBegins(leg)),
            LegState::InHand => {}
        }
        push(time.planned.to_ms, DueWhat::LegEnds(leg));
        for item in &it.items {
            if run.look().is_settled(&run.progress, *item) {
                continue;
            }
            let planned = timing.planned_item(*item);
            push(planned.from_ms.filter(|_| !planned.in_days), DueWhat::Item(*item));
            push(planned.to_ms, DueWhat::ItemEnds(*item));
        }
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
    push(timing.window.to_ms.filter(|_| current.is_some()), DueWhat::WindowEnds);
    dues.sort_by_key(|due| (due.at_ms, due.what));
    dues
}
