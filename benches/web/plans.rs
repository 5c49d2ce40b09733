//! Plans to measure with: a list of criteria of any length, a real plan again and again.

use std::fmt::Write;

/// One stage with so many go criteria.
pub fn criteria(count: usize) -> String {
    let mut plan = String::from("# Many criteria\n\n## Stage 1. Decide\n\n### Go criteria\n\n");
    for n in 1..=count {
        let _ = writeln!(plan, "- [ ] Criterion {n}: what it asks for has been seen");
    }
    plan
}

/// A real plan, its stages repeated until it is so long.
pub fn long(bytes: usize) -> String {
    let real = include_str!("../../plans/internet-bank.md");
    let mut plan = String::with_capacity(bytes + real.len());
    while plan.len() < bytes {
        plan.push_str(real);
        plan.push('\n');
    }
    let end = (0..=bytes).rev().find(|at| plan.is_char_boundary(*at)).unwrap_or(0);
    plan.truncate(end);
    plan
}
