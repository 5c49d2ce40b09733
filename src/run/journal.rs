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
    /// Entries of this actor are missing from here on, up to the number before `until`: there is one
    /// behind them, or somebody saw them.
    Missing {
        /// The first that is missing.
        from: EntryRef,
        /// The first that is there again, or that nobody is known to have seen.
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

    /// What tells copies of one entry apart, which differ by masking alone: a whole one is full, and
    /// of two that are masked in different ways every journal keeps the same.
    fn fullness(&self) -> (bool, u64, Vec<&str>) {
        let words = self.event.words();
        let is_whole = words.iter().all(|words| words.masked.is_none());
        let mut texts: Vec<&str> = words.into_iter().map(|words| &*words.text).collect();
        if let Event::Unknown { json, .. } = &self.event {
            texts.push(json);
        }
        (is_whole, self.salt, texts)
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
    /// The plan that it names last, by the digest of its bytes; zeros where it names none.
    pub fn plan(&self) -> Digest {
        let mut last_first = self.entries().iter().rev();
        last_first.find_map(|entry| entry.event.plan()).unwrap_or_default()
    }

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
                    Ok(at) => return self.settle(at, entry),
                    Err(at) => at,
                }
            }
            Some(_) | None => self.entries.len(),
        };
        self.note(&entry);
        let added = if at == self.entries.len() { Added::Last } else { Added::Among };
        self.entries.insert(at, entry);
        added
    }

    /// Puts many entries where they belong; true if that changed anything.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) -> bool {
        let mut new: Vec<Entry> = entries.into_iter().collect();
        new.sort_by(|a, b| a.order(b).then_with(|| b.fullness().cmp(&a.fullness())));
        new.dedup_by(|later, earlier| later.order(earlier) == Ordering::Equal);
        let known = std::mem::take(&mut self.entries);
        let mut is_changed = false;
        let mut known = known.into_iter().peekable();
        for entry in new {
            while let Some(before) = known.next_if(|known| known.order(&entry) == Ordering::Less) {
                self.entries.push(before);
            }
            let same = known.next_if(|known| known.order(&entry) == Ordering::Equal);
            is_changed |= same.as_ref().is_none_or(|same| same.fullness() < entry.fullness());
            self.note(&entry);
            self.entries.push(match same {
                Some(same) if same.fullness() >= entry.fullness() => same,
                Some(_) | None => entry,
            });
        }
        self.entries.extend(known);
        is_changed
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
        let mut by_name: Vec<&Entry> = self.entries.iter().collect();
        by_name.sort_by_key(|entry| (entry.name(), entry.digest));
        let mut flaws = Vec::new();
        let mut before: &[&Entry] = &[];
        for alike in by_name.chunk_by(|a, b| a.name() == b.name()) {
            let name = alike[0].name();
            let same =
                if before.first().is_some_and(|it| it.actor == name.actor) { before } else { &[] };
            let due = same.first().map_or(1, |before| before.seq.saturating_add(1));
            if alike.iter().any(|entry| Some(entry.run) != run) {
                flaws.push(Flaw::Stranger(name));
            }
            if alike.len() > 1 {
                flaws.push(Flaw::Forked(name));
            }
            if name.seq > due {
                let from = EntryRef { actor: name.actor, seq: due };
                flaws.push(Flaw::Missing { from, until: name.seq });
            } else if !alike.iter().all(|entry| follows(entry, same)) {
                flaws.push(Flaw::Unchained(name));
            }
            before = alike;
        }
        flaws.extend(self.unseen());
        flaws
    }

    /// Entries that others knew of, behind the last one of their actor that is here.
    fn unseen(&self) -> Vec<Flaw> {
        let mut known: BTreeMap<Actor, u64> = BTreeMap::new();
        for (actor, seq) in self.entries.iter().flat_map(|entry| &entry.seen) {
            let highest = known.entry(*actor).or_insert(0);
            *highest = (*highest).max(*seq);
        }
        let here = |actor: &Actor| self.heads.get(actor).map_or(0, |(seq, _)| *seq);
        let unseen = known.iter().filter(|(actor, seq)| here(actor) < **seq);
        let missing = |(actor, seq): (&Actor, &u64)| Flaw::Missing {
            from: EntryRef { actor: *actor, seq: here(actor) + 1 },
            until: seq.saturating_add(1),
        };
        unseen.map(missing).collect()
    }

    /// Decides which of two copies of one entry stays.
    fn settle(&mut self, at: usize, entry: Entry) -> Added {
        if self.entries[at].fullness() >= entry.fullness() {
            return Added::Known;
        }
        self.entries[at] = entry;
        Added::Among
    }

    /// Of a fork's branches the one with the greatest digest is the head, whichever came first.
    fn note(&mut self, entry: &Entry) {
        let head = self.heads.entry(entry.actor).or_insert((entry.seq, entry.digest));
        *head = (*head).max((entry.seq, entry.digest));
        self.lamport = self.lamport.max(entry.lamport);
    }
}

/// Whether an entry was written behind one of these; behind a fork that may be either branch.
fn follows(entry: &Entry, before: &[&Entry]) -> bool {
    match entry.previous {
        Some(previous) => before.iter().any(|before| before.digest == previous),
        None => before.is_empty(),
    }
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

/// Bytes as hexadecimal digits, at once: a journal is full of them.
fn digits<const N: usize>(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; N];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    f.write_str(str::from_utf8(&text).unwrap_or_default())
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        digits::<16>(&self.0.to_be_bytes(), f)
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        digits::<16>(&self.0.to_be_bytes(), f)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        digits::<64>(&self.0, f)
    }
}

impl std::str::FromStr for Digest {
    type Err = ();

    /// Sixty-four hexadecimal digits, in small letters: there is one way to write it.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut bytes = [0; 32];
        let is_digit = |it| matches!(it, b'0'..=b'9' | b'a'..=b'f');
        let is_plain = text.len() == 64 && text.bytes().all(is_digit);
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
