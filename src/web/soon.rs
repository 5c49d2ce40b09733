//! What is done as soon as everything that waits already is done. A timer would do, but a hidden tab
//! gets one a second at best; messages that a page sends to itself are never held back.

use std::cell::RefCell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageChannel, MessagePort};

type Deed = Box<dyn FnOnce()>;

thread_local! {
    static DUE: RefCell<Vec<Deed>> = const { RefCell::new(Vec::new()) };
    static BELL: Option<MessagePort> = bell();
}

/// Does this soon.
pub(super) fn soon(deed: impl FnOnce() + 'static) {
    DUE.with_borrow_mut(|due| due.push(Box::new(deed)));
    let rung =
        BELL.with(|bell| bell.as_ref().is_some_and(|it| it.post_message(&JsValue::NULL).is_ok()));
    if !rung {
        do_all();
    }
}

fn bell() -> Option<MessagePort> {
    let channel = MessageChannel::new().ok()?;
    let rung = Closure::<dyn FnMut(Event)>::new(|_| do_all());
    channel.port1().set_onmessage(Some(rung.as_ref().unchecked_ref()));
    // The page lives as long as its window: this is never taken off.
    rung.forget();
    Some(channel.port2())
}

fn do_all() {
    let due = DUE.with_borrow_mut(std::mem::take);
    for deed in due {
        deed();
    }
}
