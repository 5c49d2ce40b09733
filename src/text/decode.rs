//! Which encoding bytes are in. A byte order mark decides; else NUL bytes tell UTF-16 from files that
//! are no text; else it is UTF-8 if it plainly is, damaged here and there or not; else an encoding of
//! one byte a character, told by whose letters make likely words.

mod single;

use super::{Charset, Decode, Refusal, binary};

/// Characters, before line ends and mending.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The characters, without a byte order mark.
    pub(super) text: String,
    /// The encoding's name.
    pub(super) encoding: &'static str,
    /// How many places held no character.
    pub(super) lost: u32,
}

/// How much is looked at to tell UTF-16 by its NUL bytes.
const SAMPLE_B: usize = 8192;

/// Turns bytes into characters.
pub(super) fn decode(bytes: &[u8], decode: Decode) -> Result<Decoded, Refusal> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest, 3);
    }
    if let Some(format) = binary::format(bytes) {
        return Err(Refusal::Binary { offset: 0, format: Some(format) });
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, 2, Charset::Utf16Le, decode);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, 2, Charset::Utf16Be, decode);
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return match wide(bytes) {
            Some(charset) => utf16(bytes, 0, charset, decode),
            None => Err(Refusal::Binary { offset, format: None }),
        };
    }
    textual(bytes, 0)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(whole(text));
    }
    if mostly_utf8(bytes) {
        return utf8(bytes, 0);
    }
    let charset = single::charset(bytes, decode);
    Ok(decoded(decode(charset, bytes), charset.label()))
}

/// As UTF-8, damaged characters and all.
fn utf8(bytes: &[u8], skipped: usize) -> Result<Decoded, Refusal> {
    textual(bytes, skipped)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(whole(text));
    }
    let lost = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}').to_owned();
    Ok(Decoded { text, encoding: "utf-8", lost: count(lost) })
}

/// As UTF-8 without any damage.
fn whole(text: &str) -> Decoded {
    let text = text.trim_start_matches('\u{FEFF}').to_owned();
    Decoded { text, encoding: "utf-8", lost: 0 }
}

fn utf16(
    bytes: &[u8],
    skipped: usize,
    charset: Charset,
    decode: Decode,
) -> Result<Decoded, Refusal> {
    match bytes.chunks_exact(2).position(|pair| pair == [0, 0]) {
        Some(at) => Err(Refusal::Binary { offset: skipped + at * 2, format: None }),
        None => Ok(decoded(decode(charset, bytes), charset.label())),
    }
}

/// A decoder may or may not drop a byte order mark: afterwards there is none.
fn decoded(mut text: String, encoding: &'static str) -> Decoded {
    let mark = text.len() - text.trim_start_matches('\u{FEFF}').len();
    text.drain(..mark);
    let lost = text.matches('\u{FFFD}').count();
    Decoded { text, encoding, lost: count(lost) }
}

fn count(places: usize) -> u32 {
    u32::try_from(places).unwrap_or(u32::MAX)
}

/// Refuses what holds a NUL, or control characters as often as no text does.
fn textual(bytes: &[u8], skipped: usize) -> Result<(), Refusal> {
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t'..=b'\r' | 0x1A | 0x1B);
    // Many at once, without a branch: hardly any text has one.
    let found =
        bytes.chunks(64).position(|some| some.iter().fold(false, |any, it| any | control(it)));
    let Some(chunk) = found else { return Ok(()) };
    let Some(ahead) = bytes[chunk * 64..].iter().position(control) else { return Ok(()) };
    let first = chunk * 64 + ahead;
    let nul = bytes[first..].iter().position(|byte| *byte == 0).map(|at| first + at);
    let many = bytes[first..].iter().filter(|byte| control(byte)).count() * 50 > bytes.len();
    match nul.or(many.then_some(first)) {
        Some(at) => Err(Refusal::Binary { offset: skipped + at, format: None }),
        None => Ok(()),
    }
}

/// UTF-16 without a mark, where it plainly is: in each pair the same one of the two bytes is that of
/// a Latin, Cyrillic or typographic block, and the other is never NUL.
fn wide(bytes: &[u8]) -> Option<Charset> {
    let sample = &bytes[..bytes.len().min(SAMPLE_B) & !1];
    let pairs = sample.len() / 2;
    let blocks = |of: usize| {
        let block = |pair: &&[u8]| matches!(pair[of], 0 | 3 | 4 | 0x20..=0x27 | 0xD8 | 0xDC..=0xDF);
        let within = sample.chunks_exact(2).filter(block).count();
        let nul = sample.chunks_exact(2).filter(|pair| pair[1 - of] == 0).count();
        let plain = sample.chunks_exact(2).filter(|pair| pair[of] == 0).count();
        pairs >= 2
            && bytes.len().is_multiple_of(2)
            && plain > 0
            && nul == 0
            && within * 10 >= pairs * 9
    };
    match (blocks(1), blocks(0)) {
        (true, false) => Some(Charset::Utf16Le),
        (false, true) => Some(Charset::Utf16Be),
        _ => None,
    }
}

/// True where whole characters of several bytes by far outnumber stray bytes. In an encoding of one
/// byte a character such sequences come about by chance, never that often.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // Each character but an ASCII one has exactly one leading byte.
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        stray += usize::from(!chunk.invalid().is_empty());
    }
    stray == 0 || whole > stray * 2
}
