//! The report of the run in hand, and what leaves the page.

use super::House;
use crate::run::journal::RunId;
use crate::view::finish::{Acts, FinishScreen};
use crate::view::place::{Place, Room};
use crate::web::{corrections, parcel, saving, shelf, travel};
use crate::words::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The report's screen.
#[component]
pub(super) fn Report(house: House, run: RunId, lang: Lang) -> impl IntoView {
    let House { settings, route, keeper, .. } = house;
    let session = keeper.session.get_untracked()?;
    let text = session.live.peek(|it| shelf::plan_of(run, &it.journal).text);
    let plan_text = StoredValue::new(text);
    let copied = RwSignal::new(false);
    let copy = move |text: String| {
        let clipboard = window().navigator().clipboard();
        // A page that came without a secure connection has no clipboard.
        if clipboard.is_undefined() {
            return;
        }
        spawn_local(async move { copied.set(clipboard.write_text(&text).await.is_ok()) });
    };
    let print = |()| {
        // A browser without a printer says so itself.
        let _ = window().print();
    };
    let acts = Acts {
        press: Callback::new(move |command| session.press(command)),
        back: Callback::new(move |()| route.go(Place::Run(run, Room::Now))),
        save: Callback::new(|(name, text): (String, String)| {
            saving::save(&name, "text/markdown;charset=utf-8", &text);
        }),
        copy: Callback::new(copy),
        copied: copied.into(),
        print: Callback::new(print),
        check: Callback::new(move |(name, text): (String, String)| {
            house.opener.checked().set(Some(parcel::check(&name, &text)));
            route.go(Place::Verify);
        }),
        run_file: Callback::new(move |()| travel::save(keeper, run)),
        who: settings.who.into(),
    };
    let corrections = StoredValue::new(corrections::of_run(run));
    let live = session.live.on_screen();
    Some(view! { <FinishScreen live plan_text corrections lang acts/> })
}
