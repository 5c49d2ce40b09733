//! A new version of the page: the script that starts the page tells that one is whole and waits.
//! It takes over when somebody presses for it, never by itself.

use crate::view::newer::NewerNotice;
use crate::words::Lang;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::js_sys::Reflect;

/// The notice, while a new version waits.
#[component]
pub(super) fn Newer(lang: RwSignal<Lang>) -> impl IntoView {
    let told = || Reflect::get(&window(), &"holdpointNewer".into());
    let waits = RwSignal::new(told().is_ok_and(|it| it == JsValue::TRUE));
    // The page lives as long as its window: this is never taken off.
    let _ = window_event_listener_untyped("holdpoint:newer", move |_| waits.set(true));
    let take = Callback::new(|()| {
        if let Ok(event) = web_sys::Event::new("holdpoint:take") {
            // Nobody cancels an event of our own.
            let _ = window().dispatch_event(&event);
        }
    });
    move || waits.get().then(|| view! { <NewerNotice lang=lang.get() take/> })
}
