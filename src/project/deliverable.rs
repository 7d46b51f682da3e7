//! What is handed over, and the parallel streams of work towards it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::order::OrderKey;
use super::{Id, Person, Record};

/// Something that is handed over at the end; tasks and done criteria belong to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deliverable {
    /// What it is.
    pub name: String,
    /// For whom and to what end.
    pub notes: String,
    /// Who answers for it.
    pub owner: Option<Id<Person>>,
    /// The day it is promised for.
    pub due: Option<NaiveDate>,
    /// The place in the list.
    pub order: OrderKey,
}

impl Record for Deliverable {
    const KIND: &'static str = "deliverable";
}

/// A stream of work that runs beside others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Workstream {
    /// What it is called.
    pub name: String,
    /// Who leads it.
    pub lead: Option<Id<Person>>,
    /// The place in the list.
    pub order: OrderKey,
}

impl Record for Workstream {
    const KIND: &'static str = "workstream";
}
