//! The gate: what is still missing before the release may go on.
//!
//! One list of reasons, in the order in which a person would meet them. `decide` refuses with it,
//! `fold` lets no passage through against it, and the screen and the report show it.

use super::course::{Course, LegIx};
use super::critical;
use super::event::{Event, Seat};
use super::journal::Journal;
use super::progress::{Progress, Row, State};
use crate::plan::{ItemIx, Kind, Plan, Rule, Span, Tier};

/// How long the word on a critical item holds before a gate asks for it again.
pub const FRESH_MS: i64 = 30 * 60_000;

/// One reason why a gate is shut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Missing {
    /// The run has not begun.
    Start,
    /// The run is over.
    Over,
    /// Everything waits.
    Held,
    /// We are going back, or are back and nobody said how to go on.
    GoingBack,
    /// An earlier gate is still before us.
    Earlier(LegIx),
    /// A step or criterion nobody settled, and how it stands.
    Item(ItemIx, State),
    /// Two people said different things and did not know of each other.
    Conflict(ItemIx),
    /// A rollback criterion came true.
    Tripped(ItemIx),
    /// A critical item was confirmed long ago, at this moment.
    Stale(ItemIx, i64),
    /// It has to soak until this moment.
    Soak(ItemIx, i64),
}

/// All that a gate looks at, besides where the run stands.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its course.
    pub course: &'a Course,
    /// What happened.
    pub journal: &'a Journal,
}

impl<'a> Look<'a> {
    /// What is missing at a gate, at a moment. Empty means that it may be passed.
    pub fn missing(self, progress: &Progress, leg: LegIx, now_ms: i64) -> Vec<Missing> {
        let mut missing = standing(progress);
        let earlier = progress.current().filter(|current| *current < leg);
        missing.extend(earlier.map(Missing::Earlier));
        let items = self.course.leg(leg).items.iter();
        missing.extend(items.filter_map(|item| self.lacking(progress, leg, *item, now_ms)));
        missing.extend(self.shutting(progress, now_ms));
        let entered = self.course.each_leg().take_while(|(ix, _)| *ix <= leg);
        let entered = entered.filter(|(ix, _)| progress.gate(*ix).left_out.is_none());
        let items = entered.flat_map(|(_, it)| &it.items).copied();
        let critical = items.filter(|item| self.is_to_stay_fresh(progress, *item));
        missing.extend(critical.filter_map(|item| self.stale(progress, item, now_ms)));
        missing
    }

    /// What is missing of one item of a stage.
    pub(super) fn lacking(
        self,
        progress: &Progress,
        leg: LegIx,
        item: ItemIx,
        now_ms: i64,
    ) -> Option<Missing> {
        let row = progress.row(item);
        if !row.conflict.is_empty() {
            return Some(Missing::Conflict(item));
        }
        if !self.is_settled(progress, item) {
            return Some(Missing::Item(item, row.state));
        }
        let until_ms = self.soaks_until(progress, leg, item)?;
        (until_ms > now_ms).then_some(Missing::Soak(item, until_ms))
    }

    /// The rollback criteria that came true and shut every gate.
    pub(super) fn shutting(
        self,
        progress: &Progress,
        now_ms: i64,
    ) -> impl Iterator<Item = Missing> + 'a {
        self.tripped(progress, now_ms).filter(move |item| self.shuts(*item)).map(Missing::Tripped)
    }

    /// Whether somebody said that a critical item is done or holds.
    pub(super) fn is_to_stay_fresh(self, progress: &Progress, item: ItemIx) -> bool {
        let confirmed = matches!(progress.row(item).state, State::Done | State::Yes);
        confirmed && self.is_critical(progress, item)
    }

    /// Whether nobody need wait for an item: it is settled itself, or all that it is made of is, or
    /// what it is a part of was put aside.
    pub fn is_settled(self, progress: &Progress, item: ItemIx) -> bool {
        let row = progress.row(item);
        if row.is_settled() || (row.state == State::Open && self.is_set_aside(progress, item)) {
            return true;
        }
        let parts = || self.parts(item);
        row.state == State::Open
            && row.conflict.is_empty()
            && parts().next().is_some()
            && parts().all(|part| progress.row(part).is_settled())
    }

    /// The rollback criteria that say we should go back.
    pub fn tripped(self, progress: &Progress, now_ms: i64) -> impl Iterator<Item = ItemIx> + 'a {
        let tripped: Vec<ItemIx> = (self.course.watched.iter())
            .map(|watched| watched.item)
            .filter(|item| progress.row(*item).is_tripped(now_ms))
            .collect();
        tripped.into_iter()
    }

    /// Whether a rollback criterion shuts the gates by itself: the gravest, and those of which the
    /// plan does not say how grave they are.
    pub fn shuts(self, item: ItemIx) -> bool {
        match self.plan.item(item).tier {
            Some(Tier::P(level)) => level == 0,
            Some(Tier::Sev(level)) => level <= 1,
            None => true,
        }
    }

    /// Whether an item is critical: a person said so, else the plan does.
    pub fn is_critical(self, progress: &Progress, item: ItemIx) -> bool {
        progress.row(item).critical.unwrap_or_else(|| critical::is_critical(self.plan.item(item)))
    }

    /// Those who let the release through this gate so far.
    pub fn names(self, progress: &Progress, leg: LegIx) -> impl Iterator<Item = &'a str> {
        let passes = progress.gate(leg).passes.clone();
        passes.into_iter().filter_map(move |at| match &self.journal.entries()[at as usize].event {
            Event::GatePassed { seat, .. } => Some(&*seat.name),
            _ => None,
        })
    }

    /// Until when an item has to soak: so long after what stands before it was settled.
    pub fn soaks_until(self, progress: &Progress, leg: LegIx, item: ItemIx) -> Option<i64> {
        let wait = self.plan.item(item).schedule.as_ref()?.wait?;
        if matches!(progress.row(item).state, State::Aside(_)) || progress.row(item).came_done {
            return None;
        }
        let items = &self.course.leg(leg).items;
        let at = items.iter().position(|other| *other == item)?;
        let before = items[..at].iter().rev().find_map(|other| self.said_ms(progress.row(*other)));
        let since_ms = before.or(progress.gate(leg).entered_ms)?;
        Some(since_ms.saturating_add(length_ms(wait)))
    }

    /// A critical item that was confirmed too long ago.
    pub(super) fn stale(self, progress: &Progress, item: ItemIx, now_ms: i64) -> Option<Missing> {
        let started = progress.gates.first().and_then(|gate| gate.entered_ms);
        let said_ms = self.said_ms(progress.row(item)).or(started)?;
        (now_ms - said_ms > FRESH_MS).then_some(Missing::Stale(item, said_ms))
    }

    /// Whether something that this item is a part of was put aside for good.
    fn is_set_aside(self, progress: &Progress, item: ItemIx) -> bool {
        let above = |item: ItemIx| self.plan.item(item).parent;
        std::iter::successors(above(item), |item| above(*item)).any(|it| {
            let row = progress.row(it);
            matches!(row.state, State::Aside(_)) && row.is_settled()
        })
    }

    /// The steps that an item is made of.
    fn parts(self, item: ItemIx) -> impl Iterator<Item = ItemIx> + 'a {
        let rest = self.plan.items.get(item.index() + 1..).unwrap_or_default();
        let depth = self.plan.item(item).depth;
        let below = rest.iter().take_while(move |part| part.depth > depth);
        (item.index() + 1..)
            .map(ItemIx::new)
            .zip(below)
            .filter(|(_, part)| {
                matches!(part.kind, Kind::Step | Kind::Go) && part.rule != Rule::Group
            })
            .map(|(ix, _)| ix)
    }

    /// When an item was said to stand as it stands.
    pub fn said_ms(self, row: &Row) -> Option<i64> {
        row.by.map(|at| self.journal.entries()[at as usize].at_ms)
    }
}

/// What holds every gate alike.
pub(super) fn standing(progress: &Progress) -> Vec<Missing> {
    let going_back = progress.back().is_some() || progress.is_back().is_some();
    let all = [
        (progress.started.is_none(), Missing::Start),
        (progress.end.is_some(), Missing::Over),
        (progress.held().is_some(), Missing::Held),
        (going_back, Missing::GoingBack),
    ];
    all.into_iter().filter(|(so, _)| *so).map(|(_, missing)| missing).collect()
}

/// Whether two names are one, as people write them.
pub fn same_name(one: &str, other: &str) -> bool {
    crate::plan::normalise(one) == crate::plan::normalise(other)
}

/// Whether somebody already answered at this gate under this name while others are waited for.
pub fn has_answered(look: Look<'_>, progress: &Progress, leg: LegIx, seat: &Seat) -> bool {
    // Where fewer people are asked for by now, enough have answered, and one of them goes on.
    let waits = progress.gate(leg).passes.len() < progress.people_asked(leg, look.journal).into();
    waits && look.names(progress, leg).any(|name| same_name(name, &seat.name))
}

/// A length of time in milliseconds.
pub fn length_ms(span: Span) -> i64 {
    span.total_s().saturating_mul(1000)
}
