//! Digests: of a plan's bytes, of an entry, of a whole journal.
//!
//! An entry's digest covers its line, but each free text only by a digest of its own, made with a
//! random number that the whole line holds. So a report may mask what somebody typed, and drop the
//! number, and the chain of digests still holds; what was typed cannot be guessed from it.

use super::event::Event;
use super::journal::{Actor, Digest, Entry, Journal, RunId};
use super::wire;
use sha2::{Digest as _, Sha256};

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
        let mut hash = Sha256::new();
        journal.entries().iter().for_each(|entry| hash.update(entry.digest.0));
        Self { plan, entries: journal.len(), head: Digest(hash.finalize().into()) }
    }
}

/// The digest of some bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// Writes the next entry of a journal.
pub fn write(pen: &Pen, journal: &Journal, event: Event) -> Entry {
    let next = journal.next(pen.actor);
    let mut entry = Entry {
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
    };
    entry.digest = wire::digest(&entry);
    entry
}

/// The same entry with its free text passed through a mask, which answers where it changed
/// something. The digest stays: it never covered the text itself.
pub fn masked(entry: &Entry, mask: &dyn Fn(&str) -> Option<String>) -> Entry {
    let mut masked = entry.clone();
    let mut changed = false;
    wire::each_words(&mut masked.event, &mut |_, words| {
        if let Some(text) = mask(&words.text) {
            changed = true;
            words.text = text.into();
        }
    });
    if !changed || entry.salt == 0 {
        return masked;
    }
    // Without the number each text has to bring its digest, the unmasked ones too.
    let mut whole = Vec::new();
    wire::each_words(&mut entry.event.clone(), &mut |n, words| {
        whole.push(words.masked.unwrap_or_else(|| said(entry.salt, n, &words.text)));
    });
    wire::each_words(&mut masked.event, &mut |n, words| words.masked = whole.get(n).copied());
    masked.salt = 0;
    masked
}

/// The digest of the n-th text of an entry.
pub(super) fn said(salt: u64, n: usize, text: &str) -> Digest {
    let mut hash = Sha256::new();
    hash.update(salt.to_be_bytes());
    hash.update(u64::try_from(n).unwrap_or(u64::MAX).to_be_bytes());
    hash.update(text.as_bytes());
    Digest(hash.finalize().into())
}
