//! What an entry of the journal says in a line, and what the page says of saving.

use super::clocks::title;
use crate::plan::{Id, Switch};
use crate::run::Run;
use crate::run::event::{Event, Evidence, Mark, Observed, Source, Words};
use crate::run::journal::Entry;
use crate::run::progress::Stray;
use crate::words::Lang;
use crate::words::plural::{Form, form, number};
use crate::words::report::{deed, stray};
use crate::words::shorten;

/// «Ким: сделано «Применить миграции»».
pub fn entry_told(lang: Lang, run: &Run, entry: &Entry) -> String {
    let deed = lowered(deed(lang, &entry.event));
    let about = about(run, &entry.event).map(|it| match lang {
        Lang::Ru => format!(" «{}»", shorten(it)),
        Lang::En => format!(" “{}”", shorten(it)),
    });
    let detail = detail(&entry.event).map(|it| format!(": {}", shorten(&it)));
    // A measurement is nobody's word.
    let by = match &entry.event {
        Event::Answered { source: Source::Measured(signal), .. }
        | Event::Tripped { source: Source::Measured(signal), .. } => format!("◉ {}: ", signal.text),
        Event::Recovered { .. } | Event::MeasuringGap { .. } => "◉ ".to_owned(),
        _ if entry.by.is_empty() => String::new(),
        _ => format!("{}: ", entry.by),
    };
    format!("{by}{deed}{}{}", about.unwrap_or_default(), detail.unwrap_or_default())
}

/// With a small letter, where the second one is small too: «T0» stays.
fn lowered(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    if chars.clone().next().is_some_and(char::is_alphabetic) {
        first.to_lowercase().chain(chars).collect()
    } else {
        text.to_owned()
    }
}

/// What an entry is about, in the plan's words.
fn about<'a>(run: &'a Run, event: &Event) -> Option<&'a str> {
    let item = |id: Id| run.course.item_by_id(id).map(|item| &*run.plan.item(item).text);
    let stage =
        |id: Id| run.course.leg_by_id(id).map(|leg| title(run, run.course.leg(leg).section));
    match event {
        Event::GatePassed { stage: id, .. }
        | Event::GateOverridden { stage: id, .. }
        | Event::GateRefused { stage: id, .. }
        | Event::GateAsked { stage: id, .. }
        | Event::StageLeftOut { stage: id, .. }
        | Event::Retried { stage: id, .. } => stage(*id),
        Event::ObligationClosed { item: id, .. } => item(*id),
        Event::RollbackStarted { cause, .. } => item((*cause)?),
        Event::Undone { entry } => {
            let undone = run.entry(run.progress.place(*entry)?);
            // What is undone may be about an item; an undone undo is not told twice.
            undone.event.item().and_then(item)
        }
        event => event.item().and_then(item),
    }
}

/// The words or the value that somebody gave.
fn detail(event: &Event) -> Option<String> {
    let text = |words: &Words| Some(words.text.to_string()).filter(|it| !it.trim().is_empty());
    let seen = |seen: &Option<Observed>| seen.as_ref().and_then(|it| text(&it.text));
    match event {
        Event::Marked { reason, .. }
        | Event::StageLeftOut { reason, .. }
        | Event::Held { reason }
        | Event::Dismissed { reason, .. }
        | Event::RollbackFinished { reason, .. }
        | Event::Retried { reason, .. }
        | Event::T0Moved { reason, .. }
        | Event::PlanAmended { reason, .. }
        | Event::ObligationClosed { reason, .. }
        | Event::Finished { reason }
        | Event::Abandoned { reason } => text(reason),
        Event::GateOverridden { seat, reason, .. }
        | Event::GateRefused { seat, reason, .. }
        | Event::RollbackStarted { seat, reason, .. } => {
            let why = text(reason).map(|it| format!(". {it}")).unwrap_or_default();
            Some(format!("{}{why}", seat.name))
        }
        Event::GatePassed { seat, .. } | Event::HandedOver { seat } => Some(seat.name.to_string()),
        Event::SignedOff(sign) => Some(sign.seat.name.to_string()),
        Event::Noted { text: words, .. }
        | Event::Evidenced { evidence: Evidence::Link(words) | Evidence::Text(words), .. } => {
            text(words)
        }
        Event::Evidenced { evidence: Evidence::Value(value), .. } => text(&value.text),
        Event::Answered { observed, .. }
        | Event::Tripped { observed, .. }
        | Event::Recovered { observed, .. } => seen(observed),
        Event::GateAsked { people, .. } => Some(people.to_string()),
        Event::MeasuringGap { signal, .. } => text(signal),
        Event::Unknown { kind, .. } => Some(kind.to_string()),
        Event::Started(_)
        | Event::Ticked { .. }
        | Event::Unticked { .. }
        | Event::Resumed
        | Event::Criticised { .. }
        | Event::Undone { .. }
        | Event::ClockJumped { .. } => None,
    }
}

/// Why an entry counts for nothing.
pub fn stray_told(lang: Lang, why: Stray) -> String {
    match lang {
        Lang::Ru => format!("не учтено: {}", stray(lang, why)),
        Lang::En => format!("not counted: {}", stray(lang, why)),
    }
}

/// What the question under an item asks for.
pub fn mark_question(lang: Lang, mark: Mark) -> &'static str {
    match (lang, mark) {
        (Lang::Ru, Mark::Skipped) => "Почему пропускаем",
        (Lang::Ru, Mark::NotApplicable) => "Почему не применимо",
        (Lang::Ru, Mark::Blocked) => "Что мешает",
        (Lang::Ru, Mark::Failed) => "Что пошло не так",
        (Lang::En, Mark::Skipped) => "Why it is skipped",
        (Lang::En, Mark::NotApplicable) => "Why it does not apply",
        (Lang::En, Mark::Blocked) => "What is in the way",
        (Lang::En, Mark::Failed) => "What went wrong",
    }
}

/// What was switched on.
pub fn switch(lang: Lang, what: Switch) -> &'static str {
    match (lang, what) {
        (Lang::Ru, Switch::Maintenance) => "режим обслуживания",
        (Lang::Ru, Switch::Freeze) => "заморозка изменений",
        (Lang::Ru, Switch::Silence) => "оповещения отключены",
        (Lang::Ru, Switch::Ttl) => "TTL снижен",
        (Lang::En, Switch::Maintenance) => "maintenance mode",
        (Lang::En, Switch::Freeze) => "change freeze",
        (Lang::En, Switch::Silence) => "alerts silenced",
        (Lang::En, Switch::Ttl) => "TTL lowered",
    }
}

/// The names of the journal's filters, in their order.
pub fn filter_name(lang: Lang, n: usize) -> &'static str {
    let names = match lang {
        Lang::Ru => ["все", "решения", "заметки", "отклонения"],
        Lang::En => ["all", "decisions", "notes", "deviations"],
    };
    names.get(n).copied().unwrap_or_default()
}

/// «Показать ещё 12».
pub fn more_entries(lang: Lang, n: usize) -> String {
    match lang {
        Lang::Ru => format!("Показать ещё {}", number(lang, n)),
        Lang::En => format!("Show {} more", number(lang, n)),
    }
}

/// «без вас: 3 новые записи».
pub fn new_entries(lang: Lang, n: usize) -> String {
    let noun = match (lang, form(lang, n)) {
        (Lang::Ru, Form::One) => "новая запись",
        (Lang::Ru, Form::Few) => "новые записи",
        (Lang::Ru, Form::Many) => "новых записей",
        (Lang::En, Form::One) => "new entry",
        (Lang::En, Form::Few | Form::Many) => "new entries",
    };
    match lang {
        Lang::Ru => format!("без вас {}\u{a0}{noun}", number(lang, n)),
        Lang::En => format!("{}\u{a0}{noun} since you left", number(lang, n)),
    }
}
