//! What estimates are worth before a team has a history of its own.
//!
//! Measured on 8,173 finished tasks with estimate and actual effort of one software company, 2004
//! to 2014: the `SiP` data set, published by Derek M. Jones and Stephen Cullum (arXiv 1901.01621).

/// Twenty equally likely ratios of actual to estimated effort for estimates of this size, in
/// ascending order: the quantiles at 2.5 %, 7.5 %, … 97.5 %.
#[must_use]
pub(super) fn ratios(estimate_hours: f64) -> &'static [f64; 20] {
    if estimate_hours <= 1.0 {
        &UP_TO_AN_HOUR
    } else if estimate_hours <= 4.0 {
        &UP_TO_HALF_A_DAY
    } else if estimate_hours <= 14.0 {
        &UP_TO_TWO_DAYS
    } else {
        &LONGER
    }
}

/// The total weight of the prior beside a history of so many finished tasks.
#[must_use]
pub(super) fn weight(finished: usize) -> f64 {
    10.0 * 50.0 / (50.0 + finished as f64)
}

const UP_TO_AN_HOUR: [f64; 20] = [
    0.50, 0.50, 0.75, 0.81, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.5, 2.0,
    2.25, 4.5,
];
const UP_TO_HALF_A_DAY: [f64; 20] = [
    0.25, 0.42, 0.58, 0.71, 0.80, 0.88, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.17, 1.33, 1.56,
    2.0, 2.5, 4.62,
];
const UP_TO_TWO_DAYS: [f64; 20] = [
    0.10, 0.25, 0.36, 0.46, 0.54, 0.64, 0.71, 0.82, 0.90, 1.0, 1.0, 1.0, 1.0, 1.14, 1.25, 1.41,
    1.61, 1.93, 2.56, 4.10,
];
const LONGER: [f64; 20] = [
    0.03, 0.08, 0.16, 0.24, 0.33, 0.40, 0.48, 0.56, 0.64, 0.73, 0.80, 0.90, 1.0, 1.09, 1.18, 1.31,
    1.48, 1.74, 2.23, 3.53,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_class_is_in_ascending_order() {
        for hours in [0.5, 2.0, 8.0, 40.0] {
            assert!(ratios(hours).windows(2).all(|pair| pair[0] <= pair[1]));
        }
    }

    #[test]
    fn the_larger_the_estimate_the_less_it_says() {
        let tenth = |hours| ratios(hours)[2];
        assert!(tenth(1.0) > tenth(4.0) && tenth(4.0) > tenth(14.0) && tenth(14.0) > tenth(15.0));
    }

    #[test]
    fn the_prior_gives_way_to_the_teams_own_history() {
        assert_eq!(weight(0).to_bits(), 10.0_f64.to_bits());
        assert_eq!(weight(50).to_bits(), 5.0_f64.to_bits());
        assert!(weight(450) < 1.01);
    }
}
