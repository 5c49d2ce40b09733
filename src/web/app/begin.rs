//! From a plan to a run: the form, filled in as far as the plan and the browser know.

use super::House;
use crate::plan::{Plan, ZoneKind};
use crate::run::command::Command;
use crate::run::event::{Mode, Seat, Start};
use crate::view::opened::Opened;
use crate::view::place::{Place, Room};
use crate::view::start::{Acts, Filled, StartForm, Unfit};
use crate::web::opener::Desk;
use crate::web::{clock, zones};
use crate::words::Lang;
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// How a form writes a moment.
const CLOCK: &str = "%Y-%m-%dT%H:%M";

/// The start screen of the open plan.
#[component]
pub(super) fn Begin(house: House, lang: Lang) -> impl IntoView {
    let House { settings, opener, route, keeper, .. } = house;
    let unfit = RwSignal::new(None);
    let desk = opener.desk.get_untracked();
    let Desk::Open(opened) = desk else { return None };
    let names = zone_names(&opened.plan);
    let first = Filled {
        mode: Mode::Real,
        t0: clock_in(&names[0]),
        zone: names[0].clone(),
        version: version(&opened.plan),
        environment: String::new(),
        base: String::new(),
        you: settings.who.get_untracked(),
        crew: crew(&opened.plan),
        gate_people: 1,
    };
    let plan = opened.plan.clone();
    let begin = move |filled: Filled| match start(&opened, &filled) {
        Err(why) => unfit.set(Some(why)),
        Ok(start) => {
            settings.who.set(filled.you);
            let run = keeper.begin(&opened, Command::Start(Box::new(start)));
            route.go(Place::Run(run, Room::Now));
        }
    };
    let back = move |()| {
        if let Some(digest) = opener.digest() {
            route.go(Place::Plan(digest));
        }
    };
    let acts = Acts {
        begin: Callback::new(begin),
        back: Callback::new(back),
        now_in: Callback::new(|zone: String| clock_in(&zone)),
    };
    Some(view! { <StartForm plan=&plan first zones=names lacks=Vec::new() unfit lang acts/> })
}

/// What was filled in as the start of a run.
fn start(opened: &Opened, filled: &Filled) -> Result<Start, Unfit> {
    let you = Seat { name: filled.you.name.trim().into(), role: filled.you.role.trim().into() };
    if you.name.is_empty() {
        return Err(Unfit::NoName);
    }
    let clock = NaiveDateTime::parse_from_str(filled.t0.get(..16).unwrap_or_default(), CLOCK)
        .map_err(|_| Unfit::NoT0)?;
    let near_ms = clock.and_utc().timestamp_millis();
    let zone = zones::rule(filled.zone.trim(), near_ms).ok_or(Unfit::NoZone)?;
    let named = filled.crew.iter().filter(|seat| !seat.name.trim().is_empty()).cloned();
    let (t0_ms, _) = zone.moment(clock);
    Ok(Start {
        plan: opened.digest,
        plan_name: opened.name.as_str().into(),
        mode: filled.mode,
        t0_ms,
        zone,
        zones: Vec::new(),
        version: filled.version.trim().into(),
        environment: filled.environment.trim().into(),
        base: Some(filled.base.trim()).filter(|base| !base.is_empty()).map(Into::into),
        crew: std::iter::once(you).chain(named).collect(),
        gate_people: filled.gate_people,
    })
}

/// The zones to offer: the plan's own first, then the device's.
fn zone_names(plan: &Plan) -> Vec<String> {
    let stated = plan.window.as_ref().and_then(|it| it.window.zone.as_ref());
    let known =
        stated.filter(|zone| zone.kind == ZoneKind::Named).map(|zone| zone.name.to_string());
    let mut names: Vec<String> = known.into_iter().collect();
    names.extend([zones::own(), "Europe/Moscow".into(), "UTC".into()]);
    let mut seen = Vec::new();
    names.retain(|name| {
        let new = !seen.contains(name);
        seen.push(name.clone());
        new
    });
    names
}

/// What the clock of a zone shows now, to the minute.
fn clock_in(zone: &str) -> String {
    let now_ms = clock::now_ms();
    let clock = zones::rule(zone, now_ms).map(|rule| rule.clock(now_ms));
    clock.map(|clock| clock.format(CLOCK).to_string()).unwrap_or_default()
}

/// The roles of the plan, with the names it gives.
fn crew(plan: &Plan) -> Vec<Seat> {
    let seat = |person: &crate::plan::Person| Seat {
        name: person.name.clone().unwrap_or_default(),
        role: person.role.clone(),
    };
    plan.people.iter().filter(|person| !person.role.is_empty()).map(seat).collect()
}

/// The version that the plan states.
fn version(plan: &Plan) -> String {
    let is_version = |label: &str| {
        let label = label.to_lowercase();
        label.contains("верси") || label.contains("version")
    };
    let fact = plan.facts.iter().find(|fact| is_version(&fact.label));
    fact.map(|fact| fact.value.to_string()).unwrap_or_default()
}
