//! What a person asks the table of tasks to show.

use std::collections::BTreeSet;

use crate::project::{Id, Status, Task};

/// What the table shows, and in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskQuery {
    /// What rows are put together by.
    pub group: GroupBy,
    /// What they are sorted by.
    pub sort: SortBy,
    /// Which way.
    pub direction: Direction,
    /// Which of them by status.
    pub status: StatusFilter,
    /// Words that must all occur in title, notes, labels or names.
    pub search: String,
    /// Only these tasks, such as those a finding names; with why they are shown.
    pub only: Option<(String, BTreeSet<Id<Task>>)>,
}

/// What rows are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// Nothing: subtasks stand below their summary task.
    #[default]
    Nothing,
    /// Must, should, nice, not sorted.
    Priority,
    /// Who does it; a task of two people stands with both.
    Owner,
    /// How far it is.
    Status,
    /// What it is a part of handing over.
    Deliverable,
    /// The stream of work.
    Workstream,
}

impl GroupBy {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Nothing,
        Self::Priority,
        Self::Owner,
        Self::Status,
        Self::Deliverable,
        Self::Workstream,
    ];

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "No groups",
            Self::Priority => "Priority",
            Self::Owner => "Owner",
            Self::Status => "Status",
            Self::Deliverable => "Deliverable",
            Self::Workstream => "Workstream",
        }
    }
}

/// What rows are sorted by. All but [`SortBy::Order`] give up the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The order people gave them.
    #[default]
    Order,
    /// The title.
    Title,
    /// Must first.
    Priority,
    /// The first owner's name; tasks without one last.
    Owner,
    /// Remaining work; unestimated last.
    Work,
    /// The due date; without one last.
    Due,
    /// To do first.
    Status,
    /// How long it has been blocked; the oldest first.
    Blocked,
}

/// Which way rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The first, the smallest, the earliest on top.
    #[default]
    Ascending,
    /// The other way round; what has no value stays last.
    Descending,
}

/// Which tasks are shown, by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusFilter {
    /// To do and doing.
    #[default]
    Open,
    /// Those that cannot go on.
    Blocked,
    /// Done.
    Done,
    /// Put off or given up.
    PutAside,
    /// All of them.
    All,
}

impl TaskQuery {
    /// Whether subtasks stand below their summary task.
    #[must_use]
    pub(super) fn is_tree(&self) -> bool {
        self.group == GroupBy::Nothing && self.sort == SortBy::Order
    }
}

impl StatusFilter {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Blocked,
        Self::Done,
        Self::PutAside,
        Self::All,
    ];

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Blocked => "Blocked",
            Self::Done => "Done",
            Self::PutAside => "Put aside",
            Self::All => "All",
        }
    }

    pub(super) fn holds(self, task: &Task) -> bool {
        match self {
            Self::Open => task.is_open(),
            Self::Blocked => task.is_open() && task.blocker.is_some(),
            Self::Done => task.status == Status::Done,
            Self::PutAside => task.status.is_out(),
            Self::All => true,
        }
    }
}
