//! The appendix: all that a report was made from, for a machine to make it again.
//!
//! A collapsed part at the end of a report, in three fences: what was asked for, with the digests;
//! the journal, a line an entry; the text of the plan, covered as the report is. Fences are longer
//! than any run of backticks inside, and the lines of the journal never break.

use super::escape::fence;
use super::redact::{Covered, Form, Node, Text};
use super::{Items, Length, Options};
use crate::plan::{Correction, Fix, Id, Kind, Role};
use crate::run::seal::{self, Seal};
use crate::run::wire;
use crate::words::Lang;
use crate::words::report::report as words_of;
use std::fmt::Write as _;

/// The first line of the first fence.
pub(super) const MAGIC: &str = "holdpoint-report 1";

/// What had to be covered where no digest allows it.
const LEFT_OUT: &str = "left out";

/// The report was made without it.
const NOT_GIVEN: &str = "not given";

/// No plan ends with more empty lines, whatever a forged report says.
const MOST_ENDS: usize = 1 << 20;

/// The appendix of a covered run, behind the body of its report.
pub(super) fn text(covered: &Covered, options: &Options<'_>, body: &str) -> String {
    let head = head(covered, options, body);
    let journal = if covered.is_whole { wire::text(&covered.run.journal) } else { String::new() };
    let w = words_of(options.lang);
    let mut out = format!("\n<details>\n<summary>{}</summary>\n", w.appendix);
    let plan = covered.text.as_ref().map(|it| it.shown.as_str());
    if plan.is_none() {
        let _ = write!(out, "\n{}\n", w.plan_left_out);
    }
    if !covered.is_whole {
        let _ = write!(out, "\n{}\n", w.journal_left_out);
    }
    for (kind, text) in [("text", Some(&*head)), ("json", Some(&*journal)), ("markdown", plan)] {
        let Some(text) = text else { continue };
        let fence = fence(text);
        // Writing to a string never fails.
        let _ = write!(out, "\n{fence}{kind}\n{text}{fence}\n");
    }
    out.push_str("\n</details>\n");
    out
}

/// What was asked for, and the digests.
fn head(covered: &Covered, options: &Options<'_>, body: &str) -> String {
    let yes = |on: bool| if on { "yes" } else { "no" };
    let items = match options.items {
        Items::Tasks => "tasks",
        Items::Table => "table",
    };
    let seal = Seal::now(&covered.run.journal);
    let mut head = format!(
        "{MAGIC}\nlang: {}\nitems: {items}\nsecrets covered: {}\ncontacts covered: {}\n\
         plan: {}\nentries: {}\nseal: {}\njournal: {}\nreport: {}\nplan text: {}\n",
        options.lang.tag(),
        yes(options.redact_secrets),
        yes(options.redact_contacts),
        seal.plan,
        seal.entries,
        seal.head,
        if covered.is_whole { "whole" } else { LEFT_OUT },
        seal::digest(body.as_bytes()),
        match (&covered.text, options.plan_text) {
            (Some(plan), _) => seal::digest(plan.shown.as_bytes()).to_string(),
            (None, Some(_)) => LEFT_OUT.to_owned(),
            (None, None) => NOT_GIVEN.to_owned(),
        },
    );
    if let Some(plan) = &covered.text {
        if let Some(form) = plan.form {
            let (mark, line) = (yes(form.has_mark), if form.has_returns { "crlf" } else { "lf" });
            let _ = writeln!(head, "plan bytes: mark {mark}, ends {line}, {} last", form.ends);
        }
        for Correction { id, fix } in options.corrections {
            let _ = match fix {
                Fix::Kind(kind) => writeln!(head, "fix: {id} kind {}", kind.word()),
                Fix::Done(done) => writeln!(head, "fix: {id} done {}", yes(*done)),
                Fix::Role(role) => writeln!(head, "fix: {id} role {}", role.word()),
            };
        }
        for (node, id) in &plan.ids {
            let _ = match node {
                Node::Section(n) => writeln!(head, "id: s{n} {id}"),
                Node::Item(n) => writeln!(head, "id: i{n} {id}"),
            };
        }
    }
    // Identities that no entry speaks of would otherwise be nobody's claim.
    let _ = writeln!(head, "head: {}", seal::digest(head.as_bytes()));
    head
}

/// What an appendix holds.
#[derive(Debug, Default)]
pub(super) struct Appendix<'a> {
    /// What was asked for.
    pub asked: Options<'static>,
    /// The journal, a line an entry; nothing where it was left out.
    pub journal: Option<&'a str>,
    /// The first line of the journal, from 1.
    pub journal_line: usize,
    /// The text of the plan, if it is there.
    pub text: Option<Text>,
    /// What was put right in its reading.
    pub corrections: Vec<Correction>,
    /// The report was made without the text of the plan.
    pub is_without: bool,
}

/// Finds the appendix of a report.
///
/// # Errors
/// The line where it stops making sense; the last one of the text where there is none.
pub(super) fn find(text: &str) -> Result<Appendix<'_>, usize> {
    let lines = || text.lines().count().max(1);
    // No line of a report itself opens so; a plan in the appendix may.
    let at = text.find("\n<details>\n").ok_or_else(lines)?;
    let line_of = |at: usize| text[..at].matches('\n').count() + 1;
    let (head, rest) = fenced(text, at, "text").ok_or_else(|| line_of(at + 1))?;
    let head = read_head(&text[head.clone()]).ok_or_else(|| line_of(head.start))?;
    let (journal, rest) = fenced(text, rest, "json").ok_or_else(|| line_of(rest))?;
    let plan = fenced(text, rest, "markdown").map(|(plan, _)| text[plan].to_owned());
    let (ids, form) = (head.ids, head.form);
    Ok(Appendix {
        asked: head.asked,
        journal_line: line_of(journal.start),
        journal: head.is_whole.then_some(&text[journal]),
        text: plan.map(|shown| Text { shown, ids, form }),
        corrections: head.corrections,
        is_without: head.is_without,
    })
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

/// The first fence of an appendix. Its digests are made again and compared with the whole text.
#[derive(Default)]
struct Head {
    asked: Options<'static>,
    ids: Vec<(Node, Id)>,
    corrections: Vec<Correction>,
    form: Option<Form>,
    is_whole: bool,
    is_without: bool,
}

fn read_head(head: &str) -> Option<Head> {
    let mut lines = head.lines();
    (lines.next()? == MAGIC).then_some(())?;
    let mut found = Head::default();
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        match name {
            "lang" => found.asked.lang = Lang::ALL.into_iter().find(|it| it.tag() == value)?,
            "items" if value == "tasks" => found.asked.items = Items::Tasks,
            "items" => found.asked.items = Items::Table,
            "secrets covered" => found.asked.redact_secrets = value == "yes",
            "contacts covered" => found.asked.redact_contacts = value == "yes",
            "journal" => found.is_whole = value == "whole",
            "plan text" => found.is_without = value == NOT_GIVEN,
            "plan bytes" => found.form = Some(form(value)?),
            "fix" => found.corrections.push(correction(value)?),
            "id" => {
                let (place, id) = value.split_once(' ')?;
                let n = place.get(1..)?.parse().ok()?;
                let node = if place.starts_with('s') { Node::Section(n) } else { Node::Item(n) };
                found.ids.push((node, id.parse().ok()?));
            }
            _ => {}
        }
    }
    found.asked.length = Length::Full;
    Some(found)
}

/// `4f… kind go`.
fn correction(value: &str) -> Option<Correction> {
    const KINDS: [Kind; 6] =
        [Kind::Step, Kind::Go, Kind::Abort, Kind::Rollback, Kind::Artefact, Kind::Note];
    const ROLES: [Role; 4] = [Role::Phase, Role::Stage, Role::Rollback, Role::Reference];
    let (id, rest) = value.split_once(' ')?;
    let (what, word) = rest.split_once(' ')?;
    let fix = match what {
        "kind" => Fix::Kind(KINDS.into_iter().find(|kind| kind.word() == word)?),
        "role" => Fix::Role(ROLES.into_iter().find(|role| role.word() == word)?),
        "done" => Fix::Done(word == "yes"),
        _ => return None,
    };
    Some(Correction { id: id.parse().ok()?, fix })
}

/// `mark no, ends lf, 1 last`.
fn form(value: &str) -> Option<Form> {
    let (mark, rest) = value.strip_prefix("mark ")?.split_once(", ends ")?;
    let (line, ends) = rest.strip_suffix(" last")?.split_once(", ")?;
    let ends = ends.parse().ok().filter(|ends| *ends < MOST_ENDS)?;
    Some(Form { has_mark: mark == "yes", has_returns: line == "crlf", ends })
}
