//! Three short hints for whoever is here for the first time. Each goes away once it was read, or
//! once the person did what it tells.

use super::Here;
use crate::run::Run;
use crate::words::room::room;
use leptos::prelude::*;

/// How many there are.
pub const HINTS: u8 = 3;

/// How many hints a run needs no more: who ticked a step and passed a gate knows how.
fn learned(run: &Run) -> u8 {
    let passed = run.course.each_leg().any(|(leg, _)| run.progress.gate(leg).is_behind());
    let said = run.journal.len() > 1;
    u8::from(said) + u8::from(said && passed)
}

/// The hint that comes next.
#[component]
pub(super) fn Hints(here: Here) -> impl IntoView {
    let words = room(here.lang);
    let hints = here.acts()?.hints;
    let learned = here.live.memo(learned);
    let over = here.live.memo(|run| run.progress.end.is_some() || run.progress.back().is_some());
    let next = Memo::new(move |_| {
        let next = hints.get().max(learned.get());
        (next < HINTS && !over.get()).then_some(next)
    });
    let told = move |n: u8| {
        let last = n + 1 == HINTS;
        let text = words.hints[usize::from(n)];
        view! {
            <aside class="strap hint" aria-label=words.hint>
                <p><span class="num soft">{format!("{} / {HINTS} ", n + 1)}</span>{text}</p>
                <span class="row">
                    <button type="button" id="hint" on:click=move |_| hints.set(n + 1)>{words.understood}</button>
                    {(!last).then(|| view! {
                        <button type="button" class="quiet" on:click=move |_| hints.set(HINTS)>{words.no_hints}</button>
                    })}
                </span>
            </aside>
        }
    };
    Some(move || next.get().map(told))
}
