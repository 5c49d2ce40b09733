//! Words to a number. Letters are taken many at a time; letter by letter gives the same.

use crate::plan::letter;

/// The number of some words that stand under another one's.
pub(super) fn hashed(above: u64, words: &str) -> u64 {
    let mut codes = Codes::under(above);
    let mut rest = words;
    while !rest.is_empty() {
        let piece = &rest[..rest.floor_char_boundary(PIECE)];
        let taken = codes.take(piece);
        rest = &rest[taken..];
        if taken == piece.len() {
            continue;
        }
        if codes.last() > b' ' && rest.starts_with(['\u{306}', '\u{308}']) {
            // The mark makes another letter of the one before it, which was taken already.
            codes = Codes::under(above);
            codes.take_rare(words);
            break;
        }
        let (rare, more) = rest.split_at(rare_len(rest));
        codes.take_rare(rare);
        rest = more;
    }
    codes.end()
}

/// What [`for_each_letter`] feeds, a byte a letter where that is one of Latin or Russian: 0x80 to
/// 0x9F stand for а to я, 0xA0 for ё, and 0xFF comes before the UTF-8 of any other. No byte is zero.
struct Codes {
    /// What came of those before.
    state: u64,
    /// A zero for what was before the first, and the codes. A space at their end is theirs only
    /// if a letter follows.
    gathered: [u8; ROOM],
    /// Where the next one goes.
    end: usize,
}

/// How many bytes of words are taken between two sums.
const PIECE: usize = 128;
/// The codes of a piece are no more than its bytes. Nine may be there before, and a few more are
/// written at once than are taken.
const ROOM: usize = PIECE + 9 + AHEAD;
/// How many bytes are looked at and how many codes are written at once.
const AHEAD: usize = 17;

impl Codes {
    fn under(above: u64) -> Self {
        Self { state: mixed(above), gathered: [0; ROOM], end: 1 }
    }

    fn last(&self) -> u8 {
        self.gathered[self.end - 1]
    }

    /// Takes the first letters that are Latin or Russian and all that surely parts words, and tells
    /// how many bytes they were.
    #[inline]
    fn take(&mut self, piece: &str) -> usize {
        let mut bytes = [0; PIECE + AHEAD];
        bytes[..PIECE][..piece.len()].copy_from_slice(piece.as_bytes());
        let (mut at, mut end) = (0, self.end);
        while at < piece.len() && end < ROOM - AHEAD {
            let next = bytes[at..].first_chunk();
            let room = self.gathered[end..].first_chunk_mut();
            let (Some(next), Some(codes)) = (next, room) else { break };
            let (letters, len) = match KINDS[usize::from(next[0])] {
                Kind::Latin => latin(next, codes),
                Kind::Russian => russian(next, codes),
                Kind::Gap => (0, 1),
                Kind::Longer => (0, gap_len(next)),
            };
            if letters > 0 {
                // Most words have a space behind them.
                codes[letters] = b' ';
                let spaces = usize::from(next[len] == b' ');
                at += len + spaces;
                end += letters + spaces;
            } else if len > 0 {
                codes[0] = b' ';
                at += len;
                end += usize::from(self.gathered[end - 1] > b' ');
            } else {
                break;
            }
        }
        self.end = end;
        self.mix();
        at
    }

    /// Takes letters of any kind.
    fn take_rare(&mut self, words: &str) {
        let mut buffer = [0; 4];
        let gap = for_each_letter(words, self.last() > b' ', |c| match c {
            '\0'..='\u{7f}' => self.put(u8::try_from(c).unwrap_or(b' ')),
            'а'..='я' => self.put(0x80 + u8::try_from(u32::from(c) - 0x430).unwrap_or(0)),
            'ё' => self.put(0xA0),
            _ => {
                self.put(0xFF);
                c.encode_utf8(&mut buffer).bytes().for_each(|byte| self.put(byte));
            }
        });
        if gap {
            self.put(b' ');
        }
    }

    fn put(&mut self, code: u8) {
        self.gathered[self.end] = code;
        self.end += 1;
        self.mix();
    }

    /// Adds up whole eights, and keeps what is left: the last one at least.
    #[inline]
    fn mix(&mut self) {
        let (eights, _) = self.gathered[1..].as_chunks();
        let whole = self.end.saturating_sub(2) / 8;
        let add = |state, eight: &[u8; 8]| mixed(state ^ u64::from_be_bytes(*eight));
        self.state = eights[..whole].iter().fold(self.state, add);
        let left = eights[whole];
        self.gathered[1..9].copy_from_slice(&left);
        self.end -= whole * 8;
    }

    fn end(&self) -> u64 {
        let (eights, _) = self.gathered[1..].as_chunks();
        let len = self.end - 1 - usize::from(self.last() == b' ');
        let eight = u64::from_be_bytes(eights[0]);
        if len == 8 {
            return mixed(mixed(self.state ^ eight));
        }
        // What lies behind the last code goes.
        mixed(self.state ^ eight >> (56 - len * 8) >> 8)
    }
}

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// Every bit of the sum depends on every bit of what went in.
#[inline]
fn mixed(n: u64) -> u64 {
    let n = n.wrapping_mul(PRIME);
    (n ^ n >> 32).wrapping_mul(PRIME)
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

/// How long a first character of several bytes is that surely parts two words; 0 if it may not.
fn gap_len(bytes: &[u8]) -> usize {
    match bytes {
        // No-break space, «», and signs but ª, µ, º and small digits.
        [0xC2, 0xA0..=0xA9 | 0xAB..=0xB1 | 0xB4 | 0xB6..=0xB8 | 0xBB | 0xBF, ..] => 2,
        // Dashes and quotes, arrows, operators, frames and signs, but not Ⅷ and ❶.
        [0xE2, 0x80 | 0x87..=0x8B | 0x94..=0x9C | 0xAC..=0xAF, _, ..]
        | [0xE2, 0x86, 0x90..=0xBF, ..]
        | [0xE2, 0x84, 0x96, ..]
        // What makes a picture of a sign.
        | [0xEF, 0xB8, 0x80..=0x8F, ..] => 3,
        // Pictures.
        [0xF0, 0x9F, 0x8C..=0x9F, _, ..] => 4,
        _ => 0,
    }
}

/// Where the first letter ends that is taken one by one, and those like it behind it.
fn rare_len(rest: &str) -> usize {
    let mut next = rest.bytes().enumerate().skip(1);
    let common = next.find(|(_, byte)| KINDS[usize::from(*byte)] != Kind::Longer);
    common.map_or(rest.len(), |(at, _)| at)
}

/// How many of sixteen bytes are Latin letters and digits, or one other character of ASCII between
/// two of them.
#[inline]
fn latin(bytes: &[u8; AHEAD], codes: &mut [u8; AHEAD]) -> (usize, usize) {
    let mut are_words = [0; 16];
    each_latin(bytes, codes, &mut are_words);
    let are_words = u128::from_le_bytes(are_words);
    let letters = (are_words | are_words >> 8).trailing_ones() as usize / 8;
    (letters, letters)
}

/// The codes of as many bytes as are Latin letters and digits, and a space for any other. On its
/// own, so that the compiler takes them all at once.
#[inline(never)]
fn each_latin(bytes: &[u8; AHEAD], codes: &mut [u8; AHEAD], are_words: &mut [u8; 16]) {
    for ((byte, code), is_word) in bytes.iter().zip(codes).zip(are_words) {
        let small = byte | 0x20;
        let is = (small.wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10);
        *is_word = if is { 0xFF } else { 0 };
        *code = small & *is_word | b' ';
    }
}

/// How many letters of two bytes come first that are from а to я, or a ё alone.
#[inline]
fn russian(bytes: &[u8; AHEAD], codes: &mut [u8; AHEAD]) -> (usize, usize) {
    let mut are_others = [0; 8];
    each_russian(bytes, codes, &mut are_others);
    let letters = u64::from_le_bytes(are_others).trailing_zeros() as usize / 8;
    if letters == 0 && matches!(bytes, [0xD0, 0x81, ..] | [0xD1, 0x91, ..]) {
        codes[0] = 0xA0;
        return (1, 2);
    }
    (letters, letters * 2)
}

/// The codes of as many letters as are from а to я, and which pairs of bytes are something else.
/// А to п are 0xD0 and 0x90 to 0xBF, р to я are 0xD1 and 0x80 to 0x8F.
#[inline(never)]
fn each_russian(bytes: &[u8; AHEAD], codes: &mut [u8; AHEAD], are_others: &mut [u8; 8]) {
    let (pairs, _) = bytes.as_chunks();
    for (([first, second], code), is_other) in pairs.iter().zip(codes).zip(are_others) {
        *code = (second & 0x1F) ^ 0x90;
        *is_other = first ^ (0xD0 + u8::from(*second < 0x90));
    }
}

/// Feeds lower-case letters and digits, with one space between words, and first of all if a letter
/// came before these and something else comes now. A decomposed й or ё, as some file systems write
/// them, is the letter itself. Tells whether there is a gap behind them.
pub(super) fn for_each_letter(words: &str, mut started: bool, mut feed: impl FnMut(char)) -> bool {
    let mut gap = false;
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
    gap
}

#[cfg(test)]
mod tests {
    use super::{AHEAD, Codes, hashed, latin, russian};
    use crate::plan::{Id, normalise};

    /// Many at once and letter by letter.
    #[track_caller]
    fn check(words: &str) {
        let mut letters = Codes::under(7);
        letters.take_rare(words);
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

    type Take = fn(&[u8; AHEAD], &mut [u8; AHEAD]) -> (usize, usize);

    /// The codes that are taken at once, and how many bytes they were.
    #[track_caller]
    fn check_taken(take: Take, words: &str, expected: (&[u8], usize)) {
        let (mut bytes, mut codes) = ([0; AHEAD], [0; AHEAD]);
        bytes[..words.len()].copy_from_slice(words.as_bytes());
        let (letters, len) = take(&bytes, &mut codes);
        assert_eq!((&codes[..letters], len), expected, "{words}");
    }

    #[test]
    fn what_is_taken_at_once() {
        check_taken(latin, "Run 2 it, or not", (b"run 2 it", 8));
        check_taken(latin, "A-2: Run", (b"a 2", 3));
        check_taken(latin, "ABCDEFGHIJKLMNO-", (b"abcdefghijklmno", 15));
        check_taken(latin, "ABCDEFGHIJKLMNOPQ", (b"abcdefghijklmnop", 16));
        check_taken(russian, "абвг", (b"\x80\x81\x82\x83", 8));
        check_taken(russian, "абвгдежз", (b"\x80\x81\x82\x83\x84\x85\x86\x87", 16));
        check_taken(russian, "ёлка", (b"\xA0", 2));
        check_taken(russian, "Яда!?", (b"\x9F\x84\x80", 6));
        check_taken(russian, "їх", (b"", 0));
    }

    #[test]
    fn bytes_and_letters_say_the_same() {
        let long = "Проверить все узлы, run the checks — и «ещё» é ".repeat(9);
        for start in (0..40).filter_map(|start| long.get(start..)) {
            check(start);
        }
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
