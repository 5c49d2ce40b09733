//! The stages in one table: planned and actual times, how far apart they are, and who opened each
//! gate.

use super::doc::{Doc, Line};
use super::teller::Teller;
use crate::run::course::LegIx;
use crate::run::progress::{Gate, Progress};
use crate::run::timing::{LegTiming, Timing};
use crate::words::{report as words, time};

pub(super) fn tell(teller: &Teller<'_>, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    if run.course.legs.is_empty() {
        return;
    }
    doc.heading(2, w.stages);
    // A retry makes the gates forget; what they were is what the journal said until then.
    let has_many = !run.progress.retries.is_empty();
    for (n, (progress, timing)) in (1..).zip(teller.attempts()) {
        if has_many {
            doc.heading(3, format!("{} {n}", w.attempt));
        }
        table(teller, progress, timing, doc);
    }
}

fn table(teller: &Teller<'_>, progress: &Progress, timing: &Timing, doc: &mut Doc) {
    let w = teller.words;
    let rows = teller.run.course.each_leg().map(|(leg, _)| {
        let (gate, in_time) = (progress.gate(leg), timing.leg(leg));
        let slip_ms = in_time.slip_out_ms.or(in_time.slip_in_ms);
        let slip = slip_ms.map(|slip_ms| words::slip(teller.lang, slip_ms));
        vec![
            Line::text(teller.stage(leg)),
            Line::text(planned(teller, leg, in_time)),
            Line::text(actual(teller, gate, in_time)),
            Line::text(slip.unwrap_or_default()),
            Line::text(gate_told(teller, gate)),
        ]
    });
    doc.table([w.stage, w.planned, w.actual, w.slip, w.gate], rows.collect());
}

/// When the stage was to happen: by the clock where that can be told, else in the plan's words.
fn planned(teller: &Teller<'_>, leg: LegIx, in_time: &LegTiming) -> String {
    let planned = &in_time.planned;
    if let (Some(from_ms), false) = (planned.from_ms, planned.in_days) {
        let told = match planned.to_ms {
            Some(to_ms) => teller.stretch(from_ms, Some(to_ms)),
            None => teller.time(from_ms),
        };
        return if planned.unsure.is_empty() { told } else { format!("≈ {told}") };
    }
    let section = teller.run.plan.section(teller.run.course.leg(leg).section);
    let schedule = section.schedule.as_ref();
    schedule.map(|it| time::schedule(teller.lang, it).join(", ")).unwrap_or_default()
}

/// When the stage was entered, when its gate opened, and how long that was.
fn actual(teller: &Teller<'_>, gate: &Gate, in_time: &LegTiming) -> String {
    let Some(entered_ms) = gate.entered_ms else { return "—".to_owned() };
    let left = gate.opened.or(gate.left_out).map(|at| teller.entry(at).at_ms);
    let stretch = teller.stretch(entered_ms, left);
    match left {
        Some(left_ms) => {
            let took_ms = in_time.took_ms.unwrap_or(left_ms.saturating_sub(entered_ms));
            format!("{stretch} ({})", teller.length(took_ms))
        }
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
