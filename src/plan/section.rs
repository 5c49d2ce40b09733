//! A section: a heading, or a bold line that stands for one, and the part it plays.

use super::{Id, Quote, Schedule};

/// A handle of a section in its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIx(u32);

impl SectionIx {
    /// The handle of the n-th section.
    pub fn new(n: usize) -> Self {
        Self(u32::try_from(n).unwrap_or(u32::MAX))
    }

    /// Its place in `Plan::sections`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Stable across rewording of anything else.
    pub id: Id,
    /// As written, numbering and emoji kept.
    pub title: Quote,
    /// The source line, from 1.
    pub line: u32,
    /// The last source line of the heading itself.
    pub line_end: u32,
    /// Where the title starts on its line, from 1, in characters.
    pub column: u32,
    /// 1 to 6 as in Markdown; a bold line is one below its heading.
    pub level: u8,
    /// The part it plays in a release.
    pub role: Role,
    /// Times that its title states.
    pub schedule: Option<Box<Schedule>>,
    /// The section that holds this one.
    pub parent: Option<SectionIx>,
    /// One past the last section below this one.
    pub end: SectionIx,
    /// Its own items in `Plan::items`.
    pub items: std::ops::Range<usize>,
}

/// The part a section plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Only gathers stages.
    Phase,
    /// Has things to do or to confirm of its own.
    Stage,
    /// What would make us go back, and how.
    Rollback,
    /// All else: goals, roles, contacts, notes.
    Reference,
}

impl Role {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phase => "phase",
            Self::Stage => "stage",
            Self::Rollback => "rollback",
            Self::Reference => "reference",
        }
    }
}
