//! What can be done to a project: `fn(&Project, …) -> Result<Change, Refusal>`, one file per noun.
//!
//! Invariants:
//! - An edit reads the project and returns what would change; it changes nothing itself.
//! - One [`Change`] is one act of a person: one journal record, one undo step, one announcement.
//! - A [`Refusal`]'s text is a sentence for a person.
//! - New ids come from a [`MintId`], the day and the person who edits from an [`Author`].
//! - What is linked to a record that goes is unlinked in the same change, so that one undo brings
//!   all of it back.

mod author;
mod change;
mod list;
mod names;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod properties;
mod refusal;
#[cfg(test)]
pub(crate) mod testing;
mod text;

pub mod baseline;
pub mod change_request;
pub mod check_in;
pub mod closing;
pub mod communication;
pub mod criterion;
pub mod day_record;
pub mod decision;
pub mod deliverable;
pub mod dependency;
pub mod history;
pub mod holiday;
pub mod integration_point;
pub mod lesson;
pub mod milestone;
pub mod person;
pub mod plan_order;
pub mod project_entry;
pub mod prompt_answer;
pub mod pulse;
pub mod readiness;
pub mod relief;
pub mod reserve;
pub mod review_item;
pub mod risk;
pub mod settings;
pub mod sign_off;
pub mod sprint;
pub mod stakeholder;
pub mod task;
pub mod time_off;
pub mod what_if;
pub mod workspace_settings;
pub mod workstream;

pub use author::{Author, MintId, mint};
pub use change::{Change, DELETED, Write};
pub use names::Named;
pub use refusal::Refusal;
