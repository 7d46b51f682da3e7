//! What a task is believed to take.

use serde::{Deserialize, Serialize};

use super::WorkMinutes;

/// The effort a task is believed to take, in work minutes: one value, or three.
///
/// `optimistic` and `pessimistic` are 1-in-10 values, not bounds: one time in ten it takes less
/// (more) than that. They may be absent, and after a merge they may even stand in the wrong order;
/// the forecast names that and reads them sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// One time in ten it takes less.
    #[serde(
        rename = "optimistic_minutes",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub optimistic: Option<WorkMinutes>,
    /// As likely less as more.
    #[serde(rename = "likely_minutes")]
    pub likely: WorkMinutes,
    /// One time in ten it takes more.
    #[serde(
        rename = "pessimistic_minutes",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub pessimistic: Option<WorkMinutes>,
}

impl Estimate {
    /// A single-point estimate.
    #[must_use]
    pub const fn single(likely: WorkMinutes) -> Self {
        Self {
            optimistic: None,
            likely,
            pessimistic: None,
        }
    }

    /// A three-point estimate.
    #[must_use]
    pub const fn three(
        optimistic: WorkMinutes,
        likely: WorkMinutes,
        pessimistic: WorkMinutes,
    ) -> Self {
        Self {
            optimistic: Some(optimistic),
            likely,
            pessimistic: Some(pessimistic),
        }
    }
}
