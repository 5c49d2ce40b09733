//! A run in hand: every press is decided, written, kept, and only then shown.

use super::settings::Settings;
use super::store::Kept;
use super::{clock, shelf};
use crate::run::Run;
use crate::run::command::{Command, Refusal};
use crate::run::event::Event;
use crate::run::journal::{Actor, Entry, RunId};
use crate::run::seal::{self, Pen};
use crate::view::live::Live;
use leptos::prelude::*;
use web_sys::js_sys::Uint8Array;

/// A run in hand.
#[derive(Clone, Copy)]
pub(super) struct Session {
    /// Which run.
    pub(super) run: RunId,
    /// The run as views see it.
    pub(super) live: Live,
    /// Why the last press came to nothing.
    pub(super) refused: RwSignal<Option<Refusal>>,
    /// Entries that the browser did not keep, and why.
    pub(super) unsaved: RwSignal<Option<(Kept, usize)>>,
    actor: Actor,
    settings: Settings,
}

impl Session {
    /// Takes a run in hand. The page is an actor of its own: a copied tab never writes as another.
    pub(super) fn new(id: RunId, run: Run, now_ms: Signal<i64>, settings: Settings) -> Self {
        Self {
            run: id,
            live: Live::new(run, now_ms),
            refused: RwSignal::new(None),
            unsaved: RwSignal::new(None),
            actor: Actor(random()),
            settings,
        }
    }

    /// Does what a press asks for, or says why not.
    pub(super) fn press(self, command: Command) {
        match self.live.peek(|run| run.decide(command, clock::now_ms())) {
            Ok(event) => {
                self.refused.set(None);
                self.tell(event);
            }
            Err(refusal) => self.refused.set(Some(refusal)),
        }
    }

    /// Writes down what happened, keeps it and shows it.
    pub(super) fn tell(self, event: Event) {
        let pen = Pen {
            run: self.run,
            actor: self.actor,
            by: self.settings.who.with_untracked(|who| who.name.clone()),
            at_ms: clock::now_ms(),
            offset_min: clock::offset_min(),
            salt: random(),
        };
        let entry = self.live.peek(|run| seal::write(&pen, &run.journal, event));
        self.keep(&entry);
        self.live.record(entry);
    }

    fn keep(self, entry: &Entry) {
        match shelf::keep_entry(entry) {
            Kept::Yes => {}
            kept => self.unsaved.update(|unsaved| {
                let before = unsaved.map_or(0, |(_, count)| count);
                *unsaved = Some((kept, before + 1));
            }),
        }
    }
}

/// A number that nobody can guess.
pub(super) fn random() -> u64 {
    let bytes = Uint8Array::new_with_length(8);
    let filled =
        window().crypto().and_then(|it| it.get_random_values_with_array_buffer_view(&bytes));
    // Every browser that runs this page has it; without it numbers would still differ by time.
    if filled.is_err() {
        return clock::now_ms().unsigned_abs();
    }
    let mut number = [0; 8];
    bytes.copy_to(&mut number);
    u64::from_be_bytes(number)
}
