//! Limits on one metric that leave a hole between them, or contradict each other.
//!
//! Limits meet where one decision is made: in the nearest section around them that has steps, else
//! in the plan. What would send several stages back also meets the criteria of each, but only to
//! contradict them: between a stage's own limit and the last resort there is room to wait. Metrics
//! are compared by meaning, statistic and unit; milliseconds become seconds, shares stay apart.

use super::ground::{Tally, at_item, carries_out, chain, is_step};
use super::metrics::Metrics;
use crate::plan::criterion::{is_joined, turning_point};
use crate::plan::signal::Meaning;
use crate::plan::unit::base;
use crate::plan::{Fault, FaultKind, Item, Kind, Op, Plan, SectionIx, Span, Threshold, Tier};
use std::collections::{BTreeMap, HashMap};

/// One limit, made comparable.
#[derive(Clone, Copy)]
struct Limit<'p> {
    item: &'p Item,
    written: &'p Threshold,
    /// In the unit that its metric is compared in.
    value: f64,
    /// Go, or abort.
    kind: Kind,
}

/// Which limits meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Decision {
    /// The metric, by a number.
    metric: usize,
    /// Where it is made; the plan itself has none.
    scope: Option<SectionIx>,
    /// Good values lie below the limit.
    low_is_good: bool,
}

pub(super) fn check<'p>(plan: &'p Plan, metrics: &mut Metrics<'p>, faults: &mut Vec<Fault>) {
    let decisions = decisions(plan, metrics);
    let mut holds = HashMap::new();
    for (at, limits) in &decisions {
        tiers(at.low_is_good, limits, faults);
        let Some(go) = worst(at.low_is_good, limits, Kind::Go) else { continue };
        if let Some(abort) = worst(at.low_is_good, limits, Kind::Abort) {
            let held = |ix| *holds.entry(ix).or_insert_with(|| speaks_of_waiting(plan, ix));
            meet(plan, *at, go, abort, held, faults);
            continue;
        }
        let above = at.scope.into_iter().flat_map(|ix| chain(plan, ix).skip(1));
        let wider = above.map(Some).chain([None]).find_map(|scope| {
            let limits = decisions.get(&Decision { scope, ..*at })?;
            worst(at.low_is_good, limits, Kind::Abort)
        });
        if let Some(abort) = wider.filter(|abort| beyond(at.low_is_good, go, *abort)) {
            clash(go, abort, faults);
        }
    }
}

/// Every limit of a criterion, by the decision it belongs to.
fn decisions<'p>(plan: &'p Plan, metrics: &mut Metrics<'p>) -> BTreeMap<Decision, Vec<Limit<'p>>> {
    let steps = Tally::of(plan, |ix, section| {
        let own = plan.items_of(ix).iter().filter(|item| is_step(item)).count();
        if carries_out(section) { own } else { 0 }
    });
    let mut numbers = Numbers { metrics, known: BTreeMap::new(), meanings: BTreeMap::new() };
    let mut all: BTreeMap<Decision, Vec<Limit<'_>>> = BTreeMap::new();
    let limited =
        |item: &&Item| matches!(item.kind, Kind::Go | Kind::Abort) && !item.thresholds.is_empty();
    for (ix, _) in plan.each_section() {
        let scope = chain(plan, ix).find(|ix| steps.under(plan, *ix) > 0);
        for item in plan.items_of(ix).iter().filter(limited) {
            let turn = turning_point(&item.text);
            let joined = item.thresholds.len() > 1 && turn.is_none() && is_joined(&item.text);
            for (n, limit) in item.thresholds.iter().enumerate().filter(|_| !joined) {
                let kind =
                    turn.map_or(item.kind, |n_go| if n < n_go { Kind::Go } else { Kind::Abort });
                let (Some(metric), Some(above)) = (numbers.of(limit), above(limit.op)) else {
                    continue;
                };
                let at = Decision { metric, scope, low_is_good: (kind == Kind::Abort) == above };
                let value = limit.value * base(limit.unit.as_deref()).0;
                all.entry(at).or_default().push(Limit { item, written: limit, value, kind });
            }
        }
    }
    all
}

/// Numbers for metrics, one for all that mean the same in the same unit.
struct Numbers<'m, 'p> {
    metrics: &'m mut Metrics<'p>,
    /// By how the metric is written.
    known: BTreeMap<usize, Option<usize>>,
    meanings: BTreeMap<(Meaning, String), usize>,
}

impl<'p> Numbers<'_, 'p> {
    fn of(&mut self, limit: &'p Threshold) -> Option<usize> {
        let metric = self.metrics.of(limit);
        *self.known.entry(metric).or_insert_with(|| {
            let meaning = self.metrics.meaning(metric);
            let (next, unit) = (self.meanings.len(), base(limit.unit.as_deref()).1);
            (!meaning.is_empty())
                .then(|| *self.meanings.entry((meaning.clone(), unit)).or_insert(next))
        })
    }
}

/// True above, false below; an equation has no direction.
fn above(op: Op) -> Option<bool> {
    match op {
        Op::Above | Op::AtLeast => Some(true),
        Op::Below | Op::AtMost => Some(false),
        Op::Equal => None,
    }
}

/// The criterion that lets the most pass, or the one that gives up the soonest.
fn worst<'p>(low_is_good: bool, limits: &[Limit<'p>], kind: Kind) -> Option<Limit<'p>> {
    let highest = (kind == Kind::Go) == low_is_good;
    let own = limits.iter().copied().filter(|limit| limit.kind == kind);
    own.reduce(|a, b| {
        let better = if highest { b.value > a.value } else { b.value < a.value };
        if better { b } else { a }
    })
}

/// True where the one lets pass what the other sends back.
fn beyond(low_is_good: bool, go: Limit<'_>, abort: Limit<'_>) -> bool {
    if low_is_good { go.value > abort.value } else { go.value < abort.value }
}

/// Two limits of one decision.
fn meet(
    plan: &Plan,
    at: Decision,
    go: Limit<'_>,
    abort: Limit<'_>,
    mut held: impl FnMut(SectionIx) -> bool,
    faults: &mut Vec<Fault>,
) {
    if beyond(at.low_is_good, go, abort) {
        clash(go, abort, faults);
        return;
    }
    let (here, there) = (go.item.section, abort.item.section);
    let near = here == there || plan.section(here).parent == plan.section(there).parent;
    let apart = beyond(!at.low_is_good, go, abort);
    if !apart || !(near || at.scope.is_some()) || held(here) || held(there) {
        return;
    }
    let (place, other) = later(go, abort);
    let kind = FaultKind::BandHole {
        metric: go.written.metric.clone(),
        go: words(go.written).into(),
        abort: words(abort.written).into(),
        other_line: other.line,
    };
    faults.push(Fault::new(kind, at_item(place)));
}

fn clash(go: Limit<'_>, abort: Limit<'_>, faults: &mut Vec<Fault>) {
    let (place, other) = later(go, abort);
    let (first, second) = if std::ptr::eq(place, abort.item) { (go, abort) } else { (abort, go) };
    let kind = FaultKind::BandClash {
        metric: go.written.metric.clone(),
        first: words(first.written).into(),
        second: words(second.written).into(),
        other_line: other.line,
    };
    faults.push(Fault::new(kind, at_item(place)));
}

fn later<'p>(a: Limit<'p>, b: Limit<'p>) -> (&'p Item, &'p Item) {
    if a.item.line > b.item.line { (a.item, b.item) } else { (b.item, a.item) }
}

/// «1–2 %: держим», "hold": somebody judges the values between.
fn speaks_of_waiting(plan: &Plan, ix: SectionIx) -> bool {
    const WORDS: [&str; 11] = [
        "hold",
        "pause",
        "wait",
        "amber",
        "yellow",
        "пауз",
        "удерж",
        "ждать",
        "ждём",
        "ждем",
        "жёлт",
    ];
    let section = plan.section(ix);
    let judged = |item: &&Item| !matches!(item.kind, Kind::Step | Kind::Rollback);
    let items = plan.items_of(ix).iter().filter(judged);
    let texts = items.map(|item| &item.text).chain([&section.title]);
    texts.map(|text| text.to_lowercase()).any(|text| WORDS.iter().any(|word| text.contains(word)))
}

/// P0 must not be reached before P1: then P1 never says anything.
fn tiers(low_is_good: bool, limits: &[Limit<'_>], faults: &mut Vec<Fault>) {
    let mut soonest: BTreeMap<(bool, u8), Limit<'_>> = BTreeMap::new();
    for limit in limits.iter().filter(|limit| limit.kind == Kind::Abort) {
        let rank = match limit.item.tier {
            Some(Tier::P(n)) => (false, n),
            Some(Tier::Sev(n)) => (true, n),
            None => continue,
        };
        let known = soonest.entry(rank).or_insert(*limit);
        let sooner =
            if low_is_good { limit.value < known.value } else { limit.value > known.value };
        if sooner {
            *known = *limit;
        }
    }
    let ranks: Vec<_> = soonest.into_iter().collect();
    for pair in ranks.windows(2) {
        let [((family, _), grave), ((other, _), light)] = pair else { continue };
        let lasts = |limit: &Limit<'_>| limit.written.sustained.map_or(0, Span::total_s);
        let looser = beyond(low_is_good, *light, *grave);
        if family == other && looser && lasts(grave) <= lasts(light) {
            let kind = FaultKind::TierLooser {
                metric: grave.written.metric.clone(),
                grave: words(grave.written).into(),
                light: words(light.written).into(),
                other_line: light.item.line,
            };
            faults.push(Fault::new(kind, at_item(grave.item)));
        }
    }
}

/// The limit as a person would write it, without the metric: `P95 < 800 ms`.
fn words(limit: &Threshold) -> String {
    let sign = match limit.op {
        Op::AtLeast => "≥",
        Op::AtMost => "≤",
        Op::Above | Op::Below | Op::Equal => limit.op.sign(),
    };
    let stat = limit.stat.as_ref().map_or_else(String::new, |stat| format!("{stat} "));
    let unit = limit.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    format!("{stat}{sign} {}{unit}", limit.value)
}

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::FaultKind;

    #[track_caller]
    fn check(draft: &str, expected: &[&str]) {
        let got = found(draft, |kind| match kind {
            FaultKind::BandHole { metric, go, abort, .. } => {
                Some(format!("hole {metric}: {go}, {abort}"))
            }
            FaultKind::BandClash { metric, first, second, .. } => {
                Some(format!("clash {metric}: {first}, {second}"))
            }
            FaultKind::TierLooser { metric, grave, light, .. } => {
                Some(format!("looser {metric}: {grave}, {light}"))
            }
            _ => None,
        });
        assert_eq!(got, expected, "{draft}");
    }

    const STAGE: &str = "## stage A\nstep ship\n";

    #[test]
    fn a_hole_between_go_and_no_go() {
        check(
            &format!("{STAGE}step wait\ngo a {{Error rate < 1 %}}\nabort b {{Error rate > 2 %}}"),
            &["hole Error rate: < 1 %, > 2 %"],
        );
        check(
            &format!("{STAGE}go a {{Доля ошибок <= 1 %}}\nabort b {{Error rate >= 2 %}}"),
            &["hole Доля ошибок: ≤ 1 %, ≥ 2 %"],
        );
        check(
            &format!("{STAGE}go a {{Availability >= 99.9 %}}\nabort b {{Availability < 99 %}}"),
            &["hole Availability: ≥ 99.9 %, < 99 %"],
        );
        check(
            &format!("{STAGE}go a {{P95 Latency < 800 ms}}\nabort b {{P95 Latency > 2 s}}"),
            &["hole Latency: P95 < 800 ms, P95 > 2 s"],
        );
        let facets = "### reference Go\ngo a {Error rate < 1 %}\n### rollback Back\nabort b {Error rate > 2 %}";
        check(&format!("{STAGE}{facets}"), &["hole Error rate: < 1 %, > 2 %"]);
        check(
            "## reference Go\ngo a {Error rate < 1 %}\n## rollback No-go\nabort b {Error rate > 2 %}",
            &["hole Error rate: < 1 %, > 2 %"],
        );
        check(
            &format!("{STAGE}go go < 1 %, no-go > 2 % {{Error rate < 1 %; Error rate > 2 %}}"),
            &["hole Error rate: < 1 %, > 2 %"],
        );
    }

    #[test]
    fn no_hole_where_somebody_judges() {
        check(&format!("{STAGE}go a {{Error rate < 1 %}}\nabort b {{Error rate >= 1 %}}"), &[]);
        check(&format!("{STAGE}go a {{Error rate < 1 %}}\nabort b {{Error rate > 1 %}}"), &[]);
        check(
            &format!(
                "{STAGE}go a {{Error rate < 1 %}}\nnote 1–2 %: hold\nabort b {{Error rate > 2 %}}"
            ),
            &[],
        );
        check(
            &format!(
                "{STAGE}go a {{Error rate < 1 %}}\n## rollback B\nabort b {{Error rate > 2 %}}"
            ),
            &[],
        );
        check(
            &format!(
                "{STAGE}go a {{Error rate < 1 %}}\n## stage B\nstep x\nabort b {{Error rate > 2 %}}"
            ),
            &[],
        );
        check(&format!("{STAGE}go a {{P95 Latency < 1 s}}\nabort b {{P99 Latency > 2 s}}"), &[]);
        check(&format!("{STAGE}go a {{Errors < 10}}\nabort b {{Errors > 20 %}}"), &[]);
        check(&format!("{STAGE}go a {{Error rate < 1 %}}\nabort b {{Database errors > 2 %}}"), &[]);
    }

    #[test]
    fn go_and_no_go_contradict() {
        check(
            &format!("{STAGE}go a {{Error rate < 2 %}}\nabort b {{Error rate > 1 %}}"),
            &["clash Error rate: < 2 %, > 1 %"],
        );
        check(
            &format!("{STAGE}abort b {{Latency > 500 ms}}\ngo a {{Время ответа < 1 с}}"),
            &["clash Время ответа: > 500 ms, < 1 с"],
        );
        check(
            &format!(
                "{STAGE}go a {{Error rate < 2 %}}\n## rollback B\nabort b {{Error rate > 1 %}}"
            ),
            &["clash Error rate: < 2 %, > 1 %"],
        );
        check(
            &format!(
                "{STAGE}go a {{Error rate < 2 %}}\n## stage B\nstep x\nabort b {{Error rate > 1 %}}"
            ),
            &[],
        );
        check(
            &format!(
                "{STAGE}go a {{Errors < 2 %}}\nabort errors and load {{Errors > 1 %; RPS > 9}}"
            ),
            &[],
        );
    }

    #[test]
    fn the_graver_tier_comes_first() {
        let back = "## rollback Back\nrollback x\n";
        check(
            &format!("{back}abort a {{P0; Error rate > 1 %}}\nabort b {{P1; Error rate > 5 %}}"),
            &["looser Error rate: > 1 %, > 5 %"],
        );
        check(
            &format!("{back}abort a {{P0; Error rate > 5 %}}\nabort b {{P1; Error rate > 1 %}}"),
            &[],
        );
        check(
            &format!("{back}abort a {{P0; Error rate > 5 %}}\nabort b {{P1; Error rate > 5 %}}"),
            &[],
        );
        check(
            &format!("{back}abort a {{P0; Errors > 1 % for 30m}}\nabort b {{P1; Errors > 5 %}}"),
            &[],
        );
        check(
            &format!("{back}abort a {{P0; Uptime < 99 %}}\nabort b {{P1; Uptime < 95 %}}"),
            &["looser Uptime: < 99 %, < 95 %"],
        );
    }
}
