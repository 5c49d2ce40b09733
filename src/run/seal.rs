//! Digests: of a plan's bytes, of an entry, of a whole journal.
//!
//! An entry's digest covers its line, but each free text only by a digest of its own, made with a
//! random number that the whole line holds. So a report may mask what somebody typed, and drop the
//! number, and the chain of digests still holds; what was typed cannot be guessed from it.

use super::event::Event;
use super::hash;
use super::journal::{Actor, Digest, Entry, Journal, Next, RunId};
use super::wire;

pub use super::hash::digest;

/// Who writes an entry, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pen {
    /// The run it is about.
    pub run: RunId,
    /// The device.
    pub actor: Actor,
    /// Who holds it.
    pub by: Box<str>,
    /// Its wall clock in UTC.
    pub at_ms: i64,
    /// Minutes east of UTC that it shows.
    pub offset_min: i16,
    /// A random number that nobody can guess.
    pub salt: u64,
}

/// What a journal and its plan come down to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seal {
    /// The digest of the plan's bytes.
    pub plan: Digest,
    /// How many entries there are.
    pub entries: usize,
    /// The digest over the digests of all of them, in order.
    pub head: Digest,
}

impl Seal {
    /// The seal of a journal over the plan of these bytes.
    pub fn of(plan: Digest, journal: &Journal) -> Self {
        let mut head = hash::Running::default();
        journal.entries().iter().for_each(|entry| head.add(&entry.digest.0));
        Self { plan, entries: journal.len(), head: head.digest() }
    }

    /// The seal of a journal as it is, over the plan that it names last.
    pub fn now(journal: &Journal) -> Self {
        Self::of(journal.plan(), journal)
    }

    /// What a journal came down to when an entry of it was written: the seal over all that its
    /// author knew of. Whatever came in between, or was altered since, is not in it.
    pub fn before(entry: &Entry, journal: &Journal) -> Self {
        let (mut seal, mut head) = (Self::default(), hash::Running::default());
        for known in journal.entries().iter().filter(|it| entry.knew(it.name())) {
            head.add(&known.digest.0);
            seal.entries += 1;
            seal.plan = known.event.plan().unwrap_or(seal.plan);
        }
        Self { head: head.digest(), ..seal }
    }
}

/// Writes the next entry of a journal.
pub fn write(pen: &Pen, journal: &Journal, event: Event) -> Entry {
    write_entry(pen, journal.next(pen.actor), event)
}

/// Writes the entry that says this of those before it. What comes back is what will be read.
pub fn write_entry(pen: &Pen, next: Next, event: Event) -> Entry {
    wire::sealed(Entry {
        run: pen.run,
        actor: pen.actor,
        seq: next.seq,
        lamport: next.lamport,
        seen: next.seen,
        at_ms: pen.at_ms,
        offset_min: pen.offset_min,
        by: pen.by.clone(),
        event,
        // Zero says that text is masked.
        salt: pen.salt.max(1),
        previous: next.previous,
        digest: Digest::default(),
    })
}

/// The same entry with its free text passed through a mask, which answers where it changes
/// something. The digest stays: it never covered the text itself. Names stay, too.
pub fn masked(entry: &Entry, mask: &dyn Fn(&str) -> Option<String>) -> Entry {
    let is_known = !matches!(entry.event, Event::Unknown { .. });
    if is_known && entry.event.words().iter().all(|words| mask(&words.text).is_none()) {
        return entry.clone();
    }
    wire::masked(entry, mask)
}
