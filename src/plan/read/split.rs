//! A list written inside a sentence: «a, b (с, d), e» is three.

use super::outline::{Mark, MarkKind};
use crate::plan::letter;
use crate::plan::stems::{Stems, set};
use std::ops::Range;

/// The parts of a list after a label, as ranges of `text`. Semicolons win over commas; brackets,
/// quotes, code and subordinate clauses stay whole.
pub(super) fn parts(text: &str, marks: &[Mark], base: usize) -> Vec<Range<usize>> {
    let cuts = cuts(text, marks, base);
    let weak = cuts.iter().all(|cut| text.as_bytes()[*cut] == b',');
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain([text.len()]) {
        let part = trimmed(text, start..cut);
        match found.last_mut() {
            Some(last) if !stands_alone(&text[part.clone()]) => last.end = part.end,
            _ if part.is_empty() => {}
            _ => found.push(without_and(text, part)),
        }
        start = (cut + 1).min(text.len());
    }
    if weak && is_sentence(text, &found) {
        found = vec![trimmed(text, 0..text.len())];
    }
    found
}

/// «Отчёты, заявки и поиск работают как раньше», «показывает версию, базы и очереди»: one sentence
/// that names several things.
fn is_sentence(text: &str, parts: &[Range<usize>]) -> bool {
    let ([first, .., last], commas) = (parts, parts.len().saturating_sub(1)) else { return false };
    let count = |part: &Range<usize>| text[part.clone()].split_whitespace().count();
    let joins = |word: &str| matches!(word, "и" | "and" | "или" | "or");
    let of_what = || parts[..commas].iter().all(|part| count(part) == 1);
    let ends = count(last);
    let pair = || text[last.clone()].split_whitespace().nth(1).is_some_and(joins);
    let few = || parts[1..commas].iter().all(|part| count(part) == 1);
    commas > 1 && ends >= 4 && of_what() || ends == 3 && pair() && few() && count(first) >= 3
}

/// Where the list may be cut: at depth 0, at semicolons or else at what has a space behind.
fn cuts(text: &str, marks: &[Mark], base: usize) -> Vec<usize> {
    let codes: Vec<&Mark> = marks.iter().filter(|mark| mark.kind == MarkKind::Code).collect();
    let mut depth = 0i32;
    let mut quoted = false;
    let (mut semicolons, mut others) = (Vec::new(), Vec::new());
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let outside = depth <= 0 && !quoted;
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b'"' => quoted = !quoted,
            0xC2 | 0xE2 => depth += quote(&bytes[at..]),
            b';' if outside && !in_code(&codes, base + at) => semicolons.push(at),
            b',' | b'.' if outside && semicolons.is_empty() => {
                let spaced = text[at + 1..].starts_with(char::is_whitespace);
                if spaced
                    && (*byte == b',' || ends_sentence(text, at))
                    && !in_code(&codes, base + at)
                {
                    others.push(at);
                }
            }
            _ => {}
        }
    }
    if semicolons.is_empty() { others } else { semicolons }
}

/// One for a quote that opens, one less for a quote that closes.
fn quote(bytes: &[u8]) -> i32 {
    let starts = |quotes: &[&str]| quotes.iter().any(|quote| bytes.starts_with(quote.as_bytes()));
    i32::from(starts(&["«", "“", "„"])) - i32::from(starts(&["»", "”"]))
}

/// A full stop with a capital behind it and a whole word before it.
fn ends_sentence(text: &str, at: usize) -> bool {
    let capital = text[at + 1..].trim_start().starts_with(char::is_uppercase);
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    capital && word.chars().count() > 3
}

/// Whether one of these stretches of code, which stand in order, holds a place.
fn in_code(codes: &[&Mark], at: usize) -> bool {
    let next = codes.partition_point(|mark| mark.words.end <= at);
    codes.get(next).is_some_and(|mark| mark.words.contains(&at))
}

fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    let words = &text[part.clone()];
    let front = words.len() - words.trim_start().len();
    let kept = letter::trimmed(words).trim_end_matches(['.', ';', ',']).trim_end();
    part.start + front..part.start + front + kept.len()
}

/// The "and" before the last of a list is not part of it.
fn without_and(text: &str, part: Range<usize>) -> Range<usize> {
    let words = &text[part.clone()];
    for and in ["and ", "or ", "и ", "или ", "а также ", "then "] {
        if words.starts_with(and) {
            return part.start + and.len()..part.end;
        }
    }
    part
}

/// Words that open a subordinate clause or a remark.
#[rustfmt::skip]
static CONTINUES: Stems<(), 41> = Stems::of(set![
    "что", "чем", "than", "чтобы", "если", "когда", "где", "как", "пока", "так", "например",
    "включая", "причем", "хотя", "поскольку", "потому", "том", "which", "that", "who",
    "where", "when", "if", "because", "although", "while", "including", "such", "unless", "e.g",
    "e.g.", "i.e.", "so", "even", "whichever", "кроме", "except", "likely", "especially",
    "вызванные", "вызванная",
]);

/// False for what only continues the part before: «который …», "which …", «не подлежащая …».
fn stands_alone(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let first = words.next().unwrap_or_default();
    let first = if matches!(
        first,
        "не" | "в" | "на" | "с" | "по" | "для" | "из" | "к" | "from" | "in" | "of" | "for"
    ) {
        words.next().unwrap_or_default()
    } else {
        first
    };
    if first.is_empty() || CONTINUES.find(first).is_some() {
        return false;
    }
    // «чей» is the shortest; what follows are Russian words.
    if first.len() < 6 || first.is_ascii() {
        return true;
    }
    let first = letter::lowered(first);
    let relative = ["котор", "чей", "чья"].iter().any(|stem| first.starts_with(stem));
    let participle = [
        "щий", "щая", "щее", "щие", "щих", "щую", "щего", "щей", "щим", "щими", "вший", "вшая",
        "вшие", "вших", "вшую",
    ]
    .iter()
    .any(|ending| first.ends_with(ending) && first.chars().count() > 6);
    !relative && !participle
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::plan::read::outline::Outline;
    use crate::plan::rows::Rows;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let outline = Outline::of(text, &Rows::of(text));
        let words = outline.text(0);
        let parts: Vec<&str> =
            parts(words, outline.marks_of(0), 0).into_iter().map(|part| &words[part]).collect();
        assert_eq!(parts, expected, "{text}");
    }

    #[test]
    fn lists() {
        check("a b, c d (e, f), g", &["a b", "c d (e, f)", "g"]);
        check(
            "потеря данных; рост ошибок, даже малый; сбой.",
            &["потеря данных", "рост ошибок, даже малый", "сбой"],
        );
        check(
            "ошибка, не подлежащая исправлению, сбой",
            &["ошибка, не подлежащая исправлению", "сбой"],
        );
        check(
            "restore `a, b`, restart pods, and tell the team",
            &["restore a, b", "restart pods", "tell the team"],
        );
        check("выше 0,5 %, сбой «а, б»", &["выше 0,5 %", "сбой «а, б»"]);
        check(
            "errors that grow, which nobody expects, downtime",
            &["errors that grow, which nobody expects", "downtime"],
        );
        check("отключение и возврат", &["отключение и возврат"]);
        for whole in [
            "заявки, отчёты, поиск и выгрузка работают как раньше",
            "страница показывает версию, базы и очереди",
        ] {
            check(whole, &[whole]);
        }
        check("логи, метрики, оповещения", &["логи", "метрики", "оповещения"]);
    }
}
