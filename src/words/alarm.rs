//! Alarms in words: what just came due, and the dialog that mutes them.

mod en;
mod ru;

use super::{Lang, shorten};
use crate::plan::ItemIx;
use crate::run::Run;
use crate::run::alarm::{Alarm, AlarmKind};
use crate::run::course::LegIx;
use crate::run::timing::DueWhat;
use chrono::Timelike;

/// The phrases of alarms.
#[derive(Debug)]
pub struct Alarms {
    /// Over the dialog, and the button that opens it.
    pub title: &'static str,
    /// Over the kinds.
    pub lead: &'static str,
    /// The kinds, in the order of [`AlarmKind::ALL`].
    pub kinds: [&'static str; 4],
    /// Whether alarms sound.
    pub sound: &'static str,
    /// Asks the browser for notifications.
    pub ask: &'static str,
    /// Why one would want them.
    pub ask_why: &'static str,
    /// They are allowed.
    pub allowed: &'static str,
    /// They are not.
    pub denied: &'static str,
    /// The browser has none.
    pub missing: &'static str,
    /// Sounds one.
    pub test: &'static str,
    /// What the one that is sounded says.
    pub tested: &'static str,
    /// The screen is kept awake.
    pub awake: &'static str,
    /// Closes the dialog.
    pub close: &'static str,
    /// Takes an alarm away.
    pub heard: &'static str,
}

/// The phrases in this language.
pub fn alarms(lang: Lang) -> &'static Alarms {
    match lang {
        Lang::Ru => &ru::ALARMS,
        Lang::En => &en::ALARMS,
    }
}

/// The name of a kind, as a switch says it.
pub fn kind(lang: Lang, kind: AlarmKind) -> &'static str {
    let at = AlarmKind::ALL.iter().position(|it| *it == kind).unwrap_or(0);
    alarms(lang).kinds[at]
}

/// What an alarm says: «Пора: Переключить DNS».
pub fn told(lang: Lang, run: &Run, alarm: &Alarm, now_ms: i64) -> String {
    let clock = clock(run, alarm.at_ms);
    let ahead = alarm.at_ms > now_ms;
    match (lang, alarm.kind, alarm.what) {
        (Lang::Ru, AlarmKind::Tripped, what) => {
            format!("Сработал критерий отката: {}", subject(lang, run, what))
        }
        (Lang::En, AlarmKind::Tripped, what) => {
            format!("A rollback criterion came true: {}", subject(lang, run, what))
        }
        (Lang::Ru, AlarmKind::LastSafe, _) if ahead => {
            format!("Откатиться в пределах окна можно только до {clock}")
        }
        (Lang::Ru, AlarmKind::LastSafe, _) => {
            format!("{clock}: позже откат не уложится в окно")
        }
        (Lang::En, AlarmKind::LastSafe, _) if ahead => {
            format!("Going back fits into the window only until {clock}")
        }
        (Lang::En, AlarmKind::LastSafe, _) => {
            format!("{clock}: later than this, going back does not fit into the window")
        }
        (Lang::Ru, AlarmKind::Ends, what) => {
            format!("Срок до {clock}: {}", subject(lang, run, what))
        }
        (Lang::En, AlarmKind::Ends, what) => {
            format!("Until {clock}: {}", subject(lang, run, what))
        }
        (Lang::Ru, AlarmKind::Due, what) => format!("Пора: {}", subject(lang, run, what)),
        (Lang::En, AlarmKind::Due, what) => format!("Now: {}", subject(lang, run, what)),
    }
}

fn subject(lang: Lang, run: &Run, what: DueWhat) -> String {
    let item = |item: ItemIx| shorten(&run.plan.item(item).text).into_owned();
    let leg = |leg: LegIx| {
        let section = run.course.leg(leg).section;
        shorten(&run.plan.section(section).title).into_owned()
    };
    match (lang, what) {
        (_, DueWhat::LegBegins(it) | DueWhat::LegEnds(it)) => leg(it),
        (
            _,
            DueWhat::Item(it)
            | DueWhat::ItemEnds(it)
            | DueWhat::Deadline(it)
            | DueWhat::Dismissal(it),
        ) => item(it),
        (Lang::Ru, DueWhat::Soaked(it)) => format!("выдержано «{}»", item(it)),
        (Lang::En, DueWhat::Soaked(it)) => format!("soaked, “{}”", item(it)),
        (Lang::Ru, DueWhat::LastSafe) => "последний безопасный момент".to_owned(),
        (Lang::En, DueWhat::LastSafe) => "the last safe moment".to_owned(),
        (Lang::Ru, DueWhat::WindowEnds) => "конец окна".to_owned(),
        (Lang::En, DueWhat::WindowEnds) => "the end of the window".to_owned(),
    }
}

/// `02:15` by the run's own zone.
fn clock(run: &Run, at_ms: i64) -> String {
    run.start().map_or_else(String::new, |start| {
        let at = start.zone.clock(at_ms);
        format!("{:02}:{:02}", at.hour(), at.minute())
    })
}
