//! Where a run stands, as JSON. Names never change their meaning; what is not known is null.

use super::Status;
use crate::cli::Out;
use crate::cli::inspect::json;
use crate::run::event::Mode;
use crate::run::gate::Missing;
use crate::words::runs::Standing;
use crate::words::{Lang, room};
use chrono::{DateTime, SecondsFormat};
use serde::Serialize;
use std::io;

/// The version of this object.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Sheet<'a> {
    schema: u32,
    state: &'static str,
    code: u8,
    as_of: Option<String>,
    title: Option<&'a str>,
    plan: &'a str,
    run: Option<String>,
    mode: Option<&'static str>,
    version: Option<&'a str>,
    environment: Option<&'a str>,
    stage: Option<StageSheet<'a>>,
    missing: Vec<MissingSheet<'a>>,
    tripped: Vec<&'a str>,
    switched_on: Vec<&'a str>,
    slip_s: Option<i64>,
    window_left_s: Option<i64>,
    end_forecast: Option<String>,
    last_safe_rollback: Option<String>,
    entries: usize,
    strays: usize,
    flaws: usize,
}

#[derive(Serialize)]
struct StageSheet<'a> {
    number: usize,
    of: usize,
    title: &'a str,
    names: usize,
    names_asked: u8,
}

#[derive(Serialize)]
struct MissingSheet<'a> {
    kind: &'static str,
    item: Option<&'a str>,
    line: Option<u32>,
    message: String,
}

/// Prints it with a line's end behind it.
pub(super) fn print(status: &Status<'_>, plan: &str, lang: Lang) -> io::Result<()> {
    let run = status.run;
    let start = run.start();
    let text = |item: crate::plan::ItemIx| &*run.plan.item(item).text;
    let stage = status.current.map(|leg| StageSheet {
        number: leg.index() + 1,
        of: run.course.legs.len(),
        title: &run.plan.section(run.course.leg(leg).section).title,
        names: run.progress.gate(leg).passes.len(),
        names_asked: run.progress.people_asked(leg, &run.journal),
    });
    let missing = status.missing.iter().map(|it| {
        let (kind, item) = of(it);
        MissingSheet {
            kind,
            item: item.map(text),
            line: item.map(|item| run.plan.item(item).line),
            message: room::missing(lang, run, it),
        }
    });
    let sheet = Sheet {
        schema: SCHEMA,
        state: state(status.standing),
        code: status.code(),
        as_of: utc(status.now_ms),
        title: run.plan.title.as_deref(),
        plan,
        run: run.journal.run().map(|id| id.to_string()),
        mode: start.map(|start| match start.mode {
            Mode::Real => "real",
            Mode::Rehearsal => "rehearsal",
        }),
        version: start.map(|start| &*start.version),
        environment: start.map(|start| &*start.environment),
        stage,
        missing: missing.collect(),
        tripped: run.look().tripped(&run.progress, status.now_ms).map(text).collect(),
        switched_on: status.switched_on().map(text).collect(),
        slip_s: status.slip_ms().map(|slip_ms| slip_ms / 1000),
        window_left_s: status.timing.left_ms.map(|left_ms| left_ms / 1000),
        end_forecast: status.timing.end_forecast_ms.and_then(utc),
        last_safe_rollback: status.timing.last_safe.at_ms.and_then(utc),
        entries: run.journal.len(),
        strays: run.progress.strays.len(),
        flaws: status.flaws,
    };
    json::print(&mut Out::bytes(), &sheet)
}

fn utc(at_ms: i64) -> Option<String> {
    let moment = DateTime::from_timestamp_millis(at_ms)?;
    Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn of(missing: &Missing) -> (&'static str, Option<crate::plan::ItemIx>) {
    match missing {
        Missing::Start => ("start", None),
        Missing::Over => ("over", None),
        Missing::Held => ("held", None),
        Missing::GoingBack => ("going_back", None),
        Missing::Earlier(_) => ("earlier", None),
        Missing::Item(item, _) => ("item", Some(*item)),
        Missing::Conflict(item) => ("conflict", Some(*item)),
        Missing::Tripped(item) => ("tripped", Some(*item)),
        Missing::Stale(item, _) => ("stale", Some(*item)),
        Missing::Soak(item, _) => ("soak", Some(*item)),
    }
}

fn state(standing: Standing) -> &'static str {
    match standing {
        Standing::Finished => "finished",
        Standing::Abandoned => "abandoned",
        Standing::Running => "running",
        Standing::Gate => "gate",
        Standing::Tripped => "tripped",
        Standing::Held => "held",
        Standing::Back => "back",
        Standing::NotStarted => "not_started",
        Standing::Behind => "behind",
    }
}
