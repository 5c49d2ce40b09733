//! The dialog that takes a plan as text.

use crate::words::{Lang, page};
use leptos::html;
use leptos::prelude::*;

/// A field and two buttons. The page opens it through `dialog`; it closes itself.
#[component]
pub fn PasteDialog(
    /// The language of the interface.
    #[prop(into)]
    lang: Signal<Lang>,
    /// The element to open.
    dialog: NodeRef<html::Dialog>,
    /// Takes the text.
    on_text: Callback<String>,
) -> impl IntoView {
    let draft = RwSignal::new(String::new());
    let words = move || page::page(lang.get());
    let blank = move || draft.with(|text| text.trim().is_empty());
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        on_text.run(draft.try_update(std::mem::take).unwrap_or_default());
    };
    view! {
        <dialog class="paste" node_ref=dialog aria-labelledby="paste-title">
            <form method="dialog">
                <h2 id="paste-title">
                    <label for="paste-text">{move || words().paste_title}</label>
                </h2>
                <textarea
                    id="paste-text" rows="14" spellcheck="false" autofocus
                    placeholder=move || words().paste_hint
                    prop:value=move || draft.get()
                    on:input=move |typed| draft.set(event_target_value(&typed))
                ></textarea>
                <div class="row end">
                    <button type="submit">{move || words().cancel}</button>
                    <button type="button" class="main" id="paste-open" disabled=blank on:click=open>
                        {move || words().open}
                    </button>
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
    fn nothing_can_be_opened_before_something_is_pasted() {
        let html = html(|| {
            let on_text = Callback::new(|_| ());
            view! { <PasteDialog lang=Signal::stored(Lang::En) dialog=NodeRef::new() on_text/> }
        });
        assert_eq!(words(&html), "Paste the plan&#x27;s text Cancel Open".replace("&#x27;", "'"));
        assert!(html.contains("disabled"), "{html}");
    }
}
