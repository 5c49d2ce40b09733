//! Russian: what is wrong with a plan, and what to do about it.
//!
//! Words of the plan stand in «quotes» and are cut where they run long. A secret has no words here:
//! its kind is all that a sentence may know.

use super::desk::minutes;
use crate::plan::FaultKind as F;
use crate::plan::{SecretKind, Switch};
use crate::words::shorten;

/// What is wrong.
pub(in crate::words) fn sentence(kind: &F) -> String {
    match kind {
        F::Conflict { ours, ours_lines, theirs, theirs_lines } => {
            let (ours, theirs) = (side(ours, *ours_lines), side(theirs, *theirs_lines));
            format!("Конфликт слияния не разрешён: {ours} против {theirs}.")
        }
        F::StrayConflictMarker => "Здесь остался маркер конфликта слияния без пары.".into(),
        F::UnfilledSlot { slot } => format!("Поле шаблона {} не заполнено.", quote(slot)),
        F::AmbiguousZone { zone } => {
            format!("Обозначение {} носят несколько часовых поясов.", quote(zone))
        }
        F::UnknownZone { zone } => format!("Часовой пояс {} нам неизвестен.", quote(zone)),
        F::NothingToDo => "В плане нечего делать и нечего подтверждать.".into(),
        F::TickedTrigger { text } => ticked(text),
        F::NoWayBack { stage } => format!("У этапа {} есть шаги, но нет пути назад.", quote(stage)),
        F::CriteriaWithoutSteps { section } => {
            format!(
                "В разделе {} сказано, когда откатываться, но нигде не сказано как.",
                quote(section)
            )
        }
        F::StepsWithoutCriteria { section } => {
            format!(
                "В разделе {} сказано, как откатываться, но нигде не сказано когда.",
                quote(section)
            )
        }
        F::SlotsOverlap { first, first_line, second } => overlap(first, *first_line, second),
        F::SlotGap { first, first_line, second, minutes } => {
            gap(first, *first_line, second, *minutes)
        }
        F::SlotOutsideWindow { slot, window_line } => {
            format!("{} выходит за окно работ (строка {window_line}).", quote(slot))
        }
        F::TotalTime { stated, sum } => total_time(*stated, *sum),
        F::TotalCount { stated, found } => {
            format!("Здесь заявлено {stated}, а в плане найдено {found}.")
        }
        F::OffsetAgainstClock { offset, clock, expected } => clash(offset, clock, expected),
        F::BandHole { metric, go, abort, other_line } => hole(metric, go, abort, *other_line),
        F::BandClash { metric, first, second, other_line } => {
            contradiction(metric, first, second, *other_line)
        }
        F::TierLooser { metric, grave, light, other_line } => {
            swapped(metric, grave, light, *other_line)
        }
        F::NoSignal { metric } => {
            format!("В плане не сказано, где смотреть {}.", quote(metric))
        }
        F::NeverSwitchedOff { what } => switched_on(*what).into(),
        F::BackupAfterMigration { migration_line } => {
            format!("Резервная копия делается уже после миграции (строка {migration_line}).")
        }
        F::NoOwner { step } => no_owner(step),
        F::DuplicateSection { title, first_line } => twin(title, *first_line),
        F::BrokenAnchor { target } => anchor(target),
        F::Secret { kind } => secret(*kind).into(),
    }
}

/// Inside «these», the plan's own quotes become „these“.
fn quote(words: &str) -> String {
    format!("«{}»", shorten(words).replace('«', "„").replace('»', "“"))
}

/// One side of a merge conflict, with its lines. It may have no name, and no lines.
fn side(name: &str, (from, to): (u32, u32)) -> String {
    let name =
        if name.trim().is_empty() { "одна сторона".to_owned() } else { quote(name) };
    match (from, to) {
        (from, to) if from == 0 || to < from => format!("{name} (пусто)"),
        (from, to) if from == to => format!("{name} (строка {from})"),
        (from, to) => format!("{name} (строки {from}–{to})"),
    }
}

fn overlap(first: &str, first_line: u32, second: &str) -> String {
    format!("{} и {} (строка {first_line}) пересекаются по времени.", quote(second), quote(first))
}

fn gap(first: &str, first_line: u32, second: &str, length_min: u32) -> String {
    let (first, second, length) = (quote(first), quote(second), minutes(length_min));
    format!("Между {first} (строка {first_line}) и {second} ничем не занято {length}.")
}

fn total_time(stated: u32, sum: u32) -> String {
    format!("Здесь заявлено {}, а в сумме получается {}.", minutes(stated), minutes(sum))
}

fn clash(offset: &str, clock: &str, expected: &str) -> String {
    let (offset, clock, expected) = (quote(offset), quote(clock), quote(expected));
    format!("Рядом с {offset} стоит {clock}, а по остальному плану выходит {expected}.")
}

fn hole(metric: &str, go: &str, abort: &str, line: u32) -> String {
    let (metric, go, abort) = (shorten(metric), quote(go), quote(abort));
    format!(
        "{metric}: при {go} идём дальше, при {abort} откатываемся, а между ними решения нет \
         (строка {line})."
    )
}

fn contradiction(metric: &str, first: &str, second: &str, line: u32) -> String {
    let (metric, first, second) = (shorten(metric), quote(first), quote(second));
    format!("{metric}: {first} и {second} противоречат друг другу (строка {line}).")
}

fn swapped(metric: &str, grave: &str, light: &str, line: u32) -> String {
    let (metric, grave, light) = (shorten(metric), quote(grave), quote(light));
    format!(
        "{metric}: пороги, похоже, перепутаны: {grave} у более тяжёлого уровня, {light} у более \
         лёгкого (строка {line})."
    )
}

fn no_owner(step: &str) -> String {
    format!("У шага {} нет ответственного, хотя у других он указан.", quote(step))
}

fn ticked(text: &str) -> String {
    format!("Критерий отката {} отмечен: значит, он уже сработал.", quote(text))
}

fn twin(title: &str, first_line: u32) -> String {
    format!("Раздел {} уже есть: строка {first_line}.", quote(title))
}

fn switched_on(what: Switch) -> &'static str {
    match what {
        Switch::Maintenance => "Режим обслуживания включают, но нигде не выключают.",
        Switch::Freeze => "Заморозку объявляют, но нигде не снимают.",
        Switch::Silence => "Оповещения отключают, но нигде не включают обратно.",
        Switch::Ttl => "TTL записей DNS снижают, но нигде не возвращают.",
    }
}

fn anchor(target: &str) -> String {
    format!("Ссылка {} никуда не ведёт: такого заголовка нет.", quote(&format!("#{target}")))
}

fn secret(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::Password => "Здесь открытым текстом записан пароль.",
        SecretKind::Token => "Здесь открытым текстом записан токен или ключ API.",
        SecretKind::PrivateKey => "Здесь открытым текстом записан закрытый ключ.",
        SecretKind::Credential => "В адресе открытым текстом записаны имя и пароль.",
    }
}

/// What to do about it.
pub(in crate::words) fn advice(kind: &F) -> &'static str {
    match kind {
        F::Conflict { .. } => {
            "Выберите одну сторону или соедините обе и удалите строки <<<<<<<, ======= и >>>>>>>."
        }
        F::StrayConflictMarker => "Удалите его; если это пример, поместите его в блок кода.",
        F::UnfilledSlot { .. } => {
            "Впишите значение или удалите строку, если этому релизу она не нужна."
        }
        F::AmbiguousZone { .. } => {
            "Уточните, какой именно: смещением, как UTC+05:30, или именем, как Asia/Kolkata."
        }
        F::UnknownZone { .. } => {
            "Напишите смещение, например UTC+3, или имя из базы IANA, например Europe/Moscow."
        }
        F::NothingToDo => "Запишите шаги списком под заголовком: - [ ] Выкатить релиз.",
        F::TickedTrigger { .. } => "Если он сработал, откатывайтесь. Если нет, снимите отметку.",
        F::NoWayBack { .. } => {
            "Добавьте шаги отката; если этап необратим, напишите, что делать вместо отката."
        }
        F::CriteriaWithoutSteps { .. } => "Добавьте шаги отката по порядку выполнения.",
        F::StepsWithoutCriteria { .. } => {
            "Назовите признаки для отката, например: доля ошибок > 5 % в течение 5 минут."
        }
        F::SlotsOverlap { .. } => {
            "Сдвиньте один из них; если они идут параллельно, дайте им общее время."
        }
        F::SlotGap { .. } => "Закройте промежуток или назовите его, например резервом.",
        F::SlotOutsideWindow { .. } => "Сдвиньте время или согласуйте более длинное окно.",
        F::TotalTime { .. } => "Исправьте итог или время отдельных частей.",
        F::TotalCount { .. } => "Исправьте число или поищите, что потерялось или добавилось.",
        F::OffsetAgainstClock { .. } => {
            "Исправьте одно из двух: кто-то пойдёт по смещению, кто-то по часам."
        }
        F::BandHole { .. } => "Сомкните пороги или напишите, что делать между ними.",
        F::BandClash { .. } => {
            "Раздвиньте пороги, чтобы ни одно значение не было и хорошим, и плохим сразу."
        }
        F::TierLooser { .. } => "Отдайте более тяжёлому уровню худшее значение.",
        F::NoSignal { .. } => "Добавьте адрес, дашборд или запрос, который это показывает.",
        F::NeverSwitchedOff { what } => switch_off(*what),
        F::BackupAfterMigration { .. } => {
            "Перенесите её до миграции и проверьте, что она восстанавливается."
        }
        F::NoOwner { .. } => "Впишите, кто его выполняет.",
        F::DuplicateSection { .. } => {
            "Переименуйте один из разделов или соедините их: ссылки их не различат."
        }
        F::BrokenAnchor { .. } => "Исправьте ссылку или заголовок, на который она указывает.",
        F::Secret { kind } => hide(*kind),
    }
}

fn switch_off(what: Switch) -> &'static str {
    match what {
        Switch::Maintenance => "Добавьте шаг, который его выключает, в том числе при откате.",
        Switch::Freeze => "Добавьте шаг, который её снимает, и укажите, кто об этом объявит.",
        Switch::Silence => "Добавьте шаг, который включает их обратно, в том числе при откате.",
        Switch::Ttl => "Добавьте шаг, который вернёт его, когда релиз станет стабильным.",
    }
}

fn hide(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::Password => {
            "Храните его там, где хранят секреты, и смените: он известен всем, кто читал файл."
        }
        SecretKind::Token => {
            "Храните его там, где хранят секреты, и отзовите: им может воспользоваться любой, \
             кто читал файл."
        }
        SecretKind::PrivateKey => {
            "Уберите его и замените пару ключей: закрытым он больше не будет."
        }
        SecretKind::Credential => {
            "Уберите их из адреса и смените пароль: он известен всем, кто читал файл."
        }
    }
}
