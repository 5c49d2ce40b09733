//! What is asked before a run begins, and what it is begun without.

mod en;
mod ru;

use super::Lang;
use super::report::{clock, day};
use crate::run::rollback::Lack;
use crate::run::timing::Planned;
use crate::run::zone::ZoneRule;

/// The phrases of the start screen.
#[derive(Debug)]
pub struct Start {
    /// Over the screen.
    pub title: &'static str,
    /// The choice between a dry run and the real thing.
    pub mode: &'static str,
    /// A dry run.
    pub rehearsal: &'static str,
    /// What that means.
    pub rehearsal_hint: &'static str,
    /// The release itself.
    pub real: &'static str,
    /// What that means.
    pub real_hint: &'static str,
    /// T0.
    pub t0: &'static str,
    /// What hangs on it.
    pub t0_hint: &'static str,
    /// Takes the moment of now.
    pub t0_now: &'static str,
    /// The zone that the run is told in.
    pub zone: &'static str,
    /// What a zone of the plan means.
    pub zone_meant: &'static str,
    /// The version that goes out.
    pub version: &'static str,
    /// Where it goes.
    pub environment: &'static str,
    /// What is typed there as a rule.
    pub environment_hint: &'static str,
    /// What relative addresses stand on.
    pub base: &'static str,
    /// Who holds this device.
    pub you: &'static str,
    /// Their name.
    pub name: &'static str,
    /// Their role.
    pub role: &'static str,
    /// Who else is here.
    pub crew: &'static str,
    /// Where they come from.
    pub crew_hint: &'static str,
    /// How many people a gate asks for.
    pub gates: &'static str,
    /// One.
    pub one: &'static str,
    /// Two different ones.
    pub two: &'static str,
    /// Over those whom the plan names, to be chosen from.
    pub which: &'static str,
    /// Over the schedule that the start gives.
    pub ahead: &'static str,
    /// There is no start yet.
    pub ahead_later: &'static str,
    /// A stage whose time the plan does not tell.
    pub no_time: &'static str,
    /// The release window.
    pub window: &'static str,
    /// The last moment to begin the way back.
    pub last_safe: &'static str,
    /// The window ended before now.
    pub past: &'static str,
    /// Over the addresses that may be asked.
    pub signals: &'static str,
    /// What happens without a tick.
    pub signals_hint: &'static str,
    /// An address that only a command may ask.
    pub by_hand: &'static str,
    /// A path that stands on nothing.
    pub no_base: &'static str,
    /// Begins.
    pub begin: &'static str,
    /// Leaves.
    pub back: &'static str,
    /// Over what the plan lacks.
    pub lacks: &'static str,
    /// Nobody typed a name.
    pub no_name: &'static str,
    /// T0 is not a time.
    pub no_t0: &'static str,
    /// The browser does not know the zone.
    pub no_zone: &'static str,
}

/// The phrases in this language.
pub fn start(lang: Lang) -> &'static Start {
    match lang {
        Lang::Ru => &ru::START,
        Lang::En => &en::START,
    }
}

/// What a plan lacks, in a sentence.
pub fn lack(lang: Lang, lack: &Lack) -> String {
    match (lang, lack) {
        (Lang::Ru, Lack::NoWayBack) => "Не сказано, как вернуться назад.".into(),
        (Lang::En, Lack::NoWayBack) => "Nothing says how to go back.".into(),
        (Lang::Ru, Lack::NoRollbackCriteria) => "Не сказано, когда возвращаться назад.".into(),
        (Lang::En, Lack::NoRollbackCriteria) => "Nothing says when to go back.".into(),
        (Lang::Ru, Lack::NoOwner) => "Никто не назван: за шаги некому ответить.".into(),
        (Lang::En, Lack::NoOwner) => "Nobody is named, so nobody answers for a step.".into(),
        (Lang::Ru, Lack::NoTimes) => "Нет времени ни у одного шага: прогноза не будет.".into(),
        (Lang::En, Lack::NoTimes) => "No step has a time, so there will be no forecast.".into(),
        (Lang::Ru, Lack::AmbiguousZone(name)) => {
            format!("Пояс {name} бывает разный: выберите какой.")
        }
        (Lang::En, Lack::AmbiguousZone(name)) => {
            format!("{name} is more than one zone: choose which.")
        }
        (Lang::Ru, Lack::UnknownZone(name)) => format!("Пояса {name} никто не знает."),
        (Lang::En, Lack::UnknownZone(name)) => format!("Nobody knows a zone called {name}."),
        (Lang::Ru, Lack::NoWayBackFrom(stage, line)) => {
            format!("Строка {line}: не сказано, как вернуться с этапа «{stage}».")
        }
        (Lang::En, Lack::NoWayBackFrom(stage, line)) => {
            format!("Line {line}: nothing says how to go back from “{stage}”.")
        }
        (Lang::Ru, Lack::NobodyFor(step, line)) => {
            format!("Строка {line}: никто не назван за шаг «{step}».")
        }
        (Lang::En, Lack::NobodyFor(step, line)) => {
            format!("Line {line}: nobody is named for “{step}”.")
        }
        (Lang::Ru, Lack::Unfilled(slot, line)) => format!("Строка {line}: не заполнено «{slot}»."),
        (Lang::En, Lack::Unfilled(slot, line)) => format!("Line {line}: “{slot}” is still empty."),
    }
}

/// A moment with its day: «17 октября, 01:00».
pub fn moment(lang: Lang, zone: &ZoneRule, at_ms: i64) -> String {
    let at = zone.clock(at_ms);
    format!("{}, {}", day(lang, at), clock(at))
}

/// When something is to happen, its day told unless it is that of `beside_ms`:
/// «02:15–02:45», «16 октября, 01:00 – 17 октября, 00:00», «18–20 октября».
pub fn stretch(
    lang: Lang,
    zone: &ZoneRule,
    planned: &Planned,
    beside_ms: Option<i64>,
) -> Option<String> {
    let told = |at_ms: i64, beside_ms: Option<i64>| {
        let date = |at_ms: i64| zone.clock(at_ms).date();
        if beside_ms.is_some_and(|beside_ms| date(at_ms) == date(beside_ms)) {
            clock(zone.clock(at_ms))
        } else {
            moment(lang, zone, at_ms)
        }
    };
    match (planned.from_ms, planned.to_ms) {
        (Some(from_ms), Some(to_ms)) if planned.in_days => {
            // The end is the midnight behind the last day.
            let (from, to) = (zone.clock(from_ms), zone.clock(to_ms - 1));
            let whole = from.date() == to.date();
            Some(if whole {
                day(lang, from)
            } else {
                format!("{} – {}", day(lang, from), day(lang, to))
            })
        }
        (Some(at_ms), None) | (None, Some(at_ms)) if planned.in_days => {
            Some(day(lang, zone.clock(at_ms)))
        }
        (Some(from_ms), Some(to_ms)) => {
            let (from, to) = (told(from_ms, beside_ms), told(to_ms, Some(from_ms)));
            let dash = if to.contains(',') { " – " } else { "–" };
            Some(format!("{from}{dash}{to}"))
        }
        (Some(from_ms), None) => Some(match lang {
            Lang::Ru => format!("с {}", told(from_ms, beside_ms)),
            Lang::En => format!("from {}", told(from_ms, beside_ms)),
        }),
        (None, Some(to_ms)) => Some(match lang {
            Lang::Ru => format!("до {}", told(to_ms, beside_ms)),
            Lang::En => format!("until {}", told(to_ms, beside_ms)),
        }),
        (None, None) => None,
    }
}

/// What else the plan lacks, put away: «и ещё 3».
pub fn and_more(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Ru => format!("и ещё {n}"),
        Lang::En => format!("and {n} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 3_600_000;
    /// 17 October 2026, 01:00 in Moscow.
    const T0_MS: i64 = 1_792_188_000_000;

    #[track_caller]
    fn check(from_h: Option<i64>, to_h: Option<i64>, in_days: bool, ru: &str, en: &str) {
        let zone = ZoneRule::fixed("Europe/Moscow", 180);
        let at = |hours: i64| T0_MS + hours * HOUR_MS;
        let planned =
            Planned { from_ms: from_h.map(at), to_ms: to_h.map(at), in_days, ..Planned::default() };
        for (lang, expected) in [(Lang::Ru, ru), (Lang::En, en)] {
            let told = stretch(lang, &zone, &planned, Some(T0_MS)).unwrap_or_default();
            assert_eq!(told.replace('\u{a0}', " "), expected);
        }
    }

    #[test]
    fn a_stretch_tells_its_day_only_where_it_is_another() {
        check(Some(0), Some(1), false, "01:00–02:00", "01:00–02:00");
        let (ru, en) = ("16 октября, 01:00 – 17 октября, 00:00", "16 Oct, 01:00 – 17 Oct, 00:00");
        check(Some(-24), Some(-1), false, ru, en);
        check(Some(-2), None, false, "с 16 октября, 23:00", "from 16 Oct, 23:00");
        check(None, Some(2), false, "до 03:00", "until 03:00");
        check(Some(23), Some(47), true, "18 октября", "18 Oct");
        check(Some(23), Some(71), true, "18 октября – 19 октября", "18 Oct – 19 Oct");
        check(None, None, false, "", "");
    }
}
