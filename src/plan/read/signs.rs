//! What a text holds at all, as a set.
//!
//! Most rules look for something that most texts do not hold: a digit, a bracket, an address, a word
//! of time. They ask here first. What is said of a whole block may be said of its parts as well, for
//! it only ever says too much. `glance` finds out.

use super::flags::flags;

flags! {
    /// What rules look for, as a set.
    pub(super) struct Signs(u32);

    DIGIT = 0;
    COLON = 1;
    SLASH = 2;
    /// `@`
    AT = 3;
    /// `(`
    ROUND = 4;
    /// `[`
    SQUARE = 5;
    /// `<` or `>`
    ANGLE = 6;
    /// `{`
    CURLY = 7;
    /// `=` between spaces.
    EQUAL = 8;
    /// Beyond Cyrillic: dashes, ≥, boxes, emoji.
    SYMBOL = 9;
    /// `__`, or a word that starts a slot without brackets.
    BLANK = 10;
    /// ≤, ≥ or a word that starts a comparison.
    COMPARED = 11;
    /// A word that tells a time or counts days, or a colon between digits.
    TIMED = 12;
    /// Four digits in a row.
    YEAR = 13;
    /// A dash, a dot or a slash behind a digit.
    JOINED = 14;
    /// The end of a line.
    BREAK = 15;
    /// A letter of Latin or Russian, for the glance alone.
    LETTER = 16;
    /// A unit of time other than days.
    LASTING = 17;
    /// A word that may make a time or a limit of a length.
    RELATING = 18;
    /// `;` or `|`
    PARTED = 19;
}

impl Signs {
    /// Whether a clock, a date, a length or an offset may be among the words.
    pub const fn may_tell_time(self) -> bool {
        self.any(Self::TIMED.with(Self::LASTING)) || self.may_tell_date()
    }

    /// Whether it can only be a length, with no word that makes more of it.
    pub const fn only_lasts(self) -> bool {
        !self.any(Self::TIMED.with(Self::RELATING)) && !self.may_tell_date()
    }

    const fn may_tell_date(self) -> bool {
        self.any(Self::YEAR) && self.any(Self::JOINED)
    }
}
