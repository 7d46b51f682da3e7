//! How safely everything is kept.

use leptos::prelude::*;

/// Says whether the last edit is saved.
#[component]
pub fn SaveBadge() -> impl IntoView {
    view! { <p class="save-badge">"Saved"</p> }
}

/// How much of the browser's storage is used.
#[component]
pub fn StorageMeter() -> impl IntoView {
    view! { <p></p> }
}
