//! The report's screen: preview, signatures, ways out.

mod en;
mod ru;

use super::Lang;

/// The phrases of the report's screen.
#[derive(Debug)]
pub struct Finish {
    /// Over the screen.
    pub title: &'static str,
    /// Back to the run.
    pub back: &'static str,
    /// The report as people see it rendered.
    pub rendered: &'static str,
    /// The report as it is written.
    pub written: &'static str,
    /// The choice between the two.
    pub look: &'static str,
    /// Over the ways out.
    pub out: &'static str,
    /// Saves the Markdown.
    pub download: &'static str,
    /// Copies the short form.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// Prints the preview.
    pub print: &'static str,
    /// Checks the report as somebody else would.
    pub check: &'static str,
    /// Saves the run itself.
    pub run_file: &'static str,
    /// Over the choices.
    pub choices: &'static str,
    /// The language of the report.
    pub language: &'static str,
    /// The short form.
    pub short: &'static str,
    /// Items as boxes.
    pub tasks: &'static str,
    /// Covers secrets.
    pub secrets: &'static str,
    /// Covers telephones and addresses.
    pub contacts: &'static str,
    /// Over the signatures.
    pub signatures: &'static str,
    /// Nobody signed yet.
    pub unsigned: &'static str,
    /// A run is signed when it is over.
    pub not_over: &'static str,
    /// What the name stands under.
    pub statement: &'static str,
    /// What is stated as a rule.
    pub statement_hint: &'static str,
    /// Whose name.
    pub name: &'static str,
    /// As what.
    pub role: &'static str,
    /// Signs.
    pub sign: &'static str,
}

/// The phrases in this language.
pub fn finish(lang: Lang) -> &'static Finish {
    match lang {
        Lang::Ru => &ru::FINISH,
        Lang::En => &en::FINISH,
    }
}
