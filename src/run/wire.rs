//! How a journal is written down: one line of JSON an entry, its fields in a fixed order, so that
//! the same entry always gives the same bytes.
//!
//! What is read is written again and compared: a line that does not come out as it went in holds
//! more than this version knows. Its event is kept whole and shown as unknown, and its digest still
//! says whether anybody touched it.

mod form;
mod heard;
mod told;

use super::event::{Event, Words};
use super::journal::{Actor, Digest, Entry, Journal, RunId};
use super::seal;
use form::{Get, hex, number, object};
use serde_json::{Map, Value};

/// The version that is written.
pub const VERSION: u64 = 1;

/// A line that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Which line of the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: DamageKind,
    /// The line itself, so that nothing is lost.
    pub text: Box<str>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DamageKind {
    /// It is no JSON, from this column on.
    NotJson(usize),
    /// It has no such field, or not of the right kind.
    NoField(&'static str),
    /// It is not what was written: its digest differs.
    Altered,
}

/// An entry as one line, without the line's end.
pub fn line(entry: &Entry) -> String {
    if let Event::Unknown { json, .. } = &entry.event {
        return json.to_string();
    }
    let mut value = body(entry);
    value.insert("salt".into(), hex(entry.salt));
    value.insert("digest".into(), Value::String(entry.digest.to_string()));
    Value::Object(value).to_string()
}

/// A journal, a line an entry.
pub fn text(journal: &Journal) -> String {
    journal.entries().iter().map(|entry| line(entry) + "\n").collect()
}

/// The entry of a line.
///
/// # Errors
/// What is wrong with the line.
pub fn entry(line: &str) -> Result<Entry, DamageKind> {
    let value: Value =
        serde_json::from_str(line).map_err(|error| DamageKind::NotJson(error.column()))?;
    let Value::Object(fields) = value else { return Err(DamageKind::NoField("v")) };
    let found = form::digest(&fields, "digest")?;
    let salt = fields.hex("salt")?;
    if digest_of(&fields, salt) != found {
        return Err(DamageKind::Altered);
    }
    let entry = known(&fields, salt, found)?;
    if self::line(&entry) == line {
        return Ok(entry);
    }
    // More than we know, or written in another way: it is kept as it stands.
    let kind = fields.get("event").and_then(|event| event.get("kind")).and_then(Value::as_str);
    let event = Event::Unknown { kind: kind.unwrap_or_default().into(), json: line.into() };
    Ok(Entry { event, ..entry })
}

/// Every line of a journal: the entries, and what could not be taken.
pub fn journal(text: &str) -> (Journal, Vec<Damage>) {
    let mut damages = Vec::new();
    let mut entries = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match entry(line.trim()) {
            Ok(entry) => entries.push(entry),
            Err(kind) => damages.push(Damage { line: n + 1, kind, text: line.into() }),
        }
    }
    (Journal::of(entries), damages)
}

/// The digest that belongs to an entry.
pub(super) fn digest(entry: &Entry) -> Digest {
    digest_of(&body(entry), entry.salt)
}

/// Every free text of an event, with its number.
pub(super) fn each_words(event: &mut Event, visit: &mut dyn FnMut(usize, &mut Words)) {
    let mut n = 0;
    told::words(event, &mut |words| {
        visit(n, words);
        n += 1;
    });
}

/// All of an entry but its random number and its digest.
fn body(entry: &Entry) -> Map<String, Value> {
    if let Event::Unknown { json, .. } = &entry.event
        && let Ok(Value::Object(whole)) = serde_json::from_str(json)
    {
        return without(whole, &["salt", "digest"]);
    }
    let seen = entry.seen.iter().map(|(actor, seq)| (actor.to_string(), Value::from(*seq)));
    object([
        ("v", Value::from(VERSION)),
        ("run", hex(entry.run.0)),
        ("actor", hex(entry.actor.0)),
        ("seq", Value::from(entry.seq)),
        ("lamport", Value::from(entry.lamport)),
        ("seen", Value::Object(seen.collect())),
        ("at_ms", Value::from(entry.at_ms)),
        ("offset_min", Value::from(entry.offset_min)),
        ("by", Value::from(&*entry.by)),
        ("event", told::value(&entry.event)),
        ("previous", entry.previous.map_or(Value::Null, |it| Value::String(it.to_string()))),
    ])
}

/// The entry that the fields tell, as far as this version knows them.
fn known(fields: &Map<String, Value>, salt: u64, digest: Digest) -> Result<Entry, DamageKind> {
    let seen = fields.get("seen").and_then(Value::as_object).ok_or(DamageKind::NoField("seen"))?;
    let seen = seen.iter().filter_map(|(actor, seq)| {
        Some((Actor(u64::from_str_radix(actor, 16).ok()?), seq.as_u64()?))
    });
    let event = fields.get("event").ok_or(DamageKind::NoField("event"))?;
    let previous = match fields.get("previous") {
        None | Some(Value::Null) => None,
        Some(_) => Some(form::digest(fields, "previous")?),
    };
    let mut seen: Box<[(Actor, u64)]> = seen.collect();
    seen.sort_unstable();
    Ok(Entry {
        run: RunId(fields.hex("run")?),
        actor: Actor(fields.hex("actor")?),
        seq: number(fields, "seq")?,
        lamport: number(fields, "lamport")?,
        seen,
        at_ms: number(fields, "at_ms")?,
        offset_min: number(fields, "offset_min")?,
        by: fields.text("by")?.into(),
        event: heard::event(event),
        salt,
        previous,
        digest,
    })
}

/// The digest of a line of any version: all of it but the salt and the digest, each free text by
/// its own digest.
fn digest_of(fields: &Map<String, Value>, salt: u64) -> Digest {
    let mut value = Value::Object(without(fields.clone(), &["salt", "digest"]));
    let mut n = 0;
    cover(&mut value, salt, &mut n);
    seal::digest(value.to_string().as_bytes())
}

/// Puts a digest in place of each free text.
fn cover(value: &mut Value, salt: u64, n: &mut usize) {
    match value {
        Value::Object(fields) => {
            let Some(Value::String(text)) = fields.get("said") else {
                return fields.values_mut().for_each(|value| cover(value, salt, n));
            };
            let digest = match fields.get("sha256") {
                Some(digest) => digest.clone(),
                None => Value::String(seal::said(salt, *n, text).to_string()),
            };
            *n += 1;
            *fields = object([("sha256", digest)]);
        }
        Value::Array(values) => values.iter_mut().for_each(|value| cover(value, salt, n)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The fields but these, the others in their order.
fn without(fields: Map<String, Value>, names: &[&str]) -> Map<String, Value> {
    fields.into_iter().filter(|(name, _)| !names.contains(&name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::{DamageKind, entry, line};
    use crate::plan::Id;
    use crate::run::event::{Answer, Event, Observed, Source, Words};
    use crate::run::journal::{Actor, Entry, Journal, RunId};
    use crate::run::seal::{self, Pen};

    fn written(event: Event) -> Entry {
        let pen = Pen {
            run: RunId(1),
            actor: Actor(2),
            by: "Орлова".into(),
            at_ms: 1_795_200_000_000,
            offset_min: 180,
            salt: 3,
        };
        seal::write(&pen, &Journal::default(), event)
    }

    fn answered() -> Entry {
        let observed = Some(Observed { text: Words::new("0,41 с"), number: Some(0.41) });
        let source = Source::Measured(Words::new("p95"));
        written(Event::Answered {
            item: Id::ROOT.child("a"),
            answer: Answer::Yes,
            observed,
            source,
        })
    }

    #[test]
    fn an_entry_comes_back_as_it_was() {
        for it in [answered(), written(Event::Resumed)] {
            assert_eq!(entry(&line(&it)), Ok(it));
        }
    }

    #[test]
    fn a_changed_line_is_seen() {
        let line = line(&answered()).replace("Орлова", "Ким");
        assert_eq!(entry(&line), Err(DamageKind::Altered));
    }

    #[test]
    fn masked_text_keeps_the_digest() {
        let masked = seal::masked(&answered(), &|text| (text == "p95").then(|| "•••".into()));
        let read = entry(&line(&masked)).expect("a masked line holds");
        assert_eq!((read.salt, read.digest), (0, answered().digest));
        assert!(!line(&masked).contains("p95"));
    }
}
