//! The engines behind one door: a project and questions go in, plain data comes out, in steps that
//! are small enough to be put between other things.
//!
//! Invariants:
//! - What comes out is a function of the project, the day and the question; how the steps were cut,
//!   and whether anything was stopped in between, cannot be seen in it.
//! - Everything that comes out names the [`Revision`] of the project it belongs to.

mod answer;
mod desk;
mod prices;
#[cfg(test)]
mod tests;
mod wire;

pub use answer::{Answer, Entry, News, Outlook, Price, Question, QuestionId, Revision};
pub use desk::{Desk, Step};
pub use wire::{Ask, BUILD};
