//! What a start means, before anybody is committed: when each stage will be, until when a way back
//! fits, and what the plan lacks.

use super::Filled;
use crate::run::Run;
use crate::run::course::LegIx;
use crate::run::event::Start as Starting;
use crate::run::timing::{Planned, Stretch, Timing};
use crate::words::Lang;
use crate::words::room::short;
use crate::words::start::{Start, and_more, moment, stretch};
use leptos::prelude::*;

/// A start that would be, and the moment at which somebody looks at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Begun {
    /// The start.
    pub start: Starting,
    /// Now.
    pub now_ms: i64,
}

/// One line of the schedule.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    number: String,
    title: String,
    when: Option<String>,
}

/// The schedule that a start gives.
#[derive(Debug, Clone, PartialEq)]
struct Table {
    lines: Vec<Line>,
    window: Option<String>,
    last_safe: Option<String>,
    is_past: bool,
}

impl Table {
    fn of(run: &Run, Begun { start, now_ms }: &Begun, lang: Lang) -> Self {
        let timing = Timing::preview(run, start, *now_ms);
        let zone = &start.zone;
        let line = |leg: LegIx| Line {
            number: (leg.index() + 1).to_string(),
            title: short(&run.plan.section(run.course.leg(leg).section).title).to_owned(),
            when: stretch(lang, zone, &timing.leg(leg).planned, Some(start.t0_ms)),
        };
        let Stretch { from_ms, to_ms } = timing.window;
        let window = Planned { from_ms, to_ms, ..Planned::default() };
        Self {
            lines: run.course.each_leg().map(|(leg, _)| line(leg)).collect(),
            window: stretch(lang, zone, &window, None),
            last_safe: timing.last_safe_next.at_ms.map(|at_ms| moment(lang, zone, at_ms)),
            is_past: timing.window.to_ms.is_some_and(|to_ms| to_ms < *now_ms),
        }
    }
}

/// When each stage will be.
#[component]
pub(super) fn Ahead(
    words: &'static Start,
    filled: RwSignal<Filled>,
    run: StoredValue<Run>,
    lang: Lang,
    ahead: Callback<Filled, Option<Begun>>,
) -> impl IntoView {
    // Names and addresses move nothing in time.
    let when =
        Memo::new(move |_| filled.with(|it| (it.t0.clone(), it.zone.clone(), it.meant.clone())));
    let table = Memo::new(move |_| {
        when.get();
        let begun = ahead.run(filled.get_untracked())?;
        Some(run.with_value(|run| Table::of(run, &begun, lang)))
    });
    let row = move |Line { number, title, when }: Line| {
        let when = when.map_or_else(
            || view! { <td class="soft">{words.no_time}</td> }.into_any(),
            |when| view! { <td class="num">{when}</td> }.into_any(),
        );
        view! { <tr><th scope="row" dir="auto"><span class="num soft">{number}" "</span>{title}</th>{when}</tr> }
    };
    let shown = move || {
        match table.get() {
        None => view! { <p class="soft">{words.ahead_later}</p> }.into_any(),
        Some(table) => view! {
            {table.window.map(|window| view! { <p>{words.window}" "<b class="num">{window}</b></p> })}
            {table.is_past.then(|| view! { <p class="past">{words.past}</p> })}
            <table><tbody>{table.lines.into_iter().map(row).collect::<Vec<_>>()}</tbody></table>
            {table.last_safe.map(|safe| view! { <p class="safe">{words.last_safe}" "<b class="num">{safe}</b></p> })}
        }
        .into_any(),
    }
    };
    view! {
        <section class="ahead" aria-label=words.ahead>
            <h2 class="label">{words.ahead}</h2>
            <div aria-live="polite">{shown}</div>
        </section>
    }
}

/// So much of what is lacking is said at once.
const TOLD: usize = 4;

/// What the plan lacks.
#[component]
pub(super) fn Lacks(words: &'static Start, lacks: Vec<String>, lang: Lang) -> impl IntoView {
    let rows = |lacks: Vec<String>| {
        let rows = lacks.into_iter().map(|it| view! { <li>{it}</li> }).collect::<Vec<_>>();
        view! { <ul class="plain">{rows}</ul> }
    };
    let mut first = lacks;
    let rest = first.split_off(first.len().min(TOLD));
    let rest = (!rest.is_empty()).then(|| {
        view! { <details><summary>{and_more(lang, rest.len())}</summary>{rows(rest)}</details> }
    });
    (!first.is_empty()).then(|| {
        view! {
            <section class="notice lacks"><h2 class="label">{words.lacks}</h2>{rows(first)}{rest}</section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::run::event::Mode;
    use crate::run::journal::{Digest, Journal};
    use crate::run::zone::ZoneRule;
    use crate::view::start::tests::filled;
    use crate::view::testing::{html, words as said};
    use crate::words::start::start;

    const PLAN: &str = "# Ночь\n\n**Окно:** 02:00–04:00\n\n## Этап 1. Копия (02:00–02:30)\n- [ ] a\n\n\
        ## Этап 2. Выкладка (02:30–03:00)\n- [ ] b\n\n## Этап 3. Потом\n- [ ] c\n";
    /// 21 November 2026, 02:00 in Moscow.
    const T0_MS: i64 = 1_795_215_600_000;

    fn begun(now_ms: i64) -> Begun {
        let start = Starting {
            plan: Digest([0; 32]),
            plan_name: "night.md".into(),
            mode: Mode::Real,
            t0_ms: T0_MS,
            zone: ZoneRule::fixed("Europe/Moscow", 180),
            zones: Vec::new(),
            version: "".into(),
            environment: "".into(),
            base: None,
            crew: Vec::new(),
            gate_people: 1,
        };
        Begun { start, now_ms }
    }

    fn shown(begun: Option<Begun>, lang: Lang) -> String {
        let (plan, _): (Plan, _) = crate::plan::read(PLAN);
        let html = html(|| {
            let run = StoredValue::new(Run::new(plan, Journal::default()));
            let ahead = Callback::new(move |_| begun.clone());
            view! { <Ahead words=start(lang) filled=RwSignal::new(filled()) run lang ahead/> }
        });
        said(&html).replace('\u{a0}', " ")
    }

    #[test]
    fn a_start_is_shown_as_a_schedule() {
        let said = shown(Some(begun(T0_MS - 3_600_000)), Lang::Ru);
        assert!(said.contains("Окно 21 ноября, 02:00–04:00"), "{said}");
        assert!(said.contains("1 Копия 02:00–02:30 2 Выкладка 02:30–03:00"), "{said}");
        assert!(said.contains("3 Потом время не указано"), "{said}");
        assert!(!said.contains("уже прошло"), "{said}");
    }

    #[test]
    fn a_window_that_is_past_is_said_to_be_past() {
        let said = shown(Some(begun(T0_MS + 4 * 3_600_000)), Lang::En);
        assert!(said.contains("already past"), "{said}");
        assert!(shown(None, Lang::En).contains("the schedule will stand here"));
    }

    #[test]
    fn what_is_lacking_is_said_and_the_rest_put_away() {
        let lacks = (1..=6).map(|n| format!("Lack {n}.")).collect::<Vec<_>>();
        let html = html(|| view! { <Lacks words=start(Lang::En) lacks lang=Lang::En/> });
        let text = said(&html);
        assert!(text.contains("Lack 4. and 2 more Lack 5."), "{text}");
        let none = super::tests::html(|| {
            view! { <Lacks words=start(Lang::En) lacks=Vec::new() lang=Lang::En/> }
        });
        assert_eq!(said(&none), "");
    }
}
