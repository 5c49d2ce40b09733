//! `holdpoint inspect`: what was understood of a plan, as an outline or as JSON.

pub(super) mod json;
mod outline;

use super::out::shown;
use super::reading::Reading;
use super::source;
use super::{Out, Outcome, Tongue, say};
use crate::words::Lang;
use std::io::{self, Write};
use std::path::PathBuf;

/// Show what was understood of a plan
#[derive(clap::Args)]
#[command(after_help = "\
Prints title, times, people, sections and items by line, then the findings.

Exit code: 0  shown, whatever is wrong with it
           2  the plan could not be read, or wrong usage")]
pub(super) struct Arguments {
    /// Markdown file to read; - reads standard input
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Print everything as one JSON object
    #[arg(long)]
    json: bool,
    /// Say for each item why it stands where it stands
    #[arg(long, conflicts_with = "json")]
    why: bool,
    /// Language of the words
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
}

/// Reads the plan and shows it.
pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let lang = Lang::from(arguments.lang);
    let document = match source::read(&arguments.plan) {
        Ok(document) => document,
        Err(unreadable) => {
            say(&format!(
                "{}: {}",
                shown(&source::name_of(&arguments.plan)),
                unreadable.sentence(lang)
            ));
            return Ok(Outcome::Failed);
        }
    };
    let reading = Reading::of(&document);
    if arguments.json {
        json::print(&mut Out::bytes(), &json::sheet(&document, &reading, lang))?;
    } else {
        let mut out = Out::words();
        let mut page = outline::Page::new(&mut out, &reading.veil, lang, arguments.why);
        page.print(&document, &reading)?;
        out.flush()?;
    }
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests;
