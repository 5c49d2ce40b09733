//! What happened: one attempt at a plan.
//!
//! Where a run stands is never stored. A journal holds what happened, and `fold` adds it up over
//! the plan's course. Time, randomness and names arrive as arguments; nothing here knows a clock, a
//! file or a screen.

pub mod event;
pub mod journal;
pub mod zone;
