//! What the work was when it was frozen.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Person, Priority, Record, Task, WorkMinutes};

/// The remaining work as it was on one day. Never edited after it was taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Baseline {
    /// What it is called.
    pub name: String,
    /// The day it was taken.
    pub taken_on: Option<NaiveDate>,
    /// Who took it.
    pub taken_by: Option<Id<Person>>,
    /// The length of the critical chain, in working minutes of the project.
    pub chain_minutes: Option<i64>,
    /// The length of the project buffer, in working minutes of the project.
    pub buffer_minutes: Option<i64>,
    /// The day the project buffer ended: what is promised where no target date is set.
    pub buffer_end: Option<NaiveDate>,
    /// The tasks without subtasks that were open, and what was left of each.
    pub tasks: BTreeMap<Id<Task>, BaselineTask>,
}

impl Record for Baseline {
    const KIND: &'static str = "baseline";
}

/// One task as it was when the baseline was taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BaselineTask {
    /// Its remaining work; `None` when nobody had estimated it.
    #[serde(rename = "minutes", skip_serializing_if = "Option::is_none")]
    pub work: Option<WorkMinutes>,
    /// Its priority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The day its work was planned to start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDate>,
    /// The day it was planned to finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish: Option<NaiveDate>,
}
