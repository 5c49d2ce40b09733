//! What a browser may have and may not have is reached by name, so that its lack is an answer and
//! no failure: sound, notifications, the lock that keeps a screen awake.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{self, Array, Function, Promise, Reflect};

/// What something has under a name; nothing where it has nothing.
pub(super) fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// What the browser has under a name.
pub(super) fn global(name: &str) -> Option<JsValue> {
    get(&js_sys::global(), name)
}

/// Sets what something has under a name.
pub(super) fn set(of: &JsValue, name: &str, value: &JsValue) {
    // What cannot be set is of a browser that does without.
    let _ = Reflect::set(of, &name.into(), value);
}

/// What a method answers; nothing where there is none, or where it throws.
pub(super) fn call(of: &JsValue, name: &str, with: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(of, name)?.dyn_into().ok()?;
    method.apply(of, &with.iter().collect::<Array>()).ok()
}

/// A new thing of a kind.
pub(super) fn new(kind: &str, with: &[JsValue]) -> Option<JsValue> {
    let maker: Function = global(kind)?.dyn_into().ok()?;
    Reflect::construct(&maker, &with.iter().collect::<Array>()).ok()
}

/// What comes of a method that takes its time; nothing where it fails.
pub(super) async fn wait(of: &JsValue, name: &str, with: &[JsValue]) -> Option<JsValue> {
    let promise: Promise = call(of, name, with)?.dyn_into().ok()?;
    promise.await.ok()
}
