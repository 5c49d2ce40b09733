//! Who tells the report: names of items, stages and people, and times by the run's own clock.

use crate::plan::{Id, ItemIx};
use crate::run::Run;
use crate::run::course::LegIx;
use crate::run::event::{Event, Observed, Seat, Source};
use crate::run::gate::same_name;
use crate::run::journal::{Entry, Journal};
use crate::run::progress::{At, Progress, fold};
use crate::run::timing::Timing;
use crate::run::zone::ZoneRule;
use crate::words::Lang;
use crate::words::report::{self as words, Report};
use chrono::NaiveDate;

/// A run, and how its names and times are told.
pub(super) struct Teller<'a> {
    pub run: &'a Run,
    pub lang: Lang,
    pub words: &'static Report,
    pub zone: ZoneRule,
    /// The day on which the run began, by its own clock.
    day: NaiveDate,
    /// Minutes east of UTC when it began.
    pub offset_min: i16,
    /// The run in time, as of its last entry.
    pub timing: Timing,
    /// What stood at the end of each attempt before the one in hand.
    earlier: Vec<(Run, Timing)>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(run: &'a Run, lang: Lang) -> Self {
        let zone = run.start().map_or_else(ZoneRule::utc, |start| start.zone.clone());
        let began_ms = run.progress.started.or((!run.journal.is_empty()).then_some(0));
        let began_ms = began_ms.map_or(0, |at| run.entry(at).at_ms);
        let (day, offset_min) = (zone.clock(began_ms).date(), zone.offset_at(began_ms));
        let timing = Timing::of(run, run.progress.last_ms());
        let words = words::report(lang);
        let mut teller = Self { run, lang, words, zone, day, offset_min, timing, earlier: vec![] };
        let retries = run.progress.retries.iter();
        let earlier = retries.map(|(at, _)| {
            let before = teller.before(*at);
            let timing = Timing::of(&before, before.progress.last_ms());
            (before, timing)
        });
        teller.earlier = earlier.collect();
        teller
    }

    pub(super) fn entry(&self, at: At) -> &'a Entry {
        &self.run.journal.entries()[at as usize]
    }

    /// Every entry with its place.
    pub(super) fn entries(&self) -> impl Iterator<Item = (At, &'a Entry)> + use<'a> {
        (0..).zip(self.run.journal.entries())
    }

    /// The words of an item; its line where it has none.
    pub(super) fn item(&self, ix: ItemIx) -> String {
        let item = self.run.plan.item(ix);
        if item.text.trim().is_empty() {
            format!("{} {}", self.words.line, item.line)
        } else {
            item.text.to_string()
        }
    }

    /// An item by its identity, as the journal has it.
    pub(super) fn item_by_id(&self, id: Id) -> String {
        let known = self.run.course.item_by_id(id).map(|ix| self.item(ix));
        known.unwrap_or_else(|| format!("{id} ({})", self.words.unknown_item))
    }

    /// The title of a stage.
    pub(super) fn stage(&self, leg: LegIx) -> String {
        let section = self.run.plan.section(self.run.course.leg(leg).section);
        if section.title.trim().is_empty() {
            format!("{} {}", self.words.stage, leg.index() + 1)
        } else {
            section.title.to_string()
        }
    }

    /// A stage by its identity, as the journal has it.
    pub(super) fn stage_by_id(&self, id: Id) -> String {
        let known = self.run.course.leg_by_id(id).map(|leg| self.stage(leg));
        known.unwrap_or_else(|| format!("{id} ({})", self.words.unknown_item))
    }

    /// The day and the time.
    pub(super) fn moment(&self, at_ms: i64) -> String {
        self.marked(words::moment(self.lang, self.zone.clock(at_ms)), at_ms)
    }

    /// The time, with its day where that is not the day on which the run began.
    pub(super) fn time(&self, at_ms: i64) -> String {
        self.marked(self.bare_time(at_ms), at_ms)
    }

    /// The same without its offset.
    fn bare_time(&self, at_ms: i64) -> String {
        let clock = self.zone.clock(at_ms);
        if clock.date() == self.day {
            return words::clock(clock);
        }
        format!("{}, {}", words::day(self.lang, clock), words::clock(clock))
    }

    /// The moment to the second.
    pub(super) fn stamp(&self, at_ms: i64) -> String {
        self.marked(words::stamp(self.lang, self.zone.clock(at_ms)), at_ms)
    }

    /// A time with its offset, where that is not the one of the beginning.
    fn marked(&self, told: String, at_ms: i64) -> String {
        let offset_min = self.zone.offset_at(at_ms);
        if offset_min == self.offset_min {
            return told;
        }
        format!("{told} ({})", words::offset(offset_min))
    }

    /// Each attempt, the one in hand last: where it stood, and in time.
    pub(super) fn attempts(&self) -> impl Iterator<Item = (&Progress, &Timing)> {
        let earlier = self.earlier.iter().map(|(run, timing)| (&run.progress, timing));
        earlier.chain([(&self.run.progress, &self.timing)])
    }

    /// From when to when; a day and an offset are told once.
    pub(super) fn stretch(&self, from_ms: i64, to_ms: Option<i64>) -> String {
        let Some(to_ms) = to_ms else { return format!("{}–…", self.time(from_ms)) };
        let is_alike = self.zone.offset_at(from_ms) == self.zone.offset_at(to_ms);
        let from = if is_alike { self.bare_time(from_ms) } else { self.time(from_ms) };
        let clock = self.zone.clock(to_ms);
        if clock.date() == self.zone.clock(from_ms).date() {
            return format!("{from}–{}", self.marked(words::clock(clock), to_ms));
        }
        format!("{from} – {}", self.time(to_ms))
    }

    pub(super) fn length(&self, length_ms: i64) -> String {
        words::length(self.lang, length_ms)
    }

    /// A person and what they are here as.
    pub(super) fn seat(seat: &Seat) -> String {
        if seat.role.trim().is_empty() {
            seat.name.to_string()
        } else {
            format!("{}, {}", seat.name, seat.role)
        }
    }

    /// A person by name, with the role in which they are here.
    pub(super) fn person(&self, name: &str) -> String {
        let crew = self.run.start().map(|start| start.crew.as_slice()).unwrap_or_default();
        let seat = crew.iter().find(|seat| same_name(&seat.name, name));
        seat.map_or_else(|| name.to_owned(), Self::seat)
    }

    /// Who said an entry, and when.
    pub(super) fn said(&self, at: At) -> String {
        let entry = self.entry(at);
        let who = seat_of(&entry.event).map_or_else(|| entry.by.to_string(), Self::seat);
        format!("{who}, {}", self.time(entry.at_ms))
    }

    /// The reason behind an entry, as a sentence of its own; empty where none was given.
    pub(super) fn because(&self, event: &Event) -> String {
        match reason_of(event) {
            Some(reason) if !reason.trim().is_empty() => {
                format!(" {}: {}", self.words.reason, reason.trim())
            }
            _ => String::new(),
        }
    }

    /// Who or what says so.
    pub(super) fn source(&self, source: &Source) -> String {
        match source {
            Source::Attested => self.words.by_person.to_owned(),
            Source::Plan => self.words.from_plan.to_owned(),
            Source::Measured(signal) if signal.is_empty() => self.words.measured.to_owned(),
            Source::Measured(signal) => format!("{}: {}", self.words.measured, signal.text),
        }
    }

    /// The run as it was right before an entry.
    pub(super) fn before(&self, at: At) -> Run {
        let run = self.run;
        let journal = Journal::of(run.journal.entries()[..at as usize].iter().cloned());
        let progress = fold(&run.plan, &run.course, &journal);
        let (plan, course) = (run.plan.clone(), run.course.clone());
        Run::standing_at(plan, course, run.obliged.clone(), journal, progress)
    }
}

/// The person that an event itself names.
pub(super) fn seat_of(event: &Event) -> Option<&Seat> {
    match event {
        Event::GatePassed { seat, .. }
        | Event::GateOverridden { seat, .. }
        | Event::GateRefused { seat, .. }
        | Event::RollbackStarted { seat, .. } => Some(seat),
        Event::SignedOff(sign) => Some(&sign.seat),
        _ => None,
    }
}

/// The reason that an event carries.
pub(super) fn reason_of(event: &Event) -> Option<&str> {
    match event {
        Event::Marked { reason, .. }
        | Event::GateOverridden { reason, .. }
        | Event::GateRefused { reason, .. }
        | Event::StageLeftOut { reason, .. }
        | Event::Held { reason }
        | Event::Dismissed { reason, .. }
        | Event::RollbackStarted { reason, .. }
        | Event::RollbackFinished { reason, .. }
        | Event::Retried { reason, .. }
        | Event::T0Moved { reason, .. }
        | Event::PlanAmended { reason, .. }
        | Event::ObligationClosed { reason, .. }
        | Event::Finished { reason }
        | Event::Abandoned { reason } => Some(&reason.text),
        _ => None,
    }
}

/// The value that an event brought.
pub(super) fn observed_of(event: &Event) -> Option<&Observed> {
    match event {
        Event::Answered { observed, .. }
        | Event::Tripped { observed, .. }
        | Event::Recovered { observed, .. } => observed.as_ref(),
        _ => None,
    }
}
