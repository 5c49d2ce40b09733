//! Every sentence people read, in Russian and in English.

mod en;
mod ru;

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
