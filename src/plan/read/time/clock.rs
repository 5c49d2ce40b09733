//! Clock times, dates and stretches of them.

#![expect(clippy::match_same_arms, reason = "one arm a case of the grammar, in its order")]

use super::tokens::{Tok, Word};
use super::{Day, Moment, Reading, Window, Zone, day_of, zone_of};
use crate::plan::letter;
use chrono::NaiveTime;

/// A stretch at the reader's place, and how many tokens it took.
pub(super) fn window(reading: &Reading<'_>) -> Option<(Window, usize)> {
    let mut at = 0;
    while matches!(reading.tok(at), Tok::Word(Word::From | Word::At)) && at < 2 {
        at += 1;
    }
    // Most numbers count something.
    if !may_start(reading.tok(at), reading.tok(at + 1)) {
        return None;
    }
    let (mut from, taken) = moment(reading, at)?;
    at += taken;
    let mut zone = zone_after(reading, &mut at);
    if from.day.is_none()
        && let Some(day) = day_behind(reading, &mut at)
    {
        from.day = Some(day);
        zone = zone.or_else(|| zone_after(reading, &mut at));
    }
    let mut dash = at;
    while matches!(reading.tok(dash), Tok::Dash | Tok::Dots | Tok::Word(Word::Until) | Tok::Comma)
        && dash < at + 2
    {
        dash += 1;
    }
    let mut to = None;
    if dash > at
        && let Some((end, taken)) =
            moment(reading, dash).or_else(|| day_number(reading, dash, from))
    {
        let half = meridiem(reading, dash + taken - 1);
        if half.is_some() && from.time.is_some() && !written_half(reading, at) {
            from.time = from.time.map(|time| same_half(time, end.time));
        }
        at = dash + taken;
        zone = zone.or_else(|| zone_after(reading, &mut at));
        let mut end = end;
        if end.day.is_none()
            && let Some(day) = day_behind(reading, &mut at)
        {
            // «22:00–02:00, 14 декабря» is the night that begins on that day.
            let named = if from.day.is_some() { &mut end.day } else { &mut from.day };
            *named = Some(day);
            zone = zone.or_else(|| zone_after(reading, &mut at));
        }
        to = Some(end);
    }
    Some((Window { from, to, zone }, at))
}

/// The day of a time that stands before it: «02:00–04:00 (MSK), 14 декабря», "02:00 UTC on Dec 14".
fn day_behind(reading: &Reading<'_>, at: &mut usize) -> Option<Day> {
    let mut ahead = *at;
    while ahead < *at + 3 && is_gap(reading, ahead) {
        ahead += 1;
    }
    let (day, taken) = date(reading, ahead)?;
    *at = ahead + taken;
    Some(day)
}

/// What may stand between a date and the time of that day: «2026 г., с», «(суббота)», "on".
fn is_gap(reading: &Reading<'_>, ahead: usize) -> bool {
    match reading.tok(ahead) {
        Tok::Comma | Tok::Open | Tok::Close | Tok::Letter('T') => true,
        Tok::Word(Word::At | Word::From) => true,
        Tok::Dot => ahead > 0 && reading.word(ahead - 1) == "г",
        // Longer than a day of the week, it is several words that say nothing of time.
        Tok::Other if reading.word(ahead).len() <= 24 => {
            let word = letter::lowered(reading.word(ahead));
            matches!(word.as_str(), "г" | "года" | "on") || is_weekday(&word)
        }
        _ => false,
    }
}

fn is_weekday(word: &str) -> bool {
    const WHOLE: [&str; 14] =
        ["пн", "вт", "ср", "чт", "пт", "сб", "вс", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const BEGUN: [&str; 8] =
        ["понедельник", "вторник", "среда", "среду", "четверг", "пятниц", "суббот", "воскресень"];
    let english = word.strip_suffix("day").is_some_and(|day| {
        ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].contains(&day)
    });
    english || WHOLE.contains(&word) || BEGUN.iter().any(|day| word.starts_with(day))
}

/// Whether a token may start a moment, with the next one behind it.
fn may_start(tok: Tok, next: Tok) -> bool {
    match tok {
        Tok::Month(_) => true,
        Tok::Num(..) => matches!(
            next,
            Tok::Dash
                | Tok::Dot
                | Tok::Slash
                | Tok::Colon
                | Tok::Month(_)
                | Tok::Word(Word::Am | Word::Pm)
        ),
        _ => false,
    }
}

/// A date, a time of day, or a date with a time.
fn moment(reading: &Reading<'_>, ahead: usize) -> Option<(Moment, usize)> {
    if let Some((day, taken)) = date(reading, ahead) {
        let mut at = ahead + taken;
        while at < ahead + taken + 6 && is_gap(reading, at) {
            at += 1;
        }
        return Some(match time(reading, at) {
            Some((time, more)) => (Moment { day: Some(day), time: Some(time) }, at + more - ahead),
            None => (Moment { day: Some(day), time: None }, taken),
        });
    }
    let (time, taken) = time(reading, ahead)?;
    Some((Moment { day: None, time: Some(time) }, taken))
}

/// «13» behind «12 января –» or "Jan 12-": a day of the same month.
fn day_number(reading: &Reading<'_>, ahead: usize, from: Moment) -> Option<(Moment, usize)> {
    let (Some(day), None, Tok::Num(n, digits @ 1..=2)) = (from.day, from.time, reading.tok(ahead))
    else {
        return None;
    };
    if digits == 0 || matches!(reading.tok(ahead + 1), Tok::Colon | Tok::Unit(_)) {
        return None;
    }
    let mut taken = 1;
    let mut year = day.year;
    if let (Tok::Comma, Tok::Num(y @ 2000..=2100, 4)) =
        (reading.tok(ahead + 1), reading.tok(ahead + 2))
    {
        year = i32::try_from(y).ok();
        taken = 3;
    }
    let day = day_of(year, u32::from(day.month), n)?;
    Some((Moment { day: Some(day), time: None }, taken))
}

/// `02:15`, `2:15 PM`, `6 PM`, `02:15:00`.
fn time(reading: &Reading<'_>, ahead: usize) -> Option<(NaiveTime, usize)> {
    let Tok::Num(hour, digits @ 1..=2) = reading.tok(ahead) else { return None };
    if reading.tight(ahead)
        && matches!(reading.behind_at(ahead), Tok::Colon | Tok::Dot | Tok::Other)
    {
        return None;
    }
    if let (Tok::Colon, Tok::Num(minute, 2)) = (reading.tok(ahead + 1), reading.tok(ahead + 2)) {
        if !reading.tight(ahead + 1) || !reading.tight(ahead + 2) {
            return None;
        }
        let mut taken = 3;
        if let (Tok::Colon, Tok::Num(_, 2)) = (reading.tok(ahead + 3), reading.tok(ahead + 4))
            && reading.tight(ahead + 3)
            && reading.tight(ahead + 4)
        {
            taken = 5;
        }
        let (hour, half) = halved(reading, ahead + taken, hour);
        let midnight = hour == 24 && minute == 0;
        let time = NaiveTime::from_hms_opt(if midnight { 0 } else { hour }, minute, 0)?;
        return Some((time, taken + half));
    }
    let (hour, half) = halved(reading, ahead + 1, hour);
    (half > 0 && digits > 0)
        .then(|| NaiveTime::from_hms_opt(hour, 0, 0))
        .flatten()
        .map(|time| (time, 1 + half))
}

fn halved(reading: &Reading<'_>, ahead: usize, hour: u32) -> (u32, usize) {
    match reading.tok(ahead) {
        Tok::Word(Word::Am) if hour <= 12 => (hour % 12, 1),
        Tok::Word(Word::Pm) if hour <= 12 => (hour % 12 + 12, 1),
        _ => (hour, 0),
    }
}

fn meridiem(reading: &Reading<'_>, ahead: usize) -> Option<Word> {
    match reading.tok(ahead) {
        Tok::Word(word @ (Word::Am | Word::Pm)) => Some(word),
        _ => None,
    }
}

fn written_half(reading: &Reading<'_>, at: usize) -> bool {
    at > 0 && meridiem(reading, at - 1).is_some()
}

/// "6 - 8 PM": the first hour is in the half of the second.
fn same_half(from: NaiveTime, to: Option<NaiveTime>) -> NaiveTime {
    use chrono::Timelike;
    match to {
        Some(to) if to.hour() >= 12 && from.hour() + 12 <= to.hour() => {
            from.with_hour(from.hour() + 12).unwrap_or(from)
        }
        _ => from,
    }
}

/// `2026-01-13`, `13.01.2026`, `1/13/2026`, «13 января 2026», "Jan 13, 2026".
fn date(reading: &Reading<'_>, ahead: usize) -> Option<(Day, usize)> {
    let dated = match reading.tok(ahead) {
        Tok::Month(_) => true,
        Tok::Num(..) => {
            matches!(reading.tok(ahead + 1), Tok::Dash | Tok::Dot | Tok::Slash | Tok::Month(_))
        }
        _ => false,
    };
    if !dated {
        return None;
    }
    let tight = |n: usize| reading.tight(ahead + n);
    let toks: [Tok; 5] = std::array::from_fn(|n| reading.tok(ahead + n));
    if reading.tight(ahead)
        && matches!(reading.behind_at(ahead), Tok::Dot | Tok::Other | Tok::Letter(_))
    {
        return None;
    }
    match toks {
        [Tok::Num(y, 4), Tok::Dash, Tok::Num(m, 2), Tok::Dash, Tok::Num(d, 2)] if tight(1) => {
            Some((day_of(i32::try_from(y).ok(), m, d)?, 5))
        }
        [Tok::Num(d, 1..=2), Tok::Dot, Tok::Num(m, 1..=2), Tok::Dot, Tok::Num(y, 4)]
            if tight(1) && tight(3) && (2000..2200).contains(&y) =>
        {
            Some((day_of(i32::try_from(y).ok(), m, d)?, 5))
        }
        [Tok::Num(one, 1..=2), Tok::Slash, Tok::Num(other, 1..=2), Tok::Slash, Tok::Num(y, 4)]
            if tight(1) && tight(3) && (2000..2200).contains(&y) =>
        {
            // Which of them is the month is told only by one that can be none, or by both alike.
            let (d, m) = match (one, other) {
                (13.., _) => (one, other),
                (_, 13..) => (other, one),
                _ if one == other => (one, one),
                _ => return None,
            };
            Some((day_of(i32::try_from(y).ok(), m, d)?, 5))
        }
        [Tok::Num(d, 1..=2), Tok::Month(m), Tok::Num(y @ 2000..=2200, 4), ..] => {
            Some((day_of(i32::try_from(y).ok(), u32::from(m), d)?, 3))
        }
        [Tok::Num(d, 1..=2), Tok::Month(m), ..] => Some((day_of(None, u32::from(m), d)?, 2)),
        [Tok::Month(m), Tok::Num(d, 1..=2), Tok::Comma, Tok::Num(y @ 2000..=2200, 4), _] => {
            Some((day_of(i32::try_from(y).ok(), u32::from(m), d)?, 4))
        }
        [Tok::Month(m), Tok::Num(d, 1..=2), Tok::Num(y @ 2000..=2200, 4), ..] => {
            Some((day_of(i32::try_from(y).ok(), u32::from(m), d)?, 3))
        }
        [Tok::Month(_), Tok::Num(..), Tok::Colon, Tok::Num(..), _] if tight(3) => None,
        [Tok::Month(m), Tok::Num(d, 1..=2), ..] => Some((day_of(None, u32::from(m), d)?, 2)),
        _ => None,
    }
}

/// A zone right behind what was read, in brackets or not.
fn zone_after(reading: &Reading<'_>, at: &mut usize) -> Option<Zone> {
    let last = reading.tokens.get(reading.at + at.checked_sub(1)?)?;
    let (zone, len) = zone_of(&reading.text[last.to..])?;
    let end = last.to + len;
    while reading.tokens.get(reading.at + *at).is_some_and(|token| token.from < end) {
        *at += 1;
    }
    Some(zone)
}
