//! A step: its box, its words, its commands, who did it and when, and the rarer things that can be
//! said of it.

use super::said::{Said, Shown, Who, class, mark};
use super::{Form, Here, ask, scene};
use crate::plan::{Item, ItemIx};
use crate::run::command::Command;
use crate::run::progress::State;
use crate::view::item::{CommandBlock, chips, fields};
use crate::words::report::state;
use crate::words::room::{room, until};
use crate::words::time;
use leptos::prelude::*;

/// A step.
#[component]
pub(super) fn Row(
    here: Here,
    item: ItemIx,
    /// Nothing may be said of it now.
    #[prop(into)]
    locked: Signal<bool>,
    /// A clock of its own.
    #[prop(optional)]
    clock: Option<Signal<String>>,
) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let plan: Item = live.item(item, Item::clone);
    let shown = Shown::live(live, item, lang);
    let stands = Memo::new(move |_| shown.with(|it| it.state));
    let text = plan.text.to_string();
    let depth = plan.depth.min(6).to_string();
    let found = {
        let text = text.clone();
        move || here.find.with(|it| scene::is_found(&text, it.as_deref()))
    };
    let toggle = move |_| {
        let done = stands.get_untracked() == State::Done;
        here.press(if done { Command::Untick(item) } else { Command::Tick(item) });
    };
    let label = {
        let text = text.clone();
        move || {
            let said = match stands.get() {
                State::Open => text.clone(),
                other => format!("{text}, {}", state(lang, other)),
            };
            let is_unsaved = shown.with(|it| it.unsaved);
            if is_unsaved { format!("{said}, {}", room(lang).unsaved) } else { said }
        }
    };
    let grip = here.grip;
    view! {
        <li
            class="step" id=format!("i{}", item.index()) data-depth=depth
            data-state=move || class(stands.get()) hidden=move || !found()
        >
            <button
                type="button" class="box" id=format!("b{}", item.index()) role="checkbox"
                aria-label=label aria-checked=move || (stands.get() == State::Done).to_string()
                disabled=move || acts.is_none() || locked.get() on:click=toggle
                on:focus=move |_| grip.change(|hand| hand.at = Some(item))
            >{move || mark(stands.get())}</button>
            <div class="body">
                <Told here plan shown/>
                {soak(here, item)}
                <Said here shown/>
                {acts.map(|_| view! { <ask::Under here item/> })}
            </div>
            <div class="tell">
                {clock.map(|clock| view! { <span class="own num">{move || clock.get()}</span> })}
                <Who here shown/>
                {acts.map(|_| view! { <More here item/> })}
            </div>
        </li>
    }
}

/// The plan's own words of an item, with its times, owners and commands.
#[component]
pub(super) fn Told(here: Here, plan: Item, shown: Memo<Shown>) -> impl IntoView {
    let Here { lang, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let times = plan.schedule.as_ref().map(|it| time::schedule(lang, it)).unwrap_or_default();
    let named = !plan.people.is_empty();
    let owners: Vec<_> = (plan.people.iter())
        .map(|name| view! { <span class="chip owner" dir="auto">{name.to_string()}</span> })
        .collect();
    let copying = acts.map(|acts| acts.copying);
    let commands: Vec<_> = (plan.commands.into_iter())
        .map(|command| view! { <CommandBlock command lang copying/> })
        .collect();
    let tier = plan.tier.map(|tier| view! { <b class="p0">{tier.to_string()}</b> });
    let critical = Memo::new(move |_| shown.with(|it| it.critical));
    view! {
        <p class="text">
            {tier}
            {move || critical.get().then(|| view! { <b class="chip critical">"‼ "{words.critical}</b> })}
            <span dir="auto">{plan.text.to_string()}</span>
            {chips(times, &[], false, lang)}
            {owners}
        </p>
        {fields(&plan.fields, named)}
        {commands}
    }
}

/// How long an item still has to soak; its own text node beats, and nothing around it.
pub(super) fn soak(here: Here, item: ItemIx) -> Option<impl IntoView> {
    here.live.item(item, |it| it.schedule.as_ref().and_then(|it| it.wait))?;
    let soaks = Memo::new(move |_| {
        here.timing.with(|timing| timing.soaks.iter().find(|it| it.item == item).copied())
    });
    let told = move || {
        let until_ms = soaks.get()?.until_ms;
        let left_ms = until_ms - here.live.now_ms.get();
        (left_ms > 0).then(|| here.live.peek(|run| until(here.lang, run, left_ms, until_ms)))
    };
    Some(view! { <p class="soak num" role="timer">{told}</p> })
}

/// Opens the rarer things that can be said of an item.
#[component]
pub(super) fn More(here: Here, item: ItemIx) -> impl IntoView {
    let words = room(here.lang);
    let open = move || here.grip.form_of(item).is_some();
    let toggle = move |_| {
        if open() {
            here.grip.close();
        } else {
            here.grip.toggle(Form::More(item));
        }
    };
    view! {
        <button
            type="button" class="quiet more" title=words.more aria-label=words.more
            aria-expanded=move || open().to_string() on:click=toggle
        >"⋯"</button>
    }
}
