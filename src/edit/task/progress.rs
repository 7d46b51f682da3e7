//! How far a task is: finishing, reopening, putting off, dropping.

use std::slice;

use super::set::check_work;
use super::{found, selected};
use crate::edit::text;
use crate::edit::{Author, Change, Refusal};
use crate::project::{Id, Project, Record as _, Status, Task, WorkMinutes};

/// Finishes an open task, reopens a closed one.
pub fn toggle_done(project: &Project, id: &Id<Task>, author: &Author) -> Result<Change, Refusal> {
    if found(project, id)?.status == Status::Done {
        reopen(project, id)
    } else {
        finish(project, id, None, author)
    }
}

/// Finishes a task today. Writes nothing else, unless it is told what the task took: a blocker
/// stays as it is, since a closed task waits for nothing.
///
/// Of a summary task it finishes all open tasks below.
pub fn finish(
    project: &Project,
    id: &Id<Task>,
    actual: Option<WorkMinutes>,
    author: &Author,
) -> Result<Change, Refusal> {
    actual.map_or(Ok(()), check_work)?;
    let mut change = set_status(project, slice::from_ref(id), Status::Done, author)?;
    if let Some(actual) = actual {
        change.alter(&project.tasks, id, |task| task.actual = Some(actual));
    }
    Ok(change)
}

/// The tasks that a change writes to and that are not done without it.
#[must_use]
pub fn undone(project: &Project, change: &Change) -> Vec<Id<Task>> {
    let writes = change.writes.iter().filter(|it| it.kind == Task::KIND);
    let mut ids: Vec<Id<Task>> = writes.map(|it| Id::new(it.id.as_str())).collect();
    ids.sort_unstable();
    ids.dedup();
    let undone = |id: &Id<Task>| {
        project
            .tasks
            .get(id)
            .is_some_and(|it| it.status != Status::Done)
    };
    ids.retain(undone);
    ids
}

/// What to offer as the actual effort of a task that was finished: what was reported so far, else
/// its likely estimate.
#[must_use]
pub fn offered_actual(task: &Task) -> Option<WorkMinutes> {
    task.actual
        .or(task.estimate.map(|estimate| estimate.likely))
}

/// Opens a closed task again: as begun if it had been begun.
pub fn reopen(project: &Project, id: &Id<Task>) -> Result<Change, Refusal> {
    let before = found(project, id)?;
    let mut change = Change::new(format!("Reopen {}", text::quoted(&before.title)));
    change.alter(&project.tasks, id, |task| {
        task.finished = None;
        task.status = if task.started.is_some() {
            Status::Doing
        } else {
            Status::Todo
        };
    });
    Ok(change)
}

/// Sets how far these tasks are, as one change.
///
/// Finishing dates them today, beginning dates their start today unless it is known; any other
/// status clears the day they were finished, *to do* also the day they were begun. A summary
/// task's own status is not used, so its subtasks are set: to *done*, *deferred* or *dropped* those
/// that are open, otherwise all of them.
pub fn set_status(
    project: &Project,
    ids: &[Id<Task>],
    status: Status,
    author: &Author,
) -> Result<Change, Refusal> {
    let ids = selected(project, ids)?;
    let verb = match status {
        Status::Todo => "Set back",
        Status::Doing => "Begin",
        Status::Done => "Finish",
        Status::Deferred => "Put off",
        Status::Dropped => "Drop",
    };
    let mut change = Change::new(format!("{verb} {}", text::tasks(project, &ids)));
    for id in with_subtasks(project, &ids, status) {
        change.alter(&project.tasks, &id, |task| {
            task.finished = (status == Status::Done).then_some(author.today.0);
            match status {
                Status::Doing => task.started = task.started.or(Some(author.today.0)),
                Status::Todo => task.started = None,
                Status::Done | Status::Deferred | Status::Dropped => {}
            }
            task.status = status;
        });
    }
    Ok(change)
}

/// The tasks a status is written to: of a summary task those below it.
fn with_subtasks(project: &Project, ids: &[Id<Task>], status: Status) -> Vec<Id<Task>> {
    let any_summary = project
        .tasks
        .values()
        .filter_map(|task| task.parent.as_ref())
        .any(|parent| ids.contains(parent));
    if !any_summary {
        return ids.to_vec();
    }
    let closes = !status.is_open();
    let (outline, _) = project.outline();
    let mut found: Vec<_> = ids
        .iter()
        .flat_map(|id| {
            let alone = !outline.is_summary(id);
            outline
                .subtree(id)
                .into_iter()
                .filter(|id| !outline.is_summary(id))
                .filter(move |id| {
                    let open = project.tasks.get(id).is_some_and(Task::is_open);
                    alone || open || !closes
                })
                .collect::<Vec<_>>()
        })
        .collect();
    found.sort();
    found.dedup();
    found
}
