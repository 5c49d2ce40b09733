//! Letters and digits, as the standard library knows them, told sooner.
//!
//! Its tables are exact for every script and slow for all but ASCII. Plans are mostly Latin and
//! Cyrillic letters with common signs between them, so those are answered first; a test compares
//! every character there is.

/// Whether this is a letter of any script.
pub(crate) fn is_alphabetic(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'А'..='я' | 'ё' | 'Ё' => true,
        '\0'..='\u{a9}'
        | '«'
        | '»'
        | '\u{2000}'..='\u{2070}'
        | '\u{2190}'..='\u{24af}'
        | '\u{2500}'..='\u{2bff}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{fe0f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether this is a letter or a digit of any script.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'А'..='я' | 'ё' | 'Ё' => true,
        '\0'..='\u{a9}'
        | '«'
        | '»'
        | '\u{2000}'..='\u{206f}'
        | '\u{2190}'..='\u{245f}'
        | '\u{2500}'..='\u{2775}'
        | '\u{2794}'..='\u{2bff}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{fe0f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// How many bytes the letter or digit takes that stands at a place; 0 for all else, and at the end.
#[inline]
pub(crate) fn alphanumeric_at(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at).map_or(OTHER, |byte| LENGTHS[usize::from(*byte)]) {
        DIGIT => 1,
        RARE => rare_at(text, at, is_alphanumeric),
        len => usize::from(len),
    }
}

/// How many bytes the letter takes that stands at a place; 0 for all else, and at the end.
#[inline]
pub(crate) fn alphabetic_at(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at).map_or(OTHER, |byte| LENGTHS[usize::from(*byte)]) {
        DIGIT => 0,
        RARE => rare_at(text, at, is_alphabetic),
        len => usize::from(len),
    }
}

/// Where the character ends that starts at a place.
#[inline]
pub(crate) fn next(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(0..0xC0) => at + 1,
        Some(0xC0..0xE0) => at + 2,
        Some(0xE0..0xF0) => at + 3,
        _ => at + 4,
    }
}

/// Where the letters end that start at a place, if any do.
#[inline]
pub(crate) fn end_of_letters(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        let len = match bytes.get(at).map_or(OTHER, |byte| LENGTHS[usize::from(*byte)]) {
            1 => 1,
            2 => 2,
            RARE => rare_at(text, at, is_alphabetic),
            _ => return at,
        };
        if len == 0 {
            return at;
        }
        at += len;
    }
}

/// Where the letters and digits end that start at a place, if any do.
#[inline]
pub(crate) fn end_of_word(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|byte| COMMON[usize::from(*byte)]) {
            at += 1;
        }
        match bytes.get(at) {
            Some(0x80..) => match rare_at(text, at, is_alphanumeric) {
                0 => return at,
                length => at += length,
            },
            _ => return at,
        }
    }
}

fn rare_at(text: &str, at: usize, is: fn(char) -> bool) -> usize {
    let c = text.get(at..).and_then(|rest| rest.chars().next());
    c.filter(|c| is(*c)).map_or(0, char::len_utf8)
}

const OTHER: u8 = 0;
const DIGIT: u8 = 4;
const RARE: u8 = 5;

/// How long the letter is that starts with a byte. Words are walked byte by byte with this: all of
/// U+0400 to U+047F, which is what 0xD0 and 0xD1 open, are letters.
static LENGTHS: [u8; 256] = {
    let mut lengths = [RARE; 256];
    let mut byte = 0;
    while byte < 0x80 {
        #[expect(clippy::cast_possible_truncation, reason = "these are ASCII")]
        let c = byte as u8;
        lengths[byte] = if c.is_ascii_digit() { DIGIT } else { c.is_ascii_alphabetic() as u8 };
        byte += 1;
    }
    lengths[0xD0] = 2;
    lengths[0xD1] = 2;
    lengths
};

/// Whether a word goes on with a byte: a letter or digit of ASCII, or one half of what 0xD0 and 0xD1
/// open. Where a character begins with another byte, its second half is not come to.
static COMMON: [bool; 256] = {
    let mut common = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        common[byte] = matches!(LENGTHS[byte], 1 | 2 | DIGIT) || (byte >= 0x80 && byte < 0xC0);
        byte += 1;
    }
    common
};

/// Without white space at either end, where most texts have none.
#[inline]
pub(crate) fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return text };
    if EDGES[usize::from(*first)] & OPENS > 0 {
        return text.trim();
    }
    match bytes {
        _ if EDGES[usize::from(*last)] & CLOSES == 0 => text,
        [.., 0xD0 | 0xD1, _] => text,
        _ => text.trim(),
    }
}

/// White space may start with this byte.
const OPENS: u8 = 1;
/// White space may end with this byte.
const CLOSES: u8 = 2;

/// What a byte may be of white space.
static EDGES: [u8; 256] = {
    let mut edges = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        edges[byte] = match byte {
            0..=0x20 | 0x7F => OPENS | CLOSES,
            // What U+0085 and U+00A0, U+1680, U+2000 and those behind it, and U+3000 start with.
            0xC2 | 0xE1..=0xE3 => OPENS,
            0x80..=0x8A | 0x9A | 0x9F..=0xAF => CLOSES,
            _ => 0,
        };
        byte += 1;
    }
    edges
};

/// Whether a text has a letter or a digit.
pub(crate) fn any_alphanumeric(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, 0xD0 | 0xD1);
    bytes.iter().any(plain) || !bytes.is_ascii() && text.chars().any(is_alphanumeric)
}

/// The text from its first letter or digit on; what has none is empty.
pub(crate) fn from_first_word(text: &str) -> &str {
    let mut at = 0;
    while at < text.len() && alphanumeric_at(text, at) == 0 {
        at = next(text, at);
    }
    text.get(at..).unwrap_or_default()
}

/// The first letters of a text, up to what is none.
pub(crate) fn first_letters(text: &str) -> &str {
    let mut at = 0;
    while at < text.len() && alphabetic_at(text, at) == 0 {
        at = next(text, at);
    }
    text.get(at..end_of_letters(text, at)).unwrap_or_default()
}

/// What stands before a sign of ASCII where it comes first, and behind it. The library makes ready to
/// look for any character, which takes longer than to look through a few words.
#[inline]
pub(crate) fn halves(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = memchr::memchr(sign, text.as_bytes())?;
    Some((&text[..at], &text[at + 1..]))
}

/// The words before the first space.
#[inline]
pub(crate) fn before_space(text: &str) -> &str {
    halves(text, b' ').map_or(text, |(first, _)| first)
}

/// What follows these words, which are written small, where a text begins with them in any case.
#[inline]
pub(crate) fn after<'t>(text: &'t str, small: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    let same = |c: char, small: char| match c {
        'A'..='Z' => c.to_ascii_lowercase() == small,
        'А'..='Я' => u32::from(c) + 32 == u32::from(small),
        '\0'..='\u{7f}' | 'а'..='я' => c == small,
        _ => c == small || c.to_lowercase().eq([small]),
    };
    small.chars().all(|small| rest.next().is_some_and(|c| same(c, small))).then_some(rest.as_str())
}

/// The words in lower case.
pub(crate) fn lowered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\u{7f}' => out.push(c.to_ascii_lowercase()),
            'А'..='Я' => out.push(char::from_u32(u32::from(c) + 32).unwrap_or(c)),
            'а'..='я' | 'ё' | '\u{2000}'..='\u{2070}' => out.push(c),
            // A capital sigma depends on what follows it.
            'Σ' => return text.to_lowercase(),
            _ => c.to_lowercase().for_each(|c| out.push(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{after, alphabetic_at, alphanumeric_at, any_alphanumeric};
    use super::{end_of_word, first_letters, from_first_word};
    use super::{is_alphabetic, is_alphanumeric, lowered, trimmed};

    #[test]
    fn words_at_the_beginning() {
        assert_eq!(after("ИТОГО: 5", "итого"), Some(": 5"));
        assert_eq!(after("Total", "total"), Some(""));
        assert_eq!(after("\u{212a}g", "kg"), Some(""));
        assert_eq!(after("Tota", "total"), None);
        assert_eq!(from_first_word("— «Да»"), "Да»");
        assert_eq!(from_first_word("—"), "");
        assert_eq!(from_first_word(""), "");
        assert_eq!(first_letters("2. «Да-нет»"), "Да");
        assert_eq!(first_letters("…5"), "");
    }

    #[test]
    fn as_the_standard_library_says() {
        let mut buffer = [0; 4];
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            let word = &*c.encode_utf8(&mut buffer);
            assert_eq!(alphabetic_at(word, 0) > 0, c.is_alphabetic(), "{c:?}");
            assert_eq!(alphanumeric_at(word, 0) > 0, c.is_alphanumeric(), "{c:?}");
            assert_eq!(end_of_word(word, 0) > 0, c.is_alphanumeric(), "{c:?}");
            assert_eq!(any_alphanumeric(word), c.is_alphanumeric(), "{c:?}");
            assert_eq!(lowered(word), word.to_lowercase(), "{c:?}");
            for text in [format!("{c}a"), format!("a{c}"), c.to_string()] {
                assert_eq!(trimmed(&text), text.trim(), "{c:?}");
            }
        }
        assert_eq!(lowered("ΟΔΟΣ и Ёж"), "ΟΔΟΣ и Ёж".to_lowercase());
    }
}
