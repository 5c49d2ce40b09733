//! Plans and runs out of few letters, so that what is said meets what is there: small plans, and
//! moves that several devices make, some of which nobody would let them make.

#![allow(dead_code, reason = "each test that shares this file uses a part of it")]

use holdpoint::plan::{self, Id, ItemIx, Plan};
use holdpoint::run::command::Command;
use holdpoint::run::course::LegIx;
use holdpoint::run::event::{
    Answer, Event, Evidence, Mark, Mode, Observed, Seat, SignOff, Source, Start, Until, Words,
};
use holdpoint::run::journal::{Actor, Digest, EntryRef, Journal, RunId};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::zone::ZoneRule;
use holdpoint::run::{Run, command};
use proptest::collection::vec;
use proptest::prelude::*;
use std::fmt::Write;

/// When every run begins.
pub const BEGAN_MS: i64 = 1_795_219_200_000;

/// A plan of up to three stages.
pub fn plan() -> impl Strategy<Value = Plan> {
    let stage = (0..4usize, any::<bool>(), 0..3usize, 0..2usize);
    (vec(stage, 1..4), 0..3usize).prop_map(|(stages, back)| {
        let mut text = String::from("# Release\n");
        for (n, (steps, nested, go, abort)) in (1..).zip(stages) {
            let _ = write!(text, "\n## Stage {n}: Part {n}\n\n");
            for step in 1..=steps {
                let _ = writeln!(text, "- [ ] step {n} {step}");
                if nested && step == 1 {
                    let _ =
                        writeln!(text, "  - [ ] part of {n} {step}\n  - [x] done of {n} {step}");
                }
            }
            if steps > 2 {
                let _ = writeln!(text, "- [ ] wait for 5 minutes in {n}");
            }
            lines(&mut text, "Go criteria", &["it holds", "errors < 1 %"][..go], n);
            lines(&mut text, "Rollback criteria", &["it fails"][..abort], n);
        }
        text.push_str("\n## Rollback plan\n");
        lines(&mut text, "Immediate (P0)", &["fire", "flood"][..back], 0);
        lines(&mut text, "Rollback steps", &["undo it", "look at it"][..back], 0);
        plan::read(&text).0
    })
}

fn lines(text: &mut String, label: &str, lines: &[&str], n: usize) {
    if !lines.is_empty() {
        let _ = write!(text, "\n**{label}:**\n\n");
        for line in lines {
            let _ = writeln!(text, "- {line} in {n}");
        }
    }
}

/// One thing that somebody does.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    /// On which device.
    pub device: u8,
    /// What.
    pub deed: u8,
    /// To which item, stage or entry.
    pub to: u8,
    /// As whom.
    pub name: u8,
    /// How long after the move before, in seconds.
    pub after_s: u16,
    /// The devices exchange what they know before it.
    pub syncs: bool,
}

/// Moves of up to three devices.
pub fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let one = (0..3u8, any::<u8>(), any::<u8>(), 0..3u8, 0..400u16, prop::bool::weighted(0.2));
    let one = one.prop_map(|(device, deed, to, name, after_s, syncs)| Move {
        device,
        deed,
        to,
        name,
        after_s,
        syncs,
    });
    vec(one, 0..most)
}

/// A way to begin.
pub fn start(gate_people: u8) -> Start {
    Start {
        plan: Digest::default(),
        plan_name: "plan.md".into(),
        mode: Mode::Real,
        t0_ms: BEGAN_MS,
        zone: ZoneRule::utc(),
        zones: Vec::new(),
        version: "1".into(),
        environment: "production".into(),
        base: None,
        crew: vec![seat(0)],
        gate_people,
    }
}

fn seat(n: u8) -> Seat {
    let name = ["Ann", "Ben", ""][usize::from(n % 3)];
    Seat { name: name.into(), role: ["lead", ""][usize::from(n % 2)].into() }
}

fn words(n: u8) -> Words {
    Words::new(["because", "", "no more"][usize::from(n % 3)])
}

fn seen(n: u8) -> Option<Observed> {
    (!n.is_multiple_of(3)).then(|| Observed { text: Words::new("0.5 %"), number: Some(0.5) })
}

/// What a move asks for, if the plan has anything that it can be asked of.
pub fn command(run: &Run, it: Move, now_ms: i64) -> Option<Command> {
    let to = usize::from(it.to);
    let item = (!run.plan.items.is_empty()).then(|| ItemIx::new(to % run.plan.items.len()));
    let leg = (!run.course.legs.is_empty()).then(|| LegIx::new(to % run.course.legs.len()));
    let (why, seat) = (words(it.name), seat(it.name));
    let entry = || {
        let entries = run.journal.entries();
        Some(entries.get(entries.len().checked_sub(1 + to % 8)?)?.name())
    };
    Some(match it.deed % 40 {
        0..=7 => Command::Tick(item?),
        8 => Command::Untick(item?),
        9 => Command::Mark(item?, Mark::Skipped, why),
        10 => Command::Mark(item?, Mark::NotApplicable, why),
        11 => Command::Mark(item?, Mark::Failed, why),
        12..=16 => Command::Answer(item?, Answer::Yes, seen(it.name), Source::Attested),
        17 => Command::Answer(item?, Answer::No, None, Source::Attested),
        18 => Command::Note(item, why),
        19 => Command::Prove(item?, Evidence::Text(why)),
        20..=23 => Command::Pass(leg?, seat),
        24 => Command::Override(leg?, seat, why),
        25 => Command::Refuse(leg?, seat, why),
        26 => Command::AskPeople(leg?, it.name),
        27 => Command::LeaveOut(leg?, why),
        28 => Command::Hold(why),
        29 => Command::Resume,
        30 => Command::Trip(item?, seen(it.name), Source::Attested),
        31 => Command::Dismiss(item?, why, Until::At(now_ms + 300_000)),
        32 => Command::Recover(item?, None),
        33 => Command::GoBack(item.filter(|_| it.name > 0), seat, why),
        34 => Command::FinishBack { restored: it.name > 0, reason: why },
        35 => Command::Retry(leg?, why),
        36 => Command::Criticise(item?, it.name > 0),
        37 => Command::Finish(why),
        38 if it.name > 1 => Command::Sign(Box::new(sign(seat))),
        38 => Command::Amend(Digest::default(), why),
        _ => Command::Undo(entry()?),
    })
}

fn sign(seat: Seat) -> SignOff {
    SignOff { seat, statement: Words::new("so it was"), seal: Digest::default(), envelope: None }
}

/// What a move would say if nobody asked whether it may.
pub fn event(run: &Run, it: Move, now_ms: i64) -> Option<Event> {
    let strange = Id::ROOT.child("nowhere");
    let id = |item: ItemIx| if it.to.is_multiple_of(17) { strange } else { run.id(item) };
    let of = |leg: LegIx| if it.to.is_multiple_of(17) { strange } else { run.course.leg(leg).id };
    Some(match command(run, it, now_ms)? {
        Command::Start(start) => Event::Started(start),
        Command::Tick(item) => Event::Ticked { item: id(item) },
        Command::Untick(item) => Event::Unticked { item: id(item) },
        Command::Mark(item, mark, reason) => Event::Marked { item: id(item), mark, reason },
        Command::Note(item, text) => Event::Noted { item: item.map(id), text },
        Command::Prove(item, evidence) => Event::Evidenced { item: id(item), evidence },
        Command::Answer(item, answer, observed, source) => {
            Event::Answered { item: id(item), answer, observed, source }
        }
        Command::Pass(leg, seat) => Event::GatePassed { stage: of(leg), seat },
        Command::Override(leg, seat, reason) => {
            Event::GateOverridden { stage: of(leg), seat, reason }
        }
        Command::Refuse(leg, seat, reason) => Event::GateRefused { stage: of(leg), seat, reason },
        Command::AskPeople(leg, people) => Event::GateAsked { stage: of(leg), people },
        Command::LeaveOut(leg, reason) => Event::StageLeftOut { stage: of(leg), reason },
        Command::Hold(reason) => Event::Held { reason },
        Command::Resume => Event::Resumed,
        Command::Trip(item, observed, source) => {
            Event::Tripped { item: id(item), observed, source }
        }
        Command::Dismiss(item, reason, until) => Event::Dismissed { item: id(item), reason, until },
        Command::Recover(item, observed) => Event::Recovered { item: id(item), observed },
        Command::GoBack(cause, seat, reason) => {
            Event::RollbackStarted { cause: cause.map(id), seat, reason }
        }
        Command::FinishBack { restored, reason } => Event::RollbackFinished { restored, reason },
        Command::Retry(leg, reason) => Event::Retried { stage: of(leg), reason },
        Command::MoveT0(t0_ms, reason) => Event::T0Moved { t0_ms, reason },
        Command::HandOver(seat) => Event::HandedOver { seat },
        Command::Amend(plan, reason) => Event::PlanAmended { plan, reason },
        Command::Criticise(item, critical) => Event::Criticised { item: id(item), critical },
        Command::Close(item, reason) => Event::ObligationClosed { item: id(item), reason },
        Command::Finish(reason) => Event::Finished { reason },
        Command::Abandon(reason) => Event::Abandoned { reason },
        Command::Sign(sign) => Event::SignedOff(sign),
        Command::Undo(entry) => Event::Undone { entry },
    })
}

/// How a run is played: by what may happen, or by whatever comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manners {
    /// Each move is decided; what is refused does not happen.
    Decided,
    /// Nobody asks.
    Wild,
}

/// Plays moves on up to three devices; `after` sees each entry with the run before it.
pub fn play(
    plan: &Plan,
    moves: &[Move],
    manners: Manners,
    mut after: impl FnMut(&Run, &Run),
) -> Vec<Run> {
    let mut devices = vec![Run::new(plan.clone(), Journal::default()); 3];
    let people = 1 + u8::try_from(moves.len() % 2).unwrap_or(0);
    write(&mut devices[0], 0, BEGAN_MS, Event::Started(Box::new(start(people))));
    let first = devices[0].journal.clone();
    for run in &mut devices {
        run.merge(&first);
    }
    let mut now_ms = BEGAN_MS;
    for it in moves {
        now_ms += i64::from(it.after_s) * 1000;
        if it.syncs {
            let known: Vec<Journal> = devices.iter().map(|run| run.journal.clone()).collect();
            for run in &mut devices {
                for journal in &known {
                    run.merge(journal);
                }
            }
        }
        let run = &mut devices[usize::from(it.device)];
        let said = match manners {
            Manners::Decided => {
                command(run, *it, now_ms).and_then(|it| run.decide(it, now_ms).ok())
            }
            Manners::Wild => event(run, *it, now_ms),
        };
        let Some(said) = said else { continue };
        let before = run.clone();
        write(run, it.device, now_ms, said);
        after(&before, run);
    }
    devices
}

/// Writes an event as a device does.
pub fn write(run: &mut Run, device: u8, at_ms: i64, event: Event) -> EntryRef {
    let pen = Pen {
        run: RunId(7),
        actor: Actor(u64::from(device) + 1),
        by: "Ann".into(),
        at_ms,
        offset_min: 0,
        salt: 5,
    };
    let entry = seal::write(&pen, &run.journal, event);
    let name = entry.name();
    run.record(entry);
    name
}

/// Everything that any of the devices knows.
pub fn union(devices: &[Run]) -> Journal {
    let entries = devices.iter().flat_map(|run| run.journal.entries().iter().cloned());
    Journal::of(entries)
}

/// A refusal, for those who only ask whether.
pub type Refusal = command::Refusal;
