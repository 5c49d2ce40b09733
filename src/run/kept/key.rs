//! The keys under which a run is kept, and what each of them promises to hold.

use super::Slip;
use crate::run::hash;
use crate::run::journal::{Actor, Entry, EntryRef, RunId};
use crate::run::wire;
use std::ops::RangeInclusive;

/// What a key of a run holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// One entry.
    Entry(EntryRef),
    /// Entries of one actor, a line each.
    Pack(Actor, RangeInclusive<u64>),
    /// Which plans the run follows.
    Plans,
    /// A later version knows.
    Unknown,
}

/// Before everything of a run.
pub fn of_run(run: RunId) -> String {
    format!("run/{run}/")
}

/// Where an entry stands alone.
pub fn of_entry(run: RunId, name: EntryRef) -> String {
    format!("run/{run}/{}/{:08}", name.actor, name.seq)
}

/// Where entries stand packed.
pub fn of_pack(run: RunId, actor: Actor, seqs: &RangeInclusive<u64>) -> String {
    format!("run/{run}/pack/{actor}.{:08}-{:08}", seqs.start(), seqs.end())
}

/// Where it is told which plans a run follows.
pub fn of_plans(run: RunId) -> String {
    format!("run/{run}/plan")
}

/// Says that a run was removed, so that no copy of it comes back.
pub fn of_gone(run: RunId) -> String {
    format!("gone/{run}")
}

/// Holds a seat that signed: there is room for one.
pub fn of_seat(run: RunId, seat: &str) -> String {
    let seat = hash::digest(seat.trim().to_lowercase().as_bytes()).to_string();
    format!("seat/{run}/{}", &seat[..32])
}

/// An entry as it is kept alone.
pub fn slip(entry: &Entry) -> Slip {
    Slip::new(of_entry(entry.run, entry.name()), wire::line(entry))
}

/// The run that a key belongs to.
pub fn run(key: &str) -> Option<RunId> {
    let mut parts = key.split('/');
    let run = parts.next().filter(|it| matches!(*it, "run" | "gone")).and(parts.next())?;
    number(run).map(RunId)
}

impl Part {
    /// What this key of a run holds.
    pub fn of(key: &str) -> Self {
        Self::known(key).unwrap_or(Self::Unknown)
    }

    fn known(key: &str) -> Option<Self> {
        let mut parts = key.split('/').skip(2);
        let (first, second) = (parts.next()?, parts.next());
        match (first, second, parts.next()) {
            ("plan", None, None) => Some(Self::Plans),
            ("pack", Some(name), None) => {
                let (actor, seqs) = name.split_once('.')?;
                let (from, to) = seqs.split_once('-')?;
                let (from, to) = (from.parse().ok()?, to.parse().ok()?);
                (from <= to).then_some(Self::Pack(Actor(number(actor)?), from..=to))
            }
            (actor, Some(seq), None) => {
                let actor = Actor(number(actor)?);
                Some(Self::Entry(EntryRef { actor, seq: seq.parse().ok()? }))
            }
            (..) => None,
        }
    }

    /// The entries that must be found under it.
    pub fn promised(&self) -> Option<(Actor, RangeInclusive<u64>)> {
        match self {
            Self::Entry(name) => Some((name.actor, name.seq..=name.seq)),
            Self::Pack(actor, seqs) => Some((*actor, seqs.clone())),
            Self::Plans | Self::Unknown => None,
        }
    }
}

fn number(digits: &str) -> Option<u64> {
    let plain = digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u64::from_str_radix(digits, 16).ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_understood_as_it_was_made() {
        let (run, actor) = (RunId(7), Actor(9));
        let name = EntryRef { actor, seq: 12 };
        assert_eq!(Part::of(&of_entry(run, name)), Part::Entry(name));
        assert_eq!(Part::of(&of_pack(run, actor, &(1..=256))), Part::Pack(actor, 1..=256));
        assert_eq!(Part::of(&of_plans(run)), Part::Plans);
        assert_eq!(super::run(&of_pack(run, actor, &(1..=2))), Some(run));
        assert_eq!(super::run(&of_gone(run)), Some(run));
    }

    #[test]
    fn another_key_is_of_a_later_version() {
        for key in ["run/0000000000000007/index/a", "run/1/2/3", "run/x", "", "pack/"] {
            assert_eq!(Part::of(key), Part::Unknown, "{key}");
        }
    }

    #[test]
    fn a_seat_is_one_however_it_is_typed() {
        assert_eq!(of_seat(RunId(1), " Руководитель"), of_seat(RunId(1), "руководитель "));
        assert_ne!(of_seat(RunId(1), "a"), of_seat(RunId(2), "a"));
    }
}
