//! Keeps runs: takes one in hand from the shelf, begins a new one.

use super::session::{Session, random};
use super::settings::Settings;
use super::{corrections, shelf};
use crate::plan;
use crate::run::Run;
use crate::run::command::Command;
use crate::run::journal::{Journal, RunId};
use crate::view::opened::Opened;
use leptos::prelude::*;

/// The runs of this browser; one of them at most is in hand.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    /// The run in hand.
    pub(super) session: RwSignal<Option<Session>>,
    now_ms: Signal<i64>,
    settings: Settings,
    /// A run outlives the screen that took it in hand.
    owner: StoredValue<Owner>,
}

impl Keeper {
    pub(super) fn new(now_ms: Signal<i64>, settings: Settings) -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        Self { session: RwSignal::new(None), now_ms, settings, owner }
    }

    /// Takes a run in hand, if it lies on the shelf with its plan.
    pub(super) fn take(self, id: RunId) -> bool {
        if self.session.with_untracked(|it| it.as_ref().is_some_and(|it| it.run == id)) {
            return true;
        }
        let Some(text) = shelf::plans_of(id).last().and_then(|digest| shelf::plan(*digest)) else {
            return false;
        };
        let (journal, _) = shelf::journal(id);
        let (mut plan, _) = plan::read(&text.text);
        plan.corrected(&corrections::of_run(id));
        self.hand(id, Run::new(plan, journal));
        true
    }

    /// Begins a run of an open plan.
    pub(super) fn begin(self, opened: &Opened, start: Command) -> RunId {
        let id = RunId(random());
        shelf::keep_plan_of(id, &[opened.digest]);
        corrections::keep_of_run(id, &opened.corrections);
        let session = self.hand(id, Run::new((*opened.plan).clone(), Journal::default()));
        session.press(start);
        id
    }

    /// A run in hand takes what another copy of it knows.
    pub(super) fn learn(self, id: RunId, journal: &Journal) {
        let session = self.session.get_untracked().filter(|it| it.run == id);
        if let Some(session) = session {
            session.live.merge(journal);
        }
    }

    /// Lays a run down, if it is in hand.
    pub(super) fn lay_down(self, id: RunId) {
        if self.session.with_untracked(|it| it.as_ref().is_some_and(|it| it.run == id)) {
            self.session.set(None);
        }
    }

    /// What a run in hand calls itself.
    pub(super) fn title(self, id: RunId) -> Option<String> {
        let session = self.session.get().filter(|session| session.run == id)?;
        session.live.peek(|run| run.plan.title.as_deref().map(str::to_owned))
    }

    fn hand(self, id: RunId, run: Run) -> Session {
        let owner = self.owner.get_value();
        let session = owner.with(|| Session::new(id, run, self.now_ms, self.settings));
        self.session.set(Some(session));
        session
    }
}
