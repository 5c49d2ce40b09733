//! The first screen: open a plan in one move, or go on with what lies on the shelf.

use super::House;
use crate::plan;
use crate::run::Run;
use crate::run::journal::RunId;
use crate::view::arrived::ArrivedNote;
use crate::view::drop::{DropArea, Samples, Ways};
use crate::view::shelf::{Acts, PlanCard, RunCard, ShelfList};
use crate::view::trouble::TroublePanel;
use crate::web::opener::Desk;
use crate::web::{clipboard, clock, corrections, files, samples, shelf, store, travel};
use crate::words::Lang;
use leptos::prelude::*;

/// The invitation or what went wrong, the shelf, the samples.
#[component]
pub(super) fn First(house: House, lang: Lang) -> impl IntoView {
    let House { opener, picker, dialog, .. } = house;
    let ways = Ways {
        pick: Callback::new(move |()| files::ask(picker)),
        paste: Callback::new(move |()| clipboard::ask_for_text(dialog)),
        sample: Callback::new(move |()| opener.open_sample(0)),
    };
    let reading = Signal::derive(move || opener.desk.with(|desk| matches!(desk, Desk::Reading)));
    // Reading alone is no reason to build the screen anew.
    let failed = Memo::new(move |_| match opener.desk.get() {
        Desk::Failed { trouble, name } => Some((trouble, name)),
        Desk::Empty | Desk::Reading | Desk::Open(_) => None,
    });
    let sample = Callback::new(move |n| opener.open_sample(n));
    let close = Callback::new(move |()| opener.arrived.set(None));
    let note =
        move || opener.arrived.get().map(|arrived| view! { <ArrivedNote arrived lang close/> });
    view! {
        <main class="first">
            {note}
            {move || match failed.get() {
                Some((trouble, name)) => {
                    view! { <TroublePanel trouble name lang on_pick=ways.pick/> }.into_any()
                }
                None => view! { <DropArea lang reading ways/> }.into_any(),
            }}
            <div class="beside">
                <AtHand house lang/>
                <Samples samples=samples::SAMPLES lang on_open=sample/>
            </div>
        </main>
    }
}

/// What lies on the shelf, if anything does.
#[component]
fn AtHand(house: House, lang: Lang) -> impl IntoView {
    let now_ms = clock::now_ms();
    let changed = RwSignal::new(());
    let runs = Memo::new(move |_| {
        changed.track();
        run_cards()
    });
    let plans = Memo::new(move |_| {
        changed.track();
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
        corrections::forget_run(id);
        keeper.lay_down(id);
        changed.set(());
    };
    let acts = Acts { delete: Callback::new(delete), save: Callback::new(travel::save) };
    let anything =
        move || !runs.with(Vec::is_empty) || !plans.with(Vec::is_empty) || fullness.get().is_none();
    move || anything().then(|| view! { <ShelfList runs plans fullness now_ms lang acts/> })
}

/// Every run of this browser, the latest first.
fn run_cards() -> Vec<RunCard> {
    let card = |id: RunId| {
        let kept = shelf::plans_of(id).last().and_then(|digest| shelf::plan(*digest))?;
        let (journal, damages) = shelf::journal(id);
        let (plan, _) = plan::read(&kept.text);
        Some(RunCard::of(id, &Run::new(plan, journal), !damages.is_empty()))
    };
    let mut cards: Vec<RunCard> = shelf::runs().into_iter().filter_map(card).collect();
    cards.sort_by_key(|card| std::cmp::Reverse(card.last_ms));
    cards
}

/// The plans that no run follows.
fn plan_cards() -> Vec<PlanCard> {
    let run: Vec<_> = shelf::runs().into_iter().flat_map(shelf::plans_of).collect();
    let idle = shelf::plans().into_iter().filter(|digest| !run.contains(digest));
    let mut kept: Vec<_> = idle.filter_map(|digest| Some((digest, shelf::plan(digest)?))).collect();
    kept.sort_by_key(|(_, plan)| std::cmp::Reverse(plan.at_ms));
    kept.into_iter().map(|(digest, plan)| PlanCard { digest, name: plan.name }).collect()
}
