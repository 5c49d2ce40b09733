//! A breach that a person accepted, and when it is no longer the one they accepted.

use super::limit::Limit;
use crate::run::event::Until;

/// What was accepted, and for how long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dismissal {
    /// The value that was accepted, in the limit's unit; none where nobody saw one.
    pub accepted: Option<f64>,
    /// How long it holds.
    pub until: Until,
    /// By how much a value must be worse to count, in the limit's unit.
    pub margin: f64,
}

impl Dismissal {
    /// A dismissal that any worsening ends.
    pub fn new(accepted: Option<f64>, until: Until) -> Self {
        Self { accepted, until, margin: 0.0 }
    }

    /// Whether a breach that got as bad as this is still the accepted one.
    ///
    /// Where nobody saw a value, none was accepted: the first one that is measured ends it.
    pub fn holds(&self, limit: &Limit, worst: f64, now_ms: i64) -> bool {
        match (self.until, self.accepted) {
            (Until::At(until_ms), _) => now_ms < until_ms,
            (Until::Worse, Some(accepted)) => !limit.is_worse(worst, accepted, self.margin),
            (Until::Worse, None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dismissal, Limit, Until};
    use crate::plan::Op;
    use crate::run::watch::Sense;
    use proptest::prelude::*;

    fn limit(op: Op) -> Limit {
        Limit { op, value: 5.0, sense: Sense::SendsBack, sustained_ms: 0 }
    }

    #[track_caller]
    fn check(op: Op, accepted: Option<f64>, until: Until, worst: f64, now_ms: i64, holds: bool) {
        let dismissal = Dismissal::new(accepted, until);
        assert_eq!(dismissal.holds(&limit(op), worst, now_ms), holds, "{dismissal:?} at {worst}");
    }

    #[test]
    fn until_it_worsens_or_the_time_is_over() {
        check(Op::Above, Some(6.2), Until::Worse, 6.2, 0, true);
        check(Op::Above, Some(6.2), Until::Worse, 5.5, 0, true);
        check(Op::Above, Some(6.2), Until::Worse, 6.3, 0, false);
        check(Op::Below, Some(4.0), Until::Worse, 4.5, 0, true);
        check(Op::Below, Some(4.0), Until::Worse, 3.9, 0, false);
        check(Op::Above, None, Until::Worse, 6.3, 0, false);
        check(Op::Above, Some(6.2), Until::At(100), 60.0, 99, true);
        check(Op::Above, Some(6.2), Until::At(100), 6.0, 100, false);
    }

    proptest! {
        #[test]
        fn it_stays_while_not_worse(
            accepted in 5.0f64..100.0,
            values in proptest::collection::vec(5.0f64..100.0, 1..30),
            margin in 0.0f64..5.0,
        ) {
            let limit = limit(Op::Above);
            let dismissal = Dismissal { margin, ..Dismissal::new(Some(accepted), Until::Worse) };
            let mut worst = f64::MIN;
            for (n, value) in (0..).zip(values) {
                worst = worst.max(value);
                prop_assert_eq!(dismissal.holds(&limit, worst, n), worst <= accepted + margin);
            }
        }
    }
}
