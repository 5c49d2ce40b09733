//! The signs in the bar: alarms and help, and the dialogs that they open. The signs are there from the
//! first moment; the dialogs are fetched when somebody asks for one, and open as soon as they are here.

use super::{Bell, House};
use crate::view::alarm::AlarmDialog;
use crate::view::help::HelpDialog;
use crate::view::icon::{ASK, BELL, Shape};
use crate::web::files;
use crate::words::page;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What a sign opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Alarms,
    Help,
}

/// The sign that was pressed last, and how many were pressed before: one may be pressed twice.
pub(super) type Asked = Option<(usize, Sign)>;

/// Both.
#[component]
pub(super) fn Signs(house: House) -> impl IntoView {
    listen_for_help(house);
    let lang = house.settings.lang;
    let bell = move || page::page(lang.get()).alarms;
    let help = move || page::page(lang.get()).help;
    view! {
        <button
            type="button" class="sign" id="alarms" aria-label=bell title=bell
            on:click=move |_| ask(house, Sign::Alarms)
        ><Shape path=BELL/></button>
        <button
            type="button" class="sign" id="help" aria-label=help title=help
            hidden=move || in_a_run(house) on:click=move |_| ask(house, Sign::Help)
        ><Shape path=ASK/></button>
    }
}

/// What they open.
#[component]
pub(super) fn Dialogs(house: House) -> impl IntoView {
    let lang = house.settings.lang;
    let (bells, asks) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Dialog>::new());
    let Bell { alarms, asked } = house.bell.get_value();
    let muting = alarms.muting();
    Effect::new(move || match asked.get() {
        Some((_, Sign::Alarms)) => open(bells),
        Some((_, Sign::Help)) => open(asks),
        None => {}
    });
    view! {
        <AlarmDialog dialog=bells lang muting/>
        <HelpDialog dialog=asks lang/>
    }
}

fn ask(house: House, sign: Sign) {
    house
        .bell
        .get_value()
        .asked
        .update(|asked| *asked = Some((asked.map_or(0, |(before, _)| before + 1), sign)));
    // Whoever looks sees how it went.
    spawn_local(async move {
        let _ = house.opener.annex.fetch().await;
    });
}

fn open(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked()
        && !dialog.open()
    {
        // It refuses only when it is open already.
        let _ = dialog.show_modal();
    }
}

/// Within a run its own help answers, as soon as the run is here.
fn in_a_run(house: House) -> bool {
    house.route.place.get().is_at_work() && house.opener.annex.rooms().is_some()
}

/// `?` opens help wherever nobody types.
fn listen_for_help(house: House) {
    let press = move |press: ev::KeyboardEvent| {
        if press.key() == "?" && !files::in_a_field(&press) && !untrack(|| in_a_run(house)) {
            press.prevent_default();
            ask(house, Sign::Help);
        }
    };
    let heard = window_event_listener(ev::keydown, press);
    on_cleanup(move || heard.remove());
}
