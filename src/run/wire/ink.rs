//! What lines are written with: members in the order they are given, one spelling for each value.

use super::json::spell;
use crate::run::event::Words;
use crate::run::hash;
use std::fmt::{Display, Write as _};

/// A line being written.
pub(super) struct Ink {
    out: String,
    /// What makes the digest of a text that has none yet, where texts are written with digests.
    masked: Option<u64>,
    /// How many free texts were written.
    said: usize,
}

impl Ink {
    /// An object that is open. With `masked`, each free text bears its digest.
    pub fn new(masked: Option<u64>) -> Self {
        // Most lines are no longer, so their room is asked for once.
        let mut out = String::with_capacity(640);
        out.push('{');
        Self { out, masked, said: 0 }
    }

    /// What was written, and how many free texts are in it.
    pub fn done(self) -> (String, usize) {
        (self.out, self.said)
    }

    /// A member whose value follows.
    pub fn key(&mut self, name: &str) -> &mut Self {
        self.part();
        self.raw("\"").raw(name).raw("\":")
    }

    /// A value as it stands: a number, yes or no, JSON.
    pub fn plain(&mut self, name: &str, value: impl Display) -> &mut Self {
        self.key(name);
        let _ = write!(self.out, "{value}");
        self
    }

    /// A value in quotes, of letters that need no care.
    pub fn quoted(&mut self, name: &str, value: impl Display) -> &mut Self {
        self.key(name).raw("\"");
        let _ = write!(self.out, "{value}");
        self.raw("\"")
    }

    /// Sixteen digits.
    pub fn hex(&mut self, name: &str, value: u64) -> &mut Self {
        self.quoted(name, format_args!("{value:016x}"))
    }

    /// Any text.
    pub fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.key(name).raw("\"");
        spell(text, &mut self.out);
        self.raw("\"")
    }

    /// What may not be there.
    pub fn maybe<T>(
        &mut self,
        name: &str,
        value: Option<T>,
        write: impl Fn(&mut Self, &str, T),
    ) -> &mut Self {
        match value {
            Some(value) => write(self, name, value),
            None => {
                self.plain(name, "null");
            }
        }
        self
    }

    /// Free text.
    pub fn words(&mut self, name: &str, words: &Words) -> &mut Self {
        self.key(name).raw("{\"said\":\"");
        let start = self.out.len();
        spell(&words.text, &mut self.out);
        let digest = self.masked.map(|salt| {
            words.masked.unwrap_or_else(|| hash::said(salt, self.said, &self.out[start..]))
        });
        self.said += 1;
        self.raw("\"");
        if let Some(digest) = digest {
            self.quoted("sha256", digest);
        }
        self.raw("}")
    }

    /// A number, in the shortest way that gives it back; those that are none are nothing.
    pub fn real(&mut self, name: &str, number: Option<f64>) -> &mut Self {
        match number.filter(|number| number.is_finite()) {
            None => self.plain(name, "null"),
            Some(n) if n == 0.0 || (1e-6..1e15).contains(&n.abs()) => self.plain(name, n),
            Some(n) => self.plain(name, format_args!("{n:e}")),
        }
    }

    /// An object.
    pub fn object(&mut self, name: &str, write: impl FnOnce(&mut Self)) -> &mut Self {
        self.key(name).raw("{");
        write(self);
        self.raw("}")
    }

    /// A list of whatever `write` writes of each; objects are its business.
    pub fn list<T>(
        &mut self,
        name: &str,
        values: impl IntoIterator<Item = T>,
        write: impl Fn(&mut Self, T),
    ) -> &mut Self {
        self.key(name).raw("[");
        for value in values {
            self.part();
            write(self, value);
        }
        self.raw("]")
    }

    /// Letters as they are.
    pub fn raw(&mut self, letters: &str) -> &mut Self {
        self.out.push_str(letters);
        self
    }

    /// Parts one value from the one before.
    fn part(&mut self) {
        if !self.out.ends_with(['{', '[']) {
            self.out.push(',');
        }
    }
}
