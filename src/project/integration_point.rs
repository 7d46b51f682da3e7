//! Where parts meet that were made apart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Person, Record, Task};

/// A place where parts meet that were made apart, and each time it was tried whether they work
/// together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IntegrationPoint {
    /// What it is called.
    pub title: String,
    /// The parts that meet.
    pub parts: BTreeSet<String>,
    /// Who sees to it.
    pub owner: Option<Id<Person>>,
    /// Where it is tried: a staging system, a rehearsal room, the client's site.
    pub environment: String,
    /// How it is tried.
    pub method: String,
    /// The tasks that need it to work.
    pub tasks: BTreeSet<Id<Task>>,
    /// The day of the next try.
    pub next_test_on: Option<NaiveDate>,
    /// The working days it takes to mend when the parts do not work together.
    pub rework_days: Option<f64>,
    /// The tries, by an id of their own.
    pub runs: BTreeMap<String, TestRun>,
}

impl Record for IntegrationPoint {
    const KIND: &'static str = "integration_point";
    const KEYED: &'static [&'static str] = &["parts", "tasks", "runs"];
}

/// One try.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TestRun {
    /// The day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Whether everything worked together.
    pub passed: bool,
    /// What was seen.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}
