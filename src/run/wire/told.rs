//! Events as JSON, each field in its place. What this writes `heard` reads.

use super::ink::Ink;
use crate::run::event::{
    Answer, Event, Evidence, Mark, Mode, Observed, Seat, Source, Start, Until,
};
use crate::run::zone::ZoneRule;

pub(super) const MARKS: &[(&str, Mark)] = &[
    ("skipped", Mark::Skipped),
    ("not-applicable", Mark::NotApplicable),
    ("blocked", Mark::Blocked),
    ("failed", Mark::Failed),
];
pub(super) const ANSWERS: &[(&str, Answer)] =
    &[("yes", Answer::Yes), ("no", Answer::No), ("not-applicable", Answer::NotApplicable)];
pub(super) const MODES: &[(&str, Mode)] = &[("rehearsal", Mode::Rehearsal), ("real", Mode::Real)];

/// What an event is called. Names are for ever: journals hold them.
fn kind(event: &Event) -> &str {
    match event {
        Event::Started(_) => "started",
        Event::Ticked { .. } => "ticked",
        Event::Unticked { .. } => "unticked",
        Event::Marked { .. } => "marked",
        Event::Noted { .. } => "noted",
        Event::Evidenced { .. } => "evidenced",
        Event::Answered { .. } => "answered",
        Event::GatePassed { .. } => "gate-passed",
        Event::GateOverridden { .. } => "gate-overridden",
        Event::GateRefused { .. } => "gate-refused",
        Event::GateAsked { .. } => "gate-asked",
        Event::StageLeftOut { .. } => "stage-left-out",
        Event::Held { .. } => "held",
        Event::Resumed => "resumed",
        Event::Tripped { .. } => "tripped",
        Event::Dismissed { .. } => "dismissed",
        Event::Recovered { .. } => "recovered",
        Event::RollbackStarted { .. } => "rollback-started",
        Event::RollbackFinished { .. } => "rollback-finished",
        Event::Retried { .. } => "retried",
        Event::T0Moved { .. } => "t0-moved",
        Event::HandedOver { .. } => "handed-over",
        Event::PlanAmended { .. } => "plan-amended",
        Event::Criticised { .. } => "criticised",
        Event::ObligationClosed { .. } => "obligation-closed",
        Event::Finished { .. } => "finished",
        Event::Abandoned { .. } => "abandoned",
        Event::SignedOff(_) => "signed-off",
        Event::Undone { .. } => "undone",
        Event::ClockJumped { .. } => "clock-jumped",
        Event::MeasuringGap { .. } => "measuring-gap",
        Event::Unknown { kind, .. } => kind,
    }
}

/// Writes an event that this version knows; of another only its name.
pub(super) fn event(ink: &mut Ink, event: &Event) {
    ink.text("kind", kind(event));
    match event {
        Event::Started(start) => started(ink, start),
        Event::Ticked { item } | Event::Unticked { item } => ink.quoted("item", item),
        Event::Marked { item, mark, reason } => {
            ink.quoted("item", item).quoted("mark", name(*mark, MARKS)).words("reason", reason)
        }
        Event::Noted { item, text } => ink.maybe("item", *item, quoted).words("text", text),
        Event::Evidenced { item, evidence } => proof(ink.quoted("item", item), evidence),
        Event::Answered { item, answer, observed, source } => {
            ink.quoted("item", item).quoted("answer", name(*answer, ANSWERS));
            told_source(seen(ink, observed.as_ref()), source)
        }
        Event::Tripped { item, observed, source } => {
            told_source(seen(ink.quoted("item", item), observed.as_ref()), source)
        }
        Event::Recovered { item, observed } => seen(ink.quoted("item", item), observed.as_ref()),
        Event::Dismissed { item, reason, until } => {
            ink.quoted("item", item).words("reason", reason).maybe("until_ms", at_ms(*until), plain)
        }
        Event::Criticised { item, critical } => {
            ink.quoted("item", item).plain("critical", critical)
        }
        Event::ObligationClosed { item, reason } => {
            ink.quoted("item", item).words("reason", reason)
        }
        Event::GatePassed { stage, seat } => seated(ink.quoted("stage", stage), seat),
        Event::GateOverridden { stage, seat, reason }
        | Event::GateRefused { stage, seat, reason } => {
            seated(ink.quoted("stage", stage), seat).words("reason", reason)
        }
        Event::GateAsked { stage, people } => ink.quoted("stage", stage).plain("people", people),
        Event::StageLeftOut { stage, reason } | Event::Retried { stage, reason } => {
            ink.quoted("stage", stage).words("reason", reason)
        }
        Event::Held { reason } | Event::Finished { reason } | Event::Abandoned { reason } => {
            ink.words("reason", reason)
        }
        Event::RollbackStarted { cause, seat, reason } => {
            seated(ink.maybe("cause", *cause, quoted), seat).words("reason", reason)
        }
        Event::RollbackFinished { restored, reason } => {
            ink.plain("restored", restored).words("reason", reason)
        }
        Event::T0Moved { t0_ms, reason } => ink.plain("t0_ms", t0_ms).words("reason", reason),
        Event::HandedOver { seat } => seated(ink, seat),
        Event::PlanAmended { plan, reason } => ink.quoted("plan", plan).words("reason", reason),
        Event::SignedOff(sign) => seated(ink, &sign.seat)
            .words("statement", &sign.statement)
            .quoted("seal", sign.seal)
            .maybe("envelope", sign.envelope.as_deref(), text),
        Event::Undone { entry } => ink.hex("actor", entry.actor.0).plain("seq", entry.seq),
        Event::ClockJumped { by_ms, slept } => ink.plain("by_ms", by_ms).plain("slept", slept),
        Event::MeasuringGap { signal, from_ms, to_ms } => {
            ink.words("signal", signal).plain("from_ms", from_ms).plain("to_ms", to_ms)
        }
        Event::Resumed | Event::Unknown { .. } => ink,
    };
}

fn started<'i>(ink: &'i mut Ink, start: &Start) -> &'i mut Ink {
    ink.quoted("plan", start.plan)
        .text("plan_name", &start.plan_name)
        .quoted("mode", name(start.mode, MODES))
        .plain("t0_ms", start.t0_ms)
        .object("zone", |ink| zone(ink, &start.zone))
        .list("zones", &start.zones, |ink, rule| {
            zone(ink.raw("{"), rule);
            ink.raw("}");
        })
        .text("version", &start.version)
        .text("environment", &start.environment)
        .maybe("base", start.base.as_deref(), text)
        .list("crew", &start.crew, |ink, person| {
            seat(ink.raw("{"), person);
            ink.raw("}");
        })
        .plain("gate_people", start.gate_people)
}

fn zone(ink: &mut Ink, rule: &ZoneRule) {
    let changes = |ink: &mut Ink, (at_ms, to_min): &(i64, i16)| {
        ink.raw(&format!("[{at_ms},{to_min}]"));
    };
    ink.text("name", &rule.name).plain("offset_min", rule.offset_min).list(
        "changes",
        &rule.changes,
        changes,
    );
}

fn seat(ink: &mut Ink, seat: &Seat) {
    ink.text("name", &seat.name).text("role", &seat.role);
}

fn seated<'i>(ink: &'i mut Ink, person: &Seat) -> &'i mut Ink {
    ink.object("seat", |ink| seat(ink, person))
}

fn proof<'i>(ink: &'i mut Ink, evidence: &Evidence) -> &'i mut Ink {
    match evidence {
        Evidence::Link(words) => ink.quoted("form", "link").words("proof", words),
        Evidence::Text(words) => ink.quoted("form", "text").words("proof", words),
        Evidence::Value(seen) => {
            ink.quoted("form", "value").object("proof", |ink| observed(ink, seen))
        }
    }
}

fn observed(ink: &mut Ink, seen: &Observed) {
    ink.words("text", &seen.text).real("number", seen.number);
}

fn seen<'i>(ink: &'i mut Ink, value: Option<&Observed>) -> &'i mut Ink {
    ink.maybe("observed", value, |ink, name, value| {
        ink.object(name, |ink| observed(ink, value));
    })
}

fn told_source<'i>(ink: &'i mut Ink, source: &Source) -> &'i mut Ink {
    match source {
        Source::Attested => ink.quoted("source", "attested"),
        Source::Plan => ink.quoted("source", "plan"),
        Source::Measured(signal) => ink.object("source", |ink| {
            ink.words("measured", signal);
        }),
    }
}

fn at_ms(until: Until) -> Option<i64> {
    match until {
        Until::Worse => None,
        Until::At(at_ms) => Some(at_ms),
    }
}

/// The name of one of a few.
fn name<T: Copy + PartialEq>(of: T, names: &[(&'static str, T)]) -> &'static str {
    names.iter().find(|(_, it)| *it == of).map_or("", |(name, _)| name)
}

fn quoted(ink: &mut Ink, name: &str, value: impl std::fmt::Display) {
    ink.quoted(name, value);
}

fn plain(ink: &mut Ink, name: &str, value: impl std::fmt::Display) {
    ink.plain(name, value);
}

fn text(ink: &mut Ink, name: &str, value: &str) {
    ink.text(name, value);
}
