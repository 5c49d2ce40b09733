//! Words told apart by their letters, and tables of words and phrases found by their first ones.
//!
//! Words are Latin or Cyrillic, in any case as they are looked up and in lower case as they are
//! listed, with ё as е. Most words of a plan are in no table, and their first letters say so.
//! The others are compared eight bytes at a time.

use super::initials::{Glimpse, Initials, InitialsOf, Letters, eight_at, eight_of, plain};

/// What words and phrases stand for, as they are listed; a star stands for any ending.
pub(super) struct Stems<T: 'static, const N: usize> {
    listed: &'static [(&'static str, T)],
    /// Bucket by bucket, and within each as they are listed.
    sorted: [Stem; N],
    /// Where the stems of each bucket start.
    starts: [u16; BUCKETS + 1],
    /// How they start.
    initials: InitialsOf,
}

/// Longer words are in no table, in bytes.
const LONGEST: usize = 48;

/// Into how many buckets first letters are sorted.
pub(super) const BUCKETS: usize = 1024;

/// How many numbers of first letters are in one.
const WIDE: usize = Initials::COUNT / BUCKETS;

/// In which of them words are that start like this.
#[inline]
pub(super) const fn bucket(letters: Letters) -> usize {
    letters.initials().number() / WIDE
}

impl<T: Copy, const N: usize> Stems<T, N> {
    #[expect(clippy::cast_possible_truncation, reason = "the table is short")]
    pub const fn of(listed: &'static [(&'static str, T)]) -> Self {
        assert!(listed.len() == N);
        let mut starts = [0; BUCKETS + 1];
        let mut initials = InitialsOf::NONE;
        let mut at = 0;
        while at < N {
            initials = initials.with(listed[at].0);
            starts[bucket_of(listed[at].0) + 1] += 1;
            at += 1;
        }
        let mut bucket = 0;
        while bucket < BUCKETS {
            starts[bucket + 1] += starts[bucket];
            bucket += 1;
        }
        let mut sorted = [Stem::of("-", 0); N];
        let mut next = starts;
        at = 0;
        while at < N {
            let bucket = bucket_of(listed[at].0);
            sorted[next[bucket] as usize] = Stem::of(listed[at].0, at as u16);
            next[bucket] += 1;
            at += 1;
        }
        Self { listed, sorted, starts, initials }
    }

    /// What may start with the same letters, the last one listed first.
    #[inline]
    fn near(&self, letters: Letters) -> impl Iterator<Item = &Stem> {
        let bucket = bucket(letters);
        let bucket = usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1]);
        self.sorted[bucket].iter().rev()
    }

    /// What the word stands for that starts at a place, its first letters, and where it ends: of it
    /// are Latin and Russian letters and whatever `more` says, which tells how many bytes to take.
    #[inline]
    pub fn read(
        &self,
        text: &str,
        start: usize,
        more: impl FnMut(u8, usize) -> usize,
    ) -> (Option<T>, Glimpse, usize) {
        let bytes = text.as_bytes();
        let seen = Glimpse::of(bytes, start);
        let end = end_of_word(bytes, start + seen.len, more);
        (self.word(&bytes[start..end], seen), seen, end)
    }

    /// What a word stands for whose first letters were seen.
    #[inline]
    pub fn word(&self, word: &[u8], seen: Glimpse) -> Option<T> {
        let known = self.initials.has(seen.initials) && word.len() <= LONGEST;
        if known { self.known(word, seen.letters()) } else { None }
    }

    /// What a word or a phrase stands for.
    #[inline]
    pub fn find(&self, text: &str) -> Option<T> {
        let seen = Glimpse::of(text.as_bytes(), 0);
        if text.len() > LONGEST { None } else { self.opening(text.as_bytes(), 0, seen) }
    }

    /// What the rest of a text stands for by its first letters: one that starts as a phrase with a
    /// star does, or that is a phrase as a whole.
    #[inline]
    pub fn opening(&self, text: &[u8], start: usize, seen: Glimpse) -> Option<T> {
        let may_know = self.initials.has(seen.initials);
        if may_know { self.known(&text[start..], seen.letters()) } else { None }
    }

    /// The same for a text that starts like something listed.
    #[inline(never)]
    fn known(&self, text: &[u8], letters: Letters) -> Option<T> {
        self.near(letters).filter(|stem| stem.may_open(text.len(), letters)).find_map(|stem| {
            let (spelled, is) = self.listed[usize::from(stem.listed)];
            (stem.short || stem.goes_on(spelled.as_bytes(), text)).then_some(is)
        })
    }

    /// The longest that a text starts with, letter for letter, where no star is listed.
    #[inline]
    pub fn starting(&self, text: &str) -> Option<(&'static str, T)> {
        let seen = Glimpse::of(text.as_bytes(), 0);
        if !self.initials.has(seen.initials) {
            return None;
        }
        let letters = seen.letters();
        let alike = self.near(letters).filter(|stem| stem.is_alike(letters));
        alike
            .map(|stem| self.listed[usize::from(stem.listed)])
            .find(|(known, _)| text.starts_with(known))
    }
}

/// A list of words that stand for nothing but themselves.
macro_rules! set {
    ($($word:literal),* $(,)?) => { &[$(($word, ())),*] };
}

pub(super) use set;

/// What stands for something, as it is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stem {
    /// Its first eight bytes, and those of them that count: all, or those of its first word.
    head: u64,
    kept: u64,
    /// The eight behind those, and those of them that count.
    tail: u64,
    kept_tail: u64,
    /// Where it is listed.
    listed: u16,
    /// How many bytes it has, the star apart.
    len: u8,
    /// Any ending may follow.
    open: bool,
    /// Its first eight bytes are all that there is to compare.
    short: bool,
    /// Russian with spaces, which is compared letter by letter.
    mixed: bool,
}

impl Stem {
    /// A word or a phrase, and where it is listed.
    #[expect(clippy::cast_possible_truncation, reason = "no stem is long")]
    pub(super) const fn of(stem: &str, listed: u16) -> Self {
        let bytes = stem.as_bytes();
        let open = matches!(bytes, [.., b'*']);
        let len = bytes.len() - open as usize;
        assert!(len > 0 && len <= LONGEST && !(open && len < 3), "too short a stem, or too long");
        let (mut high, mut at) = (0, 0);
        while at < len {
            high += (bytes[at] >= 0x80) as usize;
            at += 1;
        }
        let mixed = high > 0 && high < len;
        let seen = Glimpse::opening(stem);
        let kept = first(if mixed { seen.len } else { len });
        let head = seen.letters().eight & kept;
        let kept_tail = first(len.saturating_sub(8));
        let tail = plain(eight_of(bytes, 8)) & kept_tail;
        let (short, len) = (len <= 8 && !mixed, len as u8);
        Self { head, kept, tail, kept_tail, listed, len, open, short, mixed }
    }

    /// Whether a word that starts with these letters is this one, or starts with it if it is open.
    #[inline]
    pub(super) fn is(&self, spelled: &str, word: &[u8], letters: Letters) -> bool {
        self.may_open(word.len(), letters) && (self.short || self.goes_on(spelled.as_bytes(), word))
    }

    /// Whether a text of so many bytes that starts with these letters may start with the stem.
    #[inline]
    fn may_open(&self, len: usize, letters: Letters) -> bool {
        let own = usize::from(self.len);
        self.is_alike(letters) && (len == own || len > own && self.open)
    }

    /// Whether it starts with these letters.
    #[inline]
    fn is_alike(&self, letters: Letters) -> bool {
        letters.eight & self.kept == self.head
    }

    /// Whether the bytes behind the first eight are those of the stem too.
    #[inline]
    fn goes_on(&self, stem: &[u8], text: &[u8]) -> bool {
        let len = usize::from(self.len);
        if self.mixed {
            return same_letters(text, &stem[..len]);
        }
        if plain(eight_at(text, 8)) & self.kept_tail != self.tail {
            return false;
        }
        let mut at = 16;
        while at < len {
            let [said, own] = [eight_at(text, at), eight_at(stem, at)];
            if (plain(said) ^ plain(own)) & first(len - at) != 0 {
                return false;
            }
            at += 8;
        }
        true
    }
}

/// The bits of so many bytes, of eight at most.
#[inline]
const fn first(len: usize) -> u64 {
    if len < 8 { !(u64::MAX << (8 * len)) } else { u64::MAX }
}

/// Letter by letter, whatever their case: whether a text starts like some words.
fn same_letters(text: &[u8], words: &[u8]) -> bool {
    let mut at = 0;
    while at < words.len() {
        let (letter, behind) = letter_of(words, at);
        // What is alike is as long, for all letters of the words are of one or two bytes.
        if at >= text.len() || letter_of(text, at) != (letter, behind) {
            return false;
        }
        at = behind;
    }
    true
}

/// Where those stand that start like a phrase.
const fn bucket_of(phrase: &str) -> usize {
    bucket(Glimpse::opening(phrase).letters())
}

/// Where a word ends whose first letters end at a place.
#[inline]
pub(super) fn end_of_word(
    bytes: &[u8],
    mut at: usize,
    mut more: impl FnMut(u8, usize) -> usize,
) -> usize {
    while let Some(&byte) = bytes.get(at) {
        at += match LETTERS[usize::from(byte)] {
            PAIR => 2,
            HYPHEN..=OTHER => match more(byte, at) {
                0 => break,
                len => len,
            },
            _ => 1,
        };
    }
    at
}

/// The last letters of words that are told by them.
#[derive(Clone, Copy)]
pub(super) struct Ending {
    code: u64,
    asked: u64,
}

impl Ending {
    /// At most ten letters.
    pub const fn of(ending: &str) -> Self {
        let (mut code, mut at, mut asked) = (0, 0, 0);
        while at < ending.len() {
            let (letter, behind) = letter_of(ending.as_bytes(), at);
            code = code << 6 | letter as u64;
            asked = asked << 6 | 63;
            at = behind;
        }
        Self { code, asked }
    }

    /// Whether a word of these last letters ends so.
    pub const fn fits(self, last: Self) -> bool {
        (self.code ^ last.code) & self.asked == 0
    }
}

/// Lower case, ё as е; none for words too long to be in a table.
pub(super) fn lower<'b, const N: usize>(word: &str, buffer: &'b mut [u8; N]) -> Option<&'b [u8]> {
    let word = word.as_bytes();
    let out = buffer.get_mut(..word.len())?;
    let mut at = 0;
    while let Some(&first) = word.get(at) {
        let second = word.get(at + 1).copied().unwrap_or(0);
        let (pair, len) = match (first, second) {
            (0xD0, 0x90..=0x9F) => ([0xD0, second + 0x20], 2),
            (0xD0, 0xA0..=0xAF) => ([0xD1, second - 0x20], 2),
            (0xD0, 0x81) | (0xD1, 0x91) => ([0xD0, 0xB5], 2),
            (0xD0 | 0xD1, _) => ([first, second], 2),
            _ => ([first.to_ascii_lowercase(), 0], 1),
        };
        out[at] = pair[0];
        if let (2, Some(behind)) = (len, out.get_mut(at + 1)) {
            *behind = pair[1];
        }
        at += len;
    }
    Some(out)
}

const HYPHEN: u8 = 59;
const SPACE: u8 = 60;
const COMMA: u8 = 61;
const OTHER: u8 = 62;
/// The first byte of a Russian letter.
const PAIR: u8 = 63;

/// The number of a letter and where the next one stands: a–z, then а–я, then all else.
#[inline]
const fn letter_of(word: &[u8], at: usize) -> (u8, usize) {
    let first = word[at];
    match LETTERS[first as usize] {
        PAIR if at + 1 < word.len() => {
            (RUSSIAN[(first & 1) as usize][(word[at + 1] & 0x3F) as usize], at + 2)
        }
        letter => (letter, at + 1),
    }
}

static LETTERS: [u8; 256] = {
    let mut letters = [OTHER; 256];
    let mut letter = 0;
    while letter < 26 {
        letters[(b'a' + letter) as usize] = letter + 1;
        letters[(b'A' + letter) as usize] = letter + 1;
        letter += 1;
    }
    letters[b'-' as usize] = HYPHEN;
    letters[b' ' as usize] = SPACE;
    letters[b',' as usize] = COMMA;
    letters[0xD0] = PAIR;
    letters[0xD1] = PAIR;
    letters
};

/// What stands behind 0xD0 and 0xD1, less its two highest bits.
static RUSSIAN: [[u8; 64]; 2] = {
    let mut pairs = [[OTHER; 64]; 2];
    let mut letter = 0;
    while letter < 32 {
        pairs[0][0x10 + letter as usize] = 27 + letter;
        let small = 0x30 + letter as usize;
        pairs[small >> 6][small & 0x3F] = 27 + letter;
        letter += 1;
    }
    pairs[0][0x01] = 27 + 5;
    pairs[1][0x11] = 27 + 5;
    pairs
};

#[cfg(test)]
mod tests {
    use super::Stems;

    #[test]
    fn words_are_found_in_any_case_and_with_yo() {
        static TABLE: Stems<u8, 5> = Stems::of(&[
            ("go", 0),
            ("rollback*", 1),
            ("перенесен*", 2),
            ("не вход*", 3),
            ("еще", 4),
        ]);
        for (word, found) in [
            ("Go", Some(0)),
            ("gone", None),
            ("g", None),
            ("", None),
            ("ROLLBACKS", Some(1)),
            ("rollbac", None),
            ("Перенесёна", Some(2)),
            ("ПЕРЕНЕСЕН", Some(2)),
            ("Пёренесён", Some(2)),
            ("перенос", None),
            ("Не вхОдит", Some(3)),
            ("не выход", None),
            ("ещё", Some(4)),
            ("Ёще", Some(4)),
            ("есе", None),
        ] {
            assert_eq!(TABLE.find(word), found, "{word}");
        }
    }
}
