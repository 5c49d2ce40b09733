//! Every sentence people read, in Russian and in English.
//!
//! Equal doors, two rooms: each function here asks the same of `ru` and of `en`, so a sentence that
//! exists in one language only does not compile.

mod en;
mod outline;
mod ru;

use crate::plan::{Fault, Kind, Rule};
use crate::text::Refusal;
use std::borrow::Cow;
use std::io;

pub use outline::{Counted, Outline};

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Russian.
    Ru,
    /// English.
    #[default]
    En,
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
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
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

/// What an item is called when there is one of it.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match lang {
        Lang::Ru => ru::desk::kind(kind),
        Lang::En => en::desk::kind(kind),
    }
}

/// A number with its noun: «3 этапа», "1 stage".
pub fn count(lang: Lang, noun: Counted, n: usize) -> String {
    match lang {
        Lang::Ru => ru::desk::count(noun, n),
        Lang::En => en::desk::count(noun, n),
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
