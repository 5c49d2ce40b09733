//! What was put right in the reading of plans: kept beside each plan and beside each run, under keys
//! of their own. A new revision of a plan takes over what was put right in the last one.

use super::vault::{self, Deed};
use super::{shelf, store};
use crate::plan::{self, Correction, Id, Plan};
use crate::run::journal::{Digest, RunId};
use crate::run::kept::Slip;
use crate::run::wire::RunFile;
use leptos::task::spawn_local;

/// Keeps what was put right in a plan.
pub(super) fn keep_of_plan(plan: Digest, corrections: &[Correction]) {
    keep(&format!("corrections/plan/{plan}"), corrections);
}

/// What was put right in a plan; nothing where nobody ever looked at it.
pub(super) fn of_plan(plan: Digest) -> Option<Vec<Correction>> {
    recall(&format!("corrections/plan/{plan}"))
}

/// Keeps the corrections that a run is run with.
pub(super) fn keep_of_run(run: RunId, corrections: &[Correction]) {
    keep(&format!("corrections/run/{run}"), corrections);
}

/// The corrections that a run is run with.
pub(super) fn of_run(run: RunId) -> Vec<Correction> {
    recall(&format!("corrections/run/{run}")).unwrap_or_default()
}

/// What was put right in the revision that lay on the shelf before this one: the latest plan of the
/// same name or title.
pub(super) fn inherited(digest: Digest, name: &str, plan: &Plan) -> Vec<Correction> {
    earlier(digest, name, plan).into_iter().find_map(of_plan).unwrap_or_default()
}

/// The words that these had in an earlier revision; empty where none of them tells.
pub(super) fn words_of(ids: &[Id], digest: Digest, name: &str, plan: &Plan) -> Vec<String> {
    let mut said = vec![String::new(); ids.len()];
    if ids.is_empty() {
        return said;
    }
    for before in earlier(digest, name, plan) {
        let Some(kept) = shelf::plan(before) else { continue };
        let (old, _) = plan::read(&kept.text);
        for (said, id) in said.iter_mut().zip(ids).filter(|(said, _)| said.is_empty()) {
            let item = old.items.iter().find(|it| it.id == *id).map(|it| &it.text);
            let section = old.sections.iter().find(|it| it.id == *id).map(|it| &it.title);
            *said = item.or(section).map(ToString::to_string).unwrap_or_default();
        }
    }
    said
}

/// Other plans of the same name or title, the latest first.
pub(super) fn earlier(digest: Digest, name: &str, plan: &Plan) -> Vec<Digest> {
    let title = plan.title.as_deref();
    let alike = |other: Digest| {
        let kept = shelf::plan(other)?;
        let is_alike = kept.name.eq_ignore_ascii_case(name)
            || (title.is_some() && plan::read(&kept.text).0.title.as_deref() == title);
        is_alike.then_some((kept.at_ms, other))
    };
    let others = shelf::plans().into_iter().filter(|it| *it != digest);
    let mut found: Vec<(i64, Digest)> = others.filter_map(alike).collect();
    found.sort_by_key(|(at_ms, _)| std::cmp::Reverse(*at_ms));
    found.into_iter().map(|(_, digest)| digest).collect()
}

/// They are kept as they travel: each bears its digest.
fn keep(key: &str, corrections: &[Correction]) {
    let file = RunFile { corrections: corrections.to_vec(), ..RunFile::default() };
    let slip = Slip::new(key, file.write());
    store::keep_small(&slip.key, &slip.text);
    spawn_local(async move {
        // Without that store the other one has to do.
        let _ = vault::write(Deed { keep: vec![slip], ..Deed::default() }).await;
    });
}

fn recall(key: &str) -> Option<Vec<Correction>> {
    let text = store::recall(key)?;
    RunFile::open(text.as_bytes()).ok().map(|opened| opened.file.corrections)
}
