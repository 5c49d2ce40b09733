//! The name of what is measured, and the statistic that is meant.

use crate::plan::stems::{Stems, set};
use crate::plan::{Threshold, letter};
use std::borrow::Cow;

/// A name and the statistic found in it.
pub(super) struct Named<'t> {
    stat: Option<String>,
    name: Cow<'t, str>,
}

impl Named<'_> {
    /// Fills what is missing from the number's own statistic and the limit before.
    pub fn or(self, stat: Option<String>, last: Option<&Threshold>) -> (Option<String>, Box<str>) {
        let stat = self.stat.or(stat);
        match last {
            Some(last) if self.name.is_empty() || is_verdict(&self.name) => {
                (stat.or(last.stat.as_deref().map(str::to_owned)), last.metric.clone())
            }
            _ => (stat, self.name.into()),
        }
    }
}

/// The name of a metric: the words before the sign, without labels, marks and statistics.
pub(super) fn metric(before: &str) -> Named<'_> {
    let mut stat = None;
    let named = named_part(before);
    let noise = |word: &str| {
        !letter::any_alphanumeric(word) || NOISE.find(word.trim_end_matches(':')).is_some()
    };
    let mut words: Vec<&str> = Vec::with_capacity(8);
    for word in words_of(named) {
        let bare = word.trim_end_matches([':', ',']);
        match stat_at(bare) {
            Some((found, len)) if len == bare.len() => stat = stat.or(Some(found)),
            _ if words.is_empty() && noise(word) => {}
            _ => words.push(word),
        }
    }
    while words.last().is_some_and(|word| noise(word)) {
        words.pop();
    }
    let ends = |c| matches!(c, ':' | ',' | '-' | '–' | '—' | ' ');
    let opens = |c| matches!(c, '-' | '–' | '"' | '«' | ' ');
    let name = if let Some(name) = as_written(before, &words) {
        Cow::Borrowed(name.trim_end_matches(ends).trim_start_matches(opens))
    } else {
        let name = words.join(" ");
        Cow::Owned(name.trim_end_matches(ends).trim_start_matches(opens).to_owned())
    };
    let long = name.len() > 80 && name.chars().count() > 80;
    Named { stat, name: if long { Cow::Borrowed("") } else { name } }
}

/// The words before a sign that name the metric: those behind a label, if it has any.
fn named_part(before: &str) -> &str {
    let named = before.trim_end_matches([' ', ':', '\u{a0}']);
    let apart = |colon: &usize| named.as_bytes().get(colon + 1) == Some(&b' ');
    let Some(colon) = memchr::memrchr_iter(b':', named.as_bytes()).find(apart) else {
        return named;
    };
    let (label, name) = (&named[..colon], &named[colon + 2..]);
    if is_verdict(label) || name.split_whitespace().nth(1).is_some() { name } else { named }
}

/// Words with a space between them, where they stand so in the text that they are of.
fn as_written<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let (first, last) = (words.first()?, words.last()?);
    let apart = |pair: &[&str]| {
        let end = start(pair[0]) + pair[0].len();
        start(pair[1]) == end + 1 && text.as_bytes()[end] == b' '
    };
    words.windows(2).all(apart).then(|| &text[start(first)..start(last) + last.len()])
}

/// What stands between spaces, brackets and marks.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let parting = |at: usize| match bytes[at] {
        b' ' | b'(' | b')' | b'`' | b'*' => 1,
        0xC2 if bytes.get(at + 1) == Some(&0xA0) => 2,
        _ => 0,
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && parting(at) > 0 {
            at += parting(at);
        }
        let start = at;
        while at < bytes.len() && parting(at) == 0 {
            at += 1;
        }
        (start < at).then(|| &text[start..at])
    })
}

/// Words about a name that are no part of it.
#[rustfmt::skip]
static NOISE: Stems<(), 25> = Stems::of(set![
    "and", "are", "be", "drops", "go", "hold", "if", "is", "no-go", "rises", "stays", "the", "to", "when",
    "был", "была", "до", "если", "на", "при", "стал", "стала", "станет", "становится", "стоп",
]);

/// «go», «hold», «откат»: words that judge a value rather than name a metric.
pub(super) fn is_verdict(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    matches!(
        name.as_str(),
        "go" | "no-go"
            | "nogo"
            | "hold"
            | "rollback"
            | "откат"
            | "стоп"
            | "норма"
            | "ok"
            | "warning"
            | "critical"
            | "abort"
            | "green"
            | "yellow"
            | "red"
            | "pass"
            | "fail"
            | "внимание"
            | "ожидание"
            | "пауза"
            | "warn"
            | "p0"
            | "p1"
            | "p2"
            | "target"
            | "цель"
            | "порог"
            | "rollback if"
            | "откат если"
    )
}

/// True for a name that ends in what has versions.
pub(super) fn versioned(name: &str) -> bool {
    let last = memchr::memrchr(b' ', name.as_bytes()).map_or(name, |at| &name[at + 1..]);
    VERSIONED.find(last).is_some() || last.eq_ignore_ascii_case("node.js")
}

#[rustfmt::skip]
static VERSIONED: Stems<(), 16> = Stems::of(set![
    "android", "chrome", "docker", "go", "ios", "java", "kubernetes", "node", "openssl", "php", "postgresql", "python", "ruby", "version",
    "версии", "версия",
]);

/// True for names that are measured in time, so that «выше 2 с» limits them and not the clock.
pub(super) fn measures(name: &str) -> bool {
    let name = letter::lowered(name);
    [
        "latency",
        "латент",
        "задерж",
        "time",
        "врем",
        "lag",
        "лаг",
        "отставан",
        "delay",
        "response",
        "отклик",
        "ответ",
        "duration",
        "downtime",
        "простой",
        "rto",
        "rpo",
    ]
    .iter()
    .any(|stem| name.contains(stem))
}

/// `P95`, `p99.9`, `avg`, «средн.», «медиана» at the start.
pub(super) fn stat_at(text: &str) -> Option<(String, usize)> {
    let may_be = matches!(
        text.as_bytes(),
        [b'a' | b'A' | b'm' | b'M' | b'p' | b'P', ..]
            // «р», «Р», «М», «м».
            | [0xD1, 0x80, ..]
            | [0xD0, 0xA0 | 0x9C | 0xBC, ..]
    );
    if !may_be {
        return None;
    }
    let percentile = text.strip_prefix(['p', 'P', 'р', 'Р']).and_then(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let end = text.len() - rest.len() + digits;
        let ends = !text[end..].starts_with(|c: char| letter::is_alphanumeric(c));
        (digits >= 2 && ends).then(|| (["P", &rest[..digits]].concat(), end))
    });
    percentile.or_else(|| {
        let end = letter::end_of_letters(text, 0);
        if !matches!(text.as_bytes(), [b'a' | b'A' | b'm' | b'M', ..] | [0xD0, 0x9C | 0xBC, ..]) {
            return None;
        }
        let word = text[..end].to_lowercase();
        matches!(word.as_str(), "avg" | "mean" | "median" | "max" | "min" | "average" | "медиана")
            .then(|| (word, end))
    })
}
