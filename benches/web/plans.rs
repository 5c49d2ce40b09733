//! Plans to measure with: a list of criteria of any length, and a real one.

use std::fmt::Write;

/// One stage with so many go criteria.
pub fn criteria(count: usize) -> String {
    let mut plan = String::from("# Many criteria\n\n## Stage 1. Decide\n\n### Go criteria\n\n");
    for n in 1..=count {
        let _ = writeln!(plan, "- [ ] Criterion {n}: what it asks for has been seen");
    }
    plan
}

/// A real plan.
pub const REAL: &str = include_str!("../../plans/internet-bank.md");
