//! What is on its way to the disk. What is written together goes together; what the disk did not take
//! is kept here and tried again, each time a little later, for as long as the page is open.

use super::store::{self, Kept as Took};
use super::vault::{self, Deed, Fall};
use crate::run::journal::{EntryRef, RunId};
use crate::run::kept::Slip;
use crate::run::kept::key::{self, Part};
use crate::run::kept::state::{Kept, Local, Vault};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The first pause before something is tried again, and the longest.
const PAUSE: Duration = Duration::from_millis(400);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);
/// How much goes in one transaction at most.
const MOST: usize = 1000;

/// Something on its way.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    slip: Slip,
    /// It is an entry: people see whether it is saved.
    is_entry: bool,
    /// The first store has it.
    is_local: bool,
    /// It could not be saved so far.
    has_failed: bool,
}

impl Letter {
    /// An entry that the first store took, or did not.
    pub(super) fn entry(slip: Slip, is_local: bool) -> Self {
        Self { slip, is_entry: true, is_local, has_failed: false }
    }

    /// Something that an entry stands on.
    pub(super) fn ground(slip: Slip) -> Self {
        Self { slip, is_entry: false, is_local: true, has_failed: false }
    }
}

impl Letter {
    fn name(&self) -> Option<EntryRef> {
        match Part::of(&self.slip.key) {
            Part::Entry(name) => Some(name),
            Part::Pack(..) | Part::Plans | Part::Unknown => None,
        }
    }
}

/// All that is on its way.
#[derive(Clone, Copy)]
pub(super) struct Spool {
    /// How safely everything is kept.
    pub(super) kept: RwSignal<Kept>,
    way: StoredValue<Way>,
}

#[derive(Debug, Default)]
struct Way {
    waiting: Vec<Letter>,
    is_busy: bool,
    /// How long the next pause is, while one failed after the other.
    pause: Option<Duration>,
    is_pausing: bool,
    /// Called once everything has arrived.
    arrived: Option<Callback<()>>,
    /// Called with entries that could not be saved, or are saved after that.
    turned: Option<Callback<(Vec<EntryRef>, bool)>>,
}

impl Spool {
    pub(super) fn new() -> Self {
        let spool =
            Self { kept: RwSignal::new(Kept::default()), way: StoredValue::new(Way::default()) };
        // A page that holds what no store took asks before it goes.
        let _ = window_event_listener(ev::beforeunload, move |leaving| {
            if spool.kept.with_untracked(|kept| kept.has_failed && kept.nowhere > 0) {
                leaving.prevent_default();
            }
        });
        spool
    }

    /// What to do each time everything has arrived.
    pub(super) fn when_arrived(self, arrived: Callback<()>) {
        self.way.update_value(|way| way.arrived = Some(arrived));
    }

    /// Whom to tell of entries that could not be saved, and once they are.
    pub(super) fn when_turned(self, turned: Callback<(Vec<EntryRef>, bool)>) {
        self.way.update_value(|way| way.turned = Some(turned));
    }

    /// What is sent now cannot be saved as it seems: the last that was sent could not.
    pub(super) fn is_failing(self) -> bool {
        self.kept.with_untracked(|kept| kept.has_failed)
    }

    /// Sends this to the disk.
    pub(super) fn send(self, mut letters: Vec<Letter>) {
        let is_failing = self.is_failing();
        for letter in &mut letters {
            letter.has_failed = is_failing;
        }
        let entries = letters.iter().filter(|it| it.is_entry).count();
        self.way.update_value(|way| way.waiting.extend(letters));
        if entries > 0 {
            self.kept.update(|kept| kept.written += entries);
        }
        self.pump();
    }

    /// A run was removed: what of it is on its way goes nowhere.
    pub(super) fn drop_run(self, run: RunId) {
        let start = key::of_run(run);
        let dropped = self.way.try_update_value(|way| {
            let before = way.waiting.iter().filter(|it| it.is_entry).count();
            way.waiting.retain(|letter| !letter.slip.key.starts_with(&start));
            before - way.waiting.iter().filter(|it| it.is_entry).count()
        });
        self.kept.update(|kept| kept.written -= dropped.unwrap_or(0));
    }

    /// The disk has an entry that went another way.
    pub(super) fn has(self) {
        self.kept.update(|kept| {
            kept.written += 1;
            kept.saved += 1;
        });
    }

    /// What the store that others hear did with something.
    pub(super) fn local(self, took: Took) {
        let local = match took {
            Took::Yes => Local::Open,
            Took::Full => Local::Full,
            Took::Forbidden => Local::Forbidden,
        };
        if self.kept.with_untracked(|kept| kept.local != local) {
            self.kept.update(|kept| kept.local = local);
        }
    }

    /// Whatever is sent in the same breath goes in one transaction: the start of a run and the plan
    /// that it stands on.
    fn pump(self) {
        spawn_local(async move {
            let mut batch = self.next();
            if batch.is_empty() {
                return;
            }
            let keep = batch.iter().map(|letter| letter.slip.clone()).collect();
            let outcome = vault::write(Deed { keep, ..Deed::default() }).await;
            if outcome.is_err() {
                for letter in batch.iter_mut().filter(|letter| !letter.is_local) {
                    letter.is_local = store::keep(&letter.slip.key, &letter.slip.text) == Took::Yes;
                }
            }
            self.settle(batch, outcome);
        });
    }

    /// What goes now; nothing while something is under way.
    fn next(self) -> Vec<Letter> {
        let batch = self.way.try_update_value(|way| {
            if way.is_busy || way.waiting.is_empty() {
                return Vec::new();
            }
            way.is_busy = true;
            let rest = way.waiting.split_off(way.waiting.len().min(MOST));
            std::mem::replace(&mut way.waiting, rest)
        });
        batch.unwrap_or_default()
    }

    fn settle(self, mut batch: Vec<Letter>, outcome: Result<(), Fall>) {
        if outcome.is_err() {
            // What waits behind it fares no better.
            let behind = self.way.try_update_value(|way| std::mem::take(&mut way.waiting));
            batch.extend(behind.unwrap_or_default());
        }
        let turned: Vec<EntryRef> = (batch.iter())
            .filter(|letter| letter.is_entry && (letter.has_failed || outcome.is_err()))
            .filter_map(Letter::name)
            .collect();
        if outcome.is_err() {
            for letter in &mut batch {
                letter.has_failed = true;
            }
        }
        let entries = batch.iter().filter(|letter| letter.is_entry).count();
        let fallen = outcome.err().map(|fall| match fall {
            Fall::Store(vault) => vault,
            Fall::Taken => Vault::Failing,
        });
        let nowhere = self.way.try_update_value(|way| {
            way.is_busy = false;
            if fallen.is_some() {
                way.waiting = batch;
            } else {
                way.pause = None;
            }
            way.waiting.iter().filter(|it| it.is_entry && !it.is_local).count()
        });
        self.kept.update(|kept| {
            kept.saved += if fallen.is_none() { entries } else { 0 };
            kept.has_failed = fallen.is_some();
            kept.vault = fallen.unwrap_or_default();
            kept.nowhere = nowhere.unwrap_or(0);
        });
        if let Some(told) = self.way.with_value(|way| way.turned).filter(|_| !turned.is_empty()) {
            told.run((turned, fallen.is_none()));
        }
        if fallen.is_some() {
            return self.try_later();
        }
        self.pump();
        if let Some(arrived) =
            self.way.with_value(|way| way.arrived.filter(|_| way.waiting.is_empty()))
        {
            arrived.run(());
        }
    }

    fn try_later(self) {
        let pause = self.way.try_update_value(|way| {
            let pause = way.pause.unwrap_or(PAUSE);
            way.pause = Some((pause * 2).min(LONGEST_PAUSE));
            (!std::mem::replace(&mut way.is_pausing, true)).then_some(pause)
        });
        if let Some(pause) = pause.flatten() {
            let again = move || {
                self.way.update_value(|way| way.is_pausing = false);
                self.pump();
            };
            set_timeout(again, pause);
        }
    }
}
