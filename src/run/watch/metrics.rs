//! A page of metrics: Prometheus' text format and `OpenMetrics`, line by line.
//!
//! By hand, because the page that is downloaded carries it. Strict: the first line that is neither a
//! comment nor a sample says that this is no page of metrics. `tests/metrics.rs` holds it against
//! `openmetrics-parser`.

use std::iter::Peekable;
use std::str::Chars;

/// All samples of a page, in its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// One for each line that holds a value.
    pub samples: Vec<Sample>,
    /// It ends as `OpenMetrics` asks; then its moments are in seconds, else in milliseconds.
    pub is_open: bool,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The metric's name.
    pub name: Box<str>,
    /// In the page's order, with escapes resolved.
    pub labels: Vec<(Box<str>, Box<str>)>,
    /// May be no number, or infinite.
    pub value: f64,
    /// As it is written, if it is.
    pub time: Option<f64>,
    /// The value of its exemplar, if it has one.
    pub exemplar: Option<f64>,
}

/// Where a page stops being one of metrics, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotMetrics {
    /// The line.
    pub line: usize,
    /// The character in it.
    pub column: usize,
}

impl Sample {
    /// The value of a label.
    pub fn label(&self, name: &str) -> Option<&str> {
        self.labels.iter().find(|(own, _)| **own == *name).map(|(_, value)| &**value)
    }

    /// What tells this series from others of its name, whatever order its labels stand in.
    pub fn series(&self) -> String {
        let mut labels: Vec<_> = self.labels.iter().collect();
        labels.sort_unstable();
        format!("{}{labels:?}", self.name)
    }
}

/// Reads a page.
///
/// # Errors
///
/// Where it is none.
pub fn page(text: &str) -> Result<Page, NotMetrics> {
    let mut page = Page::default();
    for (n, line) in text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate() {
        let bare = line.trim_matches([' ', '\t', '\r']);
        if bare == "# EOF" {
            page.is_open = true;
            break;
        }
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let mut reader = Line { rest: line.chars().peekable(), column: 1 };
        match reader.sample() {
            Some(sample) => page.samples.push(sample),
            None => return Err(NotMetrics { line: n + 1, column: reader.column }),
        }
    }
    Ok(page)
}

/// One line, being read.
struct Line<'a> {
    rest: Peekable<Chars<'a>>,
    column: usize,
}

impl Line<'_> {
    fn sample(&mut self) -> Option<Sample> {
        self.spaces();
        let mut name = self.word(is_of_name);
        self.spaces();
        let mut labels = Vec::new();
        if self.takes('{') {
            self.labels(&mut name, &mut labels)?;
        }
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.spaces();
        let value = self.number()?;
        self.spaces();
        let time = match self.rest.peek() {
            None | Some('#') => None,
            Some(_) => Some(self.number()?),
        };
        self.spaces();
        let exemplar = if self.takes('#') { Some(self.exemplar()?) } else { None };
        self.spaces();
        let name = name.into();
        self.rest.peek().is_none().then_some(Sample { name, labels, value, time, exemplar })
    }

    /// ` {trace_id="…"} 0.67 1520879607.7`, behind its `#`.
    fn exemplar(&mut self) -> Option<f64> {
        self.spaces();
        self.takes('{').then_some(())?;
        self.labels(&mut String::new(), &mut Vec::new())?;
        self.spaces();
        let value = self.number()?;
        self.spaces();
        if self.rest.peek().is_some() {
            self.number()?;
        }
        Some(value)
    }

    /// All up to the closing brace. A quoted text alone is the metric's name.
    fn labels(&mut self, name: &mut String, labels: &mut Vec<(Box<str>, Box<str>)>) -> Option<()> {
        loop {
            self.spaces();
            if self.takes('}') {
                return Some(());
            }
            let quoted = self.rest.peek() == Some(&'"');
            let label = if quoted { self.text()? } else { self.word(is_of_name) };
            self.spaces();
            if self.takes('=') {
                self.spaces();
                let new = !labels.iter().any(|(own, _)| **own == *label);
                (new && !label.is_empty()).then_some(())?;
                labels.push((label.into(), self.text()?.into()));
            } else if quoted && name.is_empty() && labels.is_empty() {
                *name = label;
            } else {
                return None;
            }
            self.spaces();
            if !self.takes(',') && self.rest.peek() != Some(&'}') {
                return None;
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        self.takes('"').then_some(())?;
        let mut text = String::new();
        loop {
            match self.next()? {
                '"' => return Some(text),
                '\\' => match self.next()? {
                    'n' => text.push('\n'),
                    escaped @ ('"' | '\\') => text.push(escaped),
                    // What needs no escape is kept as it stands, as Prometheus does.
                    other => text.extend(['\\', other]),
                },
                plain => text.push(plain),
            }
        }
    }

    fn number(&mut self) -> Option<f64> {
        let written = self.word(|c| !matches!(c, ' ' | '\t'));
        let number = written.parse().ok();
        if number.is_none() {
            self.column -= written.chars().count();
        }
        number
    }

    fn word(&mut self, belongs: fn(char) -> bool) -> String {
        let mut word = String::new();
        while let Some(c) = self.rest.next_if(|c| belongs(*c)) {
            self.column += 1;
            word.push(c);
        }
        word
    }

    fn spaces(&mut self) {
        while self.takes(' ') || self.takes('\t') || self.takes('\r') {}
    }

    fn takes(&mut self, wanted: char) -> bool {
        let taken = self.rest.next_if_eq(&wanted).is_some();
        self.column += usize::from(taken);
        taken
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest.next()?;
        self.column += 1;
        Some(next)
    }
}

/// Names of metrics and labels; dots are no part of the format, yet some services write them.
fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.')
}

#[cfg(test)]
mod tests {
    use super::{NotMetrics, page};

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let page = page(line).unwrap_or_else(|fault| panic!("{fault:?} in {line}"));
        let told: Vec<String> = (page.samples.iter())
            .map(|it| {
                let labels = it.labels.iter().map(|(name, value)| format!(" {name}={value}"));
                let time = it.time.map_or(String::new(), |time| format!(" at {time}"));
                let about = it.exemplar.map_or(String::new(), |value| format!(" like {value}"));
                format!("{}{}: {}{time}{about}", it.name, labels.collect::<String>(), it.value)
            })
            .collect();
        assert_eq!(told.join("; "), expected, "{line}");
    }

    #[test]
    fn samples() {
        check("up 1", "up: 1");
        check("up 1 1395066363000", "up: 1 at 1395066363000");
        check("# HELP up Is it\n# TYPE up gauge\nup 1\n\n", "up: 1");
        check("a{b=\"c\",} 1e3", "a b=c: 1000");
        check("a{ b = \"c\" , d=\"e\" } +Inf", "a b=c d=e: inf");
        check("a NaN\nb -Inf", "a: NaN; b: -inf");
        check(r#"a{p="C:\\x \"y\"\n"} 1"#, "a p=C:\\x \"y\"\n: 1");
        check("{\"a.b\",c=\"d\"} 1", "a.b c=d: 1");
        check(
            "a_bucket{le=\"0.1\"} 8 # {trace_id=\"K\"} 0.067 1520879607.7\n# EOF\nnot read",
            "a_bucket le=0.1: 8 like 0.067",
        );
        check("up 1\r\n", "up: 1");
        check("", "");
    }

    #[test]
    fn what_is_no_page_says_where() {
        #[track_caller]
        fn refused(text: &str, line: usize, column: usize) {
            assert_eq!(page(text), Err(NotMetrics { line, column }), "{text}");
        }
        refused("<!doctype html>", 1, 1);
        refused("{\"status\":\"UP\"}", 1, 10);
        refused("OK", 1, 3);
        refused("up 1\nup one", 2, 4);
        refused("up{a=b} 1", 1, 6);
        refused("up{a=\"b\" 1", 1, 10);
        refused("up{a=\"b\",a=\"c\"} 1", 1, 12);
        refused("up 1 2 3", 1, 8);
        refused("9up 1", 1, 5);
    }
}
