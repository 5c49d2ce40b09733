//! Laws of adding up: it is total, it may stop anywhere and go on, it agrees with `decide`, and what
//! is taken back is as if it had not been said.

#[path = "run/moves.rs"]
mod moves;

use holdpoint::plan::{ItemIx, Kind};
use holdpoint::run::event::Event;
use holdpoint::run::gate::{FRESH_MS, Missing};
use holdpoint::run::journal::{Entry, Journal};
use holdpoint::run::progress::{Progress, State, fold};
use holdpoint::run::{Command, Run};
use moves::{BEGAN_MS, Manners, Move, moves, plan, play, union, write};
use proptest::prelude::*;

/// A run of these entries, one recorded after the other.
fn recorded(of: &Run, entries: impl IntoIterator<Item = Entry>) -> Run {
    let mut run = Run::new(of.plan.clone(), Journal::default());
    for entry in entries {
        run.record(entry);
    }
    run
}

/// Every gate that a passage opened would have been opened by `decide` at that moment.
#[track_caller]
fn check_gates(run: &Run) {
    let mut so_far = Run::new(run.plan.clone(), Journal::default());
    for entry in run.journal.entries() {
        let before = so_far.clone();
        so_far.record(entry.clone());
        let Event::GatePassed { seat, .. } = &entry.event else { continue };
        for (leg, _) in run.course.each_leg() {
            let (was, is) = (before.progress.gate(leg), so_far.progress.gate(leg));
            if was.opened.is_none() && is.opened.is_some() && !is.by_earlier_plan {
                let asked = before.decide(Command::Pass(leg, seat.clone()), entry.at_ms);
                assert_eq!(asked, Ok(entry.event.clone()), "{leg:?}");
            }
        }
    }
    assert_eq!(so_far.progress, run.progress);
}

/// The counts that are kept along the way are those of all that is missing.
#[track_caller]
fn check_counts(run: &Run) {
    for now_ms in [run.progress.last_ms(), run.progress.last_ms() + 2 * FRESH_MS] {
        for (leg, it) in run.course.each_leg() {
            let open = |missing: &Missing, is_go: bool| match missing {
                Missing::Item(item, State::Open) => {
                    (run.plan.item(*item).kind == Kind::Go) == is_go
                }
                _ => false,
            };
            let missing = run.look().missing(&run.progress, leg, now_ms);
            let wanting = run.wanting(leg, now_ms);
            let count = |is_go: bool| missing.iter().filter(|it| open(it, is_go)).count();
            assert_eq!((wanting.steps, wanting.criteria), (count(false), count(true)));
            let is_rest = |it: &&Missing| !open(it, false) && !open(it, true);
            let rest: Vec<Missing> = missing.iter().filter(is_rest).copied().collect();
            assert_eq!(wanting.rest, rest);
            let is_settled = |item: &&ItemIx| run.look().is_settled(&run.progress, **item);
            assert_eq!(run.tally.settled(leg), it.items.iter().filter(is_settled).count());
        }
    }
}

/// Whatever stands in the journal folds over this plan and over any other.
fn check_total(run: &Run, other: &holdpoint::plan::Plan) {
    let other = Run::new(other.clone(), run.journal.clone());
    for run in [run, &other] {
        let now_ms = run.progress.last_ms();
        for (leg, _) in run.course.each_leg() {
            run.look().missing(&run.progress, leg, now_ms);
        }
        run.left_open(now_ms);
        run.progress.backs.iter().for_each(|back| {
            run.open_on_the_way_back(back);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_journal_folds_over_any_plan(plan in plan(), other in plan(), moves in moves(60)) {
        let devices = play(&plan, &moves, Manners::Wild, |_, _| {});
        let whole = Run::new(plan, union(&devices));
        check_total(&whole, &other);
    }

    #[test]
    fn a_prefix_and_the_rest_are_the_whole(
        plan in plan(), moves in moves(60), at in any::<prop::sample::Index>()
    ) {
        let devices = play(&plan, &moves, Manners::Wild, |_, _| {});
        let whole = Run::new(plan, union(&devices));
        let entries = whole.journal.entries();
        let prefix = Journal::of(entries[..at.index(entries.len() + 1)].iter().cloned());
        let mut progress = fold(&whole.plan, &whole.course, &prefix);
        progress.follow(&whole.plan, &whole.course, &whole.journal);
        prop_assert_eq!(&progress, &whole.progress);
        let mut one_by_one = Progress::new(&whole.plan, &whole.course);
        for n in 0..=entries.len() {
            let prefix = Journal::of(entries[..n].iter().cloned());
            one_by_one.follow(&whole.plan, &whole.course, &prefix);
        }
        prop_assert_eq!(&one_by_one, &whole.progress);
    }

    #[test]
    fn what_is_counted_is_what_is_missing(plan in plan(), moves in moves(60)) {
        let devices = play(&plan, &moves, Manners::Wild, |_, _| {});
        let whole = Run::new(plan, union(&devices));
        let mut run = recorded(&whole, []);
        for entry in whole.journal.entries() {
            run.record(entry.clone());
            check_counts(&run);
        }
    }

    #[test]
    fn entries_come_in_any_order(
        (plan, entries, moved) in (plan(), moves(40)).prop_flat_map(|(plan, moves)| {
            let entries = union(&play(&plan, &moves, Manners::Wild, |_, _| {})).entries().to_vec();
            (Just(plan), Just(entries.clone()), Just(entries).prop_shuffle())
        })
    ) {
        let whole = Run::new(plan, Journal::of(entries));
        prop_assert_eq!(recorded(&whole, moved), whole);
    }

    #[test]
    fn what_was_decided_is_no_stray(plan in plan(), moves in moves(80)) {
        play(&plan, &moves, Manners::Decided, |before, after| {
            let entry = after.journal.entries().last().expect("an entry");
            let strays = (&before.progress.strays, &after.progress.strays);
            assert!(strays.0.len() >= strays.1.len(), "{:?}: {:?}", entry.event, strays.1);
        });
    }

    #[test]
    fn no_journal_opens_a_gate_that_would_be_refused(
        plan in plan(), moves in moves(80), wild in any::<bool>()
    ) {
        let manners = if wild { Manners::Wild } else { Manners::Decided };
        let devices = play(&plan, &moves, manners, |_, _| {});
        check_gates(&Run::new(plan, union(&devices)));
        devices.iter().for_each(check_gates);
    }

    #[test]
    fn what_is_taken_back_is_as_if_it_had_not_been_said(
        plan in plan(), moves in moves(60), then in moves(6), at in any::<prop::sample::Index>()
    ) {
        prop_assume!(!plan.items.is_empty());
        let item = ItemIx::new(at.index(plan.items.len()));
        let mut run = play(&plan, &moves, Manners::Decided, |_, _| {}).swap_remove(0);
        let before = run.progress.row(item).clone();
        let at_ms = BEGAN_MS + 100_000_000;
        let Ok(event) = run.decide(Command::Tick(item), at_ms) else { return Ok(()) };
        let tick = write(&mut run, 0, at_ms, event);
        // Others do what they do meanwhile, to other items.
        for it in then {
            let it = Move { deed: it.deed % 20, ..it };
            let asked = moves::command(&run, it, at_ms);
            let event = asked.and_then(|asked| run.decide(asked, at_ms).ok());
            if let Some(event) = event.filter(|event| event.item() != Some(run.id(item))) {
                write(&mut run, 0, at_ms, event);
            }
        }
        let undo = run.decide(Command::Undo(tick), at_ms);
        prop_assert_eq!(&undo, &Ok(Event::Undone { entry: tick }));
        write(&mut run, 0, at_ms, undo.expect("decided"));
        let after = run.progress.row(item);
        prop_assert_eq!((after.state, after.by), (before.state, before.by));
        prop_assert_eq!(&after.conflict, &before.conflict);
        prop_assert_eq!(&after.notes, &before.notes);
    }
}
