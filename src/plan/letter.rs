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
    use super::{is_alphabetic, is_alphanumeric, lowered};

    #[test]
    fn as_the_standard_library_says() {
        let mut buffer = [0; 4];
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            let word = &*c.encode_utf8(&mut buffer);
            assert_eq!(lowered(word), word.to_lowercase(), "{c:?}");
        }
        assert_eq!(lowered("ΟΔΟΣ и Ёж"), "ΟΔΟΣ и Ёж".to_lowercase());
    }
}
