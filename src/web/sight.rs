//! What is near the screen: long lists are drawn where somebody looks.

use super::{reach, soon};
use crate::view::slices::Sight;
use leptos::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Object};

/// How far from the screen something is near.
const MARGIN: &str = "800px";

/// What waits to come near.
#[derive(Default)]
struct Watch {
    observer: Option<JsValue>,
    waiting: BTreeMap<String, RwSignal<bool>>,
    /// Names whose elements are not looked for yet.
    new: Vec<String>,
    /// What comes in its turn.
    queue: VecDeque<RwSignal<bool>>,
}

/// Looks for the screen that asks.
pub(super) fn sight() -> Sight {
    let watch = StoredValue::new_local(Watch::default());
    watch.update_value(|it| it.observer = observer(watch));
    // On paper everything is near.
    let printed = window_event_listener_untyped("beforeprint", move |_| {
        let all = watch.try_update_value(|it| std::mem::take(&mut it.waiting));
        all.into_iter().flatten().for_each(|(_, near)| come(near));
    });
    on_cleanup(move || {
        printed.remove();
        watch.with_value(|it| {
            if let Some(observer) = &it.observer {
                reach::call(observer, "disconnect", &[]);
            }
        });
    });
    let when_near = move |(name, near): (String, RwSignal<bool>)| {
        let first = watch.try_update_value(|it| {
            it.waiting.insert(name.clone(), near);
            it.new.push(name);
            it.new.len() == 1
        });
        if first == Some(true) {
            soon::soon(move || look(watch));
        }
    };
    let in_turn = move |one: RwSignal<bool>| {
        let first = watch.try_update_value(|it| {
            it.queue.push_back(one);
            it.queue.len() == 1
        });
        if first == Some(true) {
            soon::soon(move || take_turns(watch));
        }
    };
    Sight { when_near: Callback::new(when_near), in_turn: Callback::new(in_turn) }
}

/// A few at a time, so that whoever presses or scrolls need not wait.
fn take_turns(watch: StoredValue<Watch, LocalStorage>) {
    const AT_ONCE: usize = 6;
    let turn: Option<Vec<_>> = watch.try_update_value(|it| {
        let few = it.queue.len().min(AT_ONCE);
        it.queue.drain(..few).collect()
    });
    turn.into_iter().flatten().for_each(come);
    if watch.try_with_value(|it| it.queue.is_empty()) == Some(false) {
        request_animation_frame(move || soon::soon(move || take_turns(watch)));
    }
}

/// Begins to watch the elements that are there by now.
fn look(watch: StoredValue<Watch, LocalStorage>) {
    let Some(new) = watch.try_update_value(|it| std::mem::take(&mut it.new)) else { return };
    for name in new {
        let element = document().get_element_by_id(&name);
        let watched = watch.with_value(|it| {
            let observer = it.observer.as_ref().zip(element);
            observer.and_then(|(it, element)| reach::call(it, "observe", &[element.into()]))
        });
        // Where nobody can see what is near, everything is.
        if watched.is_none() {
            came(watch, &name);
        }
    }
}

fn observer(watch: StoredValue<Watch, LocalStorage>) -> Option<JsValue> {
    let seen = Closure::<dyn FnMut(Array, JsValue)>::new(move |seen: Array, observer: JsValue| {
        for one in seen.iter() {
            let is_near = reach::get(&one, "isIntersecting").is_some_and(|it| it.is_truthy());
            let target = reach::get(&one, "target").filter(|_| is_near);
            let Some(target) = target else { continue };
            let name = reach::get(&target, "id").and_then(|it| it.as_string());
            reach::call(&observer, "unobserve", &[target]);
            came(watch, &name.unwrap_or_default());
        }
    });
    let margins = Object::new();
    reach::set(&margins, "rootMargin", &MARGIN.into());
    reach::set(&margins, "scrollMargin", &MARGIN.into());
    let call: JsValue = seen.into_js_value();
    reach::new("IntersectionObserver", &[call.unchecked_into(), margins.into()])
}

fn came(watch: StoredValue<Watch, LocalStorage>, name: &str) {
    let near = watch.try_update_value(|it| it.waiting.remove(name)).flatten();
    near.into_iter().for_each(come);
}

fn come(near: RwSignal<bool>) {
    // The list may be gone by now.
    let _ = near.try_set(true);
}
