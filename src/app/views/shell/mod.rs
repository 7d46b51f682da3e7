//! The frame around every place: sidebar, top bar, and what may lie over the page.

mod leftovers;
mod palette;
mod projects;
mod save;
mod shortcuts;
mod sidebar;
mod top_bar;

use leptos::prelude::*;

use self::leftovers::Leftovers;
use self::palette::Palette;
use self::shortcuts::Shortcuts;
use self::sidebar::Sidebar;
use self::top_bar::TopBar;
use super::people::WhoOffer;

pub use self::projects::{NewProjectDialog, named, project_items};

/// The frame with a place in it.
#[component]
pub fn Shell(
    /// The place.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="shell">
            <a class="skip-link" href="#main" on:click=skip>"Skip to the content"</a>
            <Sidebar />
            <div class="shell__page">
                <TopBar />
                <main class="shell__main" id="main" tabindex="-1">
                    <Leftovers />
                    {children()}
                </main>
            </div>
            <Palette />
            <Shortcuts />
            <NewProjectDialog />
            <WhoOffer />
        </div>
    }
}

/// The address belongs to the route: the link only moves the focus.
fn skip(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element with a tab index can always take the focus.
        let _ = main.focus();
    }
}
