//! Journals of anything: every kind of event, any text in it, devices that did or did not know of
//! each other, forks, strangers and events of later versions. Whoever holds a law over journals
//! takes them from here.
#![allow(dead_code, reason = "each test takes what it needs")]

use holdpoint::plan::Id;
use holdpoint::run::event::{
    Answer, Event, Evidence, Mark, Mode, Observed, Seat, SignOff, Source, Start, Until, Words,
};
use holdpoint::run::journal::{Actor, Digest, Entry, EntryRef, Journal, RunId};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::zone::ZoneRule;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Text that breaks what is careless: quotes, escapes, marks of direction, a null, our own JSON.
pub fn text() -> impl Strategy<Value = Box<str>> {
    let hard = select(vec![
        "",
        "p95 0,41 с",
        "\"\\/\u{0}\u{1f}\u{7f}",
        "a\nb\r\nc\td",
        "{\"said\":\"x\"}",
        "\",\"digest\":\"",
        "\u{202e}\u{2028}\u{feff}\u{200d}",
        "🚀 ё\u{308} 計画",
        "\\u0041",
    ]);
    prop_oneof![3 => hard.prop_map(Box::from), 2 => "\\PC{0,12}".prop_map(Box::from),
        1 => any::<String>().prop_map(|text| text.chars().take(12).collect())]
}

/// Text that was typed and is not masked.
pub fn words() -> impl Strategy<Value = Words> {
    text().prop_map(Words::new)
}

/// An identity of an item or a stage: one of a few, so that events meet, or any.
pub fn id() -> impl Strategy<Value = Id> {
    let few = select(vec!["a", "b", "c", "d"]).prop_map(|word| Id::ROOT.child(word));
    let any = ("[a-z]{1,9}", prop_oneof![4 => Just(0), 1 => any::<u32>()]);
    let any = any.prop_map(|(word, ordinal)| {
        let mut id = Id::ROOT.child(&word);
        id.ordinal = ordinal;
        id
    });
    prop_oneof![4 => few, 1 => any]
}

/// A person and their part.
pub fn seat() -> impl Strategy<Value = Seat> {
    (text(), text()).prop_map(|(name, role)| Seat { name, role })
}

/// A number that JSON can hold; the others are read back as none.
fn number() -> impl Strategy<Value = f64> {
    let hard = [0.0, 0.1, 1e300, -1e-300, 5e-324, 1e15, 1e-7, 123_456_789.123_456_78];
    prop_oneof![select(hard.to_vec()), any::<f64>().prop_filter("is a number", |it| it.is_finite())]
}

fn digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 32]>().prop_map(Digest)
}

fn observed() -> impl Strategy<Value = Observed> {
    (words(), option::of(number())).prop_map(|(text, number)| Observed { text, number })
}

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![Just(Source::Attested), Just(Source::Plan), words().prop_map(Source::Measured),]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    prop_oneof![
        words().prop_map(Evidence::Link),
        words().prop_map(Evidence::Text),
        observed().prop_map(Evidence::Value),
    ]
}

fn zone() -> impl Strategy<Value = ZoneRule> {
    let parts = (text(), any::<i16>(), vec(any::<(i64, i16)>(), 0..3));
    parts.prop_map(|(name, offset_min, changes)| ZoneRule { name, offset_min, changes })
}

fn start() -> impl Strategy<Value = Start> {
    let what = (digest(), text(), any::<bool>(), any::<i64>(), zone(), vec(zone(), 0..2));
    let who = (text(), text(), option::of(text()), vec(seat(), 0..3), any::<u8>());
    (what, who).prop_map(|((plan, plan_name, is_real, t0_ms, zone, zones), who)| {
        let (version, environment, base, crew, gate_people) = who;
        let mode = if is_real { Mode::Real } else { Mode::Rehearsal };
        Start {
            plan,
            plan_name,
            mode,
            t0_ms,
            zone,
            zones,
            version,
            environment,
            base,
            crew,
            gate_people,
        }
    })
}

/// What is said of an item.
fn of_item() -> BoxedStrategy<Event> {
    let mark = select(vec![Mark::Skipped, Mark::NotApplicable, Mark::Blocked, Mark::Failed]);
    let answer = select(vec![Answer::Yes, Answer::No, Answer::NotApplicable]);
    let until = prop_oneof![Just(Until::Worse), any::<i64>().prop_map(Until::At)];
    prop_oneof![
        id().prop_map(|item| Event::Ticked { item }),
        id().prop_map(|item| Event::Unticked { item }),
        (id(), mark, words()).prop_map(|(item, mark, reason)| Event::Marked { item, mark, reason }),
        (option::of(id()), words()).prop_map(|(item, text)| Event::Noted { item, text }),
        (id(), evidence()).prop_map(|(item, evidence)| Event::Evidenced { item, evidence }),
        (id(), answer, option::of(observed()), source()).prop_map(
            |(item, answer, observed, source)| Event::Answered { item, answer, observed, source }
        ),
        (id(), option::of(observed()), source())
            .prop_map(|(item, observed, source)| Event::Tripped { item, observed, source }),
        (id(), words(), until).prop_map(|(item, reason, until)| Event::Dismissed {
            item,
            reason,
            until
        }),
        (id(), option::of(observed()))
            .prop_map(|(item, observed)| Event::Recovered { item, observed }),
        (id(), any::<bool>()).prop_map(|(item, critical)| Event::Criticised { item, critical }),
        (id(), words()).prop_map(|(item, reason)| Event::ObligationClosed { item, reason }),
    ]
    .boxed()
}

/// What is said at a gate, and of the way back.
fn of_stage() -> BoxedStrategy<Event> {
    prop_oneof![
        (id(), seat()).prop_map(|(stage, seat)| Event::GatePassed { stage, seat }),
        (id(), seat(), words()).prop_map(|(stage, seat, reason)| Event::GateOverridden {
            stage,
            seat,
            reason
        }),
        (id(), seat(), words()).prop_map(|(stage, seat, reason)| Event::GateRefused {
            stage,
            seat,
            reason
        }),
        (id(), any::<u8>()).prop_map(|(stage, people)| Event::GateAsked { stage, people }),
        (id(), words()).prop_map(|(stage, reason)| Event::StageLeftOut { stage, reason }),
        (id(), words()).prop_map(|(stage, reason)| Event::Retried { stage, reason }),
        (option::of(id()), seat(), words())
            .prop_map(|(cause, seat, reason)| Event::RollbackStarted { cause, seat, reason }),
        (any::<bool>(), words())
            .prop_map(|(restored, reason)| Event::RollbackFinished { restored, reason }),
    ]
    .boxed()
}

/// What is said of the run as a whole.
fn of_run() -> BoxedStrategy<Event> {
    let sign_off = (seat(), words(), digest(), option::of(text()))
        .prop_map(|(seat, statement, seal, envelope)| SignOff { seat, statement, seal, envelope });
    let entry = (0..4_u64, 1..9_u64).prop_map(|(actor, seq)| EntryRef { actor: Actor(actor), seq });
    prop_oneof![
        start().prop_map(|start| Event::Started(Box::new(start))),
        words().prop_map(|reason| Event::Held { reason }),
        Just(Event::Resumed),
        (any::<i64>(), words()).prop_map(|(t0_ms, reason)| Event::T0Moved { t0_ms, reason }),
        seat().prop_map(|seat| Event::HandedOver { seat }),
        (digest(), words()).prop_map(|(plan, reason)| Event::PlanAmended { plan, reason }),
        words().prop_map(|reason| Event::Finished { reason }),
        words().prop_map(|reason| Event::Abandoned { reason }),
        sign_off.prop_map(|it| Event::SignedOff(Box::new(it))),
        entry.prop_map(|entry| Event::Undone { entry }),
        (any::<i64>(), any::<bool>())
            .prop_map(|(by_ms, slept)| Event::ClockJumped { by_ms, slept }),
        (words(), any::<i64>(), any::<i64>())
            .prop_map(|(signal, from_ms, to_ms)| Event::MeasuringGap { signal, from_ms, to_ms }),
    ]
    .boxed()
}

/// What a later version might say: its own kinds, or ours with more to them.
pub fn later() -> impl Strategy<Value = Event> {
    let kinds = select(vec!["teleported", "ticked", "held", "кофе"]);
    let tails = select(vec![
        "",
        r#","item":7"#,
        r#","to":{"said":"Марс \u0041"},"by":[1e5,-0.50,null,{"said":"b"}]"#,
        r#","odd":{"said":"x","and":"y"},"deep":[[[[{"a":{"b":[true,false]}}]]]]"#,
        r#","said":"not free text, a field""#,
    ]);
    (kinds, tails).prop_map(|(kind, tail)| Event::Unknown {
        kind: kind.into(),
        json: [r#"{"kind":""#, kind, "\"", tail, "}"].concat().into(),
    })
}

/// Any event at all.
pub fn event() -> impl Strategy<Value = Event> {
    prop_oneof![11 => of_item(), 8 => of_stage(), 12 => of_run(), 2 => later()]
}

/// Who writes, when and as whom.
pub fn pen() -> impl Strategy<Value = Pen> {
    let run = prop_oneof![40 => Just(1), 1 => any::<u64>()].prop_map(RunId);
    let salt = prop_oneof![20 => any::<u64>(), 1 => Just(0)];
    (run, 0..3_u64, text(), any::<i64>(), any::<i16>(), salt).prop_map(
        |(run, actor, by, at_ms, offset_min, salt)| {
            let actor = Actor(actor.wrapping_sub(1));
            Pen { run, actor, by, at_ms, offset_min, salt }
        },
    )
}

/// What one device does next.
#[derive(Debug, Clone)]
pub struct Move {
    /// Which copy of the journal it is done to: two devices that now and then meet.
    pub copy: usize,
    /// Whether that copy takes in the other one first.
    pub meets: bool,
    /// Who writes.
    pub pen: Pen,
    /// What.
    pub event: Event,
}

fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let one = (0..2_usize, prop::bool::weighted(0.3), pen(), event());
    let one = one.prop_map(|(copy, meets, pen, event)| Move { copy, meets, pen, event });
    vec(one, 0..most)
}

/// Two copies of one run's journal, that know some of each other. An actor may write in both
/// without knowing: that is a fork.
pub fn copies(most: usize) -> impl Strategy<Value = [Journal; 2]> {
    moves(most).prop_map(|moves| {
        let mut copies = [Journal::default(), Journal::default()];
        for step in moves {
            let other = copies[1 - step.copy].clone();
            let copy = &mut copies[step.copy];
            if step.meets {
                copy.merge(&other);
            }
            let entry = seal::write(&step.pen, copy, step.event);
            copy.add(entry);
        }
        copies
    })
}

/// A journal of any entries.
pub fn journal(most: usize) -> impl Strategy<Value = Journal> {
    copies(most).prop_map(|[mut one, other]| {
        one.merge(&other);
        one
    })
}

/// One entry, properly sealed.
pub fn entry() -> impl Strategy<Value = Entry> {
    (pen(), journal(4), event())
        .prop_map(|(pen, journal, event)| seal::write(&pen, &journal, event))
}

/// A mask that hides some texts and leaves others.
pub fn mask(seed: u8) -> impl Fn(&str) -> Option<String> {
    move |text| {
        let sum = text.bytes().fold(seed, u8::wrapping_add);
        (sum % 2 == 0).then(|| format!("•{}", sum % 8))
    }
}
