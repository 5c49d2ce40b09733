//! The decisions at a gate: go, hold, no-go, go back; and to go on though something is missing.
//! Each names the plan, the stage, the mode and the time in its question.

use super::ask::{Ask, Given};
use super::gate::Holds;
use super::{Form, Here, scene};
use crate::run::command::Command;
use crate::run::course::LegIx;
use crate::run::gate::Missing;
use crate::words::room::{decision, missing, pass_to, room};
use leptos::prelude::*;

/// The buttons, and the form of the one that was pressed.
#[component]
pub(super) fn Decisions(here: Here, leg: LegIx, holds: Memo<Holds>) -> impl IntoView {
    let Here { live, lang, grip, .. } = here;
    let words = room(lang);
    let shut = Memo::new(move |_| holds.with(|it| it.shut));
    // What no name and no reason can help.
    let firm = move |it: &Missing| {
        matches!(it, Missing::GoingBack | Missing::Earlier(_) | Missing::Start | Missing::Over)
    };
    let may_force = Memo::new(move |_| {
        let alone = live.read(|run| run.progress.people_asked(leg, &run.journal) > 1);
        holds.with(|it| (it.shut || alone) && !it.rest.iter().any(firm))
    });
    let held = live.memo(|run| run.progress.held().is_some());
    let onward = live.peek(|run| pass_to(lang, run, leg));
    let pressed = move |form: Form| move || here.asks(|it| it == form).to_string();
    view! {
        <div class="row decisions">
            <button
                type="button" class="pass" id="pass" disabled=move || shut.get()
                aria-expanded=pressed(Form::Pass) on:click=move |_| grip.toggle(Form::Pass)
            >{onward}</button>
            <button
                type="button" id="hold" hidden=move || held.get() aria-expanded=pressed(Form::Hold)
                on:click=move |_| grip.toggle(Form::Hold)
            >{words.hold}</button>
            <button
                type="button" id="no-go" aria-expanded=pressed(Form::Refuse)
                on:click=move |_| grip.toggle(Form::Refuse)
            >{words.no_go}</button>
            <button
                type="button" class="back" id="gate-back"
                on:click=move |_| grip.toggle(Form::GoBack(live.peek(scene::tripped).first().copied()))
            >"↩ "{words.roll_back}</button>
            <span class="apart">
                <button
                    type="button" class="quiet" id="override" hidden=move || !may_force.get()
                    aria-expanded=pressed(Form::Override) on:click=move |_| grip.toggle(Form::Override)
                >{words.override_gate}</button>
                <button
                    type="button" class="quiet" id="leave-out" aria-expanded=pressed(Form::LeaveOut)
                    on:click=move |_| grip.toggle(Form::LeaveOut)
                >{words.leave_out}</button>
            </span>
        </div>
        {move || here.form.get().and_then(|form| asked(here, leg, form))}
    }
}

/// The form of a decision.
fn asked(here: Here, leg: LegIx, form: Form) -> Option<AnyView> {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let question = move |word: &'static str| {
        Signal::derive(move || {
            let now_ms = live.now_ms.get();
            live.peek(|run| decision(lang, run, leg, word, now_ms))
        })
    };
    let give = move |make: fn(LegIx, Given) -> Command| {
        Callback::new(move |given: Given| here.answer(make(leg, given)))
    };
    Some(match form {
        Form::Pass => {
            let question = question(words.ask_pass);
            let on_answer = give(|leg, given| Command::Pass(leg, given.seat));
            let act = words.pass_yes;
            view! { <Ask here form question label="" act named=true on_answer/> }.into_any()
        }
        Form::Hold => {
            let question = question(words.ask_hold);
            let on_answer = give(|_, given| Command::Hold(given.text));
            view! { <Ask here form question label=words.why_hold act=words.hold on_answer/> }
                .into_any()
        }
        Form::Refuse => {
            let question = question(words.ask_no);
            let on_answer = give(|leg, given| Command::Refuse(leg, given.seat, given.text));
            let (label, act) = (words.why_no, words.no_go);
            view! { <Ask here form question label act named=true on_answer/> }.into_any()
        }
        Form::Override => {
            view! { <Forced here leg question=question(words.ask_force)/> }.into_any()
        }
        Form::LeaveOut => {
            let question = question(words.ask_out);
            let on_answer = give(|leg, given| Command::LeaveOut(leg, given.text));
            let (label, act) = (words.why_out, words.leave_out);
            view! { <Ask here form question label act on_answer/> }.into_any()
        }
        Form::More(_)
        | Form::Aside(..)
        | Form::Note(_)
        | Form::Evidence(_)
        | Form::Seen(_)
        | Form::Dismiss(_)
        | Form::Close(_)
        | Form::GoBack(_)
        | Form::EndBack(_)
        | Form::Retry
        | Form::Lead
        | Form::Remark
        | Form::Finish
        | Form::Abandon => return None,
    })
}

/// To go on though something is missing: loud, by name, with a reason and a long press.
#[component]
fn Forced(here: Here, leg: LegIx, question: Signal<String>) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let lacking = live.peek(|run| {
        let now_ms = live.now_ms.get_untracked();
        let list = run.look().missing(&run.progress, leg, now_ms);
        list.iter().map(|it| missing(lang, run, it)).collect::<Vec<_>>()
    });
    let rows: Vec<_> = lacking.into_iter().map(|it| view! { <li dir="auto">{it}</li> }).collect();
    let on_answer = Callback::new(move |given: Given| {
        here.answer(Command::Override(leg, given.seat, given.text));
    });
    view! {
        <section class="loud" aria-label=words.override_gate>
            <p><b>"▲ "{words.force_title}</b></p>
            {(!rows.is_empty()).then(|| view! { <ul class="plain">{rows}</ul> })}
            <Ask
                here form=Form::Override question label=words.why_force act=words.override_gate
                named=true stern=words.force_word on_answer
            />
        </section>
    }
}
