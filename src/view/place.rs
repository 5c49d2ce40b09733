//! Where one is in the app, as the address says it: `#/run/0123456789abcdef/stage/2`.
//!
//! What an address does not say rightly leads to the shelf; nothing in it is ever text of a plan.

use crate::run::journal::{Digest, RunId};
use std::fmt;

/// A place in the app.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// What is at hand: runs, plans, samples.
    #[default]
    Shelf,
    /// What was understood of a plan.
    Plan(Digest),
    /// What is settled before a run begins.
    Start(Digest),
    /// A run.
    Run(RunId, Room),
    /// A report that somebody brought to be checked.
    Verify,
}

/// A part of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Room {
    /// Wherever the run is now.
    #[default]
    Now,
    /// A stage, counted from 1.
    Stage(u32),
    /// Everything that happened.
    Journal,
    /// What is asked how it is doing.
    Signals,
    /// What is written of it.
    Report,
}

impl Place {
    /// The place that the part of an address behind `#` names.
    pub fn of(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches('#').trim_matches('/').split('/');
        let mut next = || parts.next().unwrap_or_default();
        match (next(), next(), next(), next()) {
            ("plan", digest, "", _) => digest.parse().ok().map_or(Self::Shelf, Self::Plan),
            ("plan", digest, "start", _) => digest.parse().ok().map_or(Self::Shelf, Self::Start),
            ("run", run, room, n) => {
                let plain = run.len() == 16 && run.bytes().all(|byte| byte.is_ascii_hexdigit());
                let id = u64::from_str_radix(run, 16).ok().filter(|_| plain);
                id.map_or(Self::Shelf, |id| Self::Run(RunId(id), Room::of(room, n)))
            }
            ("verify", ..) => Self::Verify,
            (..) => Self::Shelf,
        }
    }

    /// Whether it is a run's own screen.
    pub fn is_at_work(self) -> bool {
        matches!(self, Self::Run(_, room) if room.is_at_work())
    }

    /// The run that one is in.
    pub fn run(self) -> Option<RunId> {
        match self {
            Self::Run(run, _) => Some(run),
            Self::Shelf | Self::Plan(_) | Self::Start(_) | Self::Verify => None,
        }
    }
}

impl Room {
    /// Whether it is a part of the run's own screen.
    pub fn is_at_work(self) -> bool {
        !matches!(self, Self::Report)
    }

    fn of(room: &str, n: &str) -> Self {
        match (room, n.parse()) {
            ("stage", Ok(n)) if n > 0 => Self::Stage(n),
            ("journal", _) => Self::Journal,
            ("signals", _) => Self::Signals,
            ("report", _) => Self::Report,
            (_, _) => Self::Now,
        }
    }
}

/// With the `#`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shelf => f.write_str("#/"),
            Self::Plan(digest) => write!(f, "#/plan/{digest}"),
            Self::Start(digest) => write!(f, "#/plan/{digest}/start"),
            Self::Run(run, Room::Now) => write!(f, "#/run/{run}"),
            Self::Run(run, Room::Stage(n)) => write!(f, "#/run/{run}/stage/{n}"),
            Self::Run(run, Room::Journal) => write!(f, "#/run/{run}/journal"),
            Self::Run(run, Room::Signals) => write!(f, "#/run/{run}/signals"),
            Self::Run(run, Room::Report) => write!(f, "#/run/{run}/report"),
            Self::Verify => f.write_str("#/verify"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Room};
    use crate::run::journal::{Digest, RunId};

    #[track_caller]
    fn check(hash: &str, place: Place) {
        assert_eq!(Place::of(hash), place, "{hash}");
    }

    #[test]
    fn an_address_leads_back_to_its_place() {
        let (run, digest) = (RunId(0xfeed), Digest([7; 32]));
        let rooms = [Room::Now, Room::Stage(3), Room::Journal, Room::Signals, Room::Report];
        for place in rooms.map(|room| Place::Run(run, room)) {
            check(&place.to_string(), place);
        }
        for place in [Place::Shelf, Place::Verify, Place::Plan(digest), Place::Start(digest)] {
            check(&place.to_string(), place);
        }
    }

    #[test]
    fn what_says_nothing_leads_to_the_shelf() {
        for hash in [
            "",
            "#",
            "#/",
            "#/run/x",
            "#/run/12",
            "#/plan/00",
            "#/nowhere",
            "#/run/+0000000000000ff",
        ] {
            check(hash, Place::Shelf);
        }
        check("#/run/00000000000000ff/stage/0", Place::Run(RunId(255), Room::Now));
        check("#/run/00000000000000ff/stage/x", Place::Run(RunId(255), Room::Now));
    }
}
