//! Units as people write them: what they measure, and how many of its base unit one of them is.
//!
//! Only what can be converted has a place here. A number of orders or requests has none: whoever
//! compares such units compares their names.

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// A part of a whole, in per cent.
    Share,
    /// A length of time, in seconds.
    Time,
    /// An amount of data, in bytes.
    Bytes,
}

/// What a written unit measures and how many base units it is; nothing where it cannot be
/// converted into any other.
pub fn unit(written: &str) -> Option<(Dimension, f64)> {
    use Dimension::{Bytes, Share, Time};
    Some(match written.trim_end_matches('.').to_lowercase().as_str() {
        "%" | "percent" | "процент" | "процента" | "процентов" => {
            (Share, 1.0)
        }
        "ms" | "мс" | "msec" | "millis" | "milliseconds" => (Time, 0.001),
        "s" | "sec" | "secs" | "second" | "seconds" | "с" | "сек" | "секунд" | "секунды"
        | "секунда" | "секунду" => (Time, 1.0),
        "m" | "min" | "mins" | "minute" | "minutes" | "мин" | "минут" | "минуты" | "минута"
        | "минуту" => (Time, 60.0),
        "h" | "hour" | "hours" | "ч" | "час" | "часа" | "часов" => (Time, 3600.0),
        "b" | "byte" | "bytes" | "б" | "байт" => (Bytes, 1.0),
        "kb" | "кб" => (Bytes, 1e3),
        "mb" | "мб" => (Bytes, 1e6),
        "gb" | "гб" => (Bytes, 1e9),
        "tb" | "тб" => (Bytes, 1e12),
        "kib" => (Bytes, 1024.0),
        "mib" => (Bytes, 1_048_576.0),
        "gib" => (Bytes, 1_073_741_824.0),
        _ => return None,
    })
}

/// The unit a comparison is made in, and how many of it one of the written unit is.
pub(super) fn base(unit_written: Option<&str>) -> (f64, String) {
    let Some(written) = unit_written else { return (1.0, String::new()) };
    match unit(written) {
        Some((Dimension::Time, factor)) => (factor, "s".to_owned()),
        Some((Dimension::Bytes, factor)) => (factor, "b".to_owned()),
        Some((Dimension::Share, factor)) => (factor, "%".to_owned()),
        None => (1.0, written.trim_end_matches('.').to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Dimension, unit};

    #[track_caller]
    fn check(written: &str, expected: Option<(Dimension, f64)>) {
        assert_eq!(unit(written), expected, "{written}");
    }

    #[test]
    fn what_can_be_converted() {
        check("%", Some((Dimension::Share, 1.0)));
        check("мс", Some((Dimension::Time, 0.001)));
        check("Сек.", Some((Dimension::Time, 1.0)));
        check("GB", Some((Dimension::Bytes, 1e9)));
        check("GiB", Some((Dimension::Bytes, 1_073_741_824.0)));
        check("rps", None);
        check("", None);
    }
}
