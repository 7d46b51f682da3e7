//! Quantities whose unit must not be mistaken.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Work (effort) in minutes of one person, never elapsed time.
///
/// Additions saturate: a sum of absurd estimates stays an absurd estimate.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct WorkMinutes(pub u32);

impl WorkMinutes {
    /// No work at all.
    pub const ZERO: Self = Self(0);

    /// This many whole hours.
    #[must_use]
    pub const fn hours(hours: u32) -> Self {
        Self(hours.saturating_mul(60))
    }

    /// The work in hours.
    #[must_use]
    pub fn as_hours(self) -> f64 {
        f64::from(self.0) / 60.0
    }
}

impl Add for WorkMinutes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for WorkMinutes {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for WorkMinutes {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// The local calendar date on which something is asked. Time is always an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Today(pub NaiveDate);

impl Today {
    /// Whole days from `since` to today; 0 when `since` is in the future.
    #[must_use]
    pub fn days_since(self, since: NaiveDate) -> u32 {
        u32::try_from((self.0 - since).num_days()).unwrap_or(0)
    }
}
