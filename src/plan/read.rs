//! The reader: any Markdown, as its authors left it, becomes a plan.
//!
//! ```text
//! plan      = [front matter] [title] { section }
//! section   = heading { block } { section }        «Этап 2. …», "Phase 1", «Jan 8: Canary 5%», "Deploy"
//!           | bold line { block }                  «**T-45 mins:**», «**1.1 Проверка**» over a list
//! block     = list | table | paragraph | code
//! list      = { entry { entry | paragraph | code } }
//! entry     = task      `- [ ] …`, ☐, «Готово: …», an ordered or plain entry where things are done
//!           | part      what an order above it is made of: «TLS» below «Настроить вход:»
//!           | criterion under a label or a title of criteria, or with a limit where things are done
//!           | field     «Owner: …», «Статус: …» below a task
//!           | label     «**Критерии отката:**», «Убедиться, что:» with a list below or behind it
//! table     = tasks | criteria | people | facts | rows, by what its columns are called
//! paragraph = label | criterion («Если … обнаружена …») | facts («Версия: 1.0») | prose
//! ```
//!
//! The passes: `conflict` blanks merge markers, `outline` turns events into blocks, `shelves`
//! decides which headings are sections by what stands `below` them, `place` with `lines`,
//! `conditions`, `list`, `labelled`, `stated`, `fields`, `table`, `columns` and `code` make items
//! (`make` makes one, `profile` knows a list), `finish` gives roles and identity. `vocabulary`, `turns` and `topic` know
//! what titles announce, by the `stems` of words; `time`, `measure`, `command` and `slot` read inside the words,
//! where `signs`, found at a `glance`, says that there is anything to read (such sets are `flags`).
//! Reading never fails, and no line is lost.

mod address;
mod below;
mod code;
mod columns;
mod command;
mod conditions;
mod conflict;
mod facts;
mod fields;
mod finish;
mod flags;
mod glance;
mod label;
mod labelled;
mod lead;
mod lines;
mod links;
mod list;
mod make;
mod measure;
mod outline;
mod place;
mod profile;
mod shelves;
mod signs;
mod slot;
mod split;
mod stated;
mod table;
mod time;
mod topic;
mod turns;
mod verbs;
mod vocabulary;

use super::{AsideKind, Fault, Id, Plan, Role, Schedule, Section, SectionIx};
use crate::plan::letter;
use crate::plan::rows::Rows;
use make::Reader;
use outline::{Outline, Shape};
use shelves::{Shelf, Shelves};
use std::borrow::Cow;
use time::{Setting, Times};
use vocabulary::Title;

/// Reads any text as a release plan. It never fails.
///
/// The faults are those of the text itself: conflicts, unfilled slots, zones that are a question.
/// What contradicts itself or is missing is told by [`super::lint::lint`].
pub fn read(source: &str) -> (Plan, Vec<Fault>) {
    let source: Cow<'_, str> = if memchr::memchr(b'\r', source.as_bytes()).is_some() {
        Cow::Owned(crate::text::newlines(source).into_owned())
    } else {
        Cow::Borrowed(source)
    };
    let rows = Rows::of(&source);
    let (settled, faults, asides) = conflict::settle(&source);
    let mut outline = Outline::of(&settled, &rows);
    outline.find_labels();
    let mut times = Times::default();
    let mut shelves = shelves::shelve(&outline, &mut times);
    let lines = std::mem::take(&mut shelves.lines);
    let mut reader = Reader::new(&outline, &lines, times);
    reader.faults = faults;
    reader.plan.asides = asides;
    reader.survey(&shelves);
    reader.plan.sections.reserve_exact(shelves.all.len());
    for (n, shelf) in shelves.all.iter_mut().enumerate() {
        reader.section(n, shelf, &shelves.blocks);
    }
    finish_plan(reader, &shelves.all, &rows)
}

/// What a text that tells a time, as the value of a line «T0: 17.10.2026 01:00 МСК», says of it.
pub fn times_of(text: &str) -> Option<Schedule> {
    Times::default().read(text, glance::signs_of(text), Setting::Field)
}

impl<'o> Reader<'o> {
    /// What must be known before the first section.
    fn survey(&mut self, Shelves { all: shelves, title, checklist, .. }: &Shelves<'_>) {
        let title = *title;
        self.checklist = *checklist;
        let boxed = |shape: &Shape<'_>| matches!(shape, Shape::Item { task: Some(_), .. });
        let entry = |shape: &Shape<'_>| matches!(shape, Shape::Item { .. });
        let ticks = self.outline.blocks.iter().filter(|block| boxed(&block.shape)).count();
        let entries = self.outline.blocks.iter().filter(|block| entry(&block.shape)).count();
        self.uses_boxes = ticks >= 3 && (ticks >= 12 || ticks * 5 >= entries);
        self.named_stages = shelves.iter().filter(|shelf| shelf.title.stage_named).count();
        let first = title.or_else(|| {
            let level_one = |shelf: &&Shelf<'_>| shelf.level == 1 && !shelf.is_title;
            shelves.iter().find(level_one).and_then(|shelf| shelf.block)
        });
        if let Some(block) = first {
            let words = self.words(block);
            self.plan.title = Some(self.flat(letter::trimmed(words.text), words.signs).into());
        }
        if let Some(block) = title {
            let own = &self.outline.blocks[block];
            let (line, end) = (own.line, own.line_end.max(own.line));
            self.aside(AsideKind::Title, line, end + u32::from(self.is_setext(block)));
            let words = self.words(block);
            self.marks(words, &mut Vec::new());
            let schedule = self.times.read(words.text, words.signs, Setting::Title);
            self.consider_window(|| Title::of(words.text), schedule.as_ref(), line);
        }
    }

    fn is_setext(&self, block: usize) -> bool {
        let own = &self.outline.blocks[block];
        !self.outline.source[own.at.start..].trim_start().starts_with('#')
    }

    /// One shelf becomes one section with its items.
    #[expect(clippy::similar_names, reason = "a shelf beside self becomes the section")]
    fn section(&mut self, n: usize, shelf: &mut Shelf<'o>, blocks: &[usize]) {
        let blocks = &blocks[shelf.blocks.clone()];
        let title = shelf.block.map(|block| self.words(block));
        let text = title.map_or_else(
            || self.plan.title.as_deref().unwrap_or_default().into(),
            |words| self.flat(letter::trimmed(words.text), words.signs),
        );
        let first = blocks.first().map_or(1, |block| self.outline.blocks[*block].line);
        let schedule = match (title, shelf.schedule.take()) {
            // What «T-30» means may have been shown by the plan since.
            (Some(words), Some(schedule))
                if schedule.offset.is_some() && !self.times.still_says(shelf.units) =>
            {
                self.times.read(words.text, words.signs, Setting::Title).map(Box::new)
            }
            (_, schedule) => schedule,
        };
        let (line, column) = title.map_or((first, 1), |words| (words.line, words.column));
        self.zones(schedule.as_deref(), line, column);
        if let Some(words) = title {
            self.consider_window(|| shelf.title, schedule.as_deref(), line);
            self.marks(words, &mut Vec::new());
            self.slots(words.text, words.signs, line, column);
        }
        let start = self.plan.items.len();
        self.plan.sections.push(Section {
            id: Id::ROOT,
            title: text,
            line,
            line_end: title.map_or(line, |words| words.line_end),
            column,
            level: shelf.level,
            role: Role::Reference,
            schedule,
            parent: shelf.parent.map(SectionIx::new),
            end: SectionIx::new(n + 1),
            items: start..start,
        });
        self.section = SectionIx::new(n);
        self.shelf(shelf, blocks);
        let end = self.plan.items.len();
        self.plan.sections[n].items = start..end;
    }
}

fn finish_plan(reader: Reader<'_>, shelves: &[Shelf<'_>], rows: &Rows<'_>) -> (Plan, Vec<Fault>) {
    let outline = reader.outline;
    let (mut plan, mut faults) = (reader.plan, reader.faults);
    plan.probes = reader.prober.found;
    finish::ends(&mut plan);
    finish::roles(&mut plan, shelves);
    finish::identify(&mut plan);
    plan.links = links::links(outline);
    plan.language = finish::language(outline);
    let mut row = 0;
    for span in &outline.definitions {
        row = rows.row_of(span.start, row);
        let line = u32::try_from(row + 1).unwrap_or(u32::MAX);
        plan.asides.push(super::Aside { kind: AsideKind::Reference, line, end: line });
    }
    finish::hold_the_rest(&mut plan, rows);
    faults.sort_by_key(|fault| fault.place);
    (plan, faults)
}
