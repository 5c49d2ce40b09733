//! The keys, all of them in sight.

use super::Here;
use crate::words::room::room;
use leptos::prelude::*;

/// The list that `?` opens.
#[component]
pub(super) fn Keys(here: Here) -> impl IntoView {
    let Here { lang, grip, .. } = here;
    let words = room(lang);
    let letters = here.acts()?.letters;
    let hand = grip.hand();
    let open = Memo::new(move |_| hand.with(|hand| hand.help));
    let toggle = move |_| {
        grip.change(|hand| {
            hand.help = !hand.help;
            hand.aim(if hand.help { "keys" } else { "title" });
        });
    };
    let row = |(key, does): (&'static str, &'static str)| {
        view! {
            <div><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>
        }
    };
    let list = move || {
        open.get().then(|| {
            view! {
                <label class="choice">
                    <input
                        type="checkbox" id="letters" checked=letters.get_untracked() prop:checked=letters.get_untracked()
                        on:change=move |it| letters.set(event_target_checked(&it))
                    />
                    <span>{words.letters}</span>
                </label>
                <dl>{words.key_list.into_iter().map(row).collect::<Vec<_>>()}</dl>
            }
        })
    };
    Some(view! {
        <section class="keylist" aria-label=words.keys>
            <button
                type="button" class="quiet" id="keys" aria-expanded=move || open.get().to_string()
                on:click=toggle
            ><kbd>"?"</kbd>" "{words.keys}</button>
            {list}
        </section>
    })
}
