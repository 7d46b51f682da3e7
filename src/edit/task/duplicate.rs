//! Copies of tasks.

use std::collections::{BTreeMap, BTreeSet};

use super::{found, selected};
use crate::edit::text;
use crate::edit::{Author, Change, MintId, Refusal, mint};
use crate::project::limits::TASKS;
use crate::project::order::OrderKey;
use crate::project::{Dependency, Id, Project, Status, Task};

/// Copies tasks with all that is below them, each copy directly behind its original, as work that
/// nobody has begun. Links between copied tasks are copied; dates of progress, blockers and links
/// to other tasks are not.
pub fn duplicate(
    project: &Project,
    ids: &[Id<Task>],
    author: &Author,
    mint_id: &mut dyn MintId,
) -> Result<Change, Refusal> {
    let ids = selected(project, ids)?;
    let (outline, _) = project.outline();
    let mut change = Change::new(format!("Duplicate {}", text::tasks(project, &ids)));
    let mut copies: BTreeMap<Id<Task>, Id<Task>> = BTreeMap::new();
    let nested: BTreeSet<_> = ids
        .iter()
        .flat_map(|id| outline.subtree(id).into_iter().skip(1))
        .collect();
    for id in ids.iter().filter(|id| !nested.contains(id)) {
        for part in outline.subtree(id) {
            copies.insert(part, mint(mint_id));
        }
    }
    if project.tasks.len() + copies.len() > TASKS {
        return Err(Refusal::Other(format!(
            "A project may have {TASKS} tasks at most."
        )));
    }
    for (original, copy) in &copies {
        let task = found(project, original)?;
        let is_top = ids.contains(original) && !nested.contains(original);
        let parent = task.parent.as_ref();
        let fresh = Task {
            title: if is_top {
                text::title("The title", &format!("{} (copy)", task.title))?
            } else {
                task.title.clone()
            },
            parent: parent.map(|parent| copies.get(parent).unwrap_or(parent).clone()),
            order: if is_top {
                behind(project, original)
            } else {
                task.order.clone()
            },
            remaining: None,
            actual: None,
            status: Status::Todo,
            started: None,
            finished: None,
            blocker: None,
            added_on: Some(author.today.0),
            added_by: author.person.clone(),
            ..task.clone()
        };
        change.add(copy, &fresh);
    }
    for link in project.dependencies.values() {
        if let (Some(from), Some(to)) = (copies.get(&link.predecessor), copies.get(&link.successor))
        {
            let copy = Dependency {
                predecessor: from.clone(),
                successor: to.clone(),
                ..link.clone()
            };
            change.add(&Dependency::id_of(from, to), &copy);
        }
    }
    Ok(change)
}

/// A key directly behind a task, before its next sibling.
fn behind(project: &Project, id: &Id<Task>) -> OrderKey {
    let Some(task) = project.tasks.get(id) else {
        return OrderKey::default();
    };
    let siblings = project
        .tasks
        .values()
        .filter(|other| other.parent == task.parent);
    let next = siblings
        .map(|other| &other.order)
        .filter(|order| **order > task.order)
        .min();
    OrderKey::between(Some(&task.order), next)
}
