//! When somebody looks away from a run and comes back: what they knew is kept, so that the screen
//! can tell what is new to them. What was half typed is open again after a reload.

use super::session::Session;
use super::{clock, shelf, store};
use crate::view::room::{Form, Grip, Left};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Whoever was away for less than this still knows where they were.
const SOON_MS: i64 = 300_000;

/// The name under which it is kept how much was known.
const KNOWN: &str = "known";

/// How many entries of a run taken from the shelf were known when it was last looked at.
pub(super) fn known(session: Session) -> Option<Left> {
    let entries = session.live.peek(|run| run.journal.len());
    let known = shelf::draft(session.run, KNOWN).parse().unwrap_or(entries);
    (entries > 0).then_some(Left { entries: known })
}

/// Listens for as long as the screen lives.
pub(super) fn watch(session: Session) {
    let gone = StoredValue::new((0_usize, i64::MAX));
    let entries = move || session.live.peek(|run| run.journal.len());
    let note = move || {
        let known = entries();
        gone.set_value((known, clock::now_ms()));
        shelf::keep_draft(session.run, KNOWN, &known.to_string());
    };
    let turned = move |_: web_sys::Event| {
        if document().hidden() {
            note();
            return;
        }
        let (known, at_ms) = gone.get_value();
        if entries() > known || clock::now_ms().saturating_sub(at_ms) > SOON_MS {
            session.left.set(Some(Left { entries: known }));
        }
    };
    let turned = Closure::<dyn FnMut(web_sys::Event)>::new(turned);
    let name = "visibilitychange";
    // A document always takes a listener, and gives it back.
    let _ = document().add_event_listener_with_callback(name, turned.as_ref().unchecked_ref());
    let turned = StoredValue::new_local(turned);
    on_cleanup(move || {
        note();
        turned.with_value(|it| {
            let _ =
                document().remove_event_listener_with_callback(name, it.as_ref().unchecked_ref());
        });
    });
}

/// Opens the form whose answer was half typed when the page was left.
pub(super) fn reopen(session: Session, grip: Grip) {
    let start = format!("draft/{}/", session.run);
    let fields = store::keys(&start);
    let form = session.live.peek(|run| {
        let mut forms =
            fields.iter().filter_map(|key| Form::of_draft(run, key.strip_prefix(&start)?));
        forms.next()
    });
    if let Some(form) = form {
        grip.change(|hand| hand.open(form));
    }
}
