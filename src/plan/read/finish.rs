//! The last passes: roles, identity, language, and that no line was lost.

use super::outline::{Outline, Shape};
use super::shelves::Shelf;
use super::topic::Topic;
use super::vocabulary::Senses as S;
use crate::plan::rows::Rows;
use crate::plan::{Aside, AsideKind, Id, Kind, Language, Plan, Role, Rule, SectionIx};

/// Gives each section its part. Children stand behind their parents, so the way is backwards.
pub(super) fn roles(plan: &mut Plan, shelves: &[Shelf<'_>]) {
    let mut gathers = vec![false; plan.sections.len()];
    for n in (0..plan.sections.len()).rev() {
        let own = &plan.items[plan.sections[n].items.clone()];
        let shelf = &shelves[n];
        let kinds = own.iter().fold(0u8, |kinds, item| kinds | 1 << item.kind as u8);
        let has = |kind: Kind| kinds & 1 << kind as u8 > 0;
        let back = has(Kind::Abort) || has(Kind::Rollback);
        let aims = shelf.title.last.any(S::LIMIT.with(S::METRIC));
        let acted = shelf.own == Topic::Gate
            || matches!(shelf.own, Topic::Do | Topic::Verify) && shelf.topic != Topic::Go && !aims
            || shelf.title.stage_named && shelf.topic == Topic::Do;
        let confirms = has(Kind::Go) && (acted || own.iter().any(is_boxed));
        let forward = || {
            matches!(shelf.topic, Topic::Do | Topic::Steps | Topic::Verify)
                || shelf.topic == Topic::Unknown && shelf.acts()
        };
        let runs = own.iter().any(|item| item.rule == Rule::Commands) && forward();
        let role = if matches!(shelf.topic, Topic::Back | Topic::Abort) {
            Role::Rollback
        } else if has(Kind::Step) || confirms || runs {
            Role::Stage
        } else if back && !gathers[n] {
            Role::Rollback
        } else if gathers[n] {
            Role::Phase
        } else {
            Role::Reference
        };
        plan.sections[n].role = role;
        let counts = matches!(role, Role::Stage | Role::Phase);
        if let (Some(parent), true) = (plan.sections[n].parent, counts) {
            gathers[parent.index()] = true;
        }
    }
}

fn is_boxed(item: &crate::plan::Item) -> bool {
    item.kind == Kind::Go && matches!(item.rule, Rule::TaskBox | Rule::BoxGlyph | Rule::Decision)
}

/// Marks where each section's own subsections end.
pub(super) fn ends(plan: &mut Plan) {
    for n in (0..plan.sections.len()).rev() {
        let end = plan.sections[n].end.index().max(n + 1);
        plan.sections[n].end = SectionIx::new(end);
        if let Some(parent) = plan.sections[n].parent {
            let above = &mut plan.sections[parent.index()];
            above.end = SectionIx::new(above.end.index().max(end));
        }
    }
}

/// How often each of some numbers was seen. They are hashes, so that their own bits spread them.
struct Seen {
    /// Each number, and how often.
    counts: Vec<(u64, u32)>,
    /// Where to find a number among them, counted from 1, by its lowest bits: half as many places
    /// again as there are numbers at least, a power of two. Those where none is hold 0.
    places: Vec<u32>,
}

impl Seen {
    fn with_capacity(numbers: usize) -> Self {
        let places = vec![0; (numbers * 3 / 2 + 1).next_power_of_two()];
        Self { counts: Vec::with_capacity(numbers), places }
    }

    /// How often it was seen before.
    #[expect(clippy::cast_possible_truncation, reason = "the lowest bits are as good as any")]
    fn again(&mut self, number: u64) -> u32 {
        let last = self.places.len() - 1;
        let mut at = number as usize & last;
        loop {
            let place = self.places[at & last];
            let Some((known, count)) = self.counts.get_mut((place as usize).wrapping_sub(1)) else {
                self.counts.push((number, 1));
                self.places[at & last] = self.counts.len() as u32;
                return 0;
            };
            if *known == number {
                *count += 1;
                return *count - 1;
            }
            at += 1;
        }
    }
}

/// Gives every section and item its identity, told apart where two would be alike.
pub(super) fn identify(plan: &mut Plan) {
    let mut seen = Seen::with_capacity(plan.sections.len() + plan.items.len() + 1);
    let mut unique = |mut id: Id| {
        id.ordinal = seen.again(id.hash());
        id
    };
    for n in 0..plan.sections.len() {
        let section = &plan.sections[n];
        let above = section.parent.map_or(Id::ROOT, |parent| plan.sections[parent.index()].id);
        let id = unique(above.child(&section.title));
        plan.sections[n].id = id;
    }
    for section in &plan.sections {
        let above = section.id.child("");
        for item in &mut plan.items[section.items.clone()] {
            item.id = unique(above.child(&item.text));
        }
    }
}

/// What the prose is written in; code does not count.
pub(super) fn language(outline: &Outline<'_>) -> Language {
    let (mut cyrillic, mut latin) = (0usize, 0usize);
    let mut count = |words: std::ops::Range<usize>| {
        // So few at a time that a byte can count them, which is many times faster.
        for few in outline.words.as_bytes()[words].chunks(224) {
            let (few_cyrillic, few_latin) = few.iter().fold((0u8, 0u8), |(cyrillic, latin), b| {
                let is_latin = (b | 0x20).wrapping_sub(b'a') < 26;
                (cyrillic + u8::from(b | 1 == 0xD1), latin + u8::from(is_latin))
            });
            cyrillic += usize::from(few_cyrillic);
            latin += usize::from(few_latin);
        }
    };
    let mut from = 0;
    for block in &outline.blocks {
        if matches!(block.shape, Shape::Fence { .. } | Shape::FrontMatter | Shape::Html) {
            count(from..block.words.start.max(from));
            from = block.words.end.max(from);
        }
    }
    count(from..outline.words.len());
    let all = (cyrillic + latin).max(1);
    match cyrillic * 100 / all {
        0..=12 => Language::En,
        13..=59 => Language::Mixed,
        _ => Language::Ru,
    }
}

/// Keeps every line with text that no node holds yet.
pub(super) fn hold_the_rest(plan: &mut Plan, rows: &Rows<'_>) {
    for line in plan.unplaced_of(rows) {
        plan.asides.push(Aside { kind: AsideKind::Loose, line, end: line });
    }
}
