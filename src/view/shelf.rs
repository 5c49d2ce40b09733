//! The shelf: runs at work, finished ones, plans. Each is a card that leads into it.

use crate::plan::Plan;
use crate::run::Run;
use crate::run::event::Mode;
use crate::run::journal::{Digest, RunId};
use crate::run::kept::names::Name;
use crate::run::timing::{LegState, Timing};
use crate::view::place::{Place, Room};
use crate::words::shelf::{Shelf, ago, full, late, shelf, since_t0, stage_of};
use crate::words::{Lang, page};
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
    /// How much later than planned it is, where both are known.
    pub slip_ms: Option<i64>,
    /// How long ago T0 was; negative before it.
    pub since_t0_ms: Option<i64>,
    /// How many people signed it.
    pub signed: usize,
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
    /// What it calls itself.
    pub title: Option<String>,
    /// What it holds, in one line.
    pub summary: String,
}

impl PlanCard {
    /// The card of a plan.
    pub fn of(digest: Digest, name: &str, plan: &Plan, lang: Lang) -> Self {
        let title = plan.title.as_deref().map(str::to_owned);
        Self { digest, name: name.to_owned(), title, summary: page::shape(lang, plan) }
    }

    fn fits(&self, wanted: &str) -> bool {
        let title = self.title.as_deref().unwrap_or_default();
        [title, &self.name].iter().any(|it| it.to_lowercase().contains(wanted))
    }
}

impl RunCard {
    /// The card of a run, by what is known now.
    pub fn of(id: RunId, run: &Run, damaged: bool, now_ms: i64) -> Self {
        let progress = &run.progress;
        let timing = Timing::of(run, now_ms);
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
            slip_ms: slip(&timing).filter(|_| progress.end.is_none()),
            since_t0_ms: timing.since_t0_ms.filter(|_| progress.end.is_none()),
            signed: progress.signed.len(),
        }
    }

    /// What to call the run before its journal is read.
    pub fn name(&self) -> Name {
        let title = self.title.clone();
        Name { run: self.id, last_ms: self.last_ms, is_over: self.is_over(), title }
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

/// How late the run is: by the stage in hand, else by the last that was left.
fn slip(timing: &Timing) -> Option<i64> {
    let in_hand = timing.legs.iter().find(|leg| leg.state == LegState::InHand);
    let left = timing.legs.iter().rev().find_map(|leg| leg.slip_out_ms);
    in_hand.and_then(|leg| leg.slip_in_ms).or(left)
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
    /// Removes a plan for good.
    pub delete_plan: Callback<Digest>,
    /// Saves a plan as a file.
    pub save_plan: Callback<Digest>,
}

/// How safe what lies here is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Safety {
    /// How full the store is, in percent; nothing where the browser forbids it.
    pub full: Option<usize>,
    /// Whether the browser promised to keep it; nothing where it does not say.
    pub promised: Option<bool>,
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
    /// How safe what lies here is.
    #[prop(into)]
    safety: Signal<Safety>,
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
        let wanted = wanted.with(|it| it.to_lowercase());
        let rows = plans.get().into_iter().filter(|it| it.fits(&wanted));
        let rows: Vec<_> = rows.map(|card| view! { <PlanRow card lang acts/> }).collect();
        (!rows.is_empty())
            .then(|| view! { <h2 class="label">{words.plans}</h2><ul class="runs">{rows}</ul> })
    };
    let nothing_found = move || {
        let wanted = wanted.with(|it| it.to_lowercase());
        let found = runs.with(|all| all.iter().any(|it| it.title.to_lowercase().contains(&wanted)))
            || plans.with(|all| all.iter().any(|it| it.fits(&wanted)));
        (!wanted.is_empty() && !found).then(|| view! { <p class="soft">{words.nothing_found}</p> })
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
            {nothing_found}
            <SafetyNote safety lang/>
        </section>
    }
}

/// What is stored, how full it is, whether it is safe.
#[component]
fn SafetyNote(safety: Signal<Safety>, lang: Lang) -> impl IntoView {
    let words = shelf(lang);
    move || {
        let Safety { full: percent, promised } = safety.get();
        let Some(percent) = percent else {
            return view! { <p class="small store"><span class="abort" aria-hidden="true">"▲ "</span>{words.forbidden}</p> }.into_any();
        };
        let (class, mark) = if percent < 80 { ("go", "● ") } else { ("hold", "▲ ") };
        let promise = match promised {
            Some(true) => Some(words.promised),
            Some(false) => Some(words.not_promised),
            None => None,
        };
        view! {
            <p class="small soft store">
                <span class=class aria-hidden="true">{mark}</span>
                {words.kept}", "{full(lang, percent)}{promise.map(|it| format!(". {it}"))}
            </p>
        }
        .into_any()
    }
}

/// One run, and the way to be rid of it.
#[component]
fn RunRow(card: RunCard, now_ms: i64, lang: Lang, acts: Acts) -> impl IntoView {
    let words = shelf(lang);
    let id = card.id;
    let told = [
        Some(card.told(words, lang)),
        Some(ago(lang, (now_ms - card.last_ms) / 1000)),
        (card.signed > 0).then(|| words.signed.to_owned()),
        card.damaged.then(|| words.damaged.to_owned()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let mode = card.mode.map(|mode| match mode {
        Mode::Rehearsal => view! { <span class="small info">{words.rehearsal}</span> },
        Mode::Real => view! { <span class="small hold">{words.real}</span> },
    });
    let slip = card.slip_ms.map(|slip| {
        let class = if slip >= 60_000 { "num hold" } else { "num soft" };
        view! { <span class=class>{late(lang, slip)}</span> }
    });
    let clock = card
        .since_t0_ms
        .map(|since| view! { <span class="num soft small">{since_t0(lang, since)}</span> });
    let bar: Vec<_> =
        card.stages.iter().map(|stage| view! { <i class=stage.map(String::from)></i> }).collect();
    let (delete, save) = (move || acts.delete.run(id), move || acts.save.run(id));
    view! {
        <li class="card run">
            <a href=Place::Run(id, Room::Now).to_string()><b dir="auto">{card.title}</b></a>
            <span class="side-by">{slip}{mode}</span>
            <span class="small soft">{told.join(" · ")}</span>
            <span class="side-by">{clock}</span>
            <span class="stages" aria-hidden="true">{bar}</span>
            <Deleting
                ask=words.delete_ask save_first=words.save_first words
                on_delete=Callback::new(move |()| delete()) on_save=Callback::new(move |()| save())
            />
        </li>
    }
}

/// One plan that nobody has run.
#[component]
fn PlanRow(card: PlanCard, lang: Lang, acts: Acts) -> impl IntoView {
    let words = shelf(lang);
    let digest = card.digest;
    let title = card.title.unwrap_or_else(|| card.name.clone());
    view! {
        <li class="card run idle">
            <a href=Place::Plan(digest).to_string()><b dir="auto">{title}</b></a>
            <span class="small soft" dir="auto">{card.name}" · "{card.summary}</span>
            <Deleting
                ask=words.delete_plan_ask save_first=words.save_plan words
                on_delete=Callback::new(move |()| acts.delete_plan.run(digest))
                on_save=Callback::new(move |()| acts.save_plan.run(digest))
            />
        </li>
    }
}

/// The way to be rid of something: one press opens it, a typed word does it.
#[component]
fn Deleting(
    ask: &'static str,
    save_first: &'static str,
    words: &'static Shelf,
    on_delete: Callback<()>,
    on_save: Callback<()>,
) -> impl IntoView {
    let asked = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let is_said = move || typed.with(|it| it.trim().to_lowercase() == words.delete_word);
    let submit = move |press: leptos::ev::SubmitEvent| {
        press.prevent_default();
        if untrack(is_said) {
            on_delete.run(());
        }
    };
    view! {
        <button
            type="button" class="quiet delete" aria-expanded=move || asked.get().to_string()
            on:click=move |_| asked.update(|it| *it = !*it)
        >{words.delete}</button>
        <form class="ask" hidden=move || !asked.get() on:submit=submit>
            <p class="small">{ask}</p>
            <div class="row">
                <button type="button" class="save-first" on:click=move |_| on_save.run(())>{save_first}</button>
                <input
                    type="text" class="word" aria-label=words.delete_label placeholder=words.delete_word
                    autocomplete="off" autocapitalize="off"
                    on:input=move |it| typed.set(event_target_value(&it))
                />
                <button type="submit" class="for-good" disabled=move || !is_said()>{words.delete_now}</button>
                <button type="button" on:click=move |_| asked.set(false)>{words.keep}</button>
            </div>
        </form>
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
            slip_ms: Some(180_000),
            since_t0_ms: Some(31 * 60_000),
            signed: 0,
        }
    }

    fn plan(n: u8) -> PlanCard {
        let name = format!("plan-{n}.md");
        PlanCard { digest: Digest([n; 32]), name, title: None, summary: "2 stages".into() }
    }

    fn list(lang: Lang, runs: Vec<RunCard>, plans: Vec<PlanCard>, safety: Safety) -> String {
        let acts = Acts {
            delete: Callback::new(|_| ()),
            save: Callback::new(|_| ()),
            delete_plan: Callback::new(|_| ()),
            save_plan: Callback::new(|_| ()),
        };
        html(|| {
            view! {
                <ShelfList
                    runs=Signal::stored(runs) plans=Signal::stored(plans)
                    safety=Signal::stored(safety) now_ms=90_000 lang acts
                />
            }
        })
    }

    const SAFE: Safety = Safety { full: Some(3), promised: Some(true) };

    #[track_caller]
    fn check(lang: Lang, standing: Standing, expected: &str) {
        let html = list(lang, vec![card(standing)], vec![], SAFE);
        assert!(words(&html).replace('\u{a0}', " ").contains(expected), "{html}");
        assert!(html.contains("#/run/0000000000000001"), "{html}");
    }

    #[test]
    fn a_card_says_how_its_run_stands() {
        check(
            Lang::Ru,
            Standing::Stage(2),
            "Прогоны в работе Релиз 5 +3 мин боевой этап 2 из 3 · 1 мин назад T+00:31",
        );
        check(Lang::En, Standing::Finished, "Finished Релиз 5 +3 min real finished · 1 min ago");
        check(Lang::En, Standing::GoingBack, "real rolling back");
    }

    #[test]
    fn nothing_is_deleted_before_a_word_is_typed_and_the_file_is_offered_first() {
        let html = list(Lang::En, vec![card(Standing::Finished)], vec![plan(1)], SAFE);
        assert_eq!(html.matches("disabled").count(), 2, "{html}");
        let said = words(&html);
        assert!(said.contains("type “delete”. Save as a file Delete for good Keep it"), "{said}");
        assert!(said.contains("type “delete”. Save the plan Delete for good Keep it"), "{said}");
    }

    #[test]
    fn search_comes_with_the_eleventh() {
        let plans = |n| (0..n).map(plan).collect();
        let field = |html: &str| {
            let (before, _) = html.split_once("type=\"search\"").expect("a field");
            before.rsplit("<label").next().unwrap_or_default().contains("hidden")
        };
        assert!(field(&list(Lang::En, vec![], plans(10), SAFE)));
        assert!(!field(&list(Lang::En, vec![], plans(11), SAFE)));
    }

    #[test]
    fn the_shelf_says_how_safe_it_is() {
        let said = |safety| words(&list(Lang::En, vec![], vec![plan(1)], safety));
        assert!(said(SAFE).ends_with("3% full. The browser promised not to clear it."));
        let full = said(Safety { full: Some(91), promised: Some(false) });
        assert!(
            full.contains("▲ Kept in this browser, 91% full. The browser may clear it"),
            "{full}"
        );
        let forbidden = said(Safety { full: None, promised: None });
        assert!(forbidden.contains("does not let us keep anything"), "{forbidden}");
    }
}
