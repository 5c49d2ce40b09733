//! The run's screen as HTML, state by state.
