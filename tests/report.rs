//! Whatever a plan or a person says, a report stays the report that it is: two parsers see the same
//! pieces in the same order as for plain words, and the hostile words themselves as text.

#[path = "report/parsed.rs"]
mod parsed;

use holdpoint::plan;
use holdpoint::report::{Items, Options, report};
use holdpoint::run::Run;
use holdpoint::run::event::{Event, Mode, Seat, Start, Words};
use holdpoint::run::journal::{Actor, Digest, Journal, RunId};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::zone::ZoneRule;
use holdpoint::words::Lang;
use parsed::{Piece, by_comrak, by_pulldown};
use proptest::prelude::*;

const PLAN: &str = "# Title\n\n## Stage 1\n\n- [ ] First step\n- [ ] Second step\n\n**Go criteria:**\n- Third holds\n\n\
                    ## Rollback\n\n**Rollback criteria:**\n- Fourth fails\n\n1. Go back\n";

/// A run in which these words stand wherever words can stand.
fn run_of(words: &str) -> Run {
    let mut plan = plan::read(PLAN).0;
    plan.title = Some(words.into());
    plan.sections.iter_mut().for_each(|section| section.title = words.into());
    plan.items.iter_mut().for_each(|item| item.text = words.into());
    let mut run = Run::new(plan, Journal::default());
    let seat = || Seat { name: words.into(), role: words.into() };
    let item = |n: usize| run.plan.items[n].id;
    let start = Start {
        plan: Digest::default(),
        plan_name: words.into(),
        mode: Mode::Real,
        t0_ms: 1_795_200_000_000,
        zone: ZoneRule::utc(),
        zones: Vec::new(),
        version: words.into(),
        environment: words.into(),
        base: None,
        crew: vec![seat()],
        gate_people: 1,
    };
    let stage = run.course.legs[0].id;
    let events = [
        Event::Started(Box::new(start)),
        Event::Ticked { item: item(0) },
        Event::Noted { item: Some(item(0)), text: Words::new(words) },
        Event::GateOverridden { stage, seat: seat(), reason: Words::new(words) },
        Event::RollbackStarted { cause: None, seat: seat(), reason: Words::new(words) },
        Event::RollbackFinished { restored: true, reason: Words::new(words) },
        Event::Abandoned { reason: Words::new(words) },
    ];
    for (at_ms, event) in (1_795_200_000_000..).step_by(60_000).zip(events) {
        let pen =
            Pen { run: RunId(1), actor: Actor(2), by: words.into(), at_ms, offset_min: 0, salt: 9 };
        let entry = seal::write(&pen, &run.journal, event);
        run.record(entry);
    }
    run
}

/// What the two parsers see, without the appendix: it holds the words in a fence of its own.
fn seen(words: &str, items: Items) -> [Vec<Piece>; 2] {
    let options = Options { lang: Lang::En, items, redact_secrets: false, ..Options::default() };
    let told = report(&run_of(words), &options);
    [by_pulldown(&told), by_comrak(&told)]
}

fn kinds(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().map(|piece| piece.kind.as_str()).collect()
}

#[track_caller]
fn check(words: &str) {
    for items in [Items::Table, Items::Tasks] {
        let (plain, hostile) = (seen("words", items), seen(words, items));
        for (plain, hostile) in plain.iter().zip(&hostile) {
            assert_eq!(kinds(plain), kinds(hostile), "{words:?}");
        }
        // The two cut nested lists in other places; what there is to read is the same.
        let letters = |pieces: &[Piece]| {
            let told = pieces.iter().filter(|piece| piece.kind != "html" && piece.kind != "box");
            let mut letters: Vec<char> =
                told.flat_map(|it| it.text.chars()).filter(|c| !c.is_whitespace()).collect();
            letters.sort_unstable();
            letters.into_iter().collect::<String>()
        };
        assert_eq!(letters(&hostile[0]), letters(&hostile[1]), "{words:?}");
    }
}

/// The words themselves are read as they were written.
#[track_caller]
fn stays(words: &str) {
    check(words);
    let [pieces, _] = seen(words, Items::Table);
    assert!(pieces.iter().any(|piece| piece.text == words.trim()), "{words:?}\n{pieces:#?}");
}

#[test]
fn hostile_words_stay_words() {
    for words in [
        "| x |",
        "</details>",
        "- [x] approved by",
        "````",
        "```mermaid",
        "[a](javascript:alert(1))",
        "![a](http://a.example/x.png)",
        "# Heading",
        "===",
        "---",
        "1. one",
        "+ two",
        "> quote",
        "@everyone",
        "#123 and org/repo#4",
        "<!-- comment -->",
        "<script>alert(1)</script>",
        "www.example.com http://example.com a@example.com",
        ":smile: $x^2$ $$y$$ `$z$`",
        "*a* _b_ **c** ~~d~~ `e`",
        "[^1] [a]: b",
        "&lt; &amp; &#124;",
        "a\\| b\\",
        "<a@b.example>",
        "Title\\",
    ] {
        stays(words);
    }
}

#[test]
fn words_that_hide_or_break_do_neither() {
    for words in [
        "a\u{202e}b\u{2066}c",
        "one\ntwo\r\nthree",
        "  \n\n    code",
        "a\u{0}b\u{7}",
        "\u{feff}x\u{200b}y",
    ] {
        check(words);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_words_leave_a_report_as_it_is(words in "[-a1 |`*_<>\\[\\]()#!&;:/.@$~^+=\\\\\"'\n]{1,24}") {
        prop_assume!(words.chars().any(char::is_alphanumeric));
        check(&words);
    }
}
