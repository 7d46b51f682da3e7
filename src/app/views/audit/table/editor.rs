//! The field a cell turns into.

use lastmile::project::{Id, Task};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Column;
use crate::app::browser::dom;

use crate::app::views::audit::state::{AuditState, Cell};
use crate::app::views::task::fields;
use crate::app::workspace::Workspace;

/// The field for one cell. It takes the focus, and gives it back to the cell when it is done.
#[component]
pub fn Editor(state: AuditState, cell: Cell, task: Id<Task>) -> AnyView {
    let workspace = state.workspace;
    take_focus();
    let by_key = StoredValue::new(false);
    let end = Callback::new(move |()| {
        // An arrow key in a list chooses at once: who uses keys ends with Enter, as in other cells.
        if by_key.get_value() {
            return;
        }
        let cell = state.editing.get_untracked();
        state.editing.set(None);
        if let Some(cell) = cell {
            super::keys::focus_when_painted(cell);
        }
    });
    let field = match cell.column {
        Column::Title => title(workspace, task),
        Column::Priority => fields::priority(workspace, task, true, Some(end)),
        Column::Status => fields::status(workspace, task, true, Some(end)),
        Column::Estimate => fields::estimate(workspace, task, true),
        Column::Due => fields::due(workspace, task, true),
        Column::Owner => fields::owners(workspace, task, true),
        Column::Deliverable => fields::deliverable(workspace, task, true),
        Column::Workstream => fields::workstream(workspace, task, true),
        Column::Labels => fields::labels(workspace, task, true),
        Column::After => fields::predecessors(workspace, task, true),
        Column::Waiting => ().into_any(),
    };
    view! {
        <div
            class="task-editor"
            data-editor=""
            on:keydown=move |_| by_key.set_value(true)
            on:pointerdown=move |_| by_key.set_value(false)
        >
            {field}
        </div>
    }
    .into_any()
}

fn title(workspace: Workspace, id: Id<Task>) -> AnyView {
    fields::title(workspace, id, true)
}

/// Moves the focus into the field that has just been built.
fn take_focus() {
    request_animation_frame(|| {
        let field = dom::find("[data-editor] :is(input, select, textarea)", |_| true);
        if let Some(field) = field {
            dom::focus(&field);
            if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
                // Dates and the like have no text to select.
                input.select();
            }
        }
    });
}
