//! What is settled before a run begins: rehearsal or real, when, where, and who is here. What the
//! plan lacks is said here, before anybody is committed.

mod ahead;
mod asked;
mod crew;

use crate::run::Run;
use crate::run::event::{Mode, Seat};
use crate::view::hint::Hint;
use crate::words::start::{Start, start};
use crate::words::{Lang, page};
use ahead::{Ahead, Lacks};
use asked::Asked;
use crew::CrewFields;
use leptos::prelude::*;
use std::collections::BTreeSet;

pub use ahead::Begun;

/// What was filled in, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// A rehearsal or the real thing.
    pub mode: Mode,
    /// T0 by the clock of the zone: `2026-11-21T02:00`.
    pub t0: String,
    /// The zone's name.
    pub zone: String,
    /// Which version goes out.
    pub version: String,
    /// Where it goes.
    pub environment: String,
    /// What relative addresses stand on.
    pub base: String,
    /// Who holds this device.
    pub you: Seat,
    /// Who else is here.
    pub crew: Vec<Seat>,
    /// How many people each gate asks for.
    pub gate_people: u8,
    /// What zones of the plan mean, each with its answer; empty where nobody said.
    pub meant: Vec<(String, String)>,
    /// The addresses that the page may ask.
    pub allowed: BTreeSet<Box<str>>,
}

/// What is wrong with what was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Nobody typed a name.
    NoName,
    /// T0 is not a time.
    NoT0,
    /// The zone is not known.
    NoZone,
}

/// What the form's buttons do.
#[derive(Clone, Copy)]
pub struct Acts {
    /// Begins the run.
    pub begin: Callback<Filled>,
    /// Goes back to the plan.
    pub back: Callback<()>,
    /// The clock of a zone at this moment, as the form writes it.
    pub now_in: Callback<String, String>,
    /// The start that this would be, whoever begins it; nothing while it tells no moment.
    pub ahead: Callback<Filled, Option<Begun>>,
}

/// The form. Its fields begin as `first` has them.
#[component]
pub fn StartForm(
    /// The plan that is to be run, with nothing done.
    run: Run,
    /// What is filled in already.
    first: Filled,
    /// The zones to choose from, the likeliest first.
    zones: Vec<String>,
    /// For each zone that means several, what it can mean.
    choices: Vec<Vec<String>>,
    /// What the plan lacks, in words.
    lacks: Vec<String>,
    /// What is wrong with what was filled in.
    #[prop(into)]
    unfit: Signal<Option<Unfit>>,
    /// The language of the interface.
    lang: Lang,
    /// What the buttons do.
    acts: Acts,
    /// Takes the hint of a first visit away for good; nothing where it is away already.
    #[prop(optional_no_strip)]
    hint: Option<Callback<()>>,
) -> impl IntoView {
    let words = start(lang);
    let title = run.plan.title.as_deref().unwrap_or_default().to_owned();
    let filled = RwSignal::new(first);
    let unfit_words = move || {
        unfit.get().map(|unfit| match unfit {
            Unfit::NoName => words.no_name,
            Unfit::NoT0 => words.no_t0,
            Unfit::NoZone => words.no_zone,
        })
    };
    let run = StoredValue::new(run);
    let submit = move |press: leptos::ev::SubmitEvent| {
        press.prevent_default();
        acts.begin.run(filled.get_untracked());
    };
    view! {
        <main class="start">
            <p class="soft small" dir="auto">{title}</p>
            <h1 id="title" tabindex="-1">{words.title}</h1>
            {hint.map(|away| view! { <Hint text=page::hints(lang)[1] lang away/> })}
            <Lacks words lacks lang/>
            <form on:submit=submit>
                <ModeChoice words filled/>
                <WhenFields words filled zones now_in=acts.now_in/>
                <ZoneQuestions words filled choices/>
                <Ahead words filled run lang ahead=acts.ahead/>
                <CrewFields words filled run/>
                <WhereFields words filled/>
                <Asked words filled run lang/>
                <p class="unfit" role="alert">{unfit_words}</p>
                <div class="row end">
                    <button type="button" on:click=move |_| acts.back.run(())>{words.back}</button>
                    <button type="submit" class="main" id="begin">{words.begin}</button>
                </div>
            </form>
        </main>
    }
}

/// One of several that exclude each other.
#[component]
fn Choice(
    group: &'static str,
    chosen: Signal<bool>,
    pick: Callback<()>,
    children: Children,
) -> impl IntoView {
    let chosen = move || chosen.get();
    view! {
        <label class="choice">
            <input
                type="radio" name=group checked=chosen prop:checked=chosen
                on:change=move |_| pick.run(())
            />
            <span>{children()}</span>
        </label>
    }
}

#[component]
fn ModeChoice(words: &'static Start, filled: RwSignal<Filled>) -> impl IntoView {
    let choice = move |mode: Mode, name: &'static str, hint: &'static str| {
        let chosen = Signal::derive(move || filled.with(|it| it.mode == mode));
        let pick = Callback::new(move |()| filled.update(|it| it.mode = mode));
        view! {
            <Choice group="mode" chosen pick><b>{name}</b><span class="small soft">{hint}</span></Choice>
        }
    };
    view! {
        <fieldset class="modes">
            <legend class="label">{words.mode}</legend>
            {choice(Mode::Rehearsal, words.rehearsal, words.rehearsal_hint)}
            {choice(Mode::Real, words.real, words.real_hint)}
        </fieldset>
    }
}

#[component]
fn WhenFields(
    words: &'static Start,
    filled: RwSignal<Filled>,
    zones: Vec<String>,
    now_in: Callback<String, String>,
) -> impl IntoView {
    let t0 = move || filled.with(|it| it.t0.clone());
    let zone = move || filled.with(|it| it.zone.clone());
    let options = zones.into_iter().map(|name| view! { <option value=name.clone()></option> });
    let now = move |_| filled.update(|it| it.t0 = now_in.run(it.zone.clone()));
    view! {
        <div class="pair">
            <label class="field">
                <span>{words.t0}</span>
                <span class="row tight">
                    <input
                        type="datetime-local" id="t0" class="num" required value=untrack(t0) prop:value=t0
                        on:input=move |it| filled.update(|of| of.t0 = event_target_value(&it))
                    />
                    <button type="button" on:click=now>{words.t0_now}</button>
                </span>
                <span class="small soft">{words.t0_hint}</span>
            </label>
            <label class="field">
                <span>{words.zone}</span>
                <input
                    type="text" id="zone" list="zones" spellcheck="false" autocomplete="off"
                    value=untrack(zone) prop:value=zone
                    on:input=move |it| filled.update(|of| of.zone = event_target_value(&it))
                />
                <datalist id="zones">{options.collect_view()}</datalist>
            </label>
        </div>
    }
}

/// A zone's name that means several places is a question, never a guess.
#[component]
fn ZoneQuestions(
    words: &'static Start,
    filled: RwSignal<Filled>,
    choices: Vec<Vec<String>>,
) -> impl IntoView {
    let meant = filled.with_untracked(|it| it.meant.clone());
    let questions = meant.into_iter().zip(choices).enumerate().map(|(n, ((asked, _), choices))| {
        let options = choices
            .into_iter()
            .map(|zone| view! { <option value=zone.clone()>{zone.clone()}</option> });
        let options: Vec<_> = options.collect();
        let told = move |it: leptos::ev::Event| {
            filled.update(|of| of.meant[n].1 = event_target_value(&it));
        };
        view! {
            <label class="field">
                <span>{words.zone_meant}" "{asked}</span>
                <select on:change=told><option value="">"—"</option>{options}</select>
            </label>
        }
    });
    let questions: Vec<_> = questions.collect();
    (!questions.is_empty()).then(|| view! { <div class="pair">{questions}</div> })
}

#[component]
fn WhereFields(words: &'static Start, filled: RwSignal<Filled>) -> impl IntoView {
    let first = filled.get_untracked();
    view! {
        <div class="pair">
            <label class="field">
                <span>{words.version}</span>
                <input
                    type="text" id="version" autocomplete="off" value=first.version
                    on:input=move |it| filled.update(|of| of.version = event_target_value(&it))
                />
            </label>
            <label class="field">
                <span>{words.environment}</span>
                <input
                    type="text" id="environment" autocomplete="off" value=first.environment
                    placeholder=words.environment_hint
                    on:input=move |it| filled.update(|of| of.environment = event_target_value(&it))
                />
            </label>
        </div>
        <label class="field">
            <span>{words.base}</span>
            <input
                type="url" id="base" autocomplete="off" spellcheck="false" value=first.base
                placeholder="https://"
                on:input=move |it| filled.update(|of| of.base = event_target_value(&it))
            />
        </label>
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::run::journal::Journal;
    use crate::view::testing::{html, words as said};

    /// A form in which nobody typed anything.
    pub fn filled() -> Filled {
        Filled {
            mode: Mode::Real,
            t0: "2026-11-21T02:00".into(),
            zone: "Europe/Moscow".into(),
            version: String::new(),
            environment: String::new(),
            base: String::new(),
            you: Seat { name: "".into(), role: "".into() },
            crew: Vec::new(),
            gate_people: 1,
            meant: Vec::new(),
            allowed: BTreeSet::new(),
        }
    }

    fn shown(
        first: Filled,
        lacks: &[&str],
        unfit: Option<Unfit>,
        choices: Vec<Vec<String>>,
    ) -> String {
        let (plan, _) = crate::plan::read("# Night\n\n## Stage 1\n- [ ] copy\n");
        let lacks = lacks.iter().map(ToString::to_string).collect();
        html(|| {
            let acts = Acts {
                begin: Callback::new(|_| ()),
                back: Callback::new(|()| ()),
                now_in: Callback::new(|_| String::new()),
                ahead: Callback::new(|_| None),
            };
            let run = Run::new(plan, Journal::default());
            let (zones, unfit) = (vec!["UTC".to_owned()], Signal::stored(unfit));
            view! { <StartForm run first zones choices lacks unfit lang=Lang::En acts hint=None/> }
        })
    }

    #[test]
    fn the_mode_is_chosen_and_the_rest_waits_to_be_typed() {
        let html = shown(filled(), &[], None, Vec::new());
        assert!(html.contains(r#"value="2026-11-21T02:00""#), "{html}");
        let (before, real) = html.split_once("Each decision goes").expect("the real run");
        assert_eq!(before.matches(" checked").count(), 1, "{html}");
        assert!(!real.contains("What the plan lacks"), "{html}");
        let rehearsal = Filled { mode: Mode::Rehearsal, ..filled() };
        let html = shown(rehearsal, &[], None, Vec::new());
        let (before, _) = html.split_once("Everything but the release").expect("the rehearsal");
        assert_eq!(before.matches(" checked").count(), 1, "{html}");
    }

    #[test]
    fn what_is_lacking_or_wrong_is_said_before_anybody_is_committed() {
        let text = said(&shown(filled(), &["Nothing says how to go back."], None, Vec::new()));
        assert!(text.contains("What the plan lacks Nothing says how to go back."), "{text}");
        for (unfit, words) in [
            (Unfit::NoName, "Put in your name"),
            (Unfit::NoT0, "Put in the date and time"),
            (Unfit::NoZone, "does not know that zone"),
        ] {
            let text = said(&shown(filled(), &[], Some(unfit), Vec::new()));
            assert!(text.contains(words), "{text}");
        }
    }

    #[test]
    fn a_zone_of_several_meanings_is_a_question() {
        let first = Filled { meant: vec![("IST".into(), String::new())], ..filled() };
        let choices = vec![vec!["Asia/Kolkata".to_owned(), "Europe/Dublin".to_owned()]];
        let text = said(&shown(first, &[], None, choices));
        assert!(text.contains("What the plan means by IST — Asia/Kolkata Europe/Dublin"), "{text}");
    }
}
