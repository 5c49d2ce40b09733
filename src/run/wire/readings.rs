//! What a desk saw, one line of JSON a look: `holdpoint probe -o` writes it and the page loads it.

use super::heard::{number, text};
use super::ink::Ink;
use super::json;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// When, in UTC.
    pub at_ms: i64,
    /// Where.
    pub url: Box<str>,
    /// The metric, the query, or the path.
    pub signal: Box<str>,
    /// The word for how it stands.
    pub state: Box<str>,
    /// The status of HTTP, where there was one.
    pub status: Option<u16>,
    /// How long the answer took.
    pub took_ms: Option<i64>,
    /// The value, in the signal's own unit.
    pub value: Option<f64>,
}

/// The line of a look, without its end.
pub fn look_line(look: &Look) -> String {
    let mut ink = Ink::new(None);
    ink.plain("at_ms", look.at_ms).text("url", &look.url).text("signal", &look.signal);
    ink.text("state", &look.state).maybe("status", look.status, |ink, name, status| {
        ink.plain(name, status);
    });
    ink.maybe("took_ms", look.took_ms, |ink, name, took| {
        ink.plain(name, took);
    });
    ink.real("value", look.value);
    let (mut line, _) = ink.done();
    line.push('}');
    line
}

/// Every look in a file. A last line that was cut short is left out.
///
/// # Errors
///
/// The first line, from 1, that is none.
pub fn looks(file: &str) -> Result<Vec<Look>, usize> {
    let mut all = Vec::new();
    let lines = file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (n, line) in lines {
        match look(line) {
            Some(look) => all.push(look),
            None if !file.ends_with('\n') && n + 1 == file.lines().count() => {}
            None => return Err(n + 1),
        }
    }
    Ok(all)
}

fn look(line: &str) -> Option<Look> {
    let node = json::read(line).ok()?;
    Some(Look {
        at_ms: number(&node, "at_ms")?,
        url: text(&node, "url")?,
        signal: text(&node, "signal")?,
        state: text(&node, "state")?,
        status: number(&node, "status"),
        took_ms: number(&node, "took_ms"),
        value: number(&node, "value"),
    })
}

#[cfg(test)]
mod tests {
    use super::{Look, look_line, looks};

    #[test]
    fn what_was_written_is_read() {
        let look = Look {
            at_ms: 1_795_215_600_000,
            url: "http://a/metrics?x=\"".into(),
            signal: "error_rate".into(),
            state: "up".into(),
            status: Some(200),
            took_ms: Some(12),
            value: Some(0.06),
        };
        let dead = Look { state: "unreachable".into(), status: None, value: None, ..look.clone() };
        let file = format!("{}\n{}\n", look_line(&look), look_line(&dead));
        assert_eq!(looks(&file), Ok(vec![look.clone(), dead]), "{file}");
        assert_eq!(looks(&format!("{}\n{{\"at_ms\":", look_line(&look))), Ok(vec![look]));
        assert_eq!(looks("{}\n"), Err(1));
    }
}
