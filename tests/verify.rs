//! A report is believed only as far as its journal carries it: every honest one holds, every
//! altered one is refused, and what was covered stands nowhere in it.

#[path = "run/script.rs"]
mod script;

use holdpoint::plan;
use holdpoint::report::verify::{Given, Unsound, Verdict, verify};
use holdpoint::report::{Items, Options, report};
use holdpoint::run::event::{Event, Mode, Seat, Start, Words};
use holdpoint::run::journal::{Actor, Journal, RunId};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::zone::ZoneRule;
use holdpoint::run::{Run, wire};
use holdpoint::words::Lang;
use std::fs;
use std::path::Path;

const PLAN: &str = "# Релиз `5`\n\nПароль базы: hunter2-prod\n\n## Этап 1\n\n- [ ] Войти с паролем hunter2-prod\n\
                    - [ ] Снять копию\n\n## Откат\n\n1. Вернуть как было\n\n```sh\nmysql -u root -phunter2-prod\n```\n";

fn unsigned(_: &holdpoint::run::event::SignOff) -> Option<bool> {
    None
}

fn checked(text: &str, plan: Option<&str>) -> Verdict {
    let given = plan.map(|text| Given { text, digest: seal::digest(text.as_bytes()) });
    verify(text, given, &unsigned)
}

/// A run of a few entries, one of them with a token in it.
fn small() -> Run {
    let mut run = Run::new(plan::read(PLAN).0, Journal::default());
    let start = Start {
        plan: seal::digest(PLAN.as_bytes()),
        plan_name: "release.md".into(),
        mode: Mode::Real,
        t0_ms: 1_795_200_000_000,
        zone: ZoneRule::fixed("+03:00", 180),
        zones: Vec::new(),
        version: "5".into(),
        environment: "prod".into(),
        base: None,
        crew: vec![Seat { name: "Орлова".into(), role: "Руководитель".into() }],
        gate_people: 1,
    };
    let ids: Vec<_> = run.plan.items.iter().map(|item| item.id).collect();
    let note =
        Words::new("токен ghp_0123456789abcdefghijklmnopqrstuvwxyz, звонить +7 495 123-45-67");
    let events = [
        Event::Started(Box::new(start)),
        Event::Ticked { item: ids[1] },
        Event::Noted { item: None, text: note },
        Event::Finished { reason: Words::new("хватит") },
    ];
    for (n, event) in events.into_iter().enumerate() {
        let at_ms = 1_795_200_000_000 + i64::try_from(n).expect("few") * 60_000;
        let pen = Pen {
            run: RunId(1),
            actor: Actor(2),
            by: "Орлова".into(),
            at_ms,
            offset_min: 180,
            salt: 7 + n as u64,
        };
        let entry = seal::write(&pen, &run.journal, event);
        run.record(entry);
    }
    run
}

fn options(text: &str) -> Options<'_> {
    Options { plan_text: Some(text), ..Options::default() }
}

#[test]
fn what_was_covered_stands_nowhere() {
    let covered = Options { redact_contacts: true, lang: Lang::Ru, ..options(PLAN) };
    let text = report(&small(), &covered);
    for secret in ["hunter2", "ghp_0123", "123-45-67"] {
        assert!(!text.contains(secret), "{secret}\n{text}");
    }
    assert!(text.contains("••••"), "{text}");
    assert_eq!(checked(&text, None).faults, [], "{text}");
    assert_eq!(checked(&text, Some(PLAN)).faults, []);
    let open = Options { redact_secrets: false, ..options(PLAN) };
    assert!(report(&small(), &open).contains("hunter2"));
}

#[test]
fn another_plan_is_told_from_the_right_one() {
    let text = report(&small(), &options(PLAN));
    let other = PLAN.replace("копию", "дамп");
    assert_eq!(checked(&text, Some(&other)).faults, [Unsound::OtherPlan]);
}

#[test]
fn every_changed_byte_is_refused() {
    let text = report(&small(), &options(PLAN));
    assert!(checked(&text, None).holds(), "{:?}", checked(&text, None));
    let end = text.trim_end().len();
    for at in 0..end {
        for flip in [0x01, 0x20] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= flip;
            let Ok(altered) = String::from_utf8(bytes) else { continue };
            let verdict = checked(&altered, None);
            assert!(!verdict.holds(), "byte {at}: {:?}", text.get(at.saturating_sub(40)..at + 20));
        }
    }
}

#[test]
fn the_first_line_that_does_not_follow_is_named() {
    let text = report(&small(), &Options { lang: Lang::En, ..options(PLAN) });
    let line = text.lines().position(|line| line.contains("prod")).expect("the environment") + 1;
    let altered = text.replacen("prod", "test", 1);
    match &checked(&altered, None).faults[..] {
        [Unsound::Line { line: found, found: stands, expected }] => {
            assert_eq!(*found, line);
            assert!(stands.contains("test") && expected.contains("prod"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_editor_may_change_line_ends() {
    let text = report(&small(), &options(PLAN));
    assert!(checked(&text.replace('\n', "\r\n"), None).holds());
    assert!(checked(&format!("{}\n\n", text.trim_end()), None).holds());
}

#[test]
fn every_honest_report_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/runs");
    let mut count = 0;
    for file in fs::read_dir(&folder).expect("runs") {
        let path = file.expect("a file").path();
        let Some(name) = path.to_str().and_then(|it| it.strip_suffix(".run.script")) else {
            continue;
        };
        let played = script::play_file(&fs::read_to_string(&path).expect("a script"));
        let text = played.plans.last().expect("a plan");
        let kept = fs::read_to_string(format!("{name}.jsonl")).expect("a journal");
        let run = Run::new(plan::read(text).0, wire::journal(&kept).0);
        for lang in Lang::ALL {
            for items in [Items::Table, Items::Tasks] {
                for contacts in [false, true] {
                    let asked = Options { lang, items, redact_contacts: contacts, ..options(text) };
                    let verdict = checked(&report(&run, &asked), None);
                    assert_eq!(verdict.faults, [], "{name} {asked:?}");
                    assert_eq!(verdict.entries, run.journal.len());
                }
            }
        }
        count += 1;
    }
    assert!(count >= 12, "{count} runs");
}
