//! What was written, from both stores: every line that is whole, once. A line that is not is told,
//! unless a whole copy of it lies anywhere; and what one store lacks is handed back to be written
//! there again.

use super::Slip;
use super::key::{self, Part};
use crate::run::journal::{Entry, EntryRef, Journal, RunId};
use crate::run::wire::{self, Damage, DamageKind};
use std::collections::{BTreeMap, BTreeSet};

/// How many entries are handed back to the store that other tabs hear.
const HEAD: usize = 512;

/// A run as both stores hold it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Union {
    /// Every entry that is whole in either.
    pub journal: Journal,
    /// Lines of which there is no whole copy.
    pub damages: Vec<Damage>,
    /// Lines that a later version wrote. They are left as they are.
    pub newer: usize,
    /// Entries that stand alone, in either store.
    pub loose: BTreeSet<EntryRef>,
    /// What the store that others hear lacks.
    pub to_local: Vec<Slip>,
    /// What the store that confirms lacks.
    pub to_vault: Vec<Slip>,
}

impl Union {
    /// Nothing ever happened in it, as far as can be told.
    pub fn is_empty(&self) -> bool {
        self.journal.is_empty() && self.damages.is_empty() && self.newer == 0
    }
}

/// What one store holds of a run.
#[derive(Default)]
struct Half {
    /// Entries that are whole in it.
    whole: BTreeSet<EntryRef>,
    /// Keys that a later version wrote to.
    newer: BTreeSet<String>,
    /// Those that do not hold what they promise, and the first line that is wrong.
    broken: BTreeMap<String, Option<Damage>>,
}

/// Puts both stores together.
pub fn union(run: RunId, local: Vec<Slip>, vault: Vec<Slip>) -> Union {
    let mut entries = Vec::new();
    let mut out = Union::default();
    for slip in local.iter().chain(&vault) {
        if let Part::Entry(name) = Part::of(&slip.key) {
            out.loose.insert(name);
        }
    }
    let vault: BTreeMap<String, String> = vault.into_iter().map(|it| (it.key, it.text)).collect();
    let (mut here, mut there) = (Half::default(), Half::default());
    let mut same: BTreeSet<String> = BTreeSet::new();
    for Slip { key, text } in local {
        let names = here.read(run, &key, &text, &mut entries);
        if vault.get(&key) == Some(&text) {
            there.take(&here, &key, names);
            same.insert(key);
        }
    }
    for (key, text) in vault.iter().filter(|(key, _)| !same.contains(*key)) {
        there.read(run, key, text, &mut entries);
    }
    out.journal = Journal::of(entries);
    out.newer = here.newer.union(&there.newer).count();
    out.damages = damages(&out.journal, &here, &there);
    out.to_vault = lacking(run, &out.journal, &there, |_| true);
    // What others need to hear is young; the rest lies in the other store.
    out.to_local = lacking(run, &out.journal, &here, |name| out.loose.contains(&name));
    out.to_local.drain(..out.to_local.len().saturating_sub(HEAD));
    out
}

/// What is broken in one store or both, and whole in neither.
fn damages(journal: &Journal, here: &Half, there: &Half) -> Vec<Damage> {
    if here.broken.is_empty() && there.broken.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<EntryRef> = journal.entries().iter().map(Entry::name).collect();
    let mut damages: BTreeMap<&String, Damage> = BTreeMap::new();
    for (key, damage) in here.broken.iter().chain(&there.broken) {
        let promised = Part::of(key).promised();
        let is_whole = promised.is_some_and(|(actor, seqs)| {
            seqs.clone().all(|seq| known.contains(&EntryRef { actor, seq }))
        });
        if !is_whole {
            let none = || Damage { line: 1, kind: DamageKind::NotText, text: "".into() };
            damages.entry(key).or_insert_with(|| damage.clone().unwrap_or_else(none));
        }
    }
    damages.into_values().collect()
}

/// The entries that a store lacks and should have, each as it stands alone.
fn lacking(
    run: RunId,
    journal: &Journal,
    half: &Half,
    due: impl Fn(EntryRef) -> bool,
) -> Vec<Slip> {
    let lacking = |entry: &&Entry| {
        let name = entry.name();
        entry.run == run
            && due(name)
            && !half.whole.contains(&name)
            && !half.newer.contains(&key::of_entry(run, name))
    };
    journal.entries().iter().filter(lacking).map(key::slip).collect()
}

impl Half {
    /// Takes in what lies under a key, and says which entries are whole there.
    fn read(&mut self, run: RunId, key: &str, text: &str, into: &mut Vec<Entry>) -> Vec<EntryRef> {
        let part = Part::of(key);
        if part == Part::Plans {
            return Vec::new();
        }
        let mut names = Vec::new();
        let mut first = None;
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match wire::entry(line) {
                Ok(entry) if entry.run == run => {
                    names.push(entry.name());
                    into.push(entry);
                }
                Ok(_) => {}
                Err(DamageKind::TooNew(_)) => {
                    self.newer.insert(key.to_owned());
                }
                Err(kind) => {
                    let damage = Damage { line: n + 1, kind, text: line.into() };
                    first.get_or_insert(damage);
                }
            }
        }
        let kept = part.promised().is_none_or(|(actor, seqs)| {
            names.iter().map(|name| (name.actor, name.seq)).eq(seqs.map(|seq| (actor, seq)))
        });
        let is_newer = part == Part::Unknown && names.is_empty() || self.newer.contains(key);
        if is_newer {
            self.newer.insert(key.to_owned());
        } else if first.is_some() || !kept {
            self.broken.insert(key.to_owned(), first);
        }
        self.whole.extend(&names);
        names
    }

    /// Takes what the other store holds alike.
    fn take(&mut self, other: &Self, key: &str, names: Vec<EntryRef>) {
        self.whole.extend(names);
        if other.newer.contains(key) {
            self.newer.insert(key.to_owned());
        }
        if let Some(damage) = other.broken.get(key) {
            self.broken.insert(key.to_owned(), damage.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Id;
    use crate::run::event::Event;
    use crate::run::journal::Actor;
    use crate::run::kept::pack::Due;
    use crate::run::seal::{self, Pen};

    const RUN: RunId = RunId(0xfeed);
    const ONE: Actor = Actor(0xa11ce);

    fn journal(count: u64) -> Journal {
        let mut journal = Journal::default();
        for n in 0..count {
            let pen = Pen {
                run: RUN,
                actor: if n % 7 == 6 { Actor(0xb0b) } else { ONE },
                by: "Орлова".into(),
                at_ms: 1_795_200_000_000 + i64::try_from(n).unwrap_or(0),
                offset_min: 180,
                salt: n + 1,
            };
            let item = Id::ROOT.child(&n.to_string());
            let entry = seal::write(&pen, &journal, Event::Ticked { item });
            journal.add(entry);
        }
        journal
    }

    fn loose(journal: &Journal) -> Vec<Slip> {
        journal.entries().iter().map(key::slip).collect()
    }

    #[track_caller]
    fn check_whole(union: &Union, journal: &Journal) {
        assert_eq!(&union.journal, journal);
        assert_eq!(union.damages, []);
    }

    #[test]
    fn what_one_store_lost_comes_from_the_other_and_goes_back() {
        let journal = journal(40);
        let all = loose(&journal);
        for (local, vault) in
            [(&all[..], &all[..0]), (&all[..0], &all[..]), (&all[..25], &all[10..])]
        {
            let both = union(RUN, local.to_vec(), vault.to_vec());
            check_whole(&both, &journal);
            let lacks = |half: &[Slip], back: &[Slip]| {
                let mut now = [half, back].concat();
                now.sort();
                let mut all = all.clone();
                all.sort();
                assert_eq!(now, all);
            };
            lacks(local, &both.to_local);
            lacks(vault, &both.to_vault);
        }
    }

    #[test]
    fn a_pack_is_its_lines_and_stands_for_them() {
        let journal = journal(40);
        let due = Due { actor: ONE, seqs: 3..=20 };
        let packed = due.packed(RUN, &journal).expect("all of it is there");
        let mut slips = loose(&journal);
        slips.retain(|slip| !packed.loose.contains(&slip.key));
        slips.push(packed.pack);
        let both = union(RUN, slips.clone(), slips);
        check_whole(&both, &journal);
        assert_eq!((both.to_local, both.to_vault), (vec![], vec![]));
        assert_eq!(Due { actor: ONE, seqs: 3..=400 }.packed(RUN, &journal), None);
    }

    #[test]
    fn a_later_version_is_left_as_it_is() {
        let later = Slip::new("run/000000000000feed/index/3", "{\"of\":\"tomorrow\"}");
        let line = wire::line(&journal(1).entries()[0]).replace("{\"v\":1,", "{\"v\":2,");
        let name = EntryRef { actor: ONE, seq: 1 };
        let entry = Slip::new(key::of_entry(RUN, name), line);
        let both = union(RUN, vec![later, entry], Vec::new());
        assert_eq!((both.newer, both.damages.len()), (2, 0));
        assert_eq!((both.to_local, both.to_vault), (vec![], vec![]));
    }

    #[test]
    fn a_plan_alone_is_no_run() {
        let plan = Slip::new(key::of_plans(RUN), "c".repeat(64));
        assert!(union(RUN, vec![plan.clone()], vec![plan.clone()]).is_empty());
        let entry = loose(&journal(1)).remove(0);
        let damaged = Slip::new(entry.key.clone(), changed(&entry.text, 9));
        for entry in [entry, damaged] {
            assert!(!union(RUN, vec![plan.clone()], vec![entry]).is_empty());
        }
    }

    /// Each byte of a stored run of 200 entries, of its keys, too: the damage is told. With a whole
    /// copy in the other store, tried at each seventh, the run is whole and the copy goes back.
    #[test]
    fn every_byte_that_changes_is_seen_or_made_good() {
        let journal = journal(200);
        for slip in loose(&journal) {
            let entry = Part::of(&slip.key);
            let Part::Entry(name) = entry else { panic!("{entry:?}") };
            let good = wire::entry(&slip.text).expect("it is whole");
            for at in 0..slip.text.len() {
                let damaged = Slip::new(slip.key.clone(), changed(&slip.text, at));
                let alone = union(RUN, vec![damaged.clone()], Vec::new());
                assert!(alone.journal.is_empty(), "byte {at}: {:?}", damaged.text);
                assert!(alone.damages.len() + alone.newer == 1, "byte {at}: {:?}", damaged.text);
                if !at.is_multiple_of(7) {
                    continue;
                }
                let both = union(RUN, vec![damaged], vec![slip.clone()]);
                assert_eq!(both.journal.entries(), std::slice::from_ref(&good));
                assert_eq!(both.damages, []);
                assert!(both.to_local.len() + both.newer == 1 && both.to_vault.is_empty());
            }
            for at in key::of_run(RUN).len()..slip.key.len() {
                let moved = Slip::new(changed(&slip.key, at), slip.text.clone());
                let alone = union(RUN, vec![moved], Vec::new());
                assert_eq!(alone.journal.entries(), std::slice::from_ref(&good), "{name:?}");
            }
        }
    }

    #[test]
    fn a_byte_of_a_pack_costs_one_line_and_is_told() {
        let journal = journal(200);
        let packed = Due { actor: ONE, seqs: 1..=64 }.packed(RUN, &journal).expect("there");
        for at in (0..packed.pack.text.len()).step_by(61) {
            let damaged = Slip::new(packed.pack.key.clone(), changed(&packed.pack.text, at));
            let alone = union(RUN, vec![damaged.clone()], Vec::new());
            assert!((62..64).contains(&alone.journal.len()), "byte {at}");
            assert!(alone.damages.len() + alone.newer >= 1, "byte {at}");
            let both = union(RUN, vec![damaged], vec![packed.pack.clone()]);
            assert_eq!((both.journal.len(), both.damages.len()), (64, 0), "byte {at}");
        }
    }

    fn changed(text: &str, at: usize) -> String {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 0x11;
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
