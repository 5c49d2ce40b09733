//! Judging what was measured: readings that somebody else fetched, against what the plan limits.
//!
//! A limit is bound to a signal by meaning, or a person is asked; values are converted into the
//! limit's unit, or a person is asked; then each reading moves a judge. Three outcomes: within,
//! breached, unknown. What is unknown is never within. Nothing here fetches, waits or knows a clock.

pub mod bind;
pub mod change;
pub mod dismissal;
pub mod gauge;
pub mod judge;
pub mod limit;
pub mod observed;
pub mod outcome;
pub mod signal;
pub mod unit;
pub mod vigil;

pub use bind::{Binding, Bindings, Choice, bind};
pub use change::{Gap, Told, changes};
pub use dismissal::Dismissal;
pub use gauge::Gauge;
pub use judge::{Judge, Settings};
pub use limit::{Limit, Sense};
pub use observed::{Unread, observed};
pub use outcome::{Outcome, Reading, Why};
pub use signal::Signal;
pub use unit::{Scale, Unit, UnitQuestion};
pub use vigil::Vigil;
