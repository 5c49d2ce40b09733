//! What people see, one component a file. No browser in here: a view takes plain data or signals,
//! gives its wishes to an optional callback, and is the same on screen, on paper and in a test.

pub mod alarm;
pub mod arrived;
pub mod counts;
pub mod drop;
pub mod faults;
pub mod finish;
pub mod health;
pub mod help;
pub mod hint;
pub mod icon;
pub mod item;
pub mod live;
pub mod mended;
pub mod names;
pub mod newer;
mod on_paper;
pub mod opened;
pub mod outline;
pub mod paper;
pub mod paste;
pub mod place;
pub(crate) mod plain;
pub mod printed;
pub mod room;
pub mod saved;
pub mod sheet;
pub mod shelf;
pub mod slices;
pub mod source;
pub mod start;
pub mod switch;
pub mod trouble;
pub mod understood;
pub mod verify;

#[cfg(test)]
mod testing;
