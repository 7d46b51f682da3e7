//! A short stretch of time with a goal and the tasks that were promised for it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Record, Task, WorkMinutes};

/// One or two weeks in which the team finishes what it committed to, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sprint {
    /// What is true at its end, in one line.
    pub goal: String,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day.
    pub end: Option<NaiveDate>,
    /// The tasks committed to, and what was left of each when it was committed.
    pub tasks: BTreeMap<Id<Task>, WorkMinutes>,
    /// Anything else worth knowing.
    pub note: String,
    /// The day it was closed; `None` while it is open.
    pub closed_on: Option<NaiveDate>,
    /// What was left of the tasks that were not done when it was closed.
    pub left: BTreeMap<Id<Task>, WorkMinutes>,
}

impl Record for Sprint {
    const KIND: &'static str = "sprint";
    const KEYED: &'static [&'static str] = &["tasks", "left"];
}
