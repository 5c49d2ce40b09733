//! The clock bar: which release, in which mode, who leads, what time it is for it.

use super::ask::{Ask, Given};
use super::{Form, Here};
use crate::run::command::Command;
use crate::run::event::{Mode, Seat};
use crate::view::place::Room;
use crate::words::room::{full_clock, room, t_clock, today};
use leptos::prelude::*;

/// The bar.
#[component]
pub(super) fn ClockBar(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let title = live.peek(|run| run.plan.title.as_deref().unwrap_or_default().to_owned());
    let mode = live.memo(|run| run.start().map(|start| start.mode));
    let mode_word = move || match mode.get() {
        Some(Mode::Real) => words.real,
        Some(Mode::Rehearsal) => words.rehearsal,
        None => words.not_begun,
    };
    let wall = Memo::new(move |_| {
        let now_ms = live.now_ms.get();
        live.peek(|run| run.start().map(|start| start.zone.clock(now_ms)))
    });
    let day = Memo::new(move |_| wall.get().map(|at| today(lang, at)));
    let zone = live.memo(|run| run.start().map(|start| start.zone.name.to_string()));
    let since = move || here.timing.with(|timing| timing.since_t0_ms);
    let go = move |_| {
        if let Some(acts) = acts {
            acts.go.run(Room::Report);
        }
    };
    view! {
        <section class="clockbar" aria-labelledby="title">
            <div class="which">
                <h1 id="title" tabindex="-1" dir="auto">{title}</h1>
                <Facts here/>
            </div>
            <span class="mode" class:real=move || mode.get() == Some(Mode::Real)>{mode_word}</span>
            <div class="clock wall">
                <b class="num">{move || wall.get().map(full_clock)}</b>
                <span>{move || zone.get()}{move || day.get().map(|day| format!(", {day}"))}</span>
            </div>
            <div class="clock">
                <b class="num" id="t-clock">{move || since().map(|it| t_clock(lang, it))}</b>
                <span>
                    {move || since().map(|it| if it < 0 { words.until_t0 } else { words.since_t0 })}
                </span>
            </div>
            {acts.map(|_| view! {
                <button type="button" id="to-report" on:click=go>{words.report}</button>
            })}
            {move || here.asks(|form| form == Form::Lead).then(|| view! { <HandOver here/> })}
        </section>
    }
}

/// Which plan, where it goes, who leads, and whether it is kept.
#[component]
fn Facts(here: Here) -> impl IntoView {
    let Here { live, lang, grip, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let digest = live.memo(|run| {
        let digest = run.start()?.plan.to_string();
        Some(format!("{}…{}", &digest[..4], &digest[62..]))
    });
    let goes = live.memo(|run| {
        let start = run.start()?;
        let parts = [&*start.version, &*start.environment].map(str::to_owned);
        Some(parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" → "))
            .filter(|it| !it.is_empty())
    });
    let lead = live.memo(|run| run.progress.lead.as_ref().map(|it| it.name.to_string()));
    let lead_text = move || lead.get().map(|lead| format!("{} {lead}", words.lead));
    let leads = move || match acts {
        Some(_) => view! {
            <button
                type="button" class="quiet" id="lead" title=words.hand_over
                aria-expanded=move || here.asks(|form| form == Form::Lead).to_string()
                on:click=move |_| grip.toggle(Form::Lead)
            >{lead_text}" ⇄"<span class="sr">" "{words.hand_over}</span></button>
        }
        .into_any(),
        None => view! { <span>{lead_text}</span> }.into_any(),
    };
    view! {
        <p class="facts soft small">
            {move || goes.get().map(|it| view! { <span class="num">{it}</span> })}
            {move || digest.get().map(|it| view! { <span>{words.plan}" "<span class="num">"sha256 "{it}</span></span> })}
            {leads()}
        </p>
    }
}

/// Gives the lead to somebody in one move, and the device with it.
#[component]
fn HandOver(here: Here) -> impl IntoView {
    let words = room(here.lang);
    let crew = here.live.peek(|run| run.start().map(|it| it.crew.clone()).unwrap_or_default());
    let lead = here.live.peek(|run| run.progress.lead.clone());
    let give = move |seat: Seat| {
        if let Some(acts) = here.acts() {
            acts.take.run(seat.clone());
        }
        here.answer(Command::HandOver(seat));
    };
    let others = crew.into_iter().filter(|seat| Some(seat) != lead.as_ref());
    let button = move |seat: Seat| {
        let name = seat.name.to_string();
        let role = Some(seat.role.to_string()).filter(|it| !it.is_empty());
        view! {
            <button type="button" on:click=move |_| give(seat.clone())>
                {name}{role.map(|it| view! { <small class="soft">" · "{it}</small> })}
            </button>
        }
    };
    let named = Callback::new(move |given: Given| give(given.seat));
    view! {
        <section class="over-to" aria-label=words.hand_over>
            <p class="question">{words.who_leads}</p>
            <div class="row">{others.map(button).collect::<Vec<_>>()}</div>
            <Ask here form=Form::Lead label="" act=words.hand_over named=true on_answer=named/>
        </section>
    }
}
