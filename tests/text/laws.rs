//! Laws of reading and mending, on arbitrary bytes and on arbitrary words.

use super::{decode, each_way, repaired};
use holdpoint::text::open;
use proptest::collection::vec;
use proptest::prelude::*;

const WORDS: [&str; 36] = [
    "план",
    "Релиз",
    "откат",
    "и",
    "в",
    "на",
    "с",
    "А",
    "И",
    "Ёж",
    "съезд",
    "Проверить",
    "миграцию",
    "базы",
    "ГОТОВО",
    "РЕЛИЗ",
    "этап",
    "Ответственный",
    "Рома",
    "the",
    "Deploy",
    "rollback",
    "p95",
    "🚀",
    "✅",
    "⚠️",
    "—",
    "→",
    "«да»",
    "№1",
    "≤",
    "…",
    "“ок”",
    "1️⃣",
    "\n",
    "\n\n- [ ]",
];

fn words(least: usize) -> impl Strategy<Value = String> {
    vec(0..WORDS.len(), least..60).prop_map(|picked| {
        let picked: Vec<&str> = picked.into_iter().map(|at| WORDS[at]).collect();
        format!("План {}", picked.join(" "))
    })
}

/// Characters that wrong decodings are made of.
fn strange() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        3 => "[ÐÑÃÂâ–—√¬РСГВвр]",
        3 => "[\u{80}-\u{BF}€‚„…†‡‰‹Œ‘’“”•–—™›œžŸŠšŽЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјЅѕї∞ªºΩπ∏∫]",
        1 => "[ a-z\\n]",
        1 => "\\PC",
    ];
    vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn opening_never_panics(bytes in vec(any::<u8>(), 0..300)) {
        if let Ok(source) = open(&bytes, &decode) {
            let plain = !source.text.contains('\r') && !source.text.starts_with('\u{FEFF}');
            prop_assert!(plain, "{:?}", source.text);
        }
    }

    #[test]
    fn what_is_mended_stays(text in prop_oneof![any::<String>(), strange()]) {
        if let Some((mended, _)) = repaired(&text) {
            prop_assert_eq!(repaired(&mended), None);
        }
    }

    #[test]
    fn words_decoded_wrongly_are_mended(text in words(1)) {
        prop_assert_eq!(repaired(&text), None);
        for (_, wrong) in each_way(&text) {
            let (mended, repaired) = repaired(&wrong).expect("something to mend");
            prop_assert_eq!(&mended, &text);
            prop_assert_eq!(repaired.unrepaired_runs, 0);
        }
    }

    #[test]
    fn bytes_of_any_text_come_back(text in words(1), end in prop_oneof!["\n", "\r\n", "\r"]) {
        let source = open(text.replace('\n', &end).as_bytes(), &decode).expect("text");
        prop_assert_eq!(source.text, text);
    }
}
