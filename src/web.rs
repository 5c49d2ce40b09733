//! The page in the browser.

use leptos::prelude::*;

/// Puts the page into the document that loaded it.
pub fn mount() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(|| view! { <h1>"Holdpoint"</h1> });
}
