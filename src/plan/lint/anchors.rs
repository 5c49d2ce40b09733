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
    let slugs = slugs(plan, source);
    let missing = plan.anchors.iter().filter(|anchor| {
        let target = bare(&anchor.target);
        !target.is_empty() && !slugs.contains(target)
    });
    let mut missing = missing.peekable();
    if missing.peek().is_none() {
        return;
    }
    let known: HashSet<String> = slugs.iter().map(|slug| letters(slug)).collect();
    for anchor in missing {
        let target = letters(&slug(bare(&anchor.target)));
        if !target.is_empty() && !known.contains(&target) {
            let target = anchor.target.trim_start_matches('#').into();
            faults.push(Fault::new(FaultKind::BrokenAnchor { target }, anchor.place));
        }
    }
}

/// All that a link can lead to.
fn slugs(plan: &Plan, source: &str) -> HashSet<String> {
    let mut all = HashSet::from(["top".to_owned()]);
    let mut seen: HashMap<String, u32> = HashMap::new();
    for title in headings(source) {
        let slug = slug(title);
        let times = seen.entry(slug.clone()).or_default();
        let own = if *times > 0 { format!("{slug}-{times}") } else { slug };
        *times += 1;
        all.insert(own);
    }
    all.extend(plan.sections.iter().map(|section| slug(&section.title)));
    all.extend(plan.title.iter().map(|title| slug(title)));
    all.extend(ids(source).map(slug));
    all
}

/// The target without what sites put before it.
fn bare(target: &str) -> &str {
    let target = target.trim_start_matches('#');
    let target = target.strip_prefix("user-content-").unwrap_or(target);
    target.strip_prefix("markdown-header-").unwrap_or(target)
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
