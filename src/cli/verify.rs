//! `holdpoint verify`: whether a report follows from its journal, line by line.

use super::out::{shown, tame};
use super::{Out, Outcome, Tongue, say, source};
use crate::report::verify::{Given, Unsound, Verdict, verify};
use crate::words::runs as words;
use crate::words::{self as all_words, Lang};
use ed25519_dalek::{Signature, VerifyingKey};
use std::io::{self, Write};
use std::path::PathBuf;

/// Check that a report follows from its journal
#[derive(clap::Args)]
#[command(after_help = "\
The journal in the report is added up again and the report is written again; the first line that is
not the same is named. Signatures by a key are checked.

Exit code: 0  it holds
           1  it does not
           2  the report or the plan could not be read, or wrong usage")]
pub(super) struct Arguments {
    /// The report; - reads standard input
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// The plan that was run, to know that it is the very one
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Language of the messages
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    lang: Tongue,
}

/// Checks the report and names what does not hold.
pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let lang = Lang::from(arguments.lang);
    let name = source::name_of(&arguments.report);
    let failed = |name: &str, why: String| {
        say(&format!("{}: {why}", shown(name)));
        Ok(Outcome::Failed)
    };
    let bytes = match source::bytes_of(&arguments.report) {
        Ok(bytes) => bytes,
        Err(error) => return failed(&name, all_words::unreadable(lang, &error)),
    };
    let Ok(report) = String::from_utf8(bytes) else {
        return failed(&name, words::runs(lang).not_utf8.to_owned());
    };
    let plan = match arguments.plan.as_ref().map(|path| (path, source::read(path))) {
        Some((path, Err(why))) => return failed(&source::name_of(path), why.sentence(lang)),
        Some((_, Ok(plan))) => Some(plan),
        None => None,
    };
    let digest = plan.as_ref().and_then(|plan| plan.sha256.parse().ok()).unwrap_or_default();
    let given = plan.as_ref().map(|plan| Given { text: &plan.source.text, digest });
    let verdict = verify(&report, given, Some(&is_signed));
    tell(&name, &verdict, lang)
}

/// Whether a key signed a message: the strict kind, which no second key satisfies.
fn is_signed(key: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) =
        (VerifyingKey::from_bytes(key), Signature::from_slice(signature))
    else {
        return false;
    };
    key.verify_strict(message, &signature).is_ok()
}

/// Each fault on a line of its own to standard output, the sum of it to standard error.
fn tell(name: &str, verdict: &Verdict, lang: Lang) -> io::Result<Outcome> {
    let (name, w) = (shown(name), words::runs(lang));
    let mut out = Out::words();
    for fault in &verdict.faults {
        let (line, what) = sentence(fault, lang);
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        writeln!(out, "{name}{line}: {what}")?;
    }
    out.flush()?;
    if !verdict.holds() {
        return Ok(Outcome::Faulty);
    }
    let entries = all_words::report::entries(lang, verdict.entries).replace('\u{a0}', " ");
    say(&format!("{name}: {} ({entries})", w.holds));
    if !verdict.with_plan {
        say(w.no_plan_given);
    }
    match verdict.signed {
        0 => say(w.unsigned),
        n => say(&words::signed(lang, n)),
    }
    Ok(Outcome::Clean)
}

fn sentence(fault: &Unsound, lang: Lang) -> (Option<usize>, String) {
    let w = words::runs(lang);
    match fault {
        Unsound::NoAppendix(line) => (Some(*line), w.no_appendix.to_owned()),
        Unsound::NoPlan => (None, w.plan_missing.to_owned()),
        Unsound::OtherPlan => (None, w.plan_differs.to_owned()),
        Unsound::Damaged(line, kind) => (Some(*line), words::damaged(lang, *kind)),
        Unsound::Flawed(flaw) => (None, words::flaw(lang, *flaw)),
        Unsound::Line { line, found, expected } => {
            (Some(*line), words::differs(lang, &tame(found), &tame(expected)))
        }
        Unsound::OtherSeal(name) => (None, words::other_seal(lang, &tame(name))),
        Unsound::BadSignature(name) => (None, words::bad_signature(lang, &tame(name))),
    }
}
