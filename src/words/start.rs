//! What is asked before a run begins, and what it is begun without.

mod en;
mod ru;

use super::Lang;

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
