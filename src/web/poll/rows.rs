//! What the screen shows of the watch.

use super::Desk;
use crate::plan::{ItemIx, Kind};
use crate::run::watch::target::parts;
use crate::run::watch::vigil::Part;
use crate::run::watch::{Binding, Post, Unit, UnitQuestion};
use crate::view::health::{Age, Measured, Passing, Past, Row};
use crate::web::clock;
use crate::words::Lang;
use crate::words::health::fault;
use std::collections::BTreeMap;

/// After so long without a value a person is asked to look.
const ASK_PERSON_MS: i64 = 120_000;

/// More criteria are not named under one signal.
const MOST_RESTS: usize = 12;

/// More limits of one side are not drawn in one picture.
const MOST_LIMITS: usize = 6;

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
pub(super) fn row(desk: &Desk, at: (usize, usize)) -> Row {
    let (post, (target, want)) = (&desk.post, at);
    let (address, wanted) = (&post.targets[target], &post.targets[target].wants[want]);
    let is_number = wanted.signal.is_some() || wanted.measure.is_some();
    let rest = |item: &ItemIx| {
        let (text, kind) = desk.session.live.item(*item, |plan| (plan.text.to_string(), plan.kind));
        let place = if kind == Kind::Abort { 'w' } else { 'i' };
        (format!("{place}{}", item.index()), text)
    };
    Row {
        name: wanted.name.to_string(),
        url: address.url.to_string(),
        // `http://shop:8080/health` stands on `shop:8080`.
        host: parts(&address.url).0.rsplit('/').next().unwrap_or_default().to_owned(),
        state: post.state(target, want),
        value: post.seen(target, want).sight.value.filter(|_| is_number),
        rests: desk.bound.on(at).iter().map(rest).collect(),
        unit_open: question(desk, at).is_some(),
    }
}

/// What the clock changes of it.
pub(super) fn passing(desk: &Desk, at: (usize, usize)) -> Passing {
    let (post, now_ms) = (&desk.post, clock::now_ms());
    let silent = post.silent_ms(at.0, at.1, now_ms).map(Age::Silent);
    let fresh = || post.seen(at.0, at.1).at_ms.map(|at_ms| Age::Fresh(now_ms - at_ms));
    let on = desk.bound.on(at);
    Passing {
        age: silent.or_else(fresh),
        asks_person: !on.is_empty() && is_dark(post, at, now_ms),
        outcomes: on.iter().map(|item| post.outcome(*item, now_ms)).collect(),
    }
}

/// The last hour of one signal.
pub(super) fn past(desk: &Desk, (target, want): (usize, usize)) -> Past {
    let readings = desk.post.seen(target, want).past.iter().copied().collect();
    let gates = desk.session.live.peek(|run| {
        let opened = run.progress.gates.iter().filter_map(|gate| gate.opened);
        opened.map(|at| run.entry(at).at_ms).collect()
    });
    let limits = limits(desk, desk.post.targets[target].wants[want].signal);
    Past { readings, limits, gates }
}

fn is_dark(post: &Post, (target, want): (usize, usize), now_ms: i64) -> bool {
    post.silent_ms(target, want, now_ms).is_some_and(|ms| ms > ASK_PERSON_MS)
}

/// Which criteria rest on which signal: found once, since a plan may have thousands.
#[derive(Default)]
pub(super) struct Bound {
    of: BTreeMap<ItemIx, (usize, usize)>,
    on: BTreeMap<(usize, usize), Vec<ItemIx>>,
}

impl Bound {
    pub(super) fn of(post: &Post) -> Self {
        let mut bound = Self::default();
        let mut places = BTreeMap::new();
        for (n, target) in post.targets.iter().enumerate() {
            for (m, want) in target.wants.iter().enumerate() {
                want.signal.map(|signal| places.entry(signal).or_insert((n, m)));
            }
        }
        for watched in post.vigil().watched() {
            for part in &watched.parts {
                if let Binding::Bound(signal) = part.binding
                    && let Some(at) = places.get(&signal)
                {
                    bound.put(watched.item, *at);
                }
            }
        }
        for pulse in post.pulses() {
            bound.put(pulse.item, (pulse.target, pulse.want));
        }
        bound
    }

    fn put(&mut self, item: ItemIx, at: (usize, usize)) {
        self.of.entry(item).or_insert(at);
        let on = self.on.entry(at).or_default();
        if !on.contains(&item) {
            on.push(item);
        }
    }

    /// The signals that measure something.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        self.on.keys().copied()
    }

    /// The criteria that rest on a signal; of very many the first.
    fn on(&self, at: (usize, usize)) -> &[ItemIx] {
        let all = self.on.get(&at).map_or(&[][..], Vec::as_slice);
        &all[..all.len().min(MOST_RESTS)]
    }
}

/// The place of the signal that measures a criterion; none where people watch it.
pub(super) fn place(desk: &Desk, item: ItemIx) -> Option<(usize, usize)> {
    desk.bound.of.get(&item).copied()
}

/// What a criterion says of the signal that measures it.
pub(super) fn measured(desk: &Desk, at: (usize, usize)) -> Measured {
    let is_asked = desk.post.is_allowed(at.0) && !desk.post.is_stopped();
    let name = desk.post.targets[at.0].wants[at.1].name.to_string();
    let asks_person = is_dark(&desk.post, at, clock::now_ms());
    Measured { name, is_asked, asks_person }
}

/// The limits on a signal, in the signal's own unit, and whether what lies above is bad; of very many
/// those that come first on the way to the bad.
fn limits(desk: &Desk, signal: Option<usize>) -> Vec<(f64, bool)> {
    let vigil = desk.post.vigil();
    let Some(signal) = signal else { return Vec::new() };
    let limit = |part: &Part| {
        let scale = vigil.bindings().scale(&part.limit, &vigil.signals()[signal]).ok()?;
        Some((scale.back(part.limit.value), part.judge.limit().is_bad(f64::MAX)))
    };
    let all: Vec<(f64, bool)> = vigil.measured_by(signal).filter_map(limit).collect();
    let (mut above, mut below): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, above)| *above);
    above.sort_by(|a, b| a.0.total_cmp(&b.0));
    below.sort_by(|a, b| b.0.total_cmp(&a.0));
    above.dedup();
    below.dedup();
    above.into_iter().take(MOST_LIMITS).chain(below.into_iter().take(MOST_LIMITS)).collect()
}

fn question(desk: &Desk, at: (usize, usize)) -> Option<&UnitQuestion> {
    let signal = desk.post.targets[at.0].wants[at.1].signal?;
    let questions = desk.post.vigil().measured_by(signal).filter_map(|it| it.question.as_ref());
    questions.into_iter().find(|it| it.options.contains(&Unit::Percent))
}

/// Keeps which unit a signal is in.
pub(super) fn answer(desk: &mut Desk, at: (usize, usize), unit: Unit) {
    let Some(question) = question(desk, at).cloned() else { return };
    let mut bindings = desk.post.vigil().bindings().clone();
    bindings.answer(&question, unit);
    let Desk { session, post, bound, .. } = desk;
    session.live.peek(|run| post.answer(&run.plan, bindings, clock::now_ms()));
    *bound = Bound::of(post);
}
