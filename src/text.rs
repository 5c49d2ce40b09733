//! Bytes to words: which encoding a file is in, and whether it was decoded wrongly once.

pub mod decode;
pub mod repair;

/// CRLF and lone CR become LF.
pub fn newlines(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}
