//! Merge conflicts that nobody resolved. Both sides are read; the markers become blank lines.

use crate::plan::{Aside, AsideKind, Fault, FaultKind, Place};
use std::borrow::Cow;

/// The source without conflict markers, byte for byte as long, and what they said.
pub(super) fn settle(source: &str) -> (Cow<'_, str>, Vec<Fault>, Vec<Aside>) {
    let bytes = source.as_bytes();
    let marked = source.starts_with("<<<<<<< ")
        || memchr::memchr2_iter(b'<', b'>', bytes).any(|at| {
            bytes[..at].ends_with(b"\n")
                && (bytes[at..].starts_with(b"<<<<<<< ") || bytes[at..].starts_with(b">>>>>>> "))
        });
    if !marked {
        return (Cow::Borrowed(source), Vec::new(), Vec::new());
    }
    let mut out = String::with_capacity(source.len());
    let mut sides = Sides::default();
    let mut at = 0;
    let mut row = false;
    for (number, line) in (1u32..).zip(source.split_inclusive('\n')) {
        if sides.take(number, line.trim_end()) {
            at += line.len();
            if row && goes_on_in_table(&source[at..]) {
                // Both sides stay rows of one table: the marker becomes a row without words.
                let words = line.trim_end().len();
                out.push('|');
                out.extend(std::iter::repeat_n(' ', words - 2));
                out.push('|');
                out.push_str(&line[words..]);
                continue;
            }
            out.extend(line.chars().flat_map(|c| {
                std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8())
            }));
        } else {
            at += line.len();
            row = line.trim_start().starts_with('|');
            out.push_str(line);
        }
    }
    sides.close();
    (Cow::Owned(out), sides.faults, sides.asides)
}

/// True where the next line that is no marker is a row, and no other table starts with it.
fn goes_on_in_table(rest: &str) -> bool {
    let marker = |line: &&str| {
        ["<<<<<<< ", "||||||| ", ">>>>>>> "].iter().any(|m| line.starts_with(m))
            || line.trim_end() == "======="
    };
    let mut lines = rest.lines().skip_while(marker);
    let next = lines.next().unwrap_or_default().trim_start();
    let behind = lines.next().unwrap_or_default().trim();
    let ruled =
        behind.starts_with('|') && behind.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '));
    next.starts_with('|') && !ruled
}

/// A conflict being read.
#[derive(Default)]
struct Sides {
    /// Our name and first marker's line.
    ours: Option<(Box<str>, u32)>,
    middle: Option<u32>,
    faults: Vec<Fault>,
    asides: Vec<Aside>,
}

impl Sides {
    /// True when the line is a marker.
    fn take(&mut self, number: u32, line: &str) -> bool {
        let name = |marker: &str| -> Box<str> { line[marker.len()..].trim().into() };
        if line.starts_with("<<<<<<< ") {
            self.close();
            self.ours = Some((name("<<<<<<<"), number));
        } else if line == "=======" && self.ours.is_some() && self.middle.is_none() {
            self.middle = Some(number);
        } else if line.starts_with("||||||| ") && self.ours.is_some() {
        } else if line.starts_with(">>>>>>> ") {
            self.end(name(">>>>>>>"), number);
        } else {
            return false;
        }
        self.asides.push(Aside { kind: AsideKind::Conflict, line: number, end: number });
        true
    }

    fn end(&mut self, theirs: Box<str>, number: u32) {
        let (Some((ours, first)), Some(middle)) = (self.ours.take(), self.middle.take()) else {
            self.faults.push(Fault::new(FaultKind::StrayConflictMarker, Place::at(number, 1)));
            return;
        };
        let kind = FaultKind::Conflict {
            ours,
            ours_lines: (first + 1, middle - 1),
            theirs,
            theirs_lines: (middle + 1, number - 1),
        };
        self.faults.push(Fault::new(kind, Place::at(first, 1)));
    }

    /// A conflict that starts and never ends.
    fn close(&mut self) {
        if let Some((_, line)) = self.ours.take() {
            self.faults.push(Fault::new(FaultKind::StrayConflictMarker, Place::at(line, 1)));
        }
        self.middle = None;
    }
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[test]
    fn two_sides_of_a_table_stay_one() {
        let (settled, faults, asides) =
            settle("| a |\n|---|\n<<<<<<< ours\n| 1 |\n=======\n| 2 |\n>>>>>>> theirs\n| 3 |\n");
        assert_eq!((faults.len(), asides.len()), (1, 3));
        assert!(settled.lines().all(|line| line.starts_with('|')), "{settled}");
        let (settled, ..) = settle("| a |\n|---|\n| 1 |\n<<<<<<< ours\nText\n>>>>>>> theirs\n");
        assert!(settled.contains("\n            \nText"), "{settled}");
    }
}
