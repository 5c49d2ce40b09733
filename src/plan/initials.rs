//! How words start: their three first letters, told from eight bytes at once.
//!
//! Most words of a plan are in no table, and this says so before any letter of theirs is told apart.

/// The three first letters of a word, whatever their case, as a number that few others share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Initials(usize);

impl Initials {
    /// One more than the greatest of their numbers.
    pub const COUNT: usize = 8192;

    /// The number of these letters.
    #[inline]
    pub const fn number(self) -> usize {
        self.0
    }

    /// How the first word of a phrase may start; none where it starts with no letter, or where the
    /// ways to spell it are all told.
    ///
    /// A ё, small or capital, looks like another letter here and may stand for each е.
    pub const fn of(phrase: &str, way: usize) -> Option<Self> {
        let phrase = phrase.as_bytes();
        let (mut bytes, mut len) = (0, 0);
        while len < phrase.len() && LETTER_LEN[phrase[len] as usize] > 0 {
            let end = len + LETTER_LEN[phrase[len] as usize] as usize;
            while len < end {
                if len < 8 {
                    bytes |= (phrase[len] as u64) << (8 * len);
                }
                len += 1;
            }
        }
        match respelled(bytes, way) {
            Some(bytes) if len > 0 => Some(Self(hash(bytes, letters_len(bytes)))),
            _ => None,
        }
    }
}

/// A word of Latin or Russian letters, as far as eight bytes tell. Most stand within them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glimpse {
    /// The first eight bytes, the first one lowest, whatever they are of.
    pub eight: u64,
    pub initials: Initials,
    /// How many of them are letters.
    pub len: usize,
}

impl Glimpse {
    /// The word that starts at a place.
    #[inline]
    pub fn of(bytes: &[u8], start: usize) -> Self {
        Self::told(eight_at(bytes, start))
    }

    /// The word that a phrase starts with.
    pub const fn opening(phrase: &str) -> Self {
        Self::told(eight_of(phrase.as_bytes(), 0))
    }

    #[inline]
    const fn told(eight: u64) -> Self {
        let len = letters_len(eight);
        Self { eight, initials: Initials(hash(eight, len)), len }
    }

    /// Where something else starts behind the word that starts at a place, and behind a space.
    #[inline]
    pub fn next(self, bytes: &[u8], start: usize) -> usize {
        let mut at = start + self.len;
        while let Some(&byte) = bytes.get(at) {
            if byte == b' ' {
                return at + 1;
            }
            match LETTER_LEN[usize::from(byte)] {
                0 => break,
                len => at += usize::from(len),
            }
        }
        at
    }

    /// Its letters in one case.
    #[inline]
    pub const fn letters(self) -> Letters {
        Letters { eight: plain(self.eight), len: self.len }
    }
}

/// The first letters of a word in one case, with е for each ё.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    pub eight: u64,
    len: usize,
}

impl Letters {
    /// The three first ones, in the numbering of such letters.
    #[inline]
    pub const fn initials(self) -> Initials {
        Initials(hash(self.eight, self.len))
    }
}

/// Eight bytes in one case, where they start with a letter: as Latin, or as Russian with е for each ё.
///
/// Each letter of Russian is told by its first byte, less what says too little, and by how far it
/// stands from U+0400.
#[inline]
pub(super) const fn plain(eight: u64) -> u64 {
    const PAIRS: u64 = 0x0001_0001_0001_0001;
    if eight & 0x80 == 0 {
        // Without this bit, a sign that a phrase may hold is a control character.
        return eight & !0x2020_2020_2020_2020;
    }
    let place = ((eight & PAIRS) << 6) | ((eight >> 8) & (0x3F * PAIRS));
    let capital = (place + 0x70 * PAIRS) & !(place + 0x50 * PAIRS) & (0x80 * PAIRS);
    let small = place + (capital >> 2);
    let yo = !((small ^ (0x51 * PAIRS)) + 0x7F * PAIRS) >> 7 & PAIRS;
    let capital_yo = !((small ^ PAIRS) + 0x7F * PAIRS) >> 7 & PAIRS;
    let small = small ^ (yo * (0x51 ^ 0x35)) ^ (capital_yo * (0x01 ^ 0x35));
    eight & (0xFE * PAIRS) | small << 8
}

/// A set of such first letters.
pub(super) struct InitialsOf([u64; Initials::COUNT / 64]);

impl InitialsOf {
    /// None at all.
    pub const NONE: Self = Self([0; Initials::COUNT / 64]);

    /// With those of one more phrase.
    pub const fn with(mut self, phrase: &str) -> Self {
        self.add(phrase);
        self
    }

    /// Adds those of one more phrase.
    pub const fn add(&mut self, phrase: &str) {
        let mut way = 0;
        while let Some(Initials(number)) = Initials::of(phrase, way) {
            self.0[number / 64] |= 1 << (number % 64);
            way += 1;
        }
        assert!(way > 0, "a phrase starts with a letter");
    }

    /// Whether some phrase may start like this.
    #[inline]
    pub const fn has(&self, Initials(number): Initials) -> bool {
        self.0[number / 64] >> (number % 64) & 1 > 0
    }
}

/// Eight bytes from a place on, the first one lowest; behind the end there are zeros.
#[inline]
pub(super) fn eight_at(bytes: &[u8], start: usize) -> u64 {
    let rest = &bytes[start..];
    if let Some(eight) = rest.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    match bytes.last_chunk() {
        Some(last) if !rest.is_empty() => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
        _ => rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte)),
    }
}

/// The same of what is listed.
pub(super) const fn eight_of(bytes: &[u8], start: usize) -> u64 {
    let (mut eight, mut at) = (0, start);
    while at < bytes.len() && at < start + 8 {
        eight |= (bytes[at] as u64) << (8 * (at - start));
        at += 1;
    }
    eight
}

/// How many of eight bytes, the first one lowest, are letters of the alphabet that they start with.
const fn letters_len(bytes: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    if bytes & 0x80 == 0 {
        let small = (bytes | (EACH * 0x20)) & !HIGH;
        let from_a = small + EACH * (0x80 - b'a' as u64);
        let beyond_z = small + EACH * (0x7F - b'z' as u64);
        ((!from_a | beyond_z | bytes) & HIGH).trailing_zeros() as usize / 8
    } else {
        let other = (bytes & 0x00FE_00FE_00FE_00FE) ^ 0x00D0_00D0_00D0_00D0;
        other.trailing_zeros() as usize / 16 * 2
    }
}

/// How many bytes the letter of Latin or Russian takes that starts with a byte.
static LETTER_LEN: [u8; 256] = {
    let mut len = [0; 256];
    let mut letter = b'a';
    while letter <= b'z' {
        len[letter as usize] = 1;
        len[letter.to_ascii_uppercase() as usize] = 1;
        letter += 1;
    }
    len[0xD0] = 2;
    len[0xD1] = 2;
    len
};

/// What their numbers have no room for, in bits.
const SPARE: u32 = u64::BITS - Initials::COUNT.ilog2();

/// The number of three first letters. The first byte of the word stands lowest, and what stands
/// behind the word does not count.
const fn hash(bytes: u64, len: usize) -> usize {
    let alike = ALIKE[(bytes & 0x80) as usize / 8 + len % 16];
    ((bytes & alike).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> SPARE) as usize
}

/// What is alike in three letters of either case, where so many of eight bytes are letters, and no
/// more than there is of the word. The first byte of a letter of Russian only says of which half of
/// the alphabet, and of which case, it is.
static ALIKE: [u64; 32] = {
    let mut alike = [0xDF_DFDF; 32];
    let mut len = 0;
    while len < 16 {
        let kept = if len < 8 { !(u64::MAX << (8 * len)) } else { u64::MAX };
        alike[len] &= kept;
        alike[16 + len] = 0xDFDE_DFDE_DFDE & kept;
        len += 1;
    }
    alike
};

/// With other letters for each е among the first three; none where fewer ways there are.
const fn respelled(bytes: u64, way: usize) -> Option<u64> {
    let (mut respelled, mut ways, mut at) = (bytes, way, 0);
    while at < 48 {
        if bytes >> at & 0xFFFF == YE {
            respelled ^= (YE ^ [YE, 0x91D1, 0x81D0][ways % 3]) << at;
            ways /= 3;
        }
        at += 16;
    }
    if ways == 0 { Some(respelled) } else { None }
}

/// е, its first byte lowest.
const YE: u64 = 0xB5D0;
