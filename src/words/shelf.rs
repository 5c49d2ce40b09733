//! What lies on the shelf, in words.

mod en;
mod ru;

use super::Lang;
use super::plural::number;

/// The phrases of the shelf.
#[derive(Debug)]
pub struct Shelf {
    /// Over runs that are not over.
    pub at_work: &'static str,
    /// Over runs that are.
    pub over: &'static str,
    /// Over plans that nobody has run yet.
    pub plans: &'static str,
    /// A dry run.
    pub rehearsal: &'static str,
    /// The release itself.
    pub real: &'static str,
    /// The run is over.
    pub finished: &'static str,
    /// The run was given up.
    pub abandoned: &'static str,
    /// We are going back.
    pub going_back: &'static str,
    /// We are back.
    pub is_back: &'static str,
    /// Everything waits.
    pub held: &'static str,
    /// All stages are behind us.
    pub all_behind: &'static str,
    /// Finds among them.
    pub find: &'static str,
    /// Removes one.
    pub delete: &'static str,
    /// What to type to remove a run.
    pub delete_word: &'static str,
    /// Does it once the word is typed.
    pub delete_now: &'static str,
    /// The name of the field for the word.
    pub delete_label: &'static str,
    /// Asks for that word before a plan goes.
    pub delete_plan_ask: &'static str,
    /// Saves the plan as a file first.
    pub save_plan: &'static str,
    /// Nothing on the shelf is called so.
    pub nothing_found: &'static str,
    /// Somebody signed it.
    pub signed: &'static str,
    /// The browser promised to keep it.
    pub promised: &'static str,
    /// It did not.
    pub not_promised: &'static str,
    /// Asks for that word.
    pub delete_ask: &'static str,
    /// Keeps it after all.
    pub keep: &'static str,
    /// Saves the run as a file first.
    pub save_first: &'static str,
    /// The browser keeps everything.
    pub kept: &'static str,
    /// The browser forbids keeping.
    pub forbidden: &'static str,
    /// While its journal is being read, in place of how it stands.
    pub being_read: &'static str,
    /// The run's plan or entries are damaged.
    pub damaged: &'static str,
}

/// The phrases in this language.
pub fn shelf(lang: Lang) -> &'static Shelf {
    match lang {
        Lang::Ru => &ru::SHELF,
        Lang::En => &en::SHELF,
    }
}

/// «этап 2 из 6».
pub fn stage_of(lang: Lang, stage: usize, stages: usize) -> String {
    let (stage, stages) = (number(lang, stage), number(lang, stages));
    match lang {
        Lang::Ru => format!("этап {stage} из {stages}"),
        Lang::En => format!("stage {stage} of {stages}"),
    }
}

/// «+3 мин»: how late a run is; «по плану» where it is not.
pub fn late(lang: Lang, slip_ms: i64) -> String {
    match (lang, slip_ms.abs() / 60_000) {
        (Lang::Ru, 0) => "по плану".to_owned(),
        (Lang::En, 0) => "on time".to_owned(),
        _ => super::room::slip(lang, slip_ms),
    }
}

/// `T+00:31`; in days where those are more than two.
pub fn since_t0(lang: Lang, since_ms: i64) -> String {
    let sign = if since_ms < 0 { '−' } else { '+' };
    let minutes = since_ms.abs() / 60_000;
    match (lang, minutes / 60) {
        (Lang::Ru, hours @ 48..) => format!("T{sign}{}\u{a0}дн.", hours / 24),
        (Lang::En, hours @ 48..) => format!("T{sign}{}\u{a0}d", hours / 24),
        (_, hours) => format!("T{sign}{hours:02}:{:02}", minutes % 60),
    }
}

/// How full the browser's store is.
pub fn full(lang: Lang, percent: usize) -> String {
    let percent = number(lang, percent);
    match lang {
        Lang::Ru => format!("занято {percent}\u{a0}%"),
        Lang::En => format!("{percent}% full"),
    }
}

/// How long ago something happened, in the largest unit that fits.
pub fn ago(lang: Lang, seconds: i64) -> String {
    let (count, unit) = match seconds.max(0) {
        0..=59 => (seconds.max(0), 0),
        60..=3_599 => (seconds / 60, 1),
        3_600..=86_399 => (seconds / 3_600, 2),
        _ => (seconds / 86_400, 3),
    };
    let count = number(lang, usize::try_from(count).unwrap_or(usize::MAX));
    match lang {
        Lang::Ru => format!("{count}\u{a0}{} назад", ["с", "мин", "ч", "дн."][unit]),
        Lang::En => format!("{count}\u{a0}{} ago", ["s", "min", "h", "d"][unit]),
    }
}
