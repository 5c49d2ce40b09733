//! Repair under Latin-1, which needs no table: each byte is the character of its number.

use super::*;
use crate::text::Charset;

/// Knows one encoding only, and shows it as Latin-1.
fn latin1(charset: Charset, bytes: &[u8]) -> String {
    let known = charset == Charset::Windows1252;
    bytes.iter().filter(|_| known).map(|byte| char::from(*byte)).collect()
}

fn wrongly(text: &str) -> String {
    latin1(Charset::Windows1252, text.as_bytes())
}

#[track_caller]
fn check(input: &str, expected: Option<&str>) {
    let mended = repair(input, &latin1).map(|(mended, _)| mended);
    assert_eq!(mended.as_deref(), expected);
}

#[test]
fn what_was_decoded_wrongly_is_mended() {
    for text in ["План релиза и отката", "— 🚀 готово", "für später", "计划"]
    {
        check(&wrongly(text), Some(text));
        check(&wrongly(&wrongly(text)), Some(text));
    }
}

#[test]
fn what_is_right_stays() {
    for text in ["Plan", "План", "Ã", "für später", "«À l’été»", "AMANHû E IRM㻠à", ""]
    {
        check(text, None);
    }
}

#[test]
fn the_name_of_the_wrong_encoding_tells_control_characters_from_punctuation() {
    let (_, repaired) = repair(&wrongly("План"), &latin1).expect("mended");
    assert_eq!(repaired.charset.label(), "latin-1");
    let (_, repaired) = repair(&wrongly("¡für später!"), &latin1).expect("mended");
    assert_eq!(repaired.charset.label(), "windows-1252");
}

#[test]
fn the_sample_is_the_first_mended_words() {
    let (_, repaired) = repair(&wrongly("# Release: План отката\n"), &latin1).expect("mended");
    let sample = repaired.sample.expect("sample");
    assert_eq!(sample, (wrongly("План отката"), "План отката".to_owned()));
}
