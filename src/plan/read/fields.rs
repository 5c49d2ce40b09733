//! Fields of a task: «Owner: …», «Status: …», «Срок: …» below it, behind it, or in its row.

use super::columns::is_done;
use super::label::Label;
use super::list::Entries;
use super::make::{Reader, Spot, Under, Words, names_of, words_of};
use super::outline::{Outline, Shape};
use super::signs::Signs;
use super::stated::is_stated;
use super::time::Setting;
use super::topic::Topic;
use super::vocabulary::{Senses as S, Title};
use crate::plan::stems::{Stems, set};
use crate::plan::{AsideKind, Fault, FaultKind, Field, FieldKind, ItemIx, Kind, Place, Rule};

impl Reader<'_> {
    /// An item's own words, and the lines behind the first where all of them are fields of it.
    pub fn told_behind<'w>(words: Words<'w>) -> Option<(Words<'w>, Vec<Words<'w>>)> {
        let mut lines = words.lines();
        let own = lines.next()?;
        let rest: Vec<Words<'w>> = lines.collect();
        let told = rest.iter().all(|line| {
            Label::of(line.text, line.marks, line.base)
                .is_some_and(|label| Topic::field_of(&Title::of(label.name)).is_some())
        });
        (told && !rest.is_empty()).then_some((own, rest))
    }

    /// Adds «Owner: …», «Status: …» to an item.
    pub fn field(&mut self, item: ItemIx, words: Words<'_>) {
        let Some(label) = Label::of(words.text, words.marks, words.base) else { return };
        let kind = Topic::field_of(&Title::of(label.name)).unwrap_or(FieldKind::Other);
        self.labelled(item, words, label, kind);
    }

    /// The same, where it is known what it tells.
    pub fn labelled(&mut self, item: ItemIx, words: Words<'_>, label: Label<'_>, kind: FieldKind) {
        self.fill(item, kind, label.name, Words { text: label.value, ..words });
        let mut commands = Vec::new();
        self.marks(words, &mut commands);
        self.slots(words.text, words.signs, words.line, words.column);
        let own = self.at(item);
        own.commands.append(&mut commands);
        own.line_end = own.line_end.max(words.line_end);
    }

    /// «Action: …» among «Owner: …» and the like: one task, told label by label.
    pub fn told_task(&mut self, entries: Entries<'_>, under: Under, spot: Spot) -> Option<ItemIx> {
        let kind = match under.topic {
            Topic::Back => Kind::Rollback,
            topic if topic.goes_on() => Kind::Step,
            _ => return None,
        };
        let names = |block: usize, senses: S| {
            self.outline.label(block).is_some_and(|label| {
                let title = Title::of(label.name);
                title.words == 1 && title.first.any(senses)
            })
        };
        let alone = |block: usize| self.outline.blocks[block].end == block + 1;
        let told = |block: &usize| self.outline.label(*block).is_some_and(|l| names_action(l.name));
        let mut tasks = entries.each().filter(told);
        let (task, more) = (tasks.next()?, tasks.next());
        let owned = entries.each().any(|block| names(block, S::OWNER.with(S::STATUS)));
        if more.is_some() || !owned || !entries.each().all(alone) {
            return None;
        }
        let words = self.words(task);
        let value = self.outline.label(task)?.value;
        let start = value.as_ptr() as usize - words.text.as_ptr() as usize;
        let item = self.item(words.part(start..start + value.len()), kind, Rule::Bullet, spot);
        for block in entries.each().filter(|block| *block != task) {
            self.field(item, self.words(block));
        }
        Some(item)
    }

    /// «☐ **Ответственный:** Анна» below a task is told of it, box or not.
    pub fn boxed_field(&mut self, block: usize, words: Words<'_>, spot: Spot) -> bool {
        let alone = self.outline.blocks[block].end == block + 1;
        let (Some(label), Some(task), true) = (self.outline.label(block), spot.parent, alone)
        else {
            return false;
        };
        if !label.bold || !label.colon || label.is_whole() {
            return false;
        }
        let title = Title::of(label.name);
        let kind = Topic::field_of(&title)
            .filter(|kind| matches!(kind, FieldKind::Owner | FieldKind::Time) && title.words == 1);
        let Some(kind) = kind else { return false };
        self.labelled(task, words, label, kind);
        true
    }

    /// Gives an item what a field or a cell says about it.
    pub fn fill(&mut self, item: ItemIx, kind: FieldKind, label: &str, value: Words<'_>) {
        match kind {
            FieldKind::Owner => self.at(item).people.extend(names_of(value.text)),
            FieldKind::Status => {
                let done = is_done(value.text);
                let own = self.at(item);
                own.done |= done && !matches!(own.kind, Kind::Note | Kind::Abort);
            }
            FieldKind::Time => self.time_field(item, value),
            FieldKind::Evidence | FieldKind::Other => {}
        }
        let label = self.quote(label);
        let field =
            Field { kind, label, value: self.flat(value.text, value.signs), line: value.line };
        self.at(item).fields.push(field);
    }

    fn time_field(&mut self, item: ItemIx, value: Words<'_>) {
        let Some(read) = self.times.read(value.text, value.signs, Setting::Field) else { return };
        self.zones(Some(&read), value.line, 1);
        let own = self.at(item).schedule.get_or_insert_with(Box::default);
        own.window = own.window.take().or(read.window);
        own.offset = own.offset.or(read.offset);
        own.wait = own.wait.or(read.wait);
        own.limit = own.limit.or(read.limit);
    }

    /// «- Откат:» with nothing behind it is a slot, not an item.
    pub fn unfilled(&mut self, words: Words<'_>) -> Option<ItemIx> {
        let slot = words.text.trim().into();
        let place = Place::at(words.line, words.column);
        self.faults.push(Fault::new(FaultKind::UnfilledSlot { slot }, place));
        self.aside(AsideKind::Slot, words.line, words.line_end);
        None
    }
}

/// «Действие», "Action": a label whose words are the task itself.
fn names_action(label: &str) -> bool {
    ACTIONS.find(label).is_some()
}

static ACTIONS: Stems<(), 7> = Stems::of(set![
    "action",
    "activity",
    "task",
    "действие",
    "задача",
    "что делаем",
    "что сделать",
]);

/// True for a heading over nothing but fields, an owner or a status among them: the heading is
/// a task of what stands above it.
pub(super) fn titles_task(outline: &Outline<'_>, blocks: &[usize]) -> bool {
    let own = blocks.get(1..).unwrap_or_default().iter();
    let own = own.take_while(|block| !matches!(outline.blocks[**block].shape, Shape::Heading(_)));
    // «Действие: …» and «Готово: …» are tasks themselves; what stands above them only says when.
    let is_task = |label: Label<'_>| names_action(label.name) || is_stated(label);
    let told = |label: Option<Label<'_>>| label.is_some_and(|label| !is_task(label));
    let told = |block: &usize| {
        let may_tell = match outline.blocks[*block].shape {
            Shape::Item { task: None, .. } => tells(outline, *block),
            Shape::Para => true,
            Shape::Item { .. }
            | Shape::Heading(_)
            | Shape::TableHead { .. }
            | Shape::TableRow { .. }
            | Shape::Fence { .. }
            | Shape::Html
            | Shape::FrontMatter => false,
        };
        may_tell && all_lines(outline, *block, told)
    };
    let other = |label: Option<Label<'_>>| {
        !label.is_some_and(|label| Title::of(label.name).first.any(S::OWNER.with(S::STATUS)))
    };
    // Most blocks tell of no task, so that what their labels say is asked last.
    own.clone().all(told) && !own.clone().all(|block| all_lines(outline, *block, other))
}

/// Whether something holds for the label of each line of a block.
fn all_lines<'o>(
    outline: &'o Outline<'o>,
    block: usize,
    mut holds: impl FnMut(Option<Label<'o>>) -> bool,
) -> bool {
    if !outline.blocks[block].signs.any(Signs::BREAK) {
        return holds(outline.label(block));
    }
    let mut lines = words_of(outline, block).lines();
    lines.all(|line| holds(Label::of(line.text, line.marks, line.base)))
}

/// True for an entry that is a label and what it says: «Зависит от: A-1».
pub(super) fn tells(outline: &Outline<'_>, block: usize) -> bool {
    let own = &outline.blocks[block];
    matches!(own.shape, Shape::Item { task: None, .. })
        && outline
            .label(block)
            .is_some_and(|label| label.colon && (!label.is_whole() || own.end == block + 1))
}

/// True for an entry such as «Owner: Ann» that tells about a task and is none.
pub(super) fn is_field(outline: &Outline<'_>, block: usize) -> bool {
    let own = &outline.blocks[block];
    matches!(own.shape, Shape::Item { task: None, .. })
        && outline
            .label(block)
            .is_some_and(|label| Topic::field_of(&Title::of(label.name)).is_some())
}
