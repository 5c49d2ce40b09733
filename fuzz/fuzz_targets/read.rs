//! Arbitrary words as a plan: reading and lint never panic, no line is lost, identities are unique,
//! and every handle leads somewhere.
#![no_main]

use holdpoint::plan::{Plan, lint, read};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;

fuzz_target!(|bytes: &[u8]| {
    let source = String::from_utf8_lossy(bytes);
    let (plan, _) = read(&source);
    assert_eq!(plan.coverage(&source.replace("\r\n", "\n").replace('\r', "\n")).1, [0u32; 0]);
    check_handles(&plan);
    lint::lint(&plan, &source);
});

fn check_handles(plan: &Plan) {
    let ids: BTreeSet<_> = plan.sections.iter().map(|section| section.id).collect();
    let all: BTreeSet<_> = plan.items.iter().map(|item| item.id).chain(ids).collect();
    assert_eq!(all.len(), plan.sections.len() + plan.items.len());
    for (ix, section) in plan.each_section() {
        assert!(section.parent.is_none_or(|parent| parent < ix));
        assert!(section.end > ix && section.end.index() <= plan.sections.len());
        assert!(plan.items_of(ix).iter().all(|item| item.section == ix));
    }
    for (n, item) in plan.items.iter().enumerate() {
        assert!(item.parent.is_none_or(|parent| parent.index() < n));
        assert!(item.line <= item.line_end);
    }
}
