//! What a whole text and each of its lines say for or against a wrong decoding. A short chain that may
//! as well be right is mended only where its surroundings were plainly decoded wrongly too.

use super::alphabet::Alphabet;
use super::chain::Chain;
use super::likely::{self, Scripts};
use std::ops::Range;

/// One line's evidence.
#[derive(Debug, Clone, Default)]
struct Line {
    /// Where it ends in the text.
    end: usize,
    /// Points of its chains.
    wrong: u32,
    /// Letters above ASCII that are in no chain.
    right: u32,
    /// Stretches that are broken, if the line was decoded wrongly at all.
    broken: u32,
}

/// What speaks for a wrong decoding of a text.
pub(super) struct Verdicts {
    lines: Vec<(Line, bool)>,
    evidence: u32,
    scripts: Scripts,
}

impl Verdicts {
    /// Weighs a text; `None` where nothing shows that it was decoded wrongly.
    pub(super) fn of(text: &str, chains: &[Chain], alphabet: &Alphabet) -> Option<Self> {
        let evidence = chains.iter().fold(0_u32, |sum, chain| sum.saturating_add(chain.points));
        if evidence < likely::PLAIN {
            return None;
        }
        let lines = lines(text, chains, alphabet);
        let right = lines.iter().fold(0_u32, |sum, line| sum.saturating_add(line.right));
        let plain = |wrong: u32, right: u32| wrong >= likely::PLAIN && wrong >= right;
        let supported = chains.iter().any(|chain| chain.points >= likely::PLAIN)
            || plain(evidence, right)
            || lines.iter().any(|line| plain(line.wrong, line.right));
        let telling = chains.iter().filter(|chain| chain.points >= likely::TELLING);
        let scripts = telling.fold(Scripts::default(), |all, chain| all.and(chain.scripts));
        supported.then(|| Self { lines: judged(lines), evidence, scripts })
    }

    /// How much speaks for it, to compare with another decoding of the same text.
    pub(super) fn evidence(&self) -> u32 {
        self.evidence
    }

    /// The chains that are certainly to be mended.
    pub(super) fn certain(&self, text: &str, mut chains: Vec<Chain>) -> Vec<Chain> {
        let mut lines = self.lines.iter().peekable();
        chains.retain(|chain| {
            while lines.next_if(|(line, _)| line.end <= chain.from).is_some() {}
            let wrong = lines.peek().is_some_and(|(_, wrong)| *wrong);
            let fits = !chain.touched && chain.scripts.are_among(self.scripts);
            chain.points >= likely::TELLING || wrong && fits && !shouts(text, chain)
        });
        chains
    }

    /// How many stretches are broken for good.
    pub(super) fn broken(&self) -> u32 {
        let broken = self.lines.iter().filter(|(_, wrong)| *wrong).map(|(line, _)| line.broken);
        broken.fold(0, u32::saturating_add)
    }
}

/// For each line, whether it was decoded wrongly. A line that does not tell is like the one before.
fn judged(lines: Vec<Line>) -> Vec<(Line, bool)> {
    let own = |line: &Line| match (line.wrong, line.right) {
        (0, 0) => None,
        (wrong, right) => Some(wrong > 0 && wrong >= right),
    };
    let mut last = lines.iter().find_map(own).unwrap_or(false);
    let judge = |line: Line| {
        last = own(&line).unwrap_or(last);
        (line, last)
    };
    lines.into_iter().map(judge).collect()
}

/// True if a small letter would come after capitals, as in `AMANHû`: there a quote is a quote.
fn shouts(text: &str, chain: &Chain) -> bool {
    let mut before = text[..chain.from].chars().rev();
    let mut capital = || before.next().is_some_and(char::is_uppercase);
    chain.small && capital() && capital()
}

/// A text line by line, with what stands in each.
fn lines(text: &str, chains: &[Chain], alphabet: &Alphabet) -> Vec<Line> {
    let mut chains = chains.iter().peekable();
    let mut lines = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let end = from + line.len();
        let mut evidence = Line { end, ..Line::default() };
        let (mut at, mut before) = (from, false);
        while let Some(chain) = chains.next_if(|chain| chain.from < end) {
            let telling = chain.points >= likely::TELLING;
            evidence.wrong = evidence.wrong.saturating_add(chain.points);
            between(text, at..chain.from, (before, telling), alphabet, &mut evidence);
            (at, before) = (chain.to, telling);
        }
        between(text, at..end, (before, false), alphabet, &mut evidence);
        lines.push(evidence);
        from = end;
    }
    lines
}

/// Adds what stands between two chains to a line's evidence. `sides` are true where a chain that was
/// plainly decoded wrongly stands right before or after.
fn between(
    text: &str,
    span: Range<usize>,
    sides: (bool, bool),
    alphabet: &Alphabet,
    line: &mut Line,
) {
    let strange = |c: char| c == '\u{FFFD}' || alphabet.byte(c).is_some();
    let mut at = span.start;
    while let Some(next) = text.as_bytes()[at..span.end].iter().position(|byte| !byte.is_ascii()) {
        at += next;
        let rest = &text[at..span.end];
        let len = rest.find(|c| !strange(c)).unwrap_or(rest.len());
        let beside = sides.0 && at == span.start || sides.1 && at + len == span.end;
        let before = text[..at].chars().next_back();
        if len == 0 {
            let c = rest.chars().next().unwrap_or(' ');
            line.right = line.right.saturating_add(u32::from(c.is_alphabetic()));
            at += c.len_utf8();
        } else if broken(&rest[..len], before, beside, alphabet) {
            line.broken = line.broken.saturating_add(1);
            at += len;
        } else {
            let letters = rest[..len].chars().filter(|c| c.is_alphabetic()).count();
            line.right = line.right.saturating_add(u32::try_from(letters).unwrap_or(u32::MAX));
            at += len;
        }
    }
}

/// True if a stretch of the wrong alphabet that stands for no whole characters looks like the remains
/// of some, rather than like words that were right all along.
fn broken(stretch: &str, before: Option<char>, beside: bool, alphabet: &Alphabet) -> bool {
    let within = |c: char| alphabet.byte(c).is_some_and(|byte| byte < 0xC0);
    let mut chars = stretch.chars();
    if chars.clone().any(|c| matches!(c, '\u{80}'..='\u{9F}' | '\u{FFFD}')) {
        return true;
    }
    if let (Some(one), None) = (chars.next(), chars.next()) {
        let inside = before.is_some_and(|c| c.is_ascii_lowercase());
        return beside || inside && one.is_uppercase();
    }
    let sign = stretch.chars().any(|c| !likely::closes(c));
    let remains = stretch.chars().all(within);
    remains && sign || beside && stretch.chars().any(within)
}
