//! Where a plan switches something on and where it switches it off again, step by step.
//!
//! The same hearing as the lint's own, told by item, for whoever carries the plan out. Where a
//! section's title says it, its first step begins it and its last step ends it.

use super::ground::is_step;
use super::hearing::Listener;
use super::switches::{Turn, turns};
use crate::plan::{ItemIx, Plan, Role, Switch};

/// A step that switches something on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned {
    /// The step.
    pub item: ItemIx,
    /// What it switches.
    pub what: Switch,
    /// On, or off.
    pub on: bool,
}

/// Every switch that the plan turns on its way forward, in document order.
pub fn switched(plan: &Plan) -> Vec<Turned> {
    let mut listener = Listener::new();
    let mut all: Vec<Turned> = Vec::new();
    for (_, section) in plan.each_section().filter(|(_, section)| section.role != Role::Rollback) {
        let mut own: Vec<Turned> = Vec::new();
        let mut steps = section.items.clone().filter(|n| is_step(&plan.items[*n]));
        let first = steps.next();
        let last = steps.next_back().or(first);
        turns(listener.hear(&section.title), |what, turn| {
            let begins = section.role == Role::Stage && what == Switch::Freeze;
            let item = match turn {
                Turn::On => first.filter(|_| begins),
                Turn::Off => last,
            };
            own.extend(item.map(|n| Turned { item: ItemIx::new(n), what, on: turn == Turn::On }));
        });
        for n in section.items.clone().filter(|n| is_step(&plan.items[*n])) {
            let item = &plan.items[n];
            for text in [&item.text].into_iter().chain(item.commands.iter().map(|c| &c.text)) {
                turns(listener.hear(text), |what, turn| {
                    own.push(Turned { item: ItemIx::new(n), what, on: turn == Turn::On });
                });
            }
        }
        own.sort_by_key(|turned| turned.item);
        all.append(&mut own);
    }
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::super::draft::plan;
    use super::switched;

    /// The steps that switch something, by their words.
    #[track_caller]
    fn check(draft: &str, expected: &[&str]) {
        let plan = plan(draft);
        let told = |turned: &super::Turned| {
            let turn = if turned.on { "on" } else { "off" };
            format!("{:?} {turn}: {}", turned.what, plan.item(turned.item).text)
        };
        assert_eq!(switched(&plan).iter().map(told).collect::<Vec<_>>(), expected, "{draft}");
    }

    #[test]
    fn steps_switch() {
        check(
            "## stage A\nstep Включить режим обслуживания\nstep Deploy\nstep Выключить режим обслуживания",
            &[
                "Maintenance on: Включить режим обслуживания",
                "Maintenance off: Выключить режим обслуживания",
            ],
        );
        check(
            "## stage A\nstep Silence alerts\nstep Lower DNS TTL to 60\n## stage B\nstep Restore TTL to 3600\nstep Unsilence alerts",
            &[
                "Silence on: Silence alerts",
                "Ttl on: Lower DNS TTL to 60",
                "Ttl off: Restore TTL to 3600",
                "Silence off: Unsilence alerts",
            ],
        );
        check(
            "## stage A\nstep Включить заглушку на время миграции, потом убрать",
            &[
                "Maintenance on: Включить заглушку на время миграции, потом убрать",
                "Maintenance off: Включить заглушку на время миграции, потом убрать",
            ],
        );
        check(
            "## stage A\nstep Stop writes {cmd heroku maintenance:on}\nstep Back {cmd heroku maintenance:off}",
            &["Maintenance on: Stop writes", "Maintenance off: Back"],
        );
    }

    #[test]
    fn a_title_begins_with_its_first_step_and_ends_with_its_last() {
        check(
            "## stage 1. Code freeze\nstep Tell all\nstep Close the branch\n## stage End of freeze\nstep Open\nstep Tell",
            &["Freeze on: Tell all", "Freeze off: Tell"],
        );
    }

    #[test]
    fn what_switches_nothing() {
        check("## stage A\nstep Silence alerts for 2 hours\nstep Deploy", &[]);
        check("## stage A\nnote Включить режим обслуживания\ngo Maintenance mode enabled", &[]);
        check("## rollback A\nstep Enable maintenance mode", &[]);
        check("## stage A\nrollback Enable maintenance mode", &[]);
    }
}
