//! What may happen and would then cost time.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Id, Person, Record, Task};

/// Something that may happen and would then delay some tasks. Once it has happened it is an
/// *issue*.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Risk {
    /// The event: what happens, in one line.
    pub title: String,
    /// Why it may happen.
    pub cause: String,
    /// What follows when it does.
    pub effect: String,
    /// The kind of risk.
    pub category: Option<RiskCategory>,
    /// How likely it is, 1 to 5 on the project's [`RiskScale`].
    pub probability: Option<u8>,
    /// How much it would cost, 1 to 5 on the project's [`RiskScale`].
    pub impact: Option<u8>,
    /// By how many working days each of its tasks then takes longer: one time in ten it is less.
    /// `None` for all three means what the scale says of the impact.
    pub delay_low_days: Option<f64>,
    /// The same, as likely more as less.
    pub delay_likely_days: Option<f64>,
    /// The same: one time in ten it is more.
    pub delay_high_days: Option<f64>,
    /// The tasks it would delay.
    pub tasks: BTreeSet<Id<Task>>,
    /// What is done about it.
    pub response: Option<RiskResponse>,
    /// How exactly, in words.
    pub plan: String,
    /// The tasks that make it less likely or less bad.
    pub mitigations: BTreeSet<Id<Task>>,
    /// Who watches it.
    pub owner: Option<Id<Person>>,
    /// By what one notices that it happens.
    pub trigger: String,
    /// The day it is looked at again.
    pub review_on: Option<NaiveDate>,
    /// Whether it may still happen.
    pub status: RiskStatus,
    /// The day it was written down.
    pub raised_on: Option<NaiveDate>,
    /// The day it happened.
    pub happened_on: Option<NaiveDate>,
    /// The day it was over.
    pub closed_on: Option<NaiveDate>,
}

impl Record for Risk {
    const KIND: &'static str = "risk";
    const KEYED: &'static [&'static str] = &["tasks", "mitigations"];
}

/// The kinds of risk, after what usually goes wrong in a last mile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskCategory {
    /// More is asked for.
    Scope,
    /// Parts that work alone fail together.
    Integration,
    /// People do not hear what they need to.
    Communication,
    /// People are worn out, away or too few.
    Team,
    /// Someone does not answer, or says no.
    Decision,
    /// Something does not work as it should.
    Technical,
    /// Suppliers, the law, the weather.
    External,
}

impl RiskCategory {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Scope,
        Self::Integration,
        Self::Communication,
        Self::Team,
        Self::Decision,
        Self::Technical,
        Self::External,
    ];
}

/// What is done about a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskResponse {
    /// Its cause is taken away.
    Avoid,
    /// It is made less likely or less bad.
    Mitigate,
    /// Someone else bears it.
    Transfer,
    /// It is borne.
    Accept,
}

impl RiskResponse {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Avoid, Self::Mitigate, Self::Transfer, Self::Accept];
}

/// Whether a risk may still happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskStatus {
    /// It may.
    #[default]
    Open,
    /// It has: it is an issue.
    Happened,
    /// It cannot any more, or the issue is solved.
    Closed,
}

/// What the five steps of probability and impact mean in a project, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RiskScale {
    /// The chance in percent.
    pub percents: [u8; 5],
    /// The usual delay in working days.
    pub days: [u16; 5],
}

impl Default for RiskScale {
    fn default() -> Self {
        Self {
            percents: [10, 30, 50, 70, 90],
            days: [1, 2, 3, 5, 10],
        }
    }
}

impl RiskScale {
    /// The chance of a step of probability, 0 to 1; `None` for what is no step.
    #[must_use]
    pub fn chance(&self, step: u8) -> Option<f64> {
        let percent = self.percents.get(usize::from(step).checked_sub(1)?)?;
        Some(f64::from((*percent).min(100)) / 100.0)
    }

    /// The days of a step of impact; `None` for what is no step.
    #[must_use]
    pub fn delay_days(&self, step: u8) -> Option<f64> {
        let days = self.days.get(usize::from(step).checked_sub(1)?)?;
        Some(f64::from(*days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_five_steps_and_no_others() {
        let scale = RiskScale::default();
        assert_eq!(scale.chance(1), Some(0.1));
        assert_eq!(scale.chance(5), Some(0.9));
        assert_eq!(scale.delay_days(5), Some(10.0));
        for no_step in [0, 6, 255] {
            assert_eq!(scale.chance(no_step), None);
            assert_eq!(scale.delay_days(no_step), None);
        }
    }
}
