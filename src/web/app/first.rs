//! The first screen: open a plan in one move, or go on with what lies on the shelf.

use super::House;
use crate::plan;
use crate::run::Run;
use crate::run::kept::key;
use crate::view::drop::{DropArea, Samples, Ways};
use crate::view::shelf::{Acts, PlanCard, RunCard, ShelfList};
use crate::view::trouble::{Trouble, TroublePanel};
use crate::web::opener::Desk;
use crate::web::{clipboard, clock, files, samples, shelf, store};
use crate::words::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The invitation or what went wrong, the shelf, the samples.
#[component]
pub(super) fn First(house: House, lang: Lang) -> impl IntoView {
    let House { opener, picker, dialog, .. } = house;
    let ways = Ways {
        pick: Callback::new(move |()| files::ask(picker)),
        paste: Callback::new(move |()| clipboard::ask_for_text(dialog)),
        sample: Callback::new(move |()| opener.open_sample(0)),
    };
    let annex = opener.annex;
    let reading = Signal::derive(move || {
        annex.is_coming() || opener.desk.with(|desk| matches!(desk, Desk::Reading))
    });
    // Reading alone is no reason to build the screen anew.
    let failed = Memo::new(move |_| match opener.desk.get() {
        Desk::Failed { trouble, name } => Some((trouble, name)),
        Desk::Empty | Desk::Reading | Desk::Open(_) => {
            annex.is_lost().then(|| (Trouble::NoRooms, String::new()))
        }
    });
    let sample = Callback::new(move |n| opener.open_sample(n));
    view! {
        <main class="first">
            {move || match failed.get() {
                Some((trouble, name)) => {
                    view! { <TroublePanel trouble name lang on_pick=ways.pick/> }.into_any()
                }
                None => view! { <DropArea lang reading ways/> }.into_any(),
            }}
            <div class="beside">
                {move || annex.rooms().map(|rooms| (rooms.at_hand)(house, lang))}
                <Samples samples=samples::SAMPLES lang on_open=sample/>
            </div>
        </main>
    }
}

/// What lies on the shelf, if anything does.
#[component]
pub(super) fn AtHand(house: House, lang: Lang) -> impl IntoView {
    let now_ms = clock::now_ms();
    let changed = RwSignal::new(());
    let runs = RwSignal::new(Vec::new());
    Effect::new(move || {
        changed.track();
        spawn_local(async move { drop(runs.try_set(run_cards().await)) });
    });
    let plans = Memo::new(move |_| {
        changed.track();
        runs.track();
        plan_cards()
    });
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share up to one"
    )]
    let fullness = Memo::new(move |_| {
        changed.track();
        store::fullness().map(|share| (share * 100.0).ceil() as usize)
    });
    let keeper = house.keeper;
    let delete = move |id| {
        shelf::forget_run(id);
        keeper.lay_down(id);
        changed.set(());
    };
    let acts = Acts {
        delete: Callback::new(delete),
        save: Callback::new(move |run| super::report::save_run_file(keeper, run)),
    };
    let anything =
        move || !runs.with(Vec::is_empty) || !plans.with(Vec::is_empty) || fullness.get().is_none();
    move || anything().then(|| view! { <ShelfList runs plans fullness now_ms lang acts/> })
}

/// Every run of this browser, the latest first.
async fn run_cards() -> Vec<RunCard> {
    let mut cards = Vec::new();
    for id in shelf::runs().await {
        if let Some(found) = shelf::find(id).await {
            let is_damaged = !found.union.damages.is_empty() || found.plan.altered;
            let (plan, _) = plan::read(&found.plan.text);
            cards.push(RunCard::of(id, &Run::new(plan, found.union.journal), is_damaged));
        }
    }
    cards.sort_by_key(|card| std::cmp::Reverse(card.last_ms));
    cards
}

/// The plans that no run follows.
fn plan_cards() -> Vec<PlanCard> {
    let lists = store::keys("run/").into_iter().filter(|key| key.ends_with("/plan"));
    let run: Vec<_> = lists.filter_map(|it| key::run(&it)).flat_map(shelf::plans_of).collect();
    let idle = shelf::plans().into_iter().filter(|digest| !run.contains(digest));
    let mut kept: Vec<_> = idle.filter_map(|digest| Some((digest, shelf::plan(digest)?))).collect();
    kept.sort_by_key(|(_, plan)| std::cmp::Reverse(plan.at_ms));
    kept.into_iter().map(|(digest, plan)| PlanCard { digest, name: plan.name }).collect()
}
