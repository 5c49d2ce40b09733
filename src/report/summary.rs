//! The first ten lines: what went out, where, how it ended, who decided.

use super::deviations::Deviation;
use super::doc::{Doc, Entry, Line};
use super::teller::{Teller, seat_of};
use crate::run::course::LegIx;
use crate::run::event::Mode;
use crate::run::timing::LegState;
use crate::words::report::{self as words, Outcome};
use crate::words::time;

pub(super) fn tell(teller: &Teller<'_>, deviations: &[Deviation], doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    let title = run.plan.title.as_deref().unwrap_or(w.untitled);
    let is_rehearsal = run.start().is_some_and(|start| start.mode == Mode::Rehearsal);
    let outcome = words::outcome(teller.lang, outcome(teller, deviations));
    if is_rehearsal {
        doc.heading(1, format!("{}. {title}: {outcome}", w.rehearsal));
        doc.blocks.push(super::doc::Block::Quote(
            Line::strong(format!("{}.", w.rehearsal)).and(format!(" {}", w.rehearsal_note)),
        ));
    } else {
        doc.heading(1, format!("{title}: {outcome}"));
    }
    let start = run.start();
    let said = |text: Option<&str>| {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        text.unwrap_or(w.unsaid).to_owned()
    };
    let plan = match start {
        Some(start) if !start.plan_name.is_empty() => format!("{title} ({})", start.plan_name),
        _ => title.to_owned(),
    };
    let mode = if is_rehearsal { format!("{}. {outcome}", w.rehearsal) } else { outcome };
    let lines = [
        (w.what, plan),
        (w.version, said(start.map(|start| &*start.version))),
        (w.environment, said(start.map(|start| &*start.environment))),
        (w.window, window(teller)),
        (w.outcome, mode),
        (w.decided, decided(teller)),
        (w.deviations, count(teller, deviations)),
        (w.duration, duration(teller)),
        (w.zone, words::zone(&teller.zone.name, teller.offset_min)),
        (w.as_of, as_of(teller)),
    ];
    let line = |(label, text): (&str, String)| {
        Entry::from(Line::strong(format!("{label}:")).and(format!(" {text}")))
    };
    doc.list(lines.into_iter().map(line).collect());
}

/// What became of the run.
pub(super) fn outcome(teller: &Teller<'_>, deviations: &[Deviation]) -> Outcome {
    let progress = &teller.run.progress;
    let ahead = progress.gates.iter().filter(|gate| !gate.is_behind()).count();
    let back = progress.is_back().and_then(|back| back.finished);
    match (progress.end, back) {
        (Some(end), None) if end.abandoned => Outcome::GivenUp,
        (_, Some((_, restored))) => Outcome::WentBack(restored),
        (Some(_), None) if ahead > 0 => Outcome::Unfinished(ahead),
        (Some(_), None) => Outcome::Released(!deviations.is_empty()),
        (None, None) if progress.started.is_none() => Outcome::NotStarted,
        (None, None) if progress.back().is_some() => Outcome::GoingBack,
        (None, None) if progress.held().is_some() => Outcome::Held,
        (None, None) => Outcome::Running,
    }
}

/// The window as the plan states it.
fn window(teller: &Teller<'_>) -> String {
    let window = teller.run.plan.window.as_ref();
    window
        .map_or_else(|| teller.words.unsaid.to_owned(), |it| time::window(teller.lang, &it.window))
}

/// Who brought it to where it is: at the end, on the way back, or at the last gate.
fn decided(teller: &Teller<'_>) -> String {
    let progress = &teller.run.progress;
    if let Some(back) = progress.is_back().or_else(|| progress.back()) {
        return teller.said(back.began);
    }
    let Some(end) = progress.end else { return teller.words.undecided.to_owned() };
    let last = progress.gates.len().checked_sub(1).map(|n| progress.gate(LegIx::new(n)));
    let opened = last.and_then(|gate| gate.opened).filter(|_| !end.abandoned);
    if let Some(seat) = opened.and_then(|at| seat_of(&teller.entry(at).event)) {
        return Teller::seat(seat);
    }
    teller.person(&teller.entry(end.at).by)
}

/// How many deviations of each kind.
fn count(teller: &Teller<'_>, deviations: &[Deviation]) -> String {
    let mut counts: Vec<(words::Oddity, usize)> = Vec::new();
    for deviation in deviations {
        match counts.iter_mut().find(|(oddity, _)| *oddity == deviation.oddity) {
            Some((_, n)) => *n += 1,
            None => counts.push((deviation.oddity, 1)),
        }
    }
    let told = counts.into_iter().map(|(oddity, n)| words::oddities(teller.lang, n, oddity));
    let told: Vec<String> = told.collect();
    if told.is_empty() { teller.words.none.to_owned() } else { told.join(", ") }
}

/// How long it was to take and how long it took, and how its end lies to the window's.
fn duration(teller: &Teller<'_>) -> String {
    let (progress, w) = (&teller.run.progress, teller.words);
    let mut told: Vec<String> = Vec::new();
    if let Some((from_ms, to_ms)) = planned(teller) {
        let (length, stretch) =
            (teller.length(to_ms - from_ms), teller.stretch(from_ms, Some(to_ms)));
        told.push(format!("{} {length} ({stretch})", w.by_plan));
    }
    if let Some(started) = progress.started {
        let from_ms = teller.entry(started).at_ms;
        let ended_ms = progress.end.map(|end| teller.entry(end.at).at_ms);
        let until_ms = ended_ms.unwrap_or_else(|| progress.last_ms());
        let took_ms = teller.timing.elapsed_ms.unwrap_or(until_ms.saturating_sub(from_ms));
        let (length, stretch) = (teller.length(took_ms), teller.stretch(from_ms, ended_ms));
        told.push(format!("{} {length} ({stretch})", w.in_fact));
        let window = teller.timing.window.to_ms.filter(|_| !teller.timing.window_derived);
        let late = ended_ms.map(|ended_ms| window_left(teller).unwrap_or(ended_ms)).zip(window);
        told.extend(late.map(|(left, window)| words::window_end(teller.lang, left - window)));
    }
    if told.is_empty() { w.unsaid.to_owned() } else { told.join("; ") }
}

/// When the last stage of the window was left behind, if all were; what follows days later is not
/// late by that.
fn window_left(teller: &Teller<'_>) -> Option<i64> {
    let legs = teller.run.course.each_leg().map(|(leg, _)| leg);
    let within = legs.filter(|leg| teller.timing.is_within(*leg));
    let within = within.map(|leg| teller.timing.leg(leg));
    let left = within.filter(|leg| leg.state != LegState::LeftOut).map(|leg| leg.actual.to_ms);
    left.collect::<Option<Vec<i64>>>()?.into_iter().max()
}

/// From the first planned moment of any stage to the last, or the window.
fn planned(teller: &Teller<'_>) -> Option<(i64, i64)> {
    let legs = || teller.timing.legs.iter().map(|leg| &leg.planned);
    let window = teller.timing.window;
    let from_ms = legs().filter_map(|it| it.from_ms).chain(window.from_ms).min()?;
    let to_ms = legs().filter_map(|it| it.to_ms.or(it.from_ms)).chain(window.to_ms).max()?;
    (to_ms > from_ms).then_some((from_ms, to_ms))
}

/// The moment of the last entry.
fn as_of(teller: &Teller<'_>) -> String {
    let entries = words::entries(teller.lang, teller.run.journal.len());
    if teller.run.journal.is_empty() {
        return entries;
    }
    format!("{}, {entries}", teller.moment(teller.run.progress.last_ms()))
}
