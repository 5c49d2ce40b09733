//! Several limits on one metric as bands on one gauge: where each begins and what it means there.
//!
//! All values are in the unit of the gauge. Everything a picture shows is here as data too, for
//! those who do not see it.

use super::limit::{Limit, Sense};
use super::unit::settle;
use crate::plan::signal::Meaning;
use crate::plan::unit::{Dimension, unit};
use crate::plan::{Item, ItemIx, Op, Plan, Threshold, Tier};

/// A metric, its limits in order, and the bands between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Gauge {
    /// The unit all values are in, as the plan first wrote it.
    pub unit: Option<Box<str>>,
    /// From the lowest to the highest.
    pub edges: Vec<Edge>,
    /// From the lowest to the highest; one more than there are different edges.
    pub bands: Vec<Band>,
    /// The value at the left end of the picture.
    pub low: f64,
    /// The value at its right end.
    pub high: f64,
}

/// One limit on the gauge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Where it lies, in the gauge's unit.
    pub at: f64,
    /// Which way it is compared.
    pub op: Op,
    /// Whose limit it is.
    pub item: ItemIx,
    /// Which of its limits, from 0.
    pub nth: usize,
    /// How grave its criterion is.
    pub tier: Option<Tier>,
    /// What it means when it is true.
    pub sense: Sense,
}

/// A stretch of values that all criteria judge alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Where it begins; none at the very left.
    pub from: Option<f64>,
    /// Where it ends; none at the very right.
    pub to: Option<f64>,
    /// The edges on whose bad side it lies, by their place in the gauge, the gravest first.
    pub bad: Vec<usize>,
    /// How bad that is.
    pub grade: Grade,
}

/// How bad a band is; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Nothing speaks against it.
    Good,
    /// A go criterion does not hold; nothing sends back.
    Hold,
    /// Something sends back that the plan does not call the gravest.
    Grave,
    /// What is gravest, or has no grade, sends back.
    Gravest,
}

/// Where a value stands, for those who hear it read.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand<'g> {
    /// From 0 at the left end to 1 at the right end, whatever lies beyond included.
    pub place: f64,
    /// How bad it is; none for what is no number.
    pub grade: Option<Grade>,
    /// The edges on whose bad side it lies, the gravest first.
    pub bad: Vec<&'g Edge>,
    /// The nearest edge, and how far it is.
    pub nearest: Option<(&'g Edge, f64)>,
}

impl Gauge {
    /// The gauge of a metric, of the items that are wanted; none where they set no limit on it.
    pub fn of(plan: &Plan, metric: &Meaning, wanted: impl Fn(ItemIx) -> bool) -> Option<Self> {
        let mut first: Option<&Threshold> = None;
        let mut edges = Vec::new();
        for (n, item) in plan.items.iter().enumerate() {
            let ix = ItemIx::new(n);
            if !wanted(ix) {
                continue;
            }
            for (nth, (limit, sense)) in item.thresholds.iter().zip(Sense::of(item)).enumerate() {
                if Meaning::of_limit(limit) != *metric {
                    continue;
                }
                let unit = first.get_or_insert(limit).unit.as_deref();
                edges.extend(edge(item, ix, nth, sense, unit));
            }
        }
        edges.sort_by(|a, b| a.at.total_cmp(&b.at).then_with(|| opens(a).cmp(&opens(b))));
        let (low, high) = ends(&edges, first?.unit.as_deref())?;
        let bands = bands(&edges);
        Some(Self { unit: first?.unit.clone(), edges, bands, low, high })
    }

    /// Where a value stands on the picture: 0 at its left end, 1 at its right.
    pub fn place(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
    }

    /// Where a value stands, in words that can be made of it.
    pub fn stand(&self, value: f64) -> Stand<'_> {
        let distance = |edge: &Edge| settle((edge.at - value).abs());
        let near = self.edges.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        if value.is_nan() {
            return Stand { place: 0.0, grade: None, bad: Vec::new(), nearest: None };
        }
        let bad = bad_at(&self.edges, value);
        let grade = bad.first().map_or(Grade::Good, |n| grade(&self.edges[*n]));
        let bad = bad.into_iter().map(|n| &self.edges[n]).collect();
        let nearest = near.map(|edge| (edge, distance(edge)));
        Stand { place: self.place(value), grade: Some(grade), bad, nearest }
    }
}

impl Edge {
    fn limit(&self) -> Limit {
        Limit { op: self.op, value: self.at, sense: self.sense, sustained_ms: 0 }
    }
}

/// A limit in the gauge's unit; none where it cannot be converted into it.
fn edge(item: &Item, ix: ItemIx, nth: usize, sense: Sense, asked: Option<&str>) -> Option<Edge> {
    let limit = &item.thresholds[nth];
    let factor = match (limit.unit.as_deref().and_then(unit), asked.and_then(unit)) {
        (Some((own, one)), Some((other, base))) if own == other => one / base,
        (None, None) if limit.unit.as_deref() == asked => 1.0,
        (_, _) => return None,
    };
    let at = settle(limit.value * factor);
    Some(Edge { at, op: limit.op, item: ix, nth, tier: item.tier, sense })
}

/// Of two edges at one place the one that takes the value itself for its lower side comes first.
fn opens(edge: &Edge) -> u8 {
    match edge.op {
        Op::AtLeast | Op::Below => 0,
        Op::Equal => 1,
        Op::Above | Op::AtMost => 2,
    }
}

/// The stretches between different edges.
fn bands(edges: &[Edge]) -> Vec<Band> {
    let mut cuts: Vec<f64> = edges.iter().map(|edge| edge.at).collect();
    cuts.dedup();
    let starts = std::iter::once(None).chain(cuts.iter().copied().map(Some));
    let ends = cuts.iter().copied().map(Some).chain(std::iter::once(None));
    starts.zip(ends).map(|(from, to)| band(edges, from, to)).collect()
}

fn band(edges: &[Edge], from: Option<f64>, to: Option<f64>) -> Band {
    let inside = match (from, to) {
        (Some(from), Some(to)) => f64::midpoint(from, to),
        (Some(from), None) => from + from.abs().max(1.0),
        (None, Some(to)) => to - to.abs().max(1.0),
        (None, None) => 0.0,
    };
    let bad = bad_at(edges, inside);
    let grade = bad.first().map_or(Grade::Good, |n| grade(&edges[*n]));
    Band { from, to, bad, grade }
}

/// The edges on whose bad side a value lies, the gravest first.
fn bad_at(edges: &[Edge], value: f64) -> Vec<usize> {
    let mut bad: Vec<usize> =
        (0..edges.len()).filter(|n| edges[*n].limit().is_bad(value)).collect();
    bad.sort_by_key(|n| (std::cmp::Reverse(grade(&edges[*n])), *n));
    bad
}

fn grade(edge: &Edge) -> Grade {
    match (edge.sense, edge.tier) {
        (Sense::MustHold, _) => Grade::Hold,
        (Sense::SendsBack, None | Some(Tier::P(0) | Tier::Sev(0 | 1))) => Grade::Gravest,
        (Sense::SendsBack, Some(Tier::P(_) | Tier::Sev(_))) => Grade::Grave,
    }
}

/// The ends of the picture: around the edges with room on both sides, from zero where that is near,
/// and never beyond a whole.
fn ends(edges: &[Edge], written: Option<&str>) -> Option<(f64, f64)> {
    let (first, last) = (edges.first()?.at, edges.last()?.at);
    let share = written.and_then(unit).is_some_and(|(own, _)| own == Dimension::Share);
    let spread = last - first;
    let room = if spread > 0.0 { spread } else { last.abs().max(1.0) / 2.0 };
    let whole = share && (0.0..=100.0).contains(&first) && (0.0..=100.0).contains(&last);
    // Where all limits lie near the whole, it is what lacks that counts.
    let near_whole = whole && first > 50.0;
    let low = if first >= 0.0 && !near_whole { 0.0 } else { first - room };
    let high = if near_whole { 100.0 } else { last + room.max((last - low) / 4.0) };
    let high = if whole { high.min(100.0) } else { high };
    let high = if high > low { high } else { low + 1.0 };
    Some((settle(low), settle(high)))
}

#[cfg(test)]
mod tests {
    use super::{Gauge, Grade};
    use crate::plan::signal::Meaning;
    use crate::plan::{Plan, read};

    fn plan(go: &str, abort: &str) -> Plan {
        let source = format!(
            "# P\n\n## Stage 1\n\n- [ ] Deploy\n\n**Go criteria:**\n{go}\n\n**Rollback criteria:**\n{abort}\n"
        );
        read(&source).0
    }

    /// The gauge of the plan's first limit.
    #[track_caller]
    fn gauge(plan: &Plan) -> Gauge {
        let limit = plan.items.iter().find_map(|item| item.thresholds.first()).expect("a limit");
        Gauge::of(plan, &Meaning::of_limit(limit), |_| true).expect("a gauge")
    }

    /// The bands as «from grade to grade», and the ends.
    #[track_caller]
    fn check(go: &str, abort: &str, expected: &str, ends: (f64, f64)) {
        let plan = plan(go, abort);
        let gauge = gauge(&plan);
        let told = |band: &super::Band| match band.to {
            Some(to) => format!("{:?} {to}", band.grade),
            None => format!("{:?}", band.grade),
        };
        let got: Vec<String> = gauge.bands.iter().map(told).collect();
        assert_eq!(got.join(" "), expected, "{gauge:?}");
        assert_eq!((gauge.low, gauge.high), ends, "{gauge:?}");
    }

    #[test]
    fn limits_become_bands() {
        check(
            "- Error rate < 1 %",
            "- [P0] Error rate > 5 %\n- [P1] Error rate > 2 %",
            "Good 1 Hold 2 Grave 5 Gravest",
            (0.0, 9.0),
        );
        check(
            "- Availability >= 99.9 %",
            "- Доступность < 99 %",
            "Gravest 99 Hold 99.9 Good",
            (98.1, 100.0),
        );
        check(
            "- p95 latency < 800 ms",
            "- Latency P95 > 2 s",
            "Good 800 Hold 2000 Gravest",
            (0.0, 3200.0),
        );
        check("- Error rate < 1 %", "- Error rate >= 1 %", "Good 1 Gravest", (0.0, 1.5));
        check("- Queue depth = 0", "- the site is down", "Hold 0 Hold", (0.0, 0.5));
    }

    #[test]
    fn a_value_stands_somewhere() {
        let plan = plan("- Error rate < 1 %", "- [P0] Error rate > 5 %");
        let gauge = gauge(&plan);
        let grade = |value: f64| gauge.stand(value).grade;
        assert_eq!(grade(0.5), Some(Grade::Good));
        assert_eq!(grade(1.0), Some(Grade::Hold), "not below one");
        assert_eq!(grade(5.0), Some(Grade::Hold), "not above five");
        assert_eq!(grade(5.1), Some(Grade::Gravest));
        assert_eq!(grade(f64::INFINITY), Some(Grade::Gravest));
        assert_eq!(grade(f64::NAN), None);
        let stand = gauge.stand(4.5);
        assert_eq!(stand.nearest.map(|(edge, far)| (edge.at, far)), Some((5.0, 0.5)));
        assert_eq!(gauge.stand(4.5).place.to_string(), "0.5");
        assert_eq!((gauge.place(-3.0), gauge.place(1e9)), (0.0, 1.0));
    }

    #[test]
    fn other_metrics_and_other_items_stay_off_it() {
        let plan = plan("- Error rate < 1 %\n- CPU < 80 %", "- Errors > 50");
        let gauge = gauge(&plan);
        assert_eq!(gauge.edges.len(), 1);
        let metric = Meaning::of("Error rate");
        assert_eq!(Gauge::of(&plan, &metric, |_| false), None);
        assert_eq!(Gauge::of(&plan, &Meaning::of("Memory"), |_| true), None);
    }
}
