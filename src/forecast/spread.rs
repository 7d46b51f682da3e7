//! How much something may take: a distribution as a table that is drawn from with one look.

use std::sync::Arc;

use libm::pow;

use crate::project::WorkMinutes;

/// How many equally likely values stand for a distribution.
const CELLS: usize = 400;
/// Draws stop here: what lies beyond is not known well enough to let it rule a standard deviation.
const HIGHEST_LEVEL: f64 = 0.995;
/// With no more than this beyond what was spent, a distribution says nothing about the rest.
const OUTGROWN_SHARE: f64 = 0.05;
/// The power by which overruns thin out: one task in ten takes twice its estimate, one in twenty
/// three times (the data of `prior`), so ln 2 / ln 1.5.
const TAIL_INDEX: f64 = 1.71;

/// A distribution of something that takes minutes or days: 400 equally likely values in ascending
/// order, none below 0. Cloning is cheap.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread(Arc<[f32]>);

impl Spread {
    /// The distribution with this quantile function, which is asked for levels from 0.00125 to
    /// 0.995. Values that are negative, decrease or are no numbers are raised to the one before.
    #[must_use]
    pub fn of(quantile: impl Fn(f64) -> f64) -> Self {
        let mut highest = 0.0_f64;
        let cells = (0..CELLS).map(|cell| {
            let level = (cell as f64 + 0.5) / CELLS as f64;
            highest = highest.max(quantile(level.min(HIGHEST_LEVEL)));
            narrow(highest)
        });
        Self(cells.collect())
    }

    /// Always the same value.
    #[must_use]
    pub fn certain(value: f64) -> Self {
        Self(Arc::from([narrow(value.max(0.0))]))
    }

    /// The value at level `u` in (0, 1): with an evenly spread `u`, a draw.
    #[must_use]
    pub fn at(&self, u: f64) -> f64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float as an index saturates at 0, and the index is bounded below"
        )]
        let cell = (u * self.0.len() as f64) as usize;
        let last = self.0.len().saturating_sub(1);
        self.0.get(cell.min(last)).copied().unwrap_or(0.0).into()
    }

    /// The middle value.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// So many equally likely values that stand for it, ascending.
    #[must_use]
    pub fn quantiles(&self, count: usize) -> Vec<f32> {
        let levels = (0..count.min(self.0.len())).map(|cell| (cell as f64 + 0.5) / count as f64);
        levels.map(|level| narrow(self.at(level))).collect()
    }

    /// The distribution of equally likely values, which must ascend; without any it is certainly
    /// nothing.
    #[must_use]
    pub fn of_quantiles(values: Vec<f32>) -> Self {
        if values.is_empty() {
            Self::certain(0.0)
        } else {
            Self(values.into())
        }
    }

    /// The middle value of a spread of minutes.
    #[must_use]
    pub fn median_work(&self) -> WorkMinutes {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float saturates, and none is negative"
        )]
        let minutes = libm::round(self.median()) as u32;
        WorkMinutes(minutes)
    }

    /// The mean of all values.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.0.iter().copied().map(f64::from).sum::<f64>() / self.0.len() as f64
    }

    /// Every value times `factor`.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        let scaled = self
            .0
            .iter()
            .map(|value| narrow(f64::from(*value) * factor));
        Self(scaled.collect())
    }

    /// The same relative spread around another median. A spread whose median is 0 becomes certain.
    #[must_use]
    pub fn around(&self, median: f64) -> Self {
        if self.median() > 0.0 {
            self.times(median / self.median())
        } else {
            Self::certain(median)
        }
    }

    /// What is still to come when `spent` is gone and it is not over: the part of the distribution
    /// beyond `spent`, less `spent`.
    ///
    /// Where less than 5 % of the distribution lies beyond, it was plainly wrong and says nothing
    /// about the rest. The total then has the tail that overruns have in general, a power law: what
    /// is left grows with what is gone.
    #[must_use]
    pub fn beyond(&self, spent: f64) -> Self {
        if spent <= 0.0 || self.at(HIGHEST_LEVEL) <= 0.0 {
            return self.clone();
        }
        let values = self.0.iter().copied().map(f64::from);
        let rest: Vec<f64> = values
            .map(|value| value - spent)
            .filter(|rest| *rest > 0.0)
            .collect();
        if rest.len() as f64 <= OUTGROWN_SHARE * self.0.len() as f64 {
            return Self::of(|level| spent * (pow(1.0 - level, -1.0 / TAIL_INDEX) - 1.0));
        }
        Self::of(|level| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "levels are between 0 and 1, and a list has at most 400 values"
            )]
            let place = (level * rest.len() as f64) as usize;
            rest.get(place).copied().unwrap_or(0.0)
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "24 bits are a minute in thirty years of work"
)]
fn narrow(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(to: f64) -> Spread {
        Spread::of(|level| level * to)
    }

    #[test]
    fn a_table_keeps_median_mean_and_ends_of_what_it_stands_for() {
        let spread = even(100.0);
        assert!((spread.median() - 50.0).abs() < 0.2);
        assert!((spread.mean() - 50.0).abs() < 0.2);
        assert!(spread.at(0.000_1) < 0.2);
        assert!(
            (spread.at(0.999_9) - 99.5).abs() < 0.01,
            "{:?}",
            spread.at(0.999_9)
        );
    }

    #[test]
    fn what_is_beyond_the_time_spent_is_all_that_is_drawn_from() {
        let rest = even(100.0).beyond(60.0);
        assert!((rest.median() - 20.0).abs() < 0.3, "{}", rest.median());
        assert!(rest.at(0.999) <= 40.0);
        assert!(rest.at(0.001) < 0.5);
    }

    #[test]
    fn nothing_spent_changes_nothing() {
        assert_eq!(even(100.0).beyond(0.0), even(100.0));
    }

    #[test]
    fn what_has_outgrown_its_spread_has_more_left_the_longer_it_has_taken() {
        let at_its_end = even(100.0).beyond(200.0).median();
        let twice_as_far = even(100.0).beyond(400.0).median();
        assert!((at_its_end - 100.0).abs() < 1.0, "{at_its_end}");
        assert!((twice_as_far / at_its_end - 2.0).abs() < 1e-6);
    }

    #[test]
    fn a_new_centre_keeps_the_relative_spread() {
        let moved = even(100.0).around(10.0);
        assert!((moved.median() - 10.0).abs() < 1e-6);
        let ratio = |spread: &Spread| spread.at(0.9) / spread.median();
        assert!((ratio(&moved) - ratio(&even(100.0))).abs() < 1e-6);
    }

    #[test]
    fn what_takes_no_time_at_all_leaves_none() {
        assert_eq!(Spread::certain(0.0).beyond(5.0), Spread::certain(0.0));
        assert!(Spread::certain(9.0).beyond(9.0).median() > 0.0);
        assert_eq!(Spread::certain(0.0).around(7.0), Spread::certain(7.0));
    }
}
