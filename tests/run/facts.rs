//! Where a run stands, in words that a test can name.

use holdpoint::run::Run;
use holdpoint::run::progress::State;

/// Where a run stands, a fact a line: `alpha: done`, `gate 1: opened`, `stray: GateShut`.
pub fn facts(run: &Run, now_ms: i64) -> Vec<String> {
    let (plan, progress) = (&run.plan, &run.progress);
    let mut facts = vec![match progress.current() {
        Some(leg) => format!("at {}", leg.index() + 1),
        None => "all behind".to_owned(),
    }];
    for (item, row) in plan.items.iter().zip(&progress.rows) {
        let state = match row.state {
            State::Aside(mark) => format!("{mark:?}"),
            State::Dismissed(_) => "Dismissed".to_owned(),
            state => format!("{state:?}"),
        };
        let conflict = if row.conflict.is_empty() { "" } else { ", conflict" };
        facts.push(format!("{}: {}{conflict}", item.text, state.to_lowercase()));
    }
    for (leg, _) in run.course.each_leg() {
        let gate = progress.gate(leg);
        let how = match (gate.opened, gate.left_out, gate.refused) {
            (Some(_), _, _) if gate.overridden => "overridden",
            (Some(_), _, _) if gate.by_earlier_plan => "opened over an earlier plan",
            (Some(_), _, _) => "opened",
            (None, Some(_), _) => "left out",
            (None, None, Some(_)) => "refused",
            (None, None, None) => "shut",
        };
        facts.push(format!("gate {}: {how}", leg.index() + 1));
        facts.push(format!("passes {}: {}", leg.index() + 1, gate.passes.len()));
    }
    facts.extend(progress.strays.iter().map(|(_, stray)| format!("stray: {stray:?}")));
    facts.extend(
        run.look().tripped(progress, now_ms).map(|it| format!("tripped: {}", plan.item(it).text)),
    );
    facts.extend(run.left_open(now_ms).into_iter().map(|open| format!("open: {open:?}")));
    let flags = [
        (progress.held().is_some(), "held"),
        (progress.back().is_some(), "going back"),
        (progress.is_back().is_some(), "back"),
        (progress.end.is_some_and(|end| end.abandoned), "abandoned"),
        (progress.end.is_some_and(|end| !end.abandoned), "finished"),
    ];
    facts.extend(flags.into_iter().filter(|(so, _)| *so).map(|(_, flag)| flag.to_owned()));
    facts
}
