//! A report is believed only as far as its journal carries it: every honest one holds, every
//! altered one is refused, and what was covered stands nowhere in it.

#[path = "run/script.rs"]
mod script;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use holdpoint::plan;
use holdpoint::report::verify::{Given, Unsound, Verdict, verify};
use holdpoint::report::{Items, Options, report};
use holdpoint::run::event::{Event, Mode, Seat, SignOff, Start, Words};
use holdpoint::run::journal::{Actor, Journal, RunId};
use holdpoint::run::seal::{self, Pen, Seal};
use holdpoint::run::wire::Statement;
use holdpoint::run::zone::ZoneRule;
use holdpoint::run::{Run, wire};
use holdpoint::words::Lang;
use std::fs;
use std::path::Path;

const PLAN: &str = "# Релиз `5`\n\nПароль базы: hunter2-prod\n\n## Этап 1\n\n- [ ] Войти с паролем hunter2-prod\n\
                    - [ ] Снять копию\n\n## Откат\n\n1. Вернуть как было\n\n```sh\nmysql -u root -phunter2-prod\n```\n";

fn checked(text: &str, plan: Option<&str>) -> Verdict {
    let given = plan.map(|text| Given { text, digest: seal::digest(text.as_bytes()) });
    verify(text, given, None)
}

/// A run of a few entries, one of them with a token in it.
fn small() -> Run {
    run_that_ends("хватит")
}

fn run_that_ends(why: &str) -> Run {
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
        Event::Finished { reason: Words::new(why) },
    ];
    for event in events {
        say(&mut run, event);
    }
    run
}

/// The pen for the next entry of a run.
fn pen(run: &Run) -> Pen {
    let n = run.journal.len();
    let at_ms = 1_795_200_000_000 + i64::try_from(n).expect("few") * 60_000;
    let (run, actor, by, salt) = (RunId(1), Actor(2), "Орлова".into(), 7 + n as u64);
    Pen { run, actor, by, at_ms, offset_min: 180, salt }
}

fn say(run: &mut Run, event: Event) {
    let entry = seal::write(&pen(run), &run.journal, event);
    run.record(entry);
}

/// The sign-off of this run, by a key.
fn sign_off(run: &Run) -> SignOff {
    let signer = Seat { name: "Орлова".into(), role: "Руководитель".into() };
    let (seal, hand) = (Seal::now(&run.journal), SigningKey::from_bytes(&[7; 32]));
    let statement = Statement::of(&pen(run), seal, &signer, "Принято");
    let signature = hand.sign(&statement.to_sign()).to_bytes();
    let envelope = statement.envelope(hand.verifying_key().as_bytes(), &signature);
    let statement = Words::new("Принято");
    SignOff { seat: signer, statement, seal: seal.head, envelope: Some(envelope.into()) }
}

/// Checks the report of a run by the key that a signature names.
fn by_key(run: &Run) -> Verdict {
    let is_signed = |key: &[u8; 32], message: &[u8], signature: &[u8]| {
        let key = VerifyingKey::from_bytes(key);
        let told = Signature::from_slice(signature);
        key.is_ok_and(|key| told.is_ok_and(|told| key.verify_strict(message, &told).is_ok()))
    };
    verify(&report(run, &options(PLAN)), None, Some(&is_signed))
}

#[test]
fn a_name_stands_under_one_journal() {
    let mut honest = small();
    let sign = sign_off(&honest);
    say(&mut honest, Event::SignedOff(Box::new(sign.clone())));
    let verdict = by_key(&honest);
    assert_eq!((verdict.faults, verdict.signed), (vec![], 1));
    // What is said later is not what was signed, and takes nothing from it.
    say(&mut honest, Event::Noted { item: None, text: Words::new("позже") });
    assert_eq!(by_key(&honest).signed, 1);

    let told = |sign: SignOff| {
        let mut other = run_that_ends("всё хорошо");
        say(&mut other, Event::SignedOff(Box::new(sign)));
        let verdict = by_key(&other);
        (verdict.faults, verdict.signed)
    };
    let name = || "Орлова".to_owned();
    // The signed name moved under a journal that was made anew, with all its digests.
    assert_eq!(told(sign.clone()), (vec![Unsound::OtherSeal(name())], 0));
    // And with the seal that the journal does have beside it.
    let seal = Seal::now(&run_that_ends("всё хорошо").journal).head;
    let moved = SignOff { seal, ..sign.clone() };
    assert_eq!(told(moved), (vec![Unsound::BadSignature(name())], 0));
    // A typed name is tied to its journal all the same.
    let typed = SignOff { envelope: None, ..sign };
    assert_eq!(told(typed), (vec![Unsound::OtherSeal(name())], 0));
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
