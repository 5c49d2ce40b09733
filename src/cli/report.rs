//! `holdpoint report`: a run as Markdown, for the release note and for whoever asks a year later.

use super::runs::RunDocument;
use super::{Out, Outcome, Tongue, say};
use crate::report::{self, Items, Length, Options};
use crate::words::Lang;
use clap::ValueEnum;
use std::io::{self, Write};
use std::path::PathBuf;

/// Tell a run as Markdown
#[derive(clap::Args)]
#[command(after_help = "\
The report goes to standard output. It speaks of the moment of the run's last entry, and the same run
always gives the same bytes.

Exit code: 0  told
           1  told, but the file is damaged or its journal does not fit together
           2  the run or its plan could not be read, or wrong usage")]
pub(super) struct Arguments {
    /// Run file (.holdpoint.json) or journal (.jsonl); - reads standard input
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// The plan that was run; a journal alone needs it
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Language of the report and of messages
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
    /// Only what a release note needs
    #[arg(long)]
    short: bool,
    /// Items as rows of a table, or as task boxes
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    items: Form,
    /// Leave passwords, tokens and keys readable
    #[arg(long)]
    no_redact: bool,
    /// Cover telephone numbers and e-mail addresses too
    #[arg(long, conflicts_with = "no_redact")]
    redact_contacts: bool,
}

/// How items stand in the report.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Form {
    #[default]
    Table,
    Tasks,
}

/// Reads the run and tells it.
pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let lang = Lang::from(arguments.lang);
    let document = match RunDocument::read(&arguments.run, lang) {
        Ok(document) => document,
        Err(why) => return failed(&why),
    };
    let flaws = document.warn(lang);
    let opened = match document.open(arguments.plan.as_deref(), lang) {
        Ok(opened) => opened,
        Err(why) => return failed(&why),
    };
    let options = Options {
        lang,
        length: if arguments.short { Length::Short } else { Length::Full },
        items: match arguments.items {
            Form::Table => Items::Table,
            Form::Tasks => Items::Tasks,
        },
        redact_secrets: !arguments.no_redact,
        redact_contacts: arguments.redact_contacts,
        plan_text: Some(&opened.text),
        corrections: &opened.corrections,
    };
    let mut out = Out::bytes();
    out.write_all(report::report(&opened.run, &options).as_bytes())?;
    out.flush()?;
    Ok(if flaws == 0 { Outcome::Clean } else { Outcome::Faulty })
}

#[expect(clippy::unnecessary_wraps, reason = "it ends a function that may fail otherwise")]
fn failed(why: &str) -> io::Result<Outcome> {
    say(why);
    Ok(Outcome::Failed)
}
