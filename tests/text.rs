//! Bytes to words with the desk's decoder: each encoding and each line end, what is refused, what is
//! mended, and above all that what is right stays as it is, in many languages.

#[path = "text/clean.rs"]
mod clean;
#[path = "text/encodings.rs"]
mod encodings;
#[path = "text/laws.rs"]
mod laws;
#[path = "text/mending.rs"]
mod mending;

use holdpoint::text::{Charset, Repaired, repair};

/// The desk's decoder.
fn decode(charset: Charset, bytes: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_label(charset.label().as_bytes()).expect("a label");
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn repaired(text: &str) -> Option<(String, Repaired)> {
    repair::repair(text, &decode)
}

/// The text as it shows when its UTF-8 is taken for another encoding.
fn wrongly(charset: Charset, text: &str) -> String {
    decode(charset, text.as_bytes())
}

/// The same for Latin-1, which no browser knows.
fn as_latin1(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

/// A text decoded wrongly in each of the four ways.
fn each_way(text: &str) -> [(&'static str, String); 4] {
    [
        ("mac-roman", wrongly(Charset::MacRoman, text)),
        ("windows-1252", wrongly(Charset::Windows1252, text)),
        ("windows-1251", wrongly(Charset::Windows1251, text)),
        ("latin-1", as_latin1(text)),
    ]
}
