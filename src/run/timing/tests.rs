//! Small plans, and when they say what.
