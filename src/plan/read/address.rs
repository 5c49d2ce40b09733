//! Addresses: where one begins and ends in a command and in prose, and whether it can be asked.

use crate::plan::letter;

/// Words of a command. What stands in quotes is one word, spaces and all.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        while let Some(behind) = rest.strip_prefix(' ') {
            rest = behind;
        }
        if !rest.starts_with(|c: char| c.is_ascii_graphic()) {
            rest = rest.trim_start();
        }
        let first = *rest.as_bytes().first()?;
        let quoted = is_quote(first).then(|| {
            let inside = &rest[1..];
            let end = inside.bytes().position(|byte| byte == first)?;
            let behind = &inside[end + 1..];
            let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
            ends.then_some((&inside[..end], behind))
        });
        let (word, behind) = quoted.flatten().unwrap_or_else(|| {
            let (word, behind) = word_at(rest);
            (unquoted(word), behind)
        });
        rest = behind;
        Some(word)
    })
}

/// What stands before the first white space of a text, and the rest with it.
#[inline]
pub(super) fn word_at(text: &str) -> (&str, &str) {
    let plain = text.bytes().take_while(u8::is_ascii_graphic).count();
    let end = match text.as_bytes().get(plain) {
        None | Some(b' ' | b'\n') => plain,
        // White space that is not plain, or no white space at all.
        Some(_) => text.find(char::is_whitespace).unwrap_or(text.len()),
    };
    text.split_at(end)
}

/// A word without its quotes.
#[inline]
pub(super) fn unquoted(word: &str) -> &str {
    match word.as_bytes() {
        [first, .., last] if !is_quote(*first) && !is_quote(*last) => word,
        _ => word.trim_matches(['"', '\'', '`']),
    }
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

/// The address that some prose begins with: it ends with a space, a quote, or a bracket that was opened
/// before it.
pub(super) fn in_prose(text: &str) -> &str {
    let mut depth = 0_usize;
    let ends = |c: char| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth > 0 => {
            depth -= 1;
            false
        }
        _ => c.is_whitespace() || "<>\"'`»)|".contains(c),
    };
    &text[..text.find(ends).unwrap_or(text.len())]
}

/// Without what follows an address: quotes, commas, brackets that it did not open.
fn ended(raw: &str) -> &str {
    let marks = ['"', '\'', '`', ',', ';'];
    let mut rest = raw.trim_end_matches(marks);
    if !rest.ends_with(')') {
        return rest;
    }
    let count = |bracket: u8| raw.bytes().filter(|byte| *byte == bracket).count();
    let mut spare = count(b')').saturating_sub(count(b'('));
    while let Some(shorter) = rest.strip_suffix(')').filter(|_| spare > 0) {
        rest = shorter.trim_end_matches(marks);
        spare -= 1;
    }
    rest
}

/// What stands behind `://`.
pub(super) fn behind_scheme(url: &str) -> Option<&str> {
    let mut colons = memchr::memchr_iter(b':', url.as_bytes());
    colons.find_map(|at| url[at..].strip_prefix("://"))
}

/// Looks like an address rather than like another word of a command.
pub(super) fn is_address(word: &str) -> bool {
    word.starts_with("http://")
        || word.starts_with("https://")
        || (word.starts_with('$') && word.contains('/'))
        || (word.starts_with('/') && word.len() > 1)
        || (!word.starts_with('-')
            && letter::halves(word, b'/').is_some_and(|(host, _)| is_host(host)))
        || is_host(word) && word.contains(':')
}

fn is_host(word: &str) -> bool {
    let (name, port) = letter::halves(word, b':').unwrap_or((word, "80"));
    let named = name == "localhost" || name.contains('.');
    named
        && port.bytes().all(|b| b.is_ascii_digit())
        && name.chars().all(|c| letter::is_alphanumeric(c) || matches!(c, '.' | '-'))
}

/// An address to poll: a base in a variable or a slot leaves a path; no other variable is left.
pub(super) fn settled(raw: &str) -> Option<(String, bool)> {
    let raw = ended(raw);
    let spaced = memchr::memchr(b' ', raw.as_bytes()).map(|_| raw.replace(' ', "%20"));
    let raw = spaced.as_deref().unwrap_or(raw);
    if raw.starts_with('/') {
        return (!raw.contains(['$', '<', '{']) || raw.contains('?'))
            .then(|| (raw.to_owned(), true));
    }
    let behind = behind_scheme(raw);
    let rest = behind.unwrap_or(raw);
    if rest.starts_with(['$', '<', '{', '[']) {
        let path = &rest[rest.find('/')?..];
        return (!path.contains(['$', '<', '{'])).then(|| (path.to_owned(), true));
    }
    let host = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
    if rest.as_bytes()[..host].iter().any(|byte| matches!(byte, b'<' | b'{')) {
        return (host < rest.len()).then(|| (rest[host..].to_owned(), true));
    }
    let url = if behind.is_some() { raw.to_owned() } else { format!("http://{raw}") };
    Some((url, false))
}

#[cfg(test)]
mod tests {
    use super::{ended, in_prose, words};

    #[test]
    fn what_stands_in_quotes_is_one_word() {
        let all = |line| words(line).collect::<Vec<_>>();
        assert_eq!(
            all("curl -s 'http://a/q?a=b (c) / d' -f"),
            ["curl", "-s", "http://a/q?a=b (c) / d", "-f"]
        );
        assert_eq!(all("curl \"http://a"), ["curl", "http://a"]);
        assert_eq!(all("echo 'a'b c"), ["echo", "a'b", "c"]);
    }

    #[test]
    fn a_bracket_belongs_to_the_address_that_opened_it() {
        assert_eq!(in_prose("http://a/q?x=rate(b[5m])/c(d)) and"), "http://a/q?x=rate(b[5m])/c(d)");
        assert_eq!(in_prose("http://a/health), then"), "http://a/health");
        assert_eq!(ended("http://a/q?x=rate(b)',"), "http://a/q?x=rate(b)");
        assert_eq!(ended("http://a/health)),"), "http://a/health");
    }
}
