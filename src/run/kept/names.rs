//! What the runs on the shelf are called, as they were seen last. A page names them by this before it
//! has read a journal; how a run stands is told by its journal alone.

use super::key;
use crate::run::journal::RunId;

/// Where the names are kept.
pub const KEY: &str = "names";

/// A run as it was seen last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Which run.
    pub run: RunId,
    /// When something happened in it.
    pub last_ms: i64,
    /// It was over by then.
    pub is_over: bool,
    /// What its plan calls itself.
    pub title: String,
}

/// The runs of a list, a line each. A line that is none of ours is passed over.
pub fn listed(text: &str) -> Vec<Name> {
    text.lines().filter_map(Name::of).collect()
}

/// The list of some runs.
pub fn list(names: &[Name]) -> String {
    let lines: Vec<String> = names.iter().map(Name::line).collect();
    lines.join("\n")
}

/// A list in which a run is named so, whatever it was called.
pub fn named(mut names: Vec<Name>, name: Name) -> Vec<Name> {
    names.retain(|it| it.run != name.run);
    names.push(name);
    names
}

impl Name {
    fn of(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, ' ');
        let run = key::run(&format!("run/{}", parts.next()?))?;
        let last_ms = parts.next()?.parse().ok()?;
        let is_over = parts.next()? == OVER;
        Some(Self { run, last_ms, is_over, title: parts.next()?.to_owned() })
    }

    fn line(&self) -> String {
        let state = if self.is_over { OVER } else { AT_WORK };
        let title = self.title.replace(['\n', '\r'], " ");
        format!("{} {} {state} {title}", self.run, self.last_ms)
    }
}

const OVER: &str = "over";
const AT_WORK: &str = "at-work";

#[cfg(test)]
mod tests {
    use super::{Name, list, listed, named};
    use crate::run::journal::RunId;

    fn name(run: u64, title: &str) -> Name {
        Name { run: RunId(run), last_ms: -5, is_over: run == 2, title: title.to_owned() }
    }

    #[test]
    fn a_list_gives_back_what_it_took() {
        let names = [name(1, "Выпуск 5, ночь"), name(2, ""), name(u64::MAX, "over at-work 7")];
        assert_eq!(listed(&list(&names)), names);
        assert_eq!(listed(&list(&[name(3, "Two\nlines\r")])), [name(3, "Two lines ")]);
    }

    #[test]
    fn what_is_no_list_names_nothing() {
        for text in ["", "\n\n", "x", "0000000000000001", "0000000000000001 5 over", "1 2 over it"]
        {
            assert_eq!(listed(text), [], "{text:?}");
        }
    }

    #[test]
    fn a_run_has_one_name() {
        let names = named(vec![name(1, "old"), name(2, "two")], name(1, "new"));
        assert_eq!(names, [name(2, "two"), name(1, "new")]);
    }
}
