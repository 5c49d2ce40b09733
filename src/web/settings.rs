//! How the page looks and speaks: as the browser asks at first, as the person chose from then on.

use super::store;
use crate::run::event::Seat;
use crate::words::Lang;
use leptos::prelude::*;

/// What a person can choose about the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// Its language.
    pub(super) lang: RwSignal<Lang>,
    /// Its theme.
    pub(super) theme: RwSignal<Theme>,
    /// Who holds this device.
    pub(super) who: RwSignal<Seat>,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Theme {
    /// As the system has it.
    System,
    /// Black on white.
    Light,
    /// White on black.
    Dark,
}

const LANG: &str = "settings/lang";
const THEME: &str = "settings/theme";
const NAME: &str = "settings/name";
const ROLE: &str = "settings/role";

impl Settings {
    /// What was chosen before, else what the browser asks for.
    pub(super) fn from_browser() -> Self {
        let asked = window().navigator().language();
        let tag = store::recall(LANG).or(asked).unwrap_or_default();
        let lang = RwSignal::new(Lang::from_tag(&tag));
        let theme = RwSignal::new(Theme::from_word(&store::recall(THEME).unwrap_or_default()));
        Effect::new(move |before: Option<()>| {
            let tag = lang.get().tag();
            if before.is_some() {
                store::keep_small(LANG, tag);
            }
        });
        Effect::new(move || apply(theme.get()));
        let told = |key| store::recall(key).unwrap_or_default().into_boxed_str();
        let who = RwSignal::new(Seat { name: told(NAME), role: told(ROLE) });
        Effect::new(move |before: Option<()>| {
            let Seat { name, role } = who.get();
            if before.is_some() {
                store::keep_small(NAME, &name);
                store::keep_small(ROLE, &role);
            }
        });
        Self { lang, theme, who }
    }
}

impl Theme {
    fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

fn apply(theme: Theme) {
    if let Some(root) = document().document_element() {
        // The root element always takes an attribute.
        let _ = root.set_attribute("data-theme", theme.word());
    }
    store::keep_small(THEME, theme.word());
}
