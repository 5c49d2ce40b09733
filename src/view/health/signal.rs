//! One signal: its mark, its words, its value and age, what to do, and the last hour.

use super::chart::{Chart, Table};
use super::tune::Tune;
use super::{Act, Age, Passing, Past, Row, Stands, Watching};
use crate::run::watch::{Outcome, State, Unit};
use crate::words::Lang;
use crate::words::health::{age as said_age, health, next_step, number, outcome, silent, state};
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
    let Watching { act, seen, now_ms, signals, .. } = watching;
    let Stands { row, passing, past, answered, zone, origin } = signals.get_value();
    // Sixty rows a reading are built for those alone who look at them.
    let (answered, tabled) = (answered.run(at.0), RwSignal::new(false));
    let heard = move || (seen.get(), answered.get());
    let row: Memo<Row> = Memo::new(move |_| {
        heard();
        row.run(at)
    });
    // What stays the same wakes nothing below: mostly the age alone moves.
    let passing: Memo<Passing> = Memo::new(move |_| {
        heard();
        now_ms.get();
        passing.run(at)
    });
    let hour: Memo<Past> = Memo::new(move |_| {
        heard();
        past.run(at)
    });
    let stands = Memo::new(move |_| row.with(|it| it.state.clone()));
    let value = Memo::new(move |_| row.with(|it| it.value.map(|it| number(lang, it))));
    let age = Memo::new(move |_| passing.with(|it| it.age));
    let is_old = Memo::new(move |_| matches!(age.get(), Some(Age::Silent(_))));
    let asked = Memo::new(move |_| passing.with(|it| it.asks_person));
    let next = move || {
        let step = if asked.get() {
            Some(words.look_yourself.to_owned())
        } else {
            origin.with_value(|origin| stands.with(|it| next_step(lang, it, origin)))
        };
        step.map(|step| view! { <small class="next">{words.next}" "{step}</small> })
    };
    let aged = move || age.get().map(|age| aged(lang, age));
    let (name, url, host) =
        row.with_untracked(|it| (it.name.clone(), it.url.clone(), it.host.clone()));
    view! {
        <li class="signal" data-signal=move || stands.with(State::word) class:aged=is_old>
            <p class="what">
                <span dir="auto"><b aria-hidden="true">{move || stands.with(State::mark)}</b>" "{name}" "<small class="num">{host}</small></span>
                <b class="seen num">{value}</b>
            </p>
            <div class="stands">
                <small class="state" role="status">{move || stands.with(|it| state(lang, it))}</small>
                <small class="num">{aged}</small>
            </div>
            {next}
            <Rests row passing lang/>
            <Units act row at lang/>
            <Chart past=hour lang zone/>
            <div class="deeds">
                <Deeds watching lang at stands url=url.clone()/>
                <details on:toggle=move |_| tabled.update(|it| *it = !*it)>
                    <summary>{words.table}</summary><small><code dir="auto">{url}</code></small>
                    {move || tabled.get().then(|| view! { <Table past=hour lang zone/> })}
                </details>
                // One form for an address, under the first thing that is read off it.
                {(at.1 == 0).then(|| view! {
                    <details class="conditions"><summary>{words.conditions}</summary><Tune watching lang target=at.0/></details>
                })}
            </div>
        </li>
    }
}

/// `4 s ago`, `no data for 11 min`.
fn aged(lang: Lang, age: Age) -> String {
    match age {
        Age::Fresh(ms) => said_age(lang, ms),
        Age::Silent(ms) => silent(lang, ms),
    }
}

/// The criteria that rest on it, and what is to be said of each.
#[component]
fn Rests(row: Memo<Row>, passing: Memo<Passing>, lang: Lang) -> impl IntoView {
    let rests = Memo::new(move |_| row.with(|it| it.rests.clone()));
    let rest = move |(n, (place, text)): (usize, (String, String))| {
        let told = Memo::new(move |_| {
            let stands = passing.with(|it| it.outcomes.get(n).copied().flatten())?;
            Some((outcome(lang, &stands), matches!(stands, Outcome::Breached { .. })))
        });
        let bad = move || told.get().is_some_and(|(_, bad)| bad);
        let said = move || told.get().map(|(said, _)| said);
        view! {
            <small class:bad=bad><a href=format!("#{place}") data-quiet="">{text}": "{said}</a></small>
        }
    };
    move || rests.get().into_iter().enumerate().map(rest).collect::<Vec<_>>()
}

/// Asks which unit it is in, where the limit and the name leave that open.
#[component]
fn Units(act: Callback<Act>, row: Memo<Row>, at: (usize, usize), lang: Lang) -> impl IntoView {
    let words = health(lang);
    let open = Memo::new(move |_| row.with(|it| it.unit_open));
    let unit = move |unit: Unit, label: &'static str| {
        view! { <button type="button" class="quiet" on:click=move |_| act.run(Act::Unit(at, unit))>{label}</button> }
    };
    move || {
        open.get().then(|| view! {
            <p class="row unit"><small>{words.unit_question}</small>{unit(Unit::Ratio, words.ratio)}{unit(Unit::Percent, "%")}</p>
        })
    }
}

/// What can be done with an address.
#[component]
fn Deeds(
    watching: Watching,
    lang: Lang,
    at: (usize, usize),
    stands: Memo<State>,
    url: String,
) -> impl IntoView {
    let words = health(lang);
    let act = watching.act;
    let curl = format!("curl -sS -i '{}'", url.replace('\'', "'\\''"));
    // Whether it is asked, rests, or is never asked.
    let going = Memo::new(move |_| match stands.get() {
        State::Barred(_) | State::NotAllowed => None,
        State::Paused => Some(false),
        _ => Some(true),
    });
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
