//! The desk's table of zones. What it finds goes into the journal, so nobody below asks again.

use crate::run::zone::ZoneRule;
use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

/// The rule of a zone of the IANA database around a moment, if there is such a zone.
pub fn table(name: &str, around_ms: i64) -> Option<ZoneRule> {
    let zone: Tz = name.parse().ok()?;
    ZoneRule::found(name, around_ms, |at_ms| {
        let moment = DateTime::from_timestamp_millis(at_ms)?.naive_utc();
        let offset_s = zone.offset_from_utc_datetime(&moment).fix().local_minus_utc();
        i16::try_from(offset_s / 60).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn the_desk_knows_zones() {
        // Berlin in 2026: summer from 29 March 01:00 UTC to 25 October 01:00 UTC.
        let berlin = table("Europe/Berlin", 1_780_000_000_000).expect("a zone");
        let within =
            |(at_ms, _): &&(i64, i16)| (1_770_000_000_000..1_800_000_000_000).contains(at_ms);
        let of_2026: Vec<_> = berlin.changes.iter().filter(within).copied().collect();
        assert_eq!(of_2026, [(1_774_746_000_000, 120), (1_792_890_000_000, 60)]);
        assert_eq!(table("Europe/Moscow", 0).map(|it| it.offset_min), Some(180));
        assert_eq!(table("Europe/Atlantis", 0), None);
    }
}
