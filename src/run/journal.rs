//! The journal: what happened, in an order that any two laptops agree on.
//!
//! Entries are only ever added. Two journals of one run merge as sets of (actor, seq), in any order
//! and any number of times. Entries are folded by (lamport, actor, seq): an entry that knew of
//! another stands after it, and entries that did not know of each other stand in one order
//! everywhere. What does not fit is kept and named: a fork, a hole, a broken chain.

use super::event::Event;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// A run, by its random number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u64);

/// A device that writes, by its random number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor(pub u64);

/// A SHA-256.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// Which entry: the actor's and its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryRef {
    /// Who wrote it.
    pub actor: Actor,
    /// Its number with that actor, from 1.
    pub seq: u64,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The run it belongs to.
    pub run: RunId,
    /// The device that wrote it.
    pub actor: Actor,
    /// Its number with that actor, from 1.
    pub seq: u64,
    /// Greater than that of every entry known when it was written.
    pub lamport: u64,
    /// The highest `seq` of every other actor known when it was written, by actor.
    pub seen: Box<[(Actor, u64)]>,
    /// The wall clock of the device, in UTC.
    pub at_ms: i64,
    /// Minutes east of UTC that the device showed.
    pub offset_min: i16,
    /// Who held the device.
    pub by: Box<str>,
    /// What happened.
    pub event: Event,
    /// A random number that keeps masked text from being guessed; zero once text is masked.
    pub salt: u64,
    /// The digest of the same actor's previous entry; none for the first.
    pub previous: Option<Digest>,
    /// The digest of this entry.
    pub digest: Digest,
}

/// Something about the journal itself that a reader must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// Two different entries bear one number.
    Forked(EntryRef),
    /// Entries of this actor are missing from here on, up to the number before `until`.
    Missing {
        /// The first that is missing.
        from: EntryRef,
        /// The first that is there again.
        until: u64,
    },
    /// An entry does not follow from the one that its actor wrote before it.
    Unchained(EntryRef),
    /// The entry is of another run.
    Stranger(EntryRef),
}

/// All entries of one run that are known here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Journal {
    /// In the order of folding.
    entries: Vec<Entry>,
    /// For each actor: the highest number, and the digest of that entry.
    heads: BTreeMap<Actor, (u64, Digest)>,
    /// The greatest Lamport number.
    lamport: u64,
}

/// Where an entry came to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was there already.
    Known,
    /// Behind all others: what was folded so far still holds.
    Last,
    /// Among the others: the fold has to begin again.
    Among,
}

impl Entry {
    /// Its name.
    pub fn name(&self) -> EntryRef {
        EntryRef { actor: self.actor, seq: self.seq }
    }

    /// The order of folding. The digest tells apart only what a fork made alike.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |entry: &Self| (entry.lamport, entry.actor, entry.seq, entry.digest);
        key(self).cmp(&key(other))
    }

    /// Whether whoever wrote this knew of the other entry.
    pub fn knew(&self, other: EntryRef) -> bool {
        if other.actor == self.actor {
            return other.seq < self.seq;
        }
        let at = self.seen.binary_search_by_key(&other.actor, |(actor, _)| *actor);
        at.is_ok_and(|at| self.seen[at].1 >= other.seq)
    }
}

impl Journal {
    /// A journal of these entries, in whatever order and however often they come.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut journal = Self::default();
        journal.extend(entries);
        journal
    }

    /// Every entry in the order of folding.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True where nothing happened yet.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The run that the first entry belongs to.
    pub fn run(&self) -> Option<RunId> {
        self.entries.first().map(|entry| entry.run)
    }

    /// Puts one entry where it belongs. At the end this costs the same however long the journal is.
    pub fn add(&mut self, entry: Entry) -> Added {
        let at = match self.entries.last() {
            Some(last) if last.order(&entry) != Ordering::Less => {
                match self.entries.binary_search_by(|known| known.order(&entry)) {
                    Ok(_) => return Added::Known,
                    Err(at) => at,
                }
            }
            _ => self.entries.len(),
        };
        self.note(&entry);
        let added = if at == self.entries.len() { Added::Last } else { Added::Among };
        self.entries.insert(at, entry);
        added
    }

    /// Puts many entries where they belong; true if any of them was new.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) -> bool {
        let before = self.entries.len();
        self.entries.extend(entries);
        // Of two copies that differ only by masking, the whole one comes first and stays.
        self.entries.sort_by(|a, b| a.order(b).then(b.salt.cmp(&a.salt)));
        self.entries.dedup_by(|later, earlier| later.order(earlier) == Ordering::Equal);
        for entry in std::mem::take(&mut self.entries) {
            self.note(&entry);
            self.entries.push(entry);
        }
        self.entries.len() != before
    }

    /// The union of two journals.
    pub fn merge(&mut self, other: &Self) -> bool {
        self.extend(other.entries.iter().cloned())
    }

    /// What the next entry of this actor must say of those before it.
    pub fn next(&self, actor: Actor) -> Next {
        let head = self.heads.get(&actor);
        Next {
            seq: head.map_or(1, |(seq, _)| seq.saturating_add(1)),
            lamport: self.lamport.saturating_add(1),
            previous: head.map(|(_, digest)| *digest),
            seen: self
                .heads
                .iter()
                .filter(|(of, _)| **of != actor)
                .map(|(of, (n, _))| (*of, *n))
                .collect(),
        }
    }

    /// The last entry of each actor: its number and its digest.
    pub fn heads(&self) -> &BTreeMap<Actor, (u64, Digest)> {
        &self.heads
    }

    /// What does not fit together, by actor and number.
    pub fn flaws(&self) -> Vec<Flaw> {
        let run = self.run();
        let mut by_actor: Vec<&Entry> = self.entries.iter().collect();
        by_actor.sort_by_key(|entry| (entry.name(), entry.digest));
        let mut flaws = Vec::new();
        let mut before: Option<&Entry> = None;
        for entry in by_actor {
            if Some(entry.run) != run {
                flaws.push(Flaw::Stranger(entry.name()));
            }
            let same = before.filter(|before| before.actor == entry.actor);
            let last = same.map_or(0, |before| before.seq);
            if last == entry.seq && same.is_some() {
                flaws.push(Flaw::Forked(entry.name()));
            } else if entry.seq > last + 1 {
                let from = EntryRef { actor: entry.actor, seq: last + 1 };
                flaws.push(Flaw::Missing { from, until: entry.seq });
            } else if entry.previous != same.map(|before| before.digest) && !forked_at(&flaws, same)
            {
                flaws.push(Flaw::Unchained(entry.name()));
            }
            before = Some(entry);
        }
        flaws.dedup();
        flaws
    }

    fn note(&mut self, entry: &Entry) {
        let head = self.heads.entry(entry.actor).or_insert((0, Digest::default()));
        if entry.seq >= head.0 {
            *head = (entry.seq, entry.digest);
        }
        self.lamport = self.lamport.max(entry.lamport);
    }
}

/// Behind a fork either branch may have been the one that was continued.
fn forked_at(flaws: &[Flaw], before: Option<&Entry>) -> bool {
    before.is_some_and(|before| flaws.last() == Some(&Flaw::Forked(before.name())))
}

/// What an entry says of those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Its number.
    pub seq: u64,
    /// Its Lamport number.
    pub lamport: u64,
    /// The digest of the one before.
    pub previous: Option<Digest>,
    /// What is known of the others.
    pub seen: Box<[(Actor, u64)]>,
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::str::FromStr for Digest {
    type Err = ();

    /// Sixty-four hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut bytes = [0; 32];
        let is_plain = text.len() == 64 && text.bytes().all(|it| it.is_ascii_hexdigit());
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| ())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| ())?;
        }
        if is_plain { Ok(Self(bytes)) } else { Err(()) }
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}
