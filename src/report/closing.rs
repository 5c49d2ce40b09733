//! What closes a report: what is still on, what is attached, who signed, and what the seal is worth.

use super::doc::{Doc, Entry, Line, Span};
use super::teller::Teller;
use super::{Items, Length, Options, items};
use crate::plan::{ItemIx, Kind};
use crate::run::event::Event;
use crate::run::seal::Seal;

/// What was switched on for the release, and whether it is off again.
pub(super) fn obligations(teller: &Teller<'_>, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    let rows: Vec<Vec<Line>> = (run.obligations())
        .map(|it| {
            let state = match (it.is_open, it.opened, it.closed) {
                (true, ..) => w.still_on.to_owned(),
                (false, None, None) => w.never_on.to_owned(),
                (false, ..) => w.off_again.to_owned(),
            };
            let said = |at: Option<_>| at.map(|at| teller.said(at)).unwrap_or_default();
            let reason = it.closed.map(|at| teller.because(&teller.entry(at).event));
            vec![
                Line::text(teller.item(it.on)),
                Line::text(format!("{state}{}", reason.unwrap_or_default())),
                Line::text(said(it.opened)),
                Line::text(said(it.closed)),
            ]
        })
        .collect();
    if !rows.is_empty() {
        doc.heading(2, w.obligations);
        doc.table([w.step, w.state, w.began, w.ended], rows);
    }
}

/// What the plan wants attached, and what was.
pub(super) fn artefacts(teller: &Teller<'_>, style: Items, doc: &mut Doc) {
    let plan = &teller.run.plan;
    let wanted = |n: &usize| plan.items[*n].kind == Kind::Artefact;
    let wanted: Vec<ItemIx> = (0..plan.items.len()).filter(wanted).map(ItemIx::new).collect();
    if !wanted.is_empty() {
        doc.heading(2, teller.words.artefacts);
        items::list(teller, style, &wanted, None, doc);
    }
}

/// The names under the run.
pub(super) fn signatures(teller: &Teller<'_>, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    doc.heading(2, w.signatures);
    if run.progress.signed.is_empty() {
        return doc.para(Line::text(w.unsigned));
    }
    let rows = run.progress.signed.iter().filter_map(|at| {
        let entry = teller.entry(*at);
        let Event::SignedOff(sign) = &entry.event else { return None };
        let key = if sign.envelope.is_some() { w.enveloped } else { w.attested };
        Some(vec![
            Line::text(&*sign.seat.name),
            Line::text(&*sign.seat.role),
            Line::text(teller.moment(entry.at_ms)),
            Line::text(sign.statement.text.trim()),
            Line::default().with(Span::Code(sign.seal.to_string())),
            Line::text(key),
        ])
    });
    doc.table([w.name, w.role, w.when, w.statement, w.seal, w.key], rows.collect());
}

/// What the seal is worth and how to check it.
pub(super) fn seal(teller: &Teller<'_>, options: &Options<'_>, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    doc.heading(2, w.integrity);
    let is_signed = run.progress.signed.iter().any(|at| match &teller.entry(*at).event {
        Event::SignedOff(sign) => sign.envelope.is_some(),
        _ => false,
    });
    let seal = Seal::now(&run.journal);
    let number = run.journal.run().map(|run| run.to_string()).unwrap_or_default();
    let line = |label: &str, code: String| {
        Entry::from(Line::strong(format!("{label}:")).and(" ").with(Span::Code(code)))
    };
    doc.list(vec![
        line(w.run_number, number),
        line(w.plan_digest, seal.plan.to_string()),
        line(w.seal, seal.head.to_string()),
    ]);
    doc.para(Line::text(if is_signed { w.signed } else { w.self_attested }));
    if options.redact_secrets {
        doc.para(Line::text(w.covered));
    }
    let note = match options.length {
        Length::Full => w.how_to_verify,
        Length::Short => w.short_note,
    };
    doc.para(Line::text(note));
}
