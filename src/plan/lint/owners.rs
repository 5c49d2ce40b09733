//! A step without an owner where its neighbours have one.

use super::ground::{at_item, is_step};
use crate::plan::{Fault, FaultKind, FieldKind, Item, Plan, letter};

/// How many neighbours it takes to make a custom.
const ENOUGH: usize = 3;

pub(super) fn check(plan: &Plan, faults: &mut Vec<Fault>) {
    let mut owned: Vec<bool> = plan.items.iter().map(has_owner).collect();
    for n in (0..owned.len()).rev() {
        if let (Some(parent), true) = (plan.items[n].parent, owned[n]) {
            owned[parent.index()] = true;
        }
    }
    let steps = plan.items.iter().enumerate().filter(|(_, item)| is_step(item));
    let mut steps: Vec<(bool, &Item)> = steps.map(|(n, item)| (owned[n], item)).collect();
    steps.sort_by_key(|(_, item)| (item.section, item.parent));
    let place = |item: &Item| (item.section, item.parent);
    for list in steps.chunk_by(|a, b| place(a.1) == place(b.1)) {
        let with = list.iter().filter(|(owned, _)| *owned).count();
        if list.len() < ENOUGH || with * 10 < list.len() * 6 {
            continue;
        }
        faults.extend(list.iter().filter(|(owned, _)| !owned).map(|(_, item)| {
            Fault::new(FaultKind::NoOwner { step: item.text.clone().into() }, at_item(item))
        }));
    }
}

fn has_owner(item: &Item) -> bool {
    let named = letter::any_alphanumeric;
    item.people.iter().any(|person| named(person))
        || item.fields.iter().any(|field| field.kind == FieldKind::Owner && named(&field.value))
}

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::FaultKind;

    #[track_caller]
    fn check(draft: &str, expected: &[&str]) {
        let got = found(draft, |kind| match kind {
            FaultKind::NoOwner { step } => Some(step.to_string()),
            _ => None,
        });
        assert_eq!(got, expected, "{draft}");
    }

    #[test]
    fn one_step_has_nobody() {
        check("## stage A\nstep a {@Ann}\nstep b {@Bob}\nstep c", &["c"]);
        check("## stage A\nstep а {@Аня}\nstep б\nstep в {@Боря}\nstep г {@Вера}", &["б"]);
        check("## stage A\nstep a {@Ann}\nstep b {@Bob}\nstep c {@—}", &["c"]);
    }

    #[test]
    fn a_custom_needs_three_and_most_of_them() {
        check("## stage A\nstep a {@Ann}\nstep b", &[]);
        check("## stage A\nstep a {@Ann}\nstep b\nstep c", &[]);
        check("## stage A\nstep a {@Ann}\nstep b {@Bob}\n## stage B\nstep c", &[]);
        check("## stage A\nstep a {@Ann}\nstep b {@Bob}\nnote c", &[]);
        check("## stage A\nstep a {@A}\nstep b {@B}\nstep c\n  step d {@C}", &[]);
        check("## stage A\nstep a\nstep b\nstep c", &[]);
    }
}
