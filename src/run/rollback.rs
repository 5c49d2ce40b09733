//! The way back: which procedures to walk, in which order, for the stages that were entered, and
//! what a plan lacks for a run that could go wrong.

use super::Run;
use super::course::{LegIx, Way};
use super::progress::Back;
use super::zone::{Meaning, zones_named};
use crate::plan::{Fault, FaultKind, FieldKind, ItemIx, Plan, Schedule};

/// What a plan lacks. It can be run all the same, and whoever starts it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// Nothing says how to go back.
    NoWayBack,
    /// Nothing says when to go back.
    NoRollbackCriteria,
    /// Nobody is named.
    NoOwner,
    /// Nothing says when anything happens, so there will be no forecasts.
    NoTimes,
    /// This zone's name means several places.
    AmbiguousZone(Box<str>),
    /// This is no zone that anybody knows.
    UnknownZone(Box<str>),
    /// Nothing says how to go back from this stage, on this line, though other stages tell it.
    NoWayBackFrom(Box<str>, u32),
    /// This step, on this line, has nobody, though those beside it do.
    NobodyFor(Box<str>, u32),
    /// This slot of a template, on this line, is still empty.
    Unfilled(Box<str>, u32),
}

impl Run {
    /// The ways to walk now: of the stages entered, the latest first, then those common to all,
    /// then what is checked in the end.
    pub fn ways_back(&self, back: &Back) -> Vec<&Way> {
        self.ways_from(back.during)
    }

    /// The ways to walk when the stages up to this one were entered; nothing means all of them.
    pub fn ways_from(&self, during: Option<LegIx>) -> Vec<&Way> {
        let reached = |way: &&Way| match (way.leg, during) {
            (Some(leg), Some(during)) => {
                leg <= during && self.progress.gate(leg).left_out.is_none()
            }
            (Some(leg), None) => self.progress.gate(leg).left_out.is_none(),
            (None, _) => true,
        };
        let mut ways: Vec<&Way> = self.course.ways.iter().filter(reached).collect();
        ways.sort_by_key(|way| (way.verifies, way.leg.is_none(), std::cmp::Reverse(way.leg)));
        ways
    }

    /// Steps of the way back that nobody settled.
    pub fn open_on_the_way_back(&self, back: &Back) -> Vec<ItemIx> {
        let items = self.ways_back(back).into_iter().flat_map(|way| way.items.iter().copied());
        items.filter(|item| !self.is_settled(*item)).collect()
    }

    /// What the plan lacks, the gravest first. What the reader found tells of empty slots; a field
    /// that is filled while the run goes on («Evidence:») is none.
    pub fn lacks(&self, faults: &[Fault]) -> Vec<Lack> {
        let plan = &self.plan;
        let mut lacks = Vec::new();
        if self.course.ways.iter().all(|way| way.verifies) {
            lacks.push(Lack::NoWayBack);
        }
        if self.course.watched.is_empty() {
            lacks.push(Lack::NoRollbackCriteria);
        }
        if !names_anybody(plan) {
            lacks.push(Lack::NoOwner);
        }
        if !tells_times(plan) {
            lacks.push(Lack::NoTimes);
        }
        lacks.extend(zones_named(plan).into_iter().filter_map(|ask| match ask.meaning {
            Meaning::Choice(_) => Some(Lack::AmbiguousZone(ask.name)),
            Meaning::Unknown => Some(Lack::UnknownZone(ask.name)),
            Meaning::Fixed(_) | Meaning::Named(_) => None,
        }));
        let goes_back = !lacks.contains(&Lack::NoWayBack);
        for fault in faults {
            let line = fault.place.line;
            if let FaultKind::NoWayBack { stage } = &fault.kind
                && goes_back
            {
                lacks.push(Lack::NoWayBackFrom(stage.clone(), line));
            } else if let FaultKind::NoOwner { step } = &fault.kind {
                lacks.push(Lack::NobodyFor(step.clone(), line));
            } else if let FaultKind::UnfilledSlot { slot } = &fault.kind
                && !is_filled_later(slot)
            {
                lacks.push(Lack::Unfilled(slot.clone(), line));
            }
        }
        lacks
    }
}

/// «Evidence:», «Подпись:»: what only the run can fill.
fn is_filled_later(slot: &str) -> bool {
    const LATER: [&str; 13] = [
        "evidence",
        "proof",
        "result",
        "status",
        "actual",
        "sign",
        "link",
        "доказат",
        "подтвер",
        "результ",
        "статус",
        "факт",
        "подпис",
    ];
    let slot = slot.to_lowercase();
    slot.ends_with(':') && LATER.iter().any(|word| slot.starts_with(word))
}

fn names_anybody(plan: &Plan) -> bool {
    let owned = plan.items.iter().any(|item| {
        let fields = item.fields.iter().filter(|field| field.kind == FieldKind::Owner);
        !item.people.is_empty() || fields.into_iter().any(|field| !field.value.trim().is_empty())
    });
    owned || !plan.people.is_empty()
}

fn tells_times(plan: &Plan) -> bool {
    let tells = |schedule: Option<&Schedule>| {
        schedule.is_some_and(|it| it.window.is_some() || it.offset.is_some() || it.limit.is_some())
    };
    plan.window.is_some()
        || plan.sections.iter().any(|section| tells(section.schedule.as_deref()))
        || plan.items.iter().any(|item| tells(item.schedule.as_deref()))
}
