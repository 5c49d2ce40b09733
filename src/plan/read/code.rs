//! Code and raw HTML: what belongs to a step, what is one, and what is only shown.

use super::command::is_shell;
use super::glance::signs_of;
use super::make::{Reader, Spot, Words};
use super::outline::Shape;
use super::place::Walk;
use super::topic::Topic;
use crate::plan::letter;
use crate::plan::{AsideKind, Command, ItemIx, Kind, Rule};

impl Reader<'_> {
    /// Code at the top: it belongs to the step before it, or is one.
    pub fn fence(&mut self, blocks: &[usize], walk: &mut Walk) {
        let block = blocks[0];
        let Shape::Fence { lang, .. } = &self.outline.blocks[block].shape else { return };
        let shell = is_shell(lang, self.outline.text(block));
        if let Some(titled) = walk.titled {
            return self.attach(block, titled);
        }
        if let Some(last) = walk.last {
            let own = &self.plan.items[last.index()];
            let near = own.line_end + 3 >= self.outline.blocks[block].line;
            let takes = own.text.ends_with(':')
                || own.rule == Rule::Ordered
                || !own.commands.is_empty()
                || own.kind != Kind::Note;
            if near && takes {
                return self.attach(block, last);
            }
        }
        let text = self.outline.text(block);
        let title = text.lines().find(|line| !line.trim().is_empty()).unwrap_or(lang).trim();
        let title = title.trim_start_matches(['#', '/', '-', ' ']);
        let stands = shell && !self.here.boxed && !walk.used;
        let kind = match walk.under.topic {
            Topic::Do | Topic::Steps | Topic::Verify if stands && !self.uses_boxes => Kind::Step,
            Topic::Back if stands => Kind::Rollback,
            _ => Kind::Note,
        };
        let rule = if shell { Rule::Commands } else { Rule::Exhibit };
        let named = if title.is_empty() { lang } else { title };
        let signs = signs_of(named);
        let words = Words { text: named, marks: &[], signs, base: 0, ..self.words(block) };
        let item = self.item(words, kind, rule, Spot::default());
        self.plan.items[item.index()].thresholds.clear();
        self.attach(block, item);
    }

    /// Adds a block of code to an item.
    pub fn attach(&mut self, block: usize, item: ItemIx) {
        let own = &self.outline.blocks[block];
        let Shape::Fence { lang, indented } = &own.shape else { return };
        let text = self.outline.text(block);
        let lang = lang.split([' ', ',', '{']).next().filter(|lang| !lang.is_empty());
        let line = own.line + u32::from(!indented);
        self.prober.commands(text, line);
        let command = Command {
            lang: lang.map(Into::into),
            text: self.quote(text.trim_end_matches('\n')),
            line: own.line,
            line_end: own.line_end,
        };
        self.at(item).commands.push(command);
    }

    /// Raw HTML: its words as text, its comments as what is not content.
    pub fn html(&mut self, block: usize, spot: Spot) {
        let words = self.words(block);
        let told = visible(words.text);
        if told.chars().any(letter::is_alphanumeric) {
            let words = Words { text: &told, marks: &[], signs: signs_of(&told), base: 0, ..words };
            self.item(words, Kind::Note, Rule::Prose, spot);
        } else {
            self.aside(AsideKind::Comment, words.line, words.line_end);
        }
    }
}

/// HTML without its tags and comments; tags that nobody knows stay as they are.
fn visible(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let end = if tag.starts_with("<!--") {
            tag.find("-->").map(|end| end + 3)
        } else {
            tag.find('>').map(|end| end + 1)
        };
        let end = end.unwrap_or(tag.len());
        let name: String = tag[1..]
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if !tag.starts_with("<!--") && !super::outline::is_known_tag(&name) {
            out.push_str(&tag[..end]);
        }
        rest = &tag[end..];
    }
    out.push_str(rest);
    out.trim().to_owned()
}
