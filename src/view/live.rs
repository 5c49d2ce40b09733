//! The run as views see it: they read what they show and are told when it changed.
//!
//! A row listens to its own item alone, so that one tick wakes one row among ten thousand. What
//! concerns the run as a whole listens to everything. On paper nothing ever changes, and the same
//! views stand still.

use crate::plan::{Item, ItemIx, Plan};
use crate::run::Run;
use crate::run::journal::{Actor, Added, Entry, EntryRef, Journal};
use crate::run::progress::At;
use crate::run::tally::Touched;
use crate::run::timing::{Laid, Timing};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A run that is shown.
#[derive(Clone, Copy)]
pub struct Live {
    run: StoredValue<Run>,
    /// One for each item that somebody listens to.
    rows: StoredValue<BTreeMap<ItemIx, ArcTrigger>>,
    /// Rings with every entry.
    any: StoredValue<ArcTrigger>,
    /// The run laid out in time, and what that was made of.
    laid: StoredValue<Option<(Ground, Arc<Laid>)>>,
    /// Entries that could not be saved, by the item that they are about.
    unsaved: StoredValue<BTreeSet<(ItemIx, EntryRef)>>,
    /// The time by which the run is told.
    pub now_ms: Signal<i64>,
}

/// What a run lies on in time: when another entry began it, T0 was moved or the plan is another, it
/// is laid out anew.
type Ground = (Option<At>, Vec<(At, i64)>, usize, usize);

impl Live {
    /// Shows a run; `now_ms` is whatever clock there is.
    pub fn new(run: Run, now_ms: Signal<i64>) -> Self {
        Self {
            run: StoredValue::new(run),
            rows: StoredValue::new(BTreeMap::new()),
            any: StoredValue::new(ArcTrigger::new()),
            laid: StoredValue::new(None),
            unsaved: StoredValue::new(BTreeSet::new()),
            now_ms,
        }
    }

    /// The same run for one screen. A source remembers all who ever listened, so what listens there
    /// is forgotten with the screen.
    #[must_use]
    pub fn on_screen(self) -> Self {
        let now_ms = self.now_ms;
        on_cleanup(move || self.forget_listeners());
        Self { now_ms: Memo::new(move |_| now_ms.get()).into(), ..self }
    }

    /// Rows are listened to by screens alone. Whoever else listens is asked, and so listens anew.
    fn forget_listeners(self) {
        self.rows.try_update_value(BTreeMap::clear);
        self.any.try_with_value(ArcTrigger::notify);
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
            self.rows.try_update_value(|rows| rows.entry(item).or_default().track());
            self.run.with_value(&read)
        })
    }

    /// The item itself, which never changes under a run.
    pub fn item<T>(self, item: ItemIx, read: impl FnOnce(&Item) -> T) -> T {
        self.peek(|run| read(run.plan.item(item)))
    }

    /// The run in time, at a moment. What it lies on is kept for the next moment.
    pub fn timing(self, now_ms: i64) -> Timing {
        self.peek(|run| {
            let progress = &run.progress;
            let ground: Ground = (
                progress.started,
                progress.t0.clone(),
                progress.amended.len(),
                run.plan.items.len(),
            );
            let known = self.laid.with_value(|laid| {
                laid.as_ref().filter(|(of, _)| *of == ground).map(|(_, laid)| Arc::clone(laid))
            });
            let laid = known.unwrap_or_else(|| {
                let laid = Arc::new(Laid::of(run));
                self.laid.set_value(Some((ground, Arc::clone(&laid))));
                laid
            });
            Timing::on(&laid, run, now_ms)
        })
    }

    /// Takes an entry that is kept, and wakes those whom it concerns.
    pub fn record(self, entry: Entry) {
        let event = entry.event.clone();
        let added = self.run.try_update_value(|run| run.record(entry)).unwrap_or(Added::Known);
        match added {
            Added::Known => {}
            Added::Among => self.ring_all(),
            Added::Last => match self.peek(|run| run.touched(&event)) {
                Touched::All => self.ring_all(),
                Touched::None => self.any.get_value().notify(),
                Touched::Item(item) => self.ring(item),
            },
        }
    }

    /// Takes what another tab or laptop knows.
    pub fn merge(self, other: &Journal) {
        if self.run.try_update_value(|run| run.merge(other)).unwrap_or(false) {
            self.ring_all();
        }
    }

    /// These entries could not be saved, or are saved at last. The rows that they are about are told,
    /// and no others.
    pub fn saved(self, names: &[EntryRef], is_saved: bool) {
        let about = self.run.try_with_value(|run| {
            let item = |name: &EntryRef| {
                let told = &run.entry(run.progress.place(*name)?).event;
                match run.touched(told) {
                    Touched::Item(item) => Some((item, *name)),
                    Touched::None | Touched::All => None,
                }
            };
            names.iter().filter_map(item).collect::<Vec<_>>()
        });
        let about = about.unwrap_or_default().into_iter();
        let turned: Option<BTreeSet<ItemIx>> = self.unsaved.try_update_value(|unsaved| {
            let turns = |it: &(ItemIx, EntryRef)| {
                if is_saved { unsaved.remove(it) } else { unsaved.insert(*it) }
            };
            about.filter(turns).map(|(item, _)| item).collect()
        });
        let bells: Option<Vec<ArcTrigger>> = self.rows.try_with_value(|rows| {
            turned.iter().flatten().filter_map(|item| rows.get(item).cloned()).collect()
        });
        bells.iter().flatten().for_each(ArcTrigger::notify);
    }

    /// Something that was said of this item could not be saved.
    pub fn is_unsaved(self, item: ItemIx) -> bool {
        const FIRST: EntryRef = EntryRef { actor: Actor(0), seq: 0 };
        self.unsaved.with_value(|unsaved| {
            unsaved.range((item, FIRST)..).next().is_some_and(|(about, _)| *about == item)
        })
    }

    /// Goes on with another revision of the plan.
    pub fn amend(self, plan: Plan) {
        let unsaved = self.unsaved.try_update_value(std::mem::take).unwrap_or_default();
        self.run.update_value(|run| run.amend(plan));
        let names: Vec<EntryRef> = unsaved.into_iter().map(|(_, name)| name).collect();
        self.saved(&names, false);
        self.ring_all();
    }

    /// Wakes an item's row and those that hold it.
    fn ring(self, item: ItemIx) {
        let bells: Vec<ArcTrigger> = self.peek(|run| {
            let above = std::iter::successors(Some(item), |it| run.plan.item(*it).parent);
            self.rows.with_value(|rows| above.filter_map(|it| rows.get(&it).cloned()).collect())
        });
        bells.iter().for_each(ArcTrigger::notify);
        self.any.get_value().notify();
    }

    /// What every row and the times rest on may be another.
    fn ring_all(self) {
        self.laid.set_value(None);
        let bells: Vec<ArcTrigger> = self.rows.with_value(|rows| rows.values().cloned().collect());
        bells.iter().for_each(ArcTrigger::notify);
        self.any.get_value().notify();
    }
}
