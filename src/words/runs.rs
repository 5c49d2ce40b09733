//! What the desk says of runs: files that hold one, where it stands, what a merge brought.

mod en;
mod ru;

use super::{Lang, report};
use crate::run::journal::{Digest, Flaw, RunId};
use crate::run::timing::{WayLength, WayUnknown};
use crate::run::wire::{Damage, DamageKind, NotOpened};

/// Labels and short sentences in one language.
#[derive(Debug, Clone, Copy)]
pub struct Runs {
    /// The file holds a journal and no plan.
    pub no_plan: &'static str,
    /// The plan in the file is not what was written.
    pub plan_altered: &'static str,
    /// The files hold nothing.
    pub nothing: &'static str,
    /// A run file cannot be written without a plan.
    pub no_plan_to_write: &'static str,
    /// Where a run stands: finished, given up, and so on, by [`Standing`].
    pub standings: [&'static str; 9],
    /// Before the stage in hand.
    pub stage: &'static str,
    /// Between the number of a stage and how many there are.
    pub of: &'static str,
    /// All gates are behind the release.
    pub all_behind: &'static str,
    /// Over what is missing.
    pub missing: &'static str,
    /// Nothing is missing.
    pub none_missing: &'static str,
    /// Before who the gate waits for.
    pub people: &'static str,
    /// Before how late it is.
    pub slip: &'static str,
    /// Before what is left of the window.
    pub left: &'static str,
    /// The window is over by so much.
    pub over: &'static str,
    /// Before the last moment for going back.
    pub last_safe: &'static str,
    /// Before the forecast of the end.
    pub end: &'static str,
    /// What nobody can tell.
    pub unknown: &'static str,
    /// Something is switched on still.
    pub obligation: &'static str,
    /// Before what is open on the way back.
    pub way_back: &'static str,
    /// The way back was walked, and nobody said how to go on.
    pub is_back: &'static str,
    /// It is a rehearsal.
    pub rehearsal: &'static str,
    /// The report follows from its journal.
    pub holds: &'static str,
    /// The report has no appendix, or a broken one.
    pub no_appendix: &'static str,
    /// The report brings no plan.
    pub plan_missing: &'static str,
    /// The plan is another one.
    pub plan_differs: &'static str,
    /// No key signed it.
    pub unsigned: &'static str,
    /// The report is no text.
    pub not_utf8: &'static str,
    /// The plan was taken from the report itself.
    pub no_plan_given: &'static str,
}

/// Where a run stands, in the order of the words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is over.
    Finished,
    /// It was given up.
    Abandoned,
    /// Steps are open.
    Running,
    /// All steps are settled: a decision is waited for.
    Gate,
    /// A rollback criterion came true.
    Tripped,
    /// Everything waits.
    Held,
    /// The way back is walked, or was, and nobody said how to go on.
    Back,
    /// It has not begun.
    NotStarted,
    /// Every gate is behind the release; nobody ended the run.
    Behind,
}

impl Standing {
    /// Its place among the words.
    fn index(self) -> usize {
        match self {
            Self::Finished => 0,
            Self::Abandoned => 1,
            Self::Running => 2,
            Self::Gate => 3,
            Self::Tripped => 4,
            Self::Held => 5,
            Self::Back => 6,
            Self::NotStarted => 7,
            Self::Behind => 8,
        }
    }
}

/// The labels of a language.
pub fn runs(lang: Lang) -> &'static Runs {
    match lang {
        Lang::Ru => &ru::RUNS,
        Lang::En => &en::RUNS,
    }
}

/// Where a run stands.
pub fn standing(lang: Lang, standing: Standing) -> &'static str {
    runs(lang).standings[standing.index()]
}

/// Why a file is no run, and what to do.
pub fn not_opened(lang: Lang, why: NotOpened) -> String {
    match lang {
        Lang::Ru => ru::not_opened(why),
        Lang::En => en::not_opened(why),
    }
}

/// This is not the plan that the journal names.
pub fn other_plan(lang: Lang, named: Digest, found: &str) -> String {
    match lang {
        Lang::Ru => ru::other_plan(named, found),
        Lang::En => en::other_plan(named, found),
    }
}

/// Two files are of two runs.
pub fn other_run(lang: Lang, first: RunId, other: RunId) -> String {
    match lang {
        Lang::Ru => ru::other_run(first, other),
        Lang::En => en::other_run(first, other),
    }
}

/// So many entries, so many of them new.
pub fn brought(lang: Lang, entries: usize, new: usize) -> String {
    let entries = report::entries(lang, entries);
    match lang {
        Lang::Ru => format!("{entries}, новых {new}"),
        Lang::En => format!("{entries}, {new} of them new"),
    }
}

/// A line that could not be taken.
pub fn damage(lang: Lang, damage: &Damage) -> String {
    let what = damaged(lang, damage.kind);
    match lang {
        Lang::Ru => format!("строка {} не взята: {what}", damage.line),
        Lang::En => format!("line {} is left out: {what}", damage.line),
    }
}

/// What is wrong with a line.
pub fn damaged(lang: Lang, kind: DamageKind) -> String {
    match (lang, kind) {
        (Lang::Ru, DamageKind::NotJson(column)) => format!("это не JSON (столбец {column})"),
        (Lang::En, DamageKind::NotJson(column)) => format!("this is no JSON (column {column})"),
        (Lang::Ru, DamageKind::NoField(name)) => format!("нет поля «{name}» или оно не того вида"),
        (Lang::En, DamageKind::NoField(name)) => {
            format!("it has no field “{name}”, or not of the right kind")
        }
        (Lang::Ru, DamageKind::Altered) => "её изменили: дайджест не сходится".to_owned(),
        (Lang::En, DamageKind::Altered) => "it was changed: its digest differs".to_owned(),
        (Lang::Ru, DamageKind::TooNew(version)) => {
            format!("её написала более новая версия Holdpoint (формат {version})")
        }
        (Lang::En, DamageKind::TooNew(version)) => {
            format!("a later Holdpoint wrote it (format {version})")
        }
        (Lang::Ru, DamageKind::NotText) => "это не текст в UTF-8".to_owned(),
        (Lang::En, DamageKind::NotText) => "this is no text in UTF-8".to_owned(),
        (Lang::Ru, DamageKind::NotWhole) => {
            "дайджест файла не сходится: строк не хватает, или они стоят не там".to_owned()
        }
        (Lang::En, DamageKind::NotWhole) => {
            "the file’s own digest differs: lines are missing, or stand elsewhere".to_owned()
        }
    }
}

/// What does not fit together in a journal.
pub fn flaw(lang: Lang, flaw: Flaw) -> String {
    match flaw {
        Flaw::Forked(entry) => report::forked(lang, entry),
        Flaw::Missing { from, until } => report::missing(lang, from, until),
        Flaw::Unchained(entry) => report::unchained(lang, entry),
        Flaw::Stranger(entry) => report::stranger(lang, entry),
    }
}

/// Why nobody can tell the last moment for going back.
pub fn way_unknown(lang: Lang, way: WayLength) -> String {
    let WayLength::Unknown { why, .. } = way else {
        return match lang {
            Lang::Ru => "план не называет конца окна".to_owned(),
            Lang::En => "the plan does not say when the window ends".to_owned(),
        };
    };
    match (lang, why) {
        (Lang::Ru, WayUnknown::NoWay) => "в плане нет отката для этих этапов".to_owned(),
        (Lang::En, WayUnknown::NoWay) => "the plan has no way back for these stages".to_owned(),
        (Lang::Ru, WayUnknown::NoLengths) => "план не говорит, сколько длится откат".to_owned(),
        (Lang::En, WayUnknown::NoLengths) => {
            "the plan does not say how long going back takes".to_owned()
        }
        (Lang::Ru, WayUnknown::Partly(n)) => format!("у шагов отката без времени: {n}"),
        (Lang::En, WayUnknown::Partly(n)) => format!("steps back without a time: {n}"),
    }
}

/// So many signatures by a key hold.
pub fn signed(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Ru => format!("подписей ключом, которые верны: {n}"),
        Lang::En => format!("signatures by a key that hold: {n}"),
    }
}

/// A line of a report that does not follow from its journal.
pub fn differs(lang: Lang, found: &str, expected: &str) -> String {
    match lang {
        Lang::Ru => format!("строка не следует из журнала: «{found}», а должно быть «{expected}»"),
        Lang::En => format!("this line does not follow: “{found}” where “{expected}” follows"),
    }
}

/// A signature that does not hold.
pub fn bad_signature(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ru => format!("подпись неверна: {name}"),
        Lang::En => format!("the signature does not hold: {name}"),
    }
}

/// A name that was put under another journal.
pub fn other_seal(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ru => format!("{name}: имя поставлено под другим журналом, не под этим"),
        Lang::En => format!("{name}: this name was put under another journal, not under this one"),
    }
}
