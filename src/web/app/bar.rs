//! The bar over every screen: the product's name, and how the page looks and speaks.

use crate::view::icon::{ASK, BELL, BRAND, MOON, SUN, SYSTEM, Shape};
use crate::view::place::{Place, Room};
use crate::view::switch::{Choice, Face, Switch};
use crate::web::files;
use crate::web::route::Route;
use crate::web::settings::{Settings, Theme};
use crate::words::alarm::alarms;
use crate::words::help::help;
use crate::words::{Lang, page};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The dialogs that the bar opens.
#[derive(Clone, Copy)]
pub(super) struct Dialogs {
    /// Which alarms are heard.
    pub(super) alarms: NodeRef<html::Dialog>,
    /// What can be done here.
    pub(super) help: NodeRef<html::Dialog>,
}

/// The bar. The name leads home; what the screen has to say stands beside it.
#[component]
pub(super) fn Bar(
    settings: Settings,
    route: Route,
    dialogs: Dialogs,
    children: Children,
) -> impl IntoView {
    let Settings { lang, theme, .. } = settings;
    let languages = || {
        let choice = |lang: Lang| {
            let letters = lang.letters();
            Choice { value: lang, name: lang.name(), face: Face::Letters(letters) }
        };
        Lang::ALL.map(choice).to_vec()
    };
    let themes = move || {
        let words = page::page(lang.get());
        let choice = |value, name, path| Choice { value, name, face: Face::Drawing(path) };
        vec![
            choice(Theme::System, words.theme_system, SYSTEM),
            choice(Theme::Light, words.theme_light, SUN),
            choice(Theme::Dark, words.theme_dark, MOON),
        ]
    };
    let speak = Callback::new(move |chosen| lang.set(chosen));
    let look = Callback::new(move |chosen| theme.set(chosen));
    let home = move |press: leptos::ev::MouseEvent| {
        press.prevent_default();
        route.go(Place::Shelf);
    };
    view! {
        <header class="bar">
            <a class="brand" href=Place::Shelf.to_string() on:click=home>
                <Shape path=BRAND/><b>"Holdpoint"</b>
            </a>
            {children()}
            {move || {
                let words = page::page(lang.get());
                let (bell, ask) = (alarms(lang.get()).title, help(lang.get()).title);
                view! {
                    <button
                        type="button" class="sign" id="alarms" aria-label=bell title=bell
                        on:click=move |_| open(dialogs.alarms)
                    ><Shape path=BELL/></button>
                    <button
                        type="button" class="sign" id="help" aria-label=ask title=ask
                        hidden=move || in_a_run(route)
                        on:click=move |_| open(dialogs.help)
                    ><Shape path=ASK/></button>
                    <Switch name=words.language choices=languages() chosen=lang on_choose=speak/>
                    <Switch name=words.theme choices=themes() chosen=theme on_choose=look/>
                }
            }}
        </header>
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
pub(super) fn listen_for_help(route: Route, dialog: NodeRef<html::Dialog>) {
    let press = move |press: ev::KeyboardEvent| {
        if press.key() == "?" && !files::in_a_field(&press) && !untrack(|| in_a_run(route)) {
            press.prevent_default();
            open(dialog);
        }
    };
    // The page lives as long as its window: this is never taken off.
    let _ = window_event_listener(ev::keydown, press);
}
