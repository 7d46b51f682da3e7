//! Edits of the parallel streams of work.

use super::list::{self, found};
use super::text::quoted;
use super::{Change, MintId, Refusal};
use crate::project::{Id, Person, Project, Workstream};

/// Adds a workstream by name, at the end of the list.
pub fn add(
    project: &Project,
    name: &str,
    ids: &mut dyn MintId,
) -> Result<(Id<Workstream>, Change), Refusal> {
    list::add(&project.workstreams, name, ids)
}

/// Gives a workstream another name.
pub fn rename(project: &Project, id: &Id<Workstream>, name: &str) -> Result<Change, Refusal> {
    list::rename(&project.workstreams, id, name)
}

/// Says who leads it.
pub fn set_lead(
    project: &Project,
    id: &Id<Workstream>,
    lead: Option<Id<Person>>,
) -> Result<Change, Refusal> {
    if let Some(lead) = &lead {
        found(&project.people, lead)?;
    }
    list::alter(&project.workstreams, id, "Set the lead of", |it| {
        it.lead = lead;
    })
}

/// Moves it before another one, or to the end.
pub fn move_before(
    project: &Project,
    id: &Id<Workstream>,
    before: Option<&Id<Workstream>>,
) -> Result<Change, Refusal> {
    list::move_before(&project.workstreams, id, before)
}

/// Deletes it. Its tasks stay and belong to none.
pub fn delete(project: &Project, id: &Id<Workstream>) -> Result<Change, Refusal> {
    let name = quoted(&found(&project.workstreams, id)?.name);
    let mut change = Change::new(format!("Delete workstream {name}"));
    change.delete(id);
    for (task_id, task) in &project.tasks {
        if task.workstream.as_ref() == Some(id) {
            change.alter(&project.tasks, task_id, |task| task.workstream = None);
        }
    }
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{after, id, ids, project};

    #[test]
    fn only_someone_who_is_there_can_lead() {
        let empty = project("");
        let (web, change) = add(&empty, "Web", &mut ids()).unwrap();
        assert_eq!(change.label, "Add workstream “Web”");
        let project = after(&empty, &change);
        let gone = set_lead(&project, &web, Some(id("Zoe")));
        assert_eq!(gone, Err(Refusal::Gone("person")));
        assert!(set_lead(&project, &web, None).is_ok());
    }

    #[test]
    fn tasks_outlive_their_workstream() {
        let mut before = project("Copy");
        before.workstreams.insert(id("web"), Workstream::default());
        before.tasks.get_mut(&id("Copy")).unwrap().workstream = Some(id("web"));
        let after = after(&before, &delete(&before, &id("web")).unwrap());
        assert_eq!(after.tasks[&id("Copy")].workstream, None);
    }
}
