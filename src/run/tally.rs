//! Counts beside where a run stands: of each stage how much is settled, what its gate waits for, what
//! is odd there. An entry puts right only what it touched, so that a press costs the same in a plan
//! of ten thousand items as in one of ten; the laws hold that against counting all of it anew.

use super::course::LegIx;
use super::event::Event;
use super::gate::{Look, Missing, standing};
use super::journal::Journal;
use super::progress::{Progress, State};
use super::{Run, course::Course};
use crate::plan::{ItemIx, Kind, Plan};
use std::collections::BTreeSet;

/// What every stage waits for, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    legs: Vec<Count>,
    /// How each item of a leg counts, by its place in the plan.
    wants: Vec<Want>,
    /// The place of each item within its leg.
    places: Vec<u32>,
    /// The item that each one is a part of.
    above: Vec<Option<ItemIx>>,
    /// What was put aside: it settles all that it holds.
    aside: BTreeSet<ItemIx>,
}

/// One stage in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Count {
    settled: usize,
    steps: usize,
    criteria: usize,
    /// Answers that differ, and what was tried and does not hold.
    odd: BTreeSet<(u32, ItemIx)>,
    /// Critical items that were confirmed: their word grows stale.
    critical: BTreeSet<(u32, ItemIx)>,
    /// What has to soak.
    waits: Vec<ItemIx>,
}

/// How an item counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Want {
    settled: bool,
    lacks: Lacks,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Lacks {
    #[default]
    Nothing,
    Step,
    Criterion,
    Odd,
}

/// What is missing at a gate: the plain in numbers, the rest by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanting {
    /// Steps that nobody settled.
    pub steps: usize,
    /// Criteria that nobody answered.
    pub criteria: usize,
    /// All else, in the order in which a person would meet it.
    pub rest: Vec<Missing>,
}

/// Whose looks an entry changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// Nobody's.
    None,
    /// One item's, and so of those that hold it.
    Item(ItemIx),
    /// Perhaps everybody's.
    All,
}

impl Touched {
    /// Whom an event concerns, once it is part of the journal.
    pub fn of(event: &Event, course: &Course, progress: &Progress, journal: &Journal) -> Self {
        let told = match event {
            Event::Started(_)
            | Event::RollbackStarted { .. }
            | Event::Retried { .. }
            | Event::PlanAmended { .. } => return Self::All,
            Event::Undone { entry } => {
                let target = progress.place(*entry).map(|at| &journal.entries()[at as usize].event);
                target.and_then(Event::item)
            }
            told => told.item(),
        };
        told.and_then(|id| course.item_by_id(id)).map_or(Self::None, Self::Item)
    }
}

impl Tally {
    /// Counts everything.
    pub fn of(look: Look<'_>, progress: &Progress) -> Self {
        let items = look.plan.items.len();
        let mut tally = Self {
            legs: vec![Count::default(); look.course.legs.len()],
            wants: vec![Want::default(); items],
            places: vec![0; items],
            above: above(look.plan),
            aside: (0..items).map(ItemIx::new).filter(|it| is_aside(progress, *it)).collect(),
        };
        for (leg, it) in look.course.each_leg() {
            for (place, item) in it.items.iter().enumerate() {
                tally.places[item.index()] = u32::try_from(place).unwrap_or(u32::MAX);
                if look.plan.item(*item).schedule.as_ref().is_some_and(|it| it.wait.is_some()) {
                    tally.legs[leg.index()].waits.push(*item);
                }
                tally.put_in(look, progress, leg, *item);
            }
        }
        tally
    }

    /// Puts right what an item's new state changes.
    pub(super) fn touch(&mut self, look: Look<'_>, progress: &Progress, item: ItemIx) {
        if is_aside(progress, item) || self.aside.contains(&item) {
            *self = Self::of(look, progress);
            return;
        }
        let mut next = Some(item);
        while let Some(item) = next {
            if let Some(leg) = look.course.leg_of(item) {
                self.take_out(leg, item);
                self.put_in(look, progress, leg, item);
            }
            next = self.above[item.index()];
        }
    }

    fn take_out(&mut self, leg: LegIx, item: ItemIx) {
        let place = (self.places[item.index()], item);
        let want = std::mem::take(&mut self.wants[item.index()]);
        let count = &mut self.legs[leg.index()];
        count.settled -= usize::from(want.settled);
        match want.lacks {
            Lacks::Nothing => {}
            Lacks::Step => count.steps -= 1,
            Lacks::Criterion => count.criteria -= 1,
            Lacks::Odd => {
                count.odd.remove(&place);
            }
        }
        count.critical.remove(&place);
    }

    fn put_in(&mut self, look: Look<'_>, progress: &Progress, leg: LegIx, item: ItemIx) {
        let place = (self.places[item.index()], item);
        let want = Want::of(look, progress, item);
        self.wants[item.index()] = want;
        let count = &mut self.legs[leg.index()];
        count.settled += usize::from(want.settled);
        match want.lacks {
            Lacks::Nothing => {}
            Lacks::Step => count.steps += 1,
            Lacks::Criterion => count.criteria += 1,
            Lacks::Odd => {
                count.odd.insert(place);
            }
        }
        if look.is_to_stay_fresh(progress, item) {
            count.critical.insert(place);
        }
    }

    /// How many of a stage's items nobody need wait for.
    pub fn settled(&self, leg: LegIx) -> usize {
        self.legs[leg.index()].settled
    }

    /// What has to soak in a stage.
    pub(super) fn waits(&self, leg: LegIx) -> &[ItemIx] {
        &self.legs[leg.index()].waits
    }
}

impl Want {
    fn of(look: Look<'_>, progress: &Progress, item: ItemIx) -> Self {
        let row = progress.row(item);
        let settled = look.is_settled(progress, item);
        let is_go = look.plan.item(item).kind == Kind::Go;
        let lacks = match (row.conflict.is_empty(), settled, row.state, is_go) {
            (true, true, ..) => Lacks::Nothing,
            (true, false, State::Open, true) => Lacks::Criterion,
            (true, false, State::Open, false) => Lacks::Step,
            (false, ..) | (true, false, ..) => Lacks::Odd,
        };
        Self { settled, lacks }
    }
}

impl Run {
    /// Whether nobody need wait for an item.
    pub fn is_settled(&self, item: ItemIx) -> bool {
        match self.course.leg_of(item) {
            Some(_) => self.tally.wants[item.index()].settled,
            None => self.look().is_settled(&self.progress, item),
        }
    }

    /// What is missing at a gate, at a moment; what is plainly open is only counted.
    pub fn wanting(&self, leg: LegIx, now_ms: i64) -> Wanting {
        let (look, progress) = (self.look(), &self.progress);
        let count = &self.tally.legs[leg.index()];
        let mut rest = standing(progress);
        let earlier = progress.current().filter(|current| *current < leg);
        rest.extend(earlier.map(Missing::Earlier));
        let soaking = count.waits.iter().map(|item| (self.tally.places[item.index()], *item));
        let named: BTreeSet<(u32, ItemIx)> = count.odd.iter().copied().chain(soaking).collect();
        let named =
            named.into_iter().filter_map(|(_, item)| look.lacking(progress, leg, item, now_ms));
        rest.extend(named.filter(|it| !matches!(it, Missing::Item(_, State::Open))));
        rest.extend(look.shutting(progress, now_ms));
        let entered = self.course.each_leg().take_while(|(ix, _)| *ix <= leg);
        let entered = entered.filter(|(ix, _)| progress.gate(*ix).left_out.is_none());
        let critical = entered.flat_map(|(ix, _)| &self.tally.legs[ix.index()].critical);
        let critical = critical.map(|(_, item)| *item);
        rest.extend(critical.filter_map(|item| look.stale(progress, item, now_ms)));
        Wanting { steps: count.steps, criteria: count.criteria, rest }
    }
}

fn is_aside(progress: &Progress, item: ItemIx) -> bool {
    matches!(progress.row(item).state, State::Aside(_))
}

/// The item that each one is a part of: the last one before it that stands less deep.
fn above(plan: &Plan) -> Vec<Option<ItemIx>> {
    let mut open: Vec<ItemIx> = Vec::new();
    let items = plan.items.iter().enumerate();
    items
        .map(|(n, item)| {
            while open.last().is_some_and(|last| plan.item(*last).depth >= item.depth) {
                open.pop();
            }
            let above = open.last().copied();
            open.push(ItemIx::new(n));
            above
        })
        .collect()
}
