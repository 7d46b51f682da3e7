//! One task or milestone waits for another.

use serde::{Deserialize, Serialize};

use super::{Id, Record, Task};

/// The successor waits for the predecessor.
///
/// Its id is `predecessor>successor` (see [`Dependency::id_of`]), so that the same link made twice,
/// or by two people, is one link. Links of a summary task bind all its subtasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dependency {
    /// What must come first.
    pub predecessor: Id<Task>,
    /// What waits.
    pub successor: Id<Task>,
    /// Which end waits for which.
    pub kind: DependencyKind,
    /// Working minutes between the two ends; negative is a lead.
    pub lag_minutes: i32,
}

impl Dependency {
    /// A finish-to-start link without lag.
    #[must_use]
    pub fn finish_to_start(predecessor: Id<Task>, successor: Id<Task>) -> Self {
        Self {
            predecessor,
            successor,
            kind: DependencyKind::FinishToStart,
            lag_minutes: 0,
        }
    }

    /// The id a link between these two has.
    #[must_use]
    pub fn id_of(predecessor: &Id<Task>, successor: &Id<Task>) -> Id<Self> {
        Id::new(&format!("{predecessor}>{successor}"))
    }
}

impl Default for Dependency {
    fn default() -> Self {
        Self::finish_to_start(Id::new(""), Id::new(""))
    }
}

impl Record for Dependency {
    const KIND: &'static str = "dependency";
}

/// Which end of the successor waits for which end of the predecessor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DependencyKind {
    /// FS: starts when the predecessor has finished.
    #[default]
    FinishToStart,
    /// SS: starts when the predecessor has started.
    StartToStart,
    /// FF: finishes when the predecessor has finished.
    FinishToFinish,
    /// SF: finishes when the predecessor has started.
    StartToFinish,
}

impl DependencyKind {
    /// All of them, the usual one first.
    pub const ALL: [Self; 4] = [
        Self::FinishToStart,
        Self::StartToStart,
        Self::FinishToFinish,
        Self::StartToFinish,
    ];
}
