//! Our reader against `serde_json`: the same texts are JSON, and mean the same.

use super::{Node, read, spell};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// What a tree means, as `serde_json` would tell it.
fn meant(node: &Node) -> Value {
    match node {
        Node::Object(members) => {
            let name = |spelt| Node::Text(spelt).text().expect("a text").into_owned();
            members.iter().map(|(spelt, node)| (name(*spelt), meant(node))).collect()
        }
        Node::List(nodes) => nodes.iter().map(meant).collect(),
        Node::Text(_) => Value::from(node.text().expect("a text").as_ref()),
        Node::Number(digits) => serde_json::from_str(digits).expect("a number that fits"),
        Node::Bool(flag) => Value::from(*flag),
        Node::Null => Value::Null,
    }
}

#[track_caller]
fn check(text: &str) {
    let expected = serde_json::from_str::<Value>(text);
    // Numbers that no machine holds are spelt right all the same.
    let is_out_of_range =
        expected.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range"));
    match (read(text), expected) {
        (Ok(node), Ok(value)) => {
            assert_eq!(meant(&node), value, "{text}");
            assert_eq!(read(&node.compact()), Ok(node), "{text}");
        }
        (Ok(_), Err(error)) => assert!(is_out_of_range, "{text} is no JSON: {error}"),
        (Err(at), Ok(_)) => panic!("{text} is JSON, and we stop at {at}"),
        (Err(at), Err(_)) => assert!(text.is_char_boundary(at), "{text}: {at}"),
    }
}

fn composed() -> impl Strategy<Value = String> {
    let pieces = vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\t",
        "\r",
        "\u{b}",
        "\u{a0}",
        "\"",
        "\\",
        "\"a\"",
        "\"a\":",
        "\"\\u00e9\\n\"",
        "\"\\ud83d\\ude80\"",
        "\"\\ud83d\"",
        "\"\\ude80\"",
        "\"\\u12g4\"",
        "\"\\x\"",
        "\"\u{1}\"",
        "\"\u{7f}é🚀\"",
        "0",
        "-0",
        "01",
        "1.",
        ".5",
        "1.5e3",
        "1e",
        "1E+2",
        "-",
        "+1",
        "1e999",
        "12345678901234567890",
        "true",
        "false",
        "null",
        "nul",
        "NaN",
        "[1,2]",
        "{\"a\":1}",
        "//",
        "\u{feff}",
    ];
    vec(select(pieces), 0..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn the_same_texts_are_json(text in composed()) {
        check(&text);
        check(&["[", &text, "]"].concat());
    }

    #[test]
    fn a_spelt_text_means_itself(text in any::<String>()) {
        let mut spelt = String::new();
        spell(&text, &mut spelt);
        check(&["\"", &spelt, "\""].concat());
        prop_assert_eq!(Node::Text(&spelt).text().expect("a text"), text);
    }
}

#[test]
fn depth_has_an_end() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(read(&deep(64)).is_ok());
    assert_eq!(read(&deep(65)), Err(64));
    assert_eq!(read(&"[{\"a\":".repeat(100_000)), Err(6 * 32));
}
