//! What changes would do to the dates, one after the other, in steps.

use super::answer::{Entry, Price};
use crate::forecast::{self, Forecast, Options, Simulation};
use crate::project::{Project, Today};
use crate::schedule::{self, Plan, Schedule};

/// A project as it is, for comparisons by a number of runs.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) forecast: Forecast,
    pub(super) schedule: Schedule,
}

/// A change that is being tried.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    simulation: Simulation,
    schedule: Schedule,
}

impl Trial {
    /// Prepares the runs of the project with a change in it.
    pub(super) fn new(project: &Project, change: &[Entry], today: Today, runs: u32) -> Self {
        let mut project = project.clone();
        for entry in change {
            entry.make(&mut project);
        }
        let options = Options {
            runs,
            ..Options::of(&project, today)
        };
        let (plan, _) = Plan::of(&project, today, &options.of_schedule());
        let schedule = schedule::of_plan(&project, plan);
        Self {
            simulation: Simulation::new(&project, today, &options).0,
            schedule,
        }
    }

    /// Makes up to so many runs; whether all are made.
    pub(super) fn step(&mut self, runs: u32) -> bool {
        self.simulation.step(runs).are_complete()
    }

    /// How many tasks each run levels.
    pub(super) fn tasks(&self) -> usize {
        self.schedule.plan.tasks.len()
    }

    /// What lies between the project as it is and the trial.
    pub(super) fn price(&self, base: &Base) -> Price {
        let after = self.simulation.forecast();
        let chance = |forecast: &Forecast| forecast.promised.map(|it| it.probability);
        Price {
            before: base.forecast.finish(),
            after: after.finish(),
            on_time: [chance(&base.forecast), chance(&after)],
            difference: forecast::difference(&base.forecast, &after),
            finish: [base.schedule.finish_date, self.schedule.finish_date],
            moves: schedule::moved(&base.schedule, &self.schedule),
        }
    }

    /// The trial of no change at all, as what others are compared with.
    pub(super) fn into_base(self) -> Base {
        Base {
            forecast: self.simulation.forecast(),
            schedule: self.schedule,
        }
    }
}
