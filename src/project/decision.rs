//! What has to be decided, and what was.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Party, Record, Task};

/// A question that someone has to answer, and the answer. It is open until it has a day on which
/// it was decided.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// The question, in one line.
    pub title: String,
    /// The possible answers, one in each line.
    pub options: String,
    /// Who decides.
    pub decider: Option<Party>,
    /// The day they were asked.
    pub asked_on: Option<NaiveDate>,
    /// The day by which it is needed.
    pub needed_by: Option<NaiveDate>,
    /// The tasks that cannot go on without it, or that it changed.
    pub tasks: BTreeSet<Id<Task>>,
    /// The answer.
    pub outcome: String,
    /// Why that one.
    pub reason: String,
    /// The day it was decided.
    pub decided_on: Option<NaiveDate>,
    /// The later decision that took its place.
    pub superseded_by: Option<Id<Decision>>,
}

impl Record for Decision {
    const KIND: &'static str = "decision";
    const KEYED: &'static [&'static str] = &["tasks"];
}

impl Decision {
    /// Whether the answer is still missing.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.decided_on.is_none() && self.superseded_by.is_none()
    }
}
