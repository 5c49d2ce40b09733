//! Why a press came to nothing, and so what would help.

use super::gate::missing;
use crate::run::Run;
use crate::run::command::Refusal;
use crate::run::course::LegIx;
use crate::run::gate::Missing;
use crate::words::Lang;

/// Why something may not happen, and so what would help.
pub fn refusal(lang: Lang, run: &Run, refusal: &Refusal) -> String {
    let stage = |leg: &LegIx| run.plan.section(run.course.leg(*leg).section).title.to_string();
    match (lang, refusal) {
        (Lang::Ru, Refusal::Locked(leg)) => {
            format!("Этап за рубежом: сначала пройдите «{}».", stage(leg))
        }
        (Lang::En, Refusal::Locked(leg)) => {
            format!("The stage is behind a gate: pass “{}” first.", stage(leg))
        }
        (Lang::Ru, Refusal::GateShut(list)) => {
            format!("Рубеж закрыт: {}.", list_of(lang, run, list))
        }
        (Lang::En, Refusal::GateShut(list)) => {
            format!("The gate is shut: {}.", list_of(lang, run, list))
        }
        (Lang::Ru, Refusal::SameName(name)) => {
            format!("{name} уже открывает этот рубеж: нужен второй человек.")
        }
        (Lang::En, Refusal::SameName(name)) => {
            format!("{name} has answered here already: a second person is needed.")
        }
        (Lang::Ru, Refusal::BackOpen(items)) => {
            format!("В откате ещё открыто {}: закройте или напишите почему.", items.len())
        }
        (Lang::En, Refusal::BackOpen(items)) => {
            format!("{} of the way back still open: settle them or say why.", items.len())
        }
        (Lang::Ru, Refusal::StillOpen(open)) => {
            format!("Ещё не закрыто: {}. Закройте или напишите почему.", open.len())
        }
        (Lang::En, Refusal::StillOpen(open)) => {
            format!("Still open: {}. Settle them or say why.", open.len())
        }
        (Lang::Ru, Refusal::Signed(seat)) => format!("За «{seat}» уже подписано."),
        (Lang::En, Refusal::Signed(seat)) => format!("“{seat}” has signed already."),
        (Lang::Ru, plain) => plain_refusal(plain).0.to_owned(),
        (Lang::En, plain) => plain_refusal(plain).1.to_owned(),
    }
}

fn list_of(lang: Lang, run: &Run, list: &[Missing]) -> String {
    list.iter().map(|it| missing(lang, run, it)).collect::<Vec<_>>().join("; ")
}

/// In Russian and in English.
fn plain_refusal(refusal: &Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::NotStarted => ("Прогон ещё не начат.", "The run has not begun."),
        Refusal::Started => ("Прогон уже начат.", "The run began already."),
        Refusal::Over => (
            "Прогон завершён: записать можно только заметку и подпись.",
            "The run is over: only a note or a signature can be put down.",
        ),
        Refusal::NoReason => {
            ("Напишите причину: её спросят потом.", "Give a reason: somebody will ask for it.")
        }
        Refusal::NoName => (
            "Впишите имя: решение должно быть чьим-то.",
            "Put in a name: a decision has to be somebody's.",
        ),
        Refusal::WrongKind(_) => {
            ("К этому пункту такая запись не относится.", "This cannot be said of this item.")
        }
        Refusal::NoValue => (
            "У критерия есть предел: впишите увиденное значение.",
            "The criterion has a limit: put in the value you saw.",
        ),
        Refusal::GateBehind => ("Этот рубеж уже пройден.", "This gate is behind us."),
        Refusal::NothingMissing => (
            "Всё готово: рубеж можно пройти обычным порядком.",
            "Nothing is missing: the gate can simply be passed.",
        ),
        Refusal::People => {
            ("Рубеж открывают от одного до девяти человек.", "A gate takes one to nine people.")
        }
        Refusal::Hold => ("Пауза уже стоит или уже снята.", "It is on hold already, or it is not."),
        Refusal::NotTripped => ("Этот критерий не сработал.", "This criterion has not tripped."),
        Refusal::Past => ("Укажите время в будущем.", "Give a time that is still to come."),
        Refusal::GoingBack => {
            ("Идёт откат: сначала завершите его.", "We are rolling back: finish that first.")
        }
        Refusal::NotGoingBack => ("Откат не идёт.", "We are not rolling back."),
        Refusal::NotBack => (
            "Отката не было: повторять нечего.",
            "Nothing was rolled back, so there is nothing to retry.",
        ),
        Refusal::NotEntered => (
            "До этого этапа прогон не дошёл: повторите с более раннего.",
            "The run never came to this stage: retry from an earlier one.",
        ),
        Refusal::NoObligation => ("Здесь ничего не включено.", "Nothing is switched on here."),
        Refusal::NotOver => {
            ("Подписать можно, когда прогон завершён.", "It can be signed once the run is over.")
        }
        Refusal::CannotUndo => ("Эту запись отменить нельзя.", "This entry cannot be taken back."),
        Refusal::Locked(_)
        | Refusal::GateShut(_)
        | Refusal::SameName(_)
        | Refusal::BackOpen(_)
        | Refusal::StillOpen(_)
        | Refusal::Signed(_) => ("", ""),
    }
}
