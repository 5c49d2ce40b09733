//! What is likely: which characters people write in plans, and which of them never stand side by side
//! in any language, so that they were surely not written so. No words are known here, only shapes.

use super::chain::Sequence;

/// What a character belongs to, of all that people write in plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Marks, signs and emoji, which go with any script; and what was broken before.
    Common,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Indic,
    Thai,
    Georgian,
    EastAsian,
}

/// Several scripts at once, and whether there is also what nobody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scripts {
    within: u16,
    odd: bool,
}

impl Scripts {
    /// True if there is no script in here that is not also in `other`, but common signs.
    pub(super) fn are_among(self, other: Self) -> bool {
        let letters = self.within & !(1 << Script::Common as u16);
        !self.odd && letters & !other.within == 0
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self { within: self.within | other.within, odd: self.odd || other.odd }
    }
}

impl FromIterator<Option<Script>> for Scripts {
    fn from_iter<I: IntoIterator<Item = Option<Script>>>(scripts: I) -> Self {
        scripts.into_iter().fold(Self::default(), |all, script| match script {
            Some(script) => Self { within: all.within | 1 << script as u16, odd: all.odd },
            None => Self { within: all.within, odd: true },
        })
    }
}

/// The script of a character above ASCII, if it is one that people write.
pub(super) fn script(c: char) -> Option<Script> {
    Some(match c {
        '\u{2C6}' | '\u{2C7}' | '\u{2D8}'..='\u{2DD}' => Script::Common,
        '\u{80}'..='\u{BF}' | '×' | '÷' | '\u{300}'..='\u{36F}' => Script::Common,
        '\u{C0}'..='\u{17F}' | 'ƒ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ș'..='ț' => Script::Latin,
        '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}' => Script::Latin,
        '\u{384}'..='\u{3CE}' => Script::Greek,
        '\u{400}'..='\u{45F}' | '\u{490}'..='\u{4FF}' => Script::Cyrillic,
        '\u{531}'..='\u{587}' => Script::Armenian,
        '\u{5D0}'..='\u{5EA}' => Script::Hebrew,
        '\u{600}'..='\u{6FF}' => Script::Arabic,
        '\u{900}'..='\u{DFF}' => Script::Indic,
        '\u{E00}'..='\u{E7F}' => Script::Thai,
        '\u{10D0}'..='\u{10FF}' => Script::Georgian,
        '\u{2000}'..='\u{23FF}' | '\u{2460}'..='\u{27FF}' | '\u{2900}'..='\u{2BFF}' => {
            Script::Common
        }
        '\u{3000}'..='\u{312F}' | '\u{3200}'..='\u{33FF}' => Script::EastAsian,
        '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => Script::EastAsian,
        '\u{FF00}'..='\u{FFEF}' => Script::EastAsian,
        '\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFFC}' | '\u{FFFD}' => {
            Script::Common
        }
        '\u{1D400}'..='\u{1D7FF}' | '\u{1F000}'..='\u{1FAFF}' => Script::Common,
        '\u{E0020}'..='\u{E007F}' => Script::Common,
        _ => return None,
    })
}

/// What a character is where it stands beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A letter of the Latin script or another but the Cyrillic one.
    Letter,
    Cyrillic,
    /// What often follows a word at once: quotes, dashes, dots, spaces.
    Closer,
    /// What now and then follows a word at once: footnotes, trade marks.
    Note,
    /// What stands in formulas.
    Formula,
    /// What follows no letter.
    Sign,
}

fn shape(c: char) -> Shape {
    match c {
        ' ' | '\u{A0}' | '\u{AD}' | '«' | '»' | '‹' | '›' => Shape::Closer,
        '“' | '”' | '„' | '‘' | '’' | '‚' | '…' | '–' | '—' | '•' | '·' => {
            Shape::Closer
        }
        '°' | '™' | '№' | '§' => Shape::Closer,
        '©' | '®' | 'ª' | 'º' | '¹' | '²' | '³' => Shape::Note,
        '√' | '¬' | '≈' | '∆' | '◊' | 'π' | 'Ω' | '∑' | '∂' | '∞' | '∏' | '∫' | 'µ' => {
            Shape::Formula
        }
        '±' | '≠' | '≤' | '≥' | '÷' | '⁄' => Shape::Formula,
        '\u{400}'..='\u{4FF}' => Shape::Cyrillic,
        c if c.is_alphabetic() => Shape::Letter,
        _ => Shape::Sign,
    }
}

/// True for what often follows a word at once: quotes, dashes, dots, spaces.
pub(super) fn closes(c: char) -> bool {
    shape(c) == Shape::Closer
}

/// From here on a chain is mended wherever there is another that is plain.
pub(super) const TELLING: u32 = 2;

/// From here on a chain is plain by itself.
pub(super) const PLAIN: u32 = 4;

/// How plainly these characters, one after the other, were decoded wrongly. Nothing where they may
/// as well be what somebody wrote.
pub(super) fn points(chain: &[Sequence], before: Option<char>) -> u32 {
    let mut points = 0;
    let mut odd = 0;
    let mut previous = before;
    let touched = before.is_some_and(|c| !c.is_ascii() && c.is_alphabetic());
    let among = chain.iter().filter(|sequence| !sequence.patched).count() > 1 && !touched;
    for sequence in chain {
        if script(sequence.character).is_none() {
            odd += 2;
        } else if !sequence.patched {
            points += match sequence.more {
                1 => two(sequence, previous, among),
                2 => three(sequence, previous),
                _ => 6,
            };
        }
        previous = Some(sequence.tail[sequence.more - 1]);
    }
    // `ä–ö–ü–ß` is a list of letters.
    if is_word(chain, if touched { 4 } else { 3 }) {
        points += PLAIN;
    }
    if chain[0].character == '\u{FEFF}' && before.is_none() {
        points += PLAIN;
    }
    u32::saturating_sub(points, odd)
}

/// True if there are so many letters of one script, and not the same over and over.
fn is_word(chain: &[Sequence], least: usize) -> bool {
    let letters = || chain.iter().filter(|sequence| sequence.character.is_alphabetic());
    let Some(first) = letters().next() else { return false };
    let Some(of) = script(first.character) else { return false };
    let of_one = letters().filter(|sequence| script(sequence.character) == Some(of)).count();
    of_one >= least && letters().any(|sequence| sequence.tail[0] != first.tail[0])
}

/// Two characters for one.
fn two(sequence: &Sequence, before: Option<char>, among: bool) -> u32 {
    let (lead, tail) = (sequence.lead, sequence.tail[0]);
    let within = before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let natural = u32::from(among);
    match (shape(lead), shape(tail)) {
        // No word goes on with a capital: `cafÃ©`.
        (Shape::Letter | Shape::Cyrillic, _) if within && lead.is_uppercase() => 2,
        (Shape::Letter | Shape::Cyrillic, Shape::Closer) => natural,
        (Shape::Letter | Shape::Cyrillic, Shape::Note) => 1,
        (Shape::Cyrillic, Shape::Cyrillic) => natural,
        (Shape::Letter | Shape::Cyrillic, _) => 2,
        (Shape::Closer, Shape::Letter | Shape::Closer) => natural,
        (Shape::Closer, _) if among => 2,
        (Shape::Closer, _) => 0,
        (Shape::Formula, Shape::Formula) => natural,
        (Shape::Note | Shape::Formula | Shape::Sign, _) => 2,
    }
}

/// Three characters for one.
fn three(sequence: &Sequence, before: Option<char>) -> u32 {
    let [one, two, _] = sequence.tail;
    let (first, second) = (shape(one), shape(two));
    let closes = |shape| matches!(shape, Shape::Closer | Shape::Note);
    let cyrillic = |shape| shape == Shape::Cyrillic || closes(shape);
    let natural = match shape(sequence.lead) {
        Shape::Letter => {
            closes(first) && closes(second) || first == Shape::Letter && second == Shape::Letter
        }
        // A word of three letters, but not `вЂ”`: no small letter stands before a capital.
        Shape::Cyrillic => {
            let sign = ('\u{2000}'..'\u{2C00}').contains(&sequence.character);
            let inner = before.is_some_and(|c| shape(c) == Shape::Cyrillic);
            let flips = sequence.lead.is_lowercase() && one.is_uppercase();
            cyrillic(first) && cyrillic(second) && !flips && (inner || !sign || closes(first))
        }
        Shape::Closer | Shape::Note | Shape::Formula | Shape::Sign => false,
    };
    if natural { 0 } else { 4 }
}
