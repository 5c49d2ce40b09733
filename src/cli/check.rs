//! `holdpoint check`: what is wrong with plans, for people and for a repository's CI.
//!
//! The findings are the data and go to standard output; the sum of them goes to standard error.

mod excerpt;
mod finding;

use super::inspect::json;
use super::out::shown;
use super::reading::Reading;
use super::source;
use super::{Out, Outcome, Tongue, say};
use crate::plan::Level;
use crate::words::plural::Thing;
use crate::words::{self, Lang};
use std::io::{self, Write};
use std::path::PathBuf;

/// Check plans and say what to mend
#[derive(clap::Args)]
#[command(after_help = "\
Prints where each finding stands, the line it is about and what to do.

Exit code: 0  clean, or notes only
           1  an error, or a warning with --strict
           2  a plan could not be read, or wrong usage")]
pub(super) struct Arguments {
    /// Markdown files to check; - reads standard input
    #[arg(required = true, value_name = "PLAN")]
    plans: Vec<PathBuf>,
    /// Print the findings as one JSON array
    #[arg(long)]
    json: bool,
    /// Let warnings fail the check too
    #[arg(long)]
    strict: bool,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
}

/// What was found in all plans together.
#[derive(Default)]
struct Tally {
    files: usize,
    unreadable: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// Checks every plan, whatever the others are like; the worst of them decides.
pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let lang = Lang::from(arguments.lang);
    if arguments.plans.iter().filter(|path| source::is_stdin(path)).count() > 1 {
        say(&format!("holdpoint: {}", words::outline(lang).stdin_twice));
        return Ok(Outcome::Failed);
    }
    let mut tally = Tally::default();
    let mut found = Vec::new();
    let mut out = Out::words();
    for path in &arguments.plans {
        match source::read(path) {
            Err(unreadable) => {
                say(&format!("{}: {}", shown(&source::name_of(path)), unreadable.sentence(lang)));
                tally.unreadable += 1;
            }
            Ok(document) => {
                let reading = Reading::of(&document);
                tally.add(&reading);
                if let Some(mended) = document.mended(lang) {
                    say(&format!("{}: {mended}", shown(&document.file)));
                }
                if arguments.json {
                    found.extend(json::findings(&document, &reading, lang));
                } else {
                    finding::print(&mut out, &document, &reading, lang)?;
                }
            }
        }
    }
    out.flush()?;
    drop(out);
    if arguments.json {
        json::print(&mut Out::bytes(), &found)?;
    }
    say(&tally.sentence(lang));
    Ok(tally.outcome(arguments.strict))
}

impl Tally {
    fn add(&mut self, reading: &Reading) {
        self.files += 1;
        for fault in &reading.faults {
            match fault.kind.level() {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
                Level::Note => self.notes += 1,
            }
        }
    }

    fn outcome(&self, strict: bool) -> Outcome {
        if self.unreadable > 0 {
            Outcome::Failed
        } else if self.errors > 0 || (strict && self.warnings > 0) {
            Outcome::Faulty
        } else {
            Outcome::Clean
        }
    }

    /// «2 файла: 1 ошибка, 3 предупреждения», and what could not be read.
    fn sentence(&self, lang: Lang) -> String {
        let counts = [
            (Thing::Error, self.errors),
            (Thing::Warning, self.warnings),
            (Thing::Note, self.notes),
        ];
        let mut parts = super::counted(lang, &counts);
        if parts.is_empty() {
            parts.push(words::outline(lang).no_faults.to_owned());
        }
        let found = (self.files > 0).then(|| {
            format!("{}: {}", super::count(lang, Thing::File, self.files), parts.join(", "))
        });
        let failed =
            (self.unreadable > 0).then(|| super::count(lang, Thing::Unreadable, self.unreadable));
        found.into_iter().chain(failed).collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tally: &Tally, lenient: Outcome, strict: Outcome, said: &str) {
        assert_eq!((tally.outcome(false), tally.outcome(true)), (lenient, strict));
        assert_eq!(tally.sentence(Lang::Ru), said);
    }

    #[test]
    fn the_worst_finding_decides() {
        use Outcome::{Clean, Failed, Faulty};
        let clean = Tally { files: 1, ..Tally::default() };
        check(&clean, Clean, Clean, "1 файл: замечаний нет");
        let notes = Tally { files: 2, notes: 2, ..Tally::default() };
        check(&notes, Clean, Clean, "2 файла: 2 заметки");
        let warnings = Tally { warnings: 1, ..notes };
        check(&warnings, Clean, Faulty, "2 файла: 1 предупреждение, 2 заметки");
        let errors = Tally { errors: 5, ..Tally { files: 5, ..clean } };
        check(&errors, Faulty, Faulty, "5 файлов: 5 ошибок");
        let unreadable = Tally { unreadable: 1, ..errors };
        check(&unreadable, Failed, Failed, "5 файлов: 5 ошибок; 1 файл не прочитан");
        let nothing = Tally { unreadable: 2, ..Tally::default() };
        check(&nothing, Failed, Failed, "2 файла не прочитано");
    }
}
