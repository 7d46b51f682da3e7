//! Edits of what this browser's user prefers in all projects.

use super::{Change, Refusal, text};
use crate::project::{Id, Project, Workspace, WorkspaceSettings};

/// Says who is at this browser.
pub fn set_me(workspace: &Workspace, name: &str) -> Result<Change, Refusal> {
    let name = text::title("Your name", name)?;
    Ok(altered(workspace, "Say who you are", |settings| {
        settings.me = name;
    }))
}

/// Remembers which project was open last.
#[must_use]
pub fn set_last_project(workspace: &Workspace, project: Option<&Id<Project>>) -> Change {
    altered(workspace, "Open a project", |settings| {
        settings.last_project = project.cloned();
    })
}

fn altered(workspace: &Workspace, label: &str, how: impl FnOnce(&mut WorkspaceSettings)) -> Change {
    let mut after = workspace.settings.clone();
    how(&mut after);
    let mut change = Change::new(label);
    change.update(&Id::new(WorkspaceSettings::ID), &workspace.settings, &after);
    change
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_at_the_browser_has_a_name() {
        let workspace = Workspace::default();
        assert_eq!(set_me(&workspace, ""), Err(Refusal::Empty("Your name")));
        let change = set_me(&workspace, " Ann ").unwrap();
        assert_eq!(change.writes.len(), 1);
        assert_eq!(change.writes[0].value, serde_json::Value::from("Ann"));
        assert!(set_last_project(&workspace, None).is_empty());
    }
}
