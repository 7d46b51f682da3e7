//! Places on the axis as moments of the plan, and back.

use super::super::{Axis, Sources};
use crate::schedule::DAY;

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float saturates, and a bar is not stretched by more than that"
)]
pub(super) fn rounded(number: f64) -> i32 {
    libm::round(number) as i32
}

/// Turns places on the axis into moments of the plan and back.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) lead: f64,
    days: f64,
}

impl Clock {
    pub(super) fn of(sources: Sources<'_>, axis: &Axis) -> Self {
        let lead = (sources.schedule.origin - axis.first).num_days();
        Self {
            lead: f64::from(i32::try_from(lead).unwrap_or(0)),
            days: f64::from(axis.days),
        }
    }

    pub(super) fn time(self, at: f64) -> i32 {
        rounded((at - self.lead) * f64::from(DAY))
    }

    pub(super) fn at(self, time: i32) -> f64 {
        (self.lead + f64::from(time) / f64::from(DAY)).clamp(0.0, self.days)
    }
}
