//! A few words about something pointed at.

use leptos::prelude::*;

use super::browser::fresh_id;

/// Shows a text while the pointer or the focus is on its content. Only for what is not needed:
/// touch screens do not show it.
#[component]
pub fn Tooltip(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What it is about.
    children: Children,
) -> AnyView {
    let id = fresh_id("tip");
    view! {
        <span class="tooltip" aria-describedby=id.clone()>
            {children()}
            <span class="tooltip__text" role="tooltip" id=id.clone()>{text}</span>
        </span>
    }
    .into_any()
}
