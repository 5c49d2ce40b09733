//! Russian.

pub(super) mod desk;
pub(super) mod faults;
pub(super) mod report;
