//! A run in hand: every press is decided, written, kept, and only then shown.

use super::settings::Settings;
use super::store::{self, Kept};
use super::{clock, shelf};
use crate::run::Run;
use crate::run::command::{Command, Refusal};
use crate::run::event::Event;
use crate::run::journal::{Actor, Entry, RunId};
use crate::run::seal::{self, Pen};
use crate::run::timing::ClockCheck;
use crate::run::wire;
use crate::view::live::Live;
use crate::view::room::{Left, last_own};
use leptos::ev;
use leptos::prelude::*;
use web_sys::js_sys::Uint8Array;

/// How far two clocks may drift apart between two beats before it is a jump.
const TOLERANCE_MS: i64 = 5_000;

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
    /// Since when nobody looked at it.
    pub(super) left: RwSignal<Option<Left>>,
    actor: Actor,
    settings: Settings,
}

impl Session {
    /// Takes a run in hand. The page is an actor of its own: a copied tab never writes as another.
    pub(super) fn new(id: RunId, run: Run, now_ms: Signal<i64>, settings: Settings) -> Self {
        let session = Self {
            run: id,
            live: Live::new(run, now_ms),
            refused: RwSignal::new(None),
            unsaved: RwSignal::new(None),
            left: RwSignal::new(None),
            actor: Actor(random()),
            settings,
        };
        session.hear_other_tabs();
        session.watch_the_clock(now_ms);
        session
    }

    /// What another tab of this browser keeps is known here at once.
    fn hear_other_tabs(self) {
        let own = format!("{}run/{}/", store::ROOT, self.run);
        let hear = move |told: web_sys::StorageEvent| {
            let key = told.key().filter(|key| key.starts_with(&own) && !key.ends_with("/plan"));
            let line = key.and_then(|_| told.new_value());
            if let Some(Ok(entry)) = line.map(|line| wire::entry(&line)) {
                self.live.record(entry);
            }
        };
        let heard = window_event_listener(ev::storage, hear);
        on_cleanup(move || heard.remove());
    }

    /// A clock that moved by itself goes into the journal of a run that is going on.
    fn watch_the_clock(self, now_ms: Signal<i64>) {
        Effect::new(move |before: Option<ClockCheck>| {
            now_ms.track();
            let now = clock::check();
            let jump = before.and_then(|before| now.jump(before, TOLERANCE_MS));
            let goes_on =
                self.live.peek(|run| run.progress.started.is_some() && run.progress.end.is_none());
            if let Some(event) = jump.filter(|_| goes_on) {
                self.tell(event);
            }
            now
        });
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

    /// Takes back the last thing that this page wrote.
    pub(super) fn undo_last(self) {
        if let Some(last) = self.live.peek(|run| last_own(run, self.actor)) {
            self.press(Command::Undo(last));
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
