//! The signals beside the run: what is asked, how it stands, how old it is, what to do about it; and
//! the consent without which nothing is asked. Whoever polls brings a [`Watching`].

mod chart;
mod signal;
mod tune;

#[cfg(test)]
mod tests;

use crate::plan::ItemIx;
use crate::run::watch::{Outcome, State, Tuning, Unit};
use crate::run::zone::ZoneRule;
use crate::words::Lang;
use crate::words::health::{health, seconds};
use leptos::html;
use leptos::prelude::*;
use signal::Signal as Line;

/// What a page that polls shows and can be told.
#[derive(Clone, Copy)]
pub struct Watching {
    /// Everything that is wanted of an address: which address, what of it. It never changes.
    pub all: StoredValue<Vec<(usize, usize)>>,
    /// Rings when something is asked otherwise than before.
    pub seen: Signal<u32>,
    /// The clock.
    pub now_ms: Signal<i64>,
    /// Addresses that nobody allowed yet: which, where, the plan's line.
    pub asking: Signal<Vec<(usize, String, u32)>>,
    /// How many addresses are asked.
    pub at_work: Signal<usize>,
    /// Whether everything is stopped.
    pub stopped: Signal<bool>,
    /// Does what a person wants.
    pub act: Callback<Act>,
    /// Whether the file was no file of readings.
    pub refused: Signal<bool>,
    /// The field that takes a file of readings.
    pub picker: NodeRef<html::Input>,
    /// A file was picked.
    pub picked: Callback<()>,
    /// How often each address is asked.
    pub every_ms: Signal<i64>,
    /// What was set for an address.
    pub tuned: Callback<usize, Tuned>,
    /// Answers come through the desk's own server.
    pub by_relay: bool,
    /// By which signal a criterion is measured; none where people watch it.
    pub measured: Callback<ItemIx, Option<Memo<Measured>>>,
    /// How each of them stands.
    pub signals: StoredValue<Stands>,
}

/// How each thing stands that is wanted of an address.
#[derive(Clone, Copy)]
pub struct Stands {
    /// What came of asking it.
    pub row: Callback<(usize, usize), Row>,
    /// What the clock changes of it.
    pub passing: Callback<(usize, usize), Passing>,
    /// Its last hour.
    pub past: Callback<(usize, usize), Past>,
    /// Rings when this address answered.
    pub answered: Callback<usize, Signal<u32>>,
    /// The clock by which the run is told.
    pub zone: StoredValue<ZoneRule>,
    /// Whose page asks.
    pub origin: StoredValue<String>,
}

/// What was set for an address.
#[derive(Clone, Default)]
pub struct Tuned {
    /// What must be true, and how often in a row.
    pub tuning: Tuning,
    /// What is wrong with the conditions that were typed.
    pub faults: Vec<String>,
}

/// How often an address may be asked.
const PACES_MS: [i64; 5] = [2_000, 5_000, 10_000, 30_000, 60_000];

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Allow an address, or take it back.
    Allow(usize, bool),
    /// Allow all that can be asked.
    AllowAll,
    /// Let one rest, or go on.
    Pause(usize, bool),
    /// Stop everything, or let it go on.
    Stop(bool),
    /// Ask for a file of what a desk saw.
    Pick,
    /// Ask each address so often.
    Every(i64),
    /// Set what must be true of an address.
    Tune(usize, Tuning),
    /// Say which unit a signal is in.
    Unit((usize, usize), Unit),
    /// Copy a line for the terminal.
    Copy(String),
}

/// By which signal a criterion is measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measured {
    /// The metric, the query, or the path.
    pub name: String,
    /// Somebody allowed it, and nobody stopped it.
    pub is_asked: bool,
    /// There has been no value for so long that a person is asked.
    pub asks_person: bool,
}

/// How one signal stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The metric, the query, or the path.
    pub name: String,
    /// Where it is asked.
    pub url: String,
    /// Whose that is.
    pub host: String,
    /// What came of asking it.
    pub state: State,
    /// The value that was seen last.
    pub value: Option<f64>,
    /// The criteria that rest on it: where each stands on the screen, and its text.
    pub rests: Vec<(String, String)>,
    /// Whether it has to be asked which unit it is in.
    pub unit_open: bool,
}

/// What the clock alone changes of a signal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passing {
    /// How long ago the last value was, or for how long there has been none.
    pub age: Option<Age>,
    /// There has been no value for so long that a person is asked.
    pub asks_person: bool,
    /// How the criteria stand that rest on it, in the order of [`Row::rests`].
    pub outcomes: Vec<Option<Outcome>>,
}

/// How long ago something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// A value that counts.
    Fresh(i64),
    /// There should have been one since.
    Silent(i64),
}

/// The last hour of a signal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Past {
    /// What was read when; no value where there was none.
    pub readings: Vec<(i64, Option<f64>)>,
    /// Limits on it, in its own unit, and whether what lies above is bad.
    pub limits: Vec<(f64, bool)>,
    /// When gates were passed.
    pub gates: Vec<i64>,
}

/// The signals and the consent.
#[component]
pub fn Signals(
    /// What the page polls.
    watching: Watching,
    /// The language of the interface.
    lang: Lang,
) -> impl IntoView {
    let words = health(lang);
    let Watching { all, asking, at_work, stopped, act, refused, by_relay, .. } = watching;
    let rows = all.get_value();
    let none = rows.is_empty();
    let lines: Vec<_> = rows.into_iter().map(|at| view! { <Line watching lang at/> }).collect();
    let asks = Memo::new(move |_| !asking.with(Vec::is_empty));
    let switch = move || if stopped.get() { words.go_on } else { words.stop_all };
    view! {
        <section class="signals" id="signals" tabindex="-1" aria-label=words.signals>
            <h2 class="label">{words.signals}</h2>
            {none.then(|| view! { <p class="sub">{words.none}</p> })}
            {move || asks.get().then(|| view! { <Consent watching lang/> })}
            <p class="row polled" hidden=none>
                <span>{words.polled}": "<b class="num" id="at-work">{move || at_work.get()}</b></span>
                <button
                    type="button" class="quiet" id="stop-all" aria-pressed=move || stopped.get().to_string()
                    on:click=move |_| act.run(Act::Stop(!stopped.get_untracked()))
                >{switch}</button>
            </p>
            {by_relay.then(|| view! { <p class="sub" id="by-relay">{words.by_relay}</p> })}
            <ul class="watch">{lines}</ul>
            {(!none).then(|| view! { <Desk watching lang/> })}
            {move || refused.get().then(|| view! { <p class="sub" role="alert">{words.not_readings}</p> })}
        </section>
    }
}

/// How often it is asked, and what a desk wrote down.
#[component]
fn Desk(watching: Watching, lang: Lang) -> impl IntoView {
    let words = health(lang);
    let Watching { every_ms, act, picker, picked, .. } = watching;
    let choice = move |ms: i64| {
        let chosen = move || every_ms.get() == ms;
        view! { <option value=ms.to_string() selected=chosen>{seconds(lang, ms)}</option> }
    };
    let choose = move |press| {
        if let Ok(ms) = event_target_value(&press).parse() {
            act.run(Act::Every(ms));
        }
    };
    view! {
        <div class="row desk">
            <label><span>{words.every}</span>" "
                <select id="every" on:change=choose>{PACES_MS.map(choice).into_iter().collect::<Vec<_>>()}</select>
            </label>
            <button type="button" class="quiet" id="load-readings" on:click=move |_| act.run(Act::Pick)>{words.load}</button>
            <input
                type="file" id="readings" accept=".jsonl,.json,.txt" hidden node_ref=picker
                aria-label=words.load on:change=move |_| picked.run(())
            />
        </div>
    }
}

/// The question that comes before the first request.
#[component]
fn Consent(watching: Watching, lang: Lang) -> impl IntoView {
    let words = health(lang);
    let Watching { asking, act, .. } = watching;
    let one = move |(target, url, line): (usize, String, u32)| {
        view! {
            <li>
                <code dir="auto">{url}</code>
                <small>{words.line}" "{line}</small>
                <button type="button" class="quiet allow" on:click=move |_| act.run(Act::Allow(target, true))>
                    {words.allow_one}
                </button>
            </li>
        }
    };
    view! {
        <div class="consent" role="group" aria-label=words.consent>
            <p><b>{words.consent}</b></p>
            <p class="sub">{words.what}</p>
            <ul><For each=move || asking.get() key=|it| it.0 children=one/></ul>
            <button type="button" class="main" id="allow-all" on:click=move |_| act.run(Act::AllowAll)>
                {words.allow}
            </button>
        </div>
    }
}
