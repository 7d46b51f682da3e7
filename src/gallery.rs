//! A page with every component on it, in each of its states. Built by scripts/gallery; ships with
//! nothing.
#![expect(
    unreachable_pub,
    reason = "`#[component]` makes the parts of a private component public"
)]

mod app {
    //! The components alone: they know no project, and the page needs none.
    pub mod components;
}

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::components::gallery::Gallery);
    if let Some(root) = document().document_element() {
        // An attribute with a valid name cannot be refused.
        let _ = root.set_attribute("data-started", "");
    }
}
