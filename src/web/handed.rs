//! What came with the page itself: the plan that a page was made of, and perhaps a run of it. The
//! script that starts the page has fetched them; they wait on the window.

use super::keeper::Keeper;
use super::opener::Opener;
use super::route::Route;
use super::{files, shelf};
use crate::run::Run;
use crate::run::seal;
use crate::run::wire::RunFile;
use crate::text;
use crate::view::place::{Place, Room};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Reflect, Uint8Array};

/// A plan that came with the page.
pub(super) struct Handed {
    name: String,
    plan: Vec<u8>,
    /// A run file or a journal.
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
    pub(super) fn open(self, opener: Opener, keeper: Keeper, route: Route) {
        let hash = window().location().hash().unwrap_or_default();
        let elsewhere = hash.starts_with("#/");
        let run = self.run.as_deref().and_then(|run| self.take_run(run, keeper));
        match run {
            Some(place) if !elsewhere => route.go(place),
            _ if elsewhere => Opener::lay(&self.name, &self.plan),
            _ => {
                opener.open_bytes(self.name, self.plan);
                lead_to(hash.trim_start_matches('#').to_owned());
            }
        }
    }

    /// Puts the run on the shelf beside what this browser knows of it, and takes it in hand.
    fn take_run(&self, run: &[u8], keeper: Keeper) -> Option<Place> {
        let opened = RunFile::open(run).ok()?;
        let id = opened.file.journal.entries().first()?.run;
        let text = text::open(&self.plan, &files::decode).ok()?.text;
        shelf::keep_plan_of(id, &[seal::digest(&self.plan)]);
        for entry in opened.file.journal.entries() {
            // What is not kept can still be seen, and saved as a file.
            shelf::keep_entry(entry);
        }
        let (mut journal, _) = shelf::journal(id);
        journal.merge(&opened.file.journal);
        let (plan, _) = crate::plan::read(&text);
        keeper.bring(id, Run::new(plan, journal));
        Some(Place::Run(id, Room::Now))
    }
}

/// Shows the part of the plan that the address named, once it is there.
fn lead_to(anchor: String) {
    if anchor.is_empty() {
        return;
    }
    request_animation_frame(move || {
        request_animation_frame(move || {
            if let Some(part) = document().get_element_by_id(&anchor) {
                part.scroll_into_view();
            }
        });
    });
}
