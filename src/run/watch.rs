//! Judging what was measured: readings that somebody else fetched, against what the plan limits.
//!
//! A limit is bound to a signal by meaning, or a person is asked; values are converted into the
//! limit's unit, or a person is asked; then each reading moves a judge. Three outcomes: within,
//! breached, unknown. What is unknown is never within. A `Post` says which addresses are to be asked
//! when, and what their answers mean. Nothing here fetches, waits or knows a clock.

pub mod bind;
pub mod change;
pub mod claim;
pub mod condition;
pub mod dismissal;
pub mod gauge;
pub mod judge;
pub mod limit;
pub mod measure;
pub mod metrics;
pub mod observed;
pub mod outcome;
pub mod poller;
pub mod post;
pub mod pulse;
pub mod selector;
pub mod sight;
pub mod signal;
pub mod target;
pub mod terms;
pub mod together;
pub mod tuning;
pub mod unit;
pub mod vigil;

pub use bind::{Binding, Bindings, Choice, bind};
pub use change::{Gap, Told, changes};
pub use dismissal::Dismissal;
pub use gauge::Gauge;
pub use judge::{Judge, Settings};
pub use limit::{Limit, Sense};
pub use observed::{Unread, figure, observed};
pub use outcome::{Outcome, Reading, Why};
pub use poller::{Heard, Pace, Poller};
pub use post::{Orders, Post, Seen, told};
pub use sight::{Answer, NoAnswer, Sight, State, Verdict};
pub use signal::Signal;
pub use target::{Bar, Target, Want};
pub use terms::{Terms, Tuning};
pub use unit::{Scale, Unit, UnitQuestion};
pub use vigil::Vigil;
