//! A run file of two laptops, 200 entries of every kind, a plan in two revisions and what was put
//! right in it: always the same one.
#![allow(dead_code, reason = "each test takes what it needs")]

use super::strategy;
use holdpoint::plan::{Correction, Fix, Kind, Role, read};
use holdpoint::run::event::{Event, Words};
use holdpoint::run::journal::{Actor, Journal, RunId};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::wire::{PlanFile, RunFile};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

const PLAN: &str = "# Выпуск «2.4»\n\n## Stage 1: Deploy\n\n- [ ] Run `it`\n- [ ] Look\n";

/// A journal of so many entries.
pub fn journal(entries: u32) -> Journal {
    let mut runner = TestRunner::deterministic();
    let mut journal = Journal::default();
    for n in 0..entries {
        let event = match n % 4 {
            0 => Event::Noted { item: None, text: Words::new("Смотрим на «p95»") },
            _ => strategy::event().new_tree(&mut runner).expect("an event").current(),
        };
        let pen = Pen {
            run: RunId(1),
            actor: Actor(u64::from(n % 2) + 1),
            by: "Орлова".into(),
            at_ms: 1_795_200_000_000 + i64::from(n) * 1000,
            offset_min: 180,
            salt: u64::from(n) * 0x9e37_79b9 + 1,
        };
        let entry = seal::write(&pen, &journal, event);
        // Some are masked, as in a file that was given away.
        let mask = |_: &str| (n % 10 == 9).then(|| "•••".to_owned());
        journal.add(seal::masked(&entry, &mask));
    }
    journal
}

/// The run file.
pub fn file(entries: u32) -> RunFile {
    let (plan, _) = read(PLAN);
    let (item, stage) = (plan.items[0].id, plan.section(plan.items[0].section).id);
    RunFile {
        plans: vec![
            PlanFile::new("выпуск.md", b"\xff\xfe", "an older one"),
            PlanFile::new("выпуск.md", PLAN.as_bytes(), PLAN),
        ],
        corrections: vec![
            Correction { id: item, fix: Fix::Kind(Kind::Go) },
            Correction { id: item, fix: Fix::Done(true) },
            Correction { id: stage, fix: Fix::Role(Role::Stage) },
        ],
        journal: journal(entries),
    }
}
