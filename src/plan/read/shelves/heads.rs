//! The headings of a document, seen together before any of them opens a shelf.

use crate::plan::read::lead::unnumbered;
use crate::plan::read::outline::{Outline, Shape};
use crate::plan::read::topic::{Headed, Topic};
use crate::plan::read::vocabulary::{Senses as S, Title};
use std::collections::{BTreeMap, BTreeSet};

/// What the headings are together.
pub(super) struct Heads<'o> {
    /// The only heading of level one: the plan's name.
    pub title: Option<usize>,
    /// What each heading's own words say, in order.
    pub said: Vec<Headed<'o>>,
    /// How many of them have been asked for.
    pub asked: usize,
    /// Titles of facets that stand under several parents, by their words.
    pub repeated: BTreeSet<u64>,
    /// Blocks of headings with headings below them.
    pub parents: Vec<usize>,
    pub any: bool,
}

impl<'o> Heads<'o> {
    pub fn of(outline: &'o Outline<'_>, tops: &[usize]) -> Self {
        let mut found = Self {
            title: None,
            said: Vec::with_capacity(tops.len() / 4),
            asked: 0,
            repeated: BTreeSet::new(),
            parents: Vec::new(),
            any: false,
        };
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
        let mut first = None;
        let mut of_level_one = 0;
        for &block in tops {
            let Shape::Heading(level) = outline.blocks[block].shape else { continue };
            first.get_or_insert(block);
            of_level_one += usize::from(level == 1);
            found.any |= Some(block) != first;
            while open.last().is_some_and(|(above, _)| *above >= level) {
                open.pop();
            }
            let parent = open.last().map_or(usize::MAX, |(_, parent)| *parent);
            if parent != usize::MAX {
                found.parents.push(parent);
            }
            open.push((level, block));
            let said = Headed::of(unnumbered(outline.text(block)).0);
            found.said.push(said);
            if !names_facet(&said.title, said.topic) {
                continue;
            }
            let words = said.number();
            if *seen.entry(words).or_insert(parent) != parent {
                found.repeated.insert(words);
            }
        }
        found.parents.sort_unstable();
        found.title = first
            .filter(|block| of_level_one == 1 && outline.blocks[*block].shape == Shape::Heading(1));
        found
    }
}

/// «Шаги», "Rollback", "Exit criteria": a title that may be about what stands above it.
pub(super) fn names_facet(title: &Title, topic: Topic) -> bool {
    match topic {
        Topic::Go | Topic::Abort => true,
        Topic::Back => title.words <= 4,
        Topic::Steps | Topic::Verify | Topic::Artefact => {
            title.words <= 3 && !title.stage_named && !title.senses.any(S::PREPARE.with(S::AFTER))
        }
        _ => false,
    }
}
