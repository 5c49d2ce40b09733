//! English: what the command line says about files, text, counts and the reader's reasons.

use crate::plan::{Rule, Span};
use crate::text::Refusal;
use crate::text::binary::Format;
use crate::words::outline::Outline;
use crate::words::{Lang, time};
use std::io;

pub(in crate::words) const OUTLINE: Outline = Outline {
    facts: "Facts",
    window: "Window",
    people: "People",
    probes: "Probes",
    sections: "Sections",
    faults: "Findings",
    no_faults: "nothing found",
    unplaced: "Lines that no section holds",
    advice: "help",
    done: "done",
    why: "why",
    not_safe: "not safe to poll",
    needs_base: "needs a base address",
    mended_from: "mended: it had been read as",
    stdin_twice: "standard input can be named once only",
    languages: ["Russian", "English", "Russian and English"],
    roles: ["phase", "stage", "rollback", "reference"],
    kinds: ["step", "go criterion", "rollback criterion", "rollback step", "artefact", "note"],
};

/// So many minutes, as people say it.
pub(super) fn minutes(n: u32) -> String {
    let span = Span { hours: n / 60, minutes: n % 60, ..Span::default() };
    time::span(Lang::En, span).replace('\u{a0}', " ")
}

/// Why bytes are no text.
pub(in crate::words) fn refusal(refusal: Refusal) -> String {
    match refusal {
        Refusal::Empty => "There is nothing in it.".to_owned(),
        Refusal::Binary { format: Some(Format::Utf32), .. } => {
            "This text is saved as UTF-32: save it as UTF-8.".to_owned()
        }
        Refusal::Binary { format: Some(format), .. } => match format.name() {
            Some(name) => format!("This is a {name} file: save the plan as Markdown text."),
            None => "This is a program, not a plan.".to_owned(),
        },
        Refusal::Binary { format: None, offset } => {
            format!("This is not text: there is a byte that no text holds (offset {offset}).")
        }
    }
}

/// Why a file could not be read.
pub(in crate::words) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "There is no such file.".to_owned(),
        io::ErrorKind::PermissionDenied => "You may not read this file.".to_owned(),
        io::ErrorKind::IsADirectory => "This is a directory; name a file in it.".to_owned(),
        io::ErrorKind::FileTooLarge => "This file is too large for a plan.".to_owned(),
        _ => format!("It could not be read: {error}."),
    }
}

/// Why an item stands where it stands.
pub(in crate::words) fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::TaskBox => "it has a task box, - [ ]",
        Rule::BoxGlyph => "its line begins with a drawn box (☐, ☑, ⬜)",
        Rule::MarkPair => "its list sets ✅ against ⬜ or ❌, so the marks tell what is done",
        Rule::Decision => "GO and NO-GO, or yes and no: one decision with two boxes",
        Rule::Ordered => "a numbered entry where things are done",
        Rule::Bullet => "a bullet where things are done",
        Rule::SubStep => "a bullet nested under a step",
        Rule::Titled => "a bold line or a heading over commands",
        Rule::Commands => "a block of commands that stands by itself",
        Rule::TableRow => "a row of a table of tasks",
        Rule::Label => "an entry of the list under a label of criteria",
        Rule::InlineList => "a part of the list that follows a label on its own line",
        Rule::SectionTitle => "the title of its section says what the list holds",
        Rule::Condition => "an \"if … happens\" where going back is spoken of",
        Rule::Limit => "a limit on a metric where things are done",
        Rule::Group => "the name of the group of entries below it",
        Rule::Option => "one of several options to choose from",
        Rule::Listed => "a bullet where nothing is to be done",
        Rule::Prose => "plain prose",
        Rule::Exhibit => "a diagram, a picture or a block of output",
        Rule::Corrected => "a person put it right",
    }
}
