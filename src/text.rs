//! Bytes to words: which encoding a file is in, and whether it was decoded wrongly once.

pub mod decode;
pub mod repair;
