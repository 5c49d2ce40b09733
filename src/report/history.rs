//! The journal as a table: every entry, in the order in which all laptops agree.

use super::doc::{Doc, Line, Span};
use super::teller::{Teller, observed_of, reason_of, seat_of};
use crate::run::event::{Event, Evidence, Source, Until};
use crate::run::journal::EntryRef;
use crate::run::progress::{At, Stray};
use crate::words::report as words;
use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(super) fn tell(teller: &Teller<'_>, doc: &mut Doc) {
    let w = teller.words;
    doc.heading(2, w.journal);
    let strays: BTreeMap<At, Stray> = teller.run.progress.strays.iter().copied().collect();
    let rows = teller.entries().map(|(at, entry)| {
        let device = format!("{}-{}", entry.actor, entry.seq);
        let mut happened = deed(teller, &entry.event);
        if let Some(by) = teller.run.progress.undone.get(&at) {
            let _ = write!(happened, " ({} {})", w.taken_back, by + 1);
        }
        if let Some(stray) = strays.get(&at) {
            let why = words::stray(teller.lang, *stray);
            let _ = write!(happened, " ({}: {why})", w.fits_nothing);
        }
        vec![
            Line::text((at + 1).to_string()),
            Line::text(teller.stamp(entry.at_ms)),
            Line::text(&*entry.by),
            Line::default().with(Span::Code(device)),
            Line::text(happened),
        ]
    });
    doc.table([w.number, w.when, w.who, w.device, w.happened], rows.collect());
}

/// What an entry says, in one line.
pub(super) fn deed(teller: &Teller<'_>, event: &Event) -> String {
    let mut text = words::deed(teller.lang, event).to_owned();
    let subject = subject(teller, event);
    if !subject.is_empty() {
        text.push_str(": ");
        text.push_str(&subject);
    }
    if let Some(seat) = seat_of(event) {
        let _ = write!(text, " ({})", Teller::seat(seat));
    }
    if let Some(seen) = observed_of(event).filter(|seen| !seen.text.is_empty()) {
        let _ = write!(text, "; {}: {}", teller.words.value, seen.text.text.trim());
    }
    if let Event::Answered { source: source @ (Source::Measured(_) | Source::Plan), .. }
    | Event::Tripped { source: source @ (Source::Measured(_) | Source::Plan), .. } = event
    {
        let _ = write!(text, "; {}", teller.source(source));
    }
    if let Some(reason) = reason_of(event).filter(|reason| !reason.trim().is_empty()) {
        let _ = write!(text, "; {}: {}", teller.words.reason, reason.trim());
    }
    text
}

/// What an entry speaks of.
pub(super) fn subject(teller: &Teller<'_>, event: &Event) -> String {
    if let Some(item) = event.item() {
        return about(teller, event, teller.item_by_id(item));
    }
    match event {
        Event::Started(start) => {
            let parts = [&*start.version, &*start.environment].map(str::trim);
            let mut parts: Vec<String> =
                parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect();
            parts.push(format!("T0 {}", teller.moment(start.t0_ms)));
            parts.extend(start.base.as_deref().map(str::to_owned));
            parts.extend(start.crew.iter().map(Teller::seat));
            parts.join("; ")
        }
        Event::GatePassed { stage, .. }
        | Event::GateOverridden { stage, .. }
        | Event::GateRefused { stage, .. }
        | Event::StageLeftOut { stage, .. }
        | Event::Retried { stage, .. } => teller.stage_by_id(*stage),
        Event::GateAsked { stage, people } => {
            format!("{}: {people}", teller.stage_by_id(*stage))
        }
        Event::ObligationClosed { item, .. } => teller.item_by_id(*item),
        Event::Noted { text, .. } => text.text.to_string(),
        Event::RollbackStarted { cause, .. } => {
            cause.map(|cause| teller.item_by_id(cause)).unwrap_or_default()
        }
        Event::T0Moved { t0_ms, .. } => teller.moment(*t0_ms),
        Event::HandedOver { seat } => Teller::seat(seat),
        Event::PlanAmended { plan, .. } => format!("sha256 {plan}"),
        Event::SignedOff(sign) => sign.statement.text.to_string(),
        Event::Undone { entry } => undone(teller, *entry),
        Event::ClockJumped { by_ms, .. } => {
            let sign = if *by_ms < 0 { '−' } else { '+' };
            format!("{sign}{}", teller.length(*by_ms))
        }
        Event::MeasuringGap { signal, from_ms, to_ms } => {
            let stretch = teller.stretch(*from_ms, Some(*to_ms));
            format!("{}, {stretch} ({})", signal.text, teller.length(to_ms - from_ms))
        }
        Event::Unknown { kind, .. } => kind.to_string(),
        _ => String::new(),
    }
}

/// An item, and what was put beside it.
fn about(teller: &Teller<'_>, event: &Event, item: String) -> String {
    match event {
        Event::Noted { text, .. } => format!("{item}: {}", text.text.trim()),
        Event::Evidenced { evidence, .. } => match evidence {
            Evidence::Link(text) | Evidence::Text(text) => format!("{item}: {}", text.text.trim()),
            Evidence::Value(seen) => format!("{item}: {}", seen.text.text.trim()),
        },
        Event::Dismissed { until: Until::At(until_ms), .. } => {
            format!("{item} (→ {})", teller.moment(*until_ms))
        }
        _ => item,
    }
}

/// An entry that is taken back, by its number in the table and what it said.
fn undone(teller: &Teller<'_>, entry: EntryRef) -> String {
    let Some(at) = teller.run.progress.place(entry) else {
        return format!("{}-{}", entry.actor, entry.seq);
    };
    let event = &teller.entry(at).event;
    let deed = words::deed(teller.lang, event);
    match event {
        Event::Undone { .. } => format!("№ {}, {deed}", at + 1),
        _ => format!("№ {}, {deed}: {}", at + 1, subject(teller, event)),
    }
}
