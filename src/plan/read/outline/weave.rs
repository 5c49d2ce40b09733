//! Events, one by one, become blocks.

#![expect(clippy::match_same_arms, reason = "one arm a case of the grammar, in its order")]

use super::{Block, Cell, DEEPEST, Mark, MarkKind, Outline, Shape, is_known_tag};
use crate::plan::read::glance::signs_of;
use crate::plan::read::signs::Signs;
use crate::plan::rows::Rows;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

/// Puts events into blocks.
pub(super) struct Weaver<'a, 'r> {
    pub outline: Outline<'a>,
    /// All words so far.
    pub words: String,
    rows: &'r Rows<'r>,
    /// Open list items, by block.
    open_items: Vec<usize>,
    /// Open lists: their group and the next number of an ordered one.
    lists: Vec<(u32, Option<u64>)>,
    groups: u32,
    /// The leaf that takes words now.
    leaf: Option<usize>,
    /// Starts of open strong and link stretches.
    open_marks: Vec<(MarkKind, usize)>,
    cell: Option<(usize, usize)>,
    first_cell: usize,
    /// Where the last rule ends.
    ruled: usize,
    /// The line that was asked about last, counted from 0.
    row: usize,
    /// An offset and its column.
    column_at: (usize, usize),
}

impl<'a, 'r> Weaver<'a, 'r> {
    pub fn new(source: &'a str, rows: &'r Rows<'r>) -> Self {
        let outline = Outline {
            source,
            blocks: Vec::with_capacity(source.len() / 48),
            words: Arc::default(),
            marks: Vec::with_capacity(source.len() / 64),
            cells: Vec::with_capacity(source.len() / 96),
            links: Vec::new(),
            definitions: Vec::new(),
        };
        Self {
            outline,
            words: String::with_capacity(source.len()),
            rows,
            open_items: Vec::new(),
            lists: Vec::new(),
            groups: 0,
            leaf: None,
            open_marks: Vec::new(),
            cell: None,
            first_cell: 0,
            ruled: 0,
            row: 0,
            column_at: (0, 1),
        }
    }

    /// Takes the words of the front matter, and tells where it ends.
    pub fn front_matter(&mut self, words: Range<usize>) -> usize {
        let source = self.outline.source;
        let closing = source[words.end..].split_inclusive('\n').next().unwrap_or_default();
        let end = words.end + closing.len();
        self.open(Shape::FrontMatter, 0..end);
        self.say(&source[words.clone()], &words);
        self.finish_leaf();
        let last = self.line_of(words.end);
        if let Some(block) = self.outline.blocks.last_mut() {
            block.line_end = last;
        }
        end
    }

    #[inline]
    pub fn take(&mut self, event: Event<'a>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.say(&text, &at),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let from = self.here(&at);
                self.words.push_str(&text);
                self.mark(MarkKind::Code, from);
            }
            Event::Html(text) => self.say(&text, &at),
            Event::InlineHtml(tag) => self.inline_html(&tag, &at),
            Event::FootnoteReference(name) => self.say(&name, &at),
            Event::SoftBreak | Event::HardBreak => {
                let from = self.here(&at);
                self.words.push('\n');
                self.mark(MarkKind::Break(at.end), from);
            }
            Event::Rule => {
                self.finish_leaf();
                self.ruled = at.end;
            }
            Event::TaskListMarker(ticked) => self.tick(ticked),
        }
    }

    #[inline]
    fn start(&mut self, tag: Tag<'a>, at: Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(at),
            Tag::Heading { .. } if self.stands_between_rules(&at) => self.open(Shape::Para, at),
            Tag::Heading { level, .. } => self.open(Shape::Heading(level_of(level)), at),
            Tag::BlockQuote(_) => {
                self.finish_leaf();
            }
            Tag::CodeBlock(kind) => {
                let (lang, indented) = match kind {
                    CodeBlockKind::Fenced(info) => (info, false),
                    CodeBlockKind::Indented => (CowStr::Borrowed(""), true),
                };
                self.open(Shape::Fence { lang, indented }, at);
            }
            Tag::HtmlBlock => self.open(Shape::Html, at),
            Tag::List(number) => {
                self.finish_leaf();
                self.groups += 1;
                self.lists.push((self.groups, number));
            }
            Tag::Item => self.item(at),
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => self.finish_leaf(),
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
                self.cell = Some((self.words.len(), self.outline.marks.len()));
            }
            Tag::Strong => self.open_marks.push((MarkKind::Strong, self.words.len())),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.here(&at);
                let number = self.outline.links.len();
                let line = self.line_of(at.start);
                self.outline.links.push((dest_url, line));
                self.open_marks.push((MarkKind::Link(number), self.words.len()));
            }
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
        }
    }

    #[inline]
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.finish_leaf(),
            TagEnd::HtmlBlock => self.finish_html(),
            TagEnd::BlockQuote(_) => {
                self.finish_leaf();
            }
            TagEnd::List(_) => {
                self.finish_leaf();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.finish_leaf();
                if let Some(item) = self.open_items.pop() {
                    let all = self.outline.blocks.len();
                    let block = &mut self.outline.blocks[item];
                    // What is deeper still stands beside it, so it holds nothing.
                    if usize::from(block.depth) < DEEPEST {
                        block.end = all;
                    }
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
            | TagEnd::MetadataBlock(_)
            | TagEnd::Table => self.finish_leaf(),
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
        }
    }

    /// Words right below a rule, with another one right below them: that makes a heading of them in
    /// Markdown alone.
    fn stands_between_rules(&self, at: &Range<usize>) -> bool {
        let between = self.outline.source.get(self.ruled..at.start);
        self.ruled > 0
            && between.is_some_and(|between| between.is_empty() || between == "\n")
            && self.outline.source[at.clone()].trim_end().ends_with("---")
            && !self.outline.source[at.clone()].starts_with('#')
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
        // An item behind tabs is said to start on the line before.
        let own = &self.outline.source[at.clone()];
        let indented = own.starts_with(char::is_whitespace);
        let start = if indented { at.end - own.trim_start().len() } else { at.start };
        self.open(Shape::Item { number, task: None }, start..at.end.max(start));
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
        let words = self.words.len();
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
            column: 1,
            words: words..words,
            marks: marks..marks,
            signs: Signs::default(),
            label: None,
        });
    }

    /// Closes the words of the leaf in hand, if there is one.
    #[inline]
    pub fn finish_leaf(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            self.finish(leaf);
        }
    }

    fn finish(&mut self, leaf: usize) {
        self.open_marks.clear();
        let block = &mut self.outline.blocks[leaf];
        if block.words.is_empty() {
            block.words.end = self.words.len();
            block.marks.end = self.outline.marks.len();
            if !matches!(
                block.shape,
                Shape::Fence { .. } | Shape::TableHead { .. } | Shape::TableRow { .. }
            ) {
                block.signs = signs_of(&self.words[block.words.clone()]);
            }
        }
        let said = block.said;
        block.line_end = block.line;
        // Most stand on the line in hand.
        let line = self.rows.at(self.row);
        if block.at.start < line.start || block.at.end > line.end {
            let own = self.outline.source.as_bytes()[block.at.clone()].trim_ascii_end();
            block.line_end = number_of(self.rows.row_of(block.at.start + own.len(), self.row));
        }
        if matches!(block.shape, Shape::Fence { .. }) {
            let all = self.outline.source[block.at.end..].lines().next().unwrap_or_default();
            let closes = all.trim_start_matches([' ', '\t', '>']);
            if closes.starts_with("```") || closes.starts_with("~~~") {
                block.line_end += 1;
            }
        }
        let column = self.column_of(said);
        self.outline.blocks[leaf].column = column;
    }

    /// What folds under a summary has it for a title: a bold line by other means.
    fn finish_html(&mut self) {
        if let Some(leaf) = self.leaf {
            let from = self.outline.blocks[leaf].words.start;
            if let Some(title) = summary_of(&self.words[from..]) {
                self.words.truncate(from);
                self.words.push_str(&title);
                self.mark(MarkKind::Strong, from);
                self.outline.blocks[leaf].shape = Shape::Para;
            }
        }
        self.finish_leaf();
    }

    /// Takes plain words into the leaf, opening one where a list item continues after a child.
    fn say(&mut self, text: &str, at: &Range<usize>) {
        self.here(at);
        self.words.push_str(text);
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
        self.words.len()
    }

    fn mark(&mut self, kind: MarkKind, from: usize) {
        let to = self.words.len();
        self.outline.marks.push(Mark { kind, words: from..to });
    }

    /// Known tags are markup and say nothing; unknown ones are someone's placeholder.
    fn inline_html(&mut self, tag: &str, at: &Range<usize>) {
        let from = self.here(at);
        match html_name(tag) {
            Some(name) if name.eq_ignore_ascii_case("br") => {
                self.words.push(' ');
            }
            Some(name) if is_known_tag(name) => {}
            Some(_) => {
                self.words.push_str(tag);
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
            words: words..self.words.len(),
            marks: marks..self.outline.marks.len(),
            signs: signs_of(&self.words[words..]),
        });
        self.words.push('\t');
    }

    fn finish_row(&mut self, head: bool) {
        let cells = self.first_cell..self.outline.cells.len();
        let signs = |signs: Signs, cell: &Cell| signs.with(cell.signs);
        let signs = self.outline.cells[cells.clone()].iter().fold(Signs::NONE, signs);
        if let Some(row) = self.leaf.map(|leaf| &mut self.outline.blocks[leaf]) {
            row.shape = if head { Shape::TableHead { cells } } else { Shape::TableRow { cells } };
            row.at.end = row.at.start;
            row.signs = signs;
        }
        self.finish_leaf();
    }

    /// The column of an offset, counted on from the last one where that is on the same line.
    fn column_of(&mut self, offset: usize) -> u32 {
        // Most stand on the line in hand.
        let line = self.rows.at(self.row);
        let start = if line.start <= offset && offset <= line.end {
            line.start
        } else {
            self.line_of(offset);
            self.rows.at(self.row).start
        };
        let (at, column) = self.column_at;
        let known = start <= at && at <= offset;
        let (from, column) = if known { (at, column) } else { (start, 1) };
        let between = &self.outline.source.as_bytes()[from..offset];
        let column = if between.is_ascii() {
            column + between.len()
        } else {
            column + between.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
        };
        self.column_at = (offset, column);
        u32::try_from(column).unwrap_or(1)
    }

    /// The line of an offset; offsets mostly grow, so it mostly is the one in hand or the next.
    fn line_of(&mut self, offset: usize) -> u32 {
        self.row = self.rows.row_of(offset, self.row);
        number_of(self.row)
    }
}

/// The number of a line that is counted from 0.
fn number_of(row: usize) -> u32 {
    u32::try_from(row + 1).unwrap_or(u32::MAX)
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The words of `<details><summary>…</summary>`, if nothing else stands beside them.
fn summary_of(html: &str) -> Option<String> {
    let (before, rest) = html.split_once("<summary>")?;
    let (title, after) = rest.split_once("</summary>")?;
    let bare = |html: &str| -> String {
        let mut out = String::new();
        for part in html.split('<').enumerate() {
            match part {
                (0, words) => out.push_str(words),
                (_, tag) => out.push_str(tag.split_once('>').map_or("", |(_, words)| words)),
            }
        }
        out
    };
    let title = bare(title).trim().to_owned();
    let alone = bare(before).trim().is_empty() && bare(after).trim().is_empty();
    (alone && !title.is_empty() && !title.contains('\n')).then_some(title)
}

/// The name in `<name …>` or `</name>`; none for comments and declarations.
fn html_name(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix('<')?.trim_start_matches('/');
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    (end > 0).then(|| &inner[..end])
}
