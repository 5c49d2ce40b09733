//! What a file that came in turns out to be: a plan, a run, a report to check, or trouble.

use super::reader::{self, Outcome};
use super::{files, shelf};
use crate::report::verify::{Given, Unsound, is_report, verify};
use crate::run::journal::Digest;
use crate::run::seal;
use crate::run::wire::{self, RunFile};
use crate::text;
use crate::view::opened::Opened;
use crate::view::trouble::Trouble;
use crate::view::verify::Checked;

/// A text of so many bytes is read elsewhere: four times the longest plan that we have met.
const LONG: usize = 200_000;

/// A file that came in.
pub(super) enum Parcel {
    /// A plan.
    Plan(Opened),
    /// A run, or its journal alone.
    Run(wire::Opened),
    /// A report of ours.
    Report(String),
}

/// Opens a file by what is in it; its name decides only where its words do not. Nothing comes of what
/// was given up on the way.
pub(super) async fn open(name: &str, bytes: &[u8]) -> Result<Option<Parcel>, Trouble> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let named_run = [".holdpoint.json", ".jsonl"].iter().any(|end| {
        let at = name.len().saturating_sub(end.len());
        name.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    });
    if named_run || start.starts_with(b"{\"holdpoint\"") || start.starts_with(b"{\"v\":") {
        return RunFile::open(bytes).map(|it| Some(Parcel::Run(it))).map_err(Trouble::NoRun);
    }
    let source = text::open(bytes, &files::decode).map_err(Trouble::Refused)?;
    // A report is compared to the letter, so its bytes are taken as they are.
    if is_report(&source.text)
        && let Ok(report) = std::str::from_utf8(bytes)
    {
        return Ok(Some(Parcel::Report(report.to_owned())));
    }
    let (name, digest) = (name.to_owned(), seal::digest(bytes));
    let outcome = match source.text.len() {
        LONG.. => reader::read(&source.text).await,
        _ => Outcome::Alone,
    };
    Ok(match outcome {
        Outcome::Read(reading) => Some(Opened::read_elsewhere(name, digest, source, reading)),
        Outcome::Alone => Some(Opened::new(name, digest, source)),
        Outcome::Stopped => None,
    }
    .map(Parcel::Plan))
}

/// Checks a report, with the plan from the shelf where the very one lies there.
pub(super) fn check(name: &str, report: &str) -> Checked {
    let named = |digest: &Digest| report.contains(&digest.to_string());
    // No key is checked in the page; the desk does that.
    let with_plan = shelf::plans().into_iter().filter(named).find_map(|digest| {
        let kept = shelf::plan(digest)?;
        let verdict = verify(report, Some(Given { text: &kept.text, digest }), None);
        (!verdict.faults.contains(&Unsound::OtherPlan)).then_some(verdict)
    });
    let verdict = with_plan.unwrap_or_else(|| verify(report, None, None));
    let keys = report.matches("\"envelope\":").count();
    Checked { name: name.to_owned(), verdict, keys }
}
