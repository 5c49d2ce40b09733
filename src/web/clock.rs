//! The page's clock: a beat each second, always by absolute time, so that a hidden tab or a laptop
//! that slept is right again with the first beat after.

use super::tabs;
use crate::run::timing::ClockCheck;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::js_sys::Date;

/// The wall clock in UTC.
pub(super) fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a date in milliseconds is a whole number")]
    let now_ms = Date::now() as i64;
    now_ms
}

/// The wall clock beside one that nobody sets.
pub(super) fn check() -> ClockCheck {
    let wall_ms = now_ms();
    #[expect(clippy::cast_possible_truncation, reason = "an age of a page in milliseconds")]
    let mono_ms = window().performance().map_or(wall_ms, |it| it.now() as i64);
    ClockCheck { wall_ms, mono_ms }
}

/// Minutes east of UTC that the device shows now.
pub(super) fn offset_min() -> i16 {
    #[expect(clippy::cast_possible_truncation, reason = "no zone is further than a day from UTC")]
    let behind_min = Date::new_0().get_timezone_offset() as i16;
    -behind_min
}

/// The wall clock, moved on at each full second, and at once when the page is looked at again. Browsers
/// wake a page that nobody sees once a minute; the beat of the watch comes through all the same.
pub(super) fn beat() -> Signal<i64> {
    let now = RwSignal::new(now_ms());
    schedule(now);
    let second = |at_ms: i64| at_ms.div_euclid(1000);
    let _ = window_event_listener_untyped("holdpoint:beat", move |_| {
        if second(now_ms()) != second(now.get_untracked()) {
            now.set(now_ms());
        }
    });
    // For as long as the page lives.
    StoredValue::new_local(tabs::when_woken(move || now.set(now_ms())));
    now.into()
}

/// Aims at the next full second, so that beats never drift.
fn schedule(now: RwSignal<i64>) {
    let rest_ms = 1000 - now_ms().rem_euclid(1000);
    let wait = Duration::from_millis(u64::try_from(rest_ms).unwrap_or(1000));
    set_timeout(
        move || {
            now.set(now_ms());
            schedule(now);
        },
        wait,
    );
}
