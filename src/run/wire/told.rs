//! Events as JSON, each field in its place.

use super::form::{hex, object};
use crate::plan::Id;
use crate::run::event::{
    Answer, Event, Evidence, Mark, Mode, Observed, Seat, Source, Start, Until, Words,
};
use crate::run::zone::ZoneRule;
use serde_json::{Map, Value};

pub(super) type Fields = Map<String, Value>;

/// An event as JSON.
pub(super) fn value(event: &Event) -> Value {
    let fields = match event {
        Event::Started(start) => return Value::Object(started(start)),
        Event::Ticked { .. }
        | Event::Unticked { .. }
        | Event::Marked { .. }
        | Event::Noted { .. }
        | Event::Evidenced { .. }
        | Event::Answered { .. }
        | Event::Criticised { .. }
        | Event::ObligationClosed { .. } => of_item(event),
        Event::Tripped { .. } | Event::Dismissed { .. } | Event::Recovered { .. } => watched(event),
        Event::Unknown { kind: name, .. } => object([("kind", (&**name).into())]),
        Event::GatePassed { .. }
        | Event::GateOverridden { .. }
        | Event::GateRefused { .. }
        | Event::GateAsked { .. }
        | Event::StageLeftOut { .. } => at_gate(event),
        Event::Held { .. }
        | Event::Resumed
        | Event::RollbackStarted { .. }
        | Event::RollbackFinished { .. }
        | Event::Retried { .. }
        | Event::T0Moved { .. }
        | Event::HandedOver { .. }
        | Event::PlanAmended { .. }
        | Event::Finished { .. }
        | Event::Abandoned { .. }
        | Event::SignedOff(_)
        | Event::Undone { .. }
        | Event::ClockJumped { .. }
        | Event::MeasuringGap { .. } => of_run(event),
    };
    Value::Object(fields)
}

/// What is said of an item.
fn of_item(event: &Event) -> Fields {
    let said = |words: &Words| told_words(words);
    let id = |id: &Id| Value::String(id.to_string());
    match event {
        Event::Ticked { item } => object([kind("ticked"), ("item", id(item))]),
        Event::Unticked { item } => object([kind("unticked"), ("item", id(item))]),
        Event::Marked { item, mark, reason } => object([
            kind("marked"),
            ("item", id(item)),
            ("mark", name(*mark, MARKS)),
            ("reason", said(reason)),
        ]),
        Event::Noted { item, text } => {
            object([kind("noted"), ("item", maybe(item.as_ref(), id)), ("text", said(text))])
        }
        Event::Evidenced { item, evidence } => {
            let (form, proof) = match evidence {
                Evidence::Link(words) => ("link", said(words)),
                Evidence::Text(words) => ("text", said(words)),
                Evidence::Value(seen) => ("value", observed(seen)),
            };
            object([kind("evidenced"), ("item", id(item)), ("form", form.into()), ("proof", proof)])
        }
        Event::Answered { item, answer, observed: seen, source } => object([
            kind("answered"),
            ("item", id(item)),
            ("answer", name(*answer, ANSWERS)),
            ("observed", maybe(seen.as_ref(), observed)),
            ("source", told_source(source)),
        ]),
        Event::Criticised { item, critical } => {
            object([kind("criticised"), ("item", id(item)), ("critical", (*critical).into())])
        }
        Event::ObligationClosed { item, reason } => {
            object([kind("obligation-closed"), ("item", id(item)), ("reason", said(reason))])
        }
        _ => Fields::new(),
    }
}

/// What is said of a rollback criterion.
fn watched(event: &Event) -> Fields {
    let id = |id: &Id| Value::String(id.to_string());
    match event {
        Event::Tripped { item, observed: seen, source } => object([
            kind("tripped"),
            ("item", id(item)),
            ("observed", maybe(seen.as_ref(), observed)),
            ("source", told_source(source)),
        ]),
        Event::Dismissed { item, reason, until } => {
            let until_ms = match until {
                Until::Worse => Value::Null,
                Until::At(at_ms) => Value::from(*at_ms),
            };
            object([
                kind("dismissed"),
                ("item", id(item)),
                ("reason", told_words(reason)),
                ("until_ms", until_ms),
            ])
        }
        Event::Recovered { item, observed: seen } => object([
            kind("recovered"),
            ("item", id(item)),
            ("observed", maybe(seen.as_ref(), observed)),
        ]),
        _ => Fields::new(),
    }
}

/// What is said at a gate.
fn at_gate(event: &Event) -> Fields {
    let id = |id: &Id| Value::String(id.to_string());
    match event {
        Event::GatePassed { stage, seat } => {
            object([kind("gate-passed"), ("stage", id(stage)), ("seat", told_seat(seat))])
        }
        Event::GateOverridden { stage, seat, reason } => object([
            kind("gate-overridden"),
            ("stage", id(stage)),
            ("seat", told_seat(seat)),
            ("reason", told_words(reason)),
        ]),
        Event::GateRefused { stage, seat, reason } => object([
            kind("gate-refused"),
            ("stage", id(stage)),
            ("seat", told_seat(seat)),
            ("reason", told_words(reason)),
        ]),
        Event::GateAsked { stage, people } => {
            object([kind("gate-asked"), ("stage", id(stage)), ("people", (*people).into())])
        }
        Event::StageLeftOut { stage, reason } => {
            object([kind("stage-left-out"), ("stage", id(stage)), ("reason", told_words(reason))])
        }
        _ => Fields::new(),
    }
}

/// What is said of the run as a whole.
fn of_run(event: &Event) -> Fields {
    let id = |id: &Id| Value::String(id.to_string());
    let said = |words: &Words| told_words(words);
    match event {
        Event::Held { reason } => object([kind("held"), ("reason", said(reason))]),
        Event::Resumed => object([kind("resumed")]),
        Event::RollbackStarted { cause, seat, reason } => object([
            kind("rollback-started"),
            ("cause", maybe(cause.as_ref(), id)),
            ("seat", told_seat(seat)),
            ("reason", said(reason)),
        ]),
        Event::RollbackFinished { restored, reason } => object([
            kind("rollback-finished"),
            ("restored", (*restored).into()),
            ("reason", said(reason)),
        ]),
        Event::Retried { stage, reason } => {
            object([kind("retried"), ("stage", id(stage)), ("reason", said(reason))])
        }
        Event::T0Moved { t0_ms, reason } => {
            object([kind("t0-moved"), ("t0_ms", (*t0_ms).into()), ("reason", said(reason))])
        }
        Event::HandedOver { seat } => object([kind("handed-over"), ("seat", told_seat(seat))]),
        Event::PlanAmended { plan, reason } => object([
            kind("plan-amended"),
            ("plan", Value::String(plan.to_string())),
            ("reason", said(reason)),
        ]),
        Event::Finished { reason } => object([kind("finished"), ("reason", said(reason))]),
        Event::Abandoned { reason } => object([kind("abandoned"), ("reason", said(reason))]),
        Event::SignedOff(sign) => object([
            kind("signed-off"),
            ("seat", told_seat(&sign.seat)),
            ("statement", said(&sign.statement)),
            ("seal", Value::String(sign.seal.to_string())),
            ("envelope", maybe(sign.envelope.as_ref(), |it| Value::from(&**it))),
        ]),
        Event::Undone { entry } => {
            object([kind("undone"), ("actor", hex(entry.actor.0)), ("seq", entry.seq.into())])
        }
        Event::ClockJumped { by_ms, slept } => {
            object([kind("clock-jumped"), ("by_ms", (*by_ms).into()), ("slept", (*slept).into())])
        }
        Event::MeasuringGap { signal, from_ms, to_ms } => object([
            kind("measuring-gap"),
            ("signal", said(signal)),
            ("from_ms", (*from_ms).into()),
            ("to_ms", (*to_ms).into()),
        ]),
        _ => Fields::new(),
    }
}

fn started(start: &Start) -> Fields {
    object([
        kind("started"),
        ("plan", Value::String(start.plan.to_string())),
        ("plan_name", (&*start.plan_name).into()),
        ("mode", name(start.mode, MODES)),
        ("t0_ms", start.t0_ms.into()),
        ("zone", told_zone(&start.zone)),
        ("zones", start.zones.iter().map(told_zone).collect()),
        ("version", (&*start.version).into()),
        ("environment", (&*start.environment).into()),
        ("base", maybe(start.base.as_ref(), |it| Value::from(&**it))),
        ("crew", start.crew.iter().map(told_seat).collect()),
        ("gate_people", start.gate_people.into()),
    ])
}

/// Visits every free text of an event, in the order in which it is written.
pub(super) fn words(event: &mut Event, visit: &mut dyn FnMut(&mut Words)) {
    let seen = |seen: &mut Option<Observed>, visit: &mut dyn FnMut(&mut Words)| {
        if let Some(seen) = seen {
            visit(&mut seen.text);
        }
    };
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
        | Event::Abandoned { reason } => visit(reason),
        Event::Noted { text, .. } => visit(text),
        Event::Evidenced { evidence, .. } => match evidence {
            Evidence::Link(words) | Evidence::Text(words) => visit(words),
            Evidence::Value(seen) => visit(&mut seen.text),
        },
        Event::Answered { observed, source, .. } | Event::Tripped { observed, source, .. } => {
            seen(observed, visit);
            if let Source::Measured(signal) = source {
                visit(signal);
            }
        }
        Event::Recovered { observed, .. } => seen(observed, visit),
        Event::SignedOff(sign) => visit(&mut sign.statement),
        Event::MeasuringGap { signal, .. } => visit(signal),
        Event::Started(_)
        | Event::Ticked { .. }
        | Event::Unticked { .. }
        | Event::GatePassed { .. }
        | Event::GateAsked { .. }
        | Event::Resumed
        | Event::HandedOver { .. }
        | Event::Criticised { .. }
        | Event::Undone { .. }
        | Event::ClockJumped { .. }
        | Event::Unknown { .. } => {}
    }
}

pub(super) const MARKS: &[(&str, Mark)] = &[
    ("skipped", Mark::Skipped),
    ("not-applicable", Mark::NotApplicable),
    ("blocked", Mark::Blocked),
    ("failed", Mark::Failed),
];
pub(super) const ANSWERS: &[(&str, Answer)] =
    &[("yes", Answer::Yes), ("no", Answer::No), ("not-applicable", Answer::NotApplicable)];
pub(super) const MODES: &[(&str, Mode)] = &[("rehearsal", Mode::Rehearsal), ("real", Mode::Real)];

fn kind(name: &'static str) -> (&'static str, Value) {
    ("kind", Value::from(name))
}

/// The name of one of a few.
fn name<T: Copy + PartialEq>(of: T, names: &[(&'static str, T)]) -> Value {
    let found = names.iter().find(|(_, it)| *it == of);
    found.map_or(Value::Null, |(name, _)| Value::from(*name))
}

fn maybe<T>(value: Option<T>, of: impl Fn(T) -> Value) -> Value {
    value.map_or(Value::Null, of)
}

fn told_words(words: &Words) -> Value {
    let said = ("said", Value::from(&*words.text));
    Value::Object(match words.masked {
        Some(digest) => object([said, ("sha256", Value::String(digest.to_string()))]),
        None => object([said]),
    })
}

fn observed(seen: &Observed) -> Value {
    let number = seen.number.filter(|number| number.is_finite());
    Value::Object(object([
        ("text", told_words(&seen.text)),
        ("number", maybe(number, Value::from)),
    ]))
}

fn told_source(source: &Source) -> Value {
    match source {
        Source::Attested => "attested".into(),
        Source::Plan => "plan".into(),
        Source::Measured(signal) => Value::Object(object([("measured", told_words(signal))])),
    }
}

fn told_seat(seat: &Seat) -> Value {
    Value::Object(object([("name", (&*seat.name).into()), ("role", (&*seat.role).into())]))
}

fn told_zone(zone: &ZoneRule) -> Value {
    let changes = zone.changes.iter();
    Value::Object(object([
        ("name", (&*zone.name).into()),
        ("offset_min", zone.offset_min.into()),
        ("changes", changes.map(|(at_ms, to)| Value::from(vec![*at_ms, i64::from(*to)])).collect()),
    ]))
}
