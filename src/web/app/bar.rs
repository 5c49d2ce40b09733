//! The bar over every screen: the product's name, and how the page looks and speaks.

use crate::view::icon::{BRAND, MOON, SUN, SYSTEM, Shape};
use crate::view::place::Place;
use crate::view::switch::{Choice, Face, Switch};
use crate::web::settings::{Settings, Theme};
use crate::words::{Lang, page};
use leptos::prelude::*;

/// The bar. The name leads home; what the screen has to say stands beside it.
#[component]
pub(super) fn Bar(settings: Settings, go_home: Callback<()>, children: Children) -> impl IntoView {
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
        go_home.run(());
    };
    view! {
        <header class="bar">
            <a class="brand" href=Place::Shelf.to_string() on:click=home>
                <Shape path=BRAND/><b>"Holdpoint"</b>
            </a>
            {children()}
            {move || {
                let words = page::page(lang.get());
                view! {
                    <Switch name=words.language choices=languages() chosen=lang on_choose=speak/>
                    <Switch name=words.theme choices=themes() chosen=theme on_choose=look/>
                }
            }}
        </header>
    }
}
