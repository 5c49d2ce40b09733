//! Taking back: what an entry did, undone from the moment it is said.

use super::apply::{Over, item_of};
use super::{At, Progress, Stray};
use crate::run::course::{Course, LegIx};
use crate::run::event::Event;
use crate::run::journal::{EntryRef, Journal};

impl Progress {
    /// Whether an entry may be taken back now.
    pub fn can_undo(&self, course: &Course, journal: &Journal, entry: EntryRef) -> bool {
        let Some(target) = self.place(entry) else { return false };
        if self.undone.contains_key(&target) {
            return false;
        }
        let event = &journal.entries()[target as usize].event;
        if self.end.is_some() && !outlives_the_end(event) {
            return false;
        }
        match event.item() {
            Some(item) => course
                .item_by_id(item)
                .is_some_and(|item| !self.row(item).is_of_old(target, journal)),
            // Seldom asked, and a try on a copy cannot disagree with the deed.
            None => self.without_rows().take_back(course, target, event),
        }
    }

    /// A copy of what is known of the run as a whole: rows are many, and taking back what was said of
    /// the whole leaves them alone.
    fn without_rows(&self) -> Self {
        Self {
            gates: self.gates.clone(),
            t0: self.t0.clone(),
            holds: self.holds.clone(),
            backs: self.backs.clone(),
            closed: self.closed.clone(),
            notes: self.notes.clone(),
            signed: self.signed.clone(),
            end: self.end,
            ..Self::default()
        }
    }

    /// Takes an entry back, from here on.
    pub(super) fn undo(&mut self, over: Over<'_>, entry: EntryRef) -> Result<(), Stray> {
        let target = self.place(entry).filter(|at| *at < over.at).ok_or(Stray::CannotUndo)?;
        if self.undone.contains_key(&target) {
            return Err(Stray::Again);
        }
        let event = &over.journal.entries()[target as usize].event;
        if self.end.is_some_and(|end| over.knew(end.at)) && !outlives_the_end(event) {
            return Err(Stray::AfterEnd);
        }
        if let Some(item) = event.item() {
            let item = item_of(over, item)?;
            if self.row(item).is_of_old(target, over.journal) {
                return Err(Stray::CannotUndo);
            }
            self.undone.insert(target, over.at);
            self.rows[item.index()].unhear(target, over.journal);
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
            // A run that ended by a slip goes on, as long as nobody put a name under it.
            Event::Finished { .. } | Event::Abandoned { .. } => {
                let slipped = self.end.is_some_and(|end| end.at == target);
                let may = slipped && self.signed.is_empty();
                if may {
                    self.end = None;
                }
                may
            }
            Event::Started(_)
            | Event::Ticked { .. }
            | Event::Unticked { .. }
            | Event::Marked { .. }
            | Event::Evidenced { .. }
            | Event::Answered { .. }
            | Event::Tripped { .. }
            | Event::Dismissed { .. }
            | Event::Recovered { .. }
            | Event::Criticised { .. }
            | Event::RollbackStarted { .. }
            | Event::RollbackFinished { .. }
            | Event::Retried { .. }
            | Event::HandedOver { .. }
            | Event::PlanAmended { .. }
            | Event::SignedOff(_)
            | Event::Undone { .. }
            | Event::ClockJumped { .. }
            | Event::MeasuringGap { .. }
            | Event::Unknown { .. } => false,
        }
    }

    /// Takes back what was said at a gate, as long as no later gate is behind us.
    fn reopen(&mut self, leg: LegIx, target: At) -> bool {
        let later = &self.gates[leg.index() + 1..];
        let went_on = later.iter().any(|gate| !gate.passes.is_empty() || gate.opened.is_some());
        let is_back = self.backs.last().is_some_and(|back| back.began > target);
        let gate = &mut self.gates[leg.index()];
        if remove(&mut gate.asked, |(at, _)| *at == target) {
            return true;
        }
        if gate.refused == Some(target) {
            return gate.unrefuse();
        }
        if went_on {
            return false;
        }
        let left_out = gate.left_out == Some(target);
        if left_out {
            gate.left_out = None;
        }
        let passed = !is_back && remove(&mut gate.passes, |at| *at == target);
        let by_passes = passed && gate.opened.is_some() && !gate.overridden;
        let opened = !is_back && (gate.opened == Some(target) || by_passes);
        if opened {
            (gate.opened, gate.overridden, gate.by_earlier_plan) = (None, false, false);
        }
        if opened || left_out {
            self.gates[leg.index() + 1..].iter_mut().for_each(|gate| gate.entered_ms = None);
        }
        passed || opened || left_out
    }
}

/// Words may be taken back behind the end too, and so may the end.
fn outlives_the_end(event: &Event) -> bool {
    matches!(
        event,
        Event::Noted { .. }
            | Event::Evidenced { .. }
            | Event::ObligationClosed { .. }
            | Event::Finished { .. }
            | Event::Abandoned { .. }
    )
}

/// Removes what fits; true if anything did.
fn remove<T>(list: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> bool {
    let before = list.len();
    list.retain(|value| !fits(value));
    list.len() < before
}
