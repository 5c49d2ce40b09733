//! The stage in hand: its title, its rows, its gate.

use super::{Here, gate, row};
use crate::plan::ItemIx;
use crate::run::course::LegIx;
use crate::words::time;
use leptos::prelude::*;

/// One stage.
#[component]
pub(super) fn Stage(here: Here, leg: LegIx) -> impl IntoView {
    let Here { live, lang, .. } = here;
    let (title, times, items) = live.peek(|run| {
        let it = run.course.leg(leg);
        let section = run.plan.section(it.section);
        let times =
            section.schedule.as_ref().map(|it| time::schedule(lang, it)).unwrap_or_default();
        (section.title.to_string(), times, it.items.clone())
    });
    let is_go = move |item: &ItemIx| live.item(*item, |it| it.kind == crate::plan::Kind::Go);
    let (criteria, steps): (Vec<ItemIx>, Vec<ItemIx>) = items.into_iter().partition(is_go);
    let rows: Vec<_> = steps.into_iter().map(|item| view! { <row::Row here item/> }).collect();
    view! {
        <header class="head">
            <h2 class="name" dir="auto">{title}</h2>
            <p class="left num soft">{times.join(" · ")}</p>
        </header>
        {(!rows.is_empty()).then(|| view! { <ol class="steps">{rows}</ol> })}
        <gate::Gate here leg criteria/>
    }
}
