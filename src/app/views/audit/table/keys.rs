//! What keys do in the table; handled once for all rows.

use std::collections::BTreeSet;

use lastmile::edit;
use lastmile::present::TaskRow;
use lastmile::project::{Id, Task};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::pointer::{begin, column_of, row_of};
use crate::app::browser::dom;
use crate::app::views::audit::finish;
use crate::app::views::audit::state::{AuditState, Cell, RowKey, is_key_of, key_of};

/// How many rows a page key moves.
const PAGE: isize = 12;

/// Acts on a key, if it means something here.
pub fn pressed(state: AuditState, event: &KeyboardEvent) {
    if event.is_composing() || event.default_prevented() {
        return;
    }
    if state.editing.with_untracked(Option::is_some) {
        while_editing(state, event);
        return;
    }
    let (Some((row, id, _)), Some(column)) = (row_of(event), column_of(event)) else {
        return;
    };
    let here = Cell { row, column };
    let done = if event.alt_key() {
        moved(state, event, &here, &id)
    } else if event.ctrl_key() || event.meta_key() {
        with_modifier(state, event, &here)
    } else {
        plain(state, event, &here, &id)
    };
    if done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Enter and Escape in a field end the editing; the field itself commits or drops.
fn while_editing(state: AuditState, event: &KeyboardEvent) {
    let key = event.key();
    if key == "Enter" || key == "Escape" || key == "Tab" {
        let cell = state.editing.get_untracked();
        request_animation_frame(move || {
            if state.editing.try_get_untracked().flatten() == cell {
                let _ = state.editing.try_set(None);
            }
            if key != "Tab"
                && let Some(cell) = cell
            {
                focus(cell);
            }
        });
    }
}

fn plain(state: AuditState, event: &KeyboardEvent, here: &Cell, id: &Id<Task>) -> bool {
    let extend = event.shift_key();
    match event.key().as_str() {
        "ArrowDown" => go_rows(state, here, 1, extend),
        "ArrowUp" => go_rows(state, here, -1, extend),
        "PageDown" => go_rows(state, here, PAGE, extend),
        "PageUp" => go_rows(state, here, -PAGE, extend),
        "ArrowRight" => go_columns(state, here, 1),
        "ArrowLeft" => go_columns(state, here, -1),
        "Home" => go_columns(state, here, isize::MIN),
        "End" => go_columns(state, here, isize::MAX),
        "Enter" | "F2" => begin(state, here.clone()),
        " " => state.toggle(id),
        "x" => finish::toggle_done(state.workspace, id),
        "o" => state.router.open_task(Some(id.clone())),
        "Delete" | "Backspace" => delete(state, here, id),
        "Escape"
            if state
                .selected
                .with_untracked(|selected| !selected.is_empty()) =>
        {
            state.selected.set(BTreeSet::new());
        }
        _ => return false,
    }
    true
}

fn with_modifier(state: AuditState, event: &KeyboardEvent, here: &Cell) -> bool {
    match event.key().as_str() {
        "a" => {
            let shown = |rows: &[TaskRow]| rows.iter().filter_map(|row| key_of(row).1).collect();
            let shown = untrack(|| state.rows(shown));
            state.selected.set(shown);
        }
        "Home" => go_rows(state, here, isize::MIN / 2, false),
        "End" => go_rows(state, here, isize::MAX / 2, false),
        _ => return false,
    }
    true
}

/// Alt and an arrow move the task itself.
fn moved(state: AuditState, event: &KeyboardEvent, here: &Cell, id: &Id<Task>) -> bool {
    let workspace = state.workspace;
    let done = match event.key().as_str() {
        "ArrowUp" => workspace.act(|project, _, _| edit::task::move_up(project, id)),
        "ArrowDown" => workspace.act(|project, _, _| edit::task::move_down(project, id)),
        "ArrowRight" => workspace.act(|project, _, _| edit::task::indent(project, id)),
        "ArrowLeft" => workspace.act(|project, _, _| edit::task::outdent(project, id)),
        _ => return false,
    };
    if done {
        state.wanted.set(Some(here.row.clone()));
        focus_when_painted(here.clone());
    }
    true
}

fn delete(state: AuditState, here: &Cell, id: &Id<Task>) {
    let ids = state.meant(id);
    let next = neighbour(state, &here.row, 1).or_else(|| neighbour(state, &here.row, -1));
    let workspace = state.workspace;
    if workspace.act(|project, _, _| edit::task::delete(project, &ids)) {
        state.selected.set(BTreeSet::new());
        if let Some(row) = next {
            focus_when_painted(Cell {
                row,
                column: here.column,
            });
        }
    }
}

/// The row this many rows further on, heads of groups passed over; the last one that way at most.
fn neighbour(state: AuditState, row: &RowKey, by: isize) -> Option<RowKey> {
    let find = |rows: &[TaskRow]| {
        let at = rows.iter().position(|other| is_key_of(row, other))?;
        let tasks: Vec<usize> = (0..rows.len())
            .filter(|at| rows.get(*at).is_some_and(|r| key_of(r).1.is_some()))
            .collect();
        let place = tasks.iter().position(|task| *task == at)?;
        let last = tasks.len().saturating_sub(1);
        let to = place.saturating_add_signed(by).min(last);
        let to = tasks.get(to).filter(|_| to != place)?;
        rows.get(*to).map(key_of)
    };
    untrack(|| state.rows(find))
}

fn go_rows(state: AuditState, here: &Cell, by: isize, extend: bool) {
    let Some(row) = neighbour(state, &here.row, by) else {
        return;
    };
    if extend {
        state.selected.update(|selected| {
            selected.extend(here.row.1.clone());
            selected.extend(row.1.clone());
        });
    }
    let cell = Cell {
        row,
        column: here.column,
    };
    state.wanted.set(Some(cell.row.clone()));
    state.active.set(Some(cell.clone()));
    focus_when_painted(cell);
}

fn go_columns(state: AuditState, here: &Cell, by: isize) {
    let columns = state.columns.get_untracked();
    let Some(at) = columns.iter().position(|column| *column == here.column) else {
        return;
    };
    let to = at
        .saturating_add_signed(by)
        .min(columns.len().saturating_sub(1));
    if let Some(column) = columns.get(to) {
        focus(Cell {
            row: here.row.clone(),
            column: *column,
        });
    }
}

/// Moves the focus once the window of rows has followed.
pub(super) fn focus_when_painted(cell: Cell) {
    request_animation_frame(move || request_animation_frame(move || focus(cell)));
}

/// Moves the focus to a cell, if its row is built.
pub(super) fn focus(cell: Cell) {
    let (group, Some(id)) = &cell.row else { return };
    let row = dom::find("[data-task]", |row| {
        dom::data(row, "task").as_deref() == Some(id.as_str())
            && dom::data(row, "group").unwrap_or_default() == *group
    });
    let selector = format!("[data-column={}]", cell.column.slug());
    let found = row.and_then(|row| row.query_selector(&selector).ok().flatten());
    if let Some(found) = found
        && let Ok(found) = wasm_bindgen::JsCast::dyn_into(found)
    {
        dom::focus(&found);
    }
}
