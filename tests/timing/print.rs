//! How the plans of the house lie in time, for the eye.

use super::{Planned, shown, start_at};
use holdpoint::plan::read;
use holdpoint::run::Run;
use holdpoint::run::journal::Journal;
use holdpoint::run::timing::{Timing, WayLength, stated_t0};
use std::fmt::Write as _;

/// Prints how plans lie in time, to be judged by eye:
/// `PLANS="plans/a.md plans/b.md" cargo test --test timing print_plans -- --nocapture`.
#[test]
fn print_plans() {
    let plans = std::env::var("PLANS").unwrap_or_default();
    let out: String = plans.split_whitespace().map(told).collect();
    eprintln!("{out}");
}

/// A plan in time, as if it were started at the T0 that it states.
fn told(path: &str) -> String {
    let text = std::fs::read_to_string(path).expect("a plan");
    let (plan, faults) = read(&text);
    let run = Run::new(plan, Journal::default());
    let now_ms = 1_790_000_000_000;
    let mut start = start_at(&run, "2026-09-20 10:00", "Europe/Moscow");
    let zone = start.zone.clone();
    let stated = stated_t0(&run.plan, &zone, &start.zones, now_ms);
    start.t0_ms = stated.map_or(now_ms, |it| it.t0_ms);
    let timing = Timing::preview(&run, &start, start.t0_ms);
    let clock = |at: Option<i64>| {
        at.map_or("?".into(), |ms| zone.clock(ms).format("%Y-%m-%d %H:%M").to_string())
    };
    let window = (clock(timing.window.from_ms), clock(timing.window.to_ms));
    let mut out = format!("\n== {path}\nT0 {} {stated:?}\n", clock(timing.t0_ms));
    let _ = writeln!(out, "window {}..{} {:?}", window.0, window.1, timing.window_derived);
    for (leg, it) in run.course.each_leg() {
        let time = timing.leg(leg);
        let title = &run.plan.section(it.section).title;
        let min = time.length_ms.map_or("-".into(), |ms| format!("{} min", ms / 60_000));
        let frame = if time.is_frame { " frame" } else { "" };
        let when = shown(&time.planned, &zone);
        let _ = writeln!(out, "  {title:50.50} {when} {:?} {min}{frame}", time.planned.basis);
        for item in &it.items {
            let planned = timing.planned_item(*item);
            if *planned != Planned::default() {
                let (text, when) = (&run.plan.item(*item).text, shown(planned, &zone));
                let _ = writeln!(out, "      - {text:44.44} {when} {:?}", planned.limit_ms);
            }
        }
    }
    let ways = run.ways_from(None);
    for way in &ways {
        let title = &run.plan.section(way.section).title;
        let _ = writeln!(out, "  back {:?} {title} {:?}", way.leg, way.verifies);
    }
    let length = WayLength::of(&run.plan, &ways);
    let _ = writeln!(out, "  way {length:?} lacks {:?}", run.lacks(&faults));
    out
}
