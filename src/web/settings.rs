//! How the page looks and speaks: as the browser asks at first, as the person chose from then on.

use crate::words::Lang;
use leptos::prelude::*;
use web_sys::Storage;

/// What a person can choose about the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// Its language.
    pub(super) lang: RwSignal<Lang>,
    /// Its theme.
    pub(super) theme: RwSignal<Theme>,
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

const LANG: &str = "holdpoint.lang";
const THEME: &str = "holdpoint.theme";

impl Settings {
    /// What was chosen before, else what the browser asks for.
    pub(super) fn from_browser() -> Self {
        let asked = window().navigator().language();
        let tag = recall(LANG).or(asked).unwrap_or_default();
        let lang = RwSignal::new(Lang::from_tag(&tag));
        let theme = RwSignal::new(Theme::from_word(&recall(THEME).unwrap_or_default()));
        Effect::new(move |before: Option<()>| {
            let tag = lang.get().tag();
            if before.is_some() {
                remember(LANG, tag);
            }
        });
        Effect::new(move || apply(theme.get()));
        Self { lang, theme }
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
    remember(THEME, theme.word());
}

/// A browser may forbid storage; then a choice lasts as long as the page.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn recall(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn remember(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // Full or forbidden: the choice lasts as long as the page.
        let _ = storage.set_item(key, value);
    }
}
