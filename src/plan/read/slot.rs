//! Slots of a template that nobody filled: `[HH:MM]`, `<Система>`, `TBD`, `...`.

use super::glance::signs_of;
use super::signs::Signs;
use crate::plan::letter;

/// The first unfilled slot in a text. Most hold nothing that looks like one.
#[inline]
pub(super) fn find(text: &str, signs: Signs) -> Option<&str> {
    const ANY: Signs = Signs::SQUARE.with(Signs::ANGLE).with(Signs::CURLY).with(Signs::BLANK);
    if signs.any(ANY) { first(text, signs) } else { None }
}

fn first(text: &str, signs: Signs) -> Option<&str> {
    let among = |sign: Signs, find: fn(&str) -> Option<&str>| {
        if signs.any(sign) { find(text) } else { None }
    };
    among(Signs::SQUARE, |text| bracketed(text, b'[', b']'))
        .or_else(|| among(Signs::ANGLE, |text| bracketed(text, b'<', b'>')))
        .or_else(|| among(Signs::CURLY, mustache))
        .or_else(|| among(Signs::BLANK, bare))
}

/// True when the text is a slot and nothing else. Most start with a letter that none starts with.
#[inline]
pub(super) fn is_all(text: &str) -> bool {
    let bytes = text.as_bytes();
    (!opens_word(bytes) || may_start(bytes)) && is_all_indeed(text)
}

fn is_all_indeed(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '.']).trim_end();
    if text.is_empty() || text.chars().all(|c| matches!(c, '.' | '…' | '_' | '-' | '—' | '–' | '?'))
    {
        return true;
    }
    let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let asked = inside.is_some_and(|words| words.len() > 3 && !words.contains(['[', ']']));
    asked
        || may_start(text.as_bytes())
            && find(text, signs_of(text)).is_some_and(|slot| slot.len() == text.len())
}

/// A Latin or Russian letter, or a digit.
#[inline]
fn opens_word(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, 0xD0 | 0xD1))
}

/// True for the first bytes of a slot: a bracket, or the first letters of one of [`WORDS`].
#[inline]
pub(super) fn may_start(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'[' | b'<', ..]
            | [b'{', b'{', ..]
            | [b'T', b'B' | b'.', ..]
            | [b'Y', b'Y', ..]
            | [b'_', b'_', ..]
            | [b'H', b'H', ..]
            | [b'X', b'X', ..]
            // «ДД», «ЧЧ», «ут».
            | [0xd0, 0x94, 0xd0, 0x94, ..]
            | [0xd0, 0xa7, 0xd0, 0xa7, ..]
            | [0xd1, 0x83, 0xd1, 0x82, ..]
    )
}

/// Slots without brackets.
pub(super) const WORDS: [&str; 10] = [
    "TBD",
    "TBA",
    "YYYY-MM-DD",
    "ДД.ММ.ГГГГ",
    "ЧЧ:ММ",
    "HH:MM",
    "____",
    "XX:XX",
    "уточнить позже",
    "T.B.D.",
];

/// The most characters that stand between the brackets of a slot.
const LONGEST: usize = 40;

/// `[HH:MM]`, `[Имя]`, `<host>`: words between brackets that no address follows.
fn bracketed(text: &str, open: u8, close: u8) -> Option<&str> {
    let last = memchr::memrchr(close, text.as_bytes())?;
    let mut from = 0;
    while let Some(at) = memchr::memchr(open, &text.as_bytes()[from..]).map(|at| at + from) {
        let inner = &text[at + 1..];
        let near = inner.floor_char_boundary(4 * LONGEST + 1);
        from = at + 1;
        let Some((words, _)) = letter::halves(&inner[..near], close) else {
            if last < from {
                return None;
            }
            continue;
        };
        let slot = &text[at..at + words.len() + 2];
        let behind = &text[at + slot.len()..];
        let lettered = words.chars().filter(|c| letter::is_alphabetic(*c)).count() >= 2;
        let plain = words.chars().all(|c| {
            letter::is_alphanumeric(c) || matches!(c, ' ' | '_' | '-' | ':' | '.' | '/' | '|')
        });
        let fits = lettered && plain && words.chars().count() <= LONGEST && !words.contains("://");
        if fits && (open == b'<' || (is_named_slot(words) && !behind.starts_with(['(', '[']))) {
            let spaced = !words.starts_with(' ') && !words.ends_with(' ');
            if spaced {
                return Some(slot);
            }
        }
    }
    None
}

/// In square brackets only words that plainly ask to be replaced are slots.
fn is_named_slot(words: &str) -> bool {
    let lower = letter::lowered(words);
    let asks = [
        "name",
        "date",
        "time",
        "version",
        "имя",
        "дата",
        "время",
        "версия",
        "фио",
        "hh:mm",
        "чч:мм",
        "yyyy",
        "гггг",
        "дд.мм",
        "dd/mm",
        "insert",
        "your",
        "tbd",
        "todo",
        "xx",
        "link",
        "ссылка",
        "url",
        "ticket",
        "phone",
        "телефон",
        "email",
        "owner",
        "указать",
        "вписать",
        "заполнить",
        "n",
        "number",
        "номер",
        "role",
        "team",
    ];
    asks.iter().any(|ask| lower == *ask || (ask.len() > 3 && lower.contains(ask)))
}

/// `{{version}}`.
fn mustache(text: &str) -> Option<&str> {
    let at = text.find("{{")?;
    let end = text[at..].find("}}")?;
    Some(&text[at..at + end + 2])
}

/// `TBD`, `____`, `YYYY-MM-DD`, `ДД.ММ.ГГГГ`.
fn bare(text: &str) -> Option<&str> {
    WORDS.iter().find_map(|word| {
        let at = text.find(word)?;
        let apart = !text[at + word.len()..].starts_with(letter::is_alphanumeric)
            && !text[..at].ends_with(letter::is_alphanumeric);
        apart.then(|| &text[at..at + word.len()])
    })
}

#[cfg(test)]
mod tests {
    use super::{find, is_all, signs_of};

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(find(text, signs_of(text)), expected, "{text}");
    }

    #[test]
    fn slots() {
        check("Start at [HH:MM]", Some("[HH:MM]"));
        check("Перезапустить <Система>", Some("<Система>"));
        check("Owner: TBD", Some("TBD"));
        check("Release {{version}}", Some("{{version}}"));
        check("a < b and c > d", None);
        check("See [the guide](x)", None);
        check("[P0] outage", None);
        assert!(is_all("..."));
        assert!(is_all("[Имя]"));
        assert!(!is_all("Restart <host>"));
    }
}
