//! An address that the plan itself asks to look at.

/// Something that can be polled, or could be if it were safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// What it tells.
    pub kind: ProbeKind,
    /// The address, or a path that needs a base address.
    pub url: Box<str>,
    /// Which metric of the page is meant.
    pub metric: Option<Box<str>>,
    /// A path such as `/health`.
    pub relative: bool,
    /// False where the line sends a body, a credential or a method other than GET.
    pub safe: bool,
    /// The source line, from 1.
    pub line: u32,
}

/// What a probe tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProbeKind {
    /// Whether something is up.
    Health,
    /// A number on a metrics page.
    Metric,
    /// The answer to a query of Prometheus.
    Query,
}

impl ProbeKind {
    /// The contract's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Metric => "metric",
            Self::Query => "query",
        }
    }
}
