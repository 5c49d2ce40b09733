//! Documents that no one writes and someone will send: reading them stays linear and needs little
//! stack.
//!
//! Each is read in a thread with half a megabyte of stack, and so are its lint and its dropping.
//! Growth is a ratio of processor times taken side by side, over several turns, at n and 4n: a
//! quadratic reader grows sixteenfold, a linear one fourfold, and we allow tenfold. Where bare
//! pulldown-cmark itself grows faster than that, the reader is held to its measure instead.

use holdpoint::plan::{Plan, lint, read};
use std::time::{Duration, Instant};

/// Far below what the main thread or a browser gives.
const STACK: usize = 512 * 1024;

/// Between linear and quadratic when n grows fourfold.
const STEEPEST: f64 = 10.0;

/// Runs that are shorter than this say nothing of growth.
const TELLING: Duration = Duration::from_millis(20);

/// Turns go on until the longer source has had this long.
const ENOUGH: Duration = Duration::from_millis(400);

/// Does a job where there is little stack.
fn cramped<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(job).expect("a thread");
    thread.join().expect("the job neither panics nor overflows")
}

fn timed(job: impl Fn()) -> Duration {
    let (spent, started) = (spent(), Instant::now());
    job();
    match (spent, self::spent()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => started.elapsed(),
    }
}

/// What this thread has had of a processor, where the system says so: other work does not count.
fn spent() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// How long two sources take, each over as many turns as the other, taken one after the other.
///
/// Turns are summed, not the best one kept: a system may count a thread's time in ticks, so that a
/// short turn is told as nothing at all, and only many of them together say how long one takes.
fn side_by_side(few: &str, many: &str, job: impl Fn(&str)) -> [Duration; 2] {
    let mut sums = [Duration::ZERO; 2];
    let mut turns = 0;
    // What is too short to tell after a few turns is so after many.
    while turns < 5 || (turns < 60 && sums[1] > TELLING * turns / 2 && sums[1] < ENOUGH) {
        sums[0] += timed(|| job(few));
        sums[1] += timed(|| job(many));
        turns += 1;
    }
    sums.map(|sum| sum / turns)
}

fn growth([few, many]: [Duration; 2]) -> f64 {
    many.as_secs_f64() / few.as_secs_f64().max(1e-4)
}

/// Reads `make(n)` whole, and sees that it costs no more a byte than `make(n / 4)`.
#[track_caller]
fn check(n: usize, make: fn(usize) -> String) {
    cramped(move || {
        let source = make(n);
        let (plan, _) = read(&source);
        assert!(plan.coverage(&source).1.is_empty(), "a line is lost");
        lint::lint(&plan, &source);
    });
    check_growth(n, make, |source| drop(read(source)));
}

/// The same of what the lint looks for in the text itself, whatever the plan.
#[track_caller]
fn check_lint(n: usize, make: fn(usize) -> String) {
    check_growth(n, make, |source| drop(lint::lint(&Plan::default(), source)));
}

/// Sees that a job costs no more a byte on `make(n)` than on `make(n / 4)`.
#[track_caller]
fn check_growth(n: usize, make: fn(usize) -> String, job: fn(&str)) {
    let (few, many, own, bare) = cramped(move || {
        let (few, many) = (make(n / 4), make(n));
        let own = side_by_side(&few, &many, job);
        let bare = side_by_side(&few, &many, |source| {
            pulldown_cmark::Parser::new_ext(source, pulldown_cmark::Options::ENABLE_TABLES)
                .for_each(drop);
        });
        (few.len(), many.len(), own, bare)
    });
    // Some shapes grow faster in bytes than in `n`: it is the bytes that work must keep to.
    let times = u32::try_from(many / few.max(1)).unwrap_or(u32::MAX);
    let steep = (STEEPEST * f64::from(times) / 4.0).max(growth(bare) * 1.5);
    assert!(
        own[1] < TELLING || growth(own) < steep,
        "{few} to {many} bytes: from {:?} to {:?}; bare events from {:?} to {:?}",
        own[0],
        own[1],
        bare[0],
        bare[1]
    );
}

/// So many lines, each made from its number.
fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn entries_of_nothing_but_signs() {
    check(20_000, |n| "- —\n".repeat(n));
}

#[test]
fn what_stands_above_many_lists() {
    check(20_000, |n| format!("- {}:\n{}", "run ".repeat(n), "  - a\n  * b\n".repeat(n)));
    check(20_000, |n| "- DONE: a\n- Owner: b\n".repeat(n));
    check(20_000, |n| "- a\n  - Owner: b\n".repeat(n));
    check(20_000, |n| "**Lead:**\n- Name: a\n- Phone: 1\n\n".repeat(n));
}

#[test]
fn front_matter_that_never_ends() {
    check(40_000, |n| format!("---\nowner: us\n{}", "step: one\n".repeat(n)));
}

#[test]
fn nesting() {
    check(100_000, |n| "- ".repeat(n) + "end\n");
    check(100_000, |n| "1. ".repeat(n) + "end\n");
    check(100_000, |n| "> ".repeat(n) + "end\n");
    check(40_000, |n| "> - ".repeat(n) + "end\n");
    check(1_200, |n| (0..n).map(|depth| "  ".repeat(depth) + "- [ ] step\n").collect());
    check(1_200, |n| {
        (0..n).map(|depth| " ".repeat(3 * depth) + "1. **Rollback:** a, b\n").collect()
    });
    check(1_200, |n| (0..n).map(|depth| "  ".repeat(depth) + "- a:\n").collect());
}

#[test]
fn marks() {
    for piece in [
        "[", "<", "**", "*a ", "_a__ ", "`", "``a ", "![", "[a](", "\\", "&", "~~", "<a", "<!--",
        "{{", "(",
    ] {
        let make: fn(usize, &str) -> String = |n, piece| piece.repeat(n) + "\n";
        check_piece(40_000, piece, make);
        check_piece(40_000, piece, |n, piece| format!("- [ ] {}\n", piece.repeat(n)));
    }
    check(60_000, |n| "[".repeat(n) + &"]".repeat(n));
    check(60_000, |n| "- ".to_owned() + &"<".repeat(n) + &">".repeat(n));
    check(20_000, |n| "- ".to_owned() + &"**a** `b, c`, ".repeat(n));
    check(20_000, |n| "**Rollback:** ".to_owned() + &"`b, c`, ".repeat(n));
    check(40_000, |n| (1..n).map(|ticks| "`".repeat(ticks % 300) + " ").collect());
}

#[track_caller]
fn check_piece(n: usize, piece: &'static str, make: fn(usize, &str) -> String) {
    let whole = cramped(move || {
        let (few, many) = (make(n / 4, piece), make(n, piece));
        assert!(read(&many).0.coverage(&many).1.is_empty());
        let model = side_by_side(&few, &many, |source| drop(read(source)));
        let bare = side_by_side(&few, &many, |source| {
            pulldown_cmark::Parser::new(source).for_each(drop);
        });
        model[1] < TELLING || growth(model) < STEEPEST.max(growth(bare) * 1.5)
    });
    assert!(whole, "{piece:?} is read more slowly than it grows");
}

#[test]
fn many_of_one_kind() {
    check(100_000, |n| "# a\n".repeat(n));
    check(50_000, |n| "**Stage 1**\n\n".repeat(n));
    check(50_000, |n| "**a**\n\n".repeat(n) + "- b\n");
    check(50_000, |n| "**a**\n\nb\n\n".repeat(n));
    check(50_000, |n| "- [ ] a\n".repeat(n));
    check(50_000, |n| "- GO\n- NO-GO\n".repeat(n));
    check(50_000, |n| "- a\n".repeat(n) + &"- ☑ \"b\"\n".repeat(n));
    check(50_000, |n| lines(n, |at| format!("[{at}]: #{at}")));
    check(50_000, |n| lines(n, |at| format!("https://a.example/{at}/health")));
    check(50_000, |n| "<<<<<<< a\n=======\n>>>>>>> b\n".repeat(n));
    check(50_000, |n| "<<<<<<< a\n".repeat(n));
    check(50_000, |n| "```\n".repeat(n));
    check(50_000, |n| "Owner: Ann\n".repeat(n));
    check(50_000, |n| "- a\n\n".repeat(n) + &"  b\n\n".repeat(n));
    check(50_000, |n| "1. Run\n   ```\n   x\n   ```\n".repeat(n));
    check(50_000, |n| "\n".repeat(n) + "a");
}

#[test]
fn one_long_line() {
    check(60_000, |n| "слово ".repeat(n));
    check(60_000, |n| "- [ ] ".to_owned() + &"p95 < 5 ms, ".repeat(n));
    check(60_000, |n| "- T-1h ".to_owned() + &"02:00-02:15 ".repeat(n));
    check(60_000, |n| "- more than ".repeat(n));
    check(60_000, |n| "**Exit criteria:** ".to_owned() + &"a, b; ".repeat(n));
    check(60_000, |n| "- ".to_owned() + &"(owner: ".repeat(n));
    check(60_000, |n| "- @a ".to_owned() + &"@b ".repeat(n));
    check(60_000, |n| "curl https://a/health | grep a; ".repeat(n));
    check(30_000, |n| "```\n".to_owned() + &"curl https://a/health && ".repeat(n));
    check(60_000, |n| "<b>".repeat(n));
    check(30_000, |n| "> a [b](#c) ".to_owned() + &"[b](#c) ".repeat(n));
}

#[test]
fn one_long_line_that_speaks_of_secrets() {
    check_lint(120_000, |n| "password ".repeat(n));
    check_lint(120_000, |n| "token: x, ".repeat(n));
    check_lint(120_000, |n| "https://a ".repeat(n));
    check_lint(120_000, |n| "| secret ".repeat(n));
}

#[test]
fn tables() {
    check(4_000, |n| format!("{}\n{}\n{}\n", "|a".repeat(n), "|-".repeat(n), "|b".repeat(n)));
    check(20_000, |n| "| Task | Status |\n|---|---|\n".to_owned() + &"| Run | ✅ |\n".repeat(n));
    check(20_000, |n| "| Task |\n|---|\n\n".repeat(n));
    check(2_000, |n| {
        let row = |cell: &str| cell.repeat(n) + "\n";
        row("|Step") + &row("|-") + &row("|").repeat(8)
    });
    check(300, |n| {
        let row = |cell: &str| cell.repeat(n) + "\n";
        row("|Status") + &row("|-") + &row("|✅").repeat(n / 4)
    });
    check(20_000, |n| "- | a | b |\n  |---|---|\n  | c | d |\n".repeat(n));
}
