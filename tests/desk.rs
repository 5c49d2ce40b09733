//! The command line as it is used: the real binary, real files, real pipes.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const PLAN: &str = "# Release\n\n## 1. Deploy\n\n- [ ] Roll out\n- [ ] Look at the graphs\n";

/// A directory of its own for each test, gone when the test is over.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("holdpoint-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a directory for the test");
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("a file for the test");
        path
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn holdpoint() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdpoint"));
    command.env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR");
    command
}

fn run(action: &str, paths: &[&Path], options: &[&str]) -> Output {
    holdpoint().arg(action).args(paths).args(options).output().expect("the binary runs")
}

fn start(arguments: &[&str]) -> Child {
    let mut command = holdpoint();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the binary runs")
}

fn fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = start(arguments);
    child.stdin.take().expect("piped").write_all(input).expect("input is read");
    child.wait_with_output().expect("it ends")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("utf-8")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("one JSON value and nothing else")
}

#[test]
fn inspect_prints_one_object_with_all_fields_in_order() {
    let dir = Dir::new("inspect");
    let plan = dir.file("plan.md", PLAN);
    let output = run("inspect", &[&plan], &["--json"]);
    assert_eq!(code(&output), 0);
    assert_eq!(text(&output.stderr), "");
    let sheet = json(&output);
    let fields: Vec<_> = sheet.as_object().expect("an object").keys().cloned().collect();
    assert_eq!(
        fields.join(" "),
        "schema title language source facts window sections people probes faults coverage"
    );
    assert_eq!(sheet["source"]["bytes"], PLAN.len());
    assert_eq!(sheet["source"]["lines"], 6);
    assert_eq!(run("inspect", &[&plan], &["--json"]).stdout, output.stdout, "the same bytes");
}

#[test]
fn the_hash_is_of_the_bytes_as_given() {
    let output = fed(&["inspect", "-", "--json"], b"abc");
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(json(&output)["source"]["sha256"], hash);
    let crlf = json(&fed(&["inspect", "-", "--json"], b"a\r\n"));
    let lf = json(&fed(&["inspect", "-", "--json"], b"a\n"));
    assert_ne!(crlf["source"]["sha256"], lf["source"]["sha256"]);
    assert_eq!(crlf["source"]["bytes"], 3);
}

#[test]
fn a_file_of_another_encoding_is_read() {
    let words = "# План релиза\n\n## Выкатка\n\n- [ ] Запустить миграции и проверить журнал\n";
    let windows: Vec<u8> = words.chars().map(in_windows_1251).collect();
    let sheet = json(&fed(&["inspect", "-", "--json"], &windows));
    assert_eq!(sheet["source"]["encoding"], "windows-1251");
    assert_eq!(sheet["source"]["bytes"], windows.len());
}

/// Text that some editor took for another encoding is mended, and people are told.
#[test]
fn what_was_mended_is_told_beside_the_findings() {
    let broken = "# План релиза\n\n- [ ] Запустить миграции\n";
    let broken: String = broken.bytes().map(in_windows_1252).collect();
    let output = fed(&["check", "-", "--json"], broken.as_bytes());
    let said = text(&output.stderr);
    assert!(said.contains("windows-1252") && said.contains("План релиза"), "{said}");
    json(&output);
    let sheet = json(&fed(&["inspect", "-", "--json"], broken.as_bytes()));
    assert_eq!(sheet["source"]["repaired"], "windows-1252");
    assert_eq!(sheet["source"]["unrepaired_runs"], 0);
}

/// What Windows-1252 shows for a byte, with the five that it leaves empty as browsers have them.
fn in_windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

fn in_windows_1251(letter: char) -> u8 {
    match u32::from(letter) {
        ascii @ 0..=0x7f => u8::try_from(ascii).expect("ASCII"),
        cyrillic => u8::try_from(cyrillic - 0x410 + 0xc0).expect("Cyrillic"),
    }
}

#[test]
fn a_plan_without_a_title_is_called_after_its_file() {
    let dir = Dir::new("title");
    let plan = dir.file("выкатка 2.md", "words");
    assert_eq!(json(&run("inspect", &[&plan], &["--json"]))["title"], "выкатка 2");
    assert_eq!(json(&fed(&["inspect", "-", "--json"], b"words"))["title"], "stdin");
}

#[test]
fn the_outline_is_for_people_in_their_language() {
    let english = fed(&["inspect", "-"], PLAN.as_bytes());
    assert_eq!(code(&english), 0);
    assert!(text(&english.stdout).contains("Findings"), "{}", text(&english.stdout));
    let russian = fed(&["inspect", "-", "--why", "--lang", "ru"], PLAN.as_bytes());
    assert!(text(&russian.stdout).contains("Замечания"), "{}", text(&russian.stdout));
}

#[test]
fn what_cannot_be_read_is_told_on_stderr_and_ends_with_two() {
    let dir = Dir::new("unreadable");
    let binary = dir.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0");
    let empty = dir.file("empty.md", " \n\n");
    for action in ["inspect", "check"] {
        for path in [dir.0.join("missing.md"), dir.0.clone(), binary.clone(), empty.clone()] {
            let output = run(action, &[&path], &[]);
            assert_eq!(code(&output), 2, "{action} {}", path.display());
            assert_eq!(text(&output.stdout), "");
            let said = text(&output.stderr);
            assert!(said.starts_with(path.to_str().expect("utf-8")), "{said}");
        }
    }
    let russian = run("check", &[&dir.0.join("missing.md")], &["--lang", "ru"]);
    assert!(text(&russian.stderr).contains("Такого файла нет."));
}

#[test]
fn all_plans_are_checked_and_the_worst_decides() {
    let dir = Dir::new("several");
    let (missing, plan) = (dir.0.join("missing.md"), dir.file("plan.md", PLAN));
    let output = run("check", &[&missing, &plan], &[]);
    assert_eq!(code(&output), 2);
    let said = text(&output.stderr);
    assert!(said.contains("1 file: ") && said.contains("1 file could not be read"), "{said}");
}

#[test]
fn wrong_usage_ends_with_two_and_help_with_nought() {
    let dash = Path::new("-");
    for (arguments, expected) in [
        (&[][..], 2),
        (&["check"][..], 2),
        (&["inspect", "a.md", "b.md"][..], 2),
        (&["inspect", "a.md", "--json", "--why"][..], 2),
        (&["check", "--strickt", "a.md"][..], 2),
        (&["check", "a.md", "--lang", "de"][..], 2),
        (&["--help"][..], 0),
        (&["check", "--help"][..], 0),
        (&["--version"][..], 0),
    ] {
        let output = holdpoint().args(arguments).output().expect("the binary runs");
        assert_eq!(code(&output), expected, "{arguments:?}");
        assert_eq!(output.stdout.is_empty(), expected == 2, "{arguments:?}");
    }
    assert_eq!(code(&run("check", &[dash, dash], &[])), 2);
    let version = holdpoint().arg("--version").output().expect("the binary runs");
    assert_eq!(text(&version.stdout), format!("holdpoint {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn check_prints_an_array_where_a_script_asks() {
    let output = fed(&["check", "-", "--json"], PLAN.as_bytes());
    let findings = json(&output);
    for finding in findings.as_array().expect("an array") {
        let fields: Vec<_> = finding.as_object().expect("an object").keys().cloned().collect();
        assert_eq!(fields.join(" "), "file code level message advice line column");
        assert_eq!(finding["file"], "stdin");
    }
}

#[test]
fn a_secret_fails_a_strict_check_and_is_never_printed() {
    let plan = format!("{PLAN}- [ ] log in with password: tr0ub4dor-and-3\n");
    for options in [&["check", "-"][..], &["check", "-", "--json"], &["check", "-", "--lang", "ru"]]
    {
        let strict = [options, &["--strict"]].concat();
        for (arguments, expected) in [(options, 0), (&strict, 1)] {
            let output = fed(arguments, plan.as_bytes());
            assert_eq!(code(&output), expected, "{arguments:?}");
            let (printed, said) = (text(&output.stdout), text(&output.stderr));
            assert!(printed.contains("HP503"), "{printed}");
            assert!(!printed.contains("tr0ub") && !said.contains("tr0ub"), "{printed}{said}");
        }
    }
    let outline = fed(&["inspect", "-"], plan.as_bytes());
    assert!(!text(&outline.stdout).contains("tr0ub"), "{}", text(&outline.stdout));
}

#[test]
fn nothing_is_coloured_in_a_pipe_unless_asked_for() {
    let plain = fed(&["inspect", "-"], PLAN.as_bytes());
    assert!(!plain.stdout.contains(&0x1b));
    let mut command = holdpoint();
    let dir = Dir::new("colour");
    let file = dir.file("plan.md", PLAN);
    command.arg("inspect").arg(&file).env("CLICOLOR_FORCE", "1");
    assert!(command.output().expect("the binary runs").stdout.contains(&0x1b));
    command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    assert!(!command.output().expect("the binary runs").stdout.contains(&0x1b));
}

/// As `| head -1` does: the reader takes a little and goes away.
#[test]
fn a_closed_pipe_is_a_normal_end() {
    let long = format!("{PLAN}{}", "- [ ] one more step\n".repeat(50_000));
    let dir = Dir::new("pipe");
    let plan = dir.file("plan.md", long);
    let plan = plan.to_str().expect("utf-8");
    for arguments in [&["inspect", plan][..], &["inspect", plan, "--json"], &["check", plan]] {
        let mut child = start(arguments);
        let mut stdout = child.stdout.take().expect("piped");
        let _ = stdout.read(&mut [0; 1]).expect("something is printed or nothing is");
        drop(stdout);
        let output = child.wait_with_output().expect("it ends");
        assert!(code(&output) < 2, "{arguments:?}: {}", text(&output.stderr));
        assert!(!text(&output.stderr).contains("panicked"), "{}", text(&output.stderr));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = fs::File::create("/dev/full").expect("a device that is always full");
    let mut command = holdpoint();
    let dir = Dir::new("full");
    let output = command.arg("inspect").arg(dir.file("plan.md", PLAN)).stdout(full).output();
    let output = output.expect("the binary runs");
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).starts_with("holdpoint: "), "{}", text(&output.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn an_endless_device_ends() {
    assert_eq!(code(&run("check", &[Path::new("/dev/zero")], &[])), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_still_a_name() {
    use std::os::unix::ffi::OsStrExt;
    let dir = Dir::new("name");
    let plan = dir.0.join(std::ffi::OsStr::from_bytes(b"plan-\xff.md"));
    fs::write(&plan, PLAN).expect("a file for the test");
    let output = run("inspect", &[&plan], &["--json"]);
    assert_eq!(code(&output), 0);
    json(&output);
    assert!(code(&run("check", &[&plan], &[])) < 2);
    let missing = dir.0.join(std::ffi::OsStr::from_bytes(b"\xfe\x1b[31m.md"));
    let output = run("check", &[&missing], &[]);
    assert_eq!(code(&output), 2);
    assert!(!output.stderr.contains(&0x1b), "the name must not steer the terminal");
}
