//! The clock of a device beside the time that passed: sleep, corrections, and how long something
//! really took.

use crate::run::Run;
use crate::run::event::Event;
use crate::run::progress::At;

/// What a device's two clocks show at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockCheck {
    /// The wall clock, in UTC.
    pub wall_ms: i64,
    /// A clock that only counts the time that passed while the device was awake.
    pub mono_ms: i64,
}

impl ClockCheck {
    /// What happened to the wall clock since an earlier look, if it is more than `tolerance_ms`.
    ///
    /// A wall clock that ran ahead slept: the counting clock stood still and the time did pass. One
    /// that fell behind was set. A clock that a person set ahead looks like sleep from here; nobody
    /// could tell them apart, and of the two sleep is what happens every night.
    pub fn jump(self, earlier: Self, tolerance_ms: i64) -> Option<Event> {
        let wall_ms = self.wall_ms.saturating_sub(earlier.wall_ms);
        let mono_ms = self.mono_ms.saturating_sub(earlier.mono_ms);
        let by_ms = wall_ms.saturating_sub(mono_ms);
        let far = by_ms.saturating_abs() > tolerance_ms;
        far.then_some(Event::ClockJumped { by_ms, slept: by_ms > 0 })
    }
}

impl Run {
    /// How long ago an entry was written, with clocks that were set in between put right. Sleep is
    /// time that passed.
    pub fn elapsed_ms(&self, since: At, now_ms: i64) -> i64 {
        let wall_ms = now_ms.saturating_sub(self.entry(since).at_ms);
        wall_ms.saturating_sub(self.set_ms(since, At::MAX)).max(0)
    }

    /// How long it was from one entry to another, with clocks that were set put right.
    pub fn between_ms(&self, since: At, until: At) -> i64 {
        let wall_ms = self.entry(until).at_ms.saturating_sub(self.entry(since).at_ms);
        wall_ms.saturating_sub(self.set_ms(since, until)).max(0)
    }

    /// By how much clocks were set between two entries.
    fn set_ms(&self, since: At, until: At) -> i64 {
        let jumps = self.progress.breaks.iter().filter(|at| **at > since && **at < until);
        jumps
            .map(|at| match &self.entry(*at).event {
                Event::ClockJumped { by_ms, slept: false } => *by_ms,
                _ => 0,
            })
            .fold(0, i64::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::ClockCheck;
    use crate::run::event::Event;

    /// How far the wall clock and the counting one went, and the jump that this is.
    #[track_caller]
    fn check(wall_ms: i64, mono_ms: i64, expected: Option<(i64, bool)>) {
        let earlier = ClockCheck { wall_ms: 1_000_000, mono_ms: 500 };
        let later = ClockCheck { wall_ms: 1_000_000 + wall_ms, mono_ms: 500 + mono_ms };
        let expected = expected.map(|(by_ms, slept)| Event::ClockJumped { by_ms, slept });
        assert_eq!(later.jump(earlier, 2_000), expected);
    }

    #[test]
    fn a_jump_is_told_from_the_time_that_passed() {
        check(1_000, 1_000, None);
        check(3_000, 1_000, None);
        check(600_000, 1_000, Some((599_000, true)));
        check(-3_600_000, 1_000, Some((-3_601_000, false)));
        check(i64::MAX - 1_000_000, 0, Some((i64::MAX - 1_000_000, true)));
    }
}
