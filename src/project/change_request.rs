//! What someone asks for after the scope was agreed.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Decision, Id, Party, Record, Task};

/// A wish to change the agreed scope, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeRequest {
    /// What is asked for, in one line.
    pub title: String,
    /// Why it is needed.
    pub reason: String,
    /// Who asks.
    pub requester: Option<Party>,
    /// The day it was asked for.
    pub asked_on: Option<NaiveDate>,
    /// Whether the project fails without it; `None` until someone has said.
    pub is_critical: Option<bool>,
    /// The work it brings: a task in each line, in the words that add tasks elsewhere.
    pub work: String,
    /// What was decided; `None` while it is open.
    pub verdict: Option<Verdict>,
    /// Why.
    pub verdict_reason: String,
    /// The day it was decided.
    pub decided_on: Option<NaiveDate>,
    /// The later phase a deferred request went to.
    pub phase: String,
    /// What gives way to an accepted request.
    pub trade_off: BTreeSet<Id<Task>>,
    /// What gives way, where it is no task: money, quality, a later date.
    pub trade_off_note: String,
    /// The tasks it became, or that were there before it was asked for.
    pub tasks: BTreeSet<Id<Task>>,
    /// By how many minutes of the project's working time it was believed to move the 50 % date
    /// when it was decided.
    pub p50_minutes: Option<i64>,
    /// The same of the 80 % date.
    pub p80_minutes: Option<i64>,
    /// Where the decision stands in the log.
    pub decision: Option<Id<Decision>>,
}

impl Record for ChangeRequest {
    const KIND: &'static str = "change_request";
    const KEYED: &'static [&'static str] = &["trade_off", "tasks"];
}

/// What was decided about a change request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is done now.
    Accept,
    /// It is put off to a later phase.
    Defer,
    /// It is not done.
    Reject,
}

impl Verdict {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Defer, Self::Reject];
}
