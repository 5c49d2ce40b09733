//! A shelf's blocks, one by one: paragraphs, lists, tables and code become items.

#![expect(clippy::similar_names, reason = "a shelf beside self is what this file is about")]

use super::below::{Below, Fence, below};
use super::command::is_shell;
use super::fields::{is_field, tells};
use super::label::Label;
use super::lead::{Lead, unnumbered};
use super::make::{Here, Reader, Spot, Under, Words};
use super::outline::{Outline, Shape};
use super::shelves::{Shelf, names_code};
use super::signs::Signs;
use super::time::Setting;
use super::topic::{Topic, tier_of};
use super::verbs::{acts, asks_to_confirm, orders};
use super::vocabulary::{Senses as S, Title, lookup};
use crate::plan::letter;
use crate::plan::{ItemIx, Kind, Rule};

/// Where we are on a shelf.
pub(super) struct Walk {
    /// What the section's title makes of its lists.
    pub base: Under,
    /// What the latest label makes of the next list.
    pub under: Under,
    /// A list has come since the label.
    pub used: bool,
    /// A bold line or a heading over fields and code: they belong to it.
    pub titled: Option<ItemIx>,
    pub last: Option<ItemIx>,
    pub preamble: bool,
}

/// «Критерии готовности:» over a list of its own, among what is told of a task.
fn heads_criteria(outline: &Outline<'_>, block: usize) -> bool {
    outline.blocks[block].end > block + 1
        && outline.label(block).is_some_and(|label| {
            let topic = || Topic::of(&Title::of(label.name));
            label.is_whole() && matches!(topic(), Topic::Go | Topic::Abort)
        })
}

impl<'o> Reader<'o> {
    /// Places all that stands on a shelf.
    pub fn shelf(&mut self, shelf: &Shelf<'o>, blocks: &[usize]) {
        let base = Under { topic: shelf.topic, tier: tier_of(&shelf.title), labelled: false };
        let named = shelf.title.stage_named;
        // «Мониторинг» alone may head what is done or what there is; its list tells.
        let watches = shelf.title.senses == shelf.title.first && shelf.title.any(S::ALERT);
        self.here = Here {
            named,
            inherits: (shelf.own == Topic::Unknown || watches)
                && !matches!(shelf.topic, Topic::Unknown | Topic::Verify)
                && !named
                && !shelf.is_title,
            title: shelf.text,
            roles: shelf.topic == Topic::People && shelf.title.first.any(S::ROLE),
            boxed: self.holds_boxes(blocks),
        };
        self.tasks.clone_from(&shelf.tasks);
        let mut walk = Walk {
            base,
            under: base,
            used: false,
            titled: None,
            last: None,
            preamble: shelf.is_title,
        };
        walk.titled = self.heading_as_task(shelf, blocks, base);
        let mut n = 0;
        let first = self.plan.items.len();
        while n < blocks.len() {
            n += self.block(&blocks[n..], &mut walk);
        }
        if shelf.topic == Topic::Back {
            self.told_in_prose(first);
        }
    }

    /// A way back that is nothing but words: «Вернуть записи DNS на старый узел.»
    fn told_in_prose(&mut self, first: usize) {
        let own = &mut self.plan.items[first..];
        if own.iter().any(|item| item.kind == Kind::Rollback) {
            return;
        }
        for item in own.iter_mut().filter(|item| item.rule == Rule::Prose && orders(&item.text)) {
            item.kind = Kind::Rollback;
        }
    }

    /// Places the first of these blocks, and tells how many it took.
    fn block(&mut self, blocks: &[usize], walk: &mut Walk) -> usize {
        let block = blocks[0];
        let all = self.outline.blocks.len();
        match self.outline.blocks[block].shape {
            Shape::Heading(_) if self.tasks.binary_search(&block).is_ok() => self.task(block, walk),
            Shape::Heading(_) => self.facet(block, walk),
            Shape::Para => self.paragraph(blocks, walk),
            Shape::Item { .. } => {
                let end = self.outline.list_end(block, all);
                self.top_list(block, end, walk);
                return blocks.iter().take_while(|next| **next < end).count();
            }
            Shape::TableHead { .. } | Shape::TableRow { .. } => {
                let end = self.outline.table_end(block, all);
                walk.last = self.table(block..end, walk.under, Spot::default());
                walk.used = true;
                return blocks.iter().take_while(|next| **next < end).count();
            }
            Shape::Fence { .. } => self.fence(blocks, walk),
            Shape::Html => self.html(block, Spot::default()),
            Shape::FrontMatter => self.front_matter(block),
        }
        1
    }

    fn holds_boxes(&self, blocks: &[usize]) -> bool {
        let boxed = |block: &usize| {
            self.outline.blocks[*block..self.outline.blocks[*block].end]
                .iter()
                .any(|own| matches!(own.shape, Shape::Item { task: Some(_), .. }))
        };
        blocks.iter().any(boxed)
    }

    /// A heading over nothing but fields, or over one block of commands, is itself the task;
    /// so is «Шаг 3. …» over prose and code. Where tasks have boxes, commands alone are none.
    fn heading_as_task(
        &mut self,
        shelf: &Shelf<'_>,
        blocks: &[usize],
        base: Under,
    ) -> Option<ItemIx> {
        let block = shelf.block?;
        let kind = match base.topic {
            Topic::Do | Topic::Unknown | Topic::Steps | Topic::Verify => Kind::Step,
            Topic::Back => Kind::Rollback,
            _ => return None,
        };
        // Most sections hold something that tells of no task.
        let may_tell = |own: &usize| match self.outline.blocks[*own].shape {
            Shape::Item { .. } => self.outline.blocks[*own].label.is_some(),
            Shape::Para | Shape::Fence { .. } | Shape::Html => true,
            Shape::Heading(_)
            | Shape::TableHead { .. }
            | Shape::TableRow { .. }
            | Shape::FrontMatter => false,
        };
        if !blocks.iter().all(may_tell) {
            return None;
        }
        // «Метаданные» over labels is a form; «A-12 Закрыть период» over labels is a task.
        let tasked = || shelf.acts() || names_code(unnumbered(self.outline.text(block)).0);
        let (mut fields, mut fences, mut others) = (0, 0, 0);
        for &own in blocks {
            match &self.outline.blocks[own].shape {
                Shape::Item { .. } if is_field(self.outline, own) => fields += 1,
                Shape::Item { .. } if tells(self.outline, own) && tasked() => {}
                Shape::Item { .. } if heads_criteria(self.outline, own) && tasked() => {}
                Shape::Para if self.is_field_paragraph(own) => fields += 1,
                Shape::Fence { lang, .. } => {
                    fences += usize::from(is_shell(lang, self.outline.text(own)));
                    others += 1;
                }
                Shape::Para if !self.is_label_line(own) => others += 1,
                Shape::Html => {}
                _ => return None,
            }
        }
        let owned = fields > 0 && !shelf.gathers && self.has_owner(blocks);
        let steps = others > 0 && shelf.title.stage_named && shelf.title.first.any(S::ORDER);
        let commanded = fences == 1
            && !self.uses_boxes
            && (base.topic != Topic::Unknown || fields > 0 || shelf.acts());
        if !owned && !commanded && !steps {
            return None;
        }
        let words = self.words(block);
        let rest = unnumbered(words.text).0;
        let start = rest.as_ptr() as usize - words.text.as_ptr() as usize;
        let words = Words { text: &words.text[start..], base: words.base + start, ..words };
        Some(self.item(words, kind, Rule::Titled, Spot::default()))
    }

    fn is_field_paragraph(&self, block: usize) -> bool {
        let words = self.words(block);
        if !words.signs.any(Signs::COLON) && words.marks.is_empty() {
            return false;
        }
        let (mut fields, mut others) = (0, 0);
        for line in words.lines() {
            let Some(label) = Label::of(line.text, line.marks, line.base) else { return false };
            let field = Topic::field_of(&Title::of(label.name)).is_some();
            fields += usize::from(field);
            others += usize::from(!field);
        }
        fields > others
    }

    fn is_label_line(&self, block: usize) -> bool {
        let words = self.words(block);
        self.outline.bold_line(block).is_some() || Lead::of(words.text).ticked.is_some()
    }

    /// An owner or a status among the fields makes a heading a task.
    fn has_owner(&self, blocks: &[usize]) -> bool {
        blocks.iter().any(|block| {
            self.words(*block).lines().any(|line| {
                Label::of(line.text, line.marks, line.base)
                    .is_some_and(|label| Title::of(label.name).first.any(S::OWNER.with(S::STATUS)))
            })
        })
    }

    /// «### A-12 Закрыть период» over its fields.
    fn task(&mut self, block: usize, walk: &mut Walk) {
        let kind = if walk.base.topic == Topic::Back { Kind::Rollback } else { Kind::Step };
        let item = self.item(self.words(block), kind, Rule::Titled, Spot::default());
        walk.under = walk.base;
        walk.used = false;
        walk.titled = Some(item);
        walk.last = Some(item);
    }

    /// «### Шаги», "### Exit criteria" of the stage in hand.
    fn facet(&mut self, block: usize, walk: &mut Walk) {
        let words = self.words(block);
        let title = Title::of(unnumbered(words.text).0);
        let topic = Topic::of(&title).within(walk.base.topic, &title);
        walk.under = Under { topic, tier: tier_of(&title).or(walk.base.tier), labelled: true };
        walk.used = false;
        walk.titled = None;
        walk.last = None;
        self.item(words, Kind::Note, Rule::Group, Spot::default());
    }

    fn top_list(&mut self, block: usize, end: usize, walk: &mut Walk) {
        if let Some(titled) = walk.titled {
            if self.all_fields(block, end) {
                let mut own = block;
                while own < end {
                    let next = self.outline.next(own);
                    if heads_criteria(self.outline, own) {
                        self.list(own..next, walk.under, Spot::default(), None);
                    } else {
                        for own in own..next {
                            if matches!(self.outline.blocks[own].shape, Shape::Item { .. }) {
                                self.field(titled, self.words(own));
                            }
                        }
                    }
                    own = next;
                }
                return;
            }
            let kind = self.at(titled).kind;
            if kind == Kind::Rollback {
                self.list(block..end, walk.under, Spot::default().under(titled), Some(kind));
                return;
            }
        }
        walk.last = self.list(block..end, walk.under, Spot::default(), None).or(walk.last);
        walk.used = true;
        walk.titled = None;
    }

    fn all_fields(&self, block: usize, end: usize) -> bool {
        let parent = self.outline.blocks[block].parent;
        let entries = || {
            (block..end).filter(|own| {
                let own = &self.outline.blocks[*own];
                own.parent == parent && matches!(own.shape, Shape::Item { .. })
            })
        };
        entries().all(|own| tells(self.outline, own) || heads_criteria(self.outline, own))
            && entries().any(|own| is_field(self.outline, own))
    }

    fn paragraph(&mut self, blocks: &[usize], walk: &mut Walk) {
        let words = self.words(blocks[0]);
        if let Some(line) = self.outline.bold_line(blocks[0]) {
            return self.bold(blocks, words, line, walk);
        }
        if self.lines_apart(blocks, words, walk) {
            return;
        }
        self.words_of(blocks, words, walk);
    }

    /// The words of a paragraph, or a line of it.
    pub fn words_of(&mut self, blocks: &[usize], words: Words<'_>, walk: &mut Walk) {
        if self.boxed_lines(words, walk)
            || self.step_lines(words, walk)
            || self.dashed_lines(words, walk)
        {
            return;
        }
        if self.provides(blocks, words, walk) {
            return;
        }
        if self.asks(blocks, words, walk) {
            return;
        }
        let (outline, own) = (self.outline, &self.outline.blocks[blocks[0]].words);
        let label = if (own.start, own.len()) == (words.base, words.text.len()) {
            outline.label(blocks[0])
        } else {
            Label::of(words.text, words.marks, words.base)
        };
        if let Some(label) = label
            && self.label(blocks, words, label, walk)
        {
            return;
        }
        if self.condition(blocks, words, walk) {
            return;
        }
        if let Some(titled) = walk.titled
            && self.is_field_paragraph(blocks[0])
        {
            for line in words.lines() {
                self.field(titled, line);
            }
            return;
        }
        if self.fact_lines(words, walk.base.topic, walk.preamble) {
            return;
        }
        if walk.used {
            walk.under = walk.base;
        }
        let spot = walk.titled.map_or(Spot::default(), |titled| Spot::default().under(titled));
        self.item(words, Kind::Note, Rule::Prose, spot);
    }

    /// A bold line that opened no shelf: a label, the title of a step, the name of a group.
    fn bold(&mut self, blocks: &[usize], words: Words<'_>, line: &str, walk: &mut Walk) {
        let known = self.lines.binary_search_by_key(&blocks[0], |line| line.block);
        let (title, numbered) = known.map_or_else(
            |_| {
                let (rest, numbered) = unnumbered(line);
                (Title::of(rest), numbered)
            },
            |n| (self.lines[n].title, self.lines[n].numbered),
        );
        let topic = Topic::of(&title);
        let inner = topic.within(walk.base.topic, &title);
        walk.used = false;
        walk.titled = None;
        walk.last = None;
        // «**Длительность: 15 минут**» is told of the section, and heads nothing.
        let told = |(_, value): (&str, &str)| letter::any_alphanumeric(value);
        if topic == Topic::Inform && line.split_once(": ").is_some_and(told) {
            walk.under = walk.base;
            self.item(words, Kind::Note, Rule::Prose, Spot::default());
            return;
        }
        walk.under =
            Under { topic: inner, tier: tier_of(&title).or(walk.base.tier), labelled: true };
        let named = title.stage_named;
        let below = || {
            let below = below(self.outline, blocks);
            // Where tasks have boxes, a name over commands is only their name.
            let shown = below.fence == Fence::Shown && walk.base.topic != Topic::Back;
            let named_only = !named && (self.uses_boxes || shown);
            Below { fence: if named_only { Fence::None } else { below.fence }, ..below }
        };
        if let Some(kind) = titles_step(walk.base.topic, topic, below, numbered || named) {
            let item = self.item(words, kind, Rule::Titled, Spot::default());
            if let Some(schedule) = self.times.read(line, words.signs, Setting::Title) {
                self.at(item).schedule = Some(Box::new(schedule));
            }
            walk.titled = Some(item);
            walk.last = Some(item);
            walk.under.labelled = false;
            return;
        }
        self.item(words, Kind::Note, Rule::Group, Spot::default());
    }

    /// «Перед релизом убедиться, что:» over a list: somebody has to see to all of it.
    fn asks(&mut self, blocks: &[usize], words: Words<'_>, walk: &mut Walk) -> bool {
        let forward =
            matches!(walk.base.topic, Topic::Do | Topic::Unknown | Topic::Steps | Topic::Verify);
        let introduces = words.text.trim_end().ends_with(':');
        if !forward || !introduces || !self.lists(blocks) || !asks_to_confirm(words.text) {
            return false;
        }
        walk.under = Under { topic: Topic::Confirm, tier: walk.base.tier, labelled: true };
        walk.used = false;
        walk.titled = None;
        self.item(words, Kind::Note, Rule::Group, Spot::default());
        true
    }

    /// A paragraph that starts with a label. False when the label is nothing special.
    fn label(
        &mut self,
        blocks: &[usize],
        words: Words<'_>,
        label: Label<'_>,
        walk: &mut Walk,
    ) -> bool {
        let title = Title::of(label.name);
        let topic = Topic::of(&title);
        let listed = self.lists(blocks);
        let tier = tier_of(&title).or(walk.base.tier);
        // «Ожидаемый результат:» over a list says what must be seen before going on.
        let expects = listed && title.first.all(S::DETAIL.with(S::EVIDENCE));
        // «Взять собранный артефакт:» says what to do with it.
        let first = || lookup(letter::before_space(label.name));
        let uses = topic == Topic::Artefact && acts(label.name) && !first().any(S::ARTEFACT);
        let topic = if expects && walk.base.topic.goes_on() {
            Topic::Go
        } else if uses {
            Topic::Unknown
        } else {
            topic
        };
        let under = Under { topic: topic.within(walk.base.topic, &title), tier, labelled: true };
        let introduces = words.text.trim_end().ends_with(':');
        if topic.gathers() && !label.is_whole() && !introduces && title.words <= 5 {
            self.inline(words, label, under, Spot::default());
            return true;
        }
        let last_line = words.text.trim_end().ends_with(':');
        if !listed || !last_line {
            return false;
        }
        // «Откатываем, если:» names its list; «Если упала база:» is itself what sends us back.
        let names = topic == Topic::Abort && title.first.any(S::BACK.with(S::STOP).with(S::HALT));
        if !names && self.condition(blocks, words, walk) {
            return true;
        }
        walk.under = match topic {
            Topic::Unknown => Under { labelled: false, ..walk.base },
            _ => under,
        };
        walk.used = false;
        walk.titled = None;
        self.item(words, Kind::Note, Rule::Group, Spot::default());
        true
    }
}

/// What a bold line titles, if it titles a step.
fn titles_step(
    base: Topic,
    topic: Topic,
    below: impl FnOnce() -> Below,
    named: bool,
) -> Option<Kind> {
    let tells = matches!(topic, Topic::Inform | Topic::People) && base != Topic::Back && !named;
    if topic.gathers() && topic != Topic::Back || tells {
        return None;
    }
    let fenced = |below: &Below| below.fence != Fence::None;
    match base {
        Topic::Back if topic != Topic::Abort => {
            (named || fenced(&below())).then_some(Kind::Rollback)
        }
        Topic::Do | Topic::Steps | Topic::Unknown | Topic::Verify if topic != Topic::Back => {
            let below = below();
            let works = !below.list && (fenced(&below) || below.fields || named);
            works.then_some(Kind::Step)
        }
        _ => None,
    }
}
