//! How someone is doing, said in two numbers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Person, Record};

/// One answer to a pulse check. Without a person it is anonymous, in files too.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pulse {
    /// Who answered; `None` when they left their name out.
    pub person: Option<Id<Person>>,
    /// The day of the answer.
    pub date: Option<NaiveDate>,
    /// How they feel about the work, 1 (bad) to 5 (good).
    pub morale: Option<u8>,
    /// How much it is, 1 (too little) to 5 (too much).
    pub workload: Option<u8>,
    /// What they want to say.
    pub remark: String,
}

impl Record for Pulse {
    const KIND: &'static str = "pulse";
}
