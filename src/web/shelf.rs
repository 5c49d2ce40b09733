//! What lies on the shelf: plans by the digest of their bytes, runs as the lines of their journals,
//! half-typed notes. Each thing has a key of its own, so that saving one writes one.
//!
//! Runs and plans lie in both stores. Plans are brought together when the page opens and are at hand
//! from then on; a run is put together when somebody takes it.

use super::clock;
use super::store::{self, Kept};
use super::vault::{self, Deed, Fall};
use crate::run::event::Event;
use crate::run::journal::{Digest, Journal, RunId};
use crate::run::kept::Slip;
use crate::run::kept::key::{self, of_gone, of_plans, of_run};
use crate::run::kept::names::{self, Name};
use crate::run::kept::plans::{self, lacking};
use crate::run::kept::state::Vault;
use crate::run::kept::union::{Union, union};
use leptos::task::spawn_local;

pub(super) use crate::run::kept::plans::KeptPlan;

/// A run as it was found.
pub(super) struct Found {
    /// What happened.
    pub(super) union: Union,
    /// The plan that it follows.
    pub(super) plan: KeptPlan,
    /// How the store that confirms does.
    pub(super) vault: Vault,
}

/// Keeps a plan, though it was removed before.
pub(super) fn keep_plan(digest: Digest, plan: &KeptPlan) {
    let gone_ms = store::recall(&plans::of_gone(digest)).and_then(|it| it.parse().ok());
    let at_ms = gone_ms.map_or(plan.at_ms, |gone_ms: i64| plan.at_ms.max(gone_ms + 1));
    let slips = KeptPlan { at_ms, ..plan.clone() }.slips(digest);
    for slip in &slips {
        store::keep_small(&slip.key, &slip.text);
    }
    spawn_local(async move {
        // A run of it will send it once more, and that is waited for.
        let _ = vault::write(Deed { keep: slips.into(), ..Deed::default() }).await;
    });
}

/// A plan that was kept.
pub(super) fn plan(digest: Digest) -> Option<KeptPlan> {
    KeptPlan::of(|part| store::recall(&plans::key(digest, part)))
}

/// Every plan that was kept and not removed.
pub(super) fn plans() -> Vec<Digest> {
    let names = store::keys("plan/");
    names
        .iter()
        .filter_map(|key| key.strip_suffix("/text")?.strip_prefix("plan/")?.parse().ok())
        .filter(|digest| {
            let note = store::recall(&plans::of_gone(*digest));
            note.is_none() || plan(*digest).is_some_and(|it| !it.is_gone(note.as_deref()))
        })
        .collect()
}

/// There is something to show: a plan, a run, or that nothing can be kept.
pub(super) async fn has_anything() -> bool {
    if store::fullness().is_none() {
        return true;
    }
    for start in ["plan/", "run/"] {
        if !store::keys(start).is_empty() || vault::keys(start).await.is_ok_and(|it| !it.is_empty())
        {
            return true;
        }
    }
    false
}

/// Which plan a run follows, the latest revision last, and that plan: what an entry stands on.
pub(super) fn keep_plan_of(run: RunId, digests: &[Digest]) -> Vec<Slip> {
    let lines: Vec<String> = digests.iter().map(Digest::to_string).collect();
    let list = Slip::new(of_plans(run), lines.join("\n"));
    store::keep_small(&list.key, &list.text);
    let plans = digests.iter().filter_map(|digest| Some(plan(*digest)?.slips(*digest)));
    plans.flatten().chain([list]).collect()
}

/// The revisions of the plan that a run follows.
pub(super) fn plans_of(run: RunId) -> Vec<Digest> {
    let kept = store::recall(&of_plans(run)).unwrap_or_default();
    kept.lines().filter_map(|line| line.parse().ok()).collect()
}

/// The plan that a run follows: as its journal says, else as was put down beside it. A run whose plan
/// is lost has an empty one, and is still a run.
pub(super) fn plan_of(run: RunId, journal: &Journal) -> KeptPlan {
    let named = journal.entries().iter().rev().filter_map(|entry| match &entry.event {
        Event::Started(start) => Some(start.plan),
        Event::PlanAmended { plan, .. } => Some(*plan),
        _ => None,
    });
    let listed = plans_of(run).into_iter().rev();
    named.chain(listed).find_map(plan).unwrap_or(KeptPlan {
        name: String::new(),
        text: String::new(),
        at_ms: 0,
        altered: true,
    })
}

/// What both stores hold of a run. If there is nothing: how the store that confirms does, for one
/// that cannot be read may have it.
pub(super) async fn find(run: RunId) -> Result<Found, Vault> {
    if is_gone(run) {
        return Err(Vault::Open);
    }
    let (kept, fallen) = match vault::slips(&[&of_run(run)]).await {
        Ok(kept) => (kept, Vault::Open),
        Err(fall) => (vault::spare_slips(&[&of_run(run)]).await, fallen(fall)),
    };
    let local = store::slips(&of_run(run));
    let union = union(run, local, kept);
    // Which plan it was to follow may be there: it was ended before the disk had its start.
    if union.is_empty() {
        return Err(fallen);
    }
    let mut plan = plan_of(run, &union.journal);
    if plan.altered {
        // The other store's copy is here then, if it has one.
        if settle().await.is_err() {
            take_spare_plans().await;
        }
        plan = plan_of(run, &union.journal);
    }
    Ok(Found { union, plan, vault: fallen })
}

/// Plans that lie where only a copy can be read.
async fn take_spare_plans() {
    for slip in vault::spare_slips(&["plan/"]).await {
        if store::recall(&slip.key).is_none() {
            store::keep_small(&slip.key, &slip.text);
        }
    }
}

/// Every run that was kept and not removed.
pub(super) async fn runs() -> Vec<RunId> {
    let mut keys = store::keys("run/");
    keys.extend(match vault::keys("run/").await {
        Ok(kept) => kept,
        Err(_) => vault::spare_keys("run/").await,
    });
    let mut runs: Vec<RunId> = keys.iter().filter_map(|it| key::run(it)).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.retain(|run| !is_gone(*run));
    runs
}

/// What the runs were called when they were seen last: known before anything of them is read.
pub(super) fn names() -> Vec<Name> {
    let mut names = names::listed(&store::recall(names::KEY).unwrap_or_default());
    names.retain(|it| !is_gone(it.run));
    names
}

/// Remembers what all the runs are called.
pub(super) fn keep_names(names: &[Name]) {
    store::keep_small(names::KEY, &names::list(names));
}

fn is_gone(run: RunId) -> bool {
    store::recall(&of_gone(run)).is_some()
}

/// Brings together what both stores hold besides the entries of runs, and finishes removals that
/// were cut short.
pub(super) async fn settle() -> Result<(), Fall> {
    let lists = |keys: Vec<String>| keys.into_iter().filter(|key| key.ends_with("/plan"));
    let kept = vault::keys("run/").await?;
    let of_runs: Vec<String> = lists(kept.clone()).collect();
    let starts = ["plan/", "gone/", "corrections/"].into_iter();
    let starts: Vec<&str> = starts.chain(of_runs.iter().map(String::as_str)).collect();
    let there = vault::slips(&starts).await?;
    let mut here = store::slips("plan/");
    here.extend(store::slips("gone/"));
    here.extend(store::slips("corrections/"));
    let text = |key: String| Some(Slip { text: store::recall(&key)?, key });
    here.extend(lists(store::keys("run/")).filter_map(text));
    let copied = lacking(&here, &there);
    for slip in &copied.to_local {
        store::keep_small(&slip.key, &slip.text);
    }
    let gone: Vec<RunId> = store::keys("gone/").iter().filter_map(|it| key::run(it)).collect();
    let of_gone = |key: &String| key::run(key).is_some_and(|run| gone.contains(&run));
    store::keys("run/").iter().filter(|key| of_gone(key)).for_each(|key| store::forget(key));
    let forget: Vec<String> = kept.into_iter().filter(of_gone).collect();
    let forget_all: Vec<String> = copied.gone.into_iter().flat_map(of_plan).collect();
    forget_all.iter().flat_map(|start| store::keys(start)).for_each(|key| store::forget(&key));
    let keep: Vec<Slip> = copied
        .to_vault
        .into_iter()
        .filter(|it| !(it.key.starts_with("run/") && of_gone(&it.key)))
        .collect();
    if keep.is_empty() && forget.is_empty() && forget_all.is_empty() {
        return Ok(());
    }
    vault::write(Deed { keep, forget, forget_all, ..Deed::default() }).await
}

/// Makes room in the store that others hear: packs go that the other store is seen to hold alike.
pub(super) async fn make_room() {
    for key in store::keys("run/").into_iter().filter(|key| key.contains("/pack/")) {
        let there = vault::text(&key).await;
        if there.is_ok_and(|text| text.is_some() && text == store::recall(&key)) {
            store::forget(&key);
        }
    }
}

/// Forgets a run and its half-typed notes, in both stores. That it is gone is remembered, so that no
/// copy of it comes back.
pub(super) fn forget_run(run: RunId) {
    let gone = Slip::new(of_gone(run), "1");
    store::keep_small(&gone.key, &gone.text);
    let corrections = format!("corrections/run/{run}");
    let starts = [of_run(run), format!("draft/{run}/"), format!("seat/{run}/"), corrections];
    starts.iter().flat_map(|start| store::keys(start)).for_each(|key| store::forget(&key));
    spawn_local(async move {
        // Cut short, it is finished when the page opens next.
        let _ =
            vault::write(Deed { keep: vec![gone], forget_all: starts.into(), ..Deed::default() })
                .await;
    });
}

/// Forgets a plan and what was put right in it, in both stores. When it was removed is remembered, so
/// that no older copy of it comes back.
pub(super) fn forget_plan(digest: Digest) {
    let kept_ms = plan(digest).map_or(0, |it| it.at_ms);
    let gone = Slip::new(plans::of_gone(digest), clock::now_ms().max(kept_ms).to_string());
    store::keep_small(&gone.key, &gone.text);
    let starts = of_plan(digest);
    starts.iter().flat_map(|start| store::keys(start)).for_each(|key| store::forget(&key));
    spawn_local(async move {
        // Cut short, it is finished when the page opens next.
        let _ =
            vault::write(Deed { keep: vec![gone], forget_all: starts.into(), ..Deed::default() })
                .await;
    });
}

/// Before everything of a plan.
fn of_plan(digest: Digest) -> [String; 2] {
    [format!("plan/{digest}/"), format!("corrections/plan/{digest}")]
}

/// Keeps a half-typed text; an empty one is forgotten, and so is any of a run that was removed.
pub(super) fn keep_draft(run: RunId, field: &str, text: &str) {
    let key = format!("draft/{run}/{field}");
    if text.is_empty() || is_gone(run) {
        store::forget(&key);
    } else if store::keep_small(&key, text) == Kept::Full {
        spawn_local(make_room());
    }
}

/// A half-typed text.
pub(super) fn draft(run: RunId, field: &str) -> String {
    store::recall(&format!("draft/{run}/{field}")).unwrap_or_default()
}

/// What became of the store.
pub(super) fn fallen(fall: Fall) -> Vault {
    match fall {
        Fall::Store(vault) => vault,
        Fall::Taken => Vault::Open,
    }
}
