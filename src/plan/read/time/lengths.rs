//! Lengths of time, and which of them are limits.

#![expect(clippy::match_same_arms, reason = "one arm a case of the grammar, in its order")]

use super::tokens::{Tok, Unit, Word};
use super::{Limit, Reading, Setting, Span};

/// «30 минут», "1h 30m", «полтора», «час», "half an hour": a length and the tokens it took.
pub(super) fn span(reading: &Reading<'_>, ahead: usize) -> Option<(Span, usize)> {
    if reading.tok(ahead) == Tok::Word(Word::Half) {
        let skip = 1 + usize::from(matches!(reading.tok(ahead + 1), Tok::Num(1, 0)));
        return match reading.tok(ahead + skip) {
            Tok::Unit(Unit::Hour) => Some((Span::minutes(30), skip + 1)),
            _ => None,
        };
    }
    if let Tok::Unit(unit) = reading.tok(ahead) {
        return Some((unit.span(1), 1));
    }
    let Tok::Num(whole, _) = reading.tok(ahead) else { return None };
    let mut at = ahead + 1;
    let mut tenths = 0;
    if let (Tok::Dot | Tok::Comma, Tok::Num(fraction @ 0..=9, 1)) =
        (reading.tok(at), reading.tok(at + 1))
        && reading.tight(at)
        && reading.tight(at + 1)
    {
        tenths = fraction;
        at += 2;
    }
    if reading.tok(at) == Tok::Plus {
        at += 1;
    }
    let unit = reading.unit_at(at)?;
    at += 1 + usize::from(reading.tok(at) == Tok::Dash);
    let mut span = unit.span(whole);
    match unit {
        Unit::Hour => span.minutes += tenths * 6,
        Unit::Minute => span.seconds += tenths * 6,
        Unit::Week | Unit::Day | Unit::Second => {}
    }
    if let (Unit::Hour, Tok::Num(more, _), Some(Unit::Minute)) =
        (unit, reading.tok(at), reading.unit_at(at + 1))
    {
        span.minutes += more;
        at += 2;
    }
    Some((span, at - ahead))
}

/// A limit at the reader's place. A length that limits nothing is taken and tells nothing.
pub(super) fn limit(reading: &Reading<'_>) -> Option<(Option<Limit>, usize)> {
    let (sense, skip) = lead(reading);
    let (from, taken) = stretch(reading, skip)?;
    let end = skip + taken;
    let bare = sense == Sense::Bare;
    if sense == Sense::Nothing {
        return Some((None, end));
    }
    let (from, to) = from;
    let before_start = matches!(reading.tok(end), Tok::Word(Word::Before | Word::Until));
    let limit = match (sense, to) {
        (Sense::More, _) => Limit { from: Some(from), to: None },
        (Sense::Most, None) if before_start => Limit { from: None, to: Some(from.before()) },
        (_, Some(to)) => Limit { from: Some(from), to: Some(to) },
        (_, None) => Limit { from: Some(Span::default()), to: Some(from) },
    };
    let bracketed = reading.behind(1) == Tok::Open || after_approx(reading);
    let closed = matches!(reading.tok(end), Tok::Close | Tok::Comma | Tok::Stop | Tok::End);
    let told = !bare
        || match reading.setting {
            Setting::Title => true,
            Setting::Field => true,
            Setting::Item => bracketed && closed,
        };
    Some((told.then_some(limit), end))
}

/// What the words before a length make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Bare,
    Most,
    More,
    Nothing,
}

fn lead(reading: &Reading<'_>) -> (Sense, usize) {
    let not = usize::from(reading.tok(0) == Tok::Word(Word::Not));
    let than = |n: usize| {
        let mut n = n;
        while matches!(reading.tok(n), Tok::Word(Word::Than | Word::Za | Word::Until | Word::Next))
        {
            n += 1;
        }
        n
    };
    match reading.tok(not) {
        Tok::Word(Word::More | Word::Most) if not == 1 => (Sense::Most, than(2)),
        Tok::Word(Word::Most) => (Sense::Most, than(1)),
        Tok::Word(Word::Within) => (Sense::Most, than(1)),
        Tok::Below if reading.setting != Setting::Item => (Sense::Most, 1),
        Tok::Word(Word::More) => (Sense::More, than(1)),
        Tok::Word(Word::Every) => (Sense::Nothing, 1),
        _ => (Sense::Bare, 0),
    }
}

fn after_approx(reading: &Reading<'_>) -> bool {
    reading.at == 0 || reading.behind(1) == Tok::Stop
}

/// «0-2 минуты», «30 минут», «30+ мин».
fn stretch(reading: &Reading<'_>, ahead: usize) -> Option<((Span, Option<Span>), usize)> {
    if let (Tok::Num(low, _), Tok::Dash) = (reading.tok(ahead), reading.tok(ahead + 1))
        && let Some((high, taken)) = span(reading, ahead + 2)
    {
        let low = same_unit(high, low);
        return Some(((low, Some(high)), 2 + taken));
    }
    if !matches!(reading.tok(ahead), Tok::Num(..) | Tok::Word(Word::Half)) && ahead == 0 {
        return None;
    }
    let (first, taken) = span(reading, ahead)?;
    if reading.tok(ahead + taken) == Tok::Dash
        && let Some((second, more)) = span(reading, ahead + taken + 1)
    {
        return Some(((first, Some(second)), taken + 1 + more));
    }
    Some(((first, None), taken))
}

fn same_unit(like: Span, n: u32) -> Span {
    if like.days > 0 {
        Span::days(n)
    } else if like.hours > 0 {
        Span::hours(n)
    } else if like.minutes > 0 {
        Span::minutes(n)
    } else {
        Span::seconds(n)
    }
}
