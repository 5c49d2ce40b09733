//! What the watch says: how a signal stands, and what to do about it.

mod en;
mod ru;

use super::Lang;
use crate::run::watch::condition::{Fault, FaultKind};
use crate::run::watch::outcome::{Outcome, Why};
use crate::run::watch::{Bar, NoAnswer, State, figure};

/// Labels and short sentences in one language.
#[derive(Debug)]
pub struct Health {
    /// Over the signals.
    pub signals: &'static str,
    /// What a plan says that names no address.
    pub none: &'static str,
    /// Asks for consent.
    pub consent: &'static str,
    /// What will be done, before anybody allows it.
    pub what: &'static str,
    /// Allows what is chosen.
    pub allow: &'static str,
    /// Allows it to one address.
    pub allow_one: &'static str,
    /// Takes it back.
    pub forbid: &'static str,
    /// Lets one address rest.
    pub pause: &'static str,
    /// Goes on.
    pub resume: &'static str,
    /// Stops everything.
    pub stop_all: &'static str,
    /// Lets it all go on.
    pub go_on: &'static str,
    /// Over the list of what is asked.
    pub polled: &'static str,
    /// Before the line of the plan.
    pub line: &'static str,
    /// Opens the values as a table.
    pub table: &'static str,
    /// Over the moments in the table.
    pub time: &'static str,
    /// Over the values in the table.
    pub value: &'static str,
    /// There was no value then.
    pub no_value: &'static str,
    /// How often each address is asked.
    pub every: &'static str,
    /// Opens what must be true of an address.
    pub conditions: &'static str,
    /// What a condition looks like.
    pub conditions_hint: &'static str,
    /// So many bad looks in a row make it fail.
    pub to_fail: &'static str,
    /// So many good looks in a row make it well.
    pub to_recover: &'static str,
    /// Keeps what was set.
    pub set: &'static str,
    /// The answers come through the desk's own server.
    pub by_relay: &'static str,
    /// A signal that measures a criterion.
    pub measured_by: &'static str,
    /// A criterion that came true and is for people to decide.
    pub decide: &'static str,
    /// Loads what a desk wrote down.
    pub load: &'static str,
    /// Copies a line for the terminal.
    pub copy_curl: &'static str,
    /// Before the next step.
    pub next: &'static str,
    /// Which unit a signal is in.
    pub unit_question: &'static str,
    /// A share from 0 to 1.
    pub ratio: &'static str,
    /// A person is asked to look.
    pub look_yourself: &'static str,
    /// The file was no file of readings.
    pub not_readings: &'static str,
    states: [&'static str; 23],
    steps: [&'static str; 20],
    whys: [&'static str; 7],
    faults: [&'static str; 8],
    within: &'static str,
    breached: &'static str,
    ago: &'static str,
    silent: &'static str,
}

/// The phrases in this language.
pub fn health(lang: Lang) -> &'static Health {
    match lang {
        Lang::Ru => &ru::HEALTH,
        Lang::En => &en::HEALTH,
    }
}

/// How a signal stands.
pub fn state(lang: Lang, state: &State) -> String {
    let own = &health(lang).states;
    let with = |n: usize, value: &str| own[n].replace("{}", value);
    match state {
        State::Up { status, took_ms } => {
            with(0, &status.to_string()).replace("{ms}", &took_ms.to_string())
        }
        State::BadStatus(status) => with(1, &status.to_string()),
        State::Failed { condition, seen } => with(2, condition).replace("{seen}", seen),
        State::Without(NoAnswer::Hidden) => own[3].to_owned(),
        State::Without(NoAnswer::Redirected(Some(to))) => with(4, to),
        State::Without(NoAnswer::Redirected(None)) => own[5].to_owned(),
        State::Without(NoAnswer::TimedOut) => own[6].to_owned(),
        State::Without(NoAnswer::Unreachable) => own[7].to_owned(),
        State::Without(NoAnswer::Mixed) => own[8].to_owned(),
        State::Without(NoAnswer::PrivateDenied) => own[9].to_owned(),
        State::Without(NoAnswer::Offline) => own[10].to_owned(),
        State::NoMetric(name) => with(11, name).trim_end().to_owned(),
        State::Several(name, count) => with(12, name).replace("{count}", &count.to_string()),
        State::Counting => own[13].to_owned(),
        State::NotMetrics(line, column) => {
            with(14, &line.to_string()).replace("{column}", &column.to_string())
        }
        State::NotPrometheus => own[15].to_owned(),
        State::QueryRefused(why) => with(16, why),
        State::TooLong => own[17].to_owned(),
        State::NotAllowed => own[18].to_owned(),
        State::Paused => own[19].to_owned(),
        State::Waiting => own[20].to_owned(),
        State::Barred(_) => own[21].to_owned(),
        State::Without(NoAnswer::Forbidden) => own[22].to_owned(),
    }
}

/// What to do about it; nothing where all is well. `origin` is whose page asks.
pub fn next_step(lang: Lang, state: &State, origin: &str) -> Option<String> {
    let n = match state {
        State::Up { .. } | State::Waiting => return None,
        State::BadStatus(_) => 0,
        State::Failed { .. } => 1,
        State::Without(NoAnswer::Hidden) => 2,
        State::Without(NoAnswer::Redirected(_)) => 3,
        State::Without(NoAnswer::TimedOut) => 4,
        State::Without(NoAnswer::Unreachable) => 5,
        State::Without(NoAnswer::Mixed) => 6,
        State::Without(NoAnswer::PrivateDenied) => 7,
        State::Without(NoAnswer::Offline) => 8,
        State::NoMetric(_) => 9,
        State::Several(..) => 10,
        State::Counting => 11,
        State::NotMetrics(..) => 12,
        State::NotPrometheus => 13,
        State::QueryRefused(_) => 14,
        State::TooLong => 15,
        State::NotAllowed | State::Paused => 16,
        State::Barred(Bar::Unsafe) => 17,
        State::Barred(Bar::NoBase) => 18,
        State::Without(NoAnswer::Forbidden) => 19,
    };
    Some(health(lang).steps[n].replace("{origin}", origin))
}

/// What is to be said of a limit.
pub fn outcome(lang: Lang, outcome: &Outcome) -> &'static str {
    let words = health(lang);
    match outcome {
        Outcome::Within { .. } => words.within,
        Outcome::Breached { .. } => words.breached,
        Outcome::Unknown { why, .. } => {
            words.whys[match why {
                Why::NoData => 0,
                Why::Stale => 1,
                Why::NotBound => 2,
                Why::UnitOpen => 3,
                Why::NotANumber => 4,
                Why::Settling => 5,
                Why::Looming => 6,
            }]
        }
    }
}

/// What is wrong with a condition, and where.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let n = match fault.kind {
        FaultKind::NoSubject => 0,
        FaultKind::NoComparison => 1,
        FaultKind::NoValue => 2,
        FaultKind::Filter => 3,
        FaultKind::Pattern => 4,
        FaultKind::Function => 5,
        FaultKind::Window => 6,
        FaultKind::Rest => 7,
    };
    let words = health(lang);
    format!("{} {}:{}: {}", words.line, fault.line, fault.column, words.faults[n])
}

/// A number that was measured: 0.09, «0,09».
pub fn number(lang: Lang, value: f64) -> String {
    match lang {
        Lang::Ru => figure(value).replace('.', ","),
        Lang::En => figure(value),
    }
}

/// How old the last answer is.
pub fn age(lang: Lang, age_ms: i64) -> String {
    health(lang).ago.replace("{}", &seconds(lang, age_ms))
}

/// That there has been no value for so long.
pub fn silent(lang: Lang, age_ms: i64) -> String {
    health(lang).silent.replace("{}", &seconds(lang, age_ms))
}

/// «10 с», «1 мин».
pub fn seconds(lang: Lang, ms: i64) -> String {
    let whole = ms.max(0) / 1000;
    let (minutes, seconds) = (whole / 60, whole % 60);
    match (lang, minutes) {
        (Lang::Ru, 0) => format!("{seconds}\u{a0}с"),
        (Lang::En, 0) => format!("{seconds}\u{a0}s"),
        (Lang::Ru, _) if seconds == 0 => format!("{minutes}\u{a0}мин"),
        (Lang::En, _) if seconds == 0 => format!("{minutes}\u{a0}min"),
        (Lang::Ru, _) => format!("{minutes}\u{a0}мин {seconds}\u{a0}с"),
        (Lang::En, _) => format!("{minutes}\u{a0}min {seconds}\u{a0}s"),
    }
}
