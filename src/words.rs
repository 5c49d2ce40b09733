//! Every sentence people read, in Russian and in English.
//!
//! Equal doors, two rooms: each function here asks the same of `ru` and of `en`, so a sentence that
//! exists in one language only does not compile.

mod en;
mod ru;

pub mod alarm;
pub mod digits;
pub mod finish;
pub mod health;
pub mod help;
pub mod kept;
pub mod outline;
pub mod page;
pub mod plural;
pub mod report;
pub mod room;
pub mod runs;
pub mod shelf;
pub mod site;
pub mod start;
pub mod time;
pub mod understood;
pub mod verify;

use crate::plan::{Fault, Rule};
use crate::text::Refusal;
use outline::Outline;
use std::borrow::Cow;
use std::io;

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
        Lang::Ru => ru::faults::sentence(&fault.kind),
        Lang::En => en::faults::sentence(&fault.kind),
    }
}

/// What to do about it, in a sentence or two.
pub fn advice(lang: Lang, fault: &Fault) -> String {
    match lang {
        Lang::Ru => ru::faults::advice(&fault.kind).to_owned(),
        Lang::En => en::faults::advice(&fault.kind).to_owned(),
    }
}

/// Why these bytes are no text.
pub fn refusal(lang: Lang, refusal: Refusal) -> String {
    match lang {
        Lang::Ru => ru::desk::refusal(refusal),
        Lang::En => en::desk::refusal(refusal),
    }
}

/// Why a file could not be read.
pub fn unreadable(lang: Lang, error: &io::Error) -> String {
    match lang {
        Lang::Ru => ru::desk::unreadable(error),
        Lang::En => en::desk::unreadable(error),
    }
}

/// Why an item stands where it stands.
pub fn rule(lang: Lang, rule: Rule) -> &'static str {
    match lang {
        Lang::Ru => ru::desk::rule(rule),
        Lang::En => en::desk::rule(rule),
    }
}

/// The headings and labels of a plan's outline.
pub fn outline(lang: Lang) -> &'static Outline {
    match lang {
        Lang::Ru => &ru::desk::OUTLINE,
        Lang::En => &en::desk::OUTLINE,
    }
}

/// The plan's own words, short enough to stand inside a sentence and on one line.
fn shorten(words: &str) -> Cow<'_, str> {
    const MOST: usize = 80;
    let words = words.trim();
    let words: Cow<'_, str> = if words.contains(['\n', '\r', '\t']) {
        words.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        words.into()
    };
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()).into(),
        None => words,
    }
}
