//! Findings as they are printed, from a text and faults built by hand.

use super::*;
use crate::cli::source;
use crate::cli::veil::Veil;
use crate::plan::{FaultKind, Place, Plan, SecretKind};

fn printed(text: &str, faults: Vec<Fault>, lang: Lang) -> String {
    let document = source::document("plan.md".into(), "plan".into(), text.as_bytes());
    let document = document.expect("plain text");
    let veil = Veil::over(text);
    let reading = Reading { plan: Plan::default(), faults, veil };
    let mut out = anstream::StripStream::new(Vec::new());
    print(&mut out, &document, &reading, lang).expect("memory takes all");
    String::from_utf8(out.into_inner()).expect("text")
}

fn at(line: u32, column: u32, width: u32, kind: FaultKind) -> Fault {
    Fault::new(kind, Place { line, column, width })
}

fn no_owner(step: &str) -> FaultKind {
    FaultKind::NoOwner { step: step.into() }
}

#[test]
fn a_finding_says_where_what_and_what_to_do() {
    let faults = vec![at(3, 4, 0, FaultKind::NoWayBack { stage: "Выкатка".into() })];
    let text = "# План\n\n## Выкатка\n";
    let english = "\
plan.md:3:4: warning[HP101]: \"Выкатка\" has steps, but no way back.
  |
3 | ## Выкатка
  |    ^^^^^^^
  |
  = help: Add the steps that undo it, or write what you do instead if it cannot be undone.

";
    assert_eq!(printed(text, faults.clone(), Lang::En), english);
    let russian = printed(text, faults, Lang::Ru);
    assert!(russian.starts_with("plan.md:3:4: warning[HP101]: У этапа «Выкатка» есть шаги"));
    assert!(russian.contains("= что делать: Добавьте шаги отката"));
}

#[test]
fn carets_stand_under_wide_characters_and_after_tabs() {
    let shown = printed("漢字\tdeploy 🚀 now", vec![at(1, 4, 6, no_owner("x"))], Lang::En);
    let mut lines = shown.lines().skip(2);
    assert_eq!(lines.next(), Some("1 | 漢字    deploy 🚀 now"));
    assert_eq!(lines.next(), Some("  |         ^^^^^^"));
}

#[test]
fn a_finding_without_a_line_is_still_printed() {
    let shown = printed("\n\nwords", vec![at(1, 1, 0, FaultKind::NothingToDo)], Lang::En);
    assert_eq!(
        shown,
        "plan.md:1:1: warning[HP006]: This plan holds nothing to do and nothing to confirm.\n\u{20}\
         = help: Write the steps as a list under a heading: - [ ] Deploy the release.\n\n"
    );
}

#[test]
fn a_long_line_shows_its_part_only() {
    let line = format!("| {} | deploy | {} |", "a".repeat(3000), "b".repeat(3000));
    let shown = printed(&line, vec![at(1, 3006, 6, no_owner("deploy"))], Lang::En);
    let longest = shown.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(130), "{shown}");
    assert!(shown.contains("| deploy |") && shown.contains("^^^^^^"), "{shown}");
}

#[test]
fn a_secret_is_in_no_line_and_no_message() {
    let text = "- login with password: hunter2-is-long\n- next\n";
    let step = "login with password: hunter2-is-long";
    let secret = FaultKind::Secret { kind: SecretKind::Password };
    let cut = format!("{} hunter2-is-long", "x".repeat(73));
    let faults =
        vec![at(1, 3, 0, no_owner(step)), at(1, 24, 15, secret), at(1, 3, 0, no_owner(&cut))];
    for lang in [Lang::En, Lang::Ru] {
        let shown = printed(text, faults.clone(), lang);
        assert!(!shown.contains("hunte"), "{shown}");
        assert!(shown.contains("1 | - login with password: ••••\n"), "{shown}");
        assert!(shown.contains("\n  |                        ^^^^\n"), "{shown}");
        assert!(shown.contains("\n  |   ^^^^^^^^^^^^^^^^^^^^^^^^^\n"), "{shown}");
    }
}

#[test]
fn a_private_key_is_covered_to_its_end() {
    let text = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\nafter\n";
    let secret = FaultKind::Secret { kind: SecretKind::PrivateKey };
    let faults = vec![
        at(1, 1, 0, secret),
        at(2, 1, 0, no_owner("MIIEvQIBADANBg")),
        at(4, 1, 0, no_owner("after")),
    ];
    let shown = printed(text, faults, Lang::En);
    assert!(!shown.contains("MIIEv"), "{shown}");
    assert!(shown.contains("4 | after"), "{shown}");
}

#[test]
fn words_of_a_plan_do_not_steer_the_terminal() {
    let text = "\u{1b}[31mred\u{1b}[0m\u{202e}evil";
    let mut raw = Vec::new();
    let document = source::document("a\u{1b}b.md".into(), "a".into(), text.as_bytes());
    let document = document.expect("plain text");
    let faults = vec![at(1, 1, 0, no_owner(text))];
    let veil = Veil::over(text);
    print(&mut raw, &document, &Reading { plan: Plan::default(), faults, veil }, Lang::En)
        .expect("memory takes all");
    let shown = String::from_utf8(raw).expect("text");
    assert!(!shown.contains("\u{1b}[31m") && !shown.contains('\u{202e}'), "{shown:?}");
    assert!(!shown.contains("a\u{1b}b"), "{shown:?}");
}
