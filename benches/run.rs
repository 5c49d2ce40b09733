//! What a run costs: adding up a journal, writing one more entry, and telling a report.
//!
//! `make bench` prints ratios, each of two costs side by side in this one run: of time, and of
//! instructions, by valgrind's callgrind where it is present. Instructions do not depend on what
//! else the machine does, so only they can fail the run:
//!
//! - a hundred thousand entries over ten thousand: about ten times as much, [`STEEPEST`] fails;
//! - one more entry behind fifty thousand over one behind none: the same, [`DEAREST`] fails;
//! - a report of ten thousand criteria over reading its own bytes, as a plan is read: [`WORDIEST`]
//!   fails. The bare Markdown events of those bytes are printed beside it.
//!
//! For callgrind this program runs itself: `run once fold 10000`.

#![expect(clippy::print_stdout, reason = "a bench is there to print")]

#[path = "run/count.rs"]
mod count;
#[path = "run/start.rs"]
mod start;

use count::{instructions, instructions_over, seconds};
use holdpoint::plan::{self, Id, ItemIx, Kind, Plan};
use holdpoint::report::{Options, report};
use holdpoint::run::event::{Answer, Event, Evidence, Mark, Observed, Source, Words};
use holdpoint::run::journal::{Actor, Digest, Entry, EntryRef, Journal, RunId};
use holdpoint::run::progress::fold;
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::{Command, Run};
use start::{BEGAN_MS, start};
use std::fmt::Write;
use std::hint::black_box;
use std::process::ExitCode;

/// How many steps and criteria the plan has.
const ITEMS: usize = 400;

/// The most that ten times the entries may cost.
const STEEPEST: f64 = 11.0;

/// The most that an entry behind [`LONG`] others may cost, over one behind none.
const DEAREST: f64 = 2.0;

/// The most that telling a report may cost, over reading its own bytes.
const WORDIEST: f64 = 3.0;

/// How many criteria that report has.
const CRITERIA: usize = 10_000;

/// A journal longer than any that people wrote.
const LONG: usize = 50_000;

/// So many entries are written at a time, so that they are seen beside the making of the journal.
const WRITTEN: usize = 400;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(once) = arguments.iter().position(|word| word == "once") {
        run_once(&arguments[once + 1..]);
        return ExitCode::SUCCESS;
    }
    // `cargo test --benches` only asks whether a bench starts.
    if !arguments.iter().any(|word| word == "--bench") {
        return ExitCode::SUCCESS;
    }
    let good = [folding(), appending(), telling()];
    if good.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// One job alone, for callgrind to count; `ready` only makes what the others work on.
fn run_once(arguments: &[String]) {
    let [job, size, ..] = arguments else { return };
    let size = size.parse().unwrap_or(0);
    if ["answered", "report", "read", "events"].contains(&job.as_str()) {
        let (run, text) = answered(size);
        match job.as_str() {
            "report" => drop(tell(&run, &text)),
            "read" => read(&tell(&run, &text)),
            "events" => events(&tell(&run, &text)),
            _ => drop(black_box(run)),
        }
        return;
    }
    let mut run = run(size);
    match job.as_str() {
        "fold" => add_up(&run),
        "append" => append(&mut run),
        _ => {
            black_box(&run);
        }
    }
}

fn folding() -> bool {
    let (small, large) = (run(10_000), run(100_000));
    let times = seconds(5, || add_up(&large)) / seconds(20, || add_up(&small));
    let counted = instructions("fold", 100_000).zip(instructions("fold", 10_000));
    told("folding 100 000 entries over 10 000", times, counted, STEEPEST)
}

fn appending() -> bool {
    let (mut empty, mut long) = (run(0), run(LONG));
    let times = seconds(20, || append(&mut long)) / seconds(20, || append(&mut empty));
    let counted = instructions("append", LONG).zip(instructions("append", 0));
    told("one entry behind 50 000 over one behind none", times, counted, DEAREST)
}

fn telling() -> bool {
    let (run, plan) = answered(CRITERIA);
    let text = tell(&run, &plan);
    let telling = seconds(5, || drop(tell(&run, &plan)));
    let counted = |job| instructions_over("answered", job, CRITERIA);
    let tellings = counted("report");
    let size = text.len() / 1000;
    let over = |job, what, seconds: f64, most| {
        // What reads the report tells it first.
        let reading = counted(job).zip(tellings).map(|(both, telling)| both - telling);
        let what = format!("a report of {CRITERIA} criteria over {what} its {size} KB");
        told(&what, telling / seconds, tellings.zip(reading), most)
    };
    over("events", "the bare events of", seconds(5, || events(&text)), f64::INFINITY);
    over("read", "reading", seconds(5, || read(&text)), WORDIEST)
}

/// With its plan's text in the appendix, as people are given it.
fn tell(run: &Run, plan_text: &str) -> String {
    black_box(report(run, &Options { plan_text: Some(plan_text), ..Options::default() }))
}

/// As a plan is read.
fn read(text: &str) {
    black_box(plan::read(text));
}

/// As `CommonMark` with tables reads it.
fn events(text: &str) {
    let options =
        pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_TASKLISTS;
    for event in pulldown_cmark::Parser::new_ext(text, options) {
        black_box(event);
    }
}

/// A run of so many criteria, each answered with a value, and its plan.
fn answered(criteria: usize) -> (Run, String) {
    let mut text = String::from("# The release\n");
    for n in 0..criteria {
        if n % 20 == 0 {
            let _ = write!(text, "\n## Stage {0}: Part {0}\n\n**Go criteria:**\n\n", n / 20);
        }
        let _ = writeln!(text, "- part {} holds in way {n}", n / 20);
    }
    let plan = plan::read(&text).0;
    let mut run = Run::new(plan, Journal::default());
    let mut written = |event| {
        let entry = seal::write(&pen(BEGAN_MS), &run.journal, event);
        run.record(entry);
    };
    let plan = seal::digest(text.as_bytes());
    written(Event::Started(Box::new(start(plan))));
    let ids: Vec<_> = run_ids(&text);
    for id in ids {
        written(Event::Answered {
            item: id,
            answer: Answer::Yes,
            observed: Some(Observed { text: Words::new("0.4 %"), number: Some(0.4) }),
            source: Source::Attested,
        });
    }
    (run, text)
}

fn run_ids(text: &str) -> Vec<Id> {
    let plan = plan::read(text).0;
    plan.items.iter().filter(|item| item.kind == Kind::Go).map(|item| item.id).collect()
}

/// Prints both ratios; true if the one that counts is good enough.
fn told(what: &str, times: f64, counted: Option<(f64, f64)>, most: f64) -> bool {
    println!("time, {what}: {times:.2}");
    let Some((second, first)) = counted else {
        println!("instructions, {what}: not counted, for valgrind is not here");
        return true;
    };
    let ratio = second / first;
    let verdict = if ratio > most { " — too much" } else { "" };
    println!("instructions, {what}: {ratio:.2}{verdict}");
    ratio <= most
}

fn add_up(run: &Run) {
    black_box(fold(&run.plan, &run.course, &run.journal));
}

/// Decides, writes and records as a press does.
fn append(run: &mut Run) {
    let steps = run.course.legs[0].items.clone();
    for n in 0..WRITTEN {
        let item = steps[n % steps.len()];
        let at_ms = BEGAN_MS + 1_000_000_000;
        let asked = match run.plan.item(item).kind {
            Kind::Go => Command::Answer(item, Answer::Yes, None, Source::Attested),
            _ => Command::Tick(item),
        };
        let event = run.decide(asked, at_ms).expect("it may happen");
        let entry = seal::write(&pen(at_ms), &run.journal, event);
        run.record(entry);
    }
}

fn pen(at_ms: i64) -> Pen {
    Pen { run: RunId(7), actor: Actor(1), by: "Ann".into(), at_ms, offset_min: 60, salt: 9 }
}

/// A plan of stages of twenty.
fn plan() -> Plan {
    let mut text = String::from("# The release\n");
    for stage in 0..ITEMS / 20 {
        let _ = write!(text, "\n## Stage {stage}: Part {stage}\n\n");
        (0..14).for_each(|n| {
            let _ = writeln!(text, "- [ ] step {n} of part {stage}");
        });
        text.push_str("\n**Go criteria:**\n\n");
        (0..6).for_each(|n| {
            let _ = writeln!(text, "- part {stage} holds in way {n}");
        });
    }
    plan::read(&text).0
}

/// A run of so many entries of one device.
fn run(entries: usize) -> Run {
    let plan = plan();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let mut written = vec![entry(0, 1, Event::Started(Box::new(start(Digest::default()))))];
    for n in 1..=entries {
        let item = ItemIx::new(random(plan.items.len()));
        let (id, is_go) = (plan.item(item).id, plan.item(item).kind == Kind::Go);
        let words = || Words::new("as it was seen");
        let event = match random(20) {
            0 => Event::Noted { item: Some(id), text: words() },
            1 => Event::Evidenced { item: id, evidence: Evidence::Text(words()) },
            2 => Event::Marked { item: id, mark: Mark::Blocked, reason: words() },
            3 => Event::Undone { entry: EntryRef { actor: Actor(1), seq: n as u64 } },
            _ if is_go => Event::Answered {
                item: id,
                answer: [Answer::Yes, Answer::No][random(2)],
                observed: Some(Observed { text: words(), number: Some(1.0) }),
                source: Source::Attested,
            },
            4..=6 => Event::Unticked { item: id },
            _ => Event::Ticked { item: id },
        };
        written.push(entry(n, 1, event));
    }
    Run::new(plan, Journal::of(written))
}

/// An entry without its seal, which nobody here looks at.
fn entry(n: usize, actor: u64, event: Event) -> Entry {
    let seq = n as u64 + 1;
    let mut digest = Digest::default();
    digest.0[..8].copy_from_slice(&seq.to_be_bytes());
    Entry {
        run: RunId(7),
        actor: Actor(actor),
        seq,
        lamport: seq,
        seen: Box::default(),
        at_ms: BEGAN_MS + i64::try_from(n).unwrap_or(0) * 1000,
        offset_min: 60,
        by: "Ann".into(),
        event,
        salt: 9,
        previous: None,
        digest,
    }
}
