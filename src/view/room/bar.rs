//! The clock bar: which release, in which mode, who leads, what time it is for it.

use super::Here;
use crate::run::event::Mode;
use crate::view::place::Room;
use crate::words::report::{clock, stamp};
use crate::words::room::{clock_of, room};
use leptos::prelude::*;

/// The bar.
#[component]
pub(super) fn ClockBar(here: Here) -> impl IntoView {
    let Here { live, lang, acts, .. } = here;
    let words = room(lang);
    let title = live.peek(|run| run.plan.title.as_deref().unwrap_or_default().to_owned());
    let mode = live.memo(|run| run.start().map(|start| start.mode));
    let mode_word = move || match mode.get() {
        Some(Mode::Real) => words.real,
        Some(Mode::Rehearsal) => words.rehearsal,
        None => words.start_first,
    };
    let lead = live.memo(|run| run.progress.lead.clone().map(|lead| lead.name.to_string()));
    let told = move || {
        let lead = lead.get().map(|lead| format!("{} {lead}", words.lead));
        let plan = live.read(|run| {
            run.start().map(|start| start.plan.to_string().chars().take(8).collect::<String>())
        });
        [plan.map(|it| format!("sha256 {it}…")), lead]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let wall = move || {
        let now_ms = live.now_ms.get();
        live.peek(|run| run.start().map(|start| start.zone.clock(now_ms)))
    };
    let t0 = live.memo(|run| run.progress.t0_ms());
    let since = move || t0.get().map(|t0_ms| live.now_ms.get() - t0_ms);
    let zone = live.peek(|run| run.start().map(|start| start.zone.name.to_string()));
    let go = move |_| {
        if let Some(acts) = acts {
            acts.go.run(Room::Report);
        }
    };
    view! {
        <header class="clockbar">
            <div>
                <h1 id="title" tabindex="-1" dir="auto">{title}</h1>
                <p class="soft small num">{told}</p>
            </div>
            <span class="mode" class:real=move || mode.get() == Some(Mode::Real)>{mode_word}</span>
            <div class="clock">
                <b class="num">{move || wall().map(clock)}</b>
                <span>{zone}{move || wall().map(|at| format!(", {}", stamp(lang, at).split(' ').next().unwrap_or_default()))}</span>
            </div>
            <div class="clock">
                <b class="num" id="t-clock">{move || since().map(clock_of)}</b>
                <span>{move || since().map(|it| if it < 0 { words.until_t0 } else { words.since_t0 })}</span>
            </div>
            {acts.map(|_| view! { <button type="button" id="to-report" on:click=go>{words.report}</button> })}
        </header>
    }
}
