//! What the page itself says: its buttons, headings and short sentences. One table, filled once in
//! each language, so that a missing phrase does not compile.

mod en;
mod ru;

use super::Lang;
use super::plural::{Thing, counted, number};
use crate::plan::{Kind, Level, Plan, Role};
use crate::run::wire::NotOpened;

/// The fixed phrases of the page.
#[derive(Debug)]
pub struct Page {
    /// Over the first screen.
    pub open_title: &'static str,
    /// Under it: what to open, and where it stays.
    pub open_lead: &'static str,
    /// The button that picks a file.
    pub choose_file: &'static str,
    /// The button that opens the paste dialog.
    pub paste_text: &'static str,
    /// The button that opens a sample.
    pub take_sample: &'static str,
    /// The other ways to open a plan.
    pub or_drop: &'static str,
    /// While a file hangs over the page.
    pub drop_now: &'static str,
    /// The drop area's name for those who cannot see it.
    pub drop_area: &'static str,
    /// Over the samples.
    pub samples: &'static str,
    /// While a plan is being read.
    pub reading: &'static str,
    /// Over the paste dialog.
    pub paste_title: &'static str,
    /// In the empty paste field.
    pub paste_hint: &'static str,
    /// The name of a plan that came from the clipboard.
    pub pasted_name: &'static str,
    /// Opens what was pasted.
    pub open: &'static str,
    /// Closes a dialog and changes nothing.
    pub cancel: &'static str,
    /// Leaves the plan for another one.
    pub open_another: &'static str,
    /// Goes on to time and people.
    pub onward: &'static str,
    /// The switch of languages.
    pub language: &'static str,
    /// The switch of themes.
    pub theme: &'static str,
    /// As the system has it.
    pub theme_system: &'static str,
    /// Black on white.
    pub theme_light: &'static str,
    /// White on black.
    pub theme_dark: &'static str,
    /// The sign of alarms.
    pub alarms: &'static str,
    /// The sign of help.
    pub help: &'static str,
    /// Over the tree of sections.
    pub sections: &'static str,
    /// Over the findings.
    pub faults: &'static str,
    /// No findings at all.
    pub no_faults: &'static str,
    /// The words before the first heading.
    pub introduction: &'static str,
    /// Nothing to do was found.
    pub no_sections: &'static str,
    /// Over the counts, for those who cannot see them.
    pub counts: &'static str,
    /// Before a line number.
    pub line: &'static str,
    /// Before owners.
    pub owner: &'static str,
    /// Before how grave a criterion is.
    pub tier: &'static str,
    /// Before times.
    pub time: &'static str,
    /// Copies a command.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// Before the maintenance window.
    pub window: &'static str,
    /// The text came mended.
    pub repaired: &'static str,
    /// The text is shown as it came.
    pub unrepaired: &'static str,
    /// Before a line as it came.
    pub before: &'static str,
    /// Before the same line as it was mended.
    pub after: &'static str,
    /// Gives up the mending.
    pub leave_as_was: &'static str,
    /// Takes the mending back.
    pub mend_again: &'static str,
    /// Takes a hint away for good.
    pub hint_away: &'static str,
    /// What went wrong when a file holds no text.
    pub binary: Trouble,
    /// What went wrong when there is nothing in it.
    pub empty: Trouble,
    /// What went wrong when a file could not be read.
    pub unreadable: Trouble,
    /// What went wrong when a sample did not come.
    pub no_sample: Trouble,
    /// What went wrong when a part of the page did not come.
    pub no_rooms: Trouble,
    /// What went wrong when nothing droppable was dropped.
    pub nothing_dropped: Trouble,
    /// What went wrong when a run file is none; [`no_run`] says the rest.
    pub no_run_title: &'static str,
    /// What went wrong when a run file holds no entries.
    pub empty_run: Trouble,
    /// What went wrong when a journal came without its plan.
    pub no_plan: Trouble,
    /// What went wrong when a file is larger than any plan; [`too_large`] says the rest.
    pub large_title: &'static str,
}

/// What went wrong and what to do next, for a whole screen.
#[derive(Debug, Clone, Copy)]
pub struct Trouble {
    /// In a few words.
    pub title: &'static str,
    /// Why, and what helps.
    pub advice: &'static str,
}

/// The phrases in this language.
pub fn page(lang: Lang) -> &'static Page {
    match lang {
        Lang::Ru => &ru::PAGE,
        Lang::En => &en::PAGE,
    }
}

/// The hints of a first visit: over what was understood, over the start.
pub fn hints(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Ru => [
            "Слева ваш план, справа то, что мы в нём увидели. Нажмите на строку: если мы ошиблись, \
             исправьте одной клавишей.",
            "Для пробы выберите репетицию: всё как в настоящем прогоне, и в отчёте так и написано.",
        ],
        Lang::En => [
            "Your plan is on the left, what we saw in it on the right. Press a line: if we were \
             wrong, put it right with one key.",
            "To try it out, choose a rehearsal: all is as in the real thing, and the report says so.",
        ],
    }
}

/// What a section is for.
pub fn role(lang: Lang, role: Role) -> &'static str {
    match (lang, role) {
        (Lang::Ru, Role::Phase) => "фаза",
        (Lang::Ru, Role::Stage) => "этап",
        (Lang::Ru, Role::Rollback) => "откат",
        (Lang::Ru, Role::Reference) => "справка",
        (Lang::En, Role::Phase) => "phase",
        (Lang::En, Role::Stage) => "stage",
        (Lang::En, Role::Rollback) => "rollback",
        (Lang::En, Role::Reference) => "reference",
    }
}

/// What an item asks for.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match (lang, kind) {
        (Lang::Ru, Kind::Step) => "шаг",
        (Lang::Ru, Kind::Go) => "критерий перехода",
        (Lang::Ru, Kind::Abort) => "критерий отката",
        (Lang::Ru, Kind::Rollback) => "шаг отката",
        (Lang::Ru, Kind::Artefact) => "артефакт",
        (Lang::Ru, Kind::Note) => "примечание",
        (Lang::En, Kind::Step) => "step",
        (Lang::En, Kind::Go) => "go criterion",
        (Lang::En, Kind::Abort) => "rollback criterion",
        (Lang::En, Kind::Rollback) => "rollback step",
        (Lang::En, Kind::Artefact) => "artefact",
        (Lang::En, Kind::Note) => "note",
    }
}

/// What a tick in the source says about an item of this kind.
pub fn ticked(lang: Lang, kind: Kind) -> &'static str {
    match (lang, kind) {
        (Lang::Ru, Kind::Step | Kind::Rollback | Kind::Note) => "сделано",
        (Lang::Ru, Kind::Go) => "выполнен",
        (Lang::Ru, Kind::Abort) => "случилось",
        (Lang::Ru, Kind::Artefact) => "приложен",
        (Lang::En, Kind::Step | Kind::Rollback | Kind::Note) => "done",
        (Lang::En, Kind::Go) => "met",
        (Lang::En, Kind::Abort) => "has happened",
        (Lang::En, Kind::Artefact) => "attached",
    }
}

/// Why a file is no run, and what to do.
pub fn no_run(lang: Lang, why: NotOpened) -> String {
    match (lang, why) {
        (Lang::Ru, NotOpened::NotARunFile { line, column }) => format!(
            "Он перестаёт быть похож на прогон на строке {line}, в столбце {column}. Сохраните \
             прогон из Holdpoint ещё раз."
        ),
        (Lang::En, NotOpened::NotARunFile { line, column }) => format!(
            "It stops looking like a run on line {line}, column {column}. Save the run from \
             Holdpoint once more."
        ),
        (Lang::Ru, NotOpened::Newer { version }) => format!(
            "Его записала более новая версия Holdpoint (формат {version}). Обновите страницу."
        ),
        (Lang::En, NotOpened::Newer { version }) => {
            format!("A later Holdpoint wrote it (format {version}). Reload the page to renew it.")
        }
    }
}

/// Over a list of items of one kind.
pub fn kinds(lang: Lang, kind: Kind) -> &'static str {
    match (lang, kind) {
        (Lang::Ru, Kind::Step) => "Шаги",
        (Lang::Ru, Kind::Go) => "Критерии перехода",
        (Lang::Ru, Kind::Abort) => "Критерии отката",
        (Lang::Ru, Kind::Rollback) => "Шаги отката",
        (Lang::Ru, Kind::Artefact) => "Артефакты",
        (Lang::Ru, Kind::Note) => "Примечания",
        (Lang::En, Kind::Step) => "Steps",
        (Lang::En, Kind::Go) => "Go criteria",
        (Lang::En, Kind::Abort) => "Rollback criteria",
        (Lang::En, Kind::Rollback) => "Rollback steps",
        (Lang::En, Kind::Artefact) => "Artefacts",
        (Lang::En, Kind::Note) => "Notes",
    }
}

/// How grave a finding is.
pub fn level(lang: Lang, level: Level) -> &'static str {
    match (lang, level) {
        (Lang::Ru, Level::Error) => "ошибка",
        (Lang::Ru, Level::Warning) => "предупреждение",
        (Lang::Ru, Level::Note) => "заметка",
        (Lang::En, Level::Error) => "error",
        (Lang::En, Level::Warning) => "warning",
        (Lang::En, Level::Note) => "note",
    }
}

/// «Строка 327».
pub fn line(lang: Lang, line: u32) -> String {
    format!("{}\u{a0}{line}", page(lang).line)
}

/// «12 сделано», beside the tasks.
pub fn done(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Ru => format!("сделано {}", number(lang, n)),
        Lang::En => format!("{} done", number(lang, n)),
    }
}

/// «0 потеряно», beside the lines: the promise that every line is held somewhere.
pub fn lost(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Ru => format!("потеряно {}", number(lang, n)),
        Lang::En => format!("{} lost", number(lang, n)),
    }
}

/// A file is larger than any plan, in megabytes.
pub fn too_large(lang: Lang, size_mb: u32, limit_mb: u32) -> String {
    match lang {
        Lang::Ru => format!(
            "В нём {size_mb}\u{a0}МБ, а планы бывают до {limit_mb}\u{a0}МБ. \
             Выберите файл с самим планом."
        ),
        Lang::En => format!(
            "It holds {size_mb}\u{a0}MB; a plan has at most {limit_mb}\u{a0}MB. \
             Choose the file with the plan itself."
        ),
    }
}

/// A file that is no text, by the name of its kind.
pub fn no_text(lang: Lang, kind: &str) -> String {
    match lang {
        Lang::Ru => {
            format!("Похоже на файл вида {kind}. Сохраните план как Markdown и откройте его.")
        }
        Lang::En => format!(
            "It looks like a file of this kind: {kind}. Save the plan as Markdown and open that."
        ),
    }
}

/// How much of a damaged text was mended: «2 814 мест исправлено, без потерь».
pub fn mended(lang: Lang, places: u32, broken: u32) -> String {
    let mended = counted(lang, places as usize, Thing::Mended);
    match (lang, broken) {
        (Lang::Ru, 0) => format!("{mended}, без потерь"),
        (Lang::En, 0) => format!("{mended}, nothing lost"),
        (_, _) => format!("{mended}, {}", counted(lang, broken as usize, Thing::Broken)),
    }
}

/// Bytes that are no letters: each such place shows U+FFFD.
pub fn unreadable(lang: Lang, places: usize) -> String {
    let lost = counted(lang, places, Thing::Lost);
    match lang {
        Lang::Ru => format!("{lost}: там стоит знак \u{fffd}."),
        Lang::En => format!("{lost}: they show as \u{fffd}."),
    }
}

/// The whole plan in one line: «479 строк: 4 этапа, 33 задачи, 11 критериев отката, 24 команды».
pub fn summary(lang: Lang, plan: &Plan, lines: usize) -> String {
    let lines = counted(lang, lines, Thing::Line);
    let shape = shape(lang, plan);
    if shape.is_empty() { lines } else { format!("{lines}: {shape}") }
}

/// «4 этапа, 33 задачи, 11 критериев отката»: what a plan holds, without what it does not.
pub fn shape(lang: Lang, plan: &Plan) -> String {
    let commands = plan.items.iter().map(|item| item.commands.len()).sum();
    let parts = [
        (plan.count_role(Role::Stage), Thing::Stage),
        (plan.count(Kind::Step), Thing::Task),
        (plan.count(Kind::Go), Thing::GoCriterion),
        (plan.count(Kind::Abort), Thing::AbortCriterion),
        (plan.count(Kind::Rollback), Thing::RollbackStep),
        (commands, Thing::Command),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, thing)| counted(lang, n, thing))
        .collect();
    parts.join(", ")
}
