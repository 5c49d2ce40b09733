//! The least page that Leptos makes. `scripts/bare` builds it, and the app's own opening without a
//! network is held against it.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| view! { <p id="bare">"Open"</p> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
