//! What keys do in the timeline; handled once for all rows.

use lastmile::present::timeline::{Act, Zoom};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::state::TimelineState;
use crate::app::browser::dom;

/// How many rows a page key moves.
const PAGE: isize = 12;
/// By how much work a key makes a bar longer or shorter, in minutes.
const STRETCH: i32 = 60;

/// Acts on a key, if it means something here.
pub fn pressed(state: TimelineState, event: &KeyboardEvent) {
    if event.is_composing() || event.default_prevented() {
        return;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    // A button in a row has keys of its own.
    let on_row = event.target() == dom::closest(event, "[data-row]").map(Into::into);
    let key = event.key();
    let done = match (key.as_str(), event.shift_key()) {
        ("Escape", _) => dropped(state),
        _ if !on_row => false,
        ("ArrowRight", true) => nudge(state, 1),
        ("ArrowLeft", true) => nudge(state, -1),
        ("+" | "=", _) => stretch(state, STRETCH),
        ("-", _) => stretch(state, -STRETCH),
        ("l", false) => begin_link(state),
        (key, false) => plain(state, key),
        (_, true) => false,
    };
    if done {
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
        "Enter" if state.present_draft().is_some() => state.apply_draft(),
        "Enter" | "o" => open(state, at),
        "1" => state.chosen_zoom.set(Some(Zoom::Day)),
        "2" => state.chosen_zoom.set(Some(Zoom::Week)),
        "3" => state.chosen_zoom.set(Some(Zoom::Month)),
        "4" => state.chosen_zoom.set(Some(Zoom::Fit)),
        _ => return false,
    }
    true
}

fn dropped(state: TimelineState) -> bool {
    state.let_go();
    let was_there = state.present_draft().is_some();
    if was_there {
        state.drop_draft();
    }
    was_there
}

/// Pushes the bar of the active row by days, on from where it has been pushed already.
pub fn nudge(state: TimelineState, days: i32) -> bool {
    let Some(row) = state.row(state.active_place()) else {
        return false;
    };
    let before = match state.present_draft() {
        Some(draft) if draft.key == row.key => match draft.act {
            Act::Move(days) => days,
            Act::Stretch(_) | Act::Link(_) | Act::Unlink(_) => 0,
        },
        _ => 0,
    };
    if row.key.task().is_some() {
        state.propose(row.key, Act::Move(before + days));
    }
    true
}

/// Makes the bar of the active row longer or shorter, on from what it has been made already.
pub fn stretch(state: TimelineState, minutes: i32) -> bool {
    let Some(row) = state.row(state.active_place()) else {
        return false;
    };
    let before = match state.present_draft() {
        Some(draft) if draft.key == row.key => match draft.act {
            Act::Stretch(minutes) => minutes,
            Act::Move(_) | Act::Link(_) | Act::Unlink(_) => 0,
        },
        _ => 0,
    };
    if row.key.task().is_some() {
        state.propose(row.key, Act::Stretch(before + minutes));
    }
    true
}

/// From now on the arrow keys choose which task is to wait for the active one.
pub fn begin_link(state: TimelineState) -> bool {
    let at = state.active_place();
    if let Some(row) = state.row(at)
        && let Some(task) = row.key.task().cloned()
    {
        state.propose(row.key, Act::Link(task));
        show(state, at);
    }
    true
}

fn go(state: TimelineState, at: usize, by: isize) {
    let last = state
        .picture
        .with_untracked(|picture| picture.rows.len().saturating_sub(1));
    let next = at.saturating_add_signed(by).min(last);
    show(state, next);
    match state.present_draft() {
        Some(draft) if matches!(draft.act, Act::Link(_)) => {
            if let Some(task) = state.row(next).and_then(|row| row.key.task().cloned()) {
                state.propose(draft.key, Act::Link(task));
            }
        }
        Some(_) => state.drop_draft(),
        None => {}
    }
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
