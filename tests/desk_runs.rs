//! Runs at the desk: the real binary over the journals that the replays keep.
#![cfg(not(target_arch = "wasm32"))]

#[path = "run/script.rs"]
mod script;

use ed25519_dalek::{Signer, SigningKey};
use holdpoint::run::event::Event;
use holdpoint::run::journal::Journal;
use holdpoint::run::seal::{self, Pen};
use holdpoint::run::wire::{self, PlanFile, RunFile};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A directory of its own for each test, gone when the test is over.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let name = format!("holdpoint-runs-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a directory for the test");
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("a file for the test");
        path.to_str().expect("utf-8").to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("utf-8").to_owned()
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const BANK: &str = "plans/internet-bank.md";

fn holdpoint(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command.output().expect("the binary runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("utf-8")
}

fn said(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("utf-8")
}

fn journal(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/runs/{name}.jsonl"));
    fs::read_to_string(path).expect("a journal")
}

/// The first lines of the run that went back once.
fn first(lines: usize) -> String {
    journal("04-rollback-retry")
        .lines()
        .take(lines)
        .fold(String::new(), |text, line| text + line + "\n")
}

/// How many lines there are up to the first that holds these words.
fn until(words: &str) -> usize {
    let place = journal("04-rollback-retry").lines().position(|line| line.contains(words));
    place.expect("such a line") + 1
}

#[test]
fn the_exit_code_says_where_a_run_stands() {
    let dir = Dir::new("codes");
    let at = ["--at", "2026-10-23T23:40:00Z"];
    for (lines, expected, words) in [
        (1, 3, "running"),
        (until("\"kind\":\"started\"") + 5, 4, "waiting at a gate"),
        (until("\"kind\":\"tripped\""), 5, "a rollback criterion came true"),
        (until("\"kind\":\"rollback-started\""), 7, "going back"),
        (until("\"kind\":\"rollback-finished\""), 7, "try again from a stage"),
        (until("\"kind\":\"finished\""), 0, "finished"),
    ] {
        let run = dir.file("part.jsonl", first(lines));
        let output = holdpoint(&["status", &run, "--plan", BANK, at[0], at[1]]);
        assert_eq!(code(&output), expected, "{lines}: {}", printed(&output));
        assert!(printed(&output).contains(words), "{}", printed(&output));
        let json = holdpoint(&["status", &run, "--plan", BANK, "--json", at[0], at[1]]);
        assert_eq!(code(&json), expected);
        let sheet: serde_json::Value = serde_json::from_slice(&json.stdout).expect("an object");
        assert_eq!(sheet["code"], expected);
        assert_eq!(sheet["entries"], lines);
    }
    let abandoned = "tests/runs/10-abandoned.jsonl";
    let output = holdpoint(&["status", abandoned, "--plan", "plans/weekend-release.md"]);
    assert_eq!(code(&output), 1, "{}", printed(&output));
}

#[test]
fn a_status_has_all_its_fields_in_order() {
    let dir = Dir::new("fields");
    let run = dir.file("part.jsonl", first(20));
    let output = holdpoint(&["status", &run, "--plan", BANK, "--json", "--lang", "ru"]);
    let sheet: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an object");
    let fields: Vec<_> = sheet.as_object().expect("an object").keys().cloned().collect();
    assert_eq!(
        fields.join(" "),
        "schema state code as_of title plan run mode version environment stage missing tripped \
         switched_on slip_s window_left_s end_forecast last_safe_rollback entries strays flaws"
    );
}

#[test]
fn a_journal_wants_the_plan_that_was_run() {
    let run = "tests/runs/01-clean.jsonl";
    for (arguments, words) in [
        (&["status", run][..], "name the plan that was run with --plan"),
        (&["report", run][..], "--plan"),
        (&["report", run, "--plan", BANK][..], "This is not the plan that was run"),
        (&["report", run, "--plan", "missing.md"][..], "There is no such file"),
        (&["status", "README.md"][..], "line 1, column 1"),
        (&["status", "missing.jsonl", "--lang", "ru"][..], "Такого файла нет"),
    ] {
        let output = holdpoint(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert_eq!(printed(&output), "");
        assert!(said(&output).contains(words), "{arguments:?}: {}", said(&output));
    }
    // An amended plan is the one that the journal names last.
    let amended = "tests/runs/08-amended.jsonl";
    let output = holdpoint(&["report", amended, "--plan", "plans/database-cutover.md"]);
    assert_eq!(code(&output), 2);
    let output = holdpoint(&["report", amended, "--plan", "tests/runs/database-cutover-2.md"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn a_report_is_what_the_replays_keep() {
    let (run, plan) = ("tests/runs/03-override.jsonl", "plans/weekend-release.md");
    for lang in ["ru", "en"] {
        let output = holdpoint(&["report", run, "--plan", plan, "--lang", lang]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        let kept = fs::read_to_string(format!("tests/runs/03-override.{lang}.md"));
        assert_eq!(printed(&output), kept.expect("a golden report"));
        let short = holdpoint(&["report", run, "--plan", plan, "--lang", lang, "--short"]);
        assert!(short.stdout.len() < output.stdout.len());
        let tasks = holdpoint(&["report", run, "--plan", plan, "--items", "tasks"]);
        assert!(printed(&tasks).contains("- [x] "), "{}", printed(&tasks));
    }
    assert_eq!(code(&holdpoint(&["report", run, "--plan", plan, "--items", "songs"])), 2);
}

#[test]
fn a_secret_is_covered_unless_somebody_asks() {
    let (run, plan) = ("tests/runs/13-secret.jsonl", "tests/plans/ru-noch-pitstsa.md");
    let covered = holdpoint(&["report", run, "--plan", plan, "--lang", "ru"]);
    for secret in ["Tomato-8841", "Oregano-5512", "Kalzone-2931"] {
        assert!(!printed(&covered).contains(secret), "{secret}");
    }
    let bare = holdpoint(&["report", run, "--plan", plan, "--no-redact"]);
    assert!(printed(&bare).contains("Tomato-8841"));
    let contacts = holdpoint(&["report", run, "--plan", plan, "--redact-contacts"]);
    assert!(!printed(&contacts).contains("555-44-33"), "{}", printed(&contacts));
}

#[test]
fn copies_of_a_run_are_merged_whatever_their_order() {
    let dir = Dir::new("merge");
    let whole = journal("05-conflict");
    let (odd, even): (Vec<_>, Vec<_>) = whole.lines().enumerate().partition(|(n, _)| n % 2 == 0);
    let text = |lines: Vec<(usize, &str)>| {
        lines.into_iter().fold(String::new(), |text, (_, line)| text + line + "\n")
    };
    let (a, b) = (dir.file("a.jsonl", text(odd)), dir.file("b.jsonl", text(even)));
    let out = dir.path("c.jsonl");
    for files in [[&a, &b], [&b, &a]] {
        let output = holdpoint(&["merge", files[0], files[1], "-o", &out]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        assert_eq!(fs::read_to_string(&out).expect("merged"), whole);
        assert!(said(&output).contains("of them new"), "{}", said(&output));
    }
    // Into one of the inputs, and once more.
    assert_eq!(code(&holdpoint(&["merge", &a, &b, "-o", &a])), 0);
    assert_eq!(fs::read_to_string(&a).expect("merged"), whole);
    let again = holdpoint(&["merge", &a, &b, "-o", "-"]);
    assert_eq!(printed(&again), whole);
    let left = fs::read_dir(&dir.0).expect("a folder").count();
    assert_eq!(left, 3, "nothing is left beside");
}

#[test]
fn a_merge_says_what_does_not_fit() {
    let dir = Dir::new("flaws");
    let lines: Vec<String> = journal("05-conflict").lines().map(str::to_owned).collect();
    let a = dir.file("a.jsonl", lines[..6].join("\n"));
    let gap = dir.file("gap.jsonl", lines[9..12].join("\n"));
    let altered = dir.file("altered.jsonl", lines[..6].join("\n").replace("Халиков", "Сомова"));
    let (other, out) = (dir.file("other.jsonl", journal("01-clean")), dir.path("out.jsonl"));
    let output = holdpoint(&["merge", &a, &gap, "-o", &out]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(said(&output).contains("missing"), "{}", said(&output));
    let output = holdpoint(&["merge", &a, &altered, "-o", &out]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(said(&output).contains("line 1 is left out: it was changed"), "{}", said(&output));
    let output = holdpoint(&["merge", &a, &other, "-o", &out, "--lang", "ru"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("одного прогона"), "{}", said(&output));
    // A run file is not written without the plan.
    let output = holdpoint(&["merge", &a, "-o", &dir.path("out.holdpoint.json")]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("jsonl"), "{}", said(&output));
}

/// A run file brings its plan, and merging two of them gives one.
#[test]
fn a_run_file_needs_no_plan_beside_it() {
    let dir = Dir::new("file");
    let bytes = fs::read(BANK).expect("a plan");
    let text = String::from_utf8(bytes.clone()).expect("utf-8");
    let file = |lines: usize| RunFile {
        plans: vec![PlanFile::new("internet-bank.md", &bytes, text.as_str())],
        corrections: Vec::new(),
        journal: wire::journal(&first(lines)).0,
    };
    let a = dir.file("a.holdpoint.json", file(30).write());
    let output = holdpoint(&["status", &a, "--at", "2026-10-23T23:40:00Z"]);
    assert_eq!(code(&output), 7, "{}{}", printed(&output), said(&output));
    let b = dir.file("b.jsonl", first(60));
    let out = dir.path("c.holdpoint.json");
    let output = holdpoint(&["merge", &a, &b, "-o", &out]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(fs::read_to_string(&out).expect("merged"), file(60).write());
    let report = holdpoint(&["report", &out]);
    assert_eq!(code(&report), 0, "{}", said(&report));
    // One letter of the file is another: what is whole is told, and that something is not.
    let torn = file(30).write().replacen("Грёб", "Граб", 1);
    let output = holdpoint(&["report", &dir.file("torn.holdpoint.json", torn)]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(said(&output).contains("is left out"), "{}", said(&output));
}

#[test]
fn a_report_that_was_touched_is_refused() {
    let dir = Dir::new("verify");
    let honest = "tests/runs/04-rollback-retry.ru.md";
    for arguments in [&["verify", honest][..], &["verify", honest, "--plan", BANK]] {
        let output = holdpoint(arguments);
        assert_eq!(code(&output), 0, "{}", printed(&output));
        assert_eq!(printed(&output), "");
        assert!(said(&output).contains("The report holds"), "{}", said(&output));
    }
    let other = holdpoint(&["verify", honest, "--plan", "plans/web-release.md", "--lang", "ru"]);
    assert_eq!(code(&other), 1);
    assert!(printed(&other).contains("не тот план"), "{}", printed(&other));
    let text = fs::read_to_string(honest).expect("a report");
    let touched = dir.file("touched.md", text.replacen("Анна Белова", "Анна Белых", 1));
    let output = holdpoint(&["verify", &touched]);
    assert_eq!(code(&output), 1);
    assert!(printed(&output).starts_with(&format!("{touched}:")), "{}", printed(&output));
    assert_eq!(code(&holdpoint(&["verify", "README.md"])), 1);
    assert_eq!(code(&holdpoint(&["verify", "missing.md"])), 2);
    assert_eq!(code(&holdpoint(&["verify", &dir.file("bytes.md", b"\xff\xfe")])), 2);
}

#[test]
fn a_signature_is_checked_by_its_key() {
    let dir = Dir::new("signed");
    let script = fs::read_to_string("tests/runs/01-clean.run.script").expect("a script");
    let unsigned = script.lines().filter(|line| !line.contains(" sign — "));
    let unsigned: String = unsigned.map(|line| line.to_owned() + "\n").collect();
    let key = SigningKey::from_bytes(&[7; 32]);
    for (signs, expected, words) in [(7, 0, "that hold: 1"), (8, 1, "does not hold: Amara")] {
        let mut played = script::play_file(&unsigned);
        let hand = SigningKey::from_bytes(&[signs; 32]);
        played.sign_with("amara", key.verifying_key().as_bytes(), |bytes| {
            hand.sign(bytes).to_bytes().to_vec()
        });
        let run = dir.file("signed.jsonl", wire::text(&played.run().journal));
        let report = holdpoint(&["report", &run, "--plan", "plans/web-release.md"]);
        assert_eq!(code(&report), 0, "{}", said(&report));
        let output = holdpoint(&["verify", &dir.file("signed.md", &report.stdout)]);
        assert_eq!(code(&output), expected, "{}", printed(&output));
        let all = [printed(&output), said(&output)].concat();
        assert!(all.contains(words), "{all}");
    }
}

/// The browser signs with a key that cannot be exported; what it signed is checked here by other
/// mathematics. The journal was signed in Chromium by `crypto.subtle` over `Statement::to_sign`.
#[test]
fn what_a_browser_signed_is_checked_here() {
    let dir = Dir::new("browser");
    let journal = fs::read_to_string("tests/desk/signed-by-webcrypto.jsonl").expect("a journal");
    let told = |name: &str, journal: &str| {
        let run = dir.file(&format!("{name}.jsonl"), journal);
        let report = holdpoint(&["report", &run, "--plan", "plans/web-release.md"]);
        let report = dir.file(&format!("{name}.md"), &report.stdout);
        let output = holdpoint(&["verify", &report, "--plan", "plans/web-release.md"]);
        (code(&output), [printed(&output), said(&output)].concat())
    };
    let (exit, words) = told("honest", &journal);
    assert_eq!(exit, 0, "{words}");
    assert!(words.contains("that hold: 1"), "{words}");
    // Somebody else's signature in its place, with every digest made anew.
    let line = journal.lines().last().expect("a line");
    let mut entry = wire::entry(line).expect("an entry");
    let Event::SignedOff(sign) = &mut entry.event else { panic!("{line}") };
    let envelope = sign.envelope.take().expect("an envelope");
    let (before, signature) = envelope.split_once(r#""sig":""#).expect("a signature");
    sign.envelope = Some(format!("{before}\"sig\":\"AAAA{}", &signature[4..]).into());
    let mut less = wire::journal(&journal).0.entries().to_vec();
    less.pop();
    let mut forged = Journal::of(less);
    let pen = Pen {
        run: entry.run,
        actor: entry.actor,
        by: entry.by,
        at_ms: entry.at_ms,
        offset_min: entry.offset_min,
        salt: entry.salt,
    };
    forged.add(seal::write(&pen, &forged, entry.event));
    let (exit, words) = told("forged", &wire::text(&forged));
    assert_eq!(exit, 1, "{words}");
    assert!(words.contains("the signature does not hold"), "{words}");
}
