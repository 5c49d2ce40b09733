//! What was promised: a release plan as a model.
//!
//! A plan is two flat lists in document order, sections and items, tied by handles that are
//! `Copy`. It holds its own words and the line each came from; it knows nothing of the source's
//! bytes, of a run, or of how it is shown. `plan/read` makes it, `plan/lint` finds fault with it.

mod correction;
mod fault;
mod id;
mod initials;
mod item;
mod letter;
mod people;
mod probe;
mod quote;
mod rows;
mod schedule;
mod section;
mod stems;
mod threshold;

pub mod criterion;
pub mod known;
pub mod lint;
pub mod packed;
pub mod read;
pub mod signal;
pub mod unit;

pub use correction::{Correction, Fix};
pub use fault::{Fault, FaultKind, Level, Place, SecretKind, Switch};
pub use id::{Id, NotAnId, normalise};
pub use item::{Command, Field, FieldKind, Item, ItemIx, Kind, Rule, Tier};
pub use people::Person;
pub use probe::{Probe, ProbeKind};
pub use quote::Quote;
pub use read::read;
pub use schedule::{Day, Limit, Moment, Offset, Schedule, Span, Window, Zone, ZoneKind};
pub use section::{Role, Section, SectionIx};
pub use threshold::{Op, Threshold};

use rows::Rows;

/// A release plan as it was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The first heading of level one, else the front matter's title.
    pub title: Option<Box<str>>,
    /// What the prose is written in.
    pub language: Language,
    /// «Label: value» lines and front matter.
    pub facts: Vec<Fact>,
    /// The whole maintenance window.
    pub window: Option<PlanWindow>,
    /// Sections in document order, parents before children.
    pub sections: Vec<Section>,
    /// Items grouped by section, in document order, parents before children.
    pub items: Vec<Item>,
    /// Who is named, with a role and ways to reach them.
    pub people: Vec<Person>,
    /// Addresses the plan itself asks to look at.
    pub probes: Vec<Probe>,
    /// Lines that are not content, kept so that nothing is lost.
    pub asides: Vec<Aside>,
    /// In-page links and where they stand, for the lint.
    pub anchors: Vec<Anchor>,
    /// Links and pictures, by their lines.
    pub links: Vec<Link>,
}

/// The language of the prose, code left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Mostly Cyrillic.
    Ru,
    /// Mostly Latin.
    #[default]
    En,
    /// Both in earnest.
    Mixed,
}

/// A «Label: value» line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The words before the colon.
    pub label: Quote,
    /// The words after it.
    pub value: Quote,
    /// The source line, from 1.
    pub line: u32,
}

/// The maintenance window and the line that states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanWindow {
    /// From when to when, in which zone.
    pub window: Window,
    /// The source line, from 1.
    pub line: u32,
}

/// Lines that carry text but nothing to do, to confirm or to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Why it is not content.
    pub kind: AsideKind,
    /// First source line, from 1.
    pub line: u32,
    /// Last source line.
    pub end: u32,
}

/// The kinds of what is not content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsideKind {
    /// The title's own line.
    Title,
    /// A block between `---` lines at the top.
    FrontMatter,
    /// `<!-- … -->` and other raw HTML that holds no words.
    Comment,
    /// A list of links into the page.
    Contents,
    /// `[name]: address` lines.
    Reference,
    /// The header row of a table.
    TableHead,
    /// A row of the table of people, a line of facts: held elsewhere in the plan.
    Told,
    /// An empty slot of a template.
    Slot,
    /// `<<<<<<<`, `=======`, `>>>>>>>`.
    Conflict,
    /// Whatever is left.
    Loose,
}

/// An address in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The line it stands on, from 1.
    pub line: u32,
    /// What is written over it.
    pub words: Quote,
    /// Where it leads, as it is written.
    pub to: Box<str>,
}

/// A link into the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What follows `#`, percent-decoded.
    pub target: Box<str>,
    /// Where it stands.
    pub place: Place,
}

impl Plan {
    /// The section behind a handle.
    pub fn section(&self, ix: SectionIx) -> &Section {
        &self.sections[ix.index()]
    }

    /// The item behind a handle.
    pub fn item(&self, ix: ItemIx) -> &Item {
        &self.items[ix.index()]
    }

    /// Every section with its handle, in document order.
    pub fn each_section(&self) -> impl Iterator<Item = (SectionIx, &Section)> {
        self.sections.iter().enumerate().map(|(n, section)| (SectionIx::new(n), section))
    }

    /// A section's own items, nested ones included, in document order.
    pub fn items_of(&self, ix: SectionIx) -> &[Item] {
        &self.items[self.section(ix).items.clone()]
    }

    /// The sections below this one, at any depth.
    pub fn below(&self, ix: SectionIx) -> &[Section] {
        &self.sections[ix.index() + 1..self.section(ix).end.index()]
    }

    /// How many items are of this kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.items.iter().filter(|item| item.kind == kind).count()
    }

    /// How many sections play this part.
    pub fn count_role(&self, role: Role) -> usize {
        self.sections.iter().filter(|section| section.role == role).count()
    }

    /// How many lines of `source` carry text, and which of them no node of the plan holds.
    ///
    /// The reader promises that the second list is empty; this counts from the nodes alone.
    pub fn coverage(&self, source: &str) -> (u32, Vec<u32>) {
        let told = source.lines().filter(|line| line.chars().any(letter::is_alphanumeric)).count();
        (u32::try_from(told).unwrap_or(u32::MAX), self.unplaced(source))
    }

    /// The lines of `source` with text that no node of the plan holds.
    pub fn unplaced(&self, source: &str) -> Vec<u32> {
        self.unplaced_of(&Rows::of(source))
    }

    /// The same, where the lines are known.
    fn unplaced_of(&self, rows: &Rows<'_>) -> Vec<u32> {
        let held = self.held(rows.count());
        let free = held.iter().enumerate().filter(|(_, held)| !**held).map(|(row, _)| row);
        let told = free
            .filter(|row| !rows.at(*row).is_empty() && letter::any_alphanumeric(rows.words(*row)));
        told.filter_map(|row| u32::try_from(row + 1).ok()).collect()
    }

    /// Which of so many lines some node of the plan holds.
    fn held(&self, lines: usize) -> Vec<bool> {
        let mut held = vec![false; lines];
        let mut keep = |line: u32, end: u32| {
            let first = (line as usize).saturating_sub(1);
            match held.get_mut(first..(end.max(line) as usize).min(lines)) {
                Some([own]) => *own = true,
                Some(own) => own.fill(true),
                None => {}
            }
        };
        self.sections.iter().for_each(|s| keep(s.line, s.line_end));
        self.asides.iter().for_each(|a| keep(a.line, a.end));
        self.facts.iter().for_each(|f| keep(f.line, f.line));
        self.people.iter().for_each(|p| keep(p.line, p.line));
        for item in &self.items {
            keep(item.line, item.line_end);
            item.fields.iter().for_each(|f| keep(f.line, f.line));
            item.commands.iter().for_each(|c| keep(c.line, c.line_end));
        }
        held
    }
}
