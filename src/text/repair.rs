//! Words that were decoded wrongly once, and how they are mended: `РџР»Р°РЅ`, `–ü–ª–∞–Ω` and `ÐŸÐ»Ð°Ð½` are all
//! «План», stored as UTF-8 and read as something else. What is certain is mended and nothing beside
//! it; text that is right stays as it is, in any language. The cost is linear.

mod alphabet;
mod chain;
mod likely;
mod verdict;

use super::{Decode, Repaired};
use alphabet::Alphabet;
use chain::Chain;
use verdict::Verdicts;

/// The encoding that was taken for UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// Western European of the Macintosh.
    MacRoman,
    /// Western European of Windows.
    Windows1252,
    /// Cyrillic of Windows.
    Windows1251,
    /// Each byte as the character of the same number, control characters too.
    Latin1,
}

impl Wrong {
    /// Its name in reports.
    pub fn label(self) -> &'static str {
        match self {
            Self::MacRoman => "mac-roman",
            Self::Windows1252 => "windows-1252",
            Self::Windows1251 => "windows-1251",
            Self::Latin1 => "latin-1",
        }
    }
}

/// How often text is mended over. Each time takes away one wrong decoding; text that needs more has
/// never come about by mistake, and is left alone.
const ROUNDS: usize = 8;

/// How many mended lines are looked through for a sample.
const SAMPLE_LINES: usize = 20;

/// The longest sample of mended words, in characters.
const SAMPLE_CHARS: usize = 60;

/// Text as it was before it was decoded wrongly, and what was mended; `None` where there is nothing
/// to mend. Repairing what was repaired gives `None`.
pub fn repair(text: &str, decode: Decode) -> Option<(String, Repaired)> {
    if text.is_ascii() {
        return None;
    }
    let alphabets = alphabet::alphabets(decode);
    let mut mended = mend(text, &alphabets)?;
    for _ in 1..ROUNDS {
        let Some(next) = mend(&mended.text, &alphabets) else {
            let sample = sample(text, &mended.text);
            let Mended { text, wrong: charset, runs, unrepaired_runs } = mended;
            return Some((text, Repaired { charset, runs, unrepaired_runs, sample }));
        };
        mended = Mended {
            text: next.text,
            wrong: mended.wrong,
            runs: mended.runs.max(next.runs),
            unrepaired_runs: mended.unrepaired_runs.max(next.unrepaired_runs),
        };
    }
    None
}

/// Text after one wrong decoding was taken away.
struct Mended {
    text: String,
    wrong: Wrong,
    runs: u32,
    unrepaired_runs: u32,
}

/// Takes away the wrong decoding that there is most evidence of.
fn mend(text: &str, alphabets: &[Alphabet]) -> Option<Mended> {
    let surveys = alphabets.iter().filter_map(|alphabet| {
        let chains = chain::survey(text, alphabet);
        let verdicts = Verdicts::of(text, &chains, alphabet)?;
        Some((verdicts.evidence(), alphabet, chains, verdicts))
    });
    let (_, alphabet, chains, verdicts) = surveys.max_by_key(|(evidence, ..)| *evidence)?;
    let chains = verdicts.certain(text, chains);
    if chains.is_empty() {
        return None;
    }
    Some(Mended {
        wrong: alphabet.wrong(text, &chains),
        runs: runs(text, &chains, alphabet),
        unrepaired_runs: verdicts.broken(),
        text: rewritten(text, &chains, alphabet),
    })
}

/// The text with these chains as the characters that they stand for.
fn rewritten(text: &str, chains: &[Chain], alphabet: &Alphabet) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut done = 0;
    for chain in chains {
        mended.push_str(&text[done..chain.from]);
        let mut rest = &text[chain.from..chain.to];
        while let Some(sequence) = chain::sequence(rest, alphabet) {
            mended.push(sequence.character);
            rest = &rest[sequence.len..];
        }
        mended.push_str(rest);
        done = chain.to;
    }
    mended.push_str(&text[done..]);
    // A byte order mark that was decoded like all the rest is none of the words.
    if mended.starts_with('\u{FEFF}') {
        mended.drain(..'\u{FEFF}'.len_utf8());
    }
    mended
}

/// In how many stretches of the wrong alphabet these chains stand.
fn runs(text: &str, chains: &[Chain], alphabet: &Alphabet) -> u32 {
    let mut runs = 0;
    let mut end = None;
    for chain in chains {
        let joined = end.is_some_and(|end: usize| {
            text[end..chain.from].chars().all(|c| alphabet.byte(c).is_some())
        });
        runs += u32::from(!joined);
        end = Some(chain.to);
    }
    runs
}

/// The first words that differ, before and after, without what is the same around them; if it can be,
/// words with letters, for a dash alone says little.
fn sample(before: &str, after: &str) -> Option<(String, String)> {
    let lines = before.lines().zip(after.lines()).filter(|(before, after)| before != after);
    let mut first = None;
    for (before, after) in lines.take(SAMPLE_LINES) {
        let (before, after) = differing(before, after);
        if after.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
            return Some((short(before), short(after)));
        }
        first = first.or_else(|| Some((short(before), short(after))));
    }
    first
}

/// Two lines from the first word that differs to the last.
fn differing<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let plain = |(a, b): &(u8, u8)| a == b && a.is_ascii();
    let head = before.bytes().zip(after.bytes()).take_while(plain).count();
    let head = before[..head].rfind(' ').map_or(0, |at| at + 1);
    let (before, after) = (&before[head..], &after[head..]);
    let tail = before.bytes().rev().zip(after.bytes().rev()).take_while(plain).count();
    let tail = before[before.len() - tail..].find(' ').map_or(0, |at| tail - at);
    (&before[..before.len() - tail], &after[..after.len() - tail])
}

/// The words up to a length.
fn short(line: &str) -> String {
    match line.char_indices().nth(SAMPLE_CHARS) {
        None => line.trim_end().to_owned(),
        Some((end, _)) => {
            let cut = &line[..end];
            let cut = cut.rfind(' ').map_or(cut, |at| &cut[..at]);
            format!("{}…", cut.trim_end())
        }
    }
}

#[cfg(test)]
mod tests;
