//! Whether the run is saved: the mark in the bar, and what has to be said below it.

use super::House;
use crate::run::journal::RunId;
use crate::view::saved::{self, SavedMark, SavedNotes};
use crate::web::travel;
use crate::words::Lang;
use crate::words::kept::kept as phrases;
use leptos::prelude::*;

/// The mark, while a run is in hand.
#[component]
pub(super) fn Mark(house: House) -> impl IntoView {
    let House { settings, keeper, .. } = house;
    let run = in_hand(house);
    let kept = keeper.spool.kept;
    let on_file = Some(Callback::new(move |()| save(house)));
    move || run.get().map(|_| view! { <SavedMark kept lang=settings.lang on_file/> })
}

/// What is wrong or may go wrong with keeping.
#[component]
pub(super) fn Notes(house: House) -> impl IntoView {
    let House { settings, keeper, .. } = house;
    let run = in_hand(house);
    let kept = keeper.spool.kept;
    move || {
        let on_file = run.get().map(|_| Callback::new(move |()| save(house)));
        view! { <SavedNotes kept lang=settings.lang on_file/> }
    }
}

/// The run that the address names, once it is in hand: of any other nothing is known.
fn in_hand(House { route, keeper, .. }: House) -> Memo<Option<RunId>> {
    let held = move || keeper.session.get().map(|session| session.run);
    Memo::new(move |_| route.place.get().run().filter(|run| held() == Some(*run)))
}

/// The run that the address names is not here.
#[component]
pub(super) fn Absent(house: House, lang: Lang) -> impl IntoView {
    view! { <saved::Absent kept=house.keeper.spool.kept lang/> }
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
