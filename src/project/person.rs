//! Someone who works on the project, or a pool of such people.

use serde::{Deserialize, Serialize};

use super::{Record, WeekHours};

/// Someone who works. With `capacity` above 1 it is a pool: that many people who can stand in for
/// each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The name people call them by.
    pub name: String,
    /// What they do here.
    pub role: String,
    /// Where to reach them.
    pub contact: String,
    /// How much of their working hours this project gets, 1 to 100 percent.
    pub availability_percent: u8,
    /// Their own working hours; `None` means the project's.
    pub hours: Option<WeekHours>,
    /// How many people this record stands for, at least 1.
    pub capacity: u16,
    /// What an hour of theirs costs; `None` means the project's rate.
    pub hour_cost: Option<u32>,
}

impl Default for Person {
    fn default() -> Self {
        Self {
            name: String::new(),
            role: String::new(),
            contact: String::new(),
            availability_percent: 100,
            hours: None,
            capacity: 1,
            hour_cost: None,
        }
    }
}

impl Record for Person {
    const KIND: &'static str = "person";
}
