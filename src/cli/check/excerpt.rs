//! The line that a finding is about, cut to what an eye takes in.
//!
//! A table row or a pasted log may be megabytes long and carry thousands of findings, so a line is
//! walked once: findings come in order, and the walk goes on from where the last one stood.

use crate::cli::veil::{COVER, Veil};
use crate::plan::Place;
use std::ops::Range;

/// How much of a line is shown, in columns of a terminal.
const MOST_COLUMNS: usize = 110;
/// How much of it stands before the place that is meant, in characters.
const BEFORE: usize = 40;
const CUT: &str = "…";

/// A text that is shown line by line, in order.
pub(super) struct Excerpts<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The last place that was looked for: its line, characters before it, bytes before it.
    last: (u32, usize, usize),
}

/// One line, or a part of it, and which bytes of that are meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) shown: String,
    pub(super) meant: Range<usize>,
}

impl<'a> Excerpts<'a> {
    /// The excerpts of this text.
    pub(super) fn of(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { text, starts: starts.collect(), last: (0, 0, 0) }
    }

    /// What stands at a place; nothing where there is no such line or no word on it.
    pub(super) fn at(&mut self, place: Place) -> Option<Excerpt> {
        let line = self.line(place.line).filter(|line| !line.is_empty())?;
        let column = place.column.saturating_sub(1) as usize;
        let start = self.byte(line, place.line, column);
        let width = if place.width == 0 { usize::MAX } else { place.width as usize };
        Some(cut(line, start, width))
    }

    /// What stands at a place on a line with a secret, the secret covered. What stands behind it
    /// cannot be pointed at any more: the cover is.
    pub(super) fn covered(&mut self, place: Place, veil: &Veil) -> Option<Excerpt> {
        let line = veil.hide(place.line, self.line(place.line)?);
        let cover = line.find(COVER)?;
        let column = place.column.saturating_sub(1) as usize;
        let start = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        if start < cover {
            let width = if place.width == 0 { usize::MAX } else { place.width as usize };
            return Some(cut(&line, start, width));
        }
        Some(cut(&line, cover, COVER.chars().count()))
    }

    fn line(&self, n: u32) -> Option<&'a str> {
        let start = *self.starts.get(n.checked_sub(1)? as usize)?;
        let end = self.starts.get(n as usize).copied().unwrap_or(self.text.len());
        Some(self.text[start..end].trim_end())
    }

    /// Where a column begins, in bytes of its line; the line's end where it is shorter.
    fn byte(&mut self, line: &str, n: u32, column: usize) -> usize {
        let (last_line, last_column, last_byte) = self.last;
        let (column_before, byte_before) =
            if last_line == n && last_column <= column { (last_column, last_byte) } else { (0, 0) };
        let rest = &line[byte_before..];
        let found = rest.char_indices().nth(column - column_before);
        let byte = byte_before + found.map_or(rest.len(), |(at, _)| at);
        if found.is_some() {
            self.last = (n, column, byte);
        }
        byte
    }
}

/// The part of a line around a place, with `…` where something is left out.
fn cut(line: &str, start: usize, width: usize) -> Excerpt {
    let before = line[..start].char_indices().rev().take(BEFORE).last();
    let short = fitting(line) == line.len();
    let from = if short { 0 } else { before.map_or(start, |(at, _)| at) };
    let to = from + fitting(&line[from..]);
    let start = start.min(to);
    let end = line[start..to].char_indices().nth(width).map_or(to, |(at, _)| start + at);
    let mut shown = String::new();
    if from > 0 {
        shown.push_str(CUT);
    }
    let meant = shown.len() + start - from..shown.len() + end - from;
    shown.push_str(&line[from..to]);
    if to < line.len() {
        shown.push_str(CUT);
    }
    Excerpt { shown, meant }
}

/// How many bytes of a text fit.
fn fitting(text: &str) -> usize {
    let mut left = MOST_COLUMNS;
    for (at, c) in text.char_indices() {
        let Some(rest) = left.checked_sub(columns(c)) else { return at };
        left = rest;
    }
    text.len()
}

/// A rough measure that errs to the wide side: it only decides where to cut.
fn columns(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'..='\u{3ffff}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: (u32, u32, u32), shown: &str, meant: &str) {
        let (line, column, width) = place;
        let place = Place { line, column, width };
        let excerpt = Excerpts::of(text).at(place).expect("a line with words");
        assert_eq!(excerpt.shown, shown);
        assert_eq!(&excerpt.shown[excerpt.meant], meant);
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        check("# План\n- [ ] Шаг\n", (2, 7, 3), "- [ ] Шаг", "Шаг");
        check("one\ntwo three  \n", (2, 5, 0), "two three", "three");
        check("one", (1, 40, 2), "one", "");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = "слово ".repeat(1000);
        let excerpt = Excerpts::of(&line).at(Place { line: 1, column: 3001, width: 5 });
        let excerpt = excerpt.expect("a line with words");
        assert_eq!(&excerpt.shown[excerpt.meant], "слово");
        assert!(excerpt.shown.starts_with('…') && excerpt.shown.ends_with('…'));
        assert!(excerpt.shown.chars().count() <= MOST_COLUMNS + 2);
    }

    #[test]
    fn wide_characters_count_twice() {
        let line = "漢".repeat(500);
        let excerpt = Excerpts::of(&line).at(Place::at(1, 1)).expect("a line");
        assert_eq!(excerpt.shown.chars().count(), MOST_COLUMNS / 2 + 1);
    }

    #[test]
    fn findings_on_one_line_may_come_in_any_order() {
        let mut excerpts = Excerpts::of("один два три");
        for (column, word) in [(1, "один"), (6, "два"), (10, "три"), (6, "два")] {
            let width = u32::try_from(word.chars().count()).expect("short");
            let excerpt = excerpts.at(Place { line: 1, column, width }).expect("a line");
            assert_eq!(&excerpt.shown[excerpt.meant], word);
        }
    }

    #[test]
    fn no_line_no_excerpt() {
        assert_eq!(Excerpts::of("").at(Place::at(1, 1)), None);
        assert_eq!(Excerpts::of("a\n\nb").at(Place::at(2, 1)), None);
        assert_eq!(Excerpts::of("a").at(Place::at(0, 0)), None);
        assert_eq!(Excerpts::of("a").at(Place::at(9, 1)), None);
    }
}
