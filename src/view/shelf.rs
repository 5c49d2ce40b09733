//! The shelf: runs at work, finished ones, plans. Each is a card that leads into it.

use crate::plan::Plan;
use crate::run::Run;
use crate::run::event::Mode;
use crate::run::journal::{Digest, RunId};
use crate::view::place::{Place, Room};
use crate::words::Lang;
use crate::words::shelf::{Shelf, ago, full, shelf, stage_of};
use leptos::prelude::*;

/// What a card says of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunCard {
    /// Which run.
    pub id: RunId,
    /// What its plan calls itself.
    pub title: String,
    /// A rehearsal or the real thing.
    pub mode: Option<Mode>,
    /// How it stands.
    pub standing: Standing,
    /// The stages, each as one of `d`one, `c`urrent, `b`ack, or none of these.
    pub stages: Vec<Option<char>>,
    /// The moment of the last entry.
    pub last_ms: i64,
    /// Some of its entries could not be read.
    pub damaged: bool,
}

/// How a run stands, as a card tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is over.
    Finished,
    /// It was given up.
    Abandoned,
    /// We are going back.
    GoingBack,
    /// We are back.
    IsBack,
    /// Everything waits.
    Held,
    /// In this stage, counted from 1.
    Stage(usize),
    /// All stages are behind.
    AllBehind,
}

/// What a card says of a plan that nobody has run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCard {
    /// Which plan.
    pub digest: Digest,
    /// The name of its file.
    pub name: String,
}

impl RunCard {
    /// The card of a run.
    pub fn of(id: RunId, run: &Run, damaged: bool) -> Self {
        let progress = &run.progress;
        let current = progress.current();
        let standing = match (progress.end, progress.back(), progress.is_back(), current) {
            (Some(end), ..) if end.abandoned => Standing::Abandoned,
            (Some(_), ..) => Standing::Finished,
            (None, Some(_), ..) => Standing::GoingBack,
            (None, None, Some(_), _) => Standing::IsBack,
            (None, None, None, _) if progress.held().is_some() => Standing::Held,
            (None, None, None, Some(leg)) => Standing::Stage(leg.index() + 1),
            (None, None, None, None) => Standing::AllBehind,
        };
        let back = progress.back().or(progress.is_back()).is_some();
        let stage =
            |(n, gate): (usize, &crate::run::progress::Gate)| match (gate.is_behind(), current) {
                (true, _) => Some('d'),
                (false, Some(leg)) if leg.index() == n => Some(if back { 'b' } else { 'c' }),
                (false, _) => None,
            };
        Self {
            id,
            title: title(&run.plan),
            mode: run.start().map(|start| start.mode),
            standing,
            stages: progress.gates.iter().enumerate().map(stage).collect(),
            last_ms: progress.last_ms(),
            damaged,
        }
    }

    fn is_over(&self) -> bool {
        matches!(self.standing, Standing::Finished | Standing::Abandoned)
    }

    fn told(&self, words: &Shelf, lang: Lang) -> String {
        match self.standing {
            Standing::Finished => words.finished.to_owned(),
            Standing::Abandoned => words.abandoned.to_owned(),
            Standing::GoingBack => words.going_back.to_owned(),
            Standing::IsBack => words.is_back.to_owned(),
            Standing::Held => words.held.to_owned(),
            Standing::Stage(n) => stage_of(lang, n, self.stages.len()),
            Standing::AllBehind => words.all_behind.to_owned(),
        }
    }
}

fn title(plan: &Plan) -> String {
    plan.title.as_deref().unwrap_or_default().to_owned()
}

/// What can be done with what lies on the shelf.
#[derive(Clone, Copy)]
pub struct Acts {
    /// Removes a run for good.
    pub delete: Callback<RunId>,
    /// Saves a run as a file.
    pub save: Callback<RunId>,
}

/// Everything on the shelf.
#[component]
pub fn ShelfList(
    /// The runs, the latest first.
    #[prop(into)]
    runs: Signal<Vec<RunCard>>,
    /// The plans that nobody has run.
    #[prop(into)]
    plans: Signal<Vec<PlanCard>>,
    /// How full the store is, in percent; nothing where it is forbidden.
    #[prop(into)]
    fullness: Signal<Option<usize>>,
    /// The time by which «ago» is told.
    now_ms: i64,
    /// The language of the interface.
    lang: Lang,
    /// What can be done.
    acts: Acts,
) -> impl IntoView {
    const SEARCH_FROM: usize = 11;
    let words = shelf(lang);
    let wanted = RwSignal::new(String::new());
    let fits = move |name: &str| wanted.with(|it| name.to_lowercase().contains(&it.to_lowercase()));
    let many = move || runs.with(Vec::len) + plans.with(Vec::len) >= SEARCH_FROM;
    let cards = move |over: bool| {
        let cards = runs.get().into_iter().filter(|it| it.is_over() == over && fits(&it.title));
        cards.map(|card| view! { <RunRow card now_ms lang acts/> }).collect::<Vec<_>>()
    };
    let group = move |name: &'static str, over: bool| {
        let rows = cards(over);
        (!rows.is_empty())
            .then(|| view! { <h2 class="label">{name}</h2><ul class="runs">{rows}</ul> })
    };
    let plan_rows = move || {
        let rows = plans.get().into_iter().filter(|it| fits(&it.name)).map(|card| {
            let href = Place::Plan(card.digest).to_string();
            view! { <li><a class="card" href=href dir="auto">{card.name}</a></li> }
        });
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty())
            .then(|| view! { <h2 class="label">{words.plans}</h2><ul class="runs">{rows}</ul> })
    };
    view! {
        <section class="shelf">
            <label class="field" hidden=move || !many()>
                <span class="sr">{words.find}</span>
                <input type="search" placeholder=words.find on:input=move |it| wanted.set(event_target_value(&it))/>
            </label>
            {move || group(words.at_work, false)}
            {move || group(words.over, true)}
            {plan_rows}
            <p class="small soft store">
                {move || match fullness.get() {
                    Some(percent) => view! {
                        <span class="go" aria-hidden="true">"● "</span>{words.kept}", "{full(lang, percent)}
                    }.into_any(),
                    None => view! { <span class="abort" aria-hidden="true">"▲ "</span>{words.forbidden} }.into_any(),
                }}
            </p>
        </section>
    }
}

/// One run, and the way to be rid of it.
#[component]
fn RunRow(card: RunCard, now_ms: i64, lang: Lang, acts: Acts) -> impl IntoView {
    let words = shelf(lang);
    let asked = RwSignal::new(false);
    let id = card.id;
    let mode = card.mode.map(|mode| match mode {
        Mode::Rehearsal => words.rehearsal,
        Mode::Real => words.real,
    });
    let told = [
        mode.map(str::to_owned),
        Some(card.told(words, lang)),
        Some(ago(lang, (now_ms - card.last_ms) / 1000)),
        card.damaged.then(|| words.damaged.to_owned()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let bar: Vec<_> = card
        .stages
        .iter()
        .map(|stage| {
            view! { <i class=stage.map(String::from)></i> }
        })
        .collect();
    let typed = move |it: leptos::ev::Event| {
        if event_target_value(&it).trim().eq_ignore_ascii_case(words.delete_word)
            || event_target_value(&it).trim().to_lowercase() == words.delete_word
        {
            acts.delete.run(id);
        }
    };
    view! {
        <li class="card run">
            <a href=Place::Run(id, Room::Now).to_string()><b dir="auto">{card.title}</b></a>
            <span class="small soft">{told.join(" · ")}</span>
            <span class="stages" aria-hidden="true">{bar}</span>
            <button type="button" class="quiet" on:click=move |_| asked.set(true)>{words.delete}</button>
            <div class="ask" hidden=move || !asked.get()>
                <p class="small">{words.delete_ask}</p>
                <div class="row">
                    <input type="text" aria-label=words.delete_ask autocomplete="off" on:input=typed/>
                    <button type="button" on:click=move |_| acts.save.run(id)>{words.save_first}</button>
                    <button type="button" on:click=move |_| asked.set(false)>{words.keep}</button>
                </div>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{html, words};

    fn card(standing: Standing) -> RunCard {
        RunCard {
            id: RunId(1),
            title: "Релиз 5".into(),
            mode: Some(Mode::Real),
            standing,
            stages: vec![Some('d'), Some('c'), None],
            last_ms: 0,
            damaged: false,
        }
    }

    #[track_caller]
    fn check(lang: Lang, standing: Standing, expected: &str) {
        let acts = Acts { delete: Callback::new(|_| ()), save: Callback::new(|_| ()) };
        let runs = Signal::stored(vec![card(standing)]);
        let html = html(|| {
            view! {
                <ShelfList
                    runs plans=Signal::stored(vec![]) fullness=Signal::stored(Some(3)) now_ms=90_000
                    lang acts
                />
            }
        });
        assert!(words(&html).contains(expected), "{html}");
        assert!(html.contains("#/run/0000000000000001"), "{html}");
    }

    #[test]
    fn a_card_says_how_its_run_stands() {
        check(
            Lang::Ru,
            Standing::Stage(2),
            "Прогоны в работе Релиз 5 боевой · этап 2 из 3 · 1 мин назад",
        );
        check(Lang::En, Standing::Finished, "Finished Релиз 5 real · finished · 1 min ago");
        check(Lang::En, Standing::GoingBack, "real · rolling back");
    }
}
