//! The timeline that GitHub and GitLab draw: planned beside actual, stage by stage.

use super::doc::{Block, Doc};
use super::escape::mermaid;
use super::teller::Teller;
use crate::run::course::LegIx;
use crate::run::zone::clock_at;
use crate::words::report as words;
use std::fmt::Write as _;

pub(super) fn tell(teller: &Teller<'_>, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    let entered = run.progress.gates.iter().any(|gate| gate.entered_ms.is_some());
    if !entered {
        return;
    }
    doc.heading(2, w.timeline);
    let mut chart = String::from("gantt\n");
    let zone = words::offset(teller.offset_min);
    let _ = writeln!(chart, "    title {} ({})", mermaid(w.timeline), mermaid(&zone));
    chart.push_str("    dateFormat YYYY-MM-DDTHH:mm:ss\n    axisFormat %H:%M\n");
    for (leg, _) in run.course.each_leg() {
        section(teller, leg, &mut chart);
    }
    doc.blocks.push(Block::Chart(chart));
}

fn section(teller: &Teller<'_>, leg: LegIx, chart: &mut String) {
    let gate = teller.run.progress.gate(leg);
    let Some(entered_ms) = gate.entered_ms else { return };
    let _ = writeln!(chart, "    section {}", section_name(teller, leg));
    let left = gate.opened.or(gate.left_out).map(|at| teller.entry(at).at_ms);
    let to_ms = left.unwrap_or_else(|| teller.run.progress.last_ms());
    let state = if left.is_some() { "done" } else { "active" };
    bar(teller, teller.words.actual, state, entered_ms, to_ms, chart);
}

/// The number first: no title can then begin with a word that the chart takes for its own.
fn section_name(teller: &Teller<'_>, leg: LegIx) -> String {
    let (n, title) = (leg.index() + 1, mermaid(&teller.stage(leg)));
    if title.starts_with(char::is_numeric) { title } else { format!("{n}. {title}") }
}

/// One bar; a moment without length is a milestone. The chart's clock never jumps.
fn bar(teller: &Teller<'_>, name: &str, state: &str, from_ms: i64, to_ms: i64, chart: &mut String) {
    let clock = |at_ms| clock_at(at_ms, teller.offset_min).format("%Y-%m-%dT%H:%M:%S");
    let name = mermaid(name);
    let (from, to) = (clock(from_ms), clock(to_ms));
    let _ = if to_ms.saturating_sub(from_ms) < 1000 {
        writeln!(chart, "    {name} :milestone, {from}, 0s")
    } else {
        writeln!(chart, "    {name} :{state}, {from}, {to}")
    };
}
