//! Times as the plan states them: clock windows, offsets from T0, waits and limits.
//!
//! Nothing is resolved here. A day may lack its year, a window its zone; what is missing stays
//! missing until a run supplies it.

use chrono::{NaiveTime, Timelike};
use std::fmt;

/// All that a title or an item says about time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// From when to when by the clock.
    pub window: Option<Window>,
    /// How far from T0.
    pub offset: Option<Offset>,
    /// How long to let it soak.
    pub wait: Option<Span>,
    /// How long it may take.
    pub limit: Option<Limit>,
}

impl Schedule {
    /// True when it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A stretch of the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// When it starts.
    pub from: Moment,
    /// When it ends, if it says so.
    pub to: Option<Moment>,
    /// In which zone, if it says so.
    pub zone: Option<Zone>,
}

/// A day, a time of day, or both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Option<Day>,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

/// A day of the calendar, perhaps without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year, when written.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.day, self.time) {
            (Some(day), Some(time)) => {
                write!(f, "{day}T{:02}:{:02}", time.hour(), time.minute())
            }
            (Some(day), None) => write!(f, "{day}"),
            (None, Some(time)) => write!(f, "{:02}:{:02}", time.hour(), time.minute()),
            (None, None) => Ok(()),
        }
    }
}

/// A time zone as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// As the plan writes it.
    pub name: Box<str>,
    /// Whether it can be told which one is meant.
    pub kind: ZoneKind,
}

/// Whether a zone's name says which zone it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneKind {
    /// A fixed number of minutes east of UTC.
    Fixed(i32),
    /// A name of the IANA database.
    Named,
    /// Several zones go by this name: a question, never a guess.
    Ambiguous,
    /// Not a zone that we know.
    Unknown,
}

/// How far from T0, as a point or a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset {
    /// The start, negative before T0.
    pub from: Span,
    /// The end of a stretch.
    pub to: Option<Span>,
}

/// How long it takes at least and at most. A negative end is a time before T0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// At least, «более 30 минут».
    pub from: Option<Span>,
    /// At most, "within 5 minutes".
    pub to: Option<Span>,
}

/// A length of time in the units it was written in, so that 24 hours stay 24 hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// Before T0.
    pub negative: bool,
    /// Days; a week is seven.
    pub days: u32,
    /// Hours.
    pub hours: u32,
    /// Minutes.
    pub minutes: u32,
    /// Seconds.
    pub seconds: u32,
}

impl Span {
    /// So many days.
    pub fn days(days: u32) -> Self {
        Self { days, ..Self::default() }
    }

    /// So many hours.
    pub fn hours(hours: u32) -> Self {
        Self { hours, ..Self::default() }
    }

    /// So many minutes.
    pub fn minutes(minutes: u32) -> Self {
        Self { minutes, ..Self::default() }
    }

    /// So many seconds.
    pub fn seconds(seconds: u32) -> Self {
        Self { seconds, ..Self::default() }
    }

    /// The same length before T0; nothing is before itself.
    #[must_use]
    pub fn before(self) -> Self {
        Self { negative: !self.is_zero(), ..self }
    }

    /// True for no time at all.
    pub fn is_zero(self) -> bool {
        self.days == 0 && self.hours == 0 && self.minutes == 0 && self.seconds == 0
    }

    /// All of it in seconds, negative before T0.
    pub fn total_s(self) -> i64 {
        let hours = i64::from(self.days) * 24 + i64::from(self.hours);
        let length = (hours * 60 + i64::from(self.minutes)) * 60 + i64::from(self.seconds);
        if self.negative { -length } else { length }
    }
}

/// ISO 8601, signed: `-PT24H`, `P7D`, `PT0S`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_str("PT0S");
        }
        f.write_str(if self.negative { "-P" } else { "P" })?;
        if self.days > 0 {
            write!(f, "{}D", self.days)?;
        }
        if self.hours + self.minutes + self.seconds > 0 {
            f.write_str("T")?;
        }
        for (amount, unit) in [(self.hours, 'H'), (self.minutes, 'M'), (self.seconds, 'S')] {
            if amount > 0 {
                write!(f, "{amount}{unit}")?;
            }
        }
        Ok(())
    }
}
