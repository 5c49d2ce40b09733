//! What the run's screen shows, read from a run: which rows stand where, what is counted, what an
//! entry is to those who look for decisions. No view in here.

use crate::plan::{Item, ItemIx, Kind, Rule, SectionIx};
use crate::run::Run;
use crate::run::command::Command;
use crate::run::course::LegIx;
use crate::run::event::{Event, Mark, Observed};
use crate::run::gate::Missing;
use crate::run::progress::{At, Back};
use crate::run::tally::Wanting;
use crate::run::watch::{Limit, Sense, observed};
use crate::view::place::Room;
use chrono::NaiveTime;

/// The stage that a part of a run shows.
pub(super) fn leg_of(run: &Run, part: Room) -> Option<LegIx> {
    let legs = run.course.legs.len();
    let last = legs.checked_sub(1).map(LegIx::new);
    match part {
        Room::Stage(n) if (1..=legs).contains(&(n as usize)) => Some(LegIx::new(n as usize - 1)),
        Room::Stage(_) | Room::Now | Room::Journal | Room::Signals | Room::Report => {
            run.progress.current().or(last)
        }
    }
}

/// The way back that is walked, or was walked and that nothing followed yet.
pub(super) fn going_back(run: &Run) -> Option<&Back> {
    run.progress.back().or_else(|| run.progress.is_back())
}

/// What the middle of the screen shows: the stage, the way back, the end.
pub(super) fn place_of(run: &Run) -> (Option<LegIx>, bool, bool) {
    (run.progress.current(), going_back(run).is_some(), run.progress.end.is_some())
}

/// The title over it.
pub(super) fn title_id(run: &Run) -> &'static str {
    match place_of(run) {
        (.., true) => "over",
        (_, true, false) => "back-title",
        (_, false, false) => "stage",
    }
}

/// The rollback criteria that say we should go back, by the last that was heard.
pub(super) fn tripped(run: &Run) -> Vec<ItemIx> {
    run.look().tripped(&run.progress, run.progress.last_ms()).collect()
}

/// Whether a text holds what is being looked for.
pub(super) fn is_found(text: &str, find: Option<&str>) -> bool {
    find.map(str::trim).filter(|find| !find.is_empty()).is_none_or(|find| {
        let text = text.to_lowercase();
        find.to_lowercase().split_whitespace().all(|word| text.contains(word))
    })
}

/// One line of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A part of the stage, by its heading.
    Part(SectionIx),
    /// The name of a group of items.
    Group(ItemIx),
    /// Something to do.
    Step(ItemIx),
    /// Words to read.
    Remark(ItemIx),
}

impl Line {
    /// The step that it is, where a search may hide it.
    pub(super) fn item(self) -> Option<ItemIx> {
        match self {
            Self::Step(item) => Some(item),
            Self::Part(_) | Self::Group(_) | Self::Remark(_) => None,
        }
    }
}

/// What a stage holds, in the plan's order: its steps, and the words between them.
pub(super) fn lines(run: &Run, leg: LegIx) -> Vec<Line> {
    let own = run.course.leg(leg);
    let mut sections: Vec<SectionIx> =
        own.items.iter().map(|item| run.plan.item(*item).section).collect();
    sections.dedup();
    let mut lines = Vec::new();
    for section in sections {
        let held = run.plan.section(section).items.clone().map(ItemIx::new);
        let before = lines.len();
        lines.extend(held.filter_map(|item| line(run, leg, item)));
        let has_steps = lines[before..].iter().any(|line| matches!(line, Line::Step(_)));
        if section != own.section && has_steps {
            lines.insert(before, Line::Part(section));
        }
    }
    lines
}

fn line(run: &Run, leg: LegIx, item: ItemIx) -> Option<Line> {
    let plan = run.plan.item(item);
    match plan.kind {
        Kind::Step if plan.rule == Rule::Group => Some(Line::Group(item)),
        Kind::Step if run.course.leg_of(item) == Some(leg) => Some(Line::Step(item)),
        Kind::Artefact => Some(Line::Step(item)),
        // The label of a list that stands elsewhere on the screen says nothing here.
        Kind::Note if plan.text.trim_end().ends_with(':') && plan.commands.is_empty() => None,
        Kind::Note => Some(Line::Remark(item)),
        Kind::Step | Kind::Go | Kind::Abort | Kind::Rollback => None,
    }
}

/// What is to be confirmed before a stage's gate opens.
pub(super) fn criteria(run: &Run, leg: LegIx) -> Vec<ItemIx> {
    let items = run.course.leg(leg).items.iter().copied();
    items.filter(|item| run.plan.item(*item).kind == Kind::Go).collect()
}

/// How many of a stage's items nobody need wait for, and how many there are.
pub(super) fn settled(run: &Run, leg: LegIx) -> (usize, usize) {
    (run.tally.settled(leg), run.course.leg(leg).items.len())
}

/// Whether nothing may be told of a stage's items now.
pub(super) fn is_locked(run: &Run, leg: LegIx) -> bool {
    run.progress.current().is_some_and(|current| leg > current)
}

/// What is missing at a gate, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lacking {
    /// Steps that nobody settled.
    pub(super) steps: usize,
    /// Criteria that nobody answered.
    pub(super) criteria: usize,
    /// What was tried and does not hold, went wrong, or cannot be done.
    pub(super) wrong: usize,
}

impl Lacking {
    /// Counts.
    pub(super) fn of(wanting: &Wanting) -> Self {
        let is_wrong = |it: &&Missing| matches!(it, Missing::Item(..));
        let wrong = wanting.rest.iter().filter(is_wrong).count();
        Self { steps: wanting.steps, criteria: wanting.criteria, wrong }
    }
}

/// What saying an entry again would be, so that one of two answers stands.
pub(super) fn again(run: &Run, at: At) -> Option<Command> {
    let event = run.entry(at).event.clone();
    let item = run.course.item_by_id(event.item()?)?;
    match event {
        Event::Ticked { .. } => Some(Command::Tick(item)),
        Event::Unticked { .. } => Some(Command::Untick(item)),
        Event::Marked { mark, reason, .. } => Some(Command::Mark(item, mark, reason)),
        Event::Answered { answer, observed, source, .. } => {
            Some(Command::Answer(item, answer, observed, source))
        }
        Event::Tripped { observed, source, .. } => Some(Command::Trip(item, observed, source)),
        Event::Dismissed { reason, until, .. } => Some(Command::Dismiss(item, reason, until)),
        Event::Recovered { observed, .. } => Some(Command::Recover(item, observed)),
        _ => None,
    }
}

/// What the last typed or measured value of an item was.
pub(super) fn last_seen(run: &Run, item: ItemIx) -> Option<Observed> {
    let tellings = &run.progress.row(item).tellings;
    let mut live = tellings.iter().rev().filter(|at| !run.progress.undone.contains_key(at));
    live.find_map(|at| match &run.entry(*at).event {
        Event::Evidenced { evidence: crate::run::event::Evidence::Value(seen), .. } => Some(seen),
        Event::Answered { observed, .. }
        | Event::Tripped { observed, .. }
        | Event::Recovered { observed, .. } => observed.as_ref(),
        _ => None,
    })
    .cloned()
}

/// A typed value against the limit of its item.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// Nothing is typed.
    Nothing,
    /// No number can be read in it, or there is nothing to hold it against.
    Words(Observed),
    /// On the good side, and how far from the limit as a share of it, in per cent.
    Good(Observed, Option<u32>),
    /// On the wrong side.
    Bad(Observed),
}

impl Reading {
    /// Reads what was typed of an item.
    pub(super) fn of(item: &Item, typed: &str) -> Self {
        let typed = typed.trim();
        if typed.is_empty() {
            return Self::Nothing;
        }
        let written = || Observed { text: crate::run::event::Words::new(typed), number: None };
        let Some(limit) = item.thresholds.first() else { return Self::Words(written()) };
        match observed(typed, limit) {
            Ok(seen) => Self::judge(item, seen),
            Err(_) => Self::Words(written()),
        }
    }

    /// Holds a value against the first limit of an item.
    pub(super) fn judge(item: &Item, seen: Observed) -> Self {
        let limit = item.thresholds.first().zip(Sense::of(item).into_iter().next());
        let (Some((written, sense)), Some(value)) = (limit, seen.number) else {
            return Self::Words(seen);
        };
        let limit = Limit::of(written, sense);
        if limit.is_bad(value) {
            return Self::Bad(seen);
        }
        let share = -limit.excess(value) / limit.value.abs();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share between nothing and a thousand per cent"
        )]
        let margin = (share.is_finite() && (0.0..=10.0).contains(&share))
            .then(|| (share * 100.0).round() as u32);
        Self::Good(seen, margin)
    }

    /// The value, if something was typed.
    pub(super) fn seen(self) -> Option<Observed> {
        match self {
            Self::Nothing => None,
            Self::Words(seen) | Self::Good(seen, _) | Self::Bad(seen) => Some(seen),
        }
    }
}

/// The next moment at which the run's clock shows a typed time.
pub(super) fn clock_typed(run: &Run, typed: &str, now_ms: i64) -> Option<i64> {
    const DAY_MS: i64 = 86_400_000;
    let time = NaiveTime::parse_from_str(typed.trim(), "%H:%M").ok()?;
    let zone = &run.start()?.zone;
    let (at_ms, _) = zone.moment(zone.clock(now_ms).date().and_time(time));
    Some(if at_ms > now_ms { at_ms } else { at_ms + DAY_MS })
}

/// Which entries of the journal are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) enum Filter {
    /// All of them.
    #[default]
    All,
    /// What somebody answers for with a name.
    Decisions,
    /// What somebody wrote or put beside an item.
    Notes,
    /// What was not as planned.
    Deviations,
}

impl Filter {
    /// Those that can be chosen, in the order shown.
    pub(super) const ALL: [Self; 4] = [Self::All, Self::Decisions, Self::Notes, Self::Deviations];

    /// Its place among them.
    pub(super) fn index(self) -> usize {
        Self::ALL.iter().position(|it| *it == self).unwrap_or(0)
    }

    /// Whether an entry passes.
    pub(super) fn takes(self, event: &Event) -> bool {
        match self {
            Self::All => true,
            Self::Decisions => is_decision(event),
            Self::Notes => matches!(event, Event::Noted { .. } | Event::Evidenced { .. }),
            Self::Deviations => is_deviation(event),
        }
    }
}

fn is_decision(event: &Event) -> bool {
    matches!(
        event,
        Event::Started(_)
            | Event::GatePassed { .. }
            | Event::GateOverridden { .. }
            | Event::GateRefused { .. }
            | Event::GateAsked { .. }
            | Event::StageLeftOut { .. }
            | Event::Held { .. }
            | Event::Resumed
            | Event::Dismissed { .. }
            | Event::RollbackStarted { .. }
            | Event::RollbackFinished { .. }
            | Event::Retried { .. }
            | Event::T0Moved { .. }
            | Event::HandedOver { .. }
            | Event::PlanAmended { .. }
            | Event::Finished { .. }
            | Event::Abandoned { .. }
            | Event::SignedOff(_)
    )
}

/// Whether an entry tells of something that was not as planned.
pub(super) fn is_deviation(event: &Event) -> bool {
    matches!(
        event,
        Event::Marked { mark: Mark::Skipped | Mark::Blocked | Mark::Failed, .. }
            | Event::Answered { answer: crate::run::event::Answer::No, .. }
            | Event::GateOverridden { .. }
            | Event::GateRefused { .. }
            | Event::StageLeftOut { .. }
            | Event::Held { .. }
            | Event::Tripped { .. }
            | Event::Dismissed { .. }
            | Event::RollbackStarted { .. }
            | Event::RollbackFinished { .. }
            | Event::Retried { .. }
            | Event::T0Moved { .. }
            | Event::PlanAmended { .. }
            | Event::Abandoned { .. }
            | Event::Undone { .. }
            | Event::ClockJumped { .. }
            | Event::MeasuringGap { .. }
            | Event::Unknown { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::room::testing::{Told, plan};

    #[test]
    fn a_search_takes_every_word_in_any_order() {
        assert!(is_found("Применить миграции", Some("мигр ПРИМ")));
        assert!(!is_found("Применить миграции", Some("статика")));
        assert!(is_found("anything", Some("  ")));
        assert!(is_found("anything", None));
    }

    #[test]
    fn what_is_missing_is_counted_and_the_rest_is_told() {
        let told = Told::new(plan()).start().tick(0);
        let leg = LegIx::new(0);
        let told_of = |run: &Run| {
            let wanting = run.wanting(leg, 0);
            let Lacking { steps, criteria, wrong } = Lacking::of(&wanting);
            (steps, criteria, wrong, wanting.rest.len())
        };
        assert_eq!(told_of(&told.run), (1, 2, 0, 0));
        let failed = Command::Mark(ItemIx::new(1), Mark::Failed, "no".into_words());
        let told = told.press(failed);
        assert_eq!(told_of(&told.run), (0, 2, 1, 1));
    }

    #[test]
    fn a_typed_value_is_held_against_its_limit() {
        let run = Told::new(plan()).run;
        let limited = run.plan.items.iter().find(|it| !it.thresholds.is_empty()).expect("one");
        assert_eq!(Reading::of(limited, " "), Reading::Nothing);
        assert!(matches!(Reading::of(limited, "0,2 %"), Reading::Good(_, Some(60))));
        assert!(matches!(Reading::of(limited, "6 %"), Reading::Bad(_)));
        assert!(matches!(Reading::of(limited, "много"), Reading::Words(_)));
    }

    trait IntoWords {
        fn into_words(self) -> crate::run::event::Words;
    }

    impl IntoWords for &str {
        fn into_words(self) -> crate::run::event::Words {
            crate::run::event::Words::new(self)
        }
    }
}
