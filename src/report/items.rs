//! Every item of every stage: how it stands, who said so, when, and on what ground.

use super::Items;
use super::doc::{Doc, Entry, Line, Span, is_address};
use super::teller::{Teller, observed_of, reason_of};
use crate::plan::{ItemIx, Kind};
use crate::run::course::LegIx;
use crate::run::event::Event;
use crate::run::event::Evidence;
use crate::run::progress::{At, State};
use crate::words::report as words;

pub(super) fn tell(teller: &Teller<'_>, style: Items, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    if !run.course.legs.is_empty() {
        doc.heading(2, w.items);
    }
    for (leg, it) in run.course.each_leg() {
        doc.heading(3, teller.stage(leg));
        list(teller, style, &it.items, Some(leg), doc);
    }
    let watched: Vec<ItemIx> = run.course.watched.iter().map(|it| it.item).collect();
    if !watched.is_empty() {
        doc.heading(2, w.watched);
        list(teller, Items::Table, &watched, None, doc);
    }
}

/// These items as boxes or as rows.
pub(super) fn list(
    teller: &Teller<'_>,
    style: Items,
    items: &[ItemIx],
    leg: Option<LegIx>,
    doc: &mut Doc,
) {
    let w = teller.words;
    match style {
        Items::Tasks => {
            doc.list(items.iter().map(|item| entry(teller, *item, leg)).collect());
        }
        Items::Table => {
            let rows = items.iter().map(|item| row(teller, *item, leg)).collect();
            doc.table([w.item, w.state, w.who, w.when, w.value, w.source, w.note], rows);
        }
    }
}

/// An item as a box with what is known below it.
fn entry(teller: &Teller<'_>, item: ItemIx, leg: Option<LegIx>) -> Entry {
    let row = teller.run.progress.row(item);
    let state = state(teller, item);
    let ground = [said(teller, item), value(teller, item), source(teller, item, leg)];
    let ground: Vec<String> = ground.into_iter().filter(|part| !part.is_empty()).collect();
    let mut line = Line::strong(state);
    if !ground.is_empty() {
        line = line.and(format!(" ({})", ground.join("; ")));
    }
    let ticked = matches!(row.state, State::Done | State::Yes) && row.conflict.is_empty();
    let mut below = vec![line];
    below.extend(remarks(teller, item));
    Entry { ticked: Some(ticked), line: Line::text(named(teller, item)), below }
}

/// An item as a row.
fn row(teller: &Teller<'_>, item: ItemIx, leg: Option<LegIx>) -> Vec<Line> {
    let by = spoke(teller, item).map(|at| teller.entry(at));
    let who = by.map(|entry| entry.by.to_string()).unwrap_or_default();
    let when = by.map(|entry| teller.time(entry.at_ms)).unwrap_or_default();
    let mut noted = Line::default();
    for remark in remarks(teller, item) {
        if !noted.0.is_empty() {
            noted = noted.and("; ");
        }
        noted.0.extend(remark.0);
    }
    vec![
        Line::text(named(teller, item)),
        Line::text(state(teller, item)),
        Line::text(who),
        Line::text(when),
        Line::text(value(teller, item)),
        Line::text(source(teller, item, leg)),
        noted,
    ]
}

/// The item's words, and what it is where that is not plain.
fn named(teller: &Teller<'_>, item: ItemIx) -> String {
    let it = teller.run.plan.item(item);
    let tier = it.tier.map(|tier| format!("{tier}: ")).unwrap_or_default();
    match it.kind {
        Kind::Go => format!("{}: {}", teller.words.go, teller.item(item)),
        Kind::Step | Kind::Abort | Kind::Rollback | Kind::Artefact | Kind::Note => {
            format!("{tier}{}", teller.item(item))
        }
    }
}

/// How it stands; two answers that differ are no state at all.
pub(super) fn state(teller: &Teller<'_>, item: ItemIx) -> String {
    let row = teller.run.progress.row(item);
    if !row.conflict.is_empty() {
        return words::oddity(teller.lang, words::Oddity::Conflict);
    }
    let is_watched = teller.run.plan.item(item).kind == Kind::Abort;
    if is_watched && row.state == State::Open {
        let came_true = |at: &At| matches!(teller.entry(*at).event, Event::Tripped { .. });
        let w = teller.words;
        let was = if row.tellings.iter().any(came_true) { w.came_true } else { w.seen_by_nobody };
        return was.to_owned();
    }
    let state = words::state(teller.lang, row.state);
    let reason = row.by.and_then(|at| reason_of(&teller.entry(at).event));
    match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => format!("{state}. {}: {reason}", teller.words.reason),
        None => state.to_owned(),
    }
}

/// The entry that says how an item stands; of a rollback criterion that is true no longer, the one
/// by which it was.
fn spoke(teller: &Teller<'_>, item: ItemIx) -> Option<At> {
    let row = teller.run.progress.row(item);
    let tripped = |at: &&At| matches!(teller.entry(**at).event, Event::Tripped { .. });
    row.by.or_else(|| row.tellings.iter().rfind(tripped).copied())
}

fn said(teller: &Teller<'_>, item: ItemIx) -> String {
    let by = spoke(teller, item);
    by.map(|at| teller.said(at)).unwrap_or_default()
}

/// The value that was seen with the answer, else the last one put beside it.
pub(super) fn value(teller: &Teller<'_>, item: ItemIx) -> String {
    let row = teller.run.progress.row(item);
    let answered = spoke(teller, item).and_then(|at| observed_of(&teller.entry(at).event));
    let proof = row.evidence.iter().rev().find_map(|at| match &teller.entry(*at).event {
        Event::Evidenced { evidence: Evidence::Value(seen), .. } => Some(seen),
        _ => None,
    });
    let seen = answered.filter(|seen| !seen.text.is_empty()).or(proof);
    seen.map(|seen| seen.text.text.trim().to_owned()).unwrap_or_default()
}

/// Who or what says so, and how old the answer to a criterion was at the gate.
fn source(teller: &Teller<'_>, item: ItemIx, leg: Option<LegIx>) -> String {
    let (run, row) = (teller.run, teller.run.progress.row(item));
    let is_step = run.plan.item(item).kind != Kind::Go;
    let told = spoke(teller, item).map(|at| &teller.entry(at).event);
    let source = match told {
        Some(Event::Tripped { source, .. }) => Some(source),
        _ => crate::run::progress::source(row, &run.journal),
    };
    let Some(source) = source.filter(|_| !is_step || row.by.is_none()) else {
        return String::new();
    };
    let told = teller.source(source);
    let said_ms = row.by.map(|at| teller.entry(at).at_ms);
    let Some(said_ms) = said_ms.filter(|_| !is_step) else { return told };
    let opened = leg.and_then(|leg| run.progress.gate(leg).opened);
    let opened_ms = opened.map(|at| teller.entry(at).at_ms);
    let until_ms = opened_ms.unwrap_or_else(|| run.progress.last_ms());
    let age = words::age(teller.lang, until_ms - said_ms, opened_ms.is_some());
    format!("{told}, {age}")
}

/// Notes and proof, each with its author.
pub(super) fn remarks(teller: &Teller<'_>, item: ItemIx) -> Vec<Line> {
    let row = teller.run.progress.row(item);
    let mut places: Vec<At> = row.notes.iter().chain(&row.evidence).copied().collect();
    places.sort_unstable();
    places.iter().filter_map(|at| remark(teller, *at)).collect()
}

fn remark(teller: &Teller<'_>, at: At) -> Option<Line> {
    let said = teller.said(at);
    let w = teller.words;
    match &teller.entry(at).event {
        Event::Noted { text, .. } => {
            Some(Line::text(format!("{} ({said}): {}", w.note, text.text.trim())))
        }
        Event::Evidenced { evidence, .. } => {
            let line = Line::text(format!("{} ({said}): ", w.evidence));
            Some(match evidence {
                Evidence::Link(proof) if is_address(proof.text.trim()) => {
                    line.with(Span::Link(proof.text.trim().to_owned()))
                }
                Evidence::Link(text) | Evidence::Text(text) => line.and(text.text.trim()),
                Evidence::Value(seen) => line.and(seen.text.text.trim()),
            })
        }
        _ => None,
    }
}
