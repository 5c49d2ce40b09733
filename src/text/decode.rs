//! Which encoding.
