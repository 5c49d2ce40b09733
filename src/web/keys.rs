//! Keys that no field takes go to the run's screen, and the keyboard is put where it asks.

use super::session::Session;
use crate::view::place::Room;
use crate::view::room::{Acts, Grip, Scene, Wish};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

/// What takes letters itself.
const FIELDS: &str = "input, textarea, select, [contenteditable]";
/// What does something of its own by space and enter.
const BUTTONS: &str = "button, a, summary, label";

/// Listens for as long as the screen lives.
pub(super) fn listen(session: Session, acts: Acts, part: Signal<Room>) {
    let grip = acts.grip;
    let pressed = move |press: ev::KeyboardEvent| {
        let single = press.key().chars().count() == 1 && press.key() != " ";
        if single && !acts.letters.get_untracked() {
            return;
        }
        if is_for_us(&press) && take(session, grip, part.get_untracked(), &press.key()) {
            press.prevent_default();
        }
    };
    let heard = window_event_listener(ev::keydown, pressed);
    on_cleanup(move || heard.remove());
    let hand = grip.hand();
    let asked = Memo::new(move |_| hand.with(|hand| hand.focus.clone()));
    Effect::new(move |_| {
        if let Some((_, id)) = asked.get() {
            // A row is there already; a form appears with the next frame.
            if id.starts_with('b') && is_there(&id) {
                focus(&id);
            } else {
                request_animation_frame(move || focus(&id));
            }
        }
    });
}

/// Whether nobody else does something with a key.
pub(super) fn is_for_us(press: &ev::KeyboardEvent) -> bool {
    let chord = press.ctrl_key() || press.meta_key() || press.alt_key();
    if press.default_prevented() || chord || press.is_composing() {
        return false;
    }
    let at = press.target().and_then(|it| it.dyn_into::<Element>().ok());
    let within = |css: &str| {
        at.as_ref().is_some_and(|at| at.closest(css).is_ok_and(|found| found.is_some()))
    };
    if within("dialog") {
        return false;
    }
    match press.key().as_str() {
        "Escape" => true,
        " " | "Enter" => !within(FIELDS) && !within(BUTTONS),
        _ => !within(FIELDS),
    }
}

/// Does what a key means; false where it means nothing.
fn take(session: Session, grip: Grip, part: Room, key: &str) -> bool {
    let hand = grip.hand();
    let before = hand.get_untracked();
    let find = before.find.clone();
    let wish = session
        .live
        .peek(|run| grip.change(|hand| hand.key(key, &Scene::of(run, part, find.as_deref()))));
    let meant = wish.is_some() || hand.with_untracked(|after| *after != before);
    match wish {
        Some(Wish::Press(command)) => session.press(command),
        Some(Wish::Undo) => session.undo_last(),
        None => {}
    }
    meant
}

fn is_there(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}

/// Puts the keyboard on an element; one that takes no keyboard is at least brought into sight.
fn focus(id: &str) {
    let Some(found) = document().get_element_by_id(id) else { return };
    if let Some(field) = found.dyn_ref::<HtmlTextAreaElement>() {
        let end = u32::try_from(field.value().encode_utf16().count()).ok();
        // A field of text always takes a place in it.
        let _ = field.set_selection_start(end);
    }
    if let Some(it) = found.dyn_ref::<HtmlElement>() {
        // What cannot take the keyboard leaves it where it is.
        let _ = it.focus();
    }
    if document().active_element().as_ref() != Some(&found) {
        found.scroll_into_view();
    }
}
