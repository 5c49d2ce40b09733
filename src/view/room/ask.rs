//! A question asked in place: a field or two and the button that answers. What is half typed is
//! kept, so that a reload loses nothing.

use super::Here;
use crate::words::room::room;
use leptos::prelude::*;

/// A form under whatever it is about.
#[component]
pub(super) fn Ask(
    here: Here,
    /// What is asked for.
    label: &'static str,
    /// What it does.
    act: &'static str,
    /// Under which name the half-typed text is kept.
    draft: String,
    /// Takes the answer.
    on_answer: Callback<String>,
    /// Closes it.
    on_close: Callback<()>,
    /// An empty answer will do.
    #[prop(optional)]
    may_be_empty: bool,
) -> impl IntoView {
    let words = room(here.lang);
    let first = here.acts.map(|acts| acts.draft.run(draft.clone())).unwrap_or_default();
    let typed = RwSignal::new(first);
    let name = draft.clone();
    let keep = move |text: String| {
        if let Some(acts) = here.acts {
            acts.keep_draft.run((name.clone(), text.clone()));
        }
        typed.set(text);
    };
    let done = move |press: leptos::ev::SubmitEvent| {
        press.prevent_default();
        let text = typed.get_untracked().trim().to_owned();
        if text.is_empty() && !may_be_empty {
            return;
        }
        if let Some(acts) = here.acts {
            acts.keep_draft.run((draft.clone(), String::new()));
        }
        on_answer.run(text);
    };
    view! {
        <form class="ask" on:submit=done>
            <label class="field">
                <span>{label}</span>
                <input
                    type="text" autocomplete="off" autofocus value=typed.get_untracked()
                    on:input=move |it| keep(event_target_value(&it))
                />
            </label>
            <div class="row">
                <button type="submit" class="main">{act}</button>
                <button type="button" on:click=move |_| on_close.run(())>{words.cancel}</button>
            </div>
        </form>
    }
}

/// A button that has to be pressed twice, the second time on purpose.
#[component]
pub(super) fn Sure(
    /// What it does.
    act: &'static str,
    /// What is asked before.
    #[prop(into)]
    question: Signal<String>,
    /// How it looks.
    class: &'static str,
    /// Its name for scripts and tests.
    id: &'static str,
    /// Its form, once it was pressed.
    form: Callback<Callback<()>, AnyView>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    view! {
        <button
            type="button" class=class id=id aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >{act}</button>
        {move || open.get().then(|| view! {
            <div class="sure"><p>{move || question.get()}</p>{form.run(close)}</div>
        })}
    }
}
