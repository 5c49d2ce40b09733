//! Events out of JSON. What `told` writes this reads; what it does not know it leaves alone.

use super::form::{Get, digest, number};
use super::told::{ANSWERS, Fields, MARKS, MODES};
use crate::plan::Id;
use crate::run::event::{Event, Evidence, Observed, Seat, SignOff, Source, Start, Until, Words};
use crate::run::journal::{Actor, EntryRef};
use crate::run::zone::ZoneRule;
use serde_json::Value;

/// The event of some JSON; what is not known is unknown, and `wire` keeps the whole line of it.
pub(super) fn event(value: &Value) -> Event {
    let unknown = || Event::Unknown { kind: Box::default(), json: Box::default() };
    value.as_object().and_then(read).unwrap_or_else(unknown)
}

fn read(fields: &Fields) -> Option<Event> {
    let item = || id(fields, "item");
    let reason = || words_of(fields, "reason");
    let seen = || optional(fields, "observed", read_observed);
    let source = || read_source(fields.get("source")?);
    let flag = |name: &str| fields.get(name)?.as_bool();
    Some(match fields.text("kind").ok()? {
        "started" => Event::Started(Box::new(read_start(fields)?)),
        "ticked" => Event::Ticked { item: item()? },
        "unticked" => Event::Unticked { item: item()? },
        "marked" => {
            Event::Marked { item: item()?, mark: named(fields, "mark", MARKS)?, reason: reason()? }
        }
        "noted" => Event::Noted {
            item: optional(fields, "item", |it| it.as_str()?.parse().ok())?,
            text: words_of(fields, "text")?,
        },
        "evidenced" => Event::Evidenced { item: item()?, evidence: read_evidence(fields)? },
        "answered" => Event::Answered {
            item: item()?,
            answer: named(fields, "answer", ANSWERS)?,
            observed: seen()?,
            source: source()?,
        },
        "tripped" => Event::Tripped { item: item()?, observed: seen()?, source: source()? },
        "dismissed" => Event::Dismissed {
            item: item()?,
            reason: reason()?,
            until: optional(fields, "until_ms", Value::as_i64)?.map_or(Until::Worse, Until::At),
        },
        "recovered" => Event::Recovered { item: item()?, observed: seen()? },
        "criticised" => Event::Criticised { item: item()?, critical: flag("critical")? },
        "obligation-closed" => Event::ObligationClosed { item: item()?, reason: reason()? },
        _ => return read_gate(fields),
    })
}

/// What is said at a gate, or of the way back.
fn read_gate(fields: &Fields) -> Option<Event> {
    let stage = || id(fields, "stage");
    let seat = || read_seat(fields.get("seat")?);
    let reason = || words_of(fields, "reason");
    Some(match fields.text("kind").ok()? {
        "gate-passed" => Event::GatePassed { stage: stage()?, seat: seat()? },
        "gate-overridden" => {
            Event::GateOverridden { stage: stage()?, seat: seat()?, reason: reason()? }
        }
        "gate-refused" => Event::GateRefused { stage: stage()?, seat: seat()?, reason: reason()? },
        "gate-asked" => {
            Event::GateAsked { stage: stage()?, people: number(fields, "people").ok()? }
        }
        "stage-left-out" => Event::StageLeftOut { stage: stage()?, reason: reason()? },
        "retried" => Event::Retried { stage: stage()?, reason: reason()? },
        "rollback-started" => Event::RollbackStarted {
            cause: optional(fields, "cause", |it| it.as_str()?.parse().ok())?,
            seat: seat()?,
            reason: reason()?,
        },
        "rollback-finished" => Event::RollbackFinished {
            restored: fields.get("restored")?.as_bool()?,
            reason: reason()?,
        },
        _ => return read_run(fields),
    })
}

/// What is said of the run as a whole.
fn read_run(fields: &Fields) -> Option<Event> {
    let reason = || words_of(fields, "reason");
    let ms = |name| number(fields, name).ok();
    Some(match fields.text("kind").ok()? {
        "held" => Event::Held { reason: reason()? },
        "resumed" => Event::Resumed,
        "t0-moved" => Event::T0Moved { t0_ms: ms("t0_ms")?, reason: reason()? },
        "handed-over" => Event::HandedOver { seat: read_seat(fields.get("seat")?)? },
        "plan-amended" => {
            Event::PlanAmended { plan: digest(fields, "plan").ok()?, reason: reason()? }
        }
        "finished" => Event::Finished { reason: reason()? },
        "abandoned" => Event::Abandoned { reason: reason()? },
        "signed-off" => Event::SignedOff(Box::new(SignOff {
            seat: read_seat(fields.get("seat")?)?,
            statement: words_of(fields, "statement")?,
            seal: digest(fields, "seal").ok()?,
            envelope: optional(fields, "envelope", |it| Some(it.as_str()?.into()))?,
        })),
        "undone" => {
            let (actor, seq) = (fields.hex("actor").ok()?, number(fields, "seq").ok()?);
            Event::Undone { entry: EntryRef { actor: Actor(actor), seq } }
        }
        "clock-jumped" => {
            Event::ClockJumped { by_ms: ms("by_ms")?, slept: fields.get("slept")?.as_bool()? }
        }
        "measuring-gap" => Event::MeasuringGap {
            signal: words_of(fields, "signal")?,
            from_ms: ms("from_ms")?,
            to_ms: ms("to_ms")?,
        },
        _ => return None,
    })
}

fn read_start(fields: &Fields) -> Option<Start> {
    Some(Start {
        plan: digest(fields, "plan").ok()?,
        plan_name: fields.text("plan_name").ok()?.into(),
        mode: named(fields, "mode", MODES)?,
        t0_ms: number(fields, "t0_ms").ok()?,
        zone: read_zone(fields.get("zone")?)?,
        zones: fields.get("zones")?.as_array()?.iter().map(read_zone).collect::<Option<_>>()?,
        version: fields.text("version").ok()?.into(),
        environment: fields.text("environment").ok()?.into(),
        base: optional(fields, "base", |it| Some(it.as_str()?.into()))?,
        crew: fields.get("crew")?.as_array()?.iter().map(read_seat).collect::<Option<_>>()?,
        gate_people: number(fields, "gate_people").ok()?,
    })
}

fn named<T: Copy>(fields: &Fields, field: &'static str, names: &[(&str, T)]) -> Option<T> {
    let text = fields.text(field).ok()?;
    names.iter().find(|(name, _)| *name == text).map(|(_, it)| *it)
}

/// A field that may be null; nothing at all where it is there and says nothing that we know.
#[expect(clippy::option_option, reason = "not there is one thing, not understood is another")]
fn optional<T>(
    fields: &Fields,
    field: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<Option<T>> {
    match fields.get(field)? {
        Value::Null => Some(None),
        value => read(value).map(Some),
    }
}

fn id(fields: &Fields, field: &'static str) -> Option<Id> {
    fields.text(field).ok()?.parse().ok()
}

fn words_of(fields: &Fields, field: &str) -> Option<Words> {
    read_words(fields.get(field)?)
}

fn read_words(value: &Value) -> Option<Words> {
    let fields = value.as_object()?;
    let masked = match fields.get("sha256") {
        Some(_) => Some(digest(fields, "sha256").ok()?),
        None => None,
    };
    Some(Words { text: fields.text("said").ok()?.into(), masked })
}

fn read_observed(value: &Value) -> Option<Observed> {
    let fields = value.as_object()?;
    let number = optional(fields, "number", Value::as_f64)?;
    Some(Observed { text: words_of(fields, "text")?, number })
}

fn read_source(value: &Value) -> Option<Source> {
    match value.as_str() {
        Some("attested") => Some(Source::Attested),
        Some("plan") => Some(Source::Plan),
        Some(_) => None,
        None => Some(Source::Measured(words_of(value.as_object()?, "measured")?)),
    }
}

fn read_evidence(fields: &Fields) -> Option<Evidence> {
    let proof = fields.get("proof")?;
    Some(match fields.text("form").ok()? {
        "link" => Evidence::Link(read_words(proof)?),
        "text" => Evidence::Text(read_words(proof)?),
        "value" => Evidence::Value(read_observed(proof)?),
        _ => return None,
    })
}

fn read_seat(value: &Value) -> Option<Seat> {
    let fields = value.as_object()?;
    Some(Seat { name: fields.text("name").ok()?.into(), role: fields.text("role").ok()?.into() })
}

fn read_zone(value: &Value) -> Option<ZoneRule> {
    let fields = value.as_object()?;
    let change = |value: &Value| {
        let pair = value.as_array()?;
        Some((pair.first()?.as_i64()?, i16::try_from(pair.get(1)?.as_i64()?).ok()?))
    };
    Some(ZoneRule {
        name: fields.text("name").ok()?.into(),
        offset_min: number(fields, "offset_min").ok()?,
        changes: fields.get("changes")?.as_array()?.iter().map(change).collect::<Option<_>>()?,
    })
}
