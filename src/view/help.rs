//! Help outside of a run: a dialog that lists what can be done, and by which key.

use crate::words::Lang;
use crate::words::help::{Chapter, help};
use leptos::html;
use leptos::prelude::*;

/// The dialog. The page opens it through `dialog`; it closes itself.
#[component]
pub fn HelpDialog(
    /// The element to open.
    dialog: NodeRef<html::Dialog>,
    /// The language of the interface.
    #[prop(into)]
    lang: Signal<Lang>,
) -> impl IntoView {
    let chapter = |(name, rows): Chapter| {
        let row = |(keys, what): &(&'static str, &'static str)| {
            let keys: Vec<_> =
                keys.split_whitespace().map(|key| view! { <kbd>{key}</kbd>" " }).collect();
            view! { <li>{keys}<span>{*what}</span></li> }
        };
        let rows: Vec<_> = rows.iter().map(row).collect();
        view! { <section><h3 class="label">{name}</h3><ul class="keys">{rows}</ul></section> }
    };
    view! {
        <dialog class="paste help" node_ref=dialog aria-labelledby="help-title">
            <form method="dialog">
                <h2 id="help-title">{move || help(lang.get()).title}</h2>
                {move || help(lang.get()).chapters.map(chapter).into_iter().collect_view()}
                <div class="row end">
                    <button type="submit" class="main" autofocus>{move || help(lang.get()).close}</button>
                </div>
            </form>
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[test]
    fn help_names_every_key_that_puts_a_reading_right() {
        let html =
            html(|| view! { <HelpDialog dialog=NodeRef::new() lang=Signal::stored(Lang::En)/> });
        for (_, key) in crate::words::understood::KINDS {
            assert!(html.contains(&format!("<kbd>{key}</kbd>")), "{key}: {html}");
        }
        assert!(words(&html).starts_with("Help The shelf Drop a plan"), "{html}");
    }
}
