//! Other tabs of this browser: a channel for entries that the first store did not take, and the
//! moments at which a tab may have missed something.

use leptos::prelude::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, EventTarget, MessageEvent};

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

/// Hears what other tabs tell, until this is dropped.
pub(super) fn listen(hear: impl Fn(String) + 'static) -> Ears {
    let hear = move |told: Event| {
        let told = told.unchecked_into::<MessageEvent>();
        if let Some(line) = told.data().as_string() {
            hear(line);
        }
    };
    let channel = CHANNEL.with(|channel| channel.clone().map(Into::into));
    Ears::new(channel.into_iter().map(|it| (it, "message")).collect(), hear)
}

/// Calls when the tab is looked at again, was frozen and goes on, or comes back out of history, until
/// this is dropped.
pub(super) fn when_woken(woken: impl Fn() + 'static) -> Ears {
    let look = move |it: Event| {
        if it.type_() != "visibilitychange" || !document().hidden() {
            woken();
        }
    };
    let at = vec![
        (document().into(), "visibilitychange"),
        (document().into(), "resume"),
        (window().into(), "pageshow"),
    ];
    Ears::new(at, look)
}

/// What listens, and to what.
pub(super) struct Ears {
    at: Vec<(EventTarget, &'static str)>,
    heard: Closure<dyn FnMut(Event)>,
}

impl Ears {
    fn new(at: Vec<(EventTarget, &'static str)>, heard: impl FnMut(Event) + 'static) -> Self {
        let heard = Closure::<dyn FnMut(Event)>::new(heard);
        for (target, name) in &at {
            // A document, a window and a channel of our own always take a listener.
            let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
        }
        Self { at, heard }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        for (target, name) in &self.at {
            let heard = self.heard.as_ref().unchecked_ref();
            // What was never taken need not be given back.
            let _ = target.remove_event_listener_with_callback(name, heard);
        }
    }
}
