//! How safely what was done is kept, in words.

mod en;
mod ru;

use super::Lang;
use super::plural::{Form, form, number};
use crate::run::kept::state::{Lasting, Mark, Note};

/// The phrases that hold no number.
#[derive(Debug)]
pub struct Words {
    /// The disk has it.
    pub saved: &'static str,
    /// It is on its way.
    pub saving: &'static str,
    /// Saves the run as a file.
    pub save_file: &'static str,
    /// A run is being read from the browser.
    pub opening: &'static str,
    /// There is no such run in this browser.
    pub no_run: &'static str,
    /// What holds the run cannot be read.
    pub unread: &'static str,
    /// There is no room left.
    pub full: &'static str,
    /// The browser forbids keeping.
    pub forbidden: &'static str,
    /// A later version keeps things here.
    pub newer: &'static str,
    /// A later version runs beside this page.
    pub outdated: &'static str,
    /// The text of the plan is not what was kept.
    pub plan_altered: &'static str,
    /// The browser may clear it.
    pub may_clear: &'static str,
    /// The browser promised not to.
    pub lasts: &'static str,
    /// Where everything lies.
    pub here: &'static str,
    /// The browser will clear it.
    pub seven_days: &'static str,
}

/// The phrases in this language.
pub fn kept(lang: Lang) -> &'static Words {
    match lang {
        Lang::Ru => &ru::KEPT,
        Lang::En => &en::KEPT,
    }
}

/// What is seen at a glance.
pub fn mark(lang: Lang, mark: Mark) -> String {
    let words = kept(lang);
    match (lang, mark) {
        (_, Mark::Saved) => words.saved.to_owned(),
        (_, Mark::Saving) => words.saving.to_owned(),
        (Lang::Ru, Mark::Unsaved(n)) => format!("Не сохранено: {}", number(lang, n)),
        (Lang::En, Mark::Unsaved(n)) => format!("Not saved: {}", number(lang, n)),
    }
}

/// For how long the browser keeps it, as far as it said.
pub fn lasting(lang: Lang, lasting: Lasting) -> &'static str {
    let words = kept(lang);
    match lasting {
        Lasting::Unasked => words.here,
        Lasting::Granted => words.lasts,
        Lasting::Refused => words.may_clear,
    }
}

/// What has to be said, in a sentence or two.
pub fn note(lang: Lang, note: Note) -> String {
    let words = kept(lang);
    match note {
        Note::Nowhere(n) => nowhere(lang, n),
        Note::Unconfirmed(n) => unconfirmed(lang, n),
        Note::Damaged(n) => damaged(lang, n),
        Note::Full => words.full.to_owned(),
        Note::Forbidden => words.forbidden.to_owned(),
        Note::Newer => words.newer.to_owned(),
        Note::Outdated => words.outdated.to_owned(),
        Note::PlanAltered => words.plan_altered.to_owned(),
        Note::SevenDays => words.seven_days.to_owned(),
    }
}

/// «3 записи», “3 entries”.
fn entries(lang: Lang, n: usize) -> String {
    let noun = match (lang, form(lang, n)) {
        (Lang::Ru, Form::One) => "запись",
        (Lang::Ru, Form::Few) => "записи",
        (Lang::Ru, Form::Many) => "записей",
        (Lang::En, Form::One) => "entry",
        (Lang::En, Form::Few | Form::Many) => "entries",
    };
    format!("{}\u{a0}{noun}", number(lang, n))
}

fn nowhere(lang: Lang, n: usize) -> String {
    let entries = entries(lang, n);
    match lang {
        Lang::Ru => format!(
            "Браузер не принял {entries}: с закрытием вкладки это пропадёт. Попытки продолжаются; прогон можно сохранить файлом."
        ),
        Lang::En => format!(
            "The browser did not take {entries}: that goes with the tab. We keep trying; the run can be saved as a file."
        ),
    }
}

fn unconfirmed(lang: Lang, n: usize) -> String {
    let entries = entries(lang, n);
    match lang {
        Lang::Ru => format!(
            "Диск не подтвердил {entries}: закрытие вкладки они переживут, сбой компьютера могут не пережить. Попытки продолжаются."
        ),
        Lang::En => format!(
            "The disk has not confirmed {entries}: closing the tab does no harm, a crash of the computer may. We keep trying."
        ),
    }
}

fn damaged(lang: Lang, n: usize) -> String {
    let entries = entries(lang, n);
    match (lang, form(lang, n)) {
        (Lang::Ru, Form::One) => format!(
            "Повреждена {entries}, целой копии нет. Она отложена и в прогоне не участвует. Если есть файл прогона, сверьтесь с ним."
        ),
        (Lang::Ru, Form::Few | Form::Many) => format!(
            "Повреждено {entries}, целых копий нет. Они отложены и в прогоне не участвуют. Если есть файл прогона, сверьтесь с ним."
        ),
        (Lang::En, Form::One) => format!(
            "{entries} is damaged and has no whole copy. It is put aside and counts for nothing here. If you have the run file, compare."
        ),
        (Lang::En, Form::Few | Form::Many) => format!(
            "{entries} are damaged and have no whole copy. They are put aside and count for nothing here. If you have the run file, compare."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: Note, lang: Lang, begins: &str) {
        let sentence = note(lang, said).replace('\u{a0}', " ");
        assert!(sentence.starts_with(begins), "{sentence}");
        assert!(sentence.ends_with('.'), "{sentence}");
    }

    #[test]
    fn numbers_stand_in_their_forms() {
        check(Note::Nowhere(1), Lang::Ru, "Браузер не принял 1 запись:");
        check(Note::Nowhere(3), Lang::Ru, "Браузер не принял 3 записи:");
        check(Note::Unconfirmed(11), Lang::Ru, "Диск не подтвердил 11 записей:");
        check(Note::Damaged(1), Lang::En, "1 entry is damaged");
        check(Note::Damaged(2), Lang::En, "2 entries are damaged");
        check(Note::Damaged(21), Lang::Ru, "Повреждена 21 запись,");
    }
}
