//! Events out of JSON. What `told` writes this reads; what it does not know it leaves alone.

use super::json::Node;
use super::told::{ANSWERS, MARKS, MODES};
use crate::plan::Id;
use crate::run::event::{Event, Evidence, Observed, Seat, SignOff, Source, Start, Until, Words};
use crate::run::journal::{Actor, Digest, EntryRef};
use crate::run::zone::ZoneRule;

/// The event of some JSON, if this version knows all of it.
pub(super) fn event(fields: &Node) -> Option<Event> {
    let item = || id(fields, "item");
    let reason = || words_of(fields, "reason");
    let seen = || optional(fields, "observed", read_observed);
    let source = || read_source(fields.get("source")?);
    let flag = |name: &str| fields.get(name)?.flag();
    Some(match fields.get("kind")?.spelt()? {
        "started" => Event::Started(Box::new(read_start(fields)?)),
        "ticked" => Event::Ticked { item: item()? },
        "unticked" => Event::Unticked { item: item()? },
        "marked" => {
            Event::Marked { item: item()?, mark: named(fields, "mark", MARKS)?, reason: reason()? }
        }
        "noted" => Event::Noted {
            item: optional(fields, "item", |it| it.spelt()?.parse().ok())?,
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
            until: optional(fields, "until_ms", as_number)?.map_or(Until::Worse, Until::At),
        },
        "recovered" => Event::Recovered { item: item()?, observed: seen()? },
        "criticised" => Event::Criticised { item: item()?, critical: flag("critical")? },
        "obligation-closed" => Event::ObligationClosed { item: item()?, reason: reason()? },
        _ => return read_gate(fields),
    })
}

/// What is said at a gate, or of the way back.
fn read_gate(fields: &Node) -> Option<Event> {
    let stage = || id(fields, "stage");
    let seat = || read_seat(fields.get("seat")?);
    let reason = || words_of(fields, "reason");
    Some(match fields.get("kind")?.spelt()? {
        "gate-passed" => Event::GatePassed { stage: stage()?, seat: seat()? },
        "gate-overridden" => {
            Event::GateOverridden { stage: stage()?, seat: seat()?, reason: reason()? }
        }
        "gate-refused" => Event::GateRefused { stage: stage()?, seat: seat()?, reason: reason()? },
        "gate-asked" => Event::GateAsked { stage: stage()?, people: number(fields, "people")? },
        "stage-left-out" => Event::StageLeftOut { stage: stage()?, reason: reason()? },
        "retried" => Event::Retried { stage: stage()?, reason: reason()? },
        "rollback-started" => Event::RollbackStarted {
            cause: optional(fields, "cause", |it| it.spelt()?.parse().ok())?,
            seat: seat()?,
            reason: reason()?,
        },
        "rollback-finished" => {
            Event::RollbackFinished { restored: fields.get("restored")?.flag()?, reason: reason()? }
        }
        _ => return read_run(fields),
    })
}

/// What is said of the run as a whole.
fn read_run(fields: &Node) -> Option<Event> {
    let reason = || words_of(fields, "reason");
    let ms = |name| number(fields, name);
    Some(match fields.get("kind")?.spelt()? {
        "held" => Event::Held { reason: reason()? },
        "resumed" => Event::Resumed,
        "t0-moved" => Event::T0Moved { t0_ms: ms("t0_ms")?, reason: reason()? },
        "handed-over" => Event::HandedOver { seat: read_seat(fields.get("seat")?)? },
        "plan-amended" => Event::PlanAmended { plan: digest(fields, "plan")?, reason: reason()? },
        "finished" => Event::Finished { reason: reason()? },
        "abandoned" => Event::Abandoned { reason: reason()? },
        "signed-off" => Event::SignedOff(Box::new(SignOff {
            seat: read_seat(fields.get("seat")?)?,
            statement: words_of(fields, "statement")?,
            seal: digest(fields, "seal")?,
            envelope: optional(fields, "envelope", |it| Some(it.text()?.into()))?,
        })),
        "undone" => {
            let (actor, seq) = (hex(fields, "actor")?, number(fields, "seq")?);
            Event::Undone { entry: EntryRef { actor: Actor(actor), seq } }
        }
        "clock-jumped" => {
            Event::ClockJumped { by_ms: ms("by_ms")?, slept: fields.get("slept")?.flag()? }
        }
        "measuring-gap" => Event::MeasuringGap {
            signal: words_of(fields, "signal")?,
            from_ms: ms("from_ms")?,
            to_ms: ms("to_ms")?,
        },
        _ => return None,
    })
}

fn read_start(fields: &Node) -> Option<Start> {
    Some(Start {
        plan: digest(fields, "plan")?,
        plan_name: text(fields, "plan_name")?,
        mode: named(fields, "mode", MODES)?,
        t0_ms: number(fields, "t0_ms")?,
        zone: read_zone(fields.get("zone")?)?,
        zones: fields.get("zones")?.list()?.iter().map(read_zone).collect::<Option<_>>()?,
        version: text(fields, "version")?,
        environment: text(fields, "environment")?,
        base: optional(fields, "base", |it| Some(it.text()?.into()))?,
        crew: fields.get("crew")?.list()?.iter().map(read_seat).collect::<Option<_>>()?,
        gate_people: number(fields, "gate_people")?,
    })
}

fn named<T: Copy>(fields: &Node, field: &str, names: &[(&str, T)]) -> Option<T> {
    let text = fields.get(field)?.spelt()?;
    names.iter().find(|(name, _)| *name == text).map(|(_, it)| *it)
}

/// A field that may be null; nothing at all where it is there and says nothing that we know.
#[expect(clippy::option_option, reason = "not there is one thing, not understood is another")]
fn optional<T>(fields: &Node, field: &str, read: impl Fn(&Node) -> Option<T>) -> Option<Option<T>> {
    match fields.get(field)? {
        Node::Null => Some(None),
        value => read(value).map(Some),
    }
}

fn as_number<T: std::str::FromStr>(node: &Node) -> Option<T> {
    node.number()
}

fn id(fields: &Node, field: &str) -> Option<Id> {
    fields.get(field)?.spelt()?.parse().ok()
}

fn words_of(fields: &Node, field: &str) -> Option<Words> {
    read_words(fields.get(field)?)
}

fn read_words(fields: &Node) -> Option<Words> {
    let masked = match fields.get("sha256") {
        Some(_) => Some(digest(fields, "sha256")?),
        None => None,
    };
    Some(Words { text: text(fields, "said")?, masked })
}

fn read_observed(fields: &Node) -> Option<Observed> {
    let number = optional(fields, "number", as_number)?;
    Some(Observed { text: words_of(fields, "text")?, number })
}

fn read_source(fields: &Node) -> Option<Source> {
    match fields.spelt() {
        Some("attested") => Some(Source::Attested),
        Some("plan") => Some(Source::Plan),
        Some(_) => None,
        None => Some(Source::Measured(words_of(fields, "measured")?)),
    }
}

fn read_evidence(fields: &Node) -> Option<Evidence> {
    let proof = fields.get("proof")?;
    Some(match fields.get("form")?.spelt()? {
        "link" => Evidence::Link(read_words(proof)?),
        "text" => Evidence::Text(read_words(proof)?),
        "value" => Evidence::Value(read_observed(proof)?),
        _ => return None,
    })
}

fn read_seat(fields: &Node) -> Option<Seat> {
    Some(Seat { name: text(fields, "name")?, role: text(fields, "role")? })
}

fn read_zone(fields: &Node) -> Option<ZoneRule> {
    let change = |value: &Node| {
        let pair = value.list()?;
        Some((pair.first()?.number()?, pair.get(1)?.number()?))
    };
    Some(ZoneRule {
        name: text(fields, "name")?,
        offset_min: number(fields, "offset_min")?,
        changes: fields.get("changes")?.list()?.iter().map(change).collect::<Option<_>>()?,
    })
}

fn text(fields: &Node, field: &str) -> Option<Box<str>> {
    Some(fields.get(field)?.text()?.into())
}

/// A number, if it is one and fits.
pub(super) fn number<T: std::str::FromStr>(fields: &Node, field: &str) -> Option<T> {
    fields.get(field)?.number()
}

/// A digest.
pub(super) fn digest(fields: &Node, field: &str) -> Option<Digest> {
    fields.get(field)?.spelt()?.parse().ok()
}

/// A number of sixteen digits.
pub(super) fn hex(fields: &Node, field: &str) -> Option<u64> {
    digits(fields.get(field)?.spelt()?)
}

/// The number that sixteen digits are.
pub(super) fn digits(spelt: &str) -> Option<u64> {
    let is_plain = |digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    let is_number = spelt.len() == 16 && spelt.bytes().all(is_plain);
    if is_number { u64::from_str_radix(spelt, 16).ok() } else { None }
}
