//! Blocks to shelves: which heading, or bold line that stands for one, holds which blocks.
//!
//! A bold line opens a shelf of its own when it names a stage («T-45 mins», «Этап 2») or numbers
//! one where the heading above does not. A heading such as «Шаги» or "Exit criteria" under a named
//! stage is a facet of that stage: its blocks go to the stage, the heading becomes a label.

#![expect(clippy::similar_names, reason = "a shelf beside self is what this file is about")]

mod heads;

use super::below::{Fence, below, folds_up};
use super::fields::titles_task;
use super::lead::{bare, unnumbered};
use super::outline::{Outline, Shape};
use super::signs::Signs;
use super::time::{Setting, Times, Units};
use super::topic::{Headed, Topic};
use super::verbs::acts;
use super::vocabulary::{Senses as S, Title, lookup};
use crate::plan::{Schedule, letter};
use heads::{Heads, names_facet};
use std::ops::Range;

/// A heading and the top blocks that stand under it.
pub(super) struct Shelf<'o> {
    /// The heading's block; none for what stands before any heading.
    pub block: Option<usize>,
    pub level: u8,
    pub parent: Option<usize>,
    pub title: Title,
    /// The times in its title.
    pub schedule: Option<Box<Schedule>>,
    /// Whether these times may mean something else once more of the plan is read.
    pub units: Units,
    /// What it is about, given what it stands in.
    pub topic: Topic,
    /// Its own title announces criteria, a way back and so on.
    pub own: Topic,
    /// The words of its title, less a number of their own.
    pub text: &'o str,
    /// The first heading of the document, which names the plan.
    pub is_title: bool,
    /// Others stand below it.
    pub gathers: bool,
    /// Headings among its blocks that are tasks.
    pub tasks: Vec<usize>,
    /// Its own among the [blocks of all](Shelves::blocks).
    pub blocks: Range<usize>,
}

impl Shelf<'_> {
    /// Whether its title starts with a word of doing.
    pub fn acts(&self) -> bool {
        acts(self.text)
    }
}

/// All that stands on shelves.
pub(super) struct Shelves<'o> {
    pub all: Vec<Shelf<'o>>,
    /// The top blocks, shelf by shelf.
    pub blocks: Vec<usize>,
    /// The only heading of level one: the plan's name.
    pub title: Option<usize>,
    /// The bold lines, in order.
    pub lines: Vec<Line>,
    /// All of the plan is a checklist.
    pub checklist: bool,
}

/// A bold line, which is read before it is known whether it opens a shelf.
pub(super) struct Line {
    pub block: usize,
    /// What its words say behind a number of their own.
    pub title: Title,
    pub numbered: bool,
}

/// Puts every top block on its shelf.
pub(super) fn shelve<'o>(outline: &'o Outline<'o>, times: &mut Times) -> Shelves<'o> {
    let tops = tops(outline);
    let mut heads = Heads::of(outline, &tops);
    let root = match heads.title.map(|block| outline.text(block)) {
        Some(title) if goes_back(title) => Topic::Back,
        // A checklist is what its title says, where no boxes tell which of it.
        Some(title) if lists(title) && (!heads.any || !boxed(outline)) => Topic::Do,
        _ => Topic::Unknown,
    };
    let mut shelving = Shelving {
        outline,
        times,
        // Few bold lines are stages.
        shelves: Vec::with_capacity(heads.said.len() * 9 / 8 + 8),
        places: Vec::with_capacity(tops.len()),
        open: Vec::new(),
        current: None,
        root,
        restores: heads.title.is_some_and(|block| {
            let title = Title::of(outline.text(block));
            title.any(S::RESTORE) && !title.any(S::BACK)
        }),
        lines: Vec::new(),
    };
    for (n, &block) in tops.iter().enumerate() {
        match outline.blocks[block].shape {
            Shape::Heading(level) => shelving.heading(block, level, &tops[n..], &mut heads),
            _ => shelving.leaf(block, &tops[n..], &heads),
        }
    }
    let (mut all, mut places, lines) = (shelving.shelves, shelving.places, shelving.lines);
    // Few go back to a shelf that another one came behind.
    places.sort_by_key(|(shelf, _)| *shelf);
    let mut at = 0;
    for (n, shelf) in all.iter_mut().enumerate() {
        let own = places[at..].iter().take_while(|(shelf, _)| *shelf == n).count();
        shelf.blocks = at..at + own;
        at += own;
    }
    let blocks = places.into_iter().map(|(_, block)| block).collect();
    Shelves { all, blocks, title: heads.title, lines, checklist: root == Topic::Do }
}

/// Whether any entry has a box.
fn boxed(outline: &Outline<'_>) -> bool {
    outline.blocks.iter().any(|own| matches!(own.shape, Shape::Item { task: Some(_), .. }))
}

/// Blocks that no list item holds.
fn tops(outline: &Outline<'_>) -> Vec<usize> {
    let mut tops = Vec::with_capacity(outline.blocks.len());
    let mut block = 0;
    while let Some(top) = outline.blocks.get(block) {
        tops.push(block);
        block = top.end;
    }
    tops
}

/// What the words of a heading or a bold line say by themselves.
struct Said<'o> {
    words: Headed<'o>,
    schedule: Option<Box<Schedule>>,
    units: Units,
}

struct Shelving<'o, 't> {
    outline: &'o Outline<'o>,
    times: &'t mut Times,
    shelves: Vec<Shelf<'o>>,
    /// Which shelf each top block is on.
    places: Vec<(usize, usize)>,
    /// Open shelves by level.
    open: Vec<(u8, usize)>,
    current: Option<usize>,
    /// What the whole document is about.
    root: Topic,
    /// The whole document is about recovery.
    restores: bool,
    lines: Vec<Line>,
}

/// «План отката сервиса X»: the whole document is a way back. A plan of a release that only
/// names its way back speaks of the release first.
fn goes_back(title: &str) -> bool {
    let forward = S::DO.with(S::STAGE).with(S::GO).with(S::REHEARSE);
    title
        .split(|c: char| !letter::is_alphabetic(c))
        // «Формы и откат» is about both.
        .take_while(|word| !matches!(*word, "and" | "и"))
        .map(lookup)
        .find(|senses| senses.any(forward.with(S::BACK)))
        .is_some_and(|senses| senses.any(S::BACK) && Topic::of(&Title::of(title)) == Topic::Back)
}

/// «Регистрация стратегий»: the first word gives nothing away, so that another one does.
fn opens_anew(title: &str) -> bool {
    let word = title.split(|c: char| !letter::is_alphabetic(c)).find(|word| !word.is_empty());
    word.is_some_and(|word| lookup(word) == S::NONE)
}

/// «Чек-лист релиза», "Release checklist".
fn lists(title: &str) -> bool {
    let title = Title::of(title);
    title.any(S::CHECKLIST) && Topic::of(&title) == Topic::Steps
}

impl<'o> Shelving<'o, '_> {
    fn heading(&mut self, block: usize, level: u8, from_here: &[usize], heads: &mut Heads<'o>) {
        let mut words = heads.said[heads.asked];
        heads.asked += 1;
        if heads.title == Some(block) {
            // What stood before the title holds nothing that stands behind it.
            self.current = None;
            self.open.clear();
            return;
        }
        while self.open.last().is_some_and(|(above, _)| *above >= level) {
            self.open.pop();
        }
        let parent = self.open.last().map(|(_, shelf)| *shelf);
        let text = self.outline.text(block);
        let schedule = self.times.read(text, self.outline.blocks[block].signs, Setting::Title);
        let (schedule, units) = (schedule.map(Box::new), self.times.units);
        words.title.stage_named |=
            is_moment(schedule.as_deref()) || self.named(block, &words.title, text);
        if let Some(above) = parent {
            let task = self.is_task(words.text, from_here, above);
            if task || self.is_facet(block, &words, above, heads) {
                self.shelves[above].tasks.extend(task.then_some(block));
                self.places.push((above, block));
                self.current = Some(above);
                return;
            }
        }
        self.push(Some(block), level, parent, Said { words, schedule, units });
    }

    fn push(&mut self, block: Option<usize>, level: u8, parent: Option<usize>, said: Said<'o>) {
        let Said { words: Headed { text, title, topic }, schedule, units } = said;
        let above = parent.map_or(self.root, |shelf| self.shelves[shelf].topic);
        let own = match topic {
            // «1. Disable the feature flag» is a way of going back, no word on features.
            Topic::Inform if (above == Topic::Back || opens_anew(text)) && acts(text) => {
                Topic::Unknown
            }
            // In a plan of recovery «Восстановление базы» is the way on.
            Topic::Back if self.restores && !title.any(S::BACK) && !title.turns_back => Topic::Do,
            own => own,
        };
        let shelf = Shelf {
            block,
            level,
            parent,
            title,
            schedule,
            units,
            topic: own.within(above, &title),
            own,
            text,
            is_title: block.is_none(),
            gathers: false,
            tasks: Vec::new(),
            blocks: 0..0,
        };
        if let Some(parent) = parent {
            self.shelves[parent].gathers = true;
        }
        self.current = Some(self.shelves.len());
        self.open.push((level, self.shelves.len()));
        self.shelves.push(shelf);
    }

    /// «Шаги», "Rollback", "Exit criteria" under a stage that has a name of its own.
    fn is_facet(&self, block: usize, words: &Headed<'_>, above: usize, heads: &Heads<'_>) -> bool {
        let topic = words.topic;
        // Where other sections of the stage stand before it, it is one of them.
        let beside = self.shelves.len() > above + 1;
        if beside && matches!(topic, Topic::Steps | Topic::Verify | Topic::Artefact) {
            return false;
        }
        let above = &self.shelves[above];
        let closed =
            matches!(above.topic, Topic::Back | Topic::Abort | Topic::Inform | Topic::People);
        let repeats = || above.level > 1 && heads.repeated.contains(&words.number());
        !closed
            && names_facet(&words.title, topic)
            && heads.parents.binary_search(&block).is_err()
            && (above.title.stage_named || repeats())
    }

    /// «### A-12 Закрыть период» over its owner and status: a task of the section above.
    fn is_task(&self, title: &str, from_here: &[usize], above: usize) -> bool {
        let works = matches!(
            self.shelves[above].topic,
            Topic::Do | Topic::Steps | Topic::Verify | Topic::Unknown | Topic::Back
        );
        if !works || !titles_task(self.outline, from_here) {
            return false;
        }
        // One alone may be a form such as «Метаданные»; a task says so, or stands in a row.
        let head = |at: &usize| matches!(self.outline.blocks[*at].shape, Shape::Heading(_));
        let next = from_here.iter().skip(1).position(head).map(|n| &from_here[n + 1..]);
        !self.shelves[above].tasks.is_empty()
            || acts(title)
            || names_code(title)
            || next.is_some_and(|next| titles_task(self.outline, next))
    }

    fn leaf(&mut self, block: usize, from_here: &[usize], heads: &Heads<'_>) {
        if let Some(line) = self.stage_line(block, from_here, heads) {
            let (level, parent) = self.place_of_line();
            while self.open.last().is_some_and(|(above, _)| *above >= level) {
                self.open.pop();
            }
            self.push(Some(block), level, parent, line);
            return;
        }
        if self.is_para(block) {
            self.leave_line(block);
        }
        let shelf = if let Some(shelf) = self.current {
            shelf
        } else {
            let said = Said { words: Headed::NONE, schedule: None, units: Units::default() };
            self.push(None, 1, None, said);
            self.open.pop();
            self.shelves.len() - 1
        };
        self.places.push((shelf, block));
        self.unfold(block);
    }

    fn is_para(&self, block: usize) -> bool {
        matches!(self.outline.blocks[block].shape, Shape::Para)
    }

    /// A numbered bold line that opens no shelf belongs beside the one before, not into it.
    fn leave_line(&mut self, block: usize) {
        let Some(shelf) = self.current.map(|shelf| &self.shelves[shelf]) else { return };
        if !shelf.block.is_some_and(|head| self.is_para(head)) {
            return;
        }
        let bold = self.outline.bold_line(block);
        if bold.is_some_and(|line| unnumbered(line).1) && shelf.parent.is_some() {
            self.current = shelf.parent;
        }
    }

    /// Whether a line is a stage word with what names it.
    fn named(&self, block: usize, title: &Title, line: &str) -> bool {
        let signs = self.outline.blocks[block].signs;
        let staged = || title.senses.with(title.aside).any(S::STAGE);
        may_be_named(signs) && (signs.any(Signs::SYMBOL) || staged()) && named(line)
    }

    /// What was folded under a summary ends here.
    fn unfold(&mut self, block: usize) {
        if !folds_up(self.outline, block) {
            return;
        }
        let Some(shelf) = self.current.map(|shelf| &self.shelves[shelf]) else { return };
        let folded = shelf.block.is_some_and(|head| {
            let head = &self.outline.blocks[head];
            matches!(head.shape, Shape::Para)
                && self.outline.source[head.at.start..].starts_with('<')
        });
        if folded {
            self.open.pop();
            self.current = shelf.parent;
        }
    }

    /// A bold line stands one below the heading in force.
    fn place_of_line(&self) -> (u8, Option<usize>) {
        let heading = self.open.iter().rev().find(|(_, shelf)| {
            self.shelves[*shelf]
                .block
                .is_some_and(|block| matches!(self.outline.blocks[block].shape, Shape::Heading(_)))
        });
        match heading {
            Some((level, shelf)) => ((level + 1).min(7), Some(*shelf)),
            None => (2, None),
        }
    }

    /// Whether what comes next is a task with a box.
    fn boxed_below(&self, from_here: &[usize]) -> bool {
        let next = from_here.get(1).map(|next| &self.outline.blocks[*next].shape);
        matches!(next, Some(Shape::Item { task: Some(_), .. }))
    }

    /// The title of a bold line that opens a shelf.
    fn stage_line(
        &mut self,
        block: usize,
        from_here: &[usize],
        heads: &Heads<'_>,
    ) -> Option<Said<'o>> {
        let outline = self.outline;
        if !self.is_para(block) {
            return None;
        }
        let text = outline.text(block);
        let bold = outline.bold_line(block);
        let line = bold.or_else(|| {
            // «День 1 (понедельник)» over a list is a title though nobody made it bold.
            let listed = from_here
                .get(1)
                .is_some_and(|next| matches!(outline.blocks[*next].shape, Shape::Item { .. }));
            let signs = outline.blocks[block].signs;
            let short = text.len() < 120 && !signs.any(Signs::BREAK) && !text.ends_with('.');
            (listed && short && may_be_named(signs) && named(text)).then(|| text.trim())
        })?;
        let (text, numbered) = unnumbered(line);
        let mut words = Headed::of(text);
        let Headed { title, topic, .. } = words;
        if bold.is_some() {
            self.lines.push(Line { block, title, numbered });
        }
        words.title.stage_named |= self.named(block, &title, line);
        let (_, parent) = self.place_of_line();
        let parent = parent.map(|shelf| &self.shelves[shelf]);
        let above = parent.map_or(Topic::Unknown, |shelf| shelf.topic);
        let schedule = self.times.read(line, outline.blocks[block].signs, Setting::Title);
        let units = self.times.units;
        let timed = is_moment(schedule.as_ref());
        // A summary that things fold under, or any bold line where there are no headings.
        let folds = outline.source[outline.blocks[block].at.start..].starts_with('<');
        let heads = folds || !heads.any && !line.trim_end().ends_with(':');
        let heads_work = || {
            let below = below(outline, from_here);
            below.list || timed && below.fence != Fence::None
        };
        if topic.gathers() && !heads
            || topic == Topic::Gate && !heads && (!timed || line.trim_end().ends_with(':'))
            || matches!(above, Topic::Back | Topic::Abort | Topic::People | Topic::Go)
            || !heads_work()
        {
            return None;
        }
        words.title.stage_named |= timed;
        let plain = Topic::field_of(&words.title).is_none();
        let stands_for_heading = folds || heads && (plain || self.boxed_below(from_here));
        let numbers_stages =
            numbered && above != Topic::Inform && !matches!(topic, Topic::Inform | Topic::People);
        (words.title.stage_named || stands_for_heading || numbers_stages).then(|| Said {
            words,
            schedule: schedule.map(Box::new),
            units,
        })
    }
}

/// True for times that say when, not only how long.
fn is_moment(schedule: Option<&Schedule>) -> bool {
    schedule.is_some_and(|schedule| schedule.offset.is_some() || schedule.window.is_some())
}

/// «A-12 Закрыть период»: a title that opens with a name for people's lists.
pub(super) fn names_code(title: &str) -> bool {
    let word = letter::before_space(title);
    word.len() <= 16 && word.len() < title.len() && word.bytes().any(|b| b.is_ascii_digit())
}

/// What names a stage is a digit, or a sign that has one in it.
fn may_be_named(signs: Signs) -> bool {
    signs.any(Signs::DIGIT.with(Signs::SYMBOL))
}

/// «1. Фаза 1», "Step 3", "Day -1", «Шаг А»: a stage word that a number or a letter names.
fn named(line: &str) -> bool {
    // Keycaps and circled digits are characters of one block.
    let keyed = memchr::memchr(0xE2, line.as_bytes()).is_some();
    if keyed && is_keycap(letter::before_space(line.trim_start())) {
        return true;
    }
    let mut words = bare(line)
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')' | '('))
        .filter(|word| !word.is_empty());
    if !words.next().is_some_and(|first| lookup(first).any(S::STAGE)) {
        return false;
    }
    let second = words.next().unwrap_or_default();
    let signed = second.trim_start_matches(['-', '−', '–', '+', '#', '№']);
    signed.starts_with(|c: char| c.is_ascii_digit()) || keyed && is_keycap(second)
}

fn is_keycap(word: &str) -> bool {
    word.contains('\u{20e3}') || word.starts_with(|c| matches!(c, '①'..='⓿'))
}
