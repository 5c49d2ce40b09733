//! Hears what a line speaks of: each word becomes a set of senses, each clause a list of words.
//!
//! The checks that follow the sense of prose (what is switched on, what is a backup, what leads
//! back) share one hearing of each text. Words are known by how they begin, in Russian and in
//! English; what nobody asks about has no sense.

use super::lexicon::Sense;
use super::senses::{Meanings, Senses};
use crate::plan::letter;

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
    /// What any of the words may mean.
    all: Senses,
}

impl<'h> Heard<'h> {
    /// Clauses in their order; none is empty.
    pub(super) fn clauses(self) -> impl Iterator<Item = Clause<'h>> {
        self.words.chunk_by(|a, b| a.clause == b.clause).map(|words| Clause { words })
    }

    /// True when any word has this sense.
    pub(super) fn has(self, sense: Sense) -> bool {
        self.all.has(sense)
    }

    /// True when any word has any of these senses.
    pub(super) fn has_any(self, senses: &[Sense]) -> bool {
        self.all.has_any(senses)
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
        self.words.iter().any(|word| word.senses.has_any(senses))
    }

    /// True when the word there exists and has this sense.
    pub(super) fn at(self, place: usize, sense: Sense) -> bool {
        self.words.get(place).is_some_and(|word| word.senses.has(sense))
    }
}

/// With so many words a line says what kind of thing it is about to say.
pub(super) const OPENING: usize = 2;

/// Turns texts into senses, and keeps its buffers between them.
pub(super) struct Listener {
    known: &'static Meanings,
    words: Vec<Word>,
}

impl Listener {
    /// A listener that knows the lexicon.
    pub(super) fn new() -> Self {
        let known = Meanings::all();
        Self { known, words: Vec::new() }
    }

    /// Hears one text.
    pub(super) fn hear(&mut self, text: &str) -> Heard<'_> {
        self.words(text, usize::MAX)
    }

    /// Hears a text whole where any word of it makes a check listen, and else how it begins.
    pub(super) fn listen(&mut self, text: &str) -> Heard<'_> {
        let most = if self.known.calls(text) { usize::MAX } else { OPENING };
        self.words(text, most)
    }

    /// Hears so many words of a text.
    fn words(&mut self, text: &str, most: usize) -> Heard<'_> {
        self.words.clear();
        let known = self.known;
        let mut all = Senses::default();
        let mut clause = 0;
        let mut comma = false;
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            if *byte == b' ' {
                at += 1;
                continue;
            }
            let start = at;
            let senses;
            (senses, at) = known.read(text, start);
            if at == start {
                if stops(text, at) {
                    comma = *byte == b',';
                    clause += 1;
                }
                at = letter::next(text, at);
                continue;
            }
            // «Проверить, что …»: the comma is grammar, what is checked belongs to the check.
            if comma && ["что", "чтобы", "как"].contains(&&text[start..at]) {
                clause -= 1;
            }
            comma = false;
            let on_word = senses.has(Sense::OnWord);
            let senses = if on_word { self.on(text, start, clause) } else { senses };
            let number = if byte.is_ascii_digit() { number(&text[start..]) } else { None };
            all = all.and(senses);
            self.words.push(Word { senses, number, clause });
            if self.words.len() >= most {
                break;
            }
        }
        if all.has(Sense::And) && all.has(Sense::Verb) {
            self.split_at_verbs();
        }
        Heard { words: &self.words, all }
    }

    /// The word "on" at a place: a flag, or "turn on".
    fn on(&self, text: &str, start: usize, clause: u32) -> Senses {
        let before = start.checked_sub(1).map(|at| text.as_bytes()[at]);
        let flag = matches!(before, Some(b':' | b'-' | b'='));
        let last = self.words.last().filter(|last| last.clause == clause);
        let turned = last.is_some_and(|last| last.senses.has(Sense::Turn));
        if turned || flag { Senses::of(Sense::On) } else { Senses::default() }
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

/// The number that a text begins with.
fn number(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok()
}

/// True where a clause ends: a dot inside `manage.py` or a colon inside `maintenance:on` is none.
fn stops(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        b';' | b'(' | b')' | b'!' | b'?' | b'\n' | b'&' | b'|' => true,
        b'.' | b',' => letter::alphanumeric_at(text, at + 1) == 0,
        0xE2 => text[at..].starts_with('→'),
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
