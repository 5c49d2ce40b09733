//! What is read off a page of metrics: a value, a rate over a window, a quantile, a quotient.
//!
//! Counters are remembered from reading to reading; one that falls began anew, and what it shows
//! then was counted since. A filter that finds nothing gives nothing, never nought.

use super::metrics::{Page, Sample};
use super::selector::Selector;
use std::collections::{BTreeMap, VecDeque};

/// What is read off a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A value as it stands.
    Metric(Selector),
    /// By how much counters grew, all together.
    Increase(Selector, i64),
    /// The same in a second.
    Rate(Selector, i64),
    /// A quantile of a histogram or a summary.
    Quantile(f64, Selector),
    /// The same, of what came in a window.
    QuantileOver(f64, Selector, i64),
    /// A number.
    Number(f64),
    /// The one divided by the other.
    Ratio(Box<Measure>, Box<Measure>),
    /// The one times the other.
    Product(Box<Measure>, Box<Measure>),
}

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// No series of the page is meant.
    NoMetric(Box<str>),
    /// So many are, and nobody said which.
    Several(Box<str>, usize),
    /// A counter was seen once; a rate needs two readings.
    Counting,
}

/// What counters showed, for the windows that are asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Memory {
    /// Each reading: when, and each series' value.
    seen: VecDeque<(i64, BTreeMap<String, f64>)>,
}

/// More readings are not kept, however long a window is.
const READINGS: usize = 2_000;

impl Memory {
    /// Keeps what a page shows of the counters that a measure needs.
    pub fn keep(&mut self, measures: &[&Measure], page: &Page, now_ms: i64) {
        let mut windows = Vec::new();
        for measure in measures {
            measure.windows(&mut windows);
        }
        let Some(longest_ms) = windows.iter().map(|(_, window_ms)| *window_ms).max() else {
            return;
        };
        // A clock that was set back makes what was seen before worthless.
        self.seen.retain(|(at_ms, _)| *at_ms < now_ms);
        let series = windows.iter().flat_map(|(selector, _)| selector.of(page));
        self.seen.push_back((now_ms, series.map(|it| (it.series(), it.value)).collect()));
        let old = |at_ms: i64| now_ms.saturating_sub(at_ms) > longest_ms;
        while self.seen.len() > READINGS || self.seen.get(1).is_some_and(|(at, _)| old(*at)) {
            self.seen.pop_front();
        }
    }

    /// By how much one series grew in a window, and in how long; none before the second reading.
    fn grew(&self, series: &str, window_ms: i64) -> Option<(f64, i64)> {
        let last_ms = self.seen.back()?.0;
        let within = |at_ms: i64| last_ms.saturating_sub(at_ms) <= window_ms;
        // The window may be shorter than the interval: then the last two readings are all there is.
        let first = self.seen.iter().position(|(at_ms, _)| within(*at_ms))?;
        let first = first.min(self.seen.len().saturating_sub(2));
        let readings = self.seen.range(first..);
        let values: Vec<(i64, f64)> =
            readings.filter_map(|(at, all)| all.get(series).map(|value| (*at, *value))).collect();
        let (Some(from), Some(to)) = (values.first(), values.last()) else { return None };
        let steps = values.windows(2).map(|pair| {
            let (before, after) = (pair[0].1, pair[1].1);
            if after >= before { after - before } else { after }
        });
        (to.0 > from.0).then(|| (steps.sum(), to.0 - from.0))
    }

    /// By how much all these series grew, in the longest time one of them was seen.
    fn all_grew(&self, of: &[&Sample], window_ms: i64) -> Result<(f64, i64), Lack> {
        let mut all: Option<(f64, i64)> = None;
        for (by, in_ms) in of.iter().filter_map(|it| self.grew(&it.series(), window_ms)) {
            let (sum, longest_ms) = all.unwrap_or_default();
            all = Some((sum + by, longest_ms.max(in_ms)));
        }
        all.ok_or(Lack::Counting)
    }
}

impl Measure {
    /// The value on a page.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn value(&self, page: &Page, memory: &Memory) -> Result<f64, Lack> {
        match self {
            Self::Metric(selector) => match found(selector, page)?[..] {
                [one] => Ok(one.value),
                ref more => Err(Lack::Several(selector.name.clone(), more.len())),
            },
            Self::Increase(selector, window_ms) => {
                Ok(memory.all_grew(&found(selector, page)?, *window_ms)?.0)
            }
            Self::Rate(selector, window_ms) => {
                let (by, in_ms) = memory.all_grew(&found(selector, page)?, *window_ms)?;
                Ok(by * 1000.0 / real(in_ms))
            }
            Self::Quantile(q, selector) => {
                let found = found(selector, page)?;
                let stated = found
                    .iter()
                    .find(|it| it.label("quantile").and_then(|own| own.parse().ok()) == Some(*q));
                match stated {
                    Some(sample) => Ok(sample.value),
                    None => Ok(quantile(*q, &buckets(&found, |it| Some(it.value)))),
                }
            }
            Self::QuantileOver(q, selector, window_ms) => {
                let found = found(selector, page)?;
                let grew = |it: &Sample| memory.grew(&it.series(), *window_ms).map(|(by, _)| by);
                if found.iter().all(|it| grew(it).is_none()) {
                    return Err(Lack::Counting);
                }
                Ok(quantile(*q, &buckets(&found, grew)))
            }
            Self::Number(number) => Ok(*number),
            Self::Ratio(a, b) => Ok(a.value(page, memory)? / b.value(page, memory)?),
            Self::Product(a, b) => Ok(a.value(page, memory)? * b.value(page, memory)?),
        }
    }

    /// The windows that have to be remembered.
    fn windows<'m>(&'m self, all: &mut Vec<(&'m Selector, i64)>) {
        match self {
            Self::Increase(selector, window_ms)
            | Self::Rate(selector, window_ms)
            | Self::QuantileOver(_, selector, window_ms) => all.push((selector, *window_ms)),
            Self::Ratio(a, b) | Self::Product(a, b) => {
                a.windows(all);
                b.windows(all);
            }
            Self::Metric(_) | Self::Quantile(..) | Self::Number(_) => {}
        }
    }
}

fn found<'p>(selector: &Selector, page: &'p Page) -> Result<Vec<&'p Sample>, Lack> {
    let found = selector.of(page);
    if found.is_empty() { Err(Lack::NoMetric(selector.name.clone())) } else { Ok(found) }
}

#[expect(clippy::cast_precision_loss, reason = "a window in milliseconds")]
fn real(ms: i64) -> f64 {
    ms as f64
}

/// The buckets of a histogram by their upper ends, those of several series together.
fn buckets(found: &[&Sample], count: impl Fn(&Sample) -> Option<f64>) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = Vec::new();
    for sample in found {
        let end = sample.label("le").and_then(|le| le.parse::<f64>().ok());
        let (Some(end), Some(count)) = (end, count(sample)) else { continue };
        match all.iter_mut().find(|(own, _)| own.total_cmp(&end).is_eq()) {
            Some((_, sum)) => *sum += count,
            None => all.push((end, count)),
        }
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all
}

/// As Prometheus reckons it: evenly spread within a bucket. No number where nothing was counted, or
/// where the last bucket has an end.
fn quantile(q: f64, buckets: &[(f64, f64)]) -> f64 {
    let Some((end, all)) = buckets.last().copied() else { return f64::NAN };
    if end != f64::INFINITY || all <= 0.0 || buckets.len() < 2 || !(0.0..=1.0).contains(&q) {
        return f64::NAN;
    }
    let rank = q * all;
    let at = buckets.iter().position(|(_, count)| *count >= rank).unwrap_or(buckets.len() - 1);
    if at == buckets.len() - 1 {
        return buckets[at - 1].0;
    }
    let (to, upto) = buckets[at];
    let (from, before) = match at {
        0 if to <= 0.0 => return to,
        0 => (0.0, 0.0),
        _ => buckets[at - 1],
    };
    if upto <= before { to } else { from + (to - from) * (rank - before) / (upto - before) }
}

#[cfg(test)]
mod tests {
    use super::{Lack, Measure, Memory};
    use crate::run::watch::condition::measure;
    use crate::run::watch::metrics::page;

    /// What a measure says of pages that come ten seconds apart, the last one first said.
    #[track_caller]
    fn check(written: &str, pages: &[&str], expected: &Result<f64, Lack>) {
        let measure: Measure = measure(written).unwrap_or_else(|it| panic!("{it:?}: {written}"));
        let mut memory = Memory::default();
        let mut last = Err(Lack::Counting);
        for (n, text) in (1..).zip(pages) {
            let page = page(text).unwrap_or_else(|it| panic!("{it:?}"));
            memory.keep(&[&measure], &page, n * 10_000);
            last = measure.value(&page, &memory);
        }
        let near = |a: &f64, b: &f64| (a - b).abs() < 1e-9 || a.is_nan() && b.is_nan();
        let same = match (&last, expected) {
            (Ok(a), Ok(b)) => near(a, b),
            (a, b) => a == b,
        };
        assert!(same, "{written}: {last:?}, not {expected:?}");
    }

    #[test]
    fn values_and_filters() {
        let two = "e{s=\"200\"} 7\ne{s=\"500\"} 3";
        check("e{s=\"500\"}", &[two], &Ok(3.0));
        check("e{s=~\"5..\"}", &[two], &Ok(3.0));
        check("e{s!=\"500\"}", &[two], &Ok(7.0));
        check("e", &[two], &Err(Lack::Several("e".into(), 2)));
        check("e{s=\"404\"}", &[two], &Err(Lack::NoMetric("e".into())));
        check("error", &["http_error_rate 0.5"], &Ok(0.5));
        check("e{s=\"500\"} / e{s=\"200\"} * 100", &[two], &Ok(300.0 / 7.0));
    }

    #[test]
    fn counters_grow_and_begin_anew() {
        check("increase(e[1m])", &["e 5"], &Err(Lack::Counting));
        check("increase(e[1m])", &["e 5", "e 9"], &Ok(4.0));
        check("rate(e[1m])", &["e 5", "e 9", "e 15"], &Ok(0.5));
        check("increase(e[1m])", &["e 5", "e 9", "e 2", "e 3"], &Ok(7.0));
        check("increase(e[15s])", &["e 5", "e 9", "e 11"], &Ok(2.0));
        check("increase(e[5s])", &["e 5", "e 9", "e 11"], &Ok(2.0));
        let at = |bad: u32, good: u32| format!("e{{s=\"500\"}} {bad}\ne{{s=\"200\"}} {good}");
        let (first, then) = (at(0, 100), at(6, 194));
        let share = "increase(e{s=~\"5..\"}[1m]) / increase(e[1m])";
        check(share, &[&first, &then], &Ok(0.06));
        check(share, &[&first, &first], &Ok(f64::NAN));
    }

    #[test]
    fn quantiles() {
        let h = "h_bucket{le=\"0.1\"} 10\nh_bucket{le=\"0.5\"} 18\nh_bucket{le=\"+Inf\"} 20";
        check("histogram_quantile(0.5, h_bucket)", &[h], &Ok(0.1));
        check("histogram_quantile(0.7, h_bucket)", &[h], &Ok(0.3));
        check("histogram_quantile(0.99, h_bucket)", &[h], &Ok(0.5));
        check(
            "histogram_quantile(0.9, s)",
            &["s{quantile=\"0.9\"} 3\ns{quantile=\"0.5\"} 1"],
            &Ok(3.0),
        );
        check("histogram_quantile(0.9, h_bucket)", &["h_bucket{le=\"1\"} 4"], &Ok(f64::NAN));
        let slow = "h_bucket{le=\"0.1\"} 10\nh_bucket{le=\"0.5\"} 28\nh_bucket{le=\"+Inf\"} 30";
        check("histogram_quantile(0.5, rate(h_bucket[1m]))", &[h, slow], &Ok(0.3));
        check("histogram_quantile(0.5, rate(h_bucket[1m]))", &[h], &Err(Lack::Counting));
    }
}
