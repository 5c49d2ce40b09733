//! Markdown events to a flat outline: headings, paragraphs, list items, table rows, fences.
//!
//! One pass, no recursion. All words go into one arena; a block holds a range of it. What stands
//! inside a list item names that item as its parent. Nothing is judged here.

mod weave;

use super::signs::Signs;
use crate::plan::letter;
use crate::plan::rows::Rows;
use pulldown_cmark::{CowStr, Options, Parser};
use std::ops::Range;
use std::sync::Arc;
use weave::Weaver;

/// Items nested deeper than this stand at this depth.
const DEEPEST: usize = 32;

/// The whole document as blocks in source order.
pub(super) struct Outline<'a> {
    pub source: &'a str,
    pub blocks: Vec<Block<'a>>,
    pub words: Arc<String>,
    pub marks: Vec<Mark>,
    pub cells: Vec<Cell>,
    /// Addresses and their lines.
    pub links: Vec<(CowStr<'a>, u32)>,
    /// `[name]: address` lines, which make no event.
    pub definitions: Vec<Range<usize>>,
}

/// One leaf of the document, or a list item with its first words.
pub(super) struct Block<'a> {
    pub shape: Shape<'a>,
    /// The list item that holds it.
    pub parent: Option<usize>,
    /// How many list items hold it.
    pub depth: u16,
    /// Which list or table it belongs to; 0 for none.
    pub group: u32,
    /// One past its last descendant.
    pub end: usize,
    /// Where it stands in the source: its own words only.
    pub at: Range<usize>,
    /// Where its first word stands in the source.
    said: usize,
    /// The column of its first word, from 1, in characters.
    pub column: u32,
    pub line: u32,
    pub line_end: u32,
    pub words: Range<usize>,
    pub marks: Range<usize>,
    /// What its words hold.
    pub signs: Signs,
    /// The label that its words start with.
    pub label: Option<LabelAt>,
}

/// Where a label and its value stand in the words of the outline.
pub(super) struct LabelAt {
    pub name: Range<usize>,
    pub value: Range<usize>,
    pub bold: bool,
    pub colon: bool,
}

/// What a block is in Markdown's own terms.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape<'a> {
    Heading(u8),
    Para,
    Item { number: Option<u64>, task: Option<bool> },
    TableHead { cells: Range<usize> },
    TableRow { cells: Range<usize> },
    Fence { lang: CowStr<'a>, indented: bool },
    Html,
    FrontMatter,
}

/// A stretch of words that is set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub kind: MarkKind,
    pub words: Range<usize>,
}

/// How it is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Strong,
    Code,
    /// The number of its address in `Outline::links`.
    Link(usize),
    /// A line break; the source offset behind it.
    Break(usize),
}

/// A cell of a table.
pub(super) struct Cell {
    pub words: Range<usize>,
    pub marks: Range<usize>,
    pub signs: Signs,
}

impl<'a> Outline<'a> {
    /// Reads the events of a document.
    pub fn of(source: &'a str, rows: &Rows<'_>) -> Self {
        let mut weaver = Weaver::new(source, rows);
        let front = front_matter(source).map_or(0, |words| weaver.front_matter(words));
        let mut parser = Parser::new_ext(&source[front..], options()).into_offset_iter();
        for (event, at) in parser.by_ref() {
            weaver.take(event, at.start + front..at.end + front);
        }
        weaver.finish_leaf();
        let mut outline = weaver.outline;
        weaver.words.shrink_to_fit();
        outline.words = Arc::new(weaver.words);
        let shifted = |span: &Range<usize>| span.start + front..span.end + front;
        outline.definitions =
            parser.reference_definitions().iter().map(|(_, def)| shifted(&def.span)).collect();
        outline.definitions.sort_by_key(|span| span.start);
        outline
    }

    /// The words of a block.
    pub fn text(&self, block: usize) -> &str {
        &self.words[self.blocks[block].words.clone()]
    }

    /// The block behind this one and all that it holds.
    #[inline]
    pub fn next(&self, block: usize) -> usize {
        let own = &self.blocks[block];
        if usize::from(own.depth) >= DEEPEST { block + 1 } else { own.end }
    }

    /// One past the list that starts here.
    pub fn list_end(&self, start: usize, end: usize) -> usize {
        let (parent, group) = (self.blocks[start].parent, self.blocks[start].group);
        let mut block = start;
        while block < end {
            let own = &self.blocks[block];
            let capped = usize::from(own.depth) >= DEEPEST;
            let same = own.parent == parent && own.group == group;
            let listed = same && matches!(own.shape, Shape::Item { .. });
            let deeper = capped && own.parent == parent;
            if !listed && !deeper {
                break;
            }
            block = self.next(block);
        }
        block.max(start + 1)
    }

    /// One past the table that starts here.
    pub fn table_end(&self, start: usize, end: usize) -> usize {
        let group = self.blocks[start].group;
        (start + 1..end)
            .find(|block| {
                let own = &self.blocks[*block];
                own.group != group || !matches!(own.shape, Shape::TableRow { .. })
            })
            .unwrap_or(end)
    }

    /// What is set apart in a block.
    #[inline]
    pub fn marks_of(&self, block: usize) -> &[Mark] {
        &self.marks[self.blocks[block].marks.clone()]
    }
}

/// GitHub's dialect, less what rewrites words.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
}

/// The words between two lines of dashes at the very start, of which the first names something:
/// «title: …». Elsewhere, and over anything else, dashes are a rule between sections.
fn front_matter(source: &str) -> Option<Range<usize>> {
    let mut lines = source.split_inclusive('\n');
    let start = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let (name, value) = source[start..].lines().next()?.split_once(':')?;
    let plain = |c: char| letter::is_alphanumeric(c) || matches!(c, '_' | '-' | '.' | ' ');
    if !name.starts_with(letter::is_alphanumeric)
        || !name.chars().all(plain)
        || !(value.is_empty() || value.starts_with(char::is_whitespace))
    {
        return None;
    }
    let mut end = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(start..end);
        }
        if !tells_data(line) {
            return None;
        }
        end += line.len();
    }
    None
}

/// Whether a line may stand among data: a name and its value, an entry, what is indented, a remark.
/// A heading, a box, a sentence do not.
fn tells_data(line: &str) -> bool {
    match line.as_bytes() {
        [b' ' | b'\t' | b'\r' | b'\n' | b']' | b'}', ..] | [] => true,
        [b'#', second, ..] => *second != b'#',
        [b'-', ..] => !line.starts_with("- ["),
        _ => line.contains(':'),
    }
}

/// Tags that GitHub renders; anything else between angle brackets is a slot to fill.
pub(super) fn is_known_tag(name: &str) -> bool {
    const KNOWN: [&str; 40] = [
        "a",
        "abbr",
        "b",
        "big",
        "blockquote",
        "br",
        "center",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "td",
        "u",
        "ul",
    ];
    KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{Outline, Shape};
    use crate::plan::rows::Rows;

    fn outline(markdown: &str) -> Outline<'_> {
        Outline::of(markdown, &Rows::of(markdown))
    }

    #[test]
    fn lines_behind_tabs() {
        let outline = outline("- [ ] one\n\t- [ ] two\n\t\t- [x] three\n");
        let lines: Vec<u32> = outline.blocks.iter().map(|block| block.line).collect();
        assert_eq!(lines, [1, 2, 3]);
    }

    #[test]
    fn what_folds_has_a_title() {
        let outline = outline("<details>\n<summary>1. <b>Ship</b></summary>\n\n- go\n");
        assert_eq!(outline.blocks[0].shape, Shape::Para);
        assert_eq!(outline.text(0), "1. Ship");
    }

    #[test]
    fn front_matter_stands_at_the_start() {
        let shapes = |markdown: &str| -> Vec<Shape<'static>> {
            let outline = outline(markdown);
            outline
                .blocks
                .iter()
                .map(|block| match block.shape {
                    Shape::FrontMatter => Shape::FrontMatter,
                    Shape::Heading(level) => Shape::Heading(level),
                    _ => Shape::Para,
                })
                .collect()
        };
        let (front, head, para) = (Shape::FrontMatter, Shape::Heading(1), Shape::Para);
        let is = |markdown: &str, expected: &[&Shape<'static>]| {
            let told = shapes(markdown);
            assert_eq!(told.iter().collect::<Vec<_>>(), expected, "{markdown:?}");
        };
        is("---\ntitle: A\n---\n# A\n", &[&front, &head]);
        is("---\ntitle: A\ntags:\n  - b\n...\n# A\n", &[&front, &head]);
        is("---\ntitle: A\n", &[&para]);
        is("---\n# A\n---\n# B\n", &[&head, &head]);
        is("# A\n\n---\n# B\ntext\n\n---\n# C\n", &[&head, &head, &para, &head]);
        is("# A\n\n---\nBy: us\n---\n", &[&head, &para]);
        is("---\nBy: us\n\n## A\n\n---\n# B\n", &[&para, &Shape::Heading(2), &head]);
        is("---\nBy: us\n- [ ] go\n\n---\n", &[&para, &para]);
        let outline = outline("---\ntitle: A\n---\n\nText\n");
        assert_eq!(outline.text(0), "title: A\n");
        let lines: Vec<_> = outline.blocks.iter().map(|own| (own.line, own.line_end)).collect();
        assert_eq!(lines, [(1, 3), (5, 5)]);
    }
}
