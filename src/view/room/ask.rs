//! A question asked in place: a field or two and the button that answers. What is half typed is
//! kept, so that a reload loses nothing. What cannot be taken back asks for a long press or a word.

use super::{Form, Here};
use crate::plan::{ItemIx, Kind};
use crate::run::command::Command;
use crate::run::event::{Evidence, Mark, Seat, Words};
use crate::run::gate::has_answered;
use crate::words::room::{mark_question, room};
use leptos::prelude::*;

/// What was answered.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) text: Words,
    pub(super) seat: Seat,
}

/// A form. The field is there unless `label` is empty.
#[component]
pub(super) fn Ask(
    here: Here,
    form: Form,
    /// What is asked for.
    label: &'static str,
    /// What the button does.
    #[prop(into)]
    act: String,
    /// What is about to happen.
    #[prop(optional, into)]
    question: Option<Signal<String>>,
    /// An empty answer will do.
    #[prop(optional)]
    may_be_empty: bool,
    /// Somebody answers for it by name.
    #[prop(optional)]
    named: bool,
    /// The word that stands for a long press.
    #[prop(optional)]
    stern: Option<&'static str>,
    /// Takes the answer.
    on_answer: Callback<Given>,
) -> impl IntoView {
    let words = room(here.lang);
    let draft = here.live.peek(|run| form.draft(run));
    let typed = RwSignal::new(here.draft(&draft));
    let seat = RwSignal::new(asked_of(here, form));
    let sure = RwSignal::new(false);
    let ready = Signal::derive(move || {
        let text = label.is_empty() || may_be_empty || typed.with(|it| !it.trim().is_empty());
        text && (!named || seat.with(|it| !it.name.trim().is_empty()))
    });
    let field =
        (!label.is_empty()).then(|| view! { <Typed here label draft=draft.clone() typed/> });
    let done = Callback::new(move |()| {
        if !ready.get_untracked() {
            return;
        }
        here.keep_draft(&draft, String::new());
        let text = Words::new(typed.get_untracked().trim());
        on_answer.run(Given { text, seat: seat.get_untracked() });
    });
    let may = move || stern.is_none() || sure.get_untracked();
    let submit = move |press: leptos::ev::SubmitEvent| {
        press.prevent_default();
        may().then(|| done.run(()));
    };
    let button = match stern {
        Some(word) => {
            view! { <Firm here act=act.clone() word ready sure on_sure=done/> }.into_any()
        }
        None => view! {
            <button type="submit" class="main" disabled=move || !ready.get()>{act}</button>
        }
        .into_any(),
    };
    view! {
        <form class="ask" on:submit=submit>
            {question.map(|it| view! { <p class="question">{move || it.get()}</p> })}
            {field}
            {named.then(|| view! { <By here seat first=label.is_empty()/> })}
            <div class="row">
                {button}
                <button type="button" on:click=move |_| here.grip.close()>{words.cancel}</button>
            </div>
        </form>
    }
}

/// Words to type; they are kept as they are typed.
#[component]
fn Typed(here: Here, label: &'static str, draft: String, typed: RwSignal<String>) -> impl IntoView {
    let keep = move |text: String| {
        here.keep_draft(&draft, text.clone());
        typed.set(text);
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <textarea id="ask" rows="2" prop:value=typed.get_untracked() on:input=move |it| keep(event_target_value(&it))>
                {typed.get_untracked()}
            </textarea>
        </label>
    }
}

/// Whose name stands there at first: that of whoever holds this device, unless another person
/// is asked for: they passed this gate already, or have the lead.
fn asked_of(here: Here, form: Form) -> Seat {
    if form == Form::Lead {
        return Seat::default();
    }
    let who = here.who();
    let leg = here.leg.get_untracked().filter(|_| form == Form::Pass);
    let said = leg.is_some_and(|leg| {
        here.live.peek(|run| has_answered(run.look(), &run.progress, leg, &who))
    });
    if said { Seat::default() } else { who }
}

/// Who answers for it: a name and a role, offered from those who are here.
#[component]
pub(super) fn By(
    here: Here,
    seat: RwSignal<Seat>,
    /// The keyboard begins here.
    first: bool,
) -> impl IntoView {
    let words = room(here.lang);
    let crew = here.live.peek(|run| run.start().map(|it| it.crew.clone()).unwrap_or_default());
    let options: Vec<_> =
        crew.iter().map(|it| view! { <option value=it.name.to_string()></option> }).collect();
    // Whoever is known by name brings the role along.
    let name = move |text: String| {
        let known = crew.iter().find(|it| *it.name == *text).map(|it| it.role.clone());
        seat.update(|seat| {
            seat.name = text.into();
            if let Some(role) = known {
                seat.role = role;
            }
        });
    };
    view! {
        <div class="by">
            <label class="field">
                <span>{words.name}</span>
                <input
                    type="text" autocomplete="off" list="crew" id=first.then_some("ask")
                    prop:value=move || seat.with(|it| it.name.to_string())
                    value=seat.with_untracked(|it| it.name.to_string())
                    on:input=move |it| name(event_target_value(&it))
                />
            </label>
            <label class="field">
                <span>{words.role}</span>
                <input
                    type="text" autocomplete="off"
                    prop:value=move || seat.with(|it| it.role.to_string())
                    value=seat.with_untracked(|it| it.role.to_string())
                    on:input=move |it| seat.update(|seat| seat.role = event_target_value(&it).into())
                />
            </label>
            <datalist id="crew">{options}</datalist>
        </div>
    }
}

/// A button to hold down, by hand or by key; or a word to type for whoever cannot.
#[component]
fn Firm(
    here: Here,
    act: String,
    word: &'static str,
    ready: Signal<bool>,
    sure: RwSignal<bool>,
    on_sure: Callback<()>,
) -> impl IntoView {
    let words = room(here.lang);
    let holding = RwSignal::new(false);
    let hold = move |on: bool| holding.set(on && ready.get_untracked());
    let down = move |press: leptos::ev::KeyboardEvent| {
        if matches!(press.key().as_str(), " " | "Enter") {
            press.prevent_default();
            hold(true);
        }
    };
    let held = move |_| {
        hold(false);
        on_sure.run(());
    };
    let typed = move |text: String| sure.set(text.trim().to_lowercase() == word);
    view! {
        <div class="firm">
            <button
                type="button" class="hold-to" class:holding=move || holding.get()
                disabled=move || !ready.get() on:pointerdown=move |_| hold(true)
                on:pointerup=move |_| hold(false) on:pointerleave=move |_| hold(false)
                on:pointercancel=move |_| hold(false) on:blur=move |_| hold(false)
                on:keydown=down on:keyup=move |_| hold(false)
                on:contextmenu=move |press| press.prevent_default()
            >
                <i aria-hidden="true" on:animationend=held></i>
                <span>{act.clone()}": "{words.keep_pressed}</span>
            </button>
            <label class="field">
                <span>{words.or_type}" "<q>{word}</q></span>
                <input type="text" autocomplete="off" autocapitalize="off" on:input=move |it| typed(event_target_value(&it))/>
            </label>
            <button type="submit" disabled=move || !(ready.get() && sure.get())>{act}</button>
        </div>
    }
}

/// The form that is open under an item.
#[component]
pub(super) fn Under(here: Here, item: ItemIx) -> impl IntoView {
    let words = room(here.lang);
    let ask = move |form: Form, label: &'static str, on_answer: Callback<Given>| {
        view! { <Ask here form label act=words.do_it on_answer/> }.into_any()
    };
    move || {
        let form = here.grip.form_of(item)?;
        let answer = move |make: fn(ItemIx, Words) -> Command| {
            Callback::new(move |given: Given| here.answer(make(item, given.text)))
        };
        match form {
            Form::More(_) => Some(view! { <Menu here item/> }.into_any()),
            Form::Aside(_, mark) => {
                let put = move |given: Given| here.answer(Command::Mark(item, mark, given.text));
                Some(ask(form, mark_question(here.lang, mark), Callback::new(put)))
            }
            Form::Note(_) => {
                Some(ask(form, words.note, answer(|item, text| Command::Note(Some(item), text))))
            }
            Form::Evidence(_) => Some(ask(form, words.proof, answer(prove))),
            Form::Close(_) => Some(ask(form, words.how_closed, answer(Command::Close))),
            Form::Seen(_)
            | Form::Dismiss(_)
            | Form::Pass
            | Form::Override
            | Form::Refuse
            | Form::Hold
            | Form::LeaveOut
            | Form::GoBack(_)
            | Form::EndBack(_)
            | Form::Retry
            | Form::Lead
            | Form::Remark
            | Form::Finish
            | Form::Abandon => None,
        }
    }
}

/// An address is a link, all else is text.
fn prove(item: ItemIx, text: Words) -> Command {
    let link = text.text.starts_with("https://") || text.text.starts_with("http://");
    Command::Prove(item, if link { Evidence::Link(text) } else { Evidence::Text(text) })
}

/// The rarer things that can be said of an item.
#[component]
fn Menu(here: Here, item: ItemIx) -> impl IntoView {
    let words = room(here.lang);
    let grip = here.grip;
    let open = move |name: &'static str, first: bool, form: Form| {
        view! {
            <button type="button" id=first.then_some("ask") on:click=move |_| grip.toggle(form)>{name}</button>
        }
    };
    let may = here.live.item(item, |it| it.kind != Kind::Abort && it.kind != Kind::Note);
    let critical = here.live.peek(|run| run.look().is_critical(&run.progress, item));
    let call = move |_| {
        here.press(Command::Criticise(item, !critical));
        grip.close();
    };
    view! {
        <div class="row menu" role="group" aria-label=words.more>
            {open(words.note, true, Form::Note(item))}
            {open(words.evidence, false, Form::Evidence(item))}
            {may.then(|| view! {
                {open(words.skip, false, Form::Aside(item, Mark::Skipped))}
                {open(words.not_applicable, false, Form::Aside(item, Mark::NotApplicable))}
                {open(words.blocked, false, Form::Aside(item, Mark::Blocked))}
                {open(words.failed, false, Form::Aside(item, Mark::Failed))}
                <button type="button" on:click=call>
                    {if critical { words.not_critical } else { words.call_critical }}
                </button>
            })}
        </div>
    }
}
