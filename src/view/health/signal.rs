//! One signal: its mark, its words, its value and age, what to do, and the last hour.

use super::chart::{Chart, Table};
use super::tune::Tune;
use super::{Act, Hours, Past, Row, Watching};
use crate::run::watch::Unit;
use crate::words::Lang;
use crate::words::health::health;
use leptos::prelude::*;

/// A signal.
#[component]
pub(super) fn Signal(
    watching: Watching,
    lang: Lang,
    /// Which address, and what of it.
    at: (usize, usize),
) -> impl IntoView {
    let words = health(lang);
    let Watching { act, seen, now_ms, row, hours, .. } = watching;
    let Hours { past, answered, zone } = hours.get_value();
    // Sixty rows a reading are built for those alone who look at them.
    let (answered, tabled) = (answered.run(at.0), RwSignal::new(false));
    // The clock moves ages alone: what stays the same wakes nothing below.
    let row: Memo<Row> = Memo::new(move |_| {
        seen.get();
        answered.get();
        now_ms.get();
        row.run(at)
    });
    let hour: Memo<Past> = Memo::new(move |_| {
        seen.get();
        answered.get();
        past.run(at)
    });
    let part = move |of: fn(&Row) -> String| Memo::new(move |_| row.with(of));
    let word = Memo::new(move |_| row.with(|it| it.word));
    let (said, name) = (part(|it| it.said.clone()), part(|it| it.name.clone()));
    let value = part(|it| it.value.clone().unwrap_or_default());
    let age = part(|it| it.age.clone().unwrap_or_default());
    let next = Memo::new(move |_| row.with(|it| it.next.clone()));
    let rests = Memo::new(move |_| row.with(|it| it.rests.clone()));
    let going = Memo::new(move |_| row.with(|it| it.going));
    let (url, host) = row.with_untracked(|it| (it.url.clone(), it.host.clone()));
    let unit_open = Memo::new(move |_| row.with(|it| it.unit_open));
    let unit = move |unit: Unit, label: &'static str| {
        view! { <button type="button" class="quiet" on:click=move |_| act.run(Act::Unit(at, unit))>{label}</button> }
    };
    let units = move || {
        unit_open.get().then(|| view! {
            <p class="row unit"><small>{words.unit_question}</small>{unit(Unit::Ratio, words.ratio)}{unit(Unit::Percent, "%")}</p>
        })
    };
    let on_it = move |(place, said): (String, String)| {
        view! { <small><a href=format!("#{place}") data-quiet="">{said}</a></small> }
    };
    view! {
        <li class="signal" data-signal=move || word.get() class:aged=move || row.with(|it| it.is_old)>
            <p class="what">
                <span dir="auto"><b aria-hidden="true">{move || row.with(|it| it.mark)}</b>" "{name}" "<small class="num">{host}</small></span>
                <b class="seen num">{value}</b>
            </p>
            <div class="stands">
                <small class="state" role="status">{said}</small>
                <small class="num">{age}</small>
            </div>
            {move || next.get().map(|step| view! { <small class="next">{words.next}" "{step}</small> })}
            {move || rests.get().into_iter().map(on_it).collect::<Vec<_>>()}
            {units}
            <Chart past=hour zone/>
            <Deeds watching lang at going url=url.clone()/>
            <details on:toggle=move |_| tabled.update(|it| *it = !*it)>
                <summary>{words.table}</summary><small><code dir="auto">{url}</code></small>
                {move || tabled.get().then(|| view! { <Table past=hour lang zone/> })}
            </details>
            // One form for an address, under the first thing that is read off it.
            {(at.1 == 0).then(|| view! {
                <details class="conditions"><summary>{words.conditions}</summary><Tune watching lang target=at.0/></details>
            })}
        </li>
    }
}

/// What can be done with an address.
#[component]
fn Deeds(
    watching: Watching,
    lang: Lang,
    at: (usize, usize),
    going: Memo<Option<bool>>,
    url: String,
) -> impl IntoView {
    let words = health(lang);
    let act = watching.act;
    let curl = format!("curl -sS -i '{}'", url.replace('\'', "'\\''"));
    let pause = move || {
        going.get().map(|goes| {
            let label = if goes { words.pause } else { words.resume };
            let press = move |_| act.run(Act::Pause(at.0, goes));
            view! {
                <button type="button" class="quiet" on:click=press>{label}</button>
                <button type="button" class="quiet" on:click=move |_| act.run(Act::Allow(at.0, false))>{words.forbid}</button>
            }
        })
    };
    view! {
        <div class="row acts">
            {pause}
            <button type="button" class="quiet" on:click=move |_| act.run(Act::Copy(curl.clone()))>{words.copy_curl}</button>
        </div>
    }
}
