//! Finishing a task asks for nothing, but offers to say what it took.

use lastmile::edit;
use lastmile::project::{Id, Status, Task};

use crate::app::workspace::Workspace;

/// Finishes a task, or opens it again.
pub fn toggle_done(workspace: Workspace, id: &Id<Task>) {
    workspace.act(|project, author, _| edit::task::toggle_done(project, id, author));
    let now_done = workspace.peek(|project| {
        project
            .tasks
            .get(id)
            .is_some_and(|task| task.status == Status::Done)
    });
    if now_done {
        workspace.offer_actual(id);
    }
}
