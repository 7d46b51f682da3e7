//! The fields of a task, as they stand in a cell of the table (`bare`: the label is for screen
//! readers) and beside it.

mod relations;
mod standing;
mod time;

pub use relations::{deliverable, labels, owners, people, predecessors, workstream};
pub use standing::{priority, status, teamwork};
pub use time::{due, estimate, not_before, work};

use lastmile::edit::task::{self as edit_task, Setting};
use lastmile::project::{Id, Project, Task};
use leptos::prelude::*;

use crate::app::components::TextField;
use crate::app::workspace::Workspace;

/// Reads something of a task, following its changes.
pub fn of<T: PartialEq + Default + Send + Sync + 'static>(
    workspace: Workspace,
    id: &Id<Task>,
    read: impl Fn(&Project, &Task) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let id = id.clone();
    Memo::new(move |_| {
        workspace.read(|project| {
            project
                .tasks
                .get(&id)
                .map(|task| read(project, task))
                .unwrap_or_default()
        })
    })
}

fn set(workspace: Workspace, id: &Id<Task>, setting: Setting) {
    workspace.act(|project, _, _| edit_task::set(project, std::slice::from_ref(id), &setting));
}

/// The title.
pub fn title(workspace: Workspace, id: Id<Task>, bare: bool) -> AnyView {
    let value = of(workspace, &id, |_, task| task.title.clone());
    let on_change = move |text: String| {
        workspace.act(|project, _, _| edit_task::rename(project, &id, &text));
    };
    view! { <TextField label="Title" value=value on_change=on_change label_hidden=bare /> }
        .into_any()
}
