//! A report as two parsers see it: its headings, lines and cells as plain text, and whatever else
//! there is that no report may have.

use comrak::nodes::{AstNode, NodeValue};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A piece of a report: what it is, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// `h1`…, `p`, `li`, `th`, `td`, `pre`, or what should not be there.
    pub kind: String,
    /// What a reader sees, without the invisible joiners.
    pub text: String,
}

fn shown(text: &str) -> String {
    text.replace('\u{2060}', "").trim().to_owned()
}

/// All that a forge may have switched on.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
}

/// As pulldown-cmark sees it.
pub fn by_pulldown(markdown: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Vec<(String, String)> = Vec::new();
    let mut head = false;
    for event in Parser::new_ext(markdown, extensions()) {
        match event {
            Event::Start(Tag::TableHead) => head = true,
            Event::End(TagEnd::TableHead) => head = false,
            Event::Start(tag) => {
                let kind = match tag {
                    Tag::Heading { level, .. } => format!("h{}", level as u8),
                    Tag::Paragraph => "p".into(),
                    Tag::Item => "li".into(),
                    Tag::TableCell if head => "th".into(),
                    Tag::TableCell => "td".into(),
                    Tag::CodeBlock(_) => "pre".into(),
                    Tag::HtmlBlock => "html".into(),
                    Tag::Strong
                    | Tag::List(None)
                    | Tag::Table(_)
                    | Tag::TableRow
                    | Tag::BlockQuote(None) => continue,
                    Tag::Link { dest_url, .. } => format!("link {dest_url}"),
                    other => format!("{other:?}"),
                };
                open.push((kind, String::new()));
            }
            Event::End(tag) => {
                let closes = !matches!(
                    tag,
                    TagEnd::Strong
                        | TagEnd::List(_)
                        | TagEnd::Table
                        | TagEnd::TableRow
                        | TagEnd::BlockQuote(_)
                );
                if let Some((kind, text)) = open.pop_if(|_| closes) {
                    if kind.starts_with("link ")
                        && let Some((_, outer)) = open.last_mut()
                    {
                        outer.push_str(&text);
                    }
                    pieces.push(Piece { kind, text: shown(&text) });
                }
            }
            Event::Text(text) | Event::Code(text) => add(&mut open, &mut pieces, &text),
            Event::SoftBreak | Event::HardBreak => add(&mut open, &mut pieces, "\n"),
            Event::InlineHtml(html) if &*html == "<span>" || &*html == "</span>" => {}
            Event::Html(html) => add(&mut open, &mut pieces, &html),
            Event::TaskListMarker(ticked) => {
                pieces.push(Piece { kind: "box".into(), text: ticked.to_string() });
            }
            other => pieces.push(Piece { kind: format!("{other:?}"), text: String::new() }),
        }
    }
    tidy(pieces)
}

fn add(open: &mut [(String, String)], pieces: &mut Vec<Piece>, text: &str) {
    match open.last_mut() {
        Some((_, words)) => words.push_str(text),
        None => pieces.push(Piece { kind: "loose".into(), text: text.into() }),
    }
}

/// As comrak sees it, with every extension of GitHub's that it knows.
pub fn by_comrak(markdown: &str) -> Vec<Piece> {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.tasklist = true;
    extension.strikethrough = true;
    extension.autolink = true;
    extension.footnotes = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.alerts = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, markdown, &options);
    let mut pieces = Vec::new();
    walk(root, &mut pieces);
    tidy(pieces)
}

fn walk<'a>(node: &'a AstNode<'a>, pieces: &mut Vec<Piece>) {
    let value = node.data.borrow().value.clone();
    match value {
        NodeValue::Heading(heading) => {
            let text = inline(node, pieces);
            push(pieces, format!("h{}", heading.level), &text);
        }
        NodeValue::Paragraph => {
            let text = inline(node, pieces);
            push(pieces, "p".into(), &text);
        }
        NodeValue::TableRow(is_head) => {
            for cell in node.children() {
                let text = inline(cell, pieces);
                let kind = if is_head { "th" } else { "td" };
                push(pieces, kind.into(), &text);
            }
        }
        NodeValue::CodeBlock(block) => push(pieces, "pre".into(), &block.literal),
        NodeValue::HtmlBlock(block) => push(pieces, "html".into(), &block.literal),
        NodeValue::TaskItem(symbol) => {
            push(pieces, "box".into(), if symbol.symbol.is_some() { "true" } else { "false" });
            node.children().for_each(|child| walk(child, pieces));
        }
        NodeValue::Document
        | NodeValue::BlockQuote
        | NodeValue::List(_)
        | NodeValue::Item(_)
        | NodeValue::Table(_) => node.children().for_each(|child| walk(child, pieces)),
        other => push(pieces, format!("{other:?}"), ""),
    }
}

fn push(pieces: &mut Vec<Piece>, kind: String, text: &str) {
    pieces.push(Piece { kind, text: shown(text) });
}

fn inline<'a>(node: &'a AstNode<'a>, pieces: &mut Vec<Piece>) -> String {
    let mut text = String::new();
    for child in node.children() {
        let value = child.data.borrow().value.clone();
        match value {
            NodeValue::Text(words) => text.push_str(&words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push('\n'),
            NodeValue::HtmlInline(html) if html == "<span>" || html == "</span>" => {}
            NodeValue::Strong | NodeValue::Escaped => text.push_str(&inline(child, pieces)),
            NodeValue::Link(link) => {
                let words = inline(child, pieces);
                pieces.push(Piece { kind: format!("link {}", link.url), text: shown(&words) });
                text.push_str(&words);
            }
            other => pieces.push(Piece { kind: format!("{other:?}"), text: String::new() }),
        }
    }
    text
}

/// Empty wrappers differ between parsers and say nothing.
fn tidy(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_kept = |piece: &Piece| !piece.text.is_empty() || !matches!(&*piece.kind, "p" | "li");
    pieces.into_iter().filter(is_kept).collect()
}
