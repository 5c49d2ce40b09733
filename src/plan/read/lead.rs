//! What stands before the words of a line: boxes, marks, numbers, decorating emoji.

use crate::plan::letter;

/// The start of a line, taken apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lead {
    /// A box to tick: ☐ or ☑, `[ ]` or `[x]` where Markdown saw none.
    pub ticked: Option<bool>,
    /// ✅ or ❌, which may be a state or mere decoration.
    pub mark: Option<Sign>,
    /// It starts with an emoji, or with a number of its own such as `1.2` or `3️⃣`.
    pub emoji: bool,
    /// A number of its own that Markdown takes for words: `1.2.`, `3)`, `4️⃣`.
    pub numbered: bool,
    /// Where the words start.
    pub words: usize,
}

/// A mark whose sense depends on its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Yes,
    No,
}

impl Lead {
    /// Takes a line apart; most start with a letter.
    #[inline]
    pub fn of(line: &str) -> Self {
        match line.as_bytes().first() {
            None | Some(b'a'..=b'z' | b'A'..=b'Z' | b'`' | 0xD0 | 0xD1) => Self::default(),
            Some(_) => Self::taken_apart(line),
        }
    }

    fn taken_apart(line: &str) -> Self {
        let mut lead = Self::default();
        let bytes = line.as_bytes();
        loop {
            let rest = &line[lead.words..];
            let Some(&first) = bytes.get(lead.words) else { break };
            let taken = match first {
                b' ' | b'\t' => 1,
                b'[' => lead.bracket(rest),
                // "-[ ] …", typed without the space that Markdown asks for.
                b'-' | b'*' if lead.words == 0 && rest[1..].starts_with('[') => 1,
                b'0'..=b'9' if lead.words == 0 || lead.emoji => lead.keycap(rest),
                0xD0 | 0xD1 => break,
                0x80.. => lead.glyph(rest),
                _ => 0,
            };
            if taken == 0 {
                break;
            }
            lead.words += taken;
        }
        if lead.words >= line.len() {
            lead.words = 0;
        }
        lead
    }

    /// `[ ]`, `[x]`, `[]`, `[✓]`.
    fn bracket(&mut self, rest: &str) -> usize {
        let Some(end) = rest.find(']').filter(|end| *end <= 4) else { return 0 };
        let inside = rest[1..end].trim();
        let follows = rest[end + 1..].chars().next();
        if self.ticked.is_some() || follows.is_some_and(|c| c == '(' || letter::is_alphanumeric(c))
        {
            return 0;
        }
        self.ticked = match inside {
            "" | "_" => Some(false),
            "x" | "X" | "х" | "Х" | "✓" | "✔" | "✅" | "v" | "V" => Some(true),
            _ => return 0,
        };
        end + 1
    }

    /// `3️⃣`, a digit in a key.
    fn keycap(&mut self, rest: &str) -> usize {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        // What the two characters of a key start with.
        if !matches!(rest.as_bytes().get(digits), Some(0xE2 | 0xEF)) {
            return 0;
        }
        let mut taken = 0;
        let mut capped = false;
        for c in rest.chars() {
            match c {
                '0'..='9' => taken += 1,
                '\u{fe0f}' | '\u{20e3}' => {
                    taken += c.len_utf8();
                    capped |= c == '\u{20e3}';
                }
                _ => break,
            }
        }
        if !capped {
            return 0;
        }
        self.emoji = true;
        self.numbered = true;
        taken
    }

    fn glyph(&mut self, rest: &str) -> usize {
        let Some(c) = rest.chars().next() else { return 0 };
        match c {
            '☐' | '⬜' | '◻' | '□' | '▢' | '🔲' | '🔳' | '❏' | '❑' | '◽' | '▫' =>
            {
                self.ticked = self.ticked.or(Some(false));
            }
            '☑' | '🗹' => self.ticked = self.ticked.or(Some(true)),
            '☒' | '❌' | '❎' | '✗' | '✘' => {
                self.mark = self.mark.or(Some(Sign::No));
                self.emoji = true;
            }
            '✅' | '✔' | '✓' => {
                self.mark = self.mark.or(Some(Sign::Yes));
                self.emoji = true;
            }
            '①'..='⓿' | '❶'..='➓' => {
                self.emoji = true;
                self.numbered = true;
            }
            _ if is_decoration(c) => self.emoji = true,
            _ => return 0,
        }
        c.len_utf8()
    }
}

/// True for what decorates a line and says nothing by itself.
pub(super) fn is_decoration(c: char) -> bool {
    matches!(u32::from(c),
        0x2190..=0x21FF | 0x2300..=0x23FF | 0x25A0..=0x27BF | 0x2900..=0x297F | 0x2B00..=0x2BFF
        | 0x1F000..=0x1FAFF | 0xFE00..=0xFE0F | 0x200B..=0x200D | 0x2060 | 0x20E3 | 0x2022
        | 0xF8FF | 0xFFFD | 0x3030 | 0x00A0)
}

/// Words without decoration at either end.
pub(super) fn bare(words: &str) -> &str {
    let words = letter::trimmed(words);
    let opens = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, 0xD0 | 0xD1);
    if let [first, .., b'!'..=b'~'] | [first, .., 0xD0 | 0xD1, _] = *words.as_bytes()
        && opens(first)
    {
        return words;
    }
    let lead = Lead::of(words);
    let from = if lead.emoji || lead.ticked.is_some() { lead.words } else { 0 };
    let kept = words[from..].trim_end_matches(|c: char| is_decoration(c) || c.is_whitespace());
    if letter::any_alphanumeric(kept) { kept.trim_start() } else { words }
}

/// Cuts `1.`, `1.2`, `1)`, `№ 3`, `А)`, `#4` off the start of a title.
pub(super) fn unnumbered(title: &str) -> (&str, bool) {
    let title = bare(title);
    let body = match title.as_bytes() {
        // Two letters are no number.
        [b'a'..=b'z' | b'A'..=b'Z', b'a'..=b'z' | b'A'..=b'Z', ..]
        | [0xD0 | 0xD1, _, 0xD0 | 0xD1, ..] => return (title, false),
        [b'#' | 0xC2 | 0xE2, ..] => title.trim_start_matches(['#', '№', '§']).trim_start(),
        _ => title,
    };
    let digits = body.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = &body[..digits];
    if number.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let rest = &body[digits..];
        let closed = rest.starts_with([')', ':', '.', ' ', '\u{a0}']) || number.ends_with('.');
        let short = number.len() <= 6 && !rest.starts_with([':', '-', '–']);
        let cut = rest.trim_start_matches([')', ':', '.', ' ', '\u{a0}', '-', '–', '—']);
        if closed && short && cut.chars().any(letter::is_alphabetic) {
            return (cut, true);
        }
    }
    let mut chars = body.chars();
    if let (Some(letter), Some(')' | '.')) = (chars.next(), chars.next()) {
        let cut = chars.as_str().trim_start();
        if letter.is_alphabetic() && chars.as_str().starts_with(' ') && !cut.is_empty() {
            return (cut, true);
        }
    }
    (body, false)
}

/// How many boxes stand on one line.
pub(super) fn glyphs(text: &str) -> usize {
    let bytes = text.as_bytes();
    let starts = |at: &usize| text[*at..].starts_with(['☐', '☑', '⬜', '☒', '□', '🔲']);
    // What these characters start with.
    memchr::memchr2_iter(0xE2, 0xF0, bytes).filter(starts).count()
        + memchr::memchr_iter(b'[', bytes).filter(|at| bytes[*at..].starts_with(b"[ ]")).count()
}

#[cfg(test)]
mod tests {
    use super::{Lead, Sign, bare, unnumbered};

    #[track_caller]
    fn check(line: &str, ticked: Option<bool>, mark: Option<Sign>, words: &str) {
        let lead = Lead::of(line);
        assert_eq!((lead.ticked, lead.mark), (ticked, mark), "{line}");
        assert_eq!(&line[lead.words..], words, "{line}");
    }

    #[test]
    fn boxes_marks_and_numbers() {
        check("☐ Verify backups", Some(false), None, "Verify backups");
        check("☑ Проверить", Some(true), None, "Проверить");
        check("[ ] Do it", Some(false), None, "Do it");
        check("-[x] Typed at once", Some(true), None, "Typed at once");
        check("[х] Сделано", Some(true), None, "Сделано");
        check("[x](address)", None, None, "[x](address)");
        check("✅ Проверьте", None, Some(Sign::Yes), "Проверьте");
        check("⚠️ Latency", None, None, "Latency");
        check("3️⃣ Backup", None, None, "Backup");
        check("30 minutes", None, None, "30 minutes");
        check("🚀", None, None, "🚀");
    }

    #[test]
    fn titles_without_numbers() {
        assert_eq!(unnumbered("3.1. Проверка"), ("Проверка", true));
        assert_eq!(unnumbered("🏗️ 2) Build"), ("Build", true));
        assert_eq!(unnumbered("02:00 - 02:15 Stop"), ("02:00 - 02:15 Stop", false));
        assert_eq!(unnumbered("А) Подготовка"), ("Подготовка", true));
        assert_eq!(unnumbered("2 hours before"), ("hours before", true));
        assert_eq!(bare("🚀 План ✅"), "План");
    }
}
