//! Deleting tasks.

use std::collections::BTreeSet;

use super::selected;
use crate::edit::text;
use crate::edit::{Change, Refusal};
use crate::project::{Evidence, Id, Project, Task};

/// Deletes tasks with all that is below them, their links and acceptance criteria, and their places
/// in milestones, the open sprint, evidence, risks, requests, decisions and integration points.
///
/// Baselines and past waits keep what they say about them. The label tells how many went in all.
pub fn delete(project: &Project, ids: &[Id<Task>]) -> Result<Change, Refusal> {
    let ids = selected(project, ids)?;
    let (outline, _) = project.outline();
    let gone: BTreeSet<Id<Task>> = ids.iter().flat_map(|id| outline.subtree(id)).collect();
    let below = gone.len().saturating_sub(ids.len());
    let and_below = match (below, ids.as_slice()) {
        (0, _) => String::new(),
        (_, [_]) => format!(" with {}", text::count(below, "subtask")),
        _ => format!(" and {below} below"),
    };
    let mut change = Change::new(format!("Delete {}{and_below}", text::tasks(project, &ids)));
    for id in &gone {
        change.delete(id);
    }
    for (id, link) in &project.dependencies {
        if gone.contains(&link.predecessor) || gone.contains(&link.successor) {
            change.delete(id);
        }
    }
    for (id, milestone) in &project.milestones {
        if !milestone.tasks.is_disjoint(&gone) {
            change.alter(&project.milestones, id, |milestone| {
                milestone.tasks.retain(|task| !gone.contains(task));
            });
        }
    }
    // A closed sprint keeps what it says about them.
    for (id, sprint) in &project.sprints {
        if sprint.closed_on.is_none() && sprint.tasks.keys().any(|task| gone.contains(task)) {
            change.alter(&project.sprints, id, |sprint| {
                sprint.tasks.retain(|task, _| !gone.contains(task));
            });
        }
    }
    for (id, criterion) in &project.criteria {
        if criterion
            .task
            .as_ref()
            .is_some_and(|task| gone.contains(task))
        {
            change.delete(id);
            continue;
        }
        change.alter(&project.criteria, id, |criterion| {
            criterion
                .evidence
                .retain(|_, it| !matches!(it, Evidence::Task(task) if gone.contains(task)));
        });
    }
    unlink(project, &gone, &mut change);
    Ok(change)
}

/// Takes tasks that go out of the risks, requests, decisions and integration points.
fn unlink(project: &Project, gone: &BTreeSet<Id<Task>>, change: &mut Change) {
    let stay = |tasks: &mut BTreeSet<Id<Task>>| tasks.retain(|task| !gone.contains(task));
    for id in project.risks.keys() {
        change.alter(&project.risks, id, |it| {
            stay(&mut it.tasks);
            stay(&mut it.mitigations);
        });
    }
    for id in project.change_requests.keys() {
        change.alter(&project.change_requests, id, |it| {
            stay(&mut it.tasks);
            stay(&mut it.trade_off);
        });
    }
    for id in project.decisions.keys() {
        change.alter(&project.decisions, id, |it| stay(&mut it.tasks));
    }
    for id in project.integration_points.keys() {
        change.alter(&project.integration_points, id, |it| stay(&mut it.tasks));
    }
}
