//! The house rules, as tables, held against the sources: who may know whom, who alone may know
//! which crate, and the shape of a file. A rule that is broken is named by file, line and name;
//! when a table here changes, the crate's own doc changes with it.

#[path = "house/reading.rs"]
mod reading;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use reading::{Named, Reading};

/// Each room, and the other rooms it may name. Rooms that nobody has built yet have their place.
const ROOMS: [(&str, &[&str]); 10] = [
    ("text", &[]),
    ("plan", &["text"]),
    ("run", &["text", "plan"]),
    ("words", &["text", "plan", "run"]),
    ("report", &["text", "plan", "run", "words"]),
    ("view", &["text", "plan", "run", "words", "report"]),
    ("site", &["text", "plan", "run", "words", "report", "view"]),
    ("web", &["text", "plan", "run", "words", "report", "view"]),
    ("cli", &["text", "plan", "run", "words", "report", "site"]),
    ("main", &["web", "cli"]),
];

/// What only some may name, and who. A crate, or a path within one; a room, or a part of one.
const OWNED: [(&str, &[&str]); 40] = [
    ("anstream", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("chrono_tz", &["cli"]),
    ("clap", &["cli"]),
    ("ed25519_dalek", &["cli"]),
    ("encoding_rs", &["cli"]),
    ("mimalloc", &["cli"]),
    ("ureq", &["cli"]),
    ("flate2", &["cli"]),
    ("sha2", &["run", "cli"]),
    ("std::env", &["cli"]),
    ("std::fs", &["cli"]),
    ("std::io::stderr", &["cli"]),
    ("std::io::stdin", &["cli"]),
    ("std::io::stdout", &["cli"]),
    ("std::net", &["cli"]),
    ("std::process", &["cli", "main"]),
    ("std::thread", &["cli"]),
    ("std::time::Instant", &["cli"]),
    ("std::time::SystemTime", &["cli"]),
    ("console_error_panic_hook", &["web"]),
    ("gloo", &["web"]),
    ("gloo_events", &["web"]),
    ("gloo_file", &["web"]),
    ("gloo_net", &["web"]),
    ("gloo_storage", &["web"]),
    ("gloo_timers", &["web"]),
    ("js_sys", &["web"]),
    ("leptos::mount", &["web"]),
    ("leptos::wasm_bindgen", &["web"]),
    ("leptos::web_sys", &["web"]),
    ("wasm_bindgen", &["web"]),
    ("wasm_bindgen_futures", &["web"]),
    ("web_sys", &["web"]),
    ("chrono", &["plan", "run", "report", "words", "view", "site", "web", "cli"]),
    ("leptos", &["view", "site", "web"]),
    ("memchr", &["text", "plan"]),
    ("pulldown_cmark", &["plan/read"]),
    ("serde", &["run", "web", "cli"]),
    ("serde_json", &["run/wire", "cli/inspect", "cli/check"]),
];

/// The longest a file, a function and a component may be, in lines.
const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 60;
const COMPONENT_LINES: usize = 70;

#[test]
fn the_sources_keep_the_house_rules() {
    let mut broken = Vec::new();
    for folder in ["src", "tests", "benches", "fuzz/fuzz_targets"] {
        for (path, source) in sources(folder) {
            broken.extend(faults(&path, &source));
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn no_two_rooms_know_each_other() {
    for (at, (room, known)) in ROOMS.iter().enumerate() {
        for other in *known {
            let above = ROOMS[..at].iter().any(|(name, _)| name == other);
            assert!(above, "the table lets {room} know {other}, which does not stand above it");
        }
    }
}

#[test]
fn every_dependency_has_an_owner() {
    let owned: BTreeSet<&str> = OWNED.iter().map(|(name, _)| *name).collect();
    let missing: Vec<String> = dependencies(&fs::read_to_string("Cargo.toml").expect("manifest"))
        .into_iter()
        .filter(|name| !owned.contains(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "add to the table of owners in tests/house.rs: {missing:?}");
}

/// The crates a manifest names outside of its dev-dependencies, as code names them.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut within = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            within = line.ends_with("dependencies]") && !line.ends_with("dev-dependencies]");
        } else if within && let Some((name, _)) = line.split_once('=') {
            names.push(name.trim().replace('-', "_"));
        }
    }
    names
}

/// Every Rust file below a folder with its text, if there is such a folder.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.expect("a readable folder").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let source = fs::read_to_string(&path).expect("a readable source");
                found.push((path.to_string_lossy().replace('\\', "/"), source));
            }
        }
    }
    found.sort();
    found
}

/// Every rule that one file breaks, as `file:line: what`.
fn faults(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |line: usize, what: String| faults.push(format!("{path}:{line}: {what}"));
    if !source.starts_with("//!") {
        fault(1, "the file does not open with a word on what it is (//!)".into());
    }
    if path.ends_with("/mod.rs") {
        fault(1, "a module's file bears its name, not mod.rs".into());
    }
    let lines = source.lines().count();
    if lines > FILE_LINES {
        fault(lines, format!("{lines} lines; a file ends at {FILE_LINES}"));
    }
    let file = match syn::parse_file(source) {
        Ok(file) => file,
        Err(error) => {
            fault(error.span().start().line, format!("cannot be read: {error}"));
            return faults;
        }
    };
    let reading = Reading::of(module_of(path), &file);
    for function in reading.functions {
        let limit = if function.is_component { COMPONENT_LINES } else { FUNCTION_LINES };
        if function.lines > limit {
            let (name, lines) = (function.name, function.lines);
            fault(function.line, format!("`{name}` has {lines} lines; it ends at {limit}"));
        }
    }
    if let Some(inside) = path.strip_prefix("src/").filter(|path| *path != "lib.rs") {
        let module = inside.trim_end_matches(".rs");
        let wrong: BTreeSet<_> = reading.named.iter().filter_map(|n| n.wrong_in(module)).collect();
        for (line, what) in wrong {
            fault(line, what);
        }
    }
    faults
}

/// `src/plan/read.rs` is the module `plan`, `read`.
fn module_of(path: &str) -> Vec<String> {
    let path = Path::new(path.strip_prefix("src/").unwrap_or(path)).with_extension("");
    path.iter().map(|part| part.to_string_lossy().into_owned()).collect()
}

impl Named {
    /// Why a module must not name this, if it must not.
    fn wrong_in(&self, module: &str) -> Option<(usize, String)> {
        let room = module.split('/').next().unwrap_or_default();
        let spoken = self.path.join("::");
        let what = match (self.path[0].as_str(), self.path.get(1)) {
            ("crate", None) => (self.glob).then(|| "names the whole crate".to_owned()),
            ("crate", Some(other)) => {
                let is_room = ROOMS.iter().any(|(name, _)| name == other);
                let may = ROOMS.iter().any(|(name, known)| {
                    *name == room && (other == room || known.contains(&other.as_str()))
                });
                match (is_room, may) {
                    (_, true) => None,
                    (true, false) => Some(format!("{room} must not know {other}")),
                    // The crate's root holds rooms alone.
                    (false, false) => Some(format!("{other} has no place in tests/house.rs")),
                }
            }
            (_, _) => self
                .owners()
                .find(|(_, owners)| !owners.iter().any(|o| within(o, module)))
                .map(|(name, owners)| {
                    format!("{room} must not know {name}; {} may", owners.join(", "))
                }),
        };
        what.map(|what| (self.line, format!("{what}: `{spoken}`")))
    }

    /// The owned things this path is, is within, or takes in by a `*`.
    fn owners(&self) -> impl Iterator<Item = &(&'static str, &'static [&'static str])> {
        OWNED.iter().filter(|(name, _)| {
            let parts: Vec<&str> = name.split("::").collect();
            let shared = parts.iter().zip(&self.path).take_while(|(a, b)| *a == b).count();
            shared == parts.len() || (self.glob && shared == self.path.len() && shared > 1)
        })
    }
}

/// Whether a module is the owner or a part of it.
fn within(owner: &str, module: &str) -> bool {
    module.strip_prefix(owner).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What the checker says of a small source, after its opening line.
#[track_caller]
fn check(path: &str, source: &str, expected: &[&str]) {
    let found = faults(path, &format!("//! Small.\n{source}"));
    assert_eq!(found, expected, "in {source}");
}

#[test]
fn an_import_upward_is_named() {
    let said = ["src/plan/read.rs:2: plan must not know web: `crate::web::app`"];
    check("src/plan/read.rs", "use crate::web::app;", &said);
    check("src/plan/read.rs", "use crate::{text, web::app};", &said);
    check("src/plan/read.rs", "use super::super::web::app;", &said);
    check("src/plan/read.rs", "fn f() { crate::web::app() }", &said);
    check("src/plan/read.rs", "fn f(a: crate::web::app) {}", &said);
    check("src/plan/read.rs", "fn f() { g!(1, [crate::web::app]) }", &said);
    check(
        "src/plan/read.rs",
        "use crate as all; fn f() { all::web::app() }",
        &["src/plan/read.rs:2: names the whole crate: `crate`", said[0]],
    );
    check(
        "src/plan/read.rs",
        "use crate::*;",
        &["src/plan/read.rs:2: names the whole crate: `crate`"],
    );
    check(
        "src/words.rs",
        "use crate::attic::Box;",
        &["src/words.rs:2: attic has no place in tests/house.rs: `crate::attic::Box`"],
    );
}

#[test]
fn what_stands_below_may_be_known() {
    check("src/run/fold.rs", "use crate::plan::Plan; use super::gate; use crate::run::watch;", &[]);
    check("src/plan.rs", "mod tests { use super::*; fn f() { super::read::read() } }", &[]);
    check("src/main.rs", "fn main() { holdpoint::cli::main() }", &[]);
    check("tests/serve.rs", "use std::fs; use holdpoint::cli;", &[]);
}

#[test]
fn a_crate_has_its_owners() {
    let fs = "cli may: `std::fs::read`";
    let said = format!("src/run.rs:2: run must not know std::fs; {fs}");
    check("src/run.rs", "use std::fs::read;", &[&said]);
    check("src/run.rs", "fn f() { ::std::fs::read(p) }", &[&said]);
    check("src/run.rs", "fn f() { g! { std::fs::read(p) } }", &[&said]);
    check(
        "src/run.rs",
        "use std::time as t; fn f() { t::SystemTime::now() }",
        &[
            "src/run.rs:2: run must not know std::time::SystemTime; cli may: `std::time::SystemTime::now`",
        ],
    );
    check(
        "src/plan/lint.rs",
        "use pulldown_cmark::Event;",
        &[
            "src/plan/lint.rs:2: plan must not know pulldown_cmark; plan/read may: `pulldown_cmark::Event`",
        ],
    );
    check("src/plan/read/outline.rs", "use pulldown_cmark::Event;", &[]);
    check("src/cli/inspect.rs", "use serde_json::json;", &[]);
    check(
        "src/view/row.rs",
        "use web_sys::Event;",
        &["src/view/row.rs:2: view must not know web_sys; web may: `web_sys::Event`"],
    );
}

#[test]
fn a_file_has_a_shape() {
    let long = format!("fn f() {{\n{}}}", "    g();\n".repeat(FUNCTION_LINES));
    check("src/plan.rs", &long, &["src/plan.rs:2: `f` has 62 lines; it ends at 60"]);
    check("src/view.rs", &format!("#[component]\n{long}"), &[]);
    check(
        "src/plan.rs",
        &"\n".repeat(FILE_LINES),
        &["src/plan.rs:501: 501 lines; a file ends at 500"],
    );
    check(
        "src/plan/mod.rs",
        "",
        &["src/plan/mod.rs:1: a module's file bears its name, not mod.rs"],
    );
    assert_eq!(
        faults("src/plan.rs", "use crate::text;"),
        ["src/plan.rs:1: the file does not open with a word on what it is (//!)"]
    );
    assert_eq!(dependencies("[dependencies]\na-b = 1\n[x.dev-dependencies]\nc = 2"), ["a_b"]);
}
