//! The record: every field of every record with the stamp of who wrote it last, and what was done
//! to it, so that copies can be joined and steps undone.
//!
//! Invariants:
//! - A field is a register `(value, stamp)`. Joining two registers keeps the larger stamp, so
//!   joining documents is commutative, associative and idempotent; no wall clock decides anything.
//! - A [`ChangeRecord`] is one act of a person and all another copy needs of it. Applying it twice,
//!   late, or in another order leads to the same document.
//! - Deleting is a field ([`crate::edit::DELETED`]): the record's other fields stay and go on merging.
//! - Kinds and fields this version does not know are kept as they are.
//! - [`Book`] keeps the typed model beside the document. A commit costs what it writes, never what
//!   the project holds.

mod actor;
mod book;
mod change_record;
mod history;
mod merge;
mod pace;
mod registers;
mod stamp;
mod version;

pub use actor::{Actor, Minter};
pub use book::Book;
pub use change_record::{Carried, Cause, ChangeRecord, Malformed, StepId, Written};
pub use history::History;
pub use merge::{Comparison, Concurrent, Merged, Side};
pub use pace::{Pace, Rest, at_once};
pub use registers::{Author, Context, Document, Key, Name, Registers, Touched};
pub use stamp::{Register, Stamp};
pub use version::VersionVector;
