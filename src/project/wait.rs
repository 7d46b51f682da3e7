//! A wait that is over: what a blocker turns into when it is cleared.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BlockerKind, Id, Party, Record, Task};

/// How long a task once waited, for whom and for what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wait {
    /// The task that waited.
    pub task: Option<Id<Task>>,
    /// The kind of obstacle.
    pub kind: Option<BlockerKind>,
    /// Whom it waited for.
    pub waiting_on: Option<Party>,
    /// The day the waiting began.
    pub since: Option<NaiveDate>,
    /// The day it ended.
    pub until: Option<NaiveDate>,
}

impl Record for Wait {
    const KIND: &'static str = "wait";
}
