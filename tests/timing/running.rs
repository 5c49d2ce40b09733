//! A run under way: what is late, what is likely, what comes next.

use super::{MINUTE, happen, moment, pass, shown, started};
use holdpoint::run::Run;
use holdpoint::run::course::LegIx;
use holdpoint::run::event::Event;
use holdpoint::run::timing::{DueWhat, LegState, Planned, Timing};

const NIGHT: &str = "# P\n\nMaintenance window: 02:00 – 04:00 MSK\n\n## Stage 1. Close (02:00–02:15)\n\n- [ ] close\n\n## Stage 2. Deploy (02:15–02:45)\n\n- [ ] deploy\n\n## Stage 3. Check (02:45–03:15)\n\n- [ ] check\n\n## Stage 4. Open\n\n- [ ] open\n";

fn at(clock: &str) -> i64 {
    moment(&format!("2026-11-21 {clock}"), "Europe/Moscow")
}

fn night() -> Run {
    started(NIGHT, "2026-11-21 02:00", "Europe/Moscow")
}

/// The forecast of each stage, by the clock.
fn forecasts(run: &Run, timing: &Timing) -> Vec<String> {
    let zone = &run.start().expect("a start").zone;
    let of = |from_ms, to_ms| Planned { from_ms, to_ms, ..Planned::default() };
    let legs = timing.legs.iter().map(|leg| of(leg.forecast.from_ms, leg.forecast.to_ms));
    legs.map(|it| shown(&it, zone).replace("11-21 ", "")).collect()
}

#[test]
fn a_late_beginning_makes_a_late_end() {
    let mut run = night();
    pass(&mut run, 0, at("02:18"));
    let timing = Timing::of(&run, at("02:31"));
    // What is not told has no forecast, and nothing behind it has one.
    assert_eq!(forecasts(&run, &timing), ["?..?", "02:18..02:48", "02:48..03:18", "03:18..?"]);
    assert_eq!(timing.since_t0_ms, Some(31 * MINUTE));
    assert_eq!(timing.left_ms, Some(89 * MINUTE));
    assert_eq!(timing.end_forecast_ms, None);
    let first = timing.leg(LegIx::new(0));
    assert_eq!((first.state, first.took_ms), (LegState::Passed, Some(18 * MINUTE)));
    assert_eq!((first.slip_in_ms, first.slip_out_ms), (Some(0), Some(3 * MINUTE)));
    let second = timing.leg(LegIx::new(1));
    assert_eq!((second.state, second.took_ms), (LegState::InHand, Some(13 * MINUTE)));
    assert_eq!((second.slip_in_ms, second.slip_out_ms), (Some(3 * MINUTE), None));
}

#[test]
fn a_forecast_is_never_before_now() {
    let run = night();
    let timing = Timing::of(&run, at("03:00"));
    assert_eq!(
        forecasts(&run, &timing),
        ["02:00..03:00", "03:00..03:30", "03:30..04:00", "04:00..?"]
    );
}

#[test]
fn an_early_end_waits_for_the_next_beginning() {
    let mut run = night();
    pass(&mut run, 0, at("02:05"));
    pass(&mut run, 1, at("02:20"));
    let timing = Timing::of(&run, at("02:20"));
    assert_eq!(forecasts(&run, &timing)[2..], ["02:20..02:50", "02:50..?"]);
    assert_eq!(timing.leg(LegIx::new(2)).slip_in_ms, Some(-25 * MINUTE));
}

#[test]
fn a_frame_does_not_grow() {
    let text = "# P\n\n## Stage 1. Ready (T-24h … T-1h)\n\n- [ ] a\n\n## Stage 2. Go (T0 … T+1h)\n\n- [ ] b\n\n## Stage 3. Day +1\n\n- [ ] c\n";
    let run = started(text, "2026-11-21 02:00", "Europe/Moscow");
    let early = Timing::of(&run, at("00:30"));
    assert!(early.leg(LegIx::new(0)).is_frame);
    assert_eq!(forecasts(&run, &early)[0], "02:00..02:00");
    let late = Timing::of(&run, at("02:40"));
    assert_eq!(forecasts(&run, &late)[..2], ["02:00..02:40", "02:40..03:40"]);
    assert_eq!(late.leg(LegIx::new(0)).slip_in_ms, Some(60 * MINUTE));
}

#[test]
fn a_soak_holds_the_forecast_and_falls_due() {
    let text = "# P\n\n## Stage 1. Go (02:00–02:20)\n\n- [ ] deploy\n- [ ] Soak for 30 min\n";
    let mut run = started(text, "2026-11-21 02:00", "Europe/Moscow");
    let deploy = run.course.legs[0].items[0];
    super::press(&mut run, at("02:10"), holdpoint::run::Command::Tick(deploy));
    let timing = Timing::of(&run, at("02:12"));
    assert_eq!(forecasts(&run, &timing), ["02:00..02:40"]);
    assert_eq!(timing.soaks.iter().map(|it| it.until_ms).collect::<Vec<_>>(), [at("02:40")]);
    let soaked = DueWhat::Soaked(run.course.legs[0].items[1]);
    let ends = DueWhat::LegEnds(LegIx::new(0));
    assert_eq!(dues(&timing), [(at("02:20"), ends), (at("02:40"), soaked)]);
}

#[test]
fn a_window_ends_where_the_plan_says_so() {
    let text = "# P\n\nWindow: 02:00–04:00\n\n## Stage 1. Go (02:00–02:20)\n\n- [ ] deploy\n";
    let run = started(text, "2026-11-21 02:00", "Europe/Moscow");
    let ends = DueWhat::LegEnds(LegIx::new(0));
    let told = [(at("02:20"), ends), (at("04:00"), DueWhat::WindowEnds)];
    assert_eq!(dues(&Timing::of(&run, at("02:12"))), told);
}

fn dues(timing: &Timing) -> Vec<(i64, DueWhat)> {
    timing.dues().iter().map(|due| (due.at_ms, due.what)).collect()
}

#[test]
fn clocks_that_were_set_do_not_count() {
    let mut run = night();
    let jump = |by_ms, slept| Event::ClockJumped { by_ms, slept };
    happen(&mut run, at("01:10"), jump(-60 * MINUTE, false));
    assert_eq!(Timing::of(&run, at("01:20")).elapsed_ms, Some(20 * MINUTE));
    happen(&mut run, at("02:20"), jump(30 * MINUTE, true));
    assert_eq!(Timing::of(&run, at("02:20")).elapsed_ms, Some(80 * MINUTE));
}

#[test]
fn a_run_that_is_over_stands_still() {
    let mut run = night();
    happen(
        &mut run,
        at("02:30"),
        Event::Abandoned { reason: holdpoint::run::event::Words::new("no") },
    );
    let timing = Timing::of(&run, at("09:00"));
    assert_eq!((timing.now_ms, timing.elapsed_ms), (at("02:30"), Some(30 * MINUTE)));
    assert!(timing.dues().is_empty() && timing.end_forecast_ms.is_none());
}
