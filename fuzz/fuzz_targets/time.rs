//! Arbitrary words wherever the reader asks for a time: a title, a bold line, an item, a field, a
//! cell, a fact. It never panics, loses no line, and says the same whatever stood before.
#![no_main]

use holdpoint::plan::{Schedule, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = String::from_utf8_lossy(bytes);
    for words in source.lines().take(8) {
        let plan = format!(
            "# {words}\n\nWindow: {words}\n\n## Stage 1: {words}\n\n- [ ] {words}\n  - Time: {words}\n\n\
             | Time | Task |\n|---|---|\n| {words} | Run it, {words} |\n\n**{words}**\n\n- {words}\n"
        );
        let (first, _) = read(&plan);
        assert_eq!(first.coverage(&plan).1, [0u32; 0], "{plan}");
        assert_eq!(read(&plan).0, first);
        let told = first.sections.iter().filter_map(|section| section.schedule.as_deref());
        let done = first.items.iter().filter_map(|item| item.schedule.as_deref());
        told.chain(done).for_each(check);
    }
});

/// A schedule that says nothing is none, and a day that it names exists.
fn check(schedule: &Schedule) {
    assert!(!schedule.is_empty());
    for moment in schedule.window.iter().flat_map(|window| [Some(window.from), window.to]).flatten()
    {
        assert!(moment.day.is_some() || moment.time.is_some());
        assert!(
            moment
                .day
                .is_none_or(|day| (1..=12).contains(&day.month) && (1..=31).contains(&day.day))
        );
    }
}
