//! A file that is no JSON any more: each line is looked at by itself, and what is whole is saved.

use super::{Damage, DamageKind, NotOpened, Opened, Opening, Part, VERSION, column};
use crate::run::wire::json::{self, At, Node};

/// Lines that hold the file together and say nothing.
const FRAME: [&str; 7] = ["", "{", "}", "]", "\"plans\":[", "\"corrections\":[", "\"journal\":["];

/// What is whole in a file that is broken from some byte on.
pub(super) fn salvage(bytes: &[u8], broken_at: At) -> Result<Opened, NotOpened> {
    let mut opening = Opening::default();
    let mut has_header = false;
    for (n, bytes) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = n + 1;
        let mut damage = |kind, text: &str| {
            opening.damages.push(Damage { line, kind, text: text.into() });
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            damage(DamageKind::NotText, &String::from_utf8_lossy(bytes));
            continue;
        };
        let text = text.trim().trim_end_matches(',');
        if FRAME.contains(&text) {
            continue;
        }
        if let Some(version) = text.strip_prefix("{\"holdpoint\":") {
            match version.parse() {
                Ok(version) if version > VERSION => return Err(NotOpened::Newer { version }),
                Ok(VERSION) => has_header = true,
                Ok(_) | Err(_) => damage(DamageKind::NoField("holdpoint"), text),
            }
            continue;
        }
        if let Some(digest) = text.strip_prefix("\"digest\":\"") {
            match digest.trim_end_matches(['"', '}']).parse() {
                Ok(digest) => opening.digest = Some((digest, line)),
                Err(()) => damage(DamageKind::NoField("digest"), text),
            }
            continue;
        }
        match json::read(text) {
            Err(at) => damage(DamageKind::NotJson(column(text, at)), text),
            Ok(node) => match part(&node) {
                Some(part) => opening.part(part, &node, line, text),
                None => damage(DamageKind::NoField("v"), text),
            },
        }
    }
    let place = place(bytes, broken_at);
    let is_empty = opening.entries.is_empty() && opening.plans.is_empty();
    if is_empty && !has_header {
        return Err(NotOpened::NotARunFile { line: place.line, column: place.column });
    }
    if opening.damages.iter().all(|damage| damage.line != place.line) {
        let kind = DamageKind::NotJson(place.column);
        opening.damages.push(Damage { line: place.line, kind, text: place.text.into() });
    }
    opening.version = has_header.then_some(VERSION);
    opening.has_lists = true;
    opening.done()
}

/// What a line is, by its first name.
fn part(node: &Node) -> Option<Part> {
    let (first, _) = node.members()?.first()?;
    match *first {
        "v" => Some(Part::Entry),
        "name" => Some(Part::Plan),
        "id" => Some(Part::Correction),
        _ => None,
    }
}

struct Place {
    line: usize,
    column: usize,
    text: String,
}

/// Where a byte stands.
fn place(bytes: &[u8], at: At) -> Place {
    let (before, after) = bytes.split_at(at.min(bytes.len()));
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let end = after.iter().position(|byte| *byte == b'\n').unwrap_or(after.len());
    Place {
        line: before.split(|byte| *byte == b'\n').count(),
        column: String::from_utf8_lossy(&before[start..]).chars().count() + 1,
        text: String::from_utf8_lossy(&bytes[start..before.len() + end]).into_owned(),
    }
}
