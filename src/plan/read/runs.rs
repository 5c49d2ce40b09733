//! The words of a text, each looked up once: where they stand and what they mean.
//!
//! A word here is letters of any script, one behind the other. All that the outline takes in is
//! walked over at a glance, and rules that read words ask for those of the part that they read.

use super::glance::look;
use super::lexicon::{Known, entry};
use super::signs::Signs;
use std::borrow::Cow;

/// A word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    start: u32,
    end: u32,
    /// Where it stands in the lexicon.
    entry: u16,
}

impl Run {
    pub fn start(self) -> usize {
        self.start as usize
    }

    pub fn end(self) -> usize {
        self.end as usize
    }

    pub fn known(self) -> &'static Known {
        entry(self.entry)
    }
}

/// The words of all that has been taken in, in order.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    /// For each stretch of [`CELL`] bytes the first word that starts in it or behind it.
    cells: Vec<u32>,
    /// How much has been taken in.
    taken: usize,
    /// Where it lies in memory, by which its parts are known.
    arena: usize,
}

const CELL: usize = 64;

/// Stands for a stretch that was not taken in, or not all of it.
const UNKNOWN: u32 = u32::MAX;

impl Runs {
    pub fn with_capacity(bytes: usize) -> Self {
        let runs = Vec::with_capacity(bytes / 8);
        Self { runs, cells: Vec::with_capacity(bytes / CELL), ..Self::default() }
    }

    /// Takes in a text that starts at a place, and tells what it holds.
    #[expect(clippy::cast_possible_truncation, reason = "the end is asked about first")]
    pub fn take(&mut self, text: &str, start: usize) -> Signs {
        let end = start + text.len();
        if end >= UNKNOWN as usize || start < self.taken {
            return super::glance::signs_of(text);
        }
        self.leave_out(start);
        let signs = look(text, |from, to, entry| {
            let (start, end) = ((start + from) as u32, (start + to) as u32);
            while self.cells.len() * CELL <= start as usize {
                self.cells.push(self.runs.len() as u32);
            }
            self.runs.push(Run { start, end, entry });
        });
        self.taken = end;
        signs
    }

    /// Marks what lies before a place as not taken in; between cells of a table stands a tab.
    #[expect(clippy::cast_possible_truncation, reason = "there are fewer words than bytes")]
    fn leave_out(&mut self, start: usize) {
        if start > self.taken + 1 {
            self.cells.resize(self.taken / CELL, self.runs.len() as u32);
            self.cells.resize((start - 1) / CELL + 1, UNKNOWN);
        }
    }

    /// Nothing more will be taken in.
    pub fn close(&mut self, arena: &str) {
        self.arena = arena.as_ptr() as usize;
    }

    /// A text and its words, which are looked up again if it is no part of what was taken in.
    pub fn phrase<'t>(&'t self, text: &'t str) -> Phrase<'t> {
        self.part(text).unwrap_or_else(|| Phrase::from(text))
    }

    fn part<'t>(&'t self, text: &'t str) -> Option<Phrase<'t>> {
        let base = (text.as_ptr() as usize).checked_sub(self.arena)?;
        let end = base + text.len();
        if end > self.taken {
            return None;
        }
        let runs = self.runs.get(self.first_from(base)?..self.first_from(end)?)?;
        Some(Phrase { text, base, runs: Cow::Borrowed(runs) })
    }

    /// The first word from a place on, unless that lies within a word.
    fn first_from(&self, place: usize) -> Option<usize> {
        let mut at = match self.cells.get(place / CELL) {
            Some(&UNKNOWN) => return None,
            Some(&first) => first as usize,
            None => self.runs.len(),
        };
        while self.runs.get(at).is_some_and(|run| run.start() < place) {
            at += 1;
        }
        let within = at.checked_sub(1).is_some_and(|before| self.runs[before].end() > place);
        (!within).then_some(at)
    }
}

/// A text and its words.
#[derive(Debug)]
pub(super) struct Phrase<'t> {
    pub text: &'t str,
    /// What to take off where a word stands to find it in the text.
    base: usize,
    runs: Cow<'t, [Run]>,
}

impl Phrase<'_> {
    /// The words from first to last, by where they stand in the text.
    pub fn words(&self) -> impl Iterator<Item = (usize, usize, &'static Known)> {
        let base = self.base;
        self.runs.iter().map(move |run| (run.start() - base, run.end() - base, run.known()))
    }
}

impl<'t> From<&'t str> for Phrase<'t> {
    #[expect(clippy::cast_possible_truncation, reason = "the end is asked about first")]
    fn from(text: &'t str) -> Self {
        let mut runs = Vec::new();
        if text.len() < UNKNOWN as usize {
            look(text, |start, end, entry| {
                runs.push(Run { start: start as u32, end: end as u32, entry });
            });
        }
        Self { text, base: 0, runs: Cow::Owned(runs) }
    }
}
