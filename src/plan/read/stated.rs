//! Lists of tasks that open with how they stand: «NOT DONE: …», «ГОТОВО: …», and what tells of each
//! beside it.

use super::label::Label;
use super::list::Entries;
use super::make::{Reader, Spot, Under};
use super::outline::Shape;
use super::topic::Topic;
use super::verbs::acts;
use crate::plan::letter;
use crate::plan::stems::Stems;
use crate::plan::{Field, FieldKind, ItemIx, Kind, Rule};

impl<'o> Reader<'o> {
    /// The tasks of such a list, if it is one: the last of them.
    pub fn stated_tasks(
        &mut self,
        entries: Entries<'o>,
        under: Under,
        spot: Spot,
    ) -> Option<ItemIx> {
        let outline = self.outline;
        let stated = |block: usize| outline.label(block).and_then(state);
        stated(entries.each().next()?)?;
        entries.each().nth(1)?;
        let kind = match under.topic {
            Topic::Back => Kind::Rollback,
            topic if topic.goes_on() => Kind::Step,
            _ => return None,
        };
        let in_code = entries.each().all(|block| self.opens_with_code(block));
        let many = entries.each().nth(2).is_some();
        if (in_code || many) && is_legend(entries.each().map(|block| outline.label(block))) {
            return None;
        }
        let mut last = None;
        for block in entries.each() {
            let words = self.words(block);
            match (outline.label(block), stated(block), last) {
                (Some(label), Some(done), _) => {
                    let start = label.value.as_ptr() as usize - words.text.as_ptr() as usize;
                    let task = words.part(start..start + label.value.len());
                    let item = self.item(task, kind, Rule::Bullet, spot);
                    let value = self.quote(label.name);
                    let own = self.at(item);
                    own.done = done;
                    own.line_end = words.line_end;
                    own.fields.push(Field {
                        kind: FieldKind::Status,
                        label: "".into(),
                        value,
                        line: words.line,
                    });
                    last = Some(item);
                    self.below(block, item, kind, under, spot.under(item));
                }
                (_, _, Some(item)) => {
                    self.field(item, words);
                    self.below(block, item, Kind::Note, under, spot.under(item));
                }
                (_, _, None) => {}
            }
        }
        last
    }
}

impl Reader<'_> {
    /// What becomes of a list about going back that only says what is ready. Boxes are to be seen to
    /// beforehand, «План отката описан»; without them it is to know, "Old addresses documented".
    pub fn sees_to_readiness(&self, entries: Entries<'_>) -> Option<Topic> {
        let is_boxed = |block: usize| {
            matches!(self.outline.blocks[block].shape, Shape::Item { task: Some(_), .. })
        };
        let (all, boxed) = entries
            .each()
            .fold((0, 0), |(all, boxed), block| (all + 1, boxed + usize::from(is_boxed(block))));
        if boxed > 0 && boxed < all {
            return None;
        }
        let mut others = 0;
        for block in entries.each() {
            let said = readiness(self.outline.text(block));
            others += usize::from(said.is_none_or(|said| boxed == 0 && said != Ready::There));
            if others * 2 >= all {
                return None;
            }
        }
        Some(if boxed > 0 { Topic::Do } else { Topic::Inform })
    }
}

/// What an entry says is ready: its last word does, or any word where it is no order.
fn readiness(text: &str) -> Option<Ready> {
    let (mut any, mut last, mut at) = (None, None, 0);
    while at < text.len() {
        let more = |byte, at| if byte < 0x80 { 0 } else { letter::alphabetic_at(text, at) };
        let (said, _, end) = READY.read(text, at, more);
        if end > at {
            (any, last, at) = (any.or(said), said, end);
        } else {
            at = letter::next(text, at);
        }
    }
    last.or_else(|| any.filter(|_| !acts(text)))
}

/// What is said of what was prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ready {
    /// It is there.
    There,
    /// Somebody has seen to it, or is to. "Verified" is left out: that is said on the way back too.
    Seen,
}

#[rustfmt::skip]
static READY: Stems<Ready, 22> = {
    use Ready::{Seen, There};
    Stems::of(&[
        ("approved", Seen), ("available", There), ("backed", There), ("documented", There), ("prepared", There), ("preserved", There),
        ("ready", There), ("rehearsed", Seen), ("retained", There), ("reviewed", Seen), ("tested", Seen), ("unchanged", There),
        ("understood", Seen),
        ("готов", There), ("готова", There), ("готовы", There), ("задокументирован*", There), ("описан*", There), ("отработан*", Seen),
        ("подготовлен*", There), ("протестирован*", Seen), ("сохранен*", There),
    ])
};

/// True for a label that only says how its value stands.
pub(super) fn is_stated(label: Label<'_>) -> bool {
    state(label).is_some()
}

/// Whether what a label speaks of is done, if it says so. A number or a date is no task.
fn state(label: Label<'_>) -> Option<bool> {
    let said = if label.colon { STATES.find(label.name) } else { None };
    said.filter(|_| {
        let words = label.value.split_whitespace();
        words.filter(|word| word.starts_with(letter::is_alphabetic)).take(2).count() > 1
    })
}

/// True where each word is told once, and nothing but them: what the words mean.
fn is_legend<'o>(labels: impl Iterator<Item = Option<Label<'o>>>) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    for label in labels {
        match label {
            Some(label) if is_stated(label) && !seen.contains(&label.name) => {
                seen.push(label.name);
            }
            _ => return false,
        }
    }
    true
}

/// Done, or not.
#[rustfmt::skip]
static STATES: Stems<bool, 25> = Stems::of(&[
    ("blocked", false), ("complete", true), ("completed", true), ("done", true), ("finished", true), ("in progress", false),
    ("not done", false), ("not started", false), ("partial", false), ("partially done", false), ("pending", false),
    ("to do", false), ("todo", false), ("wip", false),
    ("в процессе", false), ("в работе", false), ("выполнено", true), ("готово", true), ("завершено", true), ("не готово", false),
    ("не начато", false), ("не сделано", false), ("осталось", false), ("сделано", true), ("частично", false),
]);
