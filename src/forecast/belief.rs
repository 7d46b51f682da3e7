//! What is believed about the work a task still takes, and by which recipe.

use std::collections::BTreeMap;

use super::history::{History, Profile};
use super::metalog::LogMetalog;
use super::problem::Problem;
use super::spread::Spread;
use crate::project::{Estimate, HistoryPair, Id, Project, Table, Task, Today, WorkMinutes};

/// An open task that was written down at least so many days ago and whose remaining work nobody
/// has reported since is a stale leftover.
pub const STALE_DAYS: u32 = 60;
/// How far the factor that all tasks of a run share moves a task's work, as a standard deviation of
/// its logarithm: measured on totals of tasks.
pub(super) const SHARED_SIGMA: f64 = 0.25;
/// The same for stale leftovers.
pub(super) const STALE_SIGMA: f64 = 0.5;

/// What is believed about one open task.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    /// Where the spread comes from.
    pub recipe: Recipe,
    /// What is known about its progress.
    pub progress: Progress,
    /// Whether it has been lying around since long without anyone looking at its estimate again.
    pub is_stale: bool,
    /// The work still to be done, in minutes, without the factor all tasks of a run share.
    pub remaining: Spread,
}

/// Where the spread of a task's work comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Recipe {
    /// From a single estimate and so many finished tasks, weighted by how similar they are; while
    /// there are few of them, mostly from what other teams' estimates were worth.
    FinishedTasks {
        /// How many there are.
        finished: usize,
    },
    /// From three points, their middle multiplied by what one's own finished tasks say.
    ThreePoints {
        /// That factor; 1 without a history.
        correction: f64,
    },
    /// Nobody has estimated it: a stand-in, spread like a single estimate.
    NotEstimated {
        /// The stand-in.
        assumed: WorkMinutes,
    },
}

/// What is known about how far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is spent and nothing reported: the whole spread applies.
    NotBegun,
    /// So much is spent: what lies beyond it applies.
    Spent(WorkMinutes),
    /// So much was reported as remaining: it is the new middle, with the same relative spread.
    Reported(WorkMinutes),
}

/// Believes one task after the other, and remembers spreads that several tasks share.
#[derive(Clone, Debug)]
pub struct Believer<'a> {
    project: &'a Project,
    history: History,
    stand_in: WorkMinutes,
    today: Today,
    singles: BTreeMap<Profile, Spread>,
}

impl<'a> Believer<'a> {
    /// Learns from the extract of history the project carries. `stand_in` is taken for the estimate
    /// of tasks that have none.
    #[must_use]
    pub fn new(project: &'a Project, stand_in: WorkMinutes, today: Today) -> Self {
        Self::with_history(project, &project.history, stand_in, today)
    }

    /// Learns from other pairs than the project's own extract.
    #[must_use]
    pub fn with_history(
        project: &'a Project,
        pairs: &Table<HistoryPair>,
        stand_in: WorkMinutes,
        today: Today,
    ) -> Self {
        Self {
            project,
            history: History::of(pairs, today),
            stand_in,
            today,
            singles: BTreeMap::new(),
        }
    }

    /// The finished tasks it learns from.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What is believed about an open task, and what stood in the way. A closed task is believed
    /// like an open one.
    pub fn believe(&mut self, id: &Id<Task>, task: &Task) -> (Belief, Vec<Problem>) {
        let profile = Profile::of(self.project, task, self.stand_in);
        let mut problems = Vec::new();
        let (recipe, total) = match task
            .estimate
            .map(|estimate| points(estimate, id, &mut problems))
        {
            Some(Points::Three(fitted)) => {
                let correction = self.history.correction(&profile);
                let total = Spread::of(|level| correction * fitted.quantile(level));
                (Recipe::ThreePoints { correction }, total)
            }
            Some(Points::One) => {
                let finished = self.history.len();
                (Recipe::FinishedTasks { finished }, self.single(profile))
            }
            None => {
                let assumed = self.stand_in;
                (Recipe::NotEstimated { assumed }, self.single(profile))
            }
        };
        let spent = task.actual.filter(|spent| *spent > WorkMinutes::ZERO);
        let (progress, remaining) = match (task.remaining, spent) {
            (Some(reported), _) => {
                let remaining = total.around(f64::from(reported.0));
                (Progress::Reported(reported), remaining)
            }
            (None, Some(spent)) => (Progress::Spent(spent), total.beyond(f64::from(spent.0))),
            (None, None) => (Progress::NotBegun, total),
        };
        let belief = Belief {
            recipe,
            progress,
            is_stale: self.is_stale(task),
            remaining,
        };
        (belief, problems)
    }

    fn single(&mut self, profile: Profile) -> Spread {
        if let Some(known) = self.singles.get(&profile) {
            return known.clone();
        }
        let minutes = f64::from(profile.estimate.0);
        let ratios = self.history.ratios(&profile);
        let spread = Spread::of(|level| minutes * ratios.quantile(level));
        self.singles.insert(profile, spread.clone());
        spread
    }

    fn is_stale(&self, task: &Task) -> bool {
        let since = task.added_on.or(task.started);
        task.remaining.is_none()
            && since.is_some_and(|day| self.today.days_since(day) >= STALE_DAYS)
    }
}

enum Points {
    One,
    Three(LogMetalog),
}

/// Reads an estimate, in minutes.
///
/// With only one of the outer values, the other lies as far away on the other side, by ratio. An
/// outer value of 0 is read as a minute. Three equal values are a single one.
fn points(estimate: Estimate, id: &Id<Task>, problems: &mut Vec<Problem>) -> Points {
    let minutes = |work: WorkMinutes| f64::from(work.0.max(1));
    let likely = minutes(estimate.likely);
    let mut three = match (
        estimate.optimistic.map(minutes),
        estimate.pessimistic.map(minutes),
    ) {
        (None, None) => return Points::One,
        (Some(low), None) => [low, likely, likely * likely / low],
        (None, Some(high)) => [likely * likely / high, likely, high],
        (Some(low), Some(high)) => [low, likely, high],
    };
    if !three.is_sorted() {
        problems.push(Problem::EstimateNotAscending(id.clone()));
        three.sort_by(f64::total_cmp);
    }
    let [low, likely, high] = three;
    match LogMetalog::through(low, likely, high) {
        Some((fitted, goes_through)) => {
            if !goes_through {
                problems.push(Problem::EstimateLopsided(id.clone()));
            }
            Points::Three(fitted)
        }
        None => Points::One,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;

    fn today() -> Today {
        Today(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    fn believe(task: &Task) -> (Belief, Vec<Problem>) {
        let project = Project::default();
        let mut believer = Believer::new(&project, WorkMinutes::hours(4), today());
        believer.believe(&Id::new("t"), task)
    }

    fn estimated(hours: u32) -> Task {
        Task {
            estimate: Some(Estimate::single(WorkMinutes::hours(hours))),
            ..Task::default()
        }
    }

    fn three(low: u32, likely: u32, high: u32) -> Task {
        let [low, likely, high] = [low, likely, high].map(WorkMinutes::hours);
        Task {
            estimate: Some(Estimate::three(low, likely, high)),
            ..Task::default()
        }
    }

    #[test]
    fn a_single_estimate_is_spread_by_the_prior() {
        let (belief, problems) = believe(&estimated(8));
        assert_eq!(belief.recipe, Recipe::FinishedTasks { finished: 0 });
        assert_eq!(belief.progress, Progress::NotBegun);
        assert!((belief.remaining.median() - 480.0).abs() < 0.1);
        assert!((belief.remaining.at(0.92) - 480.0 * 2.56).abs() < 0.1);
        assert_eq!(problems, []);
    }

    #[test]
    fn three_points_are_one_in_ten_values() {
        let (belief, problems) = believe(&three(2, 4, 10));
        assert_eq!(belief.recipe, Recipe::ThreePoints { correction: 1.0 });
        assert!((belief.remaining.at(0.9) / 600.0 - 1.0).abs() < 0.01);
        assert!((belief.remaining.at(0.1) / 120.0 - 1.0).abs() < 0.01);
        assert_eq!(problems, []);
    }

    #[test]
    fn values_in_the_wrong_order_are_sorted_and_named() {
        let (belief, problems) = believe(&three(10, 4, 2));
        assert_eq!(belief, believe(&three(2, 4, 10)).0);
        assert_eq!(problems, [Problem::EstimateNotAscending(Id::new("t"))]);
    }

    #[test]
    fn a_likely_value_at_one_end_is_named() {
        let (_, problems) = believe(&three(4, 4, 10));
        assert_eq!(problems, [Problem::EstimateLopsided(Id::new("t"))]);
    }

    #[test]
    fn three_equal_values_are_a_single_one() {
        assert_eq!(believe(&three(4, 4, 4)), believe(&estimated(4)));
    }

    #[test]
    fn one_outer_value_is_mirrored() {
        let mut task = estimated(4);
        if let Some(estimate) = &mut task.estimate {
            estimate.pessimistic = Some(WorkMinutes::hours(8));
        }
        assert!((believe(&task).0.remaining.at(0.1) / 120.0 - 1.0).abs() < 0.01);
    }

    #[test]
    fn time_spent_leaves_what_lies_beyond() {
        let task = Task {
            actual: Some(WorkMinutes::hours(8)),
            ..estimated(8)
        };
        let (belief, _) = believe(&task);
        assert_eq!(belief.progress, Progress::Spent(WorkMinutes::hours(8)));
        // Beyond the estimate itself the prior has 1.14, 1.25, 1.41, 1.61, 1.93, 2.56 and 4.10.
        assert!((belief.remaining.median() - 480.0 * 0.61).abs() < 0.1);
    }

    #[test]
    fn a_reported_remainder_is_the_new_middle_with_the_same_relative_spread() {
        let task = Task {
            actual: Some(WorkMinutes::hours(8)),
            remaining: Some(WorkMinutes::hours(2)),
            ..estimated(8)
        };
        let (belief, _) = believe(&task);
        assert!((belief.remaining.median() - 120.0).abs() < 0.1);
        assert!((belief.remaining.at(0.92) - 120.0 * 2.56).abs() < 0.1);
    }

    #[test]
    fn a_reported_remainder_of_nothing_leaves_nothing() {
        let task = Task {
            remaining: Some(WorkMinutes::ZERO),
            ..estimated(8)
        };
        assert!(believe(&task).0.remaining.at(0.99).abs() < 1e-9);
    }

    #[test]
    fn a_task_nobody_estimated_takes_the_stand_in() {
        let (belief, _) = believe(&Task::default());
        let assumed = WorkMinutes::hours(4);
        assert_eq!(belief.recipe, Recipe::NotEstimated { assumed });
        assert!((belief.remaining.median() - 240.0).abs() < 0.1);
    }

    #[test]
    fn what_lies_around_for_sixty_days_without_a_report_is_stale() {
        let added = |days_ago| Task {
            added_on: today().0.checked_sub_days(Days::new(days_ago)),
            ..estimated(8)
        };
        assert!(!believe(&added(59)).0.is_stale);
        assert!(believe(&added(60)).0.is_stale);
        let reported = Task {
            remaining: Some(WorkMinutes::hours(8)),
            ..added(60)
        };
        assert!(!believe(&reported).0.is_stale);
    }
}
