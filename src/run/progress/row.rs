//! What was told of one item, and what that makes of it.
//!
//! The tellings of an item are a register of many values: a telling replaces those that its author
//! knew of. Where more than one is left and they differ, nobody has settled it, and it is a
//! conflict for a person, not a race for the last word.

use super::At;
use crate::plan::{Item, Kind};
use crate::run::event::{Answer, Source};
use crate::run::event::{Event, Mark, Until};
use crate::run::journal::{Actor, Journal};

/// How an item stands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum State {
    /// Nobody has said anything yet.
    #[default]
    Open,
    /// The step was done.
    Done,
    /// The criterion holds.
    Yes,
    /// The criterion does not hold.
    No,
    /// Put aside, with a reason.
    Aside(Mark),
    /// The rollback criterion came true.
    Tripped,
    /// It came true and is accepted for now.
    Dismissed(Until),
}

impl State {
    /// From when on it says that we should go back; nothing where it does not.
    pub fn tripped_from_ms(self) -> Option<i64> {
        match self {
            Self::Tripped => Some(i64::MIN),
            Self::Dismissed(Until::At(until_ms)) => Some(until_ms),
            Self::Dismissed(Until::Worse)
            | Self::Open
            | Self::Done
            | Self::Yes
            | Self::No
            | Self::Aside(_) => None,
        }
    }
}

/// What is known of one item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// How it stands.
    pub state: State,
    /// The entry that says so; nothing where the plan itself does, or nobody.
    pub by: Option<At>,
    /// Answers that differ and whose authors did not know of each other.
    pub conflict: Vec<At>,
    /// Each time that answers differed and somebody settled it: the answers, and the one that did.
    pub settled: Vec<(Vec<At>, At)>,
    /// What was written about it.
    pub notes: Vec<At>,
    /// What proves it.
    pub evidence: Vec<At>,
    /// A person called it critical, or not.
    pub critical: Option<bool>,
    /// The plan came with it done.
    pub came_done: bool,
    /// Everything that was told, in order.
    pub tellings: Vec<At>,
    /// Where the tellings of the attempt in hand begin.
    attempt: usize,
    /// The answers of the attempt in hand by who gave them, without those taken back.
    answers: Vec<(Actor, Vec<At>)>,
    /// Each time that a person called it critical, or not.
    called: Vec<At>,
    /// Which kind of item it is.
    kind: Option<Kind>,
}

impl Row {
    /// An item as the plan has it.
    pub(super) fn of(item: &Item) -> Self {
        let came_done = item.done && matches!(item.kind, Kind::Step | Kind::Go);
        let mut row = Self { came_done, kind: Some(item.kind), ..Self::default() };
        row.state = row.at_first();
        row
    }

    /// Whether a gate need not wait for it.
    pub fn is_settled(&self) -> bool {
        let settled = match self.state {
            State::Done | State::Yes => true,
            State::Aside(mark) => matches!(mark, Mark::Skipped | Mark::NotApplicable),
            State::Open | State::No | State::Tripped | State::Dismissed(_) => false,
        };
        settled && self.conflict.is_empty()
    }

    /// Whether it says that we should go back, at this moment.
    pub fn is_tripped(&self, now_ms: i64) -> bool {
        self.state.tripped_from_ms().is_some_and(|from_ms| now_ms >= from_ms)
    }

    /// The tellings of earlier attempts.
    pub fn earlier(&self) -> &[At] {
        &self.tellings[..self.attempt]
    }

    /// Forgets nothing, but begins anew: what was told belongs to an earlier attempt.
    pub(super) fn begin_again(&mut self) {
        self.attempt = self.tellings.len();
        (self.came_done, self.by) = (false, None);
        self.answers.clear();
        self.conflict.clear();
        self.state = State::Open;
    }

    /// Takes one more telling. What was told before is not looked at again, however much it is.
    pub(super) fn hear(&mut self, at: At, journal: &Journal) {
        self.tellings.push(at);
        let entry = &journal.entries()[at as usize];
        match &entry.event {
            Event::Noted { .. } => self.notes.push(at),
            Event::Evidenced { .. } => self.evidence.push(at),
            Event::Criticised { .. } => {
                self.called.push(at);
                self.call(journal);
            }
            _ => {
                match self.answers.iter_mut().find(|(actor, _)| *actor == entry.actor) {
                    Some((_, given)) => given.push(at),
                    None => self.answers.push((entry.actor, vec![at])),
                }
                self.conclude(journal);
            }
        }
    }

    /// Takes a telling back.
    pub(super) fn unhear(&mut self, at: At, journal: &Journal) {
        let entry = &journal.entries()[at as usize];
        match &entry.event {
            Event::Noted { .. } => leave(&mut self.notes, at),
            Event::Evidenced { .. } => leave(&mut self.evidence, at),
            Event::Criticised { .. } => {
                leave(&mut self.called, at);
                self.call(journal);
            }
            _ => {
                let theirs = self.answers.iter_mut().find(|(actor, _)| *actor == entry.actor);
                let Some((_, given)) = theirs else { return };
                leave(given, at);
                self.conclude(journal);
            }
        }
    }

    /// Whether an entry says how the item stood in an earlier attempt.
    pub(super) fn is_of_old(&self, at: At, journal: &Journal) -> bool {
        self.earlier().binary_search(&at).is_ok()
            && is_answer(&journal.entries()[at as usize].event)
    }

    fn call(&mut self, journal: &Journal) {
        let last = self.called.last().map(|at| &journal.entries()[*at as usize].event);
        self.critical = last.map(|event| matches!(event, Event::Criticised { critical: true, .. }));
    }

    /// Answers that nobody who answered later knew of: one, or as many as nobody settled. Of each
    /// author that can only be the last answer, or two of one number where a journal forked.
    fn heads(&self, journal: &Journal) -> Vec<At> {
        let entry = |at: At| &journal.entries()[at as usize];
        let mut heads: Vec<At> = Vec::with_capacity(self.answers.len());
        for (_, given) in &self.answers {
            let last = given.last().map(|at| entry(*at).seq);
            heads.extend(given.iter().rev().take_while(|at| Some(entry(**at).seq) == last));
        }
        heads.sort_unstable();
        let known = |at: At| heads.iter().any(|by| *by > at && entry(*by).knew(entry(at).name()));
        heads.iter().copied().filter(|at| !known(*at)).collect()
    }

    /// What the answers that stand make of the item.
    fn conclude(&mut self, journal: &Journal) {
        let said = |at: At| said(&journal.entries()[at as usize].event);
        let heads = self.heads(journal);
        let last = heads.last().copied();
        self.by = last;
        self.state = last.map_or_else(|| self.at_first(), said);
        let differ = heads.iter().any(|head| !alike(said(*head), self.state));
        let before = std::mem::replace(&mut self.conflict, if differ { heads } else { Vec::new() });
        if let (false, true, Some(by)) = (before.is_empty(), self.conflict.is_empty(), last) {
            self.settled.push((before, by));
        }
        // Of two who differ on going back, the graver word stands until it is settled.
        if let Some(grave) = self.conflict.iter().find(|at| said(**at) == State::Tripped) {
            (self.state, self.by) = (State::Tripped, Some(*grave));
        }
    }

    fn at_first(&self) -> State {
        match self.kind {
            Some(Kind::Go) if self.came_done => State::Yes,
            _ if self.came_done => State::Done,
            _ => State::Open,
        }
    }
}

/// Two dismissals are one answer, whatever their terms.
fn alike(one: State, other: State) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
        && !matches!((one, other), (State::Aside(a), State::Aside(b)) if a != b)
}

/// Takes one out of a list in order.
fn leave(list: &mut Vec<At>, at: At) {
    if let Ok(place) = list.binary_search(&at) {
        list.remove(place);
    }
}

/// Whether a telling says how its item stands, rather than something about it.
fn is_answer(event: &Event) -> bool {
    !matches!(event, Event::Noted { .. } | Event::Evidenced { .. } | Event::Criticised { .. })
}

/// What a telling makes of its item.
fn said(event: &Event) -> State {
    match event {
        Event::Ticked { .. } => State::Done,
        Event::Marked { mark, .. } => State::Aside(*mark),
        Event::Answered { answer: Answer::Yes, .. } => State::Yes,
        Event::Answered { answer: Answer::No, .. } => State::No,
        Event::Answered { answer: Answer::NotApplicable, .. } => State::Aside(Mark::NotApplicable),
        Event::Tripped { .. } => State::Tripped,
        Event::Dismissed { until, .. } => State::Dismissed(*until),
        // Unticked and recovered: as if nothing had been said. The rest is no telling.
        _ => State::Open,
    }
}

/// Who or what says how an item stands, where anybody does.
pub fn source<'a>(row: &Row, journal: &'a Journal) -> Option<&'a Source> {
    const PLAN: &Source = &Source::Plan;
    const PERSON: &Source = &Source::Attested;
    let Some(at) = row.by else { return row.came_done.then_some(PLAN) };
    match &journal.entries()[at as usize].event {
        Event::Answered { source, .. } | Event::Tripped { source, .. } => Some(source),
        _ => Some(PERSON),
    }
}
