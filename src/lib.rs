//! Holdpoint.

pub mod plan;
pub mod text;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod words;
