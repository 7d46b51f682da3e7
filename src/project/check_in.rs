//! One person's update on one day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BlockerKind, Id, Person, Record, Task, WorkMinutes};

/// What one person said about their work on one day. Its id follows from both (see
/// [`CheckIn::id_of`]), so that a second update of a day adds to the first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckIn {
    /// Whose update it is.
    pub person: Option<Id<Person>>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What was finished since last time.
    pub done: String,
    /// What comes next.
    pub next: String,
    /// The work left on each task they spoke of, as they said it on that day.
    pub remaining_minutes: BTreeMap<Id<Task>, WorkMinutes>,
    /// What is in the way; empty when nothing is.
    pub blocker: String,
    /// The kind of obstacle.
    pub cause: Option<BlockerKind>,
    /// The task that is held up.
    pub blocked: Option<Id<Task>>,
    /// What help they ask for.
    pub help: String,
    /// Who wrote it down, where it was not they themselves.
    pub entered_by: Option<Id<Person>>,
}

impl CheckIn {
    /// The id of a person's update on a day.
    #[must_use]
    pub fn id_of(person: &Id<Person>, date: NaiveDate) -> Id<Self> {
        Id::new(&format!("{date} {person}"))
    }
}

impl Record for CheckIn {
    const KIND: &'static str = "check_in";
    const KEYED: &'static [&'static str] = &["remaining_minutes"];
}
