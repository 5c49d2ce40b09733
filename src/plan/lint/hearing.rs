//! Hears what a line speaks of: each word becomes a set of senses, each clause a list of words.
//!
//! The checks that follow the sense of prose (what is switched on, what is a backup, what leads
//! back) share one hearing of each text. Words are known by how they begin, in Russian and in
//! English; what nobody asks about has no sense.

use super::lexicon::{LEXICON, Sense};
use crate::plan::known::Known;
use crate::plan::letter::is_alphanumeric;
use std::sync::LazyLock;

/// A set of senses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Senses(u64);

impl Senses {
    const fn of(sense: Sense) -> Self {
        Self(1 << sense as u64)
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn has(self, sense: Sense) -> bool {
        self.0 & Self::of(sense).0 != 0
    }
}

/// A word of a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// What it may mean.
    pub(super) senses: Senses,
    /// Its number, when it begins with one.
    pub(super) number: Option<u32>,
    /// How many clauses came before its own.
    clause: u32,
}

/// The senses of one text, clause by clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heard<'h> {
    words: &'h [Word],
}

impl<'h> Heard<'h> {
    /// Clauses in their order; none is empty.
    pub(super) fn clauses(self) -> impl Iterator<Item = Clause<'h>> {
        self.words.chunk_by(|a, b| a.clause == b.clause).map(|words| Clause { words })
    }

    /// True when any word has this sense.
    pub(super) fn has(self, sense: Sense) -> bool {
        self.words.iter().any(|word| word.senses.has(sense))
    }

    /// True when any word has any of these senses.
    pub(super) fn has_any(self, senses: &[Sense]) -> bool {
        senses.iter().any(|sense| self.has(*sense))
    }

    /// The whole text as one clause.
    pub(super) fn whole(self) -> Clause<'h> {
        Clause { words: self.words }
    }
}

/// Words between two stops.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause<'h> {
    pub(super) words: &'h [Word],
}

impl Clause<'_> {
    /// The place of the first word with this sense.
    pub(super) fn find(self, sense: Sense) -> Option<usize> {
        self.words.iter().position(|word| word.senses.has(sense))
    }

    /// True when any word has this sense.
    pub(super) fn has(self, sense: Sense) -> bool {
        self.find(sense).is_some()
    }

    /// True when any word has any of these senses.
    pub(super) fn has_any(self, senses: &[Sense]) -> bool {
        senses.iter().any(|sense| self.has(*sense))
    }

    /// True when the word there exists and has this sense.
    pub(super) fn at(self, place: usize, sense: Sense) -> bool {
        self.words.get(place).is_some_and(|word| word.senses.has(sense))
    }
}

/// Turns texts into senses, and keeps its buffers between them.
pub(super) struct Listener {
    known: &'static Known<Sense>,
    lower: String,
    words: Vec<Word>,
}

/// Made once: a site reads thousands of plans.
static KNOWN: LazyLock<Known<Sense>> = LazyLock::new(|| Known::of(LEXICON.iter().copied()));

impl Listener {
    /// A listener that knows the lexicon.
    pub(super) fn new() -> Self {
        Self { known: &KNOWN, lower: String::new(), words: Vec::new() }
    }

    /// Hears one text.
    pub(super) fn hear(&mut self, text: &str) -> Heard<'_> {
        self.words.clear();
        let mut clause = 0;
        let mut before = ' ';
        let mut comma = false;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if !is_alphanumeric(c) {
                rest = &rest[c.len_utf8()..];
                let stop = stops(c, rest.chars().next().unwrap_or(' '));
                comma = if stop { c == ',' } else { comma };
                clause += u32::from(stop);
                before = c;
                continue;
            }
            let end = rest.find(|c| !is_alphanumeric(c) && !is_mark(c)).unwrap_or(rest.len());
            let word = &rest[..end];
            rest = &rest[end..];
            // «Проверить, что …»: the comma is grammar, what is checked belongs to the check.
            if comma && ["что", "чтобы", "как"].contains(&word) {
                clause -= 1;
            }
            comma = false;
            self.word(word, clause, before);
            before = 'a';
        }
        self.split_at_verbs();
        Heard { words: &self.words }
    }

    /// Adds a word; `before` is what stands in front of it.
    fn word(&mut self, word: &str, clause: u32, before: char) {
        self.lower.clear();
        for c in word.chars().filter(|c| !is_mark(*c)) {
            match c {
                'ё' | 'Ё' => self.lower.push('е'),
                'а'..='я' => self.lower.push(c),
                'А'..='Я' => self.lower.push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
                _ if c.is_ascii() => self.lower.push(c.to_ascii_lowercase()),
                _ => self.lower.extend(c.to_lowercase()),
            }
        }
        let digits = self.lower.bytes().take_while(u8::is_ascii_digit).count();
        let number = self.lower[..digits].parse().ok();
        let mut senses = self.look_up();
        if self.lower == "on" {
            let flag = matches!(before, ':' | '-' | '=');
            let last = self.words.last().filter(|last| last.clause == clause);
            let turned = last.is_some_and(|last| last.senses.has(Sense::Turn));
            senses = if turned || flag { Senses::of(Sense::On) } else { Senses::default() };
        }
        self.words.push(Word { senses, number, clause });
    }

    fn look_up(&self) -> Senses {
        let all = self.known.all(&self.lower);
        all.fold(Senses::default(), |all, sense| all.and(Senses::of(sense)))
    }

    /// «Выключить заглушку и включить алерты» are two clauses: «и» before a verb is a stop.
    fn split_at_verbs(&mut self) {
        let mut more = 0;
        for n in 0..self.words.len() {
            let joined = n > 0 && self.words[n - 1].senses.has(Sense::And);
            more += u32::from(joined && self.words[n].senses.has(Sense::Verb));
            self.words[n].clause += more;
        }
    }
}

/// The second half of a decomposed й or ё.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{306}' | '\u{308}')
}

/// True where a clause ends: a dot inside `manage.py` or a colon inside `maintenance:on` is none.
fn stops(c: char, next: char) -> bool {
    match c {
        ';' | '(' | ')' | '!' | '?' | '\n' | '→' | '&' | '|' => true,
        '.' | ',' => !next.is_alphanumeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(text: &str) -> usize {
        Listener::new().hear(text).clauses().count()
    }

    #[test]
    fn clauses_end_at_stops_and_before_verbs() {
        assert_eq!(clauses("Выключить заглушку и включить алерты"), 2);
        assert_eq!(clauses("Репозитории и базы"), 1);
        assert_eq!(clauses("python manage.py migrate"), 1);
        assert_eq!(clauses("Бэкап, потом миграция (если нужна)."), 3);
        assert_eq!(clauses("Проверить, что бэкап есть"), 1);
        assert_eq!(clauses(",что"), 1);
        assert_eq!(clauses(""), 0);
    }

    #[test]
    fn words_are_known_by_how_they_begin() {
        let mut listener = Listener::new();
        assert!(listener.hear("Сделать БЭКАП").has(Sense::Backup));
        assert!(listener.hear("Turn on maintenance mode").has(Sense::On));
        assert!(!listener.hear("maintenance mode on Load Balancer").has(Sense::On));
        assert!(listener.hear("occ maintenance:mode --on").has(Sense::On));
        assert!(!listener.hear("").has(Sense::On));
    }
}
