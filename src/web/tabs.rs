//! Other tabs of this browser: a channel for entries that the first store did not take, and the
//! moments at which a tab may have missed something.

use leptos::prelude::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, MessageEvent};

const NAME: &str = "holdpoint/1";

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
}

/// Tells the other tabs of an entry.
pub(super) fn tell(line: &str) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // A tab that does not hear it reads it when it wakes.
            let _ = channel.post_message(&JsValue::from(line));
        }
    });
}

/// Hears what other tabs tell.
pub(super) fn listen(hear: impl Fn(String) + 'static) {
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |told: MessageEvent| {
        if let Some(line) = told.data().as_string() {
            hear(line);
        }
    });
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // A channel of our own takes a listener.
            let _ =
                channel.add_event_listener_with_callback("message", hear.as_ref().unchecked_ref());
        }
    });
    // The page lives as long as its window: this is never taken off.
    hear.forget();
}

/// Calls when the tab is looked at again, was frozen and goes on, or comes back out of history.
pub(super) fn when_woken(woken: impl Fn() + 'static) {
    let look = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
        if !document().hidden() {
            woken();
        }
    });
    let call = look.as_ref().unchecked_ref();
    // A document and a window always take a listener.
    let _ = document().add_event_listener_with_callback("visibilitychange", call);
    let _ = document().add_event_listener_with_callback("resume", call);
    let _ = window().add_event_listener_with_callback("pageshow", call);
    look.forget();
}
