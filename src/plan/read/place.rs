//! A shelf's blocks, one by one: paragraphs, lists, tables and code become items.

#![expect(clippy::similar_names, reason = "a shelf beside self is what this file is about")]

use super::command::is_shell;
use super::fields::is_field;
use super::label::{Label, bold_line};
use super::lead::{Lead, Sign, glyphs, unnumbered};
use super::make::{Here, Reader, Spot, Under, Words};
use super::outline::Shape;
use super::shelves::{Below, Shelf, below};
use super::time::Setting;
use super::topic::{Topic, tier_of};
use super::verbs::acts;
use super::vocabulary::{Senses as S, Title};
use crate::plan::letter;
use crate::plan::{ItemIx, Kind, Rule};

/// Where we are on a shelf.
pub(super) struct Walk {
    /// What the section's title makes of its lists.
    base: Under,
    /// What the latest label makes of the next list.
    pub under: Under,
    /// A list has come since the label.
    pub used: bool,
    /// A bold line or a heading over fields and code: they belong to it.
    pub titled: Option<ItemIx>,
    pub last: Option<ItemIx>,
    preamble: bool,
}

impl Reader<'_> {
    /// Places all that stands on a shelf.
    pub fn shelf(&mut self, shelf: &Shelf) {
        let base = Under { topic: shelf.topic, tier: tier_of(&shelf.title), labelled: false };
        let named = shelf.title.stage_named;
        self.here = Here {
            named,
            inherits: shelf.own == Topic::Unknown
                && !matches!(shelf.topic, Topic::Unknown | Topic::Verify)
                && !named,
            acts: shelf.acts,
            boxes: self.count_boxes(&shelf.blocks),
        };
        let mut walk = Walk {
            base,
            under: base,
            used: false,
            titled: None,
            last: None,
            preamble: shelf.is_title,
        };
        walk.titled = self.heading_as_task(shelf, base);
        let mut n = 0;
        while n < shelf.blocks.len() {
            n += self.block(&shelf.blocks[n..], &mut walk);
        }
    }

    /// Places the first of these blocks, and tells how many it took.
    fn block(&mut self, blocks: &[usize], walk: &mut Walk) -> usize {
        let block = blocks[0];
        let all = self.outline.blocks.len();
        match self.outline.blocks[block].shape {
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

    fn count_boxes(&self, blocks: &[usize]) -> usize {
        let boxed = |block: &usize| {
            self.outline.blocks[*block..self.outline.blocks[*block].end]
                .iter()
                .filter(|own| matches!(own.shape, Shape::Item { task: Some(_), .. }))
                .count()
        };
        blocks.iter().map(boxed).sum()
    }

    /// A heading over nothing but fields, or over one block of commands, is itself the task;
    /// so is «Шаг 3. …» over prose and code. Where tasks have boxes, commands alone are none.
    fn heading_as_task(&mut self, shelf: &Shelf, base: Under) -> Option<ItemIx> {
        let block = shelf.block?;
        let kind = match base.topic {
            Topic::Do | Topic::Unknown | Topic::Steps | Topic::Verify => Kind::Step,
            Topic::Back => Kind::Rollback,
            _ => return None,
        };
        let (mut fields, mut fences, mut others) = (0, 0, 0);
        for &own in &shelf.blocks {
            match &self.outline.blocks[own].shape {
                Shape::Item { .. } if is_field(self.outline, own) => fields += 1,
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
        let owned = fields > 0 && self.has_owner(&shelf.blocks);
        let steps = others > 0 && shelf.title.stage_named && shelf.title.first.any(S::ORDER);
        let commanded = fences == 1
            && !self.uses_boxes
            && (base.topic != Topic::Unknown || fields > 0 || shelf.acts);
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
        words.lines().all(|line| {
            Label::of(line.text, line.marks, line.base)
                .is_some_and(|label| Topic::field_of(&Title::of(label.name)).is_some())
        })
    }

    fn is_label_line(&self, block: usize) -> bool {
        let words = self.words(block);
        bold_line(words.text, words.marks, words.base).is_some()
            || Lead::of(words.text).ticked.is_some()
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
                for own in block..end {
                    if matches!(self.outline.blocks[own].shape, Shape::Item { .. }) {
                        self.field(titled, self.words(own));
                    }
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
        (block..end)
            .filter(|own| self.outline.blocks[*own].parent == parent)
            .all(|own| is_field(self.outline, own))
    }

    fn paragraph(&mut self, blocks: &[usize], walk: &mut Walk) {
        let words = self.words(blocks[0]);
        if let Some(line) = bold_line(words.text, words.marks, words.base) {
            return self.bold(blocks, words, line, walk);
        }
        if self.boxed_lines(words, walk) || self.step_lines(words, walk) {
            return;
        }
        if self.provides(blocks, words, walk) {
            return;
        }
        if let Some(label) = Label::of(words.text, words.marks, words.base)
            && self.label(blocks, words, label, walk)
        {
            return;
        }
        if self.condition(words, walk) {
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
        let (rest, numbered) = unnumbered(line);
        let title = Title::of(rest);
        let topic = Topic::of(&title);
        let inner = topic.within(walk.base.topic, &title);
        let below = below(self.outline, blocks);
        walk.used = false;
        walk.titled = None;
        walk.last = None;
        walk.under =
            Under { topic: inner, tier: tier_of(&title).or(walk.base.tier), labelled: true };
        if let Some(kind) =
            titles_step(walk.base.topic, topic, below, numbered || title.stage_named)
        {
            let item = self.item(words, kind, Rule::Titled, Spot::default());
            if let Some(schedule) = self.times.read(line, Setting::Title) {
                self.at(item).schedule = Some(Box::new(schedule));
            }
            walk.titled = Some(item);
            walk.last = Some(item);
            walk.under.labelled = false;
            return;
        }
        self.item(words, Kind::Note, Rule::Group, Spot::default());
    }

    /// ☐ and ☑, or ✅ beside ❌, at the start of lines.
    fn boxed_lines(&mut self, words: Words<'_>, walk: &mut Walk) -> bool {
        let leads: Vec<Lead> = words.text.split('\n').map(Lead::of).collect();
        let boxed = leads.iter().filter(|lead| lead.ticked.is_some()).count();
        if boxed == 0 {
            return false;
        }
        let signs = |lead: &Lead| lead.ticked.or(lead.mark.map(|mark| mark == Sign::Yes));
        for (line, lead) in words.lines().zip(leads) {
            if line.text.trim().is_empty() || self.label_line(line, signs(&lead), walk) {
                continue;
            }
            let kind = match (signs(&lead), walk.under.topic) {
                (None, _) | (_, Topic::Choice) => Kind::Note,
                _ if glyphs(line.text) > 1 => Kind::Note,
                (_, topic) => topic.kind().filter(|kind| *kind != Kind::Note).unwrap_or(Kind::Step),
            };
            let decides = glyphs(line.text) > 1
                && Title::of(line.text).any(S::GATE.with(S::STOP))
                && Title::of(line.text).any(S::GO);
            let (kind, rule) =
                if decides { (Kind::Go, Rule::Decision) } else { (kind, Rule::BoxGlyph) };
            let item = self.item(line, kind, rule, Spot::default());
            self.at(item).done =
                signs(&lead) == Some(true) && !matches!(kind, Kind::Note | Kind::Abort) && !decides;
        }
        walk.used = true;
        true
    }

    /// A label over lines with boxes, in one paragraph with them.
    fn label_line(&mut self, line: Words<'_>, sign: Option<bool>, walk: &mut Walk) -> bool {
        let label = Label::of(line.text, line.marks, line.base);
        let Some(label) = label.filter(|label| sign.is_none() && label.is_whole()) else {
            return false;
        };
        let title = Title::of(label.name);
        let topic = Topic::of(&title).within(walk.base.topic, &title);
        walk.under = Under { topic, tier: tier_of(&title).or(walk.base.tier), labelled: true };
        self.item(line, Kind::Note, Rule::Group, Spot::default());
        true
    }

    /// «Шаг 1: …», «T-30: …», «1.1. …» line by line.
    fn step_lines(&mut self, words: Words<'_>, walk: &mut Walk) -> bool {
        let kind = match walk.under.topic {
            Topic::Do | Topic::Unknown | Topic::Steps | Topic::Verify => Kind::Step,
            Topic::Back => Kind::Rollback,
            _ => return false,
        };
        let lines: Vec<Words<'_>> = words.lines().collect();
        let led = |line: &Words<'_>| {
            if let Some(label) = Label::of(line.text, line.marks, line.base) {
                let timed = label.name.len() < 24
                    && label.name.contains(['-', '−', '–', '+'])
                    && starts_offset(label.name);
                return !label.is_whole() && (names_step(&Title::of(label.name)) || timed);
            }
            Lead::of(line.text).numbered || is_outlined(line.text)
        };
        let all = lines.iter().all(led);
        let numbered_alone =
            lines.len() == 1 && Label::of(words.text, words.marks, words.base).is_none();
        if !all || (numbered_alone && !acts(unnumbered(words.text).0)) {
            return false;
        }
        for line in lines {
            walk.last = Some(self.item(line, kind, Rule::Ordered, Spot::default()));
        }
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
        let listed = blocks.get(1).is_some_and(|next| {
            matches!(self.outline.blocks[*next].shape, Shape::Item { .. } | Shape::TableHead { .. })
        });
        let tier = tier_of(&title).or(walk.base.tier);
        // «Ожидаемый результат:» over a list says what must be seen before going on.
        let expects = listed && title.first.all(S::DETAIL.with(S::EVIDENCE));
        let topic = if expects && walk.base.topic.goes_on() { Topic::Go } else { topic };
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
        if self.condition(words, walk) {
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

    /// «Открываем только после:» over a list of what must hold first.
    fn provides(&mut self, blocks: &[usize], words: Words<'_>, walk: &mut Walk) -> bool {
        let listed = blocks
            .get(1)
            .is_some_and(|next| matches!(self.outline.blocks[*next].shape, Shape::Item { .. }));
        let asks = listed
            && walk.base.topic.goes_on()
            && words.text.ends_with(':')
            && ONLY.iter().any(|phrase| words.text.contains(phrase));
        if asks {
            walk.under = Under { topic: Topic::Go, tier: walk.base.tier, labelled: true };
            walk.used = false;
            walk.titled = None;
            self.item(words, Kind::Note, Rule::Group, Spot::default());
        }
        asks
    }

    /// «Если … обнаружена ошибка» where going back is spoken of.
    fn condition(&mut self, words: Words<'_>, walk: &mut Walk) -> bool {
        let first: String = words.text.chars().take(24).collect::<String>().to_lowercase();
        let title = Title::of(words.text);
        let turned = title.first.any(S::BACK) && IFS.iter().any(|word| words.text.contains(word));
        let opens = OPENINGS.iter().any(|word| first.starts_with(word));
        if !opens && !turned {
            return false;
        }
        let back = matches!(walk.base.topic, Topic::Back | Topic::Abort);
        let turns = walk.base.topic.goes_on()
            && title.any(S::BACK.with(S::STOP))
            && !first.starts_with("при ");
        if !back && !turns {
            return false;
        }
        if back
            && !first.starts_with("если ")
            && !first.starts_with("if ")
            && title.any(S::CRITERIA)
        {
            return false;
        }
        if turned && self.conditions_listed(words, walk) {
            return true;
        }
        let item = self.item(words, Kind::Abort, Rule::Condition, Spot::default());
        let text = self.at(item).text.trim_end_matches(':').to_owned();
        self.at(item).text = text.into();
        let tier = self.at(item).tier.or(walk.base.tier);
        self.at(item).tier = tier;
        walk.under = walk.base;
        true
    }

    /// «Откатываем, если: a, b, c»: each of them is a criterion.
    fn conditions_listed(&mut self, words: Words<'_>, walk: &Walk) -> bool {
        let Some((name, value)) = words.text.split_once(": ") else { return false };
        let introduces = name.split_whitespace().count() <= 8;
        let parts = super::split::parts(value, words.marks, words.base + name.len() + 2);
        if !introduces || parts.len() < 2 {
            return false;
        }
        let under = Under { topic: Topic::Abort, tier: walk.base.tier, labelled: true };
        let label = Label { name, value, bold: false, colon: true };
        self.inline(words, label, under, Spot::default());
        true
    }
}

/// How a sentence with a condition opens.
const OPENINGS: [&str; 8] =
    ["если ", "if ", "when ", "в случае ", "при ", "should ", "in case ", "in the event "];

/// What a sentence over criteria for going on says.
const ONLY: [&str; 6] =
    ["only after", "only when", "only if", "только после", "только если", "только когда"];

/// A condition behind «откатываемся» or "roll back".
const IFS: [&str; 6] = [" если ", " если:", " if ", " if:", " when ", " when:"];

/// What a bold line titles, if it titles a step.
fn titles_step(base: Topic, topic: Topic, below: Below, named: bool) -> Option<Kind> {
    let tells = matches!(topic, Topic::Inform | Topic::People) && base != Topic::Back && !named;
    if topic.gathers() && topic != Topic::Back || tells {
        return None;
    }
    match base {
        Topic::Back if (named || below.fence) && topic != Topic::Abort => Some(Kind::Rollback),
        Topic::Do | Topic::Steps | Topic::Unknown | Topic::Verify
            if !below.list && topic != Topic::Back && (below.fence || below.fields || named) =>
        {
            Some(Kind::Step)
        }
        _ => None,
    }
}

/// Senses that make a paragraph line a step by its label: «Шаг 1: …».
fn names_step(title: &Title) -> bool {
    title.stage_named && title.first.any(S::STAGE.with(S::TASK))
}

/// `1.1. …` at the start of a line: numbering that Markdown takes for words.
fn is_outlined(line: &str) -> bool {
    let (head, rest) = line.split_once(' ').unwrap_or((line, ""));
    let parts = head.trim_end_matches(['.', ')']).split('.');
    head.contains('.')
        && parts.clone().count() >= 2
        && parts.clone().all(|part| {
            !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
        })
        && rest.starts_with(letter::is_alphabetic)
}

fn starts_offset(name: &str) -> bool {
    name.trim().starts_with(['T', 'Т', 'D', 'Д']) && name.chars().any(|c| c.is_ascii_digit())
}
