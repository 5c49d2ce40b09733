//! The whole watch of a plan, as a page or a desk drives it: which addresses are asked when, what
//! their answers mean, what the journal has to hear. The clock, the network and luck are brought.

use super::bind::Bindings;
use super::change::{Gap, Told};
use super::judge::Settings;
use super::measure::Memory;
use super::outcome::{Outcome, Reading};
use super::poller::{Ask, Heard, Pace, Poller, Rest};
use super::pulse::Pulse;
use super::sight::{Answer, NoAnswer, Sight, State, Verdict, look};
use super::signal::Signal;
use super::target::{Target, targets};
use super::terms::Tuning;
use super::vigil::Vigil;
use crate::plan::{ItemIx, Kind, Plan};
use crate::run::Run;
use crate::run::event::Event;
use std::collections::{BTreeMap, VecDeque};

/// The watch of one plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The addresses, in the plan's order.
    pub targets: Vec<Target>,
    pub(super) poller: Poller,
    pub(super) vigil: Vigil,
    pub(super) pulses: Vec<Pulse>,
    /// The silences of what lives, where a criterion rests on that.
    pub(super) gaps: BTreeMap<(usize, usize), Gap>,
    memories: Vec<Memory>,
    seen: Vec<Vec<Seen>>,
    pub(super) tuned: Vec<Tuning>,
    pub(super) settings: Settings,
}

/// What was seen of one thing that is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The last time.
    pub sight: Sight,
    /// When that was; none before the first answer.
    pub at_ms: Option<i64>,
    /// When it was asked first.
    pub first_ms: Option<i64>,
    /// When there was a value last.
    pub value_ms: Option<i64>,
    /// The last hour, the latest last; no value where there was none.
    pub past: VecDeque<(i64, Option<f64>)>,
    /// How often it was asked.
    pub asked: u32,
    /// How often the answer told something.
    pub told: u32,
}

/// Readings that are kept for the picture of the last hour: one in two seconds, which is as often as
/// anybody may choose.
const PAST: usize = 1_800;
const PAST_MS: i64 = 3_600_000;

/// What has to be done now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Orders {
    /// Addresses to ask: which, the ticket, how long to wait.
    pub fetch: Vec<(usize, u64, i64)>,
    /// Questions to give up.
    pub give_up: Vec<u64>,
    /// Silences that ended, for the journal.
    pub gaps: Vec<Event>,
}

impl Post {
    /// A watch that asks nothing yet.
    pub fn new(plan: &Plan, base: Option<&str>, pace: Pace, now_ms: i64) -> Self {
        let settings = Settings { interval_ms: pace.every_ms, ..Settings::default() };
        let signals = Signal::of_plan(plan);
        let targets = targets(plan, &signals, base);
        let first = |target: &Target| {
            let state = target.bar.map_or(State::NotAllowed, State::Barred);
            let sight = Sight::none(state);
            let past = VecDeque::new();
            let (at_ms, first_ms, value_ms) = (None, None, None);
            let seen = Seen { sight, at_ms, first_ms, value_ms, past, asked: 0, told: 0 };
            vec![seen; target.wants.len()]
        };
        let pulses = Pulse::of_plan(plan, &targets, settings, now_ms);
        let gap = |pulse: &Pulse| ((pulse.target, pulse.want), Gap::new(settings.gap_ms(), now_ms));
        Self {
            poller: Poller::new(pace, targets.len()),
            gaps: pulses.iter().map(gap).collect(),
            pulses,
            vigil: Vigil::new(plan, signals, Bindings::default(), settings, now_ms),
            memories: vec![Memory::default(); targets.len()],
            seen: targets.iter().map(first).collect(),
            tuned: vec![Tuning::default(); targets.len()],
            targets,
            settings,
        }
    }

    /// The judges of the plan's limits.
    pub fn vigil(&self) -> &Vigil {
        &self.vigil
    }

    /// Takes answers about limits and units.
    pub fn answer(&mut self, plan: &Plan, bindings: Bindings, now_ms: i64) {
        self.vigil.answer(plan, bindings, now_ms);
    }

    /// The criteria that an address answers.
    pub fn pulses(&self) -> &[Pulse] {
        &self.pulses
    }

    /// How a criterion stands that an address or a signal answers.
    pub fn outcome(&self, item: ItemIx, now_ms: i64) -> Option<Outcome> {
        let pulse = self.pulses.iter().find(|pulse| pulse.item == item);
        let of_pulse = pulse.map(|pulse| pulse.outcome(now_ms));
        of_pulse.or_else(|| self.vigil.outcome(item, now_ms))
    }

    /// Whether a person allowed an address.
    pub fn is_allowed(&self, target: usize) -> bool {
        self.poller.rests(target) != Some(Rest::NotAllowed)
    }

    /// How many addresses are asked.
    pub fn at_work(&self) -> usize {
        self.poller.at_work()
    }

    /// Whether everything is stopped.
    pub fn is_stopped(&self) -> bool {
        self.poller.is_stopped()
    }

    /// What was seen of one thing that is wanted of an address.
    pub fn seen(&self, target: usize, want: usize) -> &Seen {
        &self.seen[target][want]
    }

    /// How it stands now: what was seen last, or why nobody looks.
    pub fn state(&self, target: usize, want: usize) -> State {
        let seen = &self.seen[target][want];
        if let Some(bar) = self.targets[target].bar {
            return State::Barred(bar);
        }
        match self.poller.rests(target) {
            Some(Rest::NotAllowed) => State::NotAllowed,
            Some(Rest::Paused | Rest::Stopped) => State::Paused,
            None if seen.at_ms.is_none() => State::Waiting,
            None => seen.sight.state.clone(),
        }
    }

    /// For how long there has been no value, where that is too long.
    pub fn silent_ms(&self, target: usize, want: usize, now_ms: i64) -> Option<i64> {
        let seen = &self.seen[target][want];
        let since_ms = seen.value_ms.or(seen.first_ms)?;
        let age_ms = now_ms.saturating_sub(since_ms);
        (age_ms > self.settings.stale_ms()).then_some(age_ms)
    }

    /// Hears something, and says what has to be done. What may never be asked cannot be allowed.
    pub fn hear(&mut self, now_ms: i64, heard: Heard, dice: u64) -> Orders {
        if let Heard::Allowed(target, true) = heard
            && self.targets[target].bar.is_some()
        {
            return Orders::default();
        }
        let asks = self.poller.step(now_ms, heard, dice);
        self.orders(asks, now_ms, None)
    }

    /// Takes what came of a question.
    pub fn answered(&mut self, now_ms: i64, ticket: u64, answer: &Answer, dice: u64) -> Orders {
        let well = matches!(
            answer,
            Answer::Got { .. } | Answer::Without(NoAnswer::Redirected(_) | NoAnswer::Hidden)
        );
        let asks = self.poller.step(now_ms, Heard::Answered { ticket, well }, dice);
        self.orders(asks, now_ms, Some(answer))
    }

    fn orders(&mut self, asks: Vec<Ask>, now_ms: i64, answer: Option<&Answer>) -> Orders {
        let mut orders = Orders::default();
        for ask in asks {
            match ask {
                Ask::Fetch { target, ticket, timeout_ms } => {
                    orders.fetch.push((target, ticket, timeout_ms));
                }
                Ask::Judge { target } => {
                    if let Some(answer) = answer {
                        orders.gaps.extend(self.take(target, answer, now_ms));
                    }
                }
                Ask::Drop { ticket, target, lost } => {
                    orders.give_up.push(ticket);
                    if lost {
                        orders.gaps.extend(self.take(target, &NoAnswer::TimedOut.into(), now_ms));
                    }
                }
            }
        }
        orders
    }

    fn take(&mut self, target: usize, answer: &Answer, now_ms: i64) -> Vec<Event> {
        let sights = look(&self.targets[target], answer, &mut self.memories[target], now_ms);
        self.note(target, sights, now_ms)
    }

    fn note(&mut self, target: usize, sights: Vec<Sight>, now_ms: i64) -> Vec<Event> {
        let each = sights.into_iter().enumerate();
        each.flat_map(|(want, sight)| self.note_one(target, want, sight, now_ms)).collect()
    }

    /// Takes one sight that a desk wrote down.
    pub fn note_one(&mut self, target: usize, want: usize, sight: Sight, at_ms: i64) -> Vec<Event> {
        let reading = Reading { at_ms, value: sight.value };
        let fed = |pulse: &&mut Pulse| (pulse.target, pulse.want) == (target, want);
        self.pulses.iter_mut().filter(fed).for_each(|pulse| pulse.feed(&sight, at_ms));
        let signal = self.targets[target].wants[want].signal;
        let gap = signal.and_then(|signal| self.vigil.feed(signal, reading));
        let lives = self.gaps.get_mut(&(target, want)).filter(|_| sight.value.is_some());
        let silence = lives.and_then(|gap| gap.spoke(&self.targets[target].url, at_ms));
        self.seen[target][want].note(sight, at_ms);
        gap.into_iter().chain(silence).collect()
    }

    /// What the journal has to hear now; `told` says what it was told before, none for criteria that
    /// nobody watches at this point of the run.
    pub fn news(&self, now_ms: i64, told: impl Fn(ItemIx) -> Option<Told>) -> Vec<Event> {
        let limits = self.vigil.news(now_ms, &told);
        let pulses = self.pulses.iter().filter_map(|pulse| self.news_of(pulse, now_ms, &told));
        limits.into_iter().chain(pulses).collect()
    }

    /// The same, of what rests on one address: an answer of another changes nothing of it.
    pub fn news_by(
        &self,
        target: usize,
        now_ms: i64,
        told: impl Fn(ItemIx) -> Option<Told>,
    ) -> Vec<Event> {
        let signals = self.targets[target].wants.iter().filter_map(|want| want.signal);
        let limits = signals.flat_map(|signal| self.vigil.news_by(signal, now_ms, &told));
        let own = self.pulses.iter().filter(|pulse| pulse.target == target);
        limits.chain(own.filter_map(|pulse| self.news_of(pulse, now_ms, &told))).collect()
    }

    fn news_of(
        &self,
        pulse: &Pulse,
        now_ms: i64,
        told: impl Fn(ItemIx) -> Option<Told>,
    ) -> Option<Event> {
        let seen = &self.seen[pulse.target][pulse.want];
        let url = &self.targets[pulse.target].url;
        pulse.news(told(pulse.item)?, url, &seen.sight.state.told(), now_ms)
    }
}

/// What the journal was told of a criterion; none where nobody watches it at this point of the run:
/// before the start, after the end, on the way back, and at other stages than its own.
pub fn told(run: &Run, item: ItemIx) -> Option<Told> {
    let progress = &run.progress;
    if progress.started.is_none() || progress.end.is_some() || progress.back().is_some() {
        return None;
    }
    let current = progress.current()?;
    let counts = match run.plan.item(item).kind {
        Kind::Go => run.course.leg_of(item) == Some(current),
        Kind::Abort => {
            let own = run.course.watched_by(item);
            own.is_some_and(|own| own.from.is_none_or(|from| from <= current))
        }
        Kind::Step | Kind::Rollback | Kind::Artefact | Kind::Note => false,
    };
    counts.then(|| Told::of(progress.row(item), &run.journal))
}

impl Seen {
    fn note(&mut self, sight: Sight, now_ms: i64) {
        let value = sight.value.filter(|value| value.is_finite());
        self.asked += 1;
        self.told += u32::from(value.is_some());
        self.at_ms = Some(now_ms);
        self.first_ms.get_or_insert(now_ms);
        self.value_ms = value.map(|_| now_ms).or(self.value_ms);
        self.past.push_back((now_ms, value));
        let old = |at_ms: i64| now_ms.saturating_sub(at_ms) > PAST_MS;
        while self.past.len() > PAST || self.past.front().is_some_and(|(at_ms, _)| old(*at_ms)) {
            self.past.pop_front();
        }
        self.sight = sight;
    }
}

impl State {
    /// What of it belongs into a journal, in signs that need no language.
    fn told(&self) -> String {
        match self {
            Self::Up { status, took_ms } => format!("HTTP {status}, {took_ms} ms"),
            Self::BadStatus(status) => format!("HTTP {status}"),
            Self::Failed { condition, seen } => format!("{condition}: {seen}"),
            other => {
                debug_assert!(other.verdict() != Verdict::Good);
                other.word().to_owned()
            }
        }
    }
}
