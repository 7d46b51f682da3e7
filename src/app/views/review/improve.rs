//! How work gets better: what people suggest, the workflows and tools in use and when to look at
//! them again.

use lastmile::project::{LessonKind, ReviewKind};
use leptos::prelude::*;

use super::{items, lessons};
use crate::app::components::Panel;
use crate::app::workspace::Workspace;

/// Suggestions, workflows and tools.
pub fn part(workspace: Workspace) -> AnyView {
    view! {
        <Panel
            title="Suggestions"
            lead="Anyone, at any time. The most voted for comes first; make it a task, or keep it for the next project."
            framed=true
        >
            {items::list(
                workspace,
                ReviewKind::Suggestion,
                "Suggestions",
                "Suggest something",
                "Rehearse the way back on a Friday morning",
            )}
        </Panel>
        <Panel
            title="Workflows"
            lead="A way of doing something, step by step. Update it after each project; the next one adds its steps as tasks."
            framed=true
        >
            {lessons::list(
                workspace,
                &[LessonKind::Workflow],
                "Workflows",
                "Add a workflow",
                "Launch day",
            )}
        </Panel>
        <Panel
            title="Tools in use"
            lead="Each with a day on which to ask whether it still serves. Retire what does not: every tool that nobody reads is one more place to look."
            framed=true
        >
            {lessons::list(workspace, &[LessonKind::Tool], "Tools", "Add a tool", "Shared board")}
        </Panel>
    }
    .into_any()
}
