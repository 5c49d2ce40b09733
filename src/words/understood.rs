//! What the screen after opening says: the source beside the model, and how to put a reading right.

mod en;
mod ru;

use super::plural::{Thing, counted};
use super::{Lang, page};
use crate::plan::{Fix, Kind, Role};

/// The phrases of that screen.
#[derive(Debug)]
pub struct Understood {
    /// Over the source.
    pub source: &'static str,
    /// Over the model.
    pub model: &'static str,
    /// Over the findings, short enough for a tab.
    pub faults: &'static str,
    /// The choice between these, for ears.
    pub look: &'static str,
    /// Asks whether the chosen line was understood.
    pub wrong: &'static str,
    /// Nothing is chosen yet: what to do.
    pub choose: &'static str,
    /// How the choice moves by keys.
    pub keys: &'static str,
    /// What an item can be, in the order of [`KINDS`], as a button says it.
    pub kinds: [&'static str; 6],
    /// What a section can be, in the order of [`ROLES`].
    pub roles: [&'static str; 4],
    /// The item is done already.
    pub done: &'static str,
    /// Forgets what was put right.
    pub as_read: &'static str,
    /// Beside what a person put right.
    pub fixed: &'static str,
    /// What helps where corrections found nothing.
    pub strays_help: &'static str,
    /// Forgets corrections that found nothing.
    pub forget: &'static str,
    /// Opens a list of the lines that were mended.
    pub compare: &'static str,
    /// Leaves the plan on the shelf.
    pub shelve: &'static str,
}

/// What an item can be, each with the key that says so.
pub const KINDS: [(Kind, &str); 6] = [
    (Kind::Step, "s"),
    (Kind::Go, "g"),
    (Kind::Abort, "a"),
    (Kind::Rollback, "r"),
    (Kind::Artefact, "e"),
    (Kind::Note, "n"),
];

/// What a section can be, each with the key that says so.
pub const ROLES: [(Role, &str); 4] =
    [(Role::Stage, "t"), (Role::Phase, "p"), (Role::Rollback, "b"), (Role::Reference, "i")];

/// The key that says an item is done, or is not.
pub const DONE_KEY: &str = "d";
/// The key that forgets a correction.
pub const UNFIX_KEY: &str = "u";

/// The phrases in this language.
pub fn understood(lang: Lang) -> &'static Understood {
    match lang {
        Lang::Ru => &ru::UNDERSTOOD,
        Lang::En => &en::UNDERSTOOD,
    }
}

/// So many corrections found nothing to put right.
pub fn strays(lang: Lang, n: usize) -> String {
    let count = counted(lang, n, Thing::Correction);
    match (lang, n) {
        (Lang::Ru, _) => format!("{count} без места в этой редакции плана."),
        (Lang::En, 1) => format!("{count} has no place in this revision of the plan."),
        (Lang::En, _) => format!("{count} have no place in this revision of the plan."),
    }
}

/// What a correction said.
pub fn fix(lang: Lang, fix: Fix) -> String {
    match (lang, fix) {
        (_, Fix::Kind(kind)) => page::kind(lang, kind).to_owned(),
        (_, Fix::Role(role)) => page::role(lang, role).to_owned(),
        (Lang::Ru, Fix::Done(true)) => "сделано".to_owned(),
        (Lang::Ru, Fix::Done(false)) => "не сделано".to_owned(),
        (Lang::En, Fix::Done(true)) => "done".to_owned(),
        (Lang::En, Fix::Done(false)) => "not done".to_owned(),
    }
}
