//! A plan as it was opened: its words, what was understood, what was found wrong, and the way back
//! to the words as they came.

use crate::plan::{
    self, Correction, Fault, Fix, Id, ItemIx, Place, Plan, Section, SectionIx, packed,
};
use crate::run::journal::Digest;
use crate::text::{self, Source};
use crate::view::plain::{ITEM, SECTION, numbered, place};
use std::cmp::Reverse;
use std::sync::Arc;

/// The most lines of a mended text that are laid side by side.
const COMPARED: usize = 60;

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
    /// What a person put right in the reading.
    pub corrections: Arc<[Correction]>,
    /// Those of them that found nothing to put right.
    pub strays: Arc<[Correction]>,
    source: Arc<Source>,
    as_it_was: bool,
    /// The plan as it was read, before anything was put right.
    read: Arc<Plan>,
}

/// What was made of a text: the longest part of opening it, which may be done elsewhere.
#[derive(Debug, PartialEq)]
pub struct Reading {
    plan: Plan,
    faults: Vec<Fault>,
}

impl Reading {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let (plan, faults) = plan::read(text);
        Self::linted(plan, faults, text)
    }

    fn linted(plan: Plan, mut faults: Vec<Fault>, text: &str) -> Self {
        faults.extend(plan::lint::lint(&plan, text));
        faults.sort_by_key(|fault| (Reverse(fault.kind.level()), fault.place));
        Self { plan, faults }
    }

    /// As bytes, to travel.
    pub fn pack(&self) -> Vec<u8> {
        packed::pack(&self.plan, &self.faults)
    }

    /// From bytes that [`Reading::pack`] made; nothing from others.
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        packed::unpack(bytes).map(|(plan, faults)| Self { plan, faults })
    }
}

/// A section or an item of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A heading.
    Section(SectionIx),
    /// A line under it.
    Item(ItemIx),
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
    /// The first lines that differ, each with its number, as they came and as they read now.
    pub lines: Vec<(u32, String, String)>,
}

/// Two are the same when they come from one reading.
impl PartialEq for Opened {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.plan, &other.plan)
    }
}

impl Opened {
    /// Reads a source, mended where it came damaged.
    pub fn new(name: String, digest: Digest, source: Source) -> Self {
        Self::of(name, digest, Arc::new(source), false, &[])
    }

    /// A source that was read elsewhere, mended where it came damaged.
    pub fn read_elsewhere(name: String, digest: Digest, source: Source, reading: Reading) -> Self {
        Self::with(name, digest, Arc::new(source), false, None, reading)
    }

    /// No plan at all.
    pub fn nothing() -> Self {
        Self::new(String::new(), Digest::default(), Source::default())
    }

    /// The same source, mended or left as it was.
    #[must_use]
    pub fn reread(&self, as_it_was: bool) -> Self {
        let source = Arc::clone(&self.source);
        Self::of(self.name.clone(), self.digest, source, as_it_was, &self.corrections)
    }

    /// The same source with exactly this put right in its reading.
    #[must_use]
    pub fn corrected(&self, corrections: &[Correction]) -> Self {
        let source = Arc::clone(&self.source);
        Self::of(self.name.clone(), self.digest, source, self.as_it_was, corrections)
    }

    /// The same plan with one thing more put right. What agrees with the reading is no correction.
    #[must_use]
    pub fn fixed(&self, spot: Spot, fix: Fix) -> Self {
        let id = spot.id(&self.plan);
        let mut corrections = self.corrections.to_vec();
        corrections.retain(|it| it.id != id || !is_alike(it.fix, fix));
        if self.as_read(spot, fix) != fix {
            corrections.push(Correction { id, fix });
        }
        self.corrected(&corrections)
    }

    /// The same plan with one thing as it was read.
    #[must_use]
    pub fn unfixed(&self, spot: Spot) -> Self {
        let id = spot.id(&self.plan);
        let rest: Vec<_> = self.corrections.iter().filter(|it| it.id != id).copied().collect();
        self.corrected(&rest)
    }

    /// The same plan without the corrections that found nothing.
    #[must_use]
    pub fn without_strays(&self) -> Self {
        let rest: Vec<_> =
            self.corrections.iter().filter(|it| !self.strays.contains(it)).copied().collect();
        self.corrected(&rest)
    }

    /// Whether a person put this right.
    pub fn is_fixed(&self, spot: Spot) -> bool {
        let id = spot.id(&self.plan);
        self.corrections.iter().any(|it| it.id == id)
    }

    /// What the reading says where a correction says `fix`.
    fn as_read(&self, spot: Spot, fix: Fix) -> Fix {
        match (spot, fix) {
            (Spot::Item(ix), Fix::Kind(_)) => Fix::Kind(self.read.item(ix).kind),
            (Spot::Item(ix), Fix::Done(_)) => Fix::Done(self.read.item(ix).done),
            (Spot::Section(ix), Fix::Role(_)) => Fix::Role(self.read.section(ix).role),
            // A section has no kind and an item plays no part: such a correction never finds a place.
            (Spot::Item(_), Fix::Role(_)) | (Spot::Section(_), Fix::Kind(_) | Fix::Done(_)) => fix,
        }
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
        let lines = changed_lines(original, &self.source.text);
        Some(Mending { before, after, places, broken, lines })
    }

    fn of(
        name: String,
        digest: Digest,
        source: Arc<Source>,
        as_it_was: bool,
        corrections: &[Correction],
    ) -> Self {
        let text = chosen(&source, as_it_was);
        let (mut plan, faults) = plan::read(text);
        if corrections.is_empty() {
            let reading = Reading::linted(plan, faults, text);
            return Self::with(name, digest, source, as_it_was, None, reading);
        }
        let read = Some(Arc::new(plan.clone()));
        let unmatched = plan.corrected(corrections);
        let strays = corrections.iter().filter(|it| unmatched.contains(&it.id)).copied().collect();
        let reading = Reading::linted(plan, faults, text);
        Self {
            corrections: corrections.into(),
            strays,
            ..Self::with(name, digest, source, as_it_was, read, reading)
        }
    }

    fn with(
        name: String,
        digest: Digest,
        source: Arc<Source>,
        as_it_was: bool,
        read: Option<Arc<Plan>>,
        Reading { plan, faults }: Reading,
    ) -> Self {
        let text = chosen(&source, as_it_was);
        let (lines, lost) = (text::lines(text), plan.unplaced(text).len());
        let (plan, faults) = (Arc::new(plan), faults.into());
        let read = read.unwrap_or_else(|| Arc::clone(&plan));
        let (corrections, strays) = (Arc::default(), Arc::default());
        Self {
            name,
            digest,
            plan,
            faults,
            lines,
            lost,
            corrections,
            strays,
            source,
            as_it_was,
            read,
        }
    }
}

impl Spot {
    /// What holds this place: the item on it, else the last section or item that starts above it.
    pub fn of(plan: &Plan, place: Place) -> Option<Self> {
        let at = place.line;
        let section = plan.sections.iter().rposition(|section| section.line <= at);
        let item = plan.items.iter().rposition(|item| item.line <= at && at <= item_end(item));
        match (item, section) {
            (Some(item), _) => Some(Self::Item(ItemIx::new(item))),
            (None, Some(section)) => Some(Self::Section(SectionIx::new(section))),
            (None, None) => None,
        }
    }

    /// The name that links lead to.
    pub fn anchor(self) -> String {
        match self {
            Self::Item(ix) => item_anchor(ix.index()),
            Self::Section(ix) => section_anchor(ix.index()),
        }
    }

    /// What bears this name in a plan.
    pub fn of_anchor(plan: &Plan, anchor: &str) -> Option<Self> {
        let n: usize = anchor.get(1..)?.parse().ok()?;
        match anchor.get(..1)? {
            "i" => (n < plan.items.len()).then(|| Self::Item(ItemIx::new(n))),
            "s" => (n < plan.sections.len()).then(|| Self::Section(SectionIx::new(n))),
            _ => None,
        }
    }

    /// Its identity.
    pub fn id(self, plan: &Plan) -> Id {
        match self {
            Self::Item(ix) => plan.item(ix).id,
            Self::Section(ix) => plan.section(ix).id,
        }
    }

    /// Its own words.
    pub fn words(self, plan: &Plan) -> &str {
        match self {
            Self::Item(ix) => &plan.item(ix).text,
            Self::Section(ix) => &plan.section(ix).title,
        }
    }

    /// The lines it stands on: the first and the last.
    pub fn lines(self, plan: &Plan) -> (u32, u32) {
        match self {
            Self::Item(ix) => (plan.item(ix).line, item_end(plan.item(ix))),
            Self::Section(ix) => {
                let Section { line, line_end, .. } = *plan.section(ix);
                (line, line_end.max(line))
            }
        }
    }

    /// Every section and item in the order of their lines.
    pub fn all(plan: &Plan) -> Vec<(u32, Self)> {
        let sections = plan.each_section().map(|(ix, it)| (it.line, Self::Section(ix)));
        let items =
            plan.items.iter().enumerate().map(|(n, it)| (it.line, Self::Item(ItemIx::new(n))));
        let mut all: Vec<_> = sections.chain(items).collect();
        all.sort_by_key(|(line, _)| *line);
        all
    }
}

/// Whether two corrections are about the same side of a thing.
fn is_alike(one: Fix, other: Fix) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

fn changed_lines(before: &str, after: &str) -> Vec<(u32, String, String)> {
    let pairs = (1..).zip(before.lines().zip(after.lines()));
    let changed = pairs.filter(|(_, (before, after))| before != after);
    changed.take(COMPARED).map(|(n, (before, after))| (n, before.into(), after.into())).collect()
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
    numbered(ITEM, place(index))
}

/// The name that a link to a section leads to.
pub fn section_anchor(index: usize) -> String {
    numbered(SECTION, place(index))
}

/// The name of whatever holds this place: the last section or item that starts at or above it.
pub fn anchor_of(plan: &Plan, place: Place) -> Option<String> {
    Spot::of(plan, place).map(Spot::anchor)
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
        let lines = vec![(2, before.clone(), after.clone())];
        let expected = Mending { before, after, places: 1, broken: 0, lines };
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

    fn opened(text: &str) -> Opened {
        Opened::new("a.md".into(), Digest::default(), source(text, None))
    }

    fn item_ix(opened: &Opened, words: &str) -> Spot {
        let at = opened.plan.items.iter().position(|item| &*item.text == words);
        Spot::Item(ItemIx::new(at.expect(words)))
    }

    #[test]
    fn a_correction_holds_is_taken_back_and_outlives_a_revision() {
        let first = opened("# A\n\n## Stage 1\n\n- [ ] Look\n- [ ] Ship\n");
        let (look, ship) = (item_ix(&first, "Look"), item_ix(&first, "Ship"));
        let put = first.fixed(look, Fix::Kind(Kind::Go)).fixed(look, Fix::Kind(Kind::Abort));
        assert_eq!(put.corrections.len(), 1, "the later of two is the one that holds");
        assert_eq!((put.plan.items[0].kind, put.is_fixed(look)), (Kind::Abort, true));
        assert_eq!(put.fixed(look, Fix::Kind(Kind::Step)).corrections.len(), 0, "as it was read");
        assert_eq!(put.unfixed(look).plan, first.plan);

        let put = put.fixed(ship, Fix::Done(true));
        let next = opened("# A\n\nNew words.\n\n## Stage 1\n\n- [ ] First\n- [ ] Look\n");
        let next = next.corrected(&put.corrections);
        assert_eq!(next.plan.items.iter().filter(|it| it.kind == Kind::Abort).count(), 1);
        assert_eq!(next.strays.len(), 1, "nothing is called Ship any more");
        assert_eq!(next.strays[0].fix, Fix::Done(true));
        assert_eq!(next.without_strays().corrections.len(), 1);
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
