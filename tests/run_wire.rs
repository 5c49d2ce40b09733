//! The format on examples: what version 1 wrote opens for ever, run files travel and meet, and a
//! signature is tied to what it was put to.

#[path = "run/kinds.rs"]
mod kinds;
#[path = "run/sample.rs"]
mod sample;
#[path = "run/strategy.rs"]
mod strategy;

use holdpoint::plan::{Correction, Fix, Id};
use holdpoint::run::event::{Event, Seat, SignOff, Words};
use holdpoint::run::journal::{Actor, Entry, Journal, RunId};
use holdpoint::run::seal::{self, Pen, Seal, digest};
use holdpoint::run::wire::{
    self, DamageKind, NotSigned, PlanFile, RunFile, Signed, Statement, checked, signature,
};
use proptest::prelude::*;

/// Written by the first version, one line a kind. It is never refreshed: laptops hold such lines.
const V1: &str = include_str!("run/format-v1.jsonl");

#[test]
fn what_the_first_version_wrote_opens_for_ever() {
    let (journal, damages) = wire::journal(V1);
    assert_eq!((damages, journal.flaws()), (Vec::new(), Vec::new()));
    assert_eq!(wire::text(&journal), V1);
    let unknown = |it: &&Entry| matches!(it.event, Event::Unknown { .. });
    assert_eq!(journal.entries().iter().filter(unknown).count(), 1);
    assert_eq!(journal, kinds::journal(), "each line means what it meant");
}

#[test]
fn what_a_later_version_wrote_is_kept() {
    let line = |json: &str| {
        let body = json.strip_suffix('}').expect("an object");
        format!("{body},\"digest\":\"{}\"}}", digest(json.as_bytes()))
    };
    let header = r#""run":"0000000000000001","actor":"0000000000000002","seq":1,"lamport":1,"seen":{},"at_ms":0,"offset_min":0,"by":"","#;
    for (version, event) in [
        (1, r#""mood":"new","event":{"kind":"resumed"},"previous":null}"#),
        (1, r#""event":{"kind":"resumed","mood":1.0},"previous":null}"#),
        (1, r#""event":"soon","previous":null}"#),
        (1, r#""previous":null}"#),
        (2, r#""event":{"kind":"resumed"},"previous":null}"#),
    ] {
        let text = line(&format!("{{\"v\":{version},{header}{event}"));
        let entry = wire::entry(&text).expect(&text);
        assert!(matches!(entry.event, Event::Unknown { .. }), "{text}");
        assert_eq!(wire::line(&entry), text);
        let altered = text.replace("\"lamport\":1", "\"lamport\":2");
        let kind = if version == 1 { DamageKind::Altered } else { DamageKind::TooNew(2) };
        assert_eq!(wire::entry(&altered), Err(kind));
    }
    assert_eq!(wire::entry(r#"{"v":9,"all":"new"}"#), Err(DamageKind::TooNew(9)));
    assert_eq!(wire::entry(r#"{"v":0}"#), Err(DamageKind::NoField("v")));
    assert_eq!(wire::entry(r#"{"run":"1"}"#), Err(DamageKind::NoField("v")));
}

fn plan(n: u8) -> PlanFile {
    PlanFile::new(format!("план {n}.md"), &[0xff, n], format!("# План {n}\n\"\\\u{0}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn run_files_travel_and_meet(
        [a, b] in strategy::copies(8),
        plans in proptest::collection::vec(0..4_u8, 0..4),
        ids in proptest::collection::vec(strategy::id(), 0..4),
    ) {
        let corrections = ids.iter().map(|id| Correction { id: *id, fix: Fix::Done(true) });
        let one = RunFile {
            plans: plans.iter().map(|n| plan(*n)).collect(),
            corrections: corrections.collect(),
            journal: a,
        };
        let other = RunFile { plans: vec![plan(2)], corrections: Vec::new(), journal: b };
        let opened = RunFile::open(one.write().as_bytes()).expect("it opens");
        prop_assert_eq!((&opened.file, opened.damages), (&one, Vec::new()));
        let met = |a: &RunFile, b: &RunFile| {
            let mut both = a.clone();
            both.merge(b);
            both.write()
        };
        prop_assert_eq!(met(&one, &other), met(&other, &one));
        let both = RunFile::open(met(&one, &other).as_bytes()).expect("it opens").file;
        prop_assert_eq!(met(&both, &one), both.write());
    }
}

#[test]
fn the_plan_that_the_journal_names_last_holds() {
    let (old, new) = (plan(1), plan(0));
    let mut file = RunFile { plans: vec![new.clone(), old.clone()], ..RunFile::default() };
    let mut journal = Journal::default();
    for plan in [old.source, new.source] {
        let event = Event::PlanAmended { plan, reason: Words::default() };
        journal.add(seal::write(&pen(), &journal, event));
    }
    file.merge(&RunFile { journal, ..RunFile::default() });
    assert_eq!(file.plans, [old, new]);
}

fn pen() -> Pen {
    let (run, actor) = (RunId(1), Actor(2));
    Pen { run, actor, by: "Орлова".into(), at_ms: 0, offset_min: 0, salt: 5 }
}

/// As good as a signature to those who do not ask who made it.
fn sign(key: &[u8; 32], message: &[u8]) -> Vec<u8> {
    digest(&[key, message].concat()).0.to_vec()
}

fn verify(key: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    sign(key, message) == signature
}

fn signed() -> (Statement, [u8; 32], Entry) {
    let key = [9; 32];
    let signer = Seat { name: "Анна «О.»".into(), role: "RM".into() };
    let seal = Seal::of(digest(b"# Plan"), &sample::journal(3));
    let statement = Statement::of(&pen(), seal, &signer, "Принято: всё\nхорошо");
    let envelope = statement.envelope(&key, &sign(&key, &statement.to_sign()));
    let sign_off = SignOff {
        seat: signer,
        statement: Words::new("Принято: всё\nхорошо"),
        seal: seal.head,
        envelope: Some(envelope.into()),
    };
    let event = Event::SignedOff(Box::new(sign_off));
    (statement, key, seal::write(&pen(), &Journal::default(), event))
}

fn with(entry: &Entry, change: impl Fn(&mut SignOff)) -> Entry {
    let mut entry = entry.clone();
    if let Event::SignedOff(sign_off) = &mut entry.event {
        change(sign_off);
    }
    entry
}

#[test]
fn a_signature_is_tied_to_what_it_was_put_to() {
    let (statement, key, entry) = signed();
    let holds = Some(Ok(Signed { statement, key }));
    assert_eq!(signature(&entry, &verify), holds);
    let masked = seal::masked(&entry, &|_| Some("•••".into()));
    assert!(!wire::line(&masked).contains("Принято"));
    assert_eq!(signature(&masked, &verify), holds, "masking leaves it true");
    assert_eq!(signature(&entry, &|_, _, _| false), Some(Err(NotSigned::Forged)));
    let misplaced = Some(Err(NotSigned::Misplaced));
    let other = |change: &dyn Fn(&mut SignOff)| signature(&with(&entry, change), &verify);
    assert_eq!(other(&|it| it.seat.name = "Ким".into()), misplaced);
    assert_eq!(other(&|it| it.statement = Words::new("Принято")), misplaced);
    assert_eq!(other(&|it| it.seal.0[0] ^= 1), misplaced);
    assert_eq!(signature(&Entry { run: RunId(2), ..entry.clone() }, &verify), misplaced);
    assert_eq!(other(&|it| it.envelope = None), None);
    let event = Event::Ticked { item: Id::ROOT };
    assert_eq!(signature(&seal::write(&pen(), &Journal::default(), event), &verify), None);
}

#[test]
fn what_is_signed_is_what_dsse_says() {
    let (statement, _, _) = signed();
    let bytes = String::from_utf8(statement.to_sign()).expect("text");
    let start = "DSSEv1 35 application/vnd.holdpoint.seal+json ";
    let (length, payload) =
        bytes.strip_prefix(start).and_then(|it| it.split_once(' ')).expect(&bytes);
    assert_eq!(length, payload.len().to_string());
    let payload: serde_json::Value = serde_json::from_str(payload).expect("JSON");
    assert_eq!((&payload["entries"], &payload["name"]), (&3.into(), &"Анна «О.»".into()));
}

#[test]
fn no_byte_of_an_envelope_can_be_changed_unseen() {
    let (statement, key, entry) = signed();
    let Event::SignedOff(sign_off) = &entry.event else { unreachable!("it is one") };
    let envelope = sign_off.envelope.as_deref().expect("it bears one").as_bytes();
    for at in 0..envelope.len() {
        for change in [0x01, 0x02, 0x20] {
            let mut hurt = envelope.to_vec();
            hurt[at] ^= change;
            let Ok(hurt) = String::from_utf8(hurt) else { continue };
            if let Ok(signed) = checked(&hurt, &verify) {
                assert_eq!((&signed.statement, signed.key), (&statement, key), "{hurt}");
            }
        }
    }
    for wrong in ["", "{}", "[]", r#"{"payload":"e30=","payloadType":"x","signatures":[]}"#] {
        assert_eq!(checked(wrong, &verify), Err(NotSigned::NotAnEnvelope));
    }
}
