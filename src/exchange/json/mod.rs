//! Lastmile's own file: one or more projects as JSON, readable and complete.
//!
//! Invariants:
//! - Reading what [`export`] wrote gives the same documents: content, stamps, versions, authors.
//! - What stands readable in a file wins over its merge section: where they differ, a person has
//!   edited the file by hand, and that is a new change by whoever imports it.
//! - Kinds and fields this version does not know go in and out as they are.
//!
//! `docs/file-format.md` describes the format for people and programs.

mod export;
mod import;
mod incoming;
mod layout;
mod marks;
mod merge;
mod parse;
mod pieces;
mod place;
mod sections;
#[cfg(test)]
mod tests;

pub use export::{Imprint, export, export_at};
pub use import::{import, import_at};
pub use incoming::{Incoming, Outside};
pub use place::{NotImported, Place};

/// What the file says it is.
pub const FORMAT: &str = "lastmile";
/// The version of the format written here, and the newest that is read.
pub const VERSION: u64 = 1;
