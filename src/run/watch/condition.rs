//! Conditions on an answer, one a line, short: `[STATUS] == 200`, `[RESPONSE_TIME] < 300`,
//! `[BODY].status == UP`, `errors_total{path="/pay"} < 5`, `rate(errors_total[5m]) < 0.1`.
//!
//! The spirit is that of Gatus. What cannot be read says where, and is never taken for true.

use super::measure::{Lack, Measure, Memory};
use super::metrics::Page;
use super::selector::{Filter, Selector, With};
use crate::run::wire::body;

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// As it was written.
    pub text: Box<str>,
    left: Left,
    op: Compare,
    right: Box<str>,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq)]
enum Left {
    Status,
    ResponseTime,
    Body(Box<str>),
    Measure(Measure),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    Equal,
    NotEqual,
    Above,
    AtLeast,
    Below,
    AtMost,
}

/// What is wrong with a condition, and where: line and column from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The line.
    pub line: usize,
    /// The character in it.
    pub column: usize,
    /// What.
    pub kind: FaultKind,
}

/// What is wrong with a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// Neither `[STATUS]`, `[RESPONSE_TIME]`, `[BODY]` nor a metric.
    NoSubject,
    /// None of `==`, `!=`, `<`, `<=`, `>`, `>=`.
    NoComparison,
    /// Nothing to compare with, or no number where there must be one.
    NoValue,
    /// A filter on labels that is not closed, or not `label="value"`.
    Filter,
    /// A pattern that is more than plain characters, `.`, `*`, `+`, `?` and `|`.
    Pattern,
    /// A function that is none of `rate`, `increase`, `histogram_quantile`.
    Function,
    /// No window such as `[5m]`.
    Window,
    /// Something stands behind the end.
    Rest,
}

/// What an answer showed.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The status of HTTP.
    pub status: u16,
    /// How long it took.
    pub took_ms: i64,
    /// What it said.
    pub body: &'a str,
    /// The same as a page of metrics, if it is one.
    pub page: Option<&'a Page>,
    /// What counters showed before.
    pub memory: &'a Memory,
}

/// Whether a condition holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Met {
    /// It does.
    Yes,
    /// It does not; what was seen instead.
    No(Box<str>),
    /// The answer has no such thing.
    Lacks(Lack),
}

/// Reads conditions, one a line; empty lines and `#` are left out.
///
/// # Errors
///
/// Everything that is wrong with them.
pub fn conditions(text: &str) -> Result<Vec<Condition>, Vec<Fault>> {
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for (n, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        match condition(line) {
            Ok(condition) => all.push(condition),
            Err((column, kind)) => faults.push(Fault { line: n + 1, column, kind }),
        }
    }
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}

/// What a metric's name, a filter or a rate measures.
///
/// # Errors
///
/// What is wrong with it.
pub fn measure(text: &str) -> Result<Measure, Fault> {
    let mut reader = Reader { text, at: 0 };
    let read = reader.product().and_then(|measure| {
        reader.spaces();
        if reader.rest().is_empty() { Ok(measure) } else { Err(reader.fault(FaultKind::Rest)) }
    });
    read.map_err(|(column, kind)| Fault { line: 1, column, kind })
}

type Read<T> = Result<T, (usize, FaultKind)>;

fn condition(line: &str) -> Read<Condition> {
    let mut reader = Reader { text: line, at: 0 };
    reader.spaces();
    let left = if reader.takes("[STATUS]") {
        Left::Status
    } else if reader.takes("[RESPONSE_TIME]") {
        Left::ResponseTime
    } else if reader.takes("[BODY]") {
        Left::Body(reader.word(|c| !c.is_whitespace() && !"=!<>".contains(c)).into())
    } else {
        Left::Measure(reader.product()?)
    };
    reader.spaces();
    let op = reader.compare()?;
    reader.spaces();
    let right = reader.rest().trim_end();
    let number = right.parse::<f64>().is_ok();
    if right.is_empty() || !number && !matches!(left, Left::Body(_)) {
        return Err(reader.fault(FaultKind::NoValue));
    }
    Ok(Condition { text: line.trim().into(), left, op, right: right.trim_matches('"').into() })
}

impl Condition {
    /// Whether it asks for a page of metrics.
    pub fn measure(&self) -> Option<&Measure> {
        match &self.left {
            Left::Measure(measure) => Some(measure),
            Left::Status | Left::ResponseTime | Left::Body(_) => None,
        }
    }

    /// Whether it holds.
    pub fn check(&self, facts: Facts<'_>) -> Met {
        let seen = match &self.left {
            Left::Status => facts.status.to_string(),
            Left::ResponseTime => facts.took_ms.to_string(),
            Left::Body(path) if path.is_empty() => facts.body.trim().to_owned(),
            Left::Body(path) => match body::at(facts.body, path) {
                Some(seen) => seen,
                None => return Met::Lacks(Lack::NoMetric(path.clone())),
            },
            Left::Measure(measure) => {
                let Some(page) = facts.page else {
                    return Met::Lacks(Lack::NoMetric(self.text.clone()));
                };
                match measure.value(page, facts.memory) {
                    Ok(value) => value.to_string(),
                    Err(lack) => return Met::Lacks(lack),
                }
            }
        };
        if self.op.holds(&seen, &self.right) { Met::Yes } else { Met::No(short(&seen)) }
    }
}

/// What is shown of a long answer.
fn short(text: &str) -> Box<str> {
    text.chars().take(80).collect::<String>().into()
}

impl Compare {
    fn holds(self, seen: &str, right: &str) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let order = match (seen.parse::<f64>(), right.parse::<f64>()) {
            (Ok(a), Ok(b)) => a.partial_cmp(&b),
            (_, _) if seen == right => Some(Equal),
            (_, _) => None,
        };
        match (self, order) {
            (Self::Equal | Self::AtLeast | Self::AtMost, Some(Equal))
            | (Self::Above | Self::AtLeast, Some(Greater))
            | (Self::Below | Self::AtMost, Some(Less)) => true,
            (Self::NotEqual, order) => order != Some(Equal),
            (_, _) => false,
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn fault(&self, kind: FaultKind) -> (usize, FaultKind) {
        (self.text[..self.at].chars().count() + 1, kind)
    }

    fn takes(&mut self, wanted: &str) -> bool {
        let taken = self.rest().starts_with(wanted);
        self.at += if taken { wanted.len() } else { 0 };
        taken
    }

    fn wants(&mut self, wanted: &str, kind: FaultKind) -> Read<()> {
        self.spaces();
        if self.takes(wanted) { Ok(()) } else { Err(self.fault(kind)) }
    }

    fn spaces(&mut self) {
        self.word(char::is_whitespace);
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let len = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    fn compare(&mut self) -> Read<Compare> {
        let all = [
            ("==", Compare::Equal),
            ("!=", Compare::NotEqual),
            ("<=", Compare::AtMost),
            (">=", Compare::AtLeast),
            ("<", Compare::Below),
            (">", Compare::Above),
        ];
        let found = all.into_iter().find(|(sign, _)| self.takes(sign));
        found.map(|(_, op)| op).ok_or_else(|| self.fault(FaultKind::NoComparison))
    }

    /// Factors with `*` and `/` between them, from the left.
    fn product(&mut self) -> Read<Measure> {
        let mut measure = self.factor()?;
        loop {
            self.spaces();
            if self.takes("/") {
                measure = Measure::Ratio(Box::new(measure), Box::new(self.factor()?));
            } else if self.takes("*") {
                measure = Measure::Product(Box::new(measure), Box::new(self.factor()?));
            } else {
                return Ok(measure);
            }
        }
    }

    fn factor(&mut self) -> Read<Measure> {
        self.spaces();
        let at = self.at;
        let name = self.word(|c| c.is_ascii_alphanumeric() || "_:.".contains(c));
        if let Ok(number) = name.parse() {
            return Ok(Measure::Number(number));
        }
        if name.is_empty() && !self.rest().starts_with('{') {
            return Err(self.fault(FaultKind::NoSubject));
        }
        if self.takes("(") {
            return self.function(name, at);
        }
        Ok(Measure::Metric(self.selector(name)?))
    }

    fn function(&mut self, name: &str, at: usize) -> Read<Measure> {
        let measure = match name {
            "rate" | "increase" => {
                let (selector, window_ms) = self.over()?;
                match name {
                    "rate" => Measure::Rate(selector, window_ms),
                    _ => Measure::Increase(selector, window_ms),
                }
            }
            "histogram_quantile" => {
                self.spaces();
                let q = self.word(|c| c.is_ascii_digit() || c == '.').parse();
                let q = q.map_err(|_| self.fault(FaultKind::NoValue))?;
                self.wants(",", FaultKind::Rest)?;
                self.spaces();
                if self.takes("rate(") || self.takes("increase(") {
                    let (selector, window_ms) = self.over()?;
                    self.wants(")", FaultKind::Rest)?;
                    Measure::QuantileOver(q, selector, window_ms)
                } else {
                    let name = self.word(|c| c.is_ascii_alphanumeric() || "_:.".contains(c));
                    Measure::Quantile(q, self.selector(name)?)
                }
            }
            _ => {
                self.at = at;
                return Err(self.fault(FaultKind::Function));
            }
        };
        self.wants(")", FaultKind::Rest)?;
        Ok(measure)
    }

    /// `name{…}[5m]`.
    fn over(&mut self) -> Read<(Selector, i64)> {
        self.spaces();
        let name = self.word(|c| c.is_ascii_alphanumeric() || "_:.".contains(c));
        let selector = self.selector(name)?;
        self.wants("[", FaultKind::Window)?;
        let digits: Result<i64, _> = self.word(|c| c.is_ascii_digit()).parse();
        let unit_ms = match self.word(char::is_alphabetic) {
            "s" => Some(1_000),
            "m" => Some(60_000),
            "h" => Some(3_600_000),
            _ => None,
        };
        let window_ms = digits.ok().zip(unit_ms).and_then(|(n, unit)| n.checked_mul(unit));
        let window_ms = window_ms.filter(|ms| (1..=86_400_000).contains(ms));
        let window_ms = window_ms.ok_or_else(|| self.fault(FaultKind::Window))?;
        self.wants("]", FaultKind::Window)?;
        Ok((selector, window_ms))
    }

    /// The filters behind a name, if there are any.
    fn selector(&mut self, name: &str) -> Read<Selector> {
        let mut selector = Selector::named(name);
        if !self.takes("{") {
            return Ok(selector);
        }
        loop {
            self.spaces();
            if self.takes("}") {
                break;
            }
            let label = self.word(|c| c.is_ascii_alphanumeric() || c == '_');
            self.spaces();
            let signs = [("=~", false, true), ("!~", true, true), ("!=", true, false)];
            let sign = signs.into_iter().find(|(sign, ..)| self.takes(sign));
            let sign = sign.or_else(|| self.takes("=").then_some(("=", false, false)));
            let Some((_, not, pattern)) = sign.filter(|_| !label.is_empty()) else {
                return Err(self.fault(FaultKind::Filter));
            };
            self.wants("\"", FaultKind::Filter)?;
            let at = self.at;
            let value = self.word(|c| c != '"');
            self.wants("\"", FaultKind::Filter)?;
            let with = if pattern { With::patterns(value) } else { Some(With::Text(value.into())) };
            let Some(with) = with else {
                self.at = at;
                return Err(self.fault(FaultKind::Pattern));
            };
            selector.filters.push(Filter { label: label.into(), not, with });
            self.spaces();
            if !self.takes(",") && !self.rest().starts_with('}') {
                return Err(self.fault(FaultKind::Filter));
            }
        }
        if selector.name.is_empty() { Err(self.fault(FaultKind::NoSubject)) } else { Ok(selector) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Fault, FaultKind, Memory, Met, conditions};
    use crate::run::watch::metrics::page;

    #[track_caller]
    fn check(text: &str, body: &str, expected: &str) {
        let all = conditions(text).unwrap_or_else(|faults| panic!("{faults:?}"));
        let page = page(body).ok();
        let memory = Memory::default();
        let facts = Facts { status: 200, took_ms: 120, body, page: page.as_ref(), memory: &memory };
        let told = match all[0].check(facts) {
            Met::Yes => "yes".to_owned(),
            Met::No(seen) => format!("no: {seen}"),
            Met::Lacks(lack) => format!("{lack:?}"),
        };
        assert_eq!(told, expected, "{text} on {body}");
    }

    #[test]
    fn what_an_answer_shows_is_compared() {
        check("[STATUS] == 200", "", "yes");
        check("[STATUS] < 200", "", "no: 200");
        check("[RESPONSE_TIME] < 100", "", "no: 120");
        check("[BODY].status == UP", r#"{"status":"UP"}"#, "yes");
        check("[BODY].db[1].lag <= 3", r#"{"db":[{},{"lag":4.5}]}"#, "no: 4.5");
        check("[BODY].gone == UP", r#"{"status":"UP"}"#, "NoMetric(\".gone\")");
        check("[BODY].status == UP", "not JSON", "NoMetric(\".status\")");
        check("[BODY] == OK", "OK\n", "yes");
        check("[BODY].ok != true", r#"{"ok":true}"#, "no: true");
        check("queue{q=\"a=b\"} < 5", "queue{q=\"a=b\"} 7", "no: 7");
        check("queue > 5", "queue NaN", "no: NaN");
        check("queue < 5", "other 1", "NoMetric(\"queue\")");
    }

    #[test]
    fn a_fault_says_where() {
        #[track_caller]
        fn refused(text: &str, line: usize, column: usize, kind: FaultKind) {
            assert_eq!(conditions(text), Err(vec![Fault { line, column, kind }]), "{text}");
        }
        refused("# fine\n[STATUS] 200", 2, 10, FaultKind::NoComparison);
        refused("[STATUS] == ok", 1, 13, FaultKind::NoValue);
        refused("[STATUS] <", 1, 11, FaultKind::NoValue);
        refused("[STATE] == 200", 1, 1, FaultKind::NoSubject);
        refused("a{b=c} < 5", 1, 5, FaultKind::Filter);
        refused("a{b=~\"(c)\"} < 5", 1, 7, FaultKind::Pattern);
        refused("rate(a) < 5", 1, 7, FaultKind::Window);
        refused("rate(a[5y]) < 5", 1, 10, FaultKind::Window);
        refused("avg(a) < 5", 1, 1, FaultKind::Function);
    }
}
