//! Numbers and the nouns after them. The forms follow CLDR for whole numbers: Russian has one, few
//! and many (1 этап, 2 этапа, 5 этапов), English has one and the rest.

use super::{Lang, digits};

/// The form of a noun that a number asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 1 stage, 21 этап.
    One,
    /// 2 этапа, 24 этапа; never asked for in English.
    Few,
    /// 5 этапов, 11 этапов; in English all but one.
    Many,
}

/// Which form this number asks for.
pub fn form(lang: Lang, n: usize) -> Form {
    match lang {
        Lang::En if n == 1 => Form::One,
        Lang::En => Form::Many,
        Lang::Ru => match (n % 10, n % 100) {
            (_, 11..=14) => Form::Many,
            (1, _) => Form::One,
            (2..=4, _) => Form::Few,
            _ => Form::Many,
        },
    }
}

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A line of the source.
    Line,
    /// A section that has things to do.
    Stage,
    /// A thing to do.
    Task,
    /// What must hold before a gate opens.
    GoCriterion,
    /// What would send us back.
    AbortCriterion,
    /// A step of going back.
    RollbackStep,
    /// A command to copy.
    Command,
    /// An address or a metric that can be looked at.
    Probe,
    /// A finding about the plan.
    Fault,
    /// Any line of a section.
    Item,
    /// A file that was looked at.
    File,
    /// A file that could not be read.
    Unreadable,
    /// A byte of the source.
    Byte,
    /// A stretch of text that was mended.
    Mended,
    /// A stretch of text that could not be.
    Broken,
    /// A place where the file holds no character.
    Lost,
    /// A section that only gathers.
    Phase,
    /// A section about going back.
    RollbackSection,
    /// A section that only informs.
    Reference,
    /// An item to be done.
    Step,
    /// An item to be attached.
    Artefact,
    /// An item that only says something.
    Remark,
    /// An item that is done already.
    Done,
    /// A finding by which a plan cannot be run.
    Error,
    /// A finding that a person should look at.
    Warning,
    /// A finding that is good to know.
    Note,
    /// Something that a person put right in a reading.
    Correction,
    /// A plan.
    Plan,
    /// A run of a plan.
    Run,
}

/// The noun alone: «задачи» after 33.
pub fn noun(lang: Lang, n: usize, thing: Thing) -> &'static str {
    let [one, few, many] = match lang {
        Lang::Ru => russian(thing),
        Lang::En => english(thing),
    };
    match form(lang, n) {
        Form::One => one,
        Form::Few => few,
        Form::Many => many,
    }
}

/// Number and noun: «33 задачи».
pub fn counted(lang: Lang, n: usize, thing: Thing) -> String {
    [&number(lang, n), "\u{a0}", noun(lang, n, thing)].concat()
}

/// A whole number with its thousands apart: «2 814», "2,814".
pub fn number(lang: Lang, n: usize) -> String {
    let digits = digits::of(n);
    if digits.len() < 4 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(match lang {
                Lang::Ru => '\u{a0}',
                Lang::En => ',',
            });
        }
        out.push(digit);
    }
    out
}

fn russian(thing: Thing) -> [&'static str; 3] {
    match thing {
        Thing::Line => ["строка", "строки", "строк"],
        Thing::Stage => ["этап", "этапа", "этапов"],
        Thing::Task => ["задача", "задачи", "задач"],
        Thing::GoCriterion => ["критерий перехода", "критерия перехода", "критериев перехода"],
        Thing::AbortCriterion => ["критерий отката", "критерия отката", "критериев отката"],
        Thing::RollbackStep => ["шаг отката", "шага отката", "шагов отката"],
        Thing::Command => ["команда", "команды", "команд"],
        Thing::Probe => ["адрес проверки", "адреса проверки", "адресов проверки"],
        Thing::Fault => ["замечание", "замечания", "замечаний"],
        Thing::Item => ["пункт", "пункта", "пунктов"],
        Thing::File => ["файл", "файла", "файлов"],
        Thing::Unreadable => ["файл не прочитан", "файла не прочитано", "файлов не прочитано"],
        Thing::Byte => ["байт", "байта", "байт"],
        Thing::Mended => ["место исправлено", "места исправлено", "мест исправлено"],
        Thing::Broken => ["место испорчено", "места испорчено", "мест испорчено"],
        Thing::Lost => ["символ потерян", "символа потеряно", "символов потеряно"],
        Thing::Phase => ["фаза", "фазы", "фаз"],
        Thing::RollbackSection => ["раздел отката", "раздела отката", "разделов отката"],
        Thing::Reference => ["справочный раздел", "справочных раздела", "справочных разделов"],
        Thing::Step => ["шаг", "шага", "шагов"],
        Thing::Artefact => ["артефакт", "артефакта", "артефактов"],
        Thing::Remark => ["примечание", "примечания", "примечаний"],
        Thing::Done => ["выполнен", "выполнено", "выполнено"],
        Thing::Error => ["ошибка", "ошибки", "ошибок"],
        Thing::Warning => ["предупреждение", "предупреждения", "предупреждений"],
        Thing::Note => ["заметка", "заметки", "заметок"],
        Thing::Correction => ["исправление", "исправления", "исправлений"],
        Thing::Plan => ["план", "плана", "планов"],
        Thing::Run => ["прогон", "прогона", "прогонов"],
    }
}

fn english(thing: Thing) -> [&'static str; 3] {
    let (one, many) = match thing {
        Thing::Line => ("line", "lines"),
        Thing::Stage => ("stage", "stages"),
        Thing::Task => ("task", "tasks"),
        Thing::GoCriterion => ("go criterion", "go criteria"),
        Thing::AbortCriterion => ("rollback criterion", "rollback criteria"),
        Thing::RollbackStep => ("rollback step", "rollback steps"),
        Thing::Command => ("command", "commands"),
        Thing::Probe => ("address to check", "addresses to check"),
        Thing::Fault => ("finding", "findings"),
        Thing::Item => ("item", "items"),
        Thing::File => ("file", "files"),
        Thing::Unreadable => ("file could not be read", "files could not be read"),
        Thing::Byte => ("byte", "bytes"),
        Thing::Mended => ("place mended", "places mended"),
        Thing::Broken => ("place still broken", "places still broken"),
        Thing::Lost => ("character lost", "characters lost"),
        Thing::Phase => ("phase", "phases"),
        Thing::RollbackSection => ("rollback section", "rollback sections"),
        Thing::Reference => ("reference section", "reference sections"),
        Thing::Step => ("step", "steps"),
        Thing::Artefact => ("artefact", "artefacts"),
        Thing::Remark | Thing::Note => ("note", "notes"),
        Thing::Done => ("done", "done"),
        Thing::Error => ("error", "errors"),
        Thing::Warning => ("warning", "warnings"),
        Thing::Correction => ("correction", "corrections"),
        Thing::Plan => ("plan", "plans"),
        Thing::Run => ("run", "runs"),
    };
    [one, many, many]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The samples that CLDR itself gives for each form of Russian.
    #[test]
    fn russian_forms_are_those_of_cldr() {
        for n in [1, 21, 31, 41, 51, 61, 71, 81, 101, 1001] {
            assert_eq!(form(Lang::Ru, n), Form::One, "{n}");
        }
        for n in [2, 3, 4, 22, 23, 24, 32, 33, 34, 42, 43, 44, 52, 62, 102, 1002] {
            assert_eq!(form(Lang::Ru, n), Form::Few, "{n}");
        }
        for n in [0, 5, 11, 12, 13, 14, 19, 20, 25, 100, 111, 112, 114, 1000, 1011, 1_000_000] {
            assert_eq!(form(Lang::Ru, n), Form::Many, "{n}");
        }
    }

    /// The rules as CLDR words them, over every number that a plan could hold.
    #[test]
    fn russian_forms_follow_the_rule_of_cldr() {
        for n in 0..100_000 {
            let (i10, i100) = (n % 10, n % 100);
            let one = i10 == 1 && i100 != 11;
            let few = (2..=4).contains(&i10) && !(12..=14).contains(&i100);
            let expected = match (one, few) {
                (true, _) => Form::One,
                (_, true) => Form::Few,
                _ => Form::Many,
            };
            assert_eq!(form(Lang::Ru, n), expected, "{n}");
        }
    }

    #[track_caller]
    fn check(lang: Lang, n: usize, thing: Thing, expected: &str) {
        assert_eq!(counted(lang, n, thing).replace('\u{a0}', " "), expected);
    }

    #[test]
    fn numbers_and_nouns_agree() {
        check(Lang::Ru, 1, Thing::Stage, "1 этап");
        check(Lang::Ru, 33, Thing::Task, "33 задачи");
        check(Lang::Ru, 11, Thing::AbortCriterion, "11 критериев отката");
        check(Lang::Ru, 2814, Thing::Line, "2 814 строк");
        check(Lang::Ru, 21, Thing::Phase, "21 фаза");
        check(Lang::En, 1, Thing::GoCriterion, "1 go criterion");
        check(Lang::En, 0, Thing::Command, "0 commands");
        check(Lang::En, 1_234_567, Thing::Line, "1,234,567 lines");
    }
}
