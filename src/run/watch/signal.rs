//! A signal: a number that somebody can fetch again and again, and what its name says of it.
//!
//! A share, a length of time, an amount of data and a count are never taken for one another. A name
//! often leaves its unit open; then it is open here too.

use super::unit::Unit;
use crate::plan::signal::Meaning;
use crate::plan::{Plan, Probe, ProbeKind};
use std::collections::BTreeSet;

/// Something that is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// The metric's name, or the query.
    pub name: Box<str>,
    /// Where it is fetched from; empty where a person feeds it.
    pub url: Box<str>,
    /// The plan's line that names it; none where it was added by hand.
    pub line: Option<u32>,
    /// What it means.
    pub meaning: Meaning,
    /// What kind of number it gives.
    pub quantity: Quantity,
}

/// What kind of number a signal gives, as far as its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A part of a whole.
    Share(Option<Unit>),
    /// A length of time.
    Time(Option<Unit>),
    /// An amount of data in bytes.
    Bytes,
    /// A number of things, or of things in a second.
    Count,
    /// The name does not say.
    Unsaid,
}

impl Signal {
    /// A signal by its name, or by a query.
    pub fn new(name: &str, url: &str, line: Option<u32>) -> Self {
        let meaning = Meaning::of(name);
        let quantity = Quantity::of(name, &meaning);
        Self { name: name.into(), url: url.into(), line, meaning, quantity }
    }

    /// What a probe of the plan measures; none where it tells only whether something is up, or
    /// where it is a page of every metric there is.
    pub fn of_probe(probe: &Probe) -> Option<Self> {
        let name = match (probe.kind, &probe.metric) {
            (ProbeKind::Health, _) | (ProbeKind::Metric, None) => return None,
            (ProbeKind::Metric | ProbeKind::Query, Some(metric)) => metric.to_string(),
            (ProbeKind::Query, None) => crate::plan::signal::query(&probe.url)?,
        };
        Some(Self::new(&name, &probe.url, Some(probe.line)))
            .filter(|signal| !signal.meaning.is_empty())
    }

    /// Every signal that the plan itself names, once, in its order.
    pub fn of_plan(plan: &Plan) -> Vec<Self> {
        let mut seen = BTreeSet::new();
        let all = plan.probes.iter().filter_map(Self::of_probe);
        all.filter(|signal| seen.insert(signal.key())).collect()
    }

    /// The name under which answers about it are kept.
    pub fn key(&self) -> Box<str> {
        format!("{}#{}", self.url, self.name).into()
    }
}

/// Subjects of which a rate is a share and not a speed.
const SHARED: [&str; 7] =
    ["availability", "cache", "conversion", "error", "exception", "success", "timeout"];

impl Quantity {
    /// The kind of number that a name promises.
    pub fn of(name: &str, meaning: &Meaning) -> Self {
        let lower = name.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
        let per_time = words.windows(2).any(|pair| pair[0] == "per");
        let time = || match () {
            () if has(&["ms", "msec", "millis", "milliseconds", "мс"]) => {
                Self::Time(Some(Unit::Milliseconds))
            }
            () if has(&["s", "sec", "seconds", "second"]) => Self::Time(Some(Unit::Seconds)),
            () => Self::Time(None),
        };
        let about = |known: &[&str]| meaning.subjects().any(|subject| known.contains(&subject));
        let is_query = lower.contains('(');
        if let Some(ratio) = division(&lower) {
            return Self::Share(Some(ratio));
        }
        let mean = is_query && lower.contains("_sum") && lower.contains("_count");
        if lower.contains("histogram_quantile(") || mean {
            return if has(&["bytes"]) { Self::Bytes } else { time() };
        }
        if is_query && has(&["rate", "irate", "increase"]) || per_time {
            return Self::Count;
        }
        if has(&["percent", "percentage", "pct"]) {
            return Self::Share(Some(Unit::Percent));
        }
        if has(&["ratio", "fraction"]) {
            return Self::Share(Some(Unit::Ratio));
        }
        // A counter ends so, whatever it counts: `…_seconds_sum` is no length of one request.
        if words.last().is_some_and(|word| ["total", "count", "sum", "bucket"].contains(word)) {
            return Self::Count;
        }
        if has(&["bytes"]) {
            return Self::Bytes;
        }
        if matches!(time(), Self::Time(Some(_))) || about(&["latency"]) {
            return time();
        }
        if meaning.is_share() && about(&SHARED) || about(&["availability"]) {
            return Self::Share(None);
        }
        Self::Unsaid
    }
}

/// A quotient of two rates is a share; times hundred, a percentage.
fn division(query: &str) -> Option<Unit> {
    let bare: String = strip_strings(query).chars().filter(|c| !c.is_whitespace()).collect();
    let by_number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let quotient = bare.split_once('/').is_some_and(|(_, rest)| !by_number(rest));
    // The sum of all lengths over their count is a mean length.
    let mean = bare.contains("_sum") && bare.contains("_count");
    let divides = bare.contains('(') && quotient && !mean;
    let percent = bare.contains("*100") || bare.contains("100*");
    divides.then_some(if percent { Unit::Percent } else { Unit::Ratio })
}

/// A query without its `"…"` and `{…}`: a slash in a label divides nothing.
fn strip_strings(query: &str) -> String {
    let mut depth = 0;
    query
        .chars()
        .filter(|c| {
            depth += i32::from(*c == '{');
            let outside = depth == 0;
            depth -= i32::from(*c == '}' && depth > 0);
            outside
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Quantity, Signal, Unit};

    #[track_caller]
    fn check(name: &str, expected: Quantity) {
        assert_eq!(Signal::new(name, "", None).quantity, expected, "{name}");
    }

    #[test]
    fn a_name_says_what_it_counts() {
        check("error_rate", Quantity::Share(None));
        check("payments_failed_ratio", Quantity::Share(Some(Unit::Ratio)));
        check("cpu_usage_percent", Quantity::Share(Some(Unit::Percent)));
        check("availability", Quantity::Share(None));
        check("Доля ошибок", Quantity::Share(None));
        check("latency_p95", Quantity::Time(None));
        check("api_response_time_p95", Quantity::Time(None));
        check("page_seconds_p95", Quantity::Time(Some(Unit::Seconds)));
        check("request_duration_ms", Quantity::Time(Some(Unit::Milliseconds)));
        check("replication_lag_seconds", Quantity::Time(Some(Unit::Seconds)));
        check("memory_usage_bytes", Quantity::Bytes);
        check("http_requests_errors_total", Quantity::Count);
        check("http_request_duration_seconds_count", Quantity::Count);
        check("requests_per_second", Quantity::Count);
        check("orders_per_minute", Quantity::Count);
        check("queue_depth", Quantity::Unsaid);
        check("slo_burn_rate", Quantity::Unsaid);
        check("cpu_usage", Quantity::Unsaid);
    }

    #[test]
    fn a_query_says_it_by_its_shape() {
        check("rate(cart_errors_total[5m])", Quantity::Count);
        check(
            "sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))",
            Quantity::Share(Some(Unit::Ratio)),
        );
        check(
            "100 * sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))",
            Quantity::Share(Some(Unit::Percent)),
        );
        check(
            "histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket[5m])) by (le))",
            Quantity::Time(Some(Unit::Seconds)),
        );
        check("rate(read_bytes_total[5m]) / 1024", Quantity::Count);
        check(
            "rate(request_seconds_sum[5m]) / rate(request_seconds_count[5m])",
            Quantity::Time(Some(Unit::Seconds)),
        );
        check("rate(errors_total{path=\"/pay\"}[5m])", Quantity::Count);
    }
}
