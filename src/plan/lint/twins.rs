//! Two sections of one name in one place: likely two plans in one file.
//!
//! Stages of one name are told once there are exactly two, any sections where their items say the
//! same. A name that comes a third time is a habit of the author («Проверка» after each stage). A
//! second heading of level one is the title of a second plan: its sections stand beside the first's.

use super::ground::{at_section, is_step};
use crate::plan::{Fault, FaultKind, Id, Plan, Role, SectionIx};
use std::collections::{HashMap, HashSet};

pub(super) fn check(plan: &Plan, faults: &mut Vec<Fault>) {
    let mut names: HashMap<(Option<SectionIx>, u64), Vec<SectionIx>> = HashMap::new();
    for (ix, section) in plan.each_section() {
        let above = section.parent.filter(|up| plan.section(*up).level > 1);
        if let Some(name) = hash(&section.title) {
            names.entry((above, name)).or_default().push(ix);
        }
    }
    for alike in names.into_values().filter(|alike| alike.len() > 1) {
        let (first, others) = (alike[0], &alike[1..]);
        let known = words(plan, first);
        let pair = others.len() == 1 && alike.iter().all(|ix| has_steps(plan, *ix));
        for ix in others.iter().filter(|ix| pair || overlap(&known, &words(plan, **ix))) {
            let section = plan.section(*ix);
            let first_line = plan.section(first).line;
            let kind = FaultKind::DuplicateSection { title: section.title.clone(), first_line };
            faults.push(Fault::new(kind, at_section(section)));
        }
    }
}

/// A stage with steps of its own.
fn has_steps(plan: &Plan, ix: SectionIx) -> bool {
    plan.section(ix).role == Role::Stage && plan.items_of(ix).iter().any(is_step)
}

/// At least half of the shorter one's items stand in the other word for word.
fn overlap(a: &HashSet<u64>, b: &HashSet<u64>) -> bool {
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
        check("## stage Checks\nstep Pay\n## stage B\nstep b\n## stage Checks\nstep Read", &[1]);
        let plans = "## stage Выкладка\nstep a\n# reference Второй план\n## stage Выкладка\nstep b";
        check(plans, &[1]);
    }

    #[test]
    fn alike_names_alone_are_no_twins() {
        check(
            "## stage A\n### rollback Откат\nabort x\n## stage B\n### rollback Откат\nabort x",
            &[],
        );
        let check_ups = "## stage Проверка\nstep логи\n## stage Проверка\nstep графики\n";
        check(&format!("{check_ups}## stage Проверка\nstep алерты"), &[]);
        check("## rollback Откат\nrollback x\n## rollback Откат\nrollback y", &[]);
        check("## stage A\nstep x\n## stage B\nstep x", &[]);
        check("## phase A\n## phase A", &[]);
    }
}
