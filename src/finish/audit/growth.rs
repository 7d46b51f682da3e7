//! How the work has grown since it was frozen.

use std::collections::BTreeMap;

use super::Scope;
use crate::project::{Baseline, BaselineTask, Id, Person, Status, Task, WorkMinutes};

/// A number of tasks and their effort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub tasks: usize,
    /// The effort of those that are estimated.
    pub work: WorkMinutes,
}

impl Tally {
    fn add(&mut self, work: Option<WorkMinutes>) {
        self.tasks += 1;
        self.work += work.unwrap_or_default();
    }
}

/// What has changed since a baseline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Growth {
    /// What was frozen.
    pub frozen: Tally,
    /// The tasks that came since, ordered by id.
    pub added: Vec<Id<Task>>,
    /// Them in numbers.
    pub added_tally: Tally,
    /// Them by who wrote them down.
    pub added_by: BTreeMap<Option<Id<Person>>, Tally>,
    /// The frozen tasks that were deleted, dropped or put off, ordered by id.
    pub removed: Vec<Id<Task>>,
    /// Them in numbers, as they were frozen.
    pub removed_tally: Tally,
    /// The frozen tasks that are now believed to take more or less: before and now. A task that
    /// was split is compared with all of its subtasks.
    pub changed: BTreeMap<Id<Task>, (WorkMinutes, WorkMinutes)>,
}

impl Growth {
    /// What the scope has grown by in all, in minutes; negative when it has shrunk.
    #[must_use]
    pub fn net_minutes(&self) -> i64 {
        i64::from(self.added_tally.work.0) - i64::from(self.removed_tally.work.0)
            + self.changed_minutes()
    }

    /// What the changed tasks are now believed to take more, in minutes; negative when less.
    #[must_use]
    pub fn changed_minutes(&self) -> i64 {
        let changed = self.changed.values();
        changed
            .map(|(before, now)| i64::from(now.0) - i64::from(before.0))
            .sum()
    }

    /// The same in percent of what was frozen; `None` when that was nothing.
    #[must_use]
    pub fn net_percent(&self) -> Option<f64> {
        let frozen = f64::from(self.frozen.work.0);
        (frozen > 0.0).then(|| self.net_minutes() as f64 * 100.0 / frozen)
    }
}

/// Compares the project with its latest baseline: its id and what has changed. `None` before the
/// first.
///
/// The latest is the one with the latest day, then the largest id. A task counts as added when it
/// was not frozen and is open, or was finished on the baseline's day or later. Of a task that has
/// reported progress since, only what is left beyond what was frozen counts as a change.
#[must_use]
pub fn growth<'a>(scope: &Scope<'a>) -> Option<(&'a Id<Baseline>, Growth)> {
    let baselines = scope.project.baselines.iter();
    let (id, baseline) = baselines.max_by_key(|(id, it)| (it.taken_on, *id))?;
    let mut growth = Growth::default();
    // Frozen tasks that were split, with the effort of their subtasks.
    let mut split: BTreeMap<&Id<Task>, WorkMinutes> = BTreeMap::new();
    for task in 0..scope.graph.len() {
        let Some((id, task, index)) = leaf(scope, task) else {
            continue;
        };
        if baseline.tasks.contains_key(id) || !came_or_stayed(task, baseline) {
            continue;
        }
        let work = task
            .estimate
            .map(|estimate| estimate.likely)
            .or(task.remaining_work());
        if let Some(above) = frozen_above(scope, index, baseline) {
            *split.entry(above).or_default() += work.unwrap_or_default();
            continue;
        }
        growth.added.push(id.clone());
        growth.added_tally.add(work);
        growth
            .added_by
            .entry(task.added_by.clone())
            .or_default()
            .add(work);
    }
    for (id, frozen) in &baseline.tasks {
        growth.frozen.add(frozen.work);
        match scope.project.tasks.get(id) {
            Some(_) if split.contains_key(id) => {
                let now = split.get(id).copied().unwrap_or_default();
                note_change(&mut growth, id, frozen, now);
            }
            Some(task) if !task.status.is_out() => {
                note_change(&mut growth, id, frozen, now_of(task, frozen));
            }
            Some(_) | None => {
                growth.removed.push(id.clone());
                growth.removed_tally.add(frozen.work);
            }
        }
    }
    Some((id, growth))
}

fn leaf<'a>(scope: &Scope<'a>, index: usize) -> Option<(&'a Id<Task>, &'a Task, usize)> {
    let (id, task) = scope.graph.id(index).zip(scope.graph.task(index))?;
    (!scope.graph.is_summary(index)).then_some((id, task, index))
}

fn came_or_stayed(task: &Task, baseline: &Baseline) -> bool {
    match task.status {
        Status::Todo | Status::Doing => true,
        Status::Done => task.finished.is_some() && task.finished >= baseline.taken_on,
        Status::Deferred | Status::Dropped => false,
    }
}

/// The nearest frozen task this one is a part of.
fn frozen_above<'a>(scope: &Scope<'a>, task: usize, baseline: &Baseline) -> Option<&'a Id<Task>> {
    let mut above = scope.graph.parent(task);
    while let Some(here) = above {
        let id = scope.graph.id(here)?;
        if baseline.tasks.contains_key(id) {
            return Some(id);
        }
        above = scope.graph.parent(here);
    }
    None
}

/// What a frozen task is believed to take now, as far as it can be compared.
fn now_of(task: &Task, frozen: &BaselineTask) -> WorkMinutes {
    let before = frozen.work.unwrap_or_default();
    match (task.status, task.remaining, task.estimate) {
        (Status::Done, _, _) | (_, None, None) => before,
        (_, Some(left), _) => left.max(before),
        (_, None, Some(estimate)) => estimate.likely,
    }
}

fn note_change(growth: &mut Growth, id: &Id<Task>, frozen: &BaselineTask, now: WorkMinutes) {
    let before = frozen.work.unwrap_or_default();
    if before != now {
        growth.changed.insert(id.clone(), (before, now));
    }
}
