//! Plans in time: small ones with the hours they mean, by the desk's own table of zones, and the
//! laws that every forecast keeps.

#[path = "timing/alarms.rs"]
mod alarms;
#[path = "timing/back.rs"]
mod back;
#[path = "timing/laws.rs"]
mod laws;
#[path = "timing/planned.rs"]
mod planned;
#[path = "timing/print.rs"]
mod print;
#[path = "timing/running.rs"]
mod running;

use chrono::NaiveDateTime;
use holdpoint::cli::zones;
use holdpoint::plan::read;
use holdpoint::run::event::{Event, Mode, Seat, Start};
use holdpoint::run::journal::{Actor, Digest, Entry, Journal, RunId};
use holdpoint::run::timing::Planned;
use holdpoint::run::zone::{self, ZoneRule};
use holdpoint::run::{Command, Run};
use std::fmt::Write as _;

/// A minute.
const MINUTE: i64 = 60_000;

/// The moment at which a zone's clock shows this.
fn moment(clock: &str, zone: &str) -> i64 {
    let read = NaiveDateTime::parse_from_str(clock, "%Y-%m-%d %H:%M").expect("a time");
    zones::table(zone, read.and_utc().timestamp_millis()).expect("a zone").moment(read).0
}

/// A start at this time of this zone's clock, with all rules that the plan asks for.
fn start_at(run: &Run, clock: &str, zone: &str) -> Start {
    let read = NaiveDateTime::parse_from_str(clock, "%Y-%m-%d %H:%M").expect("a time");
    let around_ms = read.and_utc().timestamp_millis();
    let rule = zones::table(zone, around_ms).expect("a zone");
    let (rules, _) = zone::settle(&run.plan, around_ms, &zones::table);
    Start {
        plan: Digest::default(),
        plan_name: "plan.md".into(),
        mode: Mode::Real,
        t0_ms: rule.moment(read).0,
        zone: rule,
        zones: rules,
        version: "".into(),
        environment: "".into(),
        base: None,
        crew: vec![Seat { name: "Ann".into(), role: "".into() }],
        gate_people: 1,
    }
}

/// A plan that nobody started.
fn plan(text: &str) -> Run {
    Run::new(read(text).0, Journal::default())
}

/// Presses, and keeps what comes of it.
fn press(run: &mut Run, at_ms: i64, command: Command) {
    let event = run.decide(command, at_ms).expect("no refusal");
    happen(run, at_ms, event);
}

/// Keeps what happened.
fn happen(run: &mut Run, at_ms: i64, event: Event) {
    let actor = Actor(1);
    let next = run.journal.next(actor);
    run.record(Entry {
        run: RunId(1),
        actor,
        seq: next.seq,
        lamport: next.lamport,
        seen: next.seen,
        at_ms,
        offset_min: 0,
        by: "Ann".into(),
        event,
        salt: 0,
        previous: next.previous,
        digest: Digest([u8::try_from(next.seq).unwrap_or(0); 32]),
    });
}

/// A run of this plan that was started at T0, which a zone's clock shows so.
fn started(text: &str, clock: &str, zone: &str) -> Run {
    let mut run = plan(text);
    let start = start_at(&run, clock, zone);
    let t0_ms = start.t0_ms;
    press(&mut run, t0_ms, Command::Start(Box::new(start)));
    run
}

/// Does all of a stage and lets the release through.
fn pass(run: &mut Run, leg: usize, at_ms: i64) {
    let leg = holdpoint::run::course::LegIx::new(leg);
    for item in run.course.leg(leg).items.clone() {
        press(run, at_ms, Command::Tick(item));
    }
    press(run, at_ms, Command::Pass(leg, Seat { name: "Ann".into(), role: "".into() }));
}

fn shown(planned: &Planned, zone: &ZoneRule) -> String {
    let clock = |at: Option<i64>| {
        at.map_or("?".to_owned(), |ms| zone.clock(ms).format("%m-%d %H:%M").to_string())
    };
    let mut out = format!("{}..{}", clock(planned.from_ms), clock(planned.to_ms));
    if planned.in_days {
        out.push_str(" days");
    }
    for unsure in &planned.unsure {
        let _ = write!(out, " {unsure:?}");
    }
    out
}
