//! What is wrong with a plan, as data. Its words live in `words`.

/// One finding: what, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What is wrong, with all that its sentence needs.
    pub kind: FaultKind,
    /// Where it stands.
    pub place: Place,
}

impl Fault {
    /// A finding at a place.
    pub fn new(kind: FaultKind, place: Place) -> Self {
        Self { kind, place }
    }
}

/// A place in the source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// How many characters are meant; 0 means to the end of the line.
    pub width: u32,
}

impl Place {
    /// A whole line from this column on.
    pub fn at(line: u32, column: u32) -> Self {
        Self { line, column, width: 0 }
    }
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Good to know.
    Note,
    /// Likely wrong; a person should look.
    Warning,
    /// Cannot be run as it is.
    Error,
}

impl Level {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Everything that can be wrong. Lines are of the source, from 1.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the line above a variant speaks of its fields too")]
pub enum FaultKind {
    /// A merge conflict that nobody resolved: both sides by name and by their lines.
    Conflict { ours: Box<str>, ours_lines: (u32, u32), theirs: Box<str>, theirs_lines: (u32, u32) },
    /// A conflict marker without its counterpart.
    StrayConflictMarker,
    /// A slot of a template that nobody filled.
    UnfilledSlot { slot: Box<str> },
    /// An abbreviation that several zones share.
    AmbiguousZone { zone: Box<str> },
    /// Not a zone that we know.
    UnknownZone { zone: Box<str> },
    /// Nothing to do and nothing to confirm was found.
    NothingToDo,
    /// A rollback criterion is ticked in the source: it says that it has happened.
    TickedTrigger { text: Box<str> },

    /// A stage with steps, and no way back for it anywhere.
    NoWayBack { stage: Box<str> },
    /// Rollback criteria, and no steps to go back by.
    CriteriaWithoutSteps { section: Box<str> },
    /// Steps to go back by, and nothing says when.
    StepsWithoutCriteria { section: Box<str> },

    /// Two slots share time.
    SlotsOverlap { first: Box<str>, first_line: u32, second: Box<str> },
    /// Time between two slots belongs to none.
    SlotGap { first: Box<str>, first_line: u32, second: Box<str>, minutes: u32 },
    /// A slot leaves the maintenance window.
    SlotOutsideWindow { slot: Box<str>, window_line: u32 },
    /// A stated total length differs from the sum of its parts, in minutes.
    TotalTime { stated: u32, sum: u32 },
    /// A stated count differs from what is there.
    TotalCount { stated: u32, found: u32 },
    /// An offset that contradicts the clock time beside it.
    OffsetAgainstClock { offset: Box<str>, clock: Box<str>, expected: Box<str> },

    /// Two limits on one metric leave values that nobody judges.
    BandHole { metric: Box<str>, go: Box<str>, abort: Box<str>, other_line: u32 },
    /// Two limits on one metric contradict each other.
    BandClash { metric: Box<str>, first: Box<str>, second: Box<str>, other_line: u32 },
    /// A graver tier is looser than a lighter one.
    TierLooser { metric: Box<str>, grave: Box<str>, light: Box<str>, other_line: u32 },
    /// A limit on something that nothing in the plan measures.
    NoSignal { metric: Box<str> },

    /// Switched on and never off.
    NeverSwitchedOff { what: Switch },
    /// The backup comes after what it should protect against.
    BackupAfterMigration { migration_line: u32 },
    /// A step without an owner where the others have one.
    NoOwner { step: Box<str> },

    /// Two sections of one name.
    DuplicateSection { title: Box<str>, first_line: u32 },
    /// A link to a heading that does not exist.
    BrokenAnchor { target: Box<str> },
    /// A secret in plain text. Its value is never kept.
    Secret { kind: SecretKind },
}

/// What is switched on for a release and must be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Switch {
    /// Maintenance mode, a stub page.
    Maintenance,
    /// A freeze of code or changes.
    Freeze,
    /// Silenced alerts.
    Silence,
    /// A lowered time to live of DNS records.
    Ttl,
}

/// What kind of secret stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretKind {
    /// A password.
    Password,
    /// A token or an API key.
    Token,
    /// A private key.
    PrivateKey,
    /// A user and password inside an address.
    Credential,
}

impl FaultKind {
    /// The code that a person can look up and a script can filter by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "HP001",
            Self::StrayConflictMarker => "HP002",
            Self::UnfilledSlot { .. } => "HP003",
            Self::AmbiguousZone { .. } => "HP004",
            Self::UnknownZone { .. } => "HP005",
            Self::NothingToDo => "HP006",
            Self::TickedTrigger { .. } => "HP007",
            Self::NoWayBack { .. } => "HP101",
            Self::CriteriaWithoutSteps { .. } => "HP102",
            Self::StepsWithoutCriteria { .. } => "HP103",
            Self::SlotsOverlap { .. } => "HP201",
            Self::SlotGap { .. } => "HP202",
            Self::SlotOutsideWindow { .. } => "HP203",
            Self::TotalTime { .. } => "HP204",
            Self::TotalCount { .. } => "HP205",
            Self::OffsetAgainstClock { .. } => "HP206",
            Self::BandHole { .. } => "HP301",
            Self::BandClash { .. } => "HP302",
            Self::TierLooser { .. } => "HP303",
            Self::NoSignal { .. } => "HP304",
            Self::NeverSwitchedOff { .. } => "HP401",
            Self::BackupAfterMigration { .. } => "HP402",
            Self::NoOwner { .. } => "HP403",
            Self::DuplicateSection { .. } => "HP501",
            Self::BrokenAnchor { .. } => "HP502",
            Self::Secret { .. } => "HP503",
        }
    }

    /// How grave it is.
    pub fn level(&self) -> Level {
        match self {
            Self::Conflict { .. } | Self::StrayConflictMarker | Self::BandClash { .. } => {
                Level::Error
            }
            Self::UnfilledSlot { .. }
            | Self::NoSignal { .. }
            | Self::StepsWithoutCriteria { .. }
            | Self::SlotGap { .. }
            | Self::NoOwner { .. }
            | Self::DuplicateSection { .. } => Level::Note,
            Self::AmbiguousZone { .. }
            | Self::UnknownZone { .. }
            | Self::NothingToDo
            | Self::TickedTrigger { .. }
            | Self::NoWayBack { .. }
            | Self::CriteriaWithoutSteps { .. }
            | Self::SlotsOverlap { .. }
            | Self::SlotOutsideWindow { .. }
            | Self::TotalTime { .. }
            | Self::TotalCount { .. }
            | Self::OffsetAgainstClock { .. }
            | Self::BandHole { .. }
            | Self::TierLooser { .. }
            | Self::NeverSwitchedOff { .. }
            | Self::BackupAfterMigration { .. }
            | Self::BrokenAnchor { .. }
            | Self::Secret { .. } => Level::Warning,
        }
    }
}
