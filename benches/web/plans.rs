//! Plans to measure with: a list of criteria of any length, the same with all of them answered, and a
//! real one.

#[path = "../run/start.rs"]
mod start;

use holdpoint::plan::read;
use holdpoint::run::Run;
use holdpoint::run::event::{Answer, Event, Source};
use holdpoint::run::journal::{Actor, Journal, RunId};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::wire::{PlanFile, RunFile};
use start::{BEGAN_MS, start};
use std::fmt::Write;

/// One stage with so many go criteria.
pub fn criteria(count: usize) -> String {
    let mut plan = String::from("# Many criteria\n\n## Stage 1. Decide\n\n### Go criteria\n\n");
    for n in 1..=count {
        let _ = writeln!(plan, "- [ ] Criterion {n}: what it asks for has been seen");
    }
    plan
}

/// The file of a run of that plan, in which every criterion was answered.
pub fn answered(count: usize) -> String {
    let text = criteria(count);
    let mut run = Run::new(read(&text).0, Journal::default());
    let answers = run.plan.items.iter().map(|item| Event::Answered {
        item: item.id,
        answer: Answer::Yes,
        observed: None,
        source: Source::Attested,
    });
    let events: Vec<Event> =
        std::iter::once(Event::Started(Box::new(start(seal::digest(text.as_bytes())))))
            .chain(answers)
            .collect();
    for event in events {
        let pen = Pen {
            run: RunId(1),
            actor: Actor(1),
            by: "Ada".into(),
            at_ms: BEGAN_MS,
            offset_min: 60,
            salt: 1,
        };
        let entry = seal::write(&pen, &run.journal, event);
        run.record(entry);
    }
    let plans = vec![PlanFile::new("plan.md", text.as_bytes(), &*text)];
    RunFile { plans, journal: run.journal, ..RunFile::default() }.write()
}

/// A real plan.
pub const REAL: &str = include_str!("../../plans/internet-bank.md");
