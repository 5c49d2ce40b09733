//! What a person put right in the reading of a plan. The plan's file stays as it is; corrections
//! travel beside it, by identity, and survive a new revision of the file.

use super::{Id, Kind, Plan, Role, Rule};
use std::collections::BTreeMap;

/// One thing put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correction {
    /// The item, or the section where it is about a role.
    pub id: Id,
    /// What it is in truth.
    pub fix: Fix,
}

/// What an item or a section is in truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fix {
    /// The item asks this of people.
    Kind(Kind),
    /// The item was done when the plan was written, or was not.
    Done(bool),
    /// The section plays this part.
    Role(Role),
}

impl Plan {
    /// Puts the reading right, and answers which identities are not in this plan. Of two
    /// corrections of one thing the later one holds.
    pub fn corrected(&mut self, corrections: &[Correction]) -> Vec<Id> {
        if corrections.is_empty() {
            return Vec::new();
        }
        let items: BTreeMap<Id, usize> = places(self.items.iter().map(|item| item.id));
        let sections: BTreeMap<Id, usize> = places(self.sections.iter().map(|it| it.id));
        let mut unmatched = Vec::new();
        for Correction { id, fix } in corrections {
            let item = items.get(id).map(|at| &mut self.items[*at]);
            let section = sections.get(id).map(|at| &mut self.sections[*at]);
            match (*fix, item, section) {
                (Fix::Kind(kind), Some(item), _) => {
                    (item.kind, item.rule) = (kind, Rule::Corrected);
                }
                (Fix::Done(done), Some(item), _) => {
                    (item.done, item.rule) = (done, Rule::Corrected);
                }
                (Fix::Role(role), _, Some(section)) => section.role = role,
                (Fix::Kind(_) | Fix::Done(_), None, _) | (Fix::Role(_), _, None) => {
                    unmatched.push(*id);
                }
            }
        }
        unmatched
    }
}

fn places(ids: impl Iterator<Item = Id>) -> BTreeMap<Id, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Correction, Fix};
    use crate::plan::{Id, Kind, Role, Rule, read};

    #[test]
    fn what_a_person_says_holds() {
        let (mut plan, _) = read("# Plan\n\n## Stage 1: Deploy\n\n- [ ] Run it\n- [ ] Look\n");
        let (run, look, stage) = (plan.items[0].id, plan.items[1].id, plan.items[0].section);
        let elsewhere = Id::ROOT.child("elsewhere");
        let before = plan.clone();
        let role = Correction { id: plan.section(stage).id, fix: Fix::Role(Role::Reference) };
        let unmatched = plan.corrected(&[
            Correction { id: run, fix: Fix::Kind(Kind::Note) },
            Correction { id: run, fix: Fix::Kind(Kind::Go) },
            Correction { id: run, fix: Fix::Done(true) },
            role,
            Correction { id: elsewhere, fix: Fix::Done(true) },
            // An item plays no part, and a section is never done.
            Correction { id: look, fix: Fix::Role(Role::Stage) },
            Correction { id: role.id, fix: Fix::Done(true) },
        ]);
        assert_eq!(unmatched, [elsewhere, look, role.id]);
        let item = &plan.items[0];
        assert_eq!((item.kind, item.done, item.rule), (Kind::Go, true, Rule::Corrected));
        assert_eq!(plan.section(stage).role, Role::Reference);
        assert_eq!(plan.items[1], before.items[1]);
        assert_eq!(plan.corrected(&[]), []);
    }
}
