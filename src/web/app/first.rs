//! The first screen: open a plan in one move, or go on with what lies on the shelf.

use super::House;
use crate::plan;
use crate::run::Run;
use crate::run::journal::RunId;
use crate::run::kept::key;
use crate::run::kept::names::Name;
use crate::run::kept::state::Vault;
use crate::view::arrived::ArrivedNote;
use crate::view::drop::{DropArea, Samples, Ways};
use crate::view::names::Names;
use crate::view::shelf::{Acts, PlanCard, RunCard, Safety, ShelfList};
use crate::view::trouble::{Trouble, TroublePanel};
use crate::web::keeper::Keeper;
use crate::web::opener::Desk;
use crate::web::{clipboard, clock, corrections, files, reach, samples, shelf, store, travel};
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
        stop: Callback::new(move |()| opener.stop()),
    };
    let annex = opener.annex;
    let reading = Signal::derive(move || opener.desk.with(|desk| matches!(desk, Desk::Reading)));
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
                {move || match annex.rooms() {
                    Some(rooms) => (rooms.at_hand)(house, lang),
                    None if annex.is_lost() => ().into_any(),
                    None => named(lang),
                }}
                <Samples samples=samples::SAMPLES lang on_open=sample/>
            </div>
        </main>
    }
}

/// The runs by their names, until they are read.
fn named(lang: Lang) -> AnyView {
    let names = shelf::names();
    (!names.is_empty()).then(|| view! { <Names names lang/> }).into_any()
}

/// What lies on the shelf, if anything does.
#[component]
pub(super) fn AtHand(house: House, lang: Lang) -> impl IntoView {
    let now_ms = clock::now_ms();
    let changed = RwSignal::new(());
    let runs = RwSignal::new(Vec::new());
    let unstarted = RwSignal::new(Vec::new());
    let is_read = RwSignal::new(false);
    Effect::new(move || {
        changed.track();
        // Reading takes a while; nobody waits for it once the screen is gone.
        let is_wanted = move || runs.try_with_untracked(Vec::len).is_some();
        spawn_local(async move {
            let (cards, none) = run_cards(house.keeper, is_wanted).await;
            if is_wanted() {
                let names: Vec<Name> = cards.iter().map(RunCard::name).collect();
                shelf::keep_names(&names);
                unstarted.set(none);
                runs.set(cards);
                // The list stays as it is when it is read again.
                if !is_read.get_untracked() {
                    is_read.set(true);
                }
            }
        });
    });
    let plans = Memo::new(move |_| {
        changed.track();
        // Told anew whenever the runs are read.
        unstarted.with(|none| plan_cards(lang, none))
    });
    let promised = RwSignal::new(None);
    spawn_local(async move {
        // The screen may be gone by then.
        let _ = promised.try_set(is_promised().await);
    });
    let safety = Memo::new(move |_| {
        changed.track();
        Safety { full: store::fullness().map(percent), promised: promised.get() }
    });
    let keeper = house.keeper;
    let delete = move |id| {
        shelf::forget_run(id);
        keeper.lay_down(id);
        changed.set(());
    };
    let delete_plan = move |digest| {
        shelf::forget_plan(digest);
        changed.set(());
    };
    let acts = Acts {
        delete: Callback::new(delete),
        save: Callback::new(move |run| travel::save(keeper, run)),
        delete_plan: Callback::new(delete_plan),
        save_plan: Callback::new(travel::save_plan),
    };
    let anything = move || {
        !runs.with(Vec::is_empty) || !plans.with(Vec::is_empty) || safety.get().full.is_none()
    };
    let anything = Memo::new(move |_| anything());
    let arrived = house.opener.arrived();
    let close = Callback::new(move |()| arrived.set(None));
    let note = move || arrived.get().map(|arrived| view! { <ArrivedNote arrived lang close/> });
    let list = move || match is_read.get() {
        false if !shelf::names().is_empty() => named(lang),
        _ if anything.get() => view! { <ShelfList runs plans safety now_ms lang acts/> }.into_any(),
        _ => ().into_any(),
    };
    view! { {note}{list} }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share up to one")]
fn percent(share: f64) -> usize {
    (share * 100.0).ceil() as usize
}

/// Whether the browser promised to keep what is stored.
async fn is_promised() -> Option<bool> {
    let navigator: wasm_bindgen::JsValue = window().navigator().into();
    let storage = reach::get(&navigator, "storage")?;
    reach::wait(&storage, "persisted", &[]).await?.as_bool()
}

/// Every run of this browser, the latest first, and those that never started; the one in hand is not
/// read anew.
async fn run_cards(keeper: Keeper, is_wanted: impl Fn() -> bool) -> (Vec<RunCard>, Vec<RunId>) {
    let now_ms = clock::now_ms();
    let (mut cards, mut unstarted) = (Vec::new(), Vec::new());
    for id in shelf::runs().await {
        if !is_wanted() {
            break;
        }
        if let Some(card) = keeper.card(id, now_ms) {
            cards.push(card);
            continue;
        }
        match shelf::find(id).await {
            Ok(found) => {
                let is_damaged = !found.union.damages.is_empty() || found.plan.altered;
                let (mut plan, _) = plan::read(&found.plan.text);
                plan.corrected(&corrections::of_run(id));
                let run = Run::new(plan, found.union.journal);
                cards.push(RunCard::of(id, &run, is_damaged, now_ms));
            }
            Err(Vault::Open) => unstarted.push(id),
            // It may be there, and follow its plan.
            Err(_) => {}
        }
    }
    cards.sort_by_key(|card| std::cmp::Reverse(card.last_ms));
    (cards, unstarted)
}

/// The plans that no run follows; a run that never started follows none.
fn plan_cards(lang: Lang, unstarted: &[RunId]) -> Vec<PlanCard> {
    let lists = store::keys("run/").into_iter().filter(|key| key.ends_with("/plan"));
    let runs = lists.filter_map(|it| key::run(&it)).filter(|run| !unstarted.contains(run));
    let run: Vec<_> = runs.flat_map(shelf::plans_of).collect();
    let idle = shelf::plans().into_iter().filter(|digest| !run.contains(digest));
    let mut kept: Vec<_> = idle.filter_map(|digest| Some((digest, shelf::plan(digest)?))).collect();
    kept.sort_by_key(|(_, plan)| std::cmp::Reverse(plan.at_ms));
    let card = |(digest, kept): (_, shelf::KeptPlan)| {
        let (mut plan, _) = plan::read(&kept.text);
        plan.corrected(&corrections::of_plan(digest).unwrap_or_default());
        PlanCard::of(digest, &kept.name, &plan, lang)
    };
    kept.into_iter().map(card).collect()
}
