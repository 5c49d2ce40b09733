//! A plan and its findings as JSON: a shape that scripts rely on.
//!
//! Fields keep their order, none is left out, the same plan gives the same bytes. A change that
//! breaks a reader raises `SCHEMA`.

mod item;

use crate::cli::reading::Reading;
use crate::cli::source::Document;
use crate::plan::{Fault, Language, Plan, Section, SectionIx};
use crate::words::{self, Lang};
#[cfg(test)]
pub(super) use item::number;
use item::{ItemSheet, ScheduleSheet};
use serde::Serialize;
use std::io::{self, Write};

/// The version of the shape.
const SCHEMA: u32 = 1;

/// All that is known of one plan.
#[derive(Serialize)]
pub(in crate::cli) struct Sheet<'a> {
    schema: u32,
    title: &'a str,
    language: &'static str,
    source: SourceSheet<'a>,
    facts: Vec<FactSheet<'a>>,
    window: Option<PlanWindowSheet<'a>>,
    sections: Vec<SectionSheet<'a>>,
    people: Vec<PersonSheet<'a>>,
    probes: Vec<ProbeSheet<'a>>,
    faults: Vec<FaultSheet>,
    coverage: CoverageSheet,
}

#[derive(Serialize)]
struct SourceSheet<'a> {
    bytes: usize,
    lines: u32,
    sha256: &'a str,
    encoding: &'a str,
    repaired: Option<&'a str>,
    repaired_runs: u32,
    unrepaired_runs: u32,
}

#[derive(Serialize)]
struct FactSheet<'a> {
    label: &'a str,
    value: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct PlanWindowSheet<'a> {
    from: String,
    to: Option<String>,
    zone: Option<&'a str>,
    line: u32,
}

#[derive(Serialize)]
struct SectionSheet<'a> {
    id: String,
    title: &'a str,
    line: u32,
    level: u8,
    role: &'static str,
    schedule: Option<ScheduleSheet<'a>>,
    items: Vec<ItemSheet<'a>>,
    sections: Vec<SectionSheet<'a>>,
}

#[derive(Serialize)]
struct PersonSheet<'a> {
    role: &'a str,
    name: Option<&'a str>,
    channels: &'a [Box<str>],
    line: u32,
}

#[derive(Serialize)]
struct ProbeSheet<'a> {
    kind: &'static str,
    url: &'a str,
    metric: Option<&'a str>,
    relative: bool,
    safe: bool,
    line: u32,
}

#[derive(Serialize)]
struct FaultSheet {
    code: &'static str,
    level: &'static str,
    message: String,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct CoverageSheet {
    lines: u32,
    unplaced: Vec<u32>,
}

/// One finding of a check, with the file it is in.
#[derive(Serialize)]
pub(in crate::cli) struct FindingSheet {
    file: String,
    code: &'static str,
    level: &'static str,
    message: String,
    advice: String,
    line: u32,
    column: u32,
}

/// Prints a value, two spaces a level, and ends the line.
pub(in crate::cli) fn print(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    out.write_all(&text)?;
    out.flush()
}

/// A plan as the contract has it.
pub(in crate::cli) fn sheet<'a>(
    document: &'a Document,
    reading: &'a Reading,
    lang: Lang,
) -> Sheet<'a> {
    let plan = &reading.plan;
    let (lines, unplaced) = plan.coverage(&document.source.text);
    Sheet {
        schema: SCHEMA,
        title: plan.title.as_deref().unwrap_or(&document.stem),
        language: match plan.language {
            Language::Ru => "ru",
            Language::En => "en",
            Language::Mixed => "mixed",
        },
        source: source(document),
        facts: (plan.facts.iter())
            .map(|fact| FactSheet { label: &fact.label, value: &fact.value, line: fact.line })
            .collect(),
        window: plan.window.as_ref().map(|stated| PlanWindowSheet {
            from: stated.window.from.to_string(),
            to: stated.window.to.map(|to| to.to_string()),
            zone: stated.window.zone.as_ref().map(|zone| &*zone.name),
            line: stated.line,
        }),
        sections: sections(plan),
        people: people(plan),
        probes: probes(plan),
        faults: reading.faults.iter().map(|fault| fault_sheet(reading, lang, fault)).collect(),
        coverage: CoverageSheet { lines, unplaced },
    }
}

fn source(document: &Document) -> SourceSheet<'_> {
    let source = &document.source;
    let repaired = source.repaired.as_ref();
    SourceSheet {
        bytes: source.bytes,
        lines: source.lines,
        sha256: &document.sha256,
        encoding: source.encoding,
        repaired: repaired.map(|repaired| repaired.charset.label()),
        repaired_runs: repaired.map_or(0, |repaired| repaired.runs),
        unrepaired_runs: repaired.map_or(0, |repaired| repaired.unrepaired_runs),
    }
}

fn sections(plan: &Plan) -> Vec<SectionSheet<'_>> {
    let flat = plan.sections.iter().map(|section| section_sheet(plan, section)).collect();
    let parents = plan.sections.iter().map(|section| section.parent.map(SectionIx::index));
    nest(flat, &parents.collect::<Vec<_>>(), |section| &mut section.sections)
}

fn section_sheet<'a>(plan: &'a Plan, section: &'a Section) -> SectionSheet<'a> {
    let items = plan.items.get(section.items.clone()).unwrap_or_default();
    let flat = items.iter().map(ItemSheet::of).collect();
    let first = section.items.start;
    let parents = items.iter().map(|item| item.parent?.index().checked_sub(first));
    SectionSheet {
        id: section.id.to_string(),
        title: &section.title,
        line: section.line,
        level: section.level,
        role: section.role.word(),
        schedule: section.schedule.as_deref().map(ScheduleSheet::of),
        items: nest(flat, &parents.collect::<Vec<_>>(), |item| &mut item.items),
        sections: Vec::new(),
    }
}

/// A tree of a flat list in which parents come before their children, without recursion.
fn nest<T>(
    mut flat: Vec<T>,
    parents: &[Option<usize>],
    below: impl Fn(&mut T) -> &mut Vec<T>,
) -> Vec<T> {
    let mut top = Vec::new();
    while let Some(mut node) = flat.pop() {
        below(&mut node).reverse();
        match parents[flat.len()].and_then(|parent| flat.get_mut(parent)) {
            Some(parent) => below(parent).push(node),
            None => top.push(node),
        }
    }
    top.reverse();
    top
}

fn people(plan: &Plan) -> Vec<PersonSheet<'_>> {
    let people = plan.people.iter().map(|person| PersonSheet {
        role: &person.role,
        name: person.name.as_deref(),
        channels: &person.channels,
        line: person.line,
    });
    people.collect()
}

fn probes(plan: &Plan) -> Vec<ProbeSheet<'_>> {
    let probes = plan.probes.iter().map(|probe| ProbeSheet {
        kind: probe.kind.word(),
        url: &probe.url,
        metric: probe.metric.as_deref(),
        relative: probe.relative,
        safe: probe.safe,
        line: probe.line,
    });
    probes.collect()
}

fn fault_sheet(reading: &Reading, lang: Lang, fault: &Fault) -> FaultSheet {
    FaultSheet {
        code: fault.kind.code(),
        level: fault.kind.level().word(),
        message: reading.message(lang, fault),
        line: fault.place.line,
        column: fault.place.column,
    }
}

/// The findings of one plan.
pub(in crate::cli) fn findings(
    document: &Document,
    reading: &Reading,
    lang: Lang,
) -> Vec<FindingSheet> {
    let findings = reading.faults.iter().map(|fault| FindingSheet {
        file: document.file.clone(),
        code: fault.kind.code(),
        level: fault.kind.level().word(),
        message: reading.message(lang, fault),
        advice: words::advice(lang, fault),
        line: fault.place.line,
        column: fault.place.column,
    });
    findings.collect()
}
