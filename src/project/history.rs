//! What was estimated and what it took.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Record, WorkMinutes};

/// A finished task's estimate and actual effort.
///
/// People and kinds are kept by name: the task may belong to another project, and a pasted pair to
/// none. Names are compared without regard to case and surrounding space.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HistoryPair {
    /// What it was.
    pub title: String,
    /// The likely estimate made beforehand.
    #[serde(rename = "estimate_minutes")]
    pub estimate: WorkMinutes,
    /// The effort it took.
    #[serde(rename = "actual_minutes")]
    pub actual: WorkMinutes,
    /// Who did it, by name; empty when unknown.
    pub person: String,
    /// Its label or workstream; empty when unknown.
    pub kind: String,
    /// The day it was finished.
    #[serde(deserialize_with = "super::day::read")]
    pub finished_on: Option<NaiveDate>,
    /// The project it comes from, by name; empty for pasted pairs.
    pub project: String,
}

impl Record for HistoryPair {
    const KIND: &'static str = "history";
}
