//! Whether the run is saved: the mark in the bar, and what has to be said below it.

use super::House;
use crate::view::saved::{SavedMark, SavedNotes};
use crate::web::travel;
use crate::words::Lang;
use crate::words::kept::kept as phrases;
use leptos::prelude::*;

/// The mark, while a run is in hand.
#[component]
pub(super) fn Mark(house: House) -> impl IntoView {
    let House { settings, route, keeper, .. } = house;
    let is_run = Memo::new(move |_| route.place.get().run().is_some());
    let kept = keeper.spool.kept;
    let on_file = Some(Callback::new(move |()| save(house)));
    move || is_run.get().then(|| view! { <SavedMark kept lang=settings.lang on_file/> })
}

/// What is wrong or may go wrong with keeping.
#[component]
pub(super) fn Notes(house: House) -> impl IntoView {
    let House { settings, route, keeper, .. } = house;
    let run = Memo::new(move |_| route.place.get().run());
    let kept = keeper.spool.kept;
    move || {
        let on_file = run.get().map(|_| Callback::new(move |()| save(house)));
        view! { <SavedNotes kept lang=settings.lang on_file/> }
    }
}

/// Saves the run that the address names.
fn save(house: House) {
    if let Some(run) = house.route.place.get_untracked().run() {
        travel::save(house.keeper, run);
    }
}

/// A run that is being read.
#[component]
pub(super) fn Opening(lang: Lang) -> impl IntoView {
    view! { <main class="first"><p class="soft" role="status">{phrases(lang).opening}</p></main> }
}
