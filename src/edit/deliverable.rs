//! Edits of what is handed over.

use chrono::NaiveDate;

use super::list::{self, found};
use super::text::{self, quoted};
use super::{Change, MintId, Refusal};
use crate::project::{Deliverable, Id, Person, Project};

/// Adds a deliverable by name, at the end of the list.
pub fn add(
    project: &Project,
    name: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<Deliverable>, Change), Refusal> {
    list::add(&project.deliverables, name, ids)
}

/// Gives a deliverable another name.
pub fn rename(project: &Project, id: &Id<Deliverable>, name: &str) -> Result<Change, Refusal> {
    list::rename(&project.deliverables, id, name)
}

/// Says for whom it is and to what end.
pub fn set_notes(project: &Project, id: &Id<Deliverable>, notes: &str) -> Result<Change, Refusal> {
    let notes = text::prose("The notes", notes)?;
    list::alter(&project.deliverables, id, "Write notes on", |it| {
        it.notes = notes;
    })
}

/// Says who answers for it.
pub fn set_owner(
    project: &Project,
    id: &Id<Deliverable>,
    owner: Option<Id<Person>>,
) -> Result<Change, Refusal> {
    if let Some(owner) = &owner {
        found(&project.people, owner)?;
    }
    list::alter(&project.deliverables, id, "Set the owner of", |it| {
        it.owner = owner;
    })
}

/// Sets the day it is promised for.
pub fn set_due(
    project: &Project,
    id: &Id<Deliverable>,
    due: Option<NaiveDate>,
) -> Result<Change, Refusal> {
    list::alter(&project.deliverables, id, "Set the due date of", |it| {
        it.due = due;
    })
}

/// Moves it before another one, or to the end.
pub fn move_before(
    project: &Project,
    id: &Id<Deliverable>,
    before: Option<&Id<Deliverable>>,
) -> Result<Change, Refusal> {
    list::move_before(&project.deliverables, id, before)
}

/// Deletes it with its done criteria. Its tasks stay and belong to none.
pub fn delete(project: &Project, id: &Id<Deliverable>) -> Result<Change, Refusal> {
    let name = quoted(&found(&project.deliverables, id)?.name);
    let mut change = Change::new(format!("Delete deliverable {name}"));
    change.delete(id);
    for (task_id, task) in &project.tasks {
        if task.deliverable.as_ref() == Some(id) {
            change.alter(&project.tasks, task_id, |task| task.deliverable = None);
        }
    }
    for (criterion, record) in &project.criteria {
        if record.deliverable.as_ref() == Some(id) {
            change.delete(criterion);
        }
    }
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, id, ids, project};

    #[test]
    fn deliverables_keep_the_order_they_are_put_in() {
        let mut project = project("");
        let mut mint = ids();
        for name in ["Page", "Manual", "Training"] {
            let (_, change) = add(&project, name, &mut mint).unwrap();
            project = after(&project, &change);
        }
        let names = |project: &Project| {
            let all = project.deliverables.in_order();
            all.into_iter()
                .map(|(_, it)| it.name.clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(names(&project), "Page Manual Training");
        for (what, before, order) in [
            ("new-3", Some("new-1"), "Training Page Manual"),
            ("new-3", Some("new-2"), "Page Training Manual"),
            ("new-1", None, "Training Manual Page"),
            ("new-1", Some("new-1"), "Training Manual Page"),
        ] {
            let before = before.map(id);
            let change = move_before(&project, &id(what), before.as_ref()).unwrap();
            project = after(&project, &change);
            assert_eq!(names(&project), order);
        }
        let gone = move_before(&project, &id("new-1"), Some(&id("gone")));
        assert_eq!(gone, Err(Refusal::Gone("deliverable")));
    }

    #[test]
    fn tasks_outlive_their_deliverable() {
        let mut before = project("Copy");
        before
            .deliverables
            .insert(id("page"), Deliverable::default());
        before.tasks.get_mut(&id("Copy")).unwrap().deliverable = Some(id("page"));
        let after = after(&before, &delete(&before, &id("page")).unwrap());
        assert_eq!(after.tasks[&id("Copy")].deliverable, None);
        assert!(after.deliverables.is_empty());
    }
}
