//! A plan as an outline: what it is, what it counts to, its sections and items by line, its faults.
//!
//! One thing a line, the source line before it, nothing of the plan's words may steer the terminal.

use crate::cli::out::{FAINT, GREEN, STRONG, ink, shown, tame};
use crate::cli::reading::Reading;
use crate::cli::source::Document;
use crate::cli::veil::Veil;
use crate::cli::{count, counted};
use crate::plan::{Item, Kind, Plan, Role, Schedule, Section};
use crate::words::outline::Outline;
use crate::words::plural::Thing;
use crate::words::{self, Lang, time};
use std::io::{self, Write};

/// How much of an item's words is shown.
const MOST_LETTERS: usize = 120;
/// What stands between two remarks on one line.
const DOT: &str = " · ";

/// Where an outline is printed, and in which words.
pub(super) struct Page<'o, W> {
    out: &'o mut W,
    veil: &'o Veil,
    lang: Lang,
    words: &'static Outline,
    why: bool,
}

impl<'o, W: Write> Page<'o, W> {
    /// A page in a language, with or without the reader's reasons.
    pub(super) fn new(out: &'o mut W, veil: &'o Veil, lang: Lang, why: bool) -> Self {
        Self { out, veil, lang, words: words::outline(lang), why }
    }

    /// Prints everything.
    pub(super) fn print(&mut self, document: &Document, reading: &Reading) -> io::Result<()> {
        let plan = &reading.plan;
        self.head(document, plan)?;
        self.counts(plan)?;
        self.window(plan)?;
        self.facts(plan)?;
        self.people(plan)?;
        self.probes(plan)?;
        self.sections(plan)?;
        self.faults(reading)?;
        self.unplaced(document, plan)
    }

    fn head(&mut self, document: &Document, plan: &Plan) -> io::Result<()> {
        let title = tame(plan.title.as_deref().unwrap_or(&document.stem));
        writeln!(self.out, "{STRONG}{title}{STRONG:#}")?;
        let source = &document.source;
        let language = self.words.language(plan.language);
        let lines = count(self.lang, Thing::Line, source.lines as usize);
        let bytes = count(self.lang, Thing::Byte, source.bytes);
        let told = [language, &lines, &bytes, source.encoding].join(DOT);
        writeln!(self.out, "{FAINT}{}{DOT}{told}{FAINT:#}", shown(&document.file))?;
        writeln!(self.out, "{FAINT}sha256 {}{FAINT:#}", document.sha256)?;
        if let Some(mended) = document.mended(self.lang) {
            writeln!(self.out, "{mended}")?;
        }
        Ok(())
    }

    /// How many of what, with the marks that stand for them below.
    fn counts(&mut self, plan: &Plan) -> io::Result<()> {
        let roles = [
            (Thing::Phase, plan.count_role(Role::Phase)),
            (Thing::Stage, plan.count_role(Role::Stage)),
            (Thing::RollbackSection, plan.count_role(Role::Rollback)),
            (Thing::Reference, plan.count_role(Role::Reference)),
        ];
        let kinds = [
            (Kind::Step, Thing::Step),
            (Kind::Go, Thing::GoCriterion),
            (Kind::Abort, Thing::AbortCriterion),
            (Kind::Rollback, Thing::RollbackStep),
            (Kind::Artefact, Thing::Artefact),
            (Kind::Note, Thing::Remark),
        ];
        let kinds = kinds.into_iter().map(|(kind, noun)| (kind, noun, plan.count(kind)));
        let kinds = kinds
            .filter(|(_, _, n)| *n > 0)
            .map(|(kind, noun, n)| format!("{} {}", mark(kind, false), count(self.lang, noun, n)));
        let mut items: Vec<_> = kinds.collect();
        let done = plan.items.iter().filter(|item| item.done).count();
        items.extend(counted(self.lang, &[(Thing::Done, done)]));
        writeln!(self.out)?;
        for parts in [counted(self.lang, &roles), items] {
            if !parts.is_empty() {
                writeln!(self.out, "{}", parts.join(DOT))?;
            }
        }
        Ok(())
    }

    fn window(&mut self, plan: &Plan) -> io::Result<()> {
        let Some(stated) = &plan.window else { return Ok(()) };
        self.heading(self.words.window)?;
        self.line(stated.line, 0, &tame(&time::window(self.lang, &stated.window)))
    }

    fn facts(&mut self, plan: &Plan) -> io::Result<()> {
        if plan.facts.is_empty() {
            return Ok(());
        }
        self.heading(self.words.facts)?;
        for fact in &plan.facts {
            let told = format!("{}: {}", tame(&fact.label), tame(&fact.value));
            self.line(fact.line, 0, &told)?;
        }
        Ok(())
    }

    fn people(&mut self, plan: &Plan) -> io::Result<()> {
        if plan.people.is_empty() {
            return Ok(());
        }
        self.heading(self.words.people)?;
        for person in &plan.people {
            let mut told = tame(&person.role);
            let more = person.name.iter().chain(&person.channels);
            more.for_each(|words| told.extend([DOT, &tame(words)]));
            self.line(person.line, 0, &told)?;
        }
        Ok(())
    }

    fn probes(&mut self, plan: &Plan) -> io::Result<()> {
        if plan.probes.is_empty() {
            return Ok(());
        }
        self.heading(self.words.probes)?;
        for probe in &plan.probes {
            let mut told = format!("{} {}", probe.kind.word(), tame(&probe.url));
            let metric = probe.metric.as_deref().map(tame);
            let base = probe.relative.then(|| self.words.needs_base.to_owned());
            let danger = (!probe.safe).then(|| self.words.not_safe.to_owned());
            for more in [metric, base, danger].into_iter().flatten() {
                told.extend([DOT, &more]);
            }
            self.line(probe.line, 0, &told)?;
        }
        Ok(())
    }

    fn sections(&mut self, plan: &Plan) -> io::Result<()> {
        if plan.sections.is_empty() {
            return Ok(());
        }
        self.heading(self.words.sections)?;
        let mut depths: Vec<usize> = Vec::with_capacity(plan.sections.len());
        for section in &plan.sections {
            let above = section.parent.and_then(|parent| depths.get(parent.index()));
            let depth = above.map_or(0, |above| above + 1);
            depths.push(depth);
            self.section(section, depth)?;
            for item in plan.items.get(section.items.clone()).unwrap_or_default() {
                self.item(item, depth + 1 + usize::from(item.depth))?;
            }
        }
        Ok(())
    }

    /// What a title or an item says about time.
    fn times(&self, schedule: Option<&Schedule>) -> Vec<String> {
        let times = schedule.map(|schedule| time::schedule(self.lang, schedule));
        times.unwrap_or_default().iter().map(|time| tame(time)).collect()
    }

    fn section(&mut self, section: &Section, depth: usize) -> io::Result<()> {
        let times = self.times(section.schedule.as_deref());
        let remarks =
            remarks(std::iter::once(self.words.role(section.role).to_owned()).chain(times));
        let title = tame(&section.title);
        self.line(section.line, depth, &format!("{STRONG}{title}{STRONG:#}{remarks}"))
    }

    fn item(&mut self, item: &Item, depth: usize) -> io::Result<()> {
        let mark = mark(item.kind, item.done);
        let words = cut(&tame(&item.text));
        let mark = if item.done { format!("{GREEN}{mark}{GREEN:#}") } else { mark.to_owned() };
        let remarks = remarks(self.remarks(item));
        self.line(item.line, depth, &format!("{mark} {words}{remarks}"))?;
        if self.why {
            let (why, kind) = (self.words.why, self.words.kind(item.kind));
            let rule = words::rule(self.lang, item.rule);
            let indent = INDENT.repeat(depth + 1);
            writeln!(self.out, "{GUTTER}{indent}{FAINT}{why} {kind}: {rule}{FAINT:#}")?;
        }
        Ok(())
    }

    /// What is known of an item besides its words.
    fn remarks(&self, item: &Item) -> Vec<String> {
        let done = item.done.then(|| self.words.done.to_owned());
        let tier = item.tier.map(|tier| tier.to_string());
        let times = self.times(item.schedule.as_deref());
        let people = item.people.iter().map(|person| format!("@{}", tame(person)));
        let commands = counted(self.lang, &[(Thing::Command, item.commands.len())]);
        done.into_iter().chain(tier).chain(times).chain(people).chain(commands).collect()
    }

    fn faults(&mut self, reading: &Reading) -> io::Result<()> {
        self.heading(self.words.faults)?;
        if reading.faults.is_empty() {
            return writeln!(self.out, "{GUTTER}{}", self.words.no_faults);
        }
        for fault in &reading.faults {
            let (level, code) = (fault.kind.level(), fault.kind.code());
            let ink = ink(level);
            let message = tame(&reading.message(self.lang, fault));
            let told = format!("{ink}{}[{code}]{ink:#} {message}", level.word());
            self.line(fault.place.line, 0, &told)?;
        }
        Ok(())
    }

    /// Never seen unless the reader breaks its promise; then it must be seen.
    fn unplaced(&mut self, document: &Document, plan: &Plan) -> io::Result<()> {
        let (_, unplaced) = plan.coverage(&document.source.text);
        if unplaced.is_empty() {
            return Ok(());
        }
        self.heading(self.words.unplaced)?;
        let lines: Vec<_> = unplaced.iter().map(u32::to_string).collect();
        writeln!(self.out, "{GUTTER}{}", lines.join(", "))
    }

    fn heading(&mut self, words: &str) -> io::Result<()> {
        writeln!(self.out, "\n{STRONG}{words}{STRONG:#}")
    }

    fn line(&mut self, line: u32, depth: usize, words: &str) -> io::Result<()> {
        let indent = INDENT.repeat(depth);
        let words = self.veil.hide(line, words);
        writeln!(self.out, "{FAINT}{line:>5}{FAINT:#}  {indent}{words}")
    }
}

const INDENT: &str = "  ";
const GUTTER: &str = "       ";

/// The mark of a kind: a box for what is done and confirmed, signs for the rest.
fn mark(kind: Kind, done: bool) -> &'static str {
    match (kind, done) {
        (Kind::Step, false) => "☐",
        (Kind::Step, true) => "☑",
        (Kind::Go, false) => "◇",
        (Kind::Go, true) => "◆",
        (Kind::Abort, _) => "✕",
        (Kind::Rollback, _) => "↩",
        (Kind::Artefact, _) => "▤",
        (Kind::Note, _) => "–",
    }
}

fn remarks(remarks: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = remarks.into_iter().filter(|remark| !remark.is_empty()).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!("{FAINT}{DOT}{}{FAINT:#}", parts.join(DOT))
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
