//! Whatever a plan holds, its honest report can be made again from its own appendix: secrets in
//! titles and tables, fences, `<details>`, line ends of any system. And nobody can put other words
//! in place of the plan's own, not even with every digest made anew.

use holdpoint::plan;
use holdpoint::report::verify::{Given, Verdict, verify};
use holdpoint::report::{Items, Length, Options, report};
use holdpoint::run::Run;
use holdpoint::run::event::{Event, Evidence, Mode, Seat, Start, Words};
use holdpoint::run::journal::{Actor, Journal, RunId};
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::zone::ZoneRule;
use holdpoint::words::Lang;
use proptest::prelude::*;

const PLAN: &str = "# Release 5\n\n## Stage 1\n\n- [ ] Enter with password: hunter2-prod\n- [ ] Copy\n\n## Rollback\n\n1. Undo\n";

/// A run of the plan of these bytes, in which something is said of everything.
fn run_of(bytes: &str, said: &str, base: Option<&str>) -> Run {
    let text = bytes.trim_start_matches('\u{feff}');
    let mut run = Run::new(plan::read(text).0, Journal::default());
    let seat = Seat { name: "Orlova".into(), role: "lead".into() };
    let start = Start {
        plan: seal::digest(bytes.as_bytes()),
        plan_name: "release.md".into(),
        mode: Mode::Real,
        t0_ms: 1_795_200_000_000,
        zone: ZoneRule::fixed("+03:00", 180),
        zones: Vec::new(),
        version: "5".into(),
        environment: "prod".into(),
        base: base.map(Into::into),
        crew: vec![seat.clone()],
        gate_people: 1,
    };
    let mut events = vec![Event::Started(Box::new(start))];
    for item in &run.plan.items {
        let evidence = Evidence::Text(Words::new(said));
        events.push(Event::Ticked { item: item.id });
        events.push(Event::Evidenced { item: item.id, evidence });
    }
    let pass = |leg: &holdpoint::run::course::Leg| Event::GateOverridden {
        stage: leg.id,
        seat: seat.clone(),
        reason: Words::new(said),
    };
    events.extend(run.course.legs.iter().map(pass));
    events.push(Event::Finished { reason: Words::new(said) });
    for (n, event) in events.into_iter().enumerate() {
        let at_ms = 1_795_200_000_000 + i64::try_from(n).expect("few") * 60_000;
        let by = "Orlova".into();
        let salt = 7 + n as u64;
        let pen = Pen { run: RunId(1), actor: Actor(2), by, at_ms, offset_min: 180, salt };
        let entry = seal::write(&pen, &run.journal, event);
        run.record(entry);
    }
    run
}

fn checked(text: &str, plan: Option<&str>) -> Verdict {
    let given = plan.map(|bytes| {
        let digest = seal::digest(bytes.as_bytes());
        Given { text: bytes.trim_start_matches('\u{feff}'), digest }
    });
    verify(text, given, None)
}

/// The report of such a run holds, with the plan at hand and without; where the covered plan would
/// be another one, it says so and takes the plan.
#[track_caller]
fn check_any(bytes: &str, said: &str, asked: Options<'_>) -> String {
    let run = run_of(bytes, said, None);
    let plan_text = Some(bytes.trim_start_matches('\u{feff}'));
    let text = report(&run, &Options { plan_text, ..asked });
    let left_out = text.contains("\nplan text: left out\n");
    for plan in [Some(bytes), None].into_iter().filter(|it| it.is_some() || !left_out) {
        let verdict = checked(&text, plan);
        assert!(verdict.holds(), "{:?}\n{bytes}\n{text}", verdict.faults);
    }
    text
}

/// The same of a plan that can be covered and stay what it is.
#[track_caller]
fn check(bytes: &str, said: &str, asked: Options<'_>) -> String {
    let text = check_any(bytes, said, asked);
    assert!(!text.contains("\nplan text: left out\n"), "{text}");
    text
}

#[test]
fn plans_of_any_make_hold() {
    let asked = Options::default();
    for more in [
        "<details>\n<summary>more</summary>\n\n````text\nx\n````\n\n</details>\n",
        "```\n<details>\n```\n",
        "~~~\n`````\n~~~\n",
        "holdpoint-report 1\nlang: ru\n",
        "````json\n{}\n````\n\n````markdown\n# X\n````\n",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nabcd0123abcd0123\n-----END PRIVATE KEY-----\n- [ ] after\n",
        "## Stage with password: Xk29-secret!\n\n- [ ] alone\n- [ ] password: Xk29-secret!\n- [ ] password: Yk29-secret!\n",
        "| User | Password |\n| --- | --- |\n| root | S3cret-of-root |\n\n- [ ] use S3cret-of-root\n",
    ] {
        for end in ["", "\n", "\n\n\n"] {
            let bytes = format!("{PLAN}\n{more}{end}");
            check(&bytes, "fine", asked);
            check(&bytes.replace('\n', "\r\n"), "fine", asked);
            check(&format!("\u{feff}{bytes}"), "fine", asked);
        }
    }
    check("", "fine", asked);
    check("no plan at all", "token ghp_0123456789abcdefghijklmnopqrstuvwxyz", asked);
}

#[test]
fn plans_as_teams_write_them_hold() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans");
    for file in std::fs::read_dir(folder).expect("plans") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|end| end != "md") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        check(&text, "fine", Options { redact_contacts: true, ..Options::default() });
    }
}

#[test]
fn a_plan_that_shows_nothing_secret_is_proved_by_its_digest() {
    let plan = PLAN.replace("password: hunter2-prod", "care");
    for bytes in [plan.clone(), plan.replace('\n', "\r\n"), format!("\u{feff}{plan}\n\n")] {
        let text = check(&bytes, "fine", Options::default());
        assert!(checked(&text, None).plan_is_whole, "{text}");
    }
    let text = check(PLAN, "fine", Options::default());
    assert!(!checked(&text, None).plan_is_whole, "a covered plan proves nothing");
}

/// Every digest of an appendix, made anew by somebody who altered it.
fn forged(text: &str) -> String {
    let (body, rest) = text.split_once("\n<details>\n").expect("an appendix");
    let (_, plan) = rest.split_once("````markdown\n").expect("a plan");
    let (plan, _) = plan.split_once("````\n").expect("its end");
    let mut lines: Vec<String> = Vec::new();
    let mut head = String::new();
    for line in rest.lines() {
        let line = match line.split_once(": ").map(|(name, _)| name) {
            Some("report") => format!("report: {}", seal::digest(body.as_bytes())),
            Some("plan text") => format!("plan text: {}", seal::digest(plan.as_bytes())),
            Some("head") => format!("head: {}", seal::digest(head.as_bytes())),
            _ => line.to_owned(),
        };
        if line.starts_with("holdpoint-report") {
            head.clear();
        }
        head.extend([line.as_str(), "\n"]);
        lines.push(line);
    }
    format!("{body}\n<details>\n{}\n", lines.join("\n"))
}

#[test]
fn other_words_are_refused_even_with_every_digest_made_anew() {
    let run = run_of(PLAN, "fine", None);
    let text = report(&run, &Options { plan_text: Some(PLAN), ..Options::default() });
    assert!(checked(&forged(&text), None).holds(), "made anew, and nothing altered");
    let id = run.plan.items[1].id;
    let altered =
        text.replace("Copy", "Burn").replacen("\nhead: ", &format!("\nid: i1 {id}\nhead: "), 1);
    assert!(altered.contains("Burn"));
    assert!(!checked(&forged(&altered), None).holds());
    assert!(!checked(&forged(&text.replace("Copy", "Burn")), None).holds());
}

#[test]
fn what_the_seal_does_not_let_be_covered_stays_out() {
    let run = run_of(PLAN, "fine", Some("https://root:S3cretPass@db.example"));
    for length in [Length::Full, Length::Short] {
        let asked = Options { length, plan_text: Some(PLAN), ..Options::default() };
        let text = report(&run, &asked);
        assert!(!text.contains("S3cretPass"), "{text}");
        assert!(!checked(&text, Some(PLAN)).holds());
    }
}

#[test]
fn a_report_without_the_plans_text_takes_the_plan() {
    let text = report(&run_of(PLAN, "fine", None), &Options::default());
    assert!(!checked(&text, None).holds());
    assert_eq!(checked(&text, Some(PLAN)).faults, []);
}

/// A line of a plan, often with a secret or with something that means more than it says.
fn line() -> impl Strategy<Value = String> {
    let starts =
        ["", "- [ ] ", "- ", "## ", "1. ", "| a | ", "```\n", "> ", "<details>\n", "**", "# "];
    let words = [
        "deploy",
        "password: Xk29-secret!",
        "token=abcd1234abcd1234abcd",
        "••••",
        "Пароль: зима2026!",
        "postgres://u:p4ssw0rd@db/x",
        "Error rate > 5%",
        "02:00 - 02:15",
        "**Rollback criteria:**",
        "+7 (916) 123-45-67",
        "a.b@c.io",
        "pass: ••••",
        "curl -u root:toor99 http://x",
        "secret",
        "key",
        "AKIAIOSFODNN7EXAMPLA",
        "mysql -phunter22",
        "x",
        "P0:",
        "\u{202e}",
        "`",
        "|",
        "\\",
        "Stage 2",
    ];
    let word = prop::sample::select(words.to_vec());
    (prop::sample::select(starts.to_vec()), prop::collection::vec(word, 0..4))
        .prop_map(|(start, words)| format!("{start}{}", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_honest_report_holds(
        lines in prop::collection::vec(line(), 0..14),
        said in line(),
        (is_ru, is_tasks, secrets, contacts) in any::<(bool, bool, bool, bool)>(),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let bytes = format!("# Plan\n\n## Stage 1\n\n- [ ] First\n\n{}", lines.join("\n")).replace('\n', end);
        check_any(&bytes, &said, Options {
            lang: if is_ru { Lang::Ru } else { Lang::En },
            items: if is_tasks { Items::Tasks } else { Items::Table },
            redact_secrets: secrets,
            redact_contacts: contacts,
            ..Options::default()
        });
    }
}
