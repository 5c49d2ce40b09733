//! Times of a plan as people read them: «02:00–02:15 MSK», «T−24 ч», "up to 5 min".
//! Nothing is resolved; what the plan left out stays out.

use super::{Lang, digits};
use crate::plan::{Day, Limit, Moment, Offset, Schedule, Span, Window};
use chrono::Timelike;

/// Everything that a schedule says, each in a few words.
pub fn schedule(lang: Lang, schedule: &Schedule) -> Vec<String> {
    let window = schedule.window.as_ref().map(|it| window(lang, it));
    let offset = schedule.offset.map(|it| offset(lang, it));
    let wait = schedule.wait.map(|it| match lang {
        Lang::Ru => behind("ждать ", lang, it),
        Lang::En => behind("wait ", lang, it),
    });
    let limit = schedule.limit.and_then(|it| limit(lang, it));
    [window, offset, wait, limit].into_iter().flatten().collect()
}

/// «02:00–04:00 MSK».
pub fn window(lang: Lang, window: &Window) -> String {
    let mut out = String::with_capacity(ROOM);
    push_moment(&mut out, lang, window.from);
    if let Some(to) = window.to {
        // The same day twice would only be longer.
        let same_day = to.day == window.from.day && to.time.is_some();
        let to = if same_day { Moment { day: None, ..to } } else { to };
        let dash = if to.day.is_some() { " – " } else { "–" };
        out.push_str(dash);
        push_moment(&mut out, lang, to);
    }
    if let Some(zone) = &window.zone {
        out.push(' ');
        out.push_str(&zone.name);
    }
    out
}

/// What most times fit in.
const ROOM: usize = 32;

/// «T−24 ч», «T−7 дн. … T−1 дн.».
pub fn offset(lang: Lang, offset: Offset) -> String {
    let mut out = String::with_capacity(ROOM);
    push_from_start(&mut out, lang, offset.from);
    if let Some(to) = offset.to {
        out.push_str(" … ");
        push_from_start(&mut out, lang, to);
    }
    out
}

/// «1 ч 30 мин», in the units that the plan used.
pub fn span(lang: Lang, span: Span) -> String {
    behind("", lang, span)
}

/// A length of time behind some words.
fn behind(words: &str, lang: Lang, span: Span) -> String {
    let mut out = String::with_capacity(ROOM);
    out.push_str(words);
    push_span(&mut out, lang, span);
    out
}

fn push_span(out: &mut String, lang: Lang, span: Span) {
    let [days, hours, minutes, seconds] = match lang {
        Lang::Ru => ["\u{a0}дн.", "\u{a0}ч", "\u{a0}мин", "\u{a0}с"],
        Lang::En => ["\u{a0}d", "\u{a0}h", "\u{a0}min", "\u{a0}s"],
    };
    if span.is_zero() {
        out.push('0');
        return out.push_str(minutes);
    }
    let parts =
        [(span.days, days), (span.hours, hours), (span.minutes, minutes), (span.seconds, seconds)];
    let mut gap = "";
    for (amount, unit) in parts.into_iter().filter(|(amount, _)| *amount > 0) {
        out.push_str(gap);
        digits::push(out, amount);
        out.push_str(unit);
        gap = " ";
    }
}

fn limit(lang: Lang, limit: Limit) -> Option<String> {
    let mut out = String::with_capacity(ROOM);
    let end = |out: &mut String, it: Span| {
        if it.negative { push_from_start(out, lang, it) } else { push_span(out, lang, it) }
    };
    let (words, one) = match (lang, limit.from, limit.to) {
        (_, Some(from), Some(to)) => {
            if let Some(amount) = one_unit(from, to) {
                digits::push(&mut out, amount);
                ("–", to)
            } else {
                end(&mut out, from);
                (" – ", to)
            }
        }
        (Lang::Ru, None, Some(to)) => ("до ", to),
        (Lang::En, None, Some(to)) => ("up to ", to),
        (Lang::Ru, Some(from), None) => ("от ", from),
        (Lang::En, Some(from), None) => ("at least ", from),
        (_, None, None) => return None,
    };
    out.push_str(words);
    end(&mut out, one);
    Some(out)
}

/// The amount of `from` where both are written in the same single unit, so that one word serves.
fn one_unit(from: Span, to: Span) -> Option<u32> {
    let (a, b) = (parts(from), parts(to));
    let single = |it: [u32; 4]| it.iter().filter(|amount| **amount > 0).count() == 1;
    if from.negative || to.negative || !single(b) {
        return None;
    }
    let unit = b.iter().position(|amount| *amount > 0)?;
    (from.is_zero() || (single(a) && a[unit] > 0)).then_some(a[unit])
}

fn parts(span: Span) -> [u32; 4] {
    [span.days, span.hours, span.minutes, span.seconds]
}

fn push_from_start(out: &mut String, lang: Lang, at: Span) {
    let (sign, is_start) = (if at.negative { "T−" } else { "T+" }, at.is_zero());
    out.push_str(if is_start { "T0" } else { sign });
    if !is_start {
        push_span(out, lang, at);
    }
}

fn push_moment(out: &mut String, lang: Lang, moment: Moment) {
    if let Some(it) = moment.day {
        out.push_str(&day(lang, it));
    }
    if let Some(time) = moment.time {
        if moment.day.is_some() {
            out.push_str(", ");
        }
        digits::push_two(out, time.hour());
        out.push(':');
        digits::push_two(out, time.minute());
    }
}

/// The name of a month behind its day: «ноября», "Nov".
pub fn month(lang: Lang, month: u32) -> &'static str {
    const RU: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    const EN: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let names = match lang {
        Lang::Ru => RU,
        Lang::En => EN,
    };
    let place = usize::try_from(month).unwrap_or(0).wrapping_sub(1);
    names.get(place).copied().unwrap_or("?")
}

fn day(lang: Lang, day: Day) -> String {
    let month = month(lang, u32::from(day.month));
    match day.year {
        Some(year) => format!("{}\u{a0}{month} {year}", day.day),
        None => format!("{}\u{a0}{month}", day.day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Zone, ZoneKind};
    use chrono::NaiveTime;

    #[track_caller]
    fn check(said: &Schedule, ru: &[&str], en: &[&str]) {
        let plain = |lang| {
            schedule(lang, said).iter().map(|it| it.replace('\u{a0}', " ")).collect::<Vec<_>>()
        };
        assert_eq!(plain(Lang::Ru), ru);
        assert_eq!(plain(Lang::En), en);
    }

    fn clock(hour: u32, minute: u32) -> Moment {
        Moment { day: None, time: NaiveTime::from_hms_opt(hour, minute, 0) }
    }

    #[test]
    fn windows_keep_their_zone_and_say_a_day_once() {
        let zone = Zone { name: "MSK".into(), kind: ZoneKind::Fixed(180) };
        let from = clock(2, 0);
        let window = Window { from, to: Some(clock(4, 0)), zone: Some(zone) };
        let said = Schedule { window: Some(window), ..Schedule::default() };
        check(&said, &["02:00–04:00 MSK"], &["02:00–04:00 MSK"]);

        let day = Some(Day { year: Some(2026), month: 11, day: 21 });
        let on = |moment| Moment { day, ..moment };
        let window = Window { from: on(clock(2, 0)), to: Some(on(clock(4, 0))), zone: None };
        let said = Schedule { window: Some(window), ..Schedule::default() };
        check(&said, &["21 ноября 2026, 02:00–04:00"], &["21 Nov 2026, 02:00–04:00"]);
    }

    #[test]
    fn offsets_and_waits_keep_their_units() {
        let from = Span::days(7).before();
        let offset = Offset { from, to: Some(Span::days(1).before()) };
        let wait = Some(Span::minutes(30));
        let said = Schedule { offset: Some(offset), wait, ..Schedule::default() };
        check(&said, &["T−7 дн. … T−1 дн.", "ждать 30 мин"], &["T−7 d … T−1 d", "wait 30 min"]);
        let offset = Offset { from: Span::default(), to: None };
        check(&Schedule { offset: Some(offset), ..Schedule::default() }, &["T0"], &["T0"]);
    }

    #[test]
    fn limits_share_a_unit_where_they_can() {
        let limit = |from, to| Schedule { limit: Some(Limit { from, to }), ..Schedule::default() };
        let minutes = |n| Some(Span::minutes(n));
        check(&limit(minutes(0), minutes(2)), &["0–2 мин"], &["0–2 min"]);
        check(&limit(minutes(2), minutes(5)), &["2–5 мин"], &["2–5 min"]);
        check(&limit(None, minutes(5)), &["до 5 мин"], &["up to 5 min"]);
        check(&limit(minutes(30), None), &["от 30 мин"], &["at least 30 min"]);
        let hour = Some(Span::hours(1));
        check(&limit(minutes(30), hour), &["30 мин – 1 ч"], &["30 min – 1 h"]);
        let eve = Some(Span::days(2).before());
        check(&limit(None, eve), &["до T−2 дн."], &["up to T−2 d"]);
    }
}
