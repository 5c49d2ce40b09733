//! Sentences that say when to go back, or what must hold before going on.

use super::label::Label;
use super::make::{Reader, Spot, Under, Words};
use super::outline::Shape;
use super::place::Walk;
use super::topic::Topic;
use super::vocabulary::{Senses as S, Title};
use crate::plan::stems::lower;
use crate::plan::{Kind, Rule};

impl Reader<'_> {
    /// A list or a table follows.
    pub fn lists(&self, blocks: &[usize]) -> bool {
        blocks.get(1).is_some_and(|next| {
            matches!(self.outline.blocks[*next].shape, Shape::Item { .. } | Shape::TableHead { .. })
        })
    }

    /// «Открываем только после:» over a list of what must hold first.
    pub fn provides(&mut self, blocks: &[usize], words: Words<'_>, walk: &mut Walk) -> bool {
        let asks = self.lists(blocks)
            && walk.base.topic.goes_on()
            && words.text.ends_with(':')
            && ONLY.iter().any(|phrase| words.text.contains(phrase));
        if asks {
            walk.under = Under { topic: Topic::Go, tier: walk.base.tier, labelled: true };
            walk.used = false;
            walk.titled = None;
            self.item(words, Kind::Note, Rule::Group, Spot::default());
        }
        asks
    }

    /// «Если … обнаружена ошибка» where going back is spoken of.
    pub fn condition(&mut self, blocks: &[usize], words: Words<'_>, walk: &mut Walk) -> bool {
        if walk.base.topic == Topic::Abort && words.text.ends_with(':') && self.lists(blocks) {
            // What follows are the criteria; this line only says so.
            return false;
        }
        let back = matches!(walk.base.topic, Topic::Back | Topic::Abort);
        if !back && !walk.base.topic.goes_on() {
            return false;
        }
        let mut buffer = [0; 48];
        let first = if may_open(words.text) {
            let first = &words.text[..words.text.floor_char_boundary(buffer.len())];
            lower(first, &mut buffer).unwrap_or_default()
        } else {
            &[]
        };
        let opens_with = |words: &str| first.starts_with(words.as_bytes());
        let opens = OPENINGS.iter().any(|word| opens_with(word));
        let conditional = is_conditional(words.text);
        // «When to use: …» tells of the way; it is no occasion to take it.
        if !opens && !conditional || opens_with("when to ") {
            return false;
        }
        let title = Title::of(words.text);
        let decided = title.first.any(S::GATE) && title.any(S::BACK);
        let turns = title.first.any(S::BACK.with(S::STOP)) || decided;
        let turned = conditional && (turns || back && !opens && self.lists_any(blocks, words.text));
        if !opens && !turned {
            return false;
        }
        let denied = ["n't ", " not ", " не "].iter().any(|word| words.text.contains(word));
        let introduces = denied && words.text.ends_with(':') && self.lists(blocks);
        let turns = title.any(S::BACK.with(S::STOP)) && !opens_with("при ") && !introduces;
        if !back && !turns {
            return false;
        }
        if back && !opens_with("если ") && !opens_with("if ") && title.any(S::CRITERIA) {
            return false;
        }
        if turned && self.conditions_listed(words, walk) {
            return true;
        }
        if turned && words.text.ends_with(':') && self.lists(blocks) {
            walk.under = Under { topic: Topic::Abort, tier: walk.base.tier, labelled: true };
            walk.used = false;
            self.item(words, Kind::Note, Rule::Group, Spot::default());
            return true;
        }
        let item = self.item(words, Kind::Abort, Rule::Condition, Spot::default());
        let text = self.at(item).text.trim_end_matches(':').to_owned();
        self.at(item).text = text.into();
        let tier = self.at(item).tier.or(walk.base.tier);
        self.at(item).tier = tier;
        if walk.under.topic != Topic::Back {
            walk.under = walk.base;
        }
        true
    }

    /// "Execute if any of these occur:" over a list of what may occur.
    fn lists_any(&self, blocks: &[usize], text: &str) -> bool {
        text.ends_with(':') && self.lists(blocks) && ANY.iter().any(|phrase| text.contains(phrase))
    }

    /// «Откатываем, если: a, b, c»: each of them is a criterion.
    fn conditions_listed(&mut self, words: Words<'_>, walk: &Walk) -> bool {
        let Some((name, value)) = words.text.split_once(": ") else { return false };
        let introduces = name.split_whitespace().count() <= 8;
        let parts = super::split::parts(value, words.marks, words.base + name.len() + 2);
        if !introduces || parts.len() < 2 {
            return false;
        }
        let under = Under { topic: Topic::Abort, tier: walk.base.tier, labelled: true };
        let label = Label { name, value, bold: false, colon: true };
        self.inline(words, label, under, Spot::default());
        true
    }
}

/// True for a text that opens with a condition.
pub(super) fn opens_if(text: &str) -> bool {
    // «Е», «е».
    matches!(text.as_bytes(), [b'I' | b'i', b'f', ..] | [0xD0, 0x95 | 0xB5, ..])
        && ["If ", "Если ", "if ", "если "].iter().any(|word| text.starts_with(word))
}

/// «Если … — откат», "If any check fails → NO-GO".
pub(super) fn sends_back(text: &str) -> bool {
    opens_if(text) && Title::of(text).any(S::BACK.with(S::STOP))
}

/// «Откат, если …», "No-go when …": a condition close behind the word for going back.
pub(super) fn turns_if(text: &str) -> bool {
    // Any of these words begins with "r", "a", "n", "s", «о», «в» or «с».
    let may_turn = matches!(
        text.as_bytes(),
        [b'R' | b'r' | b'A' | b'a' | b'N' | b'n' | b'S' | b's', ..]
            | [0xD0, 0x9E | 0xBE | 0x92 | 0xB2 | 0xA1, ..]
            | [0xD1, 0x81, ..]
    );
    let turn = if may_turn { condition_at(text).map(|at| &text[..at]) } else { None };
    turn.filter(|turn| turn.split_whitespace().count() <= 2).is_some_and(|turn| {
        let title = Title::of(turn);
        let decided = title.first.any(S::GATE) && title.any(S::BACK);
        decided || title.first.any(S::BACK.with(S::STOP))
    })
}

/// «Если … → откат» where the way back is told: the occasion for it.
pub(super) fn leads_back(text: &str) -> bool {
    let behind = || ["→", "->"].iter().find_map(|arrow| Some(text.split_once(arrow)?.1));
    opens_if(text) && behind().is_some_and(|rest| Title::of(rest).first.any(S::BACK.with(S::STOP)))
}

/// Whether a text has the first letter of one of [`OPENINGS`], of either case.
fn may_open(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [b'i' | b'I' | b's' | b'S' | b'w' | b'W', ..]
            // «е», «ё», «в», «п».
            | [0xD0, 0x95 | 0xB5 | 0x81 | 0x92 | 0xB2 | 0x9F | 0xBF, ..]
            | [0xD1, 0x91, ..]
    )
}

/// How a sentence with a condition opens.
const OPENINGS: [&str; 8] =
    ["если ", "if ", "when ", "в случае ", "при ", "should ", "in case ", "in the event "];

/// What a sentence over criteria for going on says.
const ONLY: [&str; 6] =
    ["only after", "only when", "only if", "только после", "только если", "только когда"];

/// What follows is a list of which one is enough.
const ANY: [&str; 8] =
    [" any ", " ANY ", " one of ", " following", " любое", " любой", "хотя бы од", "одно из"];

/// A condition behind «откатываемся» or "roll back".
fn is_conditional(text: &str) -> bool {
    condition_at(text).is_some()
}

/// Where the space stands before such a condition.
fn condition_at(text: &str) -> Option<usize> {
    // «е», "i", "w".
    let may_be = |pair: &[u8]| pair[0] == b' ' && matches!(pair[1], 0xD0 | b'i' | b'w');
    let mut spaces = text.as_bytes().windows(2).enumerate().filter(|(_, pair)| may_be(pair));
    let space = spaces.find(|(space, _)| {
        let rest = &text[space + 1..];
        let behind = IFS.iter().find_map(|word| rest.strip_prefix(word));
        behind.is_some_and(|behind| behind.starts_with([' ', ':']))
    });
    space.map(|(at, _)| at)
}

/// Words of condition between spaces, or before a colon.
const IFS: [&str; 3] = ["если", "if", "when"];

#[cfg(test)]
mod tests {
    use super::turns_if;

    #[test]
    fn a_condition_close_behind_the_word_turns_back() {
        for text in [
            "Rollback if error rate > 5 %",
            "No-go if errors > 5 %",
            "Abort when p95 > 800 ms",
            "Откат, если ошибок больше 5 %",
            "Стоп, если нет бэкапа",
        ] {
            assert!(turns_if(text), "{text}");
        }
        for text in [
            "Rollback plan checked if the schema changed",
            "Откат проверен",
            "Tests are green, roll back if not",
            "If errors rise, roll back",
            "",
        ] {
            assert!(!turns_if(text), "{text}");
        }
    }
}
