//! The stages: which are behind, which one is in hand, which wait and for what.

use super::Here;
use crate::run::course::LegIx;
use crate::view::place::Room;
use crate::words::report::clock;
use crate::words::room::{of, room};
use crate::words::time;
use leptos::prelude::*;

/// The rail of stages.
#[component]
pub(super) fn Rail(here: Here) -> impl IntoView {
    let words = room(here.lang);
    let legs: Vec<LegIx> =
        here.live.peek(|run| run.course.each_leg().map(|(leg, _)| leg).collect());
    let stops: Vec<_> = legs.into_iter().map(|leg| view! { <Stop here leg/> }).collect();
    view! { <h2 class="label">{words.stages}</h2><ol class="stops">{stops}</ol> }
}

/// How a stage stands, in a mark and a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Behind,
    LeftOut,
    Here,
    Locked,
}

#[component]
fn Stop(here: Here, leg: LegIx) -> impl IntoView {
    let Here { live, lang, acts, .. } = here;
    let words = room(lang);
    let (title, planned) = live.peek(|run| {
        let section = run.plan.section(run.course.leg(leg).section);
        let planned = section.schedule.as_ref().map(|it| time::schedule(lang, it).join(", "));
        (section.title.to_string(), planned)
    });
    let stands = live.memo(move |run| match run.progress.gate(leg) {
        gate if gate.left_out.is_some() => Stands::LeftOut,
        gate if gate.opened.is_some() => Stands::Behind,
        _ if run.progress.current() == Some(leg) => Stands::Here,
        _ => Stands::Locked,
    });
    let counts = live.memo(move |run| {
        let items = &run.course.leg(leg).items;
        let settled = items.iter().filter(|item| run.look().is_settled(&run.progress, **item));
        (settled.count(), items.len())
    });
    let passed = live.memo(move |run| {
        let at_ms = run.progress.gate(leg).opened.map(|at| run.entry(at).at_ms)?;
        Some(clock(run.start()?.zone.clock(at_ms)))
    });
    let mark = move || match stands.get() {
        Stands::Behind => "✓",
        Stands::LeftOut => "–",
        Stands::Here => "▸",
        Stands::Locked => "◌",
    };
    let word = move || match stands.get() {
        Stands::Behind => words.passed,
        Stands::LeftOut => words.left_out,
        Stands::Here => words.here,
        Stands::Locked => words.locked,
    };
    let shown = Memo::new(move |_| here.leg.get() == Some(leg));
    let number = u32::try_from(leg.index() + 1).unwrap_or(u32::MAX);
    let go = move |_| {
        if let Some(acts) = acts {
            acts.go.run(Room::Stage(number));
        }
    };
    view! {
        <li
            class="stop" class:on=move || shown.get()
            class:behind=move || matches!(stands.get(), Stands::Behind | Stands::LeftOut)
            class:locked=move || stands.get() == Stands::Locked
        >
            <button
                type="button" on:click=go
                aria-current=move || (stands.get() == Stands::Here).then_some("step")
            >
                <span class="mark" aria-hidden="true">{mark}</span>
                <span class="t">
                    <span dir="auto">{title}</span>
                    <small class="num">
                        {planned.map(|it| format!("{it} · "))}
                        {move || { let (n, all) = counts.get(); of(lang, n, all) }}
                        <span class="sr">" "{word}</span>
                    </small>
                </span>
                <small class="num soft">{move || passed.get()}</small>
            </button>
        </li>
    }
}
