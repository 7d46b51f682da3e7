//! What clicks, dragging and focus do in the timeline; handled once for all rows.

use lastmile::present::timeline::{Act, stretch_minutes};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, MouseEvent};

use super::state::{TimelineState, look};
use crate::app::browser::dom;

/// A pointer that moves less than this far, in pixels, has clicked.
const CLICK: f64 = 4.0;

/// What a pointer has taken hold of.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    place: usize,
    handle: Handle,
    /// Where it was taken, and how wide a day is there, in pixels.
    at: f64,
    top: f64,
    day: f64,
    is_dragged: bool,
}

/// The line from a bar to the pointer that looks for the task to link it to, in pixels from the
/// corner of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pull {
    /// Where it begins.
    pub from: (f64, f64),
    /// Where the pointer is.
    pub to: (f64, f64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Handle {
    Bar,
    End,
    Knob,
}

/// The place of the row an event happened in.
pub(super) fn place_of(event: &Event) -> Option<usize> {
    place(&dom::closest(event, "[data-row]")?)
}

fn place(row: &Element) -> Option<usize> {
    dom::data(row, "row")?.parse().ok()
}

/// A click folds, chooses the task that is to wait, or opens the task of the bar or the title it hits.
pub fn clicked(state: TimelineState, event: &MouseEvent) {
    let Some(row) = place_of(event).and_then(|at| state.row(at)) else {
        return;
    };
    if dom::closest(event, "[data-fold]").is_some() {
        state.active.set(Some(row.key.clone()));
        state.fold(&row.key);
        return;
    }
    // Once a link is begun, a click says which task is to wait.
    if let Some(draft) = state.present_draft()
        && matches!(draft.act, Act::Link(_))
        && let Some(task) = row.key.task()
    {
        state.propose(draft.key, Act::Link(task.clone()));
        return;
    }
    state.active.set(Some(row.key.clone()));
    if dom::closest(event, ".tl-bar, .tl-title").is_some()
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

/// Takes hold of a bar. A finger scrolls instead.
pub fn pressed(state: TimelineState, event: &PointerEvent) {
    if event.button() != 0 || event.pointer_type() == "touch" {
        return;
    }
    let handle = dom::closest(event, "[data-act]").and_then(|part| dom::data(&part, "act"));
    let handle = match handle.as_deref() {
        Some("move") => Handle::Bar,
        Some("stretch") => Handle::End,
        Some("link") => Handle::Knob,
        _ => return,
    };
    let Some(row) = dom::closest(event, "[data-row]") else {
        return;
    };
    let days = state.picture.with_untracked(|picture| picture.axis.days);
    let track = row.query_selector(".tl-track").ok().flatten();
    let (Some(place), Some(track)) = (place(&row), track) else {
        return;
    };
    state.held.set_value(Some(Held {
        place,
        handle,
        at: f64::from(event.client_x()),
        top: f64::from(event.client_y()),
        day: track.get_bounding_client_rect().width() / f64::from(days.max(1)),
        is_dragged: false,
    }));
}

/// The bar follows.
pub fn moved(state: TimelineState, event: &PointerEvent) {
    let Some(mut held) = state.held.get_value() else {
        return;
    };
    let by = f64::from(event.client_x()) - held.at;
    if !held.is_dragged {
        if by.abs() < CLICK && held.handle != Handle::Knob {
            return;
        }
        held.is_dragged = true;
        state.held.set_value(Some(held));
        // Only now: a captured pointer clicks on nothing.
        let frame = event.current_target();
        if let Some(frame) = frame.and_then(|frame| frame.dyn_into::<Element>().ok()) {
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
    }
    event.prevent_default();
    let Some(row) = state.row(held.place) else {
        return;
    };
    let days = if held.day > 0.0 { by / held.day } else { 0.0 };
    let act = match held.handle {
        Handle::Bar => Act::Move(whole(days)),
        Handle::End => {
            let found = untrack(|| {
                state.picture.with(|picture| {
                    look(state.workspace, state.found, &mut |sources| {
                        stretch_minutes(sources, &picture.axis, &row, days)
                    })
                })
            });
            Act::Stretch(found.unwrap_or(0))
        }
        Handle::Knob => {
            state.pull.set(pull(&held, event));
            let under = document()
                .element_from_point(event.client_x() as f32, event.client_y() as f32)
                .and_then(|element| element.closest("[data-row]").ok().flatten());
            let target = under.and_then(|row| state.row(place(&row)?));
            let Some(task) = target.and_then(|row| row.key.task().cloned()) else {
                return;
            };
            Act::Link(task)
        }
    };
    state.propose(row.key, act);
}

/// From where a bar was taken to where the pointer is now.
fn pull(held: &Held, event: &PointerEvent) -> Option<Pull> {
    let frame = event.current_target()?.dyn_into::<Element>().ok()?;
    let corner = frame.get_bounding_client_rect();
    let place = |x: f64, y: f64| (x - corner.left(), y - corner.top());
    Some(Pull {
        from: place(held.at, held.top),
        to: place(f64::from(event.client_x()), f64::from(event.client_y())),
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float saturates, and nobody drags a bar that far"
)]
fn whole(days: f64) -> i32 {
    libm::round(days) as i32
}

/// Letting go does what was shown, unless the bar is back where it was.
pub fn released(state: TimelineState) {
    let held = state.held.get_value();
    state.let_go();
    if !held.is_some_and(|held| held.is_dragged) {
        return;
    }
    match state.present_draft().map(|draft| draft.act) {
        Some(Act::Move(0) | Act::Stretch(0)) => state.drop_draft(),
        Some(_) => state.apply_draft(),
        None => {}
    }
}

/// The pointer was taken away: nothing happens.
pub fn cancelled(state: TimelineState) {
    if state.held.get_value().is_some() {
        state.let_go();
        state.drop_draft();
    }
}
