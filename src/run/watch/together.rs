//! What several limits of one criterion say together, and which of them decides.

use super::outcome::{Outcome, Why};

/// One bad limit makes a criterion bad, or only all of them do. What is unknown is neither.
pub fn together(all: impl Iterator<Item = Outcome>, by_all: bool) -> (Outcome, usize) {
    let weight = |outcome: &Outcome| match (outcome, by_all) {
        (Outcome::Breached { .. }, false) | (Outcome::Within { .. }, true) => 0,
        (Outcome::Unknown { .. }, _) => 1,
        (Outcome::Within { .. }, false) | (Outcome::Breached { .. }, true) => 2,
    };
    let decides = all.enumerate().min_by_key(|(_, outcome)| weight(outcome));
    // A criterion is watched only where it has limits.
    let nothing = (0, Outcome::Unknown { since_ms: 0, why: Why::NotBound });
    let (part, outcome) = decides.unwrap_or(nothing);
    (outcome, part)
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Why, together};

    #[test]
    fn what_is_unknown_is_neither() {
        let within = Outcome::Within { margin: 1.0 };
        let breached = Outcome::Breached { since_ms: 0, count: 2, worst: 6.0 };
        let unknown = Outcome::Unknown { since_ms: 0, why: Why::NoData };
        for (by_all, all, expected) in [
            (false, [within, breached], breached),
            (false, [within, unknown], unknown),
            (false, [unknown, breached], breached),
            (true, [within, breached], within),
            (true, [unknown, breached], unknown),
            (true, [unknown, within], within),
        ] {
            assert_eq!(together(all.into_iter(), by_all).0, expected, "{all:?}");
        }
    }
}
