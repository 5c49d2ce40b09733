//! What is said of going back.

use super::clocks::{at, short, timer, title};
use super::gate::length_of;
use crate::run::Run;
use crate::run::event::Event;
use crate::run::progress::{At, Back};
use crate::run::timing::{BackStep, WayLength};
use crate::words::Lang;
use crate::words::report::length;

/// «Идёт откат после этапа «Деплой»».
pub fn back_after(lang: Lang, run: &Run, back: &Back) -> String {
    let stage = back.during.map(|leg| short(title(run, run.course.leg(leg).section)));
    match (lang, back.finished, stage) {
        (Lang::Ru, None, Some(stage)) => format!("Идёт откат с этапа «{stage}»"),
        (Lang::Ru, None, None) => "Идёт откат после всех этапов".to_owned(),
        (Lang::Ru, Some((_, true)), _) => "Откат завершён: всё как было".to_owned(),
        (Lang::Ru, Some((_, false)), _) => "Откат не удался".to_owned(),
        (Lang::En, None, Some(stage)) => format!("Rolling back from “{stage}”"),
        (Lang::En, None, None) => "Rolling back after all stages".to_owned(),
        (Lang::En, Some((_, true)), _) => "Rolled back: the old state is here again".to_owned(),
        (Lang::En, Some((_, false)), _) => "The rollback failed".to_owned(),
    }
}

/// Who decided it, when and why.
pub fn back_by(lang: Lang, run: &Run, back: &Back) -> String {
    let entry = run.entry(back.began);
    let Event::RollbackStarted { seat, reason, .. } = &entry.event else { return String::new() };
    let role = if seat.role.is_empty() { String::new() } else { format!(", {}", seat.role) };
    let why = if reason.is_empty() { String::new() } else { format!(". {}", reason.text) };
    let at = at(run, entry.at_ms);
    match lang {
        Lang::Ru => format!("Решение: {}{role}, {at}{why}", seat.name),
        Lang::En => format!("Decided by {}{role}, {at}{why}", seat.name),
    }
}

/// How long it takes by the plan.
pub fn back_length(lang: Lang, way: WayLength) -> String {
    match (lang, way) {
        (Lang::Ru, WayLength::Known(ms)) => format!("по плану откат занимает {}", length(lang, ms)),
        (Lang::En, WayLength::Known(ms)) => format!("by the plan it takes {}", length(lang, ms)),
        (Lang::Ru, WayLength::Unknown { least_ms, .. }) if least_ms > 0 => {
            format!("по плану не меньше {}", length(lang, least_ms))
        }
        (Lang::En, WayLength::Unknown { least_ms, .. }) if least_ms > 0 => {
            format!("by the plan at least {}", length(lang, least_ms))
        }
        (Lang::Ru, WayLength::Unknown { .. }) => "сколько займёт откат, план не говорит".to_owned(),
        (Lang::En, WayLength::Unknown { .. }) => {
            "the plan does not say how long it takes".to_owned()
        }
    }
}

/// The clock of one step of it: «идёт 01:40», «заняло 1 мин 12 с», «дольше плана на 2 мин».
pub fn back_clock(lang: Lang, step: &BackStep, now_ms: i64) -> String {
    let over = step.over_ms.filter(|over_ms| *over_ms > 0).map(|over_ms| match lang {
        Lang::Ru => format!(", позже плана на {}", length_of(lang, over_ms)),
        Lang::En => format!(", {} over", length_of(lang, over_ms)),
    });
    let over = over.unwrap_or_default();
    match (step.began_ms, step.ended_ms) {
        (Some(began_ms), Some(ended_ms)) => {
            let took = length_of(lang, ended_ms - began_ms);
            match lang {
                Lang::Ru => format!("заняло {took}{over}"),
                Lang::En => format!("took {took}{over}"),
            }
        }
        (Some(began_ms), None) => {
            let runs = timer(lang, step.running_ms(now_ms).unwrap_or(now_ms - began_ms));
            match lang {
                Lang::Ru => format!("идёт {runs}{over}"),
                Lang::En => format!("running {runs}{over}"),
            }
        }
        (None, _) => String::new(),
    }
}

/// When and by whom it was ended, and what was said of it.
pub fn back_done(lang: Lang, run: &Run, ended: At) -> String {
    let entry = run.entry(ended);
    let Event::RollbackFinished { restored, reason } = &entry.event else { return String::new() };
    let by = format!("{} · {}", at(run, entry.at_ms), entry.by);
    let told = match (lang, restored) {
        (Lang::Ru, true) => "Прежнее состояние восстановлено",
        (Lang::Ru, false) => "Прежнее состояние не восстановлено",
        (Lang::En, true) => "The old state is back",
        (Lang::En, false) => "The old state is not back",
    };
    if reason.is_empty() {
        format!("{told}, {by}")
    } else {
        format!("{told}, {by}: {}", reason.text)
    }
}

/// «Этапы, до которых не дошли: Проверка, Открытие. Их откат не нужен.»
pub fn not_reached(lang: Lang, run: &Run, back: &Back) -> Option<String> {
    let during = back.during?;
    let ahead = run.course.each_leg().filter(|(leg, _)| *leg > during);
    let names: Vec<&str> = ahead.map(|(_, leg)| short(title(run, leg.section))).collect();
    let names = names.join(", ");
    (!names.is_empty()).then(|| match lang {
        Lang::Ru => format!("Не начинались: {names}. Их откат не нужен."),
        Lang::En => format!("Never begun: {names}. They need no way back."),
    })
}
