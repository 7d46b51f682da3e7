//! A point in the plan that is reached, and celebrated.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::order::OrderKey;
use super::{Id, Record, Task};

/// A point without duration, reached when all its tasks are done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Milestone {
    /// What is reached.
    pub title: String,
    /// A step on the way, or one that others wait for.
    pub size: MilestoneSize,
    /// The day it is promised for.
    pub due: Option<NaiveDate>,
    /// The tasks that must be done for it.
    pub tasks: BTreeSet<Id<Task>>,
    /// What the team gets when it is reached.
    pub reward: String,
    /// The day it was reached.
    pub reached_on: Option<NaiveDate>,
    /// The place in the list.
    pub order: OrderKey,
}

impl Record for Milestone {
    const KIND: &'static str = "milestone";
    const KEYED: &'static [&'static str] = &["tasks"];
}

/// How much hangs on a milestone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneSize {
    /// Stakeholders wait for it.
    #[default]
    Full,
    /// A small step that keeps a long last mile going.
    Micro,
}
