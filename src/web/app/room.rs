//! The run in hand.

use super::House;
use crate::run::journal::RunId;
use crate::view::place::{Place, Room as Part};
use crate::view::room::{Acts, Grip, Room};
use crate::web::{away, clipboard, keys, poll, shelf, sight, store};
use crate::words::Lang;
use leptos::prelude::*;
use std::str::FromStr;

const HINTS_READ: &str = "settings/hints";
const LETTERS: &str = "settings/letters";

/// The run's screen.
#[component]
pub(super) fn InHand(house: House, run: RunId, lang: Lang) -> impl IntoView {
    let House { settings, route, keeper, .. } = house;
    let session = keeper.session.get_untracked()?;
    let part = Signal::derive(move || match route.place.get() {
        Place::Run(_, part) => part,
        Place::Shelf | Place::Plan(_) | Place::Start(_) | Place::Verify => Part::Now,
    });
    let keep = move |(field, text): (String, String)| shelf::keep_draft(run, &field, &text);
    let acts = Acts {
        press: Callback::new(move |command| session.press(command)),
        refused: session.refused.into(),
        copying: clipboard::copying(),
        go: Callback::new(move |part| route.go(Place::Run(run, part))),
        who: settings.who.into(),
        take: Callback::new(move |seat| settings.who.set(seat)),
        keep_draft: Callback::new(keep),
        draft: Callback::new(move |field: String| shelf::draft(run, &field)),
        grip: Grip::default(),
        left: session.left,
        hints: remembered(HINTS_READ, 0),
        letters: remembered(LETTERS, true),
    };
    provide_context(poll::watch(session, lang, acts.copying));
    provide_context(sight::sight());
    keys::listen(session, acts, part);
    away::watch(session);
    away::reopen(session, acts.grip);
    // The address names the part of the screen that somebody came for.
    Effect::new(move |_| match part.get() {
        Part::Journal => acts.grip.change(|hand| hand.aim("journal")),
        Part::Signals => acts.grip.change(|hand| hand.aim("signals")),
        Part::Now | Part::Stage(_) | Part::Report => {}
    });
    let live = session.live.on_screen();
    Some(view! { <Room live part lang acts=Some(acts)/> })
}

/// Whether letters are keys.
pub(super) fn letters() -> bool {
    store::recall(LETTERS).is_none_or(|told| told != false.to_string())
}

/// What was chosen on this device before; it is kept from now on.
fn remembered<T>(key: &'static str, first: T) -> RwSignal<T>
where
    T: Copy + FromStr + ToString + Send + Sync + 'static,
{
    let told = store::recall(key).and_then(|it| it.parse().ok());
    let value = RwSignal::new(told.unwrap_or(first));
    Effect::new(move |before: Option<()>| {
        let told = value.get().to_string();
        if before.is_some() {
            store::keep(key, &told);
        }
    });
    value
}
