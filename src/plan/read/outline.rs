//! Markdown events to a flat outline: headings, paragraphs, list items, table rows, fences.
//!
//! One pass, no recursion. All words go into one arena; a block holds a range of it. What stands
//! inside a list item names that item as its parent. Nothing is judged here.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Items nested deeper than this stand at this depth.
const DEEPEST: usize = 32;

/// The whole document as blocks in source order.
pub(super) struct Outline<'a> {
    pub source: &'a str,
    pub blocks: Vec<Block<'a>>,
    pub words: String,
    pub marks: Vec<Mark>,
    pub cells: Vec<Cell>,
    pub links: Vec<CowStr<'a>>,
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
    pub said: usize,
    pub line: u32,
    pub line_end: u32,
    pub words: Range<usize>,
    pub marks: Range<usize>,
    pub quoted: bool,
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
}

impl<'a> Outline<'a> {
    /// Reads the events of a document.
    pub fn of(source: &'a str) -> Self {
        let mut parser = Parser::new_ext(source, options()).into_offset_iter();
        let mut weaver = Weaver::new(source);
        for (event, at) in parser.by_ref() {
            weaver.take(event, at);
        }
        weaver.finish_leaf();
        let mut outline = weaver.outline;
        outline.definitions =
            parser.reference_definitions().iter().map(|(_, def)| def.span.clone()).collect();
        outline.definitions.sort_by_key(|span| span.start);
        outline
    }

    /// The words of a block.
    pub fn text(&self, block: usize) -> &str {
        &self.words[self.blocks[block].words.clone()]
    }

    /// The block behind this one and all that it holds.
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
            if !(same && matches!(own.shape, Shape::Item { .. }))
                && !(capped && own.parent == parent)
            {
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
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}

/// Puts events into blocks.
struct Weaver<'a> {
    outline: Outline<'a>,
    /// Open list items, by block.
    open_items: Vec<usize>,
    /// Open lists: their group and the next number of an ordered one.
    lists: Vec<(u32, Option<u64>)>,
    groups: u32,
    quotes: u32,
    /// The leaf that takes words now.
    leaf: Option<usize>,
    /// Starts of open strong and link stretches.
    open_marks: Vec<(MarkKind, usize)>,
    cell: Option<(usize, usize)>,
    first_cell: usize,
    line: u32,
    line_at: usize,
}

impl<'a> Weaver<'a> {
    fn new(source: &'a str) -> Self {
        let outline = Outline {
            source,
            blocks: Vec::with_capacity(source.len() / 48),
            words: String::with_capacity(source.len()),
            marks: Vec::with_capacity(source.len() / 64),
            cells: Vec::new(),
            links: Vec::new(),
            definitions: Vec::new(),
        };
        Self {
            outline,
            open_items: Vec::new(),
            lists: Vec::new(),
            groups: 0,
            quotes: 0,
            leaf: None,
            open_marks: Vec::new(),
            cell: None,
            first_cell: 0,
            line: 1,
            line_at: 0,
        }
    }

    fn take(&mut self, event: Event<'a>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.say(&text, &at),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let from = self.here(&at);
                self.outline.words.push_str(&text);
                self.mark(MarkKind::Code, from);
            }
            Event::Html(text) => self.say(&text, &at),
            Event::InlineHtml(tag) => self.inline_html(&tag, &at),
            Event::FootnoteReference(name) => self.say(&name, &at),
            Event::SoftBreak | Event::HardBreak => {
                let from = self.here(&at);
                self.outline.words.push('\n');
                self.mark(MarkKind::Break(at.end), from);
            }
            Event::Rule => self.finish_leaf(),
            Event::TaskListMarker(ticked) => self.tick(ticked),
        }
    }

    fn start(&mut self, tag: Tag<'a>, at: Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(at),
            Tag::Heading { level, .. } => self.open(Shape::Heading(number_of(level)), at),
            Tag::BlockQuote(_) => {
                self.finish_leaf();
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                let (lang, indented) = match kind {
                    CodeBlockKind::Fenced(info) => (info, false),
                    CodeBlockKind::Indented => (CowStr::Borrowed(""), true),
                };
                self.open(Shape::Fence { lang, indented }, at);
            }
            Tag::HtmlBlock => self.open(Shape::Html, at),
            Tag::MetadataBlock(_) => self.open(Shape::FrontMatter, at),
            Tag::List(number) => {
                self.finish_leaf();
                self.groups += 1;
                self.lists.push((self.groups, number));
            }
            Tag::Item => self.item(at),
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.finish_leaf(),
            Tag::Table(_) => {
                self.finish_leaf();
                self.groups += 1;
            }
            Tag::TableHead | Tag::TableRow => {
                let group = self.groups;
                self.open(Shape::TableRow { cells: 0..0 }, at);
                self.first_cell = self.outline.cells.len();
                if let Some(row) = self.outline.blocks.last_mut() {
                    row.group = group;
                }
            }
            Tag::TableCell => {
                self.cell = Some((self.outline.words.len(), self.outline.marks.len()));
            }
            Tag::Strong => self.open_marks.push((MarkKind::Strong, self.outline.words.len())),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.here(&at);
                let number = self.outline.links.len();
                self.outline.links.push(dest_url);
                self.open_marks.push((MarkKind::Link(number), self.outline.words.len()));
            }
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_) => self.finish_leaf(),
            TagEnd::BlockQuote(_) => {
                self.finish_leaf();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.finish_leaf();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.finish_leaf();
                if let Some(item) = self.open_items.pop() {
                    self.outline.blocks[item].end = self.outline.blocks.len();
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.finish_row(tag == TagEnd::TableHead),
            TagEnd::TableCell => self.finish_cell(),
            TagEnd::Strong | TagEnd::Link | TagEnd::Image => {
                if let Some((kind, from)) = self.open_marks.pop() {
                    self.mark(kind, from);
                }
            }
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table => self.finish_leaf(),
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
        }
    }

    /// A paragraph is the item's own words when the item has none yet.
    fn paragraph(&mut self, at: Range<usize>) {
        match self.open_items.last() {
            Some(&item) if self.wordless(item) => self.leaf = Some(item),
            _ => self.open(Shape::Para, at),
        }
    }

    fn item(&mut self, at: Range<usize>) {
        self.finish_leaf();
        let number = self.lists.last_mut().and_then(|(_, next)| {
            let number = *next;
            *next = number.map(|n| n + 1);
            number
        });
        self.open(Shape::Item { number, task: None }, at);
        let block = self.outline.blocks.len() - 1;
        self.open_items.push(block);
    }

    fn wordless(&self, item: usize) -> bool {
        item + 1 == self.outline.blocks.len() && self.outline.blocks[item].words.is_empty()
    }

    fn open(&mut self, shape: Shape<'a>, at: Range<usize>) {
        self.finish_leaf();
        let line = self.line_of(at.start);
        let depth = self.open_items.len().min(DEEPEST);
        let words = self.outline.words.len();
        let marks = self.outline.marks.len();
        self.leaf = Some(self.outline.blocks.len());
        self.outline.blocks.push(Block {
            shape,
            parent: depth.checked_sub(1).map(|n| self.open_items[n]),
            depth: u16::try_from(depth).unwrap_or(0),
            group: self.lists.last().map_or(0, |(group, _)| *group),
            end: self.outline.blocks.len() + 1,
            line,
            line_end: line,
            at: at.start..at.start,
            said: at.start,
            words: words..words,
            marks: marks..marks,
            quoted: self.quotes > 0,
        });
    }

    /// Closes the words of the leaf in hand.
    fn finish_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        self.open_marks.clear();
        let block = &mut self.outline.blocks[leaf];
        if block.words.is_empty() {
            block.words.end = self.outline.words.len();
            block.marks.end = self.outline.marks.len();
        }
        let own = &self.outline.source.as_bytes()[block.at.clone()];
        let breaks = memchr::memchr_iter(b'\n', own.trim_ascii_end()).count();
        block.line_end = block.line + u32::try_from(breaks).unwrap_or(0);
        if matches!(block.shape, Shape::Fence { .. } | Shape::FrontMatter) {
            let all = self.outline.source[block.at.end..].lines().next().unwrap_or_default();
            let closes = all.trim_start_matches([' ', '\t', '>']);
            if closes.starts_with("```") || closes.starts_with("~~~") || closes.starts_with("---") {
                block.line_end += 1;
            }
        }
    }

    /// Takes plain words into the leaf, opening one where a list item continues after a child.
    fn say(&mut self, text: &str, at: &Range<usize>) {
        self.here(at);
        self.outline.words.push_str(text);
    }

    /// Makes sure that a leaf takes words, widens it over `at`, and tells where words go.
    fn here(&mut self, at: &Range<usize>) -> usize {
        if self.leaf.is_none() {
            match self.open_items.last() {
                Some(&item) if self.wordless(item) => self.leaf = Some(item),
                _ => self.open(Shape::Para, at.clone()),
            }
        }
        if let Some(leaf) = self.leaf {
            let block = &mut self.outline.blocks[leaf];
            if block.at.is_empty() {
                block.said = at.start;
            }
            block.at.end = block.at.end.max(at.end);
        }
        self.outline.words.len()
    }

    fn mark(&mut self, kind: MarkKind, from: usize) {
        let to = self.outline.words.len();
        self.outline.marks.push(Mark { kind, words: from..to });
    }

    /// Known tags are markup and say nothing; unknown ones are someone's placeholder.
    fn inline_html(&mut self, tag: &str, at: &Range<usize>) {
        let from = self.here(at);
        match html_name(tag) {
            Some(name) if name.eq_ignore_ascii_case("br") => {
                self.outline.words.push(' ');
            }
            Some(name) if is_known_tag(name) => {}
            Some(_) => {
                self.outline.words.push_str(tag);
                self.mark(MarkKind::Code, from);
            }
            None => {}
        }
    }

    fn tick(&mut self, ticked: bool) {
        let Some(&item) = self.open_items.last() else { return };
        if let Shape::Item { task, .. } = &mut self.outline.blocks[item].shape {
            *task = Some(ticked);
        }
    }

    fn finish_cell(&mut self) {
        let Some((words, marks)) = self.cell.take() else { return };
        self.open_marks.clear();
        self.outline.cells.push(Cell {
            words: words..self.outline.words.len(),
            marks: marks..self.outline.marks.len(),
        });
        self.outline.words.push('\t');
    }

    fn finish_row(&mut self, head: bool) {
        let cells = self.first_cell..self.outline.cells.len();
        if let Some(row) = self.leaf.map(|leaf| &mut self.outline.blocks[leaf]) {
            row.shape = if head { Shape::TableHead { cells } } else { Shape::TableRow { cells } };
            row.at.end = row.at.start;
        }
        self.finish_leaf();
    }

    /// The line of an offset; offsets mostly grow, so this mostly looks at what is new.
    fn line_of(&mut self, offset: usize) -> u32 {
        let bytes = self.outline.source.as_bytes();
        if offset >= self.line_at {
            let breaks = memchr::memchr_iter(b'\n', &bytes[self.line_at..offset]).count();
            self.line += u32::try_from(breaks).unwrap_or(0);
        } else {
            let breaks = memchr::memchr_iter(b'\n', &bytes[offset..self.line_at]).count();
            self.line -= u32::try_from(breaks).unwrap_or(0);
        }
        self.line_at = offset;
        self.line
    }
}

fn number_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The name in `<name …>` or `</name>`; none for comments and declarations.
fn html_name(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix('<')?.trim_start_matches('/');
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    (end > 0).then(|| &inner[..end])
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
