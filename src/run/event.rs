//! What happened: the events that a journal holds.
//!
//! Each is a fact that a person or a measurement brought, in the past tense. What it means is the
//! business of `progress`; how it is written down, of `wire`. Free text is [`Words`], so that a
//! report can mask it without breaking the seal.

mod words;

use super::journal::{Digest, EntryRef};
use super::zone::ZoneRule;
use crate::plan::Id;

/// Text that somebody typed or pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The text, masked or whole.
    pub text: Box<str>,
    /// The digest of the whole text with its entry's salt, where the text is masked.
    pub masked: Option<Digest>,
}

impl Words {
    /// Text as it was typed.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self { text: text.into(), masked: None }
    }

    /// True where nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// One thing that happened in a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The run began.
    Started(Box<Start>),
    /// A step was done; a critical one perhaps once more.
    Ticked {
        /// Which step.
        item: Id,
    },
    /// A step is to be done after all.
    Unticked {
        /// Which step.
        item: Id,
    },
    /// A step or criterion was put aside, with a reason.
    Marked {
        /// Which one.
        item: Id,
        /// How.
        mark: Mark,
        /// Why.
        reason: Words,
    },
    /// Something was written about an item, or about the run.
    Noted {
        /// About what; nothing means the run.
        item: Option<Id>,
        /// What was written.
        text: Words,
    },
    /// Proof was put beside an item.
    Evidenced {
        /// Beside which.
        item: Id,
        /// The proof.
        evidence: Evidence,
    },
    /// A go criterion was answered.
    Answered {
        /// Which one.
        item: Id,
        /// With what.
        answer: Answer,
        /// The value that was seen, where there is one.
        observed: Option<Observed>,
        /// Who or what says so.
        source: Source,
    },
    /// Somebody let the release through a stage's gate.
    GatePassed {
        /// The stage whose gate it is.
        stage: Id,
        /// Who answers for it.
        seat: Seat,
    },
    /// Somebody let the release through though the gate was shut.
    GateOverridden {
        /// The stage whose gate it is.
        stage: Id,
        /// Who answers for it.
        seat: Seat,
        /// Why.
        reason: Words,
    },
    /// The gate was answered with no: the release does not go on, and does not go back either.
    GateRefused {
        /// The stage whose gate it is.
        stage: Id,
        /// Who answers for it.
        seat: Seat,
        /// Why.
        reason: Words,
    },
    /// A gate asks for so many different people from now on.
    GateAsked {
        /// The stage whose gate it is.
        stage: Id,
        /// How many.
        people: u8,
    },
    /// A whole stage is left out of this run.
    StageLeftOut {
        /// Which stage.
        stage: Id,
        /// Why.
        reason: Words,
    },
    /// Everything waits.
    Held {
        /// For what.
        reason: Words,
    },
    /// The waiting is over.
    Resumed,
    /// A rollback criterion came true.
    Tripped {
        /// Which one.
        item: Id,
        /// The value that was seen, where there is one.
        observed: Option<Observed>,
        /// Who or what says so.
        source: Source,
    },
    /// A rollback criterion that came true is accepted for now.
    Dismissed {
        /// Which one.
        item: Id,
        /// Why.
        reason: Words,
        /// How long.
        until: Until,
    },
    /// A rollback criterion that came true holds no longer, by measurement.
    Recovered {
        /// Which one.
        item: Id,
        /// The value that was seen, where there is one.
        observed: Option<Observed>,
    },
    /// The way back was begun.
    RollbackStarted {
        /// Which criterion sent us back, if one did.
        cause: Option<Id>,
        /// Who decided.
        seat: Seat,
        /// Why.
        reason: Words,
    },
    /// The way back was walked to its end.
    RollbackFinished {
        /// Whether the old state is back.
        restored: bool,
        /// What is to be said of it.
        reason: Words,
    },
    /// After a rollback the release goes on from here once more.
    Retried {
        /// From which stage.
        stage: Id,
        /// What was wrong and what is different now.
        reason: Words,
    },
    /// T0 is another moment now, and all that hangs on it.
    T0Moved {
        /// The new T0, in UTC.
        t0_ms: i64,
        /// Why.
        reason: Words,
    },
    /// Another person has the lead.
    HandedOver {
        /// Who has it now.
        seat: Seat,
    },
    /// The plan file is another one now; progress is kept by item.
    PlanAmended {
        /// The digest of the new plan's bytes.
        plan: Digest,
        /// What changed, if somebody said it.
        reason: Words,
    },
    /// A person calls an item critical, or not.
    Criticised {
        /// Which item.
        item: Id,
        /// Whether it is critical.
        critical: bool,
    },
    /// What was switched on is off again, or will stay on and somebody answers for it.
    ObligationClosed {
        /// The step that switched it on.
        item: Id,
        /// How.
        reason: Words,
    },
    /// The run is over.
    Finished {
        /// What was left open and why that is fine.
        reason: Words,
    },
    /// The run was given up.
    Abandoned {
        /// Why.
        reason: Words,
    },
    /// Somebody put their name under the run.
    SignedOff(Box<SignOff>),
    /// An earlier entry is taken back.
    Undone {
        /// Which one.
        entry: EntryRef,
    },
    /// The device's clock moved by itself: sleep, a correction, another zone.
    ClockJumped {
        /// How far the wall clock ran ahead of the time that passed; negative when it fell behind.
        by_ms: i64,
        /// Whether the device slept rather than being set.
        slept: bool,
    },
    /// For a while nothing was measured.
    MeasuringGap {
        /// Which criterion or signal could not be seen, in the plan's words.
        signal: Words,
        /// Since when.
        from_ms: i64,
        /// Till when.
        to_ms: i64,
    },
    /// Something that a later version wrote. It is kept and shown as unknown.
    Unknown {
        /// What it calls itself.
        kind: Box<str>,
        /// Its own JSON, byte for byte.
        json: Box<str>,
    },
}

impl Event {
    /// The plan that holds from here on, by the digest of its bytes.
    pub fn plan(&self) -> Option<Digest> {
        if let Self::Started(start) = self {
            return Some(start.plan);
        }
        if let Self::PlanAmended { plan, .. } = self { Some(*plan) } else { None }
    }

    /// The item that it tells something about.
    pub fn item(&self) -> Option<Id> {
        match self {
            Self::Ticked { item }
            | Self::Unticked { item }
            | Self::Marked { item, .. }
            | Self::Evidenced { item, .. }
            | Self::Answered { item, .. }
            | Self::Tripped { item, .. }
            | Self::Dismissed { item, .. }
            | Self::Recovered { item, .. }
            | Self::Criticised { item, .. } => Some(*item),
            Self::Noted { item, .. } => *item,
            Self::Started(_)
            | Self::GatePassed { .. }
            | Self::GateOverridden { .. }
            | Self::GateRefused { .. }
            | Self::GateAsked { .. }
            | Self::StageLeftOut { .. }
            | Self::Held { .. }
            | Self::Resumed
            | Self::RollbackStarted { .. }
            | Self::RollbackFinished { .. }
            | Self::Retried { .. }
            | Self::T0Moved { .. }
            | Self::HandedOver { .. }
            | Self::PlanAmended { .. }
            | Self::ObligationClosed { .. }
            | Self::Finished { .. }
            | Self::Abandoned { .. }
            | Self::SignedOff(_)
            | Self::Undone { .. }
            | Self::ClockJumped { .. }
            | Self::MeasuringGap { .. }
            | Self::Unknown { .. } => None,
        }
    }
}

/// What is settled before a run begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// The digest of the plan's bytes.
    pub plan: Digest,
    /// The name of the plan's file.
    pub plan_name: Box<str>,
    /// A rehearsal or the real thing.
    pub mode: Mode,
    /// T0 in UTC: the moment that offsets count from.
    pub t0_ms: i64,
    /// The zone that the run is told in.
    pub zone: ZoneRule,
    /// The other zones that the plan names, so that nobody needs a table of zones later.
    pub zones: Vec<ZoneRule>,
    /// Which version goes out, if somebody said it.
    pub version: Box<str>,
    /// Where it goes.
    pub environment: Box<str>,
    /// What relative addresses stand on.
    pub base: Option<Box<str>>,
    /// Who is here; the first has the lead.
    pub crew: Vec<Seat>,
    /// How many different people each gate asks for.
    pub gate_people: u8,
}

/// Whether it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A dry run.
    Rehearsal,
    /// The release itself.
    Real,
}

/// A person and what they are here as.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// Their name.
    pub name: Box<str>,
    /// Their role; empty where none was given.
    pub role: Box<str>,
}

/// How a step or criterion was put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Not done, on purpose.
    Skipped,
    /// Does not apply here.
    NotApplicable,
    /// Cannot be done yet.
    Blocked,
    /// Was tried and went wrong.
    Failed,
}

/// What was said to a go criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It does not apply here.
    NotApplicable,
}

/// Who or what says that something is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A person.
    Attested,
    /// A measurement, of the signal by this name.
    Measured(Words),
    /// The plan came with it done.
    Plan,
}

/// A value that was seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observed {
    /// As a person typed it or a signal gave it, with its unit.
    pub text: Words,
    /// The number in it, in the unit of the criterion.
    pub number: Option<f64>,
}

/// Proof.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// An address.
    Link(Words),
    /// Pasted text.
    Text(Words),
    /// A value that was seen.
    Value(Observed),
}

/// How long a dismissal holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Until {
    /// Until the value is worse than the one that was accepted.
    Worse,
    /// Until this moment.
    At(i64),
}

/// A name under the run.
#[derive(Debug, Clone, PartialEq)]
pub struct SignOff {
    /// Who, and as what.
    pub seat: Seat,
    /// What they state.
    pub statement: Words,
    /// The head of the journal that they saw.
    pub seal: Digest,
    /// The envelope with the signature of their key, if they have one.
    pub envelope: Option<Box<str>>,
}
