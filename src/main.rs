//! The door: installs the panic hook and mounts the app.

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(|| view! { <main><h1>"Lastmile"</h1></main> });
    // rescue.js waits for this and then takes the "Opening…" away.
    if let Some(root) = document().document_element() {
        // An attribute with a valid name cannot be refused.
        let _ = root.set_attribute("data-started", "");
    }
}
