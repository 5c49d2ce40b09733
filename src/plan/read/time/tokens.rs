//! Words to tokens of time: numbers, units, signs and the few words that matter.

#![expect(clippy::match_same_arms, reason = "one arm a case of the grammar, in its order")]

use crate::plan::Span;
use crate::plan::initials::{Glimpse, InitialsOf};
use crate::plan::letter;
use crate::plan::read::signs::Signs;
use crate::plan::stems::{Stems, end_of_word};
use std::ops::Range;

/// A token and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub tok: Tok,
    pub from: usize,
    pub to: usize,
}

/// What the grammar of time distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tok {
    /// A number and how many digits it was written with.
    Num(u32, u8),
    /// `T`, `D` or `H` as the name of a zero point.
    Letter(char),
    Unit(Unit),
    Word(Word),
    Month(u8),
    Dash,
    Dots,
    Plus,
    Colon,
    Dot,
    Slash,
    Open,
    Close,
    Comma,
    /// A line's or a label's end: `:` with a space behind it, `;`, `.` and so on.
    Stop,
    /// Less, at most.
    Below,
    /// Any other word.
    Other,
    End,
}

impl Tok {
    const fn sign(self) -> Signs {
        match self {
            Self::Unit(Unit::Day)
            | Self::Letter(_)
            | Self::Month(_)
            | Self::Word(Word::Day | Word::Am | Word::Pm) => Signs::TIMED,
            Self::Unit(_) => Signs::LASTING,
            Self::Word(
                Word::Za
                | Word::Through
                | Word::Soak
                | Word::Before
                | Word::After
                | Word::Until
                | Word::Within
                | Word::More
                | Word::Most,
            ) => Signs::RELATING,
            _ => Signs::NONE,
        }
    }
}

/// Units of length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

impl Unit {
    /// So many of this unit.
    pub fn span(self, n: u32) -> Span {
        match self {
            Self::Week => Span::days(n.saturating_mul(7)),
            Self::Day => Span::days(n),
            Self::Hour => Span::hours(n),
            Self::Minute => Span::minutes(n),
            Self::Second => Span::seconds(n),
        }
    }
}

/// Words that turn a length into a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// «за» before a length.
    Za,
    /// «через», "after" before a length.
    Through,
    /// "soak", "wait", «подождать».
    Soak,
    For,
    /// "before", "prior".
    Before,
    /// "after", «после».
    After,
    /// «до», "to", "until", "till".
    Until,
    /// «с», "from".
    From,
    /// «в», "at", "@".
    At,
    /// "within", «в течение».
    Within,
    /// «более», "over".
    More,
    /// «не более», «не позднее», "up to", "max": what follows is the most.
    Most,
    Not,
    Than,
    /// «День», "Day" as a name.
    Day,
    /// "every", «каждые», «последние»: a length that is no time.
    Every,
    Am,
    Pm,
    Half,
    Next,
}

/// What a word, told by its start, may make of the numbers about it.
///
/// A clock needs a colon between numbers, a date its month or a year between dashes or dots; all
/// else needs a unit, the word "day" or a zero point.
pub(in crate::plan::read) fn sign_of(text: &str, start: usize) -> Signs {
    match word(text, start, &mut { start }) {
        // Apart from the number before it, this is a zero point.
        Tok::Unit(Unit::Hour) if text[start..].starts_with(['H', 'Ч']) => Signs::TIMED,
        tok => tok.sign(),
    }
}

/// The words for which [`sign_of`] tells anything, and what it may be, one by one.
pub(in crate::plan::read) const fn word_of_time(n: usize) -> Option<(&'static str, Signs)> {
    const ZERO_POINTS: [&str; 7] = ["t", "т", "d", "д", "j", "h", "ч"];
    if n < ZERO_POINTS.len() {
        return Some((ZERO_POINTS[n], Signs::TIMED));
    }
    let n = n - ZERO_POINTS.len();
    if n == WORDS.len() {
        return None;
    }
    let (word, meaning) = WORDS[n];
    Some(match meaning {
        Meaning::Is(tok) => (word, tok.sign()),
        Meaning::UnitOr(unit, tok) => (word, Tok::Unit(unit).sign().with(tok.sign())),
    })
}

/// Whether a text may start with a number, which may be a word.
pub(super) fn may_start_with_number(text: &str) -> bool {
    match text.as_bytes() {
        [b'a'..=b'z' | b'A'..=b'Z' | 0xD0 | 0xD1, ..] => {
            matches!(word(text, 0, &mut 0), Tok::Num(..) | Tok::Word(Word::Half))
        }
        _ => true,
    }
}

/// Reads a text into tokens.
pub(super) fn read(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let from = at;
        at += 1;
        let tok = match byte {
            b' ' | b'\t' | b'*' | b'`' | b'~' => continue,
            b'a'..=b'z' | b'A'..=b'Z' | 0xD0 | 0xD1 => word(text, from, &mut at),
            b'0'..=b'9' => number(bytes, from, &mut at),
            b'-' => Tok::Dash,
            b'.' if bytes[at..].starts_with(b"..") => {
                at += 2;
                Tok::Dots
            }
            b'.' => Tok::Dot,
            b'+' => Tok::Plus,
            b':' => Tok::Colon,
            b'/' => Tok::Slash,
            b'(' | b'[' => Tok::Open,
            b')' | b']' => Tok::Close,
            b',' => Tok::Comma,
            b';' | b'\n' | b'|' => Tok::Stop,
            b'<' => Tok::Below,
            b'@' => Tok::Word(Word::At),
            0..=0x7F => Tok::Other,
            0x80.. => match sign(text, from, &mut at) {
                Some(tok) => tok,
                None => continue,
            },
        };
        // Words that say nothing of time are one gap between those that do.
        match out.last_mut() {
            Some(last) if tok == Tok::Other && last.tok == Tok::Other => last.to = at,
            _ => out.push(Token { tok, from, to: at }),
        }
    }
}

/// A character beyond ASCII; none for a space.
fn sign(text: &str, from: usize, at: &mut usize) -> Option<Tok> {
    let c = text[from..].chars().next()?;
    *at = from + c.len_utf8();
    Some(match c {
        '\u{a0}' | '\u{202f}' | '\u{fe0f}' => return None,
        '–' | '—' | '−' | '‑' | '→' => Tok::Dash,
        '…' => Tok::Dots,
        '≤' | '≈' => Tok::Below,
        c if letter::is_alphabetic(c) => word(text, from, at),
        c if super::super::lead::is_decoration(c) => Tok::Stop,
        _ => Tok::Other,
    })
}

fn number(bytes: &[u8], from: usize, at: &mut usize) -> Tok {
    let mut n = Some(0_u32);
    *at = from;
    while let Some(&byte @ b'0'..=b'9') = bytes.get(*at) {
        n = n.and_then(|n| n.checked_mul(10)?.checked_add(u32::from(byte - b'0')));
        *at += 1;
    }
    match (n, u8::try_from(*at - from)) {
        (Some(n), Ok(digits)) => Tok::Num(n, digits),
        _ => Tok::Other,
    }
}

#[expect(clippy::inline_always, reason = "most words are passed here, one after the other")]
#[inline(always)]
fn word(text: &str, from: usize, at: &mut usize) -> Tok {
    let bytes = text.as_bytes();
    let seen = Glimpse::of(bytes, from);
    let more = |byte, at| if byte < 0x80 { 0 } else { rare(text, at) };
    *at = end_of_word(bytes, from + seen.len, more);
    if OPENINGS.has(seen.initials) { known_word(text, from..*at, seen) } else { Tok::Other }
}

/// How the words of time start.
static OPENINGS: InitialsOf = {
    let (mut openings, mut at) = (InitialsOf::NONE, 0);
    while let Some((word, _)) = word_of_time(at) {
        openings = openings.with(word);
        at += 1;
    }
    openings
};

/// How many bytes a letter takes of another script.
#[cold]
fn rare(text: &str, at: usize) -> usize {
    letter::alphabetic_at(text, at)
}

/// What a word says that starts like one that means something.
#[inline(never)]
fn known_word(text: &str, at: Range<usize>, seen: Glimpse) -> Tok {
    let bytes = text.as_bytes();
    let meaning = MEANINGS.word(&bytes[at.clone()], seen);
    if at.len() > 2 {
        meaning.map_or(Tok::Other, |meaning| meaning.tok(|| after_digit(bytes, at.start)))
    } else {
        short_word(text, at, meaning)
    }
}

/// What a word of one Russian letter, or of one or two Latin ones, says.
fn short_word(text: &str, at: Range<usize>, meaning: Option<Meaning>) -> Tok {
    let (bytes, from) = (text.as_bytes(), at.start);
    let written = &text[at.clone()];
    let after_digit = before_is_digit(bytes, from) || written != "с" && after_digit(bytes, from);
    let glued = bytes.get(at.end).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'_');
    match written {
        "T" | "Т" | "t" => Tok::Letter('T'),
        "D" | "Д" | "J" if after_digit => Tok::Unit(Unit::Day),
        "D" | "Д" | "J" => Tok::Letter('D'),
        "H" | "Ч" if !after_digit => Tok::Letter('H'),
        "M" | "m" | "S" | "s" | "h" | "d" | "w" | "с" | "м" | "ч" if !after_digit && glued => {
            Tok::Other
        }
        _ => meaning.map_or(Tok::Other, |meaning| meaning.tok(|| after_digit)),
    }
}

fn before_is_digit(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_digit())
}

/// Behind a digit, or behind one and a space.
fn after_digit(bytes: &[u8], at: usize) -> bool {
    before_is_digit(bytes, at) || bytes[..at].ends_with(b" ") && before_is_digit(bytes, at - 1)
}

/// What a word means for the grammar of time.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    Is(Tok),
    /// A unit behind a number, elsewhere something else.
    UnitOr(Unit, Tok),
}

impl Meaning {
    fn tok(self, after_digit: impl FnOnce() -> bool) -> Tok {
        match self {
            Self::Is(tok) => tok,
            Self::UnitOr(unit, _) if after_digit() => Tok::Unit(unit),
            Self::UnitOr(_, tok) => tok,
        }
    }
}

const fn means(word: Word) -> Meaning {
    Meaning::Is(Tok::Word(word))
}

const fn counts(unit: Unit) -> Meaning {
    Meaning::Is(Tok::Unit(unit))
}

const fn is(n: u32) -> Meaning {
    Meaning::Is(Tok::Num(n, 0))
}

const fn month(n: u8) -> Meaning {
    Meaning::Is(Tok::Month(n))
}

static MEANINGS: Stems<Meaning, { WORDS.len() }> = Stems::of(WORDS);

/// Sorted by stem; a star stands for any ending. ё is written е.
#[rustfmt::skip]
const WORDS: &[(&str, Meaning)] = &{
    use Meaning::UnitOr;
    use Tok::Other;
    use Unit as U;
    use Word as W;
    [
    ("after", means(W::After)), ("ahead", means(W::Before)), ("am", means(W::Am)), ("an", is(1)), ("apr", month(4)), ("april", month(4)),
    ("at", means(W::At)), ("aug", month(8)), ("august", month(8)),
    ("bake", means(W::Soak)), ("before", means(W::Before)), ("between", means(W::From)),
    ("d", UnitOr(U::Day, Other)), ("day", UnitOr(U::Day, Tok::Word(W::Day))), ("days", counts(U::Day)), ("dec", month(12)), ("december", month(12)),
    ("each", means(W::Every)), ("every", means(W::Every)), ("exceeding", means(W::More)), ("exceeds", means(W::More)),
    ("feb", month(2)), ("february", month(2)), ("fifteen", is(15)), ("first", means(W::Next)), ("five", is(5)), ("for", means(W::For)),
    ("forty", is(40)), ("four", is(4)), ("from", means(W::From)),
    ("h", UnitOr(U::Hour, Other)), ("half", means(W::Half)), ("hold", means(W::Soak)), ("hour", counts(U::Hour)), ("hours", counts(U::Hour)),
    ("hr", counts(U::Hour)), ("hrs", counts(U::Hour)),
    ("interval", means(W::Every)),
    ("jan", month(1)), ("january", month(1)), ("jul", month(7)), ("july", month(7)), ("jun", month(6)), ("june", month(6)),
    ("last", means(W::Every)), ("later", means(W::Most)), ("least", means(W::For)), ("longer", means(W::More)),
    ("m", UnitOr(U::Minute, Other)), ("mar", month(3)), ("march", month(3)), ("max", means(W::Most)), ("maximum", means(W::Most)),
    ("may", month(5)), ("min", counts(U::Minute)), ("mins", counts(U::Minute)), ("minute", counts(U::Minute)), ("minuten", counts(U::Minute)),
    ("minutes", counts(U::Minute)), ("more", means(W::More)), ("most", means(W::Most)),
    ("next", means(W::Next)), ("no", means(W::Not)), ("not", means(W::Not)), ("nov", month(11)), ("november", month(11)),
    ("observe", means(W::Soak)), ("oct", month(10)), ("october", month(10)), ("one", is(1)), ("over", means(W::More)),
    ("past", means(W::Every)), ("pause", means(W::Soak)), ("per", means(W::Every)), ("pm", means(W::Pm)), ("post", means(W::After)),
    ("prior", means(W::Before)),
    ("s", UnitOr(U::Second, Other)), ("sec", counts(U::Second)), ("second", counts(U::Second)), ("seconds", counts(U::Second)),
    ("secs", counts(U::Second)), ("sep", month(9)), ("sept", month(9)), ("september", month(9)), ("seven", is(7)), ("since", means(W::After)),
    ("six", is(6)), ("sixty", is(60)), ("soak", means(W::Soak)), ("soaking", means(W::Soak)), ("stunde", counts(U::Hour)),
    ("stunden", counts(U::Hour)),
    ("ten", is(10)), ("than", means(W::Than)), ("thirty", is(30)), ("three", is(3)), ("through", means(W::Until)), ("till", means(W::Until)),
    ("to", means(W::Until)), ("twenty", is(20)), ("two", is(2)),
    ("under", means(W::Within)), ("until", means(W::Until)), ("up", means(W::Most)), ("uur", counts(U::Hour)),
    ("w", UnitOr(U::Week, Other)), ("wait", means(W::Soak)), ("week", counts(U::Week)), ("weeks", counts(U::Week)), ("within", means(W::Within)),
    ("wk", counts(U::Week)),
    ("авг", month(8)), ("август*", month(8)), ("апр", month(4)), ("апрел*", month(4)),
    ("более", means(W::More)), ("больше", means(W::More)),
    ("в", means(W::At)), ("во", means(W::At)), ("выдержать", means(W::Soak)), ("выдержка", means(W::Soak)), ("выждать", means(W::Soak)),
    ("д", UnitOr(U::Day, Other)), ("два", is(2)), ("двадцать", is(20)), ("две", is(2)), ("двух", is(2)), ("дек", month(12)), ("декабр*", month(12)),
    ("день", UnitOr(U::Day, Tok::Word(W::Day))), ("десять", is(10)), ("дн", counts(U::Day)), ("дней", counts(U::Day)), ("дни", counts(U::Day)),
    ("дня", counts(U::Day)), ("до", means(W::Until)), ("дождаться", means(W::Soak)), ("дольше", means(W::More)),
    ("ждать", means(W::Soak)), ("ждем", means(W::Soak)),
    ("за", means(W::Za)),
    ("июл*", month(7)), ("июн*", month(6)),
    ("каждую", means(W::Every)), ("каждые", means(W::Every)), ("каждый", means(W::Every)),
    ("м", UnitOr(U::Minute, Other)), ("май", month(5)), ("макс", means(W::Most)), ("максимум", means(W::Most)), ("мар", month(3)),
    ("марта*", month(3)), ("мая*", month(5)), ("мин", counts(U::Minute)), ("минут", counts(U::Minute)), ("минута", counts(U::Minute)),
    ("минуту", counts(U::Minute)), ("минуты", counts(U::Minute)),
    ("н", UnitOr(U::Week, Other)), ("на", means(W::For)), ("наблюдаем", means(W::Soak)), ("наблюдать", means(W::Soak)),
    ("наблюдение", means(W::Soak)), ("не", means(W::Not)), ("нед", counts(U::Week)), ("недели", counts(U::Week)), ("недель", counts(U::Week)),
    ("неделю", counts(U::Week)), ("неделя", counts(U::Week)), ("ноя", month(11)), ("ноябр*", month(11)),
    ("один", is(1)), ("одного", is(1)), ("одну", is(1)), ("окт", month(10)), ("октябр*", month(10)), ("от", means(W::From)),
    ("пауза", means(W::Soak)), ("первые", means(W::Next)), ("первых", means(W::Next)), ("по", means(W::Until)), ("подождать", means(W::Soak)),
    ("подождите", means(W::Soak)), ("позднее", means(W::Most)), ("позже", means(W::Most)), ("пол", means(W::Half)), ("после", means(W::After)),
    ("последние", means(W::Every)), ("последний", means(W::Every)), ("последних", means(W::Every)), ("пределах", means(W::Within)),
    ("прогрев", means(W::Soak)), ("пятнадцать", is(15)), ("пять", is(5)),
    ("раз", means(W::Every)), ("раза", means(W::Every)),
    ("с", UnitOr(U::Second, Tok::Word(W::From))), ("свыше", means(W::More)), ("сек", counts(U::Second)), ("секунд", counts(U::Second)),
    ("секунда", counts(U::Second)), ("секунду", counts(U::Second)), ("секунды", counts(U::Second)), ("семь", is(7)), ("сен", month(9)),
    ("сентябр*", month(9)), ("следующие", means(W::Next)), ("со", means(W::From)), ("сорок", is(40)), ("спустя", means(W::Through)),
    ("сутки", counts(U::Day)), ("суток", counts(U::Day)),
    ("течение", means(W::Within)), ("течении", means(W::Within)), ("трех", is(3)), ("три", is(3)), ("тридцать", is(30)),
    ("фев", month(2)), ("феврал*", month(2)),
    ("ч", UnitOr(U::Hour, Other)), ("час", counts(U::Hour)), ("часа", counts(U::Hour)), ("часов", counts(U::Hour)), ("чем", means(W::Than)),
    ("через", means(W::Through)), ("четыре", is(4)),
    ("шесть", is(6)), ("шестьдесят", is(60)),
    ("янв", month(1)), ("январ*", month(1)),
    ]
};
