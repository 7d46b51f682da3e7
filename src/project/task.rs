//! A piece of remaining work.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::order::OrderKey;
use super::{Deliverable, Estimate, Id, Person, Record, Stakeholder, WorkMinutes, Workstream};

/// A piece of remaining work. A task with subtasks is a *summary task*: its own estimate,
/// assignees and status are not used, its subtasks' are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    /// What is to be done, in one line.
    pub title: String,
    /// Anything else worth knowing.
    pub notes: String,
    /// The summary task this is a part of.
    pub parent: Option<Id<Task>>,
    /// The place among its siblings.
    pub order: OrderKey,
    /// Must, should or nice to have; `None` until someone has sorted it. Forecasts treat an
    /// unsorted task as a must.
    pub priority: Option<Priority>,
    /// What the task is worth, 1 to 10, where the priority alone does not say it.
    pub value: Option<u8>,
    /// What it is a part of handing over.
    pub deliverable: Option<Id<Deliverable>>,
    /// The parallel stream of work it belongs to.
    pub workstream: Option<Id<Workstream>>,
    /// Free words; also the *kind* by which the forecast finds similar finished tasks.
    pub labels: BTreeSet<String>,
    /// Who does it, and how many units of each (more than 1 only for a pool).
    pub assignees: BTreeMap<Id<Person>, u16>,
    /// Which of them only help: the swarm around it, until it is dissolved.
    pub helpers: BTreeSet<Id<Person>>,
    /// How several assignees share the work.
    pub teamwork: Teamwork,
    /// The effort it was believed to take when it was planned.
    pub estimate: Option<Estimate>,
    /// The effort still to be spent as last reported; `None` means the estimate stands.
    #[serde(rename = "remaining_minutes")]
    pub remaining: Option<WorkMinutes>,
    /// The effort spent so far, or in all once it is done.
    #[serde(rename = "actual_minutes")]
    pub actual: Option<WorkMinutes>,
    /// The day it is promised for.
    pub due: Option<NaiveDate>,
    /// The first day on which it can be worked on.
    pub not_before: Option<NaiveDate>,
    /// The place in the plan's priority order: who needs the same person goes first. `None` until
    /// an order has been adopted; such a task goes where the plain rule puts it.
    pub plan_rank: Option<OrderKey>,
    /// How far it is.
    pub status: Status,
    /// The day work began.
    pub started: Option<NaiveDate>,
    /// The day it was done.
    pub finished: Option<NaiveDate>,
    /// What keeps it from going on.
    pub blocker: Option<Blocker>,
    /// The day it was written down.
    pub added_on: Option<NaiveDate>,
    /// Who wrote it down.
    pub added_by: Option<Id<Person>>,
}

impl Record for Task {
    const KIND: &'static str = "task";
    const KEYED: &'static [&'static str] = &["labels", "assignees", "helpers"];
}

impl Task {
    /// Whether work on it is still to be done: neither done nor given up nor put off.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status.is_open()
    }

    /// The effort still to be spent: nothing once closed, else what was last reported, else the
    /// likely estimate. `None` when nobody has said.
    #[must_use]
    pub fn remaining_work(&self) -> Option<WorkMinutes> {
        if !self.is_open() {
            return Some(WorkMinutes::ZERO);
        }
        self.remaining
            .or(self.estimate.map(|estimate| estimate.likely))
    }
}

/// Whether the project can be finished without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Not done means not finished.
    Must,
    /// Missed, but it can be finished without.
    Should,
    /// Welcome if there is time.
    Nice,
}

impl Priority {
    /// All of them, the most important first.
    pub const ALL: [Self; 3] = [Self::Must, Self::Should, Self::Nice];
}

/// How far a task is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has begun.
    #[default]
    Todo,
    /// Someone is on it.
    Doing,
    /// It is done.
    Done,
    /// It is put off to a later phase.
    Deferred,
    /// It will not be done.
    Dropped,
}

impl Status {
    /// All of them, in the order of a task's life.
    pub const ALL: [Self; 5] = [
        Self::Todo,
        Self::Doing,
        Self::Done,
        Self::Deferred,
        Self::Dropped,
    ];

    /// Whether work is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Todo | Self::Doing)
    }

    /// Whether it is out of the project, for now or for good, without being done.
    #[must_use]
    pub fn is_out(self) -> bool {
        matches!(self, Self::Deferred | Self::Dropped)
    }
}

/// How several assignees work on one task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Teamwork {
    /// They divide the effort among them; the span gets shorter, less a loss for coordination.
    #[default]
    Shared,
    /// All must be present all the time (a workshop, a demo); the span stays the effort.
    Together,
    /// It cannot be divided: helpers would not make it shorter. Several assignees are all on it.
    Alone,
}

/// What keeps a task from going on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    /// The kind of obstacle.
    pub kind: BlockerKind,
    /// Whom it waits for; `None` is a gap the audit names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_on: Option<Party>,
    /// The day the waiting began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// What exactly is missing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The kinds of obstacle the audit tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockerKind {
    /// Someone has to say yes.
    Approval,
    /// Something must be known or delivered first.
    MissingInformation,
    /// Something does not work and nobody knows why yet.
    TechnicalIssue,
    /// Anything else.
    Other,
}

impl BlockerKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [
        Self::Approval,
        Self::MissingInformation,
        Self::TechnicalIssue,
        Self::Other,
    ];
}

/// Someone who can be waited for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Someone who works on the project.
    Person(Id<Person>),
    /// Someone who decides or must be told.
    Stakeholder(Id<Stakeholder>),
    /// Someone known by name only.
    Named(String),
}
