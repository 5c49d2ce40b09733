//! An offset that contradicts the clock time beside it.
//!
//! T0 is where a line «T0: …» says it is, else where most offsets with a clock agree, else the
//! beginning of the maintenance window.
//! Offsets of half a day and more are left alone: «T-24h» says which day, not which minute.

use super::ground::{at_item, at_section};
use super::slots::{shift, zones_agree};
use crate::plan::{Fault, FaultKind, Place, Plan, Schedule, Span, Window, Zone};
use chrono::{NaiveTime, Timelike};
use std::collections::BTreeMap;

const DAY: i64 = 24 * 60;

/// A clock beside an offset.
struct Pair<'p> {
    offset: Span,
    clock: NaiveTime,
    zone: Option<&'p Zone>,
    place: Place,
}

impl Pair<'_> {
    /// The minute of the day at which T0 would be.
    fn zero(&self) -> i64 {
        (minute(self.clock) - self.offset.total_s() / 60).rem_euclid(DAY)
    }
}

pub(super) fn check(plan: &Plan, faults: &mut Vec<Fault>) {
    let sections = plan.sections.iter().map(|s| (s.schedule.as_deref(), at_section(s)));
    let items = plan.items.iter().map(|item| (item.schedule.as_deref(), at_item(item)));
    let pairs: Vec<_> = sections.chain(items).filter_map(|(s, place)| pair(s?, place)).collect();
    let zones: Vec<_> = pairs.iter().filter_map(|pair| pair.zone).collect();
    let one_zone = zones.windows(2).all(|two| two[0] == two[1]);
    let window = plan.window.as_ref().map(|window| &window.window);
    let voted = || vote(&pairs).filter(|_| one_zone).or_else(|| start(window));
    let Some((zero, zone)) = told(plan).map(|zero| (zero, None)).or_else(voted) else {
        return;
    };
    for pair in &pairs {
        if !zones_agree(zone, pair.zone) {
            continue;
        }
        let expected = zero + pair.offset.total_s() / 60 + shift(zone, pair.zone);
        let expected = expected.rem_euclid(DAY);
        if expected != minute(pair.clock) {
            let kind = FaultKind::OffsetAgainstClock {
                offset: from_zero(pair.offset).into(),
                clock: pair.clock.format("%H:%M").to_string().into(),
                expected: format!("{:02}:{:02}", expected / 60, expected % 60).into(),
            };
            faults.push(Fault::new(kind, pair.place));
        }
    }
}

fn minute(clock: NaiveTime) -> i64 {
    i64::from(clock.hour() * 60 + clock.minute())
}

/// Only a single clock says when the offset is; a stretch of either kind is taken by its beginning.
fn pair(schedule: &Schedule, place: Place) -> Option<Pair<'_>> {
    let offset = schedule.offset?.from;
    let window = schedule.window.as_ref()?;
    let clock = window.from.time?;
    let near = offset.total_s().abs() < 12 * 3600 && offset.days == 0;
    near.then_some(Pair { offset, clock, zone: window.zone.as_ref(), place })
}

/// «T0: 01:00 UTC», "T0 = 2026-06-06 22:00".
fn told(plan: &Plan) -> Option<i64> {
    let named = |label: &str| matches!(label.trim(), "T0" | "T-0" | "Т0" | "Т-0" | "T−0" | "Т−0");
    let fact = plan.facts.iter().find(|fact| named(&fact.label))?;
    fact.value.split(|c: char| !c.is_ascii_digit() && c != ':').find_map(|word| {
        let clock = NaiveTime::parse_from_str(word, "%H:%M").ok()?;
        Some(minute(clock))
    })
}

/// The T0 that a plan's own zero states, or that more than half of at least three pairs agree on.
fn vote<'p>(pairs: &[Pair<'p>]) -> Option<(i64, Option<&'p Zone>)> {
    let zone = pairs.first()?.zone;
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    for pair in pairs {
        *votes.entry(pair.zero()).or_default() += 1;
    }
    let (zero, count) = votes.into_iter().max_by_key(|(_, count)| *count)?;
    if count >= 2 && count * 2 > pairs.len() {
        return Some((zero, zone));
    }
    let mut stated = pairs.iter().filter(|pair| pair.offset.is_zero());
    let only = stated.next().filter(|_| stated.next().is_none())?;
    Some((only.zero(), zone))
}

/// The beginning of the maintenance window.
fn start(window: Option<&Window>) -> Option<(i64, Option<&Zone>)> {
    let window = window?;
    Some((minute(window.from.time?), window.zone.as_ref()))
}

/// `T-30m`, `T+1h30m`, `T0`.
fn from_zero(offset: Span) -> String {
    if offset.is_zero() {
        return "T0".to_owned();
    }
    let mut out = String::from(if offset.negative { "T-" } else { "T+" });
    let parts = [(offset.hours, 'h'), (offset.minutes, 'm'), (offset.seconds, 's')];
    for (amount, unit) in parts.into_iter().filter(|(amount, _)| *amount > 0) {
        out.push_str(&amount.to_string());
        out.push(unit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::FaultKind;

    #[track_caller]
    fn check(draft: &str, expected: &[(&str, &str, &str)]) {
        let got = found(draft, |kind| match kind {
            FaultKind::OffsetAgainstClock { offset, clock, expected } => {
                Some((offset.to_string(), clock.to_string(), expected.to_string()))
            }
            _ => None,
        });
        let got: Vec<_> =
            got.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        assert_eq!(got, expected, "{draft}");
    }

    #[test]
    fn the_window_says_when_zero_is() {
        let window = "window 02:00-04:00 MSK\n## stage A\n";
        check(&format!("{window}step a {{T-30m; 01:45}}"), &[("T-30m", "01:45", "01:30")]);
        check(&format!("{window}step a {{T-30m; 01:30}}"), &[]);
        check(&format!("{window}step a {{T-30m; 22:30/UTC}}"), &[]);
        check(&format!("{window}step a {{T+90m; 03:00}}"), &[("T+90m", "03:00", "03:30")]);
        check("window 00:15-02:00\n## stage A {T-30m; 23:45}", &[]);
        check("window 00:15-02:00\n## stage A {T-30m; 23:30}", &[("T-30m", "23:30", "23:45")]);
        check(&format!("{window}step a {{T-30m; 01:45/Europe}}"), &[]);
    }

    #[test]
    fn the_plan_says_when_zero_is() {
        let told = "fact T0: 06.06.2026 22:00 МСК\nwindow 21:00-23:00\n## stage A\n";
        check(&format!("{told}step a {{T-15m; 21:50}}"), &[("T-15m", "21:50", "21:45")]);
        check(&format!("{told}step a {{T-15m; 21:45}}"), &[]);
    }

    #[test]
    fn most_pairs_say_when_zero_is() {
        let pairs = "## stage A\nstep a {T-30m; 01:30}\nstep b {T0; 02:00}\n";
        check(&format!("{pairs}step c {{T+15m; 02:20}}"), &[("T+15m", "02:20", "02:15")]);
        check(&format!("window 01:00-04:00\n{pairs}step c {{T+15m; 02:15}}"), &[]);
        check(
            "## stage A\nstep a {T0; 02:00}\nstep b {T+30m; 02:45}",
            &[("T+30m", "02:45", "02:30")],
        );
    }

    #[test]
    fn what_cannot_be_told_is_not() {
        check("## stage A\nstep a {T-30m; 01:45}", &[]);
        check("## stage A\nstep a {T-30m; 01:45}\nstep b {T+30m; 02:00}", &[]);
        check("window 02:00-04:00\n## stage A\nstep a {T-24h; 10:00}\nstep b {T-7d; 09:00}", &[]);
    }
}
