//! Every component in each of its states.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Gallery() -> AnyView {
    view! { <main><h1>"Gallery"</h1></main> }.into_any()
}
