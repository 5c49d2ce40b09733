//! The signals beside the run: what is asked, how it stands, how old it is, what to do about it; and
//! the consent without which nothing is asked. Whoever polls brings a [`Watching`].

mod chart;
mod signal;

use crate::plan::ItemIx;
use crate::run::watch::Unit;
use crate::words::Lang;
use crate::words::health::health;
use leptos::prelude::*;
use signal::Signal as Line;

/// What a page that polls shows and can be told.
#[derive(Clone, Copy)]
pub struct Watching {
    /// Everything that is wanted of an address: which address, what of it. It never changes.
    pub all: StoredValue<Vec<(usize, usize)>>,
    /// How one of them stands.
    pub row: Callback<(usize, usize), Row>,
    /// Rings when something was seen.
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
}

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
    /// Take what a desk saw.
    Load(String),
    /// Say which unit a signal is in.
    Unit((usize, usize), Unit),
    /// Copy a line for the terminal.
    Copy(String),
}

/// How one signal stands, in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The metric, the query, or the path.
    pub name: String,
    /// Where it is asked.
    pub url: String,
    /// The sign of its state.
    pub mark: &'static str,
    /// The word that scripts and styles know it by.
    pub word: &'static str,
    /// How it stands.
    pub said: String,
    /// What to do about it.
    pub next: Option<String>,
    /// The value that was seen last.
    pub value: Option<String>,
    /// How old it is, or for how long there was none.
    pub age: Option<String>,
    /// It is too old to count.
    pub is_old: bool,
    /// What is to be said of the criteria that rest on it.
    pub rests: Vec<(ItemIx, String)>,
    /// Whether it has to be asked which unit it is in.
    pub unit_open: bool,
    /// Whether it is asked, rests, or is never asked.
    pub going: Option<bool>,
    /// The last hour.
    pub past: Vec<(i64, Option<f64>)>,
    /// Limits on it, in its own unit.
    pub limits: Vec<f64>,
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
    let Watching { all, asking, at_work, stopped, act, refused, .. } = watching;
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
            <ul class="watch">{lines}</ul>
            {move || refused.get().then(|| view! { <p class="sub" role="alert">{words.not_readings}</p> })}
        </section>
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
        <div class="loud consent" role="group" aria-label=words.consent>
            <p><b>{words.consent}</b></p>
            <p class="sub">{words.what}</p>
            <ul><For each=move || asking.get() key=|it| it.0 children=one/></ul>
            <button type="button" class="main" id="allow-all" on:click=move |_| act.run(Act::AllowAll)>
                {words.allow}
            </button>
        </div>
    }
}
