//! Someone who decides or must be told.

use serde::{Deserialize, Serialize};

use super::{Id, Person, Record};

/// Someone who decides, approves or must be told. One human can also be a [`Person`] who works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stakeholder {
    /// The name people call them by.
    pub name: String,
    /// Their position.
    pub role: String,
    /// How much the outcome matters to them, 1 to 5.
    pub interest: Option<u8>,
    /// How much they can move, 1 to 5.
    pub influence: Option<u8>,
    /// What they decide or approve.
    pub decides: String,
    /// How they are reached: mail, call, a weekly meeting.
    pub channel: String,
    /// They want to hear something at least every so many days.
    pub cadence_days: Option<u16>,
    /// The same human among the people who work here.
    pub person: Option<Id<Person>>,
}

impl Record for Stakeholder {
    const KIND: &'static str = "stakeholder";
}
