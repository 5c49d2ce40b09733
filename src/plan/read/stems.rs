//! Words told apart by their letters, and tables of words and phrases found by their first ones.
//!
//! Words are Latin or Cyrillic, in any case as they are looked up and in lower case as they are
//! listed, with ё as е. Most words of a plan are in no table, and their first letters say so.
//! The others are compared as numbers, six bits a letter.

/// What words and phrases stand for, as they are listed; a star stands for any ending.
pub(super) struct Stems<T: 'static, const N: usize> {
    listed: &'static [(&'static str, T)],
    /// Bucket by bucket, and within each as they are listed.
    sorted: [Stem; N],
    /// Where the stems of each bucket start.
    starts: [u16; BUCKETS + 1],
}

/// Longer words are in no table, in bytes.
const LONGEST: usize = 48;

impl<T: Copy, const N: usize> Stems<T, N> {
    #[expect(clippy::cast_possible_truncation, reason = "the table is short")]
    pub const fn of(listed: &'static [(&'static str, T)]) -> Self {
        assert!(listed.len() == N);
        let mut starts = [0; BUCKETS + 1];
        let mut at = 0;
        while at < N {
            starts[Stem::of(listed[at].0, 0).bucket() + 1] += 1;
            at += 1;
        }
        let mut bucket = 0;
        while bucket < BUCKETS {
            starts[bucket + 1] += starts[bucket];
            bucket += 1;
        }
        let mut sorted = [Stem::of("", 0); N];
        let mut next = starts;
        at = 0;
        while at < N {
            let stem = Stem::of(listed[at].0, at as u16);
            sorted[next[stem.bucket()] as usize] = stem;
            next[stem.bucket()] += 1;
            at += 1;
        }
        Self { listed, sorted, starts }
    }

    /// What may start with these letters, none for most.
    #[inline]
    fn near(&self, first: First) -> &[Stem] {
        let bucket = first.bucket();
        &self.sorted[usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1])]
    }

    /// What the word stands for that starts at a place, its first letters, and where it ends: of it
    /// are Latin and Russian letters and whatever `more` says, which tells how many bytes to take.
    #[inline]
    pub fn read(
        &self,
        text: &str,
        start: usize,
        more: impl FnMut(u8, usize) -> usize,
    ) -> (Option<T>, First, usize) {
        let word = Word::open(text.as_bytes(), start, more);
        let first = word.first();
        let near = self.near(first);
        if near.is_empty() {
            return (None, first, word.end());
        }
        let (code, end) = word.spell();
        let found = if end - start > LONGEST { None } else { self.among(near, code) };
        (found, first, end)
    }

    /// What a word or a phrase stands for.
    #[inline]
    pub fn find(&self, text: &str) -> Option<T> {
        if text.len() > LONGEST { None } else { self.opening(text) }
    }

    /// What a text stands for by its first letters: one that starts as a phrase with a star does, or
    /// that is a phrase as a whole.
    #[inline]
    pub fn opening(&self, text: &str) -> Option<T> {
        let near = self.near(First::of(text));
        if near.is_empty() {
            return None;
        }
        // Of long phrases most differ before their second half.
        let (head, left, at) = letters(text.as_bytes(), 0, HALF);
        let head = head << (6 * left);
        if !near.iter().any(|stem| stem.fits_head(head)) {
            return None;
        }
        let (tail, left, _) = letters(text.as_bytes(), at, HALF);
        self.among(near, [head, tail << (6 * left)])
    }

    fn among(&self, near: &[Stem], code: Code) -> Option<T> {
        let found = near.iter().rev().find(|stem| stem.fits(code))?;
        Some(self.listed[usize::from(found.listed)].1)
    }

    /// The longest that a text starts with, letter for letter, where no star is listed.
    #[inline]
    pub fn starting(&self, text: &str) -> Option<(&'static str, T)> {
        let near = self.near(First::of(text)).iter().rev();
        let mut listed = near.map(|stem| self.listed[usize::from(stem.listed)]);
        listed.find(|(known, _)| text.starts_with(known))
    }
}

/// A list of words that stand for nothing but themselves.
macro_rules! set {
    ($($word:literal),* $(,)?) => { &[$(($word, ())),*] };
}

pub(super) use set;

/// A word, told apart letter by letter as far as is asked for: Latin and Russian letters, and
/// whatever `more` says is of it as well, which tells how many bytes to take.
struct Word<'t, M> {
    bytes: &'t [u8],
    at: usize,
    /// The letters so far, and how many of a half are missing.
    code: u64,
    left: u32,
    more: M,
}

impl<'t, M: FnMut(u8, usize) -> usize> Word<'t, M> {
    /// The word that starts at a place, up to its third letter.
    #[inline]
    fn open(bytes: &'t [u8], at: usize, more: M) -> Self {
        let mut word = Self { bytes, at, code: 0, left: HALF, more };
        word.gather(HALF - 3);
        word
    }

    /// Its first letters.
    #[inline]
    fn first(&self) -> First {
        First::of_head(self.code << (6 * self.left))
    }

    /// All letters that are told apart, and where the word ends.
    #[inline]
    fn spell(mut self) -> (Code, usize) {
        self.gather(0);
        let head = self.code << (6 * self.left);
        if self.left > 0 {
            return ([head, 0], self.at);
        }
        (self.code, self.left) = (0, HALF);
        self.gather(0);
        ([head, self.code << (6 * self.left)], self.end())
    }

    /// Where the word ends.
    #[inline]
    fn end(mut self) -> usize {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += match LETTERS[usize::from(byte)] {
                PAIR => 2,
                HYPHEN..=OTHER => match (self.more)(byte, self.at) {
                    0 => break,
                    len => len,
                },
                _ => 1,
            };
        }
        self.at
    }

    /// Takes letters until so many are missing or the word ends.
    #[inline]
    fn gather(&mut self, left: u32) {
        while self.left > left {
            let Some(&byte) = self.bytes.get(self.at) else { break };
            let mut letter = LETTERS[usize::from(byte)];
            if letter < HYPHEN {
                self.at += 1;
            } else if letter == PAIR {
                (letter, self.at) = letter_of(self.bytes, self.at);
            } else {
                match (self.more)(byte, self.at) {
                    0 => break,
                    len => self.at += len,
                }
            }
            self.code = self.code << 6 | u64::from(letter);
            self.left -= 1;
        }
    }
}

/// What stands before the first sign or space of a phrase.
pub(super) const fn first_word(phrase: &str) -> &str {
    let mut end = 0;
    while end < phrase.len() && LETTERS[phrase.as_bytes()[end] as usize] < HYPHEN
        || end < phrase.len() && phrase.as_bytes()[end] >= 0x80
    {
        end += 1;
    }
    phrase.split_at(end).0
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

/// The first letters of a word, the very first one highest, in two halves.
type Code = [u64; 2];

/// So many letters of a word are told apart in each half of its code; no stem has as many in both.
const HALF: u32 = 10;

/// The letters of a stem and which bits of a word it asks about.
#[derive(Clone, Copy)]
struct Stem {
    code: Code,
    asked: Code,
    /// Where it is listed.
    listed: u16,
}

impl Stem {
    const fn of(stem: &str, listed: u16) -> Self {
        let Some((b'*', start)) = stem.as_bytes().split_last() else {
            return Self { code: packed(stem.as_bytes()), asked: [u64::MAX; 2], listed };
        };
        let code = packed(start);
        assert!(code[0] >> (6 * (HALF - 3)) & 63 > 0, "too short a stem");
        assert!(code[1].trailing_zeros() >= 6, "too long a stem");
        let asked = match code {
            [head, 0] => [Self::up_to_last(head), 0],
            [_, tail] => [u64::MAX, Self::up_to_last(tail)],
        };
        Self { code, asked, listed }
    }

    /// No letter is zero, so that its lowest bit stands in the last letter.
    const fn up_to_last(code: u64) -> u64 {
        u64::MAX << ((code.trailing_zeros() / 6) * 6)
    }

    #[inline]
    const fn fits_head(&self, head: u64) -> bool {
        (self.code[0] ^ head) & self.asked[0] == 0
    }

    #[inline]
    const fn fits(&self, word: Code) -> bool {
        self.fits_head(word[0]) && (self.code[1] ^ word[1]) & self.asked[1] == 0
    }

    const fn bucket(&self) -> usize {
        First::of_head(self.code[0]).bucket()
    }
}

/// The first letters of a word, three at most.
#[derive(Clone, Copy)]
pub(super) struct First(u32);

/// How many buckets words are sorted into.
const BUCKETS: usize = 2048;

/// One more than the greatest [`First::hash`].
pub(super) const FIRSTS: usize = 4096;

impl First {
    /// The first letters of a text, whatever they are.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "three letters take eighteen bits")]
    pub const fn of(text: &str) -> Self {
        let (code, left, _) = letters(text.as_bytes(), 0, 3);
        Self((code << (6 * left)) as u32)
    }

    #[inline]
    const fn of_head(head: u64) -> Self {
        Self((head >> (6 * (HALF - 3))) as u32)
    }

    /// A number that few others share.
    #[inline]
    pub const fn hash(self) -> usize {
        (self.0.wrapping_mul(0x9E37_79B1) >> 20) as usize
    }

    #[inline]
    const fn bucket(self) -> usize {
        self.hash() / (FIRSTS / BUCKETS)
    }
}

/// The first letters of a word.
const fn packed(word: &[u8]) -> Code {
    let (head, left, at) = letters(word, 0, HALF);
    let (tail, more, _) = letters(word, at, HALF);
    [head << (6 * left), tail << (6 * more)]
}

/// Up to so many letters from a place on, how many are missing, and where they end.
const fn letters(word: &[u8], mut at: usize, mut left: u32) -> (u64, u32, usize) {
    let mut code: u64 = 0;
    while left > 0 && at < word.len() {
        let (letter, behind) = letter_of(word, at);
        code = code << 6 | letter as u64;
        at = behind;
        left -= 1;
    }
    (code, left, at)
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
            (PAIRS[(first & 1) as usize][(word[at + 1] & 0x3F) as usize], at + 2)
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
static PAIRS: [[u8; 64]; 2] = {
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
