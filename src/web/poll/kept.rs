//! What the watch keeps in this browser: what a person allowed and set for a plan, and when each
//! signal of a run spoke last, so that a reload is a silence and not a beginning.

use super::Desk;
use crate::plan::Plan;
use crate::run::Run;
use crate::run::event::{Event, Source};
use crate::run::journal::{Digest, RunId};
use crate::run::watch::{Heard, Pace, Post, Terms};
use crate::web::{clock, corrections, shelf, store};
use std::collections::{BTreeMap, BTreeSet};

/// What was allowed and set for a plan; for one that nobody was asked about yet, what was for an
/// earlier revision of it: of that counts only what stands there unchanged.
pub(super) fn terms(digest: Digest, earlier: &[Digest], plan: &Plan) -> Terms {
    let kept = |digest: Digest| store::recall(&key(digest)).map(|text| Terms::of(&text));
    let name = shelf::plan(digest).map(|kept| kept.name).unwrap_or_default();
    let before = || corrections::earlier(digest, &name, plan).into_iter().find_map(kept);
    kept(digest)
        .or_else(|| earlier.iter().rev().copied().find_map(kept))
        .or_else(before)
        .unwrap_or_default()
}

/// Keeps what is allowed and set for a plan.
pub(super) fn keep_terms(digest: Digest, terms: &Terms) {
    // What is not kept is asked again after a reload.
    store::keep_small(&key(digest), &terms.text());
}

/// The addresses of a plan that a person allowed.
pub(in crate::web) fn allowed(digest: Digest, plan: &Plan) -> BTreeSet<Box<str>> {
    let mut post = Post::new(plan, None, Pace::default(), clock::now_ms());
    let allowed = post.take_terms(clock::now_ms(), &terms(digest, &[], plan));
    allowed.into_iter().map(|target| post.targets[target].url.clone()).collect()
}

/// Keeps what a person allows before a run of this plan begins; what was set stays.
pub(in crate::web) fn allow(
    digest: Digest,
    plan: &Plan,
    base: Option<&str>,
    urls: &BTreeSet<Box<str>>,
) {
    let now_ms = clock::now_ms();
    let mut post = Post::new(plan, base, Pace::default(), now_ms);
    post.take_terms(now_ms, &terms(digest, &[], plan));
    for target in 0..post.targets.len() {
        if urls.contains(&post.targets[target].url) {
            // Nobody asks anything here: it is only marked.
            post.hear(now_ms, Heard::Allowed(target, true), 0);
        }
    }
    keep_terms(digest, &post.terms());
}

/// For this very plan.
fn key(digest: Digest) -> String {
    format!("watch/{digest}")
}

/// The plan of a run as it is now, and those that it was run by before.
pub(super) fn digests(run: &Run) -> Option<(Digest, Vec<Digest>)> {
    let amended = run.progress.amended.iter().filter_map(|at| match &run.entry(*at).event {
        Event::PlanAmended { plan, .. } => Some(*plan),
        _ => None,
    });
    let mut all: Vec<Digest> = run.start().map(|start| start.plan).into_iter().collect();
    all.extend(amended);
    Some((all.pop()?, all))
}

fn spoken_key(run: RunId) -> String {
    format!("spoken/{run}")
}

/// Keeps when each signal spoke last.
pub(super) fn keep_spoken(desk: &Desk) {
    let spoken = desk.post.spoken();
    let lines: Vec<String> = spoken.map(|(signal, at_ms)| format!("{at_ms} {signal}")).collect();
    // Without it the next silence is told as longer than it was.
    store::keep_small(&spoken_key(desk.session.run), &lines.join("\n"));
}

/// When each signal spoke last in this run, and whether the journal never heard of it.
pub(super) fn spoken(run: &Run, id: RunId) -> impl Fn(&str) -> (i64, bool) + use<> {
    let began_ms = run.progress.started.map_or(0, |at| run.entry(at).at_ms);
    let known: BTreeSet<String> = (run.journal.entries().iter())
        .filter_map(|entry| match &entry.event {
            Event::MeasuringGap { signal, .. } => Some(signal.text.to_string()),
            Event::Answered { source: Source::Measured(signal), .. }
            | Event::Tripped { source: Source::Measured(signal), .. } => {
                Some(signal.text.to_string())
            }
            _ => None,
        })
        .collect();
    let kept = store::recall(&spoken_key(id)).unwrap_or_default();
    let last: BTreeMap<String, i64> = kept
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(at_ms, signal)| Some((signal.to_owned(), at_ms.parse().ok()?)))
        .collect();
    move |signal| {
        let at_ms = last.get(signal).copied().unwrap_or(began_ms).max(began_ms);
        (at_ms, !known.contains(signal))
    }
}
