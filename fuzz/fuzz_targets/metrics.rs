//! Arbitrary words as a page of metrics and as conditions on one: nothing panics, a fault points into
//! the page, and every series finds itself.
#![no_main]

use holdpoint::run::watch::condition::conditions;
use holdpoint::run::watch::metrics::page;
use holdpoint::run::watch::selector::Selector;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = String::from_utf8_lossy(bytes);
    match page(&source) {
        Ok(page) => {
            for sample in &page.samples {
                assert!(!Selector::named(&sample.name).of(&page).is_empty());
            }
        }
        Err(fault) => assert!(fault.line >= 1 && fault.line <= source.lines().count()),
    }
    let _ = conditions(&source);
});
