//! What is being asked while somebody looks elsewhere: how much it is, and the way to its list and to the
//! switch that stops all, by a press or by one key.

use super::House;
use super::room::letters;
use crate::view::place::{Place, Room};
use crate::view::room::latin;
use crate::web::{keys, poll};
use crate::words::health::health;
use leptos::ev;
use leptos::prelude::*;

/// The mark, on every screen but the run's own.
#[component]
pub(super) fn Polled(house: House) -> impl IntoView {
    let (lang, route) = (house.settings.lang, house.route);
    let asked = poll::asked();
    let elsewhere = Memo::new(move |_| {
        let (run, count) = asked.get()?;
        (!route.place.get().is_at_work()).then_some((Place::Run(run, Room::Signals), count))
    });
    let press = move |press: ev::KeyboardEvent| {
        let is_key = latin(&press.key()) == "w" && letters() && keys::is_for_us(&press);
        if is_key && let Some((list, _)) = elsewhere.get_untracked() {
            press.prevent_default();
            route.go(list);
        }
    };
    let heard = window_event_listener(ev::keydown, press);
    on_cleanup(move || heard.remove());
    move || {
        elsewhere.get().map(|(list, count)| {
            let name = move || format!("{}: {count}", health(lang.get()).polled);
            view! {
                <a class="sign polled" id="polled" href=list.to_string() aria-label=name title=name>
                    <span aria-hidden="true">"◉"<b class="num">" "{count}</b></span>
                </a>
            }
        })
    }
}
