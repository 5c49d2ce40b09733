//! What came with the page itself: the plan that a page was made of, and perhaps a run of it. The
//! script that starts the page has fetched them; they wait on the window.

use super::opener::Opener;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Reflect, Uint8Array};

/// A plan that came with the page.
pub(super) struct Handed {
    name: String,
    plan: Vec<u8>,
    /// A run file.
    run: Option<Vec<u8>>,
}

/// The folder of the app's own files, wherever the page itself stands.
pub(super) fn home() -> String {
    let home = Reflect::get(&window(), &"holdpointHome".into()).ok();
    home.and_then(|it| it.as_string()).unwrap_or_default()
}

/// What came with this page.
pub(super) fn handed() -> Option<Handed> {
    let brought = Reflect::get(&window(), &"holdpointBrought".into()).ok()?;
    let part = |name: &str| -> Option<JsValue> { Reflect::get(&brought, &name.into()).ok() };
    let bytes = |name| Some(part(name)?.dyn_into::<Uint8Array>().ok()?.to_vec());
    if !brought.is_object() {
        return None;
    }
    let name = part("name").and_then(|it| it.as_string()).unwrap_or_default();
    Some(Handed { name, plan: bytes("plan")?, run: bytes("run") })
}

impl Handed {
    /// Opens what came, unless the address names another place of the app; a link into the plan
    /// leads where it says.
    pub(super) fn open(self, opener: Opener) {
        let Self { name, plan, run } = self;
        let hash = window().location().hash().unwrap_or_default();
        if hash.starts_with("#/") {
            return opener.lay(name, plan);
        }
        if let Some(run) = run {
            opener.lay(name.clone(), plan);
            return opener.open_bytes(name, run);
        }
        opener.open_bytes(name, plan);
        lead_to(hash.trim_start_matches('#').to_owned());
    }
}

/// How many frames a plan may take to appear.
const PATIENCE: u32 = 600;

/// Shows the part of the plan that the address named, once it is there and the screen, which begins
/// at its top, has settled.
fn lead_to(anchor: String) {
    if !anchor.is_empty() {
        look_for(anchor, PATIENCE, 3);
    }
}

fn look_for(anchor: String, patience: u32, settling: u32) {
    request_animation_frame(move || match document().get_element_by_id(&anchor) {
        Some(part) if settling == 0 => part.scroll_into_view(),
        Some(_) => look_for(anchor, patience, settling - 1),
        None if patience > 0 => look_for(anchor, patience - 1, settling),
        None => {}
    });
}
