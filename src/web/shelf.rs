//! What lies on the shelf: plans by the digest of their bytes, runs as the lines of their journals,
//! half-typed notes. Each thing has a key of its own, so that saving one writes one.

use super::store::{self, Kept};
use crate::run::journal::{Digest, Entry, Journal, RunId};
use crate::run::wire::{self, Damage};

/// A plan as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptPlan {
    /// The name of its file.
    pub(super) name: String,
    /// Its words.
    pub(super) text: String,
    /// When it was kept.
    pub(super) at_ms: i64,
}

/// Keeps a plan.
pub(super) fn keep_plan(digest: Digest, plan: &KeptPlan) -> Kept {
    let key = |part: &str| format!("plan/{digest}/{part}");
    let all = [
        store::keep(&key("text"), &plan.text),
        store::keep(&key("name"), &plan.name),
        store::keep(&key("at"), &plan.at_ms.to_string()),
    ];
    all.into_iter().find(|kept| *kept != Kept::Yes).unwrap_or(Kept::Yes)
}

/// A plan that was kept.
pub(super) fn plan(digest: Digest) -> Option<KeptPlan> {
    let part = |part: &str| store::recall(&format!("plan/{digest}/{part}"));
    Some(KeptPlan {
        text: part("text")?,
        name: part("name").unwrap_or_default(),
        at_ms: part("at").and_then(|at| at.parse().ok()).unwrap_or(0),
    })
}

/// Every plan that was kept.
pub(super) fn plans() -> Vec<Digest> {
    let names = store::keys("plan/");
    names
        .iter()
        .filter_map(|key| key.strip_suffix("/text")?.strip_prefix("plan/")?.parse().ok())
        .collect()
}

/// Keeps an entry of a run.
pub(super) fn keep_entry(entry: &Entry) -> Kept {
    let key = format!("run/{}/{}/{:08}", entry.run, entry.actor, entry.seq);
    store::keep(&key, &wire::line(entry))
}

/// Which plan a run follows, the latest revision last.
pub(super) fn keep_plan_of(run: RunId, digests: &[Digest]) -> Kept {
    let lines: Vec<String> = digests.iter().map(Digest::to_string).collect();
    store::keep(&format!("run/{run}/plan"), &lines.join("\n"))
}

/// The revisions of the plan that a run follows.
pub(super) fn plans_of(run: RunId) -> Vec<Digest> {
    let kept = store::recall(&format!("run/{run}/plan")).unwrap_or_default();
    kept.lines().filter_map(|line| line.parse().ok()).collect()
}

/// What happened in a run, and what of it is damaged.
pub(super) fn journal(run: RunId) -> (Journal, Vec<Damage>) {
    let keys = store::keys(&format!("run/{run}/"));
    let lines: Vec<String> = keys
        .iter()
        .filter(|key| !key.ends_with("/plan"))
        .filter_map(|key| store::recall(key))
        .collect();
    wire::journal(&lines.join("\n"))
}

/// Every run that was kept.
pub(super) fn runs() -> Vec<RunId> {
    let id = |key: &String| u64::from_str_radix(key.split('/').nth(1)?, 16).ok();
    let mut runs: Vec<RunId> = store::keys("run/").iter().filter_map(id).map(RunId).collect();
    runs.dedup();
    runs
}

/// Forgets a run and its half-typed notes.
pub(super) fn forget_run(run: RunId) {
    let keys = [store::keys(&format!("run/{run}/")), store::keys(&format!("draft/{run}/"))];
    keys.iter().flatten().for_each(|key| store::forget(key));
}

/// Forgets a plan.
pub(super) fn forget_plan(digest: Digest) {
    for key in store::keys(&format!("plan/{digest}/")) {
        store::forget(&key);
    }
}

/// Keeps a half-typed text; an empty one is forgotten.
pub(super) fn keep_draft(run: RunId, field: &str, text: &str) {
    let key = format!("draft/{run}/{field}");
    if text.is_empty() {
        store::forget(&key);
    } else {
        store::keep(&key, text);
    }
}

/// A half-typed text.
pub(super) fn draft(run: RunId, field: &str) -> String {
    store::recall(&format!("draft/{run}/{field}")).unwrap_or_default()
}
