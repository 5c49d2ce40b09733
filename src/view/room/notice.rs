//! What has to be known at once, across the whole screen: a refusal, what came true, a pause, and
//! what happened while nobody looked.

use super::{Form, Here, scene};
use crate::plan::{ItemIx, Tier};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::event::Event;
use crate::run::progress::At;
use crate::words::health::health;
use crate::words::room::{ago, at, entry_told, new_entries, refusal, room, since};
use leptos::prelude::*;

/// All of them, the gravest first.
#[component]
pub(super) fn Notices(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let refused = move || {
        let refused = acts.and_then(|acts| acts.refused.get());
        refused.map(|it| live.peek(|run| refusal(lang, run, &it)))
    };
    view! {
        <div class="notices">
            <Alarm here/>
            <div role="alert">
                {move || refused().map(|it| view! { <p class="strap bad"><b>"✕ "</b><span dir="auto">{it}</span></p> })}
            </div>
            <Pause here/>
            <Return here/>
            <p class="sr" role="status">{latest(here)}</p>
        </div>
    }
}

/// The last entry, for those who hear the screen; not what the strap says at this moment anyway.
fn latest(here: Here) -> impl Fn() -> Option<String> {
    let len = here.live.memo(|run| run.journal.len());
    move || {
        let last = len.get().checked_sub(1)?;
        here.live.peek(|run| {
            let entry = run.journal.entries().get(last)?;
            let tripped = match &entry.event {
                Event::Tripped { item, .. } => run.course.item_by_id(*item),
                _ => None,
            };
            let strap = gravest(run, entry.at_ms);
            (tripped.is_none() || tripped != strap).then(|| entry_told(here.lang, run, entry))
        })
    }
}

/// The gravest criterion that came true, while something can still be decided about it: it has a
/// strap of its own across the screen.
pub fn gravest(run: &Run, now_ms: i64) -> Option<ItemIx> {
    let over = run.progress.end.is_some() || scene::going_back(run).is_some();
    let grave = |item: &ItemIx| {
        matches!(run.plan.item(*item).tier, None | Some(Tier::P(0) | Tier::Sev(0 | 1)))
    };
    run.look().tripped(&run.progress, now_ms).find(grave).filter(|_| !over)
}

/// The same, else the first of those that are less grave; and whether it is of the gravest.
fn pressing(run: &Run, now_ms: i64) -> Option<(ItemIx, bool)> {
    let over = run.progress.end.is_some() || scene::going_back(run).is_some();
    let lesser = || run.look().tripped(&run.progress, now_ms).next().filter(|_| !over);
    let grave = gravest(run, now_ms).map(|item| (item, true));
    grave.or_else(|| lesser().map(|item| (item, false)))
}

/// The gravest criterion that came true, and the two moves there are.
#[component]
fn Alarm(here: Here) -> impl IntoView {
    let Here { live, grip, .. } = here;
    let acts = here.acts();
    let words = room(here.lang);
    let pressing = live.timed(pressing);
    let told = move |(item, is_grave): (ItemIx, bool)| {
        // What is not of the gravest is for people to decide.
        let asks = if is_grave { words.tripped_now } else { health(here.lang).decide };
        let (text, seen) = live.peek(|run| {
            let seen = scene::last_seen(run, item).map(|it| it.text.text.to_string());
            (run.plan.item(item).text.to_string(), seen)
        });
        view! {
            <div class="strap" class:alarm=is_grave class:held=!is_grave>
                <p>
                    <b>"▲ "{asks}": "</b><span dir="auto">{text}</span>
                    {seen.map(|it| view! { <b class="num">" · "{it}</b> })}
                </p>
                {acts.map(|_| view! {
                    <span class="row">
                        <button type="button" on:click=move |_| grip.toggle(Form::Dismiss(item))>{words.dismiss}</button>
                        <button type="button" class="back" on:click=move |_| grip.toggle(Form::GoBack(Some(item)))>{words.roll_back}</button>
                    </span>
                })}
            </div>
        }
    };
    view! { <div role="alert">{move || pressing.get().map(told)}</div> }
}

/// Everything waits: for what, since when, by whom.
#[component]
fn Pause(here: Here) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let told = live.memo(move |run| {
        let entry = run.entry(run.progress.held().filter(|_| run.progress.end.is_none())?);
        let Event::Held { reason } = &entry.event else { return None };
        let by = format!("{} · {}", entry.by, since(lang, run, entry.at_ms));
        Some((reason.text.to_string(), by))
    });
    let strap = move |(reason, by): (String, String)| {
        view! {
            <div class="strap held">
                <p><b>"‖ "{words.held}": "</b><span dir="auto">{reason}</span><small class="num">" · "{by}</small></p>
                {acts.map(|_| view! {
                    <button type="button" class="main" id="resume" on:click=move |_| here.press(Command::Resume)>{words.resume}</button>
                })}
            </div>
        }
    };
    view! { <div role="status">{move || told.get().map(strap)}</div> }
}

/// Where we were when nobody looked, what happened since, and what comes next.
#[component]
fn Return(here: Here) -> impl IntoView {
    let Here { live, lang, grip, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let acts = acts?;
    let told = move || {
        let left = acts.left.get()?;
        let now_ms = live.now_ms.get_untracked();
        live.peek(|run| {
            let last = At::try_from(run.journal.len().checked_sub(1)?).ok()?;
            let entry = run.entry(last);
            let when = format!("{}, {}", at(run, entry.at_ms), ago(lang, now_ms - entry.at_ms));
            let new = run.journal.len().saturating_sub(left.entries);
            let entries = run.journal.entries().iter().skip(left.entries);
            let first: Vec<String> = entries
                .take(MEANWHILE)
                .map(|it| format!("{} {}", at(run, it.at_ms), entry_told(lang, run, it)))
                .collect();
            let new = (new > 0).then(|| (new_entries(lang, new), first));
            Some((entry_told(lang, run, entry), when, new, next(run)))
        })
    };
    let strap = move |(told, when, new, next): (String, String, News, Option<ItemIx>)| {
        let show = move |_| {
            acts.left.set(None);
            if let Some(item) = next {
                grip.change(|hand| {
                    hand.at = Some(item);
                    hand.aim(super::hand::box_id(item));
                });
            }
        };
        let go = if next.is_some() { words.to_next } else { words.understood };
        view! {
            <div class="strap back-again">
                <p>
                    <b>{words.last_was}": "</b><span dir="auto">{told}</span>
                    <small class="num">" · "{when}</small>
                </p>
                {new.map(|(count, first)| view! { <Meanwhile here count first/> })}
                <span class="row">
                    <button type="button" class="main" on:click=show>{go}</button>
                    <button type="button" on:click=move |_| acts.left.set(None)>{words.close_it}</button>
                </span>
            </div>
        }
    };
    Some(view! { <div role="status">{move || told().map(strap)}</div> })
}

/// What is new, in a count and by the first of it.
type News = Option<(String, Vec<String>)>;

/// How much of it is told before the journal has to be opened.
const MEANWHILE: usize = 5;

/// What happened while nobody looked.
#[component]
fn Meanwhile(here: Here, count: String, first: Vec<String>) -> impl IntoView {
    let words = room(here.lang);
    let rows: Vec<_> = first.into_iter().map(|it| view! { <li dir="auto">{it}</li> }).collect();
    view! {
        <div class="news">
            <p><b>{words.meanwhile}": "</b>{count}</p>
            <ul class="num">{rows}</ul>
        </div>
    }
}

/// The first item of the stage in hand that waits for somebody.
fn next(run: &Run) -> Option<ItemIx> {
    let leg = run.progress.current()?;
    let mut items = run.course.leg(leg).items.iter().copied();
    items.find(|item| !run.is_settled(*item))
}
