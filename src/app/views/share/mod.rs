//! Files in and out.

use leptos::prelude::*;

/// Files in and out.
#[component]
pub fn Share() -> impl IntoView {
    view! { <h1>"Share"</h1> }
}

#[component]
pub fn ImportButton() -> impl IntoView {}
