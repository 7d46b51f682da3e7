//! Someone who can be called in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Person, Record};

/// Someone who can be called in to swarm: promised beforehand, so that nobody has to be found in
/// the last week.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reserve {
    /// Who it is.
    pub name: String,
    /// The same human among the people who work here.
    pub person: Option<Id<Person>>,
    /// What they can be called in for.
    pub purpose: String,
    /// The first day they can come.
    pub first: Option<NaiveDate>,
    /// The last day; `None`: until the end.
    pub last: Option<NaiveDate>,
    /// Who agreed to it; empty while it is only a wish.
    pub agreed_with: String,
}

impl Record for Reserve {
    const KIND: &'static str = "reserve";
}
