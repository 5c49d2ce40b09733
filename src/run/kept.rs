//! How a run is kept. Two stores hold the same texts under the same keys: one that other tabs hear at
//! once, and one that says when the disk has them. What was written is the union of both, by actor
//! and number, whatever became of either.
//!
//! A young entry stands alone under its key. Older ones are packed, many lines under one key, and a
//! pack is nothing but those lines: each bears a digest of its own, and a version that knows no packs
//! still reads them. Nothing here knows a browser; the calls are made elsewhere.

pub mod key;
pub mod names;
pub mod pack;
pub mod plans;
pub mod state;
pub mod union;

/// A text under a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slip {
    /// Where it is kept.
    pub key: String,
    /// What is kept.
    pub text: String,
}

impl Slip {
    /// This text under this key.
    pub fn new(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self { key: key.into(), text: text.into() }
    }
}
