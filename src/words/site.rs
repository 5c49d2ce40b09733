//! What pages made of plans say, what the desk says while it makes them, and the line about a new
//! version of the app.

mod en;
mod ru;

use super::Lang;
use super::plural::{Thing, counted};
use std::io;

/// Labels and sentences in one language.
#[derive(Debug, Clone, Copy)]
pub struct Site {
    /// Over the index, where nobody named the site.
    pub plans: &'static str,
    /// Leads from a page to the index.
    pub all_plans: &'static str,
    /// Leads from the index to the bare app.
    pub open_app: &'static str,
    /// Leads to the file that a page was made of.
    pub source: &'static str,
    /// Over the addresses that a plan names.
    pub links: &'static str,
    /// A page stands in a frame, or the app did not start.
    pub not_alive: &'static str,
    /// A text without a thing to do.
    pub no_plan: &'static str,
    /// A name that is no address everywhere.
    pub unfit_name: &'static str,
    /// A name that the site needs for itself.
    pub taken_name: &'static str,
    /// The output folder is somebody's.
    pub not_ours: &'static str,
    /// A file in the output folder is somebody's.
    pub not_our_file: &'static str,
    /// A site without the app.
    pub no_app: &'static str,
    /// No single file without the app.
    pub no_app_to_pack: &'static str,
    /// The run is of another plan.
    pub other_run: &'static str,
    /// Waiting for changes.
    pub watching: &'static str,
}

/// The words of a language.
pub fn site(lang: Lang) -> &'static Site {
    match lang {
        Lang::Ru => &ru::SITE,
        Lang::En => &en::SITE,
    }
}

/// A new version of the app waits; and the press that lets it in.
pub fn newer(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Ru => ["Есть новая версия Holdpoint. Прогоны останутся, как есть.", "Перейти на неё"],
        Lang::En => ["A new version of Holdpoint is here. Runs stay as they are.", "Go over to it"],
    }
}

/// Two plans would have one page.
pub fn twins(lang: Lang, other: &str) -> String {
    match lang {
        Lang::Ru => {
            format!("Страница получила бы то же имя, что у {other}. Переименуйте один файл.")
        }
        Lang::En => format!("Its page would bear the name of that of {other}. Rename one of them."),
    }
}

/// Something could not be written.
pub fn unwritten(lang: Lang, error: &io::Error) -> String {
    match (lang, error.kind()) {
        (Lang::Ru, io::ErrorKind::StorageFull) => {
            "На диске нет места. Всё осталось, как было.".to_owned()
        }
        (Lang::En, io::ErrorKind::StorageFull) => {
            "There is no room left on the disk. Nothing was changed.".to_owned()
        }
        (Lang::Ru, _) => format!("Записать не удалось: {error}. Всё осталось, как было."),
        (Lang::En, _) => format!("It could not be written: {error}. Nothing was changed."),
    }
}

/// So many pages, and how many files changed.
pub fn built(lang: Lang, plans: usize, changed: usize) -> String {
    let (plans, changed) = (counted(lang, plans, Thing::File), counted(lang, changed, Thing::File));
    match lang {
        Lang::Ru => format!("планы: {plans}; изменилось на сайте: {changed}"),
        Lang::En => format!("plans: {plans}; changed in the site: {changed}"),
    }
}

/// How far it is.
pub fn progress(lang: Lang, done: usize, all: usize) -> String {
    match lang {
        Lang::Ru => format!("страницы: {done} из {all}"),
        Lang::En => format!("pages: {done} of {all}"),
    }
}
