//! Maintenance mode, a freeze, silenced alerts, a lowered TTL: switched on, and never off.
//!
//! A switch is on when a step says so; any line outside the rollback may say that it is off again.
//! What ends by itself (a silence for two hours) needs no other end.

use super::ground::at_item;
use super::hearing::{Clause, Heard};
use super::lexicon::Sense;
use crate::plan::{Fault, FaultKind, Item, Kind, Place, Role, Section, Switch};

/// Where each switch was switched on, and whether it was ever switched off.
#[derive(Default)]
pub(super) struct Switches {
    on: [Option<Place>; 4],
    off: [bool; 4],
}

/// What a clause does to a switch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    On,
    Off,
}

/// «… и выключить после»: what ends something without naming it again.
const ENDS: [Sense; 4] = [Sense::Off, Sense::End, Sense::Restore, Sense::Open];

const ALL: [Switch; 4] = [Switch::Maintenance, Switch::Freeze, Switch::Silence, Switch::Ttl];

impl Switches {
    /// A title can end anything; only a freeze is begun by one, where it is a stage of its own.
    pub(super) fn title(&mut self, section: &Section, heard: Heard<'_>) {
        if section.role == Role::Rollback {
            return;
        }
        let place = Place::at(section.line, section.column);
        let stage = section.role == Role::Stage;
        self.hear(heard, |switch| (stage && switch == Switch::Freeze).then_some(place));
    }

    /// An item's words or its commands.
    pub(super) fn text(&mut self, item: &Item, heard: Heard<'_>) {
        if matches!(item.kind, Kind::Rollback | Kind::Abort) {
            return;
        }
        self.hear(heard, |_| (item.kind == Kind::Step).then(|| at_item(item)));
    }

    fn hear(&mut self, heard: Heard<'_>, place: impl Fn(Switch) -> Option<Place>) {
        turns(heard, |switch, turn| {
            let n = switch as usize;
            match turn {
                Turn::Off => self.off[n] = true,
                Turn::On => self.on[n] = self.on[n].or_else(|| place(switch)),
            }
        });
    }

    /// What is still on when the plan ends.
    pub(super) fn close(self, faults: &mut Vec<Fault>) {
        for (n, what) in ALL.into_iter().enumerate() {
            if let (Some(place), false) = (self.on[n], self.off[n]) {
                faults.push(Fault::new(FaultKind::NeverSwitchedOff { what }, place));
            }
        }
    }
}

/// Without a word of one of these, a text turns nothing.
pub(super) const NAMED: [Sense; 11] = [
    Sense::Maintenance,
    Sense::Serving,
    Sense::Stub,
    Sense::Open,
    Sense::Freeze,
    Sense::Unfreeze,
    Sense::Alert,
    Sense::Silence,
    Sense::Unsilence,
    Sense::Monitoring,
    Sense::Ttl,
];

/// Tells every switch that a text turns, clause by clause.
pub(super) fn turns(heard: Heard<'_>, mut told: impl FnMut(Switch, Turn)) {
    if !heard.has_any(&NAMED) {
        return;
    }
    let mut lately = None;
    for clause in heard.clauses() {
        let mut named = false;
        for switch in ALL {
            let Some(turn) = turn(clause, switch) else { continue };
            named = true;
            if turn == Turn::On {
                if heard.has(Sense::Maybe) || ends_by_itself(switch, heard) {
                    continue;
                }
                lately = Some(switch);
            }
            told(switch, turn);
        }
        if let (Some(switch), false) = (lately, named)
            && clause.has_any(&ENDS)
        {
            told(switch, Turn::Off);
        }
    }
}

/// «На 2 часа», "until 04:00": a limit of time is set at once. A TTL of 60 seconds is none.
fn ends_by_itself(switch: Switch, heard: Heard<'_>) -> bool {
    let clause = heard.whole();
    let timed = |(n, word): (usize, &super::hearing::Word)| {
        word.senses.has(Sense::Until)
            && clause
                .words
                .get(n + 1..)
                .is_some_and(|rest| rest.iter().take(2).any(|word| word.number.is_some()))
    };
    switch != Switch::Ttl && clause.words.iter().enumerate().any(timed)
}

fn turn(clause: Clause<'_>, switch: Switch) -> Option<Turn> {
    let turn = match switch {
        Switch::Maintenance => maintenance(clause),
        Switch::Freeze => freeze(clause),
        Switch::Silence => silence(clause),
        Switch::Ttl => ttl(clause),
    }?;
    let unsaid = [Sense::Not, Sense::Verify, Sense::Prepare, Sense::Rehearse];
    (turn == Turn::Off || !clause.has_any(&unsaid)).then_some(turn)
}

/// `maintenance` not of a window, «режим обслуживания», «страница техработ», «заглушка».
fn maintenance(clause: Clause<'_>) -> Option<Turn> {
    let key = (0..clause.words.len()).find(|&n| {
        let named = clause.at(n, Sense::Maintenance) && !clause.at(n + 1, Sense::Window);
        let shown = |sense| n > 0 && clause.at(n - 1, sense);
        let serving = clause.at(n, Sense::Serving) && (shown(Sense::Mode) || shown(Sense::Page));
        named || serving || clause.at(n, Sense::Stub)
    });
    let Some(key) = key else {
        let opened = clause.has(Sense::Open) && clause.has(Sense::Access);
        return opened.then_some(Turn::Off);
    };
    if clause.has_any(&ENDS) {
        return Some(Turn::Off);
    }
    let said = clause.has(Sense::On) || starts_before(clause, key);
    let flag = clause.words[key + 1..].iter().find_map(|word| word.number);
    match flag {
        Some(0) => Some(Turn::Off),
        _ if said => Some(Turn::On),
        _ => None,
    }
}

/// «Начать …»: a verb within a few words before what it begins.
fn starts_before(clause: Clause<'_>, key: usize) -> bool {
    (key.saturating_sub(6)..key).any(|n| clause.at(n, Sense::Start))
}

/// "code freeze", «заморозка изменений», «ввести код-фриз».
fn freeze(clause: Clause<'_>) -> Option<Turn> {
    if clause.has(Sense::Unfreeze) || (clause.has(Sense::Open) && clause.has(Sense::Access)) {
        return Some(Turn::Off);
    }
    let key = clause.find(Sense::Freeze)?;
    if clause.has(Sense::Tool) {
        return None;
    }
    if clause.has_any(&ENDS) {
        return Some(Turn::Off);
    }
    if clause.has_any(&[Sense::After, Sense::Before, Sense::Window]) {
        return None;
    }
    let said = clause.has(Sense::On) || starts_before(clause, key);
    let titled = key < 3 && (clause.has(Sense::Freezable) || clause.words.len() == 1);
    (said || titled).then_some(Turn::On)
}

/// "Silence alerts", «отключить алерты»; the end of watching is no silence.
fn silence(clause: Clause<'_>) -> Option<Turn> {
    if clause.has(Sense::Old) {
        return None;
    }
    let alerts = clause.has(Sense::Alert);
    let silenced = clause.has(Sense::Silence);
    if clause.has(Sense::Unsilence) || (silenced && clause.has(Sense::End)) {
        return Some(Turn::Off);
    }
    let watched = alerts || clause.has(Sense::Monitoring);
    if !watched {
        return None;
    }
    if silenced || clause.has(Sense::Off) {
        return Some(Turn::On);
    }
    clause.has_any(&[Sense::On, Sense::Restore]).then_some(Turn::Off)
}

/// Up to this many seconds a TTL is a lowered one.
const LOW_TTL_S: u32 = 300;

/// "Lower the TTL", «понизить TTL до 60»; not of tokens and caches.
fn ttl(clause: Clause<'_>) -> Option<Turn> {
    let key = clause.find(Sense::Ttl)?;
    if clause.has(Sense::Cached) {
        return None;
    }
    if clause.has_any(&[Sense::Restore, Sense::Raise]) {
        return Some(Turn::Off);
    }
    if clause.has(Sense::Lower) {
        return Some(Turn::On);
    }
    let number = clause.words[key + 1..].iter().find_map(|word| word.number)?;
    let set = clause.words[..key].iter().any(|word| word.senses.has(Sense::Set));
    set.then_some(if number > LOW_TTL_S { Turn::Off } else { Turn::On })
}

#[cfg(test)]
mod tests {
    use super::super::draft::found;
    use crate::plan::{FaultKind, Switch};

    #[track_caller]
    fn check(lines: &[&str], expected: &[Switch]) {
        let text = format!("## stage Deploy\n{}", lines.join("\n"));
        let got = found(&text, |kind| match kind {
            FaultKind::NeverSwitchedOff { what } => Some(*what),
            _ => None,
        });
        assert_eq!(got, expected, "{lines:?}");
    }

    #[test]
    fn maintenance_mode_stays_on() {
        for on in [
            "step Включить Maintenance Mode на Load Balancer.",
            "step Включить режим обслуживания",
            "step Перевести сайт в режим технических работ",
            "step Повесить заглушку",
            "step Перевести кластер хранения в режим обслуживания",
            "step Enable maintenance mode on the load balancer",
            "step Put the site into maintenance mode",
            "step Turn on maintenance page",
            "step `occ maintenance:mode --on`",
            "step Stop writes {cmd heroku maintenance:on}",
        ] {
            check(&[on, "step Deploy"], &[Switch::Maintenance]);
        }
    }

    #[test]
    fn maintenance_mode_ends() {
        for off in [
            "step Выключить режим обслуживания",
            "step Снять заглушку",
            "step Вывести сервис из режима обслуживания",
            "go Режим обслуживания отключён",
            "step Disable maintenance mode",
            "step Take the site out of maintenance mode: maintenance off",
            "step Back to normal {cmd heroku maintenance:off}",
            "step Открыть доступ пользователям",
            "note После релиза режим обслуживания снимается",
        ] {
            check(&["step Включить режим обслуживания", off], &[]);
        }
        check(&["step Enable maintenance mode for the migration and disable it after"], &[]);
        check(&["step Включить заглушку на время миграции, потом убрать"], &[]);
    }

    #[test]
    fn speaking_of_maintenance_is_not_switching_it_on() {
        for line in [
            "step Announce the maintenance window",
            "step Start maintenance window",
            "step Проверить, что режим обслуживания включается",
            "step Подготовить страницу обслуживания",
            "step Enable maintenance mode if needed",
            "step Не включать режим обслуживания",
            "step Enable maintenance mode until 04:00",
            "go Maintenance mode enabled",
            "abort Включить режим обслуживания",
        ] {
            check(&[line], &[]);
        }
    }

    #[test]
    fn a_way_back_does_not_end_it() {
        let back = "rollback Disable maintenance mode";
        check(&["step Enable maintenance mode", back], &[Switch::Maintenance]);
    }

    #[test]
    fn a_freeze_is_lifted_or_not() {
        check(&["step Объявить код-фриз"], &[Switch::Freeze]);
        check(&["step Заморозка изменений. Закрыть ветку"], &[Switch::Freeze]);
        check(&["step Code freeze on main"], &[Switch::Freeze]);
        check(&["step Start the change freeze"], &[Switch::Freeze]);
        check(&["step Ввести код-фриз", "step Снять код-фриз"], &[]);
        check(&["step Code freeze on main", "step Unfreeze main"], &[]);
        check(&["step Code freeze on main", "step Lift the freeze"], &[]);
        check(&["step Ввести код-фриз", "step Открытие доступа"], &[]);
        check(&["step Save versions {cmd pip freeze > requirements.txt}"], &[]);
        check(&["step После заморозки кода собрать релиз"], &[]);
        check(&["step Code freeze until 12 May"], &[]);
        check(&["step The page must not freeze"], &[]);
    }

    #[test]
    fn a_stage_may_be_a_freeze() {
        let got = |text: &str| {
            found(text, |kind| matches!(kind, FaultKind::NeverSwitchedOff { .. }).then_some(()))
        };
        assert_eq!(got("## stage 1. Code freeze\nstep Fix the branch").len(), 1);
        assert_eq!(
            got("## stage 1. Code freeze\nstep Fix\n## stage End of freeze\nstep b").len(),
            0
        );
        assert_eq!(got("## stage After the freeze\nstep Fix the branch").len(), 0);
    }

    #[test]
    fn alerts_stay_silent_or_not() {
        check(&["step Silence alerts in PagerDuty"], &[Switch::Silence]);
        check(&["step Отключить алерты"], &[Switch::Silence]);
        check(&["step Заглушить алерты на время работ"], &[Switch::Silence]);
        check(&["step Mute {cmd amtool silence add env=prod}"], &[Switch::Silence]);
        check(&["step Silence alerts", "step Unsilence alerts"], &[]);
        check(&["step Отключить алерты", "step Вернуть алерты"], &[]);
        check(&["step Отключить алерты", "step Включить алерты"], &[]);
        check(&["step Silence alerts", "step Remove the silence"], &[]);
        check(&["step Silence alerts for 2 hours"], &[]);
        check(&["step Заглушить алерты на 2 часа"], &[]);
        check(&["step Disable old alerts"], &[]);
        check(&["step Stop monitoring after a day"], &[]);
        check(&["step Включаем метрики, алерты"], &[]);
        check(&["step Проверить, что алерты не отключены"], &[]);
        check(&["step Отключить уведомления пользователям"], &[]);
    }

    #[test]
    fn a_ttl_is_raised_again_or_not() {
        check(&["step Lower DNS TTL to 60"], &[Switch::Ttl]);
        check(&["step Понизить TTL записей до 60 секунд"], &[Switch::Ttl]);
        check(&["step Set TTL to 60"], &[Switch::Ttl]);
        check(&["step Lower TTL", "step Restore TTL to 3600"], &[]);
        check(&["step Понизить TTL", "step Вернуть TTL 3600"], &[]);
        check(&["step Set TTL to 60", "step Set TTL to 3600"], &[]);
        check(&["step Lower session token TTL"], &[]);
        check(&["step Check TTL of records"], &[]);
        check(&["step Lower DNS TTLs (if DNS cutover)"], &[]);
    }
}
