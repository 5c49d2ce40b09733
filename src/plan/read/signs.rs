//! Which characters a text holds at all, found in one walk over its bytes.
//!
//! Most rules look for something that most texts do not hold: a digit, a bracket, an address. They
//! ask here first. What is said of a whole block may be said of its parts as well, for it only ever
//! says too much.

/// Characters that rules look for, as a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    pub const DIGIT: Self = Self(1);
    pub const COLON: Self = Self(1 << 1);
    pub const SLASH: Self = Self(1 << 2);
    /// `@`
    pub const AT: Self = Self(1 << 3);
    /// `(`
    pub const ROUND: Self = Self(1 << 4);
    /// `[`
    pub const SQUARE: Self = Self(1 << 5);
    /// `<` or `>`
    pub const ANGLE: Self = Self(1 << 6);
    /// `{`
    pub const CURLY: Self = Self(1 << 7);
    pub const EQUAL: Self = Self(1 << 8);
    /// Beyond Cyrillic: dashes, ≥, boxes, emoji.
    pub const SYMBOL: Self = Self(1 << 9);
    /// A character that each slot without brackets has one of: `_`, B, Y, X, H, «М», «ж».
    pub const BLANK: Self = Self(1 << 10);
    pub const LINE: Self = Self(1 << 11);

    /// What a text holds.
    pub fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |found, byte| found | OF_BYTE[usize::from(byte)]))
    }

    /// True when any of `wanted` is there.
    pub const fn any(self, wanted: Self) -> bool {
        self.0 & wanted.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static OF_BYTE: [u16; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "there are as many bytes")]
        let sign = match byte as u8 {
            b'0'..=b'9' => Signs::DIGIT,
            b':' => Signs::COLON,
            b'/' => Signs::SLASH,
            b'@' => Signs::AT,
            b'(' => Signs::ROUND,
            b'[' => Signs::SQUARE,
            b'<' | b'>' => Signs::ANGLE,
            b'{' => Signs::CURLY,
            b'=' => Signs::EQUAL,
            b'\n' => Signs::LINE,
            // The last two end «М» and «ж».
            b'_' | b'B' | b'Y' | b'X' | b'H' | 0x9C | 0xB6 => Signs::BLANK,
            0xE0.. => Signs::SYMBOL,
            _ => Signs(0),
        };
        signs[byte] = sign.0;
        byte += 1;
    }
    signs
};
