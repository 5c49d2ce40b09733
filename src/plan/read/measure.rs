//! Limits on metrics: «Error rate > 5 %», `p95 < 800 ms for 10 min`, «латентность выше 2 с».
//!
//! A sign or a word of comparison, a number behind it, a unit, and the name before. «baseline + 2 %»
//! has no number to compare with and stays words.

mod name;

use super::signs::Signs;
use crate::plan::letter;
use crate::plan::stems::Stems;
use crate::plan::{Op, Span, Threshold};
use name::{measures, metric, stat_at, versioned};

/// Every limit in a text, left to right.
#[inline]
pub(super) fn read(text: &str, signs: Signs) -> Vec<Threshold> {
    let compared = Signs::COMPARED.with(Signs::ANGLE).with(Signs::EQUAL);
    if signs.any(Signs::DIGIT) && signs.any(compared) { limits(text, signs) } else { Vec::new() }
}

fn limits(text: &str, signs: Signs) -> Vec<Threshold> {
    let mut found: Vec<Threshold> = Vec::new();
    let next = if signs.any(Signs::COMPARED) { comparison } else { plain_comparison };
    let mut clause = 0;
    let mut at = 0;
    while let Some((op, from, to)) = next(text, at) {
        at = to;
        let Some(value) = number(text, to) else { continue };
        at = value.end;
        clause = clause.max(text.floor_char_boundary(from.saturating_sub(LONGEST)));
        let clause_from = clause_start(text, clause, from);
        let name = metric(&text[clause_from..from]);
        let (stat, metric) = name.or(value.stat.clone(), found.last());
        let timed = value.unit.is_some_and(|unit| span_of(1.0, unit).is_some());
        if op.spelled && timed && !measures(&metric) || metric.is_empty() || versioned(&metric) {
            continue;
        }
        let (stat_after, end) = stat_behind(text, value.end);
        let (sustained, end) = sustained(text, end);
        at = end;
        clause = end;
        found.push(Threshold {
            metric,
            stat: stat.or(stat_after).map(Into::into),
            op: op.op,
            value: value.number,
            unit: value.unit.map(Into::into),
            sustained,
        });
    }
    found
}

/// No name of a metric stands further before its limit, in bytes.
const LONGEST: usize = 800;

/// A sign of comparison with a number behind it.
pub(super) fn states_limit(text: &str, signs: Signs) -> bool {
    signs.any(Signs::DIGIT)
        && signs.any(Signs::ANGLE.with(Signs::COMPARED))
        && memchr::memchr3_iter(b'<', b'>', 0xE2, text.as_bytes()).any(|at| {
            let rest = &text[at..];
            let sign = ["<", ">", "≤", "≥"].iter().find(|sign| rest.starts_with(**sign));
            sign.is_some_and(|sign| {
                let behind = rest[sign.len()..].trim_start_matches(['=', ' ', '\u{a0}']);
                behind.starts_with(|c: char| c.is_ascii_digit())
            })
        })
}

/// Whether words start a comparison.
pub(super) fn compares(text: &str) -> bool {
    PHRASES.starting(text).is_some()
}

/// A comparison as written.
struct Comparison {
    op: Op,
    /// In words, which may speak of time as well.
    spelled: bool,
}

const SIGNS: [(&str, Op); 11] = [
    (">=", Op::AtLeast),
    ("=>", Op::AtLeast),
    ("<=", Op::AtMost),
    ("=<", Op::AtMost),
    ("≥", Op::AtLeast),
    ("⩾", Op::AtLeast),
    ("≤", Op::AtMost),
    ("⩽", Op::AtMost),
    (">", Op::Above),
    ("<", Op::Below),
    (" = ", Op::Equal),
];

/// Sorted, so that of two that start alike the longer one is found.
static PHRASES: Stems<Op, { COMPARISONS.len() }> = Stems::of(COMPARISONS);

/// Comparisons in words.
pub(super) const COMPARISONS: &[(&str, Op)] = &[
    ("above ", Op::Above),
    ("at least ", Op::AtLeast),
    ("at most ", Op::AtMost),
    ("below ", Op::Below),
    ("drops below ", Op::Below),
    ("exceed ", Op::Above),
    ("exceeding ", Op::Above),
    ("exceeds ", Op::Above),
    ("greater than ", Op::Above),
    ("higher than ", Op::Above),
    ("less than ", Op::Below),
    ("lower than ", Op::Below),
    ("more than ", Op::Above),
    ("no less than ", Op::AtLeast),
    ("no more than ", Op::AtMost),
    ("not more than ", Op::AtMost),
    ("over ", Op::Above),
    ("rises above ", Op::Above),
    ("under ", Op::Below),
    ("up to ", Op::AtMost),
    ("более ", Op::Above),
    ("более чем ", Op::Above),
    ("больше ", Op::Above),
    ("выше ", Op::Above),
    ("менее ", Op::Below),
    ("меньше ", Op::Below),
    ("не более ", Op::AtMost),
    ("не больше ", Op::AtMost),
    ("не выше ", Op::AtMost),
    ("не менее ", Op::AtLeast),
    ("не меньше ", Op::AtLeast),
    ("не ниже ", Op::AtLeast),
    ("не превышает ", Op::AtMost),
    ("не превышают ", Op::AtMost),
    ("ниже ", Op::Below),
    ("превысил ", Op::Above),
    ("превысила ", Op::Above),
    ("превышает ", Op::Above),
    ("превышение ", Op::Above),
    ("свыше ", Op::Above),
];

/// The bytes at which a sign stands or before which a phrase may start.
static STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let all = b"<>= (\xE2";
    let mut at = 0;
    while at < all.len() {
        starts[all[at] as usize] = true;
        at += 1;
    }
    starts
};

/// The next comparison from `at` on, and where it stands. Signs stand anywhere, phrases start words.
fn comparison(text: &str, at: usize) -> Option<(Comparison, usize, usize)> {
    let bytes = text.as_bytes();
    let apart = |at: usize| at == 0 || matches!(bytes[at - 1], b' ' | b'(');
    if apart(at)
        && let Some(found) = phrase(text, at)
    {
        return Some(found);
    }
    for here in at..text.len() {
        if !STARTS[usize::from(bytes[here])] {
            continue;
        }
        if let Some(found) = sign(text, here) {
            return Some(found);
        }
        if apart(here + 1)
            && let Some(found) = phrase(text, here + 1)
        {
            return Some(found);
        }
    }
    None
}

/// The same where no word compares, nor any sign beyond ASCII.
fn plain_comparison(text: &str, from: usize) -> Option<(Comparison, usize, usize)> {
    memchr::memchr3_iter(b'<', b'>', b'=', &text.as_bytes()[from..]).map(|at| from + at).find_map(
        |at| {
            // « = » starts with its space.
            let spaced = at > from && text.as_bytes()[at - 1] == b' ';
            spaced.then(|| sign(text, at - 1)).flatten().or_else(|| sign(text, at))
        },
    )
}

fn sign(text: &str, at: usize) -> Option<(Comparison, usize, usize)> {
    let bytes = text.as_bytes();
    if matches!(bytes[at], b' ' | b'(') && bytes.get(at + 1) != Some(&b'=') {
        return None;
    }
    let (sign, op) = SIGNS.iter().find(|(sign, _)| text[at..].starts_with(sign))?;
    let found = (Comparison { op: *op, spelled: false }, at, at + sign.len());
    (!is_arrow(text, at, sign)).then_some(found)
}

fn phrase(text: &str, at: usize) -> Option<(Comparison, usize, usize)> {
    let (phrase, op) = PHRASES.starting(&text[at..])?;
    Some((Comparison { op, spelled: true }, at, at + phrase.len()))
}

/// `->`, `=>`, `>>`, `<tag>`, `2>&1` compare nothing.
fn is_arrow(text: &str, at: usize, sign: &str) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + sign.len()..].chars().next();
    matches!(before, Some('-' | '=' | '>' | '<' | '–' | '—'))
        || matches!(after, Some('>' | '<' | '=' | '&' | '/' | '-'))
        || (sign == "<" && after.is_some_and(letter::is_alphabetic))
}

struct Value<'a> {
    number: f64,
    unit: Option<&'a str>,
    stat: Option<String>,
    end: usize,
}

/// A number with its unit, perhaps behind «p95» or «на».
fn number(text: &str, at: usize) -> Option<Value<'_>> {
    let mut rest = &text[at + gap(&text[at..])..];
    if rest.starts_with(['~', '≈']) {
        rest = rest.trim_start_matches([' ', '\u{a0}', '~', '≈']);
    }
    let mut stat = None;
    if let Some((found, len)) = stat_at(rest) {
        stat = Some(found);
        rest = rest[len..].trim_start_matches([' ', ':', '\u{a0}', '<', '>', '=']);
    }
    let at_number = text.len() - rest.len();
    let digits = rest
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        .count();
    let written = rest[..digits].trim_end_matches(['.', ',']);
    let number = match memchr::memchr(b',', written.as_bytes()) {
        Some(comma) => [&written[..comma], &written[comma + 1..]].join(".").parse().ok()?,
        None => written.parse().ok()?,
    };
    if rest[written.len()..].starts_with([':', '-'])
        && rest[written.len() + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let mut end = at_number + written.len();
    let behind = &text[end..];
    let gap = gap(behind);
    let unit = unit_at(&behind[gap..]);
    if let Some(unit) = unit {
        end += gap + unit.len();
    }
    Some(Value { number, unit, stat, end })
}

/// How many bytes of spaces a text starts with.
fn gap(text: &str) -> usize {
    let mut at = 0;
    loop {
        match text.as_bytes()[at..] {
            [b' ', ..] => at += 1,
            [0xC2, 0xA0, ..] => at += 2,
            _ => return at,
        }
    }
}

/// A unit of what is measured, which no word and no slash goes on.
fn unit_at(text: &str) -> Option<&str> {
    if text.starts_with('%') {
        return Some(&text[..1]);
    }
    let end = letter::end_of_word(text, 0);
    let end = if is_unit(&text[..end]) {
        end
    } else {
        let signed = ["req/s", "п.п"].iter().find(|unit| text.starts_with(**unit))?;
        signed.len()
    };
    let behind = &text[end..];
    let ends = letter::alphanumeric_at(behind, 0) == 0 && !behind.starts_with('/');
    ends.then(|| &text[..end])
}

#[rustfmt::skip]
fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "ms" | "мс" | "msec" | "sec" | "сек" | "секунд" | "секунды" | "секунда" | "seconds" | "second" | "s" | "с" | "minutes"
            | "minute" | "min" | "mins" | "мин" | "минут" | "минуты" | "hours" | "hour" | "час" | "часа" | "часов" | "rps" | "RPS"
            | "qps" | "MB" | "GB" | "KB" | "TB" | "МБ" | "ГБ" | "Mb" | "Gb" | "MiB" | "GiB" | "x" | "pp" | "errors" | "ошибок" | "шт"
    )
}

/// Where the clause of a comparison starts: behind `,` `;` `|` «или», "or", or the last limit.
fn clause_start(text: &str, from: usize, to: usize) -> usize {
    let before = &text[from..to];
    let mut bracketed = false;
    for at in (0..before.len()).rev() {
        let separators: &[&str] = match before.as_bytes()[at] {
            b' ' if opens_clause(&before.as_bytes()[at + 1..]) => &SPACED,
            b',' => &[", "],
            b';' => &["; "],
            b'\n' => &["\n"],
            b'(' if !bracketed => {
                bracketed = true;
                let behind = &before[at + 1..];
                if !behind.contains(')') && letter::any_alphanumeric(behind) { &["("] } else { &[] }
            }
            _ => &[],
        };
        if let Some(found) = separators.iter().find(|words| before[at..].starts_with(**words)) {
            return from + at + found.len();
        }
    }
    from
}

/// Whether one of [`SPACED`] may start behind its first space.
fn opens_clause(behind: &[u8]) -> bool {
    matches!(
        behind,
        // «и», «если», «при».
        [b'|' | b'o' | b'a' | b'i' | b'w' | 0xE2, ..] | [0xD0, 0xB8 | 0xB5 | 0xBF, ..]
    )
}

/// Between spaces, these part one clause from another.
const SPACED: [&str; 11] =
    [" | ", " или ", " or ", " and ", " и ", " — ", " – ", " если ", " if ", " when ", " при "];

/// «(P95)» behind the number.
fn stat_behind(text: &str, at: usize) -> (Option<String>, usize) {
    let rest = text[at..].trim_start_matches([' ', '(', '\u{a0}']);
    match stat_at(rest) {
        Some((stat, len)) if stat.starts_with('P') => {
            let close = rest[len..].starts_with(')');
            (Some(stat), text.len() - rest.len() + len + usize::from(close))
        }
        _ => (None, at),
    }
}

/// "for 10 min", «в течение 5 минут», «более 5 минут» behind the number.
fn sustained(text: &str, at: usize) -> (Option<Span>, usize) {
    let rest = text[at..].trim_start_matches([' ', ',', ')', '\u{a0}']);
    // Most often nothing stands there.
    if letter::alphabetic_at(rest, 0) == 0 {
        return (None, at);
    }
    let lead = [
        "for more than ",
        "for over ",
        "for ",
        "over ",
        "в течение более ",
        "в течение ",
        "в течении ",
        "дольше ",
        "более ",
        "на протяжении ",
        "longer than ",
        "sustained for ",
        "за ",
        "during ",
        "свыше ",
    ]
    .iter()
    .find(|lead| rest.starts_with(**lead));
    let Some(lead) = lead else { return (None, at) };
    let body = &rest[lead.len()..];
    let Some(value) = number(body, 0) else { return (None, at) };
    match value.unit.and_then(|unit| span_of(value.number, unit)) {
        Some(span) => (Some(span), text.len() - body.len() + value.end),
        None => (None, at),
    }
}

/// A number of a unit of time.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths in plans are small and not negative"
)]
fn span_of(number: f64, unit: &str) -> Option<Span> {
    let n = number.max(0.0) as u32;
    match unit {
        "s" | "с" | "sec" | "сек" | "секунд" | "секунды" | "секунда" | "seconds" | "second" => {
            Some(Span::seconds(n))
        }
        "min" | "mins" | "minutes" | "minute" | "мин" | "минут" | "минуты" => {
            Some(Span::minutes(n))
        }
        "hour" | "hours" | "час" | "часа" | "часов" => Some(Span::hours(n)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::plan::read::glance::signs_of;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found: Vec<String> = read(text, signs_of(text))
            .iter()
            .map(|t| {
                let stat = t.stat.as_deref().map_or(String::new(), |stat| format!(" [{stat}]"));
                let unit = t.unit.as_deref().unwrap_or("");
                let sustained = t.sustained.map_or(String::new(), |span| format!(" for {span}"));
                format!("{}{stat} {} {}{unit}{sustained}", t.metric, t.op.sign(), t.value)
            })
            .collect();
        assert_eq!(found.join(" | "), expected, "{text}");
    }

    #[test]
    fn limits() {
        check("Error rate > 5%", "Error rate > 5%");
        check("Latency > 2s (P95)", "Latency [P95] > 2s");
        check("API Response Time P95: < 500ms", "API Response Time [P95] < 500ms");
        check("p95 latency < 800 ms for 10 min", "latency [P95] < 800ms for PT10M");
        check("Доля ошибок выше 0,5 % в течение 5 минут", "Доля ошибок > 0.5% for PT5M");
        check("latency > p95 800ms", "latency [P95] > 800ms");
        check("Минимизация downtime (< 30 секунд)", "Минимизация downtime < 30секунд");
        check("Error rate: go < 1 %, hold 1–2 %, no-go > 2 %", "Error rate < 1% | Error rate > 2%");
        check("error rate > baseline + 2%", "");
        check("нарушения синхронизации более 30 минут", "");
        check("Python >= 3.9", "");
        check("pg_dump db > dump_2.sql", "");
        check("Свободное место не менее 20 ГБ", "Свободное место >= 20ГБ");
        check("CPU > 95% or memory > 90%", "CPU > 95% | memory > 90%");
        check("replica lag under 10 s", "replica lag < 10s");
        check("задержка (P95) ≤ 400 мс", "задержка [P95] <= 400мс");
    }
}
