//! Turns of phrase: what words give away together that no single one of them does.

use super::flags::flags;
use super::lead::bare;
use super::vocabulary::{Senses as S, Title, lookup};
use crate::plan::initials::Glimpse;
use crate::plan::letter;
use crate::plan::stems::Stems;

flags! {
    /// What turns of phrase a title has, as a set.
    pub(super) struct Turns(u16);

    NO_GO = 0;
    /// About going back.
    BACK = 1;
    /// The occasion for going back, and its title.
    WRONG = 2;
    /// A note on the release.
    NOTE = 3;
    /// What is left for later, or what helps when a part of it fails.
    OUTSIDE = 4;
    SIGN_OFF = 5;
    /// One of several.
    CHOOSE = 6;
    /// That something is needed.
    NEEDED = 7;
    /// «Контрольный список»: a checklist in two words.
    CHECKLIST = 8;
    /// What is done once it has come to that, where a title opens with it.
    UPON = 9;
}

impl Turns {
    /// What the rest of a text starts with, whose first word was seen.
    #[inline]
    pub fn opening(text: &str, start: usize, seen: Glimpse) -> Self {
        PHRASES.opening(text.as_bytes(), start, seen).unwrap_or(Self::NONE)
    }
}

impl Title {
    /// Turns of phrase that no single word gives away.
    pub fn settle(&mut self, title: &str, turns: Turns) {
        let lower = letter::lowered(title);
        let has = |phrase: &str| lower.contains(phrase);
        if turns.any(Turns::NO_GO) {
            let both = has("go/no") || has("go / no") || has("go or no") || has("go-no");
            self.senses = self.senses.with(if both { S::GATE } else { S::STOP });
            if !both && lower.starts_with("no") {
                self.first = S::STOP;
            }
        }
        if turns.any(Turns::BACK) {
            self.senses = self.senses.with(S::BACK);
            if self.first == S::NONE || self.first.any(S::WHEN) {
                self.first = S::BACK;
            }
        }
        if let Some((when, back)) = lower.split_once(": ")
            && self.first.any(S::WHEN)
            && lookup(letter::before_space(when)) == S::WHEN
        {
            let first = letter::before_space(back);
            self.turns_back = lookup(first).any(S::BACK) || back.starts_with("roll back");
        }
        // «Если нужен откат» heads the way, «Когда нужен откат» asks for the occasion.
        let if_needed = turns.any(Turns::NEEDED)
            && self.senses.any(S::BACK)
            && ["if ", "если "].iter().any(|word| bare(&lower).starts_with(word));
        let upon = turns.any(Turns::UPON)
            && ["on ", "upon "].iter().any(|word| bare(&lower).starts_with(word));
        self.turns_back |= turns.any(Turns::WRONG) || if_needed || upon;
        if turns.any(Turns::NOTE) && self.words >= 4 && !super::verbs::acts(title) {
            self.senses = self.senses.with(S::ARTEFACT);
            self.first = S::ARTEFACT;
        }
        if turns.any(Turns::OUTSIDE) {
            self.senses = self.senses.with(S::INFORM);
            self.first = S::INFORM;
        }
        if turns.any(Turns::CHECKLIST) {
            self.senses = self.senses.with(S::CHECKLIST);
            self.first = S::CHECKLIST;
        }
        if turns.any(Turns::SIGN_OFF) {
            self.senses = self.senses.with(S::DO);
        }
        if turns.any(Turns::CHOOSE) {
            self.senses = self.senses.with(S::CHOICE);
            self.first = S::CHOICE;
        }
    }
}

static PHRASES: Stems<Turns, { LISTED.len() }> = Stems::of(LISTED);

/// A star stands for any ending.
#[rustfmt::skip]
const LISTED: &[(&str, Turns)] = &{
    type T = Turns;
    [
    ("no go*", T::NO_GO), ("no-go*", T::NO_GO), ("nogo*", T::NO_GO),
    ("back out*", T::BACK), ("back-out*", T::BACK), ("backing out*", T::BACK), ("fall back*", T::BACK), ("fall-back*", T::BACK),
    ("go back*", T::BACK), ("going back*", T::BACK), ("roll back*", T::BACK), ("rolling back*", T::BACK), ("way back*", T::BACK),
    ("go wrong*", T::WRONG), ("goes wrong*", T::WRONG), ("it breaks*", T::WRONG), ("it fails*", T::WRONG),
    ("on abort*", T::UPON), ("on rollback*", T::UPON), ("upon abort*", T::UPON), ("upon rollback*", T::UPON),
    ("пойдет не так*", T::WRONG), ("пошло не так*", T::WRONG),
    ("release note*", T::NOTE), ("заметке о релизе*", T::NOTE), ("релизной заметк*", T::NOTE),
    ("not in scope*", T::OUTSIDE), ("not included*", T::OUTSIDE), ("out of scope*", T::OUTSIDE), ("вне рамок*", T::OUTSIDE),
    ("не вход*", T::OUTSIDE), ("при авари*", T::OUTSIDE), ("при ошибк*", T::OUTSIDE), ("при проблем*", T::OUTSIDE), ("при сбо*", T::OUTSIDE),
    ("do not do*", T::OUTSIDE), ("not to do*", T::OUTSIDE), ("не делаем*", T::OUTSIDE), ("не делать*", T::OUTSIDE),
    ("what we do not*", T::OUTSIDE), ("what we don't*", T::OUTSIDE),
    ("что делать если*", T::OUTSIDE), ("что делать, если*", T::OUTSIDE),
    ("контрольный лист*", T::CHECKLIST), ("контрольный список*", T::CHECKLIST),
    ("sign off*", T::SIGN_OFF), ("sign-off*", T::SIGN_OFF),
    ("choose one*", T::CHOOSE), ("one of*", T::CHOOSE), ("one only*", T::CHOOSE), ("only one*", T::CHOOSE), ("pick one*", T::CHOOSE),
    ("select one*", T::CHOOSE), ("tick one*", T::CHOOSE), ("выбрать одн*", T::CHOOSE), ("нужное*", T::CHOOSE),
    ("necessary", T::NEEDED), ("needed*", T::NEEDED), ("required*", T::NEEDED), ("необходим*", T::NEEDED), ("нужен*", T::NEEDED),
    ("понадобится*", T::NEEDED), ("потребуется*", T::NEEDED), ("требуется*", T::NEEDED),
    ("только один*", T::CHOOSE), ("только одно*", T::CHOOSE),
    ]
};
