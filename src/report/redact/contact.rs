//! Telephone numbers and e-mail addresses in plain text.
//!
//! A number counts as a telephone's where it is written as one: with a plus and eight digits or more,
//! as a Russian mobile, or in groups as people dial them. Dates, versions and amounts do not.

use std::ops::Range;

/// Where contacts stand.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = mails(text);
    found.extend(phones(text));
    found
}

fn mails(text: &str) -> Vec<Range<usize>> {
    let fits = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let name = &text[..at];
        let start = name.trim_end_matches(fits).len();
        let host: &str = &text[at + 1..];
        let length = host.find(|c: char| !c.is_alphanumeric() && c != '.' && c != '-');
        let host = host[..length.unwrap_or(host.len())].trim_end_matches(['.', '-']);
        let end = host.rsplit_once('.').is_some_and(|(name, zone)| {
            !name.is_empty() && zone.chars().count() >= 2 && zone.chars().all(char::is_alphabetic)
        });
        if start < at && end {
            found.push(start..at + 1 + host.len());
        }
    }
    found
}

fn phones(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let begins = bytes[at].is_ascii_digit() || matches!(bytes[at], b'+' | b'(');
        let inside = |c: char| c.is_alphanumeric() || "._-/:".contains(c);
        if !begins || text[..at].ends_with(inside) {
            at += 1;
            continue;
        }
        let end = at + run(&bytes[at..]);
        let goes_on = text[end..].starts_with(char::is_alphanumeric);
        if !goes_on && is_phone(&text[at..end]) {
            found.push(at..end);
        }
        at = end.max(at + 1);
    }
    found
}

/// How far digits and the signs between them go; it ends with a digit.
fn run(bytes: &[u8]) -> usize {
    let mut end = 0;
    let mut gap = 0;
    for (n, byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' => (end, gap) = (n + 1, 0),
            b'+' if n == 0 => {}
            // A no-break space is two bytes.
            b' ' | b'-' | b'(' | b')' | b'.' | 0xc2 | 0xa0 if gap < 3 => gap += 1,
            _ => break,
        }
    }
    end
}

fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<usize> = text
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let has_plus = text.starts_with('+');
    match digits.len() {
        8..=15 if has_plus => true,
        11 if groups.len() == 1 => digits.starts_with("89") || digits.starts_with("79"),
        10 | 11 if text.contains('.') => false,
        // (555) 123-4567, 555-123-4567, 8 (495) 123-45-67, 8-800-555-35-35.
        10 => groups[0] == 3 && (3..=4).contains(&groups.len()),
        11 => groups.len() >= 3 && groups[0] == 1 && groups[1] == 3,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn contacts_are_told_from_other_numbers() {
        check("тел. 8 (495) 123-45-67 доб. 12", &["8 (495) 123-45-67"]);
        check("8-800-555-35-35; 89161234567", &["8-800-555-35-35", "89161234567"]);
        check("+1 555 123 4567 or (555) 123-4567", &["+1 555 123 4567", "(555) 123-4567"]);
        check("mail a.b@c.io, not @team or a@b", &["a.b@c.io"]);
        check("пишите a.b+c@mail.example.ru.", &["a.b+c@mail.example.ru"]);
        check(
            "8\u{a0}800\u{a0}555-35-35; +14155550123",
            &["8\u{a0}800\u{a0}555-35-35", "+14155550123"],
        );
        check("@everyone, user@host, •, 100-200 узлов", &[]);
        check("2026-11-21 02:00-04:00, 10.0.0.12, 1 234 567 890, 5551234567", &[]);
        check("sha 89161234567abc id-8-800-555-35-35", &[]);
    }
}
