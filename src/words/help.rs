//! Help outside of a run: what can be done here, and by which key.

mod en;
mod ru;

use super::Lang;

/// A screen's help: its name, then each thing that can be done, by a key where there is one.
pub type Chapter = (&'static str, &'static [(&'static str, &'static str)]);

/// The phrases of help.
#[derive(Debug)]
pub struct Help {
    /// Over it, and the button that opens it.
    pub title: &'static str,
    /// Closes it.
    pub close: &'static str,
    /// What can be done, screen by screen.
    pub chapters: [Chapter; 3],
}

/// The phrases in this language.
pub fn help(lang: Lang) -> &'static Help {
    match lang {
        Lang::Ru => &ru::HELP,
        Lang::En => &en::HELP,
    }
}
