//! Keeping what was estimated and what it took, in the workspace and as a project's extract.

use super::task::{check_work, offered_actual};
use super::{Change, MintId, Refusal, mint, text};
use crate::project::{HistoryPair, Id, Project, Status, Table, Task, Workspace};

/// Adds pairs to the workspace's history as one change.
pub fn add(
    _workspace: &Workspace,
    pairs: &[HistoryPair],
    ids: &mut dyn MintId,
) -> Result<Change, Refusal> {
    if pairs.is_empty() {
        return Err(Refusal::Other("There is nothing to add.".to_owned()));
    }
    let count = text::count(pairs.len(), "past estimate");
    let mut change = Change::new(format!("Add {count}"));
    for pair in pairs {
        change.add(&mint(ids), &checked(pair)?);
    }
    Ok(change)
}

/// The pair of a finished task, as a change of the workspace; empty when the task says nothing to
/// learn from: not done, no estimate, or no actual effort.
///
/// Its id is made of the project and the task, so that finishing again, or saying later what it
/// took, replaces the pair.
pub fn record(
    workspace: &Workspace,
    project_id: &Id<Project>,
    project: &Project,
    task_id: &Id<Task>,
) -> Result<Change, Refusal> {
    let task = project.tasks.get(task_id).ok_or(Refusal::Gone("task"))?;
    let mut change = Change::new(format!("Remember what {} took", text::quoted(&task.title)));
    let Some(pair) = pair_of(project, task) else {
        return Ok(change);
    };
    let id = Id::new(&format!("{project_id}/{task_id}"));
    change.put(&workspace.history, &id, &pair);
    Ok(change)
}

/// What there is to learn from a task: `None` unless it is done, was estimated and says what it
/// took. The person is named when there was one; the kind is its first label, else its workstream.
#[must_use]
pub fn pair_of(project: &Project, task: &Task) -> Option<HistoryPair> {
    let estimate = task
        .estimate
        .filter(|_| task.status == Status::Done)?
        .likely;
    let actual = task.actual.and(offered_actual(task))?;
    let person = match task.assignees.keys().collect::<Vec<_>>().as_slice() {
        [one] => project.people.get(*one).map(|person| person.name.clone()),
        _ => None,
    };
    let workstream = task.workstream.as_ref();
    let workstream = workstream.and_then(|id| project.workstreams.get(id));
    let kind = task.labels.first().cloned();
    let kind = kind.or_else(|| workstream.map(|workstream| workstream.name.clone()));
    Some(HistoryPair {
        title: task.title.clone(),
        estimate,
        actual,
        person: person.unwrap_or_default(),
        kind: kind.unwrap_or_default(),
        finished_on: task.finished,
        project: project.settings.name.clone(),
    })
}

/// Takes over the pairs of another workspace that are not here yet. A pair is the same when its id
/// is; what is here stays as it is.
#[must_use]
pub fn take_over(workspace: &Workspace, others: &Table<HistoryPair>) -> Change {
    let new = others
        .iter()
        .filter(|(id, _)| !workspace.history.contains_key(id));
    let new: Vec<_> = new.collect();
    let count = text::count(new.len(), "past estimate");
    let mut change = Change::new(format!("Take over {count}"));
    for (id, pair) in new {
        change.put(&workspace.history, id, pair);
    }
    change
}

/// Deletes pairs from the workspace's history.
pub fn delete(workspace: &Workspace, ids: &[Id<HistoryPair>]) -> Result<Change, Refusal> {
    let there = ids.iter().filter(|id| workspace.history.contains_key(id));
    let there: std::collections::BTreeSet<_> = there.collect();
    if there.is_empty() {
        return Err(Refusal::Gone("past estimate"));
    }
    let count = text::count(there.len(), "past estimate");
    let mut change = Change::new(format!("Forget {count}"));
    for id in there {
        change.delete(id);
    }
    Ok(change)
}

/// Makes the project carry exactly this extract of the history.
#[must_use]
pub fn set_extract(project: &Project, extract: &Table<HistoryPair>) -> Change {
    let mut change = Change::new("Take over past estimates");
    for id in project.history.keys() {
        if !extract.contains_key(id) {
            change.delete(id);
        }
    }
    for (id, pair) in extract {
        change.put(&project.history, id, pair);
    }
    change
}

fn checked(pair: &HistoryPair) -> Result<HistoryPair, Refusal> {
    check_work(pair.estimate)?;
    check_work(pair.actual)?;
    Ok(HistoryPair {
        title: text::line("The title", &pair.title)?,
        person: text::line("The name", &pair.person)?,
        kind: text::line("The kind", &pair.kind)?,
        ..pair.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, id, ids, project, with_people};
    use crate::project::{Estimate, WorkMinutes};

    fn pair(estimate: u32, actual: u32) -> HistoryPair {
        HistoryPair {
            estimate: WorkMinutes(estimate),
            actual: WorkMinutes(actual),
            ..HistoryPair::default()
        }
    }

    #[test]
    fn pasted_pairs_are_added_as_one_change() {
        let workspace = Workspace::default();
        let add = |pairs: &[HistoryPair]| add(&workspace, pairs, &mut ids());
        let change = add(&[pair(60, 90), pair(30, 30)]).unwrap();
        assert_eq!(change.label, "Add 2 past estimates");
        assert!(matches!(add(&[]), Err(Refusal::Other(_))));
        assert!(add(&[pair(1_200_000, 0)]).is_ok());
        assert!(matches!(
            add(&[pair(60, 1_200_001)]),
            Err(Refusal::OutOfRange { .. })
        ));
        assert_eq!(
            delete(&workspace, &[id("x")]),
            Err(Refusal::Gone("past estimate"))
        );
    }

    #[test]
    fn pairs_of_another_workspace_come_once_and_leave_those_here_alone() {
        let mut here = Workspace::default();
        here.history.insert(id("a"), pair(60, 90));
        let others: Table<_> = [(id("a"), pair(1, 1)), (id("b"), pair(30, 60))].into();
        let change = take_over(&here, &others);
        assert_eq!(change.label, "Take over 1 past estimate");
        assert!(change.writes.iter().all(|write| write.id == "b"));
        here.history.insert(id("b"), pair(30, 60));
        assert!(take_over(&here, &others).is_empty());
    }

    #[test]
    fn a_finished_task_teaches_only_if_it_says_what_it_took() {
        let mut project = with_people(project("Copy"), &["Ann"]);
        let copy = project.tasks.get_mut(&id("Copy")).unwrap();
        copy.estimate = Some(Estimate::single(WorkMinutes(60)));
        copy.status = Status::Done;
        copy.assignees = [(id("Ann"), 1)].into();
        copy.labels = ["web".to_owned()].into();
        let workspace = Workspace::default();
        let record =
            |project: &Project| record(&workspace, &id("p"), project, &id("Copy")).unwrap();
        assert!(record(&project).is_empty());
        project.tasks.get_mut(&id("Copy")).unwrap().actual = Some(WorkMinutes(90));
        let change = record(&project);
        assert!(change.writes.iter().all(|write| write.id == "p/Copy"));
        let learned = pair_of(&project, &project.tasks[&id("Copy")]).unwrap();
        assert_eq!(
            (learned.person.as_str(), learned.kind.as_str()),
            ("Ann", "web")
        );
        project.tasks.get_mut(&id("Copy")).unwrap().status = Status::Todo;
        assert!(record(&project).is_empty());
    }

    #[test]
    fn the_extract_is_exactly_what_is_set() {
        let mut before = project("");
        before.history.insert(id("a"), pair(1, 1));
        before.history.insert(id("b"), pair(2, 2));
        let extract: Table<_> = [(id("b"), pair(2, 3)), (id("c"), pair(4, 4))].into();
        let after = after(&before, &set_extract(&before, &extract));
        assert_eq!(after.history, extract);
    }
}
