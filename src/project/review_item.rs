//! What was said when looking at the result, or back at the work.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::order::OrderKey;
use super::{Id, Lesson, Person, Record, Task};

/// One line of the walkthrough, of the retrospective, or of what people suggest meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewItem {
    /// Where it was said.
    pub kind: ReviewKind,
    /// What was seen or said, in one line.
    pub title: String,
    /// A remark on it: what was seen in detail, what shall be done.
    pub notes: String,
    /// How it came out; of lines of the walkthrough.
    pub outcome: Option<Outcome>,
    /// Who finds it important.
    pub votes: BTreeSet<Id<Person>>,
    /// Who takes it further.
    pub owner: Option<Id<Person>>,
    /// The task it became.
    pub task: Option<Id<Task>>,
    /// The lesson it became; it lies in the workspace, so that not everyone has it.
    pub lesson: Option<Id<Lesson>>,
    /// The day it was said.
    pub added_on: Option<NaiveDate>,
    /// Who said it.
    pub added_by: Option<Id<Person>>,
    /// The place in the list.
    pub order: OrderKey,
}

impl Record for ReviewItem {
    const KIND: &'static str = "review_item";
    const KEYED: &'static [&'static str] = &["votes"];
}

/// Where something was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// In the retrospective: it went well.
    #[default]
    WentWell,
    /// In the retrospective: it cost time.
    CausedDelay,
    /// In the retrospective: it can be better.
    Improve,
    /// In the retrospective: someone does something about it.
    Action,
    /// In the walkthrough with those who accept the result.
    Walkthrough,
    /// At any time: an idea how to work.
    Suggestion,
}

/// How a line of the walkthrough came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As it should be.
    Accepted,
    /// Good enough, with something to be mended.
    WithRemarks,
    /// Not as it should be.
    NotAccepted,
}

impl Outcome {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::WithRemarks, Self::NotAccepted];
}
