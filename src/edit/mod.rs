//! What can be done to a project: `fn(&Project, …) -> Result<Change, Refusal>`, one file per noun.
//!
//! Invariants:
//! - An edit reads the project and returns what would change; it changes nothing itself.
//! - One [`Change`] is one act of a person: one journal record, one undo step, one announcement.
//! - A [`Refusal`]'s text is a sentence for a person.

mod change;
mod refusal;

pub use change::{Change, DELETED, Write};
pub use refusal::Refusal;
