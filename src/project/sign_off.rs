//! A stakeholder's formal word on something, bound to exactly what they saw.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Deliverable, Id, Milestone, Person, ReadinessReview, Record, Stakeholder, Task};

/// A stakeholder's formal word on something. Never edited after it was given: a new word is a new
/// record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignOff {
    /// What it is about.
    pub subject: Subject,
    /// The deliverable whose criteria it is about; `None`: those of the whole project.
    pub deliverable: Option<Id<Deliverable>>,
    /// The milestone it is about.
    pub milestone: Option<Id<Milestone>>,
    /// The readiness review it is about.
    pub review: Option<Id<ReadinessReview>>,
    /// Who gave it.
    pub stakeholder: Option<Id<Stakeholder>>,
    /// Their name at the time, which stays when they leave the project.
    pub name: String,
    /// What they said; `None`: nothing yet, they were only asked.
    pub verdict: Option<Approval>,
    /// The day they said it, or were asked.
    pub date: Option<NaiveDate>,
    /// What they added.
    pub remark: String,
    /// How it was given.
    pub given: Given,
    /// Where the proof is: a link, the subject of a mail, a folder.
    pub proof: String,
    /// Who wrote it down here.
    pub entered_by: Option<Id<Person>>,
    /// The tasks its conditions became.
    pub conditions: BTreeSet<Id<Task>>,
    /// The SHA-256 of what was signed, in hexadecimal digits.
    pub hash: String,
    /// What was signed, item by item, so that a later change can be named.
    pub signed: BTreeMap<String, String>,
}

impl Record for SignOff {
    const KIND: &'static str = "sign_off";
    const KEYED: &'static [&'static str] = &["conditions"];
}

/// What can be signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// What done means: the criteria as they are worded.
    #[default]
    Definition,
    /// That it is done: the criteria with their status and evidence.
    Acceptance,
    /// A milestone.
    Milestone,
    /// A readiness review.
    Review,
    /// The final review against all criteria.
    FinalReview,
}

/// What someone who decides says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// Yes.
    Approved,
    /// Yes, once something else is done.
    WithConditions,
    /// No.
    Rejected,
}

impl Approval {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Approved, Self::WithConditions, Self::Rejected];
}

/// How a word was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// Face to face.
    #[default]
    InPerson,
    /// By mail or message.
    Mail,
    /// In a call.
    Call,
    /// As a signed file.
    File,
}

impl Given {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::InPerson, Self::Mail, Self::Call, Self::File];
}
