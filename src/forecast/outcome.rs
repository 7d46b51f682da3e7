//! What a simulation says: dates with their likelihood, and what moves them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::belief::Belief;
use crate::project::{Id, Milestone, Task};
use crate::schedule::{DAY, Time, WorkCalendar};

/// The result of a simulation.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The status date: day 0 of all times.
    pub origin: NaiveDate,
    /// When the project is finished.
    pub finishes: Finishes,
    /// The chance of the promised date; `None` when there is none.
    pub promised: Option<OnTime>,
    /// The open tasks without subtasks.
    pub tasks: BTreeMap<Id<Task>, TaskForecast>,
    /// The milestones that have open tasks.
    pub milestones: BTreeMap<Id<Milestone>, Dates>,
    /// The risks, in the order they were given in.
    pub risks: Vec<RiskForecast>,
}

impl Forecast {
    /// The project's finish dates.
    #[must_use]
    pub fn finish(&self) -> Dates {
        let date = |level| self.date(self.finishes.quantile(level));
        Dates {
            p50: date(0.5),
            p80: date(0.8),
            p90: date(0.9),
        }
    }

    /// The days between which the 80 % date lies in 19 of 20 cases, however many more runs are made:
    /// two standard errors of a share of the runs to either side, read off the runs themselves.
    #[must_use]
    pub fn p80_range(&self) -> [NaiveDate; 2] {
        let runs = f64::from(
            u32::try_from(self.finishes.len())
                .unwrap_or(u32::MAX)
                .max(1),
        );
        let error = libm::sqrt(0.8 * 0.2 / runs);
        [-2.0, 2.0].map(|errors: f64| {
            let level = (0.8 + errors * error).clamp(0.0, 1.0);
            self.date(self.finishes.quantile(level))
        })
    }

    /// The tasks that move the finish most, by schedule sensitivity index, the first most; those
    /// that never matter are left out. Between equals the smaller id is first.
    #[must_use]
    pub fn ranking(&self) -> Vec<(&Id<Task>, f64)> {
        let tasks = self.tasks.iter();
        let mut ranked: Vec<_> = tasks
            .map(|(id, task)| (id, task.sensitivity))
            .filter(|(_, sensitivity)| *sensitivity > 0.0)
            .collect();
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        ranked
    }

    /// The chance of being finished on or before a date, as a curve: each day on which some run
    /// finishes, ascending, with the share of runs finished by its end.
    #[must_use]
    pub fn curve(&self) -> Vec<CurvePoint> {
        let sorted = &self.finishes.sorted;
        let mut points: Vec<CurvePoint> = Vec::new();
        for (before, finish) in sorted.iter().enumerate() {
            let date = self.date(*finish);
            let finished = share(before + 1, sorted.len());
            match points.last_mut() {
                Some(last) if last.date == date => last.finished = finished,
                Some(_) | None => points.push(CurvePoint { date, finished }),
            }
        }
        points
    }

    /// How the runs' finishes spread, in equally long stretches of whole days without gaps,
    /// ascending: as few days each as keep them to `most`. The latest 0.5 % of runs are counted
    /// with the last stretch, which would else stand far behind the others.
    #[must_use]
    pub fn histogram(&self, most: u32) -> Vec<Stretch> {
        let days: Vec<Time> = self
            .finishes
            .sorted
            .iter()
            .map(|finish| day(*finish))
            .collect();
        let Some(&first) = days.first() else {
            return Vec::new();
        };
        let last = days
            .get(Finishes::place(days.len(), 0.995))
            .copied()
            .unwrap_or(first);
        let most = Time::try_from(most).unwrap_or(Time::MAX).max(1);
        let length = (last - first) / most + 1;
        let mut stretches: Vec<Stretch> = (0..=(last - first) / length)
            .map(|number| Stretch {
                first: self.day(first + number * length),
                last: self.day(first + (number + 1) * length - 1),
                runs: 0,
            })
            .collect();
        let end = stretches.len().saturating_sub(1);
        for day in days {
            let number = usize::try_from((day - first) / length).unwrap_or(0);
            if let Some(stretch) = stretches.get_mut(number.min(end)) {
                stretch.runs += 1;
            }
        }
        stretches
    }

    /// The chance of being finished on or before a date.
    #[must_use]
    pub fn chance_of(&self, date: NaiveDate) -> f64 {
        let days = (date - self.origin).num_days();
        let finished = |finish: &Time| i64::from(day(*finish)) <= days;
        share(
            self.finishes.sorted.partition_point(finished),
            self.finishes.sorted.len(),
        )
    }

    /// The date of a moment at which something finishes.
    pub(super) fn date(&self, finish: Time) -> NaiveDate {
        self.day(day(finish))
    }

    fn day(&self, day: Time) -> NaiveDate {
        let date = self
            .origin
            .checked_add_days(Days::new(u64::from(day.unsigned_abs())));
        date.unwrap_or(self.origin)
    }
}

/// The number of the day a finish lies in; what is finished already counts for today.
fn day(finish: Time) -> Time {
    (finish - 1).max(0) / DAY
}

/// Dates by which something is finished in 50, 80 and 90 % of the runs. They never decrease.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dates {
    /// As likely earlier as later.
    pub p50: NaiveDate,
    /// Four times out of five it is done by then.
    pub p80: NaiveDate,
    /// Nine times out of ten it is done by then.
    pub p90: NaiveDate,
}

/// The finish of every run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finishes {
    /// In the order of runs: the same run of another forecast with the same seed had the same luck.
    by_run: Vec<Time>,
    /// The same in the project's working minutes.
    worked: Vec<i64>,
    sorted: Vec<Time>,
    sorted_worked: Vec<i64>,
}

impl Finishes {
    pub(super) fn new(by_run: Vec<Time>, calendar: &WorkCalendar) -> Self {
        let worked = by_run.iter().map(|finish| calendar.work_by(*finish));
        let worked = worked.collect();
        Self::of_runs(by_run, worked)
    }

    /// The finishes of runs, and the same in the project's working minutes.
    #[must_use]
    pub fn of_runs(by_run: Vec<Time>, worked: Vec<i64>) -> Self {
        let mut sorted = by_run.clone();
        sorted.sort_unstable();
        let mut sorted_worked = worked.clone();
        sorted_worked.sort_unstable();
        Self {
            by_run,
            worked,
            sorted,
            sorted_worked,
        }
    }

    /// How many runs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_run.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_run.is_empty()
    }

    /// The smallest moment by which at least this share of the runs is finished; 0 without runs.
    #[must_use]
    pub fn quantile(&self, level: f64) -> Time {
        let place = Self::place(self.sorted.len(), level);
        self.sorted.get(place).copied().unwrap_or(0)
    }

    /// The same in minutes of the project's working time from today.
    #[must_use]
    pub fn worked_quantile(&self, level: f64) -> i64 {
        let place = Self::place(self.sorted_worked.len(), level);
        self.sorted_worked.get(place).copied().unwrap_or(0)
    }

    /// The finish of each run, in the order of runs.
    #[must_use]
    pub fn by_run(&self) -> &[Time] {
        &self.by_run
    }

    /// The finish of each run in minutes of the project's working time from today.
    #[must_use]
    pub fn worked_by_run(&self) -> &[i64] {
        &self.worked
    }

    /// Where the quantile of a level stands among so many sorted values.
    pub(super) fn place(count: usize, level: f64) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a length is a length, and a negative one saturates at 0"
        )]
        let reached = libm::ceil(level * count as f64) as usize;
        reached.clamp(1, count.max(1)) - 1
    }
}

/// The chance of the promised date, and how far things are by then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnTime {
    /// The promised date.
    pub date: NaiveDate,
    /// The share of runs that are finished by its end.
    pub probability: f64,
    /// How far that may be off for want of runs. Not 0 even where no run, or every run, is on time.
    pub standard_error: f64,
    /// The share of the remaining work expected to be done by then, 0 to 1.
    pub work_done: f64,
    /// How many of the open tasks are expected to be done by then.
    pub tasks_done: f64,
    /// How many open tasks there are.
    pub tasks: usize,
}

/// What the runs say about one task.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskForecast {
    /// When it is finished.
    pub finish: Dates,
    /// The criticality index: the share of runs in which it was on the chain that sets the finish.
    pub criticality: f64,
    /// The standard deviation of its span, in minutes of the project's working time.
    pub span_sigma: f64,
    /// The schedule sensitivity index: criticality × σ(span) / σ(finish).
    pub sensitivity: f64,
    /// What the draws of its work were made from.
    pub belief: Belief,
}

/// What the runs say about one risk.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskForecast {
    /// The key it was given with.
    pub key: String,
    /// The share of runs in which it happened.
    pub happens: f64,
    /// By how much later the project is finished on average when it happens, in minutes of the
    /// project's working time; `None` when it happened in (nearly) no or (nearly) every run.
    pub delay_minutes: Option<f64>,
    /// How far that may be off for want of runs.
    pub standard_error: f64,
}

/// One day of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// The day.
    pub date: NaiveDate,
    /// The share of runs finished by its end, 0 to 1.
    pub finished: f64,
}

/// A few days in a row, and in how many runs the project is finished on one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// The runs.
    pub runs: u32,
}

/// A part of a whole; all of it when there is nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// The standard error of a share of runs: that of the share with one more run on each side, so
/// that it is never 0.
pub(super) fn standard_error(part: usize, runs: usize) -> f64 {
    let p = (part as f64 + 1.0) / (runs as f64 + 2.0);
    libm::sqrt(p * (1.0 - p) / runs.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_the_first_finish_that_so_many_runs_reach() {
        let finishes = Finishes::of_runs(vec![50, 10, 40, 20, 30], vec![5, 1, 4, 2, 3]);
        let found = [0.0, 0.2, 0.5, 0.8, 0.81, 1.0].map(|level| finishes.quantile(level));
        assert_eq!(found, [10, 10, 30, 40, 50, 50]);
        assert_eq!(finishes.worked_quantile(0.8), 4);
        assert_eq!(Finishes::default().quantile(0.5), 0);
    }
}
