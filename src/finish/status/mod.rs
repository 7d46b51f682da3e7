//! How things stand: what a day looked like, what has changed since, and what to do next.

mod bridge;
mod day;
mod next;

pub use bridge::{Bridge, Cause, Term, bridge};
pub use day::{day, day_id, last_before};
pub use next::{Action, next_actions};
