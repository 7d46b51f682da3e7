//! The distribution that three points of an estimate stand for.

use libm::{exp, log};

/// A log-metalog distribution with three terms, lower bound 0 and no upper bound.
///
/// Source: Keelin, *The Metalog Distributions*, Decision Analysis 13 (2016): the closed form for
/// symmetric percentiles, here those at 10, 50 and 90 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogMetalog {
    middle: f64,
    scale: f64,
    skew: f64,
}

/// Where a likely value may lie between the logarithms of the other two: outside there is no such
/// distribution.
const FEASIBLE: (f64, f64) = (0.17, 0.83);

impl LogMetalog {
    /// The distribution with these values at 10, 50 and 90 %, and whether it goes through all of
    /// them.
    ///
    /// All must be above 0 and in ascending order, the outer two different; otherwise `None`. A
    /// likely value too close to one of the others (`false`) is moved just as far away from it as
    /// it takes; the outer two stay.
    #[must_use]
    pub fn through(optimistic: f64, likely: f64, pessimistic: f64) -> Option<(Self, bool)> {
        let ascending = 0.0 < optimistic && optimistic <= likely && likely <= pessimistic;
        if !ascending || optimistic >= pessimistic || !pessimistic.is_finite() {
            return None;
        }
        let low = log(optimistic);
        let distance = log(pessimistic) - low;
        let wanted = (log(likely) - low) / distance;
        let place = wanted.clamp(FEASIBLE.0, FEASIBLE.1);
        let fitted = Self {
            middle: low + place * distance,
            scale: distance / (2.0 * log(9.0)),
            skew: (1.0 - 2.0 * place) * distance / (0.8 * log(9.0)),
        };
        Some((fitted, (wanted - place).abs() < f64::EPSILON))
    }

    /// The value below which the variable lies with probability `p`, which must be in (0, 1).
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        exp(self.middle + (self.scale + self.skew * (p - 0.5)) * log(p / (1.0 - p)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: [f64; 8] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.80, 0.90, 0.95];

    #[test]
    fn two_four_ten_has_its_published_quantiles() {
        let (fitted, exact) = LogMetalog::through(2.0, 4.0, 10.0).unwrap();
        let expected = [1.6098, 2.0, 2.7699, 4.0, 6.1936, 7.0063, 10.0, 13.9138];
        assert!(exact);
        for (level, expected) in LEVELS.into_iter().zip(expected) {
            let found = fitted.quantile(level);
            assert!((found - expected).abs() < 1e-4, "{level}: {found}");
        }
    }

    #[test]
    fn three_four_five_leaves_little_room() {
        let (fitted, _) = LogMetalog::through(3.0, 4.0, 5.0).unwrap();
        assert!((fitted.quantile(0.8) - 4.6282).abs() < 1e-4);
    }

    #[test]
    fn a_likely_value_at_one_end_is_moved_and_the_ends_stay() {
        let (fitted, exact) = LogMetalog::through(4.0, 4.0, 10.0).unwrap();
        assert!(!exact);
        assert!((fitted.quantile(0.1) - 4.0).abs() < 1e-9);
        assert!((fitted.quantile(0.9) - 10.0).abs() < 1e-9);
        assert!(fitted.quantile(0.5) > 4.0);
    }

    #[test]
    fn quantiles_never_decrease_even_at_the_edge_of_what_is_feasible() {
        for likely in [1.0, 1.48, 3.0, 6.7, 10.0] {
            let (fitted, _) = LogMetalog::through(1.0, likely, 10.0).unwrap();
            let levels = (1..1000).map(|level| fitted.quantile(f64::from(level) / 1000.0));
            let levels: Vec<_> = levels.collect();
            assert!(levels.windows(2).all(|pair| pair[0] <= pair[1]), "{likely}");
        }
    }

    #[test]
    fn points_that_are_no_three_points_give_no_distribution() {
        for (low, likely, high) in [(0.0, 1.0, 2.0), (2.0, 1.0, 3.0), (4.0, 4.0, 4.0)] {
            assert_eq!(LogMetalog::through(low, likely, high), None);
        }
    }
}
