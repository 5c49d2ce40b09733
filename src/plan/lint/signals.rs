//! Limits on what nothing in the plan measures.
//!
//! Said only where the plan measures another of its limits: a plan whose limits have no signal at
//! all has its dashboards elsewhere. What people tell and not meters (tests, complaints, the length
//! of the work) needs no signal, nor does a limit that says beside itself where to look.

use super::ground::at_item;
use super::metrics::Metrics;
use crate::plan::signal::Meaning;
use crate::plan::{Fault, FaultKind, Kind, Plan, ProbeKind, Threshold};
use std::collections::{BTreeMap, BTreeSet};

/// Words of a limit's name that people answer for.
const TOLD: &str = "test coverage bug defect downtime rto rpo complaint ticket review sprint \
    deployment deploy rollback release vulnerability тесто тест тесты покры багов баги дефек прост \
    тикет обращ откат деплой релиз уязви отзыв оценк";

/// So many signals of one subject are not looked through: one of them will do.
const MANY: usize = 100;

pub(super) fn check<'p>(plan: &'p Plan, metrics: &mut Metrics<'p>, faults: &mut Vec<Fault>) {
    let of_metric = plan.probes.iter().filter(|probe| probe.metric.is_some());
    let named: BTreeSet<(&str, u32)> = of_metric.map(|probe| (&*probe.url, probe.line)).collect();
    let whole_pages = plan.probes.iter().any(|probe| {
        let part = || named.contains(&(&*probe.url, probe.line));
        probe.kind == ProbeKind::Metric && probe.metric.is_none() && !part()
    });
    let pointed_at: BTreeSet<u32> = plan.probes.iter().map(|probe| probe.line).collect();
    let signals: BTreeSet<Meaning> = plan.probes.iter().filter_map(Meaning::of_probe).collect();
    if signals.is_empty() || whole_pages {
        return;
    }
    let mut by_subject: BTreeMap<&str, Vec<&Meaning>> = BTreeMap::new();
    for signal in &signals {
        for subject in signal.subjects() {
            by_subject.entry(subject).or_default().push(signal);
        }
    }
    let measured = |asked: &Meaning| {
        let known = asked.subjects().next().and_then(|subject| by_subject.get(subject));
        known.is_some_and(|known| {
            known.len() > MANY || known.iter().any(|signal| asked.answered_by(signal).is_some())
        })
    };
    let mut judged: BTreeSet<(&str, Option<&str>)> = BTreeSet::new();
    let mut told: BTreeSet<Meaning> = BTreeSet::new();
    let mut blind = Vec::new();
    let mut seeing = false;
    let criteria = plan.items.iter().filter(|item| matches!(item.kind, Kind::Go | Kind::Abort));
    for item in criteria {
        for limit in &item.thresholds {
            if !judged.insert((&limit.metric, limit.stat.as_deref())) {
                continue;
            }
            let metric = metrics.of(limit);
            let asked = metrics.meaning(metric);
            let seen = measured(asked);
            seeing |= seen;
            if !seen
                && !pointed_at.contains(&item.line)
                && is_metered(limit, asked)
                && told.insert(asked.clone())
            {
                let kind = FaultKind::NoSignal { metric: limit.metric.clone() };
                blind.push(Fault::new(kind, at_item(item)));
            }
        }
    }
    if seeing {
        faults.append(&mut blind);
    }
}

/// A name that a meter may have, and not people's own.
fn is_metered(limit: &Threshold, asked: &Meaning) -> bool {
    let known = asked.is_known() || limit.stat.is_some() || limit.metric.contains('_');
    known && !asked.subjects().any(|subject| TOLD.split_whitespace().any(|word| word == subject))
}

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::FaultKind;

    #[track_caller]
    fn check(draft: &str, expected: &[&str]) {
        let got = found(draft, |kind| match kind {
            FaultKind::NoSignal { metric } => Some(metric.to_string()),
            _ => None,
        });
        assert_eq!(got, expected, "{draft}");
    }

    #[test]
    fn a_limit_finds_its_signal_or_not() {
        let plan = |limits: &str| {
            format!(
                "probe metric error_rate\nprobe metric api_response_time_p95\n## stage A\n{limits}"
            )
        };
        check(&plan("abort x {Error rate > 5 %}\nabort y {P95 Latency > 2 s}"), &[]);
        check(&plan("abort x {Доля ошибок > 5 %}\ngo y {Время ответа < 2 s}"), &[]);
        let errors = "abort e {Error rate > 5 %}\n";
        let other = |limit: &str| plan(&format!("{errors}{limit}"));
        check(&other("abort x {Memory usage > 95 %}"), &["Memory usage"]);
        check(&other("abort x {Database errors > 1 %}"), &["Database errors"]);
        check(&other("go x {Отставание репликации < 5 s}"), &["Отставание репликации"]);
        check(&other("abort x {P99 Latency > 2 s}"), &["Latency"]);
        check(&other("abort x {CPU > 9 %}\ngo y {CPU usage < 5 %}"), &["CPU"]);
    }

    #[test]
    fn silent_where_nothing_can_be_said() {
        check("## stage A\nabort x {Error rate > 5 %}", &[]);
        check("probe health\n## stage A\nabort x {Error rate > 5 %}", &[]);
        check("probe metric queue_depth\n## stage A\nabort x {Error rate > 5 %}", &[]);
        check(
            "probe page\nprobe metric error_rate\n## stage A\nabort e {Errors > 5 %}\nabort x {CPU > 5 %}",
            &[],
        );
        check(
            "probe metric error_rate\n## stage A\nabort e {Errors > 5 %}\nstep x {CPU > 5 %}",
            &[],
        );
        check(
            "probe metric error_rate\n## stage A\nabort e {Errors > 5 %}\ngo x {Test coverage > 80 %}",
            &[],
        );
        check(
            "probe metric error_rate\n## stage A\nabort e {Errors > 5 %}\ngo x {Downtime < 30 s}",
            &[],
        );
        check(
            "probe metric error_rate\n## stage A\nabort e {Errors > 5 %}\nabort x {поддержка получила > 5}",
            &[],
        );
    }

    #[test]
    fn a_query_is_a_signal() {
        let query = "probe query http://p/api/v1/query?query=rate(memory_bytes[5m])\n## stage A\n";
        check(&format!("{query}abort x {{Memory > 95 %}}"), &[]);
        let both = "abort x {Memory > 95 %}\nabort y {CPU > 95 %}";
        check(&format!("{query}{both}"), &["CPU"]);
    }
}
