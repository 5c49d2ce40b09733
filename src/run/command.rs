//! What people ask for, and what comes of it: an event, or a refusal that says what would help.
//!
//! Everything that may not happen is refused here, once, for the screen and for the desk alike.

use super::course::LegIx;
use super::event::{
    Answer, Event, Evidence, Mark, Observed, Seat, SignOff, Source, Start, Until, Words,
};
use super::gate::{self, Missing};
use super::journal::{Digest, EntryRef};
use super::progress::State;
use super::{Run, obligation};
use crate::plan::{ItemIx, Kind};

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Begin.
    Start(Box<Start>),
    /// The step is done; said of a critical one again, it is fresh again.
    Tick(ItemIx),
    /// The step is to be done after all.
    Untick(ItemIx),
    /// Put a step or criterion aside, and why.
    Mark(ItemIx, Mark, Words),
    /// Write something about an item, or about the run.
    Note(Option<ItemIx>, Words),
    /// Put proof beside an item.
    Prove(ItemIx, Evidence),
    /// Answer a go criterion.
    Answer(ItemIx, Answer, Option<Observed>, Source),
    /// Let the release through.
    Pass(LegIx, Seat),
    /// Let it through though something is missing.
    Override(LegIx, Seat, Words),
    /// Say no at a gate.
    Refuse(LegIx, Seat, Words),
    /// Ask a gate for so many people.
    AskPeople(LegIx, u8),
    /// Leave a stage out.
    LeaveOut(LegIx, Words),
    /// Let everything wait.
    Hold(Words),
    /// Go on.
    Resume,
    /// A rollback criterion came true.
    Trip(ItemIx, Option<Observed>, Source),
    /// Accept it for now.
    Dismiss(ItemIx, Words, Until),
    /// It holds no longer, by measurement.
    Recover(ItemIx, Option<Observed>),
    /// Begin the way back.
    GoBack(Option<ItemIx>, Seat, Words),
    /// The way back is walked.
    FinishBack {
        /// Whether the old state is back.
        restored: bool,
        /// What is to be said of it.
        reason: Words,
    },
    /// Go on once more from a stage.
    Retry(LegIx, Words),
    /// Move T0.
    MoveT0(i64, Words),
    /// Give the lead to somebody.
    HandOver(Seat),
    /// Go on with a new revision of the plan.
    Amend(Digest, Words),
    /// Call an item critical, or not.
    Criticise(ItemIx, bool),
    /// Answer for what was switched on.
    Close(ItemIx, Words),
    /// End the run; open obligations and skipped gates need a reason.
    Finish(Words),
    /// Give the run up.
    Abandon(Words),
    /// Put a name under it.
    Sign(Box<SignOff>),
    /// Take an entry back.
    Undo(EntryRef),
}

/// Why something may not happen, and so what would help.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The run has not begun.
    NotStarted,
    /// The run began already.
    Started,
    /// The run is over.
    Over,
    /// It needs a reason.
    NoReason,
    /// It needs a name.
    NoName,
    /// An item of this kind cannot be told this.
    WrongKind(Kind),
    /// The stage is behind a gate that is still shut.
    Locked(LegIx),
    /// The criterion has a limit: the value that was seen is asked for.
    NoValue,
    /// The gate is shut, and by what.
    GateShut(Vec<Missing>),
    /// The gate is behind us.
    GateBehind,
    /// Nothing is missing: the gate can be passed.
    NothingMissing,
    /// This person answered at this gate already; another one is asked for.
    SameName(Box<str>),
    /// A gate asks for one person at least, and for nine at most.
    People,
    /// Everything waits already, or nothing does.
    Hold,
    /// It has not come true, so there is nothing to accept.
    NotTripped,
    /// The moment is not in the future.
    Past,
    /// We are going back.
    GoingBack,
    /// We are not going back.
    NotGoingBack,
    /// Nothing was rolled back, so there is nothing to try again.
    NotBack,
    /// Steps of the way back are open.
    BackOpen(Vec<ItemIx>),
    /// A retry begins at a stage that was entered.
    NotEntered,
    /// Stages, obligations or a way back are open, and no reason was given.
    StillOpen(Vec<Open>),
    /// Nothing was switched on here.
    NoObligation,
    /// This seat is taken.
    Signed(Box<str>),
    /// A name goes under a run that is over.
    NotOver,
    /// It cannot be taken back, or is not there.
    CannotUndo,
}

/// What a run leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// A stage whose gate is before us.
    Stage(LegIx),
    /// Something that was switched on.
    Obligation(ItemIx),
    /// A rollback criterion that came true.
    Tripped(ItemIx),
}

type Decision = Result<Event, Refusal>;

impl Run {
    /// Whether a command may happen at this moment, and as what.
    ///
    /// # Errors
    /// A refusal that says what is missing.
    pub fn decide(&self, command: Command, now_ms: i64) -> Decision {
        match command {
            Command::Start(start) => self.decide_start(start),
            Command::Note(..)
            | Command::Prove(..)
            | Command::Sign(_)
            | Command::Undo(_)
            | Command::Close(..) => self.decide_always(command),
            _ if self.progress.started.is_none() => Err(Refusal::NotStarted),
            _ if self.progress.end.is_some() => Err(Refusal::Over),
            Command::Tick(_)
            | Command::Untick(_)
            | Command::Mark(..)
            | Command::Answer(..)
            | Command::Criticise(..) => self.decide_item(command),
            Command::Pass(..)
            | Command::Override(..)
            | Command::Refuse(..)
            | Command::AskPeople(..)
            | Command::LeaveOut(..) => self.decide_gate(command, now_ms),
            Command::Trip(..) | Command::Dismiss(..) | Command::Recover(..) => {
                self.decide_watch(command, now_ms)
            }
            Command::GoBack(..) | Command::FinishBack { .. } | Command::Retry(..) => {
                self.decide_back(command)
            }
            Command::Hold(_)
            | Command::Resume
            | Command::MoveT0(..)
            | Command::HandOver(_)
            | Command::Amend(..)
            | Command::Finish(_)
            | Command::Abandon(_) => self.decide_run(command, now_ms),
        }
    }

    fn decide_start(&self, start: Box<Start>) -> Decision {
        if self.progress.started.is_some() {
            return Err(Refusal::Started);
        }
        let lead = start.crew.first().ok_or(Refusal::NoName)?;
        named(lead)?;
        people(start.gate_people)?;
        Ok(Event::Started(start))
    }

    /// What may be said before, during and after a run.
    fn decide_always(&self, command: Command) -> Decision {
        match command {
            Command::Note(_, text) if text.is_empty() => Err(Refusal::NoReason),
            Command::Note(item, text) => {
                Ok(Event::Noted { item: item.map(|item| self.id(item)), text })
            }
            Command::Prove(_, Evidence::Link(text) | Evidence::Text(text)) if text.is_empty() => {
                Err(Refusal::NoReason)
            }
            Command::Prove(_, Evidence::Value(seen)) if seen.text.is_empty() => {
                Err(Refusal::NoValue)
            }
            Command::Prove(item, evidence) => {
                Ok(Event::Evidenced { item: self.id(item), evidence })
            }
            Command::Close(item, reason) => {
                let open = self.obligations().any(|it| it.on == item && it.is_open);
                if !open {
                    return Err(Refusal::NoObligation);
                }
                reasoned(&reason)?;
                Ok(Event::ObligationClosed { item: self.id(item), reason })
            }
            Command::Sign(sign) => {
                named(&sign.seat)?;
                if self.progress.end.is_none() {
                    return Err(Refusal::NotOver);
                }
                if self.progress.is_signed(&self.journal, &sign.seat) {
                    let seat = &sign.seat;
                    let taken = if seat.role.is_empty() { &seat.name } else { &seat.role };
                    return Err(Refusal::Signed(taken.clone()));
                }
                Ok(Event::SignedOff(sign))
            }
            Command::Undo(entry) => {
                let may = self.progress.can_undo(&self.course, &self.journal, entry);
                if may { Ok(Event::Undone { entry }) } else { Err(Refusal::CannotUndo) }
            }
            _ => Err(Refusal::NotStarted),
        }
    }

    fn decide_item(&self, command: Command) -> Decision {
        match command {
            Command::Tick(item) => {
                self.of_kind(item, &[Kind::Step, Kind::Rollback, Kind::Artefact])?;
                self.unlocked(item)?;
                Ok(Event::Ticked { item: self.id(item) })
            }
            Command::Untick(item) => {
                self.of_kind(item, &[Kind::Step, Kind::Rollback, Kind::Artefact])?;
                Ok(Event::Unticked { item: self.id(item) })
            }
            Command::Mark(item, mark, reason) => {
                self.of_kind(item, &[Kind::Step, Kind::Go, Kind::Rollback, Kind::Artefact])?;
                self.unlocked(item)?;
                reasoned(&reason)?;
                Ok(Event::Marked { item: self.id(item), mark, reason })
            }
            Command::Answer(item, answer, observed, source) => {
                self.of_kind(item, &[Kind::Go])?;
                self.unlocked(item)?;
                let has_limit = !self.plan.item(item).thresholds.is_empty();
                let seen = observed.as_ref().is_some_and(|seen| !seen.text.is_empty());
                if has_limit && answer == Answer::Yes && !seen {
                    return Err(Refusal::NoValue);
                }
                Ok(Event::Answered { item: self.id(item), answer, observed, source })
            }
            Command::Criticise(item, critical) => {
                Ok(Event::Criticised { item: self.id(item), critical })
            }
            _ => Err(Refusal::NotStarted),
        }
    }

    fn decide_gate(&self, command: Command, now_ms: i64) -> Decision {
        let (Command::Pass(leg, _)
        | Command::Override(leg, ..)
        | Command::Refuse(leg, ..)
        | Command::AskPeople(leg, _)
        | Command::LeaveOut(leg, _)) = &command
        else {
            return Err(Refusal::NotStarted);
        };
        let leg = *leg;
        if self.progress.gate(leg).is_behind() {
            return Err(Refusal::GateBehind);
        }
        let stage = self.course.leg(leg).id;
        let missing = self.look().missing(&self.progress, leg, now_ms);
        match command {
            Command::Pass(_, seat) => {
                named(&seat)?;
                if !missing.is_empty() {
                    return Err(Refusal::GateShut(missing));
                }
                if gate::has_answered(self.look(), &self.progress, leg, &seat) {
                    return Err(Refusal::SameName(seat.name));
                }
                Ok(Event::GatePassed { stage, seat })
            }
            Command::Override(_, seat, reason) => {
                named(&seat)?;
                reasoned(&reason)?;
                if missing.iter().any(is_firm) {
                    return Err(Refusal::GateShut(missing));
                }
                let asked = usize::from(self.progress.people_asked(leg, &self.journal));
                let alone = self.progress.gate(leg).passes.len() < asked && asked > 1;
                if missing.is_empty() && !alone {
                    return Err(Refusal::NothingMissing);
                }
                Ok(Event::GateOverridden { stage, seat, reason })
            }
            Command::Refuse(_, seat, reason) => {
                named(&seat)?;
                reasoned(&reason)?;
                if missing.iter().any(is_firm) {
                    return Err(Refusal::GateShut(missing));
                }
                Ok(Event::GateRefused { stage, seat, reason })
            }
            Command::AskPeople(_, count) => {
                people(count)?;
                Ok(Event::GateAsked { stage, people: count })
            }
            Command::LeaveOut(_, reason) => {
                reasoned(&reason)?;
                Ok(Event::StageLeftOut { stage, reason })
            }
            _ => Err(Refusal::NotStarted),
        }
    }

    fn decide_watch(&self, command: Command, now_ms: i64) -> Decision {
        let (Command::Trip(item, ..) | Command::Dismiss(item, ..) | Command::Recover(item, _)) =
            &command
        else {
            return Err(Refusal::NotStarted);
        };
        let item = *item;
        self.of_kind(item, &[Kind::Abort])?;
        let is_tripped = self.progress.row(item).is_tripped(now_ms);
        let id = self.id(item);
        match command {
            Command::Trip(_, observed, source) => Ok(Event::Tripped { item: id, observed, source }),
            Command::Dismiss(_, reason, until) => {
                reasoned(&reason)?;
                match until {
                    _ if !is_tripped => Err(Refusal::NotTripped),
                    Until::At(until_ms) if until_ms <= now_ms => Err(Refusal::Past),
                    Until::At(_) | Until::Worse => Ok(Event::Dismissed { item: id, reason, until }),
                }
            }
            Command::Recover(_, observed) => match self.progress.row(item).state {
                State::Tripped | State::Dismissed(_) => Ok(Event::Recovered { item: id, observed }),
                _ => Err(Refusal::NotTripped),
            },
            _ => Err(Refusal::NotStarted),
        }
    }

    fn decide_back(&self, command: Command) -> Decision {
        let back = self.progress.back();
        match command {
            Command::GoBack(..) if back.is_some() => Err(Refusal::GoingBack),
            Command::GoBack(cause, seat, reason) => {
                named(&seat)?;
                if cause.is_none() {
                    reasoned(&reason)?;
                }
                let cause = cause.map(|item| self.id(item));
                Ok(Event::RollbackStarted { cause, seat, reason })
            }
            Command::FinishBack { restored, reason } => {
                let back = back.ok_or(Refusal::NotGoingBack)?;
                let open = self.open_on_the_way_back(back);
                if restored && !open.is_empty() && reason.is_empty() {
                    return Err(Refusal::BackOpen(open));
                }
                if !restored {
                    reasoned(&reason)?;
                }
                Ok(Event::RollbackFinished { restored, reason })
            }
            Command::Retry(leg, reason) => {
                if back.is_some() {
                    return Err(Refusal::GoingBack);
                }
                let back = self.progress.is_back().ok_or(Refusal::NotBack)?;
                if back.during.is_some_and(|during| leg > during) {
                    return Err(Refusal::NotEntered);
                }
                reasoned(&reason)?;
                Ok(Event::Retried { stage: self.course.leg(leg).id, reason })
            }
            _ => Err(Refusal::NotStarted),
        }
    }

    fn decide_run(&self, command: Command, now_ms: i64) -> Decision {
        let held = self.progress.held().is_some();
        match command {
            Command::Hold(_) if held => Err(Refusal::Hold),
            Command::Hold(reason) => {
                reasoned(&reason)?;
                Ok(Event::Held { reason })
            }
            Command::Resume if !held => Err(Refusal::Hold),
            Command::Resume => Ok(Event::Resumed),
            Command::MoveT0(t0_ms, reason) => {
                reasoned(&reason)?;
                Ok(Event::T0Moved { t0_ms, reason })
            }
            Command::HandOver(seat) => {
                named(&seat)?;
                Ok(Event::HandedOver { seat })
            }
            Command::Amend(plan, reason) => Ok(Event::PlanAmended { plan, reason }),
            Command::Finish(reason) => {
                if self.progress.back().is_some() {
                    return Err(Refusal::GoingBack);
                }
                let is_lost = self.progress.is_back().and_then(|back| back.finished);
                if is_lost.is_some_and(|(_, restored)| !restored) {
                    reasoned(&reason)?;
                }
                let open = self.left_open(now_ms);
                if !open.is_empty() && reason.is_empty() {
                    return Err(Refusal::StillOpen(open));
                }
                Ok(Event::Finished { reason })
            }
            Command::Abandon(reason) => {
                reasoned(&reason)?;
                Ok(Event::Abandoned { reason })
            }
            _ => Err(Refusal::NotStarted),
        }
    }

    /// What the run leaves open if it ends at this moment.
    pub fn left_open(&self, now_ms: i64) -> Vec<Open> {
        let back = self.progress.is_back().is_some();
        let ahead = self.course.each_leg().filter(|(leg, _)| !self.progress.gate(*leg).is_behind());
        let mut open: Vec<Open> = Vec::new();
        if !back {
            open.extend(ahead.map(|(leg, _)| Open::Stage(leg)));
            open.extend(self.look().tripped(&self.progress, now_ms).map(Open::Tripped));
        }
        open.extend(self.obligations().filter(|it| it.is_open).map(|it| Open::Obligation(it.on)));
        open
    }

    /// What was switched on, and whether it still is.
    pub fn obligations(&self) -> impl Iterator<Item = obligation::Standing> + '_ {
        self.obliged.iter().map(|it| it.standing(&self.progress))
    }

    fn of_kind(&self, item: ItemIx, kinds: &[Kind]) -> Result<(), Refusal> {
        let kind = self.plan.item(item).kind;
        if kinds.contains(&kind) { Ok(()) } else { Err(Refusal::WrongKind(kind)) }
    }

    /// Steps of the stage in hand and of those behind us can be told; later ones wait.
    fn unlocked(&self, item: ItemIx) -> Result<(), Refusal> {
        match (self.course.leg_of(item), self.progress.current()) {
            (Some(leg), Some(current)) if leg > current => Err(Refusal::Locked(current)),
            (_, _) => Ok(()),
        }
    }
}

/// What no name and no reason can help: the gate is not in hand.
fn is_firm(missing: &Missing) -> bool {
    matches!(missing, Missing::GoingBack | Missing::Earlier(_))
}

fn named(seat: &Seat) -> Result<(), Refusal> {
    if seat.name.trim().is_empty() { Err(Refusal::NoName) } else { Ok(()) }
}

fn reasoned(reason: &Words) -> Result<(), Refusal> {
    if reason.is_empty() { Err(Refusal::NoReason) } else { Ok(()) }
}

fn people(count: u8) -> Result<(), Refusal> {
    if (1..=9).contains(&count) { Ok(()) } else { Err(Refusal::People) }
}
