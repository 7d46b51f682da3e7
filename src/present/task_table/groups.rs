//! What rows are put together by.

use std::collections::BTreeMap;

use super::GroupBy;
use crate::present::words;
use crate::project::{Id, Project, Task, fold};

/// Where a group stands among the others, and what tells it apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GroupKey {
    rank: usize,
    name: String,
    pub(super) text: String,
}

pub(super) type Members<'a> = Vec<(&'a Id<Task>, &'a Task)>;

pub(super) fn groups<'a>(
    project: &Project,
    tasks: &'a [(Id<Task>, &'a Task)],
    by: GroupBy,
) -> BTreeMap<GroupKey, (String, Members<'a>)> {
    let mut groups: BTreeMap<GroupKey, (String, Members<'a>)> = BTreeMap::new();
    for (id, task) in tasks {
        for (rank, title, text) in groups_of(project, task, by) {
            let key = GroupKey {
                rank,
                name: fold(&title),
                text,
            };
            groups
                .entry(key)
                .or_insert_with(|| (title, Vec::new()))
                .1
                .push((id, task));
        }
    }
    groups
}

/// The groups a task stands in: rank, title, and what tells them apart.
fn groups_of(project: &Project, task: &Task, by: GroupBy) -> Vec<(usize, String, String)> {
    const LAST: usize = usize::MAX;
    match by {
        GroupBy::Nothing => vec![(0, String::new(), String::new())],
        GroupBy::Priority => {
            let title = words::priority(task.priority);
            let rank = task.priority.map_or(LAST, |priority| priority as usize);
            vec![(rank, title.to_owned(), title.to_owned())]
        }
        GroupBy::Status => {
            let title = words::status(task.status);
            vec![(task.status as usize, title.to_owned(), title.to_owned())]
        }
        GroupBy::Owner => {
            let owners = task.assignees.keys().filter_map(|id| {
                project
                    .people
                    .get(id)
                    .map(|one| (0, one.name.clone(), id.to_string()))
            });
            let owners: Vec<_> = owners.collect();
            if owners.is_empty() {
                nobody("Nobody yet")
            } else {
                owners
            }
        }
        GroupBy::Deliverable => {
            let of = task.deliverable.as_ref();
            let of = of.and_then(|id| project.deliverables.get_key_value(id));
            of.map_or_else(
                || nobody("No deliverable"),
                |(id, it)| vec![(0, it.name.clone(), id.to_string())],
            )
        }
        GroupBy::Workstream => {
            let of = task.workstream.as_ref();
            let of = of.and_then(|id| project.workstreams.get_key_value(id));
            of.map_or_else(
                || nobody("No workstream"),
                |(id, it)| vec![(0, it.name.clone(), id.to_string())],
            )
        }
    }
}

/// The group of those that belong to none, behind all others.
fn nobody(title: &str) -> Vec<(usize, String, String)> {
    vec![(usize::MAX, title.to_owned(), String::new())]
}
