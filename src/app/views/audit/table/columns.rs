//! The columns of the table.

/// A column that can be shown and edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// What is to be done.
    Title,
    /// Must, should, nice.
    Priority,
    /// Who does it.
    Owner,
    /// What it takes.
    Estimate,
    /// The day it is promised for.
    Due,
    /// How far it is.
    Status,
    /// Whom or what it waits for.
    Waiting,
    /// What it is a part of handing over.
    Deliverable,
    /// The stream of work it belongs to.
    Workstream,
    /// Free words.
    Labels,
    /// The tasks before it.
    After,
}

impl Column {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Priority,
        Self::Owner,
        Self::Estimate,
        Self::Due,
        Self::Status,
        Self::Waiting,
        Self::Deliverable,
        Self::Workstream,
        Self::Labels,
        Self::After,
    ];

    /// Those shown at first; the others are one click away.
    pub const AT_FIRST: [Self; 7] = [
        Self::Title,
        Self::Priority,
        Self::Owner,
        Self::Estimate,
        Self::Due,
        Self::Status,
        Self::Waiting,
    ];

    /// The head of the column.
    pub fn title(self) -> &'static str {
        match self {
            Self::Title => "Task",
            Self::Priority => "Priority",
            Self::Owner => "Owner",
            Self::Estimate => "Estimate",
            Self::Due => "Due",
            Self::Status => "Status",
            Self::Waiting => "Waiting for",
            Self::Deliverable => "Deliverable",
            Self::Workstream => "Workstream",
            Self::Labels => "Labels",
            Self::After => "After",
        }
    }

    /// Its name in the page.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Priority => "priority",
            Self::Owner => "owner",
            Self::Estimate => "estimate",
            Self::Due => "due",
            Self::Status => "status",
            Self::Waiting => "waiting",
            Self::Deliverable => "deliverable",
            Self::Workstream => "workstream",
            Self::Labels => "labels",
            Self::After => "after",
        }
    }

    /// The column of this name.
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.slug() == slug)
    }
}
