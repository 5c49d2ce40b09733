//! Text that is right, in many languages, with all the typography they use: none of it is changed,
//! neither whole nor by line, by word or by two words that touch.

use super::repaired;

/// A language: its words, and what its sentences are put between and end with.
struct Language {
    words: &'static str,
    quotes: &'static [(&'static str, &'static str)],
}

const LANGUAGES: [Language; 14] = [
    Language {
        words: "план релиз откат этап проверка и в с к на от до Её ВСЁ ещё Ёлка ТРЁХ ЧЕТЫРЁХ ВПЕРЁД РЁВ СЁМГА \
            моё Рёбра СССР НДР РФ Р С съезд подъём объём чёрный шёлк № №1 5° 10°C Р. С. П. ООО№5 РС РР СС \
            проверить собрать выкатить миграция кто-то по-русски ИТ-служба т.е. и.о. готовность",
        quotes: &[("«", "»"), ("„", "“"), ("“", "”"), ("", "…"), ("—", "—"), ("", "™"), ("(", ")")],
    },
    Language {
        words: "release plan rollback stage café naïve résumé façade Zoë coöperate it’s don’t ’til “done” \
            5° ±3 §4 ©2024 ® ™ µs Ω π √2 ∞ ≤ ≥ ≈ ∑ √π x√π ¬π ½ ¼ ² ³ 10× 2×3 €5 £7 ¥9 ¢1 ok",
        quotes: &[
            ("“", "”"),
            ("‘", "’"),
            ("—", "—"),
            ("–", "–"),
            ("", "…"),
            ("•\u{A0}", ""),
            ("†", "‡"),
        ],
    },
    Language {
        words: "Rückfall für später größer Österreich Übergabe außerdem ÄÖÜ ÜBERGABE GRÖSSE GRÖẞE Maß ß ä ö ü \
            Äpfel schön Öl über Schweiz–Österreich Tür-zu-Tür Ü-Wagen ÖPNV Ägypten Bär fähig ähnlich",
        quotes: &[
            ("„", "“"),
            ("‚", "‘"),
            ("»", "«"),
            ("›", "‹"),
            ("–", "–"),
            ("", "…"),
            ("(", ")"),
        ],
    },
    Language {
        words: "déjà été à où là-bas À Été ÉTÉ Île ÎLE cœur Œuvre ŒUVRE æquo naïf Noël NOËL ça Ça français l’été \
            d’État qu’à voilà Â â ê î ô û ë ï ÿ L’HAŸ août forêt hôpital GOÛT FÊTE BÂTI rôle n° 1ᵉʳ 2º",
        quotes: &[
            ("«\u{A0}", "\u{A0}»"),
            ("« ", " »"),
            ("“", "”"),
            ("—", "—"),
            ("", "…"),
            ("", "\u{A0}!"),
            ("", "\u{202F}?"),
        ],
    },
    Language {
        words: "não há manhã AMANHÃ IRMÃ IRMÃS CORAÇÃO coração ação AÇÃO avó avô três VOCÊ você à às é É Ã à Â ÂNGULO \
            pão pães maçã MAÇÃ lição 1.º 2ª nº ÓRGÃO órfã põe PÕE Lisboa–Porto ímã ÍMÃ",
        quotes: &[("«", "»"), ("“", "”"), ("‘", "’"), ("—", "—"), ("–", "–"), ("", "…"), ("", "®")],
    },
    Language {
        words: "año Ñandú NIÑO mañana ¿qué ¡sí! cómo ÁÉÍÓÚ Á É Í Ó Ú ü pingüino PINGÜINO corazón ESPAÑA tú él 1.ª 2.º \
            ¿Cuándo? ¡Ánimo! Málaga–Córdoba camión avión",
        quotes: &[("«", "»"), ("“", "”"), ("¿", "?"), ("¡", "!"), ("—", "—"), ("", "…"), ("", "º")],
    },
    Language {
        words: "zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ wdrożenie późno źródło środa łódź ŁÓDŹ świat ŻYCIE życie ćma ŃĄ \
            się Ę ą ó Ó Ósmy Kraków–Łódź również dążyć",
        quotes: &[("„", "”"), ("«", "»"), ("—", "—"), ("–", "–"), ("", "…"), ("", "°"), ("(", ")")],
    },
    Language {
        words: "рік Рік РІК Рівень РІВЕНЬ РІШЕННЯ рішення її Її ЇЖА дії Дії ДІЇ мії своєї операції серії Київ є Є Єва \
            ґанок Ґ ҐАНОК місія МІСІЯ СІРИЙ ЗІР ТЕРІ Сіль Різ Ріст РІЧ об’єкт п’ять і й з у в ВІДПОВІДІ вії лінії",
        quotes: &[("«", "»"), ("„", "“"), ("“", "”"), ("", "…"), ("—", "—"), ("", "№"), ("(", ")")],
    },
    Language {
        words: "Ђорђе Љубав Његош Ћирилица Џеп љубав његово ћерка џак РАЂЕН Рђа СЉЕМЕ Сњежана СРЂАН равњача Рњ Ђаво Јован \
            Сјај РЈЕКА СЈЕВЕР ПРЕЂИ Ґ Ў ў воўк РЎ СЎ Ѓорѓи Ќерка Сќ ѕвезда ЅВЕЗДА нѝ срђба травња",
        quotes: &[
            ("„", "“"),
            ("„", "”"),
            ("«", "»"),
            ("", "…"),
            ("—", "—"),
            ("’", "’"),
            ("(", ")"),
        ],
    },
    Language {
        words: "计划 发布 回滚 全部 完成 检查 数据库 迁移 步骤 一 二 三 “完成” 《计划》 「阶段」 第1步 １００％ 你好，世界 Wi‑Fi网络 \
            リリース ロールバック 手順 ひらがな 배포 계획 롤백 단계",
        quotes: &[
            ("“", "”"),
            ("「", "」"),
            ("《", "》"),
            ("‘", "’"),
            ("——", ""),
            ("", "……"),
            ("（", "）"),
        ],
    },
    Language {
        words: "σχέδιο έκδοση επαναφορά Έλεγχος ΈΛΕΓΧΟΣ Ά ά ή ώ ϊ ΐ Ω Ωμέγα όλα μόνο και το του π µ ΑΒΓ ΄ ΅ ό,τι",
        quotes: &[("«", "»"), ("“", "”"), ("‘", "’"), ("", "…"), ("–", "–"), ("—", "—"), ("", "·")],
    },
    Language {
        words: "yürütme planı geri alma şimdi İSTANBUL ılık IĞDIR ğ Ğ ş Ş ı İ ö ç ü ÇÖZÜM çözüm Âdem kâr hâlâ HÂLÂ î û İŞ \
            değişiklik güncelleme Ankara–İzmir",
        quotes: &[("“", "”"), ("‘", "’"), ("«", "»"), ("—", "—"), ("", "…"), ("’", ""), ("(", ")")],
    },
    Language {
        words: "kế hoạch phát hành kiểm tra triển khai hoàn tác ĐÃ đã ÂN ấm ÊM êm ÔNG ông ƯU ưu Ơ ơ ã à á ả ạ â ê ô ă Ă \
            những người Việt HỒ CHÍ MINH QUÂN DÂN cần phải được Ã À Â Ê Ô",
        quotes: &[
            ("“", "”"),
            ("‘", "’"),
            ("«", "»"),
            ("—", "—"),
            ("–", "–"),
            ("", "…"),
            ("(", ")"),
        ],
    },
    Language {
        words: "þú ÞÚ ð Ð Ðe maður RÁÐ í gær ævi ÆVI ö Ö å Å Ångström RÅD blåbær øl ØL Ærø smørrebrød ä Ä Änderung õ Õ Õhtu \
            TÖÖ jäääär Äär šokk ŠOKK žurnaal Ž č Č ě ř Ř ů Ů ďábel ť ľ Ľ ŕ ĺ Ĺ ñ ő ű Ő Ű ţ ş ț ș â î ă Ă Â Î ē ā ķ ģ ņ",
        quotes: &[
            ("„", "“"),
            ("”", "”"),
            ("»", "«"),
            ("–", "–"),
            ("—", "—"),
            ("", "…"),
            ("’", "’"),
        ],
    },
];

const SIGNS: [&str; 18] = [
    "🚀",
    "✅",
    "❌",
    "⚠️",
    "☑",
    "☐",
    "→",
    "←",
    "≤",
    "№",
    "•",
    "–",
    "—",
    "👩‍💻",
    "🇷🇺",
    "1️⃣",
    "₽",
    "…",
];

/// Numbers that look random and are the same each time.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % sides
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

fn line(words: &[&str], language: &Language, dice: &mut Dice) -> String {
    let mut line = String::new();
    for at in 0..3 + dice.roll(12) {
        let between = match dice.roll(24) {
            _ if at == 0 => "",
            0 => "—",
            1 => "–",
            2 => "\u{A0}",
            3 => "/",
            4 => " — ",
            5 => ", ",
            _ => " ",
        };
        let word = dice.pick(words);
        let (open, close) = dice.pick(language.quotes);
        line.push_str(between);
        match dice.roll(12) {
            0 | 1 => line.extend([open, *word, close]),
            2 => line.extend(["**", word, "**"]),
            3 => line.push_str(&word.to_uppercase()),
            4 => line.push_str(SIGNS[dice.roll(SIGNS.len())]),
            _ => line.push_str(word),
        }
    }
    line
}

fn text(language: &Language, dice: &mut Dice) -> String {
    let words: Vec<&str> = language.words.split_whitespace().collect();
    let lines: Vec<String> = (0..400).map(|_| line(&words, language, dice)).collect();
    lines.join("\n- [ ] ")
}

/// Nothing here is to be mended.
#[track_caller]
fn check(text: &str) {
    if let Some((mended, repaired)) = repaired(text) {
        let lines = text.lines().zip(mended.lines()).filter(|(before, after)| before != after);
        panic!("{repaired:?}\n{:?}", lines.collect::<Vec<_>>());
    }
}

#[test]
fn right_text_stays_in_each_language() {
    let mut dice = Dice(7);
    let mut all = String::new();
    for language in &LANGUAGES {
        let text = text(language, &mut dice);
        check(&text);
        text.lines().for_each(check);
        check(&text.split_whitespace().collect::<Vec<_>>().join("\n"));
        text.split_whitespace().step_by(5).for_each(check);
        all.push_str(&text);
    }
    assert!(all.len() > 400_000, "{}", all.len());
    check(&all);
}

#[test]
fn right_words_stay_wherever_they_touch() {
    for language in &LANGUAGES {
        let words: Vec<&str> = language.words.split_whitespace().collect();
        for first in &words {
            let mut lines = String::new();
            for second in &words {
                for between in ["", "—", "–", "\u{A0}", "…", "’", "»", "” ", "°", "“"]
                {
                    lines.extend([first, between, second, "\n"]);
                }
            }
            check(&lines);
        }
    }
}

#[test]
fn what_lists_letters_stays() {
    check("а—é—è, ä–ö–ü–ß, “â”…, “é»”, «é»");
    check("É–é–É–é à—é–à—é Â–Â Ñ–Ñ–Ñ Р—Р—Р «Р»–«С» Р»Р»Р» С…С…С…");
    check("0–∞, –π…π, (–∞; ∞), √π·√π, ¬π∧¬π, σ√π, 2√Ω");
    check("| é» | Ã– | Â | Ð | × |\n|---|---|---|---|---|\n| É…» | ×\u{A0}2 | ÷ | Þ | ñ |");
}
