//! Laws of the forecast, over plans and runs that chance makes.

use super::{MINUTE, pass, plan, press, start_at};
use chrono::{DateTime, Offset, TimeZone};
use holdpoint::cli::zones;
use holdpoint::run::Command;
use holdpoint::run::Run;
use holdpoint::run::event::{Start, Words};
use holdpoint::run::timing::{Axis, Laid, Timing};
use proptest::prelude::*;
use std::fmt::Write as _;

/// What a title may say of time.
fn title() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        (0u32..24, 0u32..60, 0u32..24, 0u32..60)
            .prop_map(|(a, b, c, d)| format!("({a:02}:{b:02}–{c:02}:{d:02})")),
        (0u32..24, 0u32..60).prop_map(|(a, b)| format!("({a:02}:{b:02})")),
        (1u32..240).prop_map(|n| format!("({n} min)")),
        (1u32..30, 1u32..30).prop_map(|(a, b)| format!("(T+{a}h … T+{}h)", a + b)),
        (1u32..30).prop_map(|a| format!("(T-{a}h)")),
        (0u32..9).prop_map(|a| format!("(Day +{a})")),
        (1u32..13, 1u32..29).prop_map(|(m, d)| format!("(2026-{m:02}-{d:02})")),
    ]
}

fn text(titles: &[String]) -> String {
    let mut text = String::from("# P\n\n");
    for (n, title) in titles.iter().enumerate() {
        let _ = write!(text, "## Stage {} {title}\n\n- [ ] step {n}\n\n", n + 1);
    }
    text + "## Rollback\n\n1. Back (10 min)\n"
}

/// A run that passed so many stages, each so many minutes after the one before.
fn run(titles: &[String], minutes: &[i64]) -> (Run, i64) {
    let mut run = plan(&text(titles));
    let start = start_at(&run, "2026-10-24 22:00", "Europe/Berlin");
    let mut now_ms = start.t0_ms;
    press(&mut run, now_ms, Command::Start(Box::new(start)));
    for (leg, minutes) in minutes.iter().enumerate().take(titles.len()) {
        now_ms += minutes * MINUTE;
        pass(&mut run, leg, now_ms);
    }
    (run, now_ms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_forecast_is_never_before_now_and_never_turns_back(
        titles in prop::collection::vec(title(), 1..7),
        minutes in prop::collection::vec(0i64..200, 0..5),
        later in 0i64..3000,
    ) {
        let (run, now_ms) = run(&titles, &minutes);
        let (now, then) = (Timing::of(&run, now_ms), Timing::of(&run, now_ms + later * MINUTE));
        for timing in [&now, &then] {
            let ahead = timing.legs.iter().map(|leg| leg.forecast);
            let ends: Vec<Option<i64>> = ahead.clone().filter(|it| it.from_ms.is_some()).map(|it| it.to_ms).collect();
            prop_assert!(ends.iter().flatten().all(|end| *end >= timing.now_ms));
            prop_assert!(ahead.clone().all(|it| it.to_ms.is_none_or(|to| Some(to) >= it.from_ms)));
            prop_assert!(ends.windows(2).all(|two| two[1].is_none_or(|next| two[0].is_some_and(|end| end <= next))));
        }
        for (leg, earlier) in then.legs.iter().zip(&now.legs) {
            prop_assert_eq!(leg.forecast.to_ms.is_some(), earlier.forecast.to_ms.is_some());
            prop_assert!(leg.forecast.to_ms >= earlier.forecast.to_ms);
        }
    }

    #[test]
    fn what_hangs_on_t0_moves_by_as_much(
        titles in prop::collection::vec(title(), 1..7),
        hours in -100i64..100,
    ) {
        let run = plan(&text(&titles));
        let start = start_at(&run, "2026-10-24 22:00", "UTC");
        let by_ms = hours * 24 * 60 * MINUTE;
        let before = Axis::of(&run.plan, &start, start.t0_ms);
        let after = Axis::of(&run.plan, &start, start.t0_ms + by_ms);
        for (one, other) in before.sections.iter().zip(&after.sections) {
            if one.basis == holdpoint::run::timing::Basis::Offset {
                prop_assert_eq!(one.from_ms.map(|ms| ms + by_ms), other.from_ms);
                prop_assert_eq!(one.to_ms.map(|ms| ms + by_ms), other.to_ms);
            }
        }
    }

    #[test]
    fn time_is_total(
        titles in prop::collection::vec(title(), 1..7),
        now_ms in any::<i64>(),
        t0_ms in any::<i64>(),
    ) {
        let (mut run, at_ms) = run(&titles, &[]);
        press(&mut run, at_ms, Command::MoveT0(t0_ms, Words::new("far")));
        let _ = Timing::of(&run, now_ms).dues().len();
    }

    #[test]
    fn a_start_beyond_the_calendar_is_borne(
        titles in prop::collection::vec(title(), 1..7),
        t0_ms in any::<i64>(),
        moved_ms in any::<i64>(),
    ) {
        let window = format!("Maintenance window: 22:00 – 02:00\n\n{}", text(&titles));
        for text in [text(&titles), window] {
            let run = plan(&text);
            let start = Start { t0_ms, ..start_at(&run, "2026-10-24 22:00", "Europe/Berlin") };
            let axis = Axis::of(&run.plan, &start, moved_ms);
            let _ = Timing::on(&Laid::over(Some(axis), &run), &run, t0_ms).unsure().len();
        }
    }

    #[test]
    fn a_rule_tells_what_the_table_tells(
        zone in prop::sample::select(vec![
            "Europe/Moscow", "Europe/Berlin", "America/New_York", "Africa/Casablanca",
            "Australia/Lord_Howe", "Asia/Gaza", "Pacific/Chatham", "America/Sao_Paulo",
        ]),
        around_ms in 1_500_000_000_000i64..2_000_000_000_000,
        by_ms in -34_000_000_000i64..34_000_000_000,
    ) {
        let rule = zones::table(zone, around_ms).expect("a zone");
        let tz: chrono_tz::Tz = zone.parse().expect("a zone");
        let at = DateTime::from_timestamp_millis(around_ms + by_ms).expect("a moment").naive_utc();
        let offset_s = tz.offset_from_utc_datetime(&at).fix().local_minus_utc();
        prop_assert_eq!(i32::from(rule.offset_at(around_ms + by_ms)) * 60, offset_s);
    }
}
