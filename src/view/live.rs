//! The run as views see it: they read what they show and are told when it changed.
//!
//! A row listens to its own item alone, so that one tick wakes one row among ten thousand. What
//! concerns the run as a whole listens to everything. On paper nothing ever changes, and the same
//! views stand still.

use crate::plan::{Item, ItemIx, Plan};
use crate::run::Run;
use crate::run::event::Event;
use crate::run::journal::{Added, Entry, Journal};
use leptos::prelude::*;

/// A run that is shown.
#[derive(Clone, Copy)]
pub struct Live {
    run: StoredValue<Run>,
    /// One for each item.
    rows: StoredValue<Vec<ArcTrigger>>,
    /// Rings with every entry.
    any: StoredValue<ArcTrigger>,
    /// The time by which the run is told.
    pub now_ms: Signal<i64>,
}

impl Live {
    /// Shows a run; `now_ms` is whatever clock there is.
    pub fn new(run: Run, now_ms: Signal<i64>) -> Self {
        let rows = run.plan.items.iter().map(|_| ArcTrigger::new()).collect();
        Self {
            run: StoredValue::new(run),
            rows: StoredValue::new(rows),
            any: StoredValue::new(ArcTrigger::new()),
            now_ms,
        }
    }

    /// Reads the run and listens to nothing.
    pub fn peek<T>(self, read: impl FnOnce(&Run) -> T) -> T {
        self.run.with_value(read)
    }

    /// Reads the run and listens to all that happens.
    pub fn read<T>(self, read: impl FnOnce(&Run) -> T) -> T {
        self.any.with_value(ArcTrigger::track);
        self.run.with_value(read)
    }

    /// Something that follows from the run as a whole.
    pub fn memo<T>(self, read: impl Fn(&Run) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.read(&read))
    }

    /// Something that follows from the run and from the time.
    pub fn timed<T>(self, read: impl Fn(&Run, i64) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            let now_ms = self.now_ms.get();
            self.read(|run| read(run, now_ms))
        })
    }

    /// Something that follows from one item alone.
    pub fn row<T>(self, item: ItemIx, read: impl Fn(&Run) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            self.rows.with_value(|rows| rows.get(item.index()).map(ArcTrigger::track));
            self.run.with_value(&read)
        })
    }

    /// The item itself, which never changes under a run.
    pub fn item<T>(self, item: ItemIx, read: impl FnOnce(&Item) -> T) -> T {
        self.peek(|run| read(run.plan.item(item)))
    }

    /// Takes an entry that is kept, and wakes those whom it concerns.
    pub fn record(self, entry: Entry) {
        let event = entry.event.clone();
        let added = self.run.try_update_value(|run| run.record(entry)).unwrap_or(Added::Known);
        match added {
            Added::Known => {}
            Added::Among => self.ring_all(),
            Added::Last => match self.peek(|run| touched(run, &event)) {
                Touched::All => self.ring_all(),
                Touched::Rows(items) => self.ring(&items),
            },
        }
    }

    /// Takes what another tab or laptop knows.
    pub fn merge(self, other: &Journal) {
        if self.run.try_update_value(|run| run.merge(other)).unwrap_or(false) {
            self.ring_all();
        }
    }

    /// Goes on with another revision of the plan.
    pub fn amend(self, plan: Plan) {
        self.rows.update_value(|rows| rows.resize_with(plan.items.len(), ArcTrigger::new));
        self.run.update_value(|run| run.amend(plan));
        self.ring_all();
    }

    fn ring(self, items: &[ItemIx]) {
        let rows: Vec<ArcTrigger> = self.rows.with_value(|rows| {
            items.iter().filter_map(|it| rows.get(it.index()).cloned()).collect()
        });
        rows.iter().for_each(ArcTrigger::notify);
        self.any.get_value().notify();
    }

    fn ring_all(self) {
        self.rows.get_value().iter().for_each(ArcTrigger::notify);
        self.any.get_value().notify();
    }
}

/// What an entry changed.
enum Touched {
    Rows(Vec<ItemIx>),
    All,
}

/// The rows whose looks an event changes: its item, and those that hold it.
fn touched(run: &Run, event: &Event) -> Touched {
    let Some(told) = event.item() else { return Touched::All };
    let Some(item) = run.course.item_by_id(told) else { return Touched::Rows(Vec::new()) };
    let above = std::iter::successors(Some(item), |it| run.plan.item(*it).parent);
    Touched::Rows(above.collect())
}
