//! The long measure of what `tests/kept.rs` asks in short, and what keeping costs. `make soak` runs it
//! and prints its figures; without it nothing here runs.

#[path = "browser/bench.rs"]
mod bench;
#[path = "browser/chrome.rs"]
mod chrome;
#[path = "browser/kept.rs"]
mod kept;
#[path = "offline/opening.rs"]
mod opening;
#[path = "browser/past.rs"]
mod past;

use kept::Kills;

#[test]
#[ignore = "many minutes: make soak"]
fn killed_two_hundred_times() {
    kept::kills(Kills { count: 100, pause_ms: 25, instant_ms: 600 });
    kept::kills(Kills { count: 100, pause_ms: 4, instant_ms: 250 });
}

#[test]
#[ignore = "many minutes: make soak"]
fn every_call_fails_in_turn() {
    kept::calls_that_fail(1);
}

#[test]
#[ignore = "many minutes: make soak"]
fn three_tabs_of_a_thousand_ticks() {
    kept::tabs_side_by_side(1000);
}

#[test]
#[ignore = "many minutes: make soak"]
fn a_tick_writes_as_much_late_as_early() {
    bench::characters_per_tick(50_000);
}

#[test]
#[ignore = "many minutes: make soak"]
fn a_tick_is_saved_soon() {
    bench::tick_to_saved();
}

#[test]
#[ignore = "many minutes: make soak"]
fn long_runs_open() {
    bench::reopening(10_000);
    bench::reopening(100_000);
}

#[test]
#[ignore = "many minutes: make soak"]
fn it_opens_without_a_network_beside_a_bare_page() {
    opening::beside_a_bare_page();
}
