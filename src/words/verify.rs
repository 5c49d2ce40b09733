//! The screen that says whether a report holds, and what the page says of files that came in.

mod en;
mod ru;

use super::plural::{Thing, counted};
use super::{Lang, report};

/// The phrases of that screen.
#[derive(Debug)]
pub struct Verify {
    /// Over a report that holds.
    pub holds: &'static str,
    /// What that means.
    pub holds_means: &'static str,
    /// Over one that does not.
    pub fails: &'static str,
    /// What that means.
    pub fails_means: &'static str,
    /// What stands on the line that does not follow.
    pub found: &'static str,
    /// What should stand there.
    pub expected: &'static str,
    /// An empty line.
    pub empty_line: &'static str,
    /// The plan on the shelf is the very one.
    pub with_plan: &'static str,
    /// The plan in the report has the digest that the journal names.
    pub own_plan: &'static str,
    /// The plan was taken from the report itself.
    pub without_plan: &'static str,
    /// Names stand under it, and no key.
    pub by_name: &'static str,
    /// Keys signed it; they are checked at the desk.
    pub by_key: &'static str,
    /// A line does not follow.
    pub not_following: &'static str,
    /// The report has no appendix, or a broken one.
    pub no_appendix: &'static str,
    /// The report brings no plan.
    pub no_plan: &'static str,
    /// The plan is another one.
    pub other_plan: &'static str,
    /// Over what was checked.
    pub about: &'static str,
    /// Checks another one.
    pub another: &'static str,
    /// Goes to the shelf.
    pub home: &'static str,
    /// Over an empty screen.
    pub title: &'static str,
    /// What to do there.
    pub lead: &'static str,
    /// Files came in.
    pub arrived: &'static str,
    /// Files did not.
    pub refused: &'static str,
    /// Takes the note away.
    pub close: &'static str,
}

/// The phrases in this language.
pub fn verify(lang: Lang) -> &'static Verify {
    match lang {
        Lang::Ru => &ru::VERIFY,
        Lang::En => &en::VERIFY,
    }
}

/// How many entries were added up.
pub fn entries(lang: Lang, n: usize) -> String {
    let entries = report::entries(lang, n);
    match lang {
        Lang::Ru => format!("Сложено заново: {entries}."),
        Lang::En => format!("Added up anew: {entries}."),
    }
}

/// «2 плана, 1 прогон»: what came in.
pub fn came(lang: Lang, plans: usize, runs: usize) -> String {
    let parts = [(plans, Thing::Plan), (runs, Thing::Run)];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, thing)| counted(lang, n, thing))
        .collect();
    parts.join(", ")
}
