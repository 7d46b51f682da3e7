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
