//! The gate, in the middle of the screen: its criteria, what is missing, and the decisions.

use super::Here;
use super::ask::{Ask, Sure};
use super::row::{Shown, mark};
use crate::plan::{Item, ItemIx};
use crate::run::command::Command;
use crate::run::course::LegIx;
use crate::run::event::{Answer, Mark, Observed, Source, Words};
use crate::run::progress::State;
use crate::words::room::{missing, question, room};
use leptos::prelude::*;

/// The gate of a stage.
#[component]
pub(super) fn Gate(here: Here, leg: LegIx, criteria: Vec<ItemIx>) -> impl IntoView {
    let Here { live, lang, acts, .. } = here;
    let words = room(lang);
    let rows: Vec<_> = criteria.into_iter().map(|item| view! { <Criterion here item/> }).collect();
    let lacking = live.timed(move |run, now_ms| {
        if run.progress.gate(leg).is_behind() {
            return None;
        }
        let list = run.look().missing(&run.progress, leg, now_ms);
        Some(list.iter().map(|it| missing(lang, run, it)).collect::<Vec<String>>())
    });
    let shut = Memo::new(move |_| lacking.with(|it| it.as_ref().is_none_or(|it| !it.is_empty())));
    let signed = live.memo(move |run| {
        run.look().names(&run.progress, leg).map(str::to_owned).collect::<Vec<_>>().join(", ")
    });
    let pass = move |_| here.press(Command::Pass(leg, here.who()));
    let told = move || match lacking.get() {
        None => view! { <p class="sub">{words.passed}</p> }.into_any(),
        Some(list) if list.is_empty() => view! { <p class="sub go">{words.ready}</p> }.into_any(),
        Some(list) => {
            let rows: Vec<_> =
                list.into_iter().map(|it| view! { <li dir="auto">{it}</li> }).collect();
            view! { <p class="sub">{words.missing}":"</p><ul class="lacking">{rows}</ul> }
                .into_any()
        }
    };
    view! {
        <section class="gate" id="gate" aria-labelledby="gate-name" class:open=move || !shut.get()>
            <h3 class="label" id="gate-name">{words.gate}</h3>
            {(!rows.is_empty()).then(|| view! { <ul class="crit">{rows}</ul> })}
            <div role="status">{told}</div>
            {move || Some(signed.get()).filter(|it| !it.is_empty()).map(|names| view! { <p class="sub">{words.people}": "{names}</p> })}
            {acts.map(|_| view! {
                <div class="row decisions">
                    <button type="button" class="pass" id="pass" disabled=move || shut.get() on:click=pass>{words.pass}</button>
                    <Decisions here leg/>
                </div>
            })}
        </section>
    }
}

/// The decisions other than going on.
#[component]
fn Decisions(here: Here, leg: LegIx) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let asked = Signal::derive(move || {
        let now_ms = live.now_ms.get();
        live.peek(|run| question(lang, run, leg, now_ms))
    });
    let form = move |make: fn(LegIx, crate::run::event::Seat, Words) -> Command,
                     act: &'static str,
                     name: &'static str| {
        Callback::new(move |close: Callback<()>| {
            let answered = move |text: String| {
                here.press(make(leg, here.who(), Words::new(text)));
                close.run(());
            };
            let draft = format!("gate/{}/{name}", leg.index());
            view! { <Ask here label=words.reason act draft on_answer=Callback::new(answered) on_close=close/> }.into_any()
        })
    };
    let refuse = form(Command::Refuse, words.no_go, "no-go");
    let override_gate = form(Command::Override, words.override_gate, "override");
    let hold = form(|_, _, reason| Command::Hold(reason), words.hold, "hold");
    let back = form(|_, seat, reason| Command::GoBack(None, seat, reason), words.roll_back, "back");
    let held = live.memo(|run| run.progress.held().is_some());
    view! {
        {move || if held.get() {
            view! { <button type="button" class="main" on:click=move |_| here.press(Command::Resume)>{words.resume}</button> }.into_any()
        } else {
            view! { <Sure act=words.hold question=asked class="" id="hold" form=hold/> }.into_any()
        }}
        <Sure act=words.no_go question=asked class="" id="no-go" form=refuse/>
        <Sure act=words.override_gate question=asked class="quiet" id="override" form=override_gate/>
        <Sure act=words.roll_back question=asked class="back" id="roll-back" form=back/>
    }
}

/// A go criterion and its three answers.
#[component]
fn Criterion(here: Here, item: ItemIx) -> impl IntoView {
    let Here { live, lang, acts, .. } = here;
    let words = room(lang);
    let plan: Item = live.item(item, Item::clone);
    let shown = live.row(item, move |run| Shown::of(run, item, lang));
    let has_limit = !plan.thresholds.is_empty();
    let value = RwSignal::new(String::new());
    let answer = move |answer: Answer| {
        let typed = value.get_untracked().trim().to_owned();
        let observed =
            (!typed.is_empty()).then(|| Observed { text: Words::new(typed), number: None });
        here.press(Command::Answer(item, answer, observed, Source::Attested));
    };
    let button = move |name: &'static str, said: Answer, state: State| {
        let pressed = move || shown.with(|it| it.state == state);
        view! {
            <button
                type="button" class:yes=move || pressed() && said == Answer::Yes
                aria-pressed=move || pressed().to_string() on:click=move |_| answer(said)
                disabled=acts.is_none()
            >{name}</button>
        }
    };
    view! {
        <li>
            <span class="words">
                <span class="mark" aria-hidden="true">{move || mark(shown.with(|it| it.state))}</span>
                <span dir="auto">{plan.text.to_string()}</span>
                <small class="num soft">{move || shown.with(|it| it.who.clone())}</small>
                {move || shown.with(|it| it.conflict).then(|| view! { <span class="note hot" role="alert">{words.conflict}</span> })}
            </span>
            {(has_limit && acts.is_some()).then(|| view! {
                <input
                    type="text" class="value num" aria-label=words.seen placeholder=words.seen autocomplete="off"
                    on:input=move |it| value.set(event_target_value(&it))
                />
            })}
            <span class="seg words" role="group" aria-label=plan.text.to_string()>
                {button(words.yes, Answer::Yes, State::Yes)}
                {button(words.no, Answer::No, State::No)}
                {button(words.na, Answer::NotApplicable, State::Aside(Mark::NotApplicable))}
            </span>
        </li>
    }
}
