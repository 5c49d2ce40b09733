//! A run in hand: every press is decided, written, shown, and on its way to the disk.
//!
//! Each page is an actor of its own, with a number that it drew when it took the run in hand. One
//! writer under a Web Lock would save that number, but a tab that the browser froze with the lock in
//! hand stops all the others, and a number used twice forks the journal: a page that was killed may
//! have shown others an entry that no disk has, and its successor would give that entry's number to
//! another. The price is some thirty characters in each entry for each page that wrote before.
//!
//! Tabs hear of each other's entries by the keys of the first store, and where that does not take one,
//! by a channel. A tab that slept reads both stores when it wakes.

use super::settings::Settings;
use super::spool::{Letter, Spool};
use super::store::{self, Kept as Took};
use super::vault::{self, Deed, Fall};
use super::{clock, packer, poll, shelf, signing, soon, tabs};
use crate::run::Run;
use crate::run::command::{Command, Refusal};
use crate::run::event::{Event, Seat, SignOff};
use crate::run::journal::{Actor, Entry, EntryRef, Journal, RunId};
use crate::run::kept::key;
use crate::run::kept::union::union;
use crate::run::seal::{self, Pen, Seal};
use crate::run::timing::ClockCheck;
use crate::run::wire::{self, Statement};
use crate::view::live::Live;
use crate::view::room::{Left, last_own};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
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
    /// Since when nobody looked at it.
    pub(super) left: RwSignal<Option<Left>>,
    actor: Actor,
    settings: Settings,
    spool: Spool,
    desk: StoredValue<Desk>,
}

/// What a session has on its desk.
#[derive(Default)]
struct Desk {
    /// Entries of other tabs that are not shown yet.
    heard: Vec<Entry>,
    /// Presses that wait until a seat is settled.
    later: Option<Vec<Wish>>,
    /// Entries that stand alone in the stores.
    loose: BTreeSet<EntryRef>,
    /// Packs that were read.
    packs: BTreeSet<String>,
    /// Another run is in hand, or none.
    is_retired: bool,
}

/// What is to be done.
enum Wish {
    Press(Command),
    Tell(Event),
}

impl Session {
    /// Takes a run in hand.
    pub(super) fn new(
        id: RunId,
        run: Run,
        now_ms: Signal<i64>,
        settings: Settings,
        spool: Spool,
        loose: BTreeSet<EntryRef>,
    ) -> Self {
        let session = Self {
            run: id,
            live: Live::new(run, now_ms),
            refused: RwSignal::new(None),
            left: RwSignal::new(None),
            actor: Actor(random()),
            settings,
            spool,
            desk: StoredValue::new(Desk { loose, ..Desk::default() }),
        };
        spool.when_arrived(Callback::new(move |()| session.pack()));
        let live = session.live;
        spool.when_turned(Callback::new(move |(names, is_saved): (Vec<_>, _)| {
            live.saved(&names, is_saved);
        }));
        session.hear_other_tabs();
        session.watch_the_clock(now_ms);
        session
    }

    /// What another tab of this browser does is known here at once, or as soon as this one wakes.
    fn hear_other_tabs(self) {
        let own = format!("{}{}", store::ROOT, key::of_run(self.run));
        let hear = move |told: web_sys::StorageEvent| {
            let key = told.key().filter(|key| key.starts_with(&own) && !key.ends_with("/plan"));
            if let Some(line) = key.and_then(|_| told.new_value()) {
                self.hear(&line);
            }
        };
        let heard = window_event_listener(ev::storage, hear);
        let told = tabs::listen(move |line| self.hear(&line));
        let woken = tabs::when_woken(move || {
            if self.is_in_hand() {
                spawn_local(self.catch_up());
            }
        });
        let ears = StoredValue::new_local((told, woken));
        on_cleanup(move || {
            heard.remove();
            ears.dispose();
        });
    }

    /// Hears and tells no more.
    pub(super) fn retire(self) {
        self.desk.update_value(|desk| desk.is_retired = true);
    }

    /// Whether something is under way that still reads the run.
    pub(super) fn is_at_work(self) -> bool {
        self.desk.try_with_value(|desk| desk.later.is_some()).unwrap_or(false)
    }

    fn is_in_hand(self) -> bool {
        self.desk.try_with_value(|desk| !desk.is_retired).unwrap_or(false)
    }

    fn hear(self, line: &str) {
        let Ok(entry) = wire::entry(line) else { return };
        if entry.run != self.run || !self.is_in_hand() {
            return;
        }
        let first = self.desk.try_update_value(|desk| {
            desk.loose.insert(entry.name());
            desk.heard.push(entry);
            desk.heard.len() == 1
        });
        if first == Some(true) {
            soon::soon(move || self.show_heard());
        }
    }

    /// Shows what was heard, all of it in one go.
    fn show_heard(self) {
        let heard = self.desk.try_update_value(|desk| std::mem::take(&mut desk.heard));
        self.take(heard.unwrap_or_default());
    }

    fn take(self, mut entries: Vec<Entry>) {
        match (entries.len(), entries.pop()) {
            (1, Some(entry)) => self.live.record(entry),
            (_, Some(entry)) => self.live.merge(&Journal::of(entries.into_iter().chain([entry]))),
            (_, None) => {}
        }
    }

    /// Reads what both stores hold and this page may not have heard of.
    async fn catch_up(self) {
        let start = key::of_run(self.run);
        let local = store::slips(&start);
        let vault = vault::slips(&[&start]).await.unwrap_or_default();
        let known = self.desk.try_with_value(|desk| desk.packs.clone()).unwrap_or_default();
        let new = |slips: Vec<crate::run::kept::Slip>| {
            slips.into_iter().filter(|slip| !known.contains(&slip.key)).collect::<Vec<_>>()
        };
        let (local, vault) = (new(local), new(vault));
        let packs: Vec<String> = local
            .iter()
            .chain(&vault)
            .filter(|slip| slip.key.contains("/pack/"))
            .map(|slip| slip.key.clone())
            .collect();
        let found = union(self.run, local, vault);
        self.desk.try_update_value(|desk| {
            desk.packs.extend(packs);
            desk.loose.extend(found.loose);
        });
        self.take(found.journal.entries().to_vec());
    }

    /// A clock that moved by itself goes into the journal of a run that is going on.
    fn watch_the_clock(self, now_ms: Signal<i64>) {
        Effect::new(move |before: Option<ClockCheck>| {
            now_ms.track();
            let now = clock::check();
            let jump = before.and_then(|before| now.jump(before, TOLERANCE_MS));
            let goes_on =
                self.live.peek(|run| run.progress.started.is_some() && run.progress.end.is_none());
            if let Some(event) = jump.filter(|_| goes_on && self.is_in_hand()) {
                self.tell(event);
            }
            now
        });
    }

    /// Does what a press asks for, or says why not.
    pub(super) fn press(self, command: Command) {
        if let Some(Wish::Press(command)) = self.put_off(Wish::Press(command)) {
            match self.live.peek(|run| run.decide(command, clock::now_ms())) {
                Ok(Event::SignedOff(sign)) => {
                    self.refused.set(None);
                    self.sign(*sign);
                }
                Ok(event) => {
                    self.refused.set(None);
                    if matches!(event, Event::Finished { .. } | Event::Abandoned { .. }) {
                        for gap in poll::open_gaps(self.run) {
                            self.tell(gap);
                        }
                    }
                    self.tell(event);
                }
                Err(refusal) => self.refused.set(Some(refusal)),
            }
        }
    }

    /// Takes back the last thing that this page wrote.
    pub(super) fn undo_last(self) {
        if let Some(last) = self.live.peek(|run| last_own(run, self.actor)) {
            self.press(Command::Undo(last));
        }
    }

    /// Writes down what happened, shows it and sends it to the disk.
    pub(super) fn tell(self, event: Event) {
        if let Some(Wish::Tell(event)) = self.put_off(Wish::Tell(event)) {
            let entry = self.write(event);
            self.keep(&entry);
            let name = entry.name();
            self.live.record(entry);
            if self.spool.is_failing() {
                self.live.saved(&[name], false);
            }
        }
    }

    /// While a seat is being settled the next entry's number is not known: what comes, waits.
    fn put_off(self, wish: Wish) -> Option<Wish> {
        let mut wish = Some(wish);
        self.desk.update_value(|desk| {
            if let Some(later) = &mut desk.later {
                later.extend(wish.take());
            }
        });
        wish
    }

    fn pen(self) -> Pen {
        Pen {
            run: self.run,
            actor: self.actor,
            by: self.settings.who.with_untracked(|who| who.name.clone()),
            at_ms: clock::now_ms(),
            offset_min: clock::offset_min(),
            salt: random(),
        }
    }

    fn write(self, event: Event) -> Entry {
        self.live.peek(|run| seal::write(&self.pen(), &run.journal, event))
    }

    fn keep(self, entry: &Entry) {
        let is_local = self.keep_local(entry);
        self.spool.send(vec![Letter::entry(key::slip(entry), is_local)]);
    }

    /// Keeps an entry where other tabs hear of it.
    fn keep_local(self, entry: &Entry) -> bool {
        let slip = key::slip(entry);
        let took = store::keep(&slip.key, &slip.text);
        self.spool.local(took);
        if took != Took::Yes {
            tabs::tell(&slip.text);
        }
        if took == Took::Full {
            spawn_local(shelf::make_room());
        }
        self.desk.update_value(|desk| desk.loose.extend([entry.name()]));
        took == Took::Yes
    }

    /// Two tabs may sign for one seat in the same moment. The seat is claimed in the transaction
    /// that writes the signature, and only one of them can be first.
    fn sign(self, sign: SignOff) {
        let Seat { name, role } = &sign.seat;
        let name = if role.is_empty() { name.clone() } else { role.clone() };
        self.desk.update_value(|desk| desk.later = Some(Vec::new()));
        spawn_local(async move {
            let entry = self.signed(sign).await;
            let mut claim = key::slip(&entry);
            let keep = vec![claim.clone()];
            claim.key = key::of_seat(self.run, &name);
            match vault::write(Deed { claim: Some(claim), keep, ..Deed::default() }).await {
                Ok(()) => {
                    self.keep_local(&entry);
                    self.spool.has();
                    self.live.record(entry);
                }
                Err(Fall::Taken) => {
                    self.catch_up().await;
                    self.refused.set(Some(Refusal::Signed(name)));
                }
                // Without that store this page's own knowledge has to do.
                Err(Fall::Store(_)) => {
                    self.keep(&entry);
                    self.live.record(entry);
                }
            }
            self.do_what_waited();
        });
    }

    /// A name under the run as it is now, with this browser's key where there is one. What is heard
    /// while the key signs makes another journal: then it signs that one.
    async fn signed(self, mut sign: SignOff) -> Entry {
        const TURNS: usize = 3;
        for _ in 0..TURNS {
            let (pen, sum) = (self.pen(), self.live.peek(|run| Seal::now(&run.journal)));
            let statement = Statement::of(&pen, sum, &sign.seat, &sign.statement.text);
            let signed = signing::sign(&statement.to_sign()).await;
            let Some((key, signature)) = signed else { break };
            sign.seal = sum.head;
            sign.envelope = Some(statement.envelope(&key, &signature).into());
            let event = Event::SignedOff(Box::new(sign.clone()));
            let is_same = |run: &Run| Seal::now(&run.journal) == sum;
            let entry =
                self.live.peek(|run| is_same(run).then(|| seal::write(&pen, &run.journal, event)));
            if let Some(entry) = entry {
                return entry;
            }
        }
        sign.envelope = None;
        sign.seal = self.live.peek(|run| Seal::now(&run.journal).head);
        self.write(Event::SignedOff(Box::new(sign)))
    }

    fn do_what_waited(self) {
        let later = self.desk.try_update_value(|desk| desk.later.take()).flatten();
        for wish in later.unwrap_or_default() {
            match wish {
                Wish::Press(command) => self.press(command),
                Wish::Tell(event) => self.tell(event),
            }
        }
    }

    /// Packs older entries once enough of them stand alone.
    pub(super) fn pack(self) {
        let Some(loose) = self.desk.try_with_value(|desk| desk.loose.clone()) else { return };
        let packed = packer::due(self.run, self.live, &loose);
        if packed.is_empty() {
            return;
        }
        spawn_local(async move {
            for packed in packed {
                let Some(names) = packer::pack(packed).await else { return };
                self.desk.try_update_value(|desk| {
                    desk.loose.retain(|name| !names.contains(name));
                });
            }
        });
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
