//! Long plans are read in a worker, where they hold nobody up: `start.js` has it at hand for the page,
//! `reader.js` is its script, and the same program runs in both. A page in one file has no worker and
//! reads by itself.

use super::annex::Annex;
use crate::view::opened::Reading;
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::futures::future_to_promise;
use web_sys::js_sys::{self, Function, Promise, Reflect, Uint8Array};

/// In a worker: offers its script to read a text and to pack what came of it.
pub(super) fn serve() {
    let read = Closure::<dyn FnMut(String) -> Promise>::new(|text: String| {
        future_to_promise(async move {
            let rooms = Annex::fetch_alone().await.ok_or(JsValue::NULL)?;
            Ok(Uint8Array::from((rooms.read)(&text).as_slice()).into())
        })
    });
    // A worker's own global takes any property.
    let _ = Reflect::set(&js_sys::global(), &"holdpointRead".into(), read.as_ref());
    // The worker lives for one reading.
    read.forget();
}

/// How the reading of a long text went.
pub(super) enum Outcome {
    /// It was read.
    Read(Reading),
    /// It was given up.
    Stopped,
    /// There is nobody to read it.
    Alone,
}

/// In the page: has a text read.
pub(super) async fn read(text: &str) -> Outcome {
    let asked = call("read", &JsValue::from(text)).and_then(|it| it.dyn_into::<Promise>().ok());
    let Some(promise) = asked else { return Outcome::Alone };
    match promise.await {
        Ok(packed) => packed
            .dyn_into::<Uint8Array>()
            .ok()
            .and_then(|packed| Reading::unpack(&packed.to_vec()))
            .map_or(Outcome::Alone, Outcome::Read),
        Err(_) => Outcome::Stopped,
    }
}

/// Gives up what is being read.
pub(super) fn stop() {
    call("stop", &JsValue::UNDEFINED);
}

fn call(what: &str, with: &JsValue) -> Option<JsValue> {
    let reader = Reflect::get(&window(), &"holdpointReader".into()).ok()?;
    let ask: Function = Reflect::get(&reader, &what.into()).ok()?.dyn_into().ok()?;
    ask.call1(&reader, with).ok()
}
