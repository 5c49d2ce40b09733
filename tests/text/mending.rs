//! What is mended: each wrong encoding, whole, damaged, in part, twice.

use super::{as_latin1, each_way, repaired, wrongly};
use holdpoint::text::Charset::{MacRoman, Windows1251, Windows1252};
use holdpoint::text::open;

#[track_caller]
fn check(input: &str, expected: &str) {
    let mended = repaired(input).map_or_else(|| input.to_owned(), |(mended, _)| mended);
    assert_eq!(mended, expected, "from {input:?}");
}

/// How many runs are mended, and how many stay broken.
#[track_caller]
fn check_runs(input: &str, runs: u32, unrepaired: u32) {
    let (mended, repaired) = repaired(input).expect("something to mend");
    let counted = (repaired.runs, repaired.unrepaired_runs);
    assert_eq!(counted, (runs, unrepaired), "{input:?} became {mended:?}");
}

/// What Windows shows for bytes that it has no character for.
const UNASSIGNED: [char; 5] = ['\u{81}', '\u{8D}', '\u{8F}', '\u{90}', '\u{9D}'];

const TEXTS: [&str; 17] = [
    "План",
    "Откат",
    "# 🚀 План релиза 2.0\n\n- [ ] Собрать и выкатить (в 02:00)\n- ✅ Готово: 5 % ошибок\n",
    "# План отката\n\nЁлка, съезд, объём; «ёж» — это №1…\n\nИ в лес\nА я\n",
    "Ґанок, їжак, є що їсти. Рішення прийнято: дії команди “Схід” — негайно.",
    "Прод → стейдж ← дев; ≤ 5 %, ≥ 3, ± 1, 10 °C ☐ ☑ ⚠️ ⬜ ❌ 1️⃣ 2️⃣ 👩‍💻 🇷🇺",
    "Release — plan → “done” ✅ it’s • ready…",
    "Step 1 → Step 2",
    "⚠️ Stop",
    "Rückfall für später: größer, schöner, Übergabe, außerdem Österreich",
    "déjà vu, où, Été à Nîmes, «ça va», cœur, œuf, naïve",
    "Implantação: não há alteração após a manhã; coração, avó, avô, três",
    "Zażółć gęślą jaźń: wdrożenie, późno, źródło, środa",
    "计划：发布与回滚，全部完成。",
    "リリース計画、ロールバック手順",
    "Σχέδιο έκδοσης και επαναφοράς",
    "Kế hoạch phát hành: kiểm tra, triển khai, hoàn tác",
];

#[test]
fn each_wrong_encoding_is_mended() {
    for text in TEXTS {
        for (label, wrong) in each_way(text) {
            let (mended, repaired) = repaired(&wrong).unwrap_or_else(|| panic!("{label}: {wrong}"));
            assert_eq!(mended, text, "{label}");
            // The two differ in 27 characters, and some texts have none of them.
            let controls = |c| ('\u{80}'..='\u{9F}').contains(&c) && !UNASSIGNED.contains(&c);
            let latin1 = label == "latin-1" && !wrong.contains(controls);
            let label = if latin1 { "windows-1252" } else { label };
            assert_eq!(repaired.charset.label(), label, "{wrong}");
            assert_eq!(repaired.unrepaired_runs, 0, "{label}: {wrong}");
        }
    }
}

#[test]
fn what_was_decoded_wrongly_twice_is_mended_twice() {
    for text in TEXTS {
        for (first, once) in each_way(text) {
            for (second, twice) in each_way(&once) {
                let mended = repaired(&twice).map(|(mended, _)| mended);
                assert_eq!(mended.as_deref(), Some(text), "{first}, {second}: {twice}");
            }
        }
    }
}

#[test]
fn a_damaged_stretch_spoils_nothing_beside_it() {
    let rocket = wrongly(MacRoman, "🚀").replace('\u{F8FF}', "");
    let plan = wrongly(MacRoman, "План релиза");
    check(&format!("# {rocket} {plan}"), &format!("# {rocket} План релиза"));
    check(&format!("# {rocket}{plan}"), &format!("# {rocket}План релиза"));
    check(&format!("# {plan}{rocket}\n"), &format!("# План релиза{rocket}\n"));
    check_runs(&format!("# {rocket} {plan}"), 2, 1);
    check_runs(&format!("# {rocket}{plan}"), 2, 1);
    check_runs(&format!("{plan}\n# {rocket} Go\n"), 2, 1);

    // Windows has no character for five bytes, and some programs lose them.
    let lost = wrongly(Windows1252, "Запуск проверки в продакшене").replace('\u{81}', "\u{FFFD}");
    let (mended, repaired) = repaired(&lost).expect("mended");
    assert_eq!(mended, "Запу\u{d1}\u{FFFD}к проверки в продакшене");
    assert_eq!(repaired.unrepaired_runs, 1);
}

#[test]
fn the_one_byte_without_a_character_is_known_even_if_lost() {
    let lost = wrongly(Windows1251, "Итог: Или откат").replace('\u{98}', "\u{FFFD}");
    check(&lost, "Итог: Или откат");
}

#[test]
fn a_plain_space_is_taken_for_a_no_break_one_where_it_can_be_nothing_else() {
    for charset in [Windows1251, Windows1252] {
        for text in ["Релиз Радара", "⚠️ Внимание: РРР", "Готово: в А, Б, Р; Р", "(Р) и Р — план"]
        {
            check(&wrongly(charset, text).replace('\u{A0}', " "), text);
        }
    }
    check(&as_latin1("Релиз").replace('\u{A0}', " "), "Релиз");
    check(
        &wrongly(Windows1252, "10\u{A0}000 für später").replace('\u{A0}', " "),
        "10\u{A0}000 für später",
    );
    // Here the space may be the word's own.
    check("dÃ©jÃ  fermÃ© lÃ  voilÃ la", "déjà fermé là voilÃ la");
}

#[test]
fn a_file_that_was_edited_later_is_mended_in_part() {
    let old = "## Откат\n- Вернуть версию и проверить: в А и Б\n";
    for (_, wrong) in each_way(old) {
        for new in [
            "## Дополнение\nВСЁ РЕШЕНО, ТРЁХ; НДР» и С… В» Р–Д «Её»\nДії на цей рік: її РІШЕННЯ\n",
            "Umlaute: ä–ö–ü; à la “é”, AMANHÃ» é »\n",
            "— à demain ! » (0–∞) √π\n",
        ] {
            let text = format!("{wrong}\n{new}\n{wrong}");
            check(&text, &format!("{old}\n{new}\n{old}"));
            check_runs(&text, repaired(&text).expect("mended").1.runs, 0);
        }
        let glued = wrong.replace('\n', " — дописано позже\n");
        check(&glued, &old.replace('\n', " — дописано позже\n"));
    }
    check("РџР»Р°РЅрелиза", "Планрелиза");
    check("Café ouvert, dÃ©jÃ\u{A0} fermÃ©", "Café ouvert, déjà fermé");
}

#[test]
fn several_wrong_encodings_in_one_file_are_mended() {
    let text = "План релиза и отката\n";
    let file: String = each_way(text).map(|(_, wrong)| wrong).concat();
    check(&file, &text.repeat(4));
}

#[test]
fn short_runs_need_support() {
    for alone in ["Ã©", "Â»", "РІ", "–∏", "√©", "caf√©", "Р»", "Cafe: Ã©"] {
        check(alone, alone);
    }
    check("cafÃ© dÃ©but", "café début");
    check("itâ€™s", "it’s");
    check("la conexi√≥n fall√≥", "la conexión falló");
    check("РџР»Р°РЅ РІ Р»РµСЃ", "План в лес");
}

#[test]
fn a_byte_order_mark_that_was_decoded_too_is_dropped() {
    check("ï»¿# Plan", "# Plan");
    check("п»ї# Plan", "# Plan");
    check("Ôªø# Plan", "# Plan");
}

#[test]
fn the_reader_sees_before_and_after() {
    let wrong = wrongly(MacRoman, "# План релиза\r\n\r\nТекст\r\n");
    let source = open(wrong.as_bytes(), &super::decode).expect("text");
    assert_eq!(source.text, "# План релиза\n\nТекст\n");
    assert_eq!(source.original.as_deref(), Some(&*wrong.replace("\r\n", "\n")));
    let sample = source.repaired.expect("repaired").sample.expect("sample");
    assert_eq!(sample, (wrongly(MacRoman, "План релиза"), "План релиза".to_owned()));
}
