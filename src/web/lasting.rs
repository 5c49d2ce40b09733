//! For how long a browser keeps what a page gives it: whether it promises, and where it says outright
//! that it will not.

use crate::run::kept::state::{Kept, Lasting};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::js_sys::Reflect;

/// Asks the browser never to clear what we keep by itself.
pub(super) fn ask(kept: RwSignal<Kept>) {
    let storage = window().navigator().storage();
    // A page that came without a secure connection is not asked.
    if storage.is_undefined() {
        return kept.update(|kept| kept.lasting = Lasting::Refused);
    }
    let Ok(asked) = storage.persist() else { return };
    spawn_local(async move {
        let granted = asked.await.is_ok_and(|it| it.as_bool() == Some(true));
        let lasting = if granted { Lasting::Granted } else { Lasting::Refused };
        kept.update(|kept| kept.lasting = lasting);
    });
}

/// Safari clears what a page keeps after seven days without a visit, unless the page was put on the
/// home screen or into the dock.
pub(super) fn fades() -> bool {
    let vendor = Reflect::get(&window().navigator(), &"vendor".into());
    let is_apple = vendor.is_ok_and(|it| it.as_string().unwrap_or_default().starts_with("Apple"));
    let asked = window().match_media("(display-mode: standalone)").ok().flatten();
    is_apple && !asked.is_some_and(|it| it.matches())
}
