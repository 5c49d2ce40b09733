//! The plans that runs follow, from both stores. A plan's text bears a digest of its own here,
//! because the one it is known by is of the bytes as they came, before they were decoded.
//!
//! A plan that was removed leaves a note of when. It holds against every copy that is not younger,
//! whichever store or tab brings it, unless a run follows the plan.

use super::Slip;
use crate::run::hash;
use crate::run::journal::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// What is kept of a plan, each part under a key of its own.
pub const PARTS: [&str; 4] = ["text", "name", "at", "sum"];

/// A plan as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPlan {
    /// The name of its file.
    pub name: String,
    /// Its words.
    pub text: String,
    /// When it was kept.
    pub at_ms: i64,
    /// It is not what was kept.
    pub altered: bool,
}

/// Where a part of a plan is kept.
pub fn key(digest: Digest, part: &str) -> String {
    format!("plan/{digest}/{part}")
}

/// Where it is told that a plan was removed, and when.
pub fn of_gone(digest: Digest) -> String {
    format!("{GONE}{digest}")
}

/// Before the notes of plans that were removed.
const GONE: &str = "gone/plan/";

impl KeptPlan {
    /// It was kept before the plan was removed, as the note of that says.
    pub fn is_gone(&self, note: Option<&str>) -> bool {
        note.and_then(|at| at.parse().ok()).is_some_and(|at_ms: i64| self.at_ms <= at_ms)
    }

    /// What to keep of it.
    pub fn slips(&self, digest: Digest) -> [Slip; 4] {
        let sum = sum(&self.name, &self.text);
        [self.text.clone(), self.name.clone(), self.at_ms.to_string(), sum]
            .into_iter()
            .zip(PARTS)
            .map(|(text, part)| Slip::new(key(digest, part), text))
            .collect::<Vec<_>>()
            .try_into()
            .unwrap_or_else(|_| std::array::from_fn(|_| Slip::new("", "")))
    }

    /// The plan of these parts. Versions before this one kept no digest.
    pub fn of(part: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let text = part("text")?;
        let name = part("name").unwrap_or_default();
        let altered = part("sum").is_some_and(|said| said != sum(&name, &text));
        let at_ms = part("at").and_then(|at| at.parse().ok()).unwrap_or(0);
        Some(Self { name, text, at_ms, altered })
    }
}

fn sum(name: &str, text: &str) -> String {
    hash::digest([name, "\0", text].concat().as_bytes()).to_string()
}

/// What each store lacks of the plans, and of what runs follow which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lacking {
    /// To write to the store that others hear.
    pub to_local: Vec<Slip>,
    /// To write to the store that confirms.
    pub to_vault: Vec<Slip>,
    /// Plans that were removed, and of which there is something yet.
    pub gone: Vec<Digest>,
}

/// Compares both stores: a whole plan goes where it is missing or altered, and one that was removed
/// goes nowhere. Of what else is kept besides plans and runs' entries, only what is missing is copied.
pub fn lacking(local: &[Slip], vault: &[Slip]) -> Lacking {
    let (here, there) = (map(local), map(vault));
    let gone = gone(&here, &there);
    let is_gone = |digest: &str| digest.parse().is_ok_and(|it| gone.contains(&it));
    let with_gone = |key: &str| key.strip_prefix("corrections/plan/").is_some_and(&is_gone);
    let digests: BTreeSet<&str> =
        here.keys().chain(there.keys()).filter_map(|it| plan(it)).collect();
    let (mut to_local, mut to_vault) = (Vec::new(), Vec::new());
    for digest in digests.into_iter().filter(|it| !is_gone(it)) {
        let one = |half: &BTreeMap<&str, &str>| {
            KeptPlan::of(|part| {
                half.get(&*format!("plan/{digest}/{part}")).map(|it| (*it).to_owned())
            })
        };
        let slips = |plan: &KeptPlan| digest.parse().map(|it| plan.slips(it)).ok();
        match (one(&here), one(&there)) {
            (Some(kept), other) if !kept.altered && other.as_ref().is_none_or(|it| it.altered) => {
                to_vault.extend(slips(&kept).into_iter().flatten());
            }
            (other, Some(kept)) if !kept.altered && other.as_ref().is_none_or(|it| it.altered) => {
                to_local.extend(slips(&kept).into_iter().flatten());
            }
            (_, _) => {}
        }
    }
    let plain = |key: &&&str| plan(key).is_none() && !with_gone(key);
    let copy = |key: &&str, text: &&str| Slip::new(*key, *text);
    for (key, text) in here.iter().filter(|(key, _)| plain(key)) {
        if !there.contains_key(key) {
            to_vault.push(copy(key, text));
        }
    }
    for (key, text) in there.iter().filter(|(key, _)| plain(key)) {
        if !here.contains_key(key) {
            to_local.push(copy(key, text));
        }
    }
    Lacking { to_local, to_vault, gone }
}

/// Plans that were removed after every copy of them was kept, and that no run follows.
fn gone(here: &BTreeMap<&str, &str>, there: &BTreeMap<&str, &str>) -> Vec<Digest> {
    let both = || here.iter().chain(there);
    let lists = both().filter(|(key, _)| key.starts_with("run/") && key.ends_with("/plan"));
    let followed: BTreeSet<&str> = lists.flat_map(|(_, text)| text.lines()).collect();
    let latest_ms = |key: &str| {
        let said = [here.get(key), there.get(key)].into_iter().flatten();
        said.filter_map(|it| it.parse::<i64>().ok()).max()
    };
    let digests: BTreeSet<&str> = both().filter_map(|(key, _)| plan(key)).collect();
    let is_gone = |digest: &&str| {
        let gone_ms = latest_ms(&format!("{GONE}{digest}"));
        let kept_ms = latest_ms(&format!("plan/{digest}/at")).unwrap_or(0);
        gone_ms.is_some_and(|gone_ms| kept_ms <= gone_ms) && !followed.contains(digest)
    };
    digests.into_iter().filter(is_gone).filter_map(|it| it.parse().ok()).collect()
}

fn map(slips: &[Slip]) -> BTreeMap<&str, &str> {
    slips.iter().map(|slip| (&*slip.key, &*slip.text)).collect()
}

/// The plan that a key is of.
fn plan(key: &str) -> Option<&str> {
    key.strip_prefix("plan/")?.split('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: Digest = Digest([7; 32]);

    fn kept() -> Vec<Slip> {
        let plan =
            KeptPlan { name: "a.md".into(), text: "# Ночь".into(), at_ms: 5, altered: false };
        plan.slips(DIGEST).into()
    }

    fn found(slips: &[Slip]) -> Option<KeptPlan> {
        let map = map(slips);
        KeptPlan::of(|part| map.get(&*key(DIGEST, part)).map(|it| (*it).to_owned()))
    }

    #[test]
    fn an_altered_plan_is_known_and_replaced_by_the_whole_one() {
        let whole = kept();
        let mut altered = kept();
        altered[0].text = "# Ночью".into();
        assert_eq!(found(&altered).map(|it| it.altered), Some(true));
        let copied = lacking(&altered, &whole);
        assert_eq!((copied.to_local, copied.to_vault), (whole.clone(), vec![]));
        let copied = lacking(&whole, &[]);
        assert_eq!((copied.to_local, copied.to_vault), (vec![], whole.clone()));
        assert_eq!(lacking(&whole, &whole), Lacking::default());
        assert_eq!(lacking(&altered, &altered), Lacking::default());
    }

    #[test]
    fn an_older_version_kept_no_digest_and_is_believed() {
        let old: Vec<Slip> = kept().into_iter().filter(|it| !it.key.ends_with("/sum")).collect();
        assert_eq!(found(&old).map(|it| (it.name, it.altered)), Some(("a.md".into(), false)));
    }

    #[test]
    fn a_plan_that_was_removed_does_not_come_back() {
        let note = |at_ms: i64| Slip::new(of_gone(DIGEST), at_ms.to_string());
        let fixed = Slip::new(format!("corrections/plan/{DIGEST}"), "[]");
        let copy = [kept(), vec![fixed]].concat();
        let noted = lacking(&[note(5)], &copy);
        assert_eq!((noted.to_local, noted.gone), (vec![], vec![DIGEST]));
        assert_eq!(noted.to_vault, [note(5)], "the other store learns of it");
        // Kept anew after that, it is a plan like any other, and so it is where a run follows it.
        let again = lacking(&[note(4)], &copy);
        assert_eq!((again.to_local.len(), again.gone), (5, vec![]));
        let run = Slip::new("run/0000000000000007/plan", DIGEST.to_string());
        assert_eq!(lacking(&[note(5), run], &copy).gone, []);
        let plan = found(&kept()).expect("a plan");
        assert!(plan.is_gone(Some("5")) && !plan.is_gone(Some("4")) && !plan.is_gone(None));
    }

    #[test]
    fn the_rest_is_copied_only_where_it_is_missing() {
        let one = vec![Slip::new("run/1/plan", "x"), Slip::new("gone/2", "")];
        let other = vec![Slip::new("run/1/plan", "y")];
        let copied = lacking(&one, &other);
        assert_eq!((copied.to_local, copied.to_vault), (vec![], vec![Slip::new("gone/2", "")]));
    }
}
