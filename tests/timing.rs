//! Plans in time: small ones with the hours they mean, by the desk's own table of zones, and the
//! laws that every forecast keeps.

use chrono::NaiveDateTime;
use holdpoint::cli::zones;
use holdpoint::plan::read;
use holdpoint::run::Run;
use holdpoint::run::event::{Mode, Seat, Start};
use holdpoint::run::journal::{Digest, Journal};
use holdpoint::run::timing::{Planned, Timing};
use holdpoint::run::zone::{self, ZoneRule};

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

fn shown(planned: &Planned, zone: &ZoneRule) -> String {
    let clock = |at: Option<i64>| {
        at.map_or("?".to_owned(), |ms| zone.clock(ms).format("%m-%d %H:%M").to_string())
    };
    let mut out = format!("{}..{}", clock(planned.from_ms), clock(planned.to_ms));
    if planned.in_days {
        out.push_str(" days");
    }
    for unsure in &planned.unsure {
        out.push_str(&format!(" {unsure:?}"));
    }
    out
}

/// Prints how plans lie in time, to be judged by eye:
/// `PLANS="plans/a.md plans/b.md" cargo test --test timing print_plans -- --nocapture`.
#[test]
fn print_plans() {
    let plans = std::env::var("PLANS").unwrap_or_default();
    let mut out = String::new();
    for path in plans.split_whitespace() {
        let text = std::fs::read_to_string(path).expect("a plan");
        let (plan, faults) = read(&text);
        let run = Run::new(plan, Journal::default());
        let now_ms = 1_790_000_000_000;
        let moscow = zones::table("Europe/Moscow", now_ms).expect("a zone");
        let (rules, asks) = zone::settle(&run.plan, now_ms, &zones::table);
        let stated = holdpoint::run::timing::stated_t0(&run.plan, &moscow, &rules, now_ms);
        let t0_ms = stated.map_or(now_ms, |it| it.t0_ms);
        let mut start = start_at(&run, "2026-09-20 10:00", "Europe/Moscow");
        (start.t0_ms, start.zones) = (t0_ms, rules);
        let timing = Timing::preview(&run, &start, t0_ms);
        let clock = |at: Option<i64>| {
            at.map_or("?".into(), |ms| moscow.clock(ms).format("%Y-%m-%d %H:%M").to_string())
        };
        out += &format!(
            "\n== {path}\nT0 {} dated {:?} asks {asks:?}\nwindow {}..{} derived {}\n",
            clock(Some(t0_ms)),
            stated.map(|it| it.is_dated),
            clock(timing.window.from_ms),
            clock(timing.window.to_ms),
            timing.window_derived
        );
        for (leg, it) in run.course.each_leg() {
            let time = timing.leg(leg);
            let min = time.length_ms.map(|ms| ms / 60_000);
            out += &format!(
                "  {:50.50} {} {:?} {}{}\n",
                run.plan.section(it.section).title,
                shown(&time.planned, &moscow),
                time.planned.basis,
                min.map_or("-".into(), |m| format!("{m} min")),
                if time.is_frame { " frame" } else { "" }
            );
            for item in &it.items {
                let planned = timing.planned_item(*item);
                if *planned != Planned::default() {
                    out += &format!(
                        "      - {:44.44} {} {:?}\n",
                        run.plan.item(*item).text,
                        shown(planned, &moscow),
                        planned.limit_ms.map(|ms| ms / 60_000)
                    );
                }
            }
        }
        let all = run.ways_from(None);
        for way in &all {
            out += &format!(
                "  back {:?} {} {:?}\n",
                way.leg,
                run.plan.section(way.section).title,
                way.verifies
            );
        }
        out += &format!(
            "  way {:?} lacks {:?}\n",
            holdpoint::run::timing::WayLength::of(&run.plan, &all),
            run.lacks(&faults)
        );
    }
    println!("{out}");
}
