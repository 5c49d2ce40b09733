//! Days and times of day to moments, in a zone, near to something whose moment is known.

use crate::plan::{Day, Span};
use crate::run::zone::{Doubt, ZoneRule};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};

/// A minute.
pub const MINUTE_MS: i64 = 60_000;

/// An hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;

/// What a time of day without a day stands near to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// On this very day.
    Day(NaiveDate),
    /// As near as can be to a stretch; of two as near, the earlier one.
    Near(i64, i64),
    /// The first one behind this moment. Some hours before it still count as beside it: of two
    /// stages side by side the second may begin a little earlier.
    After(i64),
    /// The last one before this moment, or at it.
    Before(i64),
}

/// How far before the last known time the next one may lie.
const BESIDE_MS: i64 = 6 * HOUR_MS;

/// The moment of a time of day.
pub fn moment_of(zone: &ZoneRule, time: NaiveTime, anchor: Anchor) -> (i64, Option<Doubt>) {
    let (from, to) = match anchor {
        Anchor::Day(date) => return zone.moment(date.and_time(time)),
        Anchor::Near(from, to) => (from, to),
        Anchor::After(at) | Anchor::Before(at) => (at, at),
    };
    let (first, last) = (zone.clock(from).date(), zone.clock(to).date());
    let near = [first.pred_opt(), Some(first), Some(last), last.succ_opt()];
    let found = near.into_iter().flatten().map(|date| zone.moment(date.and_time(time)));
    let found = found.min_by_key(|(at_ms, _)| match anchor {
        Anchor::Day(_) => (false, 0),
        Anchor::Near(..) => (false, distance(*at_ms, from, to)),
        Anchor::After(at) => (*at_ms < at - BESIDE_MS, (*at_ms - (at - BESIDE_MS)).abs()),
        Anchor::Before(at) => (*at_ms > at, (*at_ms - at).abs()),
    });
    found.unwrap_or_else(|| zone.moment(first.and_time(time)))
}

/// How far a moment is from a stretch.
pub fn distance(at_ms: i64, from: i64, to: i64) -> i64 {
    (from - at_ms).max(at_ms - to).max(0)
}

/// The first moment of a day in a zone.
pub fn midnight(zone: &ZoneRule, date: NaiveDate) -> i64 {
    zone.moment(date.and_time(NaiveTime::MIN)).0
}

/// A day of the calendar; without its year the one nearest to another.
pub fn date_near(day: Day, near: NaiveDate) -> Option<NaiveDate> {
    let of = |year: i32| NaiveDate::from_ymd_opt(year, day.month.into(), day.day.into());
    if let Some(year) = day.year {
        return of(year);
    }
    // Four years to either side hold a 29 February.
    let years = (near.year() - 4..=near.year() + 4).filter_map(of);
    years.min_by_key(|date| (*date - near).num_days().abs())
}

/// A day of the calendar that ends a stretch: without its year the first that is not before it.
pub fn date_after(day: Day, from: NaiveDate) -> Option<NaiveDate> {
    let of = |year: i32| NaiveDate::from_ymd_opt(year, day.month.into(), day.day.into());
    match day.year {
        Some(year) => of(year),
        None => (from.year()..=from.year() + 8).filter_map(of).find(|date| *date >= from),
    }
}

/// So many days from a day.
pub fn days_from(date: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    let there = if days < 0 { date.checked_sub_days(by) } else { date.checked_add_days(by) };
    there.unwrap_or(date)
}

/// The days of a length that is told in days alone, negative before T0.
pub fn whole_days(span: Span) -> Option<i64> {
    let days = i64::from(span.days);
    let alone = span.days > 0 && span.hours == 0 && span.minutes == 0 && span.seconds == 0;
    alone.then_some(if span.negative { -days } else { days })
}
