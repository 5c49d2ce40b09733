//! What was not as planned, each with the entry that says so. What nobody said is a deviation too:
//! an item without an answer behind an open gate is told, never passed over.

use super::doc::{Doc, Entry, Line};
use super::teller::Teller;
use crate::run::event::{Event, Mark};
use crate::run::gate::Missing;
use crate::run::journal::Flaw;
use crate::run::progress::{At, State, Stray};
use crate::words::report::{self as words, Oddity};
use std::collections::BTreeSet;

/// One thing that was not as planned.
pub(super) struct Deviation {
    pub oddity: Oddity,
    pub text: String,
}

/// All of them: the gravest kinds first, within a kind in the order of the journal.
pub(super) fn find(teller: &Teller<'_>) -> Vec<Deviation> {
    let mut found = Vec::new();
    let strays: BTreeSet<At> = teller.run.progress.strays.iter().map(|(at, _)| *at).collect();
    for (at, entry) in teller.entries() {
        let is_undone = teller.run.progress.undone.contains_key(&at);
        if strays.contains(&at) || is_undone {
            continue;
        }
        if let Some(text) = told(teller, at, &entry.event) {
            found.extend(oddity(&entry.event).map(|oddity| Deviation { oddity, text }));
        }
    }
    standing(teller, &mut found);
    strayed(teller, &mut found);
    flaws(teller, &mut found);
    found.sort_by_key(|deviation| deviation.oddity);
    found
}

pub(super) fn tell(teller: &Teller<'_>, deviations: &[Deviation], doc: &mut Doc) {
    doc.heading(2, teller.words.deviations);
    if deviations.is_empty() {
        return doc.para(Line::text(words::capitalised(teller.words.none)));
    }
    let line = |deviation: &Deviation| {
        let lead = words::oddity(teller.lang, deviation.oddity);
        Entry::from(Line::strong(format!("{lead}.")).and(format!(" {}", deviation.text)))
    };
    doc.list(deviations.iter().map(line).collect());
}

/// A silence as long as this is worth a line of its own.
const LONG_MS: i64 = 120_000;

/// Which kind of deviation an entry is, if it is one.
fn oddity(event: &Event) -> Option<Oddity> {
    Some(match event {
        Event::GateOverridden { .. } => Oddity::Overridden,
        Event::StageLeftOut { .. } => Oddity::LeftOut,
        Event::GateRefused { .. } => Oddity::Refused,
        Event::Marked { mark, .. } => Oddity::Aside(*mark),
        Event::Answered { answer: crate::run::event::Answer::No, .. } => Oddity::Unmet,
        Event::Answered { answer: crate::run::event::Answer::NotApplicable, .. } => {
            Oddity::Aside(Mark::NotApplicable)
        }
        Event::Held { .. } => Oddity::Hold,
        Event::Tripped { .. } => Oddity::Tripped,
        Event::Dismissed { .. } => Oddity::Dismissed,
        Event::RollbackStarted { .. } => Oddity::Rollback,
        Event::T0Moved { .. } => Oddity::T0Moved,
        Event::PlanAmended { .. } => Oddity::Amended,
        Event::Undone { .. } => Oddity::Undone,
        Event::ClockJumped { .. } => Oddity::ClockJump,
        Event::MeasuringGap { from_ms, to_ms, .. } if to_ms.saturating_sub(*from_ms) >= LONG_MS => Oddity::Gap,
        Event::Started(_)
        | Event::Ticked { .. }
        | Event::Unticked { .. }
        | Event::Noted { .. }
        | Event::Evidenced { .. }
        | Event::Answered { .. }
        | Event::GatePassed { .. }
        | Event::GateAsked { .. }
        | Event::Resumed
        | Event::Recovered { .. }
        | Event::RollbackFinished { .. }
        | Event::Retried { .. }
        | Event::HandedOver { .. }
        | Event::Criticised { .. }
        | Event::ObligationClosed { .. }
        | Event::Finished { .. }
        | Event::Abandoned { .. }
        | Event::SignedOff(_)
        // A short one stands among the signals.
        | Event::MeasuringGap { .. }
        | Event::Unknown { .. } => return None,
    })
}

/// What is to be said of an entry that is a deviation.
fn told(teller: &Teller<'_>, at: At, event: &Event) -> Option<String> {
    oddity(event)?;
    let said = teller.said(at);
    let because = teller.because(event);
    let subject = super::history::subject(teller, event);
    let mut text = if subject.is_empty() {
        format!("{said}.{because}")
    } else {
        format!("{subject}: {said}.{because}")
    };
    match event {
        Event::GateOverridden { stage, .. } => text.push_str(&missing(teller, at, *stage)),
        Event::Held { .. } => {
            let held = teller.run.progress.holds.iter().find(|(held, _)| *held == at);
            let ended = held.and_then(|(_, ended)| *ended).map(|at| teller.entry(at).at_ms);
            let stretch = teller.stretch(teller.entry(at).at_ms, ended);
            text = format!("{stretch}, {}.{because}", teller.entry(at).by);
        }
        _ => {}
    }
    text.push_str(&by_now(teller, at, event));
    Some(text)
}

/// What was missing when a gate was overridden.
fn missing(teller: &Teller<'_>, at: At, section: crate::plan::Id) -> String {
    let Some(leg) = teller.run.course.leg_by_id(section) else { return String::new() };
    let before = teller.before(at);
    let missing = before.look().missing(&before.progress, leg, teller.entry(at).at_ms);
    let items: Vec<String> = missing
        .into_iter()
        .filter_map(|missing| match missing {
            Missing::Item(item, stands) => {
                Some(format!("{} ({})", teller.item(item), words::state(teller.lang, stands)))
            }
            Missing::Conflict(item) | Missing::Tripped(item) => Some(teller.item(item)),
            Missing::Stale(item, since_ms) => {
                Some(format!("{} ({})", teller.item(item), teller.time(since_ms)))
            }
            Missing::Soak(item, until_ms) => {
                Some(format!("{} (→ {})", teller.item(item), teller.time(until_ms)))
            }
            Missing::Held => Some(words::oddity(teller.lang, Oddity::Hold)),
            Missing::Start | Missing::Over | Missing::GoingBack | Missing::Earlier(_) => None,
        })
        .collect();
    if items.is_empty() {
        return String::new();
    }
    format!(" {}: {}.", teller.words.missing, items.join("; "))
}

/// How the item stands now, where it stands otherwise.
fn by_now(teller: &Teller<'_>, at: At, event: &Event) -> String {
    let item = event.item().and_then(|id| teller.run.course.item_by_id(id));
    let Some(item) = item else { return String::new() };
    let row = teller.run.progress.row(item);
    if row.by == Some(at) {
        return String::new();
    }
    let state = match row.state {
        State::Open => super::items::state(teller, item),
        state => words::state(teller.lang, state).to_owned(),
    };
    let said = row.by.map(|by| format!(", {}", teller.said(by))).unwrap_or_default();
    format!(" ({}: {state}{said})", teller.words.now)
}

/// What stands unsettled: no single entry says it, the whole journal does.
fn standing(teller: &Teller<'_>, found: &mut Vec<Deviation>) {
    let (run, progress, w) = (teller.run, &teller.run.progress, teller.words);
    for (leg, it) in run.course.each_leg() {
        let gate = progress.gate(leg);
        // Nobody had to answer in a stage that was never begun.
        let is_cut = progress.end.is_some() && gate.left_out.is_none();
        let is_past = gate.opened.is_some() || (is_cut && gate.entered_ms.is_some());
        for item in &it.items {
            let row = progress.row(*item);
            let is_open = row.state == State::Open && !run.look().is_settled(progress, *item);
            if is_past && is_open && row.conflict.is_empty() {
                let text = format!("{}: {}", teller.stage(leg), teller.item(*item));
                found.push(Deviation { oddity: Oddity::Unsettled, text });
            }
        }
    }
    for (n, row) in progress.rows.iter().enumerate() {
        let answer = |at: &At| {
            let event = &teller.entry(*at).event;
            format!("{} ({})", words::deed(teller.lang, event), teller.said(*at))
        };
        let all = |answers: &[At]| answers.iter().map(answer).collect::<Vec<_>>().join("; ");
        let item = || teller.item(crate::plan::ItemIx::new(n));
        for (answers, by) in &row.settled {
            let text = format!("{}: {}. {}: {}", item(), all(answers), w.settled, answer(by));
            found.push(Deviation { oddity: Oddity::Conflict, text });
        }
        if !row.conflict.is_empty() {
            let text = format!("{}: {}", item(), all(&row.conflict));
            found.push(Deviation { oddity: Oddity::Conflict, text });
        }
    }
    for standing in run.obligations().filter(|it| it.is_open) {
        let since = standing.opened.map(|at| format!(": {}", teller.said(at)));
        let text = format!("{}{}", teller.item(standing.on), since.unwrap_or_default());
        found.push(Deviation { oddity: Oddity::StillOn, text });
    }
}

/// Entries that count for nothing.
fn strayed(teller: &Teller<'_>, found: &mut Vec<Deviation>) {
    for (at, stray) in &teller.run.progress.strays {
        let event = &teller.entry(*at).event;
        let oddity = match (event, stray) {
            (Event::GatePassed { .. } | Event::GateOverridden { .. }, Stray::GateShut) => {
                Oddity::Contested
            }
            _ => Oddity::Stray,
        };
        let deed = super::history::deed(teller, event);
        let why = words::stray(teller.lang, *stray);
        let text = format!("№ {}, {deed} ({}): {why}", at + 1, teller.said(*at));
        found.push(Deviation { oddity, text });
    }
}

/// What does not fit together in the journal itself.
fn flaws(teller: &Teller<'_>, found: &mut Vec<Deviation>) {
    for flaw in teller.run.journal.flaws() {
        let text = match flaw {
            Flaw::Forked(entry) => words::forked(teller.lang, entry),
            Flaw::Missing { from, until } => words::missing(teller.lang, from, until),
            Flaw::Unchained(entry) => words::unchained(teller.lang, entry),
            Flaw::Stranger(entry) => words::stranger(teller.lang, entry),
        };
        found.push(Deviation { oddity: Oddity::Flaw, text });
    }
}
