//! What was answered to a question of the guided audit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Person, Record, Task};

/// The answer to one question of the guided audit. Its id is the question's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromptAnswer {
    /// The answer; `None`: open again.
    pub answer: Option<Answer>,
    /// The task it became.
    pub task: Option<Id<Task>>,
    /// The day it was answered.
    pub answered_on: Option<NaiveDate>,
    /// Who answered it.
    pub answered_by: Option<Id<Person>>,
}

impl Record for PromptAnswer {
    const KIND: &'static str = "prompt_answer";
}

/// How a question of the guided audit was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes: it is taken care of.
    Covered,
    /// The question makes no sense for this project.
    NotApplicable,
    /// No: a task was made of it.
    TaskMade,
}
