//! A plan as it is run: which stages there are, what their gates ask for, what is watched since
//! when, and which ways lead back.

use holdpoint::plan::{self, ItemIx, Kind, Plan};
use holdpoint::run::course::{Course, LegIx};
use std::fs;

fn read(name: &str) -> Plan {
    plan::read(&fs::read_to_string(name).expect("a plan")).0
}

/// One line a stage: its title, its steps and its criteria; then what is watched, then the ways.
fn told(plan: &Plan) -> Vec<String> {
    let course = Course::of(plan);
    let count =
        |items: &[ItemIx], kind| items.iter().filter(|ix| plan.item(**ix).kind == kind).count();
    let stage = |leg: Option<LegIx>| {
        leg.map_or_else(|| "all".to_owned(), |leg| (leg.index() + 1).to_string())
    };
    let mut told = Vec::new();
    for leg in &course.legs {
        let (steps, go) = (count(&leg.items, Kind::Step), count(&leg.items, Kind::Go));
        told.push(format!("{}: {steps}+{go}", plan.section(leg.section).title));
    }
    let watched = course.watched.iter().map(|it| stage(it.from));
    told.push(format!("watched from {}", watched.collect::<Vec<_>>().join(" ")));
    let ways = course.ways.iter().map(|way| format!("{}:{}", stage(way.leg), way.items.len()));
    told.push(format!("ways {}", ways.collect::<Vec<_>>().join(" ")));
    told
}

#[track_caller]
fn check(plan: &str, expected: &[&str]) {
    assert_eq!(told(&plan::read(plan).0), expected, "{plan}");
}

#[test]
fn a_stage_is_closed_by_its_own_criteria_and_those_of_the_sections_below_it() {
    check(
        "# R\n## Этап 1. Копия\n### Шаги\n- [ ] снять копию\n### Критерии перехода\n\
         - копия цела\n## Этап 2. Код\n- [ ] выложить\n",
        &["Этап 1. Копия: 1+1", "Этап 2. Код: 1+0", "watched from ", "ways "],
    );
    check(
        "# R\n## Stage 1: Copy\n- [ ] copy\n## Stage 2: Notes\n\nNothing is done here.\n\
         ## Stage 3: Code\n- [ ] deploy\n",
        &["Stage 1: Copy: 1+0", "Stage 3: Code: 1+0", "watched from ", "ways "],
    );
}

#[test]
fn what_the_whole_release_is_measured_by_is_asked_at_the_end() {
    check(
        "# R\n## Success criteria\n- no complaint in the first week\n\
         ## Stage 1: Go\n- [ ] deploy\n",
        &["Stage 1: Go: 1+0", "Success criteria: 0+1", "watched from ", "ways "],
    );
    check(
        "# R\n## Критерии готовности\n- площадка принята\n## Этап 1. Переезд\n- [ ] увезти\n",
        &["Критерии готовности: 0+1", "Этап 1. Переезд: 1+0", "watched from ", "ways "],
    );
    check(
        "# R\n## Stage 1: Day\n- [ ] open\n## Acceptance criteria\n- all came\n\
         ## Stage 2: Week\n- [ ] close\n",
        &[
            "Stage 1: Day: 1+0",
            "Acceptance criteria: 0+1",
            "Stage 2: Week: 1+0",
            "watched from ",
            "ways ",
        ],
    );
}

#[test]
fn going_back_is_watched_from_the_stage_that_names_it() {
    assert_eq!(
        told(&read("plans/web-release.md")),
        [
            "Preparation (T-24h to T-1h): 5+3",
            "Stage 1: Close and back up (02:00 – 02:20): 4+2",
            "Stage 2: Build green (02:20 – 02:50): 4+2",
            "Stage 3: Switch (02:50 – 03:10): 4+2",
            "Stage 4: Observe (03:10 – 04:00): 3+3",
            "Day +1: Close: 3+2",
            "watched from 1 2 3 3 4 5 all all all all all all",
            "ways 1:2 2:2 3:3 4:3 5:2 all:8",
        ]
    );
}

/// Two plans of one release in one file stay two sequences, one behind the other: which of them is
/// run is for a person to say, by leaving out the stages of the other.
#[test]
fn two_plans_in_one_file_stay_two() {
    assert_eq!(
        told(&read("tests/plans/en-two-plans.md")),
        [
            "Prepare (T-1 hour): 3+0",
            "Switch (T-0): 2+0",
            "Pre-deployment: 4+0",
            "Deployment: 5+0",
            "Post-deployment: 3+0",
            "watched from all all all all",
            "ways all:3 all:3",
        ]
    );
}

/// No item stands in two stages, each that waits for somebody stands in one or on a way back, and
/// no stage is empty.
#[test]
fn every_plan_has_a_course() {
    let names = ["plans", "tests/plans"].into_iter().flat_map(|folder| {
        let files = fs::read_dir(folder).expect("plans").map(|file| file.expect("a file").path());
        files.filter(|path| path.extension().is_some_and(|end| end == "md"))
    });
    for name in names {
        let Ok(text) = fs::read_to_string(&name) else { continue };
        let (plan, _) = plan::read(&text);
        let course = Course::of(&plan);
        let mut seen = vec![0; plan.items.len()];
        for (leg, it) in course.each_leg() {
            assert!(!it.items.is_empty(), "{}", name.display());
            for item in &it.items {
                assert_eq!(course.leg_of(*item), Some(leg), "{}", name.display());
                seen[item.index()] += 1;
            }
        }
        course.ways.iter().flat_map(|way| &way.items).for_each(|item| seen[item.index()] += 1);
        for (item, seen) in plan.items.iter().zip(seen) {
            let due = matches!(item.kind, Kind::Step | Kind::Go | Kind::Rollback);
            let due = due && item.rule != plan::Rule::Group;
            assert_eq!(seen > 0, due, "{}: {}", name.display(), item.text);
            assert!(seen < 2, "{}: {}", name.display(), item.text);
        }
    }
}
