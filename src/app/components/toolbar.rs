//! Commands in a row.

use leptos::prelude::*;

/// A labelled row of buttons and fields, which wraps where there is no room.
///
/// It is a group and not an ARIA toolbar: each control stays a stop of the Tab key, as fields need.
#[component]
pub fn Toolbar(
    /// What the commands work on.
    #[prop(into)]
    label: Signal<String>,
    /// The controls.
    children: Children,
) -> AnyView {
    view! {
        <div class="toolbar" role="group" aria-label=label>{children()}</div>
    }
    .into_any()
}
