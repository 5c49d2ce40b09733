//! Two sections of one name in one place: likely two plans in one file.
//!
//! Two stages of one name are told, and any two sections whose items say the same. A name that
//! comes a third time is a habit of the author («Проверка» after each stage). A second heading of
//! level one is the title of a second plan: its sections stand beside the first's.

use super::ground::{at_section, is_step};
use crate::plan::{Fault, FaultKind, Id, Plan, Role, SectionIx, letter};
use std::collections::HashSet;

pub(super) fn check(plan: &Plan, faults: &mut Vec<Fault>) {
    let named = plan.each_section().filter_map(|(ix, section)| {
        let above = section.parent.filter(|up| plan.section(*up).level > 1);
        Some(((above, name(&section.title)?), ix))
    });
    let mut named: Vec<_> = named.collect();
    named.sort_unstable();
    for alike in named.chunk_by(|a, b| a.0 == b.0) {
        let [(_, first), (_, second)] = *alike else { continue };
        let stages = alike.iter().all(|(_, ix)| has_steps(plan, *ix));
        if stages || overlap(&words(plan, first), &words(plan, second)) {
            let section = plan.section(second);
            let first_line = plan.section(first).line;
            let kind =
                FaultKind::DuplicateSection { title: section.title.clone().into(), first_line };
            faults.push(Fault::new(kind, at_section(section)));
        }
    }
}

/// A stage with steps of its own.
fn has_steps(plan: &Plan, ix: SectionIx) -> bool {
    plan.section(ix).role == Role::Stage && plan.items_of(ix).iter().any(is_step)
}

/// At least half of the shorter one's items stand in the other word for word.
fn overlap(a: &HashSet<&str>, b: &HashSet<&str>) -> bool {
    let shared = b.iter().filter(|text| a.contains(*text)).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}

/// What the items of a section and of all below it say.
fn words(plan: &Plan, ix: SectionIx) -> HashSet<&str> {
    let sections = std::iter::once(plan.section(ix)).chain(plan.below(ix));
    let items = sections.flat_map(|section| section.items.clone());
    let texts = items.map(|n| {
        letter::from_first_word(&plan.items[n].text)
            .trim_end_matches(|c: char| !letter::is_alphanumeric(c))
    });
    texts.filter(|text| !text.is_empty()).collect()
}

/// A title's words; «День −1» and «День +1» are two.
fn name(title: &str) -> Option<u64> {
    let sign = title
        .find(['+', '-', '−', '–'])
        .filter(|at| title[*at..].chars().nth(1).is_some_and(|c| c.is_ascii_digit()));
    let signed = sign.map_or(0, |at| if title[at..].starts_with('+') { 1 } else { 2 });
    letter::any_alphanumeric(title).then(|| Id::ROOT.child(title).hash() ^ signed)
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
        check("## stage T-48h\nstep a\n## stage T+48h\nstep b", &[]);
    }
}
