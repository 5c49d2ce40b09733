//! The gate, in the middle of the screen: its criteria, what is missing in words and counts, who
//! let the release through so far, and the decisions.

use super::criterion::Criterion;
use super::decisions::Decisions;
use super::hand::box_id;
use super::scene::Lacking;
use super::{Here, scene};
use crate::plan::{ItemIx, Kind};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::course::LegIx;
use crate::run::event::{Answer, Event, Source};
use crate::run::gate::Missing;
use crate::view::slices::{Slice, cut, in_slices};
use crate::words::Lang;
use crate::words::room::{gate_over, lacking, missing, of_people, room};
use leptos::prelude::*;

/// What holds a gate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Holds {
    pub(super) count: Lacking,
    pub(super) rest: Vec<Missing>,
    pub(super) shut: bool,
}

impl Holds {
    /// What holds the gate of a stage at a moment.
    pub(super) fn of(run: &Run, leg: LegIx, now_ms: i64) -> Self {
        let wanting = run.wanting(leg, now_ms);
        let count = Lacking::of(&wanting);
        let shut = !wanting.rest.is_empty() || count.steps + count.criteria > 0;
        Self { count, rest: wanting.rest, shut }
    }

    /// «Осталось: 2 шага, 1 критерий перехода»; nothing where no count tells it.
    pub(super) fn told(&self, lang: Lang) -> Option<String> {
        let words = room(lang);
        if !self.shut {
            return Some(words.ready.to_owned());
        }
        let Lacking { steps, criteria, wrong } = self.count;
        Some(format!("{}: {}", words.missing, lacking(lang, steps, criteria, wrong)?))
    }
}

/// The gate of a stage.
#[component]
pub(super) fn Gate(
    here: Here,
    leg: LegIx,
    /// Nothing may be said of it now.
    closed: Memo<bool>,
    /// What is missing.
    holds: Memo<Holds>,
) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let criteria = live.peek(|run| scene::criteria(run, leg));
    let title = if criteria.is_empty() { words.gate } else { words.gate_criteria };
    let draw = move |slice| view! { <Criteria here slice closed/> }.into_any();
    let rows =
        in_slices(|n| format!("criteria{n}"), cut(criteria), here.asked_for(|it| Some(*it)), draw);
    let behind = live.memo(move |run| run.progress.gate(leg).is_behind());
    let shut = Memo::new(move |_| holds.with(|it| it.shut));
    view! {
        <section
            class="gate" id="gate" tabindex="-1" aria-labelledby="gate-name"
            class:open=move || !shut.get() && !behind.get() class:behind=move || behind.get()
        >
            <h3 class="label" id="gate-name">{title}</h3>
            {rows}
            <Refused here leg/>
            {move || if behind.get() {
                let told = live.read(|run| gate_over(lang, run, leg));
                view! { <p class="called" role="status"><b>"✓ "{told}</b></p> }.into_any()
            } else {
                view! { <Missed here holds/><Approvals here leg/> }.into_any()
            }}
            {move || (acts.is_some() && !behind.get() && !closed.get())
                .then(|| view! { <Decisions here leg holds/> })}
        </section>
    }
}

/// The criteria of one slice.
#[component]
fn Criteria(here: Here, slice: Slice<ItemIx>, closed: Memo<bool>) -> impl IntoView {
    let draw = move |item: ItemIx| view! { <Criterion here item locked=closed/> };
    let plain = move |item: &ItemIx| {
        let text = here.found(*item)?;
        let id = format!("i{}", item.index());
        Some(view! { <li class="plain" id=id><p class="text" dir="auto">{text}</p></li> })
    };
    let (is_part, name) = (slice.is_part(), slice.name());
    let rows = slice.rows(draw, plain);
    view! { <ul class="crit" class:slice=is_part id=name>{rows}</ul> }
}

/// What is missing, in counts and in words.
#[component]
fn Missed(here: Here, holds: Memo<Holds>) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let rest = Memo::new(move |_| holds.with(|it| it.rest.clone()));
    let shut = Memo::new(move |_| holds.with(|it| it.shut));
    let told = move || holds.with(|it| it.told(lang));
    let row = move |it: Missing| {
        let text = live.peek(|run| missing(lang, run, &it));
        view! { <li><span dir="auto">{text}</span><Remedy here missing=it/></li> }
    };
    view! {
        <div class="lacking" role="status">
            {move || told().map(|it| view! { <p class="sub" class:go=move || !shut.get()>{it}</p> })}
            {move || Some(rest.get()).filter(|it| !it.is_empty()).map(|rest| view! {
                <ul>{rest.into_iter().map(row).collect::<Vec<_>>()}</ul>
            })}
        </div>
    }
}

/// The one move that helps against something missing.
#[component]
fn Remedy(here: Here, missing: Missing) -> impl IntoView {
    let words = room(here.lang);
    here.acts()?;
    let show = move |item: ItemIx| {
        here.grip.change(|hand| {
            hand.at = Some(item);
            hand.aim(box_id(item));
        });
    };
    let confirm = move |item: ItemIx| {
        let is_go = here.live.item(item, |it| it.kind == Kind::Go);
        let seen = here.live.peek(|run| scene::last_seen(run, item));
        here.press(if is_go {
            Command::Answer(item, Answer::Yes, seen, Source::Attested)
        } else {
            Command::Tick(item)
        });
    };
    let limited = |item: ItemIx| here.live.item(item, |it| !it.thresholds.is_empty());
    let button = match missing {
        Missing::Stale(item, _) if !limited(item) => view! {
            <button type="button" on:click=move |_| confirm(item)>{words.confirm_again}</button>
        }
        .into_any(),
        Missing::Item(item, _)
        | Missing::Conflict(item)
        | Missing::Soak(item, _)
        | Missing::Stale(item, _) => view! {
            <button type="button" class="quiet" on:click=move |_| show(item)>{words.show}</button>
        }
        .into_any(),
        Missing::Held => view! {
            <button type="button" on:click=move |_| here.press(Command::Resume)>{words.resume}</button>
        }
        .into_any(),
        Missing::Tripped(_)
        | Missing::Start
        | Missing::Over
        | Missing::GoingBack
        | Missing::Earlier(_) => ().into_any(),
    };
    Some(button)
}

/// Who let the release through so far, of how many.
#[component]
fn Approvals(here: Here, leg: LegIx) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let told = live.memo(move |run| {
        let asked = usize::from(run.progress.people_asked(leg, &run.journal));
        let names: Vec<String> = run.look().names(&run.progress, leg).map(str::to_owned).collect();
        (asked > 1 || !names.is_empty()).then(|| of_people(lang, &names, asked))
    });
    move || told.get().map(|it| view! { <p class="sub approvals" role="status">{it}</p> })
}

/// The last no, if nobody went on since.
#[component]
fn Refused(here: Here, leg: LegIx) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let words = room(lang);
    let told = live.memo(move |run| {
        let gate = run.progress.gate(leg);
        let refused = gate.refused.filter(|_| !gate.is_behind())?;
        let Event::GateRefused { reason, seat, .. } = &run.entry(refused).event else {
            return None;
        };
        let at = crate::words::room::at(run, run.entry(refused).at_ms);
        Some(format!("{}: {} · {} · {at}", words.said_no, reason.text, seat.name))
    });
    move || told.get().map(|it| view! { <p class="no-go" dir="auto"><b>"✕ "</b>{it}</p> })
}
