//! English.

pub(super) mod desk;
pub(super) mod faults;
