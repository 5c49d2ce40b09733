//! Going back: why, since when, how much time is left, what to do in which order, and what comes
//! after. The same screen in another state.

use super::ask::{Ask, Given};
use super::criterion::Criterion;
use super::row::Row;
use super::{Form, Here, scene};
use crate::plan::{ItemIx, Kind, SectionIx};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::course::LegIx;
use crate::run::progress::Back;
use crate::words::room::{
    back_after, back_by, back_clock, back_done, back_length, not_reached, room, short, timer,
};
use leptos::prelude::*;

/// The way back that is walked, or was walked last.
#[component]
pub(super) fn WayBack(here: Here) -> impl IntoView {
    let Here { live, lang, timing, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let walking = live.memo(|run| run.progress.back().is_some());
    let title =
        live.memo(move |run| scene::going_back(run).map(|back| back_after(lang, run, back)));
    let cause = live.memo(|run| {
        let item = scene::going_back(run)?.cause?;
        let seen = scene::last_seen(run, item).map(|it| format!(" · {}", it.text.text));
        Some(format!("{}{}", run.plan.item(item).text, seen.unwrap_or_default()))
    });
    let by = live.memo(move |run| scene::going_back(run).map(|back| back_by(lang, run, back)));
    let left = move || timing.with(|it| it.left_ms);
    let length = Memo::new(move |_| {
        timing.with(|it| it.back.as_ref().map(|back| back_length(lang, back.way)))
    });
    view! {
        <section class="backing-panel" aria-labelledby="back-title">
            <header class="head">
                <div>
                    <h2 id="back-title" tabindex="-1">"↩ "{move || title.get()}</h2>
                    {move || cause.get().map(|it| view! { <p class="abort"><b dir="auto">"▲ "{it}</b></p> })}
                    <p class="num by-whom" dir="auto">{move || by.get()}</p>
                </div>
                <div class="left" hidden=move || !walking.get() || left().is_none()>
                    <b class="num" role="timer">{move || left().map(|it| timer(lang, it))}</b>
                    <span>{words.to_window_end}{move || length.get().map(|it| format!(", {it}"))}</span>
                </div>
            </header>
            <Ways here/>
            <Lost here/>
            {acts.map(|_| view! { <Endings here walking/> })}
        </section>
    }
}

/// The procedures of the stages that were reached.
#[component]
fn Ways(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let (ways, left_out) = live.peek(|run| {
        let back = scene::going_back(run);
        (
            back.map(|back| ways(run, back)).unwrap_or_default(),
            back.and_then(|it| not_reached(lang, run, it)),
        )
    });
    let over = live.memo(|run| run.progress.end.is_some());
    let row = move |item: ItemIx| {
        if live.item(item, |it| it.kind == Kind::Go) {
            view! { <Criterion here item locked=over/> }.into_any()
        } else {
            let clock = Memo::new(move |_| clock_of(here, item));
            let clock = Signal::derive(move || clock.get());
            view! { <Row here item locked=over clock/> }.into_any()
        }
    };
    let named = ways.len() > 1;
    let part = move |(section, items): (SectionIx, Vec<ItemIx>)| {
        let title = live.peek(|run| run.plan.section(section).title.to_string());
        let title = named.then(
            || view! { <li class="part"><h3 dir="auto">{short(&title).to_owned()}</h3></li> },
        );
        view! { {title}{items.into_iter().map(row).collect::<Vec<_>>()} }
    };
    if ways.is_empty() {
        view! { <p class="notice">{words.no_way}</p> }.into_any()
    } else {
        let parts: Vec<_> = ways.into_iter().map(part).collect();
        view! {
            <ol class="steps proc" aria-label=words.procedure>{parts}</ol>
            {left_out.map(|it| view! { <p class="sub">{it}</p> })}
        }
        .into_any()
    }
}

fn ways(run: &Run, back: &Back) -> Vec<(SectionIx, Vec<ItemIx>)> {
    run.ways_back(back).into_iter().map(|way| (way.section, way.items.clone())).collect()
}

/// What a step of the way back says about its time: by the plan, and as it is.
fn clock_of(here: Here, item: ItemIx) -> String {
    here.timing.with(|timing| {
        let back = timing.back.as_ref();
        let step = back.and_then(|back| back.steps.iter().find(|step| step.item == item));
        step.map(|step| back_clock(here.lang, step, timing.now_ms)).unwrap_or_default()
    })
}

/// After a way back that did not bring the old state back.
#[component]
fn Lost(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let told = live.memo(move |run| {
        let (ended, restored) = run.progress.is_back()?.finished?;
        Some((back_done(lang, run, ended), restored))
    });
    move || {
        told.get().map(|(told, restored)| {
            let mark = if restored { "✓ " } else { "✕ " };
            view! { <p class="notice" role="status"><b>{mark}</b>{told}</p> }
        })
    }
}

/// How the way back ends, and what comes after.
#[component]
fn Endings(here: Here, walking: Memo<bool>) -> impl IntoView {
    let Here { live, grip, .. } = here;
    let words = room(here.lang);
    let over = live.memo(|run| run.progress.end.is_some());
    let open =
        live.memo(|run| run.progress.back().map_or(0, |back| run.open_on_the_way_back(back).len()));
    let button = move |class: &'static str, id: &'static str, form: Form, name: &'static str| {
        view! {
            <button
                type="button" class=class id=id aria-expanded=move || here.asks(|it| it == form).to_string()
                on:click=move |_| grip.toggle(form)
            >{name}</button>
        }
    };
    let end = move |restored: bool| {
        Callback::new(move |given: Given| {
            here.answer(Command::FinishBack { restored, reason: given.text });
        })
    };
    let asked = move || {
        Some(match here.form.get()? {
            Form::EndBack(true) => {
                let (form, empty) = (Form::EndBack(true), open.get_untracked() == 0);
                let label = if empty { words.back_remark } else { words.why_open };
                view! { <Ask here form label act=words.restored may_be_empty=empty on_answer=end(true)/> }.into_any()
            }
            Form::EndBack(false) => {
                let form = Form::EndBack(false);
                view! { <Ask here form label=words.why_lost act=words.not_restored on_answer=end(false)/> }.into_any()
            }
            Form::Retry => view! { <Retry here/> }.into_any(),
            _ => return None,
        })
    };
    view! {
        <div class="row end" hidden=move || !walking.get() || over.get()>
            {button("", "not-restored", Form::EndBack(false), words.not_restored)}
            {button("main", "restored", Form::EndBack(true), words.restored)}
        </div>
        <div class="row end" hidden=move || walking.get() || over.get()>
            {button("main", "retry", Form::Retry, words.retry)}
        </div>
        {asked}
    }
}

/// From which stage to try again, and what is different now.
#[component]
fn Retry(here: Here) -> impl IntoView {
    let Here { live, .. } = here;
    let words = room(here.lang);
    let legs: Vec<(LegIx, String)> = live.peek(|run| {
        let during = run.progress.is_back().and_then(|back| back.during);
        let legs = run.course.each_leg().filter(|(leg, _)| during.is_none_or(|it| *leg <= it));
        legs.map(|(leg, it)| (leg, run.plan.section(it.section).title.to_string())).collect()
    });
    let last = legs.last().map(|(leg, _)| *leg);
    let chosen = RwSignal::new(last);
    let choice = move |(leg, title): (LegIx, String)| {
        view! {
            <label class="choice">
                <input
                    type="radio" name="retry" checked=Some(leg) == last prop:checked=Some(leg) == last
                    on:change=move |_| chosen.set(Some(leg))
                />
                <span dir="auto">{title}</span>
            </label>
        }
    };
    let on_answer = Callback::new(move |given: Given| {
        if let Some(leg) = chosen.get_untracked() {
            here.answer(Command::Retry(leg, given.text));
        }
    });
    view! {
        <fieldset><legend>{words.from_stage}</legend>{legs.into_iter().map(choice).collect::<Vec<_>>()}</fieldset>
        <Ask here form=Form::Retry label=words.why_retry act=words.retry on_answer/>
    }
}
