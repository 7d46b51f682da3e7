//! What is kept of every run, and the figures made of it.

use chrono::NaiveDate;

use super::outcome::{Dates, Finishes, OnTime, RiskForecast};
use crate::schedule::{DAY, Leveler, Plan, Time, WorkCalendar};

/// The record of the runs made so far. Nothing in it depends on how many were made at a time.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    tasks: usize,
    promised: Option<Time>,
    /// The project's finish of each run.
    finishes: Vec<Time>,
    /// The day each task is finished on, run by run, counted from the status date.
    task_days: Vec<u16>,
    critical: Vec<u32>,
    span: Vec<Moments>,
    finish: Moments,
    /// The finish in the runs in which each risk happened.
    with_risk: Vec<Moments>,
    work_done: f64,
    tasks_done: u64,
}

/// Count, sum and sum of squares of working minutes.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    count: u32,
    sum: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, minutes: i64) {
        let minutes = minutes as f64;
        self.count += 1;
        self.sum += minutes;
        self.squares += minutes * minutes;
    }

    /// What is left when some of it is taken away.
    fn without(self, part: Self) -> Self {
        Self {
            count: self.count - part.count,
            sum: self.sum - part.sum,
            squares: self.squares - part.squares,
        }
    }

    fn mean(self) -> f64 {
        self.sum / f64::from(self.count.max(1))
    }

    fn variance(self) -> f64 {
        let mean = self.mean();
        (self.squares / f64::from(self.count.max(1)) - mean * mean).max(0.0)
    }

    fn sigma(self) -> f64 {
        libm::sqrt(self.variance())
    }
}

impl Tally {
    pub(super) fn new(tasks: usize, risks: usize, promised: Option<Time>) -> Self {
        Self {
            tasks,
            promised,
            finishes: Vec::new(),
            task_days: Vec::new(),
            critical: vec![0; tasks],
            span: vec![Moments::default(); tasks],
            finish: Moments::default(),
            with_risk: vec![Moments::default(); risks],
            work_done: 0.0,
            tasks_done: 0,
        }
    }

    pub(super) fn runs(&self) -> u32 {
        u32::try_from(self.finishes.len()).unwrap_or(u32::MAX)
    }

    /// Notes that a node was on this run's chain; nodes that are no tasks are passed over.
    pub(super) fn mark(&mut self, node: u32) {
        if let Some(critical) = self.critical.get_mut(node as usize) {
            *critical += 1;
        }
    }

    /// Takes in a leveled run. Spans and finishes count in the project's working time.
    pub(super) fn record(
        &mut self,
        finish: Time,
        leveled: &Leveler,
        work: &[i32],
        calendar: &WorkCalendar,
        happened: &[bool],
    ) {
        self.finishes.push(finish);
        let worked = calendar.work_by(finish);
        self.finish.add(worked);
        for (risk, happened) in self.with_risk.iter_mut().zip(happened) {
            if *happened {
                risk.add(worked);
            }
        }
        let times = leveled.start().iter().zip(leveled.finish());
        let nodes = times.zip(work).zip(&mut self.span);
        let (mut done, mut total) = (0.0, 0.0);
        for (((start, finish), work), span) in nodes {
            span.add(calendar.work_by(*finish) - calendar.work_by(*start));
            self.task_days.push(day_of(*finish));
            if let Some(promised) = self.promised {
                let work = f64::from(*work);
                total += work;
                done += work * share_done(*start, *finish, promised);
                self.tasks_done += u64::from((*finish).max(1) <= promised);
            }
        }
        self.work_done += if total > 0.0 { done / total } else { 1.0 };
    }

    pub(super) fn criticality(&self, node: usize) -> f64 {
        let critical = self.critical.get(node).copied().unwrap_or(0);
        f64::from(critical) / f64::from(self.runs().max(1))
    }

    pub(super) fn span_sigma(&self, node: usize) -> f64 {
        self.span.get(node).map_or(0.0, |span| span.sigma())
    }

    pub(super) fn finish_sigma(&self) -> f64 {
        self.finish.sigma()
    }

    /// The schedule sensitivity index: criticality × σ(task) / σ(finish).
    pub(super) fn sensitivity(&self, node: usize, finish_sigma: f64) -> f64 {
        if finish_sigma > 0.0 {
            self.criticality(node) * self.span_sigma(node) / finish_sigma
        } else {
            0.0
        }
    }

    pub(super) fn task_dates(&self, node: usize, plan: &Plan) -> Dates {
        let node = u32::try_from(node).unwrap_or(u32::MAX);
        self.dates_of_all(&[node], plan)
    }

    /// The dates by which all of these nodes are done.
    pub(super) fn dates_of_all(&self, nodes: &[u32], plan: &Plan) -> Dates {
        let runs = self.task_days.chunks_exact(self.tasks.max(1));
        let last = |days: &[u16]| {
            let days = nodes.iter().filter_map(|node| days.get(*node as usize));
            days.copied().max().unwrap_or(0)
        };
        let mut days: Vec<u16> = runs.map(last).collect();
        days.sort_unstable();
        let date = |level| {
            let day = days.get(Finishes::place(days.len(), level)).copied();
            plan.finish_date((Time::from(day.unwrap_or(0)) + 1) * DAY)
        };
        Dates {
            p50: date(0.5),
            p80: date(0.8),
            p90: date(0.9),
        }
    }

    pub(super) fn finishes(&self, calendar: &WorkCalendar) -> Finishes {
        Finishes::new(self.finishes.clone(), calendar)
    }

    pub(super) fn on_time(&self, date: NaiveDate) -> Option<OnTime> {
        let promised = self.promised?;
        let runs = self.runs();
        // What is done already, or takes no more time, is done today and on no day before.
        let finishes = self.finishes.iter().map(|finish| (*finish).max(1));
        let on_time = finishes.filter(|finish| *finish <= promised).count();
        let each = f64::from(runs.max(1));
        Some(OnTime {
            date,
            probability: super::outcome::share(on_time, self.finishes.len()),
            standard_error: super::outcome::standard_error(on_time, self.finishes.len()),
            work_done: self.work_done / each,
            tasks_done: self.tasks_done as f64 / each,
            tasks: self.tasks,
        })
    }

    /// What each risk does to the finish when it happens: the difference of means, which its
    /// standard error belongs to.
    pub(super) fn risks(&self, keys: &[String]) -> Vec<RiskForecast> {
        let error = |part: Moments| part.variance() / f64::from(part.count.max(1));
        let each = keys.iter().zip(&self.with_risk).map(|(key, with)| {
            let without = self.finish.without(*with);
            let is_known = with.count > 1 && without.count > 1;
            RiskForecast {
                key: key.clone(),
                happens: f64::from(with.count) / f64::from(self.runs().max(1)),
                delay_minutes: is_known.then(|| with.mean() - without.mean()),
                standard_error: libm::sqrt(error(*with) + error(without)),
            }
        });
        each.collect()
    }
}

/// The share of a node's span that lies before a moment, as if its work were spread evenly.
fn share_done(start: Time, finish: Time, by: Time) -> f64 {
    if finish <= by {
        1.0
    } else if start >= by {
        0.0
    } else {
        f64::from(by - start) / f64::from(finish - start)
    }
}

/// The day a finish lies in: the end of a day belongs to it. Past 179 years it is the last one.
fn day_of(finish: Time) -> u16 {
    u16::try_from((finish - 1).max(0) / DAY).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_work_that_is_under_way_counts_what_lies_before_the_promised_day() {
        for (by, share) in [(50, 0.0), (100, 0.0), (125, 0.25), (200, 1.0), (300, 1.0)] {
            assert!((share_done(100, 200, by) - share).abs() < 1e-9, "{by}");
        }
    }
}
