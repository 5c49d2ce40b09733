//! What goes in and what comes out.

use super::{Setting, Times};
use crate::plan::read::glance::signs_of;

/// `window | offset | wait | limit`, a dash where there is none.
#[track_caller]
fn check_in(setting: Setting, text: &str, expected: &str) {
    let schedule = Times::default().read(text, signs_of(text), setting).unwrap_or_default();
    let window = schedule.window.map_or("-".to_owned(), |w| {
        let to = w.to.map_or(String::new(), |to| format!("..{to}"));
        let zone = w.zone.map_or(String::new(), |zone| format!(" {}", zone.name));
        format!("{}{to}{zone}", w.from)
    });
    let offset = schedule.offset.map_or("-".to_owned(), |o| {
        o.to.map_or(o.from.to_string(), |to| format!("{}..{to}", o.from))
    });
    let wait = schedule.wait.map_or("-".to_owned(), |wait| wait.to_string());
    let limit = schedule.limit.map_or("-".to_owned(), |limit| {
        let end = |span: Option<super::Span>| span.map_or("?".to_owned(), |s| s.to_string());
        format!("{}..{}", end(limit.from), end(limit.to))
    });
    assert_eq!(format!("{window} | {offset} | {wait} | {limit}"), expected, "{text}");
}

#[track_caller]
fn check(text: &str, expected: &str) {
    check_in(Setting::Item, text, expected);
}

#[test]
fn offsets() {
    check("T-24h: final check", "- | -PT24H | - | -");
    check("T−7 ... T−1", "- | -P7D..-P1D | - | -");
    check("(T+1 ... T+7)", "- | P1D..P7D | - | -");
    check("T-24 часа", "- | -PT24H | - | -");
    check("T-45 mins: stop jobs", "- | -PT45M | - | -");
    check("T-0: start", "- | PT0S | - | -");
    check("День релиза (T0)", "- | PT0S | - | -");
    check("T+5m", "- | PT5M | - | -");
    check("T+1h30m", "- | PT1H30M | - | -");
    check("D-1 notify", "- | -P1D | - | -");
    check("Подготовка (День -1)", "- | -P1D | - | -");
    check("Day 0", "- | PT0S | - | -");
    check("День +1", "- | P1D | - | -");
    check("За 5 дней: анонс", "- | -P5D | - | -");
    check("За 1 день: напоминание", "- | -P1D | - | -");
    check("За 2 часа до начала закрыть доступ", "- | -PT2H | - | -");
    check("2 hours before start", "- | -PT2H | - | -");
    check("T-30 – T-15m", "- | -PT30M..-PT15M | - | -");
    check("t-shirt 5", "- | - | - | -");
}

#[test]
fn days_stand_before_their_times_or_behind() {
    check("02:00 – 04:00 (MSK), 14 декабря", "--12-14T02:00..04:00 MSK | - | - | -");
    check("02:00-04:00 МСК 14.12.2026", "2026-12-14T02:00..04:00 МСК | - | - | -");
    check("02:00–04:00 UTC on Dec 14, 2026", "2026-12-14T02:00..04:00 UTC | - | - | -");
    check("02:00 MSK, Saturday 14 December", "--12-14T02:00 MSK | - | - | -");
    check(
        "14 декабря 2026 г., с 02:00 до 04:00 МСК+2",
        "2026-12-14T02:00..04:00 МСК+2 | - | - | -",
    );
    check("14 декабря 2026 года с 02:00 до 04:00", "2026-12-14T02:00..04:00 | - | - | -");
    check("14 декабря (суббота), 02:00–04:00 MSK", "--12-14T02:00..04:00 MSK | - | - | -");
    check("Dec 14 (Sat) 02:00-04:00", "--12-14T02:00..04:00 | - | - | -");
    check("с 23:30 31 декабря до 01:30 1 января", "--12-31T23:30..--01-01T01:30 | - | - | -");
    check("23:30 31.12.2026 – 01:30 01.01.2027", "2026-12-31T23:30..2027-01-01T01:30 | - | - | -");
    check("22:00–02:00, 14 декабря", "--12-14T22:00..02:00 | - | - | -");
    check("12/25/2026, 22:00–04:00 CET", "2026-12-25T22:00..04:00 CET | - | - | -");
    check("22:00 UTC on 25/12/2026", "2026-12-25T22:00 UTC | - | - | -");
    check("Go-live 12/12/2026", "2026-12-12 | - | - | -");
    check("11/12/2026 22:00", "22:00 | - | - | -");
    check("step 3/15/2026", "2026-03-15 | - | - | -");
    check("10/20 nodes", "- | - | - | -");
    check("02:00–04:00: 14 реплик", "02:00..04:00 | - | - | -");
    check("02:00, 3.5 GB", "02:00 | - | - | -");
    check("14 декабря, замена 2 узлов", "--12-14 | - | - | -");
}

#[test]
fn windows() {
    check("02:00 - 04:00 (MSK)", "02:00..04:00 MSK | - | - | -");
    check("02:00–02:15 МСК+2", "02:00..02:15 МСК+2 | - | - | -");
    check("с 22:00 до 02:00 по Москве", "22:00..02:00 Москве | - | - | -");
    check("6:00 PM UTC", "18:00 UTC | - | - | -");
    check("6 PM - 8 PM EST", "18:00..20:00 EST | - | - | -");
    check("6-8 PM", "20:00 | - | - | -");
    check("22:00 Europe/Moscow", "22:00 Europe/Moscow | - | - | -");
    check("Jan 8: Canary 5%", "--01-08 | - | - | -");
    check("Dec 30 to Jan 13", "--12-30..--01-13 | - | - | -");
    check("30.12.2026 22:00 – 31.12.2026 02:00", "2026-12-30T22:00..2026-12-31T02:00 | - | - | -");
    check("21 ноября 2026, 02:00", "2026-11-21T02:00 | - | - | -");
    check("2026-11-21T02:00", "2026-11-21T02:00 | - | - | -");
    check("Jan 8-10", "--01-08..--01-10 | - | - | -");
    check("8000:8000", "- | - | - | -");
    check("version 1.2.3", "- | - | - | -");
    check("localhost:8080/health", "- | - | - | -");
}

#[test]
fn waits() {
    check("Через 30 минут проверьте метрики", "- | - | PT30M | -");
    check("soak for 30 min", "- | - | PT30M | -");
    check("Wait 15 minutes, then go on", "- | - | PT15M | -");
    check("Подождать 10 минут", "- | - | PT10M | -");
}

#[test]
fn limits() {
    check("Немедленный откат (0-2 минуты)", "- | - | - | PT0S..PT2M");
    check("анализ (1-24 часа)", "- | - | - | PT1H..PT24H");
    check("реакция в течение 5 минут", "- | - | - | PT0S..PT5M");
    check("within 5 minutes", "- | - | - | PT0S..PT5M");
    check("не более 10 мин", "- | - | - | PT0S..PT10M");
    check("no more than 1 hour", "- | - | - | PT0S..PT1H");
    check("нарушения более 30 минут", "- | - | - | PT30M..?");
    check("не позднее чем за два дня до релиза", "- | - | - | ?..-P2D");
    check("every 5 minutes", "- | - | - | -");
    check("retention is 30 days here", "- | - | - | -");
    check("Deploy (10 min)", "- | - | - | PT0S..PT10M");
    check_in(Setting::Title, "⏱️ 10 мин", "- | - | - | PT0S..PT10M");
    check_in(Setting::Title, "Deploy - 1.5 hours", "- | - | - | PT0S..PT1H30M");
    check_in(Setting::Field, "30 минут", "- | - | - | PT0S..PT30M");
}
