//! When people work, and when they do not.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{Id, Person, Record};

/// Working minutes of each weekday, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WeekHours(pub [u16; 7]);

impl WeekHours {
    /// Eight hours from Monday to Friday.
    pub const OFFICE: Self = Self([480, 480, 480, 480, 480, 0, 0]);

    /// The working minutes of that weekday, at most a whole day.
    #[must_use]
    pub fn minutes(&self, weekday: Weekday) -> u16 {
        self.0[weekday.num_days_from_monday() as usize].min(24 * 60)
    }

    /// The working minutes of that date, holidays aside.
    #[must_use]
    pub fn minutes_on(&self, date: NaiveDate) -> u16 {
        self.minutes(date.weekday())
    }
}

impl Default for WeekHours {
    fn default() -> Self {
        Self::OFFICE
    }
}

/// A day on which nobody works. Its id is its date in ISO form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holiday {
    /// The day.
    pub date: Option<NaiveDate>,
    /// What it is called.
    pub name: String,
}

impl Record for Holiday {
    const KIND: &'static str = "holiday";
}

/// Days on which one person does not work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimeOff {
    /// Who is away.
    pub person: Option<Id<Person>>,
    /// The first day away.
    pub first: Option<NaiveDate>,
    /// The last day away; `None` means the first is the only one.
    pub last: Option<NaiveDate>,
    /// Why, if it matters.
    pub note: String,
}

impl Record for TimeOff {
    const KIND: &'static str = "time_off";
}
