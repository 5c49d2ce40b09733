//! What is asked before a run begins, and what it is begun without.

mod en;
mod ru;

use super::Lang;
use crate::run::rollback::Lack;

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
        (Lang::Ru, Lack::Unfilled(slot, line)) => format!("Строка {line}: не заполнено «{slot}»."),
        (Lang::En, Lack::Unfilled(slot, line)) => format!("Line {line}: “{slot}” is still empty."),
    }
}
