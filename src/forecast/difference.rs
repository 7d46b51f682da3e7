//! What a change does to the dates: the difference of two forecasts with the same luck.

use super::outcome::{Finishes, Forecast};

/// What lies between two forecasts.
///
/// Both must come from the same seed: then the same run had the same luck in both, and most of what
/// is left between them is the change itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// How the 50 % date moves, in minutes of the project's working time; positive is later.
    pub p50: Shift,
    /// How the 80 % date moves, likewise.
    pub p80: Shift,
    /// How the chance of the promised date changes, −1 to 1; `None` unless both have one.
    pub on_time: Option<Shift>,
}

/// A difference, and how far it may be off for want of runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shift {
    /// The difference: after less before.
    pub by: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl Shift {
    /// Whether it is large enough to be called a difference: at least two standard errors. What is
    /// smaller is shown as equal.
    #[must_use]
    pub fn is_real(self) -> bool {
        self.by.abs() > f64::EPSILON && self.by.abs() >= 2.0 * self.standard_error
    }
}

/// What changes from one forecast to the other. With different numbers of runs, the runs that both
/// have are compared.
#[must_use]
pub fn difference(before: &Forecast, after: &Forecast) -> Difference {
    Difference {
        p50: quantile_shift(&before.finishes, &after.finishes, 0.5),
        p80: quantile_shift(&before.finishes, &after.finishes, 0.8),
        on_time: on_time_shift(before, after),
    }
}

/// The difference of two quantiles of paired runs. Its standard error comes from Bahadur's
/// representation: a quantile is off by the mean of (level − [run ≤ quantile]) / density, and in
/// paired runs these errors largely cancel.
fn quantile_shift(before: &Finishes, after: &Finishes, level: f64) -> Shift {
    let shift = after.worked_quantile(level) - before.worked_quantile(level);
    let errors = |finishes: &Finishes| {
        let quantile = finishes.worked_quantile(level);
        let sparsity = sparsity(finishes, level);
        let error = move |run: &i64| {
            let reached = if *run <= quantile { 1.0 } else { 0.0 };
            (level - reached) * sparsity
        };
        finishes
            .worked_by_run()
            .iter()
            .map(error)
            .collect::<Vec<f64>>()
    };
    Shift {
        by: shift as f64,
        standard_error: standard_error(&errors(before), &errors(after)),
    }
}

/// One over the density at a quantile, from the quantiles five points to either side.
fn sparsity(finishes: &Finishes, level: f64) -> f64 {
    let (low, high) = (level - 0.05, level + 0.05);
    let apart = finishes.worked_quantile(high) - finishes.worked_quantile(low);
    apart as f64 / (high - low)
}

fn on_time_shift(before: &Forecast, after: &Forecast) -> Option<Shift> {
    let (from, to) = (before.promised?, after.promised?);
    let on_time = |forecast: &Forecast, date| {
        let kept = |run: &_| {
            if forecast.date(*run) <= date {
                1.0
            } else {
                0.0
            }
        };
        forecast
            .finishes
            .by_run()
            .iter()
            .map(kept)
            .collect::<Vec<f64>>()
    };
    let (from_runs, to_runs) = (on_time(before, from.date), on_time(after, to.date));
    Some(Shift {
        by: to.probability - from.probability,
        standard_error: standard_error(&from_runs, &to_runs),
    })
}

/// The standard error of the mean difference of paired runs.
fn standard_error(before: &[f64], after: &[f64]) -> f64 {
    let differences = || {
        before
            .iter()
            .zip(after)
            .map(|(before, after)| after - before)
    };
    let count = before.len().min(after.len()).max(1) as f64;
    let mean = differences().sum::<f64>() / count;
    let variance = differences()
        .map(|it| (it - mean) * (it - mean))
        .sum::<f64>()
        / count;
    libm::sqrt(variance / count)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::forecast::{Options, Seed, Simulation};
    use crate::project::Today;
    use crate::project::notation::project;

    fn forecast(text: &str, seed: u64) -> Forecast {
        let today = Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let options = Options {
            seed: Seed(seed),
            runs: 1_000,
            ..Options::default()
        };
        Simulation::new(&project(text), today, &options)
            .0
            .complete()
    }

    const BEFORE: &str = "
        person ann
        task a 8h/16h/40h @ann
        task b 30h @ann <a
        target 2026-03-13";

    #[test]
    fn no_change_is_no_difference() {
        let same = difference(&forecast(BEFORE, 1), &forecast(BEFORE, 1));
        assert_eq!(same.p80, Shift::default());
        assert_eq!(same.on_time, Some(Shift::default()));
        assert!(!same.p80.is_real());
    }

    #[test]
    fn an_added_task_moves_the_dates_and_lowers_the_chance() {
        let more = format!("{BEFORE}\n        task c 4h @ann <b");
        let moved = difference(&forecast(BEFORE, 1), &forecast(&more, 1));
        assert!(moved.p50.is_real() && moved.p50.by > 100.0, "{moved:?}");
        assert!(moved.p80.is_real() && moved.p80.by > 100.0, "{moved:?}");
        let on_time = moved.on_time.unwrap();
        assert!(on_time.is_real() && on_time.by < 0.0, "{on_time:?}");
    }

    #[test]
    fn common_luck_makes_small_differences_visible() {
        let more = format!("{BEFORE}\n        task c 1h @ann <b");
        let common = difference(&forecast(BEFORE, 1), &forecast(&more, 1)).p80;
        let separate = difference(&forecast(BEFORE, 1), &forecast(&more, 2)).p80;
        assert!(common.is_real(), "{common:?}");
        assert!(
            common.standard_error < 0.4 * separate.standard_error,
            "{common:?} {separate:?}"
        );
    }

    #[test]
    fn the_standard_error_is_how_far_differences_scatter() {
        let pairs = (0..60).map(|seed| {
            let (before, after) = (forecast(BEFORE, 2 * seed), forecast(BEFORE, 2 * seed + 1));
            difference(&before, &after).p80
        });
        let pairs: Vec<Shift> = pairs.collect();
        let mean = |of: &dyn Fn(&Shift) -> f64| pairs.iter().map(of).sum::<f64>() / 60.0;
        let scatter = libm::sqrt(mean(&|shift| shift.by * shift.by));
        let said = mean(&|shift| shift.standard_error);
        assert!((0.75..1.33).contains(&(scatter / said)), "{scatter} {said}");
        let real = pairs.iter().filter(|shift| shift.is_real()).count();
        assert!(
            real <= 8,
            "{real} of 60 differences of nothing are called real"
        );
    }
}
