//! Stated counts that differ from what is there: «все 20 шагов» over nineteen.
//!
//! A count may mean the section, all below it, what it stands in or the whole plan; it is right
//! where any of them agrees. Outside of titles and totals it must be close to one of them, since
//! "all 12 tasks" of another list are none of ours.

use super::ground::{Tally, at_item, at_section, chain, section_at};
use super::hearing::Heard;
use super::lexicon::Sense;
use super::senses::Meanings;
use super::totals::is_total;
use crate::plan::letter;
use crate::plan::{
    Fact, Fault, FaultKind, Item, ItemIx, Kind, Place, Plan, Role, Rule, Section, SectionIx,
};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Steps, tasks, items.
    Steps,
    /// Criteria.
    Criteria,
}

/// Words that make a count one of everything.
const ALL: &[&str] = &["all", "total", "of", "все", "всех", "всего", "итого", "из", "весь"];

/// A count that the plan states.
struct Stated {
    /// Where it stands; none above the first section.
    home: Option<SectionIx>,
    /// Which item states it, if one does.
    item: Option<ItemIx>,
    count: u32,
    unit: Unit,
    /// Of a title or a total: it means this plan.
    sure: bool,
    place: Place,
}

/// All counts that the plan states.
#[derive(Default)]
pub(super) struct Claims(Vec<Stated>);

impl Claims {
    pub(super) fn title(&mut self, ix: SectionIx, section: &Section, heard: Heard<'_>) {
        if let Some((count, unit)) = said(heard, || in_title(&section.title)) {
            let place = at_section(section);
            self.0.push(Stated { home: Some(ix), item: None, count, unit, sure: true, place });
        }
    }

    pub(super) fn text(&mut self, n: usize, item: &Item, heard: Heard<'_>) {
        if let Some((count, unit)) = said(heard, || in_text(&item.text)) {
            let (home, sure, place) = (Some(item.section), is_total(&item.text), at_item(item));
            self.0.push(Stated { home, item: Some(ItemIx::new(n)), count, unit, sure, place });
        }
    }

    /// «Всего: 12 пунктов»
    pub(super) fn fact(&mut self, plan: &Plan, fact: &Fact, heard: Heard<'_>) {
        let claim = said(heard, || in_text(&format!("{} {}", fact.label, fact.value)));
        if let Some((count, unit)) = claim.filter(|_| is_total(&fact.label)) {
            let (home, place) = (section_at(plan, fact.line), Place::at(fact.line, 1));
            self.0.push(Stated { home, item: None, count, unit, sure: true, place });
        }
    }

    pub(super) fn close(self, plan: &Plan, faults: &mut Vec<Fault>) {
        // What there is in each section is counted only where someone says how much it should be.
        if !self.0.is_empty() {
            let counts = Counts::of(plan, &self.0);
            for stated in &self.0 {
                counts.judge(stated, faults);
            }
        }
    }
}

/// What words say, if they name what can be counted.
fn said(heard: Heard<'_>, claim: impl FnOnce() -> Option<(u32, Unit)>) -> Option<(u32, Unit)> {
    if heard.has_any(&NAMED) { claim() } else { None }
}

/// Without a word of one of these, nothing is counted.
pub(super) const NAMED: [Sense; 2] = [Sense::Steps, Sense::Measures];

/// "(12 tasks)", «— 12 задач» at the end of a title.
fn in_title(title: &str) -> Option<(u32, Unit)> {
    if !title.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut words =
        title.rsplit(|c: char| !letter::is_alphanumeric(c)).filter(|word| !word.is_empty());
    let (unit, number) = (words.next()?, words.next()?);
    let stated = number.parse().ok()?;
    let at = title.rfind(number)?;
    let set_off = title[..at].trim_end().ends_with(['(', '[', '—', '–', '-', ':', ',', '|']);
    set_off.then_some((stated, self::unit(unit)?))
}

/// "all 20 steps", «всего: 12 пунктов».
fn in_text(text: &str) -> Option<(u32, Unit)> {
    // Without a branch a byte, many are looked at together.
    if !text.bytes().fold(false, |any, byte| any | byte.is_ascii_digit()) {
        return None;
    }
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if !byte.is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        at = letter::end_of_word(text, start);
        if let Some(unit) = unit_after(&text[at..])
            && !text[..start].ends_with(letter::is_alphanumeric)
            && let Ok(stated) = text[start..at].parse()
            && words_before(&text[..start]).find(|word| *word != "the").is_some_and(speaks_of_all)
        {
            return Some((stated, unit));
        }
    }
    None
}

/// What the next word counts.
fn unit_after(text: &str) -> Option<Unit> {
    unit(letter::from_first_word(text))
}

fn words_before(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(|c: char| !letter::is_alphanumeric(c)).filter(|word| !word.is_empty())
}

fn speaks_of_all(word: &str) -> bool {
    listed(ALL, word)
}

fn unit(word: &str) -> Option<Unit> {
    let (senses, _) = Meanings::all().read(word, 0);
    let steps = senses.has(Sense::Steps).then_some(Unit::Steps);
    steps.or_else(|| senses.has(Sense::Measures).then_some(Unit::Criteria))
}

fn listed(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| letter::after(word, known) == Some(""))
}

/// How many there are, in every sense that a count may have.
struct Counts<'p> {
    plan: &'p Plan,
    tallies: Vec<(Unit, Tally)>,
    children: Tally,
}

impl<'p> Counts<'p> {
    fn of(plan: &'p Plan, stated: &[Stated]) -> Self {
        let mut counted: Vec<bool> = plan
            .items
            .iter()
            .map(|item| item.rule != Rule::Group && !is_total(&item.text))
            .collect();
        for item in stated.iter().filter_map(|stated| stated.item) {
            counted[item.index()] = false;
        }
        let tally = |holds: fn(&Item) -> bool| {
            Tally::of(plan, |_, section| {
                let own = section.items.clone();
                own.filter(|n| counted[*n] && holds(&plan.items[*n])).count()
            })
        };
        let tallies = vec![
            (Unit::Steps, tally(|item| item.kind == Kind::Step && item.depth == 0)),
            (Unit::Steps, tally(|item| item.kind == Kind::Step)),
            (Unit::Steps, tally(|item| item.kind == Kind::Rollback && item.depth == 0)),
            (Unit::Steps, tally(|item| item.kind == Kind::Rollback)),
            (Unit::Steps, tally(|item| item.kind != Kind::Note && item.depth == 0)),
            (Unit::Criteria, tally(|item| item.kind == Kind::Go)),
            (Unit::Criteria, tally(|item| item.kind == Kind::Abort)),
            (Unit::Criteria, tally(|item| matches!(item.kind, Kind::Go | Kind::Abort))),
        ];
        let children = Tally::of(plan, |_, section| usize::from(section.role != Role::Reference));
        Self { plan, tallies, children }
    }

    /// Every number that the words may mean here.
    fn candidates(&self, from: Option<SectionIx>, unit: Unit) -> Vec<u32> {
        let mut all = Vec::new();
        for (_, tally) in self.tallies.iter().filter(|(own, _)| *own == unit) {
            if let Some(ix) = from {
                all.push(tally.own(ix));
                all.extend(chain(self.plan, ix).map(|ix| tally.under(self.plan, ix)));
            }
            all.push(tally.all());
        }
        if unit == Unit::Steps {
            let below = |ix| self.children.under(self.plan, ix).saturating_sub(1);
            all.extend(from.into_iter().flat_map(|ix| chain(self.plan, ix)).map(below));
            all.push(self.children.all());
        }
        all.retain(|count| *count > 0);
        all
    }

    fn judge(&self, stated: &Stated, faults: &mut Vec<Fault>) {
        let Stated { home, count: stated, unit, sure, place, .. } = *stated;
        let all = self.candidates(home, unit);
        let Some(found) = all.iter().copied().min_by_key(|count| count.abs_diff(stated)) else {
            return;
        };
        let enough = if unit == Unit::Steps { FEW } else { 2 };
        let close = stated >= enough && found.abs_diff(stated) * 5 <= stated;
        let own = all.first().copied().filter(|_| sure).unwrap_or(found);
        if found != stated && (sure || close) {
            faults.push(Fault::new(FaultKind::TotalCount { stated, found: own }, place));
        }
    }
}

/// Fewer than these are named in passing.
const FEW: u32 = 5;

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::FaultKind;

    #[track_caller]
    fn check(draft: &str, expected: &[(u32, u32)]) {
        let got = found(draft, |kind| match kind {
            FaultKind::TotalCount { stated, found } => Some((*stated, *found)),
            _ => None,
        });
        assert_eq!(got, expected, "{draft}");
    }

    fn steps(count: usize) -> String {
        "step one of them\n".repeat(count)
    }

    #[test]
    fn all_of_them_are_not_all() {
        let nineteen = steps(19);
        check(&format!("## stage A\n{nineteen}note All 20 steps are done"), &[(20, 19)]);
        check(&format!("## stage A\n{nineteen}go Выполнены все 20 шагов"), &[(20, 19)]);
        check(&format!("## stage A\n{nineteen}go Выполнены все 19 шагов"), &[]);
        check(&format!("## stage A\n{nineteen}## stage B\ngo All the 20 tasks done"), &[(20, 19)]);
        check(&format!("## stage A\n{nineteen}fact Всего: 20 пунктов"), &[(20, 19)]);
        check(&format!("fact Total: 12 items\n## stage A\n{}", steps(9)), &[(12, 9)]);
    }

    #[test]
    fn a_title_counts_its_own() {
        check(&format!("## stage Checklist (12 tasks)\n{}", steps(9)), &[(12, 9)]);
        check(&format!("## stage Чек-лист — 12 задач\n{}", steps(12)), &[]);
        check("## stage A (3 criteria)\ngo a\ngo b", &[(3, 2)]);
        check(
            "## phase Deploy (2 steps)\n### stage A\nstep a\nstep b\nstep c\n### stage B\nstep d",
            &[],
        );
    }

    #[test]
    fn other_lists_are_counted_by_others() {
        check(&format!("## stage A\n{}step Close all 12 tasks in the tracker", steps(4)), &[]);
        check(&format!("## stage A\n{}step Run all 3 tasks", steps(4)), &[]);
        check(&format!("## stage A\n{}step Scale to 20 pods", steps(19)), &[]);
        check(&format!("## stage Close 12 tasks\n{}", steps(9)), &[]);
        check("## stage Step 2\nstep a", &[]);
    }
}
