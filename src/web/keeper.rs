//! Keeps runs: takes one in hand from the shelf, begins a new one.

use super::session::{Session, random};
use super::settings::Settings;
use super::shelf::KeptPlan;
use super::spool::{Letter, Spool};
use super::{away, corrections, lasting, poll, shelf, store, vault};
use crate::plan;
use crate::run::Run;
use crate::run::command::Command;
use crate::run::journal::{Journal, RunId};
use crate::run::kept::key;
use crate::run::kept::names;
use crate::run::kept::state::Kept;
use crate::run::kept::union::Union;
use crate::view::opened::Opened;
use crate::view::shelf::RunCard;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::time::Duration;

/// Whether a run is in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// It is.
    Holds,
    /// It is on its way.
    Reaches,
    /// There is none of that number.
    Empty,
}

/// The runs of this browser; one of them at most is in hand.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    /// The run in hand.
    pub(super) session: RwSignal<Option<Session>>,
    /// What is on its way to the disk.
    pub(super) spool: Spool,
    now_ms: Signal<i64>,
    settings: Settings,
    /// Rings when a run has come, or turned out not to be there, or went.
    turned: RwSignal<()>,
    reach: StoredValue<Reach>,
    /// A run outlives the screen that took it in hand.
    owner: StoredValue<Owner>,
    /// What holds all that the run in hand is made of.
    held: StoredValue<Option<Owner>>,
}

/// What the hand is out for.
#[derive(Default)]
struct Reach {
    wish: Option<RunId>,
    missing: BTreeSet<RunId>,
}

impl Keeper {
    pub(super) fn new(now_ms: Signal<i64>, settings: Settings) -> Self {
        let keeper = Self {
            session: RwSignal::new(None),
            spool: Spool::new(),
            now_ms,
            settings,
            turned: RwSignal::new(()),
            reach: StoredValue::new(Reach::default()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            held: StoredValue::new(None),
        };
        keeper.hear_removals();
        keeper
    }

    /// Brings both stores together; what was not there may be there then. One of the doors of
    /// [`super::annex::Rooms`].
    pub(super) fn bring_together(self) {
        spawn_local(async move {
            let mut settled = shelf::settle().await;
            if settled.is_ok() && vault::mend().await {
                settled = shelf::settle().await;
            }
            self.spool.kept.update(|kept| {
                kept.newer = store::later_keys();
                kept.fades = lasting::fades();
                if let Err(fall) = settled {
                    kept.vault = shelf::fallen(fall);
                }
            });
            self.reach.update_value(|reach| reach.missing.clear());
            self.turned.set(());
        });
    }

    /// A run that another tab removes goes from here, too.
    fn hear_removals(self) {
        let gone = format!("{}gone/", store::ROOT);
        // The page lives as long as its window: this is never taken off.
        let _ = window_event_listener(ev::storage, move |told| {
            let key = told.key().filter(|key| key.starts_with(&gone) && told.new_value().is_some());
            if let Some(run) = key.and_then(|it| key::run(&it[store::ROOT.len()..])) {
                self.lay_down(run);
            }
        });
    }

    /// Takes a run in hand, if it lies on the shelf. Whoever asks is told again once it has come.
    pub(super) fn take(self, id: RunId) -> Hand {
        self.turned.track();
        if self.session.with_untracked(|it| it.as_ref().is_some_and(|it| it.run == id)) {
            return Hand::Holds;
        }
        let reaches = self.reach.try_update_value(|reach| {
            if reach.missing.contains(&id) {
                return (Hand::Empty, false);
            }
            (Hand::Reaches, reach.wish.replace(id) != Some(id))
        });
        let Some((hand, is_new)) = reaches else { return Hand::Empty };
        if is_new {
            spawn_local(self.fetch(id));
        }
        hand
    }

    async fn fetch(self, id: RunId) {
        let found = shelf::find(id).await;
        if self.reach.with_value(|reach| reach.wish) != Some(id) {
            return;
        }
        self.reach.update_value(|reach| {
            reach.wish = None;
            if found.is_err() {
                reach.missing.insert(id);
            }
        });
        match found {
            Ok(found) => self.hold(id, found),
            Err(fallen) => self.spool.kept.update(|kept| kept.vault = fallen),
        }
        self.turned.set(());
    }

    /// Takes in hand what was found.
    fn hold(self, id: RunId, found: shelf::Found) {
        let Union { journal, damages, newer, loose, to_local, to_vault } = found.union;
        let (mut plan, _) = plan::read(&found.plan.text);
        plan.corrected(&corrections::of_run(id));
        self.spool.kept.update(|kept| {
            let before = store::later_keys();
            *kept = Kept {
                damaged: damages.len(),
                newer: before + newer,
                plan_altered: found.plan.altered,
                vault: found.vault,
                ..*kept
            };
        });
        for slip in to_local {
            self.spool.local(store::keep(&slip.key, &slip.text));
        }
        let session = self.hand(id, Run::new(plan, journal), loose);
        self.spool.send(to_vault.into_iter().map(|slip| Letter::entry(slip, true)).collect());
        session.left.set(away::known(session));
        session.pack();
    }

    /// Begins a run of an open plan.
    pub(super) fn begin(self, opened: &Opened, start: Command) -> RunId {
        let id = RunId(random());
        // Another tab may have removed the plan since it was opened here.
        if shelf::plan(opened.digest).is_none() {
            let (name, text) = (opened.name.clone(), opened.text().to_owned());
            let at_ms = self.now_ms.get_untracked();
            shelf::keep_plan(opened.digest, &KeptPlan { name, text, at_ms, altered: false });
        }
        let ground = shelf::keep_plan_of(id, &[opened.digest]);
        corrections::keep_of_run(id, &opened.corrections);
        self.spool.kept.update(|kept| {
            *kept = Kept { damaged: 0, plan_altered: false, ..*kept };
        });
        let run = Run::new((*opened.plan).clone(), Journal::default());
        let session = self.hand(id, run, BTreeSet::new());
        self.spool.send(ground.into_iter().map(Letter::ground).collect());
        session.press(start);
        lasting::ask(self.spool.kept);
        id
    }

    /// A run of which a copy came in: one in hand takes what the copy knows, another is looked for
    /// anew.
    pub(super) fn learn(self, id: RunId, journal: &Journal) {
        let session = self.session.get_untracked().filter(|it| it.run == id);
        if let Some(session) = session {
            session.live.merge(journal);
        }
        self.reach.update_value(|reach| {
            reach.missing.remove(&id);
        });
        self.turned.set(());
    }

    /// Lays a run down, if it is in hand, and does not look for it again.
    pub(super) fn lay_down(self, id: RunId) {
        self.reach.update_value(|reach| reach.missing.extend([id]));
        if self.session.with_untracked(|it| it.as_ref().is_some_and(|it| it.run == id)) {
            self.retire();
            self.session.set(None);
            self.turned.set(());
        }
        self.spool.drop_run(id);
    }

    /// What a run in hand calls itself.
    pub(super) fn title(self, id: RunId) -> Option<String> {
        let session = self.session.get().filter(|session| session.run == id)?;
        session.live.peek(|run| run.plan.title.as_deref().map(str::to_owned))
    }

    /// How a run in hand lies on the shelf.
    pub(super) fn card(self, id: RunId, now_ms: i64) -> Option<RunCard> {
        let session = self.session.get_untracked().filter(|session| session.run == id)?;
        let is_damaged = self.spool.kept.with_untracked(|it| it.damaged > 0 || it.plan_altered);
        Some(session.live.peek(|run| RunCard::of(id, run, is_damaged, now_ms)))
    }

    /// What happened in a run: what the page knows of it if it is in hand, saved or not, else what
    /// lies on the shelf.
    pub(super) async fn journal(self, id: RunId) -> Journal {
        let session = self.session.get_untracked().filter(|session| session.run == id);
        match session {
            Some(session) => session.live.peek(|run| run.journal.clone()),
            None => shelf::find(id).await.map(|it| it.union.journal).unwrap_or_default(),
        }
    }

    /// The run that was in hand goes on without this page.
    fn retire(self) {
        let Some(session) = self.session.get_untracked() else { return };
        session.retire();
        poll::let_go(session.run);
        if let Some(owner) = self.held.try_update_value(Option::take).flatten() {
            free(session, owner);
        }
    }

    /// The shelf names the run at once when the page opens next.
    fn remember(self, session: Session) {
        let now_ms = self.now_ms.get_untracked();
        let mut name = session.live.peek(|run| RunCard::of(session.run, run, false, now_ms)).name();
        // Nothing happened yet in a run that begins.
        if name.last_ms == 0 {
            name.last_ms = now_ms;
        }
        shelf::keep_names(&names::named(shelf::names(), name));
    }

    fn hand(self, id: RunId, run: Run, loose: BTreeSet<crate::run::journal::EntryRef>) -> Session {
        self.retire();
        let owner = self.owner.get_value().child();
        let session =
            owner.with(|| Session::new(id, run, self.now_ms, self.settings, self.spool, loose));
        self.held.set_value(Some(owner));
        self.remember(session);
        self.session.set(Some(session));
        session
    }
}

/// Gives back what a run was made of, once its screen is gone and nothing of it is under way.
fn free(session: Session, owner: Owner) {
    const SOON: Duration = Duration::from_secs(1);
    let due = move || {
        if session.is_at_work() {
            free(session, owner);
        } else {
            owner.cleanup();
        }
    };
    set_timeout(due, SOON);
}
