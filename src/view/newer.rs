//! The line that says that a new version waits, and the press that lets it in.

use crate::words::{Lang, site};
use leptos::prelude::*;

/// One sentence and one button.
#[component]
pub fn NewerNotice(
    /// The language of the interface.
    lang: Lang,
    /// Lets the new version in.
    take: Callback<()>,
) -> impl IntoView {
    let [told, take_it] = site::newer(lang);
    view! {
        <p class="newer" role="status">
            <span>{told}</span>
            <button type="button" id="newer" on:click=move |_| take.run(())>{take_it}</button>
        </p>
    }
}
