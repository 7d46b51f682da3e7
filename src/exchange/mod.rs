//! Other formats: what leaves as a file and what comes back as one, one folder each.
//!
//! Invariants:
//! - An import is read completely before anything is made of it, and says what it holds first.
//! - A file that cannot be read changes nothing; the reason is a sentence with the place.
//! - Exports are a function of what they export and of who asks when: nothing here reads a clock.

pub mod json;
pub mod page;
pub mod svg;
