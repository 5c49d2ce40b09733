//! What was said of an item: how it stands, who says so and when, notes, proof, and answers that
//! differ.

use super::{Here, scene};
use crate::plan::ItemIx;
use crate::run::Run;
use crate::run::event::{Event, Evidence, Mark, Source};
use crate::run::progress::{At, State};
use crate::view::live::Live;
use crate::words::Lang;
use crate::words::report::{deed, state};
use crate::words::room::{at, room};
use leptos::prelude::*;

/// What a row shows of its item's progress.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shown {
    /// How it stands.
    pub(super) state: State,
    /// When and by whom that was said.
    pub(super) who: String,
    /// Why, or what value was seen.
    pub(super) why: String,
    /// What was written about it, each with who and when.
    pub(super) notes: Vec<Remark>,
    /// The entries that differ.
    pub(super) conflict: Vec<At>,
    /// Its word must not be trusted for long.
    pub(super) critical: bool,
    /// Some of it could not be saved.
    pub(super) unsaved: bool,
}

/// Something that was written about an item.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Remark {
    /// What.
    pub(super) text: String,
    /// When and by whom.
    pub(super) who: String,
    /// It proves something.
    pub(super) proof: bool,
    /// It is an address that may be opened.
    pub(super) link: bool,
    /// It is a value that was seen.
    pub(super) value: bool,
}

impl Shown {
    /// As it changes.
    pub(super) fn live(live: Live, item: ItemIx, lang: Lang) -> Memo<Self> {
        live.row(item, move |run| Self {
            unsaved: live.is_unsaved(item),
            ..Self::of(run, item, lang)
        })
    }

    pub(super) fn of(run: &Run, item: ItemIx, lang: Lang) -> Self {
        let row = run.progress.row(item);
        let (who, why) = match row.by {
            Some(by) => (who(run, by), why(run, by)),
            None if row.came_done => (room(lang).from_plan.to_owned(), String::new()),
            None => (String::new(), String::new()),
        };
        let mut told: Vec<At> = row.notes.iter().chain(&row.evidence).copied().collect();
        told.sort_unstable();
        Self {
            state: row.state,
            who,
            why,
            notes: told.into_iter().filter_map(|it| remark(run, it)).collect(),
            conflict: row.conflict.clone(),
            critical: run.look().is_critical(&run.progress, item),
            unsaved: false,
        }
    }
}

/// «02:18 · Орлова»; `02:18 · ◉ error_rate`, where a measurement says so.
pub(super) fn who(run: &Run, by: At) -> String {
    let entry = run.entry(by);
    let when = at(run, entry.at_ms);
    match &entry.event {
        Event::Answered { source: Source::Measured(signal), .. }
        | Event::Tripped { source: Source::Measured(signal), .. } => {
            format!("{when} · ◉ {}", signal.text)
        }
        _ => format!("{when} · {}", entry.by),
    }
}

/// The reason or the value of a telling.
fn why(run: &Run, by: At) -> String {
    let seen = |seen: &Option<crate::run::event::Observed>| {
        seen.as_ref().map(|it| it.text.text.to_string()).unwrap_or_default()
    };
    match &run.entry(by).event {
        Event::Marked { reason, .. } | Event::Dismissed { reason, .. } => reason.text.to_string(),
        Event::Answered { observed, .. } => seen(observed),
        // What was seen of a rollback criterion stands beside its words.
        _ => String::new(),
    }
}

fn remark(run: &Run, told: At) -> Option<Remark> {
    let (text, proof, may_link) = match &run.entry(told).event {
        Event::Noted { text, .. } => (&text.text, false, false),
        Event::Evidenced { evidence: Evidence::Link(it), .. } => (&it.text, true, true),
        Event::Evidenced { evidence: Evidence::Text(it), .. } => (&it.text, true, false),
        Event::Evidenced { evidence: Evidence::Value(seen), .. } => (&seen.text.text, true, false),
        _ => return None,
    };
    let plain = text.starts_with("https://") || text.starts_with("http://");
    let link = may_link && plain;
    let value = proof
        && !may_link
        && matches!(&run.entry(told).event, Event::Evidenced { evidence: Evidence::Value(_), .. });
    Some(Remark { text: text.to_string(), who: who(run, told), proof, link, value })
}

/// The mark of a state: a shape for each, so that none is told by colour alone.
pub(super) fn mark(state: State) -> &'static str {
    match state {
        State::Done | State::Yes => "✓",
        State::Aside(Mark::Skipped) => "–",
        State::Aside(Mark::NotApplicable) => "∅",
        State::Aside(Mark::Blocked) => "‖",
        State::Aside(Mark::Failed) | State::No => "✕",
        State::Tripped => "▲",
        State::Dismissed(_) => "△",
        State::Open => "",
    }
}

/// The word of a state for a style sheet.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Done | State::Yes => "done",
        State::Aside(Mark::Skipped | Mark::NotApplicable) => "aside",
        State::Aside(Mark::Blocked) => "blocked",
        State::Aside(Mark::Failed) | State::No => "failed",
        State::Tripped => "tripped",
        State::Dismissed(_) => "dismissed",
    }
}

/// When and by whom an item's state was said, and whether that could not be saved.
#[component]
pub(super) fn Who(here: Here, shown: Memo<Shown>) -> impl IntoView {
    let unsaved = Memo::new(move |_| shown.with(|it| it.unsaved));
    let mark = move || {
        let word = room(here.lang).unsaved;
        unsaved
            .get()
            .then(|| view! { <b class="unsaved"><span aria-hidden="true">"⚠ "</span>{word}</b> })
    };
    view! { <span class="who num">{move || shown.with(|it| it.who.clone())}{mark}</span> }
}

/// What is said of an item below its words: its state where that is more than a tick, answers that
/// differ, notes and proof.
#[component]
pub(super) fn Said(
    here: Here,
    shown: Memo<Shown>,
    /// The state is shown elsewhere already.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let words = room(here.lang);
    let told = Memo::new(move |_| {
        shown.with(|it| match (it.state, it.why.is_empty()) {
            (State::Open, _) | (State::Done | State::Yes, true) => None,
            (state, true) if quiet || state == State::No => None,
            (_, false) if quiet => Some((String::new(), it.why.clone())),
            (it_is, _) => Some((state(here.lang, it_is).to_owned(), it.why.clone())),
        })
    });
    let stands = move || {
        told.get().map(|(state, why)| {
            let comma = if state.is_empty() || why.is_empty() { "" } else { ": " };
            view! { <p class="why"><b>{state}</b>{comma}<span dir="auto">{why}</span></p> }
        })
    };
    let notes = Memo::new(move |_| {
        // Where the state is shown elsewhere, so is the value that was seen last.
        let told = |it: &&Remark| !(quiet && it.value);
        shown.with(|it| it.notes.iter().filter(told).cloned().collect::<Vec<_>>())
    });
    let remark = move |it: Remark| {
        let text = it.text;
        let proof = it.proof.then(|| view! { <b>{words.evidence}": "</b> });
        let text = if it.link {
            let to = text.clone();
            view! { <a href=to target="_blank" rel="noopener noreferrer">{text}</a> }.into_any()
        } else {
            view! { <span dir="auto">{text}</span> }.into_any()
        };
        view! { <p class="note">{proof}{text}<small class="num">" "{it.who}</small></p> }
    };
    let conflict = Memo::new(move |_| shown.with(|it| it.conflict.clone()));
    view! {
        {stands}
        {move || Some(conflict.get()).filter(|it| !it.is_empty()).map(|entries| view! { <Conflict here entries/> })}
        {move || notes.get().into_iter().map(remark).collect::<Vec<_>>()}
    }
}

/// Answers that differ, each with a button by which it stands.
#[component]
fn Conflict(here: Here, entries: Vec<At>) -> impl IntoView {
    let words = room(here.lang);
    let answer = move |told: At| {
        let (who, deed) =
            here.live.peek(|run| (who(run, told), deed(here.lang, &run.entry(told).event)));
        let settle = move |_| {
            if let Some(command) = here.live.peek(|run| scene::again(run, told)) {
                here.press(command);
            }
        };
        let button = here.acts().map(|_| {
            view! { <button type="button" on:click=settle>{words.this_one}</button> }
        });
        view! { <li><span><b>{deed}</b>" "<small class="num">{who}</small></span>{button}</li> }
    };
    view! {
        <div class="conflict" role="alert">
            <p><b>"⚡ "{words.conflict}</b></p>
            <ul>{entries.into_iter().map(answer).collect::<Vec<_>>()}</ul>
        </div>
    }
}
