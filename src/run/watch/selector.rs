//! Which series of a page are meant: a name, and filters on labels, as Prometheus writes them.

use super::metrics::{Page, Sample};

/// `http_requests_total{status=~"5..",path!="/health"}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Selector {
    /// The metric's name.
    pub name: Box<str>,
    /// All of these must be true.
    pub filters: Vec<Filter>,
}

/// One filter on a label. A label that is not there is empty, as Prometheus has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// The label.
    pub label: Box<str>,
    /// Whether it must not be so.
    pub not: bool,
    /// What it is compared with.
    pub with: With,
}

/// What a label is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum With {
    /// This text.
    Text(Box<str>),
    /// One of these patterns, over the whole of it.
    Patterns(Vec<Vec<Atom>>),
}

/// A part of a pattern: what it takes and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Atom {
    /// This character; none takes any.
    one: Option<char>,
    /// Whether it may be missing.
    none: bool,
    /// Whether it may come again.
    many: bool,
}

impl Selector {
    /// A bare name.
    pub fn named(name: &str) -> Self {
        Self { name: name.into(), filters: Vec::new() }
    }

    /// The series of a page that are meant. A plan says `grep name`, which finds all that hold the
    /// name: that is followed where nothing bears the whole name.
    pub fn of<'p>(&self, page: &'p Page) -> Vec<&'p Sample> {
        let exact = page.samples.iter().filter(|it| it.name == self.name && self.fits(it));
        let exact: Vec<&Sample> = exact.collect();
        if !exact.is_empty() || page.samples.iter().any(|it| it.name == self.name) {
            return exact;
        }
        let near = |it: &&Sample| it.name.contains(&*self.name) && self.fits(it);
        page.samples.iter().filter(near).collect()
    }

    fn fits(&self, sample: &Sample) -> bool {
        self.filters.iter().all(|filter| {
            let value = sample.label(&filter.label).unwrap_or_default();
            filter.with.takes(value) != filter.not
        })
    }
}

impl With {
    fn takes(&self, value: &str) -> bool {
        match self {
            Self::Text(text) => **text == *value,
            Self::Patterns(all) => {
                let value: Vec<char> = value.chars().collect();
                all.iter().any(|atoms| takes(atoms, &value))
            }
        }
    }

    /// Patterns of plain characters, `.`, `*`, `+`, `?` and `|`: what filters on labels are made
    /// of. None for what would need more.
    pub fn patterns(written: &str) -> Option<Self> {
        let mut all = vec![Vec::new()];
        let mut letters = written.chars();
        while let Some(c) = letters.next() {
            let atoms: &mut Vec<Atom> = all.last_mut()?;
            let one = match c {
                '|' => {
                    all.push(Vec::new());
                    continue;
                }
                '*' | '+' | '?' => {
                    let last = atoms.last_mut().filter(|last| !last.many && !last.none)?;
                    (last.none, last.many) = (c != '+', c != '?');
                    continue;
                }
                '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' => return None,
                '\\' => Some(letters.next().filter(|c| !c.is_alphanumeric())?),
                '.' => None,
                plain => Some(plain),
            };
            atoms.push(Atom { one, none: false, many: false });
        }
        Some(Self::Patterns(all))
    }
}

/// Whether a pattern takes the whole value: the set of places it may have reached, step by step.
fn takes(atoms: &[Atom], value: &[char]) -> bool {
    let spread = |reached: &mut Vec<bool>| {
        for n in 0..atoms.len() {
            if reached[n] && atoms[n].none {
                reached[n + 1] = true;
            }
        }
    };
    let mut reached = vec![false; atoms.len() + 1];
    reached[0] = true;
    spread(&mut reached);
    for c in value {
        let mut next = vec![false; atoms.len() + 1];
        for (n, atom) in atoms.iter().enumerate() {
            if reached[n] && atom.one.is_none_or(|one| one == *c) {
                next[n + 1] = true;
                next[n] |= atom.many;
            }
        }
        spread(&mut next);
        reached = next;
    }
    reached[atoms.len()]
}

#[cfg(test)]
mod tests {
    use super::With;

    #[track_caller]
    fn check(pattern: &str, yes: &[&str], no: &[&str]) {
        let with = With::patterns(pattern).unwrap_or_else(|| panic!("{pattern}"));
        let taken = |values: &[&str]| values.iter().map(|it| with.takes(it)).collect::<Vec<_>>();
        assert_eq!((taken(yes), taken(no)), (vec![true; yes.len()], vec![false; no.len()]));
    }

    #[test]
    fn patterns_take_the_whole_value() {
        check("5..", &["500", "5xx"], &["50", "5000", "400"]);
        check("GET|POST", &["GET", "POST"], &["GETPOST", ""]);
        check("/api/.*", &["/api/", "/api/x"], &["/ap", "x/api/"]);
        check("a.+b?", &["aa", "axxb"], &["a"]);
        check(r"v1\.2", &["v1.2"], &["v1x2"]);
        check(".*", &["", "x"], &[]);
        assert_eq!(["[45]..", "(a)", "*", r"\d", "a**"].map(With::patterns), [const { None }; 5]);
    }
}
