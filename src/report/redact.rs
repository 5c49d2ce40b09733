//! What a report must not show: secrets always unless asked otherwise, contacts where asked.
//!
//! The run is covered before a word of it is written, so nothing that is told later can forget to.
//! The plan is covered as a text, where the words around a secret tell what it is, and read again:
//! that text goes into the appendix, and whoever reads it there comes to the same report. Identities
//! are made of words, so those of covered words are kept beside it. Where the covered text would be
//! another plan, the words are covered one by one, and the text stays out of the report. What people
//! typed is looked through by itself. Covering what is covered changes nothing.

mod contact;

use super::Options;
use crate::plan::lint::secret::secrets;
use crate::plan::{self, Id, Item, Plan, Section, SectionIx};
use crate::run::Run;
use crate::run::event::{Event, Seat};
use crate::run::journal::{Digest, Entry, Journal};
use crate::run::seal;
use std::ops::Range;

/// What stands in place of what was covered. The reader takes bare bullets for decoration; these it
/// keeps wherever they stand.
pub const COVER: &str = "‹••••›";

/// Values shorter than this are covered only where they were found: as a part of other words they
/// would mean nothing.
const SHORTEST: usize = 4;

/// A run without what is not to be shown.
pub(super) struct Covered {
    pub run: Run,
    /// The plan's text, where the run can be made from it again.
    pub text: Option<Text>,
    /// Whether the journal may be shown as it is: no name in it had to be covered, for the digests
    /// cover names as they stand.
    pub is_whole: bool,
}

/// A plan's text, covered, and what cannot be read from it any more.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// With line feeds only, and one at its end.
    pub shown: String,
    /// The identities of sections and items whose words were covered.
    pub ids: Vec<(Node, Id)>,
    /// How the very bytes of the plan come of it, where nothing was covered.
    pub form: Option<Form>,
}

/// How a text was written down as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// A byte order mark stands before it.
    pub has_mark: bool,
    /// Its lines end as on Windows.
    pub has_returns: bool,
    /// So many line ends stand behind its last line.
    pub ends: usize,
}

/// What an identity belongs to, by its place in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Section(usize),
    Item(usize),
}

/// Covers a run.
pub(super) fn run(run: &Run, options: &Options<'_>) -> Covered {
    let cover = Cover::new(options);
    let mut is_whole = true;
    let entries = run.journal.entries().iter().map(|entry| {
        let mut covered = seal::masked(entry, &|text| cover.hide(text));
        is_whole &= !cover.names(&mut covered);
        covered
    });
    let journal = Journal::of(entries.collect::<Vec<_>>());
    let told = options.plan_text.and_then(|text| cover.text(run, text, options));
    if let Some((text, plan)) = told {
        if plan == run.plan && journal == run.journal {
            return Covered { run: run.clone(), text: Some(text), is_whole };
        }
        let again = Run::new(plan, journal.clone());
        let is_same = again.course == run.course
            && again.obliged == run.obliged
            && again.progress == run.progress;
        if is_same {
            return Covered { run: again, text: Some(text), is_whole };
        }
    }
    let mut covered = run.clone();
    cover.each_word(&mut covered.plan);
    covered.journal = journal;
    Covered { run: covered, text: None, is_whole }
}

impl Form {
    /// The bytes that a text has in this form.
    fn bytes(self, text: &str) -> Vec<u8> {
        let mut text = text.trim_end_matches('\n').to_owned() + &"\n".repeat(self.ends);
        if self.has_returns {
            text = text.replace('\n', "\r\n");
        }
        let mark: &[u8] = if self.has_mark { b"\xEF\xBB\xBF" } else { b"" };
        [mark, text.as_bytes()].concat()
    }

    /// Whether a text in this form has this digest.
    pub(super) fn fits(self, text: &str, digest: Digest) -> bool {
        seal::digest(&self.bytes(text)) == digest
    }

    /// The form in which a text has this digest, if there is one.
    fn of(text: &str, digest: Digest) -> Option<Self> {
        let ends = text.len() - text.trim_end_matches('\n').len();
        let forms = [(false, false), (false, true), (true, false), (true, true)];
        let forms = forms.map(|(has_mark, has_returns)| Self { has_mark, has_returns, ends });
        forms.into_iter().find(|form| form.fits(text, digest))
    }
}

impl Text {
    /// The plan that it is the text of, before corrections; nothing where an identity is kept for
    /// words that show no cover, so that nobody can put other words in place of a plan's own.
    pub(super) fn plan(&self) -> Option<Plan> {
        let (mut plan, _) = plan::read(&self.shown);
        for (node, id) in &self.ids {
            match *node {
                Node::Section(n) => {
                    is_covered_above(&plan, Some(SectionIx::new(n))).then_some(())?;
                    plan.sections.get_mut(n)?.id = *id;
                }
                Node::Item(n) => {
                    let item = plan.items.get(n)?;
                    let own = item_chain(&plan, item).any(|item| item.text.contains(COVER));
                    (own || is_covered_above(&plan, Some(item.section))).then_some(())?;
                    plan.items.get_mut(n)?.id = *id;
                }
            }
        }
        Some(plan)
    }
}

/// An item and those it is nested in.
fn item_chain<'a>(plan: &'a Plan, item: &'a Item) -> impl Iterator<Item = &'a Item> {
    std::iter::successors(Some(item), |item| item.parent.map(|parent| plan.item(parent)))
}

/// Whether the title of a section, or of one that holds it, shows the cover.
fn is_covered_above(plan: &Plan, section: Option<SectionIx>) -> bool {
    let known = |ix: &SectionIx| ix.index() < plan.sections.len();
    let up = |ix: &SectionIx| plan.section(*ix).parent;
    let mut sections = std::iter::successors(section.filter(known), up);
    sections.any(|ix| plan.section(ix).title.contains(COVER))
}

/// What is to be covered.
struct Cover {
    /// The secrets of the plan, the longest first.
    values: Vec<String>,
    secrets: bool,
    contacts: bool,
}

impl Cover {
    fn new(options: &Options<'_>) -> Self {
        let mut values: Vec<String> = Vec::new();
        if let Some(text) = options.plan_text.filter(|_| options.redact_secrets) {
            for secret in secrets(text) {
                let lines = text[secret.range].lines().map(str::trim);
                let long = lines.filter(|it| it.len() >= SHORTEST && !it.contains(COVER));
                values.extend(long.map(str::to_owned));
            }
        }
        values.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        values.dedup();
        Self { values, secrets: options.redact_secrets, contacts: options.redact_contacts }
    }

    /// The text without what is not to be shown; nothing where it may be shown as it is.
    fn hide(&self, text: &str) -> Option<String> {
        // What is left may read as a secret only now; a few rounds settle it.
        const ROUNDS: usize = 8;
        let mut shown: Option<String> = None;
        for _ in 0..ROUNDS {
            let Some(next) = self.once(shown.as_deref().unwrap_or(text)) else { break };
            shown = Some(next);
        }
        shown
    }

    fn once(&self, text: &str) -> Option<String> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.secrets {
            found.extend(secrets(text).map(|secret| secret.range));
            let known = self.values.iter().flat_map(|value| text.match_indices(value.as_str()));
            found.extend(known.map(|(at, value)| at..at + value.len()));
        }
        if self.contacts {
            found.extend(contact::find(text));
        }
        let is_covered = |c: char| COVER.contains(c) || c.is_whitespace();
        found.retain(|range| !text[range.clone()].chars().all(is_covered));
        if found.is_empty() {
            return None;
        }
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for range in found.into_iter().filter(|range| !range.is_empty()) {
            if range.end <= at {
                continue;
            }
            // Found in parts that overlap: one cover serves.
            if range.start >= at {
                out.push_str(&text[at..range.start]);
            }
            let begins_new = range.start >= at;
            // Lines stay, each covered, so that nothing else of the plan moves.
            for (n, line) in text[range.start.max(at)..range.end].split('\n').enumerate() {
                out.push_str(if n > 0 { "\n" } else { "" });
                let is_shown = !line.trim().is_empty() && (begins_new || n > 0);
                out.push_str(if is_shown { COVER } else { "" });
            }
            at = range.end;
        }
        out.push_str(&text[at..]);
        Some(out)
    }

    /// The plan's text, covered, if it still reads as the plan of this run but for its words.
    /// With it the plan that this text is read as.
    fn text(&self, run: &Run, text: &str, options: &Options<'_>) -> Option<(Text, Plan)> {
        let own = plan::read(text).0;
        let corrected = |mut plan: Plan| {
            plan.corrected(options.corrections);
            plan
        };
        (corrected(own.clone()) == run.plan).then_some(())?;
        let digest = run.journal.plan();
        let whole = crate::text::newlines(text);
        let shown = self.hide(&whole);
        let form = if shown.is_none() { Form::of(&whole, digest) } else { None };
        let shown = shown.unwrap_or_else(|| whole.into_owned());
        let shown = format!("{}\n", shown.trim_end_matches('\n'));
        if shown == text {
            return Some((Text { shown, ids: Vec::new(), form }, corrected(own)));
        }
        let ids = differing(&own, &plan::read(&shown).0)?;
        let text = Text { shown, ids, form };
        let plan = corrected(text.plan()?);
        Some((text, plan))
    }

    /// Covers what an entry's digest covers as it stands; true if anything had to be.
    fn names(&self, entry: &mut Entry) -> bool {
        let mut has_changed = self.replace(&mut entry.by);
        let mut seat = |seat: &mut Seat| {
            let name = self.replace(&mut seat.name);
            has_changed |= self.replace(&mut seat.role) | name;
        };
        match &mut entry.event {
            Event::Started(start) => {
                start.crew.iter_mut().for_each(&mut seat);
                let names = [&mut start.plan_name, &mut start.version, &mut start.environment];
                for text in names.into_iter().chain(&mut start.base) {
                    has_changed |= self.replace(text);
                }
            }
            Event::GatePassed { seat: it, .. }
            | Event::GateOverridden { seat: it, .. }
            | Event::GateRefused { seat: it, .. }
            | Event::RollbackStarted { seat: it, .. }
            | Event::HandedOver { seat: it } => seat(it),
            Event::SignedOff(sign) => seat(&mut sign.seat),
            Event::Unknown { kind, json } => {
                has_changed |= self.replace(kind);
                has_changed |= self.hide(json).is_some();
            }
            _ => {}
        }
        has_changed
    }

    fn replace<T: AsRef<str> + From<String>>(&self, text: &mut T) -> bool {
        let shown = self.hide(text.as_ref());
        let has_changed = shown.is_some();
        if let Some(shown) = shown {
            *text = shown.into();
        }
        has_changed
    }

    /// Covers the words of a plan that a report tells, one by one.
    fn each_word(&self, plan: &mut Plan) {
        if let Some(title) = &mut plan.title {
            self.replace(title);
        }
        for Section { title, .. } in &mut plan.sections {
            self.replace(title);
        }
        for Item { text, .. } in &mut plan.items {
            self.replace(text);
        }
    }
}

/// The identities of a plan that its covered text gives otherwise; nothing where that is another
/// plan and not only other words.
fn differing(own: &Plan, read: &Plan) -> Option<Vec<(Node, Id)>> {
    let mut ids = Vec::new();
    if own.sections.len() != read.sections.len() || own.items.len() != read.items.len() {
        return None;
    }
    (own.window == read.window).then_some(())?;
    for (n, (own, read)) in own.sections.iter().zip(&read.sections).enumerate() {
        let is_same = (own.line, own.level, own.role, own.parent, own.end)
            == (read.line, read.level, read.role, read.parent, read.end)
            && (&own.schedule, &own.items) == (&read.schedule, &read.items);
        is_same.then_some(())?;
        ids.extend((own.id != read.id).then_some((Node::Section(n), own.id)));
    }
    for (n, (own, read)) in own.items.iter().zip(&read.items).enumerate() {
        let place =
            |it: &Item| (it.line, it.kind, it.done, it.tier, it.section, it.parent, it.depth);
        let is_same = place(own) == place(read)
            && own.rule == read.rule
            && (&own.schedule, &own.thresholds) == (&read.schedule, &read.thresholds);
        is_same.then_some(())?;
        ids.extend((own.id != read.id).then_some((Node::Item(n), own.id)));
    }
    Some(ids)
}

#[cfg(test)]
mod tests {
    use super::{Cover, Options};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let cover = Cover::new(&Options { redact_contacts: true, ..Options::default() });
        let shown = cover.hide(text).unwrap_or_else(|| text.to_owned());
        assert_eq!(shown, expected);
        assert_eq!(cover.hide(&shown), None, "covered once more");
    }

    #[test]
    fn secrets_and_contacts_are_covered() {
        check("password: hunter2-is-long, ok", "password: ‹••••›, ok");
        check("curl -u admin:S3cretPass https://a.b", "curl -u admin:‹••••› https://a.b");
        check("звонить +7 (916) 123-45-67, ivan@bank.ru", "звонить ‹••••›, ‹••••›");
        check("2026-11-21 02:00 v1.2.3, 5 %", "2026-11-21 02:00 v1.2.3, 5 %");
    }

    #[test]
    fn what_the_plan_shows_to_be_secret_is_covered_everywhere() {
        let plan = "# P\n\n- password: hunter2-is-long\n";
        let cover = Cover::new(&Options { plan_text: Some(plan), ..Options::default() });
        assert_eq!(cover.hide("used hunter2-is-long").as_deref(), Some("used ‹••••›"));
    }
}
