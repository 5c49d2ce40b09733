//! Words to tokens of time: numbers, units, signs and the few words that matter.

use crate::plan::Span;
use crate::plan::letter;
use crate::plan::read::vocabulary::lower;

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

/// Reads a text into tokens.
pub(super) fn read(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let from = at;
        at += c.len_utf8();
        let tok = match c {
            ' ' | '\t' | '\u{a0}' | '\u{202f}' | '*' | '`' | '~' | '\u{fe0f}' => continue,
            '0'..='9' => number(text, from, &mut at),
            '-' | '–' | '—' | '−' | '‑' | '→' => Tok::Dash,
            '…' => Tok::Dots,
            '.' if text[at..].starts_with("..") => {
                at += 2;
                Tok::Dots
            }
            '.' => Tok::Dot,
            '+' => Tok::Plus,
            ':' => Tok::Colon,
            '/' => Tok::Slash,
            '(' | '[' => Tok::Open,
            ')' | ']' => Tok::Close,
            ',' => Tok::Comma,
            ';' | '\n' | '|' => Tok::Stop,
            '<' | '≤' | '≈' => Tok::Below,
            '@' => Tok::Word(Word::At),
            c if letter::is_alphabetic(c) => word(text, from, &mut at),
            c if super::super::lead::is_decoration(c) => Tok::Stop,
            _ => Tok::Other,
        };
        out.push(Token { tok, from, to: at });
    }
}

fn number(text: &str, from: usize, at: &mut usize) -> Tok {
    let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
    *at = from + digits;
    match (text[from..*at].parse(), u8::try_from(digits)) {
        (Ok(n), Ok(digits)) => Tok::Num(n, digits),
        _ => Tok::Other,
    }
}

fn word(text: &str, from: usize, at: &mut usize) -> Tok {
    let rest = &text[from..];
    let end = rest.find(|c: char| !letter::is_alphabetic(c)).unwrap_or(rest.len());
    *at = from + end;
    let written = &rest[..end];
    let glued = text[*at..].bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'_');
    let before = text[..from].bytes().next_back();
    let spaced = before == Some(b' ') && text[..from - 1].ends_with(|c: char| c.is_ascii_digit());
    let after_digit = before.is_some_and(|b| b.is_ascii_digit()) || spaced && written != "с";
    match written {
        "T" | "Т" | "t" => return Tok::Letter('T'),
        "D" | "Д" | "J" => {
            return if after_digit { Tok::Unit(Unit::Day) } else { Tok::Letter('D') };
        }
        "H" | "Ч" if !after_digit => return Tok::Letter('H'),
        "M" | "m" | "S" | "s" | "h" | "d" | "w" | "с" | "м" | "ч" if !after_digit && glued => {
            return Tok::Other;
        }
        _ => {}
    }
    let mut buffer = [0; 48];
    lower(written, &mut buffer).map_or(Tok::Other, |word| meaning(word, after_digit))
}

fn meaning(word: &str, after_digit: bool) -> Tok {
    if let Some(unit) = unit(word, after_digit) {
        return Tok::Unit(unit);
    }
    if let Some(n) = numeral(word) {
        return Tok::Num(n, 0);
    }
    if let Some(month) = month(word) {
        return Tok::Month(month);
    }
    told(word).map_or(Tok::Other, Tok::Word)
}

/// The few words that turn a length into a time.
fn told(word: &str) -> Option<Word> {
    Some(match word {
        "за" => Word::Za,
        "через" | "спустя" => Word::Through,
        "soak"
        | "wait"
        | "bake"
        | "pause"
        | "observe"
        | "подождать"
        | "подождите"
        | "выждать"
        | "выдержать"
        | "выдержка"
        | "пауза"
        | "ждать"
        | "ждем"
        | "soaking"
        | "прогрев"
        | "hold"
        | "наблюдать"
        | "наблюдаем"
        | "наблюдение"
        | "дождаться" => Word::Soak,
        "for" | "на" | "least" => Word::For,
        "before" | "prior" | "ahead" => Word::Before,
        "after" | "post" | "после" | "since" => Word::After,
        "до" | "to" | "until" | "till" | "по" | "through" => Word::Until,
        "с" | "со" | "from" | "between" | "от" => Word::From,
        "в" | "at" | "во" => Word::At,
        "within" | "under" | "течение" | "течении" | "пределах" => {
            Word::Within
        }
        "более" | "больше" | "свыше" | "over" | "exceeds" | "exceeding" | "дольше" | "longer"
        | "more" => Word::More,
        "позднее" | "позже" | "later" | "max" | "maximum" | "макс" | "максимум" | "up" | "most" => {
            Word::Most
        }
        "не" | "no" | "not" => Word::Not,
        "чем" | "than" => Word::Than,
        "день" | "day" => Word::Day,
        "every" | "each" | "per" | "каждые" | "каждый" | "каждую" | "last" | "past"
        | "последние" | "последних" | "последний" | "раз" | "interval" | "раза" => {
            Word::Every
        }
        "am" => Word::Am,
        "pm" => Word::Pm,
        "half" | "пол" => Word::Half,
        "next" | "следующие" | "первые" | "первых" | "first" => Word::Next,
        _ => return None,
    })
}

fn unit(word: &str, after_digit: bool) -> Option<Unit> {
    Some(match word {
        "недели" | "недель" | "неделю" | "неделя" | "нед" | "week" | "weeks" | "wk" => {
            Unit::Week
        }
        "дня" | "дней" | "дни" | "дн" | "days" | "сутки" | "суток" => {
            Unit::Day
        }
        "day" | "день" if after_digit => Unit::Day,
        "час" | "часа" | "часов" | "uur" | "stunde" | "stunden" | "hour" | "hours" | "hr"
        | "hrs" => Unit::Hour,
        "минута" | "минут" | "минуты" | "минуту" | "мин" | "minuten" | "minute" | "minutes"
        | "min" | "mins" => Unit::Minute,
        "секунда" | "секунд" | "секунды" | "секунду" | "сек" | "second" | "seconds" | "sec"
        | "secs" => Unit::Second,
        "w" | "н" if after_digit => Unit::Week,
        "d" | "д" if after_digit => Unit::Day,
        "h" | "ч" if after_digit => Unit::Hour,
        "m" | "м" if after_digit => Unit::Minute,
        "s" | "с" if after_digit => Unit::Second,
        _ => return None,
    })
}

fn numeral(word: &str) -> Option<u32> {
    Some(match word {
        "один" | "одну" | "одного" | "one" | "an" => 1,
        "два" | "две" | "двух" | "two" => 2,
        "три" | "трех" | "three" => 3,
        "четыре" | "four" => 4,
        "пять" | "five" => 5,
        "шесть" | "six" => 6,
        "семь" | "seven" => 7,
        "десять" | "ten" => 10,
        "пятнадцать" | "fifteen" => 15,
        "двадцать" | "twenty" => 20,
        "тридцать" | "thirty" => 30,
        "сорок" | "forty" => 40,
        "шестьдесят" | "sixty" => 60,
        _ => return None,
    })
}

fn month(word: &str) -> Option<u8> {
    const STEMS: [(&str, &str, &str); 12] = [
        ("january", "январ", "янв"),
        ("february", "феврал", "фев"),
        ("march", "марта", "мар"),
        ("april", "апрел", "апр"),
        ("may", "мая", "май"),
        ("june", "июн", "июн"),
        ("july", "июл", "июл"),
        ("august", "август", "авг"),
        ("september", "сентябр", "сен"),
        ("october", "октябр", "окт"),
        ("november", "ноябр", "ноя"),
        ("december", "декабр", "дек"),
    ];
    if word.len() < 3 {
        return None;
    }
    STEMS
        .iter()
        .position(|(en, ru, short)| {
            let english =
                word == *en || word == &en[..3] || (word == "sept" && en.starts_with(word));
            english || word.starts_with(ru) || word == *short
        })
        .and_then(|n| u8::try_from(n + 1).ok())
}
