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
