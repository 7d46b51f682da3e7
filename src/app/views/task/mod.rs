//! A task beside the place it was opened from.

mod actual;
mod blocker;
pub mod fields;
mod links;
mod panel;

use leptos::prelude::*;

use self::actual::ActualOffer;
use self::panel::TaskPanel;

/// What stands beside a place: the open task, and the question what a finished one took.
#[component]
pub fn Beside() -> AnyView {
    view! {
        <TaskPanel />
        <ActualOffer />
    }
    .into_any()
}
