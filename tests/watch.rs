//! Which signal each criterion of the plans is bound to, written down by hand: `metric = signal`
//! where it is bound, `metric = signal?` where a person is asked, `metric = -` where nothing
//! measures it.

use holdpoint::plan::read;
use holdpoint::run::watch::{Binding, Bindings, Sense, Signal, bind};
use std::collections::BTreeSet;
use std::fs;

/// Each different limit of the plan's criteria with what it is bound to.
#[track_caller]
fn check(path: &str, expected: &[&str]) {
    let source = fs::read_to_string(path).expect("a plan");
    let (plan, _) = read(&source);
    let signals = Signal::of_plan(&plan);
    let mut got = BTreeSet::new();
    for item in &plan.items {
        for (limit, _) in item.thresholds.iter().zip(Sense::of(item)) {
            let name = |at: &usize| &*signals[*at].name;
            let to = match bind(item, limit, &signals, &Bindings::default()) {
                Binding::Bound(at) => name(&at).to_owned(),
                Binding::Ask(all) => {
                    format!("{}?", all.iter().map(name).collect::<Vec<_>>().join(", "))
                }
                Binding::NotBound => "-".to_owned(),
            };
            let stat = limit.stat.as_deref().map_or(String::new(), |stat| format!(" {stat}"));
            got.insert(format!("{}{stat} = {to}", limit.metric));
        }
    }
    assert_eq!(got.into_iter().collect::<Vec<_>>(), expected, "{path}");
}

#[test]
fn the_shipped_plans() {
    check(
        "plans/database-cutover.md",
        &[
            "payments failed ratio = payments_failed_ratio",
            "query P95 = -",
            "replication lag = replication_lag_seconds",
        ],
    );
    check(
        "plans/internet-bank.md",
        &[
            "api_latency_p95 = api_latency_p95",
            "login_error_rate = login_error_rate",
            "payment_error_rate = payment_error_rate",
            "поддержка получила = -",
        ],
    );
    check(
        "plans/patient-portal-golive.md",
        &["booking_error_rate = booking_error_rate", "page_seconds_p95 = page_seconds_p95"],
    );
    check(
        "plans/taxi-canary.md",
        &["match_error_rate = match_error_rate", "match_seconds_p95 = match_seconds_p95"],
    );
    check(
        "plans/web-release.md",
        &[
            "error rate = error_rate",
            "latency P95 = latency_p95",
            "order queue length = order_queue_length",
        ],
    );
    check("plans/weekend-release.md", &["Error rate = -", "ошибок = -"]);
}

#[test]
fn english_plans() {
    check(
        "tests/plans/en-ad-exchange-shares.md",
        &[
            "Win rate = -",
            "bid P95 = -",
            "error rate = -",
            "fraud score = -",
            "timeout rate = timeout_rate",
        ],
    );
    // A counter of errors is no share of them.
    check("tests/plans/en-k8s-canary.md", &["error budget burns at = -", "error rate = -"]);
    check(
        "tests/plans/en-kafka-upgrade.md",
        &["UnderReplicatedPartitions = UnderReplicatedPartitions", "produce latency P99 = -"],
    );
    check("tests/plans/en-saas-release-train.md", &["error rate = -", "latency P95 = -"]);
}

#[test]
fn russian_plans() {
    check(
        "tests/plans/ru-porogi-api.md",
        &[
            "глубина очереди расчётов = -",
            "доля ошибок = rates_errors_ratio",
            "задержка P95 = rates_latency_p95",
            "исчерпание пула соединений = -",
            "таймауты перевозчиков = -",
        ],
    );
    check("tests/plans/ru-shop-canary.md", &["ошибки корзины = cart_error_rate"]);
    // A counter by its name, perhaps: a person knows.
    check(
        "tests/plans/ru-k8s-gateway.md",
        &["доля ответов 5xx = envoy_http_downstream_rq_5xx?", "задержка P99 = -"],
    );
}
