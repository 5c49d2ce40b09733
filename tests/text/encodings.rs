//! Each encoding with each line end, and what is refused.

use super::decode;
use holdpoint::text::binary::Format;
use holdpoint::text::{Refusal, Source, open};

const RUSSIAN: &str = "# План релиза 2.4\n\n## Этап 1. Подготовка\n- [ ] Собрать артефакт `api`\n\
    - [x] Предупредить команду — в 02:00\n\nКритерии отката: ошибок больше 5 %\n";
const SHORT: &str = "# План\n";
const CAPITALS: &str = "ПЛАН РЕЛИЗА\nЭТАП ПЕРВЫЙ: ОТКАТ БАЗЫ ДАННЫХ\n";
const UKRAINIAN: &str = "# План релізу\n\n- Перевірити міграцію бази та дії команди\n";

fn encoded(label: &str, text: &str) -> Vec<u8> {
    match label {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label");
            encoding.encode(text).0.into_owned()
        }
    }
}

#[track_caller]
fn opened(bytes: &[u8]) -> Source {
    open(bytes, &decode).expect("text")
}

#[track_caller]
fn check(bytes: &[u8], label: &str, expected: &str) {
    let source = opened(bytes);
    assert_eq!((source.encoding, &*source.text), (label, expected));
    assert_eq!((source.lost, source.repaired, source.original), (0, None, None));
    assert_eq!(source.bytes, bytes.len());
}

#[test]
fn each_encoding_with_each_line_end_is_read() {
    for label in ["utf-8", "utf-16le", "utf-16be", "windows-1251", "koi8-r", "ibm866"] {
        for text in [RUSSIAN, SHORT, CAPITALS] {
            let text = if label == "ibm866" { text.replace('—', "-") } else { text.to_owned() };
            let text = if label == "koi8-r" { text.replace('—', "─") } else { text };
            for end in ["\n", "\r\n", "\r"] {
                check(&encoded(label, &text.replace('\n', end)), label, &text);
            }
        }
    }
    check(&encoded("windows-1251", UKRAINIAN), "windows-1251", UKRAINIAN);
    check(&encoded("utf-16le", "Plan\n"), "utf-16le", "Plan\n");
    check(&encoded("utf-16be", "Plan 🚀 готов\n"), "utf-16be", "Plan 🚀 готов\n");
}

#[test]
fn one_word_is_enough_to_tell_the_encoding() {
    for word in ["План", "Релиз", "откат", "Готово", "ЭТАП", "Проверить", "миграция"]
    {
        for label in ["windows-1251", "koi8-r", "ibm866"] {
            check(&encoded(label, word), label, word);
        }
    }
}

#[test]
fn russian_among_latin_and_tables_is_told() {
    let text = "| Step | Owner |\n|---|---|\n| Deploy api-gateway | Пётр |\n| Rollback | Анна |\n";
    for label in ["windows-1251", "koi8-r", "ibm866"] {
        check(&encoded(label, text), label, text);
    }
    let boxes = "┌──────────┐\n│ План     │\n└──────────┘\nСобрать и выкатить\n";
    check(&encoded("ibm866", boxes), "ibm866", boxes);
}

#[test]
fn western_letters_within_latin_words_are_no_cyrillic() {
    for text in ["Rückfall für später\n", "déjà réglé\n", "Straße\n", "# Plan — “Größe”\n"]
    {
        check(&encoded("windows-1252", text), "windows-1252", text);
    }
}

#[test]
fn byte_order_marks_decide_and_are_dropped() {
    for label in ["utf-8", "utf-16le", "utf-16be"] {
        check(&encoded(label, &format!("\u{FEFF}{RUSSIAN}")), label, RUSSIAN);
        check(&encoded(label, "\u{FEFF}a"), label, "a");
    }
}

#[test]
fn a_damaged_character_does_not_make_a_file_cyrillic() {
    let cut = RUSSIAN.find("ошибок").expect("a word") + 1;
    let bytes = &RUSSIAN.as_bytes()[..cut];
    let source = opened(bytes);
    assert_eq!((source.encoding, source.lost), ("utf-8", 1));
    assert!(source.text.starts_with("# План релиза") && source.text.ends_with('\u{FFFD}'));

    let source = opened(b"\xD0\x9F\xD0\xBB\xD0\xD0\xB0\xD0\xBD 1");
    assert_eq!((&*source.text, source.lost), ("Пл\u{FFFD}ан 1", 1));

    let source = opened(b"\xFF\xFEP\0l\0a\0n\0\0\xD8\n\0");
    assert_eq!((&*source.text, source.lost), ("Plan\u{FFFD}\n", 1));
}

#[track_caller]
fn check_refused(bytes: &[u8], expected: Refusal) {
    assert_eq!(open(bytes, &decode), Err(expected));
}

#[test]
fn files_that_are_no_text_are_refused() {
    let known = |format| Refusal::Binary { offset: 0, format: Some(format) };
    check_refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", known(Format::Png));
    check_refused(b"PK\x03\x04\x14\0\x06\0\x08\0word/document.xml", known(Format::Docx));
    check_refused(b"%PDF-1.4\nno nul in here", known(Format::Pdf));
    check_refused(b"{\\rtf1\\ansi Plan}", known(Format::Rtf));
    check_refused(b"\xFF\xFE\0\0P\0\0\0", known(Format::Utf32));
    let unknown = |offset| Refusal::Binary { offset, format: None };
    check_refused(b"# Plan\0", unknown(6));
    check_refused("# План\0\0".as_bytes(), unknown(10));
    check_refused(b"\xEF\xBB\xBF# Plan\0", unknown(9));
    check_refused(b"\xFF\xFEP\0l\0\0\0\n\0", unknown(6));
    check_refused(b"\x01\x02\x03\x04\x05 plan", unknown(0));
    check_refused(b"\x80\x01\x02\x03\xFF\x05\x06", unknown(1));
}

#[test]
fn nothing_is_refused_as_nothing() {
    for bytes in [&b""[..], b"  \r\n\t\n", b"\xEF\xBB\xBF", b"\xFF\xFE", "\u{A0}\n".as_bytes()] {
        check_refused(bytes, Refusal::Empty);
    }
}

#[test]
fn a_stray_control_character_is_text_all_the_same() {
    let log = format!("{RUSSIAN}\u{1b}[32mok\u{1b}[0m\u{8} \u{c}");
    check(log.as_bytes(), "utf-8", &log);
}
