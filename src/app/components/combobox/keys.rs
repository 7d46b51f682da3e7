//! What the keys do in a combobox.

use leptos::ev;
use leptos::prelude::*;

use super::super::browser::{bring_into_sight, element};
use super::{LINES, State};

/// How far Page up and Page down go.
const PAGE: usize = 8;

/// Handler of `keydown` on the field.
pub(super) fn pressed(this: State, event: &ev::KeyboardEvent) {
    if event.is_composing() {
        return;
    }
    let handled = match event.key().as_str() {
        "ArrowDown" => down(this, 1),
        "ArrowUp" => up(this, 1),
        "PageDown" => down(this, PAGE),
        "PageUp" => up(this, PAGE),
        "Enter" => enter(this),
        "Escape" => escape(this),
        "Backspace" => {
            take_out_last(this);
            false
        }
        _ => false,
    };
    if handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn down(this: State, by: usize) -> bool {
    this.show();
    let Some(last) = this.lines.with_untracked(Vec::len).checked_sub(1) else {
        return true;
    };
    let next = match this.active.get_untracked() {
        None => 0,
        Some(now) if now >= last => 0,
        Some(now) => (now + by).min(last),
    };
    mark(this, next);
    true
}

fn up(this: State, by: usize) -> bool {
    this.show();
    let Some(last) = this.lines.with_untracked(Vec::len).checked_sub(1) else {
        return true;
    };
    let next = match this.active.get_untracked() {
        None | Some(0) => last,
        Some(now) => now.saturating_sub(by),
    };
    mark(this, next);
    true
}

/// Marks the line at `at`, builds it if it is not there yet, and brings it into sight.
fn mark(this: State, at: usize) {
    if at + PAGE >= this.built.get_untracked() {
        this.built.set(at + LINES);
    }
    this.active.set(Some(at));
    bring_into_sight(move || {
        this.id.try_get_value()?;
        element(&this.line_id(at)).map(Into::into)
    });
}

fn enter(this: State) -> bool {
    match this.active.get_untracked() {
        Some(at) if this.open.get_untracked() => {
            this.take(at);
            true
        }
        _ => this.open.get_untracked(),
    }
}

fn escape(this: State) -> bool {
    let busy = this.open.get_untracked() || this.typed.with_untracked(Option::is_some);
    this.leave();
    // What was opened for this one question closes with it.
    busy && !this.opens_at_once
}

fn take_out_last(this: State) {
    let empty = this
        .typed
        .with_untracked(|typed| typed.as_ref().is_none_or(String::is_empty));
    if this.multiple
        && empty
        && let Some(last) = this.chosen.with_untracked(|chosen| chosen.last().cloned())
    {
        this.take_out(&last);
    }
}
