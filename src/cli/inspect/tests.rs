//! A plan built by hand, as JSON and as an outline, byte for byte.
//!
//! The golden files stand in `tests/desk`; `make golden` writes them
//! anew. Read their difference before you commit it.

mod sample;

use super::outline::Page;
use super::*;
use crate::plan::{Id, Item, ItemIx, Plan, Section, SectionIx};
use std::path::Path;

#[track_caller]
fn golden(name: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desk").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, printed).expect("a golden file to write");
    }
    let expected = std::fs::read_to_string(&path).expect("a golden file");
    assert_eq!(printed, expected, "{name} differs");
}

fn sheet(reading: &Reading) -> String {
    let document = sample::document();
    let mut out = Vec::new();
    json::print(&mut out, &json::sheet(&document, reading, Lang::En)).expect("memory takes all");
    String::from_utf8(out).expect("text")
}

fn outline(reading: &Reading, lang: Lang, why: bool) -> String {
    let mut out = anstream::StripStream::new(Vec::new());
    let mut page = Page::new(&mut out, &reading.veil, lang, why);
    page.print(&sample::document(), reading).expect("memory takes all");
    String::from_utf8(out.into_inner()).expect("text")
}

#[test]
fn json_is_the_contract_byte_for_byte() {
    golden("plan.json", &sheet(&sample::reading()));
}

#[test]
fn the_outline_shows_the_same_plan_in_both_languages() {
    golden("outline.en.txt", &outline(&sample::reading(), Lang::En, false));
    golden("outline.ru.txt", &outline(&sample::reading(), Lang::Ru, true));
}

#[test]
fn a_bare_plan_leaves_no_field_out() {
    let bare = sample::with(Plan::default());
    let sheet: serde_json::Value = serde_json::from_str(&sheet(&bare)).expect("JSON");
    assert_eq!(sheet["title"], "plan");
    assert_eq!(sheet["window"], serde_json::Value::Null);
    assert_eq!(sheet["sections"], serde_json::json!([]));
    assert_eq!(sheet.as_object().expect("an object").len(), 11);
}

#[test]
fn whole_values_have_no_point() {
    let number = |value| json::number(value).map(|number| number.to_string());
    assert_eq!(number(5.0).as_deref(), Some("5"));
    assert_eq!(number(-0.0).as_deref(), Some("0"));
    assert_eq!(number(99.95).as_deref(), Some("99.95"));
    assert_eq!(number(1e15).as_deref(), Some("1000000000000000"));
    assert_eq!(number(f64::NAN), None);
    assert_eq!(number(f64::INFINITY), None);
}

/// Parents that stand in another section, or behind their children, do not lose an item.
#[test]
fn every_item_is_printed_whatever_its_parent() {
    let item = |n: usize, parent: Option<usize>, section: usize| Item {
        id: Id::ROOT.child(&n.to_string()),
        text: format!("item {n}").into(),
        section: SectionIx::new(section),
        parent: parent.map(ItemIx::new),
        ..sample::item()
    };
    let section = |items| Section { items, ..sample::section() };
    let reading = sample::with(Plan {
        sections: vec![section(0..3), section(3..5)],
        items: vec![
            item(0, Some(2), 0),
            item(1, Some(0), 0),
            item(2, Some(1), 0),
            item(3, Some(0), 1),
            item(4, Some(99), 1),
        ],
        ..Plan::default()
    });
    let sheet = sheet(&reading);
    for n in 0..5 {
        assert_eq!(sheet.matches(&format!("item {n}\"")).count(), 1, "item {n}: {sheet}");
    }
}
