//! The signs in the bar: alarms and help, and the dialogs that they open.

use super::House;
use crate::view::alarm::AlarmDialog;
use crate::view::help::HelpDialog;
use crate::view::icon::{ASK, BELL, Shape};
use crate::view::place::{Place, Room};
use crate::web::files;
use crate::web::route::Route;
use crate::words::alarm::alarms;
use crate::words::help::help;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// Both, with their dialogs.
#[component]
pub(super) fn Signs(house: House) -> impl IntoView {
    let House { settings, route, .. } = house;
    let lang = settings.lang;
    let (bells, asks) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Dialog>::new());
    listen_for_help(route, asks);
    let muting = house.alarms.get_value().muting();
    let bell = move || alarms(lang.get()).title;
    let ask = move || help(lang.get()).title;
    view! {
        <button
            type="button" class="sign" id="alarms" aria-label=bell title=bell
            on:click=move |_| open(bells)
        ><Shape path=BELL/></button>
        <button
            type="button" class="sign" id="help" aria-label=ask title=ask
            hidden=move || in_a_run(route) on:click=move |_| open(asks)
        ><Shape path=ASK/></button>
        <AlarmDialog dialog=bells lang muting/>
        <HelpDialog dialog=asks lang/>
    }
}

fn open(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked()
        && !dialog.open()
    {
        // It refuses only when it is open already.
        let _ = dialog.show_modal();
    }
}

/// Within a run its own help answers.
fn in_a_run(route: Route) -> bool {
    matches!(route.place.get(), Place::Run(_, Room::Now | Room::Stage(_) | Room::Journal))
}

/// `?` opens help wherever nobody types.
fn listen_for_help(route: Route, dialog: NodeRef<html::Dialog>) {
    let press = move |press: ev::KeyboardEvent| {
        if press.key() == "?" && !files::in_a_field(&press) && !untrack(|| in_a_run(route)) {
            press.prevent_default();
            open(dialog);
        }
    };
    let heard = window_event_listener(ev::keydown, press);
    on_cleanup(move || heard.remove());
}
