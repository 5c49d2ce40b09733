//! Lists: which of their entries are tasks, criteria, fields, options, or just words.

use super::conditions::{leads_back, sends_back, turns_if};
use super::label::Label;
use super::labelled::Placed;
use super::lead::{Sign, glyphs};
use super::make::{Reader, Spot, Under, Words};
use super::outline::{MarkKind, Outline, Shape};
use super::profile::Fate;
use super::signs::Signs;
use super::slot;
use super::split;
use super::topic::{Topic, tier_of};
use super::verbs::acts;
use super::vocabulary::{Senses as S, Title, lookup};
use crate::plan::letter;
use crate::plan::{AsideKind, Fault, FaultKind, ItemIx, Kind, Place, Rule, normalise};
use std::ops::Range;

/// The direct entries of a list.
#[derive(Clone, Copy)]
pub(super) struct Entries<'o> {
    outline: &'o Outline<'o>,
    parent: Option<usize>,
    start: usize,
    end: usize,
}

impl<'o> Entries<'o> {
    fn of(outline: &'o Outline<'o>, range: &Range<usize>) -> Self {
        let parent = outline.blocks[range.start].parent;
        Self { outline, parent, start: range.start, end: range.end }
    }

    /// Their blocks, one after another.
    #[inline]
    pub fn each(self) -> impl Iterator<Item = usize> + use<'o> {
        let next = move |block: &usize| Some(self.outline.next(*block)).filter(|n| *n < self.end);
        std::iter::successors(Some(self.start), next)
            .filter(move |block| self.outline.blocks[*block].parent == self.parent)
    }
}

impl Reader<'_> {
    /// A list from its first block to one past its last. Tells the last entry's item.
    pub fn list(
        &mut self,
        range: Range<usize>,
        under: Under,
        spot: Spot,
        of: Option<Kind>,
    ) -> Option<ItemIx> {
        let entries = Entries::of(self.outline, &range);
        let profile = self.profile(entries);
        if profile.contents == profile.entries {
            let end = self.outline.blocks[range.clone()].iter().map(|b| b.line_end).max();
            let line = self.outline.blocks[range.start].line;
            self.aside(AsideKind::Contents, line, end.unwrap_or(line));
            self.outline_links(range);
            return None;
        }
        if of.is_none()
            && profile.tells_all()
            && let Some(last) = self.stated_tasks(entries, under, spot)
        {
            return Some(last);
        }
        if of.is_none()
            && profile.tells_one()
            && let Some(item) = self.told_task(entries, under, spot)
        {
            return Some(item);
        }
        let topic = match under.topic {
            Topic::People | Topic::Do | Topic::Unknown
                if profile.tells_people() && self.card(entries, under.topic) =>
            {
                Topic::Inform
            }
            // «План отката проверен» is seen to before anybody goes back.
            Topic::Back if of.is_none() => self.sees_to_readiness(entries).unwrap_or(Topic::Back),
            topic => topic,
        };
        let under = Under { topic, ..under };
        let fate = self.fate(entries, &profile, under, of);
        if fate.kind == Kind::Step && profile.entries > 1 && profile.blank == profile.entries {
            for block in entries.each() {
                self.unfilled(self.words(block));
            }
            return None;
        }
        let mut last = None;
        let mut left = entries.each().peekable();
        while let Some(block) = left.next() {
            let pair = self.may_be_go(block).then(|| left.next_if(|it| self.decides(block, *it)));
            last = match pair.flatten() {
                Some(other) => Some(self.decision(block, other, spot)),
                None => self.entry(block, profile.sets, fate, under, spot, of).or(last),
            };
        }
        last
    }

    /// An entry that is a link into the page and nothing else.
    pub fn is_contents(&self, block: usize) -> bool {
        let own = &self.outline.blocks[block];
        let Some(mark) = self.outline.marks_of(block).first() else { return false };
        let MarkKind::Link(number) = mark.kind else { return false };
        self.outline.links[number].0.starts_with('#')
            && mark.words.start <= own.words.start + 4
            && mark.words.end + 2 >= own.words.end
    }

    fn outline_links(&mut self, range: Range<usize>) {
        for block in range {
            let mut commands = Vec::new();
            self.marks(self.words(block), &mut commands);
        }
    }

    /// Places one entry and all below it.
    fn entry(
        &mut self,
        block: usize,
        sets: bool,
        fate: Fate,
        under: Under,
        spot: Spot,
        of: Option<Kind>,
    ) -> Option<ItemIx> {
        let Shape::Item { task, .. } = self.outline.blocks[block].shape else { return None };
        let words = self.words(block);
        let lead = self.lead(block, sets);
        let ticked = task.or(lead.ticked);
        let childless = self.outline.blocks[block].end == block + 1;
        if childless && slot::is_all(&words.text[lead.words..])
            || words.signs.any(Signs::SQUARE) && letter::trimmed(words.text) == "[ ]"
        {
            return self.unfilled(words);
        }
        if ticked.is_none()
            && let Some(Placed(item)) = self.labelled_entry(block, words, under, spot, of)
        {
            return item;
        }
        if ticked == Some(false) && of == Some(Kind::Step) && self.boxed_field(block, words, spot) {
            return None;
        }
        if under.topic == Topic::People {
            self.person_entry(words);
        }
        let (kind, rule) = kind_of(words, ticked.map(|_| task.is_some()), fate, under, of);
        let grouped = ticked.is_none()
            && kind != Kind::Step
            && kind != Kind::Rollback
            && self.gathers_below(block, words);
        let (kind, rule) = if grouped { (Kind::Note, Rule::Group) } else { (kind, rule) };
        let fields = if words.signs.any(Signs::BREAK) { Self::told_behind(words) } else { None };
        let own = fields.as_ref().map_or(words, |(own, _)| *own);
        let item = self.item(own, kind, rule, spot);
        self.at(item).line_end = words.line_end;
        self.tick(item, ticked, lead.mark.filter(|_| fate.signs));
        if kind == Kind::Abort && self.at(item).tier.is_none() {
            self.at(item).tier = under.tier;
        }
        if let Some((_, lines)) = fields {
            for line in lines {
                self.field(item, line);
            }
        }
        let (inner, deeper) = if grouped { (fate.kind, spot) } else { (kind, spot.under(item)) };
        self.below(block, item, inner, under, deeper);
        Some(item)
    }

    /// Marks what the source calls done; a ticked trigger says that it has happened.
    fn tick(&mut self, item: ItemIx, ticked: Option<bool>, sign: Option<Sign>) {
        let own = &mut self.plan.items[item.index()];
        let done = ticked.unwrap_or(sign == Some(Sign::Yes));
        match own.kind {
            Kind::Abort if done && ticked.is_some() => {
                let kind = FaultKind::TickedTrigger { text: own.text.clone().into() };
                self.faults.push(Fault::new(kind, Place::at(own.line, own.column)));
            }
            Kind::Note | Kind::Abort => {}
            Kind::Step | Kind::Go | Kind::Rollback | Kind::Artefact => own.done = done,
        }
    }

    /// The list behind a label on its line.
    pub fn inline(
        &mut self,
        words: Words<'_>,
        label: Label<'_>,
        under: Under,
        spot: Spot,
    ) -> Option<ItemIx> {
        let kind = under.topic.kind().unwrap_or(Kind::Note);
        let start = label.value.as_ptr() as usize - words.text.as_ptr() as usize;
        let value = words.part(start..start + label.value.len());
        let mut last = None;
        if says_none(value.text) {
            return Some(self.item(words, Kind::Note, Rule::Group, spot));
        }
        for part in split::parts(value.text, value.marks, value.base) {
            let item = self.item(value.part(part), kind, Rule::InlineList, spot);
            if kind == Kind::Abort && self.at(item).tier.is_none() {
                self.at(item).tier = under.tier;
            }
            last = Some(item);
        }
        last
    }

    /// A criterion that ends with a colon over a list only gathers it.
    fn gathers_below(&self, block: usize, words: Words<'_>) -> bool {
        let own = &self.outline.blocks[block];
        own.end > block + 1
            && letter::trimmed(words.text).ends_with(':')
            && self.outline.blocks[block + 1..own.end]
                .iter()
                .any(|b| matches!(b.shape, Shape::Item { .. }))
    }

    /// Whether it may be the GO of a pair, as its first letters say.
    #[inline]
    fn may_be_go(&self, block: usize) -> bool {
        let opens = |c: char| matches!(c, 'g' | 'G');
        match &self.outline.words.as_bytes()[self.outline.blocks[block].words.clone()] {
            [b'g' | b'G', second, ..] => {
                !second.is_ascii_alphabetic() || matches!(second, b'o' | b'O')
            }
            [b'a'..=b'z' | b'A'..=b'Z' | 0xD0 | 0xD1, ..] => false,
            _ => {
                let mut words = self.outline.text(block).chars();
                words.find(|c| letter::is_alphanumeric(*c)).is_some_and(opens)
            }
        }
    }

    /// GO beside NO-GO.
    fn decides(&self, first: usize, second: usize) -> bool {
        let of = |block| normalise(self.outline.text(block));
        let (first, second) = (of(first), of(second));
        let short = first.len() < 80 && second.len() < 80;
        let go = first == "go" || first.starts_with("go ");
        let stop = second.starts_with("no go") || second.starts_with("nogo");
        short && go && stop
    }

    fn decision(&mut self, first: usize, second: usize, spot: Spot) -> ItemIx {
        let other = self.words(second);
        let item = self.item(self.words(first), Kind::Go, Rule::Decision, spot);
        let end = self.outline.blocks[first].end.max(self.outline.blocks[second].end);
        let last = self.outline.blocks[end - 1].line_end;
        self.aside(AsideKind::Told, other.line, last);
        let own = self.at(item);
        own.text = format!("{} / {}", own.text, super::lead::bare(other.text)).into();
        item
    }

    /// What stands below an entry. Below most, nothing does.
    #[inline]
    pub fn below(&mut self, block: usize, item: ItemIx, kind: Kind, under: Under, spot: Spot) {
        if self.outline.blocks[block].end == block + 1 {
            return;
        }
        let inner = Under { labelled: under.labelled && under.topic.gathers(), ..under };
        self.children(block, item, kind, inner, spot, false);
    }

    /// Lists, paragraphs and code inside an entry.
    pub fn children(
        &mut self,
        block: usize,
        item: ItemIx,
        kind: Kind,
        under: Under,
        spot: Spot,
        hoisted: bool,
    ) {
        let end = self.outline.blocks[block].end;
        let mut inner = under;
        let mut child = block + 1;
        while child < end {
            let own = &self.outline.blocks[child];
            if own.parent != Some(block) {
                child += 1;
                continue;
            }
            match own.shape {
                Shape::Item { .. } => {
                    let last = self.outline.list_end(child, end);
                    let of = if hoisted && inner.labelled { None } else { Some(kind) };
                    self.list(child..last, inner, spot, of);
                    child = last;
                    continue;
                }
                Shape::TableHead { .. } => {
                    let last = self.outline.table_end(child, end);
                    self.table(child..last, inner, spot);
                    child = last;
                    continue;
                }
                Shape::Fence { .. } => self.attach(child, item),
                Shape::Para | Shape::Heading(_) | Shape::TableRow { .. } => {
                    inner = self.paragraph_below(child, item, under, spot);
                }
                Shape::Html | Shape::FrontMatter => self.html(child, spot),
            }
            child = self.outline.next(child);
        }
    }

    /// A paragraph inside an entry: a label for the list behind it, fields, or more words.
    fn paragraph_below(&mut self, block: usize, item: ItemIx, under: Under, spot: Spot) -> Under {
        let words = self.words(block);
        let Some(label) = self.outline.label(block) else {
            self.item(words, Kind::Note, Rule::Prose, spot);
            return under;
        };
        let title = Title::of(label.name);
        let topic = Topic::of(&title);
        let inner = Under {
            topic: topic.within(under.topic, &title),
            tier: tier_of(&title).or(under.tier),
            labelled: true,
        };
        if topic.gathers() {
            if label.is_whole() {
                self.item(words, Kind::Note, Rule::Group, spot);
            } else {
                self.inline(words, label, inner, spot);
            }
            return inner;
        }
        if Topic::field_of(&title).is_some() && spot.parent.is_some() {
            for line in words.lines() {
                self.field(item, line);
            }
        } else {
            self.item(words, Kind::Note, Rule::Prose, spot);
        }
        under
    }
}

/// «N/A (полный выкат)», «нет», a dash: a label that has nothing to say.
fn says_none(value: &str) -> bool {
    let value = letter::trimmed(value).trim_end_matches('.');
    let absent = ["N/A", "n/a", "Н/П"].iter().any(|word| value.starts_with(word));
    let said = || letter::lowered(&value[..value.floor_char_boundary(8)]);
    absent
        || matches!(value, "-" | "–" | "—")
        // «н», «Н».
        || matches!(value.as_bytes(), [b'n' | b'N', ..] | [0xD0, 0xBD | 0x9D, ..])
            && ["none", "нет"].contains(&&*said())
}

/// «Валидация URL: …»: an order whose object alone is a word of fields.
pub(super) fn does(name: &str) -> bool {
    let (first, more) = letter::halves(name, b' ').unwrap_or((name, ""));
    !more.is_empty() && lookup(first) == S::NONE && acts(name)
}

/// What an entry is: with a box, which may be one of Markdown's own, or without.
fn kind_of(
    words: Words<'_>,
    boxed: Option<bool>,
    fate: Fate,
    under: Under,
    of: Option<Kind>,
) -> (Kind, Rule) {
    match boxed {
        Some(_) if words.signs.any(Signs::SQUARE.with(Signs::SYMBOL)) && glyphs(words.text) > 1 => {
            (Kind::Note, Rule::Option)
        }
        _ if matches!(under.topic, Topic::Go | Topic::Gate) && turns_if(words.text) => {
            (Kind::Abort, Rule::Condition)
        }
        Some(task) => boxed_kind(under, of, task),
        None if under.topic.goes_on() && sends_back(words.text)
            || matches!(under.topic, Topic::Back | Topic::Abort) && leads_back(words.text) =>
        {
            (Kind::Abort, Rule::Condition)
        }
        None => (fate.kind, fate.rule),
    }
}

/// What a box is, given where it stands.
fn boxed_kind(under: Under, of: Option<Kind>, task: bool) -> (Kind, Rule) {
    let rule = if task { Rule::TaskBox } else { Rule::BoxGlyph };
    match (under.topic, of) {
        (Topic::Choice, _) => (Kind::Note, Rule::Option),
        (Topic::Go | Topic::Gate, _) => (Kind::Go, rule),
        (Topic::Abort, _) => (Kind::Abort, rule),
        (Topic::Back, _) => (Kind::Rollback, rule),
        (Topic::Artefact, _) => (Kind::Artefact, rule),
        (_, Some(kind @ (Kind::Go | Kind::Abort | Kind::Rollback))) => (kind, rule),
        _ => (Kind::Step, rule),
    }
}
