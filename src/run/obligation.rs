//! What was switched on for the release and must be switched off again.

use super::progress::{At, Progress, State};
use crate::plan::lint::switched::switched;
use crate::plan::{ItemIx, Plan, Switch};
use std::collections::BTreeMap;

/// A step that switches something on, and the step that switches it off, if the plan has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obligation {
    /// The step that switches it on.
    pub on: ItemIx,
    /// The step that switches it off.
    pub off: Option<ItemIx>,
    /// What it is.
    pub what: Switch,
}

/// How an obligation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The step that switched it on.
    pub on: ItemIx,
    /// The step that switches it off.
    pub off: Option<ItemIx>,
    /// What it is.
    pub what: Switch,
    /// The entry by which it was switched on.
    pub opened: Option<At>,
    /// The entry by which it ended.
    pub closed: Option<At>,
    /// It was switched on and nobody answered for it yet.
    pub is_open: bool,
}

impl Obligation {
    /// Those of a plan: each step that switches something on, with the next that switches it off.
    pub fn of(plan: &Plan) -> Vec<Self> {
        let turned = switched(plan);
        let mut obliged: Vec<Self> = Vec::new();
        // What ends each switch, seen from where we are; steps are walked from the last.
        let mut ends: BTreeMap<Switch, ItemIx> = BTreeMap::new();
        for turn in turned.iter().rev() {
            if turn.on {
                let off = ends.get(&turn.what).copied();
                obliged.push(Self { on: turn.item, off, what: turn.what });
            } else {
                ends.insert(turn.what, turn.item);
            }
        }
        obliged.reverse();
        // «Включить в балансировщике (`maintenance on`)» says it twice and means it once.
        obliged.dedup_by_key(|own| (own.on, own.what));
        obliged
    }

    /// How it stands in a run.
    pub fn standing(&self, progress: &Progress) -> Standing {
        let done = |item: ItemIx| {
            let row = progress.row(item);
            (row.state == State::Done).then_some(row.by)
        };
        let on = done(self.on);
        let off = self.off.and_then(done);
        let closed = progress.closed.get(&self.on).copied();
        Standing {
            on: self.on,
            off: self.off,
            what: self.what,
            opened: on.flatten(),
            closed: closed.or(off.flatten()),
            is_open: on.is_some() && off.is_none() && closed.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Obligation;
    use crate::plan::{ItemIx, read};

    /// What a plan obliges to, as «on → off».
    #[track_caller]
    fn check(steps: &[&str], expected: &[&str]) {
        let lines: Vec<String> = steps.iter().map(|step| format!("- [ ] {step}\n")).collect();
        let (plan, _) = read(&format!("# Plan\n\n## Stage 1. Deploy\n\n{}", lines.concat()));
        let words = |ix: ItemIx| plan.item(ix).text.clone();
        let told = |own: &Obligation| match own.off {
            Some(off) => format!("{} → {}", words(own.on), words(off)),
            None => format!("{} → nothing", words(own.on)),
        };
        let got: Vec<String> = Obligation::of(&plan).iter().map(told).collect();
        assert_eq!(got, expected, "{steps:?}");
    }

    #[test]
    fn what_is_on_goes_off_by_the_next_step_that_says_so() {
        check(
            &["Включить режим обслуживания", "Выкатить", "Выключить режим обслуживания"],
            &["Включить режим обслуживания → Выключить режим обслуживания"],
        );
        check(
            &["Silence alerts", "Unsilence alerts", "Deploy", "Silence alerts again"],
            &["Silence alerts → Unsilence alerts", "Silence alerts again → nothing"],
        );
        check(
            &["Понизить TTL до 60", "Отключить алерты", "Вернуть алерты", "Вернуть TTL 3600"],
            &["Понизить TTL до 60 → Вернуть TTL 3600", "Отключить алерты → Вернуть алерты"],
        );
        check(&["Выключить режим обслуживания", "Deploy"], &[]);
        check(
            &["Enable maintenance mode: `heroku maintenance:on`", "Deploy"],
            &["Enable maintenance mode: heroku maintenance:on → nothing"],
        );
    }

    #[test]
    fn one_step_may_do_both() {
        check(
            &["Включить заглушку на время миграции, потом убрать"],
            &["Включить заглушку на время миграции, потом убрать → \
               Включить заглушку на время миграции, потом убрать"],
        );
    }
}
