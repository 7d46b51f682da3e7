//! How things stand: what a day looked like, what has changed since, and what to do next.

mod bridge;
mod day;
mod moves;
mod next;
mod rewind;

pub use bridge::{Bridge, Cause, Term, bridge};
pub use day::{day, day_id, last_before};
pub use moves::{Mover, moved_since};
pub use next::{Action, next_actions};
pub use rewind::{Rewind, Rewound, last_state, re_estimated, state, then};
