//! What may happen on the way: risks that delay tasks, and waits that are not over yet.
//!
//! Both come from outside: the register of risks and the waits of blocked tasks know more than the
//! forecast does, such as who usually answers how fast.

use super::metalog::LogMetalog;
use super::spread::Spread;
use crate::project::{Id, Task};

/// Something that may happen and would then make some tasks longer.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// The text of its id, by which its draws are keyed and its result is found.
    pub key: String,
    /// How likely it is to happen, 0 to 1.
    pub probability: f64,
    /// By how many working days each of its tasks then takes longer. All of them by the same draw.
    pub delay_days: Spread,
    /// The tasks it delays; those that are not open are passed over.
    pub tasks: Vec<Id<Task>>,
}

impl Risk {
    /// The spread of a delay given as low, likely and high days, which are read like the three
    /// points of an estimate. A low value below an eighth of the likely one is read as that much;
    /// without a spread between low and high the likely value is certain.
    #[must_use]
    pub fn delay(low: f64, likely: f64, high: f64) -> Spread {
        let mut days =
            [low, likely, high].map(|days| if days.is_finite() { days.max(0.0) } else { 0.0 });
        days.sort_by(f64::total_cmp);
        let [low, likely, high] = days;
        match LogMetalog::through(low.max(likely / 8.0), likely, high) {
            Some((fitted, _)) => Spread::of(|level| fitted.quantile(level)),
            None => Spread::certain(likely),
        }
    }
}

/// How long a blocked task still waits before it can go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// The task that waits; one that is not open is passed over.
    pub task: Id<Task>,
    /// The wait from today on, in minutes of the project's working time.
    pub still: Spread,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_goes_through_its_three_points() {
        let delay = Risk::delay(1.0, 3.0, 8.0);
        assert!((delay.at(0.1) - 1.0).abs() < 0.05);
        assert!((delay.median() - 3.0).abs() < 0.05);
        assert!((delay.at(0.9) - 8.0).abs() < 0.1);
    }

    #[test]
    fn a_delay_without_a_spread_is_certain() {
        assert_eq!(Risk::delay(2.0, 2.0, 2.0), Spread::certain(2.0));
        assert_eq!(Risk::delay(0.0, 0.0, 0.0), Spread::certain(0.0));
    }

    #[test]
    fn a_delay_that_may_be_nothing_still_has_a_spread() {
        let delay = Risk::delay(0.0, 2.0, 5.0);
        assert!(delay.at(0.1) > 0.0 && delay.at(0.1) < 0.5);
    }
}
