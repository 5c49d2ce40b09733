//! Arbitrary bytes as a file: opening it never panics, its words have one kind of line end, and what
//! was mended once is never mended again.
#![no_main]

use holdpoint::text::{Charset, open, repair};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = open(bytes, &decode) {
        assert!(!source.text.contains('\r') && !source.text.starts_with('\u{FEFF}'));
        assert_eq!(source.repaired.is_some(), source.original.is_some());
        assert_eq!(repair::repair(&source.text, &decode), None);
    }
});

/// The desk's decoder.
fn decode(charset: Charset, bytes: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_label(charset.label().as_bytes());
    let encoding = encoding.expect("a label");
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}
