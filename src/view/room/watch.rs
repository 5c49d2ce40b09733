//! What would send us back, always in sight; and the button that begins the way back.

use super::ask::{Ask, Given};
use super::trigger::Trigger;
use super::{Form, Here, scene};
use crate::plan::{ItemIx, Tier};
use crate::run::command::Command;
use crate::view::health::{Signals, Watching};
use crate::words::room::{decision, room};
use leptos::prelude::*;

/// The rollback criteria, those that came true first, and the way back.
#[component]
pub(super) fn Watch(here: Here) -> impl IntoView {
    let Here { live, lang, grip, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let order = live.memo(|run| {
        let now = run.progress.current();
        let mut items: Vec<(bool, bool, u8, ItemIx)> = (run.course.watched.iter())
            .map(|it| {
                let hot = run.progress.row(it.item).is_tripped(run.progress.last_ms());
                // What another stage watches for stands behind what counts now.
                let counts = it.from.is_none() || it.from == now;
                (!hot, !counts, grade(run.plan.item(it.item).tier), it.item)
            })
            .collect();
        items.sort_unstable();
        items.into_iter().map(|(_, later, _, item)| (item, later)).collect::<Vec<_>>()
    });
    let row = move |(item, later): (ItemIx, bool)| view! { <Trigger here item later/> };
    let may = live.memo(|run| {
        let on = run.progress.started.is_some() && run.progress.end.is_none();
        on && run.progress.back().is_none()
    });
    let open = move || here.asks(|form| matches!(form, Form::GoBack(_)));
    let button = acts.map(|_| view! {
        <div class="going" hidden=move || !may.get()>
            <button
                type="button" class="back" id="roll-back" aria-expanded=move || open().to_string()
                on:click=move |_| grip.toggle(Form::GoBack(live.peek(scene::tripped).first().copied()))
            >"↩ "{words.roll_back}</button>
            {move || open().then(|| view! { <GoBack here/> })}
        </div>
    });
    view! {
        <section class="watching">
            <h2 class="label">{words.watch}</h2>
            {move || order.with(Vec::is_empty).then(|| view! { <p class="sub">{words.no_watch}</p> })}
            <ul class="watch" hidden=move || order.with(Vec::is_empty)>
                <For each=move || order.get() key=|it| *it children=row/>
            </ul>
            {button}
        </section>
        {use_context::<Watching>().map(|watching| view! { <Signals watching lang/> })}
    }
}

/// The gravest first; what bears no grade shuts the gate like the gravest.
fn grade(tier: Option<Tier>) -> u8 {
    match tier {
        Some(Tier::P(0) | Tier::Sev(0 | 1)) => 0,
        None => 1,
        Some(Tier::P(level) | Tier::Sev(level)) => level.saturating_add(1),
    }
}

/// Who sends the release back, by what, and a long press.
#[component]
fn GoBack(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let cause = match here.form.get_untracked() {
        Some(Form::GoBack(cause)) => cause,
        _ => None,
    };
    let hot = live.peek(scene::tripped);
    let first = cause.or_else(|| hot.first().copied());
    let chosen = RwSignal::new(first);
    let choice = move |item: Option<ItemIx>| {
        let text = item.map_or_else(
            || words.by_decision.to_owned(),
            |item| live.item(item, |it| format!("▲ {}", it.text)),
        );
        view! {
            <label class="choice">
                <input
                    type="radio" name="cause" checked=item == first prop:checked=item == first
                    on:change=move |_| chosen.set(item)
                />
                <span dir="auto">{text}</span>
            </label>
        }
    };
    let choices: Vec<_> = if hot.is_empty() {
        Vec::new()
    } else {
        hot.into_iter().map(Some).chain([None]).map(choice).collect()
    };
    let question = Signal::derive(move || {
        let now_ms = live.now_ms.get();
        let leg = here.leg.get_untracked();
        leg.map(|leg| live.peek(|run| decision(lang, run, leg, words.ask_back, now_ms)))
            .unwrap_or_default()
    });
    let on_answer = Callback::new(move |given: Given| {
        here.answer(Command::GoBack(chosen.get_untracked(), given.seat, given.text));
    });
    let form = Form::GoBack(cause);
    let with_cause = first.is_some();
    view! {
        <section class="loud" aria-label=words.roll_back>
            {(!choices.is_empty()).then(|| view! { <fieldset><legend class="sr">{words.cause}</legend>{choices}</fieldset> })}
            <Ask
                here form question label=words.why_back act=words.roll_back named=true
                may_be_empty=with_cause stern=words.back_word on_answer
            />
        </section>
    }
}
