//! Values that show by themselves what they are: tokens of known makes, private keys, passwords in
//! addresses and in the arguments of commands.

use super::literal::{Setting, is_password, is_stand_in, is_token};
use super::{Secret, ahead, behind};
use crate::plan::SecretKind;
use std::ops::Range;

/// How far a command's arguments are read.
const REACH: usize = 400;

/// How tokens of known makers begin, and how long the rest is at least.
const MAKES: &[(&str, usize)] = &[
    ("AKIA", 16),
    ("ASIA", 16),
    ("ghp_", 20),
    ("gho_", 20),
    ("ghu_", 20),
    ("ghs_", 20),
    ("ghr_", 20),
    ("github_pat_", 20),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxa-", 10),
    ("xoxr-", 10),
    ("xoxs-", 10),
    ("xapp-", 10),
    ("hooks.slack.com/services/T", 20),
    ("glpat-", 16),
    ("sk-ant-", 20),
    ("sk-proj-", 20),
    ("sk_live_", 10),
    ("rk_live_", 10),
    ("AIza", 30),
    ("eyJ", 30),
    ("npm_", 30),
    ("pypi-", 30),
    ("hvs.", 20),
    ("dop_v1_", 30),
];

/// A token whose first bytes stand here.
pub(super) fn token(source: &str, at: usize) -> Option<Secret> {
    let text = ahead(source, at, 4 * REACH);
    let (make, length) = MAKES.iter().find(|(make, _)| text.starts_with(make))?;
    let joined = source[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let rest = &text[make.len()..];
    let belongs = |c: char| c.is_ascii_alphanumeric() || "-_.=/".contains(c);
    let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let tail = rest[..end].trim_end_matches(['.', '/']);
    let cut = rest[tail.len()..].starts_with("...") || rest[tail.len()..].starts_with('…');
    let mixed = tail.bytes().any(|b| b.is_ascii_digit());
    let jwt = *make != "eyJ" || tail.contains('.');
    let whole = tail.len() >= *length && mixed && jwt && !cut && !is_stand_in(tail);
    let range = at..at + make.len() + tail.len();
    (whole && !joined).then_some(Secret { range, kind: SecretKind::Token })
}

/// A bot's token: eight to ten digits, a colon, and some thirty-five characters.
pub(super) fn telegram(source: &str, colon: usize) -> Option<Secret> {
    let digits = source[..colon].bytes().rev().take(11).take_while(u8::is_ascii_digit).count();
    let text = ahead(source, colon + 1, 60);
    let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let length = text.find(|c| !belongs(c)).unwrap_or(text.len());
    let whole = (8..=10).contains(&digits) && (30..=50).contains(&length);
    let mixed = text[..length].bytes().any(|b| b.is_ascii_digit());
    let range = colon - digits..colon + 1 + length;
    (whole && mixed && !is_stand_in(&text[..length]))
        .then_some(Secret { range, kind: SecretKind::Token })
}

/// `Bearer …`, `Authorization: Basic …`.
pub(super) fn header(source: &str, line: usize, at: usize) -> Option<Secret> {
    let text = ahead(source, at, 4 * REACH);
    let (scheme, rest) = text.split_once(' ')?;
    let basic = scheme.eq_ignore_ascii_case("basic");
    if !basic && !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    if basic && !behind(source, line, at, 24).to_lowercase().contains("authorization") {
        return None;
    }
    let belongs = |c: char| c.is_ascii_alphanumeric() || "-_.~+/=".contains(c);
    let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let value = rest[..end].trim_end_matches('.');
    let kind = if basic { SecretKind::Credential } else { SecretKind::Token };
    let cut = rest[value.len()..].starts_with(['…', '.', '<', '$', '{']);
    let mixed = value.bytes().any(|b| b.is_ascii_digit()) || value.len() >= 20 || basic;
    let start = at + scheme.len() + 1;
    let range = start..start + value.len();
    let meant = value.len() >= 8 && mixed && !cut && (basic || is_token(value, Setting::Code));
    meant.then_some(Secret { range, kind })
}

/// `-----BEGIN … PRIVATE KEY-----` to its end.
pub(super) fn private_key(source: &str, at: usize) -> Option<Secret> {
    let start = at.checked_sub(5).filter(|start| source.get(*start..at) == Some("-----"))?;
    let head = ahead(source, at, 64);
    let named = head.strip_prefix("BEGIN ")?.split_once("-----")?.0;
    if !named.ends_with("PRIVATE KEY") && !named.ends_with("PRIVATE KEY BLOCK") {
        return None;
    }
    let body = &source.as_bytes()[at..source.len().min(at + 16 * 1024)];
    let end = body.windows(8).position(|window| window == b"-----END").map(|n| {
        let last = ahead(source, at + n + 5, 64);
        at + n + 5 + last.find("-----").map_or(last.len(), |n| n + 5)
    });
    let range = start..end.unwrap_or(at + head.len());
    let body = source.get(at + named.len()..range.end).unwrap_or_default();
    let left_out = ["XXXX", "xxxx", "...", "…"].iter().any(|mark| body.contains(mark));
    (!left_out).then_some(Secret { range, kind: SecretKind::PrivateKey })
}

/// The password of `scheme://user:password@host`, from behind the slashes.
pub(super) fn address(source: &str, at: usize) -> Option<Secret> {
    let text = ahead(source, at, REACH);
    let stops = |c: char| c.is_whitespace() || "/?#\"'`<>|)],;".contains(c);
    let cut = text.find(stops).unwrap_or(text.len());
    let (login, _) = text[..cut].rsplit_once('@')?;
    let (user, password) = login.split_once(':')?;
    let start = at + user.len() + 1;
    let meant = password.len() >= 3 && !is_stand_in(password) && !password.contains('$');
    let range = start..start + password.len();
    meant.then_some(Secret { range, kind: SecretKind::Credential })
}

/// Commands, the arguments that hold a password, and whether it is glued to its flag.
const COMMANDS: &[(&str, &[&str], bool)] = &[
    ("curl", &["-u", "--user"], false),
    ("mysql", &["-p"], true),
    ("mariadb", &["-p"], true),
    ("sshpass", &["-p"], false),
    ("login", &["-p"], false),
    ("redis-cli", &["-a"], false),
];

/// Passwords in the arguments of the command that stands here.
pub(super) fn command(source: &str, at: usize, found: &mut Vec<Secret>) {
    let text = ahead(source, at, REACH);
    let Some((name, flags, glued)) = COMMANDS.iter().find(|(name, _, _)| text.starts_with(name))
    else {
        return;
    };
    let mut words = words(text).skip(1).peekable();
    while let Some((start, word)) = words.next() {
        if matches!(word, "|" | "||" | "&&" | ";") {
            return;
        }
        let flag = flags.iter().find(|flag| word.starts_with(**flag));
        let Some(flag) = flag else { continue };
        let own = &word[flag.len()..];
        let value = match (own.is_empty(), *glued) {
            (true, false) => words.peek().copied(),
            (false, true) => Some((start + flag.len(), own)),
            (false, false) => own.strip_prefix('=').map(|own| (start + flag.len() + 1, own)),
            (true, true) => None,
        };
        let Some((start, value)) = value else { continue };
        let unquoted = value.trim_matches(['"', '\'', '`']);
        let lead = value.len() - value.trim_start_matches(['"', '\'', '`']).len();
        let range = at + start + lead..at + start + lead + unquoted.len();
        found.extend(argument(name, unquoted, range));
    }
}

/// `user:password` for curl, a password for the others.
fn argument(command: &str, value: &str, range: Range<usize>) -> Option<Secret> {
    if command != "curl" {
        return is_password(value, Setting::Code)
            .then_some(Secret { range, kind: SecretKind::Password });
    }
    let (user, password) = value.split_once(':')?;
    let range = range.start + user.len() + 1..range.end;
    is_password(password, Setting::Code).then_some(Secret { range, kind: SecretKind::Credential })
}

/// Words between spaces, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ')
        .map(move |word| {
            let start = at;
            at += word.len() + 1;
            (start, word)
        })
        .filter(|(_, word)| !word.is_empty())
}
