//! An item as JSON, with its times and limits.

use crate::plan::{Command, Item, Limit, Offset, Schedule, Threshold, Window};
use serde::Serialize;
use serde_json::Number;

#[derive(Serialize)]
pub(super) struct ItemSheet<'a> {
    id: String,
    kind: &'static str,
    text: &'a str,
    line: u32,
    done: bool,
    tier: Option<String>,
    schedule: Option<ScheduleSheet<'a>>,
    thresholds: Vec<ThresholdSheet<'a>>,
    commands: Vec<CommandSheet<'a>>,
    people: &'a [Box<str>],
    pub(super) items: Vec<ItemSheet<'a>>,
}

#[derive(Serialize)]
pub(super) struct ScheduleSheet<'a> {
    window: Option<WindowSheet<'a>>,
    offset: Option<OffsetSheet>,
    wait: Option<String>,
    limit: Option<LimitSheet>,
}

#[derive(Serialize)]
struct WindowSheet<'a> {
    from: String,
    to: Option<String>,
    zone: Option<&'a str>,
}

#[derive(Serialize)]
struct OffsetSheet {
    from: String,
    to: Option<String>,
}

#[derive(Serialize)]
struct LimitSheet {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct ThresholdSheet<'a> {
    metric: &'a str,
    stat: Option<&'a str>,
    op: &'static str,
    value: Option<Number>,
    unit: Option<&'a str>,
    r#for: Option<String>,
}

#[derive(Serialize)]
struct CommandSheet<'a> {
    lang: Option<&'a str>,
    text: &'a str,
    line: u32,
}

impl<'a> ItemSheet<'a> {
    /// One item, the items below it left out.
    pub(super) fn of(item: &'a Item) -> Self {
        Self {
            id: item.id.to_string(),
            kind: item.kind.word(),
            text: &item.text,
            line: item.line,
            done: item.done,
            tier: item.tier.map(|tier| tier.to_string()),
            schedule: item.schedule.as_deref().map(ScheduleSheet::of),
            thresholds: item.thresholds.iter().map(threshold).collect(),
            commands: item.commands.iter().map(command).collect(),
            people: &item.people,
            items: Vec::new(),
        }
    }
}

impl<'a> ScheduleSheet<'a> {
    /// The times of a title or an item.
    pub(super) fn of(schedule: &'a Schedule) -> Self {
        Self {
            window: schedule.window.as_ref().map(window),
            offset: schedule.offset.map(offset),
            wait: schedule.wait.map(|wait| wait.to_string()),
            limit: schedule.limit.map(limit),
        }
    }
}

fn window(window: &Window) -> WindowSheet<'_> {
    WindowSheet {
        from: window.from.to_string(),
        to: window.to.map(|to| to.to_string()),
        zone: window.zone.as_ref().map(|zone| &*zone.name),
    }
}

fn offset(offset: Offset) -> OffsetSheet {
    OffsetSheet { from: offset.from.to_string(), to: offset.to.map(|to| to.to_string()) }
}

fn limit(limit: Limit) -> LimitSheet {
    LimitSheet {
        from: limit.from.map(|from| from.to_string()),
        to: limit.to.map(|to| to.to_string()),
    }
}

fn threshold(threshold: &Threshold) -> ThresholdSheet<'_> {
    ThresholdSheet {
        metric: &threshold.metric,
        stat: threshold.stat.as_deref(),
        op: threshold.op.sign(),
        value: number(threshold.value),
        unit: threshold.unit.as_deref(),
        r#for: threshold.sustained.map(|span| span.to_string()),
    }
}

fn command(command: &Command) -> CommandSheet<'_> {
    CommandSheet { lang: command.lang.as_deref(), text: &command.text, line: command.line }
}

/// A whole number without a point: 5, not 5.0. What is no number has none.
pub(in crate::cli) fn number(value: f64) -> Option<Number> {
    if value.fract() == 0.0
        && let Ok(whole) = format!("{value:.0}").parse::<i64>()
    {
        return Some(whole.into());
    }
    Number::from_f64(value)
}
