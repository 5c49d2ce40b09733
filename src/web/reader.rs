//! Long plans are read in a worker, where they hold nobody up: `start.js` has it at hand for the page,
//! `reader.js` is its script, and the same program runs in both.

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

/// In the page: has a text read. Nothing where there is no worker, or where it was stopped.
pub(super) async fn read(text: &str) -> Option<Reading> {
    let promise: Promise = call("read", &JsValue::from(text))?.dyn_into().ok()?;
    let packed: Uint8Array = promise.await.ok()?.dyn_into().ok()?;
    Reading::unpack(&packed.to_vec())
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
