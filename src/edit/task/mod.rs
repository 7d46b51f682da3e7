//! Edits of tasks.

mod add;
mod blocker;
mod draft_links;
mod duplicate;
mod place;
mod progress;
mod remove;
mod set;
mod swarm;

pub use add::{Draft, PredecessorRef, add, add_drafts};
pub use blocker::{block, unblock};
pub use duplicate::duplicate;
pub use place::{Place, indent, move_down, move_to, move_up, outdent};
pub use progress::{finish, offered_actual, reopen, set_status, toggle_done, undone};
pub use remove::delete;
pub(super) use set::check_work;
pub use set::{
    Setting, assign, rename, set, set_actual, set_assignees, set_deliverable, set_due,
    set_estimate, set_labels, set_not_before, set_notes, set_priority, set_remaining, set_teamwork,
    set_value, set_workstream, unassign,
};
pub use swarm::{dissolve_swarm, form_swarm};

use super::Refusal;
use crate::project::{Id, Project, Task};

/// The task, or why nothing can be done to it.
fn found<'a>(project: &'a Project, id: &Id<Task>) -> Result<&'a Task, Refusal> {
    project.tasks.get(id).ok_or(Refusal::Gone("task"))
}

/// The selected tasks that are there, each once and in the order of the selection.
fn selected(project: &Project, ids: &[Id<Task>]) -> Result<Vec<Id<Task>>, Refusal> {
    let mut seen = std::collections::BTreeSet::new();
    let there: Vec<_> = ids
        .iter()
        .filter(|id| project.tasks.contains_key(id) && seen.insert((*id).clone()))
        .cloned()
        .collect();
    if there.is_empty() {
        return Err(Refusal::Gone("task"));
    }
    Ok(there)
}

#[cfg(test)]
mod tests;
