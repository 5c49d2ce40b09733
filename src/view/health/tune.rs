//! What must be true of one address, and how often in a row before it counts.

use super::{Act, Watching};
use crate::run::watch::Tuning;
use crate::words::Lang;
use crate::words::health::health;
use leptos::prelude::*;

/// The form.
#[component]
pub(super) fn Tune(watching: Watching, lang: Lang, target: usize) -> impl IntoView {
    let words = health(lang);
    let Watching { act, tuned, seen, .. } = watching;
    let first = tuned.run(target).tuning;
    let text = RwSignal::new(first.conditions);
    let told = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let (fail, recover) =
        (RwSignal::new(told(first.to_fail)), RwSignal::new(told(first.to_recover)));
    let read = |typed: &str| typed.trim().parse().ok().filter(|n| (1..=100).contains(n));
    let submit = move |press: leptos::ev::SubmitEvent| {
        press.prevent_default();
        let tuning = Tuning {
            to_fail: fail.with_untracked(|it| read(it)),
            to_recover: recover.with_untracked(|it| read(it)),
            conditions: text.get_untracked().trim().to_owned(),
        };
        act.run(Act::Tune(target, tuning));
    };
    let wrong = Memo::new(move |_| {
        seen.get();
        tuned.run(target).faults
    });
    let number = move |value: RwSignal<String>, label: &'static str, usual: &'static str| {
        view! {
            <label class="field"><span>{label}</span>
                <input
                    type="number" min="1" max="100" placeholder=usual value=value.get_untracked()
                    prop:value=move || value.get() on:input=move |it| value.set(event_target_value(&it))
                />
            </label>
        }
    };
    view! {
        <form class="tune" on:submit=submit>
            <label class="field"><span>{words.conditions_hint}</span>
                <textarea
                    rows="3" spellcheck="false" dir="ltr" prop:value=move || text.get()
                    on:input=move |it| text.set(event_target_value(&it))
                >{text.get_untracked()}</textarea>
            </label>
            {number(fail, words.to_fail, "2")}
            {number(recover, words.to_recover, "3")}
            <div role="alert">
                {move || wrong.get().into_iter().map(|it| view! { <p class="bad">{it}</p> }).collect::<Vec<_>>()}
            </div>
            <button type="submit">{words.set}</button>
        </form>
    }
}
