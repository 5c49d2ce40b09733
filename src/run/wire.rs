//! How a journal is written down: one line of JSON an entry, its fields in a fixed order, so that
//! the same entry always gives the same bytes.
//!
//! What is read is written again and compared: a line that does not come out as it went in holds
//! more than this version knows. It is kept as it stands and shown as unknown, and its digest still
//! says whether anybody touched it.

pub mod base64;
pub mod body;
mod file;
mod heard;
mod ink;
mod json;
mod readings;
mod sheet;
mod signed;
mod told;

use super::event::Event;
use super::hash;
use super::journal::{Actor, Entry, Journal, RunId};
use heard::{digest, digits, hex, number};
use ink::Ink;
use json::Node;
use sheet::{Salt, Sheet};

pub use file::{NotOpened, Opened, PlanFile, RunFile};
pub use readings::{Look, look_line, looks};
pub use signed::{NotSigned, Signed, Statement, Verify, checked, key_named, signature};

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
    /// A later version wrote it, in a way that this one cannot check.
    TooNew(u64),
    /// It is no text in UTF-8.
    NotText,
    /// The file's own digest differs: lines are missing, or damaged, or stand elsewhere.
    NotWhole,
}

/// An entry as one line, without the line's end.
pub fn line(entry: &Entry) -> String {
    let Event::Unknown { json, .. } = &entry.event else {
        let masked = entry.event.words().iter().any(|words| words.masked.is_some());
        let mut ink = header(entry, masked.then_some(entry.salt));
        ink.object("event", |ink| told::event(ink, &entry.event));
        return finished(ink, entry, None, masked);
    };
    if json.starts_with("{\"v\":") {
        return json.to_string();
    }
    let (said, masked) = json::read(json).map_or((0, 0), |node| sheet::count(&node));
    let mut ink = header(entry, None);
    ink.plain("event", json);
    finished(ink, entry, Some(said), masked > 0)
}

/// A journal, a line an entry.
pub fn text(journal: &Journal) -> String {
    let mut text = String::new();
    for entry in journal.entries() {
        text.push_str(&line(entry));
        text.push('\n');
    }
    text
}

/// The entry of a line.
///
/// # Errors
/// What is wrong with the line.
pub fn entry(line: &str) -> Result<Entry, DamageKind> {
    let node = json::read(line).map_err(|at| DamageKind::NotJson(column(line, at)))?;
    entry_of(&node, line)
}

/// Every line of a journal: the entries, and what could not be taken.
pub fn journal(text: &str) -> (Journal, Vec<Damage>) {
    let mut damages = Vec::new();
    let mut entries = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match entry(line) {
            Ok(entry) => entries.push(entry),
            Err(kind) => damages.push(Damage { line: n + 1, kind, text: line.into() }),
        }
    }
    (Journal::of(entries), damages)
}

/// The entry with its digest, as it will be read.
pub(super) fn sealed(mut entry: Entry) -> Entry {
    let draft = line(&entry);
    let digest = json::read(&draft).ok().and_then(|node| Some(Sheet::of(&node).ok()?.cover().0));
    entry.digest = digest.unwrap_or_default();
    self::entry(&line(&entry)).unwrap_or_else(|_| match &entry.event {
        // An event that is no JSON is known by its name alone.
        Event::Unknown { kind, json } if **json != *bare(kind) => {
            let event = Event::Unknown { kind: kind.clone(), json: bare(kind).into() };
            sealed(Entry { event, ..entry })
        }
        _ => entry,
    })
}

/// The entry with its free text passed through a mask.
pub(super) fn masked(entry: &Entry, mask: &dyn Fn(&str) -> Option<String>) -> Entry {
    let whole = line(entry);
    let node = json::read(&whole).ok();
    let masked = match node.as_ref().and_then(|node| Sheet::of(node).ok()) {
        Some(sheet) => match sheet.masked(mask) {
            Some(masked) => unchecked(&masked),
            None => return entry.clone(),
        },
        None => None,
    };
    // What cannot be masked is not shown.
    masked.unwrap_or_else(|| {
        let kind = "unreadable";
        let event = Event::Unknown { kind: kind.into(), json: bare(kind).into() };
        Entry { event, salt: 0, ..entry.clone() }
    })
}

/// The entry of a line that we wrote ourselves a moment ago.
fn unchecked(line: &str) -> Option<Entry> {
    let node = json::read(line).ok()?;
    let sheet = Sheet::of(&node).ok()?;
    Some(known(&node, line, headed(&node, &sheet).ok()?))
}

/// The column of an offset, from 1, in characters.
fn column(line: &str, at: usize) -> usize {
    line.char_indices().take_while(|(start, _)| *start < at).count() + 1
}

/// An event of which only the name is left.
fn bare(kind: &str) -> String {
    let mut ink = Ink::new(None);
    ink.text("kind", kind);
    ink.done().0 + "}"
}

/// What stands before the event.
fn header(entry: &Entry, masked: Option<u64>) -> Ink {
    let mut ink = Ink::new(masked);
    ink.plain("v", VERSION)
        .quoted("run", entry.run)
        .quoted("actor", entry.actor)
        .plain("seq", entry.seq)
        .plain("lamport", entry.lamport)
        .object("seen", |ink| {
            for (actor, seq) in &entry.seen {
                ink.plain(&actor.to_string(), seq);
            }
        })
        .plain("at_ms", entry.at_ms)
        .plain("offset_min", entry.offset_min)
        .text("by", &entry.by)
        .maybe("previous", entry.previous, |ink, name, digest| {
            ink.quoted(name, digest);
        });
    ink
}

fn finished(ink: Ink, entry: &Entry, said: Option<usize>, masked: bool) -> String {
    let (mut body, written) = ink.done();
    body.push('}');
    let salt = match (said.unwrap_or(written), masked) {
        (0, _) => Salt::Textless,
        (_, false) => Salt::Whole(entry.salt),
        (_, true) => Salt::Masked(hash::digest(body.as_bytes())),
    };
    sheet::sealed(&body, salt, entry.digest)
}

/// The entry of a line that was read; `spelt` is the line where it stands alone, else nothing.
fn entry_of(node: &Node, spelt: &str) -> Result<Entry, DamageKind> {
    let version = version(node)?;
    let entry = Sheet::of(node).and_then(|sheet| {
        let heard = headed(node, &sheet)?;
        sheet.check()?;
        Ok(known(node, spelt, heard))
    });
    entry.map_err(|kind| if version == VERSION { kind } else { DamageKind::TooNew(version) })
}

/// The version that a line says it is of.
fn version(node: &Node) -> Result<u64, DamageKind> {
    let version = match node.members().and_then(<[_]>::first) {
        Some(("v", node)) => node.number(),
        Some(_) | None => None,
    };
    version.filter(|version| *version >= VERSION).ok_or(DamageKind::NoField("v"))
}

/// The entry that a line tells, as far as this version knows it.
fn known(node: &Node, spelt: &str, mut heard: Entry) -> Entry {
    let event = node.get("event");
    if let Some(known) = event.and_then(heard::event) {
        heard.event = known;
        // Nearly every line is as we write it, and a long run has very many.
        let written = line(&heard);
        if written == spelt || written == node.compact() {
            return heard;
        }
    }
    let whole = node.compact();
    let kind = event.and_then(|event| event.get("kind")?.text()).unwrap_or_default();
    if let Some(event) = event {
        let event = Event::Unknown { kind: (&*kind).into(), json: event.compact().into() };
        let entry = Entry { event, ..heard.clone() };
        if line(&entry) == whole {
            return entry;
        }
    }
    // Its header, too, holds more than we know.
    Entry { event: Event::Unknown { kind: kind.into(), json: whole.into() }, ..heard }
}

/// What a line tells but for its event.
fn headed(node: &Node, sheet: &Sheet) -> Result<Entry, DamageKind> {
    fn must<T>(field: &'static str, value: Option<T>) -> Result<T, DamageKind> {
        value.ok_or(DamageKind::NoField(field))
    }
    let previous = match node.get("previous") {
        Some(Node::Null) => None,
        Some(_) | None => Some(must("previous", digest(node, "previous"))?),
    };
    Ok(Entry {
        run: RunId(must("run", hex(node, "run"))?),
        actor: Actor(must("actor", hex(node, "actor"))?),
        seq: must("seq", number(node, "seq").filter(|seq| *seq > 0))?,
        lamport: must("lamport", number(node, "lamport"))?,
        seen: must("seen", seen(node))?,
        at_ms: must("at_ms", number(node, "at_ms"))?,
        offset_min: must("offset_min", number(node, "offset_min"))?,
        by: must("by", node.get("by").and_then(Node::text))?.into(),
        event: Event::Resumed,
        salt: match sheet.salt {
            Salt::Whole(salt) => salt,
            Salt::Textless | Salt::Masked(_) => 0,
        },
        previous,
        digest: sheet.digest,
    })
}

/// Whom a line says it knew of, each once and in order.
fn seen(node: &Node) -> Option<Box<[(Actor, u64)]>> {
    let members = node.get("seen")?.members()?.iter();
    let seen: Box<[_]> = members
        .map(|(actor, seq)| Some((Actor(digits(actor)?), seq.number()?)))
        .collect::<Option<_>>()?;
    seen.is_sorted_by(|a, b| a.0 < b.0).then_some(seen)
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
