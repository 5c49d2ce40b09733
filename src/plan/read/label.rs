//! Labels: «**Критерии отката:** …», "Owner: …", a bold line that stands for a heading.

use super::lead::Lead;
use super::outline::{LabelAt, Mark, MarkKind, Outline, Shape};
use super::signs::Signs;
use crate::plan::letter;

impl Outline<'_> {
    /// Finds the label of each heading, paragraph and entry, which many rules ask for.
    pub fn find_labels(&mut self) {
        for n in 0..self.blocks.len() {
            let shape = &self.blocks[n].shape;
            if !matches!(shape, Shape::Item { .. } | Shape::Para | Shape::Heading(_)) {
                continue;
            }
            let bold = || self.marks_of(n).iter().any(|mark| mark.kind == MarkKind::Strong);
            if !self.blocks[n].signs.any(Signs::COLON) && !bold() {
                continue;
            }
            let text = self.text(n);
            let label = Label::of(text, self.marks_of(n), self.blocks[n].words.start);
            let at = |part: &str| {
                let start = part.as_ptr() as usize - self.words.as_ptr() as usize;
                start..start + part.len()
            };
            self.blocks[n].label = label.map(|label| LabelAt {
                name: at(label.name),
                value: at(label.value),
                bold: label.bold,
                colon: label.colon,
            });
        }
    }

    /// The label that the words of a heading, a paragraph or an entry start with.
    #[inline]
    pub fn label(&self, block: usize) -> Option<Label<'_>> {
        self.blocks[block].label.as_ref().map(|at| Label {
            name: &self.words[at.name.clone()],
            value: &self.words[at.value.clone()],
            bold: at.bold,
            colon: at.colon,
        })
    }

    /// The words of a paragraph that is bold from end to end.
    pub fn bold_line(&self, block: usize) -> Option<&str> {
        let label = self.blocks[block].label.as_ref().filter(|label| label.bold)?;
        let whole = !self.blocks[block].signs.any(Signs::BREAK)
            && is_trifle(&self.words[label.value.clone()]);
        whole.then(|| letter::trimmed(self.text(block)))
    }
}

/// A label and what follows it on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'t> {
    /// The words before the colon.
    pub name: &'t str,
    /// The words after it.
    pub value: &'t str,
    pub bold: bool,
    /// A colon stands behind the name.
    pub colon: bool,
}

impl<'t> Label<'t> {
    /// The label that a text starts with. `marks` lie in the arena, `base` is where `text` does.
    pub fn of(text: &'t str, marks: &[Mark], base: usize) -> Option<Self> {
        let start = Lead::of(text).words;
        let strong = marks
            .iter()
            .find(|mark| mark.kind == MarkKind::Strong && mark.words.start <= base + start)
            .filter(|mark| mark.words.end > base + start && mark.words.end <= base + text.len());
        match strong {
            Some(mark) => Self::bold(text, start, mark.words.end - base),
            None => Self::plain(&text[start..]),
        }
    }

    fn bold(text: &'t str, start: usize, end: usize) -> Option<Self> {
        let inner = letter::trimmed(&text[start..end]);
        let rest = &text[end..];
        let name = inner.trim_end_matches([':', ' ']);
        let after = rest.trim_start();
        let value = letter::trimmed(after.trim_start_matches(':'));
        let aside = value.starts_with('(') && value.ends_with("):");
        let colon = name.len() < inner.len() || after.starts_with(':') || aside;
        let value = if aside && is_trifle(value) { &value[value.len()..] } else { value };
        if name.is_empty() || (!colon && !is_trifle(value)) {
            return None;
        }
        Some(Self { name, value, bold: true, colon })
    }

    /// A few words and a colon at the start of a line.
    fn plain(text: &'t str) -> Option<Self> {
        if letter::alphanumeric_at(text, 0) == 0 {
            return None;
        }
        let colon = memchr::memchr(b':', text.as_bytes())?;
        let (name, value) = (&text[..colon], &text[colon + 1..]);
        let apart = matches!(value.as_bytes(), [] | [b' ' | b'\n' | b'\t', ..] | [0xC2, 0xA0, ..]);
        if !apart || name.len() > 120 || !is_name(name) {
            return None;
        }
        let value = value.strip_prefix(' ').unwrap_or(value);
        let (name, value) = (letter::trimmed(name), letter::trimmed(value));
        Some(Self { name, value, bold: false, colon: true })
    }

    /// True when nothing of weight follows on the line.
    pub fn is_whole(&self) -> bool {
        self.value.is_empty()
    }
}

/// Whether so few bytes are no line, sentence, list or code, and no more than seven words.
fn is_name(name: &str) -> bool {
    match name.bytes().map(|byte| WEIGHTS[usize::from(byte)]).sum() {
        0..7 => true,
        7..PARTS => name.split_whitespace().nth(7).is_none(),
        PARTS.. => false,
    }
}

/// What a name has none of.
const PARTS: u16 = 0x100;

/// White space may start with a byte, or it parts words.
static WEIGHTS: [u16; 256] = {
    let mut weights = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        weights[byte] = match byte {
            0x0A | 0x2C | 0x2E | 0x60 => PARTS,
            0..=0x20 | 0xC2 | 0xE1..=0xE3 => 1,
            _ => 0,
        };
        byte += 1;
    }
    weights
};

/// Nothing, an emoji, or a remark in brackets.
fn is_trifle(rest: &str) -> bool {
    let rest = letter::trimmed(rest.trim_end_matches(':'));
    let bracketed = rest.starts_with('(') && rest.ends_with(')') && rest.len() < 60;
    bracketed || !letter::any_alphanumeric(rest)
}

#[cfg(test)]
mod tests {
    use super::{Label, Outline};
    use crate::plan::rows::Rows;

    #[track_caller]
    fn check(markdown: &str, expected: Option<(&str, &str)>) {
        let outline = Outline::of(markdown, &Rows::of(markdown));
        let base = outline.blocks[0].words.start;
        let label = Label::of(outline.text(0), outline.marks_of(0), base);
        assert_eq!(label.map(|label| (label.name, label.value)), expected, "{markdown}");
    }

    #[test]
    fn labels() {
        check("**Rollback:** go back, restart", Some(("Rollback", "go back, restart")));
        check("**Rollback**: go back", Some(("Rollback", "go back")));
        check("- **Критерии перехода:**", Some(("Критерии перехода", "")));
        check("Owner: Ann", Some(("Owner", "Ann")));
        check("**T-15 min** (site down):", Some(("T-15 min", "")));
        check("**Freeze.** Stop writing", None);
        check("See https://a.example", None);
        check("At 02:00 we start", None);
    }

    #[test]
    fn bold_lines() {
        let bold = |markdown: &str| {
            let mut outline = Outline::of(markdown, &Rows::of(markdown));
            outline.find_labels();
            outline.bold_line(0).is_some()
        };
        assert!(bold("**1.1 Проверка готовности**"));
        assert!(!bold("**Note** that this is prose"));
    }
}
