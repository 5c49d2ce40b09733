//! A veil over the secrets that the lint found: no excerpt and no message shows their words.
//!
//! The fault says where a secret stands, never what it is. Its line shows no excerpt; a message that
//! quotes the line has each word of the secret's stretch covered, the common labels left readable.

use crate::plan::{Fault, FaultKind, SecretKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What stands in place of a secret.
const COVER: &str = "••••";

/// Words that tell which kind of secret follows, and are none themselves.
const LABELS: [&str; 24] = [
    "password",
    "passwd",
    "pass",
    "pwd",
    "token",
    "secret",
    "key",
    "api",
    "apikey",
    "api_key",
    "bearer",
    "authorization",
    "auth",
    "basic",
    "private",
    "http",
    "https",
    "postgres",
    "postgresql",
    "mysql",
    "redis",
    "пароль",
    "токен",
    "ключ",
];

/// The lines with a secret, and the words on each that are not to be shown.
pub(super) struct Veil {
    lines: BTreeMap<u32, Vec<String>>,
}

impl Veil {
    /// Covers what the faults name as secrets in this text.
    pub(super) fn over(text: &str, faults: &[Fault]) -> Self {
        let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let secrets = faults.iter().filter_map(|fault| match fault.kind {
            FaultKind::Secret { kind } => Some((kind, fault.place)),
            _ => None,
        });
        let mut secrets = secrets.peekable();
        if secrets.peek().is_none() {
            return Self { lines };
        }
        let source: Vec<&str> = text.lines().collect();
        for (kind, place) in secrets {
            let from = place.line.saturating_sub(1) as usize;
            let Some(line) = source.get(from) else { continue };
            let width = if place.width == 0 { usize::MAX } else { place.width as usize };
            let start = place.column.saturating_sub(1) as usize;
            let stretch: String = line.chars().skip(start).take(width).collect();
            lines.entry(place.line).or_default().extend(words_of(&stretch));
            if kind == SecretKind::PrivateKey {
                cover_key(&mut lines, place.line, &source[from..]);
            }
        }
        for words in lines.values_mut() {
            words.sort_by_key(|word| Reverse(word.len()));
        }
        Self { lines }
    }

    /// True where a line must not be shown.
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

/// Words that were cut short, without the start of a secret that may end them.
fn hide_tail(words: &str, secrets: &[String]) -> String {
    let tail = words.rsplit(between_words).next().unwrap_or_default();
    if tail.is_empty() || !secrets.iter().any(|secret| secret.starts_with(tail)) {
        return words.to_owned();
    }
    format!("{}{COVER}", &words[..words.len() - tail.len()])
}

/// The lines of a private key, up to the one that ends it.
fn cover_key(lines: &mut BTreeMap<u32, Vec<String>>, first: u32, source: &[&str]) {
    for (n, line) in (first..).zip(source) {
        lines.entry(n).or_default().extend(words_of(line));
        if line.contains("-----END") {
            break;
        }
    }
}

/// The words of a stretch that may be the secret: not the labels, not single letters.
fn words_of(stretch: &str) -> impl Iterator<Item = String> {
    stretch
        .split(between_words)
        .filter(|word| word.chars().count() > 2)
        .filter(|word| !LABELS.contains(&word.to_lowercase().as_str()))
        .map(str::to_owned)
}

fn between_words(c: char) -> bool {
    c.is_whitespace() || "\"'`*=:;,@/()<>[]{}|«»".contains(c)
}
