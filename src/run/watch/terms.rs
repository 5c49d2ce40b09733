//! What a person allowed and set for the addresses of a plan, as it is kept beside the plan.
//!
//! Each line is one address with all that is read off it: a later plan that reads something else off
//! the same address is asked again. Lines of text, so that nobody below the page needs a format.

use super::target::Target;
use std::collections::BTreeMap;

/// What is kept of all addresses of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// How often each is asked, where somebody chose.
    pub every_ms: Option<i64>,
    /// By address.
    pub each: BTreeMap<Box<str>, Term>,
}

/// What is kept of one address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// What was read off it when somebody allowed it.
    pub wanted: Box<str>,
    /// Whether it may be asked.
    pub allowed: bool,
    /// What must be true there.
    pub tuning: Tuning,
}

/// What must be true of one address, and how often before it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tuning {
    /// So many bad looks in a row make it fail; none for the usual number.
    pub to_fail: Option<u32>,
    /// So many good ones in a row make it well again.
    pub to_recover: Option<u32>,
    /// Conditions, one a line.
    pub conditions: String,
}

impl Tuning {
    /// Nothing but what is usual.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Terms {
    /// Reads what [`Terms::text`] wrote. A line that is none is left out: it is asked again.
    pub fn of(text: &str) -> Self {
        let mut terms = Self::default();
        for line in text.lines() {
            let mut parts = line.split('\t');
            match (parts.next(), parts.next()) {
                (Some("every"), Some(ms)) => terms.every_ms = ms.parse().ok(),
                (Some(url), Some(wanted)) => {
                    let mut next = || parts.next().unwrap_or_default();
                    let allowed = next() == "yes";
                    let (to_fail, to_recover) = (next().parse().ok(), next().parse().ok());
                    let conditions = parts.collect::<Vec<_>>().join("\n");
                    let tuning = Tuning { to_fail, to_recover, conditions };
                    let term = Term { wanted: wanted.into(), allowed, tuning };
                    terms.each.insert(url.into(), term);
                }
                (_, _) => {}
            }
        }
        terms
    }

    /// All of it as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if let Some(every_ms) = self.every_ms {
            text = format!("every\t{every_ms}\n");
        }
        for (url, term) in &self.each {
            let number = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
            let Tuning { to_fail, to_recover, conditions } = &term.tuning;
            let mut line = [
                plain(url),
                plain(&term.wanted),
                if term.allowed { "yes" } else { "no" }.to_owned(),
                number(*to_fail),
                number(*to_recover),
            ]
            .join("\t");
            for condition in conditions.lines() {
                line.push('\t');
                line.push_str(&plain(condition));
            }
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    /// What was kept of an address, if the same is read off it now.
    pub fn of_target(&self, target: &Target) -> Option<&Term> {
        let known = self.each.get(&*plain(&target.url))?;
        (*known.wanted == *wanted(target)).then_some(known)
    }
}

/// What is read off an address, in one line.
pub fn wanted(target: &Target) -> String {
    let names = target.wants.iter().map(|want| format!("{:?} {}", want.kind, want.name));
    plain(&names.collect::<Vec<_>>().join("; "))
}

fn plain(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::{Term, Terms, Tuning};

    #[test]
    fn what_is_kept_is_read_back() {
        let tuning = Tuning {
            to_fail: Some(4),
            to_recover: None,
            conditions: "[STATUS] == 204\n[RESPONSE_TIME] < 300".to_owned(),
        };
        let term = |allowed, tuning| Term { wanted: "Health /health".into(), allowed, tuning };
        let terms = Terms {
            every_ms: Some(5_000),
            each: [
                ("http://a/health".into(), term(true, Tuning::default())),
                ("http://b/health".into(), term(false, tuning)),
            ]
            .into(),
        };
        assert_eq!(Terms::of(&terms.text()), terms, "{}", terms.text());
        assert_eq!(Terms::of("http://a/health\n\nx"), Terms::default());
    }
}
