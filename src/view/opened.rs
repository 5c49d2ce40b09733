//! A plan as it was opened: its words, what was understood, what was found wrong, and the way back
//! to the words as they came.

use crate::plan::{self, Fault, Place, Plan};
use crate::run::journal::Digest;
use crate::text::Source;
use std::cmp::Reverse;
use std::sync::Arc;

/// Everything that the page shows of one file.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The file's name, or what stands for it.
    pub name: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// What was understood.
    pub plan: Arc<Plan>,
    /// What is wrong, the gravest first, then by line.
    pub faults: Arc<[Fault]>,
    /// How many lines the source has.
    pub lines: usize,
    /// How many of them no part of the plan holds.
    pub lost: usize,
    source: Arc<Source>,
    as_it_was: bool,
}

/// What mending did to a text that came damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mending {
    /// Some words as they came.
    pub before: String,
    /// The same words as they read now.
    pub after: String,
    /// How many places were mended.
    pub places: u32,
    /// How many could not be.
    pub broken: u32,
}

impl Opened {
    /// Reads a source, mended where it came damaged.
    pub fn new(name: String, digest: Digest, source: Source) -> Self {
        Self::of(name, digest, Arc::new(source), false)
    }

    /// The same source, mended or left as it was.
    #[must_use]
    pub fn reread(&self, as_it_was: bool) -> Self {
        Self::of(self.name.clone(), self.digest, Arc::clone(&self.source), as_it_was)
    }

    /// What the plan calls itself, else the file's name.
    pub fn title(&self) -> &str {
        self.plan.title.as_deref().unwrap_or(&self.name)
    }

    /// True when the words are shown as they came, damage and all.
    pub fn as_it_was(&self) -> bool {
        self.as_it_was
    }

    /// The words that the plan was read from.
    pub fn text(&self) -> &str {
        chosen(&self.source, self.as_it_was)
    }

    /// The label of the encoding that the file was in.
    pub fn encoding(&self) -> &'static str {
        self.source.encoding
    }

    /// How many places of the file hold bytes that are no character.
    pub fn unreadable(&self) -> usize {
        self.source.lost as usize
    }

    /// What mending did, where there was anything to mend.
    pub fn mending(&self) -> Option<Mending> {
        let repaired = self.source.repaired.as_ref()?;
        let original = self.source.original.as_deref()?;
        let (before, after) = match &repaired.sample {
            Some(sample) => sample.clone(),
            None => first_change(original, &self.source.text)?,
        };
        let (places, broken) = (repaired.runs, repaired.unrepaired_runs);
        Some(Mending { before, after, places, broken })
    }

    fn of(name: String, digest: Digest, source: Arc<Source>, as_it_was: bool) -> Self {
        let text = chosen(&source, as_it_was);
        let (plan, mut faults) = plan::read(text);
        faults.extend(plan::lint::lint(&plan, text));
        faults.sort_by_key(|fault| (Reverse(fault.kind.level()), fault.place));
        let (lines, lost) = (text.lines().count(), plan.coverage(text).1.len());
        let (plan, faults) = (Arc::new(plan), faults.into());
        Self { name, digest, plan, faults, lines, lost, source, as_it_was }
    }
}

/// The first line that differs, as it was and as it is.
fn first_change(before: &str, after: &str) -> Option<(String, String)> {
    let mut pairs = before.lines().zip(after.lines());
    let (before, after) = pairs.find(|(before, after)| before != after)?;
    Some((before.trim().to_owned(), after.trim().to_owned()))
}

fn chosen(source: &Source, as_it_was: bool) -> &str {
    match &source.original {
        Some(original) if as_it_was => original,
        _ => &source.text,
    }
}

/// The name that a link to an item leads to.
pub fn item_anchor(index: usize) -> String {
    format!("i{index}")
}

/// The name that a link to a section leads to.
pub fn section_anchor(index: usize) -> String {
    format!("s{index}")
}

/// The name of whatever holds this place: the last section or item that starts at or above it.
pub fn anchor_of(plan: &Plan, place: Place) -> Option<String> {
    let at = place.line;
    let section = plan.sections.iter().rposition(|section| section.line <= at);
    let item = plan.items.iter().rposition(|item| item.line <= at && at <= item_end(item));
    match (item, section) {
        (Some(item), _) => Some(item_anchor(item)),
        (None, Some(section)) => Some(section_anchor(section)),
        (None, None) => None,
    }
}

fn item_end(item: &plan::Item) -> u32 {
    let commands = item.commands.iter().map(|command| command.line_end);
    let fields = item.fields.iter().map(|field| field.line);
    commands.chain(fields).fold(item.line_end, u32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Kind, Role};
    use crate::text::Repaired;
    use crate::text::repair::Wrong;
    use crate::view::testing::{item, plan};

    fn source(text: &str, original: Option<&str>) -> Source {
        let mut source = crate::text::open(text.as_bytes(), &|_, _| String::new()).expect("text");
        source.original = original.map(str::to_owned);
        source.repaired = original.map(|_| {
            let charset = Wrong::Windows1251;
            Repaired { charset, runs: 1, unrepaired_runs: 0, sample: None }
        });
        source
    }

    #[test]
    fn mending_shows_the_first_changed_line_and_can_be_refused() {
        let opened = Opened::new(
            "a.md".into(),
            Digest::default(),
            source("# A\nПлан\n", Some("# A\nРџР»Р°РЅ\n")),
        );
        let (before, after) = ("РџР»Р°РЅ".to_owned(), "План".to_owned());
        let expected = Mending { before, after, places: 1, broken: 0 };
        assert_eq!(opened.mending(), Some(expected.clone()));
        assert_eq!(opened.text(), "# A\nПлан\n");
        let left = opened.reread(true);
        assert_eq!(left.text(), "# A\nРџР»Р°РЅ\n");
        assert!(left.as_it_was());
        assert_eq!(left.mending(), Some(expected));
        assert_eq!(left.reread(false).text(), opened.text());
    }

    #[test]
    fn sound_text_has_nothing_to_refuse() {
        assert_eq!(
            Opened::new("a.md".into(), Digest::default(), source("План\n", None)).mending(),
            None
        );
    }

    #[track_caller]
    fn check(line: u32, expected: Option<&str>) {
        let plan = plan(
            "Plan",
            vec![
                (Role::Stage, "One", 3, vec![item(Kind::Step, "a", 5), item(Kind::Step, "b", 6)]),
                (Role::Rollback, "Back", 10, vec![]),
            ],
        );
        assert_eq!(anchor_of(&plan, Place::at(line, 1)).as_deref(), expected);
    }

    #[test]
    fn a_place_leads_to_what_holds_it() {
        check(1, None);
        check(4, Some("s0"));
        check(6, Some("i1"));
        check(8, Some("s0"));
        check(12, Some("s1"));
    }
}
