//! From a plan to a run: the form, filled in as far as the plan and the browser know.

use super::House;
use crate::plan::Plan;
use crate::run::Run;
use crate::run::command::Command;
use crate::run::event::{Mode, Seat, Start};
use crate::run::journal::Journal;
use crate::run::timing::stated_t0;
use crate::run::zone::{Meaning, ZoneRule, settle, zones_named};
use crate::view::opened::Opened;
use crate::view::place::{Place, Room};
use crate::view::start::{Acts, Begun, Filled, StartForm, Unfit};
use crate::web::opener::Desk;
use crate::web::{clock, hints, poll, zones};
use crate::words::Lang;
use crate::words::start::lack;
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
    let (_, questions) = settle(&opened.plan, clock::now_ms(), &zones::rule);
    let choices = questions.iter().filter_map(|ask| match &ask.meaning {
        Meaning::Choice(zones) => {
            Some((ask.name.to_string(), zones.iter().map(ToString::to_string).collect()))
        }
        Meaning::Fixed(_) | Meaning::Named(_) | Meaning::Unknown => None,
    });
    let (asked, choices): (Vec<String>, Vec<Vec<String>>) = choices.unzip();
    let first = Filled {
        mode: Mode::Real,
        t0: t0_in(&opened.plan, &names[0]),
        zone: names[0].clone(),
        version: version(&opened.plan),
        environment: String::new(),
        base: String::new(),
        you: settings.who.get_untracked(),
        crew: crew(&opened.plan),
        gate_people: 1,
        meant: asked.into_iter().map(|name| (name, String::new())).collect(),
        allowed: poll::allowed(opened.digest, &opened.plan),
    };
    let empty = Run::new((*opened.plan).clone(), Journal::default());
    let lacks: Vec<String> = empty.lacks(&opened.faults).iter().map(|it| lack(lang, it)).collect();
    let at_hand = opened.clone();
    let ahead = move |filled: Filled| {
        // Whoever only looks at the times has not said who they are.
        let start = start_by(&at_hand, &filled, Seat { name: "".into(), role: "".into() }).ok()?;
        Some(Begun { start, now_ms: clock::now_ms() })
    };
    let begin = move |filled: Filled| match start(&opened, &filled) {
        Err(why) => unfit.set(Some(why)),
        Ok(start) => {
            let base = start.base.as_deref();
            poll::allow(opened.digest, &opened.plan, base, &filled.allowed);
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
        ahead: Callback::new(ahead),
    };
    let hint = hints::new_to("start");
    Some(view! { <StartForm run=empty first zones=names choices lacks unfit lang acts hint/> })
}

/// What was filled in as the start of a run.
fn start(opened: &Opened, filled: &Filled) -> Result<Start, Unfit> {
    let you = Seat { name: filled.you.name.trim().into(), role: filled.you.role.trim().into() };
    if you.name.is_empty() {
        return Err(Unfit::NoName);
    }
    start_by(opened, filled, you)
}

/// The start of a run by this person.
fn start_by(opened: &Opened, filled: &Filled, you: Seat) -> Result<Start, Unfit> {
    let clock = NaiveDateTime::parse_from_str(filled.t0.get(..16).unwrap_or_default(), CLOCK)
        .map_err(|_| Unfit::NoT0)?;
    let near_ms = clock.and_utc().timestamp_millis();
    let zone = zones::rule(filled.zone.trim(), near_ms).ok_or(Unfit::NoZone)?;
    // Whoever holds this device and has a place in the plan is one person.
    let others = filled.crew.iter().filter(|seat| seat.name.trim() != &*you.name);
    let named: Vec<Seat> = others.filter(|seat| !seat.name.trim().is_empty()).cloned().collect();
    let (t0_ms, _) = zone.moment(clock);
    Ok(Start {
        plan: opened.digest,
        plan_name: opened.name.as_str().into(),
        mode: filled.mode,
        t0_ms,
        zone,
        zones: settled_zones(&opened.plan, filled, near_ms),
        version: filled.version.trim().into(),
        environment: filled.environment.trim().into(),
        base: Some(filled.base.trim()).filter(|base| !base.is_empty()).map(Into::into),
        crew: std::iter::once(you).chain(named).collect(),
        gate_people: filled.gate_people,
    })
}

/// The rules of all zones that the plan names, those that a person chose among them.
fn settled_zones(plan: &Plan, filled: &Filled, near_ms: i64) -> Vec<ZoneRule> {
    let (mut rules, _) = settle(plan, near_ms, &zones::rule);
    let chosen = filled.meant.iter().filter(|(_, zone)| !zone.is_empty());
    rules.extend(
        chosen.filter_map(|(asked, zone)| {
            zones::rule(zone, near_ms).map(|rule| rule.answering(asked))
        }),
    );
    rules
}

/// The zones to offer: the plan's own first, then the device's.
fn zone_names(plan: &Plan) -> Vec<String> {
    let named = zones_named(plan).into_iter().filter_map(|ask| match ask.meaning {
        Meaning::Named(iana) => Some(iana.to_string()),
        Meaning::Fixed(_) | Meaning::Choice(_) | Meaning::Unknown => None,
    });
    let mut offered: Vec<String> = named.collect();
    offered.extend([zones::own(), "Europe/Moscow".into(), "UTC".into()]);
    let mut seen = Vec::new();
    offered.retain(|name| {
        let new = !seen.contains(name);
        seen.push(name.clone());
        new
    });
    offered
}

/// T0 as the plan states it, else now, by the clock of a zone.
fn t0_in(plan: &Plan, zone: &str) -> String {
    let now_ms = clock::now_ms();
    let stated = || {
        let rule = zones::rule(zone, now_ms)?;
        let (rules, _) = settle(plan, now_ms, &zones::rule);
        let stated = stated_t0(plan, &rule, &rules, now_ms)?;
        Some(rule.clock(stated.t0_ms).format(CLOCK).to_string())
    };
    stated().unwrap_or_else(|| clock_in(zone))
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
