//! What goes into a judge and what comes out.

/// One number that was fetched, in the signal's own unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// When, in UTC.
    pub at_ms: i64,
    /// What; nothing where there was no answer, or no such metric in it.
    pub value: Option<f64>,
}

/// What is to be said of a limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// On the good side, for as long as it must be.
    Within {
        /// How far from the limit, in its unit.
        margin: f64,
    },
    /// On the bad side, often and long enough.
    Breached {
        /// Since when.
        since_ms: i64,
        /// How many bad readings there were.
        count: u32,
        /// The worst of them, in the limit's unit.
        worst: f64,
    },
    /// Nobody can say.
    Unknown {
        /// Since when.
        since_ms: i64,
        /// Why.
        why: Why,
    },
}

/// Why nobody can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The last answer held no value, or there was none yet.
    NoData,
    /// The last reading is too old.
    Stale,
    /// No signal measures it.
    NotBound,
    /// The signal's unit has to be asked for.
    UnitOpen,
    /// The last answer was no finite number.
    NotANumber,
    /// Measured, but not often or not long enough to be called good.
    Settling,
    /// On the bad side, but not often or not long enough to be called a breach.
    Looming,
}
