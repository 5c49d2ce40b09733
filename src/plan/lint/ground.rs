//! What several checks stand on: how many items of a kind a section and its subtree hold, and
//! where things stand in the source.

use crate::plan::rows::Rows;
use crate::plan::{Item, Kind, Place, Plan, Role, Rule, Section, SectionIx};
use std::cell::OnceCell;

/// The words that the plan was read from.
pub(super) struct Source<'s> {
    pub(super) text: &'s str,
    rows: OnceCell<Rows<'s>>,
}

impl<'s> Source<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        Self { text, rows: OnceCell::new() }
    }

    /// Its lines, found for the first check that asks for them.
    pub(super) fn rows(&self) -> &Rows<'s> {
        self.rows.get_or_init(|| Rows::of(self.text))
    }
}

/// A number for each section, summed over subtrees at the price of one subtraction.
pub(super) struct Tally {
    /// How many stand before the n-th section.
    before: Vec<u32>,
}

impl Tally {
    /// Counts each section's own.
    pub(super) fn of(plan: &Plan, mut own: impl FnMut(SectionIx, &Section) -> usize) -> Self {
        let mut sum = 0;
        let mut before = Vec::with_capacity(plan.sections.len() + 1);
        before.push(0);
        for (ix, section) in plan.each_section() {
            sum += u32::try_from(own(ix, section)).unwrap_or(u32::MAX);
            before.push(sum);
        }
        Self { before }
    }

    /// Counts the items for which this holds.
    pub(super) fn items(plan: &Plan, mut holds: impl FnMut(&Item) -> bool) -> Self {
        Self::of(plan, |ix, _| plan.items_of(ix).iter().filter(|item| holds(item)).count())
    }

    /// The section's own.
    pub(super) fn own(&self, ix: SectionIx) -> u32 {
        self.before[ix.index() + 1] - self.before[ix.index()]
    }

    /// The section's own and those of all below it.
    pub(super) fn under(&self, plan: &Plan, ix: SectionIx) -> u32 {
        let end = plan.section(ix).end.index().clamp(ix.index() + 1, self.before.len() - 1);
        self.before[end] - self.before[ix.index()]
    }

    /// All of the plan.
    pub(super) fn all(&self) -> u32 {
        self.before.last().copied().unwrap_or(0)
    }
}

/// The section and those that hold it, from the inside out.
pub(super) fn chain(plan: &Plan, ix: SectionIx) -> impl Iterator<Item = SectionIx> {
    std::iter::successors(Some(ix), |ix| plan.section(*ix).parent)
}

/// The section in whose lines this line falls; none above the first.
pub(super) fn section_at(plan: &Plan, line: u32) -> Option<SectionIx> {
    let after = plan.sections.partition_point(|section| section.line <= line);
    after.checked_sub(1).map(SectionIx::new)
}

/// True for a section in whose steps a release is carried out.
pub(super) fn carries_out(section: &Section) -> bool {
    matches!(section.role, Role::Stage | Role::Phase)
}

/// True for a step that is more than the name of a group.
pub(super) fn is_step(item: &Item) -> bool {
    item.kind == Kind::Step && item.rule != Rule::Group
}

/// Where an item's words begin.
pub(super) fn at_item(item: &Item) -> Place {
    Place::at(item.line, item.column)
}

/// Where a section's title begins.
pub(super) fn at_section(section: &Section) -> Place {
    Place::at(section.line, section.column)
}
