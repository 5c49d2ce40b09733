//! Whole runs, from the first line to the last name: each is a script over a plan, kept as the
//! journal that it wrote. Reports are told from the journal alone. `make golden` refreshes them.

#[path = "run/script.rs"]
mod script;

use holdpoint::report::{Items, Length, Options, report};
use holdpoint::run::journal::Flaw;
use holdpoint::run::{Run, wire};
use holdpoint::words::Lang;
use script::{Played, play_file};
use std::fs;
use std::path::{Path, PathBuf};

/// Every script, by the name that its files share.
fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).expect("runs").map(|file| file.expect("a file").path());
    let mut names: Vec<String> = files
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_suffix(".run.script")?;
            Some(name.to_owned())
        })
        .collect();
    names.sort();
    names
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/runs")
}

fn played(name: &str) -> Played {
    let script = fs::read_to_string(folder().join(format!("{name}.run.script")));
    play_file(&script.expect("a script"))
}

/// Compares with a file that is kept, or keeps it anew where that is asked for.
#[track_caller]
fn golden(name: &str, found: &str) {
    let path = folder().join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, found).expect("a golden file");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let line = kept.lines().zip(found.lines()).position(|(kept, found)| kept != found);
    let line = line.unwrap_or_else(|| kept.lines().count().min(found.lines().count()));
    assert!(
        kept == found,
        "{name}:{}\nkept:  {:?}\nfound: {:?}\nmake golden refreshes it; read the difference",
        line + 1,
        kept.lines().nth(line),
        found.lines().nth(line)
    );
}

/// What a device wrote comes back as it was, and nothing in it fits nowhere unless the story says
/// so.
#[test]
fn each_run_is_kept_as_its_journal() {
    for name in names() {
        let played = played(&name);
        let run = played.run();
        let text = wire::text(&run.journal);
        golden(&format!("{name}.jsonl"), &text);
        let (journal, damages) = wire::journal(&text);
        assert_eq!(damages, [], "{name}");
        assert_eq!(journal.flaws(), Vec::<Flaw>::new(), "{name}");
        let again = Run::new(run.plan.clone(), journal);
        assert_eq!(again.progress, run.progress, "{name}");
        assert!(run.progress.end.is_some(), "{name} has an end");
    }
}

/// The report in both languages, from the journal that is kept and the plan that it ended with.
#[test]
fn reports_follow_from_the_journals_that_are_kept() {
    for name in names() {
        let plan = played(&name).plans.pop().expect("a plan");
        let kept = fs::read_to_string(folder().join(format!("{name}.jsonl")));
        let (journal, damages) = wire::journal(&kept.expect("a journal"));
        assert_eq!(damages, [], "{name}");
        let run = Run::new(holdpoint::plan::read(&plan).0, journal);
        for lang in Lang::ALL {
            let options = Options { lang, plan_text: Some(&plan), ..Options::default() };
            golden(&format!("{name}.{}.md", lang.tag()), &report(&run, &options));
        }
    }
}

/// The note for a release page, and the form with boxes: of a run that went through, and of one
/// that went back and was tried again.
#[test]
fn the_short_form_and_the_boxes_are_kept_too() {
    for (name, lang) in [("01-clean", Lang::En), ("04-rollback-retry", Lang::Ru)] {
        let played = played(name);
        let plan_text = played.plans.last().map(String::as_str);
        let asked = Options { lang, plan_text, ..Options::default() };
        let told = |form: &str, asked: Options<'_>| {
            golden(&format!("{name}.{form}.{}.md", lang.tag()), &report(played.run(), &asked));
        };
        told("short", Options { length: Length::Short, ..asked });
        told("boxes", Options { items: Items::Tasks, ..asked });
    }
}

/// Whoever reads only the first lines knows what went out, how it ended and who decided.
#[test]
fn a_summary_has_ten_lines_at_most() {
    for name in names() {
        let played = played(&name);
        let plan_text = played.plans.last().map(String::as_str);
        for lang in Lang::ALL {
            let told = report(played.run(), &Options { lang, plan_text, ..Options::default() });
            let (summary, _) = told.split_once("\n## ").expect("a summary");
            let lines = summary.lines().filter(|line| line.starts_with("- ")).count();
            let others = summary.lines().filter(|line| !line.trim().is_empty()).count() - lines;
            assert!((8..=10).contains(&lines), "{name}: {lines} lines");
            // The title, and what a rehearsal is.
            assert!(others <= 2, "{name}: {summary}");
        }
    }
}
