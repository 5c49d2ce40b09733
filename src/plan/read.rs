//! The reader.

mod lead;
mod outline;
mod time;
mod vocabulary;

use super::{Fault, Plan};

/// Reads any text as a release plan. It never fails.
pub fn read(_source: &str) -> (Plan, Vec<Fault>) {
    (Plan::default(), Vec::new())
}
