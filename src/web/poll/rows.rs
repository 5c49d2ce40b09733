//! What the screen shows of the watch, in words.

use super::Desk;
use crate::plan::ItemIx;
use crate::run::watch::{Binding, State, Unit};
use crate::view::health::Row;
use crate::web::clock;
use crate::words::Lang;
use crate::words::health::{age, fault, health, next_step, outcome, silent, state};
use leptos::prelude::window;

/// After so long without a value a person is asked to look.
const ASK_PERSON_MS: i64 = 120_000;

/// Addresses that nobody allowed yet, and that may be asked.
pub(super) fn asking(desk: &Desk) -> Vec<(usize, String, u32)> {
    let targets = desk.post.targets.iter().enumerate();
    targets
        .filter(|(n, it)| it.bar.is_none() && !desk.post.is_allowed(*n))
        .map(|(n, it)| (n, it.url.to_string(), it.line))
        .collect()
}

/// What is wrong with the conditions that were typed for an address.
pub(super) fn faults(desk: &Desk, target: usize, lang: Lang) -> Vec<String> {
    let (of, faults) = &desk.faults;
    let faults = faults.iter().filter(|_| *of == target);
    faults.map(|it| fault(lang, it)).collect()
}

/// How one signal stands.
pub(super) fn row(desk: &Desk, (target, want): (usize, usize), lang: Lang) -> Row {
    let (post, now_ms) = (&desk.post, clock::now_ms());
    let (address, wanted) = (&post.targets[target], &post.targets[target].wants[want]);
    let (seen, stands) = (post.seen(target, want), post.state(target, want));
    let rests = rests(desk, (target, want), lang, now_ms);
    let silent_ms = post.silent_ms(target, want, now_ms);
    let origin = window().location().origin().unwrap_or_default();
    let mut next = next_step(lang, &stands, &origin);
    if silent_ms.is_some_and(|ms| ms > ASK_PERSON_MS) && !rests.is_empty() {
        next = Some(health(lang).look_yourself.to_owned());
    }
    let is_number = wanted.signal.is_some() || wanted.measure.is_some();
    let going = match stands {
        State::Barred(_) | State::NotAllowed => None,
        State::Paused => Some(false),
        _ => Some(true),
    };
    let gates = desk.session.live.peek(|run| {
        let opened = run.progress.gates.iter().filter_map(|gate| gate.opened);
        opened.map(|at| run.entry(at).at_ms).collect()
    });
    let shown_age = silent_ms.map(|ms| silent(lang, ms));
    let last_age = seen.at_ms.map(|at_ms| age(lang, now_ms - at_ms));
    Row {
        name: wanted.name.to_string(),
        url: address.url.to_string(),
        host: host(&address.url).to_owned(),
        mark: stands.mark(),
        word: stands.word(),
        said: state(lang, &stands),
        next,
        value: seen.sight.value.filter(|_| is_number).map(|value| value.to_string()),
        age: shown_age.or(last_age),
        is_old: silent_ms.is_some(),
        rests,
        unit_open: question(desk, (target, want)).is_some(),
        going,
        past: seen.past.iter().copied().collect(),
        limits: limits(desk, wanted.signal),
        gates,
    }
}

/// `http://shop:8080/health` stands on `shop:8080`.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// The criteria that rest on a signal, and what is to be said of each.
fn rests(desk: &Desk, at: (usize, usize), lang: Lang, now_ms: i64) -> Vec<(ItemIx, String)> {
    let post = &desk.post;
    let signal = post.targets[at.0].wants[at.1].signal;
    let mut all = Vec::new();
    for watched in post.vigil().watched() {
        let bound = |part: &crate::run::watch::vigil::Part| {
            signal.is_some_and(|signal| part.binding == Binding::Bound(signal))
        };
        if watched.parts.iter().any(bound) {
            all.push((watched.item, watched.outcome(now_ms).0));
        }
    }
    let pulses = post.pulses().iter().filter(|pulse| (pulse.target, pulse.want) == at);
    all.extend(pulses.map(|pulse| (pulse.item, pulse.outcome(now_ms))));
    let told = |(item, it): (ItemIx, crate::run::watch::Outcome)| {
        let text = desk.session.live.item(item, |plan| plan.text.to_string());
        (item, format!("{text}: {}", outcome(lang, &it)))
    };
    all.into_iter().map(told).collect()
}

/// The limits on a signal, in the signal's own unit.
fn limits(desk: &Desk, signal: Option<usize>) -> Vec<f64> {
    let vigil = desk.post.vigil();
    let Some(signal) = signal else { return Vec::new() };
    let parts = vigil.watched().iter().flat_map(|watched| &watched.parts);
    parts
        .filter(|part| part.binding == Binding::Bound(signal))
        .filter_map(|part| {
            let scale = vigil.bindings().scale(&part.limit, &vigil.signals()[signal]).ok()?;
            Some(scale.back(part.limit.value))
        })
        .collect()
}

fn question(desk: &Desk, at: (usize, usize)) -> Option<&crate::run::watch::UnitQuestion> {
    let signal = desk.post.targets[at.0].wants[at.1].signal?;
    let key = desk.post.vigil().signals()[signal].key();
    let is_share = |options: &[Unit]| options.contains(&Unit::Percent);
    let questions = desk.post.vigil().questions().into_iter();
    questions.into_iter().find(|it| it.signal == key && is_share(it.options))
}

/// Keeps which unit a signal is in.
pub(super) fn answer(desk: &mut Desk, at: (usize, usize), unit: Unit) {
    let Some(question) = question(desk, at).cloned() else { return };
    let mut bindings = desk.post.vigil().bindings().clone();
    bindings.answer(&question, unit);
    let Desk { session, post, .. } = desk;
    session.live.peek(|run| post.answer(&run.plan, bindings, clock::now_ms()));
}
