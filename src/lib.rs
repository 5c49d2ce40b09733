//! Holdpoint.

pub mod plan;
pub mod text;
pub mod words;
