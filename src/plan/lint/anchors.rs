//! Links to headings that do not exist.
//!
//! A heading's anchor is made as GitHub makes it: small letters of any script, spaces to hyphens,
//! punctuation dropped, a second one with `-1`. Targets that differ only in their hyphens are let
//! pass, since other sites make them differently; so are ids that the text sets itself.

use crate::plan::{Fault, FaultKind, Plan};
use std::collections::{HashMap, HashSet};

pub(super) fn check(plan: &Plan, source: &str, faults: &mut Vec<Fault>) {
    if plan.anchors.is_empty() {
        return;
    }
    let known = Anchors::of(plan, source);
    for anchor in &plan.anchors {
        let target = anchor.target.trim_start_matches('#');
        if !target.is_empty() && !known.has(target) {
            let kind = FaultKind::BrokenAnchor { target: target.into() };
            faults.push(Fault::new(kind, anchor.place));
        }
    }
}

/// All that a link can lead to.
struct Anchors {
    slugs: HashSet<String>,
    /// The same without hyphens.
    letters: HashSet<String>,
}

impl Anchors {
    fn of(plan: &Plan, source: &str) -> Self {
        let mut all = Self { slugs: HashSet::new(), letters: HashSet::new() };
        let mut seen: HashMap<String, u32> = HashMap::new();
        all.add("top");
        for title in headings(source) {
            let slug = slug(title);
            let times = seen.entry(slug.clone()).or_default();
            if *times > 0 {
                all.add(&format!("{slug}-{times}"));
            }
            *times += 1;
            all.add(&slug);
        }
        plan.sections.iter().for_each(|section| all.add(&slug(&section.title)));
        plan.title.iter().for_each(|title| all.add(&slug(title)));
        ids(source).for_each(|id| all.add(&slug(id)));
        all
    }

    fn add(&mut self, slug: &str) {
        self.letters.insert(letters(slug));
        self.slugs.insert(slug.to_owned());
    }

    fn has(&self, target: &str) -> bool {
        let target = target.strip_prefix("user-content-").unwrap_or(target);
        let target = target.strip_prefix("markdown-header-").unwrap_or(target);
        self.slugs.contains(target) || {
            let letters = letters(&slug(target));
            letters.is_empty() || self.letters.contains(&letters)
        }
    }
}

/// GitHub's rule for one heading.
fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in title.trim().chars() {
        match c {
            ' ' | '-' => slug.push('-'),
            '_' | '\u{306}' | '\u{308}' => slug.push(c),
            _ if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

fn letters(slug: &str) -> String {
    slug.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of `#` headings and of underlined ones, fences left out. Links keep their text only.
fn headings(source: &str) -> impl Iterator<Item = &str> {
    let mut fence: Option<&str> = None;
    let mut above = "";
    source.lines().filter_map(move |line| {
        let text = line.trim_start_matches([' ', '>']).trim_end();
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        if let Some(open) = fence {
            if mark == Some(open) {
                fence = None;
            }
            return None;
        }
        if mark.is_some() {
            fence = mark;
            return None;
        }
        let before = std::mem::replace(&mut above, text);
        let hashes = text.len() - text.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && text[hashes..].starts_with([' ', '\t']) {
            return Some(text[hashes..].trim().trim_end_matches('#').trim_end());
        }
        let underlined = !text.is_empty() && text.bytes().all(|b| b == text.as_bytes()[0]);
        (underlined && text.starts_with(['=', '-']) && !before.is_empty()).then_some(before)
    })
}

/// `<a name="…">`, `id="…"`, `{#…}`.
fn ids(source: &str) -> impl Iterator<Item = &str> {
    let marks = ["name=", "id=", "{#"];
    marks.into_iter().flat_map(move |mark| {
        source.match_indices(mark).filter_map(move |(at, _)| {
            let rest = &source[at + mark.len()..];
            let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
            let end = rest.find(['"', '\'', '>', '}', ' ', '\n'])?;
            Some(&rest[..end])
        })
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
        check(&plan, source, &mut faults);
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
