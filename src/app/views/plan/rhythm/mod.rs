//! The rhythm of the last mile: check-ins, messages, and the points that are celebrated.

mod card;
mod check_ins;
mod messages;
mod milestones;

use leptos::prelude::*;

/// Check-ins, messages and milestones, one below the other.
pub fn part() -> AnyView {
    view! {
        <div class="rhythm">
            {check_ins::panel()}
            {messages::panel()}
            {milestones::panel()}
        </div>
    }
    .into_any()
}
