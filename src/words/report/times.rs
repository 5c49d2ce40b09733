//! Times of a run as a report tells them: moments, lengths, how late, how old.

use crate::plan::Span;
use crate::words::{Lang, time};
use chrono::{Datelike, NaiveDateTime, Timelike};

/// «Москва (UTC+3)» and the like: the zone's name and its offset.
pub fn zone(name: &str, offset_min: i16) -> String {
    let offset = offset(offset_min);
    if name == "UTC" || name == offset { offset } else { format!("{name} ({offset})") }
}

/// `UTC+3`, `UTC+5:30`, `UTC`.
pub fn offset(offset_min: i16) -> String {
    let sign = if offset_min < 0 { '−' } else { '+' };
    let (hours, minutes) = (offset_min.unsigned_abs() / 60, offset_min.unsigned_abs() % 60);
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// «21 ноября 2026, 02:00».
pub fn moment(lang: Lang, at: NaiveDateTime) -> String {
    format!("{} {}, {}", day(lang, at), at.year(), clock(at))
}

/// «21 ноября».
pub fn day(lang: Lang, at: NaiveDateTime) -> String {
    format!("{}\u{a0}{}", at.day(), time::month(lang, at.month()))
}

/// `02:00`.
pub fn clock(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The moment to the second, as a table holds it: `21.11.2026 02:00:05`, `2026-11-21 02:00:05`.
pub fn stamp(lang: Lang, at: NaiveDateTime) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    let second = at.second();
    match lang {
        Lang::Ru => format!("{day:02}.{month:02}.{year} {}:{second:02}", clock(at)),
        Lang::En => format!("{year}-{month:02}-{day:02} {}:{second:02}", clock(at)),
    }
}

/// «1 ч 41 мин»; seconds only where minutes are few.
pub fn length(lang: Lang, length_ms: i64) -> String {
    const FEW_S: u64 = 600;
    let whole_s = length_ms.unsigned_abs() / 1000;
    let seconds = if whole_s < FEW_S { whole_s % 60 } else { 0 };
    let part = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let span = Span {
        negative: false,
        days: part(whole_s / 86_400),
        hours: part(whole_s / 3600 % 24),
        minutes: part(whole_s / 60 % 60),
        seconds: part(seconds),
    };
    time::span(lang, span)
}

/// How far behind or ahead: «+3 мин», «−13 мин», «в срок».
pub fn slip(lang: Lang, slip_ms: i64) -> String {
    if slip_ms.abs() < 60_000 {
        return match lang {
            Lang::Ru => "в срок".to_owned(),
            Lang::En => "on time".to_owned(),
        };
    }
    let sign = if slip_ms < 0 { '−' } else { '+' };
    format!("{sign}{}", length(lang, slip_ms / 60_000 * 60_000))
}

/// How old an answer was when the gate opened, or is by the last entry.
pub fn age(lang: Lang, age_ms: i64, at_gate: bool) -> String {
    let age = length(lang, age_ms);
    match (lang, at_gate) {
        (Lang::Ru, true) if age_ms < 0 => format!("через {age} после рубежа"),
        (Lang::En, true) if age_ms < 0 => format!("{age} after the gate"),
        (Lang::Ru, true) => format!("за {age} до рубежа"),
        (Lang::Ru, false) => format!("за {age} до последней записи"),
        (Lang::En, true) => format!("{age} before the gate"),
        (Lang::En, false) => format!("{age} before the last entry"),
    }
}

/// Where the end lies to the end of the window.
pub fn window_end(lang: Lang, late_ms: i64) -> String {
    let by = length(lang, late_ms);
    match (lang, late_ms.abs() < 60_000, late_ms > 0) {
        (Lang::Ru, true, _) => "ровно к концу окна".to_owned(),
        (Lang::Ru, false, true) => format!("на {by} позже конца окна"),
        (Lang::Ru, false, false) => format!("на {by} раньше конца окна"),
        (Lang::En, true, _) => "right at the end of the window".to_owned(),
        (Lang::En, false, true) => format!("{by} after the end of the window"),
        (Lang::En, false, false) => format!("{by} before the end of the window"),
    }
}
