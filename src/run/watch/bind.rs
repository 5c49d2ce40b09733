//! Which signal answers a limit: by meaning, or by a person's word, never by a guess.
//!
//! A limit is bound where exactly one signal means the same, in the same statistic and of a kind
//! that can be compared. What all signals of a plan have in their names besides is the name of the
//! service and says nothing. Anything nearly right is asked about.

use super::limit::Sense;
use super::signal::{Quantity, Signal};
use super::unit::{Scale, Unit, UnitQuestion, scale};
use crate::plan::signal::Meaning;
use crate::plan::unit::{Dimension, unit};
use crate::plan::{Item, Threshold};
use std::collections::BTreeMap;

/// What was found for a limit among the signals. Numbers are places in the list of signals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// This one, without doubt or by a person's word.
    Bound(usize),
    /// One of these perhaps, the likeliest first: a person is asked.
    Ask(Vec<usize>),
    /// None of them.
    NotBound,
}

/// What a person answered when asked which signal a limit means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The signal with this key.
    Signal(Box<str>),
    /// None of them: a person watches it.
    Nobody,
}

/// What was answered about limits and signals, for the caller to keep beside the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bindings {
    /// By [`limit_key`]: which signal.
    pub chosen: BTreeMap<Box<str>, Choice>,
    /// By the signal's key and what is asked of it: which unit.
    pub units: BTreeMap<(Box<str>, Option<Dimension>), Unit>,
}

/// The name under which the choice of a limit's signal is kept: one for all limits on one metric.
pub fn limit_key(limit: &Threshold) -> Box<str> {
    let dimension = match dimension(limit) {
        Some(Dimension::Share) => "%",
        Some(Dimension::Time) => "s",
        Some(Dimension::Bytes) => "b",
        None => "",
    };
    format!("{} {dimension}", Meaning::of_limit(limit).key()).trim_end().into()
}

impl Bindings {
    /// Keeps which signal a limit means.
    pub fn choose(&mut self, limit: &Threshold, choice: Choice) {
        self.chosen.insert(limit_key(limit), choice);
    }

    /// Keeps the answer to a question about a unit.
    pub fn answer(&mut self, question: &UnitQuestion, unit: Unit) {
        self.units.insert((question.signal.clone(), question.asked), unit);
    }

    /// How a signal is compared with a limit.
    ///
    /// # Errors
    ///
    /// The question to be asked, where neither the name nor an earlier answer tells.
    pub fn scale(&self, limit: &Threshold, signal: &Signal) -> Result<Scale, UnitQuestion> {
        let asked = dimension(limit);
        let answered = self.units.get(&(signal.key(), asked));
        scale(limit, signal, answered.copied())
    }
}

/// The signal of one of an item's limits: what a person chose, else what means the same.
pub fn bind(item: &Item, limit: &Threshold, signals: &[Signal], bindings: &Bindings) -> Binding {
    match bindings.chosen.get(&limit_key(limit)) {
        Some(Choice::Nobody) => Binding::NotBound,
        Some(Choice::Signal(key)) => {
            match signals.iter().position(|signal| signal.key() == *key) {
                Some(at) => Binding::Bound(at),
                // What was chosen is gone, and another one is a question, however alike it is.
                None => match by_meaning(item, limit, signals) {
                    Binding::Bound(at) => Binding::Ask(vec![at]),
                    open @ (Binding::Ask(_) | Binding::NotBound) => open,
                },
            }
        }
        None => by_meaning(item, limit, signals),
    }
}

fn by_meaning(item: &Item, limit: &Threshold, signals: &[Signal]) -> Binding {
    let asked = Meaning::of_limit(limit);
    let common = common(signals);
    let mut sure = Vec::new();
    let mut near = Vec::new();
    for (at, signal) in signals.iter().enumerate() {
        match fit(limit, &asked, signal, &common) {
            Some(0) => sure.push(at),
            Some(surplus) => near.push((surplus, at)),
            None => {}
        }
    }
    if let [only] = sure[..] {
        return Binding::Bound(only);
    }
    // Of several that mean the same, the one that stands with the criterion is meant by it.
    let mut own = sure.iter().copied().filter(|at| stands_with(item, &signals[*at]));
    if let (Some(only), None) = (own.next(), own.next()) {
        return Binding::Bound(only);
    }
    near.sort_unstable();
    let candidates =
        if sure.is_empty() { near.into_iter().map(|(_, at)| at).collect() } else { sure };
    if candidates.is_empty() { Binding::NotBound } else { Binding::Ask(candidates) }
}

/// What each limit of an item is bound to, in their order; nothing where its limits judge nothing.
pub fn bind_item(item: &Item, signals: &[Signal], bindings: &Bindings) -> Vec<Binding> {
    let limits = item.thresholds.iter().zip(Sense::of(item));
    limits.map(|(limit, _)| bind(item, limit, signals, bindings)).collect()
}

/// What a limit measures, where its unit says so.
fn dimension(limit: &Threshold) -> Option<Dimension> {
    limit.unit.as_deref().and_then(unit).map(|(dimension, _)| dimension)
}

/// How well a signal answers a limit: 0 without doubt, more with ever more of it, none not at all.
fn fit(limit: &Threshold, asked: &Meaning, signal: &Signal, common: &[Box<str>]) -> Option<usize> {
    asked.answered_by(&signal.meaning)?;
    let kind = kind_fits(limit, asked, signal.quantity)?;
    let told = |subject: &str| asked.subjects().any(|own| own == subject);
    let surplus = |subject: &&str| !told(subject) && !common.iter().any(|word| **word == **subject);
    let more = signal.meaning.subjects().filter(surplus).count();
    let stat = usize::from(asked.stat() != signal.meaning.stat());
    Some(kind + more + stat)
}

/// A share is no number, a time no share. 1 where it can neither be said nor ruled out.
fn kind_fits(limit: &Threshold, asked: &Meaning, given: Quantity) -> Option<usize> {
    let counted = limit.unit.is_some() && dimension(limit).is_none();
    match (dimension(limit), given) {
        (Some(Dimension::Share), Quantity::Share(_) | Quantity::Unsaid)
        | (Some(Dimension::Time), Quantity::Time(_) | Quantity::Unsaid)
        | (Some(Dimension::Bytes), Quantity::Bytes | Quantity::Unsaid)
        | (None, Quantity::Count | Quantity::Unsaid) => Some(0),
        // «Error rate > 0.05» says no unit, but it is a share.
        (None, Quantity::Share(_)) if asked.is_share() && !counted => Some(0),
        (None, Quantity::Share(_) | Quantity::Time(_) | Quantity::Bytes) if !counted => Some(1),
        (None, Quantity::Share(_) | Quantity::Time(_) | Quantity::Bytes)
        | (Some(Dimension::Share), Quantity::Time(_) | Quantity::Bytes | Quantity::Count)
        | (Some(Dimension::Time), Quantity::Share(_) | Quantity::Bytes | Quantity::Count)
        | (Some(Dimension::Bytes), Quantity::Share(_) | Quantity::Time(_) | Quantity::Count) => {
            None
        }
    }
}

/// Words that no table knows and that every signal has: `rates_errors_ratio`, `rates_latency_p95`.
fn common(signals: &[Signal]) -> Vec<Box<str>> {
    let [first, rest @ ..] = signals else { return Vec::new() };
    if rest.iter().all(|signal| signal.meaning == first.meaning) {
        return Vec::new();
    }
    let shared = |word: &&str| {
        !Meaning::is_table_word(word)
            && rest.iter().all(|signal| signal.meaning.subjects().any(|own| own == *word))
    };
    first.meaning.subjects().filter(shared).map(Into::into).collect()
}

/// «Error rate < 1 %: `curl …/metrics | grep …`»: on the item's own lines.
fn stands_with(item: &Item, signal: &Signal) -> bool {
    let within = |from: u32, to: u32| signal.line.is_some_and(|line| (from..=to).contains(&line));
    within(item.line, item.line_end)
        || item.commands.iter().any(|command| within(command.line, command.line_end))
}

#[cfg(test)]
mod tests {
    use super::{Binding, Bindings, Choice, bind};
    use crate::plan::{Item, Threshold, read};
    use crate::run::watch::Signal;

    fn criterion(text: &str) -> (Item, Threshold) {
        let source =
            format!("# P\n\n## Stage 1\n\n- [ ] Deploy\n\n**Rollback criteria:**\n\n- {text}\n");
        let (plan, _) = read(&source);
        let item = plan.items.into_iter().find(|item| !item.thresholds.is_empty());
        let item = item.unwrap_or_else(|| panic!("no limit in {text}"));
        let limit = item.thresholds[0].clone();
        (item, limit)
    }

    fn told(binding: &Binding, signals: &[Signal]) -> String {
        let name = |at: &usize| &*signals[*at].name;
        match binding {
            Binding::Bound(at) => name(at).to_owned(),
            Binding::Ask(all) => format!("{}?", all.iter().map(name).collect::<Vec<_>>().join(" ")),
            Binding::NotBound => "-".to_owned(),
        }
    }

    #[track_caller]
    fn check(text: &str, signals: &[&str], expected: &str) {
        let (item, limit) = criterion(text);
        let signals: Vec<Signal> =
            signals.iter().map(|name| Signal::new(name, "http://a/metrics", None)).collect();
        let got = bind(&item, &limit, &signals, &Bindings::default());
        assert_eq!(told(&got, &signals), expected, "{limit:?} among {signals:?}");
    }

    #[test]
    fn a_signal_is_found_by_meaning() {
        check("Error rate > 5 %", &["error_rate", "latency_p95"], "error_rate");
        check("Доля ошибок > 5 %", &["error_rate", "latency_p95"], "error_rate");
        check(
            "Latency P95 > 2 s",
            &["api_response_time_p95", "error_rate"],
            "api_response_time_p95",
        );
        check("Время ответа (P95) > 2 с", &["api_response_time_p95"], "api_response_time_p95");
        check("CPU usage > 90 %", &["cpu", "memory_usage_bytes"], "cpu");
        check("Загрузка CPU > 90 %", &["cpu_usage_percent"], "cpu_usage_percent");
        check(
            "Отставание репликации > 5 с",
            &["replication_lag_seconds"],
            "replication_lag_seconds",
        );
        check("Queue depth > 500", &["queue_depth"], "queue_depth");
        check("Memory > 2 GB", &["memory_usage_bytes"], "memory_usage_bytes");
    }

    #[test]
    fn a_share_is_no_number() {
        check("Error rate > 5 %", &["errors_total"], "-");
        check("Errors > 10", &["errors_total"], "errors_total");
        check("Errors > 10 errors", &["error_rate"], "-");
        check("Memory > 90 %", &["memory_usage_bytes"], "-");
        check("Latency > 2 s", &["latency_bytes"], "-");
        check("Queue > 5 s", &["queue_total"], "-");
    }

    #[test]
    fn a_statistic_must_agree() {
        check("P99 latency > 2 s", &["latency_p95"], "-");
        check("P95 latency > 2 s", &["latency_p95", "latency_p99"], "latency_p95");
        check("P95 latency > 2 s", &["request_duration_seconds"], "request_duration_seconds?");
        check("Latency > 2 s", &["latency_p95"], "latency_p95?");
        check("Latency > 2 s", &["latency_p95", "latency_p99"], "latency_p95 latency_p99?");
    }

    #[test]
    fn what_is_nearly_right_is_asked() {
        check("Error rate > 5 %", &["login_error_rate"], "login_error_rate?");
        check(
            "Error rate > 5 %",
            &["login_error_rate", "payment_error_rate"],
            "login_error_rate payment_error_rate?",
        );
        check(
            "Error rate > 5 %",
            &["login_error_rate", "error_rate", "payment_error_rate"],
            "error_rate",
        );
        check("Database error rate > 5 %", &["error_rate"], "-");
        check("Latency > 2", &["latency_seconds"], "latency_seconds?");
        check("Error rate > 0.05", &["error_rate"], "error_rate");
    }

    #[test]
    fn what_all_signals_share_is_the_service() {
        check(
            "Доля ошибок > 2 %",
            &["rates_errors_ratio", "rates_latency_p95"],
            "rates_errors_ratio",
        );
        check("Latency P95 > 2 s", &["tram_errors_ratio", "tram_latency_p95"], "tram_latency_p95");
        // A word with a meaning of its own is never only a name.
        check("Error rate > 2 %", &["db_error_rate", "db_latency_p95"], "db_error_rate?");
    }

    #[test]
    fn one_of_two_addresses_is_asked_unless_it_stands_with_the_criterion() {
        let (item, limit) = criterion("Error rate > 5 %");
        let at = |url: &str, line| Signal::new("error_rate", url, Some(line));
        let elsewhere = [at("http://a", 1), at("http://b", 2)];
        let asked = bind(&item, &limit, &elsewhere, &Bindings::default());
        assert_eq!(asked, Binding::Ask(vec![0, 1]));
        let beside = [at("http://a", 1), at("http://b", item.line)];
        assert_eq!(bind(&item, &limit, &beside, &Bindings::default()), Binding::Bound(1));
    }

    #[test]
    fn a_persons_word_comes_first_and_is_asked_once() {
        let (item, limit) = criterion("Error rate > 5 %");
        let (other, same) = criterion("Доля ошибок > 1 %");
        let signals =
            [Signal::new("a_error_rate", "", None), Signal::new("b_error_rate", "", None)];
        let mut bindings = Bindings::default();
        bindings.choose(&limit, Choice::Signal(signals[1].key()));
        assert_eq!(bind(&item, &limit, &signals, &bindings), Binding::Bound(1));
        assert_eq!(bind(&other, &same, &signals, &bindings), Binding::Bound(1));
        // The signal that was chosen is gone: the question is open again.
        assert_eq!(bind(&item, &limit, &signals[..1], &bindings), Binding::Ask(vec![0]));
        bindings.choose(&limit, Choice::Nobody);
        assert_eq!(bind(&item, &limit, &signals, &bindings), Binding::NotBound);
    }
}
