//! The ways back: what caused each, who decided, its steps and their times, and what came after.

use super::doc::{Doc, Entry, Line};
use super::teller::Teller;
use crate::plan::ItemIx;
use crate::run::event::Event;
use crate::run::progress::{Back, State};
use crate::words::{report as words, time};

pub(super) fn tell(teller: &Teller<'_>, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    for (n, back) in run.progress.backs.iter().enumerate() {
        let many = run.progress.backs.len() > 1;
        let title = if many { format!("{} {}", w.rollback, n + 1) } else { w.rollback.to_owned() };
        doc.heading(2, title);
        doc.list(facts(teller, back).into_iter().map(Entry::from).collect());
        steps(teller, back, n, doc);
    }
}

/// What, who, why, from when to when, and what followed.
fn facts(teller: &Teller<'_>, back: &Back) -> Vec<Line> {
    let (run, w) = (teller.run, teller.words);
    let fact =
        |label: &str, text: String| Line::strong(format!("{label}:")).and(format!(" {text}"));
    let began = teller.entry(back.began);
    let mut lines = Vec::new();
    let cause = back.cause.map(|cause| cause_told(teller, cause, back));
    lines.extend(cause.map(|cause| fact(w.cause, cause)));
    let because = teller.because(&began.event);
    lines.push(fact(w.by, format!("{}.{because}", teller.said(back.began))));
    lines.extend(back.during.map(|leg| fact(w.during, teller.stage(leg))));
    let ended = match back.finished {
        Some((at, restored)) => {
            let state = if restored { w.restored } else { w.not_restored };
            let entry = teller.entry(at);
            let length = teller.length(entry.at_ms - began.at_ms);
            let because = teller.because(&entry.event);
            format!("{}, {state} ({length}, {}).{because}", teller.time(entry.at_ms), entry.by)
        }
        None => w.not_ended.to_owned(),
    };
    lines.push(fact(w.began, teller.moment(began.at_ms)));
    lines.push(fact(w.ended, ended));
    let idle = run.course.each_leg().filter(|(leg, _)| back.during.is_some_and(|it| *leg > it));
    let idle: Vec<String> = idle.map(|(leg, _)| teller.stage(leg)).collect();
    if !idle.is_empty() {
        lines.push(fact(w.not_begun, idle.join("; ")));
    }
    let after = back.finished.map(|(at, _)| at);
    let retry = run.progress.retries.iter().find(|(at, _)| after.is_some_and(|end| *at > end));
    if let Some((at, leg)) = retry {
        let because = teller.because(&teller.entry(*at).event);
        let told = format!("{}: {}.{because}", teller.stage(*leg), teller.said(*at));
        lines.push(fact(w.retry, told));
    }
    lines
}

/// The criterion that sent us back, with the value that was seen last before it.
fn cause_told(teller: &Teller<'_>, cause: ItemIx, back: &Back) -> String {
    let id = teller.run.id(cause);
    let tripped = teller
        .entries()
        .take(back.began as usize)
        .filter(|(_, entry)| matches!(&entry.event, Event::Tripped { item, .. } if *item == id));
    let item = teller.item(cause);
    match tripped.last() {
        Some((at, entry)) => {
            let seen = super::teller::observed_of(&entry.event);
            let seen = seen.map(|seen| format!(" {}", seen.text.text.trim())).unwrap_or_default();
            format!("{item}:{seen} ({})", teller.said(at))
        }
        None => item,
    }
}

/// The steps to walk, with the times at which they were done.
fn steps(teller: &Teller<'_>, back: &Back, n: usize, doc: &mut Doc) {
    let (run, w) = (teller.run, teller.words);
    let next = run.progress.backs.get(n + 1).map(|next| next.began);
    // A later way back makes the steps forget; what they were is what the journal said until then.
    let earlier = next.map(|next| teller.before(next));
    let then = earlier.as_ref().unwrap_or(run);
    let mut since_ms = teller.entry(back.began).at_ms;
    let mut rows = Vec::new();
    for item in run.ways_back(back).into_iter().flat_map(|way| way.items.iter().copied()) {
        let row = then.progress.row(item);
        let by = row.by.map(|at| then.entry(at));
        let schedule = run.plan.item(item).schedule.as_ref();
        let allowed = schedule.map(|it| time::schedule(teller.lang, it).join(", "));
        let done = by.filter(|_| row.state == State::Done);
        let took = done.map(|entry| teller.length((entry.at_ms - since_ms).max(0)));
        since_ms = by.map_or(since_ms, |entry| entry.at_ms.max(since_ms));
        rows.push(vec![
            Line::text(teller.item(item)),
            Line::text(words::state(teller.lang, row.state)),
            Line::text(by.map(|entry| entry.by.to_string()).unwrap_or_default()),
            Line::text(by.map(|entry| teller.time(entry.at_ms)).unwrap_or_default()),
            Line::text(allowed.unwrap_or_default()),
            Line::text(took.unwrap_or_default()),
        ]);
    }
    doc.table([w.step, w.state, w.who, w.when, w.allowed, w.took], rows);
}
