//! The run file: the plan in all its revisions, what was put right in it, and the journal. It moves
//! a run from one laptop to another.
//!
//! It is JSON, and each plan, each correction and each entry stands on a line of its own and bears
//! a digest of its own; the file's last line bears one over all of them, in order. So whatever
//! happens to the file, the lines that are whole can be told and saved.

mod salvage;

use super::ink::Ink;
use super::json::{At, Cursor, Node};
use super::sheet::{self, Salt, Sheet};
use super::{Damage, DamageKind, column, heard, line};
use crate::plan::{Correction, Fix, Kind, Role};
use crate::run::hash;
use crate::run::journal::{Digest, Entry, Journal};
use std::collections::BTreeMap;

/// The version of the file that is written; that of a line is another matter.
const VERSION: u64 = 1;

/// A run with all that it hangs on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunFile {
    /// Every revision of the plan; the last one holds.
    pub plans: Vec<PlanFile>,
    /// What was put right in the plan's reading.
    pub corrections: Vec<Correction>,
    /// What happened.
    pub journal: Journal,
}

/// A revision of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    /// The name of its file.
    pub name: Box<str>,
    /// Its text, as it was decoded.
    pub text: Box<str>,
    /// The digest of the exact bytes that were read: what the journal calls the plan by.
    pub source: Digest,
    /// The digest of all that stands above.
    pub digest: Digest,
}

/// A run file that was opened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opened {
    /// What is whole in it, and plans even where they are not.
    pub file: RunFile,
    /// What is not, by line. None, and the file is what was written, to the last entry.
    pub damages: Vec<Damage>,
}

/// Why a file was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOpened {
    /// It is something else, from this place on.
    NotARunFile {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// A later version of Holdpoint wrote it.
    Newer {
        /// Which.
        version: u64,
    },
}

impl PlanFile {
    /// A plan of these bytes, which were decoded to this text.
    pub fn new(name: impl Into<Box<str>>, bytes: &[u8], text: impl Into<Box<str>>) -> Self {
        Self::kept(name, hash::digest(bytes), text)
    }

    /// A plan whose bytes are gone: its text, and the digest that those bytes had.
    pub fn kept(name: impl Into<Box<str>>, source: Digest, text: impl Into<Box<str>>) -> Self {
        let (name, text) = (name.into(), text.into());
        let mut plan = Self { name, text, source, digest: Digest::default() };
        plan.digest = hash::digest(plan.body().as_bytes());
        plan
    }

    /// Whether it is not what was written. Such a plan can be looked at, but not relied on.
    pub fn is_altered(&self) -> bool {
        hash::digest(self.body().as_bytes()) != self.digest
    }

    /// Where it stands among the plans of a run: by the last entry that names it, then in some
    /// order that is the same everywhere, what is altered first.
    fn rank<'p>(&'p self, named: &BTreeMap<Digest, usize>) -> impl Ord + use<'p> {
        let turn = named.get(&self.source).copied().unwrap_or(0);
        (turn, !self.is_altered(), self.source, self.digest, &self.name, &self.text)
    }

    fn body(&self) -> String {
        let mut ink = Ink::new(None);
        ink.text("name", &self.name).quoted("source", self.source).text("text", &self.text);
        ink.done().0 + "}"
    }
}

impl RunFile {
    /// The plan that holds.
    pub fn plan(&self) -> Option<&PlanFile> {
        self.plans.last()
    }

    /// The file's text. The same run gives the same bytes.
    pub fn write(&self) -> String {
        let mut whole = Whole::default();
        let plans = self.plans.iter().map(|plan| {
            whole.plan(plan.digest);
            sheet::sealed(&plan.body(), Salt::Textless, plan.digest)
        });
        let plans: Vec<String> = plans.collect();
        let corrections = self.corrections.iter().map(|correction| {
            let (line, digest) = corrected(correction);
            whole.correction(digest);
            line
        });
        let corrections: Vec<String> = corrections.collect();
        let entries = self.journal.entries().iter().map(|entry| {
            whole.entry(entry.digest);
            line(entry)
        });
        let entries: Vec<String> = entries.collect();
        let mut out = format!("{{\"holdpoint\":{VERSION},\n");
        for (name, lines) in [("plans", plans), ("corrections", corrections), ("journal", entries)]
        {
            let end = if lines.is_empty() { "" } else { "\n" };
            out += &["\"", name, "\":[\n", &lines.join(",\n"), end, "],\n"].concat();
        }
        out + &format!("\"digest\":\"{}\"}}\n", whole.digest())
    }

    /// Opens a run file, or a journal that is lines of entries alone. What is damaged is left out
    /// and told; nothing that was altered is taken for whole.
    ///
    /// # Errors
    /// Why nothing of it can be taken.
    pub fn open(bytes: &[u8]) -> Result<Opened, NotOpened> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let broken_at = match std::str::from_utf8(bytes) {
            Ok(text) if text.trim_start().starts_with("{\"v\":") => {
                let (journal, damages) = super::journal(text);
                return Ok(Opened { file: Self { journal, ..Self::default() }, damages });
            }
            Ok(text) => match Opening::strict(text) {
                Ok(opening) => return opening.done(),
                Err(at) => at,
            },
            Err(error) => error.valid_up_to(),
        };
        salvage::salvage(bytes, broken_at)
    }

    /// Takes in what another copy of the run holds, in whatever order copies meet: the journals'
    /// union, every plan once, every correction once. The plan that the journal names last holds.
    pub fn merge(&mut self, other: &Self) {
        self.journal.merge(&other.journal);
        self.plans.extend(other.plans.iter().cloned());
        let mut named: BTreeMap<Digest, usize> = BTreeMap::new();
        for (at, entry) in self.journal.entries().iter().enumerate() {
            if let Some(plan) = entry.event.plan() {
                named.insert(plan, at + 1);
            }
        }
        self.plans.sort_by(|a, b| a.rank(&named).cmp(&b.rank(&named)));
        self.plans.dedup();
        self.corrections.extend(&other.corrections);
        self.corrections.sort_unstable();
        self.corrections.dedup();
    }
}

/// A correction as its line, and the digest that it bears.
fn corrected(correction: &Correction) -> (String, Digest) {
    let mut ink = Ink::new(None);
    ink.quoted("id", correction.id);
    match correction.fix {
        Fix::Kind(kind) => ink.quoted("kind", kind.word()),
        Fix::Done(done) => ink.plain("done", done),
        Fix::Role(role) => ink.quoted("role", role.word()),
    };
    let body = ink.done().0 + "}";
    let digest = hash::digest(body.as_bytes());
    (sheet::sealed(&body, Salt::Textless, digest), digest)
}

/// The digest of the file: of the digests of its lines, and what each of them is.
#[derive(Default)]
struct Whole(hash::Running);

impl Whole {
    fn plan(&mut self, digest: Digest) {
        self.0.add(b"plan");
        self.0.add(&digest.0);
    }

    fn correction(&mut self, digest: Digest) {
        self.0.add(b"correction");
        self.0.add(&digest.0);
    }

    fn entry(&mut self, digest: Digest) {
        self.0.add(b"entry");
        self.0.add(&digest.0);
    }

    fn digest(self) -> Digest {
        self.0.digest()
    }
}

/// What was found so far in a file that is being opened.
#[derive(Default)]
struct Opening {
    version: Option<u64>,
    plans: Vec<PlanFile>,
    corrections: Vec<Correction>,
    entries: Vec<Entry>,
    whole: Whole,
    /// The digest that the file bears, and its line.
    digest: Option<(Digest, usize)>,
    damages: Vec<Damage>,
    /// Whether it has any of the lists that a run file is made of.
    has_lists: bool,
}

/// What a line of the file is.
#[derive(Clone, Copy)]
enum Part {
    Plan,
    Correction,
    Entry,
}

impl Opening {
    /// Reads a file that is JSON throughout.
    fn strict(text: &str) -> Result<Self, At> {
        let mut opening = Self::default();
        let mut lines = Lines { text, at: 0, line: 1 };
        let mut cursor = Cursor::new(text);
        cursor.peek();
        cursor.object(|cursor, name| {
            let part = match name {
                "plans" => Part::Plan,
                "corrections" => Part::Correction,
                "journal" => Part::Entry,
                _ => {
                    cursor.peek();
                    let line = lines.of(cursor.at());
                    opening.member(name, &cursor.node()?, line);
                    return Ok(());
                }
            };
            opening.has_lists = true;
            cursor.peek();
            cursor.list(|cursor| {
                cursor.peek();
                let start = cursor.at();
                let node = cursor.node()?;
                opening.part(part, &node, lines.of(start), &text[start..cursor.at()]);
                Ok(())
            })
        })?;
        cursor.end()?;
        Ok(opening)
    }

    /// Takes what stands beside the lists.
    fn member(&mut self, name: &str, node: &Node, line: usize) {
        let field = match name {
            "holdpoint" => {
                self.version = node.number();
                return;
            }
            "digest" => {
                self.digest = node.spelt().and_then(|spelt| Some((spelt.parse().ok()?, line)));
                return;
            }
            // A later version would say so in its number.
            _ => "holdpoint",
        };
        let text = [name, ":", &node.compact()].concat().into();
        self.damages.push(Damage { line, kind: DamageKind::NoField(field), text });
    }

    /// Takes a line of a list, or tells what is wrong with it.
    fn part(&mut self, part: Part, node: &Node, line: usize, text: &str) {
        let taken = match part {
            Part::Plan => self.plan(node),
            Part::Correction => self.correction(node),
            Part::Entry => super::entry_of(node, "").map(|entry| {
                self.whole.entry(entry.digest);
                self.entries.push(entry);
            }),
        };
        if let Err(kind) = taken {
            self.damages.push(Damage { line, kind, text: text.into() });
        }
    }

    fn plan(&mut self, node: &Node) -> Result<(), DamageKind> {
        let text = |name| heard::text(node, name).ok_or(DamageKind::NoField(name));
        let digest = |name| heard::digest(node, name).ok_or(DamageKind::NoField(name));
        let (name, text) = (text("name")?, text("text")?);
        let plan = PlanFile { name, text, source: digest("source")?, digest: digest("digest")? };
        let is_altered = plan.is_altered();
        self.whole.plan(plan.digest);
        self.plans.push(plan);
        if is_altered { Err(DamageKind::Altered) } else { Sheet::of(node)?.check() }
    }

    fn correction(&mut self, node: &Node) -> Result<(), DamageKind> {
        let sheet = Sheet::of(node)?;
        let id = node.get("id").and_then(|id| id.spelt()?.parse().ok());
        let id = id.ok_or(DamageKind::NoField("id"))?;
        sheet.check()?;
        let correction = Correction { id, fix: fix(node).ok_or(DamageKind::NoField("fix"))? };
        if corrected(&correction).1 != sheet.digest {
            return Err(DamageKind::NoField("fix"));
        }
        self.whole.correction(sheet.digest);
        self.corrections.push(correction);
        Ok(())
    }

    /// The file, once all of it was read.
    fn done(mut self) -> Result<Opened, NotOpened> {
        let missing = |field| Damage { line: 1, kind: DamageKind::NoField(field), text: "".into() };
        match self.version {
            Some(VERSION) => {}
            Some(version) if version > VERSION => return Err(NotOpened::Newer { version }),
            Some(_) | None if self.has_lists => self.damages.push(missing("holdpoint")),
            Some(_) | None => return Err(NotOpened::NotARunFile { line: 1, column: 1 }),
        }
        match self.digest {
            None => self.damages.push(missing("digest")),
            Some((digest, line)) if digest != self.whole.digest() => {
                self.damages.push(Damage { line, kind: DamageKind::NotWhole, text: "".into() });
            }
            Some(_) => {}
        }
        self.damages.sort_by_key(|damage| damage.line);
        let journal = Journal::of(self.entries);
        let file = RunFile { plans: self.plans, corrections: self.corrections, journal };
        Ok(Opened { file, damages: self.damages })
    }
}

/// What a correction's line puts right.
fn fix(node: &Node) -> Option<Fix> {
    const KINDS: [Kind; 6] =
        [Kind::Step, Kind::Go, Kind::Abort, Kind::Rollback, Kind::Artefact, Kind::Note];
    const ROLES: [Role; 4] = [Role::Phase, Role::Stage, Role::Rollback, Role::Reference];
    let word = |name| node.get(name).and_then(Node::spelt);
    if let Some(word) = word("kind") {
        return KINDS.into_iter().find(|kind| kind.word() == word).map(Fix::Kind);
    }
    if let Some(word) = word("role") {
        return ROLES.into_iter().find(|role| role.word() == word).map(Fix::Role);
    }
    node.get("done").and_then(Node::flag).map(Fix::Done)
}

/// Numbers of lines, asked for in their order.
struct Lines<'a> {
    text: &'a str,
    at: At,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: At) -> usize {
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += passed.split(|byte| *byte == b'\n').count() - 1;
        self.at = self.at.max(at);
        self.line
    }
}
