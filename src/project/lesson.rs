//! What one project leaves to the next.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Project, Record};

/// Something kept from one project for those after it. It lies in the workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lesson {
    /// What it becomes in the next project.
    pub kind: LessonKind,
    /// What it says, in one line.
    pub title: String,
    /// Why, and how; of a workflow its steps, one on each line.
    pub notes: String,
    /// The project it was learned in, by name.
    pub project: String,
    /// The day it was learned.
    #[serde(deserialize_with = "super::day::read")]
    pub learned_on: Option<NaiveDate>,
    /// The day on which to ask whether it still serves.
    #[serde(deserialize_with = "super::day::read")]
    pub review_on: Option<NaiveDate>,
    /// The day it was retired; it is kept, but no longer offered.
    #[serde(deserialize_with = "super::day::read")]
    pub retired_on: Option<NaiveDate>,
    /// The projects it was used in.
    pub used_in: BTreeSet<Id<Project>>,
}

impl Record for Lesson {
    const KIND: &'static str = "lesson";
    const KEYED: &'static [&'static str] = &["used_in"];
}

/// What a lesson becomes in the next project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LessonKind {
    /// A question of its guided audit.
    #[default]
    AuditPrompt,
    /// Something to tick off before its end.
    ChecklistItem,
    /// A done criterion.
    Criterion,
    /// A risk of its register.
    Risk,
    /// Tasks: a way of doing something, step by step.
    Workflow,
    /// A tool that is in use.
    Tool,
    /// Something to tell whoever learns this.
    Mentoring,
}

impl LessonKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::AuditPrompt,
        Self::ChecklistItem,
        Self::Criterion,
        Self::Risk,
        Self::Workflow,
        Self::Tool,
        Self::Mentoring,
    ];
}
