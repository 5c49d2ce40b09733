//! A veil over the secrets of a plan: no excerpt, no outline and no message shows their words.
//!
//! The lint finds where each value stands; here its words are kept as long as the plan is shown, to
//! cover them wherever a text speaks of their line.

use crate::plan::lint::secret::secrets;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What stands in place of a secret.
pub(super) const COVER: &str = "••••";

/// The lines with a secret, and the words on each that are not to be shown, the longest first.
pub(super) struct Veil {
    lines: BTreeMap<u32, Vec<String>>,
}

impl Veil {
    /// Covers the secrets of this text.
    pub(super) fn over(text: &str) -> Self {
        let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let (mut line, mut at) = (1, 0);
        for secret in secrets(text) {
            line += line_ends(&text[at..secret.range.start]);
            at = secret.range.start;
            // A private key goes over many lines; each of them is covered.
            for (n, value) in (line..).zip(text[secret.range].lines()) {
                let covered = lines.entry(n).or_default();
                covered.push(value.to_owned());
                if value.contains('\\') {
                    covered.push(value.replace('\\', ""));
                }
            }
        }
        for covered in lines.values_mut() {
            covered.retain(|value| !value.trim().is_empty());
            covered.sort_by_key(|value| Reverse(value.len()));
        }
        Self { lines }
    }

    /// True where a line must not be shown as it is.
    pub(super) fn covers(&self, line: u32) -> bool {
        self.lines.contains_key(&line)
    }

    /// Words about a line without the secrets of that line, whole or cut short by `…`.
    pub(super) fn hide(&self, line: u32, words: &str) -> String {
        let mut shown = words.to_owned();
        let Some(secrets) = self.lines.get(&line) else { return shown };
        for secret in secrets {
            if shown.contains(secret.as_str()) {
                shown = shown.replace(secret.as_str(), COVER);
            }
        }
        match shown.rsplit_once('…') {
            Some((before, after)) => {
                let before: Vec<_> =
                    before.split('…').map(|part| hide_tail(part, secrets)).collect();
                format!("{}…{after}", before.join("…"))
            }
            None => shown,
        }
    }
}

fn line_ends(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// Words that were cut short, without the start of a secret that may end them.
fn hide_tail(words: &str, secrets: &[String]) -> String {
    let starts = secrets.iter().filter_map(|secret| {
        let mut ends = secret.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        ends.find(|end| {
            let before = words.strip_suffix(&secret[..*end]);
            before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        })
    });
    match starts.max() {
        Some(length) => format!("{}{COVER}", &words[..words.len() - length]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: u32, words: &str, expected: &str) {
        let text = "# Plan\n\n- login with password: hunter2-is-long\n- next\n";
        assert_eq!(Veil::over(text).hide(line, words), expected);
    }

    #[test]
    fn a_value_is_covered_where_its_line_is_spoken_of() {
        check(3, "password: hunter2-is-long!", "password: ••••!");
        check(3, "\"login with hunter2-i…\" has no owner", "\"login with ••••…\" has no owner");
        check(3, "T-1 … T0, hunter2…", "T-1 … T0, ••••…");
        check(3, "one, then with…", "one, then with…");
        check(4, "hunter2-is-long", "hunter2-is-long");
    }

    #[test]
    fn a_key_is_covered_on_each_of_its_lines() {
        let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0\n-----END PRIVATE KEY-----";
        let veil = Veil::over(&format!("# Plan\n\n{key}\n\nafter\n"));
        let covered: Vec<_> = (1..=7).filter(|line| veil.covers(*line)).collect();
        assert!(covered.contains(&4), "{covered:?}");
        assert!(!veil.covers(7));
        assert!(!veil.hide(4, "MIIEvQIBADANBgkqhkiG9w0").contains("MII"));
    }
}
