//! What the page costs in a real Chromium: how much a first visit downloads, how soon a press is
//! seen, how long a plan takes to open, how much memory a long run holds, what watching costs.
//!
//! `make bench-web` builds the site and runs this; nothing else may be busy on the machine. Each
//! limit stands beside what it limits. A press is compared with a plain page in the same run, so that
//! a slow machine is slow for both.

#![expect(clippy::print_stdout, reason = "a bench is there to print")]

#[path = "web/browser.rs"]
mod browser;
#[path = "web/cost.rs"]
mod cost;
#[path = "web/plans.rs"]
mod plans;
#[path = "web/watch.rs"]
mod watch;

use browser::{Page, Site};
use std::process::ExitCode;
use thirtyfour::error::WebDriverResult;

/// The first visit, as brotli packs it: more fails.
const FIRST_VISIT: usize = 220_000;
/// What we aim at.
const AIM: usize = 180_000;
/// The 98th percentile of a press, in milliseconds.
const PRESS_98_MS: f64 = 50.0;
/// A median of a press may be so many times another.
const PRESS_TIMES: f64 = 2.0;
/// No shorter than this counts as a difference: clocks of browsers are no finer.
const PRESS_FLOOR_MS: f64 = 1.0;
/// The longest that the browser may be held up by a plan of a megabyte, in milliseconds.
const HELD_UP_MS: f64 = 200.0;
/// How much memory may grow over [`ROUNDS`].
const GROWTH: f64 = 1.10;
const ROUNDS: usize = 20;
/// The share of the main thread that watching may take, in percent.
const WATCH_SHARE: f64 = 5.0;
/// What a browser calls a long task begins here, in milliseconds.
const LONG_TASK_MS: f64 = 50.0;
/// So many rows are pressed.
const PRESSES: usize = 60;
/// Where a row of criteria is, in both pages, and its first answer.
const ROWS: &str = "ul.crit > li";
const YES: &str = ".seg button";

fn main() -> ExitCode {
    let only: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let wanted = |part: &str| only.is_empty() || only.iter().any(|it| it == part);
    let site = Site::start();
    let mut limits = Limits::default();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let told = runtime.block_on(async {
        if wanted("size") {
            size(&site, &mut limits).await?;
        }
        if wanted("press") {
            presses(&site, &mut limits).await?;
        }
        if wanted("open") {
            opening(&site, &mut limits).await?;
        }
        if wanted("memory") {
            memory(&site, &mut limits).await?;
        }
        if wanted("watch") {
            watching(&site, &mut limits).await?;
        }
        WebDriverResult::Ok(())
    });
    told.expect("the browser obeys");
    limits.told()
}

/// What was measured against a limit.
#[derive(Default)]
struct Limits {
    broken: Vec<String>,
}

impl Limits {
    /// Prints it, and remembers it if it is over.
    fn hold(&mut self, what: &str, value: f64, limit: f64, unit: &str) {
        let over = value > limit;
        let mark = if over { "OVER" } else { "ok" };
        println!("  {what}: {value:.1} of {limit:.1} {unit}  {mark}");
        if over {
            self.broken.push(format!("{what}: {value:.1} {unit}, the limit is {limit:.1}"));
        }
    }

    fn told(self) -> ExitCode {
        for broken in &self.broken {
            println!("over the limit: {broken}");
        }
        if self.broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Everything that the page loads when somebody comes for the first time, and what comes later.
async fn size(site: &Site, limits: &mut Limits) -> WebDriverResult<()> {
    let page = Page::open(site, "").await?;
    let first = page.loaded().await?;
    page.close().await?;
    println!("first visit, brotli 11:");
    let files: Vec<(String, usize)> =
        first.into_iter().map(|name| (name.clone(), cost::packed(&site.file(&name)))).collect();
    let total: usize = files.iter().map(|(_, size)| size).sum();
    cost::shares(&files);
    println!("  aim {AIM}");
    #[expect(clippy::cast_precision_loss, reason = "a size to print")]
    limits.hold("all of it", total as f64, FIRST_VISIT as f64, "bytes");
    let later: Vec<(String, usize)> = site
        .files()
        .into_iter()
        .filter(|name| files.iter().all(|(first, _)| first != name))
        .map(|name| (name.clone(), cost::packed(&site.file(&name))))
        .collect();
    println!("only when something is opened, or kept for later while nothing else is to do:");
    cost::shares(&later);
    Ok(())
}

/// From a press to its paint, in lists of three lengths, ours and a plain one.
async fn presses(site: &Site, limits: &mut Limits) -> WebDriverResult<()> {
    println!("from a press to its paint, {PRESSES} presses each:");
    let mut medians = Vec::new();
    for size in [100, 1_000, 10_000] {
        let plain = Page::open(site, &format!("plain.html?rows={size}")).await?;
        let plain_ms = plain.presses(ROWS, YES, PRESSES).await?;
        plain.close().await?;
        let page = Page::open(site, "").await?;
        page.begin(&plans::criteria(size)).await?;
        let ours_ms = page.presses(ROWS, YES, PRESSES).await?;
        page.close().await?;
        let (plain, ours) = (cost::share(&plain_ms, 0.5), cost::share(&ours_ms, 0.5));
        let high = cost::share(&ours_ms, 0.98);
        println!(
            "  {size} criteria: median {ours:.1} ms, plain {plain:.1} ms; 98th {high:.1} ms, \
             plain {:.1} ms",
            cost::share(&plain_ms, 0.98)
        );
        medians.push(ours);
        if size == 10_000 {
            let floor = |it: f64| it.max(PRESS_FLOOR_MS);
            limits.hold("median, over plain", ours, PRESS_TIMES * floor(plain), "ms");
            limits.hold("median, over a hundred", ours, PRESS_TIMES * floor(medians[0]), "ms");
            limits.hold("98th percentile", high, PRESS_98_MS, "ms");
        }
    }
    Ok(())
}

/// From a file to its plan on the screen.
async fn opening(site: &Site, limits: &mut Limits) -> WebDriverResult<()> {
    println!("from a file to its plan on the screen:");
    for (name, size) in [("25 KB", 25_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let page = Page::open(site, "").await?;
        let opened = page.pick_again_and_again(plans::REAL, size, ".understood").await;
        // A browser that does not answer for minutes is no longer there to be closed.
        let Ok(opened) = opened else {
            println!("  {name}: the page did not come back");
            limits.broken.push(format!("{name}: the page did not come back"));
            continue;
        };
        page.close().await?;
        println!(
            "  {name}: {:.0} ms, held up for {:.0} ms at most, progress {}",
            opened.took_ms,
            opened.longest_ms,
            if opened.progress { "shown" } else { "not seen" }
        );
        if size == 1_000_000 {
            limits.hold("1 MB, longest task", opened.longest_ms, HELD_UP_MS, "ms");
        }
    }
    Ok(())
}

/// The memory of a long run, and what is left of it when it was opened again and again.
async fn memory(site: &Site, limits: &mut Limits) -> WebDriverResult<()> {
    let page = Page::open(site, "").await?;
    page.pick(&plans::answered(10_000), ".room").await?;
    let first = page.memory().await?;
    page.there_and_back(1).await?;
    let settled = page.memory().await?;
    page.there_and_back(ROUNDS - 1).await?;
    let last = page.memory().await?;
    page.close().await?;
    let mb = |bytes: f64| bytes / 1e6;
    let told = |what: &str, (bytes, parts): &(f64, String)| {
        println!("  {what}: {:.1} MB ({parts})", mb(*bytes));
    };
    println!("memory with 10000 criteria and as many entries:");
    told("opened", &first);
    told("after one round", &settled);
    told("at the end", &last);
    limits.hold(&format!("after {ROUNDS} rounds"), mb(last.0), mb(settled.0) * GROWTH, "MB");
    Ok(())
}

/// A minute of twenty signals and twenty timers beside ten thousand criteria.
async fn watching(site: &Site, limits: &mut Limits) -> WebDriverResult<()> {
    let (spent, questions) = watch::minute(site).await?;
    println!(
        "twenty addresses, twenty timers, 10000 criteria, {:.0} s, {questions} questions, {:.2} s of processor:",
        spent.wall_s, spent.processor_s
    );
    limits.hold("main thread", spent.busy_s / spent.wall_s * 100.0, WATCH_SHARE, "%");
    limits.hold("longest task", spent.longest_ms, LONG_TASK_MS, "ms");
    Ok(())
}
