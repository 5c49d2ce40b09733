//! `holdpoint status`: where a run stands, for people, for a script by its exit code, or as JSON.

mod sheet;

use super::out::{FAINT, STRONG, tame};
use super::runs::{Opened, RunDocument};
use super::{Out, Tongue, say};
use crate::plan::Kind;
use crate::run::Run;
use crate::run::command::Open;
use crate::run::course::LegIx;
use crate::run::event::Mode;
use crate::run::gate::Missing;
use crate::run::timing::Timing;
use crate::words::report::{clock, length, moment, slip};
use crate::words::runs::{self as words, Standing};
use crate::words::{Lang, room};
use chrono::{DateTime, Utc};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Say where a run stands
#[derive(clap::Args)]
#[command(after_help = "\
Exit code: 0  finished
           1  given up
           2  the run or its plan could not be read, or wrong usage
           3  running: steps are open, or every gate is behind and nobody ended it
           4  waiting at a gate: every step of the stage is settled
           5  a rollback criterion came true
           6  on hold
           7  going back, or back and nobody said how to go on
           8  not started")]
pub(super) struct Arguments {
    /// Run file (.holdpoint.json) or journal (.jsonl); - reads standard input
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// The plan that is run; a journal alone needs it
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Print everything as one JSON object
    #[arg(long)]
    json: bool,
    /// As of this moment, such as 2026-11-21T02:30:00Z; now where none is given
    #[arg(long, value_name = "MOMENT", value_parser = at)]
    at: Option<DateTime<Utc>>,
    /// Language of the words
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
}

/// What is told of a run.
struct Status<'a> {
    run: &'a Run,
    standing: Standing,
    current: Option<LegIx>,
    missing: Vec<Missing>,
    timing: Timing,
    now_ms: i64,
    flaws: usize,
}

/// Reads the run and says where it stands.
pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let lang = Lang::from(arguments.lang);
    let opened = RunDocument::read(&arguments.run, lang).and_then(|document| {
        let flaws = document.warn(lang);
        Ok((document.open(arguments.plan.as_deref(), lang)?, flaws))
    });
    let (Opened { run, plan_name, .. }, flaws) = match opened {
        Ok(opened) => opened,
        Err(why) => {
            say(&why);
            return Ok(ExitCode::from(2));
        }
    };
    let now_ms = arguments.at.map_or_else(now_ms, |at| at.timestamp_millis());
    let status = Status::of(&run, now_ms, flaws);
    if arguments.json {
        sheet::print(&status, &plan_name, lang)?;
    } else {
        let mut out = Out::words();
        status.print(&mut out, lang)?;
        out.flush()?;
    }
    Ok(ExitCode::from(status.code()))
}

/// A moment as RFC 3339 writes it.
fn at(text: &str) -> Result<DateTime<Utc>, String> {
    let read = DateTime::parse_from_rfc3339(text);
    read.map(|moment| moment.to_utc()).map_err(|error| error.to_string())
}

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

impl<'a> Status<'a> {
    fn of(run: &'a Run, now_ms: i64, flaws: usize) -> Self {
        let current = run.progress.current();
        let missing = current.map(|leg| run.look().missing(&run.progress, leg, now_ms));
        Self {
            run,
            standing: standing(run, now_ms),
            current,
            missing: missing.unwrap_or_default(),
            timing: Timing::of(run, now_ms),
            now_ms,
            flaws,
        }
    }

    fn code(&self) -> u8 {
        match self.standing {
            Standing::Finished => 0,
            Standing::Abandoned => 1,
            Standing::Running | Standing::Behind => 3,
            Standing::Gate => 4,
            Standing::Tripped => 5,
            Standing::Held => 6,
            Standing::Back => 7,
            Standing::NotStarted => 8,
        }
    }

    /// How much later than planned the stage in hand is: as it was entered, or as it goes on.
    fn slip_ms(&self) -> Option<i64> {
        let leg = self.timing.legs.get(self.current?.index())?;
        let overdue = leg.planned.to_ms.map(|to_ms| self.now_ms - to_ms).filter(|late| *late > 0);
        leg.slip_in_ms.max(overdue)
    }

    /// What is switched on still.
    fn switched_on(&self) -> impl Iterator<Item = crate::plan::ItemIx> + '_ {
        let open = self.run.left_open(self.now_ms).into_iter();
        open.filter_map(|open| match open {
            Open::Obligation(item) => Some(item),
            Open::Stage(_) | Open::Tripped(_) => None,
        })
    }

    fn print(&self, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        let (run, w) = (self.run, words::runs(lang));
        let title = tame(run.plan.title.as_deref().unwrap_or_default());
        let rehearsal = run.start().filter(|start| start.mode == Mode::Rehearsal);
        let rehearsal = rehearsal.map(|_| format!(", {}", w.rehearsal)).unwrap_or_default();
        let standing = words::standing(lang, self.standing);
        writeln!(out, "{STRONG}{title}{STRONG:#}: {standing}{rehearsal}")?;
        if matches!(self.standing, Standing::Finished | Standing::Abandoned) {
            return self.print_open(out, lang);
        }
        match self.current {
            Some(leg) => {
                let title = tame(&run.plan.section(run.course.leg(leg).section).title);
                let (n, all) = (leg.index() + 1, run.course.legs.len());
                writeln!(out, "{} {n} {} {all}: {title}", w.stage, w.of)?;
            }
            None => writeln!(out, "{}: {}", w.stage, w.all_behind)?,
        }
        match self.standing {
            Standing::Back => self.print_back(out, lang)?,
            _ if self.current.is_none() => {}
            _ if self.missing.is_empty() => {
                writeln!(out, "{}: {}", w.missing, w.none_missing)?;
                self.print_names(out, lang)?;
            }
            _ => {
                let lines = self.missing.iter().map(|it| room::missing(lang, run, it));
                print_list(out, w.missing, &lines.collect::<Vec<_>>())?;
            }
        }
        self.print_times(out, lang)?;
        self.print_open(out, lang)
    }

    /// What is open on the way back, or that it is walked.
    fn print_back(&self, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        let (run, w) = (self.run, words::runs(lang));
        let Some(back) = run.progress.back() else { return writeln!(out, "{}", w.is_back) };
        let open = run.open_on_the_way_back(back);
        let lines: Vec<String> =
            open.iter().map(|ix| run.plan.item(*ix).text.to_string()).collect();
        print_list(out, w.way_back, &lines)
    }

    /// How many names stand under the gate, where it asks for more than one.
    fn print_names(&self, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        let (Some(leg), w) = (self.current, words::runs(lang)) else { return Ok(()) };
        let asked = self.run.progress.people_asked(leg, &self.run.journal);
        if asked < 2 {
            return Ok(());
        }
        let passes = self.run.progress.gate(leg).passes.len();
        writeln!(out, "{}: {passes} {} {asked}", w.people, w.of)
    }

    fn print_times(&self, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        let w = words::runs(lang);
        let Some(start) = self.run.start() else { return Ok(()) };
        let at = |at_ms: i64| {
            let shown = start.zone.clock(at_ms);
            let is_today = shown.date() == start.zone.clock(self.now_ms).date();
            if is_today { clock(shown) } else { moment(lang, shown) }
        };
        let mut line =
            |label: &str, text: String| writeln!(out, "{label}: {}", text.replace('\u{a0}', " "));
        if let Some(slip_ms) = self.slip_ms() {
            line(w.slip, slip(lang, slip_ms))?;
        }
        if let Some(left_ms) = self.timing.left_ms {
            let text = length(lang, left_ms);
            line(w.left, if left_ms < 0 { format!("{} {text}", w.over) } else { text })?;
        }
        if let Some(end_ms) = self.timing.end_forecast_ms {
            line(w.end, at(end_ms))?;
        }
        let last_safe = &self.timing.last_safe;
        if let Some(at_ms) = last_safe.at_ms {
            return line(w.last_safe, at(at_ms));
        }
        let why = words::way_unknown(lang, last_safe.way);
        line(w.last_safe, format!("{} ({why})", w.unknown))
    }

    fn print_open(&self, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        let label = words::runs(lang).obligation;
        for item in self.switched_on() {
            let text = tame(&self.run.plan.item(item).text);
            writeln!(out, "{FAINT}{label}:{FAINT:#} {text}")?;
        }
        Ok(())
    }
}

/// How many there are, and each on a line of its own.
fn print_list(out: &mut impl Write, label: &str, lines: &[String]) -> io::Result<()> {
    writeln!(out, "{label}: {}", lines.len())?;
    lines.iter().try_for_each(|line| writeln!(out, "  - {}", tame(line)))
}

/// Where a run stands, what is gravest first.
fn standing(run: &Run, now_ms: i64) -> Standing {
    let progress = &run.progress;
    let is_back = progress.back().or(progress.is_back()).is_some();
    if let Some(end) = progress.end {
        return if end.abandoned { Standing::Abandoned } else { Standing::Finished };
    }
    if progress.started.is_none() {
        return Standing::NotStarted;
    }
    if is_back {
        return Standing::Back;
    }
    if run.look().tripped(progress, now_ms).next().is_some() {
        return Standing::Tripped;
    }
    if progress.held().is_some() {
        return Standing::Held;
    }
    let Some(leg) = progress.current() else { return Standing::Behind };
    let mut steps = run.course.leg(leg).items.iter().filter(|ix| {
        run.plan.item(**ix).kind == Kind::Step && !run.look().is_settled(progress, **ix)
    });
    if steps.next().is_some() { Standing::Running } else { Standing::Gate }
}
