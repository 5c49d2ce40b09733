//! The watch over a whole plan: every criterion with limits, its judges, and what they say together.
//!
//! Whoever fetches feeds readings by signal; whoever shows asks for outcomes; whoever keeps the
//! journal asks for news, and saves them before asking again. The vigil remembers what it has seen
//! and nothing of what it has told.

use super::bind::{Binding, Bindings, bind};
use super::change::{About, Gap, Told, changes};
use super::judge::{Judge, Settings};
use super::limit::{Limit, Sense, bad_by_all, is_whole};
use super::observed::measured;
use super::outcome::{Outcome, Reading, Why};
use super::signal::Signal;
use super::together::together;
use super::unit::{Scale, Unit, UnitQuestion};
use crate::plan::{Id, Item, ItemIx, Kind, Plan, Threshold};
use crate::run::event::{Event, Evidence, Observed};

/// All that is watched in a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Vigil {
    signals: Vec<Signal>,
    gaps: Vec<Gap>,
    bindings: Bindings,
    watched: Vec<Watched>,
    /// By signal: which limits it measures, as places of criteria and of their limits.
    bound: Vec<Vec<(usize, usize)>>,
}

/// A criterion and the judges of its limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    /// Which one.
    pub item: ItemIx,
    /// Its identity.
    pub id: Id,
    /// Go, or abort.
    pub kind: Kind,
    /// One for each of its limits, in their order.
    pub parts: Vec<Part>,
    /// Only all limits together make it bad.
    by_all: bool,
    /// Its words say nothing but its limits.
    whole: bool,
}

/// One limit of a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// As the plan wrote it.
    pub limit: Threshold,
    /// Which signal measures it, or which may.
    pub binding: Binding,
    /// What has to be asked about the signal's unit.
    pub question: Option<UnitQuestion>,
    /// Who judges it.
    pub judge: Judge,
}

impl Vigil {
    /// A watch that has seen nothing yet, over these signals.
    pub fn new(
        plan: &Plan,
        signals: Vec<Signal>,
        bindings: Bindings,
        settings: Settings,
        now_ms: i64,
    ) -> Self {
        let mut watched = Vec::new();
        for (n, item) in plan.items.iter().enumerate() {
            let judges = item.thresholds.iter().zip(Sense::of(item));
            let parts: Vec<Part> = judges
                .map(|(limit, sense)| {
                    let own = Limit::of(limit, sense);
                    let judge = Judge::new(own, settings, Err(Why::NotBound), now_ms);
                    let limit = limit.clone();
                    Part { limit, binding: Binding::NotBound, question: None, judge }
                })
                .collect();
            if !parts.is_empty() {
                let (by_all, whole) = (bad_by_all(item), is_whole(item));
                let (id, kind) = (item.id, item.kind);
                watched.push(Watched { item: ItemIx::new(n), id, kind, parts, by_all, whole });
            }
        }
        let gaps = signals.iter().map(|_| Gap::new(settings.gap_ms(), now_ms)).collect();
        let mut vigil = Self { signals, gaps, bindings, watched, bound: Vec::new() };
        vigil.rebind(plan, now_ms);
        vigil
    }

    /// Every criterion that is watched, in the plan's order.
    pub fn watched(&self) -> &[Watched] {
        &self.watched
    }

    /// The signals, in the order readings are fed by.
    pub fn signals(&self) -> &[Signal] {
        &self.signals
    }

    /// What was answered so far, to be kept beside the plan.
    pub fn bindings(&self) -> &Bindings {
        &self.bindings
    }

    /// Takes other answers. Judges whose signal or unit stays the same keep what they have seen.
    pub fn answer(&mut self, plan: &Plan, bindings: Bindings, now_ms: i64) {
        self.bindings = bindings;
        self.rebind(plan, now_ms);
    }

    /// How patient the judges of one signal are from now on.
    pub fn be_patient(&mut self, signal: usize, settings: Settings) {
        for (watched, part) in self.bound.get(signal).into_iter().flatten() {
            self.watched[*watched].parts[*part].judge.be_patient(settings);
        }
        if let Some(gap) = self.gaps.get_mut(signal) {
            gap.tell_from(settings.gap_ms());
        }
    }

    /// Takes a reading of one signal. Answers a long silence that ends with it.
    pub fn feed(&mut self, signal: usize, reading: Reading) -> Option<Event> {
        for (watched, part) in self.bound.get(signal).into_iter().flatten() {
            let part = &mut self.watched[*watched].parts[*part];
            let unit = match (&part.question, reading.value) {
                (Some(question), Some(raw)) => question.told_by(raw),
                (_, _) => None,
            };
            if let (Some(question), Some(unit)) = (&part.question, unit) {
                self.bindings.answer(question, unit);
                part.settle_unit(unit, reading.at_ms);
            }
            part.judge.take(reading);
        }
        let spoke = reading.value.is_some_and(f64::is_finite);
        let name = &self.signals.get(signal)?.name;
        self.gaps.get_mut(signal).filter(|_| spoke)?.spoke(name, reading.at_ms)
    }

    /// What is to be said of a criterion; none where it has no limits.
    pub fn outcome(&self, item: ItemIx, now_ms: i64) -> Option<Outcome> {
        self.of(item).map(|watched| watched.outcome(now_ms).0)
    }

    /// What the journal has to hear now. `told` says what it was told before; none for criteria
    /// that nobody watches at this point of the run.
    pub fn news(&self, now_ms: i64, told: impl Fn(ItemIx) -> Option<Told>) -> Vec<Event> {
        self.watched.iter().filter_map(|watched| self.news_of(watched, now_ms, &told)).collect()
    }

    /// The same, of the criteria that one signal measures: what another one says does not change them.
    pub fn news_by(
        &self,
        signal: usize,
        now_ms: i64,
        told: impl Fn(ItemIx) -> Option<Told>,
    ) -> Vec<Event> {
        let mut on: Vec<usize> = self.bound(signal).map(|(watched, _)| watched).collect();
        on.dedup();
        let each = on.into_iter().map(|at| &self.watched[at]);
        each.filter_map(|watched| self.news_of(watched, now_ms, &told)).collect()
    }

    fn news_of(
        &self,
        watched: &Watched,
        now_ms: i64,
        told: impl Fn(ItemIx) -> Option<Told>,
    ) -> Option<Event> {
        let (outcome, part) = watched.outcome(now_ms);
        // What is unknown is no news, whatever was told.
        if matches!(outcome, Outcome::Unknown { .. }) {
            return None;
        }
        let told = told(watched.item)?;
        changes(told, &outcome, &self.about(watched, part, &outcome)?, now_ms)
    }

    /// The limits that a signal measures, each with its criterion's place.
    fn bound(&self, signal: usize) -> impl Iterator<Item = (usize, usize)> {
        self.bound.get(signal).into_iter().flatten().copied()
    }

    /// The limits that a signal measures.
    pub fn measured_by(&self, signal: usize) -> impl Iterator<Item = &Part> {
        self.bound(signal).map(|(watched, part)| &self.watched[watched].parts[part])
    }

    /// The value that a person accepts who dismisses a criterion now: it belongs in the journal
    /// beside the dismissal, since the breach may have got worse than when it was told.
    pub fn accepted(&self, item: ItemIx, now_ms: i64) -> Option<Event> {
        let watched = self.of(item)?;
        let (outcome, part) = watched.outcome(now_ms);
        let Outcome::Breached { worst, .. } = outcome else { return None };
        let seen = measured(worst, watched.parts[part].limit.unit.as_deref());
        Some(Event::Evidenced { item: watched.id, evidence: Evidence::Value(seen) })
    }

    /// What has to be asked about units, each question once.
    pub fn questions(&self) -> Vec<&UnitQuestion> {
        let mut all: Vec<&UnitQuestion> = Vec::new();
        for question in
            self.watched.iter().flat_map(|it| &it.parts).filter_map(|it| it.question.as_ref())
        {
            if !all.contains(&question) {
                all.push(question);
            }
        }
        all
    }

    /// Since when each signal is silent, by its name.
    pub fn spoken(&self) -> impl Iterator<Item = (&str, i64)> {
        self.signals.iter().zip(&self.gaps).map(|(signal, gap)| (&*signal.name, gap.spoke_ms()))
    }

    /// Takes up the silences of an earlier watch over the same run: `of` says when a signal spoke
    /// last, and whether the journal never heard of it.
    pub fn silent_since(&mut self, of: impl Fn(&str) -> (i64, bool)) {
        for (signal, gap) in self.signals.iter().zip(&mut self.gaps) {
            let (spoke_ms, is_new) = of(&signal.name);
            gap.silent_since(spoke_ms, is_new);
        }
    }

    /// Silences that still last, for the end of a run. Signals that measure nothing are left out.
    pub fn open_gaps(&self, now_ms: i64, watched: impl Fn(usize) -> bool) -> Vec<Event> {
        let is_bound = |at: usize| self.bound(at).next().is_some();
        let is_used = |at: usize| is_bound(at) && watched(at);
        let each = self.signals.iter().zip(&self.gaps).enumerate().filter(|(at, _)| is_used(*at));
        each.filter_map(|(_, (signal, gap))| gap.open(&signal.name, now_ms)).collect()
    }

    fn of(&self, item: ItemIx) -> Option<&Watched> {
        let at = self.watched.binary_search_by_key(&item, |watched| watched.item);
        at.ok().map(|at| &self.watched[at])
    }

    fn about(&self, watched: &Watched, part: usize, outcome: &Outcome) -> Option<About<'_>> {
        let part = watched.parts.get(part)?;
        let Binding::Bound(signal) = part.binding else { return None };
        let signal = &*self.signals.get(signal)?.name;
        let observed = part.observed(outcome);
        let limit = *part.judge.limit();
        let whole = watched.whole;
        Some(About { item: watched.id, kind: watched.kind, limit, signal, observed, whole })
    }

    fn rebind(&mut self, plan: &Plan, now_ms: i64) {
        for watched in &mut self.watched {
            let item = plan.item(watched.item);
            for part in &mut watched.parts {
                part.rebind(item, &self.signals, &self.bindings, now_ms);
            }
        }
        self.bound = vec![Vec::new(); self.signals.len()];
        for (n, watched) in self.watched.iter().enumerate() {
            for (m, part) in watched.parts.iter().enumerate() {
                if let Binding::Bound(signal) = part.binding {
                    self.bound[signal].push((n, m));
                }
            }
        }
    }
}

impl Part {
    fn rebind(&mut self, item: &Item, signals: &[Signal], bindings: &Bindings, now_ms: i64) {
        let binding = bind(item, &self.limit, signals, bindings);
        let other = binding != self.binding;
        self.binding = binding;
        let scale = match self.binding {
            Binding::Bound(at) => Some(bindings.scale(&self.limit, &signals[at])),
            Binding::Ask(_) | Binding::NotBound => None,
        };
        let (sight, question) = match scale {
            Some(Ok(scale)) => (Ok(scale), None),
            Some(Err(question)) => (Err(Why::UnitOpen), Some(question)),
            None => (Err(Why::NotBound), None),
        };
        self.question = question;
        if other {
            // Another signal's readings say nothing of this one.
            self.judge.look(Err(Why::NotBound), now_ms);
        }
        self.judge.look(sight, now_ms);
    }

    fn settle_unit(&mut self, unit: Unit, now_ms: i64) {
        if let Some(scale) = unit.scale_to(&self.limit) {
            self.question = None;
            self.judge.look(Ok::<Scale, Why>(scale), now_ms);
        }
    }

    /// Of a breach the worst value, else the last one.
    fn observed(&self, outcome: &Outcome) -> Option<Observed> {
        let value = match outcome {
            Outcome::Breached { worst, .. } => Some(*worst),
            Outcome::Within { .. } | Outcome::Unknown { .. } => {
                self.judge.last().map(|(_, value)| value)
            }
        };
        value.map(|value| measured(value, self.limit.unit.as_deref()))
    }
}

impl Watched {
    /// What its limits say together, and which of them decides.
    pub fn outcome(&self, now_ms: i64) -> (Outcome, usize) {
        together(self.parts.iter().map(|part| part.judge.outcome(now_ms)), self.by_all)
    }
}

#[cfg(test)]
mod tests {
    use super::{Binding, Bindings, Event, Reading, Settings, Signal, Told, Unit, Vigil};
    use crate::plan::{ItemIx, Plan, read};
    use crate::run::event::{Answer, Evidence, Until};
    use crate::run::watch::{Dismissal, Outcome};
    use std::collections::BTreeMap;

    const STEP_MS: i64 = 10_000;

    fn plan(go: &str, abort: &str) -> Plan {
        let source = format!(
            "# P\n\n## Stage 1\n\n- [ ] Deploy\n\n**Go criteria:**\n{go}\n\n**Rollback criteria:**\n{abort}\n"
        );
        read(&source).0
    }

    fn vigil(plan: &Plan, names: &[&str]) -> Vigil {
        let signals = names.iter().map(|name| Signal::new(name, "http://a", None)).collect();
        Vigil::new(plan, signals, Bindings::default(), Settings::default(), 0)
    }

    /// A run's journal, as far as the watch needs it: what was told last of each item.
    #[derive(Default)]
    struct Journal {
        told: BTreeMap<ItemIx, Told>,
        events: Vec<Event>,
    }

    impl Journal {
        /// Asks for news, as the app does after each reading.
        fn hear(&mut self, plan: &Plan, vigil: &Vigil, now_ms: i64) {
            let told = |item| Some(self.told.get(&item).copied().unwrap_or(Told::Nothing));
            for event in vigil.news(now_ms, told) {
                let (id, told) = match &event {
                    Event::Tripped { item, .. } => (*item, Told::Tripped),
                    Event::Recovered { item, .. } => (*item, Told::Nothing),
                    Event::Answered { item, answer: Answer::Yes, .. } => (*item, Told::Yes),
                    Event::Answered { item, .. } => (*item, Told::No),
                    other => panic!("no news: {other:?}"),
                };
                let at = plan.items.iter().position(|item| item.id == id).expect("an item");
                self.told.insert(ItemIx::new(at), told);
                self.events.push(event);
            }
        }
    }

    /// What the journal hears of readings that come step by step: the word and the value.
    #[track_caller]
    fn check(plan: &Plan, names: &[&str], readings: &[(usize, f64)], expected: &[&str]) {
        let mut vigil = vigil(plan, names);
        let mut journal = Journal::default();
        for (n, (signal, value)) in (1..).zip(readings) {
            let at_ms = n * STEP_MS;
            vigil.feed(*signal, Reading { at_ms, value: Some(*value) });
            journal.hear(plan, &vigil, at_ms);
        }
        let told = |event: &Event| match event {
            Event::Tripped { observed: Some(seen), .. } => format!("tripped {}", seen.text.text),
            Event::Recovered { observed: Some(seen), .. } => format!("well {}", seen.text.text),
            Event::Answered { answer: Answer::Yes, observed: Some(seen), .. } => {
                format!("yes {}", seen.text.text)
            }
            Event::Answered { observed: Some(seen), .. } => format!("no {}", seen.text.text),
            other => format!("{other:?}"),
        };
        let got: Vec<String> = journal.events.iter().map(told).collect();
        assert_eq!(got, expected, "{readings:?}");
    }

    #[test]
    fn the_journal_hears_of_changes_in_the_plans_unit() {
        let plan = plan("- Deploy is done", "- Error rate > 5 %");
        let readings = [0.01, 0.06, 0.07, 0.08, 0.01, 0.01, 0.01, 0.01].map(|value| (0, value));
        check(&plan, &["error_ratio"], &readings, &["tripped 7 %", "well 1 %"]);
        // Nobody knows yet whether 0.06 is six per cent.
        check(&plan, &["error_rate"], &readings, &[]);
        // No share is above one: then it is told.
        let percents = [0.5, 6.0, 7.0].map(|value| (0, value));
        check(&plan, &["error_rate"], &percents, &["tripped 7 %"]);
        check(&plan, &["latency_p95"], &readings, &[]);
    }

    #[test]
    fn limits_of_one_criterion_are_judged_together() {
        let names = ["error_percent", "latency_seconds"];
        let both = [(0, 6.0), (0, 6.0), (1, 1.0), (1, 3.0), (0, 6.0), (1, 3.0)];
        let joined = plan("- Deploy is done", "- Error rate > 5 % and latency > 2 s");
        check(&joined, &names, &both, &["tripped 6 %"]);
        check(&joined, &names, &both[..4], &[]);
        let either = plan("- Deploy is done", "- Error rate > 5 %, latency > 2 s");
        check(&either, &names, &both, &["tripped 6 %"]);
        let go = plan("- Error rate < 5 %, latency < 2 s", "- the site is down");
        let good = [(0, 1.0), (1, 1.0), (0, 1.0), (1, 1.0), (0, 1.0), (1, 1.0)];
        check(&go, &names, &good, &["yes 1 %"]);
        check(&go, &names, &good[..5], &[]);
        check(&go, &names, &both, &["no 6 %"]);
    }

    #[test]
    fn a_criterion_that_says_more_is_not_answered_yes() {
        let plan = plan("- Error rate < 5 % on both days", "- the site is down");
        check(&plan, &["error_percent"], &[(0, 1.0); 5], &[]);
        check(&plan, &["error_percent"], &[(0, 6.0); 5], &["no 6 %"]);
    }

    #[test]
    fn a_question_is_asked_once_and_its_answer_kept() {
        let plan = plan("- Error rate < 1 %", "- Error rate > 5 %");
        let mut vigil = vigil(&plan, &["error_rate"]);
        let questions = vigil.questions();
        let [question] = questions[..] else { panic!("one question: {questions:?}") };
        let mut bindings = vigil.bindings().clone();
        bindings.answer(question, Unit::Ratio);
        vigil.answer(&plan, bindings, STEP_MS);
        assert!(vigil.questions().is_empty());
        for n in 2..5 {
            vigil.feed(0, Reading { at_ms: n * STEP_MS, value: Some(0.06) });
        }
        let outcomes: Vec<Option<Outcome>> =
            vigil.watched().iter().map(|own| vigil.outcome(own.item, 4 * STEP_MS)).collect();
        let is_breach = |outcome: &Option<Outcome>| matches!(outcome, Some(Outcome::Breached { worst, .. }) if (*worst - 6.0).abs() < 1e-9);
        assert!(outcomes.iter().all(is_breach), "{outcomes:?}");
    }

    #[test]
    fn a_dismissal_rests_on_the_value_that_was_accepted() {
        let plan = plan("- Deploy is done", "- Error rate > 5 %");
        let mut vigil = vigil(&plan, &["error_percent"]);
        let item = vigil.watched()[0].item;
        let mut feed = |n: i64, value: f64| {
            vigil.feed(0, Reading { at_ms: n * STEP_MS, value: Some(value) });
            vigil.clone()
        };
        assert_eq!(feed(1, 4.0).accepted(item, STEP_MS), None);
        (2..4).for_each(|n| drop(feed(n, 6.0)));
        let worse = feed(4, 8.0);
        let Some(Event::Evidenced { evidence: Evidence::Value(seen), .. }) =
            worse.accepted(item, 4 * STEP_MS)
        else {
            panic!("no value to accept")
        };
        assert_eq!((&*seen.text.text, seen.number), ("8 %", Some(8.0)));
        let told = Some(Told::Dismissed(Dismissal::new(seen.number, Until::Worse)));
        assert!(feed(5, 7.5).news(5 * STEP_MS, |_| told).is_empty());
        assert_eq!(feed(6, 8.5).news(6 * STEP_MS, |_| told).len(), 1);
        assert_eq!(feed(7, 8.5).news(7 * STEP_MS, |_| None).len(), 0, "nobody watches it now");
    }

    #[test]
    fn four_hours_of_twenty_signals_make_few_entries() {
        let names: Vec<String> = (0..20).map(|n| format!("svc{n}x_error_percent")).collect();
        let lines: Vec<String> = (0..20).map(|n| format!("- Svc{n}x error rate > 5 %")).collect();
        let plan = plan("- Deploy is done", &lines.join("\n"));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut vigil = vigil(&plan, &names);
        let bound = |own: &super::Watched| matches!(own.parts[0].binding, Binding::Bound(_));
        assert_eq!(vigil.watched().iter().filter(|own| bound(own)).count(), 20);
        let mut journal = Journal::default();
        let mut gaps = Vec::new();
        for n in 1..=4 * 360i64 {
            for signal in 0..20usize {
                // Noise of one bad reading now and then, and a missing one; an outage of the meter
                // in the third hour; and one real breach.
                let noise = (n * 7 + i64::try_from(signal).expect("small") * 13) % 17;
                let value = match noise {
                    _ if (800..860).contains(&n) => None,
                    _ if signal == 3 && (200..260).contains(&n) => Some(9.0),
                    0 => Some(6.0),
                    1 => None,
                    _ => Some(0.4),
                };
                gaps.extend(vigil.feed(signal, Reading { at_ms: n * STEP_MS, value }));
            }
            journal.hear(&plan, &vigil, n * STEP_MS);
        }
        assert_eq!(journal.events.len(), 2, "{:?}", journal.events);
        assert_eq!(gaps.len(), 20, "one for each signal");
        assert!(vigil.open_gaps(4 * 360 * STEP_MS, |_| true).is_empty());
        assert_eq!(vigil.open_gaps(5 * 360 * STEP_MS, |_| true).len(), 20);
    }
}
