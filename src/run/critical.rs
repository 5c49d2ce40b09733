//! Which items the plan itself calls critical.
//!
//! Only where the word is said of the item: «(critical)», "CRITICAL:", «Критичный шаг —», a column
//! "Critical". A critical error, a critical alert or a critical path make no step critical.

use crate::plan::Item;

/// Words that call a step critical where they stand alone in their part of the sentence.
const SAID: [&str; 15] = [
    "critical",
    "irreversible",
    "killer",
    "критично",
    "критичный",
    "критичная",
    "критичное",
    "критический",
    "критическая",
    "критическое",
    "необратимо",
    "необратимый",
    "необратимая",
    "необратимое",
    "неотменяемо",
];

/// Words that may stand beside them.
const BESIDE: [&str; 27] = [
    "this",
    "is",
    "a",
    "an",
    "the",
    "very",
    "step",
    "item",
    "task",
    "action",
    "point",
    "change",
    "operation",
    "это",
    "этот",
    "очень",
    "шаг",
    "пункт",
    "действие",
    "операция",
    "изменение",
    "этап",
    "задача",
    "внимание",
    "important",
    "важно",
    "warning",
];

/// Said of a step wherever they stand, unless a word of [`AROUND`] comes before.
const PHRASES: [&str; 6] = [
    "point of no return",
    "точка невозврата",
    "killer item",
    "cannot be undone",
    "can not be undone",
    "откат невозможен",
];

/// «Before the point of no return» is another place.
const AROUND: [&str; 17] = [
    "before",
    "after",
    "until",
    "past",
    "no",
    "not",
    "never",
    "if",
    "which",
    "anything",
    "what",
    "до",
    "после",
    "перед",
    "если",
    "нет",
    "не",
];

/// Whether the plan's own words call an item critical.
pub fn is_critical(item: &Item) -> bool {
    let marked = |text: &str| phrase(text) || tagged(text);
    let field = |label: &str, value: &str| {
        let label = label.trim().to_lowercase();
        let value = value.trim().to_lowercase();
        let asks = ["critical", "критич", "killer"].iter().any(|word| label.starts_with(word));
        let grades = ["priority", "importance", "приоритет", "важность"].contains(&&*label);
        (asks && affirms(&value))
            || (grades && (value == "critical" || value.starts_with("критич")))
    };
    marked(&item.text) || item.fields.iter().any(|told| field(&told.label, &told.value))
}

/// «Да», "yes", a tick.
fn affirms(value: &str) -> bool {
    let word = value.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["yes", "y", "true", "да", "high", "высокая", "высокий"].contains(&word)
        || word.starts_with("critical")
        || word.starts_with("критич")
        || value.starts_with(['✓', '✔', '✅', '☑', '+', '❗', '⚠'])
}

/// A phrase that is said of the item itself.
fn phrase(text: &str) -> bool {
    let lower = text.to_lowercase();
    PHRASES.iter().any(|phrase| {
        lower.find(phrase).is_some_and(|at| {
            let before = lower[..at].split(|c: char| ends_part(c)).next_back().unwrap_or_default();
            !words(before).any(|word| AROUND.contains(&word))
        })
    })
}

/// A part of the sentence that says nothing else: the first one, one in brackets, or the one
/// behind a dash at the end.
fn tagged(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut rest = lower.as_str();
    let mut opened = Some(' ');
    while let Some(before) = opened {
        let end = rest.char_indices().find(|(at, c)| ends_part(*c) || is_dash(rest, *at, *c));
        let (part, closed) = end.map_or((rest, None), |(at, c)| (&rest[..at], Some(c)));
        let first = rest.len() == lower.len();
        let stands = match (before, closed) {
            (' ', Some(_)) => first,
            ('(' | '[', Some(')' | ']'))
            | ('-' | '–' | '—' | '.' | '!', None | Some('.' | '!')) => true,
            _ => false,
        };
        if stands && calls(part) {
            return true;
        }
        rest = end.map_or("", |(at, c)| &rest[at + c.len_utf8()..]);
        opened = closed;
    }
    false
}

/// Nothing but «critical» and words that go with it.
fn calls(part: &str) -> bool {
    let mut said = false;
    words(part).all(|word| {
        said |= SAID.contains(&word);
        SAID.contains(&word) || BESIDE.contains(&word)
    }) && said
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn ends_part(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | ':' | '.' | ';' | '!' | '?' | '—' | '–' | '\n')
}

/// A hyphen between spaces is a dash.
fn is_dash(text: &str, at: usize, c: char) -> bool {
    c == '-' && text[..at].ends_with(' ') && text[at + 1..].starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::is_critical;
    use crate::plan::read;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        let (plan, _) = read(&format!("# Plan\n\n## Stage 1. Deploy\n\n- [ ] {line}\n"));
        assert_eq!(is_critical(&plan.items[0]), expected, "{line}: {:?}", plan.items[0]);
    }

    #[test]
    fn the_plan_calls_it_critical() {
        for line in [
            "Take a backup (critical)",
            "[CRITICAL] Take a backup",
            "**CRITICAL:** take a backup",
            "CRITICAL STEP: take a backup",
            "Критично: снять бэкап",
            "Критический шаг — переключение DNS",
            "Снять бэкап (критично)",
            "Удалить старую схему — необратимо",
            "Удалить старую схему. Необратимо!",
            "Drop the old tables (irreversible)",
            "Drop the old tables - point of no return",
            "Point of no return: drop the old tables",
            "Переключить DNS (точка невозврата)",
            "Killer item: the restore was tried",
            "Удалить данные. Откат невозможен",
        ] {
            check(line, true);
        }
    }

    #[test]
    fn other_things_are_critical() {
        for line in [
            "Check for critical errors",
            "No critical alerts",
            "Critical errors: 0",
            "Open issues: critical, high — 0",
            "Critical path tests pass",
            "Проверить критические метрики",
            "Нет критических ошибок",
            "Review irreversible migrations",
            "Confirm before the point of no return",
            "Проверить всё до точки невозврата",
            "После этого точка невозврата пройдена",
            "Severity: critical",
            "Deploy",
        ] {
            check(line, false);
        }
    }

    #[track_caller]
    fn column(label: &str, value: &str, expected: bool) {
        let table = format!("| Task | {label} |\n|---|---|\n| Switch the DNS | {value} |\n");
        let (plan, _) = read(&format!("# Plan\n\n## Stage 1. Deploy\n\n{table}"));
        let item = plan.items.iter().find(|item| &*item.text == "Switch the DNS");
        assert_eq!(item.map(is_critical), Some(expected), "{table}: {item:?}");
    }

    #[test]
    fn a_column_says_it() {
        column("Critical", "yes", true);
        column("Critical?", "no", false);
        column("Критичность", "высокая", true);
        column("Критичность", "низкая", false);
        column("Priority", "critical", true);
        column("Priority", "high", false);
        column("Note", "critical errors are counted", false);
    }
}
