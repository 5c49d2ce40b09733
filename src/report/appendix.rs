//! The appendix: all that a report was made from, for a machine to make it again.
//!
//! A collapsed part at the end of a report, in three fences: what was asked for, with the digests;
//! the journal, a line an entry; the text of the plan, covered as the report is. Fences are longer
//! than any run of backticks inside, and the lines of the journal never break.

use super::escape::fence;
use super::redact::Cover;
use super::{Items, Length, Options};
use crate::plan::{self, Id, Plan};
use crate::run::Run;
use crate::run::journal::Digest;
use crate::run::seal::{self, Seal};
use crate::run::wire;
use crate::words::Lang;
use crate::words::report::report as words_of;
use std::fmt::Write as _;

/// The first line of the first fence.
pub(super) const MAGIC: &str = "holdpoint-report 1";

/// The appendix of a covered run, behind the body of its report.
pub(super) fn text(covered: &Run, options: &Options<'_>, body: &str) -> String {
    let given = options.plan_text.unwrap_or_default();
    let shown = Cover::new(given, options).hide(given).unwrap_or_else(|| given.to_owned());
    // A plan reads the same with any line ends; a report has one kind.
    let shown =
        shown.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').to_owned() + "\n";
    let ids = ids_to_keep(&covered.plan, &shown);
    let plan = if given.is_empty() || ids.is_none() { "" } else { &shown };
    let digest = covered.start().map(|start| start.plan).unwrap_or_default();
    let seal = Seal::of(digest, &covered.journal);
    let mut head = String::new();
    let yes = |on: bool| if on { "yes" } else { "no" };
    let items = match options.items {
        Items::Tasks => "tasks",
        Items::Table => "table",
    };
    // Writing to a string never fails.
    let _ = write!(
        head,
        "{MAGIC}\nlang: {}\nitems: {items}\nsecrets covered: {}\ncontacts covered: {}\n\
         plan: {}\nentries: {}\nseal: {}\nreport: {}\nplan text: {}\n",
        options.lang.tag(),
        yes(options.redact_secrets),
        yes(options.redact_contacts),
        seal.plan,
        seal.entries,
        seal.head,
        seal::digest(body.as_bytes()),
        if plan.is_empty() { "left out".into() } else { seal::digest(plan.as_bytes()).to_string() },
    );
    for (place, id) in ids.unwrap_or_default() {
        let _ = writeln!(head, "id: {place} {id}");
    }
    // Identities that no entry speaks of would otherwise be nobody's claim.
    let _ = writeln!(head, "head: {}", seal::digest(head.as_bytes()));
    let summary = words_of(options.lang).appendix;
    let journal = wire::text(&covered.journal);
    let (head_fence, journal_fence, plan_fence) = (fence(&head), fence(&journal), fence(plan));
    let mut out = format!(
        "\n<details>\n<summary>{summary}</summary>\n\n{head_fence}text\n{head}{head_fence}\n\n\
         {journal_fence}json\n{journal}{journal_fence}\n"
    );
    if !plan.is_empty() {
        let _ = write!(out, "\n{plan_fence}markdown\n{plan}{plan_fence}\n");
    }
    out.push_str("\n</details>\n");
    out
}

/// Which items and sections of the covered text would lose their identity by the covering; nothing
/// where the text no longer reads as the same plan.
fn ids_to_keep(plan: &Plan, shown: &str) -> Option<Vec<(String, Id)>> {
    let (read, _) = plan::read(shown);
    if read.items.len() != plan.items.len() || read.sections.len() != plan.sections.len() {
        return None;
    }
    let sections = read.sections.iter().zip(&plan.sections).enumerate();
    let sections = sections.filter(|(_, (read, own))| read.id != own.id);
    let mut ids: Vec<(String, Id)> =
        sections.map(|(n, (_, own))| (format!("s{n}"), own.id)).collect();
    let items = read.items.iter().zip(&plan.items).enumerate();
    let items = items.filter(|(_, (read, own))| read.id != own.id);
    ids.extend(items.map(|(n, (_, own))| (format!("i{n}"), own.id)));
    Some(ids)
}

/// What an appendix holds.
#[derive(Debug, Default)]
pub(super) struct Appendix<'a> {
    /// What was asked for.
    pub asked: Options<'static>,
    /// The digest of the plan's bytes.
    pub plan: Digest,
    /// The journal, and the line of the report that it begins on.
    pub journal: &'a str,
    /// The first line of the journal, from 1.
    pub journal_line: usize,
    /// The text of the plan, if it is there.
    pub plan_text: Option<&'a str>,
    /// Identities that the covering would have changed.
    pub ids: Vec<(bool, usize, Id)>,
}

/// Finds the appendix of a report.
///
/// # Errors
/// The line where it stops making sense; the last one of the text where there is none.
pub(super) fn find(text: &str) -> Result<Appendix<'_>, usize> {
    let lines = || text.lines().count().max(1);
    let at = text.rfind("\n<details>\n").ok_or_else(lines)?;
    let line_of = |at: usize| text[..at].matches('\n').count() + 1;
    let (head, rest) = fenced(text, at, "text").ok_or_else(|| line_of(at + 1))?;
    let mut found = read_head(&text[head.clone()]).ok_or_else(|| line_of(head.start))?;
    let (journal, rest) = fenced(text, rest, "json").ok_or_else(|| line_of(rest))?;
    found.journal_line = line_of(journal.start);
    found.journal = &text[journal];
    found.plan_text = fenced(text, rest, "markdown").map(|(plan, _)| &text[plan]);
    Ok(found)
}

/// The inside of the next fence of a kind, and where it ends.
fn fenced(text: &str, from: usize, kind: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let open = from + text[from..].find("\n````")? + 1;
    let ticks = text[open..].bytes().take_while(|byte| *byte == b'`').count();
    let fence = &text[open..open + ticks];
    let start = open + text[open..].find('\n')? + 1;
    if text[open + ticks..start].trim() != kind {
        return None;
    }
    let close = format!("\n{fence}\n");
    let end = start - 1 + text[start - 1..].find(&close)? + 1;
    Some((start..end, end + ticks))
}

fn read_head(head: &str) -> Option<Appendix<'static>> {
    let mut lines = head.lines();
    (lines.next()? == MAGIC).then_some(())?;
    let mut found = Appendix::default();
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        match name {
            "lang" => found.asked.lang = Lang::ALL.into_iter().find(|it| it.tag() == value)?,
            "items" if value == "tasks" => found.asked.items = Items::Tasks,
            "items" => found.asked.items = Items::Table,
            "secrets covered" => found.asked.redact_secrets = value == "yes",
            "contacts covered" => found.asked.redact_contacts = value == "yes",
            "plan" => found.plan = value.parse().ok()?,
            "id" => {
                let (place, id) = value.split_once(' ')?;
                let n = place.get(1..)?.parse().ok()?;
                found.ids.push((place.starts_with('s'), n, id.parse().ok()?));
            }
            // Digests are made again and compared with the whole text.
            _ => {}
        }
    }
    found.asked.length = Length::Full;
    Some(found)
}
