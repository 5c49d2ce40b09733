//! A run as Markdown: for the release note, and for whoever asks a year later.
//!
//! Each line follows from an entry of the journal, and from nothing else: the same run gives the
//! same bytes on every machine, and the report speaks of the moment of the last entry. Before a word
//! is written the run is covered: the plan's text and all that was typed lose their secrets, and the
//! report is told of what is left. So what stands in its appendix is all that it was made from, and
//! [`verify`](verify::verify) can make it again.
//!
//! Words of a plan or of a person never become markup: `doc` holds them as plain text and `escape`
//! writes them.

mod appendix;
mod back;
mod closing;
mod deviations;
pub mod doc;
pub mod escape;
mod gantt;
mod history;
mod items;
pub mod redact;
mod signals;
mod stages;
mod summary;
mod teller;
pub mod verify;

use crate::plan::Correction;
use crate::run::Run;
use crate::words::Lang;
use doc::Doc;
use redact::Covered;
use teller::Teller;

/// How a report is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options<'a> {
    /// In which language.
    pub lang: Lang,
    /// How much of it.
    pub length: Length,
    /// How items stand in it.
    pub items: Items,
    /// Covers passwords, tokens, keys and credentials in addresses.
    pub redact_secrets: bool,
    /// Covers telephone numbers and e-mail addresses.
    pub redact_contacts: bool,
    /// The text that the plan was read from: it finds more secrets, and goes into the appendix.
    pub plan_text: Option<&'a str>,
    /// What a person put right in the reading of that text.
    pub corrections: &'a [Correction],
}

/// How much a report tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Length {
    /// Everything, with the appendix.
    #[default]
    Full,
    /// For a release note.
    Short,
}

/// How items stand in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Items {
    /// As boxes, ticked or not. Trackers of tasks make tasks of them.
    Tasks,
    /// As rows of a table.
    #[default]
    Table,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            lang: Lang::default(),
            length: Length::default(),
            items: Items::default(),
            redact_secrets: true,
            redact_contacts: false,
            plan_text: None,
            corrections: &[],
        }
    }
}

/// The report of a run.
pub fn report(run: &Run, options: &Options<'_>) -> String {
    written(&redact::run(run, options), options)
}

/// The report of a covered run.
fn written(covered: &Covered, options: &Options<'_>) -> String {
    let body = tell(&covered.run, options).markdown();
    match options.length {
        Length::Short => body,
        Length::Full => {
            let appendix = appendix::text(covered, options, &body);
            body + &appendix
        }
    }
}

/// The report of a run before it is Markdown, to be shown.
pub fn document(run: &Run, options: &Options<'_>) -> Doc {
    tell(&redact::run(run, options).run, options)
}

/// What a report says of a run that is covered already.
fn tell(run: &Run, options: &Options<'_>) -> Doc {
    let teller = Teller::new(run, options.lang);
    let mut doc = Doc::default();
    let deviations = deviations::find(&teller);
    summary::tell(&teller, &deviations, &mut doc);
    stages::tell(&teller, &mut doc);
    match options.length {
        Length::Short => deviations::tell(&teller, &deviations, &mut doc),
        Length::Full => {
            gantt::tell(&teller, &mut doc);
            items::tell(&teller, options.items, &mut doc);
            signals::tell(&teller, &mut doc);
            back::tell(&teller, &mut doc);
            deviations::tell(&teller, &deviations, &mut doc);
            closing::obligations(&teller, &mut doc);
            closing::artefacts(&teller, options.items, &mut doc);
        }
    }
    closing::signatures(&teller, &mut doc);
    if options.length == Length::Full {
        history::tell(&teller, &mut doc);
    }
    closing::seal(&teller, options, &mut doc);
    doc
}
