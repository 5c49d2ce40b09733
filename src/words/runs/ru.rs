//! Russian: what the desk says of runs.

use super::Runs;
use crate::run::journal::{Digest, RunId};
use crate::run::wire::NotOpened;

pub(super) const RUNS: Runs = Runs {
    no_plan: "В этом файле журнал без плана: назовите план прогона ключом --plan.",
    plan_altered: "План в этом файле изменили после сохранения: назовите сам план ключом --plan.",
    nothing: "В этих файлах нет ни одной записи.",
    no_plan_to_write: "Ни в одном из файлов нет плана, поэтому файл прогона не записать: \
                       назовите результат …jsonl.",
    standings: [
        "завершён",
        "прекращён",
        "идёт",
        "ждёт решения на рубеже",
        "сработал критерий отката",
        "на паузе",
        "откат",
        "ещё не начат",
        "все рубежи пройдены, не завершён",
    ],
    stage: "Этап",
    of: "из",
    all_behind: "все рубежи пройдены",
    missing: "Не хватает",
    none_missing: "ничего, рубеж можно пройти",
    people: "Имён под рубежом",
    slip: "К плану",
    left: "До конца окна",
    over: "истекло, прошло",
    last_safe: "Откатиться не позже",
    end: "Прогноз окончания",
    unknown: "неизвестно",
    obligation: "ещё включено",
    way_back: "Открытых шагов отката",
    is_back: "Откат окончен: повторите с какого-либо этапа или прекратите прогон.",
    rehearsal: "репетиция",
    holds: "Отчёт верен: каждая строка следует из журнала.",
};

pub(super) fn not_opened(why: NotOpened) -> String {
    match why {
        NotOpened::NotARunFile { line, column } => format!(
            "Это не файл прогона и не журнал (строка {line}, столбец {column}). Сохраните прогон \
             из Holdpoint ещё раз или назовите его журнал."
        ),
        NotOpened::Newer { version } => {
            format!("Файл записан более новой версией Holdpoint (формат {version}): обновите эту.")
        }
    }
}

pub(super) fn other_plan(named: Digest, found: &str) -> String {
    format!(
        "Это не тот план, по которому шёл прогон. В журнале назван план с SHA-256 {named}, а у \
         этого файла {found}. Назовите файл в том виде, в каком он был."
    )
}

pub(super) fn other_run(first: RunId, other: RunId) -> String {
    format!(
        "Это прогон {other}, а файлы до него относятся к прогону {first}. Объединять можно только \
         копии одного прогона."
    )
}
