//! One entry onto where the run stands.

use super::{At, Back, End, Progress, Stray};
use crate::plan::{Id, ItemIx, Kind, Plan};
use crate::run::course::{Course, LegIx};
use crate::run::event::{Event, Seat};
use crate::run::gate;
use crate::run::journal::{Entry, EntryRef, Journal};

/// What an entry is folded over.
#[derive(Clone, Copy)]
struct Over<'a> {
    plan: &'a Plan,
    course: &'a Course,
    journal: &'a Journal,
    entry: &'a Entry,
    at: At,
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
        let knew = over.entry.knew(over.journal.entries()[end.at as usize].name());
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
            Event::GateOverridden { stage, .. } => self.override_gate(over, *stage),
            Event::GateRefused { stage, .. } => {
                let leg = leg(over, *stage)?;
                self.gates[leg.index()].refused = Some(over.at);
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
            Event::PlanAmended { .. } => push(&mut self.amended, over.at),
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
        let undone = &self.undone;
        let row = &mut self.rows[item.index()];
        row.hear(over.at, over.journal, |at| undone.contains_key(&at));
        Ok(())
    }

    fn pass(&mut self, over: Over<'_>, stage: Id, seat: &Seat) -> Result<(), Stray> {
        let leg = leg(over, stage)?;
        let asked = usize::from(self.people_asked(leg, over.journal));
        let look = gate::Look { plan: over.plan, course: over.course, journal: over.journal };
        let ready = look.missing(self, leg, over.entry.at_ms).is_empty();
        let again = look.names(self, leg).any(|name| gate::same_name(name, &seat.name));
        let gate = &mut self.gates[leg.index()];
        if !ready || again || gate.is_behind() {
            gate.contested.push(over.at);
            return Err(if gate.is_behind() { Stray::Again } else { Stray::GateShut });
        }
        gate.passes.push(over.at);
        if gate.passes.len() >= asked {
            gate.opened = Some(over.at);
            self.enter(over.entry.at_ms);
        }
        Ok(())
    }

    fn override_gate(&mut self, over: Over<'_>, stage: Id) -> Result<(), Stray> {
        let leg = leg(over, stage)?;
        let is_next = self.current() == Some(leg) && self.started.is_some();
        let going_back = self.back().or(self.is_back()).is_some();
        let gate = &mut self.gates[leg.index()];
        if !is_next || going_back {
            gate.contested.push(over.at);
            return Err(if gate.is_behind() { Stray::Again } else { Stray::GateShut });
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
        gate.left_out = Some(over.at);
        self.enter(over.entry.at_ms);
        Ok(())
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
            let asked = std::mem::take(&mut self.gates[leg.index()].asked);
            self.gates[leg.index()] = super::Gate { asked, ..super::Gate::default() };
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

    /// Whether an entry may be taken back now.
    pub fn can_undo(&self, course: &Course, journal: &Journal, entry: EntryRef) -> bool {
        let Some(target) = self.place(entry) else { return false };
        if self.undone.contains_key(&target) {
            return false;
        }
        let event = &journal.entries()[target as usize].event;
        match event.item() {
            Some(item) => course.item_by_id(item).is_some() && self.end.is_none(),
            // Seldom asked, and a try on a copy cannot disagree with the deed.
            None => self.clone().take_back(course, target, event),
        }
    }

    /// Takes an entry back, from here on.
    fn undo(&mut self, over: Over<'_>, entry: EntryRef) -> Result<(), Stray> {
        let target = self.place(entry).filter(|at| *at < over.at).ok_or(Stray::CannotUndo)?;
        if self.undone.contains_key(&target) {
            return Err(Stray::Again);
        }
        let event = &over.journal.entries()[target as usize].event;
        if let Some(item) = event.item() {
            let item = item_of(over, item)?;
            self.undone.insert(target, over.at);
            let undone = &self.undone;
            self.rows[item.index()].settle(over.journal, |at| undone.contains_key(&at));
            return Ok(());
        }
        if !self.take_back(over.course, target, event) {
            return Err(Stray::CannotUndo);
        }
        self.undone.insert(target, over.at);
        Ok(())
    }

    /// Takes back what was said of the run as a whole, where that can be; false where it cannot.
    fn take_back(&mut self, course: &Course, target: At, event: &Event) -> bool {
        match event {
            Event::Noted { .. } => remove(&mut self.notes, |at| *at == target),
            Event::Held { .. } => remove(&mut self.holds, |(held, _)| *held == target),
            Event::Resumed => {
                let last = self.holds.last_mut().filter(|(_, ended)| *ended == Some(target));
                last.map(|(_, ended)| *ended = None).is_some()
            }
            Event::T0Moved { .. } => remove(&mut self.t0, |(at, _)| *at == target),
            Event::ObligationClosed { .. } => {
                let before = self.closed.len();
                self.closed.retain(|_, at| *at != target);
                self.closed.len() < before
            }
            Event::GatePassed { stage, .. }
            | Event::GateOverridden { stage, .. }
            | Event::GateRefused { stage, .. }
            | Event::GateAsked { stage, .. }
            | Event::StageLeftOut { stage, .. } => {
                course.leg_by_id(*stage).is_some_and(|leg| self.reopen(leg, target))
            }
            _ => false,
        }
    }

    /// Takes back what was said at a gate, as long as no later gate is behind us.
    fn reopen(&mut self, leg: LegIx, target: At) -> bool {
        let later = &self.gates[leg.index() + 1..];
        let went_on = later.iter().any(|gate| !gate.passes.is_empty() || gate.opened.is_some());
        let gate = &mut self.gates[leg.index()];
        if remove(&mut gate.asked, |(at, _)| *at == target) {
            return true;
        }
        if gate.refused == Some(target) {
            gate.refused = None;
            return true;
        }
        if went_on || self.backs.last().is_some_and(|back| back.began > target) {
            return false;
        }
        let passed = remove(&mut gate.passes, |at| *at == target);
        let opened = gate.opened == Some(target) || (passed && gate.opened.is_some());
        if opened {
            (gate.opened, gate.overridden) = (None, false);
        }
        let left_out = gate.left_out == Some(target);
        if left_out {
            gate.left_out = None;
        }
        if opened || left_out {
            self.gates[leg.index() + 1..].iter_mut().for_each(|gate| gate.entered_ms = None);
        }
        passed || opened || left_out
    }
}

const ANY: [Kind; 6] =
    [Kind::Step, Kind::Go, Kind::Abort, Kind::Rollback, Kind::Artefact, Kind::Note];

/// One seat has one name under the run: the role's where there is one, else the person's.
pub fn same_seat(one: &Seat, other: &Seat) -> bool {
    if one.role.is_empty() && other.role.is_empty() {
        return gate::same_name(&one.name, &other.name);
    }
    gate::same_name(&one.role, &other.role)
}

fn item_of(over: Over<'_>, id: Id) -> Result<ItemIx, Stray> {
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

/// Removes what fits; true if anything did.
fn remove<T>(list: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> bool {
    let before = list.len();
    list.retain(|value| !fits(value));
    list.len() < before
}
