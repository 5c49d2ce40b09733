//! A report before it is Markdown: headings, lines, tables, each holding plain words.
//!
//! Every word of a plan or of a person goes through here as plain text, and only this writer knows
//! signs of Markdown. So no text can become a heading, a tick or a row of its own.

use super::escape::{Side, fence, markdown};

/// A whole report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doc {
    /// Its parts in order.
    pub blocks: Vec<Block>,
}

/// One part of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of this level.
    Heading(u8, String),
    /// A paragraph.
    Para(Line),
    /// A paragraph set apart.
    Quote(Line),
    /// Lines of a list.
    List(Vec<Entry>),
    /// A table: its head and its rows.
    Table(Vec<String>, Vec<Vec<Line>>),
    /// A chart that GitHub and GitLab draw.
    Chart(String),
}

/// A line of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// A box, ticked or not; none for a plain line.
    pub ticked: Option<bool>,
    /// What it says.
    pub line: Line,
    /// Lines below it.
    pub below: Vec<Line>,
}

/// Words in one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Text(String),
    /// Words in bold.
    Strong(String),
    /// Digits and letters of a machine.
    Code(String),
    /// An address that a person gave as proof, to be followed.
    Link(String),
}

impl Line {
    /// A line of plain words.
    pub fn text(text: impl Into<String>) -> Self {
        Self(vec![Span::Text(text.into())])
    }

    /// A line that opens with words in bold.
    pub fn strong(strong: impl Into<String>) -> Self {
        Self(vec![Span::Strong(strong.into())])
    }

    /// With more plain words.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Text(text.into()));
        self
    }

    /// With one more piece.
    #[must_use]
    pub fn with(mut self, span: Span) -> Self {
        self.0.push(span);
        self
    }
}

impl From<Line> for Entry {
    fn from(line: Line) -> Self {
        Self { line, ..Self::default() }
    }
}

impl Doc {
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds a paragraph.
    pub fn para(&mut self, line: Line) {
        self.blocks.push(Block::Para(line));
    }

    /// Adds a list, if it holds anything.
    pub fn list(&mut self, entries: Vec<Entry>) {
        if !entries.is_empty() {
            self.blocks.push(Block::List(entries));
        }
    }

    /// Adds a table, if it has rows.
    pub fn table<const N: usize>(&mut self, head: [&str; N], rows: Vec<Vec<Line>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table(head.map(str::to_owned).to_vec(), rows));
        }
    }

    /// The report as Markdown, with a line end behind its last line.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            if !out.is_empty() {
                out.push('\n');
            }
            block.write(&mut out);
        }
        out
    }
}

impl Block {
    fn write(&self, out: &mut String) {
        match self {
            Self::Heading(level, text) => {
                out.extend(std::iter::repeat_n('#', usize::from(*level)));
                out.push(' ');
                markdown(out, text, Side::Start);
                out.push('\n');
            }
            Self::Para(line) => {
                line.write(out);
                out.push('\n');
            }
            Self::Quote(line) => {
                out.push_str("> ");
                line.write(out);
                out.push('\n');
            }
            Self::List(entries) => entries.iter().for_each(|entry| entry.write(out)),
            Self::Table(head, rows) => table(out, head, rows),
            Self::Chart(chart) => {
                let fence = fence(chart);
                // Three backticks are what the forges look for.
                let fence = &fence[1..];
                for part in [fence, "mermaid\n", chart.as_str(), fence, "\n"] {
                    out.push_str(part);
                }
            }
        }
    }
}

impl Entry {
    fn write(&self, out: &mut String) {
        out.push_str(match self.ticked {
            Some(true) => "- [x] ",
            Some(false) => "- [ ] ",
            None => "- ",
        });
        self.line.write(out);
        out.push('\n');
        for line in &self.below {
            out.push_str("  - ");
            line.write(out);
            out.push('\n');
        }
    }
}

fn table(out: &mut String, head: &[String], rows: &[Vec<Line>]) {
    for title in head {
        out.push_str("| ");
        markdown(out, title, Side::Start);
        out.push(' ');
    }
    out.push_str("|\n");
    for _ in head {
        out.push_str("| --- ");
    }
    out.push_str("|\n");
    for row in rows {
        for line in row {
            out.push_str("| ");
            line.write(out);
            out.push(' ');
        }
        out.push_str("|\n");
    }
}

impl Line {
    fn write(&self, out: &mut String) {
        let mut side = Side::Start;
        for span in &self.0 {
            let before = out.len();
            span.write(out, side);
            if out.len() > before {
                side = Side::Within;
            }
        }
    }
}

impl Span {
    fn write(&self, out: &mut String, side: Side) {
        match self {
            // A piece keeps the space by which it stands apart from the one before.
            Self::Text(text) => {
                if side == Side::Within && text.starts_with(' ') {
                    out.push(' ');
                }
                markdown(out, text, side);
                if text.len() > 1 && text.ends_with(' ') {
                    out.push(' ');
                }
            }
            Self::Strong(text) if text.trim().is_empty() => {}
            Self::Strong(text) => {
                out.push_str("**");
                markdown(out, text, Side::Within);
                out.push_str("**");
            }
            Self::Code(text) if is_plain(text) => {
                out.push('`');
                out.push_str(text);
                out.push('`');
            }
            Self::Code(text) => markdown(out, text, side),
            Self::Link(address) if is_address(address) => {
                out.push('<');
                out.push_str(address);
                out.push('>');
            }
            Self::Link(address) => markdown(out, address, side),
        }
    }
}

/// What a machine writes: it needs no escapes.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// An address that can be followed as it stands and that shows where it leads.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/?=&%#+:,~".contains(&byte);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && text.bytes().all(fits)
}
