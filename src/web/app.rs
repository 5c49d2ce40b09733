//! The page as a whole: its bar, and below it either the first screen or an opened plan.

use super::opener::{Desk, Opener};
use super::settings::{Settings, Theme};
use super::{clipboard, files, samples};
use crate::view::drop::{DropArea, Samples, Ways};
use crate::view::icon::{BRAND, MOON, SUN, SYSTEM, Shape};
use crate::view::paste::PasteDialog;
use crate::view::sheet::{Acts, Sheet};
use crate::view::switch::{Choice, Face, Switch};
use crate::view::trouble::TroublePanel;
use crate::words::{Lang, page};
use leptos::html;
use leptos::prelude::*;

/// Everything.
#[component]
pub(super) fn App() -> impl IntoView {
    let settings = Settings::from_browser();
    let opener = Opener::new();
    let picker = NodeRef::<html::Input>::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let over = files::listen(opener);
    let lang = settings.lang;
    let ways = Ways {
        pick: Callback::new(move |()| files::ask(picker)),
        paste: Callback::new(move |()| clipboard::ask_for_text(dialog)),
        sample: Callback::new(move |()| opener.open_sample(0)),
    };
    name_the_document(lang.into(), opener.desk);
    let pasted = move |text| opener.open_text(page::page(lang.get_untracked()).pasted_name, text);
    view! {
        <Bar settings/>
        <Body lang opener ways/>
        <input
            type="file" id="file" node_ref=picker hidden tabindex="-1"
            accept=".md,.markdown,.mdown,.txt,text/markdown,text/plain"
            on:change=move |_| files::picked(picker, opener)
        />
        <PasteDialog lang dialog on_text=Callback::new(pasted)/>
        <p class="sr" role="status">{move || told(lang.get(), &opener.desk.get())}</p>
        <div class="veil" class:on=move || over.get() aria-hidden="true">
            <p>{move || page::page(lang.get()).drop_now}</p>
        </div>
    }
}

/// The bar over every screen: the product's name and how the page looks and speaks.
#[component]
fn Bar(settings: Settings) -> impl IntoView {
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
    view! {
        <header class="bar">
            <span class="brand"><Shape path=BRAND/><b>"Holdpoint"</b></span>
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

/// The first screen, or the plan.
#[component]
fn Body(lang: RwSignal<Lang>, opener: Opener, ways: Ways) -> impl IntoView {
    let acts = Acts {
        another: Callback::new(move |()| opener.close()),
        as_it_was: Callback::new(move |as_it_was| opener.reread(as_it_was)),
        copying: clipboard::copying(),
    };
    let reading = Signal::derive(move || opener.desk.with(|desk| matches!(desk, Desk::Reading)));
    // Reading alone is no reason to build the first screen anew.
    let shown = Memo::new(move |before: Option<&Desk>| match opener.desk.get() {
        Desk::Reading => match before {
            Some(Desk::Failed { .. }) | None => Desk::Empty,
            Some(before) => before.clone(),
        },
        desk => desk,
    });
    let sample = Callback::new(move |n| opener.open_sample(n));
    move || {
        let lang = lang.get();
        let invitation = match shown.get() {
            Desk::Open(opened) => {
                return view! { <Sheet opened=&opened lang acts=Some(acts)/> }.into_any();
            }
            Desk::Failed { trouble, name } => {
                view! { <TroublePanel trouble name lang on_pick=ways.pick/> }.into_any()
            }
            Desk::Empty | Desk::Reading => view! { <DropArea lang reading ways/> }.into_any(),
        };
        view! {
            <main class="first">
                {invitation}
                <Samples samples=samples::SAMPLES lang on_open=sample/>
            </main>
        }
        .into_any()
    }
}

/// What has just happened, for those who cannot see it.
fn told(lang: Lang, desk: &Desk) -> String {
    match desk {
        Desk::Empty => String::new(),
        Desk::Reading => page::page(lang).reading.to_owned(),
        Desk::Failed { trouble, .. } => trouble.told(lang).0.to_owned(),
        Desk::Open(opened) => {
            let counts = page::summary(lang, &opened.plan, opened.lines);
            format!("{}. {counts}", opened.title())
        }
    }
}

/// Keeps the document's title and what the browser thinks of its language true; the keyboard
/// starts from the title of whatever has just appeared.
fn name_the_document(lang: Signal<Lang>, desk: RwSignal<Desk>) {
    let title = Memo::new(move |_| {
        desk.with(|desk| match desk {
            Desk::Open(opened) => format!("{} · Holdpoint", opened.title()),
            Desk::Empty | Desk::Reading | Desk::Failed { .. } => "Holdpoint".to_owned(),
        })
    });
    Effect::new(move || document().set_title(&title.get()));
    Effect::new(move |before: Option<()>| {
        let settled = desk.with(|desk| !matches!(desk, Desk::Reading));
        if before.is_some() && settled {
            request_animation_frame(files::to_the_top);
        }
    });
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            // The root element always takes an attribute.
            let _ = root.set_attribute("lang", lang.get().tag());
        }
    });
}
