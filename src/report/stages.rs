//! The stages in one table: planned and actual times, and who opened each gate.

use super::doc::{Doc, Line};
use super::teller::Teller;
use crate::run::course::LegIx;
use crate::run::progress::{Gate, Progress};
use crate::words::time;

pub(super) fn tell(teller: &Teller<'_>, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    if run.course.legs.is_empty() {
        return;
    }
    doc.heading(2, w.stages);
    let attempts = run.progress.retries.len();
    // A retry makes the gates forget; what they were is what the journal said until then.
    for (n, (at, _)) in run.progress.retries.iter().enumerate() {
        doc.heading(3, format!("{} {}", w.attempt, n + 1));
        let (_, before) = teller.before(*at);
        table(teller, &before, teller.entry(*at).at_ms, doc);
    }
    if attempts > 0 {
        doc.heading(3, format!("{} {}", w.attempt, attempts + 1));
    }
    table(teller, &run.progress, run.progress.last_ms(), doc);
}

fn table(teller: &Teller<'_>, progress: &Progress, _now_ms: i64, doc: &mut Doc) {
    let w = teller.words;
    let rows = teller.run.course.each_leg().map(|(leg, _)| {
        let gate = progress.gate(leg);
        vec![
            Line::text(teller.stage(leg)),
            Line::text(planned(teller, leg)),
            Line::text(actual(teller, gate)),
            Line::text(gate_told(teller, gate)),
        ]
    });
    doc.table([w.stage, w.planned, w.actual, w.gate], rows.collect());
}

/// What the plan says of the stage's time.
fn planned(teller: &Teller<'_>, leg: LegIx) -> String {
    let section = teller.run.plan.section(teller.run.course.leg(leg).section);
    let schedule = section.schedule.as_ref();
    schedule.map(|it| time::schedule(teller.lang, it).join(", ")).unwrap_or_default()
}

/// When the stage was entered, and when its gate opened.
fn actual(teller: &Teller<'_>, gate: &Gate) -> String {
    let Some(entered_ms) = gate.entered_ms else { return "—".to_owned() };
    let left = gate.opened.or(gate.left_out).map(|at| teller.entry(at).at_ms);
    let stretch = teller.stretch(entered_ms, left);
    match left {
        Some(left_ms) => format!("{stretch}, {}", teller.length(left_ms - entered_ms)),
        None => stretch,
    }
}

/// Who opened the gate and when; why, where something was missing.
fn gate_told(teller: &Teller<'_>, gate: &Gate) -> String {
    let w = teller.words;
    let because = |at| teller.because(&teller.entry(at).event);
    if let Some(at) = gate.left_out {
        return format!("{}: {}.{}", w.left_out, teller.said(at), because(at));
    }
    let passes: Vec<String> = gate.passes.iter().map(|at| teller.said(*at)).collect();
    match (gate.opened, gate.refused) {
        (Some(at), _) if gate.overridden => {
            format!("{}: {}.{}", w.overridden, teller.said(at), because(at))
        }
        (Some(_), _) => passes.join("; "),
        (None, Some(at)) => format!("{}: {}.{}", w.refused, teller.said(at), because(at)),
        (None, None) if passes.is_empty() => w.ahead.to_owned(),
        (None, None) => format!("{} ({})", w.ahead, passes.join("; ")),
    }
}
