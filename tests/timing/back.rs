//! The way back: how long it takes, until when it can be begun, how far it is.

use super::{MINUTE, moment, pass, plan, started};
use holdpoint::plan::read;
use holdpoint::run::Command;
use holdpoint::run::event::{Seat, Words};
use holdpoint::run::rollback::Lack;
use holdpoint::run::timing::{Timing, WayLength, WayUnknown};

const STAGES: &str = "# P\n\nMaintenance window: 02:00 – 04:00 MSK\n\n## Stage 1. Close (02:00–02:15)\n\n- [ ] close\n\n## Stage 2. Deploy (02:15–02:45)\n\n- [ ] deploy\n\n";

/// A rollback part, and how many minutes it takes.
#[track_caller]
fn check(rollback: &str, expected: Result<i64, WayUnknown>) {
    let run = plan(&format!("{STAGES}{rollback}"));
    let length = WayLength::of(&run.plan, &run.ways_from(None));
    let got = match length {
        WayLength::Known(ms) => Ok(ms / MINUTE),
        WayLength::Unknown { why, .. } => Err(why),
    };
    assert_eq!(got, expected, "{rollback}");
}

#[test]
fn a_way_takes_as_long_as_the_plan_says() {
    check("## Rollback (25 min)\n\n1. Switch back\n2. Restore\n", Ok(25));
    check("## Откат\n\n1. Закрыть (5 минут)\n2. Вернуть базу (20 минут)\n", Ok(25));
    check(
        "## Откат\n\n1. Закрыть (0-2 минуты)\n2. Вернуть (2-12 минут)\n3. Открыть (12-18 минут)\n",
        Ok(18),
    );
    check(
        "## Откат\n\n### Немедленно (0-2 минуты)\n\n1. Закрыть\n\n### Возврат (2-10 минут)\n\n1. Вернуть\n\n### Анализ (1-24 часа)\n\n1. Разобрать\n",
        Ok(10),
    );
    check("## Откат\n\n1. Закрыть (5 минут)\n2. Вернуть базу\n", Err(WayUnknown::Partly(1)));
    check("## Откат\n\n1. Закрыть\n2. Вернуть базу\n", Err(WayUnknown::NoLengths));
    check("", Err(WayUnknown::NoWay));
}

#[test]
fn the_last_safe_moment_is_the_windows_end_less_the_way_back() {
    let at = |clock: &str| moment(&format!("2026-11-21 {clock}"), "Europe/Moscow");
    let rollback =
        "## Откат этапа 1\n\n1. Открыть (5 минут)\n\n## Откат этапа 2\n\n1. Вернуть (20 минут)\n";
    let mut run = started(&format!("{STAGES}{rollback}"), "2026-11-21 02:00", "Europe/Moscow");
    let timing = Timing::of(&run, at("02:05"));
    assert_eq!(timing.last_safe.at_ms, Some(at("03:55")));
    assert_eq!(timing.last_safe_next.at_ms, Some(at("03:35")));
    pass(&mut run, 0, at("02:18"));
    assert_eq!(Timing::of(&run, at("02:20")).last_safe.at_ms, Some(at("03:35")));
}

#[test]
fn the_clock_of_a_way_back() {
    let at = |clock: &str| moment(&format!("2026-11-21 {clock}"), "Europe/Moscow");
    let rollback = "## Откат\n\n1. Закрыть (0-2 минуты)\n2. Вернуть (2-12 минут)\n";
    let mut run = started(&format!("{STAGES}{rollback}"), "2026-11-21 02:00", "Europe/Moscow");
    let seat = Seat { name: "Ann".into(), role: "".into() };
    super::press(&mut run, at("03:00"), Command::GoBack(None, seat, Words::new("errors")));
    let back = Timing::of(&run, at("03:01")).back.expect("a way back");
    let spans: Vec<_> = back.steps.iter().map(|step| (step.from_ms, step.to_ms)).collect();
    let span = |from, to| (Some(at(from)), Some(at(to)));
    assert_eq!(spans, [span("03:00", "03:02"), span("03:02", "03:12")]);
    assert_eq!((back.steps[0].began_ms, back.steps[1].began_ms), (Some(at("03:00")), None));
    let first = back.steps[0].item;
    super::press(&mut run, at("03:05"), Command::Tick(first));
    let back = Timing::of(&run, at("03:06")).back.expect("a way back");
    assert_eq!(back.steps[0].over_ms, Some(3 * MINUTE));
    assert_eq!(back.steps[1].running_ms(at("03:06")), Some(MINUTE));
    assert_eq!((back.forecast_ms, back.left_ms), (Some(at("03:12")), Some(48 * MINUTE)));
    let late = Timing::of(&run, at("03:30")).back.expect("a way back");
    assert_eq!(late.forecast_ms, Some(at("03:30")));
    assert!(Timing::of(&run, at("03:30")).legs.iter().all(|leg| leg.forecast.to_ms.is_none()));
}

#[test]
fn what_a_plan_lacks_is_told_before_it_is_run() {
    let lacks = |text: &str| plan(text).lacks(&read(text).1);
    let bare = "# P\n\n## Stage 1\n\n- [ ] deploy\n";
    assert_eq!(
        lacks(bare),
        [Lack::NoWayBack, Lack::NoRollbackCriteria, Lack::NoOwner, Lack::NoTimes]
    );
    let zone = "# P\n\n## Stage 1 (02:00–03:00 IST)\n\n- [ ] deploy (Owner: Ann)\n\n## Rollback\n\nAbort criteria:\n- errors\n\nSteps:\n1. Switch back\n";
    assert_eq!(lacks(zone), [Lack::AmbiguousZone("IST".into())]);
}
