//! Something that is told to someone again and again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::order::OrderKey;
use super::{Id, Party, Person, Record};

/// A message that someone is owed, once or at a fixed rhythm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Communication {
    /// What is told: "Weekly status".
    pub title: String,
    /// The kind of people it is written for.
    pub audience: Audience,
    /// Who gets it; `None` means everyone of that audience.
    pub to: Option<Party>,
    /// How it reaches them: mail, call, a weekly meeting.
    pub channel: String,
    /// The day it is due for the first time; its weekday is that of every later week.
    pub first_due: Option<NaiveDate>,
    /// It is due every so many days; `None` means once.
    pub every_days: Option<u16>,
    /// Who sends it.
    pub owner: Option<Id<Person>>,
    /// The day it was sent last.
    pub last_sent: Option<NaiveDate>,
    /// What to keep in mind when writing it.
    pub note: String,
    /// The place in the list.
    pub order: OrderKey,
}

impl Record for Communication {
    const KIND: &'static str = "communication";
}

/// The kinds of people a message is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Who pays and decides: dates, money, decisions needed.
    #[default]
    Sponsor,
    /// Who gets the result: what they will have when, and what is needed of them.
    Client,
    /// Who does the work: what is next and what is in the way.
    Team,
    /// Anyone else.
    Other,
}

impl Audience {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Sponsor, Self::Client, Self::Team, Self::Other];
}
