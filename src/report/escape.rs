//! Words that stay words: text of any make inside Markdown, and inside a mermaid chart.
//!
//! Three layers read a report, and each has its own magic. `CommonMark` and GFM are stopped with
//! backslashes. What GitHub and GitLab look for only afterwards, in the text that a reader sees
//! (`@name`, `#1`, `www.`, `://`, `:smile:`), no backslash stops: there an invisible U+2060 WORD
//! JOINER parts the sign from what follows it. `$` of formulas stands in a `<span>`, as GitHub's own
//! manual asks. Characters that turn or hide the words around them are shown by their number, as
//! `⟨U+202E⟩`, so no invisible character of a plan is left in a report.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Parts a sign from what follows it and is not seen.
pub const JOINER: char = '\u{2060}';

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At the start of a block, where `1.`, `-` and `#` would mean something.
    Start,
    /// Behind other words.
    Within,
}

/// The words as a reader of the report sees them: one line, single spaces, nothing hidden.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_visible(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() && c != '\u{a0}' {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        if is_hidden(c) {
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out.drain(..out.len() - out.trim_start().len());
    Cow::Owned(out)
}

/// Whether a text is one line of single spaces with nothing hidden in it, as most are.
fn is_visible(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let is_fine = match c {
            ' ' => before != ' ',
            '!'..='~' => true,
            _ => !is_hidden(c) && !c.is_whitespace(),
        };
        if !is_fine {
            return false;
        }
        before = c;
    }
    text.is_empty() || before != ' '
}

/// Controls, marks of direction, and what takes no place: a text could hide behind them. Joiners
/// inside words of some scripts and inside emoji are no disguise.
fn is_hidden(c: char) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' => false,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => c.is_control(),
    }
}

/// Visible words as Markdown.
pub fn markdown(out: &mut String, text: &str, side: Side) {
    let text = visible(text);
    let bytes = text.as_bytes();
    let mut at = if side == Side::Start { start(out, &text) } else { 0 };
    let mut plain = at;
    while at < bytes.len() {
        let byte = bytes[at];
        if !is_sign(byte) {
            at += 1;
            continue;
        }
        out.push_str(&text[plain..at]);
        let (before, after) = (&text[..at], &text[at + 1..]);
        sign(out, byte, before, after);
        at += 1;
        plain = at;
    }
    out.push_str(&text[plain..]);
}

/// What would begin a block; how much of the text was taken.
fn start(out: &mut String, text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let Some(mark) = text.as_bytes().get(digits) else { return 0 };
    // Behind a marker stands a space or nothing; `+3` and `1.5` are none.
    let next = text[digits..].chars().nth(1);
    let stands_apart = next.is_none_or(char::is_whitespace);
    let begins = match mark {
        b'.' | b')' => digits > 0 && stands_apart,
        b'+' | b':' => digits == 0 && stands_apart,
        b'-' => digits == 0 && (stands_apart || next == Some('-')),
        b'=' | b'>' => digits == 0,
        _ => false,
    };
    if !begins {
        return 0;
    }
    out.push_str(&text[..digits]);
    out.push('\\');
    out.push(char::from(*mark));
    digits + 1
}

/// Bytes that mean something to one of the readers.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'`'
            | b'*'
            | b'_'
            | b'['
            | b']'
            | b'<'
            | b'|'
            | b'~'
            | b'#'
            | b'&'
            | b'@'
            | b'$'
            | b':'
            | b'.'
            | b'!'
            | b'%'
            | b'-'
    )
}

/// One sign, made harmless where it is not.
fn sign(out: &mut String, byte: u8, before: &str, after: &str) {
    let next = after.chars().next();
    let is_next = |fits: fn(char) -> bool| next.is_some_and(fits);
    let letter_or_digit = |c: char| c.is_ascii_alphanumeric();
    let digit = |c: char| c.is_ascii_digit();
    let c = char::from(byte);
    let escaped = match byte {
        b'\\' | b'`' | b'*' | b'[' | b']' | b'~' | b'#' => true,
        b'_' => !(before.ends_with(char::is_alphanumeric) && is_next(char::is_alphanumeric)),
        b'<' => is_next(|c| !c.is_whitespace()),
        b'&' => is_next(|c| c.is_ascii_alphanumeric() || c == '#'),
        _ => false,
    };
    match byte {
        b'|' => return out.push_str("&#124;"),
        b'$' => return out.push_str("<span>\\$</span>"),
        // `www.` is looked for at its dot.
        b'.' if ends_with_www(before) => {
            out.push(JOINER);
            return out.push('.');
        }
        _ => {}
    }
    if escaped {
        out.push('\\');
    }
    out.push(c);
    let parted = match byte {
        b'@' => is_next(|c| !c.is_whitespace()),
        b'#' | b'!' | b'~' | b'%' | b'&' => is_next(letter_or_digit),
        b':' => after.starts_with("//") || is_shortcode(after),
        b'-' => is_next(digit) && ends_with_gh(before),
        _ => false,
    };
    if parted {
        out.push(JOINER);
    }
}

fn ends_with_www(before: &str) -> bool {
    before.len() >= 3 && before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"www")
}

fn ends_with_gh(before: &str) -> bool {
    before.len() >= 2 && before.as_bytes()[before.len() - 2..].eq_ignore_ascii_case(b"gh")
}

/// Whether a colon opens the name of an emoji; times of day do not.
fn is_shortcode(after: &str) -> bool {
    let named = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-');
    let length = after.bytes().take_while(|byte| named(byte)).count();
    let name = &after[..length];
    let known = matches!(name, "100" | "1234") || !name.bytes().all(|byte| byte.is_ascii_digit());
    length > 0 && known && after.as_bytes().get(length) == Some(&b':')
}

/// Words for a mermaid chart, which has no escapes: letters, digits and a few signs, cut short.
pub fn mermaid(text: &str) -> String {
    const MOST: usize = 60;
    let kept = |c: char| match c {
        // The chart's own sign between a name and its times; people read 02.15 as well.
        ':' => '.',
        _ if c.is_alphanumeric() || ".-−–—…()«»№+,/".contains(c) => c,
        _ => ' ',
    };
    let text: String = text.chars().map(kept).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

/// A fence longer than any run of backticks inside.
pub fn fence(text: &str) -> String {
    let (mut longest, mut run) = (0, 0);
    for byte in text.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat((longest + 1).max(4))
}

#[cfg(test)]
mod tests {
    use super::{Side, fence, markdown, mermaid, visible};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        markdown(&mut out, text, Side::Start);
        assert_eq!(out.replace('\u{2060}', "^"), expected, "{text}");
    }

    #[test]
    fn signs_of_markdown_are_escaped() {
        check("| x |", "&#124; x &#124;");
        check("</details>", "\\</details>");
        check("- [x] approved by", "\\- \\[x\\] approved by");
        check("```sh", "\\`\\`\\`sh");
        check("1. Deploy 2.0", "1\\. Deploy 2.0");
        check("# Title #", "\\# Title \\#");
        check("a_b *c* _d_", "a_b \\*c\\* \\_d\\_");
        check("p95 < 500 ms & <b>", "p95 < 500 ms & \\<b>");
        check("===", "\\===");
        check("+3 min", "+3 min");
        check("+ 3", "\\+ 3");
        check("1.5 s", "1.5 s");
        check("2)", "2\\)");
        check("---", "\\---");
        check(": x", "\\: x");
        check("C:\\dir", "C:\\\\dir");
    }

    #[test]
    fn what_is_looked_for_in_the_text_is_parted() {
        check("@everyone", "@^everyone");
        check("fixes #12", "fixes \\#^12");
        check("see https://a.b and www.c.d", "see https:^//a.b and www^.c.d");
        check("me@a.b", "me@^a.b");
        check(":smile: at 02:15:30", ":^smile: at 02:15:30");
        check("$x$", "<span>\\$</span>x<span>\\$</span>");
        check("GH-12", "GH-^12");
        check("5 % and 5%", "5 % and 5%");
    }

    #[test]
    fn nothing_is_hidden() {
        assert_eq!(visible(" a\u{202e}b\n\n c\t "), "a⟨U+202E⟩b c");
        assert_eq!(visible("\u{a0}x\u{a0}"), "x");
        assert_eq!(visible("a\u{a0}b"), "a\u{a0}b");
    }

    #[test]
    fn a_chart_gets_bare_words() {
        assert_eq!(mermaid("2. Deploy: `x`; #1 %%{init}"), "2. Deploy. x 1 init");
        assert_eq!(fence("a ````` b"), "``````");
        assert_eq!(fence(""), "````");
    }
}
