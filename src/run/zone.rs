//! A time zone as a run carries it: its offsets for the time of the release.
//!
//! Whoever starts a run asks its own table of zones once, the browser's or the desk's, and writes
//! the answer into the journal. So the page needs no table, a report is the same on both targets,
//! and a law that moves the clocks next year changes no report of this one.

mod find;
mod names;

pub use names::{Meaning, ZoneAsk, ZoneTable, rule_of, settle, zones_named};

use chrono::{DateTime, NaiveDateTime, TimeDelta};

/// A zone's name and its offsets around the time of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneRule {
    /// As it was asked for: `Europe/Moscow`, `UTC`, `+05:00`.
    pub name: Box<str>,
    /// Minutes east of UTC before the first change.
    pub offset_min: i16,
    /// When, in UTC, the offset becomes another; in order.
    pub changes: Vec<(i64, i16)>,
}

/// A reading of a zone's clock that is not one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The clocks were set forward over it; it is read as the moment of the change.
    Skipped,
    /// The clocks were set back and it came twice; the first one is taken.
    Twice,
}

impl ZoneRule {
    /// A zone that never changes.
    pub fn fixed(name: impl Into<Box<str>>, offset_min: i16) -> Self {
        Self { name: name.into(), offset_min, changes: Vec::new() }
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self::fixed("UTC", 0)
    }

    /// Minutes east of UTC at a moment.
    pub fn offset_at(&self, at_ms: i64) -> i16 {
        let past = self.changes.partition_point(|(change_ms, _)| *change_ms <= at_ms);
        past.checked_sub(1).map_or(self.offset_min, |last| self.changes[last].1)
    }

    /// What the zone's clock shows at a moment. Moments beyond the calendar are its edge.
    pub fn clock(&self, at_ms: i64) -> NaiveDateTime {
        clock_at(at_ms, self.offset_at(at_ms))
    }

    /// The moment at which the zone's clock shows this.
    pub fn moment(&self, clock: NaiveDateTime) -> (i64, Option<Doubt>) {
        let read_ms = clock.and_utc().timestamp_millis();
        let at = |offset_min: i16| read_ms.saturating_sub(i64::from(offset_min) * 60_000);
        let mut offsets: Vec<i16> = vec![self.offset_min];
        offsets.extend(self.changes.iter().map(|(_, offset)| *offset));
        let mut fits: Vec<i64> =
            offsets.iter().filter(|o| self.offset_at(at(**o)) == **o).map(|o| at(*o)).collect();
        fits.sort_unstable();
        fits.dedup();
        match fits[..] {
            [only] => (only, None),
            [first, ..] => (first, Some(Doubt::Twice)),
            // No offset gives it back: it lies in the hour that was left out.
            [] => {
                let change = self.changes.windows(1).find_map(|change| {
                    let (change_ms, after) = change[0];
                    let before = self.offset_at(change_ms - 1);
                    (at(before) >= change_ms && at(after) < change_ms).then_some(change_ms)
                });
                (change.unwrap_or_else(|| at(self.offset_min)), Some(Doubt::Skipped))
            }
        }
    }
}

/// What a clock so many minutes east of UTC shows at a moment.
pub fn clock_at(at_ms: i64, offset_min: i16) -> NaiveDateTime {
    let shifted_ms = at_ms.saturating_add(i64::from(offset_min) * 60_000);
    DateTime::from_timestamp_millis(shifted_ms).map_or_else(
        || {
            if shifted_ms < 0 {
                NaiveDateTime::MIN
            } else {
                NaiveDateTime::MAX - TimeDelta::days(1)
            }
        },
        |moment| moment.naive_utc(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Doubt, ZoneRule};
    use chrono::NaiveDateTime;

    /// Berlin in 2026: summer from 29 March 01:00 UTC to 25 October 01:00 UTC.
    fn berlin() -> ZoneRule {
        let changes = vec![(1_774_746_000_000, 120), (1_792_890_000_000, 60)];
        ZoneRule { name: "Europe/Berlin".into(), offset_min: 60, changes }
    }

    #[track_caller]
    fn check(clock: &str, utc: &str, doubt: Option<Doubt>) {
        let read =
            |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
        let (at_ms, found) = berlin().moment(read(clock));
        assert_eq!((at_ms, found), (read(utc).and_utc().timestamp_millis(), doubt), "{clock}");
    }

    #[test]
    fn a_clock_is_read_by_the_zone() {
        check("2026-03-28 12:00", "2026-03-28 11:00", None);
        check("2026-03-29 01:59", "2026-03-29 00:59", None);
        check("2026-03-29 02:30", "2026-03-29 01:00", Some(Doubt::Skipped));
        check("2026-03-29 03:00", "2026-03-29 01:00", None);
        check("2026-07-01 00:00", "2026-06-30 22:00", None);
        check("2026-10-25 02:30", "2026-10-25 00:30", Some(Doubt::Twice));
        check("2026-10-25 03:00", "2026-10-25 02:00", None);
    }

    #[test]
    fn a_clock_shows_what_it_was_read_from() {
        for at_ms in [0, 1_774_746_000_000, 1_774_745_999_999, 1_800_000_000_000] {
            assert_eq!(berlin().moment(berlin().clock(at_ms)).0, at_ms);
        }
        assert!(ZoneRule::utc().clock(i64::MAX).and_utc().timestamp_millis() > 0);
    }
}
