//! The strip: the whole release in one line. Planned above, actual below, now, and the last moment
//! at which going back still fits.

use super::Here;
use crate::run::Run;
use crate::run::course::LegIx;
use crate::run::timing::{LegState, Timing};
use crate::words::room::{at, near, room, short, strip_said};
use leptos::prelude::*;

/// From where to where the strip reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Frame {
    from_ms: i64,
    to_ms: i64,
}

impl Frame {
    /// The window, stretched to what outruns it.
    fn of(timing: &Timing) -> Option<Self> {
        const STEP_MS: i64 = 300_000;
        let (from_ms, end_ms) = (timing.window.from_ms?, timing.window.to_ms?);
        let far_ms = timing.now_ms.max(timing.window_forecast_ms.unwrap_or(end_ms));
        let far_ms = (far_ms + STEP_MS - 1).div_euclid(STEP_MS) * STEP_MS;
        let near = far_ms - end_ms < end_ms - from_ms;
        let to_ms = if far_ms > end_ms && near { far_ms } else { end_ms };
        (to_ms > from_ms).then_some(Self { from_ms, to_ms })
    }

    /// Where a moment lies, from 0 to 100 with a tenth.
    fn place(self, at_ms: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a place on a screen")]
        let share = (at_ms - self.from_ms) as f64 / (self.to_ms - self.from_ms) as f64;
        (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0
    }
}

/// A stretch of the strip.
#[derive(Debug, Clone, PartialEq)]
struct Bar {
    left: f64,
    width: f64,
    class: &'static str,
    text: String,
}

fn bar(frame: Frame, from_ms: i64, to_ms: i64) -> Option<Bar> {
    if to_ms <= frame.from_ms || from_ms >= frame.to_ms {
        return None;
    }
    let (left, right) = (frame.place(from_ms), frame.place(to_ms));
    let width = ((right - left) * 10.0).round() / 10.0;
    Some(Bar { left, width, class: "", text: String::new() })
}

/// What was planned, what happened, and what that makes likely.
fn bars(run: &Run, timing: &Timing) -> Option<(Frame, Vec<Bar>, Vec<Bar>)> {
    let frame = Frame::of(timing)?;
    let (mut planned, mut real) = (Vec::new(), Vec::new());
    for (n, leg) in timing.legs.iter().enumerate() {
        let title = &run.plan.section(run.course.leg(LegIx::new(n)).section).title;
        if let (Some(from_ms), Some(to_ms)) = (leg.planned.from_ms, leg.planned.to_ms)
            && !leg.planned.in_days
        {
            let text = format!("{} {}", n + 1, short(title));
            planned.extend(bar(frame, from_ms, to_ms).map(|it| Bar { text, ..it }));
        }
        let class = match leg.state {
            LegState::Ahead | LegState::LeftOut => continue,
            LegState::Passed => "real",
            LegState::InHand => "real run",
        };
        if let Some(from_ms) = leg.actual.from_ms {
            let to_ms = leg.actual.to_ms.unwrap_or(timing.now_ms);
            real.extend(bar(frame, from_ms, to_ms).map(|it| Bar { class, ..it }));
        }
    }
    Some((frame, planned, real))
}

/// A moment on the strip with its words.
#[derive(Debug, Clone, PartialEq)]
struct Cap {
    place: f64,
    class: &'static str,
    /// Which end of the words stands at the place.
    side: &'static str,
    text: String,
}

fn cap(place: f64, class: &'static str, text: String) -> Cap {
    let side = match place {
        it if it < 12.0 => "at-start",
        it if it > 88.0 => "at-end",
        _ => "at-mid",
    };
    Cap { place, class, side, text }
}

/// Words so near to those of now find no room on a phone.
fn beside(far: f64) -> &'static str {
    if far < 32.0 { "cap crowded" } else { "cap" }
}

/// The words under the strip. Those of the ends give way where now stands beside them.
fn caps(here: Here, run: &Run, timing: &Timing, frame: Frame) -> Vec<Cap> {
    let words = room(here.lang);
    let mut caps = Vec::new();
    let now = frame.place(timing.now_ms);
    let end = frame.place(timing.window.to_ms.unwrap_or(frame.to_ms));
    if now > 14.0 {
        caps.push(cap(0.0, beside(now), near(here.lang, run, frame.from_ms, timing.now_ms)));
    }
    caps.push(cap(now, "cap now-cap", near(here.lang, run, timing.now_ms, frame.to_ms)));
    if (end - now).abs() > 14.0 {
        let text = at(run, timing.window.to_ms.unwrap_or(frame.to_ms));
        caps.push(cap(end, beside((end - now).abs()), text));
    }
    if let Some(safe_ms) = timing.last_safe.at_ms {
        let text = format!("{} {}", words.last_safe, at(run, safe_ms));
        let place = frame.place(safe_ms);
        let side = if place < 35.0 {
            "at-start"
        } else if place > 65.0 {
            "at-end"
        } else {
            "at-mid"
        };
        caps.push(Cap { side, ..cap(place, "cap low red", text) });
    }
    caps
}

/// The strip. Where the plan tells no times there is none.
#[component]
pub(super) fn Strip(here: Here) -> impl IntoView {
    let Here { live, lang, timing, .. } = here;
    let words = room(lang);
    let drawn = Memo::new(move |_| live.read(|run| timing.with(|it| bars(run, it))));
    let marks = Memo::new(move |_| {
        let frame = drawn.with(|it| it.as_ref().map(|(frame, ..)| *frame))?;
        Some(live.peek(|run| {
            timing.with(|it| {
                let safe = it.last_safe.at_ms.map(|at_ms| frame.place(at_ms));
                let end =
                    it.window.to_ms.filter(|end| *end < frame.to_ms).map(|end| frame.place(end));
                (frame.place(it.now_ms), safe, end, caps(here, run, it, frame))
            })
        }))
    });
    let said = Memo::new(move |_| live.read(|run| timing.with(|it| strip_said(lang, run, it))));
    let bar = |class: &'static str, it: Bar| {
        let (left, width) = (format!("{}%", it.left), format!("{}%", it.width));
        let title = it.text.clone();
        view! {
            <span class=format!("{class}{}", it.class) style:left=left style:width=width title=title>{it.text}</span>
        }
    };
    let lines = move || {
        drawn.get().map(|(_, planned, real)| {
            let planned = planned.into_iter().map(|it| bar("slot", it)).collect::<Vec<_>>();
            let real = real.into_iter().map(|it| bar("", it)).collect::<Vec<_>>();
            view! { {planned}{real} }
        })
    };
    let line = |class: &'static str, place: f64| {
        view! { <span class=class style:left=format!("{place}%")></span> }
    };
    let points = move || {
        marks.get().map(|(now, safe, end, caps)| {
            let caps: Vec<_> = caps.into_iter().map(|it| view! {
                <span class=format!("{} {}", it.class, it.side) style:left=format!("{}%", it.place)>{it.text}</span>
            }).collect();
            view! {
                {end.map(|it| line("edge", it))}{safe.map(|it| line("ponr", it))}{line("now", now)}{caps}
            }
        })
    };
    view! {
        <section class="strip" aria-label=words.window hidden=move || drawn.with(Option::is_none)>
            <p class="sr">{move || said.get()}</p>
            <div class="track num" class:safe=move || timing.with(|it| it.last_safe.at_ms.is_some()) aria-hidden="true">{lines}{points}</div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::room::testing::{T0_MS, Told, plan};

    #[test]
    fn the_strip_reaches_over_the_window_and_what_outruns_it() {
        let minute = |n: i64| T0_MS + n * 60_000;
        let told = Told::new(plan()).start();
        let frame = |n| Frame::of(&Timing::of(&told.run, minute(n)));
        assert_eq!(frame(30), Some(Frame { from_ms: T0_MS, to_ms: minute(120) }));
        assert_eq!(frame(121).map(|it| it.to_ms > minute(120)), Some(true));
    }

    #[test]
    fn what_lies_outside_is_not_drawn() {
        let frame = Frame { from_ms: 1000, to_ms: 2000 };
        assert_eq!(bar(frame, 0, 900), None);
        assert_eq!(bar(frame, 500, 1500).map(|it| (it.left, it.width)), Some((0.0, 50.0)));
        assert_eq!(frame.place(9000).to_string(), "100");
    }
}
