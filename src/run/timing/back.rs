//! The way back in time: how long it takes, until when it can still be begun, how far it is.
//!
//! A length is taken only from what the plan says: a total over the rollback, slots that follow one
//! another («0–2 минуты», «2–5 минут»: the end of the last), or lengths of all its steps, summed up.
//! What only begins after a gap («1–24 часа: анализ») comes after the way back. Where any step on
//! the way tells nothing, the whole is unknown, and what is known of it is the least it takes.

use super::Timing;
use crate::plan::{ItemIx, Kind, Plan, Role, Schedule, SectionIx, Span};
use crate::run::Run;
use crate::run::course::{LegIx, Way};
use crate::run::gate::length_ms;
use crate::run::progress::Back;

/// How long a way back takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayLength {
    /// At most so long, by the plan's word.
    Known(i64),
    /// Nobody can tell.
    Unknown {
        /// Why not.
        why: WayUnknown,
        /// What the plan tells of it; the whole takes longer.
        least_ms: i64,
    },
}

/// Why the length of a way back is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WayUnknown {
    /// The plan has no way back for these stages.
    #[default]
    NoWay,
    /// Its steps say nothing about time.
    NoLengths,
    /// So many of its steps say nothing about time.
    Partly(usize),
}

impl Default for WayLength {
    fn default() -> Self {
        Self::Unknown { why: WayUnknown::NoWay, least_ms: 0 }
    }
}

/// The last moment to begin the way back so that it ends within the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LastSafe {
    /// The moment, where both the window's end and the way's length are known.
    pub at_ms: Option<i64>,
    /// How long the way back takes.
    pub way: WayLength,
}

impl LastSafe {
    /// For the stages up to this one.
    pub(super) fn of(timing: &Timing, run: &Run, reached: Option<LegIx>) -> Self {
        let way = WayLength::of(&run.plan, &run.ways_from(reached));
        let at_ms = match way {
            WayLength::Known(length_ms) => {
                timing.window.to_ms.map(|to_ms| to_ms.saturating_sub(length_ms))
            }
            WayLength::Unknown { .. } => None,
        };
        Self { at_ms, way }
    }
}

impl WayLength {
    /// How long these ways take, one after the other.
    pub fn of(plan: &Plan, ways: &[&Way]) -> Self {
        let (mut sum_ms, mut known, mut missing) = (0i64, 0usize, 0usize);
        for group in grouped(plan, ways) {
            if let Some(total) = own_limit(plan, group.root) {
                sum_ms = sum_ms.saturating_add(length_ms(total));
                known += 1;
                continue;
            }
            let parts = group.parts(plan);
            known += parts.iter().filter(|part| part.told.is_some()).count();
            missing += parts.iter().filter(|part| part.told.is_none()).count();
            let told: Vec<(Span, Span)> = parts.iter().filter_map(|part| part.told).collect();
            sum_ms = sum_ms.saturating_add(together_ms(&told));
        }
        match (known, missing) {
            (0, 0) => Self::default(),
            (_, 0) => Self::Known(sum_ms),
            (0, _) => Self::Unknown { why: WayUnknown::NoLengths, least_ms: 0 },
            (_, _) => Self::Unknown { why: WayUnknown::Partly(missing), least_ms: sum_ms },
        }
    }
}

/// Ways that stand in one rollback part of the plan.
struct Group<'a> {
    root: SectionIx,
    ways: Vec<&'a Way>,
}

/// A step, or a heading over steps, and what it says about time.
struct Part {
    items: Vec<ItemIx>,
    told: Option<(Span, Span)>,
}

fn grouped<'a>(plan: &Plan, ways: &[&'a Way]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for way in ways {
        let root = root_of(plan, way.section);
        match groups.last_mut().filter(|group| group.root == root) {
            Some(group) => group.ways.push(way),
            None => groups.push(Group { root, ways: vec![way] }),
        }
    }
    groups
}

/// The outermost heading that tells how to go back, or the section itself.
fn root_of(plan: &Plan, ix: SectionIx) -> SectionIx {
    let headings = std::iter::successors(Some(ix), |ix| plan.section(*ix).parent);
    headings.filter(|ix| plan.section(*ix).role == Role::Rollback).last().unwrap_or(ix)
}

impl Group<'_> {
    /// The parts to walk: a heading with its own time is one, else each of its steps is.
    fn parts(&self, plan: &Plan) -> Vec<Part> {
        let mut parts = Vec::new();
        for way in &self.ways {
            let headings = std::iter::successors(Some(way.section), |ix| plan.section(*ix).parent);
            let mut within = headings.take_while(|ix| *ix > self.root);
            let timed = within.find_map(|ix| stretch(plan.section(ix).schedule.as_deref()));
            if let Some(told) = timed {
                parts.push(Part { items: way.items.clone(), told: Some(told) });
                continue;
            }
            // What is checked on the way takes no time of its own, unless it says so.
            let steps = way.items.iter().filter(|ix| {
                let item = plan.item(**ix);
                let told = stretch(item.schedule.as_deref()).is_some();
                told || (item.kind != Kind::Go
                    && item.parent.is_none_or(|up| !way.items.contains(&up)))
            });
            parts.extend(steps.map(|ix| {
                let told = stretch(plan.item(*ix).schedule.as_deref());
                Part { items: vec![*ix], told }
            }));
        }
        parts
    }
}

/// A total over the whole rollback: «План отката (25 минут)».
fn own_limit(plan: &Plan, root: SectionIx) -> Option<Span> {
    let section = plan.section(root);
    let limit = section.schedule.as_ref()?.limit?;
    limit.to.filter(|to| section.role == Role::Rollback && !to.negative)
}

/// From when to when a part is to be walked, or how long it takes: from nothing to that.
fn stretch(schedule: Option<&Schedule>) -> Option<(Span, Span)> {
    let schedule = schedule?;
    if let Some(limit) = schedule.limit
        && let Some(to) = limit.to.filter(|to| !to.negative)
    {
        return Some((limit.from.unwrap_or_default(), to));
    }
    if let Some(offset) = schedule.offset
        && let Some(to) = offset.to.filter(|to| !to.negative && !offset.from.negative)
    {
        return Some((offset.from, to));
    }
    schedule.wait.map(|wait| (Span::default(), wait))
}

/// Whether stretches are slots on one clock: the second begins where the first ends.
fn are_slots(told: &[(Span, Span)]) -> bool {
    match told {
        [first, second, ..] => {
            first.0.is_zero() && !second.0.is_zero() && second.0.total_s() == first.1.total_s()
        }
        _ => false,
    }
}

/// How long stretches take together.
fn together_ms(told: &[(Span, Span)]) -> i64 {
    if !are_slots(told) {
        return told.iter().map(|(_, to)| length_ms(*to)).fold(0, i64::saturating_add);
    }
    let mut end_s = 0;
    for (from, to) in told {
        if from.total_s() > end_s {
            break;
        }
        end_s = end_s.max(to.total_s());
    }
    end_s.saturating_mul(1000)
}

/// One step of the way back in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackStep {
    /// Which step.
    pub item: ItemIx,
    /// The stage it takes back; nothing means that it serves all.
    pub leg: Option<LegIx>,
    /// When it is to begin by the plan's limits.
    pub from_ms: Option<i64>,
    /// By when it is to be done.
    pub to_ms: Option<i64>,
    /// When it was begun: when the step before it was settled.
    pub began_ms: Option<i64>,
    /// When it was settled.
    pub ended_ms: Option<i64>,
    /// How far it is behind the plan's limit.
    pub over_ms: Option<i64>,
}

impl BackStep {
    /// How long it is being walked, or was.
    pub fn running_ms(&self, now_ms: i64) -> Option<i64> {
        Some(self.ended_ms.unwrap_or(now_ms).saturating_sub(self.began_ms?))
    }
}

/// The way back in hand, in time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackTiming {
    /// When it was begun.
    pub began_ms: i64,
    /// How long it is being walked, clocks that were set put right.
    pub running_ms: i64,
    /// Its steps in the order of walking.
    pub steps: Vec<BackStep>,
    /// How long it takes by the plan.
    pub way: WayLength,
    /// When it likely ends; never before now.
    pub forecast_ms: Option<i64>,
    /// What will be left of the window then; negative is too late. Without a forecast, what is left
    /// now.
    pub left_ms: Option<i64>,
}

impl BackTiming {
    /// The clock of a way back.
    pub(super) fn of(timing: &Timing, run: &Run, back: &Back) -> Self {
        let ways = run.ways_back(back);
        let began_ms = run.entry(back.began).at_ms;
        let mut made = Self { began_ms, way: WayLength::of(&run.plan, &ways), ..Self::default() };
        made.running_ms = run.elapsed_ms(back.began, timing.now_ms);
        let mut at_ms = Some(began_ms);
        for group in grouped(&run.plan, &ways) {
            at_ms = made.group(run, &group, at_ms);
        }
        made.walk(run, timing.now_ms);
        let forecast = |length_ms: i64| began_ms.saturating_add(length_ms).max(timing.now_ms);
        made.forecast_ms = match made.way {
            WayLength::Known(length_ms) => Some(forecast(length_ms)),
            WayLength::Unknown { .. } => None,
        };
        let at = made.forecast_ms.unwrap_or(timing.now_ms);
        made.left_ms = timing.window.to_ms.map(|to_ms| to_ms.saturating_sub(at));
        made
    }

    /// Lays the parts of one rollback on the clock, from where the last one ended.
    fn group(&mut self, run: &Run, group: &Group<'_>, begin_ms: Option<i64>) -> Option<i64> {
        let total = own_limit(&run.plan, group.root);
        let parts = group.parts(&run.plan);
        let told: Vec<(Span, Span)> = parts.iter().filter_map(|part| part.told).collect();
        let slots = are_slots(&told);
        let after = |at: Option<i64>, span: Span| at.map(|at| at.saturating_add(length_ms(span)));
        let mut at_ms = begin_ms;
        for part in parts {
            let (from_ms, to_ms) = match part.told {
                Some((from, to)) if slots => (after(begin_ms, from), after(begin_ms, to)),
                Some((_, to)) => (at_ms, after(at_ms, to)),
                None => (at_ms.filter(|_| total.is_none()), None),
            };
            at_ms = to_ms;
            self.steps.extend(part.items.iter().map(|item| BackStep {
                item: *item,
                leg: group.ways.first().and_then(|way| way.leg),
                from_ms,
                to_ms,
                began_ms: None,
                ended_ms: None,
                over_ms: None,
            }));
        }
        total.map_or(at_ms, |total| after(begin_ms, total))
    }

    /// What was walked so far.
    fn walk(&mut self, run: &Run, now_ms: i64) {
        let mut since_ms = self.began_ms;
        let mut in_hand = true;
        for step in &mut self.steps {
            let row = run.progress.row(step.item);
            let length_ms = step.to_ms.zip(step.from_ms).map(|(to, from)| to.saturating_sub(from));
            let settled = run.is_settled(step.item);
            let ended_ms = run.look().said_ms(row).filter(|_| settled);
            if settled {
                (step.began_ms, step.ended_ms) = (Some(since_ms), ended_ms);
                since_ms = since_ms.max(ended_ms.unwrap_or(since_ms));
            } else if in_hand {
                step.began_ms = Some(since_ms);
                in_hand = false;
            }
            let over = step.running_ms(now_ms).zip(length_ms);
            step.over_ms = over.map(|(ran, may)| ran - may).filter(|over| *over > 0);
        }
    }
}
