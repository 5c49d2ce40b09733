//! The addresses that a plan names: its links and pictures.

use super::outline::{MarkKind, Outline};
use crate::plan::{Link, Quote};

/// Every link and picture, by its line.
pub(super) fn links(outline: &Outline<'_>) -> Vec<Link> {
    let mut found = Vec::with_capacity(outline.links.len());
    let marks = if outline.links.is_empty() { &[][..] } else { &outline.marks };
    for mark in marks {
        let MarkKind::Link(number) = mark.kind else { continue };
        let words = Quote::at(&outline.words, mark.words.clone());
        let words = if words.contains('\n') { words.replace('\n', " ").into() } else { words };
        let (to, line) = &outline.links[number];
        found.push(Link { line: *line, words, to: (**to).into() });
    }
    found.sort_by_key(|link| link.line);
    found
}

#[cfg(test)]
mod tests {
    use crate::plan::{Link, read};

    #[test]
    fn links_and_pictures_are_found_on_their_lines() {
        let link = |line, words: &str, to: &str| Link { line, words: words.into(), to: to.into() };
        let text = "# P\n\n- [ ] See [the `dump`](dump.md)\n- [ ] [x][1] ![plan](a.png)\n\n\
                    | a |\n|---|\n| b [over\\|c](d) |\n\nTwo\nlines, [and\nmore](e)\n\n[1]: b.md#c\n";
        let expected = [
            link(3, "the dump", "dump.md"),
            link(4, "x", "b.md#c"),
            link(4, "plan", "a.png"),
            link(8, "over|c", "d"),
            link(11, "and more", "e"),
        ];
        assert_eq!(read(text).0.links, expected);
        assert_eq!(read("- [ ] no (links) [here]\n").0.links, []);
    }
}
