//! Columns of a table: what their heads announce and what their cells give away.

use super::lead::{Lead, Sign, bare};
use super::make::{Reader, Words};
use super::topic::Topic;
use super::vocabulary::{Senses as S, Title};
use crate::plan::letter;
use crate::plan::stems::{Stems, set};
use std::cell::LazyCell;
use std::ops::Range;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Task,
    /// Names stages rather than tasks.
    Stage,
    Owner,
    Status,
    Time,
    Role,
    Name,
    Channel,
    Tier,
    Go,
    Abort,
    Trigger,
    /// A criterion; what it is for is told by what stands above.
    Criterion,
    Back,
    Metric,
    Limit,
    Detail,
    /// Names what is delivered.
    Artefact,
    /// What is to be said to people.
    Message,
    Other,
}

/// What a column's head announces.
pub(super) fn column_of(head: &str) -> Column {
    let trimmed = letter::trimmed(head);
    if matches!(trimmed, "#" | "№" | "№ п/п" | "ID" | "Id" | "No." | "N" | "№п/п") {
        return Column::Number;
    }
    let title = Title::of(head);
    match Topic::of(&title) {
        Topic::Abort => return Column::Abort,
        Topic::Back => return Column::Back,
        Topic::Go if title.any(S::PASS.with(S::GO)) => return Column::Go,
        _ => {}
    }
    let first = title.first;
    let of = |senses: S| first.any(senses);
    if opens_message(trimmed) {
        Column::Message
    } else if of(S::ARTEFACT) {
        Column::Artefact
    } else if of(S::OWNER) && !of(S::NAME) {
        Column::Owner
    } else if of(S::ROLE) && !of(S::NAME) {
        Column::Role
    } else if of(S::NAME) {
        Column::Name
    } else if of(S::CHANNEL.with(S::CONTACT).with(S::COMMS)) {
        Column::Channel
    } else if of(S::STATUS) {
        Column::Status
    } else if of(S::WHEN) && of(S::CRITERIA) {
        Column::Trigger
    } else if of(S::TIME.with(S::WINDOW)) || matches!(trimmed, "T" | "Т" | "T-") {
        Column::Time
    } else if of(S::TIER) {
        Column::Tier
    } else if of(S::METRIC) {
        Column::Metric
    } else if of(S::LIMIT) {
        Column::Limit
    } else if of(S::STAGE) {
        if title.words == 1 && of(S::TASK) && !trimmed.starts_with('Э') {
            Column::Task
        } else {
            Column::Stage
        }
    } else if of(S::TASK.with(S::STEPS)) || of(S::VERIFY) && title.words <= 2 {
        Column::Task
    } else if of(S::EVIDENCE.with(S::NOTE).with(S::DETAIL)) {
        Column::Detail
    } else if of(S::CRITERIA) {
        Column::Criterion
    } else if of(S::NUMBER) {
        Column::Number
    } else {
        Column::Other
    }
}

/// «Сообщение команде», "Announcement".
fn opens_message(head: &str) -> bool {
    MESSAGES.find(letter::before_space(head)).is_some()
}

static MESSAGES: Stems<(), 4> = Stems::of(set!["announcement", "message", "сообщение", "текст"]);

impl<'o> Reader<'o> {
    /// What the columns of a table hold.
    pub fn columns(&self, head: &[Words<'o>], rows: &Range<usize>) -> Vec<Column> {
        let mut columns: Vec<Column> = head.iter().map(|cell| column_of(cell.text)).collect();
        // What an alert is raised at neither sends back nor lets go on.
        let alerts = |cell: &Words<'_>| {
            let title = Title::of(cell.text);
            title.senses.with(title.aside).any(S::ALERT)
        };
        for (column, cell) in columns.iter_mut().zip(head) {
            let may_be = matches!(column, Column::Trigger | Column::Limit);
            if may_be && head.first().into_iter().chain([cell]).any(alerts) {
                *column = Column::Other;
            }
        }
        let marked = |n: usize| {
            rows.clone().filter(|row| self.text_of_cell(*row, n).is_some_and(is_mark)).count()
        };
        let told = LazyCell::new(|| self.told_rows(rows));
        for (n, (column, head)) in columns.iter_mut().zip(head).enumerate() {
            if *column == Column::Status && self.counts(n, rows) {
                *column = Column::Other;
                continue;
            }
            if matches!(column, Column::Task | Column::Stage) && self.coded(n, &told) {
                *column = Column::Number;
                continue;
            }
            let unsure = matches!(column, Column::Other | Column::Number | Column::Stage);
            // «Обратимо | ✅» tells of the task, not that it is done.
            let asks = || !letter::any_alphanumeric(head.text) || self.leaves_open(n, rows);
            if unsure && marked(n) * 2 > rows.len() && asks() {
                *column = Column::Status;
            }
        }
        columns
    }

    /// True for a column of nothing but numbers: how many are done, not what is.
    fn counts(&self, n: usize, rows: &Range<usize>) -> bool {
        let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let mut filled = rows
            .clone()
            .filter_map(|row| self.text_of_cell(row, n))
            .map(letter::trimmed)
            .filter(|text| !text.is_empty())
            .peekable();
        filled.peek().is_some() && filled.all(number)
    }

    /// True where some cell of a column is a box, or says no.
    fn leaves_open(&self, n: usize, rows: &Range<usize>) -> bool {
        rows.clone().filter_map(|row| self.text_of_cell(row, n)).any(|text| {
            let lead = Lead::of(letter::trimmed(text));
            lead.ticked.is_some() || lead.mark == Some(Sign::No) || text.contains('⬜')
        })
    }

    /// The rows with more than one cell filled: a single one names those below it.
    fn told_rows(&self, rows: &Range<usize>) -> Vec<usize> {
        let told = |row: &usize| {
            let filled = |cell: &Words<'_>| !letter::trimmed(cell.text).is_empty();
            self.cells(*row).filter(filled).nth(1).is_some()
        };
        rows.clone().filter(told).collect()
    }

    /// True for a column of short names: P-1, R2, 3.
    fn coded(&self, n: usize, rows: &[usize]) -> bool {
        let mut numbers = 0;
        let short = rows.iter().all(|row| {
            self.text_of_cell(*row, n).is_some_and(|text| {
                let text = letter::trimmed(text);
                let number = text.bytes().any(|b| b.is_ascii_digit());
                numbers += usize::from(number);
                let few = text.chars().count();
                few <= 8 && !text.contains(' ') && (number || few <= 1)
            })
        });
        short && numbers * 2 > rows.len()
    }
}

/// A cell that is a box or a mark and nothing else.
pub(super) fn is_mark(cell: &str) -> bool {
    let cell = letter::trimmed(cell);
    if matches!(cell.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z' | 0xD0 | 0xD1, ..]) {
        return false;
    }
    let lead = Lead::of(cell);
    let marked = cell.starts_with(['☐', '☑', '⬜', '✅', '❌', '✔', '✓', '□', '🔲', '☒'])
        || matches!(cell, "[ ]" | "[x]" | "[X]" | "[]");
    marked && cell.chars().filter(|c| letter::is_alphabetic(*c)).count() <= 12
        || lead.ticked.is_some() && cell.len() < 24
}

/// A word of a status that is still to come, whatever mark stands before it.
fn is_open(word: &str) -> bool {
    let ahead = ["not", "pending", "planned", "to", "todo", "in", "if", "required", "needed"];
    let later = ["не", "в", "план", "нужно", "ожидает", "ожидается", "запланировано", "требуется"];
    let word = &*letter::lowered(word);
    ahead.contains(&word) || later.contains(&word) || word.starts_with("expect")
}

/// A word of a status that says done.
fn is_closed(word: &str) -> bool {
    matches!(word, "x" | "X" | "х" | "Х") || CLOSED.find(word).is_some()
}

#[rustfmt::skip]
static CLOSED: Stems<(), 36> = Stems::of(set![
    "done", "complete", "completed", "finished", "closed", "passed", "ready", "resolved",
    "implemented", "deployed", "merged", "verified", "готово", "готов", "готова", "сделано",
    "выполнено", "выполнен", "выполнена", "завершено", "завершен", "завершена", "закрыто",
    "пройдено", "пройден", "пройдена", "проверено", "реализовано", "применено", "исправлено", "yes",
    "да", "ok", "ок", "approved", "signed",
]);

/// True for a status that says done. «Not done», «в работе», an empty cell are not.
pub(super) fn is_done(status: &str) -> bool {
    let status = letter::trimmed(status);
    let lead = Lead::of(status);
    let word = bare(status).trim_matches(['*', '_', '`', ' ']);
    let word = letter::first_letters(word);
    if word.is_empty() {
        return lead.ticked == Some(true)
            || lead.mark == Some(Sign::Yes)
            || status.starts_with(['☑', '✅', '✔', '✓'])
            || status.eq_ignore_ascii_case("[x]");
    }
    match (lead.ticked, lead.mark) {
        (Some(false), _) | (_, Some(Sign::No)) => false,
        (Some(true), _) => true,
        // «✅ Внедрено в марте»: the mark says so, whatever word stands behind it.
        (_, Some(Sign::Yes)) => {
            is_closed(word) || !is_open(word) && !status.contains(['❌', '⬜', '☐', '⏳'])
        }
        _ => {
            is_closed(word)
                && !matches!(status.chars().next(), Some('🔄' | '⏳' | '🟡' | '🔴' | '⚠'))
        }
    }
}
