//! The last passes: roles, identity, language, and that no line was lost.

use super::outline::{Outline, Shape};
use super::shelves::Shelf;
use super::topic::Topic;
use super::vocabulary::Senses as S;
use crate::plan::rows::Rows;
use crate::plan::{Aside, AsideKind, Id, Kind, Language, Plan, Role, Rule, SectionIx};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Gives each section its part. Children stand behind their parents, so the way is backwards.
pub(super) fn roles(plan: &mut Plan, shelves: &[Shelf]) {
    let mut gathers = vec![false; plan.sections.len()];
    for n in (0..plan.sections.len()).rev() {
        let own = &plan.items[plan.sections[n].items.clone()];
        let shelf = &shelves[n];
        let has = |kind: Kind| own.iter().any(|item| item.kind == kind);
        let back = has(Kind::Abort) || has(Kind::Rollback);
        let aims = shelf.title.last.any(S::LIMIT.with(S::METRIC));
        let acted = shelf.own == Topic::Gate
            || matches!(shelf.own, Topic::Do | Topic::Verify) && !aims
            || shelf.title.stage_named && shelf.topic == Topic::Do;
        let confirms = has(Kind::Go) && (acted || own.iter().any(is_boxed));
        let forward = matches!(shelf.topic, Topic::Do | Topic::Steps | Topic::Verify)
            || shelf.topic == Topic::Unknown && shelf.acts;
        let runs = forward && own.iter().any(|item| item.rule == Rule::Commands);
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

/// Hashes are spread already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _bytes: &[u8]) {}

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// Gives every section and item its identity, told apart where two would be alike.
pub(super) fn identify(plan: &mut Plan) {
    let capacity = plan.sections.len() + plan.items.len();
    let mut seen: HashMap<u64, u32, BuildHasherDefault<AsIs>> =
        HashMap::with_capacity_and_hasher(capacity, BuildHasherDefault::default());
    let mut unique = |mut id: Id| {
        let count = seen.entry(id.hash()).or_insert(0);
        id.ordinal = *count;
        *count += 1;
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
        for few in outline.words.as_bytes()[words].chunks(240) {
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
