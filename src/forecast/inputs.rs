//! What a forecast reads from a project besides its tasks: what is promised, what may happen, and
//! what is still waited for. The one place where records become events of the simulation.

use std::collections::BTreeMap;

use super::answering::waits;
use super::register::risks;
use super::simulation::Options;
use crate::project::{Id, Project, Task, Today, WorkMinutes};
use crate::schedule;

impl Options {
    /// The options a project's own records ask for: its promised day, the risks of its register
    /// and how long its blocked tasks still wait.
    #[must_use]
    pub fn of(project: &Project, today: Today) -> Self {
        Self {
            promised: schedule::promised(project),
            risks: risks(project, today),
            waits: waits(project, today),
            ..Self::default()
        }
    }

    /// The options of the schedule that goes with this forecast: each wait as long as its middle.
    #[must_use]
    pub fn of_schedule(&self) -> schedule::Options {
        let mut waits: BTreeMap<Id<Task>, WorkMinutes> = BTreeMap::new();
        for wait in &self.waits {
            waits.insert(wait.task.clone(), wait.still.median_work());
        }
        schedule::Options {
            unestimated: self.unestimated,
            waits,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Decision, notation};

    #[test]
    fn the_schedule_waits_for_an_open_decision_as_the_forecast_does() {
        let mut project = notation::project("person ann\ntask page\n  task copy 8h @ann");
        let today = Today("2026-03-02".parse().unwrap());
        let start = |project: &Project| {
            let options = Options::of(project, today).of_schedule();
            let (schedule, _) = schedule::schedule(project, today, &options);
            schedule.tasks[&Id::new("copy")].start
        };
        assert_eq!(start(&project), Some(today.0));
        let decision = Decision {
            asked_on: Some(today.0),
            tasks: [Id::new("page")].into(),
            ..Decision::default()
        };
        project.decisions.insert(Id::new("d"), decision);
        // Three working days are usual.
        assert_eq!(start(&project), "2026-03-05".parse().ok());
    }
}
