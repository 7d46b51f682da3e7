//! What clicks and focus do in the timeline; handled once for all rows.

use leptos::prelude::*;
use web_sys::{Event, FocusEvent, MouseEvent};

use super::state::TimelineState;
use crate::app::browser::dom;

/// The place of the row an event happened in.
pub(super) fn place_of(event: &Event) -> Option<usize> {
    let row = dom::closest(event, "[data-row]")?;
    dom::data(&row, "row")?.parse().ok()
}

/// A click folds, or opens the task of the bar or the title it hits.
pub fn clicked(state: TimelineState, event: &MouseEvent) {
    let Some(row) = place_of(event).and_then(|at| state.row(at)) else {
        return;
    };
    state.active.set(Some(row.key.clone()));
    if dom::closest(event, "[data-fold]").is_some() {
        state.fold(&row.key);
    } else if dom::closest(event, ".tl-bar, .tl-title").is_some()
        && let Some(task) = row.key.task()
    {
        state.router.open_task(Some(task.clone()));
    }
}

/// The row that has the focus is the one the keys act on.
pub fn arrived(state: TimelineState, event: &FocusEvent) {
    if let Some(row) = place_of(event).and_then(|at| state.row(at)) {
        state.active.set(Some(row.key));
    }
}
