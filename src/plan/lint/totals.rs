//! Stated lengths that differ from the sum of their parts.
//!
//! A heading with a length is held against its steps or its stages, a line «Итого» against what it
//! stands under. More than the total is a contradiction whatever else is unsaid; less is one only
//! where every part has its length and none is left open.

use super::ground::{Source, at_item, at_section, carries_out, section_at};
use super::spans::{self, Length};
use crate::plan::initials::Glimpse;
use crate::plan::letter;
use crate::plan::stems::{Stems, set};
use crate::plan::{Fault, FaultKind, Item, Kind, Place, Plan, Role, Rule, Section, SectionIx};
use std::collections::HashMap;

pub(super) fn check(plan: &Plan, source: &Source<'_>, faults: &mut Vec<Fault>) {
    let mut family = Family::of(plan);
    for (ix, section) in plan.each_section() {
        if let Some(total) = spans::stated(&section.title) {
            let parts = family.steps(ix).or_else(|| family.stages(Some(ix)));
            judge(total, parts, at_section(section), faults);
        }
        for item in plan.items_of(ix).iter().filter(|item| is_total(&item.text)) {
            let written = || {
                let rows = source.rows();
                let row = item.line.checked_sub(1)? as usize;
                let row = (row < rows.count()).then(|| rows.words(row))?;
                row.split('|').find_map(spans::only)
            };
            if let Some(total) = total_of(item).or_else(written) {
                judge(total, family.nearest(Some(ix)), at_item(item), faults);
            }
        }
    }
    for fact in plan.facts.iter().filter(|fact| is_total(&fact.label)) {
        if let Some(total) = spans::only(&fact.value).or_else(|| spans::stated(&fact.value)) {
            let parts = family.nearest(section_at(plan, fact.line));
            judge(total, parts, Place::at(fact.line, 1), faults);
        }
    }
}

/// «Итого», "Total", «Общее время»; not the downtime, not the way back.
pub(super) fn is_total(text: &str) -> bool {
    const OTHERS: [&str; 6] = ["downtime", "rollback", "простой", "простоя", "откат", "error"];
    let text = letter::from_first_word(text);
    if TOTALS.opening(text.as_bytes(), 0, Glimpse::of(text.as_bytes(), 0)).is_none() {
        return false;
    }
    let start = text.chars().take(24).collect::<String>().to_lowercase();
    !OTHERS.iter().any(|other| start.contains(other))
}

static TOTALS: Stems<(), 8> = Stems::of(set![
    "total*",
    "estimated total*",
    "overall time*",
    "estimated overall time*",
    "итого*",
    "всего*",
    "общее время*",
    "общая*",
]);

/// The length that a line «Итого: …» states.
fn total_of(item: &Item) -> Option<Length> {
    let after = item.text.find([':', '—', '–', '=', '|']).map(|at| &item.text[at..]);
    let told = after.and_then(|text| spans::only(letter::from_first_word(text)));
    told.or_else(|| spans::of_step(item))
}

/// What a total is made of.
#[derive(Clone, Copy)]
struct Parts {
    min: u32,
    max: u32,
    /// Every part has its length, and none of them is open.
    complete: bool,
}

/// Who stands under whom.
struct Family<'p> {
    plan: &'p Plan,
    /// Sections by parent, in document order.
    children: Vec<(Option<SectionIx>, SectionIx)>,
    /// What was added up before.
    known: HashMap<Option<SectionIx>, Option<Parts>>,
}

impl<'p> Family<'p> {
    fn of(plan: &'p Plan) -> Self {
        let mut children: Vec<_> =
            plan.each_section().map(|(ix, section)| (section.parent, ix)).collect();
        children.sort_by_key(|(parent, _)| *parent);
        Self { plan, children, known: HashMap::new() }
    }

    /// The section's own steps.
    fn steps(&self, ix: SectionIx) -> Option<Parts> {
        let back = self.plan.section(ix).role == Role::Rollback;
        let kind = if back { Kind::Rollback } else { Kind::Step };
        let steps = self.plan.items_of(ix).iter().filter(|item| {
            item.depth == 0
                && item.kind == kind
                && item.rule != Rule::Group
                && !is_total(&item.text)
        });
        parts(steps.map(|item| {
            let clock = || spans::of_window(item.schedule.as_deref());
            (&*item.text, spans::of_step(item).or_else(clock))
        }))
    }

    /// The stages right below.
    fn stages(&self, parent: Option<SectionIx>) -> Option<Parts> {
        let start = self.children.partition_point(|(above, _)| *above < parent);
        let below = self.children[start..].iter().take_while(|(above, _)| *above == parent);
        let stages = below.map(|(_, ix)| self.plan.section(*ix)).filter(|s| carries_out(s));
        parts(stages.map(|section: &Section| {
            let clock = || spans::of_window(section.schedule.as_deref());
            (&*section.title, spans::stated(&section.title).or_else(clock))
        }))
    }

    /// The first section outwards that has steps or stages with lengths, then the plan itself.
    fn nearest(&mut self, from: Option<SectionIx>) -> Option<Parts> {
        let mut at = from;
        loop {
            let found = if let Some(known) = self.known.get(&at) {
                *known
            } else {
                let steps = at.and_then(|ix| self.steps(ix));
                let found = steps.or_else(|| self.stages(at));
                self.known.insert(at, found);
                found
            };
            if found.is_some() {
                return found;
            }
            at = self.plan.section(at?).parent;
        }
    }
}

/// At least two lengths add up to something. Parts that run side by side do not, nor do stretches
/// that begin where the one before ends: those are times on one clock.
fn parts<'t>(all: impl Iterator<Item = (&'t str, Option<Length>)>) -> Option<Parts> {
    let mut sum = Parts { min: 0, max: 0, complete: true };
    let mut count = 0;
    let mut last: Option<Length> = None;
    for (text, length) in all {
        if side_by_side(text) {
            return None;
        }
        let Some(length) = length else {
            sum.complete = false;
            continue;
        };
        let ranged = length.min < length.max;
        if ranged && last.is_some_and(|last| last.max == length.min && last.min < last.max) {
            return None;
        }
        sum.min = sum.min.checked_add(length.min)?;
        sum.max = sum.max.checked_add(length.max)?;
        sum.complete &= !length.loose;
        count += 1;
        last = Some(length);
    }
    (count >= 2).then_some(sum)
}

fn side_by_side(text: &str) -> bool {
    const WORDS: [&str; 4] = ["parallel", "concurrent", "параллел", "одновремен"];
    let starts = text
        .char_indices()
        .filter(|(_, c)| matches!(c, 'p' | 'P' | 'c' | 'C') || matches!(c, 'п' | 'П' | 'о' | 'О'));
    starts
        .map(|(at, _)| &text[at..])
        .any(|text| WORDS.iter().any(|word| letter::after(text, word).is_some()))
}

fn judge(total: Length, parts: Option<Parts>, place: Place, faults: &mut Vec<Fault>) {
    let Some(parts) = parts else { return };
    let more = parts.min / 60 > total.max / 60;
    let less = parts.complete && !total.loose && parts.max / 60 < total.min / 60;
    if more || less {
        let (stated, sum) = if more { (total.max, parts.min) } else { (total.min, parts.max) };
        faults.push(Fault::new(FaultKind::TotalTime { stated: stated / 60, sum: sum / 60 }, place));
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::FaultKind;

    #[track_caller]
    fn check(draft: &str, expected: &[(u32, u32)]) {
        let got = found(draft, |kind| match kind {
            FaultKind::TotalTime { stated, sum } => Some((*stated, *sum)),
            _ => None,
        });
        assert_eq!(got, expected, "{draft}");
    }

    #[test]
    fn a_heading_is_held_against_its_steps() {
        let steps = "step a (10 min)\nstep b (20 min)";
        check(&format!("## stage Deploy (20 mins)\n{steps}"), &[(20, 30)]);
        check(&format!("## stage Деплой (20 минут)\n{steps}"), &[(20, 30)]);
        check(&format!("## stage Deploy (30 mins)\n{steps}"), &[]);
        check(&format!("## stage Deploy (45 mins)\n{steps}"), &[(45, 30)]);
        check(&format!("## stage Deploy (up to 45 mins)\n{steps}"), &[]);
        check(&format!("## stage Deploy (45 mins)\n{steps}\nstep c"), &[]);
        check(&format!("## stage Deploy (20 mins)\n{steps}\nstep c"), &[(20, 30)]);
        check("## stage Deploy (20 mins)\nstep a (10 min)\nstep b", &[]);
        check("## stage Deploy (20 mins)\nstep a {10m; row}\nstep b {25m; row}", &[(20, 35)]);
    }

    #[test]
    fn a_line_of_totals_is_held_against_what_it_stands_under() {
        let steps = "## stage A\nstep a (10 min)\nstep b (20 min)\n";
        check(&format!("{steps}note Total: 20 mins"), &[(20, 30)]);
        check(&format!("{steps}note Итого: 20 минут"), &[(20, 30)]);
        check(&format!("{steps}step Total {{20m; row}}"), &[(20, 30)]);
        check(&format!("{steps}fact Итого: 0,5 часа"), &[]);
        check(&format!("{steps}fact Total downtime: 5 min"), &[]);
        let stages = "## stage A (10 min)\n## stage B — 15 мин\n## rollback C (30 min)\n";
        check(&format!("fact Total time: 20 min\n{stages}"), &[(20, 25)]);
        check(&format!("fact Общее время: 25 мин\n{stages}"), &[]);
        check(&format!("{stages}## reference Timing\nnote Total: 1 hour"), &[(60, 25)]);
    }

    #[test]
    fn a_phase_is_held_against_its_stages() {
        check("## phase Go (1 hour)\n### stage A (40 min)\n### stage B (30 min)", &[(60, 70)]);
        check("## phase Go (1 hour)\n### stage A (30 min)\n### stage B (30 min)", &[]);
        let night = "step a {01:00-01:40; row}\nstep b {01:40-02:00; row}\n";
        check(&format!("## stage Ночь\n{night}note Итого: 1 ч 10 мин"), &[(70, 60)]);
        check(&format!("## stage Ночь\n{night}note Итого: 1 ч"), &[]);
    }

    #[test]
    fn lengths_that_do_not_add_up_are_not_added() {
        check("## rollback Back (10 min)\nrollback a (0-2 min)\nrollback b (2-5 min)", &[]);
        check("## stage A (20 min)\nstep a (15 min)\nstep b, in parallel (15 min)", &[]);
        check("## stage A (20 min)\nstep a for 15 min ok\nstep b for 15 min ok", &[]);
        check("## stage A (10-20 min)\nstep a (5-10 min)\nstep b (7 min)", &[]);
    }
}
