//! What was switched on for the release and must be switched off again.

use super::progress::{At, Progress, State};
use crate::plan::{ItemIx, Plan, Switch};

/// A step that switches something on, and the step that switches it off, if the plan has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obligation {
    /// The step that switches it on.
    pub on: ItemIx,
    /// The step that switches it off.
    pub off: Option<ItemIx>,
    /// What it is.
    pub what: Switch,
}

/// How an obligation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The step that switched it on.
    pub on: ItemIx,
    /// The step that switches it off.
    pub off: Option<ItemIx>,
    /// What it is.
    pub what: Switch,
    /// The entry by which it was switched on.
    pub opened: Option<At>,
    /// The entry by which it ended.
    pub closed: Option<At>,
    /// It was switched on and nobody answered for it yet.
    pub is_open: bool,
}

impl Obligation {
    /// Those of a plan.
    pub fn of(plan: &Plan) -> Vec<Self> {
        let _ = plan;
        Vec::new()
    }

    /// How it stands in a run.
    pub fn standing(&self, progress: &Progress) -> Standing {
        let done = |item: ItemIx| {
            let row = progress.row(item);
            (row.state == State::Done).then_some(row.by)
        };
        let on = done(self.on);
        let off = self.off.and_then(done);
        let closed = progress.closed.get(&self.on).copied();
        Standing {
            on: self.on,
            off: self.off,
            what: self.what,
            opened: on.flatten(),
            closed: closed.or(off.flatten()),
            is_open: on.is_some() && off.is_none() && closed.is_none(),
        }
    }
}
