//! Paragraphs that are lists to the eye: boxes, numbered steps, dashes, line by line.

use super::label::Label;
use super::lead::{Lead, Sign, glyphs, unnumbered};
use super::make::{Reader, Spot, Under, Words};
use super::place::Walk;
use super::profile::names_moment;
use super::signs::Signs;
use super::topic::{Topic, tier_of};
use super::verbs::acts;
use super::vocabulary::{Senses as S, Title, lookup};
use crate::plan::letter;
use crate::plan::{Kind, Rule};

impl Reader<'_> {
    /// ☐ and ☑, or ✅ beside ❌, at the start of lines.
    pub fn boxed_lines(&mut self, words: Words<'_>, walk: &mut Walk) -> bool {
        if !words.signs.any(Signs::SQUARE.with(Signs::SYMBOL)) {
            return false;
        }
        let leads: Vec<Lead> = words.text.split('\n').map(Lead::of).collect();
        let boxed = leads.iter().filter(|lead| lead.ticked.is_some()).count();
        if boxed == 0 {
            return false;
        }
        let signs = |lead: &Lead| lead.ticked.or(lead.mark.map(|mark| mark == Sign::Yes));
        for (line, lead) in words.lines().zip(leads) {
            if line.text.trim().is_empty() || self.label_line(line, signs(&lead), walk) {
                continue;
            }
            let kind = match (signs(&lead), walk.under.topic) {
                (None, _) | (_, Topic::Choice) => Kind::Note,
                _ if glyphs(line.text) > 1 => Kind::Note,
                (_, topic) => topic.kind().filter(|kind| *kind != Kind::Note).unwrap_or(Kind::Step),
            };
            let decides = glyphs(line.text) > 1
                && Title::of(line.text).any(S::GATE.with(S::STOP))
                && Title::of(line.text).any(S::GO);
            let (kind, rule) =
                if decides { (Kind::Go, Rule::Decision) } else { (kind, Rule::BoxGlyph) };
            let item = self.item(line, kind, rule, Spot::default());
            self.at(item).done =
                signs(&lead) == Some(true) && !matches!(kind, Kind::Note | Kind::Abort) && !decides;
        }
        walk.used = true;
        true
    }

    /// Lines of one paragraph, one of which is a label with a list behind it: each by itself.
    pub fn lines_apart(&mut self, blocks: &[usize], words: Words<'_>, walk: &mut Walk) -> bool {
        let gathers = |line: &Words<'_>| {
            Label::of(line.text, line.marks, line.base).is_some_and(|label| {
                !label.is_whole() && Topic::of(&Title::of(label.name)).gathers()
            })
        };
        let broken =
            words.signs.any(Signs::BREAK) && memchr::memchr(b'\n', words.text.as_bytes()).is_some();
        if !broken || !words.lines().skip(1).any(|line| gathers(&line)) {
            return false;
        }
        for line in words.lines() {
            self.words_of(&blocks[..1], line, walk);
        }
        true
    }

    /// «– первое» under «Останавливаем, если:», typed as lines rather than as a list.
    pub fn dashed_lines(&mut self, words: Words<'_>, walk: &mut Walk) -> bool {
        let dashed = |text: &str| {
            ["– ", "— ", "• ", "· ", "‣ ", "● "].iter().any(|dash| text.starts_with(dash))
        };
        let opens = matches!(words.text.as_bytes(), [0xC2 | 0xE2, ..]);
        let first = usize::from(!opens || !dashed(words.text));
        if first == 1 && !words.signs.any(Signs::BREAK) {
            return false;
        }
        let mut lines = words.text.split('\n').skip(first);
        if !lines.next().is_some_and(dashed) || !lines.all(dashed) {
            return false;
        }
        if first == 1 {
            let line = words.text.split('\n').next().unwrap_or_default();
            let Some(name) = line.trim_end().strip_suffix(':') else { return false };
            let title = Title::of(name);
            let topic = Topic::of(&title).within(walk.base.topic, &title);
            walk.under = Under { topic, tier: tier_of(&title).or(walk.base.tier), labelled: true };
        }
        for (n, line) in words.lines().enumerate() {
            let text = line.text.trim_start_matches(['–', '—', '•', '·', '‣', '●', ' ']);
            let start = line.text.len() - text.len();
            let part = line.part(start..line.text.len());
            let kind = match walk.under.topic.kind() {
                _ if n < first => Kind::Note,
                Some(kind) => kind,
                None if acts(text) => Kind::Step,
                None => Kind::Note,
            };
            let rule = if n < first { Rule::Group } else { Rule::Bullet };
            let item = self.item(part, kind, rule, Spot::default());
            if kind == Kind::Abort {
                self.at(item).tier = self.at(item).tier.or(walk.under.tier);
            }
        }
        walk.used = true;
        true
    }

    /// A label over lines with boxes, in one paragraph with them.
    fn label_line(&mut self, line: Words<'_>, sign: Option<bool>, walk: &mut Walk) -> bool {
        let label = Label::of(line.text, line.marks, line.base);
        let Some(label) = label.filter(|label| sign.is_none() && label.is_whole()) else {
            return false;
        };
        let title = Title::of(label.name);
        let topic = Topic::of(&title).within(walk.base.topic, &title);
        walk.under = Under { topic, tier: tier_of(&title).or(walk.base.tier), labelled: true };
        self.item(line, Kind::Note, Rule::Group, Spot::default());
        true
    }

    /// «Шаг 1: …», «T-30: …», «1.1. …» line by line.
    pub fn step_lines(&mut self, words: Words<'_>, walk: &mut Walk) -> bool {
        let kind = match walk.under.topic {
            Topic::Do | Topic::Unknown | Topic::Steps | Topic::Verify => Kind::Step,
            Topic::Back => Kind::Rollback,
            _ => return false,
        };
        let led = |line: &Words<'_>| {
            if !walk.preamble && opens_moment(line.text) {
                return true;
            }
            if let Some(label) = Label::of(line.text, line.marks, line.base) {
                let timed = label.name.len() < 24
                    && label.name.contains(['-', '−', '–', '+'])
                    && starts_offset(label.name);
                return !label.is_whole() && (names_step(&Title::of(label.name)) || timed);
            }
            Lead::of(line.text).numbered || is_outlined(line.text) || opens_step(line.text)
        };
        let all = words.lines().all(|line| led(&line));
        let numbered_alone = all
            && !words.text.contains('\n')
            && Label::of(words.text, words.marks, words.base).is_none()
            && !opens_moment(words.text);
        if !all || (numbered_alone && !acts(unnumbered(words.text).0)) {
            return false;
        }
        for line in words.lines() {
            walk.last = Some(self.item(line, kind, Rule::Ordered, Spot::default()));
        }
        true
    }
}

/// Senses that make a paragraph line a step by its label: «Шаг 1: …».
fn names_step(title: &Title) -> bool {
    title.stage_named && title.first.any(S::STAGE.with(S::TASK))
}

/// «17:00 – …», «**T-2h** — …», "T-30: …" at the start of a line.
fn opens_moment(line: &str) -> bool {
    let near = &line[..line.floor_char_boundary(32)];
    let parts = |at: &usize| {
        matches!(near.as_bytes()[*at], b' ' | b':')
            && [" – ", " — ", " - ", ": "].iter().any(|mark| near[*at..].starts_with(mark))
    };
    let end = (0..near.len()).find(parts);
    end.is_some_and(|end| names_moment(&near[..end]))
}

/// «Шаг 1. …», "Step 2 - …" at the start of a line, with what to do behind it.
fn opens_step(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    lookup(first).all(S::STAGE.with(S::TASK))
        && second.starts_with(|c: char| c.is_ascii_digit())
        && words.next().is_some()
}

/// `1.1. …` at the start of a line: numbering that Markdown takes for words.
fn is_outlined(line: &str) -> bool {
    let (head, rest) = letter::halves(line, b' ').unwrap_or((line, ""));
    let parts = head.trim_end_matches(['.', ')']).split('.');
    head.contains('.')
        && parts.clone().count() >= 2
        && parts.clone().all(|part| {
            !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
        })
        && rest.starts_with(letter::is_alphabetic)
}

fn starts_offset(name: &str) -> bool {
    name.trim().starts_with(['T', 'Т', 'D', 'Д']) && name.chars().any(|c| c.is_ascii_digit())
}
