//! Sizes as they travel, shares of a whole, percentiles.

use std::io::Write;
use std::process::{Command, Stdio};

/// How many bytes brotli makes of these.
pub fn packed(bytes: &[u8]) -> usize {
    let mut brotli = Command::new("brotli")
        .args(["--quality=11", "--lgwin=24", "--stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("brotli is installed: `scripts/setup bench` does that");
    let mut into = brotli.stdin.take().expect("it reads");
    let bytes = bytes.to_vec();
    let writing = std::thread::spawn(move || into.write_all(&bytes));
    let packed = brotli.wait_with_output().expect("brotli ends").stdout.len();
    writing.join().expect("it is written").expect("brotli takes it all");
    packed
}

/// Prints each file with its share, the largest first, and their sum.
pub fn shares(files: &[(String, usize)]) {
    let total: usize = files.iter().map(|(_, size)| size).sum();
    let mut files = files.to_vec();
    files.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    for (name, size) in files {
        println!("  {size:>8}  {:>3} %  {name}", size * 100 / total.max(1));
    }
    println!("  {total:>8}  together");
}

/// The value below which this share of all lies.
pub fn share(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a short list"
    )]
    let at = ((sorted.len() - 1) as f64 * share).ceil() as usize;
    sorted[at]
}
