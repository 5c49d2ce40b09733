//! The keys, all of them in sight.

use super::Here;
use crate::words::room::room;
use leptos::prelude::*;

/// The list that `?` opens.
#[component]
pub(super) fn Keys(here: Here) -> impl IntoView {
    let Here { lang, grip, .. } = here;
    let words = room(lang);
    here.acts()?;
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
                <dl>{words.key_list.into_iter().map(row).collect::<Vec<_>>()}</dl>
            }
        })
    };
    Some(view! {
        <section class="keys" aria-label=words.keys>
            <button
                type="button" class="quiet" id="keys" aria-expanded=move || open.get().to_string()
                on:click=toggle
            ><kbd>"?"</kbd>" "{words.keys}</button>
            {list}
        </section>
    })
}
