//! Every sentence people read, in Russian and in English.

mod en;
mod ru;

pub mod page;
pub mod plural;
pub mod time;

use crate::plan::Fault;

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Russian.
    Ru,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// Its tag in HTML.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// What it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ru => "Русский",
            Self::En => "English",
        }
    }

    /// Its two letters, for a switch.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Ru => "RU",
            Self::En => "EN",
        }
    }

    /// The one that serves a reader of this tag best: «ru-RU» is Russian, all else English.
    pub fn from_tag(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some(first) if first.eq_ignore_ascii_case("ru") => Self::Ru,
            _ => Self::En,
        }
    }
}

/// What is wrong, in one sentence.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    match lang {
        Lang::Ru => ru::fault(&fault.kind),
        Lang::En => en::fault(&fault.kind),
    }
}

/// What to do about it, in one sentence.
pub fn advice(lang: Lang, fault: &Fault) -> String {
    match lang {
        Lang::Ru => ru::advice(&fault.kind),
        Lang::En => en::advice(&fault.kind),
    }
}
