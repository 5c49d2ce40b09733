//! The stage on screen: its title, how much of its time is left, its rows, its gate.

use super::scene::Line;
use super::{Here, gate, row, scene};
use crate::plan::ItemIx;
use crate::run::course::LegIx;
use crate::run::timing::{LegState, Timing};
use crate::view::item::CommandBlock;
use crate::view::slices::{Slice, cut, in_slices};
use crate::words::room::{holds_still, room, stage_time, timer, wait_for};
use crate::words::time;
use leptos::prelude::*;

/// One stage.
#[component]
pub(super) fn Stage(here: Here, leg: LegIx) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let words = room(lang);
    let title = live.peek(|run| run.plan.section(run.course.leg(leg).section).title.to_string());
    let lines = live.peek(|run| scene::lines(run, leg));
    let locked = live.memo(move |run| scene::is_locked(run, leg));
    let closed = live.memo(move |run| {
        let over = run.progress.started.is_none() || run.progress.end.is_some();
        over || scene::is_locked(run, leg)
    });
    let draw = move |slice| view! { <Steps here slice locked=closed/> }.into_any();
    let lines =
        in_slices(|n| format!("steps{n}"), cut(lines), here.asked_for(|it: &Line| it.item()), draw);
    let holds = live.timed(move |run, now_ms| gate::Holds::of(run, leg, now_ms));
    let why = move || {
        locked.get().then(|| {
        let why = live.peek(|run| wait_for(lang, run));
        view! { <p class="notice" role="status"><span><b>{words.locked_title}</b>" "{why}</span></p> }
    })
    };
    view! {
        <header class="head">
            <div>
                <h2 class="name" id="stage" tabindex="-1" dir="auto">{title}</h2>
                <Holding here leg holds/>
            </div>
            <Time here leg/>
        </header>
        {why}
        {acts.map(|_| view! { <Find here/> })}
        <div>{lines}</div>
        <gate::Gate here leg closed holds/>
    }
}

/// The lines of one slice.
#[component]
fn Steps(here: Here, slice: Slice<Line>, #[prop(into)] locked: Signal<bool>) -> impl IntoView {
    let words = room(here.lang);
    let plain = move |line: &Line| {
        let text = match *line {
            Line::Step(item) => here.found(item)?,
            Line::Group(item) | Line::Remark(item) => {
                here.live.item(item, |it| it.text.to_string())
            }
            Line::Part(ix) => here.live.peek(|run| run.plan.section(ix).title.to_string()),
        };
        let id = line.item().map(|item| format!("i{}", item.index()));
        Some(view! { <li class="plain" id=id><p class="text" dir="auto">{text}</p></li> })
    };
    let (is_part, name) = (slice.is_part(), slice.name());
    let lines = slice.rows(move |it| line(here, it, locked), plain);
    view! {
        <ol class="steps" class:slice=is_part id=name aria-label=words.steps>{lines}</ol>
    }
}

fn line(here: Here, line: Line, locked: Signal<bool>) -> AnyView {
    let Here { live, lang, .. } = here;
    let acts = here.acts();
    let copying = acts.map(|acts| acts.copying);
    match line {
        Line::Step(item) => view! { <row::Row here item locked/> }.into_any(),
        Line::Part(section) => {
            let title = live.peek(|run| run.plan.section(section).title.to_string());
            view! { <li class="part"><h3 dir="auto">{title}</h3></li> }.into_any()
        }
        Line::Group(item) => {
            let text = live.item(item, |it| it.text.to_string());
            view! { <li class="part"><b dir="auto">{text}</b></li> }.into_any()
        }
        Line::Remark(item) => {
            let (text, commands) = live.item(item, |it| (it.text.to_string(), it.commands.clone()));
            let commands: Vec<_> = (commands.into_iter())
                .map(|command| view! { <CommandBlock command lang copying/> })
                .collect();
            view! { <li class="remark"><p dir="auto">{text}</p>{commands}</li> }.into_any()
        }
    }
}

/// What holds the gate, in a line that leads to it: the gate itself may stand below the screen.
#[component]
fn Holding(here: Here, leg: LegIx, holds: Memo<gate::Holds>) -> impl IntoView {
    let Here { live, lang, grip, .. } = here;
    let behind = live.memo(move |run| run.progress.gate(leg).is_behind());
    let told = Memo::new(move |_| {
        let others = holds.with(|it| it.rest.len());
        let told = holds.with(|it| it.told(lang));
        told.or_else(|| (others > 0).then(|| holds_still(lang, others))).filter(|_| !behind.get())
    });
    here.acts()?;
    let ready = move || holds.with(|it| !it.shut);
    Some(move || {
        told.get().map(|told| {
            view! {
                <button
                    type="button" class="quiet holding" class:ready=ready
                    on:click=move |_| grip.change(|hand| hand.aim("gate"))
                >"◆ "{told}" ↓"</button>
            }
        })
    })
}

/// How much of a stage's time is left, and when it likely ends.
#[component]
fn Time(here: Here, leg: LegIx) -> impl IntoView {
    let Here { live, lang, timing, .. } = here;
    let told = move |timing: &Timing| {
        let it = timing.leg(leg);
        let in_time = !it.planned.in_days;
        match (it.state, it.planned.to_ms.filter(|_| in_time), it.took_ms) {
            (LegState::InHand, Some(to_ms), _) => Some(to_ms - timing.now_ms),
            (LegState::InHand, None, took_ms) => took_ms,
            (LegState::Ahead | LegState::Passed | LegState::LeftOut, ..) => None,
        }
    };
    let left = move || timing.with(told);
    let said =
        Memo::new(move |_| timing.with(|it| live.read(|run| stage_time(lang, run, it, leg))));
    let plan = live.peek(|run| {
        let section = run.plan.section(run.course.leg(leg).section);
        section.schedule.as_ref().map(|it| time::schedule(lang, it).join(" · "))
    });
    view! {
        <div class="left" class:late=move || left().is_some_and(|it| it < 0)>
            <b class="num" role="timer">{move || left().map(|it| timer(lang, it))}</b>
            <span class="num">{move || said.get().or_else(|| plan.clone())}</span>
        </div>
    }
}

/// A field that looks for steps.
#[component]
fn Find(here: Here) -> impl IntoView {
    let words = room(here.lang);
    let grip = here.grip;
    let shown = Memo::new(move |_| here.find.with(Option::is_some));
    let found = move || {
        let leg = here.leg.get()?;
        let find = here.find.get()?;
        Some(here.live.peek(|run| {
            let items = &run.course.leg(leg).items;
            let fits = |item: &&ItemIx| scene::is_found(&run.plan.item(**item).text, Some(&find));
            format!("{} / {}", items.iter().filter(fits).count(), items.len())
        }))
    };
    let typed = move |text: String| grip.change(|hand| hand.find = Some(text));
    let close = move |_| {
        grip.change(|hand| {
            hand.find = None;
            hand.aim("stage");
        });
    };
    move || {
        shown.get().then(|| {
            view! {
                <search class="find">
                    <input
                        type="search" id="find" aria-label=words.find placeholder=words.find
                        value=here.find.get_untracked()
                        on:input=move |it| typed(event_target_value(&it))
                    />
                    <span class="num soft" role="status">{found}</span>
                    <button type="button" on:click=close>{words.show_all}</button>
                </search>
            }
        })
    }
}
