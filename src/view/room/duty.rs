//! What was switched on for the release and has to be switched off again.

use super::ask::Under;
use super::{Form, Here};
use crate::plan::ItemIx;
use crate::words::room::{room, since, switch};
use leptos::prelude::*;

/// What is still on.
#[component]
pub(super) fn Duties(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let open = live
        .memo(|run| run.obligations().filter(|it| it.is_open).map(|it| it.on).collect::<Vec<_>>());
    let duty = move |item: ItemIx| view! { <Duty here item/> };
    view! {
        <section hidden=move || open.with(Vec::is_empty)>
            <h2 class="label">{words.obligations}</h2>
            <ul class="watch duties"><For each=move || open.get() key=|it| *it children=duty/></ul>
        </section>
    }
}

#[component]
fn Duty(here: Here, item: ItemIx) -> impl IntoView {
    let Here { live, lang, grip, .. } = here;
    let words = room(lang);
    let (what, text, off) = live.peek(|run| {
        let it = run.obligations().find(|it| it.on == item);
        let off = it.and_then(|it| it.off).map(|off| run.plan.item(off).text.to_string());
        let what = it.map(|it| switch(lang, it.what));
        (what, run.plan.item(item).text.to_string(), off)
    });
    let opened = live.peek(|run| {
        let opened = run.obligations().find(|it| it.on == item).and_then(|it| it.opened);
        opened.map(|opened| since(lang, run, run.entry(opened).at_ms))
    });
    let off = off.map(|it| format!("{}: {it}", words.off_by));
    view! {
        <li id=format!("w{}", item.index()) tabindex="-1">
            <p class="what"><span dir="auto"><b>{what}</b>" · "{text}</span></p>
            <p class="stands"><small class="num">{opened}</small><small dir="auto">{off}</small></p>
            {here.acts().map(|_| view! {
                <div class="row acts">
                    <button type="button" class="quiet" on:click=move |_| grip.toggle(Form::Close(item))>{words.close}</button>
                </div>
                <Under here item/>
            })}
        </li>
    }
}
