//! The addresses that a plan names, each once, and what is wanted of each.

use super::condition::{Condition, measure};
use super::measure::Measure;
use super::selector::Selector;
use super::signal::Signal;
use crate::plan::{Plan, Probe, ProbeKind};

/// An address, and all that is read off its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Whole, with its base.
    pub url: Box<str>,
    /// The plan's line that names it first.
    pub line: u32,
    /// Never empty.
    pub wants: Vec<Want>,
    /// Why it is never asked; none where it may be.
    pub bar: Option<Bar>,
}

/// One thing that is read off an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Want {
    /// What it tells.
    pub kind: ProbeKind,
    /// The metric, the query, or the address' path.
    pub name: Box<str>,
    /// Its place among the signals; none where it tells only whether something is up.
    pub signal: Option<usize>,
    /// What is read off a page of metrics.
    pub measure: Option<Measure>,
    /// What must be true besides; where there is none, a status from 200 to 299.
    pub conditions: Vec<Condition>,
}

/// Why an address is never asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bar {
    /// The plan's line sends a body, a credential or a method other than GET: it stays a command.
    Unsafe,
    /// It is a path, and nobody said of what.
    NoBase,
}

/// All addresses of a plan in its order; `base` is what paths stand on.
pub fn targets(plan: &Plan, signals: &[Signal], base: Option<&str>) -> Vec<Target> {
    let mut all: Vec<Target> = Vec::new();
    for probe in &plan.probes {
        let (url, bar) = address(probe, base);
        let want = Want::of(probe, signals);
        match all.iter_mut().find(|it| it.url == url && it.bar == bar) {
            Some(target) if target.wants.iter().any(|own| own.name == want.name) => {}
            Some(target) => target.wants.push(want),
            None => all.push(Target { url, line: probe.line, wants: vec![want], bar }),
        }
    }
    for target in &mut all {
        // Words beside a command name its page once more, and ask nothing of it.
        if target.wants.iter().any(|want| want.measure.is_some()) {
            target.wants.retain(|want| want.kind != ProbeKind::Metric || want.measure.is_some());
        }
    }
    all
}

fn address(probe: &Probe, base: Option<&str>) -> (Box<str>, Option<Bar>) {
    let base = base.map(|base| base.trim().trim_end_matches('/')).filter(|base| !base.is_empty());
    let (url, bar) = match base {
        Some(base) if probe.relative && is_http(base) => {
            (format!("{base}/{}", probe.url.trim_start_matches('/')).into(), None)
        }
        _ => (probe.url.clone(), probe.relative.then_some(Bar::NoBase)),
    };
    // A credential may stand in the plan's address or in the base that somebody gave.
    let is_safe = probe.safe && !url.contains('@');
    (url, if is_safe { bar } else { Some(Bar::Unsafe) })
}

fn is_http(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// `http://host:8080`, of a whole address; its path, and nothing else of it.
pub fn parts(url: &str) -> (&str, &str) {
    let from = url.find("://").map_or(0, |at| at + 3);
    let at = url[from..].find(['/', '?', '#']).map_or(url.len(), |at| at + from);
    url.split_at(at)
}

impl Want {
    fn of(probe: &Probe, signals: &[Signal]) -> Self {
        let own = Signal::of_probe(probe);
        let key = own.as_ref().map(Signal::key);
        let signal = key.and_then(|key| signals.iter().position(|signal| signal.key() == key));
        let name: Box<str> = match (&own, &probe.metric) {
            (Some(signal), _) => signal.name.clone(),
            (None, Some(metric)) => metric.clone(),
            (None, None) => parts(&probe.url).1.into(),
        };
        let read = match (probe.kind, &probe.metric) {
            (ProbeKind::Metric, Some(metric)) => {
                let read = measure(metric);
                Some(read.unwrap_or_else(|_| Measure::Metric(Selector::named(metric))))
            }
            (ProbeKind::Metric | ProbeKind::Health | ProbeKind::Query, _) => None,
        };
        Self { kind: probe.kind, name, signal, measure: read, conditions: Vec::new() }
    }
}
