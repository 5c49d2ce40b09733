//! Holdpoint.

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod plan;
pub mod text;
pub mod words;
