//! A value that a person typed: «0,41 с», "6.2 %", "1 234". A reading like any other.
//!
//! Commas and dots are read as the number allows. «1,234» may be a thousand or a little more than
//! one, and is refused rather than guessed.

use super::unit::{Scale, settle};
use crate::plan::Threshold;
use crate::plan::unit::unit;
use crate::run::event::{Observed, Words};

/// Why a typed value is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unread {
    /// There is no number in it, or more than a number and its unit.
    NotANumber,
    /// Its unit is not one of the criterion's.
    OtherUnit,
    /// It can be read as two different numbers.
    TwoReadings,
}

/// A typed value in the unit of a criterion. Without a unit of its own it is in the criterion's.
///
/// # Errors
///
/// Why it cannot be one.
pub fn observed(typed: &str, limit: &Threshold) -> Result<Observed, Unread> {
    let typed = typed.trim();
    let bare = typed.trim_start_matches(['~', '≈']).trim_start();
    let at = bare.find(|c: char| !is_of_number(c)).unwrap_or(bare.len());
    let (digits, rest) = exponent(bare, at);
    let number = number(digits)?;
    let factor = factor(rest.trim(), limit.unit.as_deref())?;
    let value = settle(number * factor);
    if !value.is_finite() {
        return Err(Unread::NotANumber);
    }
    Ok(Observed { text: Words::new(typed), number: Some(value) })
}

/// A value that a signal gave, as an observation of a criterion.
pub(super) fn measured(value: f64, written: Option<&str>) -> Observed {
    let text = match written {
        Some(unit) => format!("{} {unit}", figure(value)),
        None => figure(value),
    };
    Observed { text: Words::new(text), number: Some(Scale::SAME.convert(value)) }
}

/// A measured number as people read it: six digits tell enough, and 9.999999999999998 is ten. What
/// stands before the point stays whole.
pub fn figure(value: f64) -> String {
    if value.abs() >= 100_000.0 {
        return format!("{value:.0}");
    }
    format!("{value:.5e}").parse().unwrap_or(value).to_string()
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−' | '+' | '\'') || is_space(c)
}

/// The spaces that part thousands.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// `5e-3`: the exponent belongs to the number.
fn exponent(text: &str, at: usize) -> (&str, &str) {
    let behind = text[at..].strip_prefix(['e', 'E']).filter(|_| !text[..at].ends_with(is_space));
    let Some(behind) = behind else { return text.split_at(at) };
    let signed = behind.strip_prefix(['-', '+']).unwrap_or(behind);
    let len = signed.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 {
        return text.split_at(at);
    }
    text.split_at(text.len() - signed.len() + len)
}

/// The number that digits, commas, dots and spaces make.
fn number(written: &str) -> Result<f64, Unread> {
    let written = written.trim_matches(is_space);
    let (negative, digits) = match written.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start_matches(is_space)),
        None => (false, written.strip_prefix('+').unwrap_or(written)),
    };
    let (digits, power) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, part) = halves(digits)?;
    let plain = ungrouped(whole).ok_or(Unread::NotANumber)?;
    if plain.is_empty() && part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Unread::NotANumber);
    }
    let text = format!("{}{plain}.{part}e{power}", if negative { "-" } else { "" });
    text.parse().map_err(|_| Unread::NotANumber)
}

/// What stands before the decimal sign and what behind it.
fn halves(digits: &str) -> Result<(&str, &str), Unread> {
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let cut = |sign| digits.rsplit_once(sign).unwrap_or((digits, ""));
    match (dots, commas) {
        (0 | 2.., 0) | (0, 2..) => Ok((digits, "")),
        // «1.234,5» and "1,234.5": whatever comes last is the decimal sign.
        (1.., 1..) if digits.rfind(',') > digits.rfind('.') && commas == 1 => Ok(cut(',')),
        (1, 1..) if digits.rfind('.') > digits.rfind(',') => Ok(cut('.')),
        (1, 0) => Ok(cut('.')),
        (0, 1) => {
            let (whole, part) = cut(',');
            let thousands = part.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
            if thousands && !whole.starts_with('0') {
                Err(Unread::TwoReadings)
            } else {
                Ok(cut(','))
            }
        }
        (_, _) => Err(Unread::NotANumber),
    }
}

/// Digits without what parts their thousands; none where the groups are not of three.
fn ungrouped(whole: &str) -> Option<String> {
    let parts = |c: char| is_space(c) || matches!(c, '.' | ',' | '\'');
    let mut groups = whole.split(parts);
    let first = groups.next().unwrap_or_default();
    let mut plain = String::from(first);
    let mut grouped = false;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        grouped = true;
        plain.push_str(group);
    }
    let first_fits = !grouped || (1..=3).contains(&first.len());
    (first_fits && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
}

/// What a typed number is multiplied with, by its unit and the criterion's.
fn factor(typed: &str, written: Option<&str>) -> Result<f64, Unread> {
    if typed.is_empty() {
        return Ok(1.0);
    }
    let known = |text: &str| unit(text).is_some() || text.chars().count() <= 12;
    let one_word = !typed.contains(char::is_whitespace);
    let Some(written) = written else {
        // Where the plan wrote no unit, a word of what is counted may stand («12 заказов»), but no
        // unit that could be converted.
        return match unit(typed) {
            Some(_) => Err(Unread::OtherUnit),
            None if one_word && typed.chars().all(char::is_alphabetic) => Ok(1.0),
            None => Err(Unread::NotANumber),
        };
    };
    if alike(typed) == alike(written) {
        return Ok(1.0);
    }
    match (unit(typed), unit(written)) {
        (Some((own, one)), Some((asked, base))) if own == asked => Ok(one / base),
        (_, _) if one_word && known(typed) => Err(Unread::OtherUnit),
        (_, _) => Err(Unread::NotANumber),
    }
}

/// Units that only differ in how they are written.
fn alike(written: &str) -> String {
    let lower = written.trim_end_matches('.').to_lowercase();
    match lower.as_str() {
        "rps" | "qps" | "req/s" | "запросов/с" => "rps".into(),
        "x" | "х" | "×" => "x".into(),
        "п.п" | "пп" | "pp" => "pp".into(),
        "errors" | "error" | "ошибок" | "ошибки" | "ошибка" => "errors".into(),
        _ => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::{Unread, observed};
    use crate::plan::{Op, Threshold};
    use proptest::prelude::*;

    fn limit(unit: &str) -> Threshold {
        let unit = (!unit.is_empty()).then(|| unit.into());
        let metric = "it".into();
        Threshold { metric, stat: None, op: Op::Above, value: 1.0, unit, sustained: None }
    }

    #[track_caller]
    fn check(typed: &str, unit: &str, expected: f64) {
        let got = observed(typed, &limit(unit)).map(|seen| seen.number);
        assert_eq!(got, Ok(Some(expected)), "{typed} in {unit}");
    }

    #[track_caller]
    fn refused(typed: &str, unit: &str, expected: Unread) {
        assert_eq!(observed(typed, &limit(unit)), Err(expected), "{typed} in {unit}");
    }

    #[test]
    fn numbers_as_people_type_them() {
        check("0,41 с", "ms", 410.0);
        check("6.2 %", "%", 6.2);
        check("6.2%", "%", 6.2);
        check("6,2", "%", 6.2);
        check("410ms", "ms", 410.0);
        check("410мс", "s", 0.41);
        check("2 min", "s", 120.0);
        check("1 234", "", 1234.0);
        check("1\u{a0}234\u{202f}567", "", 1_234_567.0);
        check("1,234.5", "", 1234.5);
        check("1.234,5", "", 1234.5);
        check("1 234,5", "", 1234.5);
        check("1'234", "", 1234.0);
        check("1,234,567", "", 1_234_567.0);
        check("1.234.567", "", 1_234_567.0);
        check("0,410", "s", 0.41);
        check("1.234", "s", 1.234);
        refused("12,345 678", "", Unread::NotANumber);
        check("1234,567", "s", 1234.567);
        check("−5", "%", -5.0);
        check("- 5", "%", -5.0);
        check("+5", "%", 5.0);
        check("5e-3 s", "ms", 5.0);
        check("~400 мс", "мс", 400.0);
        check("1.5 GB", "MB", 1500.0);
        check("12 заказов", "", 12.0);
        check("12 RPS", "rps", 12.0);
        check("12 req/s", "rps", 12.0);
        check(".5", "%", 0.5);
    }

    #[test]
    fn what_is_no_value() {
        refused("", "%", Unread::NotANumber);
        refused("ok", "%", Unread::NotANumber);
        refused("< 5 %", "%", Unread::NotANumber);
        refused("5 % or so", "%", Unread::NotANumber);
        refused("1-2 %", "%", Unread::NotANumber);
        refused("12 34", "", Unread::NotANumber);
        refused("1.2.3", "", Unread::NotANumber);
        refused("NaN", "%", Unread::NotANumber);
        refused("inf", "%", Unread::NotANumber);
        refused("1e999", "%", Unread::NotANumber);
        refused("5e", "%", Unread::OtherUnit);
        refused("5 s", "%", Unread::OtherUnit);
        refused("5 %", "ms", Unread::OtherUnit);
        refused("5 ms", "", Unread::OtherUnit);
        refused("5 rps", "%", Unread::OtherUnit);
        refused("1,234", "ms", Unread::TwoReadings);
        refused("12,500 с", "ms", Unread::TwoReadings);
    }

    #[test]
    fn a_figure_is_short_and_what_stands_before_its_point_is_whole() {
        let told = [10.0 - 2e-15, 1.0 / 3.0, 0.000_012_345_678, 1_234_567.0, 123_456.7, -5.0, 0.0];
        let told = told.map(super::figure);
        assert_eq!(told, ["10", "0.333333", "0.0000123457", "1234567", "123457", "-5", "0"]);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(typed in ".{0,40}", unit in "(%|ms|GB||rps)") {
            if let Ok(seen) = observed(&typed, &limit(&unit)) {
                prop_assert!(seen.number.is_some_and(f64::is_finite));
            }
        }

        #[test]
        fn what_a_machine_writes_is_read_back(value in -1e9f64..1e9) {
            let value = super::settle(value);
            let seen = observed(&format!("{value:.6} ms"), &limit("ms"));
            let number = seen.expect("a number").number.expect("a number");
            prop_assert!((number - value).abs() < 1e-5 + value.abs() * 1e-11, "{number} of {value}");
        }
    }
}
