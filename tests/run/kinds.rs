//! One event of each kind that version 1 of the format knows, as a run might tell them.

use holdpoint::plan::Id;
use holdpoint::run::event::{
    Answer, Event, Evidence, Mark, Mode, Observed, Seat, SignOff, Source, Start, Until, Words,
};
use holdpoint::run::journal::{Actor, Digest, EntryRef, Journal, RunId};
use holdpoint::run::seal::{self, Pen, digest};
use holdpoint::run::zone::ZoneRule;

fn said(text: &str) -> Words {
    Words::new(text)
}

fn lead() -> Seat {
    Seat { name: "Анна Орлова".into(), role: "релиз-менеджер".into() }
}

fn observed() -> Observed {
    Observed { text: said("0,41 с"), number: Some(0.41) }
}

fn started() -> Event {
    let berlin = ZoneRule {
        name: "Europe/Berlin".into(),
        offset_min: 60,
        changes: vec![(1_774_746_000_000, 120), (1_792_890_000_000, 60)],
    };
    Event::Started(Box::new(Start {
        plan: digest(b"# Plan"),
        plan_name: "выпуск 2.4.md".into(),
        mode: Mode::Real,
        t0_ms: 1_795_200_000_000,
        zone: ZoneRule::fixed("Europe/Moscow", 180),
        zones: vec![berlin, ZoneRule::fixed("+05:30", 330)],
        version: "2.4.0".into(),
        environment: "prod".into(),
        base: Some("https://shop.example/".into()),
        crew: vec![lead(), Seat { name: "Ким".into(), role: "".into() }],
        gate_people: 2,
    }))
}

/// What is said of items.
fn of_items(item: Id) -> Vec<Event> {
    let signal = || Source::Measured(said("api_response_time_p95"));
    let marked = |mark| Event::Marked { item, mark, reason: said("нет доступа") };
    let answered = |answer, observed, source| Event::Answered { item, answer, observed, source };
    let proof = |evidence| Event::Evidenced { item, evidence };
    vec![
        Event::Ticked { item },
        Event::Unticked { item: "0123456789abc-2".parse().expect("an identity") },
        marked(Mark::Skipped),
        marked(Mark::NotApplicable),
        marked(Mark::Blocked),
        marked(Mark::Failed),
        Event::Noted { item: None, text: said("Line one\nline «two» \"three\" \\ \u{202e}") },
        Event::Noted { item: Some(item), text: said("") },
        proof(Evidence::Link(said("https://ci.example/42"))),
        proof(Evidence::Text(said("200 OK"))),
        proof(Evidence::Value(observed())),
        answered(Answer::Yes, Some(observed()), signal()),
        answered(Answer::No, None, Source::Attested),
        answered(Answer::NotApplicable, None, Source::Plan),
        Event::Tripped { item, observed: Some(observed()), source: signal() },
        Event::Dismissed { item, reason: said("known"), until: Until::Worse },
        Event::Dismissed { item, reason: said("known"), until: Until::At(1_795_203_600_000) },
        Event::Recovered { item, observed: Some(Observed { text: said("?"), number: None }) },
        Event::Criticised { item, critical: true },
        Event::ObligationClosed { item, reason: said("freeze lifted") },
    ]
}

/// What is said of stages and of the run.
fn of_run(stage: Id) -> Vec<Event> {
    let (seat, reason) = (lead(), said("решили на созвоне"));
    let sign_off = |envelope| SignOff {
        seat: lead(),
        statement: said("Выпуск принят"),
        seal: Digest([7; 32]),
        envelope,
    };
    vec![
        Event::GatePassed { stage, seat: seat.clone() },
        Event::GateOverridden { stage, seat: seat.clone(), reason: reason.clone() },
        Event::GateRefused { stage, seat: seat.clone(), reason: reason.clone() },
        Event::GateAsked { stage, people: 2 },
        Event::StageLeftOut { stage, reason: reason.clone() },
        Event::Held { reason: reason.clone() },
        Event::Resumed,
        Event::RollbackStarted { cause: Some(stage), seat: seat.clone(), reason: reason.clone() },
        Event::RollbackFinished { restored: true, reason: reason.clone() },
        Event::Retried { stage, reason: reason.clone() },
        Event::T0Moved { t0_ms: -1, reason: reason.clone() },
        Event::HandedOver { seat },
        Event::PlanAmended { plan: digest(b"# Plan 2"), reason: reason.clone() },
        Event::Undone { entry: EntryRef { actor: Actor(1), seq: 3 } },
        Event::ClockJumped { by_ms: -3_600_000, slept: false },
        Event::MeasuringGap { signal: said("Ошибки"), from_ms: 0, to_ms: i64::MAX },
        Event::Finished { reason: reason.clone() },
        Event::Abandoned { reason },
        Event::SignedOff(Box::new(sign_off(None))),
        Event::SignedOff(Box::new(sign_off(Some("{\"payload\":\"\"}".into())))),
        Event::Unknown {
            kind: "teleported".into(),
            json: r#"{"kind":"teleported","to":{"said":"Марс"},"far":[1e9,null]}"#.into(),
        },
    ]
}

/// A journal of all of them, by two devices; now and then one is masked.
pub fn journal() -> Journal {
    // As they are spelt: how an identity is made of words is not this format's business.
    let id = |spelt: &str| spelt.parse().expect("an identity");
    let mut journal = Journal::default();
    let events =
        [vec![started()], of_items(id("dnpd9g2my92jd")), of_run(id("17dwbhs96dbxs"))].concat();
    for (n, event) in (0_u32..).zip(events) {
        let pen = Pen {
            run: RunId(0x00c0_ffee_0000_0001),
            actor: Actor(u64::from(n % 3 / 2) + 1),
            by: "Орлова".into(),
            at_ms: 1_795_200_000_000 + i64::from(n) * 60_000,
            offset_min: 180,
            salt: u64::from(n) + 1,
        };
        let entry = seal::write(&pen, &journal, event);
        let mask = |_: &str| (n % 7 == 6).then(|| "•••".to_owned());
        journal.add(seal::masked(&entry, &mask));
    }
    journal
}
