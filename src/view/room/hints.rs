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

#[cfg(test)]
mod tests {
    use super::HINTS;
    use crate::view::live::Live;
    use crate::view::place;
    use crate::view::room::Room;
    use crate::view::room::testing::{Told, acts, plan};
    use crate::view::testing::{html, words};
    use crate::words::Lang;
    use leptos::prelude::*;

    /// The screen of somebody who sent so many hints away.
    fn shown(told: Told, read: u8) -> String {
        let html = html(|| {
            let live = Live::new(told.run, Signal::stored(told.now_ms));
            let acts = acts();
            acts.hints.set(read);
            let part = Signal::stored(place::Room::Now);
            view! { <Room live part lang=Lang::En acts=Some(acts)/> }
        });
        words(&html)
    }

    #[test]
    fn three_hints_come_one_by_one_and_go_for_good() {
        let begun = || Told::new(plan()).start();
        for (read, hint) in
            [(0, "1 / 3 Space or a press"), (1, "2 / 3 The gate"), (2, "3 / 3 Commands")]
        {
            let said = shown(begun(), read);
            assert!(said.contains(hint), "no «{hint}» in {said}");
        }
        assert!(!shown(begun(), HINTS).contains("/ 3 "));
    }

    #[test]
    fn who_did_what_a_hint_tells_needs_it_no_more() {
        let said = shown(Told::new(plan()).start().tick(0), 0);
        assert!(said.contains("2 / 3 The gate"), "{said}");
    }
}
