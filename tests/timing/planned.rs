//! What a plan says of time, as the clock of its zone shows it.

use super::{MINUTE, moment, plan, shown, start_at, started};
use holdpoint::run::Command;
use holdpoint::run::event::Words;
use holdpoint::run::timing::{Planned, Timing};
use std::fmt::Write as _;

/// Stages by their titles, each with one step; a line above them where it is not empty.
fn stages(line: &str, titles: &[&str]) -> String {
    let mut text = format!("# Plan\n\n{line}\n\n");
    for (n, title) in titles.iter().enumerate() {
        let _ = write!(text, "## Stage {}. {title}\n\n- [ ] step {n}\n\n", n + 1);
    }
    text
}

/// The planned times of each stage.
fn legs(timing: &Timing, zone: &holdpoint::run::zone::ZoneRule) -> Vec<String> {
    timing.legs.iter().map(|leg| shown(&leg.planned, zone)).collect()
}

/// A line, titles of stages, T0 by a zone's clock; each stage's times by that clock.
#[track_caller]
fn check(line: &str, t0: (&str, &str), expected: &[(&str, &str)]) {
    let titles: Vec<&str> = expected.iter().map(|(title, _)| *title).collect();
    let run = plan(&stages(line, &titles));
    let start = start_at(&run, t0.0, t0.1);
    let timing = Timing::preview(&run, &start, start.t0_ms);
    let times: Vec<&str> = expected.iter().map(|(_, times)| *times).collect();
    assert_eq!(legs(&timing, &start.zone), times, "{line}");
}

const MOSCOW: (&str, &str) = ("2026-11-21 02:00", "Europe/Moscow");

#[test]
fn windows_of_one_night() {
    check(
        "Maintenance window: 02:00 – 04:00 MSK",
        MOSCOW,
        &[
            ("Close (02:00–02:15)", "11-21 02:00..11-21 02:15"),
            ("Deploy (02:15–02:45)", "11-21 02:15..11-21 02:45"),
            ("Check", "?..?"),
        ],
    );
}

#[test]
fn midnight_is_crossed_in_the_order_of_the_plan() {
    let expected = [
        ("Ready (21:00–21:30)", "12-31 21:00..12-31 21:30"),
        ("Close (23:30–00:10)", "12-31 23:30..01-01 00:10"),
        ("Deploy (00:10–01:00)", "01-01 00:10..01-01 01:00"),
        ("Morning (09:00–10:00)", "01-01 09:00..01-01 10:00"),
    ];
    let t0 = ("2026-12-31 23:30", "Europe/Moscow");
    check("Maintenance window: 23:30 – 03:30 MSK", t0, &expected);
    check("", ("2026-12-31 21:00", "Europe/Moscow"), &expected);
}

#[test]
fn days_without_their_year_are_the_nearest() {
    check(
        "",
        ("2026-12-30 22:00", "Europe/Berlin"),
        &[
            ("Dec 30", "12-30 00:00..12-31 00:00 days"),
            ("Jan 2", "01-02 00:00..01-03 00:00 days"),
            ("Dec 30 to Jan 13", "12-30 00:00..01-14 00:00 days"),
            ("2027-01-04 08:00", "01-04 08:00..?"),
        ],
    );
}

#[test]
fn offsets_count_hours_by_the_clockwork_and_days_by_the_calendar() {
    check(
        "",
        ("2026-03-29 12:00", "Europe/Berlin"),
        &[
            // 24 hours before noon, over the night that has 23.
            ("Ready (T-24h … T-1h)", "03-28 11:00..03-29 11:00"),
            ("Day -1", "03-28 00:00..03-29 00:00 days"),
            ("Go (T0 … T+1h)", "03-29 12:00..03-29 13:00"),
            ("Day +1", "03-30 00:00..03-31 00:00 days"),
            ("Week (T+1 … T+7)", "03-30 00:00..04-06 00:00 days"),
        ],
    );
}

#[test]
fn clocks_that_are_set_are_told() {
    let spring = ("2026-03-29 01:30", "Europe/Berlin");
    check(
        "",
        spring,
        &[
            ("Close (01:30–02:00)", "03-29 01:30..03-29 03:00 Skipped"),
            ("Deploy (02:30–03:30)", "03-29 03:00..03-29 03:30 Skipped"),
        ],
    );
    let autumn = ("2026-10-25 01:30", "Europe/Berlin");
    check(
        "",
        autumn,
        &[
            ("Close (01:30–02:30)", "10-25 01:30..10-25 02:30 Twice"),
            ("Deploy (02:30–03:30)", "10-25 02:30..10-25 03:30 Twice"),
        ],
    );
}

#[test]
fn a_stage_has_its_own_zone_the_plans_or_the_runs() {
    check(
        "Maintenance window: 02:00 – 04:00 MSK",
        MOSCOW,
        &[
            ("Here (02:00–02:30)", "11-21 02:00..11-21 02:30"),
            ("Ural (04:30–05:00 MSK+2)", "11-21 02:30..11-21 03:00"),
            ("World (00:00–01:00 UTC)", "11-21 03:00..11-21 04:00"),
        ],
    );
    check(
        "",
        ("2026-07-10 09:00", "Europe/Berlin"),
        &[
            ("A (09:00–10:00 CET)", "07-10 09:00..07-10 10:00 Season(\"CET\")"),
            ("B (09:30–10:00 PDT)", "07-10 18:30..07-10 19:00"),
            ("C (11:00–12:00 IST)", "?..? Zone(\"IST\")"),
        ],
    );
}

#[test]
fn lengths_follow_one_another() {
    check(
        "Maintenance window: 01:00 – 05:00 MSK",
        ("2026-11-21 01:00", "Europe/Moscow"),
        &[
            ("Ready (T-24h)", "11-20 01:00..11-21 01:00"),
            ("Stop (⏱️ 10 min)", "11-21 01:00..11-21 01:10"),
            ("Copy (⏱️ 40 min)", "11-21 01:10..11-21 01:50"),
            ("Look", "?..?"),
            ("Open (⏱️ 20 min)", "?..?"),
        ],
    );
    check(
        "",
        ("2026-11-21 02:00", "Europe/Moscow"),
        &[
            ("Stop, 02:00", "11-21 02:00..11-21 02:10"),
            ("Copy, 02:10", "11-21 02:10..11-21 02:40"),
            ("Open, 02:40", "11-21 02:40..?"),
        ],
    );
}

#[test]
fn a_plan_without_times_has_none() {
    check("", MOSCOW, &[("Close", "?..?"), ("Deploy", "?..?")]);
}

#[test]
fn steps_give_the_times_that_a_title_does_not() {
    let text = "# P\n\n## Stage 1. Night\n\n| Time | Task | Owner |\n|---|---|---|\n| 23:40–00:10 | Copy | A |\n| 00:10–01:40 | Move | B |\n\n## Stage 2. Day +1\n\n- [ ] Sit with them from 08:00 to 12:00\n";
    let run = plan(text);
    let start = start_at(&run, "2026-11-20 23:40", "Europe/Moscow");
    let timing = Timing::preview(&run, &start, start.t0_ms);
    let expected = ["11-20 23:40..11-21 01:40", "11-21 00:00..11-22 00:00 days"];
    assert_eq!(legs(&timing, &start.zone), expected);
    let items: Vec<String> = (timing.items.iter())
        .filter(|item| **item != Planned::default())
        .map(|item| shown(item, &start.zone))
        .collect();
    let expected =
        ["11-20 23:40..11-21 00:10", "11-21 00:10..11-21 01:40", "11-21 08:00..11-21 12:00"];
    assert_eq!(items, expected);
}

/// A line, T0 at the start and later, and the titles with their times after the move.
#[track_caller]
fn check_moved(line: &str, from: &str, to: &str, expected: &[(&str, &str)]) {
    let titles: Vec<&str> = expected.iter().map(|(title, _)| *title).collect();
    let mut run = started(&stages(line, &titles), from, "Europe/Moscow");
    let zone = run.start().expect("a start").zone.clone();
    let (t0_ms, now_ms) = (moment(to, "Europe/Moscow"), moment(from, "Europe/Moscow"));
    super::press(&mut run, now_ms, Command::MoveT0(t0_ms, Words::new("late")));
    let times: Vec<&str> = expected.iter().map(|(_, times)| *times).collect();
    assert_eq!(legs(&Timing::of(&run, now_ms + MINUTE), &zone), times);
}

#[test]
fn what_hangs_on_t0_moves_with_it() {
    // The window begins at T0: clock times are another way to write offsets.
    check_moved(
        "Maintenance window: 02:00 – 04:00 MSK",
        "2026-11-21 02:00",
        "2026-11-21 02:30",
        &[
            ("Ready (T-1h … T-30m)", "11-21 01:30..11-21 02:00"),
            ("Close (02:00–02:15)", "11-21 02:30..11-21 02:45"),
            ("Deploy (02:15–02:45)", "11-21 02:45..11-21 03:15"),
            ("School (2026-11-23)", "11-23 00:00..11-24 00:00 days"),
        ],
    );
    // T0 is the opening, hours behind the night's work: that stays where it is.
    check_moved(
        "Maintenance window: 04:00 – 08:00 MSK",
        "2026-11-21 12:00",
        "2026-11-21 14:00",
        &[
            ("Night (04:00–08:00)", "11-21 04:00..11-21 08:00"),
            ("Open (T0 … T+1h)", "11-21 14:00..11-21 15:00"),
            ("Day +1", "11-22 00:00..11-23 00:00 days"),
        ],
    );
}
