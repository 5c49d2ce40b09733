//! One entry onto where the run stands.

use super::{At, Back, End, Gate, Progress, Stray};
use crate::plan::{Id, ItemIx, Kind, Plan};
use crate::run::course::{Course, LegIx};
use crate::run::event::{Event, Seat};
use crate::run::gate;
use crate::run::journal::{Entry, Journal};

/// What an entry is folded over.
#[derive(Clone, Copy)]
pub(super) struct Over<'a> {
    pub(super) plan: &'a Plan,
    pub(super) course: &'a Course,
    pub(super) journal: &'a Journal,
    pub(super) entry: &'a Entry,
    pub(super) at: At,
}

impl Progress {
    pub(super) fn apply(&mut self, plan: &Plan, course: &Course, journal: &Journal, n: usize) {
        let at = At::try_from(n).unwrap_or(At::MAX);
        let entry = &journal.entries()[n];
        let over = Over { plan, course, journal, entry, at };
        self.folded = n + 1;
        self.places.entry(entry.name()).or_insert(at);
        let applied = if self.came_too_late(over) { Err(Stray::AfterEnd) } else { self.take(over) };
        self.last_ms = self.last_ms.max(entry.at_ms);
        if let Err(stray) = applied {
            self.strays.push((at, stray));
        }
    }

    /// After the end only words and names may follow, unless the author could not know.
    fn came_too_late(&self, over: Over<'_>) -> bool {
        let Some(end) = self.end else { return false };
        let knew = over.knew(end.at);
        let may = matches!(
            over.entry.event,
            Event::SignedOff(_)
                | Event::Noted { .. }
                | Event::Evidenced { .. }
                | Event::Undone { .. }
                | Event::ObligationClosed { .. }
                | Event::Unknown { .. }
        );
        knew && !may
    }

    fn take(&mut self, over: Over<'_>) -> Result<(), Stray> {
        match &over.entry.event {
            Event::Started(_) => self.start_run(over),
            Event::Ticked { item } | Event::Unticked { item } => {
                self.tell(over, *item, &[Kind::Step, Kind::Rollback, Kind::Artefact])
            }
            Event::Marked { item, .. } => {
                self.tell(over, *item, &[Kind::Step, Kind::Go, Kind::Rollback, Kind::Artefact])
            }
            // What is checked at the end of a way back is answered as any criterion.
            Event::Answered { item, .. } => self.tell(over, *item, &[Kind::Go]),
            Event::Tripped { item, .. }
            | Event::Dismissed { item, .. }
            | Event::Recovered { item, .. } => self.tell(over, *item, &[Kind::Abort]),
            Event::Noted { item: Some(item), .. }
            | Event::Evidenced { item, .. }
            | Event::Criticised { item, .. } => self.tell(over, *item, &ANY),
            Event::Noted { item: None, .. } => push(&mut self.notes, over.at),
            Event::GatePassed { stage, seat } => self.pass(over, *stage, seat),
            Event::GateOverridden { stage, seat, reason } => {
                let is_said = !seat.name.trim().is_empty() && !reason.is_empty();
                self.override_gate(over, *stage, is_said)
            }
            Event::GateRefused { stage, .. } => {
                let leg = leg(over, *stage)?;
                self.gates[leg.index()].refuse(over.at);
                Ok(())
            }
            Event::GateAsked { stage, people } => {
                let leg = leg(over, *stage)?;
                push(&mut self.gates[leg.index()].asked, (over.at, *people))
            }
            Event::StageLeftOut { stage, .. } => self.leave_out(over, *stage),
            Event::Held { .. } | Event::Resumed => self.hold(over),
            Event::RollbackStarted { .. }
            | Event::RollbackFinished { .. }
            | Event::Retried { .. } => self.go_back(over),
            Event::T0Moved { t0_ms, .. } => push(&mut self.t0, (over.at, *t0_ms)),
            Event::HandedOver { seat } => {
                self.lead = Some(seat.clone());
                Ok(())
            }
            Event::PlanAmended { .. } => self.amend(over),
            Event::ObligationClosed { item, .. } => {
                let item = item_of(over, *item)?;
                self.closed.insert(item, over.at);
                Ok(())
            }
            Event::Finished { .. } => self.end(over, false),
            Event::Abandoned { .. } => self.end(over, true),
            Event::SignedOff(sign) => self.sign(over, &sign.seat),
            Event::Undone { entry } => self.undo(over, *entry),
            Event::ClockJumped { .. } | Event::MeasuringGap { .. } => {
                push(&mut self.breaks, over.at)
            }
            Event::Unknown { .. } => Err(Stray::Unknown),
        }
    }

    fn start_run(&mut self, over: Over<'_>) -> Result<(), Stray> {
        let Event::Started(start) = &over.entry.event else { return Ok(()) };
        if self.started.is_some() {
            return Err(Stray::Again);
        }
        self.started = Some(over.at);
        self.t0.push((over.at, start.t0_ms));
        self.lead = start.crew.first().cloned();
        self.enter(over.entry.at_ms);
        Ok(())
    }

    /// The stage in hand is entered when nothing stands before it any more.
    fn enter(&mut self, at_ms: i64) {
        if let (Some(leg), Some(_)) = (self.current(), self.started) {
            self.gates[leg.index()].entered_ms.get_or_insert(at_ms);
        }
    }

    fn tell(&mut self, over: Over<'_>, item: Id, kinds: &[Kind]) -> Result<(), Stray> {
        let item = item_of(over, item)?;
        if !kinds.contains(&over.plan.item(item).kind) {
            return Err(Stray::WrongKind);
        }
        self.rows[item.index()].hear(over.at, over.journal);
        Ok(())
    }

    fn pass(&mut self, over: Over<'_>, stage: Id, seat: &Seat) -> Result<(), Stray> {
        let leg = leg(over, stage)?;
        if self.gate(leg).is_behind() {
            return Err(Stray::Again);
        }
        let asked = usize::from(self.people_asked(leg, over.journal));
        let look = gate::Look { plan: over.plan, course: over.course, journal: over.journal };
        let mut missing = look.missing(self, leg, over.entry.at_ms);
        // The plan as it was then may not have asked for what nobody ever spoke of.
        let of_old = |it: &gate::Missing| {
            over.at < self.amended_at
                && matches!(it, gate::Missing::Item(item, _) if self.row(*item).tellings.is_empty())
        };
        let waived = missing.len();
        missing.retain(|it| !of_old(it));
        let waived = missing.len() < waived;
        let again = gate::has_answered(look, self, leg, seat);
        let gate = &mut self.gates[leg.index()];
        if !missing.is_empty() || again || seat.name.trim().is_empty() {
            gate.contested.push(over.at);
            return Err(Stray::GateShut);
        }
        gate.passes.push(over.at);
        if gate.passes.len() >= asked {
            (gate.opened, gate.by_earlier_plan) = (Some(over.at), waived);
            self.enter(over.entry.at_ms);
        }
        Ok(())
    }

    fn override_gate(&mut self, over: Over<'_>, stage: Id, said: bool) -> Result<(), Stray> {
        let leg = leg(over, stage)?;
        let is_next = self.current() == Some(leg) && self.started.is_some();
        let going_back = self.back().or(self.is_back()).is_some();
        let gate = &mut self.gates[leg.index()];
        if gate.is_behind() {
            return Err(Stray::Again);
        }
        if !is_next || going_back || !said {
            gate.contested.push(over.at);
            return Err(Stray::GateShut);
        }
        (gate.opened, gate.overridden) = (Some(over.at), true);
        self.enter(over.entry.at_ms);
        Ok(())
    }

    fn leave_out(&mut self, over: Over<'_>, stage: Id) -> Result<(), Stray> {
        let leg = leg(over, stage)?;
        let gate = &mut self.gates[leg.index()];
        if gate.is_behind() {
            return Err(Stray::Again);
        }
        if self.started.is_none() {
            return Err(Stray::GateShut);
        }
        gate.left_out = Some(over.at);
        self.enter(over.entry.at_ms);
        Ok(())
    }

    /// The plan is another one now. Gates that were passed before stay behind us though this plan
    /// asks for more there: what was told so far is added up once more with that in mind.
    fn amend(&mut self, over: Over<'_>) -> Result<(), Stray> {
        let is_shut = self.strays.iter().any(|(_, stray)| *stray == Stray::GateShut);
        if is_shut && self.amended_at <= over.at {
            *self = Self { amended_at: over.at, ..Self::new(over.plan, over.course) };
            for at in 0..over.at as usize {
                self.apply(over.plan, over.course, over.journal, at);
            }
            self.folded = over.at as usize + 1;
            self.places.entry(over.entry.name()).or_insert(over.at);
        }
        push(&mut self.amended, over.at)
    }

    fn hold(&mut self, over: Over<'_>) -> Result<(), Stray> {
        let resumes = over.entry.event == Event::Resumed;
        match (self.holds.last_mut(), resumes) {
            (Some((_, ended)), true) if ended.is_none() => *ended = Some(over.at),
            (_, true) | (Some((_, None)), false) => return Err(Stray::Again),
            (_, false) => self.holds.push((over.at, None)),
        }
        Ok(())
    }

    fn go_back(&mut self, over: Over<'_>) -> Result<(), Stray> {
        match &over.entry.event {
            Event::RollbackStarted { cause, .. } => {
                if self.back().is_some() {
                    return Err(Stray::Again);
                }
                let cause = cause.and_then(|cause| over.course.item_by_id(cause));
                let during = self.current();
                self.backs.push(Back { began: over.at, cause, during, finished: None });
                let ways = over.course.ways.iter().flat_map(|way| &way.items);
                ways.for_each(|item| self.rows[item.index()].begin_again());
            }
            Event::RollbackFinished { restored, .. } => {
                let last = self.backs.last_mut().filter(|back| back.finished.is_none());
                last.ok_or(Stray::NoWayBack)?.finished = Some((over.at, *restored));
            }
            Event::Retried { stage, .. } => {
                let from = leg(over, *stage)?;
                if self.is_back().is_none() {
                    return Err(Stray::NoWayBack);
                }
                self.retry(over, from);
            }
            _ => {}
        }
        Ok(())
    }

    /// From this leg on everything is open again; the gates before it stay behind us.
    fn retry(&mut self, over: Over<'_>, from: LegIx) {
        self.retries.push((over.at, from));
        for (leg, it) in over.course.each_leg().filter(|(leg, _)| *leg >= from) {
            it.items.iter().for_each(|item| self.rows[item.index()].begin_again());
            let gate = std::mem::take(&mut self.gates[leg.index()]);
            // What was settled for the whole run holds for this attempt too.
            let (asked, left_out) = (gate.asked, gate.left_out);
            self.gates[leg.index()] = Gate { asked, left_out, ..Gate::default() };
        }
        for watched in &over.course.watched {
            self.rows[watched.item.index()].begin_again();
        }
        self.enter(over.entry.at_ms);
    }

    fn end(&mut self, over: Over<'_>, abandoned: bool) -> Result<(), Stray> {
        if self.end.is_some() {
            return Err(Stray::Again);
        }
        self.end = Some(End { at: over.at, abandoned });
        Ok(())
    }

    fn sign(&mut self, over: Over<'_>, seat: &Seat) -> Result<(), Stray> {
        if self.is_signed(over.journal, seat) {
            return Err(Stray::Again);
        }
        push(&mut self.signed, over.at)
    }
}

const ANY: [Kind; 6] =
    [Kind::Step, Kind::Go, Kind::Abort, Kind::Rollback, Kind::Artefact, Kind::Note];

impl Over<'_> {
    /// Whether whoever wrote the entry knew of an earlier one.
    pub(super) fn knew(self, at: At) -> bool {
        self.entry.knew(self.journal.entries()[at as usize].name())
    }
}

pub(super) fn item_of(over: Over<'_>, id: Id) -> Result<ItemIx, Stray> {
    over.course.item_by_id(id).ok_or(Stray::NoItem(id))
}

fn leg(over: Over<'_>, id: Id) -> Result<LegIx, Stray> {
    over.course.leg_by_id(id).ok_or(Stray::NoStage(id))
}

#[expect(clippy::unnecessary_wraps, reason = "it ends an arm that may fail elsewhere")]
fn push<T>(list: &mut Vec<T>, value: T) -> Result<(), Stray> {
    list.push(value);
    Ok(())
}
