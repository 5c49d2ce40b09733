//! What the limits of a plan are set on: each name is looked up once for all checks that compare them.

use crate::plan::Threshold;
use crate::plan::signal::Meaning;
use std::collections::BTreeMap;

/// A metric's name, its statistic and its unit, as written.
type Name<'p> = (&'p str, Option<&'p str>, Option<&'p str>);

/// What was looked up.
#[derive(Default)]
pub(super) struct Metrics<'p> {
    names: BTreeMap<Name<'p>, usize>,
    meanings: Vec<Meaning>,
}

impl<'p> Metrics<'p> {
    /// What a limit is set on, as one of all; the same wherever it is written alike.
    pub(super) fn of(&mut self, limit: &'p Threshold) -> usize {
        let name = (&*limit.metric, limit.stat.as_deref(), limit.unit.as_deref());
        *self.names.entry(name).or_insert_with(|| {
            self.meanings.push(Meaning::of_limit(limit));
            self.meanings.len() - 1
        })
    }

    /// What it means.
    pub(super) fn meaning(&self, metric: usize) -> &Meaning {
        &self.meanings[metric]
    }
}
