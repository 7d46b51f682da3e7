//! What clicks, focus and dragging do in the table; handled once for all rows.

use lastmile::edit;
use lastmile::edit::task::Place;
use lastmile::project::{Id, Task};
use leptos::prelude::*;
use web_sys::{DragEvent, Element, Event, FocusEvent, MouseEvent};

use super::Column;
use crate::app::browser::dom;
use crate::app::views::audit::state::{AuditState, Cell, RowKey};

/// The row an event happened in.
pub(super) fn row_of(event: &Event) -> Option<(RowKey, Id<Task>, Element)> {
    let row = dom::closest(event, "[data-task]")?;
    let id: Id<Task> = Id::new(&dom::data(&row, "task")?);
    let group = dom::data(&row, "group").unwrap_or_default();
    Some(((group, Some(id.clone())), id, row))
}

/// The column of the cell an event happened in.
pub(super) fn column_of(event: &Event) -> Option<Column> {
    dom::closest(event, "[data-column]")
        .and_then(|cell| dom::data(&cell, "column"))
        .and_then(|slug| Column::of(&slug))
}

/// A click selects, finishes, folds, opens, or begins to edit the cell it hits.
pub fn clicked(state: AuditState, event: &MouseEvent) {
    let Some((row, id, _)) = row_of(event) else {
        return;
    };
    let workspace = state.workspace;
    if dom::closest(event, "[data-select]").is_some() {
        state.toggle(&id);
    } else if dom::closest(event, "[data-fold]").is_some() {
        state.fold(id.as_str());
    } else if dom::closest(event, "[data-done]").is_some() {
        super::super::finish::toggle_done(workspace, &id);
    } else if dom::closest(event, "[data-open]").is_some() || is_narrow() {
        state.router.open_task(Some(id));
    } else if let Some(column) = column_of(event) {
        let cell = Cell { row, column };
        if state
            .editing
            .with_untracked(|editing| editing.as_ref() != Some(&cell))
        {
            begin(state, cell);
        }
    }
}

/// A text that is cut off is told in full where the pointer rests on it. Not beforehand: that would
/// be another attribute to set on each cell of every row that is scrolled into sight.
pub fn hovered(event: &MouseEvent) {
    if let Some(text) = dom::closest(event, ".task-text") {
        let said = text.text_content();
        // Its row may have become another's below the pointer.
        if text.get_attribute("title") != said {
            // A valid name is not refused.
            let _ = text.set_attribute("title", &said.unwrap_or_default());
        }
    }
}

/// Where rows are laid out for a phone, a tap opens the task instead of a cell.
fn is_narrow() -> bool {
    let media = window().match_media("(max-width: 48rem)");
    media.is_ok_and(|media| media.is_some_and(|media| media.matches()))
}

/// Turns a cell into a field. What a task waits for has too many parts for a cell: the task opens.
pub(super) fn begin(state: AuditState, cell: Cell) {
    if cell.column == Column::Waiting {
        state.router.open_task(cell.row.1);
        return;
    }
    state.active.set(Some(cell.clone()));
    state.editing.set(Some(cell));
}

/// The cell that has the focus is the one the keys act on.
pub fn arrived(state: AuditState, event: &FocusEvent) {
    if let (Some((row, ..)), Some(column)) = (row_of(event), column_of(event)) {
        state.active.set(Some(Cell { row, column }));
    }
}

/// Leaving the cell that is edited ends that; the field has committed what was typed by then.
pub fn left(state: AuditState, event: &FocusEvent) {
    let Some(cell) = dom::closest(event, ".task-cell") else {
        return;
    };
    // A table that leaves the page is still told that it lost the focus.
    let editing = state.editing.try_get_untracked().flatten();
    if editing.is_none() || dom::goes_into(event, &cell) {
        return;
    }
    // Fields commit when they are left, which happens after this.
    request_animation_frame(move || {
        if document().has_focus().unwrap_or(true)
            && state.editing.try_get_untracked().flatten() == editing
        {
            let _ = state.editing.try_set(None);
        }
    });
}

/// Rows can be dragged while nothing in them is being edited.
pub fn dragged(state: AuditState, event: &DragEvent) {
    let Some((_, id, _)) = row_of(event) else {
        return;
    };
    if state.editing.with_untracked(Option::is_some) {
        event.prevent_default();
        return;
    }
    if let Some(transfer) = event.data_transfer() {
        // Without data nothing is dragged in some browsers; the id tells nobody anything else.
        let _ = transfer.set_data("text/plain", id.as_str());
        transfer.set_effect_allowed("move");
    }
    state.dragging.set(Some(id));
}

/// Says that rows can be dropped here.
pub fn dragged_over(state: AuditState, event: &DragEvent) {
    if state.dragging.with_untracked(Option::is_some) && row_of(event).is_some() {
        event.prevent_default();
    }
}

/// Puts what was dragged before the row it is dropped on, behind it, or, from its middle, into it.
pub fn dropped(state: AuditState, event: &DragEvent) {
    let Some(dragged) = state.dragging.get_untracked() else {
        return;
    };
    state.dragging.set(None);
    let Some((_, target, row)) = row_of(event) else {
        return;
    };
    event.prevent_default();
    let ids = state.meant(&dragged);
    if ids.contains(&target) {
        return;
    }
    let frame = row.get_bounding_client_rect();
    let share = (f64::from(event.client_y()) - frame.top()) / frame.height();
    let place = match share {
        share if share < 0.3 => Place::Before(target),
        share if share > 0.7 => Place::After(target),
        _ => Place::End(Some(target)),
    };
    let workspace = state.workspace;
    workspace.act(|project, _, _| edit::task::move_to(project, &ids, &place));
}
