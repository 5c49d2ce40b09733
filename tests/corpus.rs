//! Every plan of `tests/plans`, read by the desk as a user would: what a person counted in it
//! (`NAME.want`, by hand) and its whole model (`NAME.json`, golden: `make golden` refreshes it).

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans");

/// All plans, by name.
fn plans() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(PLANS)
        .expect("tests/plans stands in the package")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    found.sort();
    found
}

/// What `holdpoint inspect NAME --json` prints, with the plans' folder as the working one.
fn inspected(plan: &Path) -> String {
    let name = plan.file_name().expect("a file's name");
    let run = Command::new(env!("CARGO_BIN_EXE_holdpoint"))
        .current_dir(PLANS)
        .args(["inspect", "--json"])
        .arg(name)
        .output()
        .expect("the binary runs");
    assert!(run.status.success(), "{}: {}", plan.display(), String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("the model is UTF-8")
}

/// Sections or items with all that they hold, in document order.
fn each<'v>(list: &'v Value, below: &str, out: &mut Vec<&'v Value>) {
    for node in list.as_array().into_iter().flatten() {
        out.push(node);
        each(&node[below], below, out);
    }
}

/// The counts of a model, under the names that `.want` files use.
fn counted(model: &Value) -> BTreeMap<&'static str, String> {
    let mut sections = Vec::new();
    each(&model["sections"], "sections", &mut sections);
    let mut items = Vec::new();
    for section in &sections {
        each(&section["items"], "items", &mut items);
    }
    let of = |kind: &str| items.iter().filter(|item| item["kind"] == kind).count().to_string();
    let stages: Vec<&str> = sections
        .iter()
        .filter(|section| section["role"] == "stage")
        .filter_map(|section| section["title"].as_str())
        .collect();
    BTreeMap::from([
        ("title", model["title"].as_str().unwrap_or_default().to_owned()),
        ("language", model["language"].as_str().unwrap_or_default().to_owned()),
        ("stages", if stages.is_empty() { "none".to_owned() } else { stages.join(" | ") }),
        ("steps", of("step")),
        ("go", of("go")),
        ("abort", of("abort")),
        ("rollback", of("rollback")),
        ("artefacts", of("artefact")),
        ("done", items.iter().filter(|item| item["done"] == true).count().to_string()),
        ("people", model["people"].as_array().map_or(0, Vec::len).to_string()),
        ("window", window(&model["window"])),
        ("tiers", tiers(&items)),
    ])
}

fn window(window: &Value) -> String {
    let part = |name: &str| window[name].as_str().unwrap_or_default();
    if window.is_null() {
        return "none".to_owned();
    }
    format!("{}-{} {}", part("from"), part("to"), part("zone")).trim().to_owned()
}

/// `P0=6 P1=5`: rollback criteria by how grave they are.
fn tiers(items: &[&Value]) -> String {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items.iter().filter(|item| item["kind"] == "abort") {
        if let Some(tier) = item["tier"].as_str() {
            *found.entry(tier).or_default() += 1;
        }
    }
    let told: Vec<String> = found.iter().map(|(tier, n)| format!("{tier}={n}")).collect();
    if told.is_empty() { "none".to_owned() } else { told.join(" ") }
}

/// The lines of a `.want` file.
fn wanted(plan: &Path) -> BTreeMap<String, String> {
    let path = plan.with_extension("want");
    let text = std::fs::read_to_string(&path).expect("each plan has its counts beside it");
    text.lines()
        .map(|line| line.split(" #").next().unwrap_or_default().trim())
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

#[test]
fn a_person_counts_the_same() {
    let mut wrong = Vec::new();
    for plan in plans() {
        let model: Value = serde_json::from_str(&inspected(&plan)).expect("valid JSON");
        let name = plan.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let got = counted(&model);
        let want = wanted(&plan);
        assert!(want.len() >= 6, "{name}.want counts next to nothing");
        for (key, want) in &want {
            let want = if want == "-" { "none" } else { want };
            match got.get(key.as_str()) {
                Some(got) if got != want => wrong.push(format!("{name}: {key}: {got}, not {want}")),
                None if key != "faults" => wrong.push(format!("{name}.want: unknown key {key}")),
                _ => {}
            }
        }
        let told: BTreeSet<&str> = model["faults"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|fault| fault["code"].as_str())
            .collect();
        for code in want.get("faults").into_iter().flat_map(|codes| codes.split_whitespace()) {
            if code.starts_with("HP") && !told.contains(code) {
                wrong.push(format!("{name}: {code} is not told"));
            }
        }
        if model["coverage"]["unplaced"].as_array().is_none_or(|lines| !lines.is_empty()) {
            wrong.push(format!("{name}: lines that no node holds"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn models_are_as_they_were() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut changed = Vec::new();
    for plan in plans() {
        let golden = plan.with_extension("json");
        let model = inspected(&plan);
        if update {
            std::fs::write(&golden, &model).expect("the golden file can be written");
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != model {
            changed.push(plan.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    assert!(
        changed.is_empty(),
        "read otherwise than before: {}. `make golden` refreshes; read the diff.",
        changed.join(", ")
    );
}

#[test]
fn samples_on_the_shelf_are_without_fault() {
    let shelf = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    let mut seen = 0;
    for entry in std::fs::read_dir(shelf).expect("plans stands in the package") {
        let path = entry.expect("a readable entry").path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let run = Command::new(env!("CARGO_BIN_EXE_holdpoint"))
            .args(["check", "--strict"])
            .arg(&path)
            .output()
            .expect("the binary runs");
        let told = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "{}:\n{told}", path.display());
        seen += 1;
    }
    assert!(seen >= 5, "five samples stand on the shelf, found {seen}");
}

#[test]
fn the_corpus_is_broad() {
    assert!(plans().len() >= 30, "at least 30 plans stand in tests/plans");
}
