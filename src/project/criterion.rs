//! One condition that must hold before the work counts as done.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::order::OrderKey;
use super::{Deliverable, Id, IntegrationPoint, Person, Record, Task};

/// Something that must hold before the work counts as done.
///
/// With a `task` it is an acceptance criterion of that one item. Without, it belongs to the
/// definition of done: of one deliverable, or of the whole project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criterion {
    /// What must hold, so that two people would answer yes or no alike.
    pub text: String,
    /// What kind of condition it is.
    pub kind: CriterionKind,
    /// The deliverable it is about; `None` means the whole project.
    pub deliverable: Option<Id<Deliverable>>,
    /// The one item whose acceptance it decides.
    pub task: Option<Id<Task>>,
    /// Whether it holds.
    pub status: CriterionStatus,
    /// Why it need not hold, where it was waived.
    pub waived_because: String,
    /// Who sees to it.
    pub owner: Option<Id<Person>>,
    /// What shows that it holds, by a name that is minted for each.
    pub evidence: BTreeMap<String, Evidence>,
    /// The day its status was set.
    pub checked_on: Option<NaiveDate>,
    /// Who set it.
    pub checked_by: Option<Id<Person>>,
    /// The place in the list.
    pub order: OrderKey,
}

impl Record for Criterion {
    const KIND: &'static str = "criterion";
    const KEYED: &'static [&'static str] = &["evidence"];
}

impl Criterion {
    /// Whether nothing is left to do for it: it holds, or need not.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.status, CriterionStatus::Met | CriterionStatus::Waived)
    }
}

/// The kinds of condition a finish needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// How good it must be.
    #[default]
    Quality,
    /// What it must be seen to do.
    Acceptance,
    /// What must be written down.
    Documentation,
    /// What whoever takes over must have.
    Handoff,
}

impl CriterionKind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [
        Self::Quality,
        Self::Acceptance,
        Self::Documentation,
        Self::Handoff,
    ];
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionStatus {
    /// Nobody has checked yet.
    #[default]
    Open,
    /// It was checked and holds.
    Met,
    /// It was checked and does not hold.
    NotMet,
    /// It need not hold, for a reason that is written down.
    Waived,
}

impl CriterionStatus {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Open, Self::Met, Self::NotMet, Self::Waived];
}

/// One thing that shows that a condition holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// What someone saw, in words.
    Text(String),
    /// Where it can be seen.
    Link(String),
    /// A task whose result shows it.
    Task(Id<Task>),
    /// A run of tests, with its outcome.
    TestRun(String),
    /// A try at an integration point, by its name there.
    Run {
        /// The point.
        point: Id<IntegrationPoint>,
        /// The try.
        run: String,
    },
}
