//! Time: what was planned, what happened, and what that makes likely. Pure; now is an argument.
//!
//! Nothing is made up. A stage whose length the plan does not tell has no forecast, and neither has
//! anything behind it. A forecast is never before now. What the plan tells as a frame (whole days,
//! the hours before T0, more than half a day) is not work of that length: whoever enters it late is
//! not late by that, and it does not grow longer. All else is a length, and a late beginning makes
//! a late end.

mod axis;
mod back;
mod clock;
mod drift;
mod due;
mod legs;
mod stated;

pub use axis::{Axis, Basis, Planned, Unsure};
pub use back::{BackStep, BackTiming, LastSafe, WayLength, WayUnknown};
pub use drift::ClockCheck;
pub use due::{Due, DueWhat};
pub use stated::{Stated, stated_t0};

use super::Run;
use super::course::LegIx;
use super::event::Start;
use super::progress::At;
use crate::plan::ItemIx;
use std::sync::Arc;

/// A stretch of time, in UTC. Where its end is not known there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stretch {
    /// When it begins.
    pub from_ms: Option<i64>,
    /// When it ends.
    pub to_ms: Option<i64>,
}

/// How far a leg is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegState {
    /// It is still before us.
    #[default]
    Ahead,
    /// It is being worked on.
    InHand,
    /// Its gate is behind us.
    Passed,
    /// It was left out.
    LeftOut,
}

/// One leg in time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LegTiming {
    /// When it is to happen.
    pub planned: Planned,
    /// It is told as a frame rather than as a length of work.
    pub is_frame: bool,
    /// How far it is.
    pub state: LegState,
    /// When it was entered and when its gate was left behind.
    pub actual: Stretch,
    /// How long it was worked on, jumps of the clock left out; until now for the one in hand.
    pub took_ms: Option<i64>,
    /// How long it is to take.
    pub length_ms: Option<i64>,
    /// How much later than planned it was entered; negative is early.
    pub slip_in_ms: Option<i64>,
    /// How much later than planned it was left; negative is early.
    pub slip_out_ms: Option<i64>,
    /// When it likely begins and ends. Only of the leg in hand and those before us.
    pub forecast: Stretch,
}

/// An item that has to soak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Soak {
    /// Which one.
    pub item: ItemIx,
    /// Until when.
    pub until_ms: i64,
}

/// A run in time, at a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timing {
    /// The moment; the end of the run once that is behind us.
    pub now_ms: i64,
    /// T0 as it is now.
    pub t0_ms: Option<i64>,
    /// T0 as the run was started with.
    pub t0_first_ms: Option<i64>,
    /// How long ago T0 was; negative before it.
    pub since_t0_ms: Option<i64>,
    /// How long the run is under way, jumps of the clock left out.
    pub elapsed_ms: Option<i64>,
    /// The release window.
    pub window: Stretch,
    /// How much of the window is left; negative behind its end.
    pub left_ms: Option<i64>,
    /// The window is not told by the plan, but taken from T0 and the planned ends.
    pub window_derived: bool,
    /// What is not sure about the window.
    pub window_unsure: Vec<Unsure>,
    /// Each leg, by its place in the course.
    pub legs: Vec<LegTiming>,
    /// Each item's planned times, by its place in the plan.
    pub items: Arc<Vec<Planned>>,
    /// When the last leg within the window likely ends.
    pub window_forecast_ms: Option<i64>,
    /// When the last leg likely ends.
    pub end_forecast_ms: Option<i64>,
    /// The last moment to begin the way back, for the stages reached so far.
    pub last_safe: LastSafe,
    /// The same once the next stage is entered; before the start, once all of them are.
    pub last_safe_next: LastSafe,
    /// What has to soak in the stage in hand.
    pub soaks: Vec<Soak>,
    /// The way back in hand.
    pub back: Option<BackTiming>,
    dues: Vec<Due>,
}

/// What the plan, the start and T0 tell of a run in time, whatever happens and whatever time it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Laid {
    bare: Timing,
    /// The moments at which items fall due, in their order, each with the leg of its item.
    dues: Vec<(LegIx, Due)>,
}

impl Laid {
    /// Lays a run out.
    pub fn of(run: &Run) -> Self {
        Self::over(run.axis(), run)
    }

    /// The same over an axis of its plan.
    pub fn over(axis: Option<Axis>, run: &Run) -> Self {
        let legs = vec![LegTiming::default(); run.course.legs.len()];
        let mut bare = Timing { legs, ..Timing::default() };
        let Some(axis) = axis else {
            bare.items = Arc::new(vec![Planned::default(); run.plan.items.len()]);
            return Self { bare, dues: Vec::new() };
        };
        bare.t0_ms = Some(axis.t0_ms);
        legs::plan(&mut bare, &axis, run);
        bare.items = Arc::new(axis.items);
        let dues = due::of_items(&bare.items, run);
        Self { bare, dues }
    }
}

impl Timing {
    /// A run in time at this moment.
    pub fn of(run: &Run, now_ms: i64) -> Self {
        Self::on(&Laid::of(run), run, now_ms)
    }

    /// The same over what was laid out before: that changes only with the plan, the start and T0,
    /// and this with every second.
    pub fn on(laid: &Laid, run: &Run, now_ms: i64) -> Self {
        let ended = run.progress.end.map(|end| run.entry(end.at).at_ms);
        let now_ms = ended.unwrap_or(now_ms);
        let mut timing = Self { now_ms, ..laid.bare.clone() };
        timing.since_t0_ms = timing.t0_ms.map(|t0_ms| now_ms.saturating_sub(t0_ms));
        timing.t0_first_ms = run.start().map(|start| start.t0_ms);
        timing.elapsed_ms = run.progress.started.map(|at| run.elapsed_ms(at, now_ms));
        timing.left_ms = timing.window.to_ms.map(|to_ms| to_ms.saturating_sub(now_ms));
        legs::look_back(&mut timing, run);
        if run.progress.started.is_none() {
            // What is known before the start: until when, once all stages are entered.
            timing.last_safe_next = LastSafe::of(&timing, run, None);
            return timing;
        }
        if ended.is_some() {
            return timing;
        }
        legs::soak(&mut timing, run);
        if run.progress.back().is_none() && run.progress.is_back().is_none() {
            legs::look_ahead(&mut timing, run);
        }
        timing.last_safe = LastSafe::of(&timing, run, run.progress.current());
        timing.last_safe_next = LastSafe::of(&timing, run, legs::next(run));
        timing.back = run.progress.back().map(|back| BackTiming::of(&timing, run, back));
        timing.dues = due::dues(&timing, laid, run);
        timing
    }

    /// How a plan lies in time before it is started so.
    pub fn preview(run: &Run, start: &Start, now_ms: i64) -> Self {
        let axis = Axis::of(&run.plan, start, start.t0_ms);
        Self::on(&Laid::over(Some(axis), run), run, now_ms)
    }

    /// A leg in time.
    pub fn leg(&self, leg: LegIx) -> &LegTiming {
        &self.legs[leg.index()]
    }

    /// Whether a leg is to happen within the window: no later than it ends, and not on some day.
    pub fn is_within(&self, leg: LegIx) -> bool {
        let planned = &self.leg(leg).planned;
        let later = planned.from_ms.zip(self.window.to_ms).is_some_and(|(from, to)| from >= to);
        !later && !planned.in_days
    }

    /// When an item is to happen.
    pub fn planned_item(&self, item: ItemIx) -> &Planned {
        &self.items[item.index()]
    }

    /// What falls due and is not settled, the first first; what is overdue stands before now.
    pub fn dues(&self) -> &[Due] {
        &self.dues
    }

    /// Everything about the plan's times that is not sure, each once.
    pub fn unsure(&self) -> Vec<Unsure> {
        let legs = self.legs.iter().flat_map(|leg| &leg.planned.unsure);
        let items = self.items.iter().flat_map(|item| &item.unsure);
        let mut all: Vec<Unsure> =
            self.window_unsure.iter().chain(legs).chain(items).cloned().collect();
        all.sort();
        all.dedup();
        all
    }
}

impl Run {
    /// Everything the plan says about time, as moments. Nothing before the run has a T0.
    pub fn axis(&self) -> Option<Axis> {
        Some(Axis::of(&self.plan, self.start()?, self.progress.t0_ms()?))
    }

    /// The entry by which a leg was entered.
    pub fn entered(&self, leg: LegIx) -> Option<At> {
        let entered_ms = self.progress.gate(leg).entered_ms?;
        let gates = self.progress.gates[..leg.index()].iter();
        let gates = gates.flat_map(|gate| gate.opened.into_iter().chain(gate.left_out));
        let retries = self.progress.retries.iter().map(|(at, _)| *at);
        let may = gates.chain(retries).chain(self.progress.started);
        may.filter(|at| self.entry(*at).at_ms == entered_ms).max()
    }
}
