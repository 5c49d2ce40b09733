//! The first entry of every run that is measured.

use holdpoint::run::event::{Mode, Seat, Start};
use holdpoint::run::journal::Digest;
use holdpoint::run::zone::ZoneRule;

/// When every run begins.
pub const BEGAN_MS: i64 = 1_795_219_200_000;

/// The start of a run of this plan.
pub fn start(plan: Digest) -> Start {
    Start {
        plan,
        plan_name: "plan.md".into(),
        mode: Mode::Real,
        t0_ms: BEGAN_MS,
        zone: ZoneRule::fixed("+01:00", 60),
        zones: Vec::new(),
        version: "1".into(),
        environment: "production".into(),
        base: None,
        crew: vec![Seat { name: "Ada".into(), role: "lead".into() }],
        gate_people: 1,
    }
}
