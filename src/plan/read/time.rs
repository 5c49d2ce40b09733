//! The grammar of time, as people write it in plans.
//!
//! ```text
//! offset  T-24h  T−7 … T−1  T+5m  T0  D-1  День −1  Day 0  за 2 часа до начала  2 hours before
//! window  02:00-02:15  с 22:00 до 02:00 МСК  6:00 PM UTC  Jan 8  30.12.2026 22:00 – 13.01.2027
//!         02:00–04:00 (MSK), 14 декабря  14 декабря 2026 г., с 02:00 до 04:00  Dec 14 (Sat) 02:00
//! wait    через 30 минут  soak for 30 min  подождать 10 минут
//! limit   (0-2 минуты)  within 5 minutes  не более 10 мин  ⏱️ 10 мин  более 30 минут
//! ```
//!
//! Words are read into tokens; each token that can start a time is tried, left to right. What
//! stands first wins its slot of the schedule.

mod clock;
mod lengths;
mod tokens;
mod zone;

use super::lead::is_decoration;
use super::signs::Signs;
use crate::plan::letter;
use crate::plan::stems::Stems;
use crate::plan::{Day, Limit, Moment, Offset, Schedule, Span, Window, Zone};
use tokens::{Tok, Token, Unit, Word};

pub(super) use tokens::{sign_of, word_of_time};
pub(super) use zone::zone_of;

/// Where a time stands decides what bare lengths mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// A title or a bold line: «10 мин» is how long it takes.
    Title,
    /// An item: a bare length is just a word.
    Item,
    /// A cell or a field of times: a bare length is how long it takes.
    Field,
}

/// Reads times; keeps its buffer between texts.
#[derive(Default)]
pub(super) struct Times {
    tokens: Vec<Token>,
    /// The unit that offsets without one have, once the plan has shown it.
    usual: Option<Unit>,
    /// Those of the latest text.
    pub units: Units,
}

/// What a text says of the units of its offsets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Units {
    /// The last one that it names.
    shown: Option<Unit>,
    /// One that it leaves out is told by what the plan has shown.
    guessed: bool,
}

impl Times {
    /// All that a text says about time; none when it says nothing.
    #[inline]
    pub fn read(&mut self, text: &str, signs: Signs, setting: Setting) -> Option<Schedule> {
        self.units = Units::default();
        // Most numbers count something else, and most of those stand alone.
        let counts = signs.may_tell_time() && (signs.any(Signs::DIGIT) || spells_length(text));
        let bare = setting == Setting::Item && signs.only_lasts();
        if counts && (!bare || may_limit(text, signs)) { self.told(text, setting) } else { None }
    }

    /// Whether a text that was read before says the same still; else it is to be read once more.
    pub fn still_says(&mut self, units: Units) -> bool {
        if !units.guessed {
            self.usual = units.shown.or(self.usual);
        }
        !units.guessed
    }

    fn told(&mut self, text: &str, setting: Setting) -> Option<Schedule> {
        tokens::read(text, &mut self.tokens);
        let mut reading = Reading {
            text,
            tokens: &self.tokens,
            at: 0,
            setting,
            usual: self.usual,
            units: Units::default(),
            schedule: Schedule::default(),
        };
        reading.run();
        let (schedule, units) = (reading.schedule, reading.units);
        (self.usual, self.units) = (units.shown.or(self.usual), units);
        (!schedule.is_empty()).then_some(schedule)
    }
}

/// Whether a bare length of an item may be its limit: one that it starts with, or one behind a bracket
/// or a stop.
fn may_limit(text: &str, signs: Signs) -> bool {
    let behind = Signs::ROUND.with(Signs::SQUARE).with(Signs::BREAK).with(Signs::PARTED);
    signs.any(behind)
        || signs.any(Signs::SYMBOL) && text.contains(is_decoration)
        || tokens::may_start_with_number(text)
}

/// True when a word is a length that needs no digit: «час», "minute".
fn spells_length(text: &str) -> bool {
    if text.len() >= 400 {
        return false;
    }
    let opens = |start: usize| {
        let inside = match text.as_bytes()[..start] {
            [] => false,
            [.., 0xD0 | 0xD1, _] => true,
            [.., last @ 0..=0x7F] => last.is_ascii_alphabetic(),
            _ => text[..start].chars().next_back().is_some_and(letter::is_alphabetic),
        };
        !inside && LENGTHS.starting(&text[start..]).is_some()
    };
    text.bytes().enumerate().any(|(at, byte)| OPENS[usize::from(byte)] && opens(at))
}

/// The first bytes of [`LENGTHS`].
static OPENS: [bool; 256] = {
    let mut opens = [false; 256];
    let all = b"dhm\xD0\xD1";
    let mut at = 0;
    while at < all.len() {
        opens[all[at] as usize] = true;
        at += 1;
    }
    opens
};

static LENGTHS: Stems<(), 9> = Stems::of(&[
    ("days", ()),
    ("hour", ()),
    ("minute", ()),
    ("день", ()),
    ("дня", ()),
    ("минут", ()),
    ("недел", ()),
    ("сутк", ()),
    ("час", ()),
]);

/// One text being read.
struct Reading<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    setting: Setting,
    usual: Option<Unit>,
    units: Units,
    schedule: Schedule,
}

impl Reading<'_> {
    fn run(&mut self) {
        while let Some(token) = self.tokens.get(self.at) {
            let taken = match token.tok {
                Tok::Letter(_) => self.offset_from_t(),
                Tok::Num(..) => {
                    self.clock_window().or_else(|| self.relative()).or_else(|| self.length())
                }
                Tok::Unit(_) => self.day_word().or_else(|| self.relative()),
                Tok::Month(_) | Tok::Word(Word::From | Word::At) => self.clock_window(),
                Tok::Word(Word::Day) => self.day_word(),
                Tok::Word(Word::Za | Word::Through | Word::Soak) => self.relative(),
                Tok::Below
                | Tok::Word(
                    Word::Within | Word::More | Word::Most | Word::Not | Word::Every | Word::Half,
                ) => self.length(),
                Tok::Word(
                    Word::For
                    | Word::Before
                    | Word::After
                    | Word::Until
                    | Word::Than
                    | Word::Am
                    | Word::Pm
                    | Word::Next,
                )
                | Tok::Other
                | Tok::Dash
                | Tok::Dots
                | Tok::Plus
                | Tok::Colon
                | Tok::Dot
                | Tok::Slash
                | Tok::Open
                | Tok::Close
                | Tok::Comma
                | Tok::Stop
                | Tok::End => None,
            };
            self.at += taken.unwrap_or(1).max(1);
        }
    }

    fn tok(&self, ahead: usize) -> Tok {
        self.tokens.get(self.at + ahead).map_or(Tok::End, |token| token.tok)
    }

    /// True when nothing stands between a token and the one before it.
    fn tight(&self, ahead: usize) -> bool {
        match (self.tokens.get(self.at + ahead), self.at + ahead) {
            (Some(token), n) if n > 0 => token.from == self.tokens[n - 1].to,
            _ => false,
        }
    }

    /// The words of a token.
    fn word(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |token| &self.text[token.from..token.to])
    }

    fn behind(&self, back: usize) -> Tok {
        self.at.checked_sub(back).map_or(Tok::End, |n| self.tokens[n].tok)
    }

    /// What stands before a token that is still ahead.
    fn behind_at(&self, ahead: usize) -> Tok {
        (self.at + ahead).checked_sub(1).map_or(Tok::End, |n| self.tokens[n].tok)
    }

    /// `T-24h`, `T−7 … T−1`, `T0`, `T+1h – T+2h`, `D-1`.
    fn offset_from_t(&mut self) -> Option<usize> {
        let (from, mut taken) = self.one_offset(0)?;
        let mut to = None;
        let mut gap = taken;
        while matches!(self.tok(gap), Tok::Dash | Tok::Dots | Tok::Word(Word::Until)) {
            gap += 1;
        }
        if gap > taken {
            if let Some((end, more)) = self.one_offset(gap) {
                to = Some(end);
                taken = gap + more;
            } else if let (Tok::Num(n, _), Some(unit)) = (self.tok(gap), self.unit_at(gap + 1)) {
                to = Some(unit.span(n));
                taken = gap + 2;
            }
        }
        if self.schedule.offset.is_none() {
            let from = Self::harmonised(from, to);
            self.schedule.offset = Some(Offset { from, to });
        }
        Some(taken)
    }

    /// `T-30 – T-15m`: the start has the unit of the end.
    fn harmonised(from: Span, to: Option<Span>) -> Span {
        match to {
            Some(to) if from.days > 0 && to.days == 0 && !to.is_zero() => {
                let unit = if to.hours > 0 { Unit::Hour } else { Unit::Minute };
                let span = unit.span(from.days);
                if from.negative { span.before() } else { span }
            }
            _ => from,
        }
    }

    fn one_offset(&mut self, ahead: usize) -> Option<(Span, usize)> {
        let letter = self.tok(ahead);
        let Tok::Letter(letter) = letter else { return None };
        let mut at = ahead + 1;
        if letter == 'T'
            && matches!(self.tok(at), Tok::Num(0, _))
            && self.tight(at)
            && !matches!(self.tok(at + 1), Tok::Colon)
        {
            return Some((Span::default(), 2));
        }
        let negative = match self.tok(at) {
            Tok::Dash => true,
            Tok::Plus => false,
            _ => return None,
        };
        at += 1;
        let Tok::Num(n, _) = self.tok(at) else { return None };
        at += 1;
        let unit = self.unit_at(at);
        let (mut span, unit) = match (letter, unit) {
            ('T', Some(unit)) => {
                at += 1;
                (unit.span(n), Some(unit))
            }
            ('T', None) if n == 0 => (Span::default(), None),
            ('T', None) if matches!(self.tok(at), Tok::Colon) && self.tight(at + 1) => {
                let Tok::Num(minutes, 2) = self.tok(at + 1) else { return None };
                at += 2;
                let span = Span { hours: n, minutes, ..Span::default() };
                (span, Some(Unit::Hour))
            }
            ('T', None) => (self.usual_unit(n).span(n), None),
            ('D', _) => (Span::days(n), None),
            ('H', _) => (Span::hours(n), None),
            _ => return None,
        };
        if let (Some(Unit::Hour), Tok::Num(m, _), Some(Unit::Minute)) =
            (unit, self.tok(at), self.unit_at(at + 1))
        {
            span.minutes += m;
            at += 2;
        }
        self.units.shown = unit.or(self.units.shown);
        Some((if negative { span.before() } else { span }, at - ahead))
    }

    /// Without a unit days are meant, unless the number or the plan speaks of minutes.
    fn usual_unit(&mut self, n: u32) -> Unit {
        match n {
            0..10 => Unit::Day,
            10..=31 => {
                self.units.guessed = true;
                let usual = self.units.shown.or(self.usual);
                if usual == Some(Unit::Minute) { Unit::Minute } else { Unit::Day }
            }
            32.. => Unit::Minute,
        }
    }

    fn unit_at(&self, ahead: usize) -> Option<Unit> {
        match self.tok(ahead) {
            Tok::Unit(unit) => Some(unit),
            Tok::Word(Word::Day) => Some(Unit::Day),
            Tok::Dash if self.tight(ahead) && self.tight(ahead + 1) => match self.tok(ahead + 1) {
                Tok::Unit(unit) => Some(unit),
                _ => None,
            },
            _ => None,
        }
    }

    /// «День −1», "Day 0", "Day +7", "Day -1 … Day 0".
    fn day_word(&mut self) -> Option<usize> {
        if !matches!(self.tok(0), Tok::Word(Word::Day) | Tok::Unit(Unit::Day)) {
            return None;
        }
        let (sign, number) = match self.tok(1) {
            Tok::Dash => (-1, self.tok(2)),
            Tok::Plus => (1, self.tok(2)),
            number @ Tok::Num(0, _) => (0, number),
            _ => return None,
        };
        let Tok::Num(n, _) = number else { return None };
        if matches!(self.behind(1), Tok::Num(..)) || (sign != 0 && !self.tight(2)) {
            return None;
        }
        let span = if sign < 0 { Span::days(n).before() } else { Span::days(n) };
        self.schedule.offset.get_or_insert(Offset { from: span, to: None });
        Some(if sign == 0 { 2 } else { 3 })
    }

    /// «за 2 часа до начала», «через 30 минут», "2 hours before", "soak for 30 min".
    fn relative(&mut self) -> Option<usize> {
        let first = self.at == 0 || matches!(self.behind(1), Tok::Stop | Tok::Open | Tok::Close);
        let (lead, skip) = match self.tok(0) {
            Tok::Word(word @ (Word::Za | Word::Through | Word::Soak)) => (Some(word), 1),
            Tok::Num(..) | Tok::Unit(_) => (None, 0),
            _ => return None,
        };
        let soft = usize::from(skip == 1 && matches!(self.tok(skip), Tok::Word(Word::For)));
        let (span, length) = self.span_at(skip + soft)?;
        let end = skip + soft + length;
        let direction = self.direction(end);
        match (lead, direction) {
            (Some(Word::Za) | None, Some((-1, more))) => {
                Some(self.take_offset(span.before(), end + more))
            }
            (Some(Word::Za), None) if first => Some(self.take_offset(span.before(), end)),
            (Some(Word::Through), Some((1, more))) => Some(self.take_offset(span, end + more)),
            (None, Some((1, more))) if first => Some(self.take_offset(span, end + more)),
            (Some(Word::Through | Word::Soak), _) => {
                self.schedule.wait.get_or_insert(span);
                Some(end)
            }
            _ => None,
        }
    }

    fn take_offset(&mut self, span: Span, taken: usize) -> usize {
        self.schedule.offset.get_or_insert(Offset { from: span, to: None });
        taken
    }

    /// "before", «до начала» say −1; "after", «после» say 1.
    fn direction(&self, ahead: usize) -> Option<(i32, usize)> {
        match self.tok(ahead) {
            Tok::Word(Word::Before | Word::Until) => Some((-1, 1)),
            Tok::Word(Word::After) => Some((1, 1)),
            _ => None,
        }
    }

    /// A length with what it means: a limit, a duration, a stretch.
    fn length(&mut self) -> Option<usize> {
        let (limit, taken) = lengths::limit(self)?;
        if let Some(limit) = limit {
            self.schedule.limit.get_or_insert(limit);
        }
        Some(taken)
    }

    /// A clock time, a date, or a stretch of either.
    fn clock_window(&mut self) -> Option<usize> {
        let (window, taken) = clock::window(self)?;
        if self.schedule.window.is_none() {
            self.schedule.window = Some(window);
        }
        Some(taken)
    }

    /// A number and its unit, or the words for one.
    fn span_at(&self, ahead: usize) -> Option<(Span, usize)> {
        lengths::span(self, ahead)
    }
}

/// A day and a month that exist.
fn day_of(year: Option<i32>, month: u32, day: u32) -> Option<Day> {
    chrono::NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day)?;
    Some(Day { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
}

#[cfg(test)]
mod tests;
