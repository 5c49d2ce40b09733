//! Going back: why, since when, what to do, and what comes after.

use super::Here;
use super::ask::Ask;
use super::row::Row;
use crate::plan::ItemIx;
use crate::run::Run;
use crate::run::command::Command;
use crate::run::event::{Event, Words};
use crate::words::report::clock;
use crate::words::room::room;
use leptos::prelude::*;

/// The way back that is walked, or was walked last.
#[component]
pub(super) fn WayBack(here: Here) -> impl IntoView {
    let Here { live, lang, acts, leg } = here;
    let words = room(lang);
    let walking = live.memo(|run| run.progress.back().is_some());
    let (why, items) = live.peek(why_and_what);
    let rows: Vec<_> = items.into_iter().map(|item| view! { <Row here item/> }).collect();
    let asking = RwSignal::new(None::<bool>);
    let finished = move |text: String| {
        let restored = asking.get_untracked() == Some(true);
        asking.set(None);
        here.press(Command::FinishBack { restored, reason: Words::new(text) });
    };
    let retrying = RwSignal::new(false);
    let retried = move |text: String| {
        retrying.set(false);
        if let Some(leg) = leg.get_untracked() {
            here.press(Command::Retry(leg, Words::new(text)));
        }
    };
    let close = Callback::new(move |()| {
        asking.set(None);
        retrying.set(false);
    });
    view! {
        <section class="backing-panel" role="region" aria-labelledby="back-title">
            <h2 id="back-title">{move || if walking.get() { words.going_back } else { words.is_back }}</h2>
            <p dir="auto"><b class="abort">"▲ "{why}</b></p>
            {if rows.is_empty() {
                view! { <p class="soft">{words.no_way}</p> }.into_any()
            } else {
                view! { <ol class="steps">{rows}</ol> }.into_any()
            }}
            {acts.map(|_| view! {
                <div class="row end" hidden=move || !walking.get()>
                    <button type="button" id="not-restored" on:click=move |_| asking.set(Some(false))>{words.not_restored}</button>
                    <button type="button" class="main" id="restored" on:click=move |_| asking.set(Some(true))>{words.restored}</button>
                </div>
                <div class="row end" hidden=move || walking.get()>
                    <button type="button" class="main" id="retry" on:click=move |_| retrying.set(true)>{words.retry}</button>
                </div>
            })}
            {move || asking.get().map(|restored| view! {
                <Ask
                    here label=words.reason act=words.do_it draft="back/finish".to_owned() may_be_empty=restored
                    on_answer=Callback::new(finished) on_close=close
                />
            })}
            {move || retrying.get().then(|| view! {
                <Ask
                    here label=words.reason act=words.retry draft="back/retry".to_owned()
                    on_answer=Callback::new(retried) on_close=close
                />
            })}
        </section>
    }
}

/// Why we go back, who said so and when; and the steps, in order.
fn why_and_what(run: &Run) -> (String, Vec<ItemIx>) {
    let Some(back) = run.progress.back().or(run.progress.is_back()) else {
        return (String::new(), Vec::new());
    };
    let entry = run.entry(back.began);
    let reason = match &entry.event {
        Event::RollbackStarted { reason, .. } => reason.text.to_string(),
        _ => String::new(),
    };
    let cause = back.cause.map(|item| run.plan.item(item).text.to_string());
    let at = run.start().map(|start| clock(start.zone.clock(entry.at_ms)));
    let parts = [cause, Some(reason).filter(|it| !it.is_empty()), Some(entry.by.to_string()), at];
    let items: Vec<ItemIx> =
        run.ways_back(back).into_iter().flat_map(|way| way.items.clone()).collect();
    (parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), items)
}
