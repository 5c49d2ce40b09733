//! What the run's screen says.

mod en;
mod ru;

use super::Lang;
use super::plural::number;
use super::report::{clock, state as said};
use crate::plan::ItemIx;
use crate::run::Run;
use crate::run::command::Refusal;
use crate::run::course::LegIx;
use crate::run::event::Mode;
use crate::run::gate::Missing;
use crate::run::progress::State;

/// The phrases of the run's screen.
#[derive(Debug)]
pub struct Room {
    /// The release itself.
    pub real: &'static str,
    /// A dry run.
    pub rehearsal: &'static str,
    /// Before the name of who has the lead.
    pub lead: &'static str,
    /// Over the rail.
    pub stages: &'static str,
    /// Under the clock that counts from T0.
    pub since_t0: &'static str,
    /// Under it while T0 is ahead.
    pub until_t0: &'static str,
    /// A stage that cannot be entered yet.
    pub locked: &'static str,
    /// The stage in hand.
    pub here: &'static str,
    /// A stage that is behind.
    pub passed: &'static str,
    /// A stage that is left out.
    pub left_out: &'static str,
    /// Over the steps.
    pub steps: &'static str,
    /// Over the gate.
    pub gate: &'static str,
    /// Over the criteria.
    pub criteria: &'static str,
    /// Lets the release through.
    pub pass: &'static str,
    /// Says no at the gate.
    pub no_go: &'static str,
    /// Lets everything wait.
    pub hold: &'static str,
    /// Ends the waiting.
    pub resume: &'static str,
    /// Begins the way back.
    pub roll_back: &'static str,
    /// Lets the release through a shut gate.
    pub override_gate: &'static str,
    /// Before what is missing.
    pub missing: &'static str,
    /// Nothing is missing.
    pub ready: &'static str,
    /// The criterion holds.
    pub yes: &'static str,
    /// It does not.
    pub no: &'static str,
    /// It does not apply.
    pub na: &'static str,
    /// The value that was seen.
    pub seen: &'static str,
    /// Puts a step aside.
    pub skip: &'static str,
    /// Puts it aside.
    pub not_applicable: &'static str,
    /// Puts it aside for now.
    pub blocked: &'static str,
    /// It went wrong.
    pub failed: &'static str,
    /// Writes about an item.
    pub note: &'static str,
    /// Puts proof beside it.
    pub evidence: &'static str,
    /// It must not be trusted for long.
    pub critical: &'static str,
    /// Why.
    pub reason: &'static str,
    /// Whose name.
    pub name: &'static str,
    /// As what.
    pub role: &'static str,
    /// Does what the form asks.
    pub do_it: &'static str,
    /// Closes a form.
    pub cancel: &'static str,
    /// Opens the rarer actions of a row.
    pub more: &'static str,
    /// Over what would send us back.
    pub watch: &'static str,
    /// Nothing has happened.
    pub watching: &'static str,
    /// It came true.
    pub tripped: &'static str,
    /// It is accepted for now.
    pub dismissed: &'static str,
    /// Says that it came true.
    pub trip: &'static str,
    /// Accepts it for now.
    pub dismiss: &'static str,
    /// Over what was switched on.
    pub obligations: &'static str,
    /// Answers for it.
    pub close: &'static str,
    /// Over what happened.
    pub journal: &'static str,
    /// Takes an entry back.
    pub undo: &'static str,
    /// It was taken back.
    pub undone: &'static str,
    /// Two answers that did not know of each other.
    pub conflict: &'static str,
    /// Everything waits.
    pub held: &'static str,
    /// It is over.
    pub over: &'static str,
    /// It was given up.
    pub abandoned: &'static str,
    /// Ends the run.
    pub finish: &'static str,
    /// Gives it up.
    pub abandon: &'static str,
    /// Leads to the report.
    pub report: &'static str,
    /// We are going back.
    pub going_back: &'static str,
    /// We are back.
    pub is_back: &'static str,
    /// The old state is back.
    pub restored: &'static str,
    /// It is not.
    pub not_restored: &'static str,
    /// Goes on once more.
    pub retry: &'static str,
    /// There is no way back.
    pub no_way: &'static str,
    /// Gives the lead to somebody.
    pub hand_over: &'static str,
    /// A step is done.
    pub done: &'static str,
    /// It is not.
    pub open: &'static str,
    /// The plan says so.
    pub from_plan: &'static str,
    /// Nothing has begun.
    pub start_first: &'static str,
    /// Copies a command.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// Before the time left.
    pub left: &'static str,
    /// The last moment at which going back still fits.
    pub last_safe: &'static str,
    /// Nothing is ahead.
    pub all_behind: &'static str,
    /// Those who let it through so far.
    pub people: &'static str,
    /// A later version wrote it.
    pub unknown: &'static str,
}

/// The phrases in this language.
pub fn room(lang: Lang) -> &'static Room {
    match lang {
        Lang::Ru => &ru::ROOM,
        Lang::En => &en::ROOM,
    }
}

/// «3 из 5».
pub fn of(lang: Lang, n: usize, all: usize) -> String {
    let (n, all) = (number(lang, n), number(lang, all));
    match lang {
        Lang::Ru => format!("{n} из {all}"),
        Lang::En => format!("{n} of {all}"),
    }
}

/// T+ or T− and a clock: «T+00:31:07».
pub fn clock_of(since_ms: i64) -> String {
    let sign = if since_ms < 0 { '−' } else { '+' };
    let seconds = since_ms.unsigned_abs() / 1000;
    format!("T{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// What the buttons at a gate are about: plan, stage, mode, time.
pub fn question(lang: Lang, run: &Run, leg: LegIx, now_ms: i64) -> String {
    let words = room(lang);
    let stage = &run.plan.section(run.course.leg(leg).section).title;
    let title = run.plan.title.as_deref().unwrap_or_default();
    let start = run.start();
    let mode = start.map_or("", |start| match start.mode {
        Mode::Real => words.real,
        Mode::Rehearsal => words.rehearsal,
    });
    let at = start.map(|start| clock(start.zone.clock(now_ms))).unwrap_or_default();
    format!("{title} · {stage} · {mode} · {at}")
}

/// What is missing at a gate, in a line.
pub fn missing(lang: Lang, run: &Run, missing: &Missing) -> String {
    let text = |item: &ItemIx| run.plan.item(*item).text.to_string();
    let at = |at_ms: i64| run.start().map(|it| clock(it.zone.clock(at_ms))).unwrap_or_default();
    match (lang, missing) {
        (Lang::Ru, Missing::Start) => "прогон не начат".into(),
        (Lang::En, Missing::Start) => "the run has not begun".into(),
        (Lang::Ru, Missing::Over) => "прогон уже завершён".into(),
        (Lang::En, Missing::Over) => "the run is over".into(),
        (Lang::Ru, Missing::Held) => "стоит пауза: снимите её".into(),
        (Lang::En, Missing::Held) => "everything is on hold: go on first".into(),
        (Lang::Ru, Missing::GoingBack) => "идёт откат".into(),
        (Lang::En, Missing::GoingBack) => "we are rolling back".into(),
        (Lang::Ru, Missing::Earlier(leg)) => {
            format!("сначала рубеж «{}»", run.plan.section(run.course.leg(*leg).section).title)
        }
        (Lang::En, Missing::Earlier(leg)) => {
            format!(
                "the gate of “{}” comes first",
                run.plan.section(run.course.leg(*leg).section).title
            )
        }
        (_, Missing::Item(item, State::Open)) => text(item),
        (_, Missing::Item(item, state)) => format!("{} ({})", text(item), said(lang, *state)),
        (Lang::Ru, Missing::Conflict(item)) => format!("ответы расходятся: {}", text(item)),
        (Lang::En, Missing::Conflict(item)) => format!("the answers differ: {}", text(item)),
        (Lang::Ru, Missing::Tripped(item)) => format!("сработал критерий отката: {}", text(item)),
        (Lang::En, Missing::Tripped(item)) => {
            format!("a rollback criterion tripped: {}", text(item))
        }
        (Lang::Ru, Missing::Stale(item, at_ms)) => {
            format!("подтвердите ещё раз, сказано в {}: {}", at(*at_ms), text(item))
        }
        (Lang::En, Missing::Stale(item, at_ms)) => {
            format!("confirm once more, last said at {}: {}", at(*at_ms), text(item))
        }
        (Lang::Ru, Missing::Soak(item, until_ms)) => {
            format!("ждать до {}: {}", at(*until_ms), text(item))
        }
        (Lang::En, Missing::Soak(item, until_ms)) => {
            format!("wait until {}: {}", at(*until_ms), text(item))
        }
    }
}

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
