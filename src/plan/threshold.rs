//! A limit on a metric, as the plan's prose states it.

use super::Span;

/// «Error rate > 5 % for 5 minutes».
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// The metric's name as written, without the statistic.
    pub metric: Box<str>,
    /// Which statistic of it: P95, avg, max.
    pub stat: Option<Box<str>>,
    /// Which way it is compared.
    pub op: Op,
    /// With what.
    pub value: f64,
    /// In which unit.
    pub unit: Option<Box<str>>,
    /// For how long it must last.
    pub sustained: Option<Span>,
}

/// Which way a value is compared with its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Op {
    /// Greater.
    Above,
    /// Greater or equal.
    AtLeast,
    /// Less.
    Below,
    /// Less or equal.
    AtMost,
    /// Equal.
    Equal,
}

impl Op {
    /// The sign of the contract.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
        }
    }
}
