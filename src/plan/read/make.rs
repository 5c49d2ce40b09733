//! Making one item: its words, times, limits, commands, owners, and the line it came from.

use super::command::{Prober, is_command};
use super::lead::{Lead, bare, is_decoration};
use super::outline::{Mark, MarkKind, Outline};
use super::shelves::Line;
use super::signs::Signs;
use super::time::{Setting, Times};
use super::topic::Topic;
use super::verbs::acts;
use super::vocabulary::Title;
use super::{measure, slot};
use crate::plan::letter;
use crate::plan::{
    Anchor, Aside, AsideKind, Command, Fault, FaultKind, Id, Item, ItemIx, Kind, Limit, Place,
    Plan, Quote, Rule, Schedule, SectionIx, Threshold, Tier, Zone, ZoneKind,
};

/// Reads blocks into a plan.
pub(super) struct Reader<'o> {
    pub outline: &'o Outline<'o>,
    pub times: Times,
    pub prober: Prober,
    pub plan: Plan,
    pub faults: Vec<Fault>,
    /// The document marks its tasks with check boxes: its other lists are rarely tasks.
    pub uses_boxes: bool,
    /// All of it is a checklist: what stands in its lists is to be seen to.
    pub checklist: bool,
    /// Headings that name stages by number.
    pub named_stages: usize,
    pub section: SectionIx,
    /// The section in hand.
    pub here: Here<'o>,
    /// Headings on the shelf in hand that are tasks.
    pub tasks: Vec<usize>,
    /// The bold lines of the document.
    pub lines: &'o [Line],
}

/// What is known of the section in hand before its blocks are read.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Here<'o> {
    /// Named as a stage: «Этап 2», «T-24h».
    pub named: bool,
    /// Its title says nothing of its own: it is about what stands above it.
    pub inherits: bool,
    /// Its title, less a number of its own.
    pub title: &'o str,
    /// Its title says that it lists roles.
    pub roles: bool,
    /// A check box stands in it.
    pub boxed: bool,
}

impl Here<'_> {
    /// Whether its title starts with a word of doing.
    pub fn acts(self) -> bool {
        acts(self.title)
    }
}

/// What the words above a list make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Under {
    pub topic: Topic,
    pub tier: Option<Tier>,
    /// A label, not only the section's title, says so.
    pub labelled: bool,
}

/// Words with what is set apart in them, and where they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'t> {
    pub text: &'t str,
    pub marks: &'t [Mark],
    /// What characters the block holds that these words are of.
    pub signs: Signs,
    /// Where `text` starts in the arena that marks speak of.
    pub base: usize,
    pub line: u32,
    pub line_end: u32,
    pub column: u32,
}

/// Where an item goes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spot {
    pub parent: Option<ItemIx>,
    pub depth: u16,
}

impl Spot {
    /// Below this item.
    pub fn under(self, parent: ItemIx) -> Self {
        Self { parent: Some(parent), depth: self.depth + 1 }
    }
}

impl<'o> Reader<'o> {
    pub fn new(outline: &'o Outline<'o>, lines: &'o [Line], times: Times) -> Self {
        let mut plan = Plan::default();
        plan.items.reserve(outline.blocks.len());
        Self {
            outline,
            times,
            prober: Prober::default(),
            plan,
            faults: Vec::new(),
            uses_boxes: false,
            checklist: false,
            named_stages: 0,
            section: SectionIx::new(0),
            here: Here::default(),
            tasks: Vec::new(),
            lines,
        }
    }

    /// The words of a block.
    #[inline]
    pub fn words(&self, block: usize) -> Words<'o> {
        words_of(self.outline, block)
    }

    /// Words as the plan keeps them: a place among all words, where they stand there.
    pub fn quote(&self, text: &str) -> Quote {
        let all = &self.outline.words;
        let start = (text.as_ptr() as usize).wrapping_sub(all.as_ptr() as usize);
        match start.checked_add(text.len()) {
            Some(end) if end <= all.len() => Quote::at(all, start..end),
            _ => text.into(),
        }
    }

    /// One line of words, which hold a break only where their signs say so.
    pub fn flat(&self, text: &str, signs: Signs) -> Quote {
        if signs.any(Signs::BREAK) && memchr::memchr(b'\n', text.as_bytes()).is_some() {
            text.replace('\n', " ").into()
        } else {
            self.quote(text)
        }
    }

    /// Adds an item. The words are taken as they are, markers and decoration apart.
    pub fn item(&mut self, words: Words<'_>, kind: Kind, rule: Rule, spot: Spot) -> ItemIx {
        let body = body(words.text, kind);
        let signs = words.signs;
        let thresholds = measure::read(body, signs);
        let schedule = self.times.read(body, signs, Setting::Item).map(Box::new);
        let schedule = unlimited(schedule, &thresholds);
        self.zones(schedule.as_deref(), words.line, words.column);
        let graded = kind == Kind::Abort && signs.any(Signs::DIGIT);
        let mut commands = Vec::new();
        self.marks(words, &mut commands);
        if kind != Kind::Note || rule != Rule::Prose {
            self.slots(body, signs, words.line, words.column);
        }
        self.consider_window(|| Title::of(body), schedule.as_deref(), words.line);
        let ix = ItemIx::new(self.plan.items.len());
        let text = self.flat(body, signs);
        self.plan.items.push(Item {
            id: Id::default(),
            kind,
            text,
            line: words.line,
            line_end: words.line_end,
            column: words.column,
            done: false,
            tier: if graded { tier_in(body) } else { None },
            schedule,
            thresholds,
            commands,
            people: owners_in(body, signs),
            fields: Vec::new(),
            section: self.section,
            parent: spot.parent,
            depth: spot.depth,
            rule,
        });
        ix
    }

    /// Commands, addresses and in-page links among the words, most of which have none.
    #[inline]
    pub fn marks(&mut self, words: Words<'_>, commands: &mut Vec<Command>) {
        if !words.marks.is_empty() {
            self.marked(words, commands);
        }
        if words.signs.any(Signs::SLASH) {
            self.prober.prose(words.text, words.line);
        }
    }

    fn marked(&mut self, words: Words<'_>, commands: &mut Vec<Command>) {
        let (mut line, mut counted) = (words.line, words.base);
        for mark in words.marks {
            match mark.kind {
                MarkKind::Code => {
                    let code = &self.outline.words[mark.words.clone()];
                    line += breaks_between(words, counted, mark.words.start);
                    counted = counted.max(mark.words.start);
                    if is_command(code) {
                        self.prober.commands(code.trim(), line);
                        let text = self.quote(code);
                        commands.push(Command { lang: None, text, line, line_end: line });
                    } else {
                        self.prober.code(code, line);
                    }
                }
                MarkKind::Link(number) => self.link(number, words),
                MarkKind::Strong | MarkKind::Break(_) => {}
            }
        }
    }

    fn link(&mut self, number: usize, words: Words<'_>) {
        let target = &*self.outline.links[number].0;
        if let Some(anchor) = target.strip_prefix('#') {
            let place = Place::at(words.line, words.column);
            self.plan.anchors.push(Anchor { target: unescaped(anchor).into(), place });
        } else if target.starts_with("http") || target.starts_with('/') {
            self.prober.address(target, true, words.line);
        }
    }

    /// A zone that is a question, or no zone at all.
    pub fn zones(&mut self, schedule: Option<&Schedule>, line: u32, column: u32) {
        let zone = schedule.and_then(|s| s.window.as_ref()).and_then(|w| w.zone.as_ref());
        let Some(Zone { name, kind }) = zone else { return };
        let kind = match kind {
            ZoneKind::Ambiguous => FaultKind::AmbiguousZone { zone: name.clone() },
            ZoneKind::Unknown => FaultKind::UnknownZone { zone: name.clone() },
            ZoneKind::Fixed(_) | ZoneKind::Named => return,
        };
        self.faults.push(Fault::new(kind, Place::at(line, column)));
    }

    /// A slot that nobody filled.
    #[inline]
    pub fn slots(&mut self, text: &str, signs: Signs, line: u32, column: u32) {
        if let Some(slot) = slot::find(text, signs) {
            let kind = FaultKind::UnfilledSlot { slot: slot.into() };
            self.faults.push(Fault::new(kind, Place::at(line, column)));
        }
    }

    /// Keeps lines that hold no content of their own.
    pub fn aside(&mut self, kind: AsideKind, line: u32, end: u32) {
        self.plan.asides.push(Aside { kind, line, end });
    }

    /// The latest item, if it stands in the section in hand.
    pub fn at(&mut self, ix: ItemIx) -> &mut Item {
        &mut self.plan.items[ix.index()]
    }
}

/// The words of a block.
pub(super) fn words_of<'o>(outline: &'o Outline<'_>, block: usize) -> Words<'o> {
    let own = &outline.blocks[block];
    Words {
        text: &outline.words[own.words.clone()],
        marks: &outline.marks[own.marks.clone()],
        signs: own.signs,
        base: own.words.start,
        line: own.line,
        line_end: own.line_end,
        column: own.column,
    }
}

impl Words<'_> {
    /// A part of the words; marks stay as they are, for they lie in the arena.
    pub fn part(self, range: std::ops::Range<usize>) -> Self {
        let inside = self.line < self.line_end;
        let line = self.line + if inside { breaks(&self.text[..range.start]) } else { 0 };
        self.part_on(line, range)
    }

    /// A part that starts on a line.
    fn part_on(self, line: u32, range: std::ops::Range<usize>) -> Self {
        let text = &self.text[range.clone()];
        let (from, to) = (self.base + range.start, self.base + range.end);
        let first = self.marks.partition_point(|mark| mark.words.start < from);
        let past = self.marks.partition_point(|mark| mark.words.start < to);
        let marks = self.marks.get(first..past.max(first)).unwrap_or_default();
        let more = if self.signs.any(Signs::BREAK) { breaks(text) } else { 0 };
        Self { text, marks, base: from, line, line_end: line + more, ..self }
    }

    /// The lines, each with its own marks.
    pub fn lines(self) -> impl Iterator<Item = Self> {
        let mut next = Some(0);
        (self.line..).map_while(move |number| {
            let start = next?;
            let end = memchr::memchr(b'\n', &self.text.as_bytes()[start..]).map(|at| start + at);
            next = end.map(|end| end + 1);
            Some(self.part_on(number, start..end.unwrap_or(self.text.len())))
        })
    }
}

fn breaks(text: &str) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(0)
}

/// Line breaks in the words between two places of the arena.
fn breaks_between(words: Words<'_>, from: usize, to: usize) -> u32 {
    if !words.signs.any(Signs::BREAK) {
        return 0;
    }
    let end = to.saturating_sub(words.base).min(words.text.len());
    words.text.get(from.saturating_sub(words.base)..end).map_or(0, breaks)
}

/// Words without marker, decoration and closing punctuation.
fn body(text: &str, kind: Kind) -> &str {
    let text = letter::trimmed(text);
    let lead = Lead::of(text);
    let cut = if lead.emoji || lead.ticked.is_some() { lead.words } else { 0 };
    let text = if cut > 0 { text[cut..].trim_start() } else { text };
    let plain = match text.as_bytes() {
        [] | [.., 0xD0 | 0xD1, _] => true,
        [.., last @ 0..=0x7F] => last.is_ascii_alphanumeric(),
        _ => text.ends_with(letter::is_alphanumeric),
    };
    if plain {
        return text;
    }
    let undecorated = text.trim_end_matches(|c: char| is_decoration(c) || c.is_whitespace());
    let text = if undecorated.is_empty() { text } else { undecorated };
    if kind == Kind::Note || text.ends_with("..") {
        return text;
    }
    text.trim_end_matches([';', ',', '.']).trim_end()
}

/// A length that a limit on a metric already speaks of is no limit on the item.
fn unlimited(schedule: Option<Box<Schedule>>, limits: &[Threshold]) -> Option<Box<Schedule>> {
    let mut schedule = schedule?;
    let Some(span) = limits.iter().find_map(|threshold| threshold.sustained) else {
        return Some(schedule);
    };
    let is_its = |limit: &Limit| limit.to == Some(span) || limit.from == Some(span);
    schedule.limit = schedule.limit.filter(|limit| !is_its(limit));
    Some(schedule).filter(|schedule| !schedule.is_empty())
}

/// P0 or SEV-1 written in the words themselves.
pub(super) fn tier_in(text: &str) -> Option<Tier> {
    // A number behind P, behind Р, which ends so in UTF-8, or one with "sev" somewhere.
    let pairs = text.bytes().zip(text.bytes().skip(1));
    let may_be = pairs.fold(false, |found, pair| {
        found | matches!(pair, (b'P' | 0xA0, b'0'..=b'9') | (b's' | b'S', b'e' | b'E'))
    });
    if !may_be {
        return None;
    }
    let mut words =
        text.split(|c: char| !letter::is_alphanumeric(c)).filter(|word| !word.is_empty());
    let mut before = "";
    words.find_map(|word| {
        let sev = before.eq_ignore_ascii_case("sev") || before.eq_ignore_ascii_case("severity");
        before = word;
        let (head, number) =
            word.split_at(word.len() - word.bytes().rev().take_while(u8::is_ascii_digit).count());
        let n: u8 = number.parse().ok().filter(|n| *n < 10)?;
        match head {
            "" if sev => Some(Tier::Sev(n)),
            "P" | "Р" => Some(Tier::P(n)),
            _ if head.eq_ignore_ascii_case("sev") => Some(Tier::Sev(n)),
            _ => None,
        }
    })
}

/// «(отв.: Ким)», "(owner: Ann, Bob)", a mention at the end.
fn owners_in(text: &str, signs: Signs) -> Vec<Box<str>> {
    if signs.any(Signs::AT)
        && let Some(at) = memchr::memchr(b'@', text.as_bytes())
    {
        let handle = &text[at..];
        let end = handle
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | ','))
            .unwrap_or(handle.len());
        let last = handle[end..].chars().all(|c| !letter::is_alphanumeric(c));
        let apart = text[..at].ends_with([' ', '(', '[']);
        if last && apart && end > 2 {
            return vec![handle[..end].into()];
        }
    }
    if !signs.any(Signs::ROUND) {
        return Vec::new();
    }
    let Some(open) = memchr::memrchr(b'(', text.as_bytes()) else { return Vec::new() };
    let inside = &text[open + 1..];
    let inside = letter::halves(inside, b')').map_or(inside, |(inside, _)| inside);
    let Some((label, names)) = letter::halves(inside, b':') else { return Vec::new() };
    let label = label.trim().trim_end_matches('.');
    let owner = ["owner", "отв", "ответственный", "исполнитель", "responsible", "assignee"];
    let is_owner = owner.iter().any(|name| letter::after(label, name) == Some(""));
    if is_owner { names_of(names).collect() } else { Vec::new() }
}

/// Names in a cell or a field.
pub(super) fn names_of(text: &str) -> impl Iterator<Item = Box<str>> {
    // Most are one word.
    let parts = |byte| matches!(byte, b',' | b'/' | b';' | b'&' | b'\n' | b' ');
    let (one, more) = if text.bytes().any(parts) { (None, Some(text)) } else { (Some(text), None) };
    let more = more.into_iter().flat_map(|text| text.split([',', '/', ';', '&', '\n']));
    one.into_iter().chain(more.flat_map(joined)).filter_map(name_in)
}

/// A name less what stands about it, if it is none to fill in.
fn name_in(part: &str) -> Option<Box<str>> {
    let name = bare(part).trim_matches(['*', '`', '.', ' ']);
    (letter::any_alphanumeric(name) && !slot::is_all(name)).then(|| name.into())
}

/// «Ким и Ли», "Ann and Bob", `a + b`: what is joined, one by one.
fn joined(names: &str) -> impl Iterator<Item = &str> {
    let mut left = Some(names);
    std::iter::from_fn(move || {
        let names = left?;
        let and = memchr::memchr_iter(b' ', names.as_bytes()).find_map(|at| {
            let and = [" и ", " and ", " + "].iter().find(|and| names[at..].starts_with(**and))?;
            Some(at..at + and.len())
        });
        left = and.clone().map(|and| &names[and.end..]);
        Some(and.map_or(names, |and| &names[..and.start]))
    })
}

/// Percent-escapes undone.
fn unescaped(anchor: &str) -> String {
    let bytes = anchor.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = anchor.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
