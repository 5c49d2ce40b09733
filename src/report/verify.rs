//! Whether a report follows from its journal.
//!
//! The journal in the appendix is folded again over the plan and the report is written again with
//! the same choices; then the two are compared line by line. So every claim is checked by making it
//! anew, and the first line that does not follow is named. Line ends of another system and blank
//! lines at the end, as editors leave them, are not held against a report.

use super::appendix::{self, Appendix};
use super::{Options, redact, tell};
use crate::plan::{self, Plan};
use crate::run::Run;
use crate::run::event::{Event, SignOff};
use crate::run::journal::{Digest, Flaw};
use crate::run::wire::{self, DamageKind};

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
}

impl Verdict {
    /// Whether the report holds.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Checks a report. `signature` says whether an envelope was signed by the key it names over what
/// it says; nothing where that cannot be checked here.
pub fn verify(
    report: &str,
    given: Option<Given<'_>>,
    signature: &dyn Fn(&SignOff) -> Option<bool>,
) -> Verdict {
    let report = report.replace("\r\n", "\n");
    let mut verdict = Verdict::default();
    match check(&report, given, signature, &mut verdict) {
        Ok(()) => {}
        Err(unsound) => verdict.faults.push(unsound),
    }
    verdict
}

fn check(
    report: &str,
    given: Option<Given<'_>>,
    signature: &dyn Fn(&SignOff) -> Option<bool>,
    verdict: &mut Verdict,
) -> Result<(), Unsound> {
    let found = appendix::find(report).map_err(Unsound::NoAppendix)?;
    let (journal, torn) = wire::journal(found.journal);
    verdict.entries = journal.len();
    let damaged = torn.iter().map(|it| Unsound::Damaged(found.journal_line + it.line - 1, it.kind));
    verdict.faults.extend(damaged);
    verdict.faults.extend(journal.flaws().into_iter().map(Unsound::Flawed));
    let run = match given {
        Some(given) => {
            let amended = journal.entries().iter().rev().find_map(|entry| match &entry.event {
                Event::PlanAmended { plan, .. } => Some(*plan),
                _ => None,
            });
            if amended.unwrap_or(found.plan) != given.digest {
                return Err(Unsound::OtherPlan);
            }
            verdict.with_plan = true;
            Run::new(plan::read(given.text).0, journal)
        }
        None => Run::new(embedded(&found).ok_or(Unsound::NoPlan)?, journal),
    };
    for entry in run.journal.entries() {
        let Event::SignedOff(sign) = &entry.event else { continue };
        match sign.envelope.is_some().then(|| signature(sign)).flatten() {
            Some(true) => verdict.signed += 1,
            Some(false) => verdict.faults.push(Unsound::BadSignature(sign.seat.name.to_string())),
            None => {}
        }
    }
    let text = given.map(|given| given.text).or(found.plan_text);
    compare(report, &again(&run, &Options { plan_text: text, ..found.asked }))
}

/// The plan in the appendix, with the identities that its journal speaks of.
fn embedded(found: &Appendix<'_>) -> Option<Plan> {
    let (mut plan, _) = plan::read(found.plan_text?);
    for (is_section, n, id) in &found.ids {
        if *is_section {
            plan.sections.get_mut(*n)?.id = *id;
        } else {
            plan.items.get_mut(*n)?.id = *id;
        }
    }
    Some(plan)
}

/// The report as it follows from a run.
fn again(run: &Run, options: &Options<'_>) -> String {
    let covered = redact::run(run, options);
    let body = tell(&covered, options).markdown();
    let appendix = appendix::text(&covered, options, &body);
    body + &appendix
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
