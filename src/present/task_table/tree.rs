//! Subtasks below their summary task.

use std::collections::BTreeSet;

use super::search::Asked;
use super::{TaskQuery, TaskRow};
use crate::project::{Id, Outline, Project, Task, WorkMinutes};

/// The rows of these tasks, which are parts of the tree with all below them.
pub(super) fn tree(
    project: &Project,
    outline: &Outline,
    all: Vec<(Id<Task>, usize)>,
    query: &TaskQuery,
    folded: &BTreeSet<String>,
) -> Vec<TaskRow> {
    let asked = Asked::of(project, query);
    // A summary task is done when what is below it is: its own status says nothing.
    let holds = |id: &Id<Task>, task: &Task| {
        (query.only.is_some() || !outline.is_summary(id)) && asked.holds(id, task)
    };
    // From below: a task is shown when it answers itself or when anything below it is shown, and a
    // summary task has the work of what is below it.
    let mut known = vec![Below::default(); all.len()];
    let mut at_depth: Vec<Below> = Vec::new();
    for (at, (id, depth)) in all.iter().enumerate().rev() {
        let below = at_depth.get(depth + 1).copied();
        at_depth.truncate(depth + 1);
        at_depth.resize(depth + 1, Below::default());
        let task = project.tasks.get(id);
        let this = Below {
            shown: below.is_some_and(|below| below.shown)
                || task.is_some_and(|task| holds(id, task)),
            work: match below {
                Some(below) => below.work,
                None => task.and_then(Task::remaining_work).unwrap_or_default(),
            },
        };
        if let (Some(here), Some(known)) = (at_depth.get_mut(*depth), known.get_mut(at)) {
            here.shown |= this.shown;
            here.work += this.work;
            *known = this;
        }
    }
    let mut rows = Vec::new();
    let mut hidden_below = None;
    for ((id, depth), Below { shown, work }) in all.into_iter().zip(known) {
        if hidden_below.is_some_and(|folded| depth > folded) {
            continue;
        }
        hidden_below = None;
        if shown {
            if folded.contains(id.as_str()) {
                hidden_below = Some(depth);
            }
            let rolled_up = outline.is_summary(&id).then_some(work);
            rows.push(TaskRow::Task {
                id,
                group: String::new(),
                depth,
                rolled_up,
            });
        }
    }
    rows
}

/// What is known of a task and all below it.
#[derive(Clone, Copy, Debug, Default)]
struct Below {
    shown: bool,
    work: WorkMinutes,
}
