//! Two sections of one name in one place that ask for the same things: two plans in one file.

use super::ground::at_section;
use crate::plan::{Fault, FaultKind, Id, Plan, SectionIx};
use std::collections::{HashMap, HashSet};

/// The first section of a name, and its words once a second one asked for them.
struct First {
    ix: SectionIx,
    words: Option<HashSet<u64>>,
}

pub(super) fn check(plan: &Plan, faults: &mut Vec<Fault>) {
    let mut firsts: HashMap<(Option<SectionIx>, u64), First> = HashMap::new();
    for (ix, section) in plan.each_section() {
        let Some(name) = hash(&section.title) else { continue };
        let first = firsts.entry((section.parent, name)).or_insert(First { ix, words: None });
        if first.ix == ix {
            continue;
        }
        let known = first.words.get_or_insert_with(|| words(plan, first.ix));
        if alike(known, &words(plan, ix)) {
            let kind = FaultKind::DuplicateSection {
                title: section.title.clone(),
                first_line: plan.section(first.ix).line,
            };
            faults.push(Fault::new(kind, at_section(section)));
        }
    }
}

/// At least half of the shorter one's items stand in the other word for word.
fn alike(a: &HashSet<u64>, b: &HashSet<u64>) -> bool {
    let shared = b.iter().filter(|text| a.contains(text)).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}

/// What the items of a section and of all below it say.
fn words(plan: &Plan, ix: SectionIx) -> HashSet<u64> {
    let sections = std::iter::once(plan.section(ix)).chain(plan.below(ix));
    let items = sections.flat_map(|section| section.items.clone());
    items.filter_map(|n| hash(&plan.items[n].text)).collect()
}

/// Letters and digits as identity sees them; none where there are none.
fn hash(text: &str) -> Option<u64> {
    let worded = text.chars().any(char::is_alphanumeric);
    worded.then(|| Id::ROOT.child(text).hash())
}

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::FaultKind;

    #[track_caller]
    fn check(draft: &str, expected: &[u32]) {
        let got = found(draft, |kind| match kind {
            FaultKind::DuplicateSection { first_line, .. } => Some(*first_line),
            _ => None,
        });
        assert_eq!(got, expected, "{draft}");
    }

    #[test]
    fn the_same_section_twice() {
        check("## stage Deploy\nstep Ship\nstep Look\n## stage Deploy\nstep Ship", &[1]);
        check("## stage Деплой\nstep Выкатить\n## stage деплой!\nstep Выкатить.", &[1]);
        let one = "## phase Plan\n### stage A\nstep a\n### stage B\nstep b\n";
        check(&format!("{one}{one}"), &[1]);
    }

    #[test]
    fn alike_names_alone_are_no_twins() {
        check(
            "## stage A\n### rollback Откат\nabort x\n## stage B\n### rollback Откат\nabort x",
            &[],
        );
        check("## stage Проверка\nstep логи\n## stage Проверка\nstep графики", &[]);
        check("## stage A\nstep x\n## stage B\nstep x", &[]);
        check("## phase A\n## phase A", &[]);
    }
}
