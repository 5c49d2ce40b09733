//! Slots of a template that nobody filled: `[HH:MM]`, `<Система>`, `TBD`, `...`.

/// The first unfilled slot in a text.
pub(super) fn find(text: &str) -> Option<&str> {
    bracketed(text, '[', ']')
        .or_else(|| bracketed(text, '<', '>'))
        .or_else(|| mustache(text))
        .or_else(|| bare(text))
}

/// True when the text is a slot and nothing else.
pub(super) fn is_all(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '.']).trim();
    if text.is_empty() || text.chars().all(|c| matches!(c, '.' | '…' | '_' | '-' | '—' | '–' | '?'))
    {
        return true;
    }
    let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let asked = inside.is_some_and(|words| words.len() > 3 && !words.contains(['[', ']']));
    asked || find(text).is_some_and(|slot| slot.len() == text.len())
}

/// `[HH:MM]`, `[Имя]`, `<host>`: words between brackets that no address follows.
fn bracketed(text: &str, open: char, close: char) -> Option<&str> {
    let mut from = 0;
    while let Some(at) = text[from..].find(open).map(|at| at + from) {
        let inner = &text[at + open.len_utf8()..];
        let Some(end) = inner.find(close) else { return None };
        let words = &inner[..end];
        let slot = &text[at..at + open.len_utf8() + end + close.len_utf8()];
        let behind = &text[at + slot.len()..];
        from = at + open.len_utf8();
        let lettered = words.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        let plain = words
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | ':' | '.' | '/' | '|'));
        let fits = lettered && plain && words.chars().count() <= 40 && !words.contains("://");
        if fits && (open == '<' || (is_named_slot(words) && !behind.starts_with(['(', '[']))) {
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
    let lower = words.to_lowercase();
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
    const WORDS: [&str; 10] = [
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
    WORDS.iter().find_map(|word| {
        let at = text.find(word)?;
        let apart = !text[at + word.len()..].starts_with(char::is_alphanumeric)
            && !text[..at].ends_with(char::is_alphanumeric);
        apart.then(|| &text[at..at + word.len()])
    })
}

#[cfg(test)]
mod tests {
    use super::{find, is_all};

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(find(text), expected, "{text}");
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
