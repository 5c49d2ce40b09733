//! JSON as it stands: every text and number keeps its own spelling, so that what is not understood
//! goes out byte for byte as it came in, and a digest covers what was written and not a reading of
//! it. No crate's tree keeps spellings, and the page would carry that crate. Strict as RFC 8259 is;
//! `tests/run_laws.rs` holds it against `serde_json`.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Deeper than anything we write, and no danger to the stack.
const DEPTH: usize = 64;

/// A value, its texts and numbers as they are spelt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node<'a> {
    /// `{…}`, in the order of its members.
    Object(Vec<(&'a str, Node<'a>)>),
    /// `[…]`.
    List(Vec<Node<'a>>),
    /// What stands between the quotes.
    Text(&'a str),
    /// Digits and signs.
    Number(&'a str),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
}

/// Where text stops being JSON: an offset in bytes.
pub(super) type At = usize;

/// The value that a text is, and nothing else but white space.
pub(super) fn read(text: &str) -> Result<Node<'_>, At> {
    let mut cursor = Cursor::new(text);
    let node = cursor.node()?;
    cursor.end()?;
    Ok(node)
}

impl<'a> Node<'a> {
    /// The members of an object.
    pub fn members(&self) -> Option<&[(&'a str, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            Self::List(_) | Self::Text(_) | Self::Number(_) | Self::Bool(_) | Self::Null => None,
        }
    }

    /// The member of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let mut members = self.members()?.iter();
        members.find(|(known, _)| *known == name).map(|(_, node)| node)
    }

    /// The values of a list.
    pub fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(nodes) => Some(nodes),
            Self::Object(_) | Self::Text(_) | Self::Number(_) | Self::Bool(_) | Self::Null => None,
        }
    }

    /// A text as it is spelt.
    pub fn spelt(&self) -> Option<&'a str> {
        match self {
            Self::Text(spelt) => Some(spelt),
            Self::Object(_) | Self::List(_) | Self::Number(_) | Self::Bool(_) | Self::Null => None,
        }
    }

    /// A text as it is meant.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        self.spelt().map(meant)
    }

    /// A number, if it fits.
    pub fn number<T: std::str::FromStr>(&self) -> Option<T> {
        match self {
            Self::Number(digits) => digits.parse().ok(),
            Self::Object(_) | Self::List(_) | Self::Text(_) | Self::Bool(_) | Self::Null => None,
        }
    }

    /// Yes or no.
    pub fn flag(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            Self::Object(_) | Self::List(_) | Self::Text(_) | Self::Number(_) | Self::Null => None,
        }
    }

    /// The value without the white space around its parts.
    pub fn compact(&self) -> String {
        let mut out = Vec::new();
        self.write(&mut out, &mut |_, _| false);
        String::from_utf8(out).unwrap_or_default()
    }

    /// The same, but for objects that `instead` wrote in its own way.
    pub fn write(&self, out: &mut Vec<u8>, instead: &mut Instead) {
        match self {
            Self::Object(members) => {
                if !instead(members, out) {
                    write_members(members, out, instead);
                }
            }
            Self::List(nodes) => {
                out.push(b'[');
                for (n, node) in nodes.iter().enumerate() {
                    if n > 0 {
                        out.push(b',');
                    }
                    node.write(out, instead);
                }
                out.push(b']');
            }
            Self::Text(spelt) => {
                out.push(b'"');
                out.extend_from_slice(spelt.as_bytes());
                out.push(b'"');
            }
            Self::Number(digits) => out.extend_from_slice(digits.as_bytes()),
            Self::Bool(true) => out.extend_from_slice(b"true"),
            Self::Bool(false) => out.extend_from_slice(b"false"),
            Self::Null => out.extend_from_slice(b"null"),
        }
    }
}

/// Writes the object of these members, if it is one to be written in another way.
pub(super) type Instead<'h> = dyn FnMut(&[(&str, Node)], &mut Vec<u8>) -> bool + 'h;

/// An object of these members, without white space.
pub(super) fn write_members(members: &[(&str, Node)], out: &mut Vec<u8>, instead: &mut Instead) {
    out.push(b'{');
    for (n, (name, node)) in members.iter().enumerate() {
        out.extend_from_slice(if n > 0 { b",\"" } else { b"\"" });
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        node.write(out, instead);
    }
    out.push(b'}');
}

/// Spells a text. What would break a line or turn its direction is spelt out, so that a journal
/// that is shown anywhere stays a list of lines.
pub(super) fn spell(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
}

/// What a text between quotes means.
fn meant(spelt: &str) -> Cow<'_, str> {
    let Some(first) = spelt.find('\\') else { return Cow::Borrowed(spelt) };
    let mut out = String::with_capacity(spelt.len());
    out.push_str(&spelt[..first]);
    let mut rest = &spelt[first..];
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (c, len) = escape(&rest[at..]).unwrap_or(('\u{fffd}', rest.len() - at));
        out.push(c);
        rest = &rest[at + len..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that an escape at the start of a text means, and how long it is spelt.
fn escape(text: &str) -> Option<(char, usize)> {
    let c = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = unit(text)?;
            if !(0xd800..0xdc00).contains(&first) {
                return Some((char::from_u32(first)?, 6));
            }
            let second = unit(text.get(6..)?).filter(|low| (0xdc00..0xe000).contains(low))?;
            let c = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            return Some((char::from_u32(c)?, 12));
        }
        _ => return None,
    };
    Some((c, 2))
}

/// The number of `\uXXXX` at the start of a text.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_plain { u32::from_str_radix(digits, 16).ok() } else { None }
}

/// A place in a text that is read from its start to its end, once.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Cursor<'a> {
    /// At the start.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Reads what is there, whatever it is.
    pub fn node(&mut self) -> Result<Node<'a>, At> {
        match self.peek() {
            Some(b'{') => {
                let mut members = Vec::new();
                self.object(|cursor, name| {
                    members.push((name, cursor.node()?));
                    Ok(())
                })?;
                Ok(Node::Object(members))
            }
            Some(b'[') => {
                let mut nodes = Vec::new();
                self.list(|cursor| {
                    nodes.push(cursor.node()?);
                    Ok(())
                })?;
                Ok(Node::List(nodes))
            }
            Some(b'"') => self.spelt().map(Node::Text),
            Some(b't') => self.word("true").map(|()| Node::Bool(true)),
            Some(b'f') => self.word("false").map(|()| Node::Bool(false)),
            Some(b'n') => self.word("null").map(|()| Node::Null),
            Some(_) | None => self.number().map(Node::Number),
        }
    }

    /// Reads an object: `each` must read the value that follows the name.
    pub fn object(
        &mut self,
        mut each: impl FnMut(&mut Self, &'a str) -> Result<(), At>,
    ) -> Result<(), At> {
        self.between(b'{', b'}', |cursor| {
            cursor.peek();
            let name = cursor.spelt()?;
            cursor.take(b':')?;
            each(cursor, name)
        })
    }

    /// Reads a list: `each` must read one value.
    pub fn list(&mut self, each: impl FnMut(&mut Self) -> Result<(), At>) -> Result<(), At> {
        self.between(b'[', b']', each)
    }

    /// Nothing but white space may follow.
    pub fn end(&mut self) -> Result<(), At> {
        if self.peek().is_none() { Ok(()) } else { Err(self.at) }
    }

    /// What follows the white space.
    pub fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += rest.iter().take_while(is_space).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn between(
        &mut self,
        open: u8,
        close: u8,
        mut each: impl FnMut(&mut Self) -> Result<(), At>,
    ) -> Result<(), At> {
        if self.depth == DEPTH {
            return Err(self.at);
        }
        self.take(open)?;
        self.depth += 1;
        if self.peek() != Some(close) {
            each(self)?;
            while self.peek() == Some(b',') {
                self.at += 1;
                each(self)?;
            }
        }
        self.depth -= 1;
        self.take(close)
    }

    fn take(&mut self, byte: u8) -> Result<(), At> {
        if self.peek() != Some(byte) {
            return Err(self.at);
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), At> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.at);
        }
        self.at += word.len();
        Ok(())
    }

    /// Reads a text, its quotes left out.
    fn spelt(&mut self) -> Result<&'a str, At> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') {
            return Err(self.at);
        }
        let start = self.at + 1;
        let mut at = start;
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => at += escape(&self.text[at..]).ok_or(at)?.1,
                Some(0..=0x1f) | None => return Err(at),
                Some(_) => at += 1,
            }
        }
        self.at = at + 1;
        Ok(&self.text[start..at])
    }

    fn number(&mut self) -> Result<&'a str, At> {
        let bytes = self.text.as_bytes();
        let digits = |from: usize| {
            let count = bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if count == 0 { Err(from) } else { Ok(from + count) }
        };
        let start = self.at;
        let first = start + usize::from(bytes.get(start) == Some(&b'-'));
        let mut at = if bytes.get(first) == Some(&b'0') { first + 1 } else { digits(first)? };
        if bytes.get(at) == Some(&b'.') {
            at = digits(at + 1)?;
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
            at = digits(at + 1 + usize::from(sign))?;
        }
        self.at = at;
        Ok(&self.text[start..at])
    }
}
