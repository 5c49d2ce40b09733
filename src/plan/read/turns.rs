//! Turns of phrase: what words give away together that no single one of them does.

use super::stems::{Spelled, Stems};
use super::vocabulary::{Senses as S, Title, lookup};
use crate::plan::letter;

impl Title {
    /// Turns of phrase that no single word gives away.
    pub fn settle(&mut self, title: &str) {
        let lower = letter::lowered(title);
        let has = |phrase: &str| lower.contains(phrase);
        if has("no-go") || has("no go") || has("nogo") {
            let both = has("go/no") || has("go / no") || has("go or no") || has("go-no");
            self.senses = self.senses.with(if both { S::GATE } else { S::STOP });
            if !both && lower.starts_with("no") {
                self.first = S::STOP;
            }
        }
        if TURN_BACK.iter().any(|phrase| has(phrase)) {
            self.senses = self.senses.with(S::BACK);
            if self.first == S::NONE || self.first.any(S::WHEN) {
                self.first = S::BACK;
            }
        }
        if let Some((when, back)) = lower.split_once(": ")
            && self.first.any(S::WHEN)
            && lookup(when.split(' ').next().unwrap_or_default()).any(S::WHEN)
        {
            let first = back.split(' ').next().unwrap_or_default();
            self.turns_back = lookup(first).any(S::BACK) || back.starts_with("roll back");
        }
        self.turns_back |= WRONG.iter().any(|phrase| has(phrase));
        let noted = has("release note") || has("релизной заметк") || has("заметке о релизе");
        if noted && self.words >= 4 && !super::verbs::acts(title) {
            self.senses = self.senses.with(S::ARTEFACT);
            self.first = S::ARTEFACT;
        }
        if OUTSIDE.iter().any(|phrase| has(phrase)) {
            self.senses = self.senses.with(S::INFORM);
            self.first = S::INFORM;
        }
        if has("sign-off") || has("sign off") {
            self.senses = self.senses.with(S::DO);
        }
        if CHOOSE.iter().any(|phrase| has(phrase)) {
            self.senses = self.senses.with(S::CHOICE);
            self.first = S::CHOICE;
        }
    }
}

/// Turns of phrase about going back.
const TURN_BACK: [&str; 10] = [
    "roll back",
    "back out",
    "back-out",
    "fall back",
    "fall-back",
    "rolling back",
    "way back",
    "going back",
    "go back",
    "backing out",
];

/// Turns of phrase about one of several.
const CHOOSE: [&str; 11] = [
    "выбрать одн",
    "нужное",
    "только один",
    "только одно",
    "one of",
    "tick one",
    "choose one",
    "select one",
    "pick one",
    "one only",
    "only one",
];

/// Turns of phrase about what is left for later, or what helps when a part of it fails.
const OUTSIDE: [&str; 11] = [
    "не вход",
    "вне рамок",
    "при проблем",
    "при сбо",
    "при авари",
    "при ошибк",
    "что делать, если",
    "что делать если",
    "not included",
    "out of scope",
    "not in scope",
];

/// Turns of phrase that are the occasion for going back, and its title.
const WRONG: [&str; 6] =
    ["goes wrong", "go wrong", "it breaks", "it fails", "пошло не так", "пойдет не так"];

/// Whether a text whose first word is known starts with a turn of phrase: where no word does, none
/// is looked for.
pub(super) fn opens_turn(first: &Spelled, text: &str) -> bool {
    TURNS.opening(first, text).is_some()
}

macro_rules! turns {
    ($($turn:literal,)*) => { &[$((concat!($turn, "*"), ())),*] };
}

static TURNS: Stems<(), { LISTED.len() }> = Stems::of(LISTED);

/// Every turn of phrase that [`Title::settle`] looks for, sorted.
#[rustfmt::skip]
const LISTED: &[(&str, ())] = turns![
    "back out", "back-out", "backing out", "choose one", "fall back", "fall-back", "go back", "go wrong", "goes wrong", "going back",
    "it breaks", "it fails", "no go", "no-go", "nogo", "not in scope", "not included", "one of", "one only", "only one",
    "out of scope", "pick one", "release note", "roll back", "rolling back", "select one", "sign off", "sign-off", "tick one",
    "way back",
    "вне рамок", "выбрать одн", "заметке о релизе", "не вход", "нужное", "пойдет не так", "пошло не так", "при авари", "при ошибк",
    "при проблем", "при сбо", "релизной заметк", "только один", "только одно", "что делать если", "что делать, если",
];
