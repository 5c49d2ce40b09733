//! What a model costs over bare Markdown events, on realistic plans of three sizes.
//!
//! `make bench` prints two ratios for each size, both from this one run: of time, by criterion, and
//! of instructions, by valgrind's callgrind where it is present. Instructions do not depend on what
//! else the machine does, so only they can fail the run: more than [`WORST`] times the events', or
//! growth from 1 MB to 10 MB of more than [`STEEPEST`].
//!
//! For callgrind this program runs itself: `read once events 25000`.

#![expect(clippy::print_stdout, reason = "a bench is there to print")]

use criterion::{BenchmarkId, Criterion, Throughput};
use pulldown_cmark::{Options, Parser};
use std::hint::black_box;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// 25 KB is a long plan; the others show that cost grows with size and with nothing else.
const SIZES: [usize; 3] = [25_000, 1_000_000, 10_000_000];

/// What we aim at, in instructions over those of bare events.
const AIM: f64 = 2.0;

/// What fails.
const WORST: f64 = 3.0;

/// The most by which ten times the words may cost more.
const STEEPEST: f64 = 10.5;

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
    for size in SIZES {
        criterion_of(size);
    }
    for size in SIZES {
        println!("time, {}: {:.2} times bare events", named(size), time_ratio(size));
    }
    match instructions() {
        Some(false) => ExitCode::FAILURE,
        Some(true) => ExitCode::SUCCESS,
        None => {
            println!("instructions: not counted, for valgrind is not here");
            ExitCode::SUCCESS
        }
    }
}

/// One job alone, for callgrind to count: `none` makes the plan, `events` and `read` also use it.
fn run_once(arguments: &[String]) {
    let [job, size, ..] = arguments else { return };
    let source = plan(size.parse().unwrap_or(SIZES[0]));
    match job.as_str() {
        "events" => events(&source),
        "read" => read(&source),
        _ => {
            black_box(&source);
        }
    }
}

/// The dialect the reader asks for; it needs to know where events stand as well.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
}

fn events(source: &str) {
    for event in Parser::new_ext(source, options()).into_offset_iter() {
        black_box(event);
    }
}

fn read(source: &str) {
    black_box(holdpoint::plan::read(source));
}

fn criterion_of(size: usize) {
    let source = plan(size);
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_with_input(BenchmarkId::new("events", named(size)), &source, |b, source| {
        b.iter(|| events(source));
    });
    group.bench_with_input(BenchmarkId::new("model", named(size)), &source, |b, source| {
        b.iter(|| read(source));
    });
    group.finish();
}

/// The two side by side, the fastest of several turns each.
fn time_ratio(size: usize) -> f64 {
    let source = plan(size);
    let turns = (20_000_000 / size).clamp(5, 200);
    let mut best = [Duration::MAX; 2];
    for _ in 0..turns {
        for (job, best) in [events as fn(&str), read].into_iter().zip(&mut best) {
            let started = Instant::now();
            job(&source);
            *best = (*best).min(started.elapsed());
        }
    }
    best[1].as_secs_f64() / best[0].as_secs_f64()
}

/// Prints the instruction counts; tells whether they are good enough, none without valgrind.
fn instructions() -> Option<bool> {
    let mut models = Vec::new();
    let mut good = true;
    for size in SIZES {
        let bytes = precise(plan(size).len() as u64);
        let none = counted("none", size)?;
        let events = counted("events", size)? - none;
        let model = counted("read", size)? - none;
        let ratio = model / events;
        let (events_per, model_per) = (events / bytes, model / bytes);
        println!(
            "instructions per byte, {}: {events_per:.0} events, {model_per:.0} model, {ratio:.2} times{}",
            named(size),
            verdict(ratio, AIM, WORST)
        );
        good &= ratio <= WORST;
        models.push(model);
    }
    let growth = models[2] / models[1];
    println!("instructions, 10 MB over 1 MB: {growth:.2}{}", verdict(growth, STEEPEST, STEEPEST));
    Some(good && growth <= STEEPEST)
}

fn verdict(found: f64, aim: f64, worst: f64) -> &'static str {
    match found {
        found if found > worst => " — too much",
        found if found > aim => " — above the aim",
        _ => "",
    }
}

/// How many instructions this program takes for one job.
fn counted(job: &str, size: usize) -> Option<f64> {
    let own = std::env::current_exe().ok()?;
    let out = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(own)
        .args(["once", job, &size.to_string()])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&out.stderr);
    let counted = said.lines().find_map(|line| line.split_once("Collected : "))?.1;
    counted.trim().parse().ok().map(precise)
}

#[expect(clippy::cast_precision_loss, reason = "only ratios are printed, to two places")]
fn precise(count: u64) -> f64 {
    count as f64
}

fn named(size: usize) -> String {
    if size < 1_000_000 {
        format!("{} KB", size / 1000)
    } else {
        format!("{} MB", size / 1_000_000)
    }
}

/// A plan of about so many bytes: chapters of the plans under `tests/plans`, in an order that is
/// the same each time, each heading told apart from its likes.
fn plan(size: usize) -> String {
    let chapters = chapters();
    let mut out = String::with_capacity(size + 20_000);
    out.push_str("# The release of many parts\n");
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut number = 0;
    while out.len() < size {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let picked = usize::try_from(state >> 33).unwrap_or(0) % chapters.len();
        number += 1;
        let (heading, rest) = chapters[picked].split_once('\n').unwrap_or((&chapters[picked], ""));
        out.push_str("\n## ");
        out.push_str(heading);
        out.push_str(&[" (", &number.to_string(), ")\n", rest].concat());
    }
    out
}

/// The second-level chapters of every plan that is whole: no conflict, no wrong decoding.
fn chapters() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the plans of the tests")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if text.contains("<<<<<<<")
            || text.contains(">>>>>>>")
            || text.contains('Ð')
            || text.contains("РџР")
        {
            continue;
        }
        // The app reads what `text` has opened, where one kind of line end is left.
        let text = holdpoint::text::newlines(&text);
        found.extend(text.split("\n## ").skip(1).map(str::to_owned));
    }
    found
}
