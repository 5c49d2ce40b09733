//! Encodings of one byte a character, told apart on a sample: Russian and Ukrainian words read in the
//! wrong one are made of rare letters in the wrong case. Single letters within Latin words are none of
//! these but Western European.

use crate::text::{Charset, Decode};

/// How many telling bytes are looked at.
const SAMPLE_B: usize = 64 * 1024;

/// The Cyrillic encodings, the most frequent first: it wins where nothing tells them apart.
const CYRILLIC: [Charset; 3] = [Charset::Windows1251, Charset::Koi8R, Charset::Ibm866];

/// How often a letter comes in a thousand letters of Russian prose; Ukrainian ones are added.
const LETTERS: [(char, f32); 37] = [
    ('о', 110.0),
    ('е', 85.0),
    ('а', 80.0),
    ('и', 74.0),
    ('н', 67.0),
    ('т', 63.0),
    ('с', 55.0),
    ('р', 47.0),
    ('в', 45.0),
    ('л', 44.0),
    ('к', 35.0),
    ('м', 32.0),
    ('д', 30.0),
    ('п', 28.0),
    ('у', 26.0),
    ('я', 20.0),
    ('ы', 19.0),
    ('ь', 17.0),
    ('г', 17.0),
    ('з', 16.0),
    ('б', 16.0),
    ('ч', 14.0),
    ('й', 12.0),
    ('х', 10.0),
    ('ж', 9.0),
    ('ш', 7.0),
    ('ю', 6.0),
    ('ц', 5.0),
    ('щ', 4.0),
    ('э', 3.0),
    ('ф', 3.0),
    ('ъ', 0.5),
    ('ё', 0.5),
    ('і', 20.0),
    ('ї', 5.0),
    ('є', 4.0),
    ('ґ', 0.5),
];

/// The likeliest encoding of bytes that are not UTF-8.
pub(super) fn charset(bytes: &[u8], decode: Decode) -> Charset {
    let sample = sample(bytes);
    if western(&sample) {
        return Charset::Windows1252;
    }
    let mut best = (Charset::Windows1251, f32::MIN);
    for charset in CYRILLIC {
        let score = score(&decode(charset, &sample));
        if score > best.1 {
            best = (charset, score);
        }
    }
    best.0
}

/// The bytes that tell: those above ASCII with their neighbours, up to a limit.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        let high = |at: usize| bytes.get(at).is_some_and(|byte| *byte >= 0x80);
        if *byte >= 0x80 || high(at + 1) || (at > 0 && high(at - 1)) {
            sample.push(*byte);
            if sample.len() >= SAMPLE_B {
                break;
            }
        }
    }
    sample
}

/// True where letters above ASCII mostly stand alone or in pairs beside Latin ones, as in «für».
fn western(sample: &[u8]) -> bool {
    let (mut beside, mut apart) = (0_usize, 0_usize);
    let mut at = 0;
    while at < sample.len() {
        if sample[at] < 0x80 {
            at += 1;
            continue;
        }
        let from = at;
        while at < sample.len() && sample[at] >= 0x80 {
            at += 1;
        }
        let latin = |at: Option<usize>| {
            at.and_then(|at| sample.get(at)).is_some_and(u8::is_ascii_alphabetic)
        };
        if at - from <= 2 && (latin(from.checked_sub(1)) || latin(Some(at))) {
            beside += at - from;
        } else if at - from > 1 {
            apart += at - from;
        }
    }
    beside > apart
}

/// How likely these characters are as Russian or Ukrainian text, higher for likelier: the sum over
/// letters of how much more often than a random one they come.
fn score(text: &str) -> f32 {
    let mut score = 0.0;
    let mut before = ' ';
    for c in text.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let letter = LETTERS.iter().find(|(letter, _)| *letter == lower);
        score += match letter {
            Some(_) if c != lower && before.is_lowercase() => -6.0,
            Some(_) if "ьъы".contains(lower) && !before.is_alphabetic() => -3.0,
            Some((_, often)) if c == lower => (often / 8.0).ln(),
            Some((_, often)) => (often / 8.0).ln() - 0.15,
            None if c.is_ascii() => 0.0,
            None if c.is_alphabetic() => -4.0,
            None if "«»—–…№“”„’°• ".contains(c) => 0.2,
            None if ('\u{2500}'..'\u{25A0}').contains(&c) => -0.5,
            None => -3.0,
        };
        before = c;
    }
    score
}
