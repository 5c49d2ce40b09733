//! Words to a number. Letters are taken many at a time; letter by letter gives the same.

use crate::plan::letter;

/// The number of some words that stand under another one's.
pub(super) fn hashed(above: u64, words: &str) -> u64 {
    let mut codes = Codes::under(above);
    if codes.take(words).is_err() {
        codes = Codes::under(above);
        codes.take_rare(words, false, false);
    }
    codes.end()
}

/// What [`for_each_letter`] feeds, a byte a letter where that is one of Latin or Russian: 0x80 to
/// 0x9F stand for а to я, 0xA0 for ё, and 0xFF comes before the UTF-8 of any other. No byte is zero.
struct Codes {
    /// What came of those before.
    state: u64,
    gathered: [u8; ROOM],
    len: usize,
}

const ROOM: usize = 128;

/// The words hold a letter that was written as two characters.
struct Marked;

impl Codes {
    fn under(above: u64) -> Self {
        Self { state: mixed(above), gathered: [0; ROOM], len: 0 }
    }

    /// Takes words. A mark above a letter makes another letter of it: then what was taken is wrong.
    fn take(&mut self, words: &str) -> Result<(), Marked> {
        let bytes = words.as_bytes();
        let last = last_eight(bytes);
        let (mut at, mut gap, mut started) = (0, false, false);
        while let Some(&first) = bytes.get(at) {
            let kind = KINDS[usize::from(first)];
            if kind == Kind::Gap {
                gap = started;
                at += 1;
                continue;
            }
            let rest = &bytes[at..];
            let eight = rest
                .first_chunk()
                .map_or_else(|| last >> (64 - rest.len() * 8), |eight| u64::from_le_bytes(*eight));
            let taken = match kind {
                Kind::Latin => latin(eight),
                Kind::Russian => russian(eight),
                Kind::Gap | Kind::Longer => Taken::default(),
            };
            if taken.letters > 0 {
                self.put(gap, &taken);
                (gap, started) = (false, true);
                at += taken.bytes;
            } else if let Some(len) = gap_len(rest) {
                gap = started;
                at += len;
            } else {
                break;
            }
        }
        let rest = words.get(at..).unwrap_or_default();
        if rest.starts_with(['\u{306}', '\u{308}']) && started && !gap {
            return Err(Marked);
        }
        if !rest.is_empty() {
            self.take_rare(rest, gap, started);
        }
        Ok(())
    }

    /// Takes what is left from the first letter on that is neither Latin nor Russian.
    fn take_rare(&mut self, rest: &str, gap: bool, started: bool) {
        let mut one =
            |code| self.put(false, &Taken { codes: u64::from(code), letters: 1, bytes: 1 });
        let mut buffer = [0; 4];
        for_each_letter(rest, gap, started, |c| match c {
            '\0'..='\u{7f}' => one(u8::try_from(c).unwrap_or(b' ')),
            'а'..='я' => one(0x80 + u8::try_from(u32::from(c) - 0x430).unwrap_or(0)),
            'ё' => one(0xA0),
            _ => {
                one(0xFF);
                c.encode_utf8(&mut buffer).bytes().for_each(&mut one);
            }
        });
    }

    /// Adds a space where there is a gap, and what was taken behind it.
    #[inline]
    fn put(&mut self, gap: bool, taken: &Taken) {
        if gap {
            self.gathered[self.len] = b' ';
            self.len += 1;
        }
        if let Some(free) = self.gathered[self.len..].first_chunk_mut() {
            *free = taken.codes.to_le_bytes();
        }
        self.len += taken.letters;
        if self.len > ROOM - 16 {
            self.mix();
        }
    }

    /// Adds up all whole eights, and keeps what is left.
    fn mix(&mut self) {
        let (eights, rest) = self.gathered[..self.len].as_chunks();
        self.state = summed(self.state, eights);
        let left = eight_of(rest);
        self.len = rest.len();
        self.gathered[..8].copy_from_slice(&left.to_le_bytes());
    }

    fn end(&self) -> u64 {
        let (eights, _) = self.gathered.as_chunks();
        let whole = self.len / 8;
        // What lies behind the last code goes.
        let spare = u32::try_from(64 - self.len % 8 * 8).unwrap_or(64);
        let rest = u64::from_be_bytes(eights[whole]).checked_shr(spare).unwrap_or(0);
        mixed(summed(self.state, &eights[..whole]) ^ rest)
    }
}

fn summed(state: u64, eights: &[[u8; 8]]) -> u64 {
    eights.iter().fold(state, |state, eight| mixed(state ^ u64::from_be_bytes(*eight)))
}

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// Every bit of the sum depends on every bit of what went in.
#[inline]
fn mixed(n: u64) -> u64 {
    let n = n.wrapping_mul(PRIME);
    (n ^ n >> 32).wrapping_mul(PRIME)
}

/// Codes that were taken at once, the first the lowest byte, and how many bytes of words they were.
#[derive(Default, PartialEq, Eq, Debug)]
struct Taken {
    codes: u64,
    letters: usize,
    bytes: usize,
}

/// Up to eight bytes, the first the lowest.
fn eight_of(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte))
}

/// The last eight bytes, the first the lowest, moved up where there are fewer.
fn last_eight(bytes: &[u8]) -> u64 {
    bytes.last_chunk().map_or_else(
        || eight_of(bytes) << ((8 - bytes.len()) * 8 % 64),
        |eight| u64::from_le_bytes(*eight),
    )
}

/// What a byte starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or a digit of ASCII.
    Latin,
    /// Two bytes, mostly a Russian letter.
    Russian,
    /// Another character of ASCII.
    Gap,
    /// Some other character of several bytes.
    Longer,
}

static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Longer; 256];
    let mut byte = 0;
    while byte < 0x80 {
        #[expect(clippy::cast_possible_truncation, reason = "these are ASCII")]
        let is_word = (byte as u8).is_ascii_alphanumeric();
        kinds[byte] = if is_word { Kind::Latin } else { Kind::Gap };
        byte += 1;
    }
    kinds[0xD0] = Kind::Russian;
    kinds[0xD1] = Kind::Russian;
    kinds
};

/// How long a first character of several bytes is that surely parts two words.
fn gap_len(rest: &[u8]) -> Option<usize> {
    match rest {
        // No-break space, «», and signs but ª, µ, º and small digits.
        [0xC2, 0xA0..=0xA9 | 0xAB..=0xB1 | 0xB4 | 0xB6..=0xB8 | 0xBB | 0xBF, ..] => Some(2),
        // Dashes and quotes, arrows, operators, frames and signs, but not Ⅷ and ❶.
        [0xE2, 0x80 | 0x87..=0x8B | 0x94..=0x9C | 0xAC..=0xAF, _, ..]
        | [0xE2, 0x86, 0x90..=0xBF, ..]
        | [0xE2, 0x84, 0x96, ..]
        // What makes a picture of a sign.
        | [0xEF, 0xB8, 0x80..=0x8F, ..] => Some(3),
        // Pictures.
        [0xF0, 0x9F, 0x8C..=0x9F, _, ..] => Some(4),
        _ => None,
    }
}

/// In each byte.
const BYTES: u64 = 0x0101_0101_0101_0101;
/// In each pair of bytes.
const PAIRS: u64 = 0x0001_0001_0001_0001;

/// Takes the first of eight bytes while they are Latin letters and digits, or one other character
/// of ASCII between two of them.
#[inline]
fn latin(eight: u64) -> Taken {
    const TOP: u64 = BYTES * 0x80;
    const SPACES: u64 = BYTES * 0x20;
    let low = eight & !TOP;
    let lower = low | SPACES;
    // The top bit of a byte tells that it is at least one number, and not at least another.
    let is_letter = (lower + BYTES * 0x1F) & !(lower + BYTES * 0x05);
    let is_digit = (low + BYTES * 0x50) & !(low + BYTES * 0x46);
    let is_word = (is_letter | is_digit) & !eight & TOP;
    let is_taken = is_word | ((is_word >> 8) & !eight);
    let letters = (is_taken ^ TOP).trailing_zeros() as usize / 8;
    let codes = ((lower ^ SPACES) & ((is_word >> 7) * 0xFF)) ^ SPACES;
    Taken { codes, letters, bytes: letters }
}

/// Takes the first of eight bytes while they are letters from а to я, or a ё.
#[inline]
fn russian(eight: u64) -> Taken {
    // А to п are 0xD0 and 0x90 to 0xBF, р to я are 0xD1 and 0x80 to 0x8F.
    let is_early = (((eight >> 12) & (PAIRS * 3)) + PAIRS * 3) >> 2 & PAIRS;
    let other = (eight & (PAIRS * 0xFF)) ^ is_early ^ (PAIRS * 0xD1);
    let letters = other.trailing_zeros() as usize / 16;
    if letters == 0 && matches!(eight & 0xFFFF, 0x81D0 | 0x91D1) {
        return Taken { codes: 0xA0, letters: 1, bytes: 2 };
    }
    let codes = (((eight >> 8) ^ (PAIRS * 0x10)) & (PAIRS * 0x1F)) | (PAIRS * 0x80);
    let twos = (codes | (codes >> 8)) & 0xFFFF_0000_FFFF;
    Taken { codes: twos | (twos >> 16), letters, bytes: letters * 2 }
}

/// Feeds lower-case letters and digits, with one space between words. A decomposed й or ё, as some
/// file systems write them, is the letter itself.
pub(super) fn for_each_letter(
    words: &str,
    mut gap: bool,
    mut started: bool,
    mut feed: impl FnMut(char),
) {
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        if !letter::is_alphanumeric(c) {
            gap = started;
            continue;
        }
        if gap {
            feed(' ');
            gap = false;
        }
        started = true;
        let mark = chars.clone().next().filter(|mark| matches!(mark, '\u{306}' | '\u{308}'));
        let c = match (c, mark) {
            ('и' | 'И', Some('\u{306}')) => 'й',
            ('е' | 'Е', Some('\u{308}')) => 'ё',
            _ => c,
        };
        if mark.is_some() {
            chars.next();
        }
        match c {
            '\0'..='\u{7f}' => feed(c.to_ascii_lowercase()),
            'а'..='я' => feed(c),
            'А'..='Я' => feed(char::from_u32(u32::from(c) + 32).unwrap_or(c)),
            _ => c.to_lowercase().for_each(&mut feed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, Taken, hashed, last_eight, latin, russian};
    use crate::plan::{Id, normalise};

    /// Many at once and letter by letter.
    #[track_caller]
    fn check(words: &str) {
        let mut letters = Codes::under(7);
        letters.take_rare(words, false, false);
        let letters = letters.end();
        assert_eq!(hashed(7, words), letters, "{words:?}");
        assert_eq!(hashed(7, &normalise(words)), letters, "{words:?}");
    }

    #[test]
    fn many_at_once_are_as_one_by_one() {
        let russian: Vec<char> = ('\u{400}'..'\u{480}').collect();
        let latin: Vec<char> = ('\0'..'\u{ff}').collect();
        let signs = ('\u{80}'..'\u{100}').chain('\u{2000}'..'\u{2c00}');
        let signs = signs.chain('\u{fe00}'..'\u{fe20}').chain('\u{1f300}'..'\u{1f800}');
        for sign in signs {
            check(&format!("a{sign}b"));
        }
        for (n, some) in russian.windows(5).chain(latin.windows(5)).enumerate() {
            let text: String = some.iter().collect();
            check(&text);
            check(&format!("{}{text} {}a{text}", "x".repeat(n % 9), &some[0]));
        }
    }

    #[test]
    fn what_is_taken_at_once() {
        let latin = |words: &str| latin(last_eight(words.as_bytes()));
        let taken =
            |codes: &[u8], letters, bytes| Taken { codes: last_eight(codes), letters, bytes };
        assert_eq!(latin("Run 2 it"), taken(b"run 2 it", 8, 8));
        assert_eq!(latin("A-2: Run"), taken(b"a 2  run", 3, 3));
        let russian = |words: &str| russian(last_eight(words.as_bytes()));
        assert_eq!(russian("абвг").codes & 0xFFFF_FFFF, 0x8382_8180);
        assert_eq!((russian("абвг").letters, russian("абвг").bytes), (4, 8));
        assert_eq!(russian("ёлка"), taken(b"\xA0\0\0\0\0\0\0\0", 1, 2));
        assert_eq!(russian("Яда!?").letters, 3);
    }

    #[test]
    fn bytes_and_letters_say_the_same() {
        for words in [
            "",
            " - ",
            "Проверить БЭКАП, 2 раза",
            "и\u{306}од Е\u{308}ж a\u{306}b",
            "ё Ё É straße ΣΑΣ 計画 🚀 end",
            "🚀 Start «now» — ok",
            "a — b… c",
            "Перевірити її ґанок, потім далі",
            "a \u{306} b \u{301}c, е\u{308}, e\u{301}",
            "абвгдежзийклмнопрстуфхцчшщъыьэюя АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ ёЁ",
        ] {
            check(words);
        }
        assert_eq!(Id::ROOT.child("Run  it!"), Id::ROOT.child("run — it"));
        assert_eq!(Id::ROOT.child("Прои\u{306}ти"), Id::ROOT.child("пройти"));
    }
}
