//! What people say about readiness: answers of their own, and the reviews they hold.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::order::OrderKey;
use super::{Approval, Id, Person, Record, Stakeholder, Task};

/// How ready something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// It stands in the way.
    NotReady,
    /// Something is missing.
    AtRisk,
    /// Nothing is missing.
    Ready,
}

impl Readiness {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Ready, Self::AtRisk, Self::NotReady];
}

/// What a person says to a question of readiness: in place of the rule that answers it from
/// evidence, or to a question of their own.
///
/// Its id is the rule's name, or minted for a question of one's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadinessAnswer {
    /// The question, where it is one's own; empty where a rule is overruled.
    pub question: String,
    /// The answer; `None`: the rule's own, or none yet.
    pub answer: Option<Readiness>,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub said_by: Option<Id<Person>>,
    /// The day they said so.
    pub said_on: Option<NaiveDate>,
    /// The place in the list of one's own questions.
    pub order: OrderKey,
}

impl Record for ReadinessAnswer {
    const KIND: &'static str = "readiness_answer";
}

/// A meeting that decided whether to begin, or to let go. Never edited after it was held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadinessReview {
    /// What it decided about.
    pub kind: Gate,
    /// The day it was held.
    pub date: Option<NaiveDate>,
    /// Who of the people took part.
    pub people: BTreeSet<Id<Person>>,
    /// Who of the stakeholders took part.
    pub stakeholders: BTreeSet<Id<Stakeholder>>,
    /// The answers as they were, by question.
    pub answers: BTreeMap<String, FrozenAnswer>,
    /// What stood in the way, as it was agreed.
    pub blocking: Vec<String>,
    /// Go, go with conditions, or no go.
    pub verdict: Option<Approval>,
    /// What else was said.
    pub remark: String,
    /// The tasks its conditions became.
    pub conditions: BTreeSet<Id<Task>>,
    /// Who wrote it down.
    pub entered_by: Option<Id<Person>>,
}

impl Record for ReadinessReview {
    const KIND: &'static str = "readiness_review";
    const KEYED: &'static [&'static str] = &["people", "stakeholders", "conditions"];
}

/// What a review decides about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Whether the last mile can begin.
    #[default]
    Entry,
    /// Whether it can be let go.
    Launch,
}

/// An answer as it was on the day of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenAnswer {
    /// The question in words.
    pub question: String,
    /// The answer; `None`: nobody had answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Readiness>,
    /// The sentence that said why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Whether a person had said so against the rule.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overruled: bool,
}
