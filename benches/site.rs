//! What a site costs: the pages of many plans beside bare HTML of the same Markdown, and how much
//! memory they take.
//!
//! `make bench-site` prints, from this one run: instructions of a page over those of pulldown-cmark's
//! own HTML, by callgrind where it is present, and its time; how long the desk takes for a thousand
//! plans beside `mdbook build` of the same files, where that is installed; the most memory that the
//! desk holds for a hundred and for ten thousand. More than [`WORST`] times the instructions is printed as too much: a page says
//! what each line is, and what is wrong, so it has more to do than to turn marks into tags.
//!
//! For callgrind this program runs itself: `site once pages 20`.

#![expect(clippy::print_stdout, reason = "a bench is there to print")]

#[path = "run/count.rs"]
mod count;
#[path = "site/desk.rs"]
mod desk;

use count::{instructions, instructions_over, seconds};
use desk::Folder;
use holdpoint::site::Site;
use holdpoint::text;
use holdpoint::words::Lang;
use pulldown_cmark::{Options, Parser, html};
use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::LazyLock;

/// What a long plan is.
const PLAN_BYTES: usize = 26_000;

/// What we aim at, and what is too much, over bare HTML.
const AIM: f64 = 2.5;
const WORST: f64 = 4.0;

/// How many plans callgrind sees, and how many are timed.
const COUNTED: usize = 100;
const TIMED: usize = 100;

/// How many plans the desk makes a site of, and another program a book.
const BOUND: usize = 1000;

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
    let plans = plans(TIMED);
    let bare = seconds(5, || plans.iter().for_each(|plan| bare_html(plan)));
    let own = seconds(5, || pages(&plans));
    println!("time of {TIMED} pages: {:.2} times bare HTML, {:.2} ms each", own / bare, own * 10.0);
    let counted = instructions_over("ready", "pages", COUNTED).zip(instructions("bare", COUNTED));
    match counted {
        Some((own, bare)) => {
            let found = own / bare;
            let verdict = match found {
                found if found <= AIM => "as aimed",
                found if found <= WORST => "above the aim",
                _ => "too much",
            };
            println!("instructions of a page: {found:.2} times bare HTML, {verdict}");
        }
        None => println!("instructions: not counted, for valgrind is not here"),
    }
    beside_a_book();
    let [few, many] = [100, 10_000].map(|count| {
        let most_kib = Folder::new(count, plan).built().most_kib;
        println!("{count} plans: {} MiB held at most", most_kib / 1024);
        most_kib
    });
    println!("memory, a hundred times the plans: {:.2} times", ratio(many, few));
    ExitCode::SUCCESS
}

/// The whole desk, files and all, beside the well-known maker of books.
fn beside_a_book() {
    let folder = Folder::new(BOUND, plan);
    let own = folder.built();
    match folder.bound() {
        Some(book) => println!(
            "{BOUND} plans: {:.2} times the time of mdbook, {:.2} of its memory",
            own.time.as_secs_f64() / book.time.as_secs_f64(),
            ratio(own.most_kib, book.most_kib)
        ),
        None => println!("{BOUND} plans: mdbook is not here to stand beside"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes far below 2^52")]
fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other as f64
}

/// One job alone: `ready` makes the plans, the others use them.
fn run_once(arguments: &[String]) {
    let [job, count, ..] = arguments else { return };
    let count = count.parse().unwrap_or(COUNTED);
    match job.as_str() {
        "bare" => plans(count).iter().for_each(|plan| bare_html(plan)),
        "pages" => pages(&plans(count)),
        _ => {
            black_box(plans(count));
        }
    }
}

fn bare_html(plan: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES;
    let mut out = String::with_capacity(plan.len() * 3 / 2);
    html::push_html(&mut out, Parser::new_ext(plan, options));
    black_box(out);
}

fn pages(plans: &[String]) {
    let names: BTreeSet<String> = (0..plans.len()).map(|n| format!("{n}.md")).collect();
    let site =
        Site { app: None, lang: Lang::En, title: "Plans".into(), plans: names, polls: false };
    for (n, plan) in plans.iter().enumerate() {
        let source = text::open(plan.as_bytes(), &|_, _| String::new()).expect("text");
        black_box(site.page(&format!("{n}.md"), source).expect("a plan").html.len());
    }
}

/// So many plans of 26 KB.
fn plans(count: usize) -> Vec<String> {
    (0..count).map(plan).collect()
}

/// A plan of 26 KB: the sample plans one behind the other, no two alike.
fn plan(n: usize) -> String {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(texts);
    let mut plan = format!("# Release {n}\n\n");
    for at in 0.. {
        if plan.len() >= PLAN_BYTES {
            break;
        }
        let text = &TEXTS[(n + at) % TEXTS.len()];
        plan.push_str(&text.replacen("# ", &format!("## Part {at}: "), 1));
        plan.push('\n');
    }
    plan
}

fn texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the sample plans")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}
