//! Links to headings that do not exist.
//!
//! A heading's anchor is made as GitHub makes it: small letters of any script, spaces to hyphens,
//! punctuation dropped, a second one with `-1`. Targets that differ only in their hyphens are let
//! pass, since other sites make them differently; so are ids that the text sets itself.

use super::ground::Source;
use crate::plan::rows::Rows;
use crate::plan::{Fault, FaultKind, Plan, letter};
use std::collections::{HashMap, HashSet};

pub(super) fn check(plan: &Plan, source: &Source<'_>, faults: &mut Vec<Fault>) {
    if plan.anchors.is_empty() {
        return;
    }
    let broken = broken(plan, source);
    for anchor in plan.anchors.iter().filter(|_| !broken.is_empty()) {
        if broken.contains(&Key::of(bare(&anchor.target))) {
            let target = anchor.target.trim_start_matches('#').into();
            faults.push(Fault::new(FaultKind::BrokenAnchor { target }, anchor.place));
        }
    }
}

/// The targets that nothing leads to. What the plan knows is asked first: the source is gone
/// through only for what is left.
fn broken(plan: &Plan, source: &Source<'_>) -> HashSet<Key> {
    let targets = plan.anchors.iter().map(|anchor| Key::of(bare(&anchor.target)));
    let mut wanted: HashSet<_> = targets.collect();
    let titles = plan.sections.iter().map(|section| &*section.title);
    meet(&mut wanted, ["", "top"].into_iter().chain(titles).chain(plan.title.as_deref()));
    if wanted.is_empty() {
        return wanted;
    }
    meet(&mut wanted, ids(source.text));
    let headings = headings(source.rows());
    meet(&mut wanted, headings.iter().copied());
    let ends = |target: &str| target.ends_with(|c: char| c.is_ascii_digit());
    if !wanted.is_empty() && plan.anchors.iter().any(|anchor| ends(&anchor.target)) {
        numbered(&mut wanted, &headings);
    }
    wanted
}

/// Takes away what these words lead to.
fn meet<'s>(wanted: &mut HashSet<Key>, words: impl Iterator<Item = &'s str>) {
    for words in words {
        wanted.remove(&Key::of(words));
    }
}

/// Takes away what leads to the second heading of a name, and to the next.
fn numbered(wanted: &mut HashSet<Key>, headings: &[&str]) {
    let mut seen: HashMap<Key, u32> = HashMap::new();
    for title in headings {
        let times = seen.entry(Key::of_slug(title)).or_default();
        if *times > 0 {
            wanted.remove(&Key::of(&format!("{title}{times}")));
        }
        *times += 1;
    }
}

/// The target without what sites put before it.
fn bare(target: &str) -> &str {
    let target = target.trim_start_matches('#');
    let target = target.strip_prefix("user-content-").unwrap_or(target);
    target.strip_prefix("markdown-header-").unwrap_or(target)
}

/// What is left of words when they are compared, as a number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key(u64);

impl Key {
    /// Of no letters.
    const NONE: Self = Self(0xCBF2_9CE4_8422_2325);

    /// The small letters and the digits: what all sites agree on.
    fn of(words: &str) -> Self {
        words.chars().fold(Self::NONE, Self::with)
    }

    /// GitHub's rule for one heading, where hyphens and such count too.
    fn of_slug(title: &str) -> Self {
        title.trim().chars().fold(Self::NONE, |key, c| match c {
            ' ' | '-' => key.and('-'),
            '_' | '\u{306}' | '\u{308}' => key.and(c),
            _ => key.with(c),
        })
    }

    /// With one character more, if it is a letter or a digit.
    #[inline]
    fn with(self, c: char) -> Self {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' | 'ё' => self.and(c),
            'A'..='Z' => self.and(c.to_ascii_lowercase()),
            '\0'..='\u{7f}' => self,
            _ => self.with_rare(c),
        }
    }

    #[inline(never)]
    fn with_rare(self, c: char) -> Self {
        let small = c
            .to_lowercase()
            .filter(|small| letter::is_alphanumeric(c) && letter::is_alphanumeric(*small));
        small.fold(self, Self::and)
    }

    #[inline]
    fn and(self, c: char) -> Self {
        Self((self.0 ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3))
    }
}

/// The words of `#` headings and of underlined ones, fences left out. Links keep their text only.
fn headings<'s>(rows: &Rows<'s>) -> Vec<&'s str> {
    let mut headings = Vec::new();
    let mut fence: Option<&str> = None;
    let mut above = "";
    for line in (0..rows.count()).map(|row| rows.words(row)) {
        let lead = line.bytes().take_while(|b| matches!(b, b' ' | b'>')).count();
        let text = &line[lead..];
        if !is_marked(text) {
            above = if fence.is_some() { above } else { text };
            continue;
        }
        let text = text.trim_end();
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        if fence.is_some() {
            fence = fence.filter(|_| mark != fence);
        } else if mark.is_some() {
            fence = mark;
        } else {
            headings.extend(heading(text, above));
            above = text;
        }
    }
    headings
}

/// False for most lines: this one is neither a heading, nor under one, nor a fence.
fn is_marked(line: &str) -> bool {
    match line.bytes().next() {
        Some(b'#' | b'`' | b'~') => true,
        Some(mark @ (b'=' | b'-')) => line.bytes().all(|b| b == mark || b <= b' ' || !b.is_ascii()),
        _ => false,
    }
}

/// The heading that a line is, or that it stands under.
fn heading<'s>(text: &'s str, above: &'s str) -> Option<&'s str> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with([' ', '\t']) {
        return Some(text[hashes..].trim().trim_end_matches('#').trim_end());
    }
    let above = above.trim_end();
    let underlined = text.bytes().all(|b| b == text.as_bytes()[0]);
    (underlined && text.starts_with(['=', '-']) && !above.is_empty()).then_some(above)
}

/// So many bytes and more are no id: a line that is nothing but marks of ids is read once.
const LONGEST: usize = 1000;

/// `<a name="…">`, `id="…"`, `{#…}`.
fn ids(source: &str) -> impl Iterator<Item = &str> {
    memchr::memchr2_iter(b'=', b'{', source.as_bytes()).filter_map(|at| {
        let (before, rest) = (&source[..at], &source[at + 1..]);
        let rest = match source.as_bytes()[at] {
            b'{' => rest.strip_prefix('#')?,
            _ if before.ends_with("name") || before.ends_with("id") => rest,
            _ => return None,
        };
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
        let end = rest
            .bytes()
            .take(LONGEST)
            .position(|b| matches!(b, b'"' | b'\'' | b'>' | b'}' | b' ' | b'\n'))?;
        Some(&rest[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Anchor, Place};

    #[track_caller]
    fn check_links(source: &str, targets: &[&str], broken: &[&str]) {
        let anchor = |target: &&str| Anchor { target: (*target).into(), place: Place::at(1, 1) };
        let plan = Plan { anchors: targets.iter().map(anchor).collect(), ..Plan::default() };
        let mut faults = Vec::new();
        check(&plan, &Source::new(source), &mut faults);
        let got = faults.iter().filter_map(|fault| match &fault.kind {
            FaultKind::BrokenAnchor { target } => Some(&**target),
            _ => None,
        });
        assert_eq!(got.collect::<Vec<_>>(), broken, "{source}");
    }

    #[test]
    fn anchors_are_made_as_github_makes_them() {
        let source = "# План\n\n## 1. Обзор и цели\n\n## Fail-open: logs & metrics!\n\nStep\n---\n";
        let good = ["план", "1-обзор-и-цели", "fail-open-logs--metrics", "step", "top", ""];
        check_links(source, &good, &[]);
        check_links(source, &["1-обзор", "logs", "шаг"], &["1-обзор", "logs", "шаг"]);
    }

    #[test]
    fn a_second_heading_of_a_name_has_a_number() {
        let source = "## Step\n## Step\n## Step\n";
        check_links(source, &["step", "step-1", "step-2", "step-3"], &["step-3"]);
    }

    #[test]
    fn the_text_may_set_ids_itself() {
        let source = "<a name=\"back\"></a>\n<div id='way'>\n## Откат {#rollback}\n";
        check_links(source, &["back", "way", "rollback", "откат", "forth"], &["откат", "forth"]);
    }

    #[test]
    fn other_sites_write_hyphens_otherwise() {
        check_links("## 🔄 План отката\n", &["-план-отката", "план-отката", "План-отката"], &[]);
        check_links("## A & B\n", &["a--b", "a-b", "user-content-a--b"], &[]);
    }

    #[test]
    fn fences_hold_no_headings() {
        check_links(
            "```bash\n# Check pods\n```\n## Deploy\n",
            &["check-pods", "deploy"],
            &["check-pods"],
        );
    }
}
