//! What a project is for and by when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Person, Record, RiskScale, WeekHours};

/// The project's own card. There is one, with the id [`Settings::ID`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What the project is called.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The day the whole project began.
    pub project_start: Option<NaiveDate>,
    /// The day the whole project was first planned to end (for the 20 % rule).
    pub planned_end: Option<NaiveDate>,
    /// The day its last mile began.
    pub last_mile_start: Option<NaiveDate>,
    /// The day it is promised for.
    pub target_date: Option<NaiveDate>,
    /// The working hours of everyone who has none of their own.
    pub hours: WeekHours,
    /// How the project buffer is sized.
    pub buffer_rule: BufferRule,
    /// Its size in percent of the critical chain, 20 to 30; `None` means 25.
    pub buffer_percent: Option<u8>,
    /// The team checks in every so many working days: 1 every day, 2 every other day; `None` until
    /// someone has chosen.
    pub check_in_days: Option<u8>,
    /// The day from which those working days are counted.
    pub check_in_first: Option<NaiveDate>,
    /// The time of day of the check-in, in minutes after midnight.
    pub check_in_minute: Option<u16>,
    /// What the steps of probability and impact mean.
    pub risk_scale: RiskScale,
    /// An integration point is stable after so many passed tries in a row; `None` means 3.
    pub stable_runs: Option<u8>,
    /// The last of them is no older than so many days; `None` means 7.
    pub stable_days: Option<u8>,
    /// The way of working that was chosen for the last mile.
    pub framework: Option<Framework>,
    /// The money the costs are in, as people write it: `€`. Empty until it is said.
    pub currency: String,
    /// What an hour of work costs, for everyone who has no rate of their own.
    pub hour_cost: Option<u32>,
    /// What a week of delay costs beyond the work itself.
    pub delay_cost_per_week: Option<u32>,
    /// The day the project was closed. A closed project is only read.
    pub closed_on: Option<NaiveDate>,
    /// Who closed it.
    pub closed_by: Option<Id<Person>>,
}

/// A way of working in the last mile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framework {
    /// One or two weeks in which everyone only finishes things, together.
    Sprint,
    /// The parts are put together early and tried all the time.
    IntegrationFirst,
    /// Those who decide agree on what done means, and sign it.
    StakeholderAlignment,
}

impl Framework {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [
        Self::Sprint,
        Self::IntegrationFirst,
        Self::StakeholderAlignment,
    ];
}

/// How the project buffer is sized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BufferRule {
    /// A percentage of the critical chain.
    #[default]
    Percent,
    /// The root of the summed squares of what each task may safely take longer.
    RootSumSquare,
    /// What lies between the forecast's P50 and P80.
    Simulation,
}

impl Settings {
    /// The id of the only settings record.
    pub const ID: &'static str = "project";
}

impl Record for Settings {
    const KIND: &'static str = "settings";
}
