//! What is packed, and when. Entries stay alone while they are young, because each tab hears of
//! another's entry by its key; once enough of one actor's stand there, the oldest go under one key.
//! So each entry is written twice in its life, however long the run is.

use super::{Slip, key};
use crate::run::journal::{Actor, EntryRef, Journal, RunId};
use crate::run::wire;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// How many entries a pack holds.
pub const PACK: u64 = 256;

/// Entries that stand alone and are due to be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Whose.
    pub actor: Actor,
    /// Which.
    pub seqs: RangeInclusive<u64>,
}

/// A pack, and the keys that are free once it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The pack.
    pub pack: Slip,
    /// Where its entries stood alone.
    pub loose: Vec<String>,
}

/// What to pack of those that stand alone: of each actor the oldest that follow each other, a pack at
/// a time, as long as as many again stay alone.
pub fn due(loose: impl IntoIterator<Item = EntryRef>) -> Vec<Due> {
    let mut by_actor: BTreeMap<Actor, BTreeSet<u64>> = BTreeMap::new();
    for name in loose {
        by_actor.entry(name.actor).or_default().insert(name.seq);
    }
    by_actor.into_iter().flat_map(|(actor, seqs)| due_of(actor, &seqs)).collect()
}

fn due_of(actor: Actor, seqs: &BTreeSet<u64>) -> Vec<Due> {
    let mut due = Vec::new();
    let mut left = seqs.len() as u64;
    let mut first = None;
    let mut before = 0;
    for seq in seqs.iter().copied() {
        let start = *first.get_or_insert(seq);
        let start = if seq > start && seq != before + 1 { seq } else { start };
        first = Some(start);
        before = seq;
        if seq - start + 1 == PACK && left >= 2 * PACK {
            due.push(Due { actor, seqs: start..=seq });
            left -= PACK;
            first = None;
        }
    }
    due
}

impl Due {
    /// The pack itself; none if the journal lacks any of it, or holds one of it twice.
    pub fn packed(&self, run: RunId, journal: &Journal) -> Option<Packed> {
        let within = |it: &&crate::run::journal::Entry| {
            it.actor == self.actor && self.seqs.contains(&it.seq)
        };
        let mut lines: Vec<(u64, String)> = journal
            .entries()
            .iter()
            .filter(within)
            .map(|entry| (entry.seq, wire::line(entry)))
            .collect();
        lines.sort_unstable();
        let is_whole = lines.iter().map(|(seq, _)| *seq).eq(self.seqs.clone());
        if !is_whole {
            return None;
        }
        let text = lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        let loose = self.seqs.clone().map(|seq| EntryRef { actor: self.actor, seq });
        Some(Packed {
            pack: Slip::new(key::of_pack(run, self.actor, &self.seqs), text),
            loose: loose.map(|name| key::of_entry(run, name)).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Actor = Actor(1);

    #[track_caller]
    fn check(seqs: impl IntoIterator<Item = u64>, expected: &[RangeInclusive<u64>]) {
        let due = due(seqs.into_iter().map(|seq| EntryRef { actor: ONE, seq }));
        let seqs: Vec<_> = due.into_iter().map(|due| due.seqs).collect();
        assert_eq!(seqs, expected);
    }

    #[test]
    fn the_young_stay_alone() {
        check(1..=511, &[]);
        check(1..=512, &[1..=256]);
        check(257..=768, &[257..=512]);
        check(1..=1100, &[1..=256, 257..=512, 513..=768]);
    }

    #[test]
    fn a_gap_is_never_packed_over() {
        check((1..=100).chain(102..=700), &[102..=357]);
    }

    #[test]
    fn each_actor_has_packs_of_its_own() {
        let both = [ONE, Actor(2)];
        let names =
            both.iter().flat_map(|actor| (1..=300).map(|seq| EntryRef { actor: *actor, seq }));
        assert_eq!(due(names), []);
    }
}
