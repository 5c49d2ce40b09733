//! The timeline that GitHub and GitLab draw: planned beside actual, stage by stage.

use super::doc::{Block, Doc};
use super::escape::mermaid;
use super::teller::Teller;
use crate::run::course::LegIx;
use crate::run::zone::clock_at;
use crate::words::report as words;
use std::fmt::Write as _;

/// A longer chart shows days beside the hours.
const DAY_MS: i64 = 24 * 3_600_000;

/// One bar: its name, how the chart marks it, from when to when.
struct Bar {
    name: String,
    mark: &'static str,
    from_ms: i64,
    to_ms: i64,
}

pub(super) fn tell(teller: &Teller<'_>, doc: &mut Doc) {
    let w = teller.words;
    let legs = teller.run.course.each_leg().map(|(leg, _)| (leg, bars(teller, leg)));
    let legs: Vec<(LegIx, Vec<Bar>)> = legs.filter(|(_, bars)| !bars.is_empty()).collect();
    let ends = || legs.iter().flat_map(|(_, bars)| bars);
    if !ends().any(|bar| !bar.mark.is_empty()) {
        return;
    }
    doc.heading(2, w.timeline);
    let first_ms = ends().map(|bar| bar.from_ms).min().unwrap_or_default();
    let last_ms = ends().map(|bar| bar.to_ms).max().unwrap_or_default();
    let axis = if last_ms.saturating_sub(first_ms) > DAY_MS { "%d.%m %H:%M" } else { "%H:%M" };
    let mut chart = String::from("gantt\n");
    let zone = mermaid(&words::offset(teller.offset_min));
    let _ = writeln!(chart, "    title {} ({zone})", mermaid(w.timeline));
    let _ = writeln!(chart, "    dateFormat YYYY-MM-DDTHH:mm:ss\n    axisFormat {axis}");
    for (leg, bars) in &legs {
        let _ = writeln!(chart, "    section {}", section_name(teller, *leg));
        for bar in bars {
            bar.write(teller, &mut chart);
        }
    }
    doc.blocks.push(Block::Chart(chart));
}

/// The bars of a stage: as planned, then as it was, attempt by attempt.
fn bars(teller: &Teller<'_>, leg: LegIx) -> Vec<Bar> {
    let w = teller.words;
    let planned = &teller.timing.leg(leg).planned;
    let times = planned.from_ms.zip(planned.to_ms).filter(|_| !planned.in_days);
    let mut bars: Vec<Bar> = times
        .map(|(from_ms, to_ms)| Bar { name: w.planned.to_owned(), mark: "", from_ms, to_ms })
        .into_iter()
        .collect();
    let many = !teller.run.progress.retries.is_empty();
    let mut before = None;
    for (n, (progress, _)) in (1..).zip(teller.attempts()) {
        let gate = progress.gate(leg);
        let left = gate.opened.or(gate.left_out).map(|at| teller.entry(at).at_ms);
        // A stage whose gate stays behind us through a retry is drawn once.
        let Some(from_ms) = gate.entered_ms.filter(|_| before != Some((gate.entered_ms, left)))
        else {
            continue;
        };
        before = Some((gate.entered_ms, left));
        let to_ms = left.unwrap_or_else(|| progress.last_ms());
        let name = if many { format!("{} {n}", w.actual) } else { w.actual.to_owned() };
        let mark = if left.is_some() { "done" } else { "active" };
        bars.push(Bar { name, mark, from_ms, to_ms });
    }
    bars
}

/// The title; its number where the chart can show nothing of it.
fn section_name(teller: &Teller<'_>, leg: LegIx) -> String {
    let title = mermaid(&teller.stage(leg));
    let shows = title.contains(char::is_alphanumeric);
    if shows { title } else { format!("{} {}", teller.words.stage, leg.index() + 1) }
}

impl Bar {
    /// One line; a moment without length is a milestone. The chart's clock never jumps.
    fn write(&self, teller: &Teller<'_>, chart: &mut String) {
        let clock = |at_ms| clock_at(at_ms, teller.offset_min).format("%Y-%m-%dT%H:%M:%S");
        let name = mermaid(&self.name);
        let (from, to) = (clock(self.from_ms), clock(self.to_ms));
        let mark = if self.mark.is_empty() { String::new() } else { format!("{}, ", self.mark) };
        let _ = if self.to_ms.saturating_sub(self.from_ms) < 1000 {
            writeln!(chart, "    {name} :milestone, {from}, 0s")
        } else {
            writeln!(chart, "    {name} :{mark}{from}, {to}")
        };
    }
}
