//! From the unit a signal gives to the unit the plan wrote, or a question where nobody can know.
//!
//! 0.05 may be five per cent or a twentieth of one. The name of a signal may say it; a share above
//! one can only be in per cent; otherwise a person is asked once.

use super::signal::{Quantity, Signal};
use crate::plan::Threshold;
use crate::plan::unit::{Dimension, unit};

/// The unit a signal's numbers are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 0.05 is five per cent.
    Ratio,
    /// 5 is five per cent.
    Percent,
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Bytes.
    Bytes,
    /// The same as the plan wrote, whatever that is.
    AsWritten,
}

/// What a person is asked once about a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitQuestion {
    /// The signal's key.
    pub signal: Box<str>,
    /// What the limit measures, where its unit says so.
    pub asked: Option<Dimension>,
    /// What may be answered.
    pub options: &'static [Unit],
}

/// What a signal's number is multiplied with to be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale(f64);

impl Scale {
    /// Compared as it comes.
    pub const SAME: Self = Self(1.0);

    /// The value in the unit of the plan. Rounded to twelve digits, so that 0.07 is 7 % and not a
    /// hair above it.
    pub fn convert(self, raw: f64) -> f64 {
        settle(raw * self.0)
    }

    /// The value in the signal's own unit.
    pub fn back(self, value: f64) -> f64 {
        settle(value / self.0)
    }
}

/// Twelve digits: more than any meter has, fewer than the arithmetic loses.
pub(super) fn settle(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.11e}").parse().unwrap_or(value)
}

/// The unit a signal is in by itself.
fn told(signal: &Signal) -> Option<Unit> {
    match signal.quantity {
        Quantity::Share(unit) | Quantity::Time(unit) => unit,
        Quantity::Bytes => Some(Unit::Bytes),
        Quantity::Count | Quantity::Unsaid => None,
    }
}

impl Unit {
    /// How a signal in this unit is compared with a limit; none where it cannot be.
    pub fn scale_to(self, limit: &Threshold) -> Option<Scale> {
        let written = limit.unit.as_deref().and_then(unit);
        let (own, base) = match self {
            Self::AsWritten => return Some(Scale::SAME),
            Self::Ratio => (Dimension::Share, 100.0),
            Self::Percent => (Dimension::Share, 1.0),
            Self::Seconds => (Dimension::Time, 1.0),
            Self::Milliseconds => (Dimension::Time, 0.001),
            Self::Bytes => (Dimension::Bytes, 1.0),
        };
        let (dimension, factor) = written?;
        (dimension == own).then_some(Scale(base / factor))
    }
}

impl UnitQuestion {
    /// The answer, where a reading gives it away: no share is above one.
    pub fn told_by(&self, raw: f64) -> Option<Unit> {
        let shown = self.asked == Some(Dimension::Share) && raw > 1.0 && raw.is_finite();
        shown.then_some(Unit::Percent)
    }
}

/// How a signal is compared with a limit, given what was answered about its unit before.
///
/// # Errors
///
/// The question to be asked, where neither the name nor an answer tells.
pub fn scale(
    limit: &Threshold,
    signal: &Signal,
    answered: Option<Unit>,
) -> Result<Scale, UnitQuestion> {
    let written = limit.unit.as_deref().and_then(unit).map(|(dimension, _)| dimension);
    let ask = |options| UnitQuestion { signal: signal.key(), asked: written, options };
    if let Some(scale) = answered.and_then(|unit| unit.scale_to(limit)) {
        return Ok(scale);
    }
    let by_name = told(signal);
    if let Some(scale) = by_name.and_then(|unit| unit.scale_to(limit)) {
        return Ok(scale);
    }
    match (written, signal.quantity) {
        (Some(Dimension::Share), _) => Err(ask(&[Unit::Ratio, Unit::Percent])),
        (Some(Dimension::Time), _) => Err(ask(&[Unit::Seconds, Unit::Milliseconds])),
        (Some(Dimension::Bytes), _) => Err(ask(&[Unit::Bytes, Unit::AsWritten])),
        // Things are counted one by one; «> 10 rps» of a count is what the plan says it is.
        (None, Quantity::Count | Quantity::Unsaid) => Ok(Scale::SAME),
        (None, Quantity::Share(_) | Quantity::Time(_) | Quantity::Bytes) => {
            Err(ask(&[Unit::AsWritten]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, Signal, Unit, scale};
    use crate::plan::{Op, Threshold};
    use proptest::prelude::*;

    fn limit(unit: Option<&str>) -> Threshold {
        Threshold {
            metric: "it".into(),
            stat: None,
            op: Op::Above,
            value: 1.0,
            unit: unit.map(Into::into),
            sustained: None,
        }
    }

    /// What `raw` of a signal is in the limit's unit; the options where that is asked.
    #[track_caller]
    fn check(unit: &str, signal: &str, answered: Option<Unit>, raw: f64, expected: &str) {
        let limit = limit((!unit.is_empty()).then_some(unit));
        let got = match scale(&limit, &Signal::new(signal, "", None), answered) {
            Ok(scale) => scale.convert(raw).to_string(),
            Err(question) => format!("{:?}", question.options),
        };
        assert_eq!(got, expected, "{raw} of {signal} in {unit}");
    }

    #[test]
    fn a_name_may_tell_the_unit() {
        check("%", "failed_ratio", None, 0.07, "7");
        check("%", "cpu_percent", None, 93.5, "93.5");
        check("ms", "page_seconds_p95", None, 0.41, "410");
        check("с", "request_duration_ms", None, 410.0, "0.41");
        check("min", "lag_seconds", None, 90.0, "1.5");
        check("GB", "heap_bytes", None, 1.5e9, "1.5");
        check("MiB", "heap_bytes", None, 1_048_576.0, "1");
        check("", "queue_depth", None, 12.0, "12");
        check("rps", "requests_per_second", None, 12.0, "12");
    }

    #[test]
    fn what_no_name_tells_is_asked_once() {
        check("%", "error_rate", None, 0.07, "[Ratio, Percent]");
        check("%", "error_rate", Some(Unit::Ratio), 0.07, "7");
        check("%", "error_rate", Some(Unit::Percent), 0.07, "0.07");
        check("мс", "latency_p95", None, 0.4, "[Seconds, Milliseconds]");
        check("мс", "latency_p95", Some(Unit::Seconds), 0.4, "400");
        check("", "latency_p95", None, 0.4, "[AsWritten]");
        check("", "latency_p95", Some(Unit::AsWritten), 0.4, "0.4");
        check("GB", "disk_free", None, 3.0, "[Bytes, AsWritten]");
        // An answer that does not fit the limit answers nothing.
        check("%", "error_rate", Some(Unit::Seconds), 0.07, "[Ratio, Percent]");
    }

    #[test]
    fn a_reading_may_give_the_unit_away() {
        let question = scale(&limit(Some("%")), &Signal::new("error_rate", "", None), None);
        let question = question.expect_err("a question");
        assert_eq!(question.told_by(37.0), Some(Unit::Percent));
        assert_eq!(question.told_by(1.0), None);
        assert_eq!(question.told_by(0.05), None);
        let question = scale(&limit(Some("ms")), &Signal::new("latency", "", None), None);
        assert_eq!(question.expect_err("a question").told_by(370.0), None);
    }

    proptest! {
        #[test]
        fn there_and_back_is_where_it_was(
            raw in -1e12f64..1e12,
            unit in prop::sample::select(vec!["%", "ms", "s", "min", "h", "KB", "GB", "MiB"]),
            own in prop::sample::select(vec![
                Unit::Ratio, Unit::Percent, Unit::Seconds, Unit::Milliseconds, Unit::Bytes,
                Unit::AsWritten,
            ]),
        ) {
            if let Some(scale) = own.scale_to(&limit(Some(unit))) {
                let back = scale.back(scale.convert(raw));
                prop_assert!((back - raw).abs() <= 1e-10 * raw.abs(), "{raw} became {back}");
                let other = scale.convert(raw + 1.0);
                prop_assert!(other >= scale.convert(raw), "conversion keeps the order");
            }
        }
    }

    #[test]
    fn what_is_no_number_stays_none() {
        assert!(Scale::SAME.convert(f64::NAN).is_nan());
        assert!(Scale::SAME.convert(f64::INFINITY).is_infinite());
    }
}
