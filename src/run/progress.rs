//! Where the run stands: the journal, added up over the course.
//!
//! `fold` is total: any journal folds over any plan, entry by entry in the journal's order, and
//! folding the rest onto a folded prefix gives the whole. What fits nothing becomes a stray. Undo
//! works from the moment it was said: it takes one telling back, it does not rewrite what happened
//! in between.

mod apply;
mod row;
mod undo;

use super::course::{Course, LegIx};
use super::event::{Event, Seat, Start};
use super::gate;
use super::journal::{Entry, EntryRef, Journal};
use crate::plan::{Id, ItemIx, Plan};
use std::collections::BTreeMap;

pub use row::{Row, State, source};

/// An entry's place in the journal.
pub type At = u32;

/// Where a run stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// What is known of each item, by its place in the plan.
    pub rows: Vec<Row>,
    /// What is known of each gate, by its leg.
    pub gates: Vec<Gate>,
    /// The entry that began the run.
    pub started: Option<At>,
    /// Each T0 that was set, the one in force last.
    pub t0: Vec<(At, i64)>,
    /// Who has the lead.
    pub lead: Option<Seat>,
    /// Each hold, and the entry that ended it.
    pub holds: Vec<(At, Option<At>)>,
    /// Each way back that was begun, the latest last.
    pub backs: Vec<Back>,
    /// Each new attempt after a way back, and from which leg.
    pub retries: Vec<(At, LegIx)>,
    /// Each new revision of the plan.
    pub amended: Vec<At>,
    /// Obligations that a person closed, by the step that opened them.
    pub closed: BTreeMap<ItemIx, At>,
    /// Notes about the run as a whole.
    pub notes: Vec<At>,
    /// Jumps of a clock, and times in which nothing was measured.
    pub breaks: Vec<At>,
    /// The names under the run.
    pub signed: Vec<At>,
    /// How it ended.
    pub end: Option<End>,
    /// Entries that fit nothing, and why.
    pub strays: Vec<(At, Stray)>,
    /// Entries that were taken back, by the entry that did it.
    pub undone: BTreeMap<At, At>,
    /// How many entries were folded.
    folded: usize,
    /// The latest amendment for which earlier passages were added up once more.
    amended_at: At,
    /// Every entry's place.
    places: BTreeMap<EntryRef, At>,
    /// The moment of the last entry.
    last_ms: i64,
}

/// What happened at a stage's gate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gate {
    /// When the stage was entered.
    pub entered_ms: Option<i64>,
    /// How many different people it asks for, if not as many as the others.
    pub asked: Vec<(At, u8)>,
    /// Those who let the release through, each with their entry.
    pub passes: Vec<At>,
    /// Passages that were said while the gate was shut: they count for nothing.
    pub contested: Vec<At>,
    /// The entry that opened it.
    pub opened: Option<At>,
    /// It was opened though something was missing.
    pub overridden: bool,
    /// It was opened over an earlier revision of the plan, which did not ask for all that this one
    /// asks for.
    pub by_earlier_plan: bool,
    /// The last no.
    pub refused: Option<At>,
    /// Each no, and the passages that were said before it: they count no longer.
    pub voided: Vec<(At, Vec<At>)>,
    /// The stage was left out.
    pub left_out: Option<At>,
}

impl Gate {
    /// Whether the release is behind it.
    pub fn is_behind(&self) -> bool {
        self.opened.is_some() || self.left_out.is_some()
    }

    /// Whoever wants to pass after a no says so anew.
    fn refuse(&mut self, at: At) {
        self.voided.push((at, std::mem::take(&mut self.passes)));
        self.refused = Some(at);
    }

    /// The last no is taken back; false where somebody passed after it.
    fn unrefuse(&mut self) -> bool {
        if !self.passes.is_empty() || self.is_behind() {
            return false;
        }
        self.passes = self.voided.pop().map(|(_, passes)| passes).unwrap_or_default();
        self.refused = self.voided.last().map(|(at, _)| *at);
        true
    }
}

/// One way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Back {
    /// The entry that began it.
    pub began: At,
    /// The criterion that caused it.
    pub cause: Option<ItemIx>,
    /// The leg in hand when it began; nothing where all were behind.
    pub during: Option<LegIx>,
    /// The entry that ended it, and whether the old state is back.
    pub finished: Option<(At, bool)>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The entry that ended it.
    pub at: At,
    /// It was given up.
    pub abandoned: bool,
}

/// Why an entry fits nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stray {
    /// The plan has no such item.
    NoItem(Id),
    /// The plan has no such stage.
    NoStage(Id),
    /// An item of this kind cannot be told this.
    WrongKind,
    /// The run had begun, or ended, or was signed in this seat already.
    Again,
    /// The gate was shut when the passage was said.
    GateShut,
    /// No such way back is under way.
    NoWayBack,
    /// What it takes back cannot be taken back, or is not there.
    CannotUndo,
    /// It was written behind the end of the run by somebody who knew of it.
    AfterEnd,
    /// A later version wrote it.
    Unknown,
}

/// Adds up a journal.
pub fn fold(plan: &Plan, course: &Course, journal: &Journal) -> Progress {
    let mut progress = Progress::new(plan, course);
    progress.follow(plan, course, journal);
    progress
}

impl Progress {
    /// Where a run stands before anything happened.
    pub fn new(plan: &Plan, course: &Course) -> Self {
        Self {
            rows: plan.items.iter().map(Row::of).collect(),
            gates: vec![Gate::default(); course.legs.len()],
            ..Self::default()
        }
    }

    /// Folds the entries that were not folded yet.
    pub fn follow(&mut self, plan: &Plan, course: &Course, journal: &Journal) {
        for at in self.folded..journal.len() {
            self.apply(plan, course, journal, at);
        }
    }

    /// What is known of an item.
    pub fn row(&self, item: ItemIx) -> &Row {
        &self.rows[item.index()]
    }

    /// What is known of a gate.
    pub fn gate(&self, leg: LegIx) -> &Gate {
        &self.gates[leg.index()]
    }

    /// The first stage whose gate the release is not behind.
    pub fn current(&self) -> Option<LegIx> {
        self.gates.iter().position(|gate| !gate.is_behind()).map(LegIx::new)
    }

    /// T0 as it is now.
    pub fn t0_ms(&self) -> Option<i64> {
        self.t0.last().map(|(_, t0_ms)| *t0_ms)
    }

    /// The entry by which everything waits.
    pub fn held(&self) -> Option<At> {
        self.holds.last().filter(|(_, ended)| ended.is_none()).map(|(at, _)| *at)
    }

    /// The way back that is being walked.
    pub fn back(&self) -> Option<&Back> {
        self.backs.last().filter(|back| back.finished.is_none())
    }

    /// A way back that was finished and that nothing followed yet.
    pub fn is_back(&self) -> Option<&Back> {
        let last = self.backs.last()?;
        let (finished, _) = last.finished?;
        self.retries.last().is_none_or(|(retried, _)| *retried < finished).then_some(last)
    }

    /// The place of an entry.
    pub fn place(&self, entry: EntryRef) -> Option<At> {
        self.places.get(&entry).copied()
    }

    /// The moment of the last entry.
    pub fn last_ms(&self) -> i64 {
        self.last_ms
    }

    /// What was settled before the run began.
    pub fn start<'a>(&self, journal: &'a Journal) -> Option<&'a Start> {
        let entry: &Entry = journal.entries().get(self.started? as usize)?;
        match &entry.event {
            Event::Started(start) => Some(start),
            _ => None,
        }
    }

    /// How many people a gate asks for.
    pub fn people_asked(&self, leg: LegIx, journal: &Journal) -> u8 {
        let asked = self.gate(leg).asked.last().map(|(_, people)| *people);
        asked.or_else(|| self.start(journal).map(|start| start.gate_people)).unwrap_or(1).max(1)
    }

    /// Whether somebody put a name under the run in this seat.
    pub fn is_signed(&self, journal: &Journal, seat: &Seat) -> bool {
        self.signed.iter().any(|at| match &journal.entries()[*at as usize].event {
            Event::SignedOff(other) => same_seat(&other.seat, seat),
            _ => false,
        })
    }
}

/// One seat has one name under the run: the role's where there is one, else the person's.
fn same_seat(one: &Seat, other: &Seat) -> bool {
    if one.role.is_empty() && other.role.is_empty() {
        return gate::same_name(&one.name, &other.name);
    }
    gate::same_name(&one.role, &other.role)
}
