//! What an answer means: honest states, each with its own mark. A hidden answer is not a healthy one,
//! and what nobody could read is never good.

use super::condition::{Condition, Facts, Met};
use super::measure::{Lack, Measure, Memory};
use super::metrics::{self, Page};
use super::target::{Bar, Target, Want};
use crate::plan::ProbeKind;
use crate::run::wire::Look;
use crate::run::wire::body::{Instant, instant};

/// What came of one question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A server answered.
    Got {
        /// The status of HTTP.
        status: u16,
        /// How long it took.
        took_ms: i64,
        /// What it said, as far as it was taken.
        body: Box<str>,
        /// Not more than is taken.
        whole: bool,
    },
    /// Nobody could read one.
    Without(NoAnswer),
}

/// Why there is no answer that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// Somebody answers, but the browser hides what.
    Hidden,
    /// It would lead somewhere else.
    Redirected(Option<Box<str>>),
    /// It took too long.
    TimedOut,
    /// Nobody answers there.
    Unreachable,
    /// A page over https may not ask an address over http.
    Mixed,
    /// The browser does not let pages ask the local network.
    PrivateDenied,
    /// This computer has no network.
    Offline,
    /// The page was served without leave to ask other hosts.
    Forbidden,
}

impl From<NoAnswer> for Answer {
    fn from(why: NoAnswer) -> Self {
        Self::Without(why)
    }
}

/// How a signal stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum State {
    /// It answers, and everything that was asked of it is true.
    Up {
        /// The status of HTTP.
        status: u16,
        /// How long it took.
        took_ms: i64,
    },
    /// It answers with another status than it should.
    BadStatus(u16),
    /// It answers, but a condition does not hold.
    Failed {
        /// The condition, as it was written.
        condition: Box<str>,
        /// What was seen instead.
        seen: Box<str>,
    },
    /// There is no answer that could be read.
    Without(NoAnswer),
    /// The answer has no such metric, or no such field.
    NoMetric(Box<str>),
    /// So many series bear the name.
    Several(Box<str>, usize),
    /// A rate needs a second reading.
    Counting,
    /// The answer is no page of metrics, from this line and column on.
    NotMetrics(usize, usize),
    /// The answer is none of Prometheus.
    NotPrometheus,
    /// Prometheus refuses the query.
    QueryRefused(Box<str>),
    /// The answer is longer than is taken.
    TooLong,
    /// Nobody allowed it.
    NotAllowed,
    /// It was paused, or everything was stopped.
    Paused,
    /// It was never asked yet.
    #[default]
    Waiting,
    /// It is never asked.
    Barred(Bar),
}

/// What a state comes down to. What is unknown is never good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All is well.
    Good,
    /// Something is wrong with what is watched.
    Bad,
    /// Nobody can say.
    Unknown,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Sight {
    /// How it stands.
    pub state: State,
    /// The number, in the signal's own unit; of a health address 1 for up and 0 for down.
    pub value: Option<f64>,
}

impl State {
    /// What it comes down to.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Up { .. } => Verdict::Good,
            Self::BadStatus(_)
            | Self::Failed { .. }
            | Self::Without(NoAnswer::TimedOut | NoAnswer::Unreachable) => Verdict::Bad,
            Self::Without(_)
            | Self::NoMetric(_)
            | Self::Several(..)
            | Self::Counting
            | Self::NotMetrics(..)
            | Self::NotPrometheus
            | Self::QueryRefused(_)
            | Self::TooLong
            | Self::NotAllowed
            | Self::Paused
            | Self::Waiting
            | Self::Barred(_) => Verdict::Unknown,
        }
    }

    /// The word that scripts know it by.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Up { .. } => "up",
            Self::BadStatus(_) => "bad-status",
            Self::Failed { .. } => "condition-failed",
            Self::Without(NoAnswer::Hidden) => "hidden",
            Self::Without(NoAnswer::Redirected(_)) => "redirected",
            Self::Without(NoAnswer::TimedOut) => "timed-out",
            Self::Without(NoAnswer::Unreachable) => "unreachable",
            Self::Without(NoAnswer::Mixed) => "mixed-content",
            Self::Without(NoAnswer::PrivateDenied) => "private-network",
            Self::Without(NoAnswer::Offline) => "offline",
            Self::Without(NoAnswer::Forbidden) => "page-forbids",
            Self::NoMetric(_) => "no-metric",
            Self::Several(..) => "several-series",
            Self::Counting => "counting",
            Self::NotMetrics(..) => "not-metrics",
            Self::NotPrometheus => "not-prometheus",
            Self::QueryRefused(_) => "query-refused",
            Self::TooLong => "too-long",
            Self::NotAllowed => "not-allowed",
            Self::Paused => "paused",
            Self::Waiting => "waiting",
            Self::Barred(_) => "never-asked",
        }
    }

    /// Its sign; no two that are told apart at a glance share one.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Up { .. } => "●",
            Self::BadStatus(_) => "✕",
            Self::Failed { .. } => "▲",
            Self::Without(NoAnswer::Hidden) => "◐",
            Self::Without(NoAnswer::Redirected(_)) => "↷",
            Self::Without(NoAnswer::TimedOut) => "◷",
            Self::Without(NoAnswer::Unreachable) => "⊘",
            Self::Without(NoAnswer::Mixed) => "⚿",
            Self::Without(NoAnswer::PrivateDenied) => "⌂",
            Self::Without(NoAnswer::Offline) => "⌁",
            Self::Without(NoAnswer::Forbidden) => "⊝",
            Self::NoMetric(_) => "∅",
            Self::Several(..) => "≡",
            Self::Counting | Self::Waiting => "…",
            Self::NotMetrics(..) | Self::NotPrometheus | Self::QueryRefused(_) => "¶",
            Self::TooLong => "↧",
            Self::NotAllowed => "○",
            Self::Paused => "‖",
            Self::Barred(_) => "–",
        }
    }
}

impl Sight {
    /// What a desk wrote down. It kept the word for what was wrong and not all that belongs to it.
    pub fn of_look(look: &Look) -> Self {
        let status = look.status.unwrap_or_default();
        let name = || look.signal.clone();
        let state = match &*look.state {
            "up" => State::Up { status, took_ms: look.took_ms.unwrap_or_default() },
            "bad-status" => State::BadStatus(status),
            "condition-failed" => State::Failed { condition: name(), seen: "".into() },
            "redirected" => State::Without(NoAnswer::Redirected(None)),
            "timed-out" => State::Without(NoAnswer::TimedOut),
            "unreachable" => State::Without(NoAnswer::Unreachable),
            "no-metric" => State::NoMetric(name()),
            "several-series" => State::Several(name(), 2),
            "counting" => State::Counting,
            "not-metrics" => State::NotMetrics(1, 1),
            "not-prometheus" => State::NotPrometheus,
            "query-refused" => State::QueryRefused(name()),
            "too-long" => State::TooLong,
            _ => return Self::none(State::Waiting),
        };
        Self { state, value: look.value }
    }

    /// Nothing is known, for this reason.
    pub fn none(state: State) -> Self {
        Self { state, value: None }
    }
}

/// Looks at an answer for everything that is wanted of an address, in that order.
pub fn look(target: &Target, answer: &Answer, memory: &mut Memory, now_ms: i64) -> Vec<Sight> {
    let (status, body, took_ms, whole) = match answer {
        Answer::Got { status, body, took_ms, whole } => (status, body, took_ms, whole),
        Answer::Without(why) => {
            return target.wants.iter().map(|want| without(want, why)).collect();
        }
    };
    let page = metrics::page(body);
    let well = (200..300).contains(status);
    if let (Ok(page), true) = (&page, well) {
        let measured = target.wants.iter().flat_map(|want| {
            let asked = want.conditions.iter().filter_map(Condition::measure);
            want.measure.iter().chain(asked)
        });
        let measured: Vec<&Measure> = measured.collect();
        memory.keep(&measured, page, now_ms);
    }
    let facts =
        Facts { status: *status, took_ms: *took_ms, body, page: page.as_ref().ok(), memory };
    let each = target.wants.iter().map(|want| {
        let sight = match want.kind {
            ProbeKind::Health => return health(want, facts, well),
            // Prometheus says what is wrong with a query beside a status of 400.
            ProbeKind::Query if !well => return Sight::none(refused(body, *status)),
            _ if !well => return Sight::none(State::BadStatus(*status)),
            _ if !*whole => return Sight::none(State::TooLong),
            ProbeKind::Query => query(body),
            ProbeKind::Metric => metric(want, &page, memory),
        };
        let up = State::Up { status: *status, took_ms: *took_ms };
        match sight {
            Ok(value) => met(want, facts, up, value),
            Err(state) => Sight::none(state),
        }
    });
    each.collect()
}

/// What is seen where nobody could read an answer. Of a health address it is known that it is down.
fn without(want: &Want, why: &NoAnswer) -> Sight {
    let state = State::Without(why.clone());
    let down = want.kind == ProbeKind::Health && state.verdict() == Verdict::Bad;
    Sight { state, value: down.then_some(0.0) }
}

fn health(want: &Want, facts: Facts<'_>, well: bool) -> Sight {
    let up = State::Up { status: facts.status, took_ms: facts.took_ms };
    if want.conditions.is_empty() && !well {
        return Sight { state: State::BadStatus(facts.status), value: Some(0.0) };
    }
    met(want, facts, up, 1.0)
}

/// Whether every condition holds, of which the first that does not is told.
fn met(want: &Want, facts: Facts<'_>, up: State, value: f64) -> Sight {
    for condition in &want.conditions {
        match condition.check(facts) {
            Met::Yes => {}
            Met::No(seen) => {
                let state = State::Failed { condition: condition.text.clone(), seen };
                let health = want.kind == ProbeKind::Health;
                return Sight { state, value: Some(if health { 0.0 } else { value }) };
            }
            Met::Lacks(lack) => return Sight::none(lacking(lack)),
        }
    }
    Sight { state: up, value: Some(value) }
}

fn refused(body: &str, status: u16) -> State {
    match instant(body) {
        Instant::Refused(why) => State::QueryRefused(why),
        Instant::Values(_) | Instant::Other => State::BadStatus(status),
    }
}

fn query(body: &str) -> Result<f64, State> {
    match instant(body) {
        Instant::Values(values) => match values[..] {
            [one] => Ok(one),
            [] => Err(State::NoMetric("".into())),
            ref more => Err(State::Several("".into(), more.len())),
        },
        Instant::Refused(why) => Err(State::QueryRefused(why)),
        Instant::Other => Err(State::NotPrometheus),
    }
}

fn metric(
    want: &Want,
    page: &Result<Page, metrics::NotMetrics>,
    memory: &Memory,
) -> Result<f64, State> {
    let page = page.as_ref().map_err(|fault| State::NotMetrics(fault.line, fault.column))?;
    match &want.measure {
        Some(measure) => measure.value(page, memory).map_err(lacking),
        // A page of all metrics there are is only looked at.
        None if page.samples.is_empty() => Err(State::NoMetric("".into())),
        None => Ok(1.0),
    }
}

fn lacking(lack: Lack) -> State {
    match lack {
        Lack::NoMetric(name) => State::NoMetric(name),
        Lack::Several(name, count) => State::Several(name, count),
        Lack::Counting => State::Counting,
    }
}
