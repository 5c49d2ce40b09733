//! A step: its box, its words, its commands, who did it and when, and the rarer things that can be
//! said of it.

use super::Here;
use super::ask::Ask;
use crate::plan::{Item, ItemIx};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::event::{Event, Evidence, Mark, Words};
use crate::run::progress::State;
use crate::view::item::{CommandBlock, TimeChips};
use crate::words::report::{clock, state};
use crate::words::room::room;
use crate::words::time;
use leptos::prelude::*;

/// What a row shows of its item's progress.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Shown {
    pub(super) state: State,
    pub(super) who: String,
    pub(super) notes: Vec<String>,
    pub(super) conflict: bool,
    pub(super) critical: bool,
}

impl Shown {
    pub(super) fn of(run: &Run, item: ItemIx, lang: crate::words::Lang) -> Self {
        let row = run.progress.row(item);
        let who = match row.by {
            Some(at) => {
                let entry = run.entry(at);
                let zone = run.start().map(|start| start.zone.clock(entry.at_ms));
                format!("{} · {}", zone.map(clock).unwrap_or_default(), entry.by)
            }
            None if row.came_done => room(lang).from_plan.to_owned(),
            None => String::new(),
        };
        let said = |at: &u32| match &run.entry(*at).event {
            Event::Noted { text, .. } => text.text.to_string(),
            Event::Evidenced { evidence: Evidence::Link(it) | Evidence::Text(it), .. } => {
                it.text.to_string()
            }
            Event::Evidenced { evidence: Evidence::Value(seen), .. } => seen.text.text.to_string(),
            Event::Marked { reason, .. } => reason.text.to_string(),
            _ => String::new(),
        };
        let mut notes: Vec<String> = row.by.iter().map(said).filter(|it| !it.is_empty()).collect();
        notes.extend(row.notes.iter().chain(&row.evidence).map(said));
        let critical = run.look().is_critical(&run.progress, item);
        Self { state: row.state, who, notes, conflict: !row.conflict.is_empty(), critical }
    }
}

/// Which form is open under a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Aside(Mark),
    Note,
    Evidence,
}

/// A step.
#[component]
pub(super) fn Row(here: Here, item: ItemIx) -> impl IntoView {
    let Here { live, lang, acts, .. } = here;
    let words = room(lang);
    let plan: Item = live.item(item, Item::clone);
    let shown = live.row(item, move |run| Shown::of(run, item, lang));
    let times = plan.schedule.as_ref().map(|it| time::schedule(lang, it)).unwrap_or_default();
    let copying = acts.map(|acts| acts.copying);
    let commands: Vec<_> = (plan.commands.into_iter())
        .map(|command| view! { <CommandBlock command lang copying/> })
        .collect();
    let owners: Vec<String> = plan.people.iter().map(ToString::to_string).collect();
    let text = plan.text.to_string();
    let done = move || shown.with(|it| it.state == State::Done);
    let toggle =
        move |_| here.press(if done() { Command::Untick(item) } else { Command::Tick(item) });
    let label = format!("{}: {text}", words.done);
    let notes = move || {
        shown
            .with(|it| it.notes.clone())
            .into_iter()
            .map(|note| view! { <p class="note" dir="auto">{note}</p> })
            .collect::<Vec<_>>()
    };
    let form = RwSignal::new(None::<Form>);
    view! {
        <li
            class="step" id=format!("i{}", item.index()) data-depth=plan.depth.min(6).to_string()
            class:is-done=done class:is-aside=move || shown.with(|it| matches!(it.state, State::Aside(_)))
        >
            <button
                type="button" class="box" role="checkbox" aria-label=label
                aria-checked=move || done().to_string() on:click=toggle disabled=acts.is_none()
            >{move || mark(shown.with(|it| it.state))}</button>
            <div class="body">
                <p class="text">
                    {move || shown.with(|it| it.critical).then(|| view! { <span class="chip tier">{words.critical}</span> })}
                    <span dir="auto">{text}</span>
                    <TimeChips said=times lang/>
                    {(!owners.is_empty()).then(|| view! { <span class="chip owner" dir="auto">{owners.join(", ")}</span> })}
                </p>
                {commands}
                {move || shown.with(|it| it.conflict).then(|| view! { <p class="note hot" role="alert">{words.conflict}</p> })}
                {notes}
                {move || form.get().map(|open| view! { <Opened here item open form/> })}
            </div>
            <div class="tell">
                <span class="who num">
                    {move || {
                        let shown = shown.get();
                        match shown.state {
                            State::Open | State::Done => shown.who,
                            other => format!("{} · {}", state(lang, other), shown.who),
                        }
                    }}
                </span>
                {acts.map(|_| view! { <More here form/> })}
            </div>
        </li>
    }
}

/// The mark in a row's box.
pub(super) fn mark(state: State) -> &'static str {
    match state {
        State::Done | State::Yes => "✓",
        State::Aside(Mark::Skipped | Mark::NotApplicable) => "–",
        State::Aside(Mark::Blocked) => "‖",
        State::Aside(Mark::Failed) | State::No => "✕",
        State::Tripped => "▲",
        State::Open | State::Dismissed(_) => "",
    }
}

/// The rarer things that can be said of a step.
#[component]
fn More(here: Here, form: RwSignal<Option<Form>>) -> impl IntoView {
    let words = room(here.lang);
    let open = move |name: &'static str, which: Form| {
        view! { <button type="button" class="quiet" on:click=move |_| form.set(Some(which))>{name}</button> }
    };
    view! {
        <details class="more">
            <summary>{words.more}</summary>
            <div class="row">
                {open(words.skip, Form::Aside(Mark::Skipped))}
                {open(words.not_applicable, Form::Aside(Mark::NotApplicable))}
                {open(words.blocked, Form::Aside(Mark::Blocked))}
                {open(words.failed, Form::Aside(Mark::Failed))}
                {open(words.note, Form::Note)}
                {open(words.evidence, Form::Evidence)}
            </div>
        </details>
    }
}

/// The form that is open under a row.
#[component]
fn Opened(here: Here, item: ItemIx, open: Form, form: RwSignal<Option<Form>>) -> impl IntoView {
    let words = room(here.lang);
    let (label, name) = match open {
        Form::Aside(_) => (words.reason, "aside"),
        Form::Note => (words.note, "note"),
        Form::Evidence => (words.evidence, "evidence"),
    };
    let answered = move |text: String| {
        let text = Words::new(text);
        here.press(match open {
            Form::Aside(mark) => Command::Mark(item, mark, text),
            Form::Note => Command::Note(Some(item), text),
            Form::Evidence if text.text.starts_with("http") => {
                Command::Prove(item, Evidence::Link(text))
            }
            Form::Evidence => Command::Prove(item, Evidence::Text(text)),
        });
        form.set(None);
    };
    let draft = here.live.peek(|run| format!("{}/{name}", run.id(item)));
    view! {
        <Ask
            here label act=words.do_it draft
            on_answer=Callback::new(answered) on_close=Callback::new(move |()| form.set(None))
        />
    }
}
