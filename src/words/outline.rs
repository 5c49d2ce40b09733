//! The labels of a plan's outline, and how its times are said.
//!
//! The two languages differ in these words alone, so each is one table; the grammar is shared.

use crate::plan::{Limit, Moment, Offset, Schedule, Span, Window};
use std::fmt::Write;

/// Everything that is counted in an outline or a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Files that were looked at.
    File,
    /// Source lines.
    Line,
    /// Bytes as given.
    Byte,
    /// Stretches of text that were mended.
    Mended,
    /// Stretches of text that could not be.
    Broken,
    /// Sections that only gather.
    Phase,
    /// Sections with something to do.
    Stage,
    /// Sections about going back.
    Rollback,
    /// Sections that only inform.
    Reference,
    /// Items to be done.
    Step,
    /// Items that must hold.
    Go,
    /// Items that would send us back.
    Abort,
    /// Steps of going back.
    StepBack,
    /// Items to be attached.
    Artefact,
    /// Items that only say something.
    Remark,
    /// Items that are done already.
    Done,
    /// Commands of an item.
    Command,
    /// Faults by which a plan cannot be run.
    Error,
    /// Faults that a person should look at.
    Warning,
    /// Faults that are good to know.
    Note,
    /// Files that could not be read.
    Unreadable,
}

/// The headings and labels of an outline in one language.
#[derive(Debug, Clone, Copy)]
pub struct Outline {
    /// Over «label: value» lines.
    pub facts: &'static str,
    /// Before the maintenance window.
    pub window: &'static str,
    /// Over those whom the plan names.
    pub people: &'static str,
    /// Over the addresses to look at.
    pub probes: &'static str,
    /// Over the sections and their items.
    pub sections: &'static str,
    /// Over what is wrong.
    pub faults: &'static str,
    /// In place of faults, where there are none.
    pub no_faults: &'static str,
    /// Before the lines that no node holds.
    pub unplaced: &'static str,
    /// What is to be done about a fault.
    pub advice: &'static str,
    /// Beside an item that is done already.
    pub done: &'static str,
    /// Before the reason why an item stands where it stands.
    pub why: &'static str,
    /// A probe that sends a body, a credential or changes something.
    pub not_safe: &'static str,
    /// A probe without a host.
    pub needs_base: &'static str,
    /// Text that was decoded wrongly once, and as what.
    pub mended_from: &'static str,
    /// Several plans cannot all come from standard input.
    pub stdin_twice: &'static str,
    /// The prose is Russian, English, both.
    pub languages: [&'static str; 3],
    /// A phase, a stage, a rollback section, a reference section.
    pub roles: [&'static str; 4],
    /// Day, hour, minute, second.
    pub units: [&'static str; 4],
    /// Before a wait.
    pub wait: &'static str,
    /// Before a length that is a lower bound.
    pub at_least: &'static str,
    /// Before a length that is an upper bound.
    pub at_most: &'static str,
    /// Before a time that has a start and no end.
    pub since: &'static str,
}

impl Outline {
    /// All that a title or an item says about time, on one line.
    pub fn schedule(&self, schedule: &Schedule) -> String {
        let parts = [
            schedule.window.as_ref().map(|window| self.window(window)),
            schedule.offset.as_ref().map(offset),
            schedule.wait.map(|wait| format!("{} {}", self.wait, self.span(wait))),
            schedule.limit.and_then(|limit| self.limit(limit)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// From when to when, and in which zone.
    pub fn window(&self, window: &Window) -> String {
        let mut said = match window.to {
            Some(to) => format!("{}–{}", moment(window.from), moment(to)),
            None => format!("{} {}", self.since, moment(window.from)),
        };
        if let Some(zone) = &window.zone {
            said.push(' ');
            said.push_str(&zone.name);
        }
        said
    }

    /// A length of time in the units it was written in: «1 ч 30 мин».
    pub fn span(&self, span: Span) -> String {
        let amounts = [span.days, span.hours, span.minutes, span.seconds];
        let mut parts: Vec<_> = (amounts.iter().zip(self.units))
            .filter(|(amount, _)| **amount > 0)
            .map(|(amount, unit)| format!("{amount} {unit}"))
            .collect();
        if parts.is_empty() {
            parts.push(format!("0 {}", self.units[2]));
        }
        format!("{}{}", if span.negative { "−" } else { "" }, parts.join(" "))
    }

    fn limit(&self, limit: Limit) -> Option<String> {
        match (limit.from, limit.to) {
            (Some(from), Some(to)) if from.is_zero() => {
                Some(format!("{} {}", self.at_most, self.span(to)))
            }
            (Some(from), Some(to)) => Some(format!("{} – {}", self.span(from), self.span(to))),
            (Some(from), None) => Some(format!("{} {}", self.at_least, self.span(from))),
            (None, Some(to)) => Some(format!("{} {}", self.at_most, self.span(to))),
            (None, None) => None,
        }
    }
}

/// A day and a time of day as people write them.
fn moment(moment: Moment) -> String {
    moment.to_string().replace('T', " ")
}

fn offset(offset: &Offset) -> String {
    match offset.to {
        Some(to) => format!("{} … {}", from_t0(offset.from), from_t0(to)),
        None => from_t0(offset.from),
    }
}

/// `T-24h`, `T0`, `T+1h30m`: the same in every language.
fn from_t0(span: Span) -> String {
    if span.is_zero() {
        return "T0".to_owned();
    }
    let mut said = String::from(if span.negative { "T-" } else { "T+" });
    for (amount, unit) in
        [(span.days, 'd'), (span.hours, 'h'), (span.minutes, 'm'), (span.seconds, 's')]
    {
        if amount > 0 {
            // Writing to a string cannot fail.
            let _ = write!(said, "{amount}{unit}");
        }
    }
    said
}
