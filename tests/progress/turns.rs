//! What turns a run: ways back, second attempts, ends, what is taken back, two laptops, a new plan.

use super::{PLAN, TWO, check, played};

const BACK: &str = "
02:10 ann trip fire = 9 %
02:11 ann back fire
";

/// What would send us back can be said in every stage, at a gate, and behind the last one.
#[test]
fn the_way_back_stays_open_until_the_run_is_over() {
    let through = [
        TWO,
        "02:07 ann tick delta
         02:07 ann tick wait
         02:20 ann pass 2
         02:21 ann tick omega
         02:22 ann pass 3\n",
    ]
    .concat();
    check(
        &[&through, "02:30 ann trip fire\n02:30 ann back fire"].concat(),
        &["all behind", "tripped: fire", "going back"],
    );
    check(
        &[&through, "02:30 ann finish\n02:31 ann trip fire !Over\n02:31 ann back fire !Over"]
            .concat(),
        &["finished", "-going back"],
    );
}

#[test]
fn a_way_back_is_walked_and_ended() {
    let back = [TWO, "02:07 ann tick undo everything\n", BACK].concat();
    // What was ticked before belongs to no way back.
    check(&back, &["going back", "undo everything: open"]);
    check(
        &[
            &back,
            "02:12 ann restored !BackOpen
             02:12 ann lost !NoReason
             02:12-02:14 ann walks
             02:15 ann restored",
        ]
        .concat(),
        &["back", "-going back", "undo everything: done", "look around: done"],
    );
    check(&[TWO, "02:12 ann restored !NotGoingBack"].concat(), &["-back"]);
    check(&[&back, "02:15 ann restored — the rest is not needed"].concat(), &["back"]);
    let lost = [&back, "02:15 ann lost — the copy is torn\n02:16 ann finish !NoReason"].concat();
    check(&lost, &["back", "-finished"]);
}

#[test]
fn after_a_way_back_the_run_is_tried_again_or_given_up() {
    let back = [TWO, BACK, "02:12-02:14 ann walks\n02:15 ann restored\n"].concat();
    check(
        &[
            &back,
            "02:16 ann retry 3 — hope !NotEntered
             02:16 ann retry 1 !NoReason
             02:16 ann pass 2 !GateShut([GoingBack
             02:17 ann retry 1 — the config is mended
             02:17 ann retry 1 — twice !NotBack",
        ]
        .concat(),
        &["at 1", "alpha: open", "came done: open", "fire: open", "gate 1: shut", "-back"],
    );
    check(
        &[&back, "02:17 ann retry 2 — the config is mended"].concat(),
        &["at 2", "alpha: done", "delta: open", "gate 1: opened"],
    );
    check(
        &[&back, "02:17 ann abandon !NoReason\n02:17 ann abandon — next week"].concat(),
        &["abandoned"],
    );
    check(&[TWO, "02:08 ann retry 1 — r !NotBack"].concat(), &["at 2"]);
    // A stage that was left out of the run is left out of its second attempt.
    let left = ["02:00 ann start\n02:00 ann leave 2 — not tonight\n", BACK];
    let left = [&left.concat(), "02:14 ann restored — nothing was done\n02:15 ann retry 1 — r"];
    check(&left.concat(), &["at 1", "gate 2: left out"]);
}

#[test]
fn a_stage_can_be_left_out() {
    check(
        "02:00 ann start
         02:01 ann leave 1 !NoReason
         02:01 ann leave 2 — not tonight
         02:02-02:05 ann does 1
         02:06 ann pass 1
         02:07 ann leave 1 — r !GateBehind
         02:08 ann tick omega",
        &["at 3", "gate 2: left out"],
    );
    let undone = "02:00 ann start\n02:01 ann leave 2 — not tonight\n02:02 ann undo";
    check(undone, &["gate 2: shut"]);
}

#[test]
fn a_run_does_not_end_quietly() {
    check(
        "02:00 ann start
         02:01 ann finish !StillOpen([Stage(LegIx(0)), Stage(LegIx(1)), Stage(LegIx(2))])
         02:01 ann trip slowness
         02:02 ann finish — the rest goes out tomorrow
         02:03 ann finish — r !Over
         02:03 ann abandon — r !Over
         02:03 ann tick alpha !Over
         02:03 ann pass 1 !Over
         02:03 ann hold — r !Over
         02:04 ann note — all went home
         02:05 ann paste alpha — log
         02:06 ann sign — I was there
         02:06 ann sign — again !Signed(\"release lead\")
         02:07 ben sign — me too",
        &["finished", "-stray"],
    );
    check("02:00 ann start\n02:01 ann abandon !NoReason\n02:01 ann abandon — ill", &["abandoned"]);
}

#[test]
fn an_end_by_a_slip_is_taken_back_until_it_is_signed() {
    let over = "02:00 ann start\n02:01 ann finish — a slip\n";
    check(&[over, "02:02 ann undo\n02:03 ann tick alpha"].concat(), &["-finished", "alpha: done"]);
    check(
        &[over, "02:02 ann sign — so it was\n02:03 ann undo !CannotUndo"].concat(),
        &["finished"],
    );
    // Behind the end no tick is taken back, but a word is.
    check(
        "02:00 ann start
         02:01 ann tick alpha
         02:02 ann finish — enough
         02:03 ann undo alpha !CannotUndo
         02:04 ann note alpha — it was me
         02:05 ann undo alpha",
        &["alpha: done", "finished"],
    );
}

#[test]
fn what_was_said_is_taken_back_from_here_on() {
    check(
        "02:00 ann start
         02:01 ann skip alpha — no time
         02:02 ann tick alpha
         02:03 ann undo
         02:04 ann tick came done
         02:04 ann untick came done
         02:05 ann undo",
        &["alpha: skipped", "came done: done"],
    );
    check("02:00 ann start\n02:01 ann undo !CannotUndo", &["at 1"]);
    check("02:00 ann start\n02:01 ann tick alpha\n02:02 ann undo\n02:03 ann undo !CannotUndo", &[]);
    check("02:00 ann start\n02:01 ann hold — r\n02:02 ann undo", &["-held"]);
    check("02:00 ann start\n02:01 ann hold — r\n02:02 ann resume\n02:02 ann undo", &["held"]);
    check(&[TWO, "02:07 ann undo"].concat(), &["at 1", "gate 1: shut"]);
    // Not under those who went on.
    let on = "02:07 ann tick delta\n02:07 ann tick wait\n02:20 ann ask 2 2\n02:20 ben pass 2\n";
    let deep = [TWO, on].concat();
    let mut played = played(&deep);
    let pass = played.run().progress.gate(holdpoint::run::course::LegIx::new(0)).opened;
    let pass = played.run().entry(pass.expect("a passage")).name();
    let now_ms = played.now_ms();
    let undo = holdpoint::run::Command::Undo(pass);
    assert!(played.run().decide(undo, now_ms).is_err());
    played.play("02:21 ben undo\n02:22 ann undo");
}

/// A gate that was forced open stays so, whoever takes a name back.
#[test]
fn an_override_does_not_hang_on_a_passage() {
    let forced = "people: 2
         02:00 ann start
         02:01-02:05 ann does 1
         02:06 ben pass 1
         02:07 ann override 1 — kim sleeps
         02:08 ben undo";
    check(forced, &["gate 1: overridden", "passes 1: 0", "at 2"]);
    check(&[forced, "\n02:09 ann undo"].concat(), &["gate 1: shut", "at 1"]);
}

#[test]
fn two_answers_that_knew_nothing_of_each_other_are_a_conflict() {
    let apart = "02:00 ann start
         02:01 kim note — here
         02:02 ann yes gamma
         02:03 kim no gamma
         02:04 ann tick alpha
         02:05 kim tick alpha
         02:06 ann sync
         02:07-02:09 ann does 1 but gamma\n";
    check(apart, &["gamma holds: no, conflict", "alpha: done", "-alpha: done, conflict"]);
    check(
        &[apart, "02:10 ann pass 1 !GateShut([Conflict(ItemIx(5))])"].concat(),
        &["gate 1: shut"],
    );
    check(
        &[apart, "02:10 ann yes gamma\n02:11 ann pass 1"].concat(),
        &["gamma holds: yes", "-gamma holds: yes, conflict", "gate 1: opened"],
    );
    // Who takes one of the two back settles it too.
    check(&[apart, "02:10 kim undo gamma"].concat(), &["gamma holds: no, conflict"]);
    check(
        &[apart, "02:10 kim undo gamma\n02:11 kim sync"].concat(),
        &["gamma holds: yes", "-gamma holds: yes, conflict"],
    );
    // Of two words on going back the graver one stands.
    let fire = "02:00 ann start
         02:01 ann trip fire
         02:02 kim note — here
         02:03 kim dismiss fire — a drill
         02:03 ann trip fire = 9 %
         02:04 ann sync\n";
    check(fire, &["fire: tripped, conflict", "tripped: fire"]);
}

/// A passage over what turns out to be disputed counts for nothing; both laptops say so.
#[test]
fn a_late_no_shuts_a_gate_that_had_not_heard_it() {
    let late = "02:00 ann start
         02:01 kim note — here
         02:01 kim no gamma
         02:02-02:05 ann does 1
         02:06 ann pass 1
         02:07 ann sync\n";
    check(late, &["at 1", "gate 1: shut", "gamma holds: yes, conflict", "stray: GateShut"]);
    check(&[late, "02:08 ann yes gamma\n02:09 ann pass 1"].concat(), &["at 2", "gate 1: opened"]);
}

#[test]
fn whoever_could_not_know_of_the_end_is_still_heard() {
    let late = "02:00 ann start
         02:01 kim note — here
         02:02 ann finish — enough
         02:03 kim tick alpha
         02:04 kim finish — I think so too
         02:05 ann sync";
    check(late, &["alpha: done", "finished", "stray: Again"]);
}

#[test]
fn two_who_pass_at_once_open_it_once() {
    let twice = "02:00 ann start
         02:01-02:05 ann does 1
         02:06 kim pass 1
         02:06 ann pass 1
         02:07 ann sync";
    check(twice, &["gate 1: opened", "passes 1: 1", "stray: Again"]);
    let pair = ["people: 2\n", twice].concat();
    check(&pair, &["gate 1: opened", "passes 1: 2", "-stray"]);
}

/// The plan is put right in the middle: what is done stays done, gates stay behind us.
#[test]
fn an_amended_plan_keeps_what_was_done() {
    let amended = PLAN.replace("- [ ] alpha", "- [ ] alpha\n- [ ] one more");
    let amended = amended.replace("- [ ] delta", "- [ ] delta, but otherwise").replace('\n', "\\n");
    let script =
        [TWO, "02:07 ann tick delta\n02:08 ann amend ", &amended, " — one more\n"].concat();
    check(
        &script,
        &[
            "at 2",
            "gate 1: opened over an earlier plan",
            "alpha: done",
            "one more: open",
            "delta, but otherwise: open",
            "stray: NoItem",
            "-stray: GateShut",
        ],
    );
    check(
        &[
            &script,
            "02:09 ann tick one more\n02:09 ann tick wait\n02:10 ann tick delta\n02:25 ann pass 2",
        ]
        .concat(),
        &["at 3"],
    );
    // No amendment opens what was refused with good reason.
    let no = [
        "02:00 ann start\n02:01-02:05 ann does 1\n02:06 ann no gamma\n02:07 ann pass 1 !GateShut\n02:08 ann amend ",
        &amended,
        " — r",
    ];
    check(&no.concat(), &["at 1", "gate 1: shut"]);
}

#[test]
fn t0_and_the_lead_move() {
    let moved = played(
        "02:00 ann start
         02:01 ann t0 2026-11-21T03:00 !NoReason
         02:01 ann t0 2026-11-21T03:00 — the bank asked
         02:02 ann handover ben",
    );
    let progress = &moved.run().progress;
    assert_eq!(progress.t0_ms(), Some(moved.run().start().expect("a start").t0_ms + 3_600_000));
    assert_eq!(progress.lead.as_ref().map(|seat| &*seat.name), Some("Ben Ode"));
    check("02:00 ann start\n02:01 ann jump 7m slept\n02:02 ann gap 01:50-02:01 p95", &["-stray"]);
}
