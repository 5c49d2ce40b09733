//! Russian.

pub(super) mod desk;
pub(super) mod faults;
