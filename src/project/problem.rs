//! What is not right with what was written down.

use std::fmt;

use super::{FieldProblem, Id, Task};

/// Something in a project's records that cannot be read as it stands. The rest is read; the record
/// itself stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// A field holds something this version cannot read; its default is used instead.
    Field {
        /// The kind of the record.
        kind: String,
        /// The record's id.
        id: String,
        /// Which field, and why.
        problem: FieldProblem,
    },
    /// The task's parents lead back to itself; it is read as a task of its own.
    ParentCycle(Id<Task>),
    /// The task's parent does not exist; it is read as a task of its own.
    ParentMissing(Id<Task>),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field { kind, id, problem } => {
                write!(
                    f,
                    "{kind} {id}: {} cannot be read: {}",
                    problem.field, problem.reason
                )
            }
            Self::ParentCycle(id) => write!(f, "task {id} is, through its parents, part of itself"),
            Self::ParentMissing(id) => write!(f, "task {id} is part of a task that is not there"),
        }
    }
}
