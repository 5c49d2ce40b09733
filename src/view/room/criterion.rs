//! A go criterion: its words, the value that was seen where it has a limit, and its three answers.

use super::row::{More, Told};
use super::said::{Said, Shown, Who, class, mark};
use super::scene::{self, Reading};
use super::{Here, ask};
use crate::plan::{Item, ItemIx};
use crate::run::command::Command;
use crate::run::event::{Answer, Mark, Source};
use crate::run::progress::State;
use crate::words::room::{read_value, room};
use leptos::prelude::*;

/// A criterion.
#[component]
pub(super) fn Criterion(
    here: Here,
    item: ItemIx,
    /// Nothing may be said of it now.
    #[prop(into)]
    locked: Signal<bool>,
) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let plan: Item = live.item(item, Item::clone);
    let shown = Shown::live(live, item, lang);
    let stands = Memo::new(move |_| shown.with(|it| it.state));
    let has_limit = !plan.thresholds.is_empty();
    let text = plan.text.to_string();
    let found = {
        let text = text.clone();
        move || here.find.with(|it| scene::is_found(&text, it.as_deref()))
    };
    let value = RwSignal::new(String::new());
    let answer = Callback::new(move |answer: Answer| {
        let typed = value.get_untracked();
        let observed = live.item(item, |it| Reading::of(it, &typed)).seen();
        here.press(Command::Answer(item, answer, observed, Source::Attested));
    });
    view! {
        <li
            class="criterion" id=format!("i{}", item.index()) data-state=move || class(stands.get())
            hidden=move || !found()
        >
            <div class="body">
                <Told here plan shown/>
                {super::row::soak(here, item)}
                <Said here shown quiet=true/>
                {acts.map(|_| view! { <ask::Under here item/> })}
            </div>
            <div class="tell">
                <Who here shown/>
                {(has_limit && acts.is_some()).then(|| view! { <Value here item value answer locked/> })}
                <Answers here item text stands answer locked/>
                {acts.map(|_| view! { <More here item/> })}
            </div>
        </li>
    }
}

/// The three answers. On paper, boxes to tick.
#[component]
fn Answers(
    here: Here,
    item: ItemIx,
    text: String,
    stands: Memo<State>,
    answer: Callback<Answer>,
    locked: Signal<bool>,
) -> impl IntoView {
    let words = room(here.lang);
    let closed = move || here.acts().is_none() || locked.get();
    let button = move |name: &'static str, said: Answer, state: State, first: bool| {
        let pressed = Memo::new(move |_| stands.get() == state);
        let id = first.then(|| format!("b{}", item.index()));
        view! {
            <button
                type="button" id=id data-answer=class(state)
                aria-pressed=move || pressed.get().to_string() disabled=closed
                on:click=move |_| answer.run(said)
                on:focus=move |_| here.grip.change(|hand| hand.at = Some(item))
            >
                {move || pressed.get().then(|| view! { <span aria-hidden="true">{mark(state)}" "</span> })}
                {name}
            </button>
        }
    };
    view! {
        <span class="seg answers" role="group" aria-label=text>
            {button(words.yes, Answer::Yes, State::Yes, true)}
            {button(words.no, Answer::No, State::No, false)}
            {button(words.na, Answer::NotApplicable, State::Aside(Mark::NotApplicable), false)}
        </span>
    }
}

/// A field for the value that was seen; what it means is said while it is typed.
#[component]
fn Value(
    here: Here,
    item: ItemIx,
    value: RwSignal<String>,
    answer: Callback<Answer>,
    locked: Signal<bool>,
) -> impl IntoView {
    let words = room(here.lang);
    let reading =
        Memo::new(move |_| value.with(|it| here.live.item(item, |plan| Reading::of(plan, it))));
    let said = move || reading.with(|it| here.live.item(item, |plan| read(here, plan, it)));
    let bad = move || reading.with(|it| matches!(it, Reading::Bad(_)));
    let submit = move |press: leptos::ev::SubmitEvent| {
        press.prevent_default();
        match reading.get_untracked() {
            Reading::Good(..) => answer.run(Answer::Yes),
            Reading::Bad(_) => answer.run(Answer::No),
            Reading::Nothing | Reading::Words(_) => {}
        }
    };
    view! {
        <form class="value" on:submit=submit>
            <input
                type="text" inputmode="decimal" class="num" id=format!("v{}", item.index())
                aria-label=words.seen placeholder=words.seen autocomplete="off"
                disabled=move || locked.get() on:input=move |it| value.set(event_target_value(&it))
                on:focus=move |_| here.grip.change(|hand| hand.at = Some(item))
            />
            <small role="status" class:abort=bad>{said}</small>
        </form>
    }
}

/// What a typed value means, in words.
pub(super) fn read(here: Here, plan: &Item, reading: &Reading) -> String {
    let limited = !plan.thresholds.is_empty();
    match reading {
        Reading::Nothing => String::new(),
        Reading::Words(_) if !limited => String::new(),
        Reading::Words(_) => room(here.lang).unread.to_owned(),
        Reading::Good(_, margin) => read_value(here.lang, true, *margin),
        Reading::Bad(_) => read_value(here.lang, false, None),
    }
}
