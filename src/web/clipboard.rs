//! Text to and from the clipboard.

use crate::view::item::Copying;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Opens the dialog that takes text.
pub(super) fn ask_for_text(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        // It refuses only when it is open already.
        let _ = dialog.show_modal();
    }
}

/// Copies commands and remembers which one came last. It says so only once the browser has it.
pub(super) fn copying() -> Copying {
    let last = RwSignal::new(None);
    let copy = Callback::new(move |(line, text): (u32, String)| {
        let clipboard = window().navigator().clipboard();
        // A page that came without a secure connection has no clipboard.
        if clipboard.is_undefined() {
            return;
        }
        spawn_local(async move {
            if clipboard.write_text(&text).await.is_ok() {
                last.set(Some(line));
            }
        });
    });
    Copying { last: last.into(), copy }
}
