//! A short hint for whoever is here for the first time. It goes away for good with one press.

use crate::words::{Lang, page};
use leptos::prelude::*;

/// One sentence and the button that takes it away.
#[component]
pub fn Hint(
    /// What it says.
    text: &'static str,
    /// The language of the interface.
    lang: Lang,
    /// Takes it away.
    away: Callback<()>,
) -> impl IntoView {
    let gone = RwSignal::new(false);
    let press = move |_| {
        gone.set(true);
        away.run(());
    };
    view! {
        <p class="notice hint" hidden=move || gone.get()>
            <span>{text}</span>
            <button type="button" on:click=press>{page::page(lang).hint_away}</button>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    #[test]
    fn a_hint_says_one_thing_and_can_be_sent_away() {
        let away = Callback::new(|()| ());
        let html = html(|| view! { <Hint text="Press a line." lang=Lang::En away/> });
        assert_eq!(words(&html), "Press a line. Got it");
    }
}
