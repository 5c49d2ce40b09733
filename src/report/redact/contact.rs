//! Telephone numbers and e-mail addresses, as people write them.

use std::ops::Range;

/// Puts the cover in place of each.
pub(super) fn hide(text: &mut String, cover: &str) {
    let found: Vec<Range<usize>> = mails(text).chain(phones(text)).collect();
    let mut found: Vec<Range<usize>> = found;
    found.sort_by_key(|range| range.start);
    found.dedup_by(|later, earlier| later.start < earlier.end);
    for range in found.into_iter().rev() {
        text.replace_range(range, cover);
    }
}

/// `name@host.top`.
fn mails(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices('@').filter_map(|(at, _)| {
        let name = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        let host = |c: char| c.is_alphanumeric() || ".-".contains(c);
        let before = text[..at].trim_end_matches(name).len();
        let tail = text[at + 1..].trim_start_matches(host);
        let end = text.len() - tail.len();
        let end = at + 1 + text[at + 1..end].trim_end_matches(['.', '-']).len();
        let has_top = text[at + 1..end].contains('.');
        (before < at && has_top).then_some(before..end)
    })
}

/// A plus and eight to fifteen digits, or ten and more that begin with 8 and are set apart as
/// telephone numbers are.
fn phones(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(start) = text[from..].find(|c: char| c == '+' || c.is_ascii_digit()) {
            let start = from + start;
            let rest = &text[start..];
            let part = |c: char| c.is_ascii_digit() || "+ -()\u{a0}".contains(c);
            let end = start + rest.find(|c| !part(c)).unwrap_or(rest.len());
            let end =
                start + text[start..end].trim_end_matches(|c: char| !c.is_ascii_digit()).len();
            from = end.max(start + 1);
            let number = &text[start..end];
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            let plus = number.starts_with('+') && (8..=15).contains(&digits);
            let apart = number.contains(['-', '(', ' ', '\u{a0}']);
            let home = number.starts_with('8') && digits == 11 && apart;
            if plus || home {
                return Some(start..end);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut shown = text.to_owned();
        hide(&mut shown, "•");
        assert_eq!(shown, expected);
    }

    #[test]
    fn contacts_are_covered_and_nothing_else() {
        check("пишите a.b+c@mail.example.ru.", "пишите •.");
        check("+7 (495) 123-45-67, доб. 5", "•, доб. 5");
        check("8 800 555-35-35 круглосуточно", "• круглосуточно");
        check("+14155550123", "•");
        check("2026-11-21 02:00-04:00, 100-200 узлов", "2026-11-21 02:00-04:00, 100-200 узлов");
        check("@everyone, user@host, 10.0.0.1", "@everyone, user@host, 10.0.0.1");
        check("•", "•");
    }
}
