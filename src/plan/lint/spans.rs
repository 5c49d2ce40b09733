//! Lengths of time that a title or a step states of itself: «(20 мин)», "— 1h 30m", «⏱️ 10 мин».
//!
//! A length inside a sentence ("errors for 5 minutes") is not one; the reader's limits do not tell
//! the two apart, so they are taken only where the words hold no number.

use super::slots;
use crate::plan::letter;
use crate::plan::{FieldKind, Item, Rule, Schedule};

/// How long something takes, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    /// At least.
    pub(super) min: u32,
    /// At most.
    pub(super) max: u32,
    /// «До 20 минут», "up to": less is no contradiction.
    pub(super) loose: bool,
}

/// Words before a number that leave it open to one side.
const LOOSE: &[&str] = &[
    "up",
    "to",
    "max",
    "within",
    "under",
    "до",
    "не",
    "более",
    "менее",
    "макс",
    "максимум",
    "от",
    "at",
    "least",
    "from",
    "over",
    "менее",
    "buffer",
    "запас",
    "min",
    "минимум",
];

/// Words before a number that say nothing.
const ABOUT: &[&str] = &[
    "about",
    "approx",
    "approximately",
    "est",
    "estimated",
    "circa",
    "ca",
    "около",
    "примерно",
    "прим",
    "ориентировочно",
    "duration",
    "длительность",
    "время",
    "time",
];

/// The length that a title or a step states in brackets or at its end.
pub(super) fn stated(text: &str) -> Option<Length> {
    let signs = signs(text);
    if signs & DIGIT == 0 || signs & !DIGIT == 0 {
        return None;
    }
    let opened = text.bytes().enumerate().filter(|(_, b)| matches!(b, b'(' | b'['));
    let mut bracketed = opened.filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.bytes().position(|b| matches!(b, b'(' | b'[' | b')' | b']'))?;
        let closed = matches!(rest.as_bytes()[end], b')' | b']');
        if closed { in_brackets(&rest[..end]) } else { None }
    });
    bracketed.next_back().or_else(|| {
        let sets_off = |c: char| matches!(c, '—' | '–' | ':' | '⏱' | '⏳' | '🕐' | ',' | '|');
        if signs & SET_OFF == 0 {
            return None;
        }
        let dash = || text.as_bytes().windows(3).rposition(|three| three == b" - ");
        let at = text.rfind(sets_off).or_else(dash)?;
        let tail = &text[at..];
        only(
            tail.trim_start_matches(|c: char| {
                !letter::is_alphanumeric(c) && !matches!(c, '<' | '≤')
            }),
        )
    })
}

/// A digit is among the bytes of a text.
const DIGIT: u8 = 1;
/// A bracket opens.
const BRACKET: u8 = 2;
/// A sign that sets off the end of a title, or a byte that one begins with.
const SET_OFF: u8 = 4;

static SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "these are all the bytes there are")]
        let sign = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'(' | b'[' => BRACKET,
            b':' | b',' | b'|' | b'-' | 0xE2 | 0xF0 => SET_OFF,
            _ => 0,
        };
        signs[byte] = sign;
        byte += 1;
    }
    signs
};

/// Which of these a text has: most titles have too few to state a length.
fn signs(text: &str) -> u8 {
    text.bytes().fold(0, |all, byte| all | SIGNS[usize::from(byte)])
}

/// A length alone, or the first of several things that is one.
fn in_brackets(text: &str) -> Option<Length> {
    let marked = |c: char| matches!(c, ';' | '/' | '|' | '·');
    let whole = only(text);
    if whole.is_some() || !text.contains(|c| marked(c) || c == ',') {
        return whole;
    }
    text.split(marked).find_map(only).or_else(|| text.split(", ").find_map(only))
}

/// Without one, nothing is a length.
fn has_digit(text: &str) -> bool {
    text.bytes().fold(false, |any, byte| any | byte.is_ascii_digit())
}

/// The length that a step states, in its words, its field of time or its column of time.
pub(super) fn of_step(item: &Item) -> Option<Length> {
    let field = || {
        let time = item.fields.iter().find(|field| field.kind == FieldKind::Time)?;
        only(&time.value)
    };
    let column = || {
        let bare = item.rule == Rule::TableRow || !has_digit(&item.text);
        let limit = item.schedule.as_ref().filter(|_| bare)?.limit?;
        let max = u32::try_from(limit.to?.total_s()).ok()?;
        let min = limit.from.map_or(Some(max), |from| u32::try_from(from.total_s()).ok())?;
        Some(Length { min, max, loose: false })
    };
    stated(&item.text).or_else(field).or_else(column)
}

/// The length of a window by the clock.
pub(super) fn of_window(schedule: Option<&Schedule>) -> Option<Length> {
    let minutes = slots::length(schedule?.window.as_ref()?)?;
    let seconds = u32::try_from(minutes * 60).ok()?;
    Some(Length { min: seconds, max: seconds, loose: false })
}

/// A text that is a length and nothing else.
pub(super) fn only(text: &str) -> Option<Length> {
    if !has_digit(text) {
        return None;
    }
    let mut rest = text.trim().trim_end_matches(['.', '*', '`', ' ']);
    let mut loose = false;
    while let Some(word) = leading(rest) {
        let lower = letter::lowered(word);
        if LOOSE.contains(&lower.as_str()) {
            loose = true;
        } else if !ABOUT.contains(&lower.as_str()) {
            return None;
        }
        rest = rest[word.len()..].trim_start_matches(['.', ':', ' ']);
    }
    loose |= rest.starts_with(['<', '≤', '>', '≥']);
    rest = letter::from_first_word(rest);
    let (first, unit, mut rest) = amount(rest)?;
    let mut length = Length { min: first, max: first, loose };
    if let Some(after) = rest.strip_prefix(['-', '–', '—', '−']) {
        let (second, second_unit, after) = amount(after.trim_start())?;
        length.min = if unit == 0 { first.checked_mul(second_unit)? } else { first };
        length.max = second;
        rest = after;
    } else if unit == 0 {
        return None;
    }
    while !rest.is_empty() {
        let (more, unit, after) = amount(rest)?;
        if unit == 0 {
            return None;
        }
        length.min = length.min.checked_add(more)?;
        length.max = length.max.checked_add(more)?;
        rest = after;
    }
    (length.min <= length.max && length.max > 0).then_some(length)
}

/// The word at the beginning, if it begins with a letter.
fn leading(text: &str) -> Option<&str> {
    let word = &text[..letter::end_of_letters(text, 0)];
    (!word.is_empty()).then_some(word)
}

/// A number and its unit in seconds, and what follows; unit 0 where none is written.
fn amount(text: &str) -> Option<(u32, u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let whole: u32 = text[..digits].parse().ok()?;
    let mut rest = &text[digits..];
    let mut tenths = 0;
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let digit = fraction.chars().next().and_then(|c| c.to_digit(10))?;
        tenths = digit;
        rest = &fraction[1..];
    }
    rest = rest.trim_start_matches([' ', '\u{a0}']);
    let word = leading(rest).unwrap_or("");
    let unit = unit(word);
    if unit == 0 && !word.is_empty() {
        return None;
    }
    rest = rest[word.len()..].trim_start_matches(['.', ' ', '\u{a0}']);
    let seconds = whole.checked_mul(unit.max(1))? + tenths * unit / 10;
    Some((seconds, unit, rest))
}

/// How many seconds a unit has; 0 for what is none.
fn unit(word: &str) -> u32 {
    match letter::lowered(word).as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" | "с" | "сек" | "секунд" | "секунда"
        | "секунды" | "секунду" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" | "м" | "мин" | "минут" | "минута"
        | "минуты" | "минуту" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" | "ч" | "час" | "часа" | "часов" | "часы" => {
            3600
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, minutes: Option<(u32, u32)>) {
        let got = stated(text).map(|length| (length.min / 60, length.max / 60));
        assert_eq!(got, minutes, "{text}");
    }

    #[test]
    fn lengths_stand_in_brackets_or_at_the_end() {
        check("Deploy (20 mins)", Some((20, 20)));
        check("Деплой (≈ 20 минут)", Some((20, 20)));
        check("Деплой [1 ч 30 мин]", Some((90, 90)));
        check("Migrate — 1h30m", Some((90, 90)));
        check("Migrate - 5 min", Some((5, 5)));
        check("⏱️ 10 мин", Some((10, 10)));
        check("Проверка (5-10 минут)", Some((5, 10)));
        check("Откат (1,5 часа)", Some((90, 90)));
        check("Switch (T-0, 15 min)", Some((15, 15)));
        check("Switch: about 15 min.", Some((15, 15)));
    }

    #[test]
    fn lengths_in_sentences_are_none() {
        check("Errors above 5 % for 5 minutes", None);
        check("Подождать 5 минут и проверить", None);
        check("Шаг 1 (02:00 - 02:15)", None);
        check("Deploy (v2.0)", None);
        check("Day 1 (Monday)", None);
        check("Scale: 3 pods", None);
        check("", None);
    }

    #[test]
    fn open_sides_are_known() {
        assert!(stated("Deploy (up to 20 min)").is_some_and(|length| length.loose));
        assert!(stated("Деплой (до 20 мин)").is_some_and(|length| length.loose));
        assert!(stated("Deploy (20 min)").is_some_and(|length| !length.loose));
    }
}
