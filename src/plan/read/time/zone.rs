//! Names of time zones, and which of them say which zone is meant.

#![expect(clippy::match_same_arms, reason = "one arm a case of the grammar, in its order")]

use crate::plan::letter;
use crate::plan::{Zone, ZoneKind};

/// Reads a zone at the start of `text`; also tells how many bytes it took.
pub(in crate::plan::read) fn zone_of(text: &str) -> Option<(Zone, usize)> {
    let rest = text.trim_start_matches([' ', '\u{a0}', ',', '(', '[']);
    let skipped = text.len() - rest.len();
    let prefix = rest.strip_prefix("по ").map_or(0, |_| "по ".len());
    let name = &rest[prefix..];
    let (zone, len) = named(name).or_else(|| abbreviated(name)).or_else(|| numeric(name))?;
    Some((zone, skipped + prefix + len))
}

/// `Europe/Moscow`, «по Москве», «московское время».
fn named(text: &str) -> Option<(Zone, usize)> {
    const AREAS: [&str; 10] = [
        "Europe",
        "Asia",
        "America",
        "Africa",
        "Australia",
        "Pacific",
        "Atlantic",
        "Indian",
        "Etc",
        "Antarctica",
    ];
    let moscow = ["Москве", "московскому времени", "московское время", "Moscow time"];
    if let Some(words) = moscow.iter().find(|words| text.starts_with(**words)) {
        return Some((Zone { name: (*words).into(), kind: ZoneKind::Fixed(180) }, words.len()));
    }
    let area = AREAS.iter().find(|area| text.starts_with(**area))?;
    let city = text[area.len()..].strip_prefix('/')?;
    let end =
        city.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '/' | '-' | '+'));
    let len = area.len() + 1 + end.unwrap_or(city.len());
    let name = text[..len].trim_end_matches(['/', '-', '+']);
    (name.len() > area.len() + 1)
        .then(|| (Zone { name: name.into(), kind: ZoneKind::Named }, name.len()))
}

/// Capital letters, with or without hours from it: MSK, МСК+2, UTC+3.
fn abbreviated(text: &str) -> Option<(Zone, usize)> {
    let letters = text.find(|c: char| !c.is_uppercase()).unwrap_or(text.len());
    let name = &text[..letters];
    if text[letters..].starts_with(|c: char| letter::is_alphabetic(c) || c == '_') {
        return None;
    }
    let base = match name {
        "UTC" | "GMT" | "Z" | "UCT" | "WET" => 0,
        "MSK" | "МСК" | "EEST" | "TRT" => 180,
        "MSD" => 240,
        "CET" => 60,
        "CEST" | "EET" | "SAST" | "КЛД" => 120,
        "SAMT" | "САМ" => 240,
        "YEKT" | "ЕКБ" | "ЕКТ" => 300,
        "OMST" => 360,
        "KRAT" | "NOVT" => 420,
        "IRKT" | "HKT" | "SGT" => 480,
        "JST" | "KST" | "YAKT" => 540,
        "VLAT" | "AEST" => 600,
        "EDT" => -240,
        "CDT" => -300,
        "MDT" => -360,
        "PST" => -480,
        "PDT" => -420,
        "IST" | "CST" | "EST" | "MST" | "BST" | "ET" | "CT" | "PT" | "MT" => {
            return Some((Zone { name: name.into(), kind: ZoneKind::Ambiguous }, letters));
        }
        _ if (3..=4).contains(&name.chars().count())
            && (name.ends_with(['T', 'К']) || text[letters..].starts_with(')')) =>
        {
            return Some((Zone { name: name.into(), kind: ZoneKind::Unknown }, letters));
        }
        _ => return None,
    };
    let (shift, len) = numeric_shift(&text[letters..]).unwrap_or((0, 0));
    let name = &text[..letters + len];
    Some((Zone { name: name.into(), kind: ZoneKind::Fixed(base + shift) }, letters + len))
}

/// `+03:00`; a minus would be the dash of a stretch.
fn numeric(text: &str) -> Option<(Zone, usize)> {
    let (shift, len) = numeric_shift(text)?;
    (len >= 5 && text.starts_with('+'))
        .then(|| (Zone { name: text[..len].into(), kind: ZoneKind::Fixed(shift) }, len))
}

fn numeric_shift(text: &str) -> Option<(i32, usize)> {
    let mut chars = text.chars();
    let sign = match chars.next()? {
        '+' => 1,
        '-' | '−' | '–' => -1,
        _ => return None,
    };
    let body = chars.as_str();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let start = text.len() - body.len();
    let (hours, minutes, len) = match digits {
        1 | 2 => {
            let hours: i32 = body[..digits].parse().ok()?;
            let minutes = body[digits..].strip_prefix(':').filter(|rest| rest.len() >= 2);
            match minutes.and_then(|rest| rest.get(..2)?.parse::<i32>().ok()) {
                Some(minutes) => (hours, minutes, digits + 3),
                None => (hours, 0, digits),
            }
        }
        4 => (body[..2].parse().ok()?, body[2..4].parse().ok()?, 4),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((sign * (hours * 60 + minutes), start + len))
}
