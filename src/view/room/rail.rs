//! The stages: which are behind, which one is in hand, how late each is, which wait and for what.

use super::{Here, scene};
use crate::run::Run;
use crate::run::course::LegIx;
use crate::run::journal::Journal;
use crate::run::timing::{LegState, Timing};
use crate::view::place::{Place, Room};
use crate::words::room::{of, range, room, short, slip, wait_for};
use crate::words::time;
use leptos::prelude::*;

/// The rail of stages.
#[component]
pub(super) fn Rail(here: Here) -> impl IntoView {
    let words = room(here.lang);
    let legs: Vec<LegIx> =
        here.live.peek(|run| run.course.each_leg().map(|(leg, _)| leg).collect());
    let stops: Vec<_> = legs.into_iter().map(|leg| view! { <Stop here leg/> }).collect();
    view! { <h2 class="label">{words.stages}</h2><ol class="stops">{stops}</ol> }
}

/// How a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Behind,
    Overridden,
    LeftOut,
    InHand,
    Locked,
}

impl Stands {
    fn of(run: &Run, leg: LegIx) -> Self {
        match run.progress.gate(leg) {
            gate if gate.left_out.is_some() => Self::LeftOut,
            gate if gate.opened.is_some() && gate.overridden => Self::Overridden,
            gate if gate.opened.is_some() => Self::Behind,
            _ if run.progress.current() == Some(leg) => Self::InHand,
            _ => Self::Locked,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Behind => "behind",
            Self::Overridden => "behind forced",
            Self::LeftOut => "out",
            Self::InHand => "in-hand",
            Self::Locked => "locked",
        }
    }
}

/// How late a stage is or will be: of a stage before us only what is likely.
fn lateness(timing: &Timing, leg: LegIx) -> Option<(i64, bool)> {
    const NOTICED_MS: i64 = 60_000;
    let it = timing.leg(leg);
    let (late_ms, likely) = match it.state {
        LegState::Passed => (it.slip_out_ms?, false),
        LegState::InHand => {
            let over_ms = it.planned.to_ms.map_or(0, |to_ms| timing.now_ms - to_ms);
            (over_ms.max(it.slip_in_ms.unwrap_or(0)), false)
        }
        LegState::Ahead => (it.forecast.from_ms? - it.planned.from_ms?, true),
        LegState::LeftOut => return None,
    };
    let told = !it.planned.in_days && !it.is_frame && late_ms.abs() >= NOTICED_MS;
    told.then_some((late_ms / NOTICED_MS * NOTICED_MS, likely))
}

#[component]
fn Stop(here: Here, leg: LegIx) -> impl IntoView {
    let Here { live, lang, timing, .. } = here;
    let words = room(lang);
    let n = leg.index() + 1;
    let (title, told, address) = live.peek(|run| {
        let section = run.plan.section(run.course.leg(leg).section);
        let told = section.schedule.as_ref().map(|it| time::schedule(lang, it).join(", "));
        let room = Room::Stage(u32::try_from(n).unwrap_or(u32::MAX));
        let address = Journal::run(&run.journal).map(|id| Place::Run(id, room).to_string());
        (section.title.to_string(), told, address)
    });
    let stands = live.memo(move |run| Stands::of(run, leg));
    let counts = live.memo(move |run| scene::settled(run, leg));
    let planned =
        Memo::new(move |_| timing.with(|it| live.peek(|run| range(run, &it.leg(leg).planned))));
    let late = Memo::new(move |_| timing.with(|it| lateness(it, leg)));
    let why = live.memo(move |run| scene::is_locked(run, leg).then(|| wait_for(lang, run)));
    let mark = move || match stands.get() {
        Stands::Behind => "✓".to_owned(),
        Stands::Overridden => "!".to_owned(),
        Stands::LeftOut => "–".to_owned(),
        Stands::InHand | Stands::Locked => n.to_string(),
    };
    let word = move || match stands.get() {
        Stands::Behind => words.passed,
        Stands::Overridden => words.forced,
        Stands::LeftOut => words.left_out,
        Stands::InHand => words.in_hand,
        Stands::Locked => words.locked,
    };
    let lateness = move || {
        late.get().map(|(late_ms, likely)| {
            let class = if late_ms > 0 { "late num" } else { "early num" };
            let about = if likely { "≈ " } else { "" };
            view! { <span class=class>{about}{slip(lang, late_ms)}</span> }
        })
    };
    view! {
        <li class=move || format!("stop {}", stands.get().class())>
            <a
                href=address title=move || why.get()
                aria-current=move || (here.leg.get() == Some(leg)).then_some("step")
            >
                <span class="mark num" aria-hidden="true">{mark}</span>
                <span class="t">
                    <span dir="auto">{short(&title).to_owned()}</span>
                    <small class="num">
                        {move || planned.get().or_else(|| told.clone()).map(|it| format!("{it} · "))}
                        {move || { let (n, all) = counts.get(); of(lang, n, all) }}
                        <span class="sr">", "{word}{move || why.get().map(|it| format!(": {it}"))}</span>
                    </small>
                </span>
                <span class="end">
                    {lateness}
                    {move || why.get().map(|_| view! { <svg class="lock" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3"/></svg> })}
                </span>
            </a>
        </li>
    }
}
