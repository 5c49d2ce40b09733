//! A plan from a few plain lines, so that a test of the lint says what it is about and no more.
//!
//! `## stage Title {02:00-02:15}` opens a section; `step Words {@Ann; 20m}` is an item, two spaces
//! in front nest it. `window`, `fact`, `probe` and `anchor` lines tell of the whole plan.

use super::lint;
use crate::plan::{
    Anchor, Command, Day, Fact, Fault, FaultKind, Id, Item, ItemIx, Kind, Limit, Moment, Offset,
    Op, Place, Plan, PlanWindow, Probe, ProbeKind, Role, Rule, Schedule, Section, SectionIx, Span,
    Threshold, Tier, Window, Zone, ZoneKind,
};
use chrono::NaiveTime;

/// The lint's faults of one kind, in their order; the draft stands in for the source.
#[track_caller]
pub(super) fn found<T>(draft: &str, pick: impl Fn(&FaultKind) -> Option<T>) -> Vec<T> {
    faults(draft).iter().filter_map(|fault| pick(&fault.kind)).collect()
}

/// All that the lint finds in a draft.
#[track_caller]
pub(super) fn faults(draft: &str) -> Vec<Fault> {
    lint(&plan(draft), draft)
}

/// The plan that these lines describe.
#[track_caller]
pub(super) fn plan(draft: &str) -> Plan {
    let mut plan = Plan::default();
    for (line, text) in (1u32..).zip(draft.lines()) {
        if !text.trim().is_empty() {
            place(&mut plan, line, text);
        }
    }
    let end = plan.sections.len();
    for n in 0..end {
        let level = plan.sections[n].level;
        let last = (n + 1..end).find(|m| plan.sections[*m].level <= level).unwrap_or(end);
        plan.sections[n].end = SectionIx::new(last);
    }
    plan
}

#[track_caller]
fn place(plan: &mut Plan, line: u32, text: &str) {
    let depth = text.len() - text.trim_start_matches(' ').len();
    let (word, rest) = text.trim_start().split_once(' ').unwrap_or((text.trim(), ""));
    let (words, tags) = rest.split_once('{').unwrap_or((rest, ""));
    let words = words.trim();
    let tags: Vec<&str> = tags.trim_end_matches('}').split(';').map(str::trim).collect();
    let here = Place::at(line, 1);
    match word {
        "window" => {
            let (times, zone) = rest.split_once(' ').unwrap_or((rest, ""));
            let mut window = window(times).expect("a window");
            window.zone = (!zone.is_empty()).then(|| zone_of(zone));
            plan.window = Some(PlanWindow { window, line });
        }
        "fact" => {
            let (label, value) = rest.split_once(": ").expect("label: value");
            plan.facts.push(Fact { label: label.into(), value: value.into(), line });
        }
        "probe" => plan.probes.push(probe(rest, line)),
        "anchor" => plan.anchors.push(Anchor { target: rest.into(), place: here }),
        marks if marks.starts_with('#') => {
            let (role, title) = words.split_once(' ').unwrap_or((words, ""));
            let level = u8::try_from(marks.len()).expect("a level");
            plan.sections.push(section(plan, line, level, role, title, &tags));
        }
        kind => {
            let item = item(plan, line, kind_of(kind), words, depth / 2, &tags);
            plan.items.push(item);
            let end = plan.items.len();
            plan.sections.last_mut().expect("a section").items.end = end;
        }
    }
}

fn section(plan: &Plan, line: u32, level: u8, role: &str, title: &str, tags: &[&str]) -> Section {
    let parent = plan.sections.iter().rposition(|above| above.level < level).map(SectionIx::new);
    let start = plan.items.len();
    Section {
        id: Id::ROOT.child(title),
        title: title.into(),
        line,
        line_end: line,
        column: 1,
        level,
        role: match role {
            "phase" => Role::Phase,
            "stage" => Role::Stage,
            "rollback" => Role::Rollback,
            _ => Role::Reference,
        },
        schedule: schedule(tags),
        parent,
        end: SectionIx::new(plan.sections.len() + 1),
        items: start..start,
    }
}

#[track_caller]
fn kind_of(word: &str) -> Kind {
    match word {
        "step" => Kind::Step,
        "go" => Kind::Go,
        "abort" => Kind::Abort,
        "rollback" => Kind::Rollback,
        "artefact" => Kind::Artefact,
        "note" => Kind::Note,
        other => panic!("no such kind: {other}"),
    }
}

fn item(plan: &Plan, line: u32, kind: Kind, text: &str, depth: usize, tags: &[&str]) -> Item {
    let section = plan.sections.len() - 1;
    let own = plan.sections[section].items.clone();
    let shallower = |n: &usize| usize::from(plan.items[*n].depth) < depth;
    let tagged = |mark: char| tags.iter().filter_map(move |tag| tag.strip_prefix(mark));
    let command = |text: &&str| Command { lang: None, text: (*text).into(), line, line_end: line };
    let commands = tags.iter().filter_map(|tag| tag.strip_prefix("cmd "));
    Item {
        id: Id::ROOT.child(text),
        kind,
        text: text.into(),
        line,
        line_end: line,
        column: 1,
        done: tags.contains(&"done"),
        tier: tagged('P').find_map(|n| n.parse().ok()).map(Tier::P),
        schedule: schedule(tags),
        thresholds: tags.iter().filter_map(|tag| threshold(tag)).collect(),
        commands: commands.map(|text| command(&text)).collect(),
        people: tagged('@').map(Into::into).collect(),
        fields: Vec::new(),
        section: SectionIx::new(section),
        parent: own.rev().find(shallower).map(ItemIx::new),
        depth: u16::try_from(depth).unwrap_or(u16::MAX),
        rule: if tags.contains(&"row") { Rule::TableRow } else { Rule::TaskBox },
    }
}

fn schedule(tags: &[&str]) -> Option<Box<Schedule>> {
    let mut all = Schedule::default();
    for tag in tags {
        if let Some(rest) = tag.strip_prefix("wait ") {
            all.wait = span(rest);
        } else if tag.starts_with("T-") || tag.starts_with("T+") || *tag == "T0" {
            let from = span(tag[1..].trim_start_matches(['-', '+'])).expect("an offset");
            let from = if tag.starts_with("T-") { from.before() } else { from };
            all.offset = Some(Offset { from, to: None });
        } else if let Some(window) = window(tag) {
            all.window = Some(window);
        } else if let Some(to) = span(tag) {
            all.limit = Some(Limit { from: None, to: Some(to) });
        }
    }
    (!all.is_empty()).then(|| Box::new(all))
}

/// `30m`, `24h`, `90s`, `7d`, `0`.
fn span(text: &str) -> Option<Span> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let amount = number.parse().ok()?;
    match &text[number.len()..] {
        "m" | "" => Some(Span::minutes(amount)),
        "h" => Some(Span::hours(amount)),
        "s" => Some(Span::seconds(amount)),
        "d" => Some(Span::days(amount)),
        _ => None,
    }
}

/// `02:00-04:00`, `12-30T23:00-12-31T01:00`, `02:00`, with `/MSK`.
fn window(text: &str) -> Option<Window> {
    let (times, zone) = text.split_once('/').unwrap_or((text, ""));
    let cut = times.find(':')?;
    let dash = times[cut..].find('-').map(|n| n + cut);
    let (from, to) = dash.map_or((times, None), |n| (&times[..n], Some(&times[n + 1..])));
    let to = to.map(|to| moment(to).expect("a moment"));
    let zone = (!zone.is_empty()).then(|| zone_of(zone));
    Some(Window { from: moment(from)?, to, zone })
}

fn moment(text: &str) -> Option<Moment> {
    let (day, time) = text.split_once('T').map_or((None, text), |(day, time)| (Some(day), time));
    let number = |text: &str| text.parse().ok();
    let day = day.and_then(|day| {
        let (month, day) = day.split_once('-')?;
        Some(Day { year: None, month: number(month)?, day: number(day)? })
    });
    Some(Moment { day, time: Some(NaiveTime::parse_from_str(time, "%H:%M").ok()?) })
}

fn zone_of(name: &str) -> Zone {
    let kind = match name {
        "MSK" => ZoneKind::Fixed(180),
        "UTC" => ZoneKind::Fixed(0),
        _ => ZoneKind::Named,
    };
    Zone { name: name.into(), kind }
}

/// `Error rate > 5 %`, `P95 Latency < 2 s for 5m`.
fn threshold(tag: &str) -> Option<Threshold> {
    let signs = [
        (">=", Op::AtLeast),
        ("<=", Op::AtMost),
        (">", Op::Above),
        ("<", Op::Below),
        ("==", Op::Equal),
    ];
    let (name, op, limit) = signs
        .into_iter()
        .find_map(|(sign, op)| tag.split_once(sign).map(|(name, limit)| (name, op, limit)))?;
    let (stat, metric) = match name.trim().split_once(' ') {
        Some((stat, metric)) if stat.starts_with('P') => (Some(stat), metric),
        _ => (None, name.trim()),
    };
    let (limit, sustained) = match limit.split_once(" for ") {
        Some((limit, length)) => (limit, span(length)),
        None => (limit, None),
    };
    let mut words = limit.split_whitespace();
    Some(Threshold {
        metric: metric.into(),
        stat: stat.map(Into::into),
        op,
        value: words.next()?.parse().ok()?,
        unit: words.next().map(Into::into),
        sustained,
    })
}

fn probe(text: &str, line: u32) -> Probe {
    let (kind, name) = text.split_once(' ').unwrap_or((text, ""));
    let (kind, metric, url) = match kind {
        "metric" => (ProbeKind::Metric, Some(name.into()), "/metrics"),
        "page" => (ProbeKind::Metric, None, "/metrics"),
        "query" => (ProbeKind::Query, None, name),
        _ => (ProbeKind::Health, None, "/health"),
    };
    Probe { kind, url: url.into(), metric, relative: true, safe: true, line }
}
