//! Two costs side by side: the fastest of several turns each, and the instructions that callgrind
//! counts when this program runs itself as `once JOB SIZE`.

use std::process::{Command, Stdio};
use std::time::Instant;

/// The fastest of several turns, in seconds.
pub fn seconds(turns: usize, mut job: impl FnMut()) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..turns {
        let started = Instant::now();
        job();
        best = best.min(started.elapsed().as_secs_f64());
    }
    best
}

/// How many instructions a job takes more than its making ready; none without valgrind.
pub fn instructions(job: &str, size: usize) -> Option<f64> {
    Some(counted(job, size)? - counted("ready", size)?)
}

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
