//! Tables: tasks, criteria, people, facts, or rows to know.

#![expect(clippy::match_same_arms, reason = "one arm a case of the grammar, in its order")]

use super::columns::{Column, is_mark};
use super::facts::looks_like_name;
use super::glance::signs_of;
use super::lead::{Lead, bare};
use super::make::{Reader, Spot, Under, Words, tier_in};
use super::outline::{MarkKind, Shape};
use super::signs::Signs;
use super::slot;
use super::topic::Topic;
use crate::plan::letter;
use crate::plan::{AsideKind, Fact, FieldKind, ItemIx, Kind, Person, Rule};
use std::ops::Range;

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Tasks(Kind),
    Criteria,
    People,
    Facts,
    Rows,
}

impl<'o> Reader<'o> {
    /// A table from its head to one past its last row. Tells the last row's item.
    pub fn table(&mut self, range: Range<usize>, under: Under, spot: Spot) -> Option<ItemIx> {
        let head: Vec<Words<'_>> = self.cells(range.start).collect();
        let rows = range.start + 1..range.end;
        let columns = self.columns(&head, &rows);
        let line = self.outline.blocks[range.start].line;
        self.aside(AsideKind::TableHead, line, line + 1);
        let names: Vec<&str> = head.iter().map(|cell| letter::trimmed(cell.text)).collect();
        let sort = if is_form(&names) { Sort::Facts } else { self.sort(&columns, &rows, under) };
        let mut last = None;
        let mut cells = Vec::with_capacity(head.len());
        for row in rows {
            cells.clear();
            cells.extend(self.cells(row));
            if !cells.iter().any(|cell| letter::any_alphanumeric(cell.text)) {
                continue;
            }
            last = match sort {
                Sort::Tasks(kind) => self.task_row(&cells, &columns, &names, kind, under, spot),
                Sort::Criteria => self.criteria_row(&cells, &columns, &names, under, spot),
                Sort::People => self.person_row(&cells, &columns),
                Sort::Facts => self.fact_row(&cells),
                Sort::Rows => self.plain_row(&cells, spot),
            }
            .or(last);
        }
        last
    }

    pub fn cells(&self, row: usize) -> impl Iterator<Item = Words<'o>> + use<'o> {
        let outline = self.outline;
        let words = self.words(row);
        let cells = match &outline.blocks[row].shape {
            Shape::TableHead { cells } | Shape::TableRow { cells } => cells.clone(),
            _ => 0..0,
        };
        outline.cells[cells].iter().map(move |cell| Words {
            text: &outline.words[cell.words.clone()],
            marks: &outline.marks[cell.marks.clone()],
            signs: cell.signs,
            base: cell.words.start,
            ..words
        })
    }

    pub fn text_of_cell(&self, row: usize, n: usize) -> Option<&'o str> {
        let (Shape::TableHead { cells } | Shape::TableRow { cells }) =
            &self.outline.blocks[row].shape
        else {
            return None;
        };
        let cell = self.outline.cells.get(cells.clone())?.get(n)?;
        Some(&self.outline.words[cell.words.clone()])
    }

    fn sort(&self, columns: &[Column], rows: &Range<usize>, under: Under) -> Sort {
        let has = |column: Column| columns.contains(&column);
        let worked = has(Column::Status) || has(Column::Time) || has(Column::Number);
        let known = matches!(under.topic, Topic::Inform | Topic::People | Topic::Choice);
        let people = names_people(columns, under.topic) && !self.names_code_first(rows);
        if judges(columns, under.topic, people) {
            return Sort::Criteria;
        }
        let other = has(Column::Task) || has(Column::Stage) || has(Column::Status);
        let called = under.topic == Topic::People
            && has(Column::Owner)
            && !has(Column::Status)
            && !has(Column::Message);
        if called || people && !other {
            return Sort::People;
        }
        if has(Column::Artefact) && !known && !has(Column::Task) {
            return Sort::Tasks(Kind::Artefact);
        }
        let kind = under.topic.kind();
        if has(Column::Task) && (!known || has(Column::Status)) {
            let sure = kind.is_some() || worked || has(Column::Owner);
            let marked = || has(Column::Status) && self.any_done_or_open(columns, rows);
            if sure && (!(people && under.topic == Topic::People) || marked()) {
                return Sort::Tasks(kind.filter(|kind| *kind != Kind::Note).unwrap_or(Kind::Step));
            }
        }
        let staged = has(Column::Stage)
            && (has(Column::Status) || self.named_stages == 0)
            && (worked || has(Column::Owner));
        let numbered = has(Column::Number) && has(Column::Detail) && columns.len() > 2;
        let filled_in =
            has(Column::Status) && (has(Column::Number) || self.any_done_or_open(columns, rows));
        if !known && (staged || numbered && !has(Column::Limit) || filled_in) {
            return Sort::Tasks(kind.unwrap_or(Kind::Step));
        }
        match under.topic {
            Topic::Go | Topic::Gate => Sort::Tasks(Kind::Go),
            Topic::Back => Sort::Tasks(Kind::Rollback),
            _ if columns.len() == 2 => Sort::Facts,
            _ => Sort::Rows,
        }
    }

    /// True for rows that start with names in code: what plays a role in them is nobody.
    fn names_code_first(&self, rows: &Range<usize>) -> bool {
        let coded = |row: &usize| {
            self.cells(*row).next().is_some_and(|cell| {
                let mark = cell.marks.first();
                mark.is_some_and(|mark| {
                    mark.kind == MarkKind::Code && mark.words.start == cell.base
                })
            })
        };
        rows.clone().filter(coded).count() * 2 > rows.len()
    }

    /// True when the status column holds boxes to tick.
    fn any_done_or_open(&self, columns: &[Column], rows: &Range<usize>) -> bool {
        let Some(n) = columns.iter().position(|column| *column == Column::Status) else {
            return false;
        };
        rows.clone().any(|row| {
            self.text_of_cell(row, n)
                .is_some_and(|text| Lead::of(text).ticked.is_some() || is_mark(text))
        })
    }

    fn task_row(
        &mut self,
        cells: &[Words<'_>],
        columns: &[Column],
        names: &[&str],
        kind: Kind,
        under: Under,
        spot: Spot,
    ) -> Option<ItemIx> {
        let at = |wanted: Column| columns.iter().position(|column| *column == wanted);
        let task = at(Column::Task)
            .or_else(|| at(Column::Artefact).filter(|_| kind == Kind::Artefact))
            .or_else(|| at(Column::Stage))
            .or_else(|| columns.iter().position(|c| matches!(c, Column::Other | Column::Detail)))
            .unwrap_or(0);
        let words = *cells.get(task)?;
        if !letter::any_alphanumeric(words.text) || slot::is_all(words.text) {
            self.aside(AsideKind::Slot, words.line, words.line);
            return None;
        }
        let filled = cells.iter().filter(|cell| !letter::trimmed(cell.text).is_empty()).count();
        let sums = is_sum(bare(words.text).trim_matches('*'));
        let bold = words.marks.iter().any(|mark| mark.kind == MarkKind::Strong);
        let numbered = at(Column::Number).or(at(Column::Stage)).is_some_and(|n| n != task);
        let empty = filled == 1 || filled == 2 && numbered && cells.len() > 3;
        let titled = (empty && cells.len() > 2 && bold) || sums;
        if titled {
            return Some(self.item(words, Kind::Note, Rule::Group, spot));
        }
        let item = self.item(words, kind, Rule::TableRow, spot);
        let ticked = Lead::of(words.text).ticked;
        self.at(item).done |= ticked == Some(true) && kind != Kind::Abort;
        if kind == Kind::Abort {
            self.at(item).tier = self.at(item).tier.or(under.tier);
        }
        for (n, cell) in cells.iter().enumerate().filter(|(n, _)| *n != task) {
            self.cell(item, *cell, columns.get(n).copied(), names.get(n).copied().unwrap_or(""));
        }
        Some(item)
    }

    /// What another cell of the row says about the task.
    fn cell(&mut self, item: ItemIx, cell: Words<'_>, column: Option<Column>, name: &str) {
        let value = letter::trimmed(cell.text);
        let mut commands = Vec::new();
        self.marks(cell, &mut commands);
        if !commands.is_empty() {
            self.at(item).commands.append(&mut commands);
        }
        if value.is_empty() || column == Some(Column::Number) && self.at(item).schedule.is_some() {
            return;
        }
        let kind = match column {
            Some(Column::Owner | Column::Role | Column::Name) => FieldKind::Owner,
            Some(Column::Status) => FieldKind::Status,
            Some(Column::Time | Column::Number) => FieldKind::Time,
            Some(Column::Tier) => {
                self.at(item).tier = tier_in(value);
                FieldKind::Other
            }
            Some(Column::Detail) => FieldKind::Evidence,
            _ => FieldKind::Other,
        };
        if kind != FieldKind::Owner || letter::any_alphanumeric(value) {
            self.fill(item, kind, name, Words { text: value, ..cell });
        }
    }

    /// «Metric | Go | No-go», «Trigger | Action».
    fn criteria_row(
        &mut self,
        cells: &[Words<'_>],
        columns: &[Column],
        names: &[&str],
        under: Under,
        spot: Spot,
    ) -> Option<ItemIx> {
        let find = |wanted: &[Column]| columns.iter().position(|column| wanted.contains(column));
        let subject = find(&[Column::Metric, Column::Task, Column::Other, Column::Number]);
        let judged = |column: &Column| matches!(column, Column::Go | Column::Abort);
        let mut last = None;
        if columns.iter().any(judged) {
            for (n, column) in columns.iter().enumerate().filter(|(_, column)| judged(column)) {
                let kind = if *column == Column::Go { Kind::Go } else { Kind::Abort };
                last = self.judged_cell(cells, subject, n, kind, under, spot).or(last);
            }
            return last;
        }
        let open = !matches!(under.topic, Topic::Abort | Topic::Back);
        let confirms = matches!(under.topic, Topic::Go | Topic::Gate);
        let going = confirms || open && !columns.contains(&Column::Trigger);
        let kind = if going { Kind::Go } else { Kind::Abort };
        let main = find(&[Column::Trigger]).or_else(|| find(&[Column::Criterion])).or(subject)?;
        let says =
            |n: &usize| cells.get(*n).is_some_and(|cell| letter::any_alphanumeric(cell.text));
        let main = [main].into_iter().chain(subject).chain(0..cells.len()).find(says)?;
        let limit = find(&[Column::Limit]).filter(|n| *n != main);
        // «Переменная | Критерий»: what stands before a criterion is what it speaks of.
        let spoken = (columns.get(main) == Some(&Column::Criterion))
            .then(|| columns[..main].iter().position(|column| *column == Column::Other))
            .flatten()
            .filter(says);
        let (name, value) = match limit {
            Some(limit) => (Some(main), limit),
            None => (spoken, main),
        };
        let item = match name {
            Some(_) => self.judged_cell(cells, name, value, kind, under, spot)?,
            None => self.item(*cells.get(main)?, kind, Rule::TableRow, spot),
        };
        let told = |n: usize| n == value || Some(n) == name;
        for (n, cell) in cells.iter().enumerate().filter(|(n, _)| !told(*n)) {
            self.cell(item, *cell, columns.get(n).copied(), names.get(n).copied().unwrap_or(""));
        }
        let tier = self.at(item).tier.or(under.tier);
        self.at(item).tier = tier.filter(|_| kind == Kind::Abort);
        self.at(item).done &= kind == Kind::Go;
        let status = columns.iter().position(|column| *column == Column::Status);
        let boxed = |cell: &Words<'_>| is_mark(cell.text) && cell.text.trim().len() <= 6;
        if kind == Kind::Go && status.and_then(|n| cells.get(n)).is_some_and(boxed) {
            self.at(item).rule = Rule::BoxGlyph;
        }
        Some(item)
    }

    /// A metric and its limit, from two cells.
    fn judged_cell(
        &mut self,
        cells: &[Words<'_>],
        subject: Option<usize>,
        n: usize,
        kind: Kind,
        under: Under,
        spot: Spot,
    ) -> Option<ItemIx> {
        let cell = *cells.get(n)?;
        if !letter::any_alphanumeric(cell.text) {
            return None;
        }
        let name = subject.filter(|subject| *subject != n).and_then(|subject| cells.get(subject));
        let text = match name {
            Some(name) => format!("{} {}", bare(name.text), bare(cell.text)),
            None => cell.text.to_owned(),
        };
        let words = Words { text: &text, marks: &[], signs: signs_of(&text), base: 0, ..cell };
        let item = self.item(words, kind, Rule::TableRow, spot);
        let mut commands = Vec::new();
        for cell in name.into_iter().chain([&cell]) {
            self.marks(*cell, &mut commands);
        }
        self.at(item).commands = commands;
        if kind == Kind::Abort {
            self.at(item).tier = self.at(item).tier.or(under.tier);
        }
        Some(item)
    }

    fn person_row(&mut self, cells: &[Words<'_>], columns: &[Column]) -> Option<ItemIx> {
        let line = cells.first()?.line;
        let mut commands = Vec::new();
        let (mut role, mut owner, mut name) = (None, None, None);
        let mut channels: Vec<Box<str>> = Vec::new();
        for (cell, column) in cells.iter().zip(columns) {
            self.marks(*cell, &mut commands);
            let value = bare(cell.text);
            if !letter::any_alphanumeric(value) || slot::is_all(value) {
                continue;
            }
            match column {
                Column::Name => name = name.or(Some(value)),
                Column::Owner => owner = owner.or(Some(value)),
                Column::Role if role.is_none() => role = Some(value),
                Column::Channel | Column::Time | Column::Number => channels.push(value.into()),
                Column::Tier | Column::Other if role.is_none() => role = Some(value),
                Column::Other if name.is_none() && looks_like_name(value) => name = Some(value),
                _ => {}
            }
        }
        if let (Some(value), None) = (owner, name) {
            if looks_like_name(value) { name = Some(value) } else { role = Some(value) }
        }
        self.aside(AsideKind::Told, line, line);
        let role = role.or(name)?;
        self.slots_of(cells);
        self.plan.people.push(Person {
            role: role.into(),
            name: name.map(Into::into),
            channels,
            line,
        });
        None
    }

    fn slots_of(&mut self, cells: &[Words<'_>]) {
        for cell in cells {
            self.slots(cell.text, cell.signs, cell.line, cell.column);
        }
    }

    fn fact_row(&mut self, cells: &[Words<'_>]) -> Option<ItemIx> {
        let (label, value) = (cells.first()?, cells.get(1));
        let value = value.map_or("", |cell| letter::trimmed(cell.text));
        let mut commands = Vec::new();
        for cell in cells {
            self.marks(*cell, &mut commands);
        }
        self.aside(AsideKind::Told, label.line, label.line);
        self.fact(bare(label.text), value, label.line, label.column);
        None
    }

    /// A row that is only to be known: its cells in one line.
    fn plain_row(&mut self, cells: &[Words<'_>], spot: Spot) -> Option<ItemIx> {
        let first = *cells.first()?;
        let texts = cells.iter().map(|cell| letter::trimmed(cell.text));
        let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        let text = texts.join(" · ");
        let item = self.item(
            Words { text: &text, marks: &[], signs: signs_of(&text), base: 0, ..first },
            Kind::Note,
            Rule::TableRow,
            spot,
        );
        let mut commands = Vec::new();
        for cell in cells {
            self.marks(*cell, &mut commands);
        }
        self.at(item).commands = commands;
        Some(item)
    }

    /// The facts of a label and its value.
    pub fn fact(&mut self, label: &str, value: &str, line: u32, column: u32) {
        if letter::trimmed(value).is_empty() {
            return;
        }
        self.slots(value, signs_of(value), line, column);
        self.consider_fact(label, value, line, column);
        let (label, value) = (self.quote(label), self.flat(value, Signs::BREAK));
        self.plan.facts.push(Fact { label, value, line });
    }
}

/// «Итого: …», "Total": a row that only sums up.
fn is_sum(words: &str) -> bool {
    let ends = |byte: u8| matches!(byte, b' ' | b':');
    let first = &words[..words.bytes().take(11).position(ends).unwrap_or(words.len())];
    matches!(first.len(), 3 | 5 | 10)
        && matches!(&*letter::lowered(first), "итого" | "всего" | "total" | "sum")
}

/// «Поле | Значение», "Field | Value": a form to fill in, whatever it stands under.
fn is_form(names: &[&str]) -> bool {
    let is = |name: &str, words: &[&str]| words.iter().any(|w| name.eq_ignore_ascii_case(w));
    let fields = ["Field", "Поле", "Parameter", "Параметр", "Property", "Key", "Name", "Item", ""];
    matches!(names, ["", ""])
        || matches!(names, [field, value]
        if is(field, &fields) && is(value, &["Value", "Значение", "Values", "Значения"]))
}

/// True for a table of people: roles, or names with ways to reach them.
fn names_people(columns: &[Column], topic: Topic) -> bool {
    let has = |column: Column| columns.contains(&column);
    let asked = topic == Topic::People;
    if has(Column::Message) {
        return false;
    }
    has(Column::Role)
        || has(Column::Name) && (asked || has(Column::Channel))
        || has(Column::Channel) && (asked || has(Column::Owner))
        || has(Column::Owner) && asked
}

/// True for a table of criteria: verdicts, triggers, or limits on metrics.
fn judges(columns: &[Column], topic: Topic, people: bool) -> bool {
    let has = |column: Column| columns.contains(&column);
    let worked = has(Column::Owner) || has(Column::Time) || has(Column::Number);
    let tasked = has(Column::Task) && (worked || has(Column::Status));
    // «Уровень, пример, срок ответа»: how grave a trouble is, and no metric.
    let measured = has(Column::Metric) || has(Column::Limit) && !has(Column::Tier);
    let judged = (has(Column::Abort) || has(Column::Go))
        && (measured || has(Column::Task) || columns.len() <= 3);
    let confirming = matches!(topic, Topic::Go | Topic::Gate | Topic::Do | Topic::Verify);
    let stated = judged || measured && confirming;
    stated && !tasked && !has(Column::Status)
        || has(Column::Trigger)
        || has(Column::Criterion) && !has(Column::Task)
        || topic == Topic::Abort && !people
}

#[cfg(test)]
mod tests {
    use crate::plan::read::columns::is_done;

    #[test]
    fn statuses() {
        for status in
            ["Done", "✅", "✅ **DONE**", "[x]", "☑", "Готово", "выполнено 12.03", "Complete", "x"]
        {
            assert!(is_done(status), "{status}");
        }
        assert!(is_done("✅ Внедрено в марте") && is_done("Implemented"));
        assert!(!is_done("✅ Planned for Friday"));
        for status in ["", "Not done", "☐", "⬜ Done", "в работе", "Pending", "🔄 READY", "❌", "-"]
        {
            assert!(!is_done(status), "{status}");
        }
    }
}
