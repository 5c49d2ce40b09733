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

/// Where the characters are that people write, by number. Ancient scripts, phonetic and private
/// characters are left out: they come about by chance more often than on purpose.
const SCRIPTS: [(char, char, Script); 41] = [
    ('\u{80}', '\u{BF}', Script::Common),
    ('\u{C0}', '\u{D6}', Script::Latin),
    ('×', '×', Script::Common),
    ('\u{D8}', '\u{F6}', Script::Latin),
    ('÷', '÷', Script::Common),
    ('\u{F8}', '\u{17F}', Script::Latin),
    ('Ə', 'Ə', Script::Latin),
    ('ƒ', 'ƒ', Script::Latin),
    ('Ơ', 'ơ', Script::Latin),
    ('Ư', 'ư', Script::Latin),
    ('Ǎ', 'ǜ', Script::Latin),
    ('Ș', 'ț', Script::Latin),
    ('ə', 'ə', Script::Latin),
    ('\u{2C6}', '\u{2C7}', Script::Common),
    ('\u{2D8}', '\u{2DD}', Script::Common),
    ('\u{300}', '\u{36F}', Script::Common),
    ('\u{384}', '\u{3CE}', Script::Greek),
    ('\u{400}', '\u{45F}', Script::Cyrillic),
    ('\u{490}', '\u{4FF}', Script::Cyrillic),
    ('\u{531}', '\u{587}', Script::Armenian),
    ('\u{5D0}', '\u{5EA}', Script::Hebrew),
    ('\u{600}', '\u{6FF}', Script::Arabic),
    ('\u{900}', '\u{DFF}', Script::Indic),
    ('\u{E00}', '\u{E7F}', Script::Thai),
    ('\u{10D0}', '\u{10FF}', Script::Georgian),
    ('\u{1E00}', '\u{1EFF}', Script::Latin),
    ('\u{2000}', '\u{23FF}', Script::Common),
    ('\u{2460}', '\u{27FF}', Script::Common),
    ('\u{2900}', '\u{297F}', Script::Common),
    ('\u{2B00}', '\u{2B7F}', Script::Common),
    ('\u{3000}', '\u{312F}', Script::EastAsian),
    ('\u{3200}', '\u{33FF}', Script::EastAsian),
    ('\u{4E00}', '\u{9FFF}', Script::EastAsian),
    ('\u{AC00}', '\u{D7A3}', Script::EastAsian),
    ('\u{F8FF}', '\u{F8FF}', Script::Common),
    ('\u{FB00}', '\u{FB06}', Script::Latin),
    ('\u{FE00}', '\u{FE0F}', Script::Common),
    ('\u{FF00}', '\u{FFEF}', Script::EastAsian),
    ('\u{1D400}', '\u{1D7FF}', Script::Common),
    ('\u{1F000}', '\u{1FAFF}', Script::Common),
    ('\u{E0020}', '\u{E007F}', Script::Common),
];

/// The script of a character above ASCII, if it is one that people write.
pub(super) fn script(c: char) -> Option<Script> {
    match c {
        '\u{FEFF}' | '\u{FFFC}' | '\u{FFFD}' => Some(Script::Common),
        _ => {
            let after = SCRIPTS.partition_point(|(first, ..)| *first <= c);
            let (_, last, script) = SCRIPTS[..after].last()?;
            (c <= *last).then_some(*script)
        }
    }
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

#[rustfmt::skip]
fn shape(c: char) -> Shape {
    match c {
        ' ' | '\u{A0}' | '\u{AD}' | '«' | '»' | '‹' | '›' | '“' | '”' | '„' | '‘' | '’' | '‚' | '…'
        | '–' | '—' | '•' | '·' | '×' | '°' | '™' | '№' | '§' => Shape::Closer,
        '©' | '®' | 'ª' | 'º' | '¹' | '²' | '³' => Shape::Note,
        '√' | '¬' | '≈' | '∆' | '◊' | 'π' | 'Ω' | '∑' | '∂' | '∞' | '∏' | '∫' | 'µ' | '±' | '≠' | '≤'
        | '≥' | '÷' | '⁄' => Shape::Formula,
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
    // The same pair over and over says no more than once: `С…С…С…`.
    let differ = |pair: &[Sequence]| pair[0].tail != pair[1].tail && !pair[1].patched;
    let among = !touched && chain.windows(2).any(differ);
    for sequence in chain {
        if script(sequence.character).is_none() {
            odd += 2;
        } else if !sequence.patched {
            points += match sequence.more {
                1 => two(sequence, previous, among),
                2 => three(sequence, previous),
                _ if closes(sequence.tail[0]) => 0,
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

/// True if there are so many letters of one script, not the same over and over, and shown as more
/// than letters between dashes.
fn is_word(chain: &[Sequence], least: usize) -> bool {
    let whole = || chain.iter().filter(|sequence| !sequence.patched);
    let Some(first) = whole().find(|sequence| sequence.character.is_alphabetic()) else {
        return false;
    };
    let Some(of) = script(first.character) else { return false };
    let alike = |sequence: &&Sequence| {
        sequence.character.is_alphabetic() && script(sequence.character) == Some(of)
    };
    let listed = |sequence: &Sequence| {
        shape(sequence.lead) == Shape::Closer && sequence.tail[0].is_alphabetic()
    };
    whole().filter(alike).count() >= least
        && whole().filter(alike).any(|sequence| sequence.tail[0] != first.tail[0])
        && !whole().filter(alike).all(listed)
}

/// Two characters for one. Beside others it counts more than `alone`.
fn two(sequence: &Sequence, before: Option<char>, among: bool) -> u32 {
    let (lead, tail) = (sequence.lead, sequence.tail[0]);
    let within = before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let joined = before.is_some_and(char::is_alphabetic);
    let compared = "±≠≤≥".contains(tail);
    let (alone, beside) = match (shape(lead), shape(tail)) {
        // No word goes on with a capital: `cafÃ©`.
        (Shape::Letter | Shape::Cyrillic, _) if within && lead.is_uppercase() => (2, 2),
        (Shape::Letter | Shape::Cyrillic, Shape::Note) => (1, 1),
        (Shape::Letter | Shape::Cyrillic, Shape::Closer)
        | (Shape::Cyrillic, Shape::Cyrillic)
        | (Shape::Closer, Shape::Letter | Shape::Closer | Shape::Formula) => (0, 1),
        (Shape::Closer, _) => (0, 2),
        // No root is taken of a comparison: `conexi√≥n`. Else it may be a formula: `x√π`, `≈£7`.
        (Shape::Formula, Shape::Formula) if !(joined && compared && lead == '√') => (0, 0),
        (Shape::Formula, Shape::Closer) if !joined => (0, 1),
        (Shape::Formula, _) if !joined => (0, 2),
        (Shape::Letter | Shape::Cyrillic | Shape::Note | Shape::Formula | Shape::Sign, _) => (2, 2),
    };
    if among { beside } else { alone }
}

/// Three characters for one.
fn three(sequence: &Sequence, before: Option<char>) -> u32 {
    let [one, two, _] = sequence.tail;
    let (first, second) = (shape(one), shape(two));
    let ends = |shape| matches!(shape, Shape::Closer | Shape::Note);
    let natural = match shape(sequence.lead) {
        // A word ends, and anything may follow.
        Shape::Letter | Shape::Cyrillic if ends(first) => true,
        Shape::Letter => first == Shape::Letter && second == Shape::Letter,
        // A word of three letters, unless it stands for a sign: `вЂ”` begins no word.
        Shape::Cyrillic => {
            let sign = ('\u{2000}'..'\u{2C00}').contains(&sequence.character);
            let inner = before.is_some_and(|c| shape(c) == Shape::Cyrillic);
            let letters = first == Shape::Cyrillic && (second == Shape::Cyrillic || ends(second));
            letters && (inner || !sign)
        }
        // `„ÄÖÜ“` lists letters, `„Äär“` is a word, but none begins like `‚Äî`.
        Shape::Closer => {
            let letters = first == Shape::Letter && second == Shape::Letter;
            let long = one.to_lowercase().eq(two.to_lowercase());
            letters && (long || one.is_uppercase() == two.is_uppercase())
        }
        Shape::Note | Shape::Formula | Shape::Sign => false,
    };
    if natural { 0 } else { 4 }
}
