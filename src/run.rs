//! What happened: one attempt at a plan.
//!
//! Where a run stands is never stored. A journal holds what happened, and `fold` adds it up over
//! the plan's course. Time, randomness and names arrive as arguments; nothing here knows a clock, a
//! file or a screen.
//!
//! The way of a press: a [`Command`] is decided into an [`event::Event`] or a [`Refusal`]; the
//! event is written as an entry, kept, and only then recorded here.

pub mod alarm;
pub mod command;
pub mod course;
pub mod critical;
pub mod event;
pub mod gate;
pub mod hash;
pub mod journal;
pub mod kept;
pub mod obligation;
pub mod progress;
pub mod rollback;
pub mod seal;
pub mod tally;
pub mod timing;
pub mod watch;
pub mod wire;
pub mod zone;

pub use command::{Command, Refusal};

use crate::plan::{Id, ItemIx, Plan};
use course::Course;
use event::{Event, Start};
use gate::Look;
use journal::{Added, Entry, Journal};
use obligation::Obligation;
use progress::{At, Progress, fold};
use tally::{Tally, Touched};

/// A plan, what happened, and where that leaves us.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The plan as it is now.
    pub plan: Plan,
    /// The plan as it is run.
    pub course: Course,
    /// What the plan switches on and has to switch off.
    pub obliged: Vec<Obligation>,
    /// What happened.
    pub journal: Journal,
    /// Where that leaves us.
    pub progress: Progress,
    /// That in numbers.
    pub tally: Tally,
}

impl Run {
    /// A run of this plan with what happened so far.
    pub fn new(plan: Plan, journal: Journal) -> Self {
        let course = Course::of(&plan);
        let obliged = Obligation::of(&plan);
        let progress = fold(&plan, &course, &journal);
        Self::standing_at(plan, course, obliged, journal, progress)
    }

    /// A run that was added up before.
    pub fn standing_at(
        plan: Plan,
        course: Course,
        obliged: Vec<Obligation>,
        journal: Journal,
        progress: Progress,
    ) -> Self {
        let look = Look { plan: &plan, course: &course, journal: &journal };
        let tally = Tally::of(look, &progress);
        Self { plan, course, obliged, journal, progress, tally }
    }

    /// Takes an entry that is safely kept.
    pub fn record(&mut self, entry: Entry) -> Added {
        let added = self.journal.add(entry);
        self.catch_up(added);
        added
    }

    /// Takes what another laptop knows; true if any of it was new.
    pub fn merge(&mut self, other: &Journal) -> bool {
        let new = self.journal.merge(other);
        if new {
            self.catch_up(Added::Among);
        }
        new
    }

    /// Goes on with another revision of the plan; progress is kept by item.
    pub fn amend(&mut self, plan: Plan) {
        let journal = std::mem::take(&mut self.journal);
        *self = Self::new(plan, journal);
    }

    /// An entry by its place.
    pub fn entry(&self, at: At) -> &Entry {
        &self.journal.entries()[at as usize]
    }

    /// What was settled before the run began.
    pub fn start(&self) -> Option<&Start> {
        self.progress.start(&self.journal)
    }

    /// What a gate looks at.
    pub fn look(&self) -> Look<'_> {
        Look { plan: &self.plan, course: &self.course, journal: &self.journal }
    }

    /// The identity of an item.
    pub fn id(&self, item: ItemIx) -> Id {
        self.plan.item(item).id
    }

    fn catch_up(&mut self, added: Added) {
        match added {
            Added::Known => {}
            Added::Last => {
                self.progress.follow(&self.plan, &self.course, &self.journal);
                let touched = self.journal.entries().last().map(|it| self.touched(&it.event));
                match touched.unwrap_or(Touched::None) {
                    Touched::None => {}
                    Touched::Item(item) => {
                        let (plan, course, journal) = (&self.plan, &self.course, &self.journal);
                        self.tally.touch(Look { plan, course, journal }, &self.progress, item);
                    }
                    Touched::All => self.tally = Tally::of(self.look(), &self.progress),
                }
            }
            Added::Among => {
                self.progress = fold(&self.plan, &self.course, &self.journal);
                self.tally = Tally::of(self.look(), &self.progress);
            }
        }
    }

    /// Whose looks an event of the journal changed.
    pub fn touched(&self, event: &Event) -> Touched {
        Touched::of(event, &self.course, &self.progress, &self.journal)
    }
}
