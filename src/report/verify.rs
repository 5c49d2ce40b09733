//! Whether a report follows from its journal.
//!
//! The journal in the appendix is folded again over the plan and the report is written again with
//! the same choices; then the two are compared line by line. So every claim is checked by making it
//! anew, and the first line that does not follow is named. Line ends of another system and blank
//! lines at the end, as editors leave them, are not held against a report.

use super::appendix;
use super::redact::{self, Covered};
use super::{Options, written};
use crate::plan;
use crate::run::Run;
use crate::run::event::Event;
use crate::run::journal::{Digest, Flaw, Journal};
use crate::run::seal::Seal;
use crate::run::wire::{self, DamageKind, Verify};

/// The plan that a report is said to be of.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Its text.
    pub text: &'a str,
    /// The digest of its bytes.
    pub digest: Digest,
}

/// What was found about a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// What does not hold; nothing where the report does.
    pub faults: Vec<Unsound>,
    /// How many entries its journal has.
    pub entries: usize,
    /// The plan was at hand and is the very one.
    pub with_plan: bool,
    /// The plan's text in the report has the digest that the journal names: it is the very one.
    pub plan_is_whole: bool,
    /// How many signatures by a key were checked and hold.
    pub signed: usize,
}

/// Why a report does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsound {
    /// There is no appendix, or it stops making sense on this line.
    NoAppendix(usize),
    /// The plan's text is not in the report, and none was given.
    NoPlan,
    /// The plan that was given is another one.
    OtherPlan,
    /// This line of the journal is damaged.
    Damaged(usize, DamageKind),
    /// The journal does not fit together.
    Flawed(Flaw),
    /// This line does not follow: what stands there, and what should.
    Line {
        /// Which line, from 1.
        line: usize,
        /// What stands there.
        found: String,
        /// What follows from the journal.
        expected: String,
    },
    /// The signature of this seat does not hold.
    BadSignature(String),
    /// This seat put its name under another journal than the one that stands here.
    OtherSeal(String),
}

impl Verdict {
    /// Whether the report holds.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Whether this is a report of ours, holds or not, rather than anything else in Markdown.
pub fn is_report(text: &str) -> bool {
    text.lines().any(|line| line.trim_end() == appendix::MAGIC)
}

/// Checks a report. `by_key` is the mathematics of signatures; where it is not at hand, none is
/// checked.
pub fn verify(report: &str, given: Option<Given<'_>>, by_key: Option<&Verify<'_>>) -> Verdict {
    let report = report.replace("\r\n", "\n");
    let mut verdict = Verdict::default();
    match check(&report, given, by_key, &mut verdict) {
        Ok(()) => {}
        Err(unsound) => verdict.faults.push(unsound),
    }
    verdict
}

fn check(
    report: &str,
    given: Option<Given<'_>>,
    by_key: Option<&Verify<'_>>,
    verdict: &mut Verdict,
) -> Result<(), Unsound> {
    let mut found = appendix::find(report).map_err(Unsound::NoAppendix)?;
    let lines = found.journal.ok_or(Unsound::NoAppendix(found.journal_line))?;
    let (journal, torn) = wire::journal(lines);
    verdict.entries = journal.len();
    let damaged = torn.iter().map(|it| Unsound::Damaged(found.journal_line + it.line - 1, it.kind));
    verdict.faults.extend(damaged);
    verdict.faults.extend(journal.flaws().into_iter().map(Unsound::Flawed));
    look_at_names(&journal, by_key, verdict);
    let text = found.text.take();
    let asked = Options { corrections: &found.corrections, ..found.asked };
    let Some(given) = given else { return embedded(report, journal, text, asked, verdict) };
    if journal.plan() != given.digest {
        return Err(Unsound::OtherPlan);
    }
    verdict.with_plan = true;
    // The exact plan at hand: it is covered anew, and so is what stands in the appendix.
    let mut plan = plan::read(given.text).0;
    plan.corrected(&found.corrections);
    let plan_text = Some(given.text).filter(|_| !found.is_without);
    let asked = Options { plan_text, ..asked };
    compare(report, &written(&redact::run(&Run::new(plan, journal), &asked), &asked))
}

/// Whether each name stands under this journal and no other, and each signature is of its key.
fn look_at_names(journal: &Journal, by_key: Option<&Verify<'_>>, verdict: &mut Verdict) {
    for entry in journal.entries() {
        let Event::SignedOff(sign) = &entry.event else { continue };
        let name = || sign.seat.name.to_string();
        let seal = Seal::before(entry, journal);
        if sign.seal != seal.head {
            verdict.faults.push(Unsound::OtherSeal(name()));
        }
        match by_key.and_then(|by_key| wire::signature(entry, by_key)) {
            Some(Ok(signed)) if signed.statement.seal == seal => verdict.signed += 1,
            Some(Ok(_)) if sign.seal == seal.head => {
                verdict.faults.push(Unsound::OtherSeal(name()));
            }
            Some(Err(_)) => verdict.faults.push(Unsound::BadSignature(name())),
            Some(Ok(_)) | None => {}
        }
    }
}

/// Checks a report by the plan that it carries.
fn embedded(
    report: &str,
    journal: Journal,
    text: Option<redact::Text>,
    asked: Options<'_>,
    verdict: &mut Verdict,
) -> Result<(), Unsound> {
    let text = text.ok_or(Unsound::NoPlan)?;
    if let Some(form) = text.form {
        if !form.fits(&text.shown, journal.plan()) {
            return Err(Unsound::OtherPlan);
        }
        verdict.plan_is_whole = true;
    }
    let mut plan = text.plan().ok_or(Unsound::NoPlan)?;
    plan.corrected(asked.corrections);
    let run = Run::new(plan, journal);
    compare(report, &written(&Covered { run, text: Some(text), is_whole: true }, &asked))
}

/// The first line that is not as it should be.
fn compare(report: &str, expected: &str) -> Result<(), Unsound> {
    let (mut found, mut expected) =
        (report.trim_end().split('\n'), expected.trim_end().split('\n'));
    for line in 1.. {
        match (found.next(), expected.next()) {
            (None, None) => break,
            (found, expected) if found == expected => {}
            (found, expected) => {
                let words = |text: Option<&str>| text.unwrap_or_default().to_owned();
                let (found, expected) = (words(found), words(expected));
                return Err(Unsound::Line { line, found, expected });
            }
        }
    }
    Ok(())
}
