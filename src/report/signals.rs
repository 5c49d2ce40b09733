//! What was measured: the values that the run rested on, each with its source and moment, and for how
//! much of each stage every signal spoke. Both from entries of the journal alone: a silence that was
//! written down is a hole, and what no entry tells of is not claimed.

use super::doc::{Doc, Line};
use super::teller::{Teller, observed_of};
use crate::run::event::{Event, Source};
use crate::run::journal::Entry;
use crate::words::report as words;
use std::collections::BTreeMap;

/// By signal: its silences, from when to when.
type Silences<'a> = BTreeMap<&'a str, Vec<(i64, i64)>>;

pub(super) fn tell(teller: &Teller<'_>, doc: &mut Doc) {
    let w = teller.words;
    let (counted, silences) = found(teller);
    if counted.is_empty() && silences.is_empty() {
        return;
    }
    doc.heading(2, w.signals);
    if !counted.is_empty() {
        doc.heading(3, w.counted);
        doc.table([w.when, w.signal, w.item, w.happened, w.value], counted);
    }
    let spoken = availability(teller, &silences);
    if !spoken.is_empty() {
        doc.heading(3, w.availability);
        doc.table([w.signal, w.stage, w.spoke, w.silent], spoken);
    }
}

/// Each value that counted as a row, and the silences of every signal that is spoken of.
fn found<'a>(teller: &Teller<'a>) -> (Vec<Vec<Line>>, Silences<'a>) {
    let (mut rows, mut silences) = (Vec::new(), Silences::new());
    // Whoever says that a criterion is well again is whoever said that it was not.
    let mut last: BTreeMap<_, &str> = BTreeMap::new();
    for (_, entry) in teller.entries() {
        let signal = match &entry.event {
            Event::Answered { item, source: Source::Measured(signal), .. }
            | Event::Tripped { item, source: Source::Measured(signal), .. } => {
                last.insert(*item, signal.text.trim());
                signal.text.trim()
            }
            Event::Recovered { item, .. } => last.get(item).copied().unwrap_or_default(),
            Event::MeasuringGap { signal, from_ms, to_ms } => {
                silences.entry(signal.text.trim()).or_default().push((*from_ms, *to_ms));
                continue;
            }
            _ => continue,
        };
        if !signal.is_empty() {
            silences.entry(signal).or_default();
        }
        rows.push(row(teller, entry, signal));
    }
    (rows, silences)
}

fn row(teller: &Teller<'_>, entry: &Entry, signal: &str) -> Vec<Line> {
    let item = entry.event.item().map(|id| teller.item_by_id(id));
    let told = match &entry.event {
        Event::Answered { answer, .. } => words::answer(teller.lang, *answer),
        event => words::deed(teller.lang, event),
    };
    let value = observed_of(&entry.event).map(|seen| seen.text.text.trim().to_owned());
    vec![
        Line::text(teller.stamp(entry.at_ms)),
        Line::text(signal),
        Line::text(item.unwrap_or_default()),
        Line::text(told),
        Line::text(value.unwrap_or_default()),
    ]
}

/// How much of each stage that was begun every signal spoke.
fn availability(teller: &Teller<'_>, silences: &Silences<'_>) -> Vec<Vec<Line>> {
    let mut rows = Vec::new();
    for (signal, silences) in silences {
        for (stage, from_ms, to_ms) in stages(teller) {
            let mut within: Vec<(i64, i64)> = silences
                .iter()
                .map(|(from, to)| (*from.max(&from_ms), *to.min(&to_ms)))
                .filter(|(from, to)| from < to)
                .collect();
            within.sort_unstable();
            let told: Vec<String> =
                within.iter().map(|(from, to)| teller.stretch(*from, Some(*to))).collect();
            // A journal that never told of a silence does not tell that there was none.
            let told_of = if silences.is_empty() {
                teller.words.no_silence.to_owned()
            } else {
                words::percent(teller.lang, share(to_ms - from_ms, union_ms(&within)))
            };
            rows.push(vec![
                Line::text(*signal),
                Line::text(stage),
                Line::text(told_of),
                Line::text(told.join("; ")),
            ]);
        }
    }
    rows
}

/// Each stage of each attempt that took any time: from when to when.
fn stages(teller: &Teller<'_>) -> Vec<(String, i64, i64)> {
    let mut all = Vec::new();
    for (progress, _) in teller.attempts() {
        let end_ms =
            progress.end.map_or_else(|| progress.last_ms(), |end| teller.entry(end.at).at_ms);
        for (leg, _) in teller.run.course.each_leg() {
            let gate = progress.gate(leg);
            let left = gate.opened.or(gate.left_out).map(|at| teller.entry(at).at_ms);
            if let Some(from_ms) = gate.entered_ms
                && from_ms < left.unwrap_or(end_ms)
            {
                all.push((teller.stage(leg), from_ms, left.unwrap_or(end_ms)));
            }
        }
    }
    all
}

/// Silences may overlap: several devices may have watched.
fn union_ms(sorted: &[(i64, i64)]) -> i64 {
    let mut total_ms = 0i64;
    let mut until_ms = i64::MIN;
    for (from_ms, to_ms) in sorted {
        let from_ms = (*from_ms).max(until_ms);
        total_ms = total_ms.saturating_add(to_ms.saturating_sub(from_ms).max(0));
        until_ms = until_ms.max(*to_ms);
    }
    total_ms
}

/// Whole hundredths, rounded down: what was silent for a moment did not speak all the time.
fn share(whole_ms: i64, silent_ms: i64) -> i64 {
    let spoke_ms = whole_ms.saturating_sub(silent_ms).max(0);
    spoke_ms.saturating_mul(100) / whole_ms.max(1)
}

#[cfg(test)]
mod tests {
    use super::{share, union_ms};

    #[test]
    fn silences_that_overlap_count_once() {
        assert_eq!(union_ms(&[(0, 10), (5, 20), (6, 8), (30, 40)]), 30);
        assert_eq!(union_ms(&[]), 0);
        assert_eq!((share(100, 0), share(1000, 1), share(100, 100)), (100, 99, 0));
    }
}
