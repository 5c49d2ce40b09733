//! The legs in time: planned, actual, slipped, and where that leads.

use super::clock::HOUR_MS;
use super::{Axis, Basis, LegState, LegTiming, Planned, Soak, Stretch, Timing};
use crate::plan::{Kind, Plan, Rule, SectionIx};
use crate::run::Run;
use crate::run::course::{Leg, LegIx};

/// More than half a day is a frame: nobody works that long on one stage.
const FRAME_MS: i64 = 12 * HOUR_MS;

/// Sets what was planned: of each leg, and of the window.
pub fn plan(timing: &mut Timing, axis: &Axis, run: &Run) {
    for (leg, it) in run.course.each_leg() {
        let planned = of_leg(axis, run, leg, it);
        timing.legs[leg.index()].length_ms = planned.limit_ms;
        timing.legs[leg.index()].planned = planned;
    }
    if let Some(window) = &axis.window {
        timing.window = Stretch { from_ms: window.from_ms, to_ms: window.to_ms };
        timing.window_unsure.clone_from(&window.unsure);
    }
    in_order(timing, axis.t0_ms);
    if timing.window.from_ms.is_none() {
        timing.window.from_ms = Some(axis.t0_ms);
        timing.window_derived = true;
    }
    if timing.window.to_ms.is_none() {
        let hours = timing.legs.iter().filter(|leg| !leg.planned.in_days);
        let ends = hours.filter_map(|leg| leg.planned.to_ms);
        timing.window.to_ms = ends.max().filter(|to_ms| *to_ms > axis.t0_ms);
        timing.window_derived = true;
    }
    for leg in &mut timing.legs {
        leg.is_frame |= is_frame(&leg.planned, axis.t0_ms);
        let length_ms = leg.planned.length_ms().filter(|_| !leg.is_frame);
        leg.length_ms = leg.length_ms.or(length_ms);
    }
}

/// The times of a leg: of its title, of a heading that holds nothing else, of its items.
fn of_leg(axis: &Axis, run: &Run, leg: LegIx, it: &Leg) -> Planned {
    let own = &axis.sections[it.section.index()];
    let mut planned = own.clone();
    let mut ix = it.section;
    while planned == Planned::default()
        && let Some(parent) = run.plan.section(ix).parent
        && holds_only(run, parent, leg)
    {
        planned.clone_from(&axis.sections[parent.index()]);
        ix = parent;
    }
    if planned.from_ms.is_none() && planned.to_ms.is_none() {
        let parts = of_items(axis, &run.plan, it);
        let limit_ms = planned.limit_ms.or(parts.limit_ms);
        let mut unsure = std::mem::take(&mut planned.unsure);
        unsure.extend(parts.unsure.iter().cloned());
        unsure.dedup();
        planned = Planned { limit_ms, unsure, ..parts };
        if let (Some(from), Some(limit), None) = (planned.from_ms, limit_ms, planned.to_ms) {
            planned.to_ms = Some(from.saturating_add(limit));
        }
    }
    planned
}

/// Whether a heading holds this leg and no other, and is not the title of it all.
fn holds_only(run: &Run, ix: SectionIx, leg: LegIx) -> bool {
    let end = run.plan.section(ix).end;
    let is_title = run.plan.section(ix).level == 1 && run.plan.section(ix).parent.is_none();
    let mut legs = run.course.each_leg().filter(|(_, it)| (ix..end).contains(&it.section));
    !is_title && legs.all(|(other, _)| other == leg)
}

/// From the first of a leg's steps to the last, and how long they take where each says it. A
/// criterion's time says by when, not when it is worked on.
fn of_items(axis: &Axis, plan: &Plan, leg: &Leg) -> Planned {
    let steps = leg.items.iter().filter(|ix| {
        let item = plan.item(**ix);
        item.kind == Kind::Step && item.rule != Rule::Group
    });
    let (mut whole, mut sum_ms) = (Planned { in_days: true, ..Planned::default() }, Some(0i64));
    let mut last_ms = None;
    for ix in steps {
        let (item, planned) = (plan.item(*ix), &axis.items[ix.index()]);
        if item.parent.is_none() {
            let wait = item.schedule.as_ref().and_then(|schedule| schedule.wait);
            let limit_ms = planned.limit_ms.filter(|_| item.thresholds.is_empty());
            let length_ms = limit_ms.or(wait.map(crate::run::gate::length_ms));
            sum_ms = sum_ms.and_then(|sum| sum.checked_add(length_ms?));
        }
        whole.unsure.extend(planned.unsure.iter().cloned());
        let Some(at_ms) = planned.from_ms.or(planned.to_ms) else { continue };
        whole.from_ms = match (whole.from_ms, planned.from_ms) {
            (Some(from), Some(other)) => Some(from.min(other)),
            (from, other) => from.or(other),
        };
        whole.to_ms = whole.to_ms.max(planned.to_ms);
        last_ms = last_ms.max(Some(at_ms));
        whole.in_days &= planned.in_days;
        if whole.basis != Basis::Clock {
            whole.basis = planned.basis;
        }
    }
    whole.in_days &= last_ms.is_some();
    // Where the last one has no end, the leg has none.
    whole.to_ms = whole.to_ms.filter(|to| Some(*to) >= last_ms && Some(*to) > whole.from_ms);
    whole.limit_ms = sum_ms.filter(|sum| *sum > 0 && last_ms.is_none());
    whole
}

/// What the order of the legs tells: one that has only a length begins where the one before it
/// ends, one that has only a beginning ends where the next one begins, and what makes ready for the
/// release ends where the release begins.
fn in_order(timing: &mut Timing, t0_ms: i64) {
    let begin_ms = timing.window.from_ms.unwrap_or(t0_ms);
    let mut end_ms = Some(begin_ms);
    for n in 0..timing.legs.len() {
        let next = timing.legs.get(n + 1).map(|leg| &leg.planned);
        let next_ms = next.and_then(|next| next.from_ms);
        let next_in_days = next.is_some_and(|next| next.in_days);
        let window_end = timing.window.to_ms.filter(|_| next.is_none());
        let leg = &mut timing.legs[n];
        let planned = &mut leg.planned;
        let untold = planned.from_ms.is_none() && planned.to_ms.is_none();
        if let (true, Some(limit_ms), Some(at_ms)) = (untold, planned.limit_ms, end_ms) {
            planned.from_ms = Some(at_ms);
            planned.to_ms = Some(at_ms.saturating_add(limit_ms));
            planned.basis = Basis::Order;
        }
        let is_before = planned.from_ms.or(planned.to_ms).is_some_and(|at| at < begin_ms);
        if let (Some(from_ms), None) = (planned.from_ms, planned.to_ms) {
            let is_ready = is_before && planned.basis == Basis::Offset;
            let end_ms = next_ms.or(window_end).or(is_ready.then_some(begin_ms));
            planned.to_ms = end_ms.filter(|end_ms| *end_ms > from_ms);
            // Until some other day is no length of work.
            leg.is_frame = next_ms.is_some() && next_in_days;
        }
        end_ms = planned.to_ms.map(|to_ms| if is_before { to_ms.max(begin_ms) } else { to_ms });
    }
}

/// Whether a stage is told as a frame to work in rather than as work of that length.
fn is_frame(planned: &Planned, t0_ms: i64) -> bool {
    let from_to = planned.from_ms.zip(planned.to_ms);
    let length_ms = from_to.map_or(0, |(from, to)| to.saturating_sub(from));
    let is_ready = planned.basis == Basis::Offset && planned.to_ms.is_some_and(|to| to <= t0_ms);
    planned.in_days || length_ms > FRAME_MS || (is_ready && planned.limit_ms.is_none())
}

/// Sets what happened, and how far that is from the plan.
pub fn look_back(timing: &mut Timing, run: &Run) {
    let now_ms = timing.now_ms;
    let current = run.progress.current().filter(|_| run.progress.started.is_some());
    for (leg, _) in run.course.each_leg() {
        let gate = run.progress.gate(leg);
        let behind = gate.opened.or(gate.left_out);
        let entered = run.entered(leg);
        let it = &mut timing.legs[leg.index()];
        it.state = match (gate.left_out, gate.opened) {
            (Some(_), _) => LegState::LeftOut,
            (None, Some(_)) => LegState::Passed,
            (None, None) if current == Some(leg) => LegState::InHand,
            (None, None) => LegState::Ahead,
        };
        it.actual.from_ms = gate.entered_ms;
        it.actual.to_ms = behind.map(|at| run.entry(at).at_ms).filter(|_| gate.left_out.is_none());
        let was_there = matches!(it.state, LegState::InHand | LegState::Passed);
        it.took_ms = entered.filter(|_| was_there).map(|at| match behind {
            Some(behind) => run.between_ms(at, behind),
            None => run.elapsed_ms(at, now_ms),
        });
        it.slip(gate.entered_ms.filter(|_| was_there));
    }
}

impl LegTiming {
    fn slip(&mut self, entered_ms: Option<i64>) {
        let later = |at: Option<i64>, planned: Option<i64>| Some(at?.saturating_sub(planned?));
        let (from, to) = (self.planned.from_ms, self.planned.to_ms);
        self.slip_in_ms = later(entered_ms, from);
        self.slip_out_ms = later(self.actual.to_ms, to);
        if self.is_frame {
            // Within its frame nothing is early or late.
            let late = later(entered_ms, to).unwrap_or(0).max(0);
            self.slip_in_ms = self.slip_in_ms.map(|slip| if slip < 0 { slip } else { late });
            self.slip_out_ms = self.slip_out_ms.map(|slip| slip.max(0));
        }
    }
}

/// Lists what has to soak in the stage in hand.
pub fn soak(timing: &mut Timing, run: &Run) {
    let Some(leg) = run.progress.current() else { return };
    for item in run.tally.waits(leg) {
        let until_ms = run.look().soaks_until(&run.progress, leg, *item);
        timing.soaks.extend(until_ms.map(|until_ms| Soak { item: *item, until_ms }));
    }
}

/// Sets the forecasts: of the leg in hand from when it was entered, of each later one from where
/// the one before it ends, never before it is planned, never before now.
pub fn look_ahead(timing: &mut Timing, run: &Run) {
    let now_ms = timing.now_ms;
    let soaked_ms = timing.soaks.iter().map(|soak| soak.until_ms).max();
    let mut at_ms = Some(now_ms);
    for (leg, _) in run.course.each_leg() {
        let is_within = timing.is_within(leg);
        let it = &mut timing.legs[leg.index()];
        let (from_ms, least_ms) = match it.state {
            LegState::Passed | LegState::LeftOut => continue,
            LegState::InHand => (it.actual.from_ms, soaked_ms.unwrap_or(now_ms).max(now_ms)),
            LegState::Ahead => (at_ms.map(|at| at.max(it.planned.from_ms.unwrap_or(at))), now_ms),
        };
        it.forecast.from_ms = from_ms;
        let end_ms = match (from_ms, it.length_ms) {
            (Some(from_ms), Some(length_ms)) => Some(from_ms.saturating_add(length_ms)),
            (Some(from_ms), None) if it.is_frame => it.planned.to_ms.map(|to| to.max(from_ms)),
            (_, _) => None,
        };
        it.forecast.to_ms = end_ms.map(|end_ms| end_ms.max(least_ms));
        at_ms = it.forecast.to_ms;
        if is_within {
            timing.window_forecast_ms = at_ms;
        }
    }
    timing.end_forecast_ms = at_ms.filter(|_| run.progress.current().is_some());
}

/// The stage behind the one in hand.
pub fn next(run: &Run) -> Option<LegIx> {
    let current = run.progress.current()?;
    let later = run.course.each_leg().filter(|(leg, _)| *leg > current);
    later.map(|(leg, _)| leg).find(|leg| !run.progress.gate(*leg).is_behind()).or(Some(current))
}
