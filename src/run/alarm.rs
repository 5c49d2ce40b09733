//! What an alarm sounds for: moments that the plan names and that have just come, moments that are
//! close, and rollback criteria that came true. Pure: whoever sounds it says since when and until
//! when to look, so that a laptop that slept hears everything once and nothing twice.

use super::Run;
use super::progress::State;
use super::timing::{DueWhat, Timing};
use crate::plan::ItemIx;

/// How long before a slot or the window ends somebody is told.
const END_LEAD_MS: i64 = 2 * MINUTE_MS;
/// How long before the last safe moment somebody is told.
const SAFE_LEAD_MS: i64 = 10 * MINUTE_MS;
const MINUTE_MS: i64 = 60_000;

/// Something to be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// Which kind; each can be muted.
    pub kind: AlarmKind,
    /// The moment that it is about, which may be ahead.
    pub at_ms: i64,
    /// What it is about.
    pub what: DueWhat,
}

/// The kinds of alarms, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlarmKind {
    /// A rollback criterion came true.
    Tripped,
    /// The last moment for a safe way back is close, or here.
    LastSafe,
    /// A slot or the window is about to end.
    Ends,
    /// Something is to begin or to be done now.
    Due,
}

impl AlarmKind {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::Tripped, Self::LastSafe, Self::Ends, Self::Due];

    /// Its word in a setting.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tripped => "tripped",
            Self::LastSafe => "last-safe",
            Self::Ends => "ends",
            Self::Due => "due",
        }
    }
}

/// What is to be heard between two looks at the clock, the gravest first.
pub fn alarms(run: &Run, timing: &Timing, after_ms: i64, now_ms: i64) -> Vec<Alarm> {
    if run.progress.end.is_some() || run.progress.started.is_none() {
        return Vec::new();
    }
    let passed = |at_ms: i64| after_ms < at_ms && at_ms <= now_ms;
    let mut alarms: Vec<Alarm> = tripped(run)
        .filter(|(_, at_ms)| passed(*at_ms))
        .map(|(item, at_ms)| Alarm {
            kind: AlarmKind::Tripped,
            at_ms,
            what: DueWhat::Dismissal(item),
        })
        .collect();
    for due in timing.dues() {
        let (kind, leads): (AlarmKind, &[i64]) = match due.what {
            DueWhat::LastSafe => (AlarmKind::LastSafe, &[SAFE_LEAD_MS, 0]),
            DueWhat::LegEnds(_) | DueWhat::ItemEnds(_) | DueWhat::WindowEnds => {
                (AlarmKind::Ends, &[END_LEAD_MS])
            }
            DueWhat::LegBegins(_)
            | DueWhat::Item(_)
            | DueWhat::Soaked(_)
            | DueWhat::Deadline(_)
            | DueWhat::Dismissal(_) => (AlarmKind::Due, &[0]),
        };
        if leads.iter().any(|lead| passed(due.at_ms - lead)) {
            alarms.push(Alarm { kind, at_ms: due.at_ms, what: due.what });
        }
    }
    alarms.sort_by_key(|alarm| (alarm.kind, alarm.at_ms));
    alarms
}

/// The criteria that stand tripped, each with the moment it was told.
fn tripped(run: &Run) -> impl Iterator<Item = (ItemIx, i64)> {
    let watched = run.course.watched.iter().map(|watched| watched.item);
    let hot = watched.filter(|item| run.progress.row(*item).state == State::Tripped);
    hot.filter_map(|item| Some((item, run.entry(run.progress.row(item).by?).at_ms)))
}
