//! Edits of the list of projects in the workspace.

use chrono::NaiveDate;

use super::list::{self, found};
use super::text::{self, quoted};
use super::{Author, Change, Refusal};
use crate::finish::learning::Ending;
use crate::project::order::OrderKey;
use crate::project::{Id, Project, ProjectEntry, Workspace};

/// The entry of a project; both have the same id.
#[must_use]
pub fn id_of(project: &Id<Project>) -> Id<ProjectEntry> {
    Id::new(project.as_str())
}

/// Adds a project to the list, at the end. Two projects may have the same name.
///
/// `changes_in_file` is how many changes it has seen when it comes from a file.
pub fn add(
    workspace: &Workspace,
    project: &Id<Project>,
    name: &str,
    changes_in_file: Option<u64>,
    author: &Author,
) -> Result<Change, Refusal> {
    let name = text::title("The name", name)?;
    let last = workspace.projects.values().map(|entry| &entry.order).max();
    let mut change = Change::new(format!("Create {}", quoted(&name)));
    let entry = ProjectEntry {
        name,
        order: OrderKey::between(last, None),
        created_on: Some(author.today.0),
        changes_in_file,
        ..ProjectEntry::default()
    };
    change.put(&workspace.projects, &id_of(project), &entry);
    Ok(change)
}

/// Gives a project another name in the list. Its own card carries the name too: see
/// [`super::settings`].
pub fn rename(workspace: &Workspace, id: &Id<ProjectEntry>, name: &str) -> Result<Change, Refusal> {
    let name = text::title("The name", name)?;
    list::alter(&workspace.projects, id, "Rename", |entry| entry.name = name)
}

/// Puts a project away.
pub fn archive(workspace: &Workspace, id: &Id<ProjectEntry>) -> Result<Change, Refusal> {
    list::alter(&workspace.projects, id, "Archive", |entry| {
        entry.archived = true;
    })
}

/// Takes a project out of the archive.
pub fn restore(workspace: &Workspace, id: &Id<ProjectEntry>) -> Result<Change, Refusal> {
    list::alter(&workspace.projects, id, "Restore", |entry| {
        entry.archived = false;
    })
}

/// Moves a project before another one in the list, or to the end.
pub fn move_before(
    workspace: &Workspace,
    id: &Id<ProjectEntry>,
    before: Option<&Id<ProjectEntry>>,
) -> Result<Change, Refusal> {
    list::move_before(&workspace.projects, id, before)
}

/// Remembers when a project was last exported to a file, in ISO form with zone, and how many changes
/// it had seen by then.
pub fn set_exported(
    workspace: &Workspace,
    id: &Id<ProjectEntry>,
    exported_at: &str,
    changes: u64,
) -> Result<Change, Refusal> {
    let at = text::line("The time", exported_at)?;
    list::alter(&workspace.projects, id, "Export", |entry| {
        entry.exported_at = Some(at);
        entry.changes_in_file = Some(changes);
    })
}

/// Notes how a project ended, or takes that back with `None` when it is opened again.
pub fn set_ending(
    workspace: &Workspace,
    id: &Id<ProjectEntry>,
    closed: Option<(NaiveDate, &Ending)>,
) -> Result<Change, Refusal> {
    let verb = if closed.is_some() { "Close" } else { "Reopen" };
    list::alter(&workspace.projects, id, verb, |entry| {
        let ending = closed.map(|(_, ending)| ending);
        entry.closed_on = closed.map(|(day, _)| day);
        entry.last_mile_days = ending.and_then(|it| it.last_mile_days);
        entry.whole_days = ending.and_then(|it| it.whole_days);
        entry.late_days = ending.and_then(|it| it.late_days);
        entry.p80_days = ending.map(|it| it.p80_days);
        entry.p80_held = ending.map(|it| it.p80_held);
        entry.p50_held = ending.map(|it| it.p50_held);
        entry.p90_held = ending.map(|it| it.p90_held);
    })
}

/// Takes a project off the list. Its content is a document of its own and stays where it is, so
/// that undoing this brings it back.
pub fn delete(workspace: &Workspace, id: &Id<ProjectEntry>) -> Result<Change, Refusal> {
    let entry = found(&workspace.projects, id)?;
    let mut change = Change::new(format!("Delete {}", quoted(&entry.name)));
    change.delete(id);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{author, id};

    #[test]
    fn a_project_can_be_archived_restored_renamed_and_deleted_while_it_is_there() {
        let mut workspace = Workspace::default();
        let there = id::<ProjectEntry>("p");
        workspace
            .projects
            .insert(there.clone(), ProjectEntry::default());
        for id in [there, id("gone")] {
            let gone = id.as_str() == "gone";
            for answer in [
                archive(&workspace, &id),
                restore(&workspace, &id),
                rename(&workspace, &id, "Launch"),
                move_before(&workspace, &id, None),
                set_ending(&workspace, &id, None),
                set_exported(&workspace, &id, "2026-03-12T10:00:00Z", 7),
                delete(&workspace, &id),
            ] {
                let refused = answer.err().map(|refusal| refusal.to_string());
                let expected = gone.then(|| "That project is not there any more.".to_owned());
                assert_eq!(refused, expected);
            }
        }
    }

    #[test]
    fn a_project_is_added_with_a_name_only() {
        let workspace = Workspace::default();
        let add = |name| add(&workspace, &id("p"), name, None, &author());
        assert_eq!(add("Launch").unwrap().label, "Create “Launch”");
        assert_eq!(add(" "), Err(Refusal::Empty("The name")));
    }
}
