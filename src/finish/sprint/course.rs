//! How a sprint burns down, and how it ended.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::project::{Id, Project, Sprint, Status, Task, Today, WorkMinutes};
use crate::schedule::Scheduled;

/// How a sprint burns down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BurnDown {
    /// What was committed.
    pub committed: WorkMinutes,
    /// What was left at the end of each day so far, the first day of the sprint first.
    pub left: Vec<(NaiveDate, WorkMinutes)>,
    /// What the plan says will be left at the end of each day from today on.
    pub planned: Vec<(NaiveDate, WorkMinutes)>,
    /// The day the plan has the last of its tasks done; `None` where it does not say for all.
    pub done_by: Option<NaiveDate>,
}

/// How a sprint burns down up to today, and from there by the plan.
///
/// What was left on a past day is what was said of a task up to then in check-ins, else what was
/// committed; nothing once it was finished. A task that was dropped or put off counts as nothing
/// from today on.
#[must_use]
pub fn burn_down(
    project: &Project,
    sprint: &Sprint,
    dates: &BTreeMap<Id<Task>, Scheduled>,
    today: Today,
) -> BurnDown {
    let (Some(start), Some(end)) = (sprint.start, sprint.end) else {
        return BurnDown::default();
    };
    let until = sprint.closed_on.unwrap_or(today.0);
    let tasks: Vec<(&Id<Task>, WorkMinutes, Option<&Task>)> = sprint
        .tasks
        .iter()
        .map(|(id, work)| (id, *work, project.tasks.get(id)))
        .collect();
    let now = |task: Option<&Task>| {
        let left = task.map(|task| task.remaining_work().unwrap_or_default());
        left.unwrap_or_default()
    };
    let mut left = Vec::new();
    for day in start.iter_days().take_while(|day| *day <= until.min(end)) {
        let of = |(id, committed, task): &(&Id<Task>, WorkMinutes, Option<&Task>)| {
            let finished = task.and_then(|task| task.finished);
            if day == today.0 && sprint.closed_on.is_none() {
                now(*task)
            } else if finished.is_some_and(|finished| finished <= day) {
                WorkMinutes::ZERO
            } else {
                said(project, id, start, day).unwrap_or(*committed)
            }
        };
        left.push((day, tasks.iter().map(of).sum()));
    }
    let finish = |id: &Id<Task>| dates.get(id).and_then(|it| it.finish);
    let mut planned = Vec::new();
    let open = || {
        tasks
            .iter()
            .filter(|(_, _, task)| now(*task) > WorkMinutes::ZERO)
    };
    if sprint.closed_on.is_none() {
        let from = start.max(today.0);
        for day in from.iter_days().take_while(|day| *day <= end) {
            let later = open().filter(|(id, _, _)| finish(id).is_none_or(|it| it > day));
            planned.push((day, later.map(|(_, _, task)| now(*task)).sum()));
        }
    }
    let ends: Option<Vec<NaiveDate>> = open().map(|(id, _, _)| finish(id)).collect();
    BurnDown {
        committed: sprint.tasks.values().copied().sum(),
        left,
        planned,
        done_by: ends.and_then(|ends| ends.into_iter().max()),
    }
}

/// What was last said to be left of a task in the check-ins from one day to another.
fn said(project: &Project, task: &Id<Task>, from: NaiveDate, to: NaiveDate) -> Option<WorkMinutes> {
    let days = project.check_ins.values().filter_map(|it| {
        let date = it.date.filter(|date| from <= *date && *date <= to)?;
        Some((date, *it.remaining_minutes.get(task)?))
    });
    days.max_by_key(|(date, _)| *date).map(|(_, left)| left)
}

/// How a sprint ended, or stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The tasks that are done.
    pub done: Vec<Id<Task>>,
    /// The tasks that were dropped or put off.
    pub out: Vec<Id<Task>>,
    /// The tasks that are left, with what is left of them.
    pub left: Vec<(Id<Task>, WorkMinutes)>,
    /// What was committed.
    pub committed: WorkMinutes,
    /// What was committed of the tasks that are done.
    pub delivered: WorkMinutes,
}

/// The summary of a sprint: as it was closed, or as it stands while it is open.
#[must_use]
pub fn summary(project: &Project, sprint: &Sprint) -> Summary {
    let mut summary = Summary {
        committed: sprint.tasks.values().copied().sum(),
        ..Summary::default()
    };
    for (id, committed) in &sprint.tasks {
        let task = project.tasks.get(id);
        let left = if sprint.closed_on.is_some() {
            sprint.left.get(id).copied()
        } else {
            let open = task.filter(|task| task.is_open());
            open.map(|task| task.remaining_work().unwrap_or_default())
        };
        let is_out = task.is_none_or(|task| !task.is_open() && task.status != Status::Done);
        if let Some(left) = left {
            summary.left.push((id.clone(), left));
        } else if is_out {
            summary.out.push(id.clone());
        } else {
            summary.done.push(id.clone());
            summary.delivered += *committed;
        }
    }
    summary
}
