//! What would send us back, and what is still switched on. Always in sight.

use super::Here;
use super::ask::Ask;
use crate::plan::{Item, ItemIx};
use crate::run::command::Command;
use crate::run::event::{Observed, Source, Until, Words};
use crate::run::progress::State;
use crate::view::room::row::Shown;
use crate::words::room::room;
use leptos::prelude::*;

/// The rollback criteria and the obligations.
#[component]
pub(super) fn Watch(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let items: Vec<ItemIx> = live.peek(|run| run.course.watched.iter().map(|it| it.item).collect());
    let rows: Vec<_> = items.into_iter().map(|item| view! { <Trigger here item/> }).collect();
    let open = live
        .memo(|run| run.obligations().filter(|it| it.is_open).map(|it| it.on).collect::<Vec<_>>());
    let duty = move |item: ItemIx| view! { <Duty here item/> };
    view! {
        {(!rows.is_empty()).then(|| view! {
            <section><h2 class="label">{words.watch}</h2><ul class="watch">{rows}</ul></section>
        })}
        {move || {
            let rows: Vec<_> = open.get().into_iter().map(duty).collect();
            (!rows.is_empty()).then(|| view! {
                <section><h2 class="label">{words.obligations}</h2><ul class="watch">{rows}</ul></section>
            })
        }}
    }
}

/// A rollback criterion.
#[component]
fn Trigger(here: Here, item: ItemIx) -> impl IntoView {
    let Here { live, lang, acts, .. } = here;
    let words = room(lang);
    let plan: Item = live.item(item, Item::clone);
    let shown = live.row(item, move |run| Shown::of(run, item, lang));
    let tier = plan.tier.map(|tier| view! { <b class="p0">{tier.to_string()}</b> });
    let hot = move || shown.with(|it| it.state == State::Tripped);
    let asking = RwSignal::new(None::<bool>);
    let word = move || match shown.with(|it| it.state) {
        State::Tripped => words.tripped,
        State::Dismissed(_) => words.dismissed,
        _ => words.watching,
    };
    let answered = move |text: String| {
        let trips = asking.get_untracked() == Some(true);
        asking.set(None);
        if trips {
            let observed =
                (!text.is_empty()).then(|| Observed { text: Words::new(text), number: None });
            here.press(Command::Trip(item, observed, Source::Attested));
        } else {
            here.press(Command::Dismiss(item, Words::new(text), Until::Worse));
        }
    };
    let form = move |trips: bool| {
        let label = if trips { words.seen } else { words.reason };
        let act = if trips { words.trip } else { words.dismiss };
        let draft =
            live.peek(|run| format!("{}/{}", run.id(item), if trips { "trip" } else { "dismiss" }));
        view! {
            <Ask
                here label act draft may_be_empty=trips
                on_answer=Callback::new(answered) on_close=Callback::new(move |()| asking.set(None))
            />
        }
    };
    let button = move || {
        let trips = !hot();
        let name = if trips { words.trip } else { words.dismiss };
        view! { <button type="button" class="quiet" on:click=move |_| asking.set(Some(trips))>{name}</button> }
    };
    let back = move |_| here.press(Command::GoBack(Some(item), here.who(), Words::default()));
    view! {
        <li class:hot=hot>
            <span dir="auto">{tier}{plan.text.to_string()}</span>
            <small class="state" role="status">{move || hot().then_some("▲ ")}{word}</small>
            <small class="num soft">{move || shown.with(|it| it.who.clone())}</small>
            {acts.map(|_| view! {
                <span class="row">
                    {button}
                    {move || hot().then(|| view! { <button type="button" class="back" on:click=back>{words.roll_back}</button> })}
                </span>
            })}
            {move || asking.get().map(form)}
        </li>
    }
}

/// Something that is still switched on.
#[component]
fn Duty(here: Here, item: ItemIx) -> impl IntoView {
    let words = room(here.lang);
    let text = here.live.item(item, |it| it.text.to_string());
    let asking = RwSignal::new(false);
    let answered = move |text: String| {
        asking.set(false);
        here.press(Command::Close(item, Words::new(text)));
    };
    let draft = move || here.live.peek(|run| format!("{}/close", run.id(item)));
    view! {
        <li class="duty">
            <span dir="auto">"⏻ "{text}</span>
            {here.acts.map(|_| view! { <button type="button" class="quiet" on:click=move |_| asking.set(true)>{words.close}</button> })}
            {move || asking.get().then(|| view! {
                <Ask
                    here label=words.reason act=words.close draft=draft()
                    on_answer=Callback::new(answered) on_close=Callback::new(move |()| asking.set(false))
                />
            })}
        </li>
    }
}
