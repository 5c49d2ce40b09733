//! An item: one thing to do, to confirm, to watch for, to attach or to know.

use super::{Id, Quote, Schedule, SectionIx, Threshold};

/// A handle of an item in its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIx(u32);

impl ItemIx {
    /// The handle of the n-th item.
    pub fn new(n: usize) -> Self {
        Self(u32::try_from(n).unwrap_or(u32::MAX))
    }

    /// Its place in `Plan::items`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One line of a checklist, and all that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Stable across rewording of anything else.
    pub id: Id,
    /// What it asks of people.
    pub kind: Kind,
    /// Plain words, without the marker and without a decorating emoji.
    pub text: Quote,
    /// The source line, from 1.
    pub line: u32,
    /// The last source line of its own words.
    pub line_end: u32,
    /// Where its words start on the line, from 1, in characters.
    pub column: u32,
    /// Done in the source already.
    pub done: bool,
    /// How grave: P0 sends back at once, P1 asks the team.
    pub tier: Option<Tier>,
    /// Times that it states.
    pub schedule: Option<Box<Schedule>>,
    /// Limits on a metric that it states.
    pub thresholds: Vec<Threshold>,
    /// Commands to copy, never to run.
    pub commands: Vec<Command>,
    /// Owners, when the plan names them.
    pub people: Vec<Box<str>>,
    /// «Owner: …», «Evidence: …» lines under it.
    pub fields: Vec<Field>,
    /// The section it stands in.
    pub section: SectionIx,
    /// The item it is nested in.
    pub parent: Option<ItemIx>,
    /// How deep it is nested, from 0.
    pub depth: u16,
    /// Which rule of the reader placed it.
    pub rule: Rule,
}

/// What an item asks of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// To be done.
    Step,
    /// Must hold before the gate opens.
    Go,
    /// Would send us back.
    Abort,
    /// A step of going back.
    Rollback,
    /// To be attached to the release note.
    Artefact,
    /// Words that are none of these.
    Note,
}

impl Kind {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Go => "go",
            Self::Abort => "abort",
            Self::Rollback => "rollback",
            Self::Artefact => "artefact",
            Self::Note => "note",
        }
    }
}

/// How grave a criterion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// P0, P1, …
    P(u8),
    /// SEV-1, SEV-2, …
    Sev(u8),
}

impl std::fmt::Display for Tier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::P(n) => write!(f, "P{n}"),
            Self::Sev(n) => write!(f, "SEV-{n}"),
        }
    }
}

/// A command or a block of them, to be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The fence's language, when it says one.
    pub lang: Option<Box<str>>,
    /// The words to copy.
    pub text: Quote,
    /// The source line, from 1.
    pub line: u32,
    /// The last source line, the closing fence included.
    pub line_end: u32,
}

/// A line under an item that tells about it and is no task itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it tells.
    pub kind: FieldKind,
    /// The words before the colon.
    pub label: Quote,
    /// The words after it.
    pub value: Quote,
    /// The source line, from 1.
    pub line: u32,
}

/// What a field tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Who does it.
    Owner,
    /// How far it is.
    Status,
    /// When, or how long.
    Time,
    /// What proves it.
    Evidence,
    /// All else that was written about it.
    Other,
}

/// Which rule of the reader placed an item, so that a reading can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// `- [ ]`.
    TaskBox,
    /// ☐, ☑, ⬜ at the start of a line.
    BoxGlyph,
    /// ✅ beside ⬜ or ❌ in the same list.
    MarkPair,
    /// GO and NO-GO, yes and no: one decision.
    Decision,
    /// An ordered list where things are done.
    Ordered,
    /// A bullet where things are done.
    Bullet,
    /// A nested bullet under a step.
    SubStep,
    /// A bold line or heading over commands.
    Titled,
    /// A block of commands that stands by itself.
    Commands,
    /// A row of a table of tasks.
    TableRow,
    /// A list under a label of criteria.
    Label,
    /// A list after a label on its own line.
    InlineList,
    /// A list in a section whose title says what it holds.
    SectionTitle,
    /// «If … happens» where going back is spoken of.
    Condition,
    /// A limit on a metric where things are done.
    Limit,
    /// The name of a group of items.
    Group,
    /// A choice among options.
    Option,
    /// A bullet where nothing is to be done.
    Listed,
    /// Prose.
    Prose,
    /// A diagram, a picture, a block of output.
    Exhibit,
    /// A person put it right.
    Corrected,
}
