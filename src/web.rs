//! The page in the browser: the only room that knows of a browser. It brings bytes in, keeps what
//! is open, and hands it to the views.

mod alarm;
mod annex;
mod app;
mod awake;
mod away;
mod clipboard;
mod clock;
mod corrections;
mod files;
mod handed;
mod hints;
mod keeper;
mod keys;
mod lasting;
mod offline;
mod opener;
mod packer;
mod parcel;
mod poll;
mod reach;
mod reader;
mod route;
mod samples;
mod saving;
mod session;
mod settings;
mod shelf;
mod sight;
mod signing;
mod soon;
mod spool;
mod store;
mod tabs;
mod travel;
mod vault;
mod zones;

use leptos::prelude::*;
use web_sys::js_sys::Reflect;

/// Puts the page into the document that loaded it, in place of what stood there while loading. In a
/// worker there is no document: there it reads long plans.
pub fn mount() {
    if web_sys::window().is_none() {
        return reader::serve();
    }
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        // The page for this shares no code with the app; it finds these words on the window.
        let _ = Reflect::set(&window(), &"holdpointPanic".into(), &panic.to_string().into());
    }));
    poll::take_word();
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
