//! The addresses that a plan names: links and pictures, with their words and lines. A page made of
//! the plan keeps them; the reader itself has no use for them.

use super::outline::options;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// An address in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The line it stands on, from 1.
    pub line: u32,
    /// What is written over it.
    pub words: String,
    /// Where it leads, as it is written.
    pub to: String,
}

/// Every link and picture of a text, in order.
pub fn links(text: &str) -> Vec<Link> {
    // Most plans have none, and looking for the letters is far quicker than reading.
    if memchr::memmem::find(text.as_bytes(), b"](").is_none() && !text.contains("]:") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Vec<Link> = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for (event, at) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                if at.start > counted {
                    let newlines = memchr::memchr_iter(b'\n', &text.as_bytes()[counted..at.start]);
                    line += u32::try_from(newlines.count()).unwrap_or(0);
                    counted = at.start;
                }
                open.push(Link { line, words: String::new(), to: dest_url.into_string() });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => found.extend(open.pop()),
            Event::Text(words) | Event::Code(words) => {
                for link in &mut open {
                    link.words.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                for link in &mut open {
                    link.words.push(' ');
                }
            }
            Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    found.sort_by_key(|link| link.line);
    found
}

#[cfg(test)]
mod tests {
    use super::{Link, links};

    #[test]
    fn links_and_pictures_are_found_on_their_lines() {
        let link = |line, words: &str, to: &str| Link { line, words: words.into(), to: to.into() };
        let text =
            "# P\n\n- [ ] See [the `dump`](dump.md)\n- [ ] [x][1] ![plan](a.png)\n\n[1]: b.md#c\n";
        let expected =
            [link(3, "the dump", "dump.md"), link(4, "x", "b.md#c"), link(4, "plan", "a.png")];
        assert_eq!(links(text), expected);
        assert_eq!(links("- [ ] no (links) [here]\n"), []);
    }
}
