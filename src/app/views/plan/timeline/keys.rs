//! What keys do in the timeline; handled once for all rows.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::state::TimelineState;
use crate::app::browser::dom;

/// How many rows a page key moves.
const PAGE: isize = 12;

/// Acts on a key, if it means something here.
pub fn pressed(state: TimelineState, event: &KeyboardEvent) {
    if event.is_composing() || event.default_prevented() {
        return;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if plain(state, &event.key()) {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn plain(state: TimelineState, key: &str) -> bool {
    let at = state.active_place();
    match key {
        "ArrowDown" => go(state, at, 1),
        "ArrowUp" => go(state, at, -1),
        "PageDown" => go(state, at, PAGE),
        "PageUp" => go(state, at, -PAGE),
        "Home" => go(state, at, isize::MIN),
        "End" => go(state, at, isize::MAX),
        "ArrowRight" => fold(state, at, false),
        "ArrowLeft" => fold(state, at, true),
        "Enter" | "o" => open(state, at),
        _ => return false,
    }
    true
}

fn go(state: TimelineState, at: usize, by: isize) {
    let last = state
        .picture
        .with_untracked(|picture| picture.rows.len().saturating_sub(1));
    let next = at.saturating_add_signed(by).min(last);
    show(state, next);
}

/// Makes a row the active one, brings it into sight and gives it the focus.
pub fn show(state: TimelineState, at: usize) {
    let Some(row) = state.row(at) else { return };
    state.active.set(Some(row.key.clone()));
    state.wanted.set(Some(row.key));
    request_animation_frame(move || {
        let place = at.to_string();
        if let Some(element) = dom::find(".timeline [data-row]", |row| {
            dom::data(row, "row").as_deref() == Some(place.as_str())
        }) {
            dom::focus(&element);
        }
    });
}

/// Folds or unfolds a row; what is folded already leads to the row it is below.
fn fold(state: TimelineState, at: usize, away: bool) {
    let Some(row) = state.row(at) else { return };
    if row.unfolded == Some(away) {
        state.fold(&row.key);
    } else if away {
        let above = state.picture.with_untracked(|picture| {
            let before = picture.rows.get(..at).unwrap_or_default();
            before.iter().rposition(|other| {
                other.unfolded.is_some() && (other.depth < row.depth || row.depth == 0)
            })
        });
        if let Some(above) = above {
            show(state, above);
        }
    }
}

fn open(state: TimelineState, at: usize) {
    if let Some(row) = state.row(at)
        && let Some(task) = row.key.task()
    {
        state.router.open_task(Some(task.clone()));
    }
}
