//! A rollback criterion: what it says, the value that was seen last and where it lies between the
//! limits, whether it came true, and what was decided then.

use super::ask::{Ask, Given, Under};
use super::criterion::read;
use super::row::More;
use super::said::{Said, Shown, Who, class};
use super::scene::{self, Reading};
use super::{Form, Here};
use crate::plan::signal::Meaning;
use crate::plan::{Item, ItemIx, Tier};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::event::{Evidence, Observed, Source, Until};
use crate::run::progress::State;
use crate::run::watch::Gauge;
use crate::run::watch::gauge::Grade;
use crate::view::health::{Measured, Watching};
use crate::words::health::health;
use crate::words::room::{gauge_said, patience, room};
use leptos::prelude::*;

/// A criterion.
#[component]
pub(super) fn Trigger(
    here: Here,
    item: ItemIx,
    /// It belongs to another stage than the one in hand.
    later: bool,
) -> impl IntoView {
    let Here { live, lang, grip, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let plan: Item = live.item(item, Item::clone);
    let shown = Shown::live(live, item, lang);
    let stands = Memo::new(move |_| shown.with(|it| it.state));
    let seen = live.row(item, move |run| scene::last_seen(run, item));
    // Patience that ran out is no patience: the clock brings it back, and wakes nobody else.
    let hot = Memo::new(move |_| {
        let from_ms = stands.get().tripped_from_ms();
        from_ms.is_some_and(|from_ms| from_ms == i64::MIN || live.now_ms.get() >= from_ms)
    });
    let grave = matches!(plan.tier, None | Some(Tier::P(0) | Tier::Sev(0 | 1)));
    let tier = plan.tier.map(|tier| view! { <b class="p0">{tier.to_string()}</b> });
    let own = measured(item);
    let word = move || match (hot.get(), stands.get()) {
        (true, _) => words.tripped.to_owned(),
        (false, State::Dismissed(until)) => live.peek(|run| patience(lang, run, until)),
        (false, _) if seen.with(Option::is_some) => margin(here, item, seen, own),
        (false, _) => watcher(here, own),
    };
    let forward = live.memo(|run| run.progress.back().is_none());
    let may = Memo::new(move |_| {
        acts.is_some()
            && live.read(|run| run.progress.end.is_none() && run.progress.started.is_some())
    });
    view! {
        <li
            id=format!("w{}", item.index()) tabindex="-1" class:hot=move || hot.get()
            class:grave=grave class:later=later
            data-state=move || class(stands.get())
        >
            <p class="what"><span dir="auto">{tier}{plan.text.to_string()}</span>
                <b class="seen num">{move || seen.with(|it| it.as_ref().map(|it| it.text.text.to_string()))}</b>
            </p>
            {move || seen.get().map(|seen| view! { <Meter here item seen/> })}
            {move || own.is_some_and(|it| it.with(|it| it.asks_person && it.is_asked)).then(|| view! { <small class="next ask" role="status">{health(lang).look_yourself}</small> })}
            <div class="stands">
                <small class="state" role="status">{move || if hot.get() { "▲ " } else { "" }}{word}</small>
                <Who here shown/>
            {move || may.get().then(|| view! {
                <div class="row acts">
                    <button type="button" class="quiet" on:click=move |_| grip.toggle(Form::Seen(item))>{words.i_see}</button>
                    {move || hot.get().then(|| view! {
                        <button type="button" class="quiet" on:click=move |_| grip.toggle(Form::Dismiss(item))>{words.dismiss}</button>
                        <button type="button" class="back" hidden=move || !forward.get() on:click=move |_| grip.toggle(Form::GoBack(Some(item)))>{words.roll_back}</button>
                    })}
                    <More here item/>
                </div>
            })}
            </div>
            <Said here shown quiet=true/>
            {acts.map(|_| view! { <Under here item/><Asked here item/> })}
        </li>
    }
}

/// Who watches it: people, or a signal beside the run that somebody allowed.
fn watcher(here: Here, measured: Option<Memo<Measured>>) -> String {
    let own = measured.map(|it| it.get()).filter(|it| it.is_asked);
    own.map_or_else(
        || room(here.lang).watching.to_owned(),
        |it| format!("{} {}", health(here.lang).measured_by, it.name),
    )
}

/// By which signal it is measured; none where people watch it.
fn measured(item: ItemIx) -> Option<Memo<Measured>> {
    use_context::<Watching>()?.measured.run(item)
}

/// «запас 79 %», or that the value is not on the good side.
fn margin(
    here: Here,
    item: ItemIx,
    seen: Memo<Option<Observed>>,
    own: Option<Memo<Measured>>,
) -> String {
    let reading = seen.get().map(|seen| here.live.item(item, |plan| Reading::judge(plan, seen)));
    let said = reading.map(|it| here.live.item(item, |plan| read(here, plan, &it)));
    said.filter(|it| !it.is_empty()).unwrap_or_else(|| watcher(here, own))
}

/// The form that is open under a rollback criterion.
#[component]
fn Asked(here: Here, item: ItemIx) -> impl IntoView {
    move || match here.grip.form_of(item)? {
        Form::Seen(_) => Some(view! { <See here item/> }.into_any()),
        Form::Dismiss(_) => Some(view! { <Dismiss here item/> }.into_any()),
        _ => None,
    }
}

/// What is seen: a value is kept beside the criterion, and trips it where it is on the wrong side.
#[component]
fn See(here: Here, item: ItemIx) -> impl IntoView {
    let Here { live, .. } = here;
    let words = room(here.lang);
    let limited = live.item(item, |it| !it.thresholds.is_empty());
    let hot = live.peek(|run| run.progress.row(item).state == State::Tripped);
    let value = RwSignal::new(String::new());
    let reading =
        Memo::new(move |_| value.with(|it| live.item(item, |plan| Reading::of(plan, it))));
    let said = move || reading.with(|it| live.item(item, |plan| read(here, plan, it)));
    let bad = move || reading.with(|it| matches!(it, Reading::Bad(_)));
    let keep = move || {
        if let Some(seen) = reading.get_untracked().seen() {
            here.answer(Command::Prove(item, Evidence::Value(seen)));
        }
    };
    let trip = move || {
        let seen = reading.get_untracked().seen();
        here.answer(Command::Trip(item, seen, Source::Attested));
    };
    let submit = move |press: leptos::ev::SubmitEvent| {
        press.prevent_default();
        match reading.get_untracked() {
            Reading::Bad(_) => trip(),
            Reading::Nothing | Reading::Words(_) | Reading::Good(..) => keep(),
        }
    };
    let empty = move || reading.with(|it| *it == Reading::Nothing);
    view! {
        <form class="ask" on:submit=submit>
            <label class="field">
                <span>{if limited { words.seen } else { words.what_seen }}</span>
                <input
                    type="text" id="ask" class="num" autocomplete="off"
                    on:input=move |it| value.set(event_target_value(&it))
                />
            </label>
            <small role="status" class:abort=bad>{said}</small>
            <div class="row">
                <button type="submit" class="main" disabled=empty hidden=bad>{words.keep_value}</button>
                <button type="button" class="back" hidden=hot on:click=move |_| trip()>{words.trip}</button>
                <button type="button" on:click=move |_| here.grip.close()>{words.cancel}</button>
            </div>
        </form>
    }
}

/// Why it is accepted, and for how long: until it worsens, or until a time.
#[component]
fn Dismiss(here: Here, item: ItemIx) -> impl IntoView {
    let Here { live, .. } = here;
    let words = room(here.lang);
    let until = RwSignal::new(String::new());
    let timed = RwSignal::new(false);
    let on_answer = Callback::new(move |given: Given| {
        let at_ms = timed.get_untracked().then(|| {
            let now_ms = live.now_ms.get_untracked();
            live.peek(|run| until.with_untracked(|typed| scene::clock_typed(run, typed, now_ms)))
        });
        match at_ms {
            None => here.answer(Command::Dismiss(item, given.text, Until::Worse)),
            Some(Some(at_ms)) => here.answer(Command::Dismiss(item, given.text, Until::At(at_ms))),
            // No time can be read: the field stays, and the question with it.
            Some(None) => {}
        }
    });
    let choice = move |at_time: bool, text: &'static str| {
        view! {
            <label class="choice">
                <input
                    type="radio" name="until" checked=!at_time prop:checked=!at_time
                    on:change=move |_| timed.set(at_time)
                />
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <section>
            <fieldset>
                <legend class="sr">{words.how_long}</legend>
                {choice(false, words.until_worse)}
                {choice(true, words.until_time)}
                <input
                    type="time" aria-label=words.until_time hidden=move || !timed.get()
                    on:input=move |it| until.set(event_target_value(&it))
                />
            </fieldset>
            <Ask here form=Form::Dismiss(item) label=words.why_dismiss act=words.dismiss on_answer/>
        </section>
    }
}

/// Where a value lies between the limits on its metric. Its words stand beside it for everybody.
#[component]
fn Meter(here: Here, item: ItemIx, seen: Observed) -> impl IntoView {
    let value = seen.number?;
    let gauge = here.live.peek(|run| gauge_of(run, item))?;
    let said = gauge_said(here.lang, &gauge, value);
    let place = |at: f64| (gauge.place(at) * 1000.0).round() / 10.0;
    let bands: Vec<_> = (gauge.bands.iter())
        .map(|band| {
            let from = band.from.map_or(0.0, place);
            let to = band.to.map_or(100.0, place);
            let class = match band.grade {
                Grade::Good => "good",
                Grade::Hold => "hold",
                Grade::Grave => "grave",
                Grade::Gravest => "gravest",
            };
            view! { <i class=class style:left=format!("{from}%") style:width=format!("{}%", to - from)></i> }
        })
        .collect();
    Some(view! {
        <div class="meter" role="img" aria-label=said>
            {bands}<b style:left=format!("{}%", place(value))></b>
        </div>
    })
}

fn gauge_of(run: &Run, item: ItemIx) -> Option<Gauge> {
    let limit = run.plan.item(item).thresholds.first()?;
    Gauge::of(&run.plan, &Meaning::of_limit(limit), |_| true)
}
