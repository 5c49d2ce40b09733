//! Holdpoint turns a Markdown release plan into a live checklist that holds the release at each
//! gate.
//!
//! A *plan* is a Markdown file: stages, each closed by a gate, each gate opened by criteria. A *run*
//! is one attempt at it, kept as a *journal* of what happened and added up anew each time. The
//! modules below stand in reading order; each knows only those above it. `tests/house.rs` holds
//! that as a table and reads the sources.

// The type of a view nests as deep as its elements do, and the longest go past the usual 128.
#![recursion_limit = "256"]

pub mod text;

pub mod plan;

pub mod run;

pub mod words;

pub mod report;

pub mod view;

#[cfg(not(target_arch = "wasm32"))]
pub mod site;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(target_arch = "wasm32")]
pub mod web;
