//! What the gate says: what is missing, what each decision asks, who let the release through.

use super::clocks::{at, short, title};
use super::room;
use crate::plan::ItemIx;
use crate::run::Run;
use crate::run::command::Open;
use crate::run::course::LegIx;
use crate::run::event::{Event, Mode};
use crate::run::gate::Missing;
use crate::run::progress::State;
use crate::run::watch::Gauge;
use crate::run::watch::gauge::Grade;
use crate::words::Lang;
use crate::words::plural::{Form, Thing, counted, form, number};
use crate::words::report::{length, state as said};

/// «2 шага, 1 критерий перехода», or that something does not hold.
pub fn lacking(lang: Lang, steps: usize, criteria: usize, wrong: usize) -> Option<String> {
    let some = |n: usize, thing: Thing| (n > 0).then(|| counted(lang, n, thing));
    let wrong = (wrong > 0).then(|| match lang {
        Lang::Ru => format!("{}\u{a0}не в порядке", number(lang, wrong)),
        Lang::En => format!("{}\u{a0}not in order", number(lang, wrong)),
    });
    let parts: Vec<String> = [some(steps, Thing::Step), some(criteria, Thing::GoCriterion), wrong]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Where no count tells what is missing: «Рубеж держат 2 причины».
pub fn holds_still(lang: Lang, n: usize) -> String {
    match (lang, form(lang, n)) {
        (Lang::Ru, Form::One) => format!("Рубеж держит {n}\u{a0}причина"),
        (Lang::Ru, Form::Few) => format!("Рубеж держат {n}\u{a0}причины"),
        (Lang::Ru, Form::Many) => format!("Рубеж держат {n}\u{a0}причин"),
        (Lang::En, Form::One) => "One thing holds the gate".to_owned(),
        (Lang::En, Form::Few | Form::Many) => format!("{n} things hold the gate"),
    }
}

/// What is missing at a gate, in a line.
pub fn missing(lang: Lang, run: &Run, missing: &Missing) -> String {
    let text = |item: &ItemIx| run.plan.item(*item).text.to_string();
    let (ru, en) = match missing {
        Missing::Start => ("прогон ещё не начат".into(), "the run has not begun".into()),
        Missing::Over => ("прогон уже завершён".into(), "the run is over".into()),
        Missing::Held => ("стоит пауза".into(), "everything is on hold".into()),
        Missing::GoingBack => ("идёт откат".into(), "we are rolling back".into()),
        Missing::Earlier(leg) => {
            let stage = title(run, run.course.leg(*leg).section);
            (format!("сначала рубеж «{stage}»"), format!("the gate of “{stage}” comes first"))
        }
        Missing::Item(item, State::Open) => (text(item), text(item)),
        Missing::Item(item, state) => {
            let told = format!("{}: {}", said(lang, *state), text(item));
            (told.clone(), told)
        }
        Missing::Conflict(item) => (
            format!("ответы расходятся: {}", text(item)),
            format!("answers differ: {}", text(item)),
        ),
        Missing::Tripped(item) => (
            format!("сработал критерий отката: {}", text(item)),
            format!("a rollback criterion tripped: {}", text(item)),
        ),
        Missing::Stale(item, at_ms) => (
            format!("давно подтверждён, в {}: {}", at(run, *at_ms), text(item)),
            format!("confirmed long ago, at {}: {}", at(run, *at_ms), text(item)),
        ),
        Missing::Soak(item, until_ms) => (
            format!("выдержка до {}: {}", at(run, *until_ms), text(item)),
            format!("soaking until {}: {}", at(run, *until_ms), text(item)),
        ),
    };
    match lang {
        Lang::Ru => ru,
        Lang::En => en,
    }
}

/// Why a stage waits: «сначала рубеж «Деплой»».
pub fn wait_for(lang: Lang, run: &Run) -> String {
    run.progress.current().map(|leg| missing(lang, run, &Missing::Earlier(leg))).unwrap_or_default()
}

/// What a decision is about: the question, then plan, stage, mode and time.
pub fn decision(lang: Lang, run: &Run, leg: LegIx, question: &str, now_ms: i64) -> String {
    let words = room(lang);
    let stage = title(run, run.course.leg(leg).section);
    let plan = run.plan.title.as_deref().unwrap_or_default();
    let mode = run.start().map_or(words.not_begun, |start| match start.mode {
        Mode::Real => words.real_run,
        Mode::Rehearsal => words.rehearsal,
    });
    let at = at(run, now_ms);
    match lang {
        Lang::Ru => format!("{question} «{plan}», {stage}; {mode}, {at}."),
        Lang::En => format!("{question} “{plan}”, {stage}; {mode}, {at}."),
    }
}

/// The way on, on the button that leads there.
pub fn pass_to(lang: Lang, run: &Run, leg: LegIx) -> String {
    let words = room(lang);
    let next = run.course.legs.get(leg.index() + 1);
    match next {
        Some(next) => format!("{} → {}", words.pass, short(title(run, next.section))),
        None => words.pass_last.to_owned(),
    }
}

/// The explicit call at the end of a stage: «Этап пройден в 02:41: Орлова, Ким».
pub fn gate_over(lang: Lang, run: &Run, leg: LegIx) -> String {
    let gate = run.progress.gate(leg);
    let when = |entry| at(run, run.entry(entry).at_ms);
    if let Some(out) = gate.left_out {
        let Event::StageLeftOut { reason, .. } = &run.entry(out).event else {
            return String::new();
        };
        return match lang {
            Lang::Ru => format!("Этап исключён в {}: {}", when(out), reason.text),
            Lang::En => format!("Stage left out at {}: {}", when(out), reason.text),
        };
    }
    let Some(opened) = gate.opened else { return String::new() };
    if let Event::GateOverridden { seat, reason, .. } = &run.entry(opened).event {
        return match lang {
            Lang::Ru => format!(
                "Пройден вопреки условиям в {}: {}. {}",
                when(opened),
                seat.name,
                reason.text
            ),
            Lang::En => format!(
                "Passed against its terms at {}: {}. {}",
                when(opened),
                seat.name,
                reason.text
            ),
        };
    }
    let names: Vec<&str> = run.look().names(&run.progress, leg).collect();
    let names = names.join(", ");
    match lang {
        Lang::Ru => format!("Этап завершён, рубеж пройден в {}: {names}", when(opened)),
        Lang::En => format!("Stage complete, gate passed at {}: {names}", when(opened)),
    }
}

/// Who let the release through so far: «Согласны 1 из 2: Орлова».
pub fn of_people(lang: Lang, names: &[String], asked: usize) -> String {
    let (n, names) = (names.len(), names.join(", "));
    match (lang, n) {
        (Lang::Ru, 0) => format!("Рубеж открывают {asked} разных человека; пока никто"),
        (Lang::Ru, _) => format!("Согласны {n} из {asked}: {names}"),
        (Lang::En, 0) => format!("{asked} different people open this gate; nobody so far"),
        (Lang::En, _) => format!("{n} of {asked} agree: {names}"),
    }
}

/// What a run leaves open.
pub fn left_open(lang: Lang, run: &Run, open: Open) -> String {
    match (lang, open) {
        (Lang::Ru, Open::Stage(leg)) => {
            format!("рубеж не пройден: {}", title(run, run.course.leg(leg).section))
        }
        (Lang::En, Open::Stage(leg)) => {
            format!("gate not passed: {}", title(run, run.course.leg(leg).section))
        }
        (Lang::Ru, Open::Obligation(item)) => {
            format!("осталось включённым: {}", run.plan.item(item).text)
        }
        (Lang::En, Open::Obligation(item)) => {
            format!("still switched on: {}", run.plan.item(item).text)
        }
        (Lang::Ru, Open::Tripped(item)) => {
            format!("сработал критерий отката: {}", run.plan.item(item).text)
        }
        (Lang::En, Open::Tripped(item)) => {
            format!("rollback criterion tripped: {}", run.plan.item(item).text)
        }
    }
}

/// What a typed value means against its limit.
pub fn read_value(lang: Lang, good: bool, margin: Option<u32>) -> String {
    match (lang, good, margin) {
        (Lang::Ru, true, Some(margin)) => format!("в пределах, запас {margin}\u{a0}%"),
        (Lang::En, true, Some(margin)) => format!("within, {margin}% to spare"),
        (Lang::Ru, true, None) => "в пределах".to_owned(),
        (Lang::En, true, None) => "within the limit".to_owned(),
        (Lang::Ru, false, _) => "за пределом".to_owned(),
        (Lang::En, false, _) => "beyond the limit".to_owned(),
    }
}

/// Where a value lies on its gauge, in words.
pub fn gauge_said(lang: Lang, gauge: &Gauge, value: f64) -> String {
    let stand = gauge.stand(value);
    let unit = gauge.unit.as_deref().unwrap_or_default();
    let band = match (lang, stand.grade) {
        (Lang::Ru, Some(Grade::Good)) => "в пределах",
        (Lang::Ru, Some(Grade::Hold)) => "рубеж не открыть",
        (Lang::Ru, Some(Grade::Grave)) => "повод для отката",
        (Lang::Ru, Some(Grade::Gravest)) => "немедленный откат",
        (Lang::Ru, None) => "неизвестно",
        (Lang::En, Some(Grade::Good)) => "within",
        (Lang::En, Some(Grade::Hold)) => "holds the gate",
        (Lang::En, Some(Grade::Grave)) => "a reason to roll back",
        (Lang::En, Some(Grade::Gravest)) => "roll back at once",
        (Lang::En, None) => "unknown",
    };
    let near = stand.nearest.map(|(edge, _)| match lang {
        Lang::Ru => format!(", ближайший предел {} {unit}", edge.at),
        Lang::En => format!(", nearest limit {} {unit}", edge.at),
    });
    format!("{value} {unit}: {band}{}", near.unwrap_or_default())
}

/// How long something took or takes, for those who hear it.
pub(super) fn length_of(lang: Lang, length_ms: i64) -> String {
    length(lang, length_ms)
}
