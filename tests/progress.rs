//! What may be said, what comes of it, and what does not fit: `decide` and `fold` by example.

#[path = "run/script.rs"]
mod script;

#[path = "progress/course.rs"]
mod course;
#[path = "progress/turns.rs"]
mod turns;

use script::{Played, facts, play};

const PLAN: &str = "\
# Release

## Stage 1. One

- [ ] alpha
- [ ] beta
  - [ ] beta part
- [x] came done

**Go criteria:**

- gamma holds
- errors < 1 %

## Stage 2. Two

- [ ] delta
- [ ] wait for 10 minutes

**Rollback criteria:**

- smoke

## Stage 3. Three

- [ ] omega

## Rollback plan

**Immediate (P0):**

- fire

**Team decision (P1):**

- slowness

**Rollback steps:**

1. undo everything
2. look around

## Artefacts

- graph of the night
";

const HEAD: &str = "
who: ann = Ann Lee / release lead
who: ben = Ben Ode / operations
who: kim = Kim / database / 2
t0: 2026-11-21 02:00
";

/// The stage in hand is the second.
const TWO: &str = "
02:00 ann start
02:01-02:05 ann does 1
02:06 ann pass 1
";

#[track_caller]
fn played(script: &str) -> Played {
    play(PLAN, &[HEAD, script].concat())
}

/// After the script all these facts hold; those behind a minus do not.
#[track_caller]
fn check(script: &str, expected: &[&str]) {
    let played = played(script);
    holds(&facts(played.run(), played.now_ms()), expected, script);
}

#[track_caller]
fn holds(facts: &[String], expected: &[&str], script: &str) {
    for fact in expected {
        let (fact, wanted) = fact.strip_prefix('-').map_or((*fact, true), |fact| (fact, false));
        let found = facts.iter().any(|it| it.starts_with(fact));
        assert!(found == wanted, "«{fact}» is {found}\n{script}\n{facts:#?}");
    }
}

#[test]
fn before_the_start_only_words_are_taken() {
    check(
        "02:00 ann note — early
         02:00 ann note alpha — early
         02:00 ann link alpha — https://a.example
         02:00 ann tick alpha !NotStarted
         02:00 ann yes gamma !NotStarted
         02:00 ann pass 1 !NotStarted
         02:00 ann override 1 — r !NotStarted
         02:00 ann leave 1 — r !NotStarted
         02:00 ann hold — r !NotStarted
         02:00 ann trip fire !NotStarted
         02:00 ann back fire !NotStarted
         02:00 ann finish !NotStarted
         02:00 ann sign — fine !NotOver
         02:01 ann start
         02:02 ann start !Started",
        &["at 1", "alpha: open", "came done: done", "-stray"],
    );
    let nobody = play(PLAN, "who: x =  / role\nt0: 2026-11-21 02:00\n02:00 x start !NoName");
    assert!(nobody.run().start().is_none());
    play(PLAN, "people: 0\nwho: x = X\n02:00 x start !People");
    play(PLAN, "people: 10\nwho: x = X\n02:00 x start !People");
}

#[test]
fn an_item_is_told_what_its_kind_can_be_told() {
    check(
        "02:00 ann start
         02:01 ann tick alpha
         02:01 ann skip beta part — no need
         02:01 ann block beta — the key is lost
         02:01 ann yes gamma
         02:01 ann no errors = 3 %
         02:01 ann tick graph of the night
         02:01 ann tick? gamma !WrongKind(Go)
         02:01 ann tick? fire !WrongKind(Abort)
         02:01 ann mark? fire — r !WrongKind(Abort)
         02:01 ann yes? alpha !WrongKind(Step)
         02:01 ann trip? gamma !WrongKind(Go)
         02:01 ann skip alpha !NoReason
         02:01 ann note alpha !NoReason
         02:01 ann note !NoReason
         02:01 ann link alpha !NoReason
         02:01 ann value alpha !NoValue
         02:01 ann paste alpha — log",
        &[
            "alpha: done",
            "beta: blocked",
            "beta part: skipped",
            "gamma holds: yes",
            "errors < 1 %: no",
            "graph of the night: done",
            "-stray",
        ],
    );
}

#[test]
fn a_criterion_with_a_limit_asks_for_the_value() {
    check(
        "02:00 ann start
         02:01 ann yes errors !NoValue
         02:01 ann na errors
         02:02 ann yes errors = 0,4 %
         02:03 ann yes gamma",
        &["errors < 1 %: yes", "gamma holds: yes"],
    );
}

#[test]
fn later_stages_wait_and_earlier_ones_can_be_put_right() {
    let locked = "02:00 ann start
         02:01 ann tick delta !Locked(LegIx(0))
         02:01 ann skip omega — r !Locked(LegIx(0))
         02:01 ann pass 2 !GateShut([Earlier(LegIx(0))
         02:01 ann override 2 — r !GateShut
         02:01 ann nogo 2 — r !GateShut
         02:01 ann tick undo everything";
    check(locked, &["at 1", "delta: open", "undo everything: done", "gate 2: shut"]);
    let behind = "02:07 ann untick alpha
         02:08 ann tick delta
         02:09 ann pass 1 !GateBehind
         02:09 ann nogo 1 — r !GateBehind";
    check(&[TWO, behind].concat(), &["at 2", "alpha: open", "delta: done", "gate 1: opened"]);
}

#[test]
fn a_gate_opens_when_nothing_is_missing() {
    check(
        "02:00 ann start
         02:01 ann tick alpha
         02:01 ann tick beta
         02:01 ann yes gamma
         02:01 ann yes errors = 0.2 %
         02:02 ann pass 1 !GateShut([Item(ItemIx(2), Open)])
         02:02 ann fail beta part — broke
         02:02 ann pass 1 !GateShut([Item(ItemIx(2), Aside(Failed))])
         02:03 ann tick beta part
         02:03 ann no gamma
         02:03 ann pass 1 !GateShut([Item(ItemIx(5), No)])
         02:04 ann yes gamma
         02:05 ann pass 1 as _ !NoName
         02:05 ann pass 1",
        &["at 2", "gate 1: opened", "-stray"],
    );
}

/// A step whose parts are settled is settled; what a step put aside is made of need not be told.
#[test]
fn a_step_and_its_parts_answer_for_each_other() {
    let rest = "02:00 ann start
         02:01 ann tick alpha
         02:01 ann yes gamma
         02:01 ann yes errors = 0.2 %\n";
    check(&[rest, "02:02 ann tick beta part\n02:03 ann pass 1"].concat(), &["gate 1: opened"]);
    check(&[rest, "02:02 ann drop beta — n\n02:03 ann pass 1"].concat(), &["gate 1: opened"]);
    check(&[rest, "02:02 ann tick beta\n02:03 ann pass 1 !GateShut"].concat(), &["gate 1: shut"]);
    let aside = "02:02 ann fail beta part — x\n02:02 ann drop beta — n\n02:03 ann pass 1 !GateShut";
    check(&[rest, aside].concat(), &["gate 1: shut"]);
}

#[test]
fn two_people_are_two_names() {
    let two = "people: 2\n02:00 ann start\n02:01-02:05 ann does 1\n";
    check(
        &[
            two,
            "02:06 ann pass 1
             02:07 ann pass 1 !SameName
             02:07 ann pass 1 as  ANN   lee !SameName
             02:07 ann tick delta !Locked",
        ]
        .concat(),
        &["at 1", "gate 1: shut", "passes 1: 1"],
    );
    let passed = [two, "02:06 ann pass 1\n02:07 ben pass 1\n"].concat();
    check(&passed, &["at 2", "gate 1: opened", "passes 1: 2"]);
    check(&[&passed, "02:08 ben pass 1 !GateBehind"].concat(), &["at 2", "-stray"]);
    // A gate that lacks only the second name can be overridden, loudly.
    check(
        &[two, "02:06 ann pass 1\n02:07 ann override 1 — ben cannot be reached"].concat(),
        &["gate 1: overridden"],
    );
    check(
        &[two, "02:06 ann pass 1\n02:06 ann ask 1 1\n02:07 ann pass 1"].concat(),
        &["gate 1: opened"],
    );
    check(
        &[two, "02:06 ann ask 1 1\n02:06 ann ask 1 0 !People\n02:07 ann pass 1"].concat(),
        &["gate 1: opened"],
    );
}

#[test]
fn an_override_has_a_name_and_a_reason_and_something_to_override() {
    check(
        "02:00 ann start
         02:01 ann override 1 !NoReason
         02:01 ann override 1 — the vendor is late
         02:02 ann override 1 — again !GateBehind",
        &["at 2", "gate 1: overridden", "alpha: open"],
    );
    check(
        "02:00 ann start
         02:01-02:05 ann does 1
         02:06 ann override 1 — for fun !NothingMissing
         02:06 ann trip fire
         02:07 ann override 1 — we put it out",
        &["gate 1: overridden", "tripped: fire"],
    );
}

#[test]
fn no_go_hold_and_going_back_are_three_things() {
    let ready = "02:00 ann start\n02:01-02:05 ann does 1\n";
    check(
        &[ready, "02:06 ann nogo 1 !NoReason\n02:06 ann nogo 1 — too late"].concat(),
        &["at 1", "gate 1: refused", "-held", "-going back"],
    );
    check(
        &[ready, "02:06 ann nogo 1 — not yet\n02:09 ann pass 1"].concat(),
        &["at 2", "gate 1: opened"],
    );
    check(
        &[
            ready,
            "02:06 ann hold !NoReason
             02:06 ann hold — the bank called
             02:07 ann hold — twice !Hold
             02:08 ann pass 1 !GateShut([Held])",
        ]
        .concat(),
        &["at 1", "gate 1: shut", "held", "-going back"],
    );
    check(
        &[
            ready,
            "02:06 ann hold — the bank called
             02:08 ann resume
             02:08 ann resume !Hold
             02:09 ann pass 1",
        ]
        .concat(),
        &["gate 1: opened", "-held"],
    );
    check(
        &[
            ready,
            "02:06 ann back !NoReason
             02:06 ann back — by decision
             02:07 ann back — twice !GoingBack
             02:07 ann pass 1 !GateShut([GoingBack])
             02:07 ann nogo 1 — r !GateShut
             02:07 ann finish !GoingBack",
        ]
        .concat(),
        &["going back", "gate 1: shut", "-held"],
    );
}

/// Whoever passed before somebody said no says so anew.
#[test]
fn a_no_takes_the_passages_before_it_away() {
    let no = "people: 2
         02:00 ann start
         02:01-02:05 ann does 1
         02:06 ann pass 1
         02:07 ben nogo 1 — the graph looks odd\n";
    check(no, &["passes 1: 0", "gate 1: refused"]);
    check(&[no, "02:08 ben pass 1"].concat(), &["passes 1: 1", "gate 1: refused"]);
    check(&[no, "02:08 ben pass 1\n02:09 ann pass 1"].concat(), &["gate 1: opened"]);
    check(&[no, "02:08 ben undo"].concat(), &["passes 1: 1", "gate 1: shut"]);
    check(&[no, "02:08 ben undo\n02:09 ben pass 1"].concat(), &["gate 1: opened"]);
    // The no cannot be taken back under those who passed after it.
    let after = [no, "02:08 ann pass 1\n02:09 ben undo !CannotUndo"].concat();
    check(&after, &["passes 1: 1", "gate 1: refused"]);
}

#[test]
fn what_tripped_shuts_the_gates_until_it_is_dismissed() {
    let tripped = [TWO, "02:07 ann tick delta\n02:07 ann tick wait\n02:20 ann trip fire = 7 %\n"];
    let tripped = tripped.concat();
    check(
        &[&tripped, "02:21 ann pass 2 !GateShut([Tripped(ItemIx(13))])"].concat(),
        &["tripped: fire", "gate 2: shut"],
    );
    check(
        &[
            &tripped,
            "02:21 ann dismiss slowness — r !NotTripped
             02:21 ann dismiss fire !NoReason
             02:21 ann dismiss fire = 02:20 — it is a test fire !Past
             02:21 ann dismiss fire = 02:30 — it is a test fire
             02:22 ann pass 2",
        ]
        .concat(),
        &["gate 2: opened", "fire: dismissed", "-tripped"],
    );
    check(
        &[
            &tripped,
            "02:21 ann dismiss fire = 02:30 — it is a test fire
             02:30 ann pass 2 !GateShut([Tripped
             02:31 ann dismiss fire — until it grows
             02:32 ann pass 2",
        ]
        .concat(),
        &["gate 2: opened"],
    );
    check(
        &[&tripped, "02:22 ann recover fire = 0 %\n02:23 ann pass 2"].concat(),
        &["gate 2: opened"],
    );
    check("02:00 ann start\n02:01 ann recover fire !NotTripped", &["fire: open"]);
    // A grave one shuts, one for the lead to decide does not, one of no grade does.
    let delta = "02:07 ann tick delta\n02:07 ann tick wait\n";
    let slow = [TWO, delta, "02:20 ann trip slowness\n02:21 ann pass 2"].concat();
    check(&slow, &["tripped: slowness", "gate 2: opened"]);
    let smoke = [TWO, delta, "02:20 ann trip smoke\n02:21 ann pass 2 !GateShut([Tripped"].concat();
    check(&smoke, &["tripped: smoke", "gate 2: shut"]);
}

#[test]
fn a_critical_step_is_confirmed_again_before_the_next_gate() {
    let critical = "02:00 ann start
         02:01 ann critical alpha
         02:02-02:05 ann does 1
         02:20 ann pass 1
         02:21 ann tick delta
         02:22 ann tick wait\n";
    check(&[critical, "02:35 ann pass 2 !GateShut([Stale(ItemIx(0)"].concat(), &["gate 2: shut"]);
    check(&[critical, "02:34 ann tick alpha\n02:35 ann pass 2"].concat(), &["gate 2: opened"]);
    check(
        &[critical, "02:34 ann uncritical alpha\n02:35 ann pass 2"].concat(),
        &["gate 2: opened"],
    );
}

#[test]
fn a_wait_is_waited_for() {
    let waiting = [TWO, "02:07 ann tick delta\n02:08 ann tick wait\n"].concat();
    check(&[&waiting, "02:16 ann pass 2 !GateShut([Soak(ItemIx(8)"].concat(), &["gate 2: shut"]);
    check(&[&waiting, "02:17 ann pass 2"].concat(), &["gate 2: opened"]);
    let skipped = "02:07 ann tick delta\n02:08 ann skip wait — warm already\n02:09 ann pass 2";
    check(&[TWO, skipped].concat(), &["gate 2: opened"]);
}
