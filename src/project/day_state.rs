//! What a day keeps of the project, so that the next one can say what moved the 80 % date.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Estimate, Id, Party, Person, Status, Task, WorkMinutes};

/// What the forecast was made from, as far as the daily work changes it. Only the newest day record
/// keeps it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayState {
    /// The moment of the 80 % date, in minutes of the calendar from the beginning of the day; `None`
    /// where it was not worked out from this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p80_minutes: Option<i64>,
    /// Every task.
    pub tasks: BTreeMap<Id<Task>, TaskThen>,
    /// What was waited for; `None` where that was not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits: Option<Vec<WaitThen>>,
    /// What could happen; `None` where that was not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risks: Option<Vec<RiskThen>>,
}

/// How a task stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskThen {
    /// How far it was.
    #[serde(skip_serializing_if = "is_default")]
    pub status: Status,
    /// Its estimate; left out for what was not open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Estimate>,
    /// What was last reported as left of it.
    #[serde(rename = "remaining_minutes", skip_serializing_if = "Option::is_none")]
    pub remaining: Option<WorkMinutes>,
    /// What had been spent on it.
    #[serde(rename = "actual_minutes", skip_serializing_if = "Option::is_none")]
    pub actual: Option<WorkMinutes>,
    /// Who was on it; left out for what was not open.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub assignees: BTreeMap<Id<Person>, u16>,
}

/// A wait that was not over: a blocker, or an open decision a task could not go on without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitThen {
    /// The task.
    pub task: Id<Task>,
    /// Who was waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
}

/// Something that could happen and delay tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskThen {
    /// The text of its id, as the forecast calls it.
    pub key: String,
    /// How likely it was, 0 to 1.
    pub chance: f64,
    /// By how many working days it delays: low, likely and high.
    pub days: [f64; 3],
    /// What it delays.
    pub tasks: Vec<Id<Task>>,
}

/// By how much the 80 % date moved since an earlier day, cause by cause, in working minutes of the
/// project; later is positive. The causes are taken one after the other in the order of the fields,
/// and their sum is the whole way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moved {
    /// The day it is counted from.
    pub since: Option<NaiveDate>,
    /// People, days off, links, the order of the tasks: all that is not below.
    #[serde(skip_serializing_if = "is_default")]
    pub plan: i64,
    /// What was worked off, against the time that passed.
    #[serde(skip_serializing_if = "is_default")]
    pub progress: i64,
    /// Estimates that changed, and work that turned out to be more than was left.
    #[serde(skip_serializing_if = "is_default")]
    pub estimates: i64,
    /// Tasks that were written down or taken back in.
    #[serde(skip_serializing_if = "is_default")]
    pub added: i64,
    /// Tasks that were dropped, put off or deleted.
    #[serde(skip_serializing_if = "is_default")]
    pub left_out: i64,
    /// Waits for people and decisions that began or ended.
    #[serde(skip_serializing_if = "is_default")]
    pub waiting: i64,
    /// Risks and integration points.
    #[serde(skip_serializing_if = "is_default")]
    pub risks: i64,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
