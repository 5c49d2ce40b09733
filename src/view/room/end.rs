//! The end of a run: finished with what is left open said, given up with a reason, or over.

use super::ask::{Ask, Given};
use super::{Form, Here};
use crate::run::command::Command;
use crate::run::event::Event;
use crate::view::place::{Place, Room};
use crate::words::room::{at, left_open, room};
use leptos::prelude::*;

/// The buttons that end a run.
#[component]
pub(super) fn Ending(here: Here) -> impl IntoView {
    let Here { live, grip, .. } = here;
    let acts = here.acts();
    let words = room(here.lang);
    acts?;
    let may = live.memo(|run| run.progress.started.is_some() && run.progress.end.is_none());
    let back = live.memo(|run| run.progress.back().is_some());
    let all_behind = live.memo(|run| run.progress.current().is_none());
    let asked = move || {
        Some(match here.form.get()? {
            Form::Finish => view! { <Finish here/> }.into_any(),
            Form::Abandon => {
                let on_answer =
                    Callback::new(move |given: Given| here.answer(Command::Abandon(given.text)));
                view! {
                    <section class="loud">
                        <Ask
                            here form=Form::Abandon label=words.why_abandon act=words.abandon
                            stern=words.abandon_word on_answer
                        />
                    </section>
                }
                .into_any()
            }
            _ => return None,
        })
    };
    let pressed = move |form: Form| move || here.asks(|it| it == form).to_string();
    Some(view! {
        <section class="ending" id="ending" tabindex="-1" aria-label=words.ending hidden=move || !may.get()>
            <div class="row">
                <button
                    type="button" id="finish" class:main=move || all_behind.get() disabled=move || back.get()
                    aria-expanded=pressed(Form::Finish) on:click=move |_| grip.toggle(Form::Finish)
                >{words.finish}</button>
                <button
                    type="button" id="abandon" class="quiet" aria-expanded=pressed(Form::Abandon)
                    on:click=move |_| grip.toggle(Form::Abandon)
                >{words.abandon}</button>
            </div>
            {asked}
        </section>
    })
}

/// What is left open, and why that is fine.
#[component]
fn Finish(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let now_ms = live.now_ms.get_untracked();
    let open: Vec<String> =
        live.peek(|run| run.left_open(now_ms).iter().map(|it| left_open(lang, run, *it)).collect());
    let empty = open.is_empty();
    let rows: Vec<_> = open.into_iter().map(|it| view! { <li dir="auto">{it}</li> }).collect();
    let on_answer = Callback::new(move |given: Given| here.answer(Command::Finish(given.text)));
    let label = if empty { words.last_word } else { words.why_open };
    view! {
        {(!empty).then(|| view! { <p class="sub">{words.still_open}</p><ul class="plain">{rows}</ul> })}
        <Ask here form=Form::Finish label act=words.finish may_be_empty=empty on_answer/>
    }
}

/// The run is over: how, when, by whom, and where its report is.
#[component]
pub(super) fn Over(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let told = live.memo(move |run| {
        let end = run.progress.end?;
        let entry = run.entry(end.at);
        let (Event::Finished { reason } | Event::Abandoned { reason }) = &entry.event else {
            return None;
        };
        let title = if end.abandoned { words.abandoned } else { words.over };
        let by = format!("{} · {}", at(run, entry.at_ms), entry.by);
        let report = run.journal.run().map(|id| Place::Run(id, Room::Report).to_string());
        Some((title, by, reason.text.to_string(), report))
    });
    move || {
        told.get().map(|(title, by, reason, report)| {
            view! {
                <section class="over" role="status">
                    <h2 id="over" tabindex="-1">{title}</h2>
                    <p class="num">{by}</p>
                    {(!reason.is_empty()).then(|| view! { <p dir="auto">{reason}</p> })}
                    <p><a href=report>{words.to_report}</a></p>
                </section>
            }
        })
    }
}
