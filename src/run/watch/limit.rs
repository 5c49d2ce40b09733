//! A limit as it is judged: which way it is meant, and how far a value is from it.

use crate::plan::criterion::{is_joined, turning_point};
use crate::plan::{Item, Kind, Op, Span, Threshold};
use std::collections::BTreeSet;

/// What it means that a limit's comparison is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// «Error rate > 5 %» of a rollback criterion: true is bad.
    SendsBack,
    /// «p95 < 800 ms» of a go criterion: true is good.
    MustHold,
}

/// A limit, ready to be judged. Values are in the unit the plan wrote.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// Which way it is compared.
    pub op: Op,
    /// With what.
    pub value: f64,
    /// What it means when it is true.
    pub sense: Sense,
    /// For how long it must be true.
    pub sustained_ms: i64,
}

impl Sense {
    /// What each limit of an item means; none where the item's limits judge nothing.
    ///
    /// «Go < 1 %, no-go > 2 %» is one go criterion whose second limit sends back.
    pub fn of(item: &Item) -> Vec<Self> {
        let whole = match item.kind {
            Kind::Go => Self::MustHold,
            Kind::Abort => Self::SendsBack,
            Kind::Step | Kind::Rollback | Kind::Artefact | Kind::Note => return Vec::new(),
        };
        let turn = if item.thresholds.len() > 1 { turning_point(&item.text) } else { None };
        let part = |n: usize| match turn {
            Some(first_back) if n < first_back => Self::MustHold,
            Some(_) => Self::SendsBack,
            None => whole,
        };
        (0..item.thresholds.len()).map(part).collect()
    }
}

/// Whether only all limits together make a criterion bad: «ошибки > 5 % и задержка > 2 с» sends
/// back by both, "errors < 1 % or the old version serves" holds by either.
pub fn bad_by_all(item: &Item) -> bool {
    if item.thresholds.len() < 2 || turning_point(&item.text).is_some() {
        return false;
    }
    match item.kind {
        Kind::Abort => is_joined(&item.text),
        Kind::Go => words(&item.text.to_lowercase()).any(|word| matches!(word, "or" | "или")),
        Kind::Step | Kind::Rollback | Kind::Artefact | Kind::Note => false,
    }
}

/// Words that say nothing beyond a limit.
const SAYS_LIMIT: &str = "for min minute minutes h hour hours s sec second seconds ms less more than \
    at most least no not higher greater lower exceed exceeds above below under over is are be stays \
    stay the a of in on by within and or to up go hold must should last consecutive row readings \
    в во на за не и или более больше выше ниже меньше менее свыше превышает превышают равно равна \
    минут минуты минуту минута час часа часов секунд секунды с сек мин течение течении протяжении \
    последних последние подряд держится держатся должна должен должно быть составляет";

/// Whether a criterion says nothing but its limits. «< 4 s at the evening peak» says more: one
/// value measured now cannot answer it.
pub fn is_whole(item: &Item) -> bool {
    let mut text = item.text.to_lowercase();
    for command in &item.commands {
        text = text.replace(&command.text.to_lowercase(), " ");
    }
    let mut told: BTreeSet<String> = words(SAYS_LIMIT).map(str::to_owned).collect();
    for limit in &item.thresholds {
        let parts = [Some(&limit.metric), limit.stat.as_ref(), limit.unit.as_ref()];
        for part in parts.into_iter().flatten() {
            told.extend(words(&part.to_lowercase()).map(str::to_owned));
        }
    }
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let known = |word: &str| {
        let name = word.trim_start_matches(|c: char| c.is_ascii_digit());
        is_number(word)
            || told.contains(word)
            || told.contains(name)
            || word == "p0"
            || word == "p1"
    };
    words(&text).all(known)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl Limit {
    /// A limit of the plan.
    pub fn of(written: &Threshold, sense: Sense) -> Self {
        let sustained_ms = written.sustained.map_or(0, Span::total_s).max(0).saturating_mul(1000);
        Self { op: written.op, value: written.value, sense, sustained_ms }
    }

    /// «Отвечает на /health»: readings are 1 for up and 0 for down.
    pub fn up() -> Self {
        Self { op: Op::AtLeast, value: 1.0, sense: Sense::MustHold, sustained_ms: 0 }
    }

    /// «Не отвечает 5 минут»: the same readings, of what sends back.
    pub fn down(sustained_ms: i64) -> Self {
        Self { op: Op::Below, value: 1.0, sense: Sense::SendsBack, sustained_ms }
    }

    /// Whether the comparison is true.
    pub fn is_true(&self, value: f64) -> bool {
        match self.op {
            Op::Above => value > self.value,
            Op::AtLeast => value >= self.value,
            Op::Below => value < self.value,
            Op::AtMost => value <= self.value,
            Op::Equal => same(value, self.value),
        }
    }

    /// Whether a value is on the wrong side. What is no number is on neither.
    pub fn is_bad(&self, value: f64) -> bool {
        match self.sense {
            Sense::SendsBack => self.is_true(value),
            Sense::MustHold => !self.is_true(value),
        }
    }

    /// Whether greater values are worse; an equation has no direction.
    pub fn high_is_bad(&self) -> Option<bool> {
        let true_above = match self.op {
            Op::Above | Op::AtLeast => true,
            Op::Below | Op::AtMost => false,
            Op::Equal => return None,
        };
        Some(true_above == (self.sense == Sense::SendsBack))
    }

    /// How far a value lies on the bad side of the limit; negative on the good side.
    pub fn excess(&self, value: f64) -> f64 {
        match (self.high_is_bad(), self.sense) {
            (Some(true), _) => value - self.value,
            (Some(false), _) => self.value - value,
            // What must be equal is worse the further off it is; what must not be is all or nothing.
            (None, Sense::MustHold) => (value - self.value).abs(),
            (None, Sense::SendsBack) => -(value - self.value).abs(),
        }
    }

    /// Whether the one value is worse than the other by more than a margin.
    pub fn is_worse(&self, value: f64, than: f64, margin: f64) -> bool {
        self.excess(value) > self.excess(than) + margin.max(0.0)
    }
}

/// Equal as far as twelve digits tell.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::{Limit, Sense, bad_by_all, is_whole};
    use crate::plan::{Item, Op, read};

    /// The criterion in these lines.
    fn criterion(lines: &str) -> Item {
        let (plan, _) = read(&format!("# P\n\n## Stage 1\n\n- [ ] Deploy\n\n{lines}\n"));
        let item = plan.items.into_iter().find(|item| !item.thresholds.is_empty());
        item.unwrap_or_else(|| panic!("no limit in {lines}"))
    }

    #[test]
    fn a_criterion_may_say_more_than_its_limits() {
        #[track_caller]
        fn check(text: &str, whole: bool) {
            let item = criterion(&format!("**Go criteria:**\n- {text}"));
            assert_eq!(is_whole(&item), whole, "{item:?}");
        }
        check("Error rate < 1 %", true);
        check("Error rate stays below 1 % for 15 minutes", true);
        check("p95 latency < 800 ms for 10 min", true);
        check("Доля ошибок не выше 0,5 % в течение 5 минут", true);
        check("ошибок меньше 0,5 %", true);
        check("Error rate < 1 %, p95 latency < 1s", true);
        check("Error rate < 1 %: `curl -s http://a/metrics | grep error_rate`", true);
        check("match_seconds_p95 < 4 с в вечерний пик", false);
        check("error rate ≤ 1 % on both days", false);
        check("Error rate < 1 % and nobody complains", false);
        check("Match start < 20 s in every region", false);
    }

    #[test]
    fn limits_belong_together() {
        #[track_caller]
        fn check(label: &str, text: &str, all: bool) {
            let item = criterion(&format!("**{label} criteria:**\n- {text}"));
            assert_eq!(bad_by_all(&item), all, "{item:?}");
        }
        check("Rollback", "Error rate > 5 % and latency > 2 s", true);
        check("Rollback", "Error rate > 5 % or latency > 2 s", false);
        check("Rollback", "Error rate > 5 %", false);
        check("Go", "Error rate < 5 % and latency < 2 s", false);
        check("Go", "Error rate < 5 % or latency < 2 s", true);
        check("Go", "Error rate: go < 1 %, no-go > 2 %", false);
    }

    fn limit(op: Op, sense: Sense) -> Limit {
        Limit { op, value: 5.0, sense, sustained_ms: 0 }
    }

    /// Which of 4, 5 and 6 are bad where the limit is 5, and which of 4 and 6 is worse.
    #[track_caller]
    fn check(op: Op, sense: Sense, bad: [bool; 3], worse: &str) {
        let limit = limit(op, sense);
        assert_eq!([4.0, 5.0, 6.0].map(|value| limit.is_bad(value)), bad, "{limit:?}");
        let got = match (limit.is_worse(4.0, 6.0, 0.0), limit.is_worse(6.0, 4.0, 0.0)) {
            (true, false) => "low",
            (false, true) => "high",
            (true, true) | (false, false) => "neither",
        };
        assert_eq!(got, worse, "{limit:?}");
    }

    #[test]
    fn a_limit_has_a_bad_side() {
        use Sense::{MustHold, SendsBack};
        check(Op::Above, SendsBack, [false, false, true], "high");
        check(Op::AtLeast, SendsBack, [false, true, true], "high");
        check(Op::Below, SendsBack, [true, false, false], "low");
        check(Op::AtMost, SendsBack, [true, true, false], "low");
        check(Op::Equal, SendsBack, [false, true, false], "neither");
        check(Op::Below, MustHold, [false, true, true], "high");
        check(Op::AtMost, MustHold, [false, false, true], "high");
        check(Op::Above, MustHold, [true, true, false], "low");
        check(Op::AtLeast, MustHold, [true, false, false], "low");
        check(Op::Equal, MustHold, [true, false, true], "neither");
    }

    #[test]
    fn worse_by_a_margin() {
        let limit = limit(Op::Above, Sense::SendsBack);
        assert!(limit.is_worse(6.1, 6.0, 0.0) && !limit.is_worse(6.1, 6.0, 0.5));
        assert!(!limit.is_worse(6.0, 6.0, 0.0) && !limit.is_worse(5.9, 6.0, 0.0));
    }

    #[test]
    fn each_limit_has_its_sense() {
        #[track_caller]
        fn senses(lines: &str, expected: &[Sense]) {
            let item = criterion(lines);
            assert_eq!(Sense::of(&item), expected, "{item:?}");
        }
        use Sense::{MustHold, SendsBack};
        senses("**Go criteria:**\n- Error rate < 1 %", &[MustHold]);
        senses("**Rollback criteria:**\n- Error rate > 5 %", &[SendsBack]);
        senses("**Go criteria:**\n- Error rate: go < 1 %, no-go > 2 %", &[MustHold, SendsBack]);
        senses("**Go criteria:**\n- Error rate < 1 %, p95 latency < 1 s", &[MustHold, MustHold]);
    }
}
