//! Who works, who decides, when.

use leptos::prelude::*;

/// People and settings.
#[component]
pub fn People() -> impl IntoView {
    view! { <h1>"People and settings"</h1> }
}
