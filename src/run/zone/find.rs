//! How a zone's rule is found: by asking, whatever knows zones, for its offset at moments.
//!
//! The browser and the desk know zones in different ways and answer the same question, so that both
//! give the same rule.

use super::ZoneRule;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// How far to either side of the run its rule reaches, in days.
const REACH_DAYS: i64 = 400;

/// No zone changes twice in so few days and back again.
const STRIDE_DAYS: i64 = 5;

/// Beyond these years no platform knows of zones.
const YEARS_MS: (i64, i64) = (-30_000_000_000_000, 200_000_000_000_000);

impl ZoneRule {
    /// The rule around a moment of a zone whose offset, in minutes east of UTC, can be asked for.
    /// Nothing where nobody knows the zone.
    pub fn found(
        name: impl Into<Box<str>>,
        around_ms: i64,
        offset_min: impl Fn(i64) -> Option<i16>,
    ) -> Option<Self> {
        let around_ms = around_ms.clamp(YEARS_MS.0, YEARS_MS.1);
        let from_ms = (around_ms.div_euclid(DAY_MS) - REACH_DAYS) * DAY_MS;
        let mut rule = Self::fixed(name, offset_min(from_ms)?);
        let mut last = rule.offset_min;
        for stride in 0..2 * REACH_DAYS / STRIDE_DAYS {
            let mut at_ms = from_ms + stride * STRIDE_DAYS * DAY_MS;
            let until_ms = at_ms + STRIDE_DAYS * DAY_MS;
            let after = offset_min(until_ms)?;
            while last != after {
                at_ms = first_other(at_ms, until_ms, |ms| Some(offset_min(ms)? == last))?;
                last = offset_min(at_ms)?;
                rule.changes.push((at_ms, last));
            }
        }
        Some(rule)
    }
}

/// The first minute that is not like `from_ms`, where `until_ms` is known not to be.
fn first_other(from_ms: i64, until_ms: i64, is_same: impl Fn(i64) -> Option<bool>) -> Option<i64> {
    let (mut same, mut other) = (from_ms / MINUTE_MS, until_ms / MINUTE_MS);
    while other - same > 1 {
        let middle = same + (other - same) / 2;
        if is_same(middle * MINUTE_MS)? {
            same = middle;
        } else {
            other = middle;
        }
    }
    Some(other * MINUTE_MS)
}

#[cfg(test)]
mod tests {
    use super::{DAY_MS, ZoneRule};

    #[test]
    fn a_rule_is_found_by_asking() {
        let berlin = ZoneRule {
            name: "Europe/Berlin".into(),
            offset_min: 60,
            changes: vec![(1_774_746_000_000, 120), (1_792_890_000_000, 60)],
        };
        let found = ZoneRule::found("Europe/Berlin", 1_780_000_000_000, |at_ms| {
            Some(berlin.offset_at(at_ms))
        });
        assert_eq!(found, Some(berlin));
    }

    #[test]
    fn two_changes_in_one_stride_are_both_found() {
        let offset = |at_ms: i64| match at_ms {
            ..90_000_000 => 0,
            90_000_000..96_000_000 => 30,
            _ => 60,
        };
        let found = ZoneRule::found("Odd", 0, |at_ms| Some(offset(at_ms))).expect("known");
        assert_eq!(found.changes, [(90_000_000, 30), (96_000_000, 60)]);
    }

    #[test]
    fn what_nobody_knows_is_not_found() {
        assert_eq!(ZoneRule::found("Mars/Olympus", 0, |_| None), None);
        let none_later = |at_ms: i64| (at_ms < 100 * DAY_MS).then_some(0);
        assert_eq!(ZoneRule::found("Half", 0, none_later), None);
        assert!(ZoneRule::found("UTC", i64::MAX, |_| Some(0)).is_some());
        assert!(ZoneRule::found("UTC", i64::MIN, |_| Some(0)).is_some());
    }
}
