//! What was understood of the open plan, and what only the browser can do there: the two panes are
//! kept in step, the chosen line is brought into sight.

use super::House;
use crate::plan::Fix;
use crate::view::opened::{Opened, Spot};
use crate::view::place::Place;
use crate::view::source::LINE_PX;
use crate::view::understood::{Acts, Panes, Shown, UnderstoodScreen};
use crate::web::opener::Desk;
use crate::web::{clipboard, corrections, hints, reach, sight};
use crate::words::Lang;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Lines above and below those in sight that are there already.
const AHEAD: usize = 24;

/// The pane that a person is at; only that one leads the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leader {
    Source,
    Model,
}

/// The screen.
#[component]
pub(super) fn Understood(house: House, lang: Lang) -> impl IntoView {
    let House { opener, route, .. } = house;
    // Another plan on its way is no reason to take this one out of sight.
    let open = Memo::new(move |before: Option<&Option<Opened>>| match opener.desk.get() {
        Desk::Open(opened) => Some(opened),
        Desk::Empty | Desk::Reading | Desk::Failed { .. } => before.cloned().flatten(),
    });
    open.get_untracked()?;
    let opened = Signal::derive(move || open.get().unwrap_or_else(Opened::nothing));
    let (source, model) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let (window, set_window) = signal((1, 3 * AHEAD));
    let chosen = RwSignal::new(None);
    let panes =
        Panes { source, model, window: window.into(), chosen, shown: RwSignal::new(Shown::Model) };
    keep_in_step(panes, set_window, opened);
    bring_into_sight(panes, opened);
    let strayed = Memo::new(move |_| {
        opened.with(|it| {
            let ids: Vec<_> = it.strays.iter().map(|stray| stray.id).collect();
            corrections::words_of(&ids, it.digest, &it.name, &it.plan)
        })
    });
    let onward = move |()| {
        if let Some(digest) = opener.digest() {
            route.go(Place::Start(digest));
        }
    };
    let pointed = move |press: ev::MouseEvent| {
        let plan = opened.get_untracked().plan;
        if let Some(spot) = anchor_at(&press).and_then(|it| Spot::of_anchor(&plan, &it)) {
            chosen.set(Some(spot));
        }
    };
    provide_context(sight::sight());
    let acts = Acts {
        another: Callback::new(move |()| route.go(Place::Shelf)),
        onward: Callback::new(onward),
        as_it_was: Callback::new(move |as_it_was| opener.change(|it| it.reread(as_it_was))),
        copying: clipboard::copying(),
        fix: Callback::new(move |(spot, fix): (Spot, Fix)| opener.change(|it| it.fixed(spot, fix))),
        unfix: Callback::new(move |spot| opener.change(|it| it.unfixed(spot))),
        forget_strays: Callback::new(move |()| opener.change(Opened::without_strays)),
        pointed: Callback::new(pointed),
        hint: hints::new_to("understood"),
    };
    Some(view! { <UnderstoodScreen opened panes strayed lang acts/> })
}

/// The name of what was pressed in the model. A button in there has its own meaning.
fn anchor_at(press: &ev::MouseEvent) -> Option<String> {
    let target: Element = press.target()?.dyn_into().ok()?;
    if target.closest("button").ok()?.is_some() {
        return None;
    }
    target.closest("[id]").ok()?.map(|it| it.id()).or_else(|| {
        let section = target.closest(".section").ok()??;
        Some(section.id())
    })
}

/// The screen was left: a frame or a scroll that was on its way finds nothing.
fn is_gone(panes: Panes) -> bool {
    panes.chosen.try_get_untracked().is_none()
}

/// Which lines of the source are in sight, and the scroll of one pane after the other's.
fn keep_in_step(panes: Panes, set_window: WriteSignal<(usize, usize)>, opened: Signal<Opened>) {
    let leader = StoredValue::new(Leader::Model);
    let lead = move |node: NodeRef<html::Div>, who: Leader| {
        Effect::new(move || {
            let Some(pane) = node.get() else { return };
            let here = move || {
                // A pane that was left may still be told of a scroll.
                let _ = leader.try_update_value(|leader| *leader = who);
            };
            // A pane lives as long as its screen, and its listeners with it.
            let listen = |event: &str, act: Box<dyn FnMut()>| {
                let act = wasm_bindgen::closure::Closure::wrap(act);
                let _ = pane.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
                act.forget();
            };
            for event in ["wheel", "touchstart", "pointerdown", "focusin", "keydown"] {
                listen(event, Box::new(here));
            }
            listen(
                "scroll",
                Box::new(move || match who {
                    _ if is_gone(panes) => {}
                    Leader::Source => {
                        source_scrolled(panes, set_window, opened, leader.get_value() == who);
                    }
                    Leader::Model => model_scrolled(panes, leader.get_value() == who),
                }),
            );
            if who == Leader::Source {
                source_scrolled(panes, set_window, opened, false);
            }
        });
    };
    lead(panes.source, Leader::Source);
    lead(panes.model, Leader::Model);
    let resized = window_event_listener(ev::resize, move |_| {
        source_scrolled(panes, set_window, opened, false);
    });
    on_cleanup(move || resized.remove());
    Effect::new(move || {
        // A pane that was out of sight had no height.
        panes.shown.get();
        request_animation_frame(move || source_scrolled(panes, set_window, opened, false));
    });
}

fn source_scrolled(
    panes: Panes,
    set_window: WriteSignal<(usize, usize)>,
    opened: Signal<Opened>,
    leads: bool,
) {
    if is_gone(panes) {
        return;
    }
    let Some(source) = panes.source.get_untracked() else { return };
    let (top, height) = (f64::from(source.scroll_top()), f64::from(source.client_height()));
    let first = line_at(top);
    let seen = line_at(height) + 1;
    let wanted = (first.saturating_sub(AHEAD).max(1), first + seen + AHEAD);
    set_window.set(wanted);
    if !leads {
        return;
    }
    let Some(model) = panes.model.get_untracked() else { return };
    // The last thing that begins above the first line in sight.
    let above = opened.with_untracked(|it| {
        let all = Spot::all(&it.plan);
        let at = all.partition_point(|(line, _)| *line as usize <= first);
        at.checked_sub(1).map(|at| all[at].1.anchor())
    });
    let row = above.and_then(|anchor| document().get_element_by_id(&anchor));
    if let Some(row) = row {
        scroll_to(&model, &row, 0);
    }
}

fn model_scrolled(panes: Panes, leads: bool) {
    let (Some(source), Some(model)) = (panes.source.get_untracked(), panes.model.get_untracked())
    else {
        return;
    };
    if !leads {
        return;
    }
    let (left, top) = (edge(&model, "left"), edge(&model, "top"));
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let point =
        |down: f64| document().element_from_point((left + 60.0) as f32, (top + down) as f32);
    // Between two rows there may be nothing: a little lower there is something.
    let held = [8.0, 24.0, 48.0].into_iter().find_map(|down| {
        let found = point(down)?;
        let row = found.closest("[id]").ok()??;
        row.query_selector(".ln[data-line]").ok()?
    });
    if let Some(line) =
        held.and_then(|it| it.dyn_into::<HtmlElement>().ok()).map(|it| data_line(&it))
    {
        source.set_scroll_top(pixels(line.saturating_sub(1)));
    }
}

/// What is chosen is marked in the model, unfolded and brought into sight in both panes.
fn bring_into_sight(panes: Panes, opened: Signal<Opened>) {
    Effect::new(move || {
        let chosen = panes.chosen.get();
        panes.shown.get();
        // What was built anew bears its marks anew.
        let lines = opened.with(|it| chosen.map(|spot| spot.lines(&it.plan)));
        request_animation_frame(move || {
            if is_gone(panes) {
                return;
            }
            let Some(model) = panes.model.get_untracked() else { return };
            if let Ok(Some(before)) = model.query_selector("[data-chosen]") {
                // An attribute of our own can always go.
                let _ = before.remove_attribute("data-chosen");
            }
            let (Some(spot), Some((first, _))) = (chosen, lines) else { return };
            let Some(row) = document().get_element_by_id(&spot.anchor()) else { return };
            let _ = row.set_attribute("data-chosen", "");
            let mut around = row.parent_element();
            while let Some(it) = around {
                if it.tag_name() == "DETAILS" {
                    let _ = it.set_attribute("open", "");
                }
                around = it.parent_element();
            }
            scroll_near(&model, &row);
            if let Some(source) = panes.source.get_untracked() {
                let (top, height) = (source.scroll_top(), source.client_height());
                let at = pixels(first.saturating_sub(1));
                if at < top || at + 2 * pixels(1) > top + height {
                    source.set_scroll_top(at - height / 3);
                }
            }
        });
    });
}

/// Brings a row into the middle third of its pane, if it is out of sight.
fn scroll_near(pane: &Element, row: &Element) {
    let above = edge(row, "top") < edge(pane, "top");
    if above || edge(row, "top") + 40.0 > edge(pane, "bottom") {
        scroll_to(pane, row, pane.client_height() / 3);
    }
}

fn scroll_to(pane: &Element, row: &Element, above: i32) {
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
    let down = (edge(row, "top") - edge(pane, "top")) as i32;
    pane.set_scroll_top(pane.scroll_top() + down - above);
}

/// Where an element ends on the screen, on that side.
fn edge(element: &Element, side: &str) -> f64 {
    let frame = reach::call(element, "getBoundingClientRect", &[]);
    frame.and_then(|frame| reach::get(&frame, side)?.as_f64()).unwrap_or(0.0)
}

fn data_line(row: &HtmlElement) -> u32 {
    row.get_attribute("data-line").and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// The line that is so many pixels down, from 1.
fn line_at(px: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a scroll is never negative"
    )]
    let line = (px.max(0.0) / LINE_PX) as usize;
    line + 1
}

fn pixels(lines: u32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
    let px = (f64::from(lines) * LINE_PX) as i32;
    px
}
