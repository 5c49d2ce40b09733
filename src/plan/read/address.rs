//! Addresses: where one begins and ends in a command and in prose, and whether it can be asked.

use crate::plan::letter;

/// Words of a command. What stands in quotes is one word, spaces and all.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let quoted = matches!(first, '"' | '\'' | '`').then(|| {
            let inside = &rest[1..];
            let end = inside.find(first)?;
            let behind = &inside[end + 1..];
            let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
            ends.then_some((&inside[..end], behind))
        });
        let (word, behind) = quoted.flatten().unwrap_or_else(|| {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (unquoted(&rest[..end]), &rest[end..])
        });
        rest = behind;
        Some(word)
    })
}

/// A word without its quotes.
pub(super) fn unquoted(word: &str) -> &str {
    word.trim_matches(['"', '\'', '`'])
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
    let count = |bracket: u8| memchr::memchr_iter(bracket, raw.as_bytes()).count();
    let mut spare = count(b')').saturating_sub(count(b'('));
    let mut rest = raw;
    loop {
        rest = rest.trim_end_matches(['"', '\'', '`', ',', ';']);
        match rest.strip_suffix(')').filter(|_| spare > 0) {
            Some(shorter) => rest = shorter,
            None => return rest,
        }
        spare -= 1;
    }
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
        || (!word.starts_with('-') && word.split_once('/').is_some_and(|(host, _)| is_host(host)))
        || is_host(word) && word.contains(':')
}

fn is_host(word: &str) -> bool {
    let (name, port) = word.split_once(':').unwrap_or((word, "80"));
    let named = name == "localhost" || name.contains('.');
    named
        && port.bytes().all(|b| b.is_ascii_digit())
        && name.chars().all(|c| letter::is_alphanumeric(c) || matches!(c, '.' | '-'))
}

/// An address to poll: a base in a variable or a slot leaves a path; no other variable is left.
pub(super) fn settled(raw: &str) -> Option<(String, bool)> {
    let raw = ended(raw);
    let spaced = raw.contains(' ').then(|| raw.replace(' ', "%20"));
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
    if rest.contains(['<', '{'])
        && rest.find('/').is_none_or(|slash| rest.find(['<', '{']) < Some(slash))
    {
        let path = &rest[rest.find('/')?..];
        return Some((path.to_owned(), true));
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
