//! What of all that was measured belongs in the journal: changes, and gaps.
//!
//! A judge may speak every second; the journal hears of it when it differs from what it was last
//! told. A person's word is not written over by a measurement: both are shown. What the journal was
//! told is read from the journal itself, so nothing here remembers.

use super::dismissal::Dismissal;

use super::limit::Limit;
use super::outcome::Outcome;
use crate::plan::{Id, Kind};
use crate::run::event::{Answer, Event, Evidence, Observed, Source, Until, Words};
use crate::run::journal::Journal;
use crate::run::progress::{Row, State, source};

/// What the journal was last told of a criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Told {
    /// Nothing that still counts.
    Nothing,
    /// A measurement tripped it.
    Tripped,
    /// A measurement tripped it, and a person accepted that.
    Dismissed(Dismissal),
    /// A measurement said that it holds.
    Yes,
    /// A measurement said that it does not.
    No,
    /// A person spoke of it, and has the word.
    ByPerson,
}

/// Of which criterion a change would tell, and with what value.
#[derive(Debug, Clone, PartialEq)]
pub struct About<'a> {
    /// The criterion.
    pub item: Id,
    /// Go, or abort; nothing is told of others.
    pub kind: Kind,
    /// Its limit that decides.
    pub limit: Limit,
    /// The name of the signal that was measured.
    pub signal: &'a str,
    /// The value, with its unit.
    pub observed: Option<Observed>,
    /// Its words say nothing but its limits: then a measurement alone can say that it holds.
    pub whole: bool,
}

impl Told {
    /// What a journal was told, by the row of the item.
    pub fn of(row: &Row, journal: &Journal) -> Self {
        let measured = matches!(source(row, journal), Some(Source::Measured(_)));
        match row.state {
            State::Open => Self::Nothing,
            State::Yes if matches!(source(row, journal), Some(Source::Plan)) => Self::Nothing,
            State::Yes if measured => Self::Yes,
            State::No if measured => Self::No,
            State::Tripped if measured => Self::Tripped,
            State::Dismissed(until) => dismissed(row, journal, until),
            State::Yes | State::No | State::Tripped | State::Done | State::Aside(_) => {
                Self::ByPerson
            }
        }
    }
}

/// A measured breach that was dismissed, with the value that lay on the table; what a person had
/// tripped stays with people.
fn dismissed(row: &Row, journal: &Journal, until: Until) -> Told {
    let mut found = None;
    for at in &row.tellings[row.earlier().len()..] {
        if Some(*at) == row.by {
            break;
        }
        let Some(entry) = journal.entries().get(*at as usize) else { continue };
        if let Event::Tripped { observed, source, .. } = &entry.event {
            let accepted = observed.as_ref().and_then(|seen| seen.number);
            let measured = matches!(source, Source::Measured(_));
            found = measured.then(|| Dismissal::new(accepted, until));
        }
        if let Event::Evidenced { evidence: Evidence::Value(seen), .. } = &entry.event
            && let Some(dismissal) = &mut found
        {
            dismissal.accepted = seen.number.or(dismissal.accepted);
        }
    }
    found.map_or(Told::ByPerson, Told::Dismissed)
}

/// What the journal has to hear, given what it was told before; mostly nothing.
pub fn changes(told: Told, outcome: &Outcome, about: &About<'_>, now_ms: i64) -> Option<Event> {
    match about.kind {
        Kind::Abort => abort(told, outcome, about, now_ms),
        Kind::Go => go(told, outcome, about),
        Kind::Step | Kind::Rollback | Kind::Artefact | Kind::Note => None,
    }
}

fn abort(told: Told, outcome: &Outcome, about: &About<'_>, now_ms: i64) -> Option<Event> {
    let (item, observed) = (about.item, about.observed.clone());
    match (outcome, told) {
        (Outcome::Breached { worst, .. }, Told::Dismissed(dismissal)) => {
            // When its time is over the fold itself says that it is tripped again.
            let timed = matches!(dismissal.until, Until::At(_));
            let accepted = timed || dismissal.holds(&about.limit, *worst, now_ms);
            (!accepted).then(|| Event::Tripped { item, observed, source: about.source() })
        }
        (Outcome::Breached { .. }, Told::Nothing | Told::Yes | Told::No) => {
            Some(Event::Tripped { item, observed, source: about.source() })
        }
        (Outcome::Within { .. }, Told::Tripped | Told::Dismissed(_)) => {
            Some(Event::Recovered { item, observed })
        }
        (Outcome::Breached { .. }, Told::Tripped | Told::ByPerson)
        | (Outcome::Within { .. }, Told::Nothing | Told::Yes | Told::No | Told::ByPerson)
        | (Outcome::Unknown { .. }, _) => None,
    }
}

fn go(told: Told, outcome: &Outcome, about: &About<'_>) -> Option<Event> {
    let answer = match outcome {
        Outcome::Within { .. } if about.whole => Answer::Yes,
        Outcome::Breached { .. } => Answer::No,
        Outcome::Within { .. } | Outcome::Unknown { .. } => return None,
    };
    let news = match told {
        Told::Yes => answer == Answer::No,
        Told::No => answer == Answer::Yes,
        Told::ByPerson => false,
        Told::Nothing | Told::Tripped | Told::Dismissed(_) => true,
    };
    if !news {
        return None;
    }
    let observed = about.observed.clone();
    Some(Event::Answered { item: about.item, answer, observed, source: about.source() })
}

impl About<'_> {
    fn source(&self) -> Source {
        Source::Measured(Words::new(self.signal))
    }
}

/// Watches whether a signal speaks at all, and tells of silences that were long.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// A silence as long as this is told.
    least_ms: i64,
    /// When it last spoke, or when the watch began.
    spoke_ms: i64,
    /// The journal was never told that it speaks: then even a short silence before that is told.
    is_new: bool,
}

impl Gap {
    /// Nothing was heard yet.
    pub fn new(least_ms: i64, now_ms: i64) -> Self {
        Self { least_ms, spoke_ms: now_ms, is_new: false }
    }

    /// A silence as long as this is told from now on.
    pub fn tell_from(&mut self, least_ms: i64) {
        self.least_ms = least_ms;
    }

    /// Since when it is silent by what was kept, and whether the journal knows of it at all.
    pub fn silent_since(&mut self, spoke_ms: i64, is_new: bool) {
        (self.spoke_ms, self.is_new) = (spoke_ms, is_new);
    }

    /// When it last spoke.
    pub fn spoke_ms(&self) -> i64 {
        self.spoke_ms
    }

    /// The signal spoke: the silence before it, if it was a long one. A clock set back ends it.
    pub fn spoke(&mut self, signal: &str, at_ms: i64) -> Option<Event> {
        let told = self.open(signal, at_ms);
        self.spoke_ms = at_ms;
        self.is_new = false;
        told
    }

    /// The silence up to now, if it is a long one: for the end of a run.
    pub fn open(&self, signal: &str, now_ms: i64) -> Option<Event> {
        let lasted_ms = now_ms.saturating_sub(self.spoke_ms);
        let least_ms = if self.is_new { 0 } else { self.least_ms };
        (lasted_ms > least_ms).then(|| Event::MeasuringGap {
            signal: Words::new(signal),
            from_ms: self.spoke_ms,
            to_ms: now_ms,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{About, Dismissal, Gap, Told, changes};
    use crate::plan::{Id, Kind, Op};
    use crate::run::event::{Answer, Event, Until};
    use crate::run::watch::{Limit, Outcome, Sense, Why};

    const WITHIN: Outcome = Outcome::Within { margin: 1.0 };
    const BREACHED: Outcome = Outcome::Breached { since_ms: 0, count: 2, worst: 6.0 };
    const UNKNOWN: Outcome = Outcome::Unknown { since_ms: 0, why: Why::Stale };

    fn said(event: &Event) -> &'static str {
        match event {
            Event::Tripped { .. } => "tripped",
            Event::Recovered { .. } => "recovered",
            Event::Answered { answer: Answer::Yes, .. } => "yes",
            Event::Answered { answer: Answer::No, .. } => "no",
            _ => "something else",
        }
    }

    #[track_caller]
    fn check(kind: Kind, whole: bool, told: Told, outcome: Outcome, expected: &str) {
        let sense = if kind == Kind::Go { Sense::MustHold } else { Sense::SendsBack };
        let limit = Limit { op: Op::Above, value: 5.0, sense, sustained_ms: 0 };
        let item = Id::ROOT.child("it");
        let about = About { item, kind, limit, signal: "error_rate", observed: None, whole };
        let event = changes(told, &outcome, &about, 1000);
        assert_eq!(event.as_ref().map_or("", said), expected, "{told:?} {outcome:?}");
    }

    #[test]
    fn a_rollback_criterion_trips_and_recovers() {
        let check = |told, outcome, expected| check(Kind::Abort, false, told, outcome, expected);
        check(Told::Nothing, BREACHED, "tripped");
        check(Told::Nothing, WITHIN, "");
        check(Told::Tripped, BREACHED, "");
        check(Told::Tripped, WITHIN, "recovered");
        check(Told::ByPerson, WITHIN, "");
        check(Told::ByPerson, BREACHED, "");
        let dismissed = |accepted, until| Told::Dismissed(Dismissal::new(accepted, until));
        check(dismissed(Some(6.0), Until::Worse), BREACHED, "");
        check(dismissed(Some(5.5), Until::Worse), BREACHED, "tripped");
        check(dismissed(None, Until::Worse), BREACHED, "tripped");
        check(dismissed(Some(5.5), Until::At(2000)), BREACHED, "");
        check(dismissed(Some(5.5), Until::At(500)), BREACHED, "");
        check(dismissed(Some(6.0), Until::Worse), WITHIN, "recovered");
    }

    #[test]
    fn a_go_criterion_is_answered() {
        check(Kind::Go, true, Told::Nothing, WITHIN, "yes");
        check(Kind::Go, true, Told::Yes, WITHIN, "");
        check(Kind::Go, true, Told::Yes, BREACHED, "no");
        check(Kind::Go, true, Told::No, WITHIN, "yes");
        check(Kind::Go, true, Told::ByPerson, BREACHED, "");
        // «… on both days»: one value cannot say that it holds, but it can say that it does not.
        check(Kind::Go, false, Told::Nothing, WITHIN, "");
        check(Kind::Go, false, Told::Nothing, BREACHED, "no");
    }

    #[test]
    fn what_is_unknown_changes_nothing() {
        for told in [Told::Nothing, Told::Tripped, Told::Yes, Told::No, Told::ByPerson] {
            check(Kind::Go, true, told, UNKNOWN, "");
            check(Kind::Abort, true, told, UNKNOWN, "");
            check(Kind::Step, true, told, BREACHED, "");
        }
    }

    #[test]
    fn a_long_silence_is_told_once() {
        let mut gap = Gap::new(60_000, 0);
        let mut told = Vec::new();
        for at_ms in [10_000, 70_000, 131_000, 140_000, 100_000, 110_000] {
            if let Some(Event::MeasuringGap { from_ms, to_ms, .. }) = gap.spoke("cpu", at_ms) {
                told.push((from_ms, to_ms));
            }
        }
        assert_eq!(told, [(70_000, 131_000)]);
        assert!(gap.open("cpu", 170_000).is_none() && gap.open("cpu", 170_001).is_some());
    }
}
