//! Secrets in plain text: passwords, tokens, private keys, passwords inside addresses.
//!
//! Windows of four bytes find the few places where a secret can be spoken of; only there
//! the words around are read, never further than a fixed stretch: linear for a file of any shape.
//! Placeholders, references to a vault and words that are no values pass. Values are never kept: a
//! find is a range of the source, for the lint to name and for a report to black out.

mod label;
mod literal;
mod shape;

use crate::plan::{Fault, FaultKind, Place, SecretKind};
use std::ops::Range;
use std::sync::LazyLock;

/// Where the value of a secret stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The bytes of the value in the source, without quotes.
    pub range: Range<usize>,
    /// What kind of secret it is.
    pub kind: SecretKind,
}

/// All secrets of a text in their order; none overlaps another.
pub fn secrets(source: &str) -> impl Iterator<Item = Secret> + use<> {
    let mut found = find(source);
    found.sort_by_key(|secret| (secret.range.start, std::cmp::Reverse(secret.range.end)));
    let mut end = 0;
    found.retain(|secret| {
        let apart = secret.range.start >= end;
        end = end.max(secret.range.end);
        apart
    });
    found.into_iter()
}

/// One fault for each secret, by its place alone.
pub(super) fn check(source: &str, faults: &mut Vec<Fault>) {
    let mut at = 0;
    let mut place = Place::at(1, 1);
    for secret in secrets(source) {
        let between = &source[at..secret.range.start];
        if let Some(last) = memchr::memrchr(b'\n', between.as_bytes()) {
            let breaks = memchr::memchr_iter(b'\n', between.as_bytes()).count();
            let lines = u32::try_from(breaks).unwrap_or(u32::MAX);
            place = Place::at(place.line + lines, 1 + characters(&between[last + 1..]));
        } else {
            place.column += characters(between);
        }
        at = secret.range.start;
        let width = characters(source[secret.range].lines().next().unwrap_or_default());
        faults.push(Fault::new(FaultKind::Secret { kind: secret.kind }, Place { width, ..place }));
    }
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// What a four-byte window can be the beginning of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trigger {
    /// A word after which a value may stand.
    Label(label::Word),
    /// A command that takes a password as an argument.
    Command,
    /// The beginning of a token of a known make.
    Shape,
    /// "Bearer", "Basic".
    Header,
    /// "-----BEGIN".
    Key,
}

use Trigger::{Command, Header, Key, Label, Shape};
use label::Word::{AccessKey, ApiKey, Klyuch, Parol, Pass, Pwd, Secret as SecretWord, Token};

/// Four bytes, the bytes after them, and what it may be. Folding takes case away, but for the
/// letters from «р» on, whose capitals have another first byte.
const TRIGGERS: &[(&str, &str, Trigger)] = &[
    ("pass", "", Label(Pass)),
    ("_pwd", "", Label(Pwd)),
    ("pwd=", "", Label(Pwd)),
    ("pwd:", "", Label(Pwd)),
    ("pwd\"", "", Label(Pwd)),
    ("па", "ро", Label(Parol)),
    ("toke", "n", Label(Token)),
    ("то", "ке", Label(Token)),
    ("То", "ке", Label(Token)),
    ("secr", "et", Label(SecretWord)),
    ("apik", "ey", Label(ApiKey)),
    ("api_", "", Label(ApiKey)),
    ("api-", "", Label(ApiKey)),
    ("api ", "", Label(ApiKey)),
    ("acce", "ss", Label(AccessKey)),
    ("кл", "юч", Label(Klyuch)),
    ("curl", " ", Command),
    ("mysq", "l", Command),
    ("mari", "adb", Command),
    ("sshp", "ass", Command),
    ("logi", "n", Command),
    ("redi", "s-cli", Command),
    ("bear", "er ", Header),
    ("basi", "c ", Header),
    ("begi", "n ", Key),
    ("akia", "", Shape),
    ("asia", "", Shape),
    ("ghp_", "", Shape),
    ("gho_", "", Shape),
    ("ghu_", "", Shape),
    ("ghs_", "", Shape),
    ("ghr_", "", Shape),
    ("gith", "", Shape),
    ("xoxb", "", Shape),
    ("xoxp", "", Shape),
    ("xoxa", "", Shape),
    ("xoxr", "", Shape),
    ("xoxs", "", Shape),
    ("xapp", "", Shape),
    ("hook", "", Shape),
    ("glpa", "", Shape),
    ("sk-a", "", Shape),
    ("sk-p", "", Shape),
    ("sk_l", "", Shape),
    ("rk_l", "", Shape),
    ("aiza", "", Shape),
    ("eyjh", "", Shape),
    ("eyj0", "", Shape),
    ("npm_", "", Shape),
    ("pypi", "", Shape),
    ("hvs.", "", Shape),
    ("dop_", "", Shape),
];

/// Four bytes of text with the case of letters taken away, for Latin and most of Cyrillic.
fn fold(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |window, byte| window << 8 | u32::from(byte | 0x20))
}

/// True where a text goes on like this, in letters of any case; some others pass too.
fn follows(rest: &[u8], then: &[u8]) -> bool {
    rest.len() >= then.len() && rest.iter().zip(then).all(|(a, b)| a | 0x21 == b | 0x21)
}

/// The first trigger of each hash of a window.
struct Sieve {
    /// Windows and triggers, those of one hash side by side.
    triggers: Vec<(u32, &'static (&'static str, &'static str, Trigger))>,
    /// One past where those of a hash begin; 0 for a hash of none.
    begins: [u8; SLOTS],
    /// What two bytes side by side may be of a trigger.
    pairs: Box<[u8; PAIRS]>,
}

/// The first two bytes of a trigger.
const FIRST: u8 = 1;
/// Its last two. What comes behind something is its double.
const LAST: u8 = 2 * FIRST;
/// The second of them is the first byte of a trigger.
const BEGINS: u8 = 4;
/// The two between its first and its last.
const BETWEEN: u8 = 2 * BEGINS;
/// One of them is a colon.
const COLON: u8 = 16;

/// Two bytes, folded, as a number.
fn pair(bytes: [u8; 2]) -> usize {
    usize::from(u16::from_le_bytes(bytes) | 0x2020)
}

/// How many pairs there are.
const PAIRS: usize = 1 << 16;

const SLOTS: usize = 4096;

/// Made once: a report looks through thousands of short texts.
static SIEVE: LazyLock<Sieve> = LazyLock::new(Sieve::new);

impl Sieve {
    fn new() -> Self {
        let fold = |trigger: &'static (&str, &str, Trigger)| (fold(trigger.0.as_bytes()), trigger);
        let mut triggers: Vec<_> = TRIGGERS.iter().map(fold).collect();
        triggers.sort_by_key(|(window, _)| Self::slot(*window));
        let mut begins = [0; SLOTS];
        for (n, (window, _)) in (1..=u8::MAX).zip(&triggers) {
            let begin = &mut begins[Self::slot(*window)];
            *begin = if *begin == 0 { n } else { *begin };
        }
        Self { triggers, begins, pairs: Self::pairs() }
    }

    fn pairs() -> Box<[u8; PAIRS]> {
        let pairs: Result<Box<[u8; PAIRS]>, _> = vec![0; PAIRS].try_into();
        let mut pairs = pairs.expect("as many as were asked for");
        for (window, ..) in TRIGGERS {
            let [a, b, c, d] = *window.as_bytes() else { continue };
            pairs[pair([a, b])] |= FIRST;
            pairs[pair([c, d])] |= LAST;
            pairs[pair([b, c])] |= BETWEEN;
            for before in 0..=u8::MAX {
                pairs[pair([before, a])] |= BEGINS;
            }
        }
        // Of an address or a token: a letter or a digit stands before it, one of them or a slash behind.
        for byte in (0..=u8::MAX).filter(|it| *it == b'/' || it.is_ascii_alphanumeric()) {
            pairs[pair([b':', byte])] |= COLON;
            pairs[pair([byte, b':'])] |= COLON;
        }
        pairs
    }

    fn slot(window: u32) -> usize {
        (window.wrapping_mul(0x9E37_79B1) >> 20) as usize
    }

    /// The triggers of this window where the text goes on as they do.
    fn hits(&self, window: u32, rest: &[u8]) -> impl Iterator<Item = Trigger> {
        let begin = self.begins[Self::slot(window)];
        let known = if begin == 0 { &[] } else { &self.triggers[usize::from(begin) - 1..] };
        let slot = Self::slot(window);
        let alike = known.iter().take_while(move |(own, _)| Self::slot(*own) == slot);
        let fits = alike
            .filter(move |(own, (_, then, _))| *own == window && follows(rest, then.as_bytes()));
        fits.map(|(_, (.., trigger))| *trigger)
    }
}

fn find(source: &str) -> Vec<Secret> {
    let sieve = &*SIEVE;
    let mut search = Search { source, sieve, found: Vec::new(), table: 0, line: 0, asked: 0 };
    // Any four bytes hold two pairs that begin at even places, or one, behind another that ends where
    // they begin.
    let (pairs, last) = source.as_bytes().as_chunks();
    let mut before = 0;
    for (n, bytes) in pairs.iter().enumerate() {
        let hints = sieve.pairs[pair(*bytes)];
        let found = hints & (before << 1 | COLON);
        before = hints & (FIRST | BEGINS);
        if found != 0 {
            search.pair(2 * n, found);
        }
    }
    if let [b':'] = last {
        search.colon(source.len() - 1);
    }
    search.found
}

/// What is being found.
struct Search<'s> {
    source: &'s str,
    sieve: &'static Sieve,
    found: Vec<Secret>,
    /// Up to here tables are known: a line is asked only once whether it is the head of one.
    table: usize,
    /// Where the line began of the last word that was asked about.
    line: usize,
    /// Where that word stood: what stands before it is not looked through again.
    asked: usize,
}

impl Search<'_> {
    /// Two bytes that a trigger may hold, from the beginning of the text to its end.
    #[cold]
    fn pair(&mut self, n: usize, hints: u8) {
        if let (true, Some(start)) = (hints & LAST != 0, n.checked_sub(2)) {
            self.window(start);
        }
        if let (true, Some(start)) = (hints & BETWEEN != 0, n.checked_sub(1)) {
            self.window(start);
        }
        if hints & COLON != 0 {
            self.colon(n);
            self.colon(n + 1);
        }
    }

    /// A colon there, if it is one, may stand in an address or in a token.
    fn colon(&mut self, n: usize) {
        let bytes = self.source.as_bytes();
        if bytes.get(n) != Some(&b':') {
            return;
        }
        if n > 0 && bytes[n - 1].is_ascii_digit() {
            self.found.extend(shape::telegram(self.source, n));
        }
        if bytes[n..].starts_with(b"://") {
            self.found.extend(shape::address(self.source, n + 3));
        }
    }

    /// The four bytes from here on.
    fn window(&mut self, start: usize) {
        let bytes = self.source.as_bytes();
        let Some(window) = bytes.get(start..start + 4).map(fold) else { return };
        if self.sieve.begins[Sieve::slot(window)] == 0 {
            return;
        }
        let source = self.source;
        for trigger in self.sieve.hits(window, &bytes[start + 4..]) {
            let line = self.line_of(start);
            let found = &mut self.found;
            match trigger {
                Label(word) => {
                    if self.table <= line {
                        self.table = label::table(source, line, found);
                    }
                    found.extend(label::value(source, line, start, word));
                }
                Command => shape::command(source, start, found),
                Shape => found.extend(shape::token(source, start)),
                Header => found.extend(shape::header(source, line, start)),
                Key => found.extend(shape::private_key(source, start)),
            }
        }
    }

    /// Where the line begins that holds this place; places are asked about in their order.
    fn line_of(&mut self, at: usize) -> usize {
        let fresh = self.source.as_bytes().get(self.asked..at).unwrap_or_default();
        if let Some(end) = memchr::memrchr(b'\n', fresh) {
            self.line = self.asked + end + 1;
        }
        self.asked = at;
        self.line
    }
}

/// The text from here on, no longer than this and not past the end of the line.
fn ahead(source: &str, from: usize, length: usize) -> &str {
    let rest = source.get(from..).unwrap_or_default();
    let mut end = rest.len().min(length);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let line = memchr::memchr2(b'\n', b'\r', &rest.as_bytes()[..end]).unwrap_or(end);
    &rest[..line]
}

/// The text before here, no longer than this and not past the beginning of the line.
fn behind(source: &str, line: usize, at: usize, length: usize) -> &str {
    let mut start = at.saturating_sub(length).max(line);
    while !source.is_char_boundary(start) {
        start += 1;
    }
    source.get(start..at).unwrap_or_default()
}

#[cfg(test)]
mod tests;
