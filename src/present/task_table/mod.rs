//! The rows of the table of tasks: grouped, sorted, filtered, searched.

mod groups;
mod listing;
mod query;
mod search;
mod sort;
#[cfg(test)]
mod tests;
mod tree;

pub use listing::Listing;
pub use query::{Direction, GroupBy, SortBy, StatusFilter, TaskQuery};

use std::collections::BTreeSet;

use self::groups::groups;
use self::search::Asked;
use self::sort::sort;
use self::tree::tree;
use crate::project::{Id, Outline, Project, Task, WorkMinutes};

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskRow {
    /// The head of a group.
    Group {
        /// Tells groups apart; stable while the query is.
        key: String,
        /// What its tasks have in common.
        title: String,
        /// How many tasks without subtasks are in it.
        count: usize,
        /// Their remaining work.
        work: WorkMinutes,
    },
    /// A task.
    Task {
        /// Which.
        id: Id<Task>,
        /// The group it stands in; empty without groups.
        group: String,
        /// How deep it stands in the tree; 0 where there is none.
        depth: usize,
        /// For a summary task (rows stand below it, or would, unfolded): the work left below it.
        rolled_up: Option<WorkMinutes>,
    },
}

/// The rows that answer a query. Without groups and in people's own order, subtasks stand below
/// their summary task, and a summary task is shown when anything below it is; otherwise only tasks
/// without subtasks are rows. `folded` holds keys of groups and ids of tasks whose rows are hidden.
#[must_use]
pub fn task_rows(
    project: &Project,
    outline: &Outline,
    query: &TaskQuery,
    folded: &BTreeSet<String>,
) -> Vec<TaskRow> {
    if query.is_tree() {
        return tree(project, outline, outline.rows(), query, folded);
    }
    let asked = Asked::of(project, query);
    let leaves = outline.rows().into_iter().map(|(id, _)| id).filter(|id| {
        // A finding may name a summary task; it must not vanish.
        !outline.is_summary(id) || query.only.is_some()
    });
    let mut tasks: Vec<(Id<Task>, &Task)> = leaves
        .filter_map(|id| project.tasks.get(&id).map(|task| (id, task)))
        .filter(|(id, task)| asked.holds(id, task))
        .collect();
    sort(project, &mut tasks, query);
    if query.group == GroupBy::Nothing {
        return tasks.into_iter().map(|(id, _)| flat(id, "")).collect();
    }
    let mut rows = Vec::new();
    for (key, (title, members)) in groups(project, &tasks, query.group) {
        let key = format!("group {}", key.text);
        let work = members
            .iter()
            .filter_map(|(_, task)| task.remaining_work())
            .sum();
        rows.push(TaskRow::Group {
            key: key.clone(),
            title,
            count: members.len(),
            work,
        });
        if !folded.contains(&key) {
            rows.extend(members.into_iter().map(|(id, _)| flat(id.clone(), &key)));
        }
    }
    rows
}

fn flat(id: Id<Task>, group: &str) -> TaskRow {
    TaskRow::Task {
        id,
        group: group.to_owned(),
        depth: 0,
        rolled_up: None,
    }
}
