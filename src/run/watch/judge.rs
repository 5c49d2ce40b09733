//! The judge of one limit: readings in, an outcome at any moment.
//!
//! Silence never helps. A reading without a number counts neither as good nor as bad, but it breaks
//! what was on the way to green: recovery and a stretch that must last begin anew. What was on the
//! way to red goes on over a short silence, and is forgotten only when nothing was seen for so long
//! that the last reading is stale. A breach that stood stays until it is seen to be over.
//!
//! Time is counted in steps between readings. A clock set back adds nothing; a reading that comes
//! late or twice is left out.

use super::limit::{Limit, Sense};
use super::outcome::{Outcome, Reading, Why};
use super::unit::{Scale, settle};

/// How patient a judge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// So many bad readings in a row make a breach.
    pub to_fail: u32,
    /// So many good readings in a row end one, or make a go criterion good.
    pub to_recover: u32,
    /// How often it is measured.
    pub interval_ms: i64,
    /// After so many intervals without a value the last one is stale.
    pub stale_after: u32,
    /// After so many intervals without a value the silence belongs in the journal.
    pub gap_after: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { to_fail: 2, to_recover: 3, interval_ms: 10_000, stale_after: 3, gap_after: 12 }
    }
}

impl Settings {
    /// How old a reading may be.
    pub fn stale_ms(&self) -> i64 {
        self.interval_ms.max(1).saturating_mul(i64::from(self.stale_after.max(1)))
    }

    /// How long a silence must be to be told.
    pub fn gap_ms(&self) -> i64 {
        let intervals = self.gap_after.max(self.stale_after).max(1);
        self.interval_ms.max(1).saturating_mul(i64::from(intervals))
    }
}

/// Readings on one side of the limit, in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    bad: bool,
    since_ms: i64,
    /// How long it has been seen to last.
    lasted_ms: i64,
    count: u32,
    /// Of bad readings the worst, of good ones the last.
    worst: f64,
}

/// Judges one limit, reading by reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Judge {
    limit: Limit,
    settings: Settings,
    /// How values become comparable, or why they cannot.
    sight: Result<Scale, Why>,
    stretch: Option<Stretch>,
    breach: Option<Stretch>,
    /// Since when there is no value, and why.
    blind: Option<(i64, Why)>,
    /// When the last reading came, with a value or without.
    last_ms: Option<i64>,
    /// The last value there was, in the limit's unit.
    seen: Option<(i64, f64)>,
}

impl Judge {
    /// A judge who has seen nothing yet. `sight` says how the signal is compared, or why not.
    pub fn new(limit: Limit, settings: Settings, sight: Result<Scale, Why>, now_ms: i64) -> Self {
        let blind = Some((now_ms, sight.err().unwrap_or(Why::NoData)));
        let (stretch, breach, last_ms, seen) = (None, None, None, None);
        Self { limit, settings, sight, stretch, breach, blind, last_ms, seen }
    }

    /// The limit that is judged.
    pub fn limit(&self) -> &Limit {
        &self.limit
    }

    /// The last value that was seen, in the limit's unit, and when.
    pub fn last(&self) -> Option<(i64, f64)> {
        self.seen
    }

    /// The signal was bound, or its unit answered: what was judged before counts no more.
    pub fn look(&mut self, sight: Result<Scale, Why>, now_ms: i64) {
        if self.sight != sight {
            *self = Self::new(self.limit, self.settings, sight, now_ms);
        }
    }

    /// Is so patient from now on; what was seen counts on.
    pub fn be_patient(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// Takes one reading.
    pub fn take(&mut self, reading: Reading) {
        let Ok(scale) = self.sight else { return };
        if let Some(last_ms) = self.last_ms {
            let late_ms = last_ms.saturating_sub(reading.at_ms);
            if (0..=self.settings.stale_ms()).contains(&late_ms) {
                return;
            }
        }
        self.last_ms = Some(reading.at_ms);
        self.forget(reading.at_ms);
        match reading.value.map(|raw| scale.convert(raw)) {
            Some(value) if value.is_finite() => self.see(reading.at_ms, value),
            Some(_) => self.miss(reading.at_ms, Why::NotANumber),
            None => self.miss(reading.at_ms, Why::NoData),
        }
    }

    /// What is to be said at this moment.
    pub fn outcome(&self, now_ms: i64) -> Outcome {
        if let Some(breach) = self.breach {
            let Stretch { since_ms, count, worst, .. } = breach;
            return Outcome::Breached { since_ms, count, worst };
        }
        let unknown = |since_ms, why| Outcome::Unknown { since_ms, why };
        if let Some((since_ms, why)) = self.blind {
            return unknown(since_ms, why);
        }
        match (self.stretch, self.seen) {
            (Some(_), Some((at_ms, _))) if self.is_stale(at_ms, now_ms) => {
                unknown(at_ms, Why::Stale)
            }
            (Some(stretch), _) if stretch.bad => unknown(stretch.since_ms, Why::Looming),
            (Some(stretch), _) if !self.is_settled(&stretch) => {
                unknown(stretch.since_ms, Why::Settling)
            }
            // Zero is added so that no margin reads «-0».
            (Some(_), Some((_, value))) => {
                Outcome::Within { margin: settle(0.0 - self.limit.excess(value)) + 0.0 }
            }
            (None, Some((at_ms, _))) => unknown(at_ms, Why::Stale),
            (_, None) => unknown(now_ms, Why::NoData),
        }
    }

    /// Since when nothing was seen, whatever was said before; none while the signal speaks.
    pub fn unseen_since(&self, now_ms: i64) -> Option<i64> {
        match (self.blind, self.seen) {
            (Some((since_ms, _)), _) => Some(since_ms),
            (None, Some((at_ms, _))) => self.is_stale(at_ms, now_ms).then_some(at_ms),
            (None, None) => Some(now_ms),
        }
    }

    /// When a breach that looms will stand if it goes on, or a good stretch will be long enough;
    /// none where it needs no time but readings.
    pub fn due_ms(&self) -> Option<i64> {
        let stretch = self.stretch.filter(|_| self.breach.is_none())?;
        let (last_ms, _) = self.seen?;
        let left_ms = self.must_last(stretch.bad).saturating_sub(stretch.lasted_ms);
        (left_ms > 0).then(|| last_ms.saturating_add(left_ms))
    }

    fn is_stale(&self, at_ms: i64, now_ms: i64) -> bool {
        now_ms.saturating_sub(at_ms) > self.settings.stale_ms()
    }

    /// After a long silence nothing is on its way any more; the breach that stood still stands.
    fn forget(&mut self, now_ms: i64) {
        if let Some((at_ms, _)) = self.seen
            && self.is_stale(at_ms, now_ms)
        {
            self.stretch = None;
        }
    }

    fn miss(&mut self, at_ms: i64, why: Why) {
        // Still blind for another reason is still blind since then.
        let since_ms = self.blind.map_or(at_ms, |(since_ms, _)| since_ms);
        self.blind = Some((since_ms, why));
        self.stretch = self.stretch.filter(|stretch| stretch.bad);
    }

    fn see(&mut self, at_ms: i64, value: f64) {
        let bad = self.limit.is_bad(value);
        let step_ms = self.seen.map_or(0, |(last_ms, _)| at_ms.saturating_sub(last_ms).max(0));
        (self.blind, self.seen) = (None, Some((at_ms, value)));
        let stretch = match self.stretch.filter(|stretch| stretch.bad == bad) {
            Some(stretch) => Stretch {
                lasted_ms: stretch.lasted_ms.saturating_add(step_ms),
                count: stretch.count.saturating_add(1),
                worst: self.worse(stretch.worst, value, bad),
                ..stretch
            },
            None => Stretch { bad, since_ms: at_ms, lasted_ms: 0, count: 1, worst: value },
        };
        self.stretch = Some(stretch);
        self.breach = match self.breach {
            Some(breach) if bad => Some(Stretch {
                count: breach.count.saturating_add(1),
                worst: self.worse(breach.worst, value, true),
                ..breach
            }),
            // It is over once it was seen to be over so often; whether the criterion holds for its
            // stated time is another question.
            Some(breach) => (stretch.count < self.must_count(false)).then_some(breach),
            None => (bad && self.is_settled(&stretch)).then_some(stretch),
        };
    }

    fn worse(&self, known: f64, value: f64, bad: bool) -> f64 {
        if !bad || self.limit.is_worse(value, known, 0.0) { value } else { known }
    }

    /// Often enough, and long enough.
    fn is_settled(&self, stretch: &Stretch) -> bool {
        stretch.count >= self.must_count(stretch.bad)
            && stretch.lasted_ms >= self.must_last(stretch.bad)
    }

    /// A rollback criterion starts out as not met: one good reading says so. A go criterion has to
    /// earn it, and whatever was breached has to earn its recovery.
    fn must_count(&self, bad: bool) -> u32 {
        let earns = self.breach.is_some() || self.limit.sense == Sense::MustHold;
        match (bad, earns) {
            (true, _) => self.settings.to_fail.max(1),
            (false, true) => self.settings.to_recover.max(1),
            (false, false) => 1,
        }
    }

    /// The stated time is that of the comparison being true: of «> 5 % for 5 min» the bad side, of
    /// «< 1 % for 30 min» the good one.
    fn must_last(&self, bad: bool) -> i64 {
        let true_is_bad = self.limit.sense == Sense::SendsBack;
        if bad == true_is_bad { self.limit.sustained_ms } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Judge, Limit, Outcome, Reading, Scale, Sense, Settings, Why};
    use crate::plan::Op;
    use proptest::prelude::*;

    const STEP_MS: i64 = 10_000;

    /// «> 5» that sends back, or «< 5» that must hold, for so many steps.
    fn judge(sense: Sense, steps: i64) -> Judge {
        let op = if sense == Sense::SendsBack { Op::Above } else { Op::Below };
        let limit = Limit { op, value: 5.0, sense, sustained_ms: steps * STEP_MS };
        Judge::new(limit, Settings::default(), Ok(Scale::SAME), 0)
    }

    fn letter(outcome: Outcome) -> char {
        match outcome {
            Outcome::Within { .. } => 'W',
            Outcome::Breached { .. } => 'B',
            Outcome::Unknown { why, .. } => match why {
                Why::NoData => 'd',
                Why::Stale => 't',
                Why::NotBound => 'b',
                Why::UnitOpen => 'u',
                Why::NotANumber => 'n',
                Why::Settling => 's',
                Why::Looming => 'l',
            },
        }
    }

    /// One reading each step: g good, b bad, . no value, n not a number, - no reading at all. What
    /// is said after each of them.
    #[track_caller]
    fn check(sense: Sense, steps: i64, readings: &str, expected: &str) {
        let mut judge = judge(sense, steps);
        let mut got = String::new();
        for (n, reading) in (1..).zip(readings.chars()) {
            let at_ms = n * STEP_MS;
            let value = match reading {
                'g' => Some(1.0),
                'b' => Some(6.0),
                'n' => Some(f64::NAN),
                _ => None,
            };
            if reading != '-' {
                judge.take(Reading { at_ms, value });
            }
            got.push(letter(judge.outcome(at_ms)));
        }
        assert_eq!(got, expected, "{readings}");
    }

    #[test]
    fn a_rollback_criterion_fails_twice_and_recovers_thrice() {
        let check = |readings, expected| check(Sense::SendsBack, 0, readings, expected);
        check("ggg", "WWW");
        check("gbg", "WlW");
        check("gbbbggg", "WlBBBBW");
        check("bbggbggg", "lBBBBBBW");
        check("bgbgbg", "lWlWlW");
    }

    #[test]
    fn a_go_criterion_earns_its_green() {
        check(Sense::MustHold, 0, "gggbg", "ssWls");
        check(Sense::MustHold, 0, "gggbbggg", "ssWlBBBW");
        check(Sense::MustHold, 0, "bb", "lB");
        check(Sense::MustHold, 4, "gggggg", "ssssWW");
        check(Sense::MustHold, 4, "ggggbggggg", "sssslssssW");
        check(Sense::MustHold, 4, "bbgggggg", "lBBBssWW");
    }

    #[test]
    fn a_breach_stands_once_its_time_is_full() {
        let check = |readings, expected| check(Sense::SendsBack, 3, readings, expected);
        check("bbbbb", "lllBB");
        check("bbbgbbbb", "lllWlllB");
        check("gbbbbggg", "WlllBBBW");
    }

    #[test]
    fn silence_is_never_green() {
        check(Sense::SendsBack, 0, "..", "dd");
        check(Sense::SendsBack, 0, "g.g", "WdW");
        check(Sense::SendsBack, 0, "gn-g", "WnnW");
        check(Sense::SendsBack, 0, "g----g", "WWWWtW");
        check(Sense::MustHold, 0, "ggg.ggg", "ssWdssW");
        check(Sense::MustHold, 3, "ggg-gg", "ssssWW");
        check(Sense::MustHold, 3, "ggg.ggggg", "sssdsssWW");
    }

    #[test]
    fn what_looms_survives_a_short_silence_and_not_a_long_one() {
        check(Sense::SendsBack, 0, "b.b", "ldB");
        check(Sense::SendsBack, 4, "bb..b", "llddB");
        check(Sense::SendsBack, 4, "b----b", "lllltl");
        check(Sense::SendsBack, 4, "b....bbbbb", "lddddllllB");
        // What stood still stands, however long nothing is seen.
        check(Sense::SendsBack, 0, "bb.....g.ggg", "lBBBBBBBBBBW");
        check(Sense::SendsBack, 0, "bb------ggg", "lBBBBBBBBBW");
    }

    #[test]
    fn a_breach_says_since_when_how_often_and_how_bad() {
        let mut judge = judge(Sense::SendsBack, 0);
        for (n, value) in (1..).zip([5.5, 7.0, 6.0]) {
            judge.take(Reading { at_ms: n * STEP_MS, value: Some(value) });
        }
        let expected = Outcome::Breached { since_ms: STEP_MS, count: 3, worst: 7.0 };
        assert_eq!(judge.outcome(3 * STEP_MS), expected);
        assert_eq!(judge.last(), Some((3 * STEP_MS, 6.0)));
        assert_eq!(judge.unseen_since(3 * STEP_MS), None);
        assert_eq!(judge.unseen_since(10 * STEP_MS), Some(3 * STEP_MS));
    }

    #[test]
    fn what_looms_says_when_it_is_due() {
        let mut judge = judge(Sense::SendsBack, 30);
        assert_eq!(judge.due_ms(), None);
        judge.take(Reading { at_ms: STEP_MS, value: Some(6.0) });
        assert_eq!(judge.due_ms(), Some(31 * STEP_MS));
        judge.take(Reading { at_ms: 3 * STEP_MS, value: Some(6.0) });
        assert_eq!(judge.due_ms(), Some(31 * STEP_MS));
        judge.take(Reading { at_ms: 4 * STEP_MS, value: Some(1.0) });
        assert_eq!(judge.due_ms(), None);
    }

    #[test]
    fn a_clock_set_back_adds_nothing_and_stops_nothing() {
        let mut judge = judge(Sense::SendsBack, 3);
        let mut take = |at_ms: i64, value: f64| {
            judge.take(Reading { at_ms, value: Some(value) });
            letter(judge.outcome(at_ms))
        };
        let hour_ms = 3_600_000;
        let at = [hour_ms, hour_ms + STEP_MS, STEP_MS, 2 * STEP_MS, 3 * STEP_MS];
        assert_eq!(at.map(|at_ms| take(at_ms, 6.0)), ['l', 'l', 'l', 'l', 'B']);
        // Twice the same, or a little late: left out.
        assert_eq!(take(3 * STEP_MS, 1.0), 'B');
        assert_eq!(take(2 * STEP_MS, 1.0), 'B');
        assert_eq!([4, 5, 6].map(|n| take(n * STEP_MS, 1.0)), ['B', 'B', 'W']);
    }

    #[test]
    fn who_cannot_look_says_why() {
        let mut judge = judge(Sense::SendsBack, 0);
        judge.take(Reading { at_ms: STEP_MS, value: Some(1.0) });
        judge.look(Err(Why::UnitOpen), STEP_MS);
        judge.take(Reading { at_ms: 2 * STEP_MS, value: Some(1.0) });
        assert_eq!(letter(judge.outcome(2 * STEP_MS)), 'u');
        judge.look(Ok(Scale::SAME), 2 * STEP_MS);
        assert_eq!(letter(judge.outcome(2 * STEP_MS)), 'd');
        judge.take(Reading { at_ms: 3 * STEP_MS, value: Some(1.0) });
        assert_eq!(letter(judge.outcome(3 * STEP_MS)), 'W');
    }

    fn readings() -> impl Strategy<Value = Vec<(i64, Option<f64>)>> {
        let value = prop_oneof![
            3 => (0.0f64..10.0).prop_map(Some),
            1 => Just(None),
            1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::MAX]).prop_map(Some),
        ];
        let step_ms = prop_oneof![5 => 1i64..20_000, 1 => -100_000i64..100_000, 1 => any::<i64>()];
        proptest::collection::vec((step_ms, value), 0..60)
    }

    fn sense() -> impl Strategy<Value = Sense> {
        prop::sample::select(vec![Sense::SendsBack, Sense::MustHold])
    }

    proptest! {
        #[test]
        fn never_within_on_what_is_unknown(
            readings in readings(), sense in sense(), steps in 0i64..5, later_ms in 0i64..200_000,
        ) {
            let mut judge = judge(sense, steps);
            let mut now_ms = 0i64;
            for (step_ms, value) in readings {
                now_ms = now_ms.saturating_add(step_ms);
                judge.take(Reading { at_ms: now_ms, value });
                let ask_ms = now_ms.saturating_add(later_ms);
                if let Outcome::Within { margin } = judge.outcome(ask_ms) {
                    let (at_ms, seen) = judge.last().expect("a value");
                    prop_assert!(margin >= 0.0);
                    prop_assert!(!judge.limit().is_bad(seen) && seen.is_finite());
                    prop_assert!(ask_ms.saturating_sub(at_ms) <= Settings::default().stale_ms());
                    prop_assert_eq!(judge.unseen_since(ask_ms), None);
                }
            }
        }

        #[test]
        fn no_breach_before_its_time(
            values in proptest::collection::vec(prop::option::of(0.0f64..10.0), 1..60),
            steps in 0i64..10,
        ) {
            let mut judge = judge(Sense::SendsBack, steps);
            let mut stood = false;
            let mut bad_since = None;
            for (n, value) in (1..).zip(values) {
                let at_ms = n * STEP_MS;
                judge.take(Reading { at_ms, value });
                bad_since = match value {
                    Some(value) if judge.limit().is_bad(value) => bad_since.or(Some(at_ms)),
                    Some(_) => None,
                    None => bad_since,
                };
                let stands = matches!(judge.outcome(at_ms), Outcome::Breached { .. });
                if stands && !stood {
                    let since_ms = bad_since.expect("a bad reading");
                    prop_assert!(at_ms - since_ms >= steps * STEP_MS);
                }
                stood = stands;
            }
        }
    }
}
