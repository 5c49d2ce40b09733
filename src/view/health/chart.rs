//! The last hour of a signal: a line, the limits, marks where gates were passed; and a table of the
//! same values for those who do not see it. No value is a hole in the line, never a nought.

use super::Past;
use crate::run::zone::ZoneRule;
use crate::words::Lang;
use crate::words::health::{health, number};
use leptos::prelude::*;
use std::fmt::Write;

const WIDE: f64 = 240.0;
const HIGH: f64 = 48.0;
/// More rows a table does not help anybody with.
const ROWS: usize = 60;

/// The picture, and its ends in numbers.
#[component]
pub(super) fn Chart(past: Memo<Past>, lang: Lang, zone: StoredValue<ZoneRule>) -> impl IntoView {
    move || {
        past.with(|Past { readings, limits, gates }| {
            let frame = Frame::of(readings, limits)?;
            let line = frame.line(readings);
            let limit = |(limit, above): &(f64, bool)| {
                let y = frame.y(*limit);
                let (top, high) = if *above { (0.0, y) } else { (y, HIGH - y) };
                view! {
                    <rect class="band" x="0" y=top width=WIDE height=high/>
                    <line class="limit" x1="0" x2=WIDE y1=y y2=y/>
                }
            };
            let limits: Vec<_> = limits.iter().map(limit).collect();
            let within = |at_ms: &&i64| (frame.from_ms..=frame.to_ms).contains(*at_ms);
            let gate = |at_ms: &i64| {
                let x = frame.x(*at_ms);
                view! { <line class="gate" x1=x x2=x y1="0" y2=HIGH/> }
            };
            let marks: Vec<_> = gates.iter().filter(within).map(gate).collect();
            let (from, to) = (time(zone, frame.from_ms), time(zone, frame.to_ms));
            let (least, most) = frame.seen;
            Some(view! {
                <svg class="spark" viewBox="0 0 240 48" aria-hidden="true" preserveAspectRatio="none">
                    {limits}{marks}<path d=line fill="none"/>
                </svg>
                <small class="ends num" aria-hidden="true"><span>{from}</span><span>{format!("{} … {}", number(lang, least), number(lang, most))}</span><span>{to}</span></small>
            })
        })
    }
}

/// `13:05:20` by the clock of the run.
fn time(zone: StoredValue<ZoneRule>, at_ms: i64) -> String {
    zone.with_value(|zone| zone.clock(at_ms).format("%H:%M:%S").to_string())
}

struct Frame {
    from_ms: i64,
    to_ms: i64,
    low: f64,
    high: f64,
    /// The least and the greatest value that was seen.
    seen: (f64, f64),
}

impl Frame {
    fn of(readings: &[(i64, Option<f64>)], limits: &[(f64, bool)]) -> Option<Self> {
        let (from_ms, to_ms) = (readings.first()?.0, readings.last()?.0);
        let values = || readings.iter().filter_map(|(_, value)| *value);
        values().nth(1)?;
        let ends = |values: &mut dyn Iterator<Item = f64>| {
            let first = (f64::INFINITY, f64::NEG_INFINITY);
            values.fold(first, |(low, high), it| (low.min(it), high.max(it)))
        };
        let seen = ends(&mut values());
        let (low, high) = ends(&mut values().chain(limits.iter().map(|(limit, _)| *limit)));
        let low = low.min(0.0);
        // Room above the highest limit, so that its bad side is seen.
        let high = if high > low { high + (high - low) / 5.0 } else { low + 1.0 };
        Some(Self { from_ms, to_ms, low, high, seen })
    }

    #[expect(clippy::cast_precision_loss, reason = "a place in a picture")]
    fn x(&self, at_ms: i64) -> f64 {
        let all = (self.to_ms - self.from_ms).max(1) as f64;
        ((at_ms - self.from_ms) as f64 / all * WIDE * 10.0).round() / 10.0
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        ((1.0 - share) * (HIGH - 2.0) * 10.0 + 10.0).round() / 10.0
    }

    /// Of many readings in one place of the picture the least and the greatest are drawn: a short
    /// breach must not fall between two dots.
    fn line(&self, readings: &[(i64, Option<f64>)]) -> String {
        let mut line = String::new();
        let mut pen_up = true;
        for column in readings.chunk_by(|a, b| self.column(a.0) == self.column(b.0)) {
            let values = || column.iter().filter_map(|(at_ms, value)| Some((*at_ms, (*value)?)));
            let least = values().min_by(|a, b| a.1.total_cmp(&b.1));
            let most = values().max_by(|a, b| a.1.total_cmp(&b.1));
            let drawn = |it: &&(i64, Option<f64>)| {
                it.1.is_none_or(|value| Some((it.0, value)) == least || Some((it.0, value)) == most)
            };
            for (at_ms, value) in column.iter().filter(drawn) {
                if let Some(value) = value {
                    let step = if pen_up { 'M' } else { 'L' };
                    // Writing to a string cannot fail.
                    let _ = write!(line, "{step}{} {}", self.x(*at_ms), self.y(*value));
                }
                pen_up = value.is_none();
            }
        }
        line
    }

    /// Half a dot of the picture.
    #[expect(clippy::cast_possible_truncation, reason = "a place in a picture")]
    fn column(&self, at_ms: i64) -> i64 {
        (self.x(at_ms) * 2.0) as i64
    }
}

/// The same as a table, the latest first.
#[component]
pub(super) fn Table(past: Memo<Past>, lang: Lang, zone: StoredValue<ZoneRule>) -> impl IntoView {
    let words = health(lang);
    let name = zone.with_value(|zone| zone.name.to_string());
    let row = move |(at_ms, value): (i64, Option<f64>)| {
        let value = value.map_or(words.no_value.to_owned(), |it| number(lang, it));
        view! { <tr><td class="num">{time(zone, at_ms)}</td><td class="num">{value}</td></tr> }
    };
    let rows = move || {
        let latest =
            past.with(|it| it.readings.iter().rev().take(ROWS).copied().collect::<Vec<_>>());
        latest.into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <table>
            <thead><tr><th>{words.time}", "{name}</th><th>{words.value}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::Frame;

    #[test]
    fn what_was_not_seen_is_a_hole() {
        let readings =
            [(0, Some(0.0)), (10, Some(1.0)), (20, None), (30, Some(1.0)), (40, Some(0.0))];
        let frame = Frame::of(&readings, &[(2.0, true)]).unwrap_or_else(|| panic!("a frame"));
        assert_eq!(frame.line(&readings), "M0 47L60 27.8M180 27.8L240 47");
        assert!(Frame::of(&readings[..1], &[]).is_none(), "one value is no line");
    }

    #[test]
    fn an_hour_of_readings_is_thinned_and_keeps_its_peak() {
        let value =
            |n: i64| Some([0.0, 1.0, 9.0][if n == 901 { 2 } else { usize::from(n % 2 == 0) }]);
        let readings: Vec<_> = (0..1_800).map(|n| (n * 2_000, value(n))).collect();
        let frame = Frame::of(&readings, &[]).unwrap_or_else(|| panic!("a frame"));
        let line = frame.line(&readings);
        assert!(line.contains(&format!(" {}", frame.y(9.0))), "{line}");
        assert!(line.matches(['M', 'L']).count() < 1_000, "{line}");
    }
}
