//! When an alarm sounds: once for each moment that came, early for what ends, and never for a run
//! that is not under way.

use super::{happen, moment, plan, press, start_at};
use holdpoint::run::alarm::{AlarmKind, alarms};
use holdpoint::run::event::{Event, Source, Words};
use holdpoint::run::timing::Timing;
use holdpoint::run::{Command, Run};

const PLAN: &str = "# Night\n\n## Stage 1 (02:00-02:20)\n\n- [ ] Stop the queue\n\n\
    ## Stage 2 (02:20-03:00)\n\n- [ ] Migrate\n\n\
    ## Rollback\n\n**Abort criteria:**\n\n- Error rate > 5%\n\n1. Go back (10 min)\n";

fn at(clock: &str) -> i64 {
    moment(&format!("2026-11-21 {clock}"), "UTC")
}

fn night() -> Run {
    let mut run = plan(PLAN);
    let start = start_at(&run, "2026-11-21 02:00", "UTC");
    press(&mut run, at("01:50"), Command::Start(Box::new(start)));
    run
}

#[track_caller]
fn check(run: &Run, after: &str, now: &str, expected: &[AlarmKind]) {
    let timing = Timing::of(run, at(now));
    let heard: Vec<AlarmKind> =
        alarms(run, &timing, at(after), at(now)).into_iter().map(|it| it.kind).collect();
    assert_eq!(heard, expected, "between {after} and {now}: {:?}", timing.dues());
}

#[test]
fn each_moment_is_heard_once() {
    let run = night();
    check(&run, "02:16", "02:17", &[]);
    check(&run, "02:17", "02:18", &[AlarmKind::Ends]);
    check(&run, "02:18", "02:19", &[]);
    check(&run, "02:19", "02:20", &[AlarmKind::Due]);
}

#[test]
fn a_laptop_that_slept_hears_what_it_missed_the_gravest_first() {
    let mut run = night();
    let item = run.plan.items.iter().find(|it| it.kind.word() == "abort").expect("a criterion").id;
    let source = Source::Attested;
    happen(&mut run, at("02:10"), Event::Tripped { item, observed: None, source });
    check(&run, "02:05", "02:30", &[AlarmKind::Tripped, AlarmKind::Ends, AlarmKind::Due]);
    check(&run, "02:30", "02:31", &[]);
}

#[test]
fn a_run_that_is_over_is_silent() {
    let mut run = night();
    happen(&mut run, at("02:10"), Event::Abandoned { reason: Words::new("no") });
    check(&run, "02:05", "04:00", &[]);
}
